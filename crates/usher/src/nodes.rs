//! The other servers on the same PostgreSQL database.

use usher_bus::{Broken, Bus, Exchange, Line, Node, NodeId};
use usher_db::{Db, Notices, PostgresAddress, notify};
use usher_domain::clock::{Entropy, draw};

/// PostgreSQL's LISTEN and NOTIFY: nothing beside the database is needed.
pub(crate) struct Postgres {
    at: PostgresAddress,
    db: Db,
}

/// One node's line to it.
pub(crate) struct Wire(Notices);

/// This node among others, if the database is one that several can share.
pub(crate) fn among_others(db: &Db, bus: &Bus, entropy: &dyn Entropy) -> Option<Node<Postgres>> {
    let exchange = Postgres {
        at: db.postgres()?.clone(),
        db: db.clone(),
    };
    Some(Node::new(bus.clone(), NodeId::new(draw(entropy)), exchange))
}

impl Exchange for Postgres {
    type Line = Wire;

    async fn dial(&self) -> Result<Wire, Broken> {
        let opened = Notices::open(&self.at).await;
        opened.map(Wire).map_err(|why| Broken(why.to_string()))
    }

    async fn say_otherwise(&self, words: String) -> Result<(), Broken> {
        let told = self.db.write(move |tx| notify(tx, &words)).await;
        told.map_err(|why| Broken(why.to_string()))
    }
}

impl Line for Wire {
    async fn say(&mut self, words: String) -> Result<(), Broken> {
        self.0.say(&words).await.map_err(Broken)
    }

    async fn hear(&mut self) -> Result<String, Broken> {
        let ended = || Broken("the connection to the database ended".into());
        self.0.hear().await.ok_or_else(ended)
    }
}
