//! Where the key file of a restored hub comes from. Without the right one every link,
//! session and token is dead, so a restore has it or is told that it is lost.

use std::path::{Path, PathBuf};

use super::{
    Options,
    stage::{self, Stage},
};
use crate::{
    archive::About,
    clock::SystemEntropy,
    failure::{Failure, Outcome},
    keyfile,
    settings::Settings,
};

/// What was chosen.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Bring {
    /// It is in the backup.
    FromBackup,
    /// A copy of this file.
    Copy(PathBuf),
    /// It lies where the settings say, outside the data folder.
    InPlace,
    /// A new one.
    New,
}

impl Bring {
    /// Chooses, and refuses a key that is not the hub's, before anything is restored.
    pub(super) fn chosen(options: &Options, settings: &Settings, about: &About) -> Outcome<Self> {
        let elsewhere = settings.key_file != settings.data.key_file();
        if options.new_key {
            if settings.key_file.exists() {
                return Err(Failure::usage(format!(
                    "There is a key file already at {}, and Usher never overwrites one.",
                    settings.key_file.display()
                )));
            }
            return Ok(Self::New);
        }
        if let Some(file) = &options.key {
            right(file, about)?;
            return Ok(Self::Copy(file.clone()));
        }
        if about.with_key {
            return Ok(Self::FromBackup);
        }
        if elsewhere && settings.key_file.exists() {
            right(&settings.key_file, about)?;
            return Ok(Self::InPlace);
        }
        Err(Failure::usage(
            "This backup holds no key file. Bring the copy that was kept apart from it by --key FILE. If \
             it is lost for good, --new-key makes another one: then every link of the backup is dead.",
        ))
    }

    /// Puts it where the restored data folder will have it.
    pub(super) fn put_in_place(&self, stage: &Stage<'_>, about: &About) -> Outcome {
        let key = stage.key_file();
        match self {
            Self::FromBackup => right(&key, about),
            Self::InPlace => stage.leave_key_out(),
            Self::New => {
                stage.leave_key_out()?;
                keyfile::make_new(&key, &SystemEntropy).map(drop)
            }
            Self::Copy(file) => {
                stage.leave_key_out()?;
                let text = std::fs::read(file).map_err(|error| {
                    Failure::runtime(format!("{} cannot be read ({error}).", file.display()))
                })?;
                stage::write(&key, &mut text.as_slice(), 0o600)?;
                right(&key, about)
            }
        }
    }
}

fn right(file: &Path, about: &About) -> Outcome {
    let key = keyfile::read(file).map_err(|why| {
        Failure::usage(match why {
            keyfile::Unusable::Missing => format!("There is no key file at {}.", file.display()),
            other => other.sentence(file),
        })
    })?;
    if keyfile::check_of(&key) == about.key_check {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "{} is not the key file of the hub that this backup is of. Bring the right one, or every link of \
         it is dead.",
        file.display()
    )))
}
