//! The files of the database, and the disk that they are on.

use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt},
};

use rustix::{fs::statfs, process::geteuid};

use super::finding::Finding;
use crate::{
    data_folder::DataFolder,
    settings::{Database, Settings},
};

/// File systems that are another machine's, by the number that they go by in Linux.
const NETWORKS: [(u32, &str); 6] = [
    (0x6969, "NFS"),
    (0x517b, "SMB"),
    (0xff53_4d42, "CIFS"),
    (0xfe53_4d42, "SMB"),
    (0x5346_414f, "AFS"),
    (0x00c3_6400, "Ceph"),
];

/// What is careless about the files in the data folder.
pub(super) fn check(settings: &Settings) -> Vec<Finding> {
    let data = &settings.data;
    let mut findings = files(data);
    if settings.database == Database::Sqlite {
        findings.extend(network_drive(data));
    }
    findings
}

fn files(data: &DataFolder) -> Vec<Finding> {
    let mut findings = Vec::new();
    if data.restoring().exists() {
        findings.push(Finding::fail(
            "data folder",
            "it is half-restored",
            "Once no usher restore runs any more, empty it and restore again.",
        ));
    }
    for file in [data.database(), data.key_file(), data.configuration()] {
        let Ok(about) = fs::metadata(&file) else {
            continue;
        };
        let shown = file.display();
        let mode = about.permissions().mode() & 0o777;
        // The key file has a check of its own for this.
        if mode & 0o077 != 0 && file != data.key_file() {
            findings.push(Finding::warn(
                "permissions",
                format!("{shown} may be read or changed by others (mode {mode:03o})"),
                format!("Close it with chmod 600 {shown}."),
            ));
        }
        let me = geteuid();
        if about.uid() != me.as_raw() && !me.is_root() {
            findings.push(Finding::warn(
                "permissions",
                format!("{shown} belongs to somebody else (user {})", about.uid()),
                "Run this as the user that runs Usher, or give the file to that user.",
            ));
        }
    }
    findings
}

/// SQLite's locks cannot be relied on there, nor that what was synced is on a disk.
fn network_drive(data: &DataFolder) -> Option<Finding> {
    let sort = statfs(data.root()).ok()?.f_type;
    #[allow(clippy::cast_sign_loss, reason = "the number is a name")]
    let sort = sort as u32;
    let (_, name) = NETWORKS.iter().find(|(number, _)| *number == sort)?;
    Some(Finding::warn(
        "disk",
        format!("{} is on a network drive ({name})", data.root().display()),
        "Keep the database on a local disk: on a network drive two servers may write to it at once, and \
         a power cut may damage it. Or take PostgreSQL.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_others_may_read_and_half_a_restore_are_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let data = DataFolder::at(folder.path());
        fs::write(data.database(), "").expect("written");
        let mode = |mode| {
            fs::set_permissions(data.database(), fs::Permissions::from_mode(mode)).expect("set");
        };
        mode(0o600);
        assert!(files(&data).is_empty());
        mode(0o644);
        let found = files(&data);
        assert!(found[0].to_string().contains("(mode 644)"), "{found:?}");
        mode(0o600);
        fs::create_dir(data.restoring()).expect("made");
        assert!(files(&data)[0].to_string().contains("half-restored"));
    }
}
