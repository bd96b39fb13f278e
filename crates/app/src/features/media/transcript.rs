//! What is said in a film, as text: read from its captions.

use usher_domain::{
    captions::{Captions, clock, read},
    media::StartAt,
};

use super::{CaptionTrack, Entry};
use crate::{App, http::fault::Fault};

/// How many cues the media page shows before it leads to the whole transcript.
pub(super) const FIRST: usize = 40;
/// How many cues a page of the whole transcript has.
pub(super) const PAGE: usize = 500;
/// How much of a track is read for its first cues, in bytes.
const HEAD: u64 = 32 << 10;

/// A piece of a transcript.
pub(super) struct Transcript {
    /// The captions it is made of.
    pub(super) track: CaptionTrack,
    /// Its cues.
    pub(super) lines: Vec<Line>,
    /// How many cues stand before them.
    pub(super) from: usize,
    /// Whether more follow.
    pub(super) more: bool,
}

/// One cue.
pub(super) struct Line {
    /// Seconds of the film.
    pub(super) at: StartAt,
    /// The same as a clock shows it.
    pub(super) clock: String,
    /// What is said.
    pub(super) words: String,
}

/// The track whose words are shown: the one asked for, else one in the reader's language,
/// else the one that is shown from the beginning, else the first.
pub(super) fn chosen<'a>(
    tracks: &'a [CaptionTrack],
    asked: Option<&str>,
    reader: &str,
) -> Option<&'a CaptionTrack> {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
    let first = |fits: &dyn Fn(&CaptionTrack) -> bool| tracks.iter().find(|track| fits(track));
    asked
        .and_then(|lang| first(&|track| track.lang == lang))
        .or_else(|| first(&|track| track.lang == reader))
        .or_else(|| first(&|track| primary(&track.lang) == primary(reader)))
        .or_else(|| first(&|track| track.standard))
        .or_else(|| tracks.first())
}

/// The beginning of the transcript, as the media page shows it; none for what has no captions
/// or whose captions cannot be read.
pub(super) async fn beginning(
    app: &App,
    entry: &Entry,
    asked: Option<&str>,
    reader: &str,
) -> Result<Option<Transcript>, Fault> {
    let Some(track) = chosen(&entry.captions, asked, reader) else {
        return Ok(None);
    };
    let Some((text, is_all)) = text(app, track, HEAD).await? else {
        return Ok(None);
    };
    Ok(read(&text, &track.lang).ok().map(|captions| {
        let more = !is_all || captions.cues().len() > FIRST;
        Transcript {
            more,
            ..piece(track, &captions, 0, FIRST)
        }
    }))
}

/// A page of the whole transcript, from the cue `from` on.
pub(super) async fn page_from(
    app: &App,
    track: &CaptionTrack,
    from: usize,
) -> Result<Option<Transcript>, Fault> {
    let Some((text, _)) = text(app, track, u64::MAX).await? else {
        return Ok(None);
    };
    let captions = read(&text, &track.lang).ok();
    Ok(captions.map(|captions| piece(track, &captions, from, PAGE)))
}

/// The text of a track, or its first blocks within `most` bytes; whether it is all of it.
async fn text(
    app: &App,
    track: &CaptionTrack,
    most: u64,
) -> Result<Option<(Vec<u8>, bool)>, Fault> {
    let blob = match app.parts.blobs.read(track.blob).await {
        Ok(blob) => blob,
        Err(usher_blob::Error::NotFound) => {
            tracing::warn!(blob = %track.blob, "a caption track has no text");
            return Ok(None);
        }
        Err(error) => return Err(error.into()),
    };
    let is_all = blob.len() <= most;
    let mut bytes = blob.slice(0..blob.len().min(most)).await?.to_vec();
    if !is_all {
        let end = bytes.windows(2).rposition(|pair| pair == b"\n\n");
        bytes.truncate(end.unwrap_or(0));
    }
    Ok(Some((bytes, is_all)))
}

fn piece(track: &CaptionTrack, captions: &Captions, from: usize, count: usize) -> Transcript {
    let cues = captions.cues();
    let lines = cues.iter().skip(from).take(count).map(|cue| Line {
        at: StartAt::from(cue.start),
        clock: clock(cue.start),
        words: cue.words(),
    });
    Transcript {
        track: track.clone(),
        lines: lines.collect(),
        from,
        more: cues.len() > from.saturating_add(count),
    }
}

#[cfg(test)]
mod tests {
    use usher_domain::{
        clock::{SeededEntropy, Timestamp},
        ids::{BlobId, CaptionId},
    };

    use super::*;

    #[test]
    fn the_track_is_the_one_asked_for_or_the_nearest() {
        let (now, chance) = (Timestamp::from_secs(1), SeededEntropy::new(1));
        let track = |lang: &str, standard| CaptionTrack {
            id: CaptionId::new(now, &chance),
            lang: lang.to_owned(),
            label: lang.to_owned(),
            standard,
            blob: BlobId::new(now, &chance),
        };
        let tracks = [
            track("ar", false),
            track("de-CH", false),
            track("en", true),
            track("es", false),
        ];
        let lang = |asked, reader| chosen(&tracks, asked, reader).map(|track| track.lang.as_str());
        assert_eq!(lang(Some("es"), "de"), Some("es"));
        assert_eq!(lang(Some("fr"), "de"), Some("de-CH"));
        assert_eq!(lang(None, "ar"), Some("ar"));
        assert_eq!(lang(None, "fr"), Some("en"));
        assert_eq!(
            chosen(&tracks[..2], None, "fr").map(|track| track.lang.as_str()),
            Some("ar")
        );
        assert!(chosen(&[], None, "fr").is_none());
    }
}
