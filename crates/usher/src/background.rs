//! Work that goes on beside requests for as long as the hub lives.

use std::{sync::Arc, time::Duration};

use metrics_exporter_prometheus::PrometheusHandle;
use tokio::{task::JoinSet, time};
use tokio_util::sync::CancellationToken;
use usher_app::{
    App,
    features::{admin, attendance, audit, jobs, notices, webhooks},
    high_water,
};
use usher_blob::{Blobs, Tidied};
use usher_domain::clock::SteadyClock;

use crate::nodes;

/// How often the figures' oldest samples are folded together.
const FIGURES_UPKEEP: Duration = Duration::from_secs(5);
/// How often objects that could not be stored in the bucket are tried again, and copies counted.
const BUCKET_UPKEEP: Duration = Duration::from_mins(5);
/// How long work may go on after the last request: jobs give back what they
/// have not finished, and the next start does it first.
const GRACE: Duration = Duration::from_secs(5);

/// Everything that was started.
pub(crate) struct Background {
    work: JoinSet<()>,
    /// Tells other nodes what rings here, also what the last requests ring.
    node: JoinSet<()>,
    last_request_is_done: CancellationToken,
}

impl Background {
    /// Starts it; it ends when the hub is asked to stop.
    pub(crate) fn start(
        app: &App,
        clock: Arc<SteadyClock>,
        asked_to_stop: &CancellationToken,
    ) -> Self {
        let parts = &app.parts;
        let last_request_is_done = CancellationToken::new();
        let mut node = JoinSet::new();
        if let Some(among) = nodes::among_others(&parts.db, &parts.bus, &*parts.entropy) {
            node.spawn(among.run(last_request_is_done.clone().cancelled_owned()));
        }
        let mut work = JoinSet::new();
        work.spawn(jobs::run(app.clone(), asked_to_stop.clone()));
        work.spawn(admin::follow(app.clone(), asked_to_stop.clone()));
        work.spawn(audit::seal_on(app.clone(), asked_to_stop.clone()));
        work.spawn(attendance::keep(app.clone(), asked_to_stop.clone()));
        work.spawn(notices::follow(app.clone(), asked_to_stop.clone()));
        work.spawn(webhooks::follow(app.clone(), asked_to_stop.clone()));
        work.spawn(high_water::keep(
            parts.db.clone(),
            clock,
            asked_to_stop.clone(),
        ));
        work.spawn(nodes::hear_commands(
            parts.db.clone(),
            parts.bus.clone(),
            asked_to_stop.clone(),
        ));
        if parts.blobs.bucket().is_some() {
            work.spawn(keep_bucket(parts.blobs.clone(), asked_to_stop.clone()));
        }
        work.spawn(keep_figures(parts.figures.clone(), asked_to_stop.clone()));
        Self {
            work,
            node,
            last_request_is_done,
        }
    }

    /// Waits until it has ended, but not for ever.
    pub(crate) async fn finish(mut self) {
        let ended = async {
            while self.work.join_next().await.is_some() {}
            self.last_request_is_done.cancel();
            while self.node.join_next().await.is_some() {}
        };
        if time::timeout(GRACE, ended).await.is_err() {
            tracing::warn!("work in the background was cut off; the next start does it again");
        }
    }
}

async fn keep_figures(figures: PrometheusHandle, asked_to_stop: CancellationToken) {
    let mut tick = time::interval(FIGURES_UPKEEP);
    while asked_to_stop
        .run_until_cancelled(tick.tick())
        .await
        .is_some()
    {
        figures.run_upkeep();
    }
}

/// Stores what the bucket has not got yet, and keeps the copies here as few as they should be.
async fn keep_bucket(blobs: Blobs, asked_to_stop: CancellationToken) {
    let mut tick = time::interval(BUCKET_UPKEEP);
    tick.set_missed_tick_behavior(time::MissedTickBehavior::Delay);
    while asked_to_stop
        .run_until_cancelled(tick.tick())
        .await
        .is_some()
    {
        match asked_to_stop.run_until_cancelled(blobs.tidy()).await {
            None => return,
            Some(Ok(Tidied {
                stored: 0,
                dropped: 0,
            })) => {}
            Some(Ok(Tidied { stored, dropped })) => {
                tracing::info!(
                    stored,
                    dropped,
                    "objects were brought into order with the bucket"
                );
            }
            Some(Err(error)) => tracing::warn!(%error, "objects wait for the bucket"),
        }
    }
}
