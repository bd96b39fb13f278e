use crate::names::named;

named! {
    /// What a member may do on the whole site; each role includes those before it.
    pub enum AppRole {
        /// Sees published media, signed in.
        Viewer = "viewer",
        /// Has My Media: uploads, and shares with whom they choose.
        PrivateOnly = "private_only",
        /// Also publishes to galleries, subject to moderation.
        Admin = "admin",
        /// Also publishes without moderation.
        UnmoderatedAdmin = "unmoderated_admin",
    }
}

named! {
    /// What a member is to one entry.
    pub enum EntryRole {
        /// Whose entry it is.
        Owner = "owner",
        /// Everything the owner may, except removing the owner.
        CoOwner = "co_owner",
        /// Edits.
        CoEditor = "co_editor",
        /// Publishes.
        CoPublisher = "co_publisher",
        /// Views.
        CoViewer = "co_viewer",
    }
}

named! {
    /// What an invited person is in one entry; each role includes those before it,
    /// in the sense of "lower" and "higher" of invitations.md, rows 7 and 15.
    pub enum SessionRole {
        /// Watches, chats, asks, answers interactions.
        Viewer = "viewer",
        /// Also answers questions and hears the backchannel.
        Speaker = "speaker",
        /// Also keeps order.
        Moderator = "moderator",
    }
}

/// The roles that one person has in one entry, directly and through groups. Their
/// rights add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EntryRoles(u8);

impl EntryRoles {
    /// No relation to the entry.
    pub const NONE: Self = Self(0);

    /// These roles and `role`.
    #[must_use]
    pub const fn with(self, role: EntryRole) -> Self {
        Self(self.0 | 1 << role as u8)
    }

    /// Adds `role`.
    pub const fn insert(&mut self, role: EntryRole) {
        *self = self.with(role);
    }

    /// Whether `role` is among them.
    pub const fn contains(self, role: EntryRole) -> bool {
        self.0 & 1 << role as u8 != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The roles, strongest first.
    pub fn iter(self) -> impl Iterator<Item = EntryRole> {
        EntryRole::ALL
            .iter()
            .copied()
            .filter(move |role| self.contains(*role))
    }
}

impl From<EntryRole> for EntryRoles {
    fn from(role: EntryRole) -> Self {
        Self::NONE.with(role)
    }
}

impl FromIterator<EntryRole> for EntryRoles {
    fn from_iter<I: IntoIterator<Item = EntryRole>>(roles: I) -> Self {
        roles.into_iter().fold(Self::NONE, Self::with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in() {
        let roles: EntryRoles = [EntryRole::CoPublisher, EntryRole::CoEditor]
            .into_iter()
            .collect();
        assert!(roles.contains(EntryRole::CoEditor) && roles.contains(EntryRole::CoPublisher));
        assert!(!roles.contains(EntryRole::Owner));
        assert_eq!(
            roles.iter().collect::<Vec<_>>(),
            [EntryRole::CoEditor, EntryRole::CoPublisher]
        );
        assert!(EntryRoles::NONE.is_empty());
    }

    #[test]
    fn a_role_that_somebody_has_twice_is_one_role() {
        let mut roles = EntryRoles::from(EntryRole::CoEditor).with(EntryRole::CoEditor);
        assert!(
            roles.contains(EntryRole::CoEditor),
            "directly and by a group"
        );
        roles.insert(EntryRole::CoEditor);
        roles.insert(EntryRole::Owner);
        assert_eq!(
            roles.iter().collect::<Vec<_>>(),
            [EntryRole::Owner, EntryRole::CoEditor]
        );
    }

    #[test]
    fn roles_are_ordered_from_low_to_high() {
        assert!(
            AppRole::Viewer < AppRole::PrivateOnly && AppRole::Admin < AppRole::UnmoderatedAdmin
        );
        assert!(
            SessionRole::Viewer < SessionRole::Speaker
                && SessionRole::Speaker < SessionRole::Moderator
        );
    }
}
