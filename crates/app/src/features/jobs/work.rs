//! What can be asked for.

use std::time::Duration;

use serde::de::DeserializeOwned;
use usher_domain::ids::{
    AccountId, BatchId, BlobId, EntryId, InviteId, MailId, ProofId, WebhookId,
};

use super::plan::{Climb, Discard, Plan};

/// One piece of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// Look at a new file of an entry: is it what it should be, what is in it,
    /// what does it look like? If browsers play it, it is ready.
    Look(Plan),
    /// Make of it what browsers play.
    Render(Plan),
    /// Make the rendition that is watched first, the small pictures, the waveform.
    Rung(Climb),
    /// Make the other renditions.
    Ladder(Climb),
    /// Delete objects that nothing refers to.
    Discard(Discard),
    /// Send a mail.
    Mail(MailId),
    /// Write the letter of a proof that somebody asked for.
    Letter(ProofId),
    /// Write the mail that tells somebody what happened to their media.
    News(AccountId),
    /// Do something to many invites.
    Batch(BatchId),
    /// Tell whoever holds something open by these invites of an entry that a terminal changed them.
    Ring(EntryId, Vec<InviteId>),
    /// Send a webhook what waits for it.
    Webhook(WebhookId),
    /// Delete what has been in the trash for long enough.
    Purge,
    /// Delete uploads that nobody finished, finish those that a crash left
    /// between the last byte and the commit, forget old jobs.
    Sweep,
}

/// A sort of work: its name in the table, the console and the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Look,
    Render,
    Rung,
    Ladder,
    Discard,
    Mail,
    Letter,
    News,
    Batch,
    Ring,
    Webhook,
    Purge,
    Sweep,
}

/// Workers that do the same sorts of work.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lane {
    pub(super) kinds: &'static [Kind],
    pub(super) width: Width,
}

/// How many of a lane's jobs are done at the same time.
#[derive(Clone, Copy, Debug)]
pub(super) enum Width {
    Fixed(usize),
    /// An encoder keeps two processors busy.
    HalfTheProcessors,
}

/// The lanes. A small paper does not wait behind the encoding of a long film.
pub(super) const LANES: [Lane; 9] = [
    Lane {
        kinds: &[Kind::Look],
        width: Width::Fixed(2),
    },
    // What plays nowhere yet comes before what already plays.
    Lane {
        kinds: &[Kind::Render, Kind::Rung],
        width: Width::HalfTheProcessors,
    },
    // Hours of it, and nobody is kept waiting by them: what is there plays.
    Lane {
        kinds: &[Kind::Ladder],
        width: Width::Fixed(1),
    },
    // Somebody sits before a page that says to look into their mail.
    Lane {
        kinds: &[Kind::Letter, Kind::News],
        width: Width::Fixed(1),
    },
    // A mail server that keeps silent holds up mail alone.
    Lane {
        kinds: &[Kind::Mail],
        width: Width::Fixed(4),
    },
    // Ten thousand invites hold up no letter and no film.
    Lane {
        kinds: &[Kind::Batch],
        width: Width::Fixed(1),
    },
    // A receiver that keeps silent holds up its own line alone.
    Lane {
        kinds: &[Kind::Webhook],
        width: Width::Fixed(4),
    },
    // Somebody was sent away, and still watches.
    Lane {
        kinds: &[Kind::Ring],
        width: Width::Fixed(1),
    },
    Lane {
        kinds: &[Kind::Discard, Kind::Sweep, Kind::Purge],
        width: Width::Fixed(1),
    },
];

impl Width {
    pub(super) fn workers(self) -> usize {
        match self {
            Self::Fixed(workers) => workers,
            Self::HalfTheProcessors => {
                std::thread::available_parallelism().map_or(1, |all| (all.get() / 2).max(1))
            }
        }
    }
}

impl Kind {
    pub(super) const ALL: [Self; 13] = [
        Self::Look,
        Self::Render,
        Self::Rung,
        Self::Ladder,
        Self::Discard,
        Self::Mail,
        Self::Letter,
        Self::News,
        Self::Batch,
        Self::Ring,
        Self::Webhook,
        Self::Purge,
        Self::Sweep,
    ];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::Render => "render",
            Self::Rung => "rung",
            Self::Ladder => "ladder",
            Self::Discard => "discard",
            Self::Mail => "mail",
            Self::Letter => "letter",
            Self::News => "news",
            Self::Batch => "batch",
            Self::Ring => "ring",
            Self::Webhook => "webhook",
            Self::Purge => "purge",
            Self::Sweep => "sweep",
        }
    }

    pub(super) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// Whether it is tried for as long as it says itself ([`Trouble::Later`]), and never
    /// given up for the number of its tries.
    ///
    /// [`Trouble::Later`]: super::trouble::Trouble::Later
    pub(super) const fn is_patient(self) -> bool {
        matches!(self, Self::Mail | Self::Batch | Self::Webhook)
    }

    /// After which time it comes round again, if it does.
    pub(super) const fn recurs(self) -> Option<Duration> {
        match self {
            Self::Look
            | Self::Render
            | Self::Rung
            | Self::Ladder
            | Self::Discard
            | Self::Mail
            | Self::Letter
            | Self::News
            | Self::Batch
            | Self::Ring
            | Self::Webhook => None,
            Self::Purge | Self::Sweep => Some(Duration::from_hours(1)),
        }
    }
}

impl Work {
    /// Deletes objects.
    pub fn discard(blobs: Vec<BlobId>) -> Self {
        Self::Discard(Discard {
            blobs,
            ..Discard::default()
        })
    }

    pub(super) const fn kind(&self) -> Kind {
        match self {
            Self::Look(_) => Kind::Look,
            Self::Render(_) => Kind::Render,
            Self::Rung(_) => Kind::Rung,
            Self::Ladder(_) => Kind::Ladder,
            Self::Discard(_) => Kind::Discard,
            Self::Mail(_) => Kind::Mail,
            Self::Letter(_) => Kind::Letter,
            Self::News(_) => Kind::News,
            Self::Batch(_) => Kind::Batch,
            Self::Ring(..) => Kind::Ring,
            Self::Webhook(_) => Kind::Webhook,
            Self::Purge => Kind::Purge,
            Self::Sweep => Kind::Sweep,
        }
    }

    /// What the table keeps beside the kind.
    pub(super) fn payload(&self) -> String {
        let json = match self {
            Self::Look(plan) | Self::Render(plan) => serde_json::to_string(plan),
            Self::Rung(climb) | Self::Ladder(climb) => serde_json::to_string(climb),
            Self::Discard(discard) => serde_json::to_string(discard),
            Self::Mail(mail) => serde_json::to_string(mail),
            Self::Letter(proof) => serde_json::to_string(proof),
            Self::News(account) => serde_json::to_string(account),
            Self::Batch(batch) => serde_json::to_string(batch),
            Self::Ring(entry, invites) => serde_json::to_string(&(entry, invites)),
            Self::Webhook(webhook) => serde_json::to_string(webhook),
            Self::Purge | Self::Sweep => Ok("{}".to_owned()),
        };
        json.unwrap_or_default()
    }

    /// Reads it back; `None` if this version does not understand it.
    pub(super) fn parse(kind: &str, payload: &str) -> Option<Self> {
        fn read<T: DeserializeOwned>(payload: &str) -> Option<T> {
            serde_json::from_str(payload).ok()
        }
        Some(match Kind::parse(kind)? {
            Kind::Look => Self::Look(read(payload)?),
            Kind::Render => Self::Render(read(payload)?),
            Kind::Rung => Self::Rung(read(payload)?),
            Kind::Ladder => Self::Ladder(read(payload)?),
            Kind::Discard => Self::Discard(read(payload)?),
            Kind::Mail => Self::Mail(read(payload)?),
            Kind::Letter => Self::Letter(read(payload)?),
            Kind::News => Self::News(read(payload)?),
            Kind::Batch => Self::Batch(read(payload)?),
            Kind::Ring => {
                let (entry, invites) = read(payload)?;
                Self::Ring(entry, invites)
            }
            Kind::Webhook => Self::Webhook(read(payload)?),
            Kind::Purge => Self::Purge,
            Kind::Sweep => Self::Sweep,
        })
    }
}

#[cfg(test)]
mod tests {
    use usher_domain::{
        clock::{SeededEntropy, Timestamp},
        ids::UploadId,
    };

    use super::*;

    #[test]
    fn work_survives_the_table_and_every_kind_has_one_lane() {
        let (now, entropy) = (Timestamp::from_secs(1), SeededEntropy::new(1));
        let plan = Plan::draw(
            BlobId::new(now, &entropy),
            "ü.mp4".to_owned(),
            now,
            &entropy,
        );
        let discard = Discard {
            blobs: plan.blobs(),
            uploads: vec![UploadId::new(now, &entropy)],
        };
        for work in [
            Work::Look(plan.clone()),
            Work::Render(plan.clone()),
            Work::Rung(Climb::draw(plan.original, 720, now, &entropy)),
            Work::Ladder(Climb::draw(plan.original, 720, now, &entropy)),
            Work::Discard(discard),
            Work::Mail(MailId::new(now, &entropy)),
            Work::Letter(ProofId::new(now, &entropy)),
            Work::News(AccountId::new(now, &entropy)),
            Work::Batch(BatchId::new(now, &entropy)),
            Work::Ring(
                EntryId::new(now, &entropy),
                vec![InviteId::new(now, &entropy)],
            ),
            Work::Webhook(WebhookId::new(now, &entropy)),
            Work::Purge,
            Work::Sweep,
        ] {
            let read = Work::parse(work.kind().as_str(), &work.payload());
            assert_eq!(read, Some(work));
        }
        for kind in Kind::ALL {
            let lanes = LANES.iter().filter(|lane| lane.kinds.contains(&kind));
            assert_eq!(lanes.count(), 1, "{kind:?}");
        }
        assert_eq!(Work::parse("juggle", "{}"), None);
        assert_eq!(Work::parse("look", "{}"), None);
    }
}
