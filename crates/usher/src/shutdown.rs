//! Going down in order: the first SIGINT or SIGTERM asks everybody to finish,
//! the second does not wait.

use std::process;

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio_util::sync::CancellationToken;

use crate::failure::{Failure, Outcome};

/// The exit code after a second signal, as shells count a SIGINT.
const IMPATIENT: i32 = 130;

/// Starts listening for the signals; the token is cancelled by the first.
/// Must be called inside the runtime.
pub(crate) fn watch() -> Outcome<CancellationToken> {
    let deaf = |error| Failure::runtime(format!("The signals cannot be watched ({error})."));
    let mut interrupt = signal(SignalKind::interrupt()).map_err(deaf)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(deaf)?;
    let asked = CancellationToken::new();
    let told = asked.clone();
    tokio::spawn(async move {
        either(&mut interrupt, &mut terminate).await;
        tracing::info!("asked to stop: finishing what is running; a second signal stops at once");
        told.cancel();
        either(&mut interrupt, &mut terminate).await;
        process::exit(IMPATIENT);
    });
    Ok(asked)
}

async fn either(one: &mut Signal, other: &mut Signal) {
    tokio::select! {
        _ = one.recv() => {}
        _ = other.recv() => {}
    }
}
