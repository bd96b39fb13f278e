//! The pair of files as it is now. Whoever renews certificates replaces the files and tells
//! nobody, so we look.

use std::{fs, sync::Arc, time::Duration};

use parking_lot::{Mutex, RwLock};
use rustls::sign::CertifiedKey;
use tokio::{task, time};
use tokio_util::sync::CancellationToken;
use usher_domain::clock::{Clock, Timestamp};

use super::{Pair, TlsFiles};
use crate::{
    clock::{SystemClock, written},
    failure::{Failure, Outcome},
};

/// How often the files are looked at.
const EVERY: Duration = Duration::from_secs(2);

/// The newest good pair.
#[derive(Debug)]
pub(crate) struct Renewal {
    files: TlsFiles,
    newest: RwLock<Arc<CertifiedKey>>,
    /// Both files as they were when they were last judged.
    seen: Mutex<Contents>,
}

type Contents = (Vec<u8>, Vec<u8>);

impl Renewal {
    /// Begins with the pair that is there. Refuses one that no browser would take.
    pub(crate) fn of(files: TlsFiles) -> Outcome<Self> {
        let refused = |why: super::Unusable| Failure::usage(why.sentence(&files));
        let pair = Pair::read(&files, SystemClock.now()).map_err(refused)?;
        let seen = contents(&files).unwrap_or_default();
        tracing::info!(ends = written(pair.ends), "the TLS certificate is good");
        Ok(Self {
            newest: RwLock::new(pair.certified),
            seen: Mutex::new(seen),
            files,
        })
    }

    /// What new connections are shown; those that are open keep what they were.
    pub(super) fn newest(&self) -> Arc<CertifiedKey> {
        self.newest.read().clone()
    }

    /// Looks again every few seconds until asked to stop.
    pub(crate) async fn follow(self: Arc<Self>, asked_to_stop: CancellationToken) {
        let mut tick = time::interval(EVERY);
        while asked_to_stop
            .run_until_cancelled(tick.tick())
            .await
            .is_some()
        {
            let renewal = Arc::clone(&self);
            // The files may lie on a disk that is slow to answer.
            let looked = task::spawn_blocking(move || renewal.look(SystemClock.now()));
            if looked.await.is_err() {
                tracing::error!("the TLS files could not be looked at");
            }
        }
    }

    /// Takes the files if they have changed and are good. A pair that is not is told once,
    /// and the one before goes on.
    fn look(&self, now: Timestamp) {
        let Some(found) = contents(&self.files) else {
            // In the middle of being replaced, or gone; at the next start it would matter.
            return;
        };
        let mut seen = self.seen.lock();
        if *seen == found {
            return;
        }
        match Pair::of(&found.0, &found.1, now) {
            Ok(pair) => {
                *self.newest.write() = pair.certified;
                tracing::info!(
                    ends = written(pair.ends),
                    "a new TLS certificate is used from now on"
                );
            }
            Err(why) => {
                let why = why.sentence(&self.files);
                tracing::warn!(
                    why,
                    "the new TLS certificate cannot be used; the one before goes on"
                );
            }
        }
        *seen = found;
    }
}

fn contents(files: &TlsFiles) -> Option<Contents> {
    Some((
        fs::read(&files.certificate).ok()?,
        fs::read(&files.key).ok()?,
    ))
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::{super::made, *};

    const YEARS: (i32, i32) = (2020, 2099);

    struct Place {
        _folder: TempDir,
        files: TlsFiles,
    }

    impl Place {
        fn with(pair: &(String, String)) -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            let files = TlsFiles {
                certificate: folder.path().join("cert.pem"),
                key: folder.path().join("key.pem"),
            };
            let place = Self {
                _folder: folder,
                files,
            };
            place.put(pair);
            place
        }

        fn put(&self, (certificate, key): &(String, String)) {
            fs::write(&self.files.certificate, certificate).expect("written");
            fs::write(&self.files.key, key).expect("written");
        }
    }

    #[test]
    fn a_new_pair_is_taken_and_a_broken_one_is_not() {
        let (first, second) = (made("localhost", YEARS), made("localhost", YEARS));
        let place = Place::with(&first);
        let renewal = Renewal::of(place.files.clone()).expect("good");
        let shown = |renewal: &Renewal| renewal.newest().cert[0].to_vec();
        let before = shown(&renewal);

        // A new certificate whose key has not come yet.
        place.put(&(second.0.clone(), first.1.clone()));
        renewal.look(SystemClock.now());
        assert_eq!(shown(&renewal), before, "the old one goes on");
        place.put(&second);
        renewal.look(SystemClock.now());
        let after = shown(&renewal);
        assert_ne!(after, before, "the new one is shown");

        place.put(&made("localhost", (2000, 2001)));
        renewal.look(SystemClock.now());
        fs::remove_file(&place.files.key).expect("there");
        renewal.look(SystemClock.now());
        assert_eq!(shown(&renewal), after, "the last good one goes on");
    }

    #[test]
    fn a_pair_that_is_no_good_is_refused_at_the_start() {
        let place = Place::with(&(String::new(), String::new()));
        let told = Renewal::of(place.files.clone()).map(drop).expect_err("no");
        assert!(told.to_string().contains("holds no certificate"), "{told}");
    }
}
