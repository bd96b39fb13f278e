use crate::names::named;

named! {
    /// Who beside collaborators and invited people may open an entry (roles.md).
    pub enum PublishStatus {
        /// Nobody else.
        Private = "private",
        /// Whoever has the address.
        Unlisted = "unlisted",
        /// Everybody; it is listed in galleries.
        Published = "published",
    }
}

impl PublishStatus {
    /// Whether the entry's address is enough to open it.
    pub const fn opens_by_address(self) -> bool {
        matches!(self, Self::Unlisted | Self::Published)
    }
}

named! {
    /// How far an entry's media has come.
    pub enum EntryState {
        /// Nothing has been uploaded.
        Empty = "empty",
        /// The upload is being looked at and converted.
        Processing = "processing",
        /// It can be watched, listened to or read.
        Ready = "ready",
        /// It could not be made playable; the owner may upload again.
        Failed = "failed",
    }
}
