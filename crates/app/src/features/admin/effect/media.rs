//! What follows for media that are there, in the trash, on their way or in the making.

use usher_db::{Error, Tx};
use usher_domain::{
    clock::Timestamp,
    config::{MyMedia, Player},
    media::EntryKind,
};

use super::{
    super::store::{
        being_made, deleted_before, empty_of, on_their_way, standard_captions, taller,
        without_ladder,
    },
    Effect, Kind, plain, touching,
};

pub(super) fn of(
    tx: &Tx,
    (old, new): (&MyMedia, &MyMedia),
    now: Timestamp,
) -> Result<Vec<Effect>, Error> {
    let mut found = Vec::new();
    let (was, is) = (old.deleted_kept(), new.deleted_kept());
    if is < was {
        let gone = deleted_before(tx, now.before(is))?;
        found.push(("DeletedKeptDays", Kind::TrashShorter, gone));
    } else if is > was {
        let kept = deleted_before(tx, now)?;
        found.push(("DeletedKeptDays", Kind::TrashLonger, kept));
    }
    if new.max_upload(u64::MAX) < old.max_upload(u64::MAX) {
        let begun = on_their_way(tx, now)?;
        found.push(("MaxUploadSize", Kind::UploadsLimited, begun));
    }
    let gone: Vec<EntryKind> = (EntryKind::ALL.iter().copied())
        .filter(|kind| old.allows(*kind) && !new.allows(*kind))
        .collect();
    if !gone.is_empty() {
        found.push(("AllowedKinds", Kind::KindsNarrower, empty_of(tx, &gone)?));
    }
    let touched = found.into_iter().filter(|(_, _, count)| count.any());
    Ok(touched
        .map(|(field, kind, count)| touching(field, kind, count))
        .collect())
}

pub(super) fn around_the_player(tx: &Tx, old: &Player, new: &Player) -> Result<Vec<Effect>, Error> {
    let mut effects = Vec::new();
    match (old.ladder, new.ladder) {
        (true, false) => effects.push(touching("Ladder", Kind::LadderStops, being_made(tx)?)),
        (false, true) => {
            let missing = without_ladder(tx)?;
            if missing.any() {
                effects.push(touching("Ladder", Kind::LadderBegins, missing));
            }
        }
        _ => {}
    }
    if new.top_rendition < old.top_rendition {
        let taller = taller(tx, new.top_rendition)?;
        if taller.any() {
            effects.push(touching("TopRendition", Kind::TopStays, taller));
        }
    }
    if old.resume && !new.resume {
        effects.push(plain("Resume", Kind::ResumeStops));
    }
    if old.captions_on && !new.captions_on {
        let shown = standard_captions(tx)?;
        if shown.any() {
            effects.push(touching("CaptionsOn", Kind::CaptionsOff, shown));
        }
    }
    if old.embed_code && !new.embed_code {
        effects.push(plain("EmbedCode", Kind::EmbedsClose));
    }
    Ok(effects)
}
