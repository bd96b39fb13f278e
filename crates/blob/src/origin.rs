//! Which file mapped bytes are of, for whoever can send the file instead of the bytes.

use std::{collections::BTreeMap, fs::File, ops::Range, sync::Arc};

use parking_lot::RwLock;

/// The files that are mapped, by the address at which they begin. There is one for the process,
/// as there is one address space.
static MAPPED: RwLock<BTreeMap<usize, Mapped>> = RwLock::new(BTreeMap::new());

struct Mapped {
    end: usize,
    file: Arc<File>,
}

/// Where bytes come from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The published file; it never changes.
    pub file: Arc<File>,
    /// Where in it the bytes begin.
    pub offset: u64,
}

/// The file that `bytes` are the mapped contents of; `None` for bytes that lie anywhere else.
/// While they are borrowed their map stays open, so the answer stays right.
pub fn origin_of(bytes: &[u8]) -> Option<Origin> {
    let Range { start, end } = addresses(bytes);
    let maps = MAPPED.read();
    let (begin, mapped) = maps.range(..=start).next_back()?;
    (start < end && end <= mapped.end).then(|| Origin {
        file: mapped.file.clone(),
        offset: (start - begin) as u64,
    })
}

/// Says that `map` is the whole of `file`. It has to be [forgotten](forget) before it is closed.
pub(crate) fn remember(map: &[u8], file: &Arc<File>) {
    let Range { start, end } = addresses(map);
    let file = file.clone();
    let _nothing_lay_there = MAPPED.write().insert(start, Mapped { end, file });
}

/// Says that `map` is about to be closed: its addresses will be given to others.
pub(crate) fn forget(map: &[u8]) {
    let _file = MAPPED.write().remove(&addresses(map).start);
}

fn addresses(bytes: &[u8]) -> Range<usize> {
    let Range { start, end } = bytes.as_ptr_range();
    start as usize..end as usize
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::FileExt;

    use bytes::Bytes;
    use usher_domain::{
        clock::{SeededEntropy, Timestamp},
        ids::BlobId,
    };

    use super::*;
    use crate::Blobs;

    #[tokio::test]
    async fn bytes_of_a_blob_know_their_file_and_others_do_not() {
        let root = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(root.path()).unwrap();
        let entropy = SeededEntropy::new(1);
        let contents: Vec<u8> = (0..200_000_u32).map(|at| (at / 7) as u8).collect();
        let mut kept = Vec::new();
        for seconds in 1..=3 {
            let id = BlobId::new(Timestamp::from_secs(seconds), &entropy);
            blobs.put(id, Bytes::from(contents.clone())).await.unwrap();
            kept.push((id, blobs.read(id).await.unwrap()));
        }
        for (_, blob) in &kept {
            for (start, end) in [(0, 200_000), (0, 1), (70_000, 130_001), (199_999, 200_000)] {
                let bytes = blob.slice(start..end).await.unwrap();
                let origin = origin_of(&bytes).expect("mapped");
                assert_eq!(origin.offset, start);
                let mut read = vec![0; bytes.len()];
                origin.file.read_exact_at(&mut read, start).unwrap();
                assert_eq!(read, bytes);
            }
            let nothing = blob.slice(7..7).await.unwrap();
            assert!(origin_of(&nothing).is_none(), "no bytes are of no file");
        }
        assert!(origin_of(&contents).is_none());
        assert!(origin_of(b"in the program").is_none());
    }

    #[tokio::test]
    async fn what_is_closed_is_forgotten_once_its_last_reader_is_done() {
        let root = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(root.path()).unwrap();
        let id = BlobId::new(Timestamp::from_secs(1), &SeededEntropy::new(1));
        blobs.put(id, Bytes::from(vec![7; 65_536])).await.unwrap();
        let bytes = blobs.read(id).await.unwrap().slice(0..65_536).await;
        let bytes = bytes.unwrap();
        let at = addresses(&bytes).start;

        assert!(blobs.delete(id).await.unwrap());
        let origin = origin_of(&bytes).expect("it is being read");
        let mut read = [0; 16];
        origin.file.read_exact_at(&mut read, 8).unwrap();
        assert_eq!(read, [7; 16], "though its name is gone");

        drop(bytes);
        assert!(!MAPPED.read().contains_key(&at));
    }
}
