//! Requests that the hub itself makes to servers that somebody named: key sets, tokens.
//!
//! **A connection goes to an address that was looked at**: the name is looked up once, each
//! answer is compared with what may be reached ([`PrivateAddresses`]), and exactly that address
//! is connected to. So neither a redirect (there are none), nor another way to write an address,
//! nor a name that answers otherwise the second time leads inside (security.md, T19). What is not
//! encrypted goes to private addresses that an administrator named, and nowhere else. Time and
//! size are bounded whatever the server does.

mod line;
mod send;
mod target;
#[cfg(test)]
mod tests;
mod tls;
mod trouble;

use std::{sync::Arc, time::Duration};

use http::{Request, Response};
use usher_domain::reach::PrivateAddresses;

pub use line::{Line, Machine, Pending};
pub use trouble::Trouble;

/// What one request may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Until a connection stands.
    pub connect: Duration,
    /// From the beginning to the last byte.
    pub whole: Duration,
    /// The most bytes of a body.
    pub body: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            whole: Duration::from_secs(10),
            body: 512 << 10,
        }
    }
}

/// Makes requests. Cheap to clone.
#[derive(Clone)]
pub struct Outbound {
    line: Arc<dyn Line>,
    tls: Arc<tls::Tls>,
    limits: Limits,
}

impl Outbound {
    /// By this machine's own network.
    pub fn new(limits: Limits) -> Self {
        Self::over(Arc::new(Machine), limits)
    }

    /// By another one.
    pub fn over(line: Arc<dyn Line>, limits: Limits) -> Self {
        Self {
            line,
            tls: Arc::default(),
            limits,
        }
    }

    /// Makes a request and reads the whole answer, whatever its status is. A redirect is an answer
    /// like any other: it is not followed.
    pub async fn send(
        &self,
        request: Request<Vec<u8>>,
        permitted: &PrivateAddresses,
    ) -> Result<Response<Vec<u8>>, Trouble> {
        let whole = send::send(self, request, permitted);
        let answer = tokio::time::timeout(self.limits.whole, whole).await;
        answer.unwrap_or(Err(Trouble::TimedOut))
    }
}
