use crate::{access::SessionRole, invite::LobbyProof};

use super::MailService;

/// What the lobby asks for before it lets somebody in, per invited role. A role
/// without a choice follows the default (invitations.md, *In the lobby*): viewers
/// `typed`; moderators and speakers `mailed` when mail can be sent, else `typed`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LobbyProofs {
    /// For viewers.
    pub viewer: Option<LobbyProof>,
    /// For speakers.
    pub speaker: Option<LobbyProof>,
    /// For moderators.
    pub moderator: Option<LobbyProof>,
}

impl LobbyProofs {
    /// What is asked of somebody invited as `role`.
    pub fn asked(&self, role: SessionRole, mail: MailService) -> LobbyProof {
        let (chosen, default) = match role {
            SessionRole::Viewer => (self.viewer, LobbyProof::Typed),
            SessionRole::Speaker => (self.speaker, LobbyProof::Mailed),
            SessionRole::Moderator => (self.moderator, LobbyProof::Mailed),
        };
        match (chosen, mail) {
            (Some(proof), _) => proof,
            (None, MailService::Configured) => default,
            (None, MailService::Absent) => LobbyProof::Typed,
        }
    }
}
