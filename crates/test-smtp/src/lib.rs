//! A mail server for tests that behaves as badly as it is told to: the attacker's side.
//! That mail really arrives, a browser story shows with a real server.

mod conversation;

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::{net::TcpListener, task::JoinSet};

/// How the server behaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// It takes what it is given.
    #[default]
    Well,
    /// It lets everybody in and never says a word.
    Tarpit,
    /// It takes all but the last word: the message is said, and then silence.
    Forgets,
    /// It answers every recipient with this line.
    Recipient(&'static str),
    /// It answers every message with this line.
    Content(&'static str),
    /// It greets with this line.
    Greets(&'static str),
    /// It hangs up as soon as somebody comes.
    Resets,
    /// It hangs up in the middle of the message.
    Breaks,
    /// It says what is not SMTP.
    Garbage,
    /// It begins to greet and never ends: continued lines, one after the other.
    Endless,
    /// It says one line that never ends.
    LongLine,
    /// It takes the message for done before it was said.
    Lies,
    /// Its answer to STARTTLS has more behind it, said in the clear.
    SaysMore,
}

/// A message that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The envelope's sender.
    pub from: String,
    /// The envelope's recipients.
    pub to: Vec<String>,
    /// The message, its dots no longer doubled.
    pub message: String,
}

#[derive(Debug, Default)]
struct Shared {
    manner: Manner,
    taken: Vec<Taken>,
    came: usize,
}

/// A server on a port of its own. It goes when this is dropped.
#[derive(Debug)]
pub struct TestSmtp {
    at: SocketAddr,
    shared: Arc<Mutex<Shared>>,
    _serving: JoinSet<()>,
}

impl TestSmtp {
    /// Starts one.
    pub async fn start(manner: Manner) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let at = listener.local_addr()?;
        let shared = Arc::new(Mutex::new(Shared {
            manner,
            ..Shared::default()
        }));
        let mut serving = JoinSet::new();
        serving.spawn(serve(listener, Arc::clone(&shared)));
        Ok(Self {
            at,
            shared,
            _serving: serving,
        })
    }

    /// Its port on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.at.port()
    }

    /// From now on it behaves so to whoever comes.
    pub fn behave(&self, manner: Manner) {
        locked(&self.shared).manner = manner;
    }

    /// What it has taken so far.
    pub fn taken(&self) -> Vec<Taken> {
        locked(&self.shared).taken.clone()
    }

    /// How many came so far.
    pub fn came(&self) -> usize {
        locked(&self.shared).came
    }
}

fn locked(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn serve(listener: TcpListener, shared: Arc<Mutex<Shared>>) {
    let mut guests = JoinSet::new();
    while let Ok((socket, _)) = listener.accept().await {
        let manner = {
            let mut shared = locked(&shared);
            shared.came += 1;
            shared.manner.clone()
        };
        let shared = Arc::clone(&shared);
        guests.spawn(async move {
            // A guest that is gone is none of the server's business.
            let keep = |taken| locked(&shared).taken.push(taken);
            let _ = conversation::hold(socket, &manner, keep).await;
        });
        while guests.try_join_next().is_some() {}
    }
}
