//! Blobs that outlive their deletion for as long as somebody copies them.

use std::{fs::File, io, path::Path};

use usher_domain::ids::BlobId;

use crate::{
    Error, Scratch,
    layout::{Layout, make_private},
};

/// Second names of blobs, on the same disk: what is deleted under its first name meanwhile
/// can still be read here. The second names go when this is dropped, and with the sweep of
/// [`Blobs::open`](crate::Blobs::open) if the process died before.
///
/// For a program beside the server: it sweeps nothing, and makes no folder but the one for
/// work in progress, which a store that was just restored has not got yet.
#[derive(Debug)]
pub struct Held {
    layout: Layout,
    scratch: Scratch,
}

impl Held {
    /// Holds nothing yet, of the store at `root`, which must be there.
    pub fn at(root: impl AsRef<Path>) -> Result<Self, Error> {
        let layout = Layout::known(root.as_ref().to_owned());
        let scratch = make_private(&layout.scratch())
            .and_then(|()| Scratch::new(&layout.scratch()))
            .map_err(Error::doing("make scratch"))?;
        Ok(Self { layout, scratch })
    }

    /// Holds `blob` if it is there; whether it was. Costs no room and copies nothing.
    pub fn hold(&self, blob: BlobId) -> Result<bool, Error> {
        let second = self.scratch.path().join(blob.to_string());
        match std::fs::hard_link(self.layout.blob(blob), second) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(Error::doing("give a blob a second name")(error)),
        }
    }

    /// A held blob, to be read from its start.
    pub fn open(&self, blob: BlobId) -> Result<File, Error> {
        File::open(self.scratch.path().join(blob.to_string())).map_err(Error::doing("open a blob"))
    }

    /// Where a blob lies below the store's root.
    pub fn place(blob: BlobId) -> String {
        let name = blob.to_string();
        format!("blobs/{}/{name}", &name[name.len() - 2..])
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use bytes::Bytes;
    use usher_domain::clock::{SeededEntropy, Timestamp};

    use super::*;
    use crate::Blobs;

    #[tokio::test]
    async fn what_is_held_can_be_read_after_its_deletion_and_is_gone_with_the_holder() {
        let root = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(root.path()).unwrap();
        let entropy = SeededEntropy::new(1);
        let [one, none] = [(); 2].map(|()| BlobId::new(Timestamp::from_secs(1), &entropy));
        blobs.put(one, Bytes::from_static(b"film")).await.unwrap();
        assert!(root.path().join(Held::place(one)).is_file());

        std::fs::remove_dir(root.path().join("scratch")).unwrap();
        let held = Held::at(root.path()).unwrap();
        assert!(held.hold(one).unwrap());
        assert!(held.hold(one).unwrap(), "holding twice is holding");
        assert!(!held.hold(none).unwrap());
        assert!(blobs.delete(one).await.unwrap());
        // A server that starts meanwhile sweeps what the dead have left, not this.
        Blobs::open(root.path()).unwrap();
        let mut text = String::new();
        held.open(one).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "film");

        drop(held);
        let scratch = root.path().join("scratch");
        assert_eq!(scratch.read_dir().unwrap().count(), 0);
    }
}
