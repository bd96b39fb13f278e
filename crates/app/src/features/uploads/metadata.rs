//! `Upload-Metadata`: `key base64,key base64`.

use axum::http::{HeaderMap, HeaderValue};
use base64::{Engine, engine::general_purpose::STANDARD};
use usher_domain::ids::EntryId;

use super::{filename::clean, protocol::UPLOAD_METADATA};

/// What a client says of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Metadata {
    /// The entry that the file is for.
    pub(super) entry: EntryId,
    /// What the file is called.
    pub(super) filename: String,
}

/// The header cannot be read, or names no entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unreadable;

impl Metadata {
    /// Reads `entry` and `filename`; other keys are ignored.
    pub(super) fn read(headers: &HeaderMap) -> Result<Self, Unreadable> {
        let (mut entry, mut filename) = (None, None);
        for line in headers.get_all(UPLOAD_METADATA) {
            let line = line.to_str().map_err(|_| Unreadable)?;
            for pair in line
                .split(',')
                .map(str::trim)
                .filter(|pair| !pair.is_empty())
            {
                let (key, value) = pair.split_once(' ').unwrap_or((pair, ""));
                let slot = match key {
                    "entry" => &mut entry,
                    "filename" => &mut filename,
                    _ => continue,
                };
                let value = STANDARD.decode(value.trim()).map_err(|_| Unreadable)?;
                // tus: all keys must be unique.
                if slot.replace(value).is_some() {
                    return Err(Unreadable);
                }
            }
        }
        let entry = entry
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .and_then(|id| id.parse().ok())
            .ok_or(Unreadable)?;
        let filename = clean(&String::from_utf8_lossy(&filename.unwrap_or_default()));
        Ok(Self { entry, filename })
    }

    /// Writes it back, as HEAD tells it.
    pub(super) fn header(&self) -> HeaderValue {
        let text = format!(
            "filename {},entry {}",
            STANDARD.encode(&self.filename),
            STANDARD.encode(self.entry.to_string())
        );
        HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
    }
}

#[cfg(test)]
mod tests {
    use usher_domain::clock::{SeededEntropy, Timestamp};

    use super::*;

    fn read(text: &str) -> Result<Metadata, Unreadable> {
        let value = HeaderValue::from_str(text).unwrap();
        Metadata::read(&HeaderMap::from_iter([(UPLOAD_METADATA, value)]))
    }

    #[test]
    fn what_was_said_is_read_and_told_again() {
        let said = Metadata {
            entry: EntryId::new(Timestamp::from_secs(1), &SeededEntropy::new(1)),
            filename: "Лекция 3.mp4".to_owned(),
        };
        let text = said.header().to_str().unwrap().to_owned();
        assert_eq!(read(&text), Ok(said.clone()));
        let more = format!("filetype dmlkZW8vbXA0, relativePath, {text},junk !!!,");
        assert_eq!(read(&more), Ok(said));
    }

    #[test]
    fn junk_is_refused_and_never_guessed_at() {
        let id = STANDARD
            .encode(EntryId::new(Timestamp::from_secs(1), &SeededEntropy::new(1)).to_string());
        for odd in [
            String::new(),
            "entry".to_owned(),
            "entry !!!".to_owned(),
            "entry bm90IGFuIGlk".to_owned(),
            "entry /////w==".to_owned(),
            format!("filename {id}"),
            format!("Entry {id}"),
            format!("entry {id},entry {id}"),
            format!("entry {id},filename ???"),
        ] {
            assert_eq!(read(&odd), Err(Unreadable), "{odd}");
        }
        assert_eq!(read(&format!("entry {id}")).unwrap().filename, "upload");
    }
}
