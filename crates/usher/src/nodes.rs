//! The others at the same database: servers on PostgreSQL, and commands beside a server.

use std::time::Duration;

use tokio::time;
use tokio_util::sync::CancellationToken;
use usher_bus::{Broken, Bus, Exchange, Line, Node, NodeId, in_passing};
use usher_db::{Db, Error, Notices, PostgresAddress, notify, written_by_others};
use usher_domain::clock::{Entropy, draw};

/// How often a server on SQLite looks whether a command has written into its file: twice within
/// the second in which what is open hears of a right that is gone (invitations.md, How long).
const LOOK: Duration = Duration::from_millis(500);

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

/// Tells every server on the database, if it is one that several can share, to look at
/// everything again: for a command that has written and goes.
pub(crate) fn tell_in_passing(db: &Db, entropy: &dyn Entropy) {
    if db.is_sqlite() {
        return;
    }
    let words = in_passing(NodeId::new(draw(entropy)));
    let told = db.write_blocking(move |tx| words.iter().try_for_each(|words| notify(tx, words)));
    if let Err::<(), Error>(error) = told {
        tracing::warn!(%error, "the servers could not be told; what is open looks within 30 seconds");
    }
}

/// Rings for everything when a command has written into this server's own file.
pub(crate) async fn hear_commands(db: Db, bus: Bus, asked_to_stop: CancellationToken) {
    if !db.is_sqlite() {
        return;
    }
    let mut tick = time::interval(LOOK);
    let mut before = None;
    while asked_to_stop
        .run_until_cancelled(tick.tick())
        .await
        .is_some()
    {
        // Not known (the lane is full, mostly): asked again at the next tick.
        let Ok(seen) = db.write(written_by_others).await else {
            continue;
        };
        if before.replace(seen).is_some_and(|before| before != seen) {
            bus.ring_everything();
        }
    }
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
