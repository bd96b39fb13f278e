//! What a player that chooses reads: `/media/{entry}/hls/…`. Each request is authorised as those for the film itself
//! are, and the pieces of renditions take the same [shortcut](super::shortcut).

use axum::{extract::Path, response::Response};
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::{
    access::Action,
    ids::{BlobId, EntryId},
};

use super::{
    answer::{self, Label},
    bytes::{Request, nothing, picture},
    hold::Hold,
    kept::Film,
    store,
};
use crate::{
    features::ladders::{self, PLAYLIST, Sort},
    http::fault::Fault,
};

/// What somebody may ask for below `hls/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    /// `master.m3u8`: what there is to choose among.
    Master,
    /// `ID.m3u8`: where the segments of one rendition lie.
    Segments(BlobId),
    /// `ID.mp4`: the rendition.
    Rendition(BlobId),
    /// `previews.vtt`: which small picture stands for which time.
    Previews,
    /// `previews.jpg`: the pictures.
    Sheet,
    /// `waveform.json`.
    Wave,
}

impl Asked {
    fn read(name: &str) -> Option<Self> {
        Some(match name {
            "master.m3u8" => Self::Master,
            "previews.vtt" => Self::Previews,
            "previews.jpg" => Self::Sheet,
            "waveform.json" => Self::Wave,
            _ => match name.rsplit_once('.')? {
                (id, "m3u8") => Self::Segments(id.parse().ok()?),
                (id, "mp4") => Self::Rendition(id.parse().ok()?),
                _ => return None,
            },
        })
    }
}

/// What a path names below `hls/`, whichever else it does.
#[derive(Deserialize)]
pub(super) struct Named {
    name: String,
}

/// One of the names.
pub(super) async fn named(
    Path(Named { name }): Path<Named>,
    request: Request,
) -> Result<Response, Fault> {
    let asked = Asked::read(&name).ok_or_else(Fault::not_found)?;
    let entry = request.entry;
    match asked {
        Asked::Master => {
            let write = move |tx: &Tx| Ok(ladders::master(&ladders::of_entry(tx, entry)?));
            text(&request, PLAYLIST, write).await
        }
        Asked::Segments(blob) => {
            let write = move |tx: &Tx| {
                let one = ladders::one(tx, entry, Ok(blob))?;
                Ok(one.and_then(|(rendition, parts)| ladders::media(&rendition, &parts)))
            };
            text(&request, PLAYLIST, write).await
        }
        Asked::Previews => {
            // Beside this list, or where the page's own player finds it wherever it has the list.
            let pictures = if request.visit.by_address {
                "previews.jpg".to_owned()
            } else {
                format!("/media/{entry}/hls/previews.jpg")
            };
            let write = move |tx: &Tx| {
                let one = ladders::one(tx, entry, Err(Sort::Sheet))?;
                Ok(one.and_then(|(sheet, parts)| ladders::previews(&pictures, &sheet, &parts)))
            };
            text(&request, "text/vtt; charset=utf-8", write).await
        }
        Asked::Rendition(blob) => {
            let right = (entry, Action::StreamEntry);
            let find = move |tx: &Tx| store::rendition(tx, entry, blob);
            let (hold, found) = Hold::begin(&request.app, &request.visit, right, find).await?;
            let label = Label::of(&found.ok_or_else(nothing)?, None);
            let film = Film {
                entry,
                rendition: Some(blob),
            };
            request.piece(hold, film, label).await
        }
        Asked::Sheet => small(&request, entry, Sort::Sheet).await,
        Asked::Wave => small(&request, entry, Sort::Wave).await,
    }
}

/// A text that is written from what the database says.
async fn text(
    request: &Request,
    kind: &'static str,
    write: impl Fn(&Tx) -> Result<Option<String>, Error> + Clone + Send + 'static,
) -> Result<Response, Fault> {
    let right = (request.entry, Action::StreamEntry);
    let (_, text) = Hold::begin(&request.app, &request.visit, right, write).await?;
    Ok(answer::text(kind, text.ok_or_else(nothing)?))
}

/// The one rendition of a sort, which browsers may keep if they ask each time.
async fn small(request: &Request, entry: EntryId, sort: Sort) -> Result<Response, Fault> {
    let find = move |tx: &Tx| match ladders::one(tx, entry, Err(sort))? {
        Some((one, _)) => store::rendition(tx, entry, one.blob),
        None => Ok(None),
    };
    request.serve(picture(Action::StreamEntry), find).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_these_names_leads_anywhere() {
        let id = "01970000-0000-7000-8000-000000000042";
        let blob: BlobId = id.parse().unwrap();
        let table = [
            ("master.m3u8".to_owned(), Some(Asked::Master)),
            (format!("{id}.m3u8"), Some(Asked::Segments(blob))),
            (format!("{id}.mp4"), Some(Asked::Rendition(blob))),
            ("previews.vtt".to_owned(), Some(Asked::Previews)),
            ("previews.jpg".to_owned(), Some(Asked::Sheet)),
            ("waveform.json".to_owned(), Some(Asked::Wave)),
            ("master.mp4".to_owned(), None),
            (format!("{id}.ts"), None),
            (id.to_owned(), None),
            ("..mp4".to_owned(), None),
            (String::new(), None),
        ];
        for (name, expected) in table {
            assert_eq!(Asked::read(&name), expected, "{name}");
        }
    }
}
