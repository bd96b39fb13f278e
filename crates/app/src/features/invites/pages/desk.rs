//! What the pages about one entry's invites need to know before anything is asked.

use usher_domain::{
    clock::Timestamp,
    config::SiteConfig,
    ids::{EntryId, InviteId},
    invite::{IssueRefusal, may_invite},
};

use super::super::store::{self, Ground, Invite};
use crate::{
    App,
    http::{fault::Fault, time::in_zone, visit::Visit},
    words::{Message, Words},
};

/// An entry as the person who invites sees it.
pub(in super::super) struct Desk {
    pub(in super::super) entry: EntryId,
    pub(in super::super) ground: Ground,
    pub(in super::super) site: std::sync::Arc<SiteConfig>,
    pub(in super::super) now: Timestamp,
    /// The zone in which the page writes and reads times.
    pub(in super::super) zone: String,
    words: Words,
}

impl Desk {
    /// For an entry.
    pub(in super::super) async fn of(
        app: &App,
        visit: &Visit,
        entry: EntryId,
    ) -> Result<Self, Fault> {
        let (account, site) = (visit.member()?.id, app.settings.now());
        let rules = site.clone();
        let ground = (app.parts.db)
            .read(move |tx| Ground::load(tx, account, entry, &rules))
            .await?;
        Ok(Self {
            entry,
            ground: ground.ok_or_else(Fault::not_found)?,
            site,
            now: app.now(),
            zone: visit.zone.clone(),
            words: visit.words.clone(),
        })
    }

    /// For an invite that can still be changed.
    pub(in super::super) async fn with_invite(
        app: &App,
        visit: &Visit,
        path: &str,
    ) -> Result<(Self, Invite), Fault> {
        let id: InviteId = path.parse().map_err(|_| Fault::not_found())?;
        let invite = app.parts.db.read(move |tx| store::load(tx, id)).await?;
        let invite = invite.ok_or_else(Fault::not_found)?;
        if invite.revoked_at.is_some() {
            return Err(super::super::Refused::Revoked.fault(&[], ""));
        }
        Ok((Self::of(app, visit, invite.entry).await?, invite))
    }

    /// The media page.
    pub(in super::super) fn media(&self) -> String {
        format!("/media/{}", self.entry)
    }

    /// The list of invites.
    pub(in super::super) fn invites(&self) -> String {
        format!("/media/{}/invites", self.entry)
    }

    /// Why this person may invite nobody here at the moment.
    pub(in super::super) fn refusal(&self) -> Option<IssueRefusal> {
        may_invite(&self.site, &self.ground.inviter, &self.ground.invitable).err()
    }

    /// The sentence for it.
    pub(in super::super) fn refused(&self, words: &Words) -> Option<String> {
        let code = self.refusal()?.code().replace('_', "-");
        Some(words.say(format!("fault-{code}")).to_string())
    }

    /// A moment in the zone of the page.
    pub(in super::super) fn moment(&self, at: Timestamp) -> String {
        in_zone(&self.words, at, &self.zone)
    }

    /// When a link ends that is made now, unless another end is chosen.
    pub(in super::super) fn default_end(&self) -> Timestamp {
        self.now.after(self.site.invite_to_media.link_duration())
    }

    /// The latest end that may be chosen.
    pub(in super::super) fn latest_end(&self) -> Timestamp {
        self.now
            .after(self.site.invite_to_media.max_link_duration())
    }

    /// How long a link works unless another end is chosen: in the largest unit that
    /// comes out even.
    pub(in super::super) fn default_span(&self, words: &Words) -> Message {
        const HOUR: u64 = 60;
        const DAY: u64 = 24 * HOUR;
        let minutes = self.site.invite_to_media.link_duration().as_secs() / 60;
        match minutes {
            _ if minutes.is_multiple_of(DAY) && minutes > DAY => {
                words.say("invites-days").num("n", minutes / DAY)
            }
            _ if minutes.is_multiple_of(HOUR) => {
                words.say("invites-hours").num("n", minutes / HOUR)
            }
            _ => words.say("invites-minutes").num("n", minutes),
        }
    }
}
