//! Words that servers of ours tell each other through the database.

use std::{future::poll_fn, time::Duration};

use tokio::{
    sync::mpsc::{self, Receiver},
    task::AbortHandle,
};
use tokio_postgres::{AsyncMessage, Client, Statement};

use super::{PostgresAddress, PostgresRefusal, connect, tls};
use crate::{Error, Tx, params};

/// The channel's name; it is the database's own, so other databases do not hear it.
const CHANNEL: &str = "usher";

/// How many notices may wait to be heard. A line on which more wait breaks: whoever
/// opens the next one has to look at everything anyway.
const WAITING: usize = 4096;

/// An open line: what any server of ours on the same database says, this one
/// included, is heard here (`LISTEN`, `NOTIFY`). Nothing is kept for whoever has no
/// line. A pooler that shares connections between transactions carries none of it.
pub struct Notices {
    client: Client,
    notify: Statement,
    heard: Receiver<String>,
    _driver: Driver,
}

/// Ends what moves the bytes, however opening or using the line ends.
struct Driver(AbortHandle);

impl Drop for Driver {
    fn drop(&mut self) {
        self.0.abort();
    }
}

const NOTIFY: &str = "SELECT pg_notify($1, $2)";

impl Notices {
    /// Opens a line of its own beside the database's connections, from inside a
    /// runtime.
    pub async fn open(at: &PostgresAddress) -> Result<Self, PostgresRefusal> {
        let mut config = at.config();
        config.connect_timeout(Duration::from_secs(5));
        let (client, mut wire) = config
            .connect(tls::connector(at)?)
            .await
            .map_err(|error| connect::refused(at, &error))?;
        let (tell, heard) = mpsc::channel(WAITING);
        let driver = Driver(
            tokio::spawn(async move {
                loop {
                    match poll_fn(|context| wire.poll_message(context)).await {
                        Some(Ok(AsyncMessage::Notification(notice))) => {
                            if tell.try_send(notice.payload().to_owned()).is_err() {
                                return;
                            }
                        }
                        Some(Ok(_)) => {}
                        Some(Err(_)) | None => return,
                    }
                }
            })
            .abort_handle(),
        );
        // A notice is not worth a sync: what it tells of is on the disk already.
        let begin = format!("SET synchronous_commit = off; LISTEN {CHANNEL}");
        let begun = client.batch_execute(&begin).await;
        let prepared = match begun {
            Ok(()) => client.prepare(NOTIFY).await,
            Err(error) => Err(error),
        };
        Ok(Self {
            notify: prepared.map_err(|error| connect::refused(at, &error))?,
            client,
            heard,
            _driver: driver,
        })
    }

    /// Says something, fewer than 8,000 bytes. Refuses with the server's words when
    /// the line is broken.
    pub async fn say(&self, words: &str) -> Result<(), String> {
        let told = self.client.execute(&self.notify, &[&CHANNEL, &words]).await;
        told.map(drop).map_err(|error| error.to_string())
    }

    /// The next that is said; `None` once the line is broken. May be given up and
    /// called again.
    pub async fn hear(&mut self) -> Option<String> {
        self.heard.recv().await
    }
}

/// Says something through the database's own connections, for whoever has no
/// line. Nobody hears it before the commit.
pub fn notify(tx: &Tx, words: &str) -> Result<(), Error> {
    tx.execute(NOTIFY, params![CHANNEL, words]).map(drop)
}
