//! Where mail is handed in.

use std::{fmt, time::Duration};

/// How the conversation is kept from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// It is not: for a server on this machine or behind a tunnel.
    None,
    /// It begins in the clear and must become encrypted before anything is said.
    StartTls,
    /// It is encrypted from the first byte.
    Tls,
}

/// A name and a password; shown by neither.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The name.
    pub user: String,
    /// The password.
    pub password: String,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(hidden)")
    }
}

/// A server that takes mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How it is spoken to.
    pub security: Security,
    /// Who we are to it, if it asks.
    pub credentials: Option<Credentials>,
    /// What we call ourselves: the name of our own host.
    pub hello: String,
}

/// What a conversation may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Until the server is reached.
    pub connect: Duration,
    /// All of it, from the first packet to the server's last word.
    pub whole: Duration,
    /// The most that the server may say, in bytes.
    pub said: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            whole: Duration::from_secs(45),
            said: 32 << 10,
        }
    }
}
