//! The boxes of an MP4, as far as fragments need them: walking through them in memory.

use crate::MediaError;

/// Something that lies in `bytes` from `at` on: its name, and where its contents are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub(crate) kind: [u8; 4],
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// The boxes that lie side by side in `bytes[from..to]`. What runs over the end ends them.
pub(crate) fn walk(bytes: &[u8], from: usize, to: usize) -> impl Iterator<Item = Found> + '_ {
    let mut at = from;
    std::iter::from_fn(move || {
        let length = usize::try_from(word(bytes, at).ok()?).ok()?;
        let kind = bytes.get(at + 4..at + 8)?.try_into().ok()?;
        let end = at.checked_add(length)?;
        if length < 8 || end > to {
            return None;
        }
        let found = Found {
            kind,
            from: at + 8,
            to: end,
        };
        at = end;
        Some(found)
    })
}

/// The first box below `path`, each name one level down.
pub(crate) fn below(bytes: &[u8], from: usize, to: usize, path: &[&[u8; 4]]) -> Option<Found> {
    let (first, rest) = path.split_first()?;
    let found = walk(bytes, from, to).find(|found| found.kind == **first)?;
    if rest.is_empty() {
        Some(found)
    } else {
        below(bytes, found.from, found.to, rest)
    }
}

/// Four bytes as a number.
pub(crate) fn word(bytes: &[u8], at: usize) -> Result<u32, MediaError> {
    let four = at.checked_add(4).and_then(|end| bytes.get(at..end));
    let four = four.and_then(|four| four.try_into().ok());
    four.map(u32::from_be_bytes).ok_or(MediaError::Broken)
}

/// Eight bytes as a number.
pub(crate) fn long(bytes: &[u8], at: usize) -> Result<u64, MediaError> {
    Ok((u64::from(word(bytes, at)?) << 32) | u64::from(word(bytes, at + 4)?))
}
