//! One connection, driven by the thread that uses it.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
    time::Duration,
};

use tokio::runtime::Runtime;
use tokio_postgres::{Client, Connection, Socket, tls::MakeTlsConnect};
use tokio_postgres_rustls::MakeRustlsConnect;

type Wire = Connection<Socket, <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream>;

/// A connection and the small runtime that moves its bytes while somebody waits.
pub(crate) struct Link {
    // Before the client and the wire, which live in it, would be dropped after it.
    wire: Option<Wire>,
    client: Client,
    runtime: Runtime,
}

impl Link {
    pub(super) fn new(runtime: Runtime, client: Client, wire: Wire) -> Self {
        Self {
            wire: Some(wire),
            client,
            runtime,
        }
    }

    /// Runs what `work` asks of the server. Requests made before the first wait
    /// leave in one packet.
    pub(crate) fn run<'a, W, F>(&'a mut self, work: W) -> F::Output
    where
        W: FnOnce(&'a Client) -> F,
        F: Future,
    {
        let wire = &mut self.wire;
        let mut work = pin!(work(&self.client));
        self.runtime.block_on(poll_fn(move |context| {
            loop {
                if let Poll::Ready(done) = work.as_mut().poll(context) {
                    return Poll::Ready(done);
                }
                // Without a wire the next poll hears that the connection is closed.
                let Some(live) = wire else {
                    return Poll::Pending;
                };
                match live.poll_message(context) {
                    // A notice of the server.
                    Poll::Ready(Some(Ok(_))) => {}
                    Poll::Ready(end) => {
                        let why = end.and_then(Result::err).map(|error| error.to_string());
                        tracing::warn!(why, "the connection to the database ended");
                        *wire = None;
                    }
                    Poll::Pending => return work.as_mut().poll(context),
                }
            }
        }))
    }

    /// Whether the connection still stands, as far as this side has heard. Asked
    /// after a pause and before anything is sent, so that what is sent next is not
    /// lost on a connection that ended long ago.
    pub(crate) fn is_up(&mut self) -> bool {
        // The first turn lets the runtime hear what came in, the second takes it in.
        self.run(|_| async {
            tokio::task::yield_now().await;
            tokio::task::yield_now().await;
        });
        self.wire.is_some()
    }

    /// Takes leave of the server.
    pub(crate) fn close(self) {
        let Self {
            wire,
            client,
            runtime,
        } = self;
        drop(client);
        if let Some(wire) = wire {
            // With the client gone the wire says goodbye and ends.
            let goodbye = async { tokio::time::timeout(Duration::from_secs(1), wire).await };
            let _ = runtime.block_on(goodbye);
        }
    }
}
