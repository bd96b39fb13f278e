//! What follows for channels, galleries and what waits in them.

use usher_db::{Error, Tx};
use usher_domain::{
    channel::{ChannelCreators, GalleryModerators},
    config::SiteConfig,
};

use super::{
    super::store::{channels, in_galleries, unmoderated, waiting, waiting_in_galleries},
    Effect, Kind, touching,
};

pub(super) fn of(tx: &Tx, before: &SiteConfig, after: &SiteConfig) -> Result<Vec<Effect>, Error> {
    let mut found = Vec::new();
    if after.categories.contributors > before.categories.contributors {
        found.push(("contributors", Kind::FewerToGalleries, in_galleries(tx)?));
    }
    if (before.channels.creators, after.channels.creators)
        == (ChannelCreators::Uploaders, ChannelCreators::Administrators)
    {
        found.push(("creators", Kind::FewerMakeChannels, channels(tx)?));
    }
    match (before.moderation.moderated, after.moderation.moderated) {
        (true, false) => found.push(("moderated", Kind::NewUnmoderated, waiting(tx)?)),
        (false, true) => found.push(("moderated", Kind::NewModerated, unmoderated(tx)?)),
        _ => {}
    }
    let (was, is) = (
        before.moderation.gallery_moderators,
        after.moderation.gallery_moderators,
    );
    if was == GalleryModerators::UnmoderatedAdmins && is == GalleryModerators::Administrators {
        let waits = waiting_in_galleries(tx)?;
        found.push(("galleryModerators", Kind::FewerModerateGalleries, waits));
    }
    let touched = found.into_iter().filter(|(_, _, count)| count.any());
    Ok(touched
        .map(|(field, kind, count)| touching(field, kind, count))
        .collect())
}
