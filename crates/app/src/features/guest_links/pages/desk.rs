//! What the pages about one entry's guests need to know before anything is asked.

use std::sync::Arc;

use usher_db::Tx;
use usher_domain::{
    config::SiteConfig,
    ids::{EntryId, GuestLinkId},
    invite::{LinkRefusal, may_hand_out},
};

use super::super::store::{self, GuestLink};
use crate::{
    App,
    features::invites::Ground,
    http::{fault::Fault, visit::Visit},
    words::Words,
};

/// An entry as the person who manages its guests sees it.
pub(super) struct Desk {
    pub(super) entry: EntryId,
    pub(super) ground: Ground,
    pub(super) site: Arc<SiteConfig>,
    pub(super) links: Vec<GuestLink>,
    pub(super) access_on: bool,
}

impl Desk {
    pub(super) async fn of(app: &App, visit: &Visit, entry: EntryId) -> Result<Self, Fault> {
        let (account, site) = (visit.member()?.id, app.settings.now());
        let rules = site.clone();
        let read = move |tx: &Tx| -> Result<_, usher_db::Error> {
            let Some(ground) = Ground::load(tx, account, entry, &rules)? else {
                return Ok(None);
            };
            let links = store::links(tx, entry)?;
            Ok(Some((ground, links, store::access_on(tx, entry)?)))
        };
        let found = app.parts.db.read(read).await?;
        let (ground, links, access_on) = found.ok_or_else(Fault::not_found)?;
        Ok(Self {
            entry,
            ground,
            site,
            links,
            access_on,
        })
    }

    /// One of its links, by the text of its id.
    pub(super) fn link(&self, path: &str) -> Result<&GuestLink, Fault> {
        let id: GuestLinkId = path.parse().map_err(|_| Fault::not_found())?;
        let link = self.links.iter().find(|link| link.id == id);
        link.ok_or_else(Fault::not_found)
    }

    /// The page of its guests.
    pub(super) fn path(&self) -> String {
        format!("/media/{}/guests", self.entry)
    }

    /// Why this person may hand out no guest link here at the moment.
    pub(super) fn refused(&self, words: &Words) -> Option<String> {
        let (inviter, entry) = (&self.ground.inviter, &self.ground.invitable);
        let refusal: LinkRefusal = may_hand_out(&self.site, inviter, entry).err()?;
        let code = refusal.code().replace('_', "-");
        Some(words.say(format!("fault-{code}")).to_string())
    }
}
