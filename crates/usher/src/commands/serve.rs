//! `usher serve`: the hub, until somebody asks it to stop.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use clap::Args;
use tokio::{net::TcpListener, runtime::Runtime};
use usher_app::App;
use usher_domain::clock::SteadyClock;

use crate::{
    args::WhereAndListen,
    background::Background,
    failure::{Failure, Outcome},
    logs,
    screen::say,
    server::{self, Limits},
    settings::{self, Settings, log::Format},
    shutdown, site,
    tls::{Door, Renewal},
};

/// How long what the runtime still does may go on once everything has ended.
const LAST_WORD: Duration = Duration::from_secs(2);

/// Run the hub.
///
/// On the first start the data folder, the key file and the database are made; later the database is
/// brought to this version's schema before anything is served, and one that a newer version has used
/// is refused. Once it serves it says so: "Usher is ready at <base URL>" on stdout, or, with
/// log.format = "json", as an event on stderr.
///
/// SIGTERM and SIGINT stop it in order: no new connections, ten seconds for running requests, exit
/// code 0. A second signal stops it at once.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    place: WhereAndListen,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Outcome {
    let settings = settings::load(&options.place.asked(), super::environment())?;
    logs::start(settings.log);
    refuse_public_demo(&settings)?;
    for name in &settings.ignored {
        tracing::warn!(
            name,
            "a variable looks like a setting, but is none of Usher's"
        );
    }
    let format = settings.log.format;
    let as_it_is = || Ok(());
    hub(&settings, as_it_is, async |app: &App| {
        let base_url = app.link("");
        let announcement: Announcement = Box::new(move || match format {
            Format::Pretty => say(format_args!("Usher is ready at {base_url}")),
            Format::Json => tracing::info!(base_url, "Usher is ready"),
        });
        Ok(announcement)
    })
}

/// Passwords of a demonstration are known to everybody.
pub(super) fn refuse_public_demo(settings: &Settings) -> Outcome {
    if settings.data.is_demo() && !settings.base_url.is_loopback() {
        return Err(Failure::usage(format!(
            "The data folder {} holds a demonstration, whose passwords everybody knows; it is served on \
             this machine only. Name another folder by --data.",
            settings.data.root().display()
        )));
    }
    Ok(())
}

/// What is said once the hub serves.
pub(super) type Announcement = Box<dyn FnOnce()>;

/// Serves the data folder until a signal. `claim` is called once the port is
/// ours and before anything is made in the folder; `prepare` sees the hub before
/// the first request is answered and gives what is said when it is.
pub(super) fn hub(
    settings: &Settings,
    claim: impl FnOnce() -> Outcome,
    prepare: impl AsyncFnOnce(&App) -> Outcome<Announcement>,
) -> Outcome {
    let runtime = Runtime::new()
        .map_err(|error| Failure::runtime(format!("The runtime cannot be started ({error}).")))?;
    // The port first: a second start by mistake then makes and changes nothing.
    let (listener, address) = runtime.block_on(async { listen(settings.listen) })?;
    let base_url = settings
        .base_url
        .resolved(address, settings.tls.is_some())?;
    let certificate = settings.tls.clone().map(Renewal::of).transpose()?;
    claim()?;
    let opened = site::open(settings)?;
    let (db, clock) = (opened.db.clone(), opened.clock.clone());
    let parts = site::parts(opened, settings, base_url)?;
    let outcome = runtime.block_on(async {
        site::reach_bucket(&parts.blobs).await?;
        let app = App::open(parts).await?;
        serve(listener, app, clock, certificate.map(Arc::new), prepare).await
    });
    runtime.shutdown_timeout(LAST_WORD);
    // The last of its clones: waits until everything written is on the disk.
    drop(db);
    outcome
}

fn listen(address: SocketAddr) -> Outcome<(TcpListener, SocketAddr)> {
    let listener = server::listen(address)?;
    let found = listener
        .local_addr()
        .map_err(|error| Failure::runtime(format!("The port cannot be told ({error}).")))?;
    Ok((listener, found))
}

async fn serve(
    listener: TcpListener,
    app: App,
    clock: Arc<SteadyClock>,
    certificate: Option<Arc<Renewal>>,
    prepare: impl AsyncFnOnce(&App) -> Outcome<Announcement>,
) -> Outcome {
    let asked_to_stop = shutdown::watch()?;
    let door = certificate.clone().map(Door::showing).transpose()?;
    if let Some(certificate) = certificate {
        tokio::spawn(certificate.follow(asked_to_stop.clone()));
    }
    let announce = tokio::select! {
        prepared = prepare(&app) => prepared?,
        () = asked_to_stop.cancelled() => return Ok(()),
    };
    let background = Background::start(&app, clock, &asked_to_stop);
    let limits = Limits::of_this_process();
    let server = server::serve(
        listener,
        door,
        usher_app::router(app),
        limits,
        asked_to_stop,
    );
    announce();
    server.await;
    background.finish().await;
    Ok(())
}
