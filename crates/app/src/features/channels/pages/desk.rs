//! What the head of a channel's pages shows.

use usher_db::{Error, Tx};
use usher_domain::{
    access::{Action, may_in_channel},
    channel::{Audience, ChannelKind},
};

use super::{
    super::store::{self, Channel, MOST_COUNTED},
    path,
};
use crate::{
    App,
    http::{fault::Fault, guard::InChannel, visit::Visit},
};

/// A channel with what the reader may do in it.
pub(super) struct Desk {
    pub(super) channel: Channel,
    pub(super) path: String,
    /// The key of what the reader is in it; empty for nothing.
    pub(super) role_key: String,
    pub(super) contributes: bool,
    pub(super) moderates: bool,
    pub(super) manages: bool,
    pub(super) leaves: bool,
    /// How many entries wait, for whoever decides on them.
    pub(super) waiting: i64,
    /// Whether the reader looks after it without being one of its people.
    pub(super) from_outside: bool,
}

impl Desk {
    pub(super) async fn of(app: &App, visit: &Visit, place: &InChannel) -> Result<Self, Fault> {
        let (actor, id) = (visit.actor, place.channel);
        let may = |action| may_in_channel(&actor, action, Some(&place.facts)).is_ok();
        let moderates = may(Action::ModerateChannel);
        let read = move |tx: &Tx| -> Result<_, Error> {
            let waiting = if moderates {
                store::waiting(tx, id)?
            } else {
                0
            };
            Ok((store::load(tx, &actor, id)?, waiting))
        };
        let (found, waiting) = app.parts.db.read(read).await?;
        let (channel, _) = found.ok_or_else(Fault::not_found)?;
        let shut = channel.kind == ChannelKind::Channel && channel.audience == Audience::Members;
        Ok(Self {
            path: path(id, ""),
            role_key: (channel.role)
                .map(|role| format!("channel-role-{role}"))
                .unwrap_or_default(),
            contributes: may(Action::ContributeToChannel),
            moderates,
            manages: may(Action::ManageChannel),
            leaves: may(Action::LeaveChannel),
            waiting,
            from_outside: shut && channel.role.is_none(),
            channel,
        })
    }

    pub(super) fn is_gallery(&self) -> bool {
        self.channel.kind == ChannelKind::Gallery
    }

    /// Whether only its people see it.
    pub(super) fn is_shut(&self) -> bool {
        !self.is_gallery() && self.channel.audience == Audience::Members
    }

    /// How many wait, as a badge says it.
    pub(super) fn waiting_shown(&self) -> String {
        if self.waiting > MOST_COUNTED {
            format!("{MOST_COUNTED}+")
        } else {
            self.waiting.to_string()
        }
    }
}
