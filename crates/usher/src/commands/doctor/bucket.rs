//! The bucket with all objects, tried as the server would.

use tokio::runtime;
use usher_blob::Error;

use super::finding::Finding;
use crate::settings::Settings;

const CHECK: &str = "bucket";

/// Writes a little object, reads it back and deletes it.
pub(super) fn check(settings: &Settings) -> Option<Finding> {
    let set = settings.bucket.as_ref()?;
    Some(match set.open() {
        Err(failure) => Finding::fail(
            CHECK,
            failure.to_string(),
            "Look at the settings below [s3].",
        ),
        Ok(bucket) => {
            let runtime = runtime::Builder::new_current_thread().enable_all().build();
            let probed = match runtime {
                Ok(runtime) => runtime.block_on(bucket.probe()),
                Err(error) => Err(Error::doing("start a runtime")(error)),
            };
            found(bucket.address(), probed)
        }
    })
}

fn found(address: &str, probed: Result<(), Error>) -> Finding {
    match probed {
        Ok(()) => Finding::ok(
            CHECK,
            format!("{address} takes objects and gives them back"),
        ),
        Err(why @ Error::Unreachable { .. }) => Finding::fail(
            CHECK,
            format!("{address}: {why}"),
            "See that the server of the bucket runs and can be reached from here. Until then, files that \
             are not on the disk cannot be watched, and none can be added.",
        ),
        Err(why) => Finding::fail(
            CHECK,
            format!("{address}: {why}"),
            "Check the bucket's name, its region, the access key and what the key may do: put, get and \
             delete objects.",
        ),
    }
}
