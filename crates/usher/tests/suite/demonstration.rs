//! A site with a private video and its owner, who invites people.

use std::time::{Duration, Instant};

use reqwest::{Method, Response, StatusCode};
use rustix::process::Signal;
use serde_json::{Value, json};
use usher_db::{Error, Tx, params};

use crate::{
    machine::{Machine, Server, text},
    visitor::Visitor,
};

/// The data of a demonstration, and what the owner of one of its videos may do.
pub(crate) struct Demonstration {
    pub(crate) machine: Machine,
    /// The owner's API token.
    pub(crate) token: String,
    /// The video.
    pub(crate) entry: String,
}

/// Somebody's invitation.
#[derive(Clone, Debug)]
pub(crate) struct Invited {
    pub(crate) id: String,
    pub(crate) email: String,
    /// The link's path.
    pub(crate) link: String,
}

impl Demonstration {
    /// Fills the machine's data folder; nothing serves it yet.
    pub(crate) fn on(machine: Machine) -> Self {
        let (mut server, said) = machine.demo();
        let entry = &said["entries"][0];
        let of = |field: &str| entry[field].as_str().expect("a text").to_owned();
        let made = machine.run(&format!("admin token {}", of("owner")));
        server.stopped_by(Signal::TERM);
        Self {
            token: text(&made.stdout).trim().to_owned(),
            entry: of("id"),
            machine,
        }
    }

    /// The owner invites an address; what the server answers.
    pub(crate) async fn ask_to_invite(&self, server: &Server, email: &str) -> Response {
        let wanted =
            json!({ "email": email, "first_name": "Ada", "last_name": "Guest", "role": "viewer" });
        let mut owner = Visitor::at(&server.base_url);
        let path = format!("/api/v1/entries/{}/invites", self.entry);
        let request = owner.request(Method::POST, &path);
        let request = request.bearer_auth(&self.token).json(&wanted);
        owner.send(request).await.expect("it answers")
    }

    /// The owner invites an address.
    pub(crate) async fn invite(&self, server: &Server, email: &str) -> Invited {
        let made = self.ask_to_invite(server, email).await;
        assert_eq!(made.status(), 201, "{:?}", made.text().await);
        let made: Value = made.json().await.expect("JSON");
        let of = |field: &str| made[field].as_str().expect("a text").to_owned();
        let link = of("url").trim_start_matches(&server.base_url).to_owned();
        Invited {
            id: of("id"),
            email: email.to_owned(),
            link,
        }
    }

    /// Somebody who was invited and has entered.
    pub(crate) async fn guest(&self, server: &Server, email: &str) -> (Visitor, Invited) {
        let invited = self.invite(server, email).await;
        let mut guest = Visitor::at(&server.base_url);
        assert_eq!(guest.get(&invited.link).await.status(), StatusCode::OK);
        let form = [("email", email)];
        let request = guest.request(Method::POST, &invited.link).form(&form);
        let entered = guest.send(request).await.expect("it answers");
        assert_eq!(entered.status(), StatusCode::SEE_OTHER);
        (guest, invited)
    }

    /// The stream of events of somebody who is inside.
    pub(crate) async fn events(&self, guest: &mut Visitor) -> Response {
        let mut stream = guest.get(&format!("/media/{}/events", self.entry)).await;
        assert_eq!(stream.status(), StatusCode::OK);
        let hello = stream.chunk().await.expect("it flows").expect("a word");
        let hello = String::from_utf8_lossy(&hello);
        assert!(hello.contains("watching"), "{hello:?}");
        stream
    }

    /// Reads the database beside the server.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        look: impl FnMut(&Tx) -> Result<T, Error> + Send + 'static,
    ) -> T {
        let db = self.machine.database();
        db.read(look).await.expect("it can be read")
    }
}

/// Waits for the end that a stream is told of; how long after `since`. Facts that nobody rang for
/// would be looked at within thirty seconds anyway: that is too late here.
pub(crate) async fn told_of_the_end(stream: &mut Response, since: Instant) -> Duration {
    let mut said = String::new();
    let ended = async {
        while let Some(chunk) = stream.chunk().await.expect("it flows") {
            said.push_str(&String::from_utf8_lossy(&chunk));
            if said.contains("event: ended") || said.contains("event:ended") {
                return;
            }
        }
    };
    let in_time = tokio::time::timeout(Duration::from_secs(20), ended).await;
    assert!(in_time.is_ok() && said.contains("ended"), "{said:?}");
    since.elapsed()
}

/// Uses spent of an invite, and grants that run.
pub(crate) fn uses_and_grants(tx: &Tx, invite: &str) -> Result<(i64, i64), Error> {
    tx.query_one(
        "SELECT i.uses_spent, CAST(COUNT(g.invite_id) AS BIGINT) AS grants
         FROM invites i
         LEFT JOIN grants g ON g.invite_id = i.id AND g.ended_at IS NULL
         WHERE i.id = $1 GROUP BY i.id, i.uses_spent",
        params![invite],
        |row| Ok((row.get("uses_spent")?, row.get("grants")?)),
    )
}

/// What SQLite says of its own files: `ok`, or what is wrong.
pub(crate) fn integrity(tx: &Tx) -> Result<String, Error> {
    let told = "SELECT integrity_check AS told FROM pragma_integrity_check";
    tx.query_one(told, params![], |row| row.get("told"))
}
