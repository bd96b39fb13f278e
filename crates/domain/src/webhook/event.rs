use crate::names::named;

named! {
    /// Something that happened, as other programs know it. Each follows from a deed in the audit, or from a moment.
    pub enum WebhookEvent {
        /// Somebody was invited.
        InviteCreated = "invite.created",
        /// The mail server has taken the mail with an invite's link.
        InviteMailed = "invite.mailed",
        /// The mail server will never take it.
        InviteRefused = "invite.refused",
        /// The invited person came in for the first time.
        InviteJoined = "invite.joined",
        /// An invite got a new link, with new limits or without.
        InviteRenewed = "invite.renewed",
        /// Its role or its end was changed, or its seat was freed.
        InviteChanged = "invite.changed",
        /// It was revoked, for good.
        InviteRevoked = "invite.revoked",
        /// Its link has come to its end.
        InviteExpired = "invite.expired",
        /// A grant lets somebody in, or does so again.
        GrantStarted = "grant.started",
        /// A grant was ended before its time: given back, revoked, moved, signed out.
        GrantEnded = "grant.ended",
        /// A guest link was made.
        GuestLinkCreated = "guest_link.created",
        /// It got a new secret.
        GuestLinkRenewed = "guest_link.renewed",
        /// It was deleted, for good.
        GuestLinkDeleted = "guest_link.deleted",
        /// Guest access of an entry was switched.
        GuestAccessChanged = "guest_access.changed",
        /// Somebody came by a guest link.
        GuestCame = "guest.came",
        /// They left.
        GuestLeft = "guest.left",
        /// Guests were put out.
        GuestsEnded = "guests.ended",
        /// Somebody submitted an attempt at a quiz.
        QuizSubmitted = "quiz.submitted",
        /// An administrator wants to see whether it works.
        Test = "test",
    }
}

impl WebhookEvent {
    /// Those that can be chosen: all but the test, which goes to whoever it is sent to.
    pub fn choices() -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(|event| *event != Self::Test)
    }
}

/// The events that a webhook is told of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WebhookEvents(u32);

impl WebhookEvents {
    /// These and `event`.
    #[must_use]
    pub const fn with(self, event: WebhookEvent) -> Self {
        Self(self.0 | 1 << event as u32)
    }

    /// Whether `event` is among them.
    pub const fn has(self, event: WebhookEvent) -> bool {
        self.0 & (1 << event as u32) != 0
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The events in their order.
    pub fn iter(self) -> impl Iterator<Item = WebhookEvent> {
        WebhookEvent::choices().filter(move |event| self.has(*event))
    }

    /// As the database keeps them: names with spaces between.
    pub fn written(self) -> String {
        let names: Vec<&str> = self.iter().map(WebhookEvent::as_str).collect();
        names.join(" ")
    }

    /// Reads that back; what a newer version wrote and this one does not know is left out.
    pub fn read(text: &str) -> Self {
        let known = text.split(' ').filter_map(|name| name.parse().ok());
        known.filter(|event| *event != WebhookEvent::Test).collect()
    }
}

impl FromIterator<WebhookEvent> for WebhookEvents {
    fn from_iter<I: IntoIterator<Item = WebhookEvent>>(events: I) -> Self {
        events.into_iter().fold(Self::default(), Self::with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_survive_the_database_and_unknown_ones_are_left_out() {
        let all: WebhookEvents = WebhookEvent::choices().collect();
        assert_eq!(WebhookEvents::read(&all.written()), all);
        assert_eq!(all.iter().count(), WebhookEvent::ALL.len() - 1);
        let some = WebhookEvents::read("invite.joined room.opened test");
        assert_eq!(some.written(), "invite.joined");
        assert!(some.has(WebhookEvent::InviteJoined) && !some.has(WebhookEvent::Test));
        assert!(WebhookEvents::read("").is_empty());
    }
}
