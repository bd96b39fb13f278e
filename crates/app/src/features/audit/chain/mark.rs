//! What a seal keeps of each row.

use usher_domain::invite::Mac;

/// Half of a keyed hash is plenty: nobody can try without the key.
const MAC: usize = 16;
/// How many bytes a mark takes.
const WIDTH: usize = 8 + MAC;

/// A row's number and the beginning of its keyed hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) id: i64,
    mac: [u8; MAC],
}

impl Mark {
    pub(super) fn of(id: i64, mac: &Mac) -> Self {
        let mut half = [0; MAC];
        half.copy_from_slice(&mac.as_bytes()[..MAC]);
        Self { id, mac: half }
    }

    fn from_bytes(bytes: &[u8; WIDTH]) -> Self {
        let (mut id, mut mac) = ([0; 8], [0; MAC]);
        id.copy_from_slice(&bytes[..8]);
        mac.copy_from_slice(&bytes[8..]);
        Self {
            id: i64::from_be_bytes(id),
            mac,
        }
    }
}

/// The marks one after the other.
pub(super) fn written(marks: impl Iterator<Item = Mark>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for mark in marks {
        bytes.extend_from_slice(&mark.id.to_be_bytes());
        bytes.extend_from_slice(&mark.mac);
    }
    bytes
}

/// The marks again. A rest that is no whole mark is left out: a seal that was changed is
/// found by its own hash.
pub(super) fn read(bytes: &[u8]) -> Vec<Mark> {
    let (marks, _) = bytes.as_chunks::<WIDTH>();
    marks.iter().map(Mark::from_bytes).collect()
}
