use crate::names::named;

named! {
    /// What an entry is.
    pub enum EntryKind {
        /// A film with or without sound.
        Video = "video",
        /// A sound recording.
        Audio = "audio",
        /// Pages to read.
        Document = "document",
        /// A photograph or a drawing.
        Image = "image",
        /// A video or a sound recording with questions in it.
        Quiz = "quiz",
        /// A live session: one stage, many viewers.
        Webcast = "webcast",
        /// A live session: a video played as if live.
        Simulive = "simulive",
        /// A live session from the owner's own encoder.
        DiyLive = "diy_live",
        /// A room where everybody may meet on a stage.
        Room = "room",
    }
}

impl EntryKind {
    /// A live session or a room: it has a schedule, phases and session roles.
    pub const fn is_session(self) -> bool {
        matches!(
            self,
            Self::Webcast | Self::Simulive | Self::DiyLive | Self::Room
        )
    }

    /// A room, in which speakers may start interactions and moderators the session.
    pub const fn is_room(self) -> bool {
        matches!(self, Self::Room)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_survives_its_name() {
        for kind in EntryKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(*kind));
        }
        assert!("Video".parse::<EntryKind>().is_err());
    }

    #[test]
    fn live_sessions_and_rooms_are_sessions() {
        let sessions: Vec<_> = EntryKind::ALL
            .iter()
            .filter(|kind| kind.is_session())
            .map(|kind| kind.as_str())
            .collect();
        assert_eq!(sessions, ["webcast", "simulive", "diy_live", "room"]);
    }
}
