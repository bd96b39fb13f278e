//! What the machine and the product's own statements allow.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use metrics_exporter_prometheus::PrometheusBuilder;
use usher_app::{App, Parts, Site, features::lobby};
use usher_blob::Blobs;
use usher_bus::Bus;
use usher_db::{Error, Tx};
use usher_domain::clock::{SeededEntropy, draw};
use usher_media_tools::Tools;

use crate::fixture::{self, Folder};
use crate::stopwatch::{Stopwatch, WallClock};

/// The median of writing 4 KiB to a file and asking the disk to have it, over `times`.
pub(crate) fn fdatasync(folder: &Path, times: usize) -> Result<Duration, String> {
    let path = folder.join("fdatasync");
    let measured = || -> std::io::Result<Duration> {
        let mut file = File::create(&path)?;
        // In place, as a log that was checkpointed is written: the length does not change.
        file.write_all(&vec![1; 4096 * times])?;
        file.sync_all()?;
        file.seek(SeekFrom::Start(0))?;
        let mut took = Vec::with_capacity(times);
        for _ in 0..times {
            let watch = Stopwatch::start();
            file.write_all(&[2; 4096])?;
            file.sync_data()?;
            took.push(watch.elapsed());
        }
        took.sort_unstable();
        Ok(took.get(times / 2).copied().unwrap_or_default())
    };
    let median = measured().map_err(|why| format!("{}: {why}", path.display()));
    let _ = std::fs::remove_file(&path);
    median
}

/// Lets the guests from `first` on enter without HTTP, so many to a commit; gives entries a second.
///
/// The lane is held up by a closure of ours until a batch waits, so that each commit holds as many
/// as it should.
pub(crate) fn entering(
    data: &Path,
    first: u64,
    count: u64,
    per_commit: u64,
) -> Result<f64, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|why| why.to_string())?;
    let folder = Folder::open(data)?;
    let app = runtime.block_on(open(&folder))?;
    let mut closures: Vec<_> = (first..first + count)
        .map(|number| {
            let seat = folder
                .key
                .mac("browser", &draw::<32>(&SeededEntropy::new(number)))
                .led_by(folder.now.sortable());
            let token = fixture::token_of(number).expose();
            lobby::entering(&app, &token, seat, &fixture::email_of(number))
        })
        .collect();
    let db = folder.db.clone();
    let watch = Stopwatch::start();
    let entered = runtime.block_on(async move {
        let mut entered = 0;
        while !closures.is_empty() {
            // The lane takes more to a commit only while more than that wait.
            let waiting = if per_commit > 64 {
                per_commit * 4
            } else {
                per_commit
            };
            let batch = closures.split_off(closures.len().saturating_sub(waiting as usize));
            let (open, gate) = mpsc::channel::<()>();
            let gate = Arc::new(parking(gate));
            let held = (per_commit > 1).then(|| {
                let (db, gate) = (db.clone(), gate.clone());
                tokio::spawn(async move {
                    db.write(move |_: &Tx| {
                        gate();
                        Ok::<_, Error>(())
                    })
                    .await
                })
            });
            let sent = Arc::new(AtomicUsize::new(0));
            let waits: Vec<_> = batch
                .into_iter()
                .map(|closure| {
                    let (db, sent) = (db.clone(), sent.clone());
                    tokio::spawn(async move {
                        sent.fetch_add(1, Ordering::Relaxed);
                        db.write(closure).await
                    })
                })
                .collect();
            while sent.load(Ordering::Relaxed) < waits.len() {
                tokio::task::yield_now().await;
            }
            drop(open);
            for wait in waits {
                if wait
                    .await
                    .map_err(|why| why.to_string())?
                    .map_err(|why| why.to_string())?
                {
                    entered += 1;
                }
            }
            if let Some(held) = held {
                let _ = held.await;
            }
        }
        Ok::<u64, String>(entered)
    })?;
    let took = watch.elapsed();
    if entered != count {
        return Err(format!("{entered} of {count} guests entered without HTTP"));
    }
    Ok(count as f64 / took.as_secs_f64())
}

/// Waits until the other end of the channel is dropped.
fn parking(gate: mpsc::Receiver<()>) -> impl Fn() + Send + Sync {
    let gate = std::sync::Mutex::new(gate);
    move || {
        if let Ok(gate) = gate.lock() {
            let _ = gate.recv();
        }
    }
}

async fn open(folder: &Folder) -> Result<App, String> {
    let parts = Parts {
        db: folder.db.clone(),
        bus: Bus::default(),
        blobs: Blobs::open(folder.path.join("media")).map_err(|why| why.to_string())?,
        tools: Tools::find(),
        clock: Arc::new(WallClock),
        entropy: Arc::new(SeededEntropy::new(
            u64::try_from(folder.now.micros()).unwrap_or(1),
        )),
        key: folder.key.clone(),
        mail: usher_mail::Limits::default(),
        fonts: usher_app::features::quiz::Fonts::OfTheSystem,
        site: Site {
            base_url: url::Url::parse("http://127.0.0.1/").map_err(|why| why.to_string())?,
            max_upload_bytes: 1 << 30,
            trusted_proxies: Vec::new(),
            nginx_location: None,
            downloads_from_bucket: false,
            time_zone: "UTC".to_owned(),
        },
        figures: PrometheusBuilder::new().build_recorder().handle(),
    };
    App::open(parts).await.map_err(|why| why.to_string())
}
