//! The data folder, the key file in it, and the disk below it.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use rustix::fs::{Access, access, statvfs};

use super::{database::Used, finding::Finding};
use crate::{
    data_folder::DataFolder,
    keyfile::{self, Unusable},
    settings::Settings,
};

/// Below this an upload soon fails.
const LOW: u64 = 10 << 30;
/// Below this the database itself is in danger.
const TOO_LOW: u64 = 256 << 20;

pub(super) fn data(data: &DataFolder) -> Finding {
    const CHECK: &str = "data folder";
    let root = data.root();
    let shown = root.display();
    let Ok(metadata) = fs::metadata(root) else {
        return match nearest_existing(root) {
            Some(above) if may_write(above) => {
                Finding::ok(CHECK, format!("{shown} will be made at the first start"))
            }
            _ => Finding::fail(
                CHECK,
                format!("{shown} is not there and cannot be made"),
                "Make it yourself and give it to the user that runs Usher, or name another by --data.",
            ),
        };
    };
    if !metadata.is_dir() {
        return Finding::fail(
            CHECK,
            format!("{shown} is not a folder"),
            "Name a folder by --data.",
        );
    }
    if !may_write(root) {
        return Finding::fail(
            CHECK,
            format!("{shown} cannot be written"),
            "Give it to the user that runs Usher, and check that its disk is mounted for writing.",
        );
    }
    let mode = metadata.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Finding::warn(
            CHECK,
            format!("{shown} may be entered by others (mode {mode:03o})"),
            format!("Close it with chmod 700 {shown}."),
        );
    }
    Finding::ok(
        CHECK,
        format!("{shown} can be written, and only by its owner"),
    )
}

pub(super) fn key(settings: &Settings, used: &Used) -> Finding {
    const CHECK: &str = "key file";
    let path = &settings.key_file;
    match (keyfile::read(path), used) {
        (Ok(key), Used::ByKey(Some(check))) if *check != keyfile::check_of(&key) => Finding::fail(
            CHECK,
            format!(
                "{} is not the one that the database was made with",
                path.display()
            ),
            "Put that one back from your backup, or copy it from another server of the same hub.",
        ),
        (Ok(_), _) => Finding::ok(CHECK, format!("{} is good", path.display())),
        (Err(Unusable::Missing), Used::Never) => Finding::ok(
            CHECK,
            format!("{} will be made at the first start", path.display()),
        ),
        (Err(Unusable::Missing), Used::Unknown) => Finding::warn(
            CHECK,
            format!("{} is not there", path.display()),
            "If the database has been used before, put it back from your backup; otherwise the first \
             start makes it.",
        ),
        (Err(why), _) => Finding::fail(CHECK, "it cannot be used", why.sentence(path)),
    }
}

pub(super) fn disk(data: &DataFolder) -> Finding {
    const CHECK: &str = "disk";
    let Some(numbers) = nearest_existing(data.root()).and_then(|path| statvfs(path).ok()) else {
        return Finding::warn(
            CHECK,
            "how much room is left cannot be told",
            "Look yourself, for example with df -h.",
        );
    };
    let free = numbers.f_bavail.saturating_mul(numbers.f_frsize);
    #[allow(clippy::cast_precision_loss, reason = "shown with one decimal")]
    let says = format!(
        "{:.1} GiB are free below {}",
        free as f64 / (1u64 << 30) as f64,
        data.root().display()
    );
    let advice = "Make room, or move the data folder to a larger disk.";
    match free {
        0..TOO_LOW => Finding::fail(CHECK, says, advice),
        TOO_LOW..LOW => Finding::warn(CHECK, says, advice),
        LOW.. => Finding::ok(CHECK, says),
    }
}

fn may_write(path: &Path) -> bool {
    access(path, Access::READ_OK | Access::WRITE_OK | Access::EXEC_OK).is_ok()
}

/// `path`, or the nearest folder above it that is there.
fn nearest_existing(path: &Path) -> Option<&Path> {
    path.ancestors()
        .map(|above| {
            if above == Path::new("") {
                Path::new(".")
            } else {
                above
            }
        })
        .find(|above| above.exists())
}

#[cfg(test)]
mod tests {
    use super::{super::finding::Verdict, *};

    #[test]
    fn a_folder_that_others_may_enter_is_a_warning() {
        let folder = tempfile::tempdir().expect("a folder");
        for (mode, verdict) in [(0o755, Verdict::Warn), (0o700, Verdict::Ok)] {
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).expect("set");
            assert_eq!(
                data(&DataFolder::at(folder.path())).result,
                verdict,
                "{mode:o}"
            );
        }
    }

    #[test]
    fn a_file_in_its_place_fails() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        fs::write(&file, "").expect("written");
        assert_eq!(data(&DataFolder::at(&file)).result, Verdict::Fail);
    }

    #[test]
    fn a_relative_folder_that_is_not_there_is_looked_for_from_here() {
        assert_eq!(
            nearest_existing(Path::new("no-such-folder")),
            Some(Path::new("."))
        );
    }
}
