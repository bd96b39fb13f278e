//! `usher backup --check`: whether a backup would be restored.

use std::{fs::File, io, path::Path};

use usher_db::Census;

use crate::{
    archive::{Archive, Name},
    failure::{Failure, Outcome},
    progress::Progress,
    screen::say,
};

/// Reads all of it, and counts its database.
pub(super) fn check(file: &Path) -> Outcome {
    let folder = tempfile::tempdir().map_err(|error| unwritten(&error))?;
    let database = folder.path().join(Name::Database.path());
    let archive = Archive::open(file)?;
    let about = archive.about().clone();
    let changed = archive.changed();
    let progress = Progress::begin("Reading the backup");
    let manifest = archive.each(&progress, |name, contents| {
        if name == Name::Database {
            File::create_new(&database)
                .and_then(|mut copy| io::copy(contents, &mut copy))
                .map_err(|error| unwritten(&error))?;
        }
        Ok(())
    })?;
    progress.stage("Counting the rows of its database");
    let census = Census::of_file(&database)?;
    drop(progress);
    if !manifest.fits(&census) {
        return Err(changed);
    }
    let (files, bytes) = manifest.media();
    say(format_args!(
        "{} is whole: Usher {}, taken {}, {} rows, {files} media files of {} MiB, {} the key file.",
        file.display(),
        about.usher,
        about.taken,
        census.rows(),
        bytes >> 20,
        if about.with_key { "with" } else { "without" }
    ));
    for name in manifest.damaged {
        say(format_args!("Missing or damaged when it was taken: {name}"));
    }
    Ok(())
}

fn unwritten(error: &io::Error) -> Failure {
    Failure::runtime(format!(
        "The folder for temporary files takes no copy of the database ({error}). Name another by TMPDIR."
    ))
}
