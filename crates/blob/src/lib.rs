//! Objects: what people upload and what is made from it.
//!
//! **A blob never changes.** It is written under another name, digested, synced
//! and published by one rename; after that it is only read or deleted. Reads can
//! therefore be memory-mapped and shared without a lock.
//!
//! An *upload* grows by appends (tus): its offset is the length of its file and
//! nothing else, so that no crash can make the two disagree. Sealing an upload
//! turns it into a blob.
//!
//! Nobody is authorised here: whoever holds a [`Blob`] may read it. The
//! application checks the grant for each slice it sends.
//!
//! On local disk:
//!
//! ```text
//! root/uploads/<upload>.part      what has arrived
//! root/uploads/<upload>.length    how much was announced, in bytes
//! root/blobs/xx/<blob>            published, read-only; xx is the end of the id
//! root/scratch/                   work in progress, swept when opened
//! root/bucket                     the bucket's address, where there is one
//! root/unsent/<blob>              empty: the bucket has not got this one yet
//! ```
//!
//! Where there is a [`Bucket`], it has all blobs, and the disk those that were used last
//! (ADR 0059). Uploads grow on the disk alone.

mod blobs;
mod bucket;
mod digest;
mod error;
mod held;
mod kept;
mod lately;
mod layout;
mod mapping;
mod origin;
mod pace;
mod publish;
mod read;
mod scratch;
mod upload;

pub use blobs::Blobs;
pub use bucket::{Bucket, BucketOptions, NoBucket};
pub use digest::Sha256;
pub use error::{Error, OpenError};
pub use held::Held;
pub use kept::Tidied;
pub use origin::{Origin, origin_of};
pub use pace::Pace;
pub use publish::Sealed;
pub use read::{Blob, SLICE, Slices};
pub use scratch::Scratch;
pub use upload::{Appended, End, Progress};
