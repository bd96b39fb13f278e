use usher_domain::{access::SessionRole, colour::Colour, email::Domain};

/// What can follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Kind {
    /// Links stop working, and nobody can invite.
    LinksStop,
    /// Links that were given out earlier work again.
    LinksWorkAgain,
    /// Newcomers of these domains can no longer use their links.
    DomainsClose,
    /// Nobody is named, so nobody can invite.
    NobodyInvites,
    /// Some can invite no longer; what they made goes on.
    FewerInvite,
    /// Invites that were made keep their end.
    EndsStay,
    /// Invites that were made keep their uses.
    UsesStay,
    /// Whoever comes from now on has less time; whoever is inside keeps theirs.
    LessTime,
    /// A further use moves a seat from now on.
    SeatsMove,
    /// No use moves a seat any longer.
    SeatsStay,
    /// The lobby asks more of whoever comes in this role from now on.
    ProofStricter(SessionRole),
    /// What the lobby asks of them cannot be mailed.
    ProofNeedsMail(SessionRole),
    /// A guest moves their seat no longer without help.
    MovesNeedHelp,
    /// Guest links let nobody new in any more.
    GuestLinksStop,
    /// Guest links that were made keep their limits.
    GuestLimitsStay,
    /// Nothing is written down of who is here.
    AttendanceStops,
    /// Guests of whom nothing lives are forgotten sooner.
    GuestsForgotten,
    /// No mail goes out any more; so many wait, up to [`WAITING_COUNTED`] and one.
    MailStops(i64),
    /// The colour is moved until it can be read: on light pages, on dark ones.
    ColourMoves(Colour, Colour),
    /// The domain has letters beyond a–z, which may look like others.
    OtherLetters(Domain),
    /// More guesses are put up with.
    GuessingFreer,
    /// Fewer are.
    GuessingTighter,
    /// Other sites show media pages.
    FramesOpen,
    /// They do no more.
    FramesClose,
    /// Whoever reads a member's mail can sign in as them.
    MailLoginOpens,
    /// They cannot any more.
    MailLoginCloses,
    /// They can once there is a mail service.
    MailLoginWaits,
    /// Nothing is mailed to members any more.
    LettersStop,
    /// Whoever has nothing but a password gets in no more.
    PasswordsStop,
    /// Nobody gets in by this provider any more; so many have no other way.
    WayCloses(String, usize),
    /// Some publish to galleries no longer.
    FewerToGalleries,
    /// Some make channels no longer.
    FewerMakeChannels,
    /// Media wait in new channels and galleries no longer.
    NewUnmoderated,
    /// They wait there from now on.
    NewModerated,
    /// Some decide on what waits in galleries no longer.
    FewerModerateGalleries,
    /// What is in the trash is gone sooner.
    TrashShorter,
    /// It stays longer.
    TrashLonger,
    /// Files have to be smaller.
    UploadsLimited,
    /// Some kinds are not uploaded any more.
    KindsNarrower,
    /// Films get no renditions that players choose among.
    LadderStops,
    /// They do.
    LadderBegins,
    /// Renditions that were made keep their size.
    TopStays,
    /// Films begin at the beginning.
    ResumeStops,
    /// Captions are shown on request only.
    CaptionsOff,
    /// Other sites show no players any more.
    EmbedsClose,
}

impl Kind {
    /// The key of its sentence, after `console-effect-`.
    pub(in super::super) const fn key(&self) -> &'static str {
        match self {
            Self::LinksStop => "links-stop",
            Self::LinksWorkAgain => "links-work-again",
            Self::DomainsClose => "domains-close",
            Self::NobodyInvites => "nobody-invites",
            Self::FewerInvite => "fewer-invite",
            Self::EndsStay => "ends-stay",
            Self::UsesStay => "uses-stay",
            Self::LessTime => "less-time",
            Self::SeatsMove => "seats-move",
            Self::SeatsStay => "seats-stay",
            Self::ProofStricter(_) => "proof-stricter",
            Self::ProofNeedsMail(_) => "proof-needs-mail",
            Self::MovesNeedHelp => "moves-need-help",
            Self::GuestLinksStop => "guest-links-stop",
            Self::GuestLimitsStay => "guest-limits-stay",
            Self::AttendanceStops => "attendance-stops",
            Self::GuestsForgotten => "guests-forgotten",
            Self::MailStops(_) => "mail-stops",
            Self::ColourMoves(..) => "colour-moves",
            Self::OtherLetters(_) => "other-letters",
            Self::GuessingFreer => "guessing-freer",
            Self::GuessingTighter => "guessing-tighter",
            Self::FramesOpen => "frames-open",
            Self::FramesClose => "frames-close",
            Self::MailLoginOpens => "mail-login-opens",
            Self::MailLoginCloses => "mail-login-closes",
            Self::MailLoginWaits => "mail-login-waits",
            Self::LettersStop => "letters-stop",
            Self::PasswordsStop => "passwords-stop",
            Self::WayCloses(..) => "way-closes",
            Self::FewerToGalleries => "fewer-to-galleries",
            Self::FewerMakeChannels => "fewer-make-channels",
            Self::NewUnmoderated => "new-unmoderated",
            Self::NewModerated => "new-moderated",
            Self::FewerModerateGalleries => "fewer-moderate-galleries",
            Self::TrashShorter => "trash-shorter",
            Self::TrashLonger => "trash-longer",
            Self::UploadsLimited => "uploads-limited",
            Self::KindsNarrower => "kinds-narrower",
            Self::LadderStops => "ladder-stops",
            Self::LadderBegins => "ladder-begins",
            Self::TopStays => "top-stays",
            Self::ResumeStops => "resume-stops",
            Self::CaptionsOff => "captions-off",
            Self::EmbedsClose => "embeds-close",
        }
    }

    /// The key of the sentence that counts what it touches.
    pub(in super::super) const fn counted(&self) -> &'static str {
        match self {
            Self::GuestLinksStop | Self::GuestLimitsStay => "console-live-guest-links",
            Self::FewerToGalleries => "console-count-in-galleries",
            Self::FewerMakeChannels => "console-count-channels",
            Self::NewUnmoderated => "console-count-waiting",
            Self::NewModerated => "console-count-unmoderated",
            Self::FewerModerateGalleries => "console-count-waiting-galleries",
            Self::TrashShorter | Self::TrashLonger => "console-count-trashed",
            Self::UploadsLimited => "console-count-uploads",
            Self::KindsNarrower => "console-count-empty",
            Self::LadderStops => "console-count-being-made",
            Self::LadderBegins => "console-count-no-ladder",
            Self::TopStays => "console-count-renditions",
            Self::CaptionsOff => "console-count-standard-captions",
            _ => "console-live-invites",
        }
    }
}
