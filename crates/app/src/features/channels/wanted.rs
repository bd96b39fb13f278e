//! What a channel or gallery is to be, as forms and the API say it.

use serde::Deserialize;
use usher_domain::{
    channel::{Audience, ChannelKind, Contributors},
    text::{ChannelName, Description},
};

use super::store::{Channel, Wanted};
use crate::http::fault::FieldFault;

/// The form as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Typed {
    pub(super) name: String,
    pub(super) description: String,
    pub(super) audience: String,
    pub(super) contributors: String,
    /// Anything for yes.
    pub(super) moderated: String,
}

/// What a ticked box sends.
pub(super) fn yes(on: bool) -> String {
    if on { "yes".to_owned() } else { String::new() }
}

impl Typed {
    /// An empty form; `moderated` is the site's way.
    pub(super) fn fresh(moderated: bool) -> Self {
        Self {
            audience: Audience::Members.to_string(),
            contributors: Contributors::Contributors.to_string(),
            moderated: yes(moderated),
            ..Self::default()
        }
    }

    /// The form of what there is.
    pub(super) fn of(channel: &Channel) -> Self {
        Self {
            name: channel.name.clone(),
            description: channel.description.clone(),
            audience: channel.audience.to_string(),
            contributors: channel.contributors.to_string(),
            moderated: yes(channel.moderated),
        }
    }

    /// What is wanted, or what is wrong with each field. Audience and contributors are a channel's.
    pub(super) fn parse(&self, kind: ChannelKind) -> Result<Wanted, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let name = ChannelName::parse(&self.name);
        if let Err(error) = &name {
            faults.push(FieldFault::text("name", *error));
        }
        let description = Description::parse(&self.description);
        if let Err(error) = &description {
            faults.push(FieldFault::text("description", *error));
        }
        let (audience, contributors) = match kind {
            ChannelKind::Gallery => (Ok(Audience::Everyone), Ok(Contributors::Contributors)),
            ChannelKind::Channel => (self.audience.parse(), self.contributors.parse()),
        };
        if audience.is_err() {
            faults.push(FieldFault::new("audience", "unknown_choice"));
        }
        if contributors.is_err() {
            faults.push(FieldFault::new("contributors", "unknown_choice"));
        }
        match (name, description, audience, contributors) {
            (Ok(name), Ok(description), Ok(audience), Ok(contributors)) => Ok(Wanted {
                name,
                description,
                audience,
                contributors,
                moderated: !self.moderated.is_empty(),
            }),
            _ => Err(faults),
        }
    }
}
