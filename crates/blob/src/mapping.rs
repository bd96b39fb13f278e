//! Published files in memory maps, the last used kept open.

use std::{
    fs::File,
    io,
    num::NonZeroUsize,
    os::unix::fs::{FileExt, MetadataExt},
    path::Path,
    sync::Arc,
};

use bytes::Bytes;
use lru::LruCache;
use memmap2::{Advice, Mmap};
use parking_lot::Mutex;
use rustix::io::{Errno, ReadWriteFlags, preadv2};
use usher_domain::ids::BlobId;

use crate::{Error, lately::Moment, origin};

/// How many maps stay open without a reader: each costs a descriptor and some
/// address space, no memory of its own.
const KEPT: NonZeroUsize = NonZeroUsize::new(256).unwrap();

/// One page in this many bytes is asked whether it is in memory. The kernel reads
/// and forgets neighbours together.
const PROBE: u64 = 64 << 10;

/// One blob's contents, mapped.
#[derive(Debug)]
pub(crate) struct Mapping {
    file: Arc<File>,
    /// None for an empty blob: nothing cannot be mapped.
    map: Option<Arc<Map>>,
    bytes: Bytes,
}

/// A map whose bytes can be told from others while it is open.
#[derive(Debug)]
struct Map(Mmap);

impl Map {
    fn of(map: Mmap, file: &Arc<File>) -> Self {
        origin::remember(&map, file);
        Self(map)
    }
}

impl Drop for Map {
    fn drop(&mut self) {
        origin::forget(&self.0);
    }
}

/// Lets [`Bytes`] share the map.
struct Owner(Arc<Map>);

impl AsRef<[u8]> for Owner {
    fn as_ref(&self) -> &[u8] {
        &self.0.0
    }
}

impl Mapping {
    fn open(path: &Path) -> io::Result<Self> {
        let file = Arc::new(File::open(path)?);
        if file.metadata()?.len() == 0 {
            let bytes = Bytes::new();
            return Ok(Self {
                file,
                map: None,
                bytes,
            });
        }
        // SAFETY: a published blob is never written, shortened or replaced (publish.rs: mode
        // 0400, renamed once without replacing; deletion only unlinks the name, and the map
        // keeps the contents), so the mapped bytes do not change while they are borrowed.
        #[allow(unsafe_code)]
        let map = unsafe { Mmap::map(&*file)? };
        let map = Arc::new(Map::of(map, &file));
        let bytes = Bytes::from_owner(Owner(map.clone()));
        Ok(Self {
            file,
            map: Some(map),
            bytes,
        })
    }

    /// The whole blob, without a copy; only what is looked at is read from disk.
    pub(crate) fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Whether `start..end` can be read without waiting for the disk. One system
    /// call per 64 KiB that was not asked about just now; where the file system cannot
    /// tell, the answer is no.
    pub(crate) fn is_warm(&self, start: u64, end: u64) -> bool {
        let moment = Moment::now();
        let begin = self.bytes.as_ptr() as usize;
        let mut at = start;
        while at < end {
            let place = begin + (at / PROBE * PROBE) as usize;
            if !moment.has_seen(place) {
                let mut byte = [0];
                let page = &mut [io::IoSliceMut::new(&mut byte)];
                match preadv2(&*self.file, page, at, ReadWriteFlags::NOWAIT) {
                    Ok(1) => moment.sees(place),
                    Err(Errno::INTR) => continue,
                    _ => return false,
                }
            }
            at = (at / PROBE + 1) * PROBE;
        }
        true
    }

    /// Reads `start..end` into memory, waiting for the disk, and asks for `ahead`
    /// more bytes without waiting. A disk that fails is an error here instead of a
    /// signal in whoever looks at the bytes.
    pub(crate) fn warm(&self, start: u64, end: u64, ahead: u64) -> io::Result<()> {
        let Some(Map(map)) = self.map.as_deref() else {
            return Ok(());
        };
        let (from, len) = (start as usize, (end - start) as usize);
        if map.advise_range(Advice::PopulateRead, from, len).is_err() {
            // An older kernel, or a page that cannot be read: reading tells which.
            self.file.read_exact_at(&mut vec![0; len], start)?;
        }
        let ahead = ahead.min(map.len() as u64 - end) as usize;
        if ahead > 0 {
            // Only a wish: refused, the next slice waits a little.
            let _ = map.advise_range(Advice::WillNeed, end as usize, ahead);
        }
        Ok(())
    }
}

/// The maps last used.
#[derive(Debug)]
pub(crate) struct Mappings {
    kept: Mutex<LruCache<BlobId, Arc<Mapping>>>,
}

impl Default for Mappings {
    fn default() -> Self {
        Self {
            kept: Mutex::new(LruCache::new(KEPT)),
        }
    }
}

impl Mappings {
    /// The map of `blob` if it is open.
    pub(crate) fn get(&self, blob: BlobId) -> Option<Arc<Mapping>> {
        self.kept.lock().get(&blob).cloned()
    }

    /// Maps the file at `path`, which is `blob`. Waits for the disk.
    pub(crate) fn open(&self, blob: BlobId, path: &Path) -> Result<Arc<Mapping>, Error> {
        let doing = Error::doing("map a blob");
        let mapping = Arc::new(Mapping::open(path).map_err(&doing)?);
        let _evicted = self.kept.lock().push(blob, mapping.clone());
        // Deletion unlinks and then forgets; whichever of us comes last sees the other.
        if mapping.file.metadata().map_err(&doing)?.nlink() == 0 {
            self.forget(blob);
            return Err(Error::NotFound);
        }
        Ok(mapping)
    }

    /// Closes the map of `blob` once its last reader is done.
    pub(crate) fn forget(&self, blob: BlobId) {
        let _closed = self.kept.lock().pop(&blob);
    }
}
