use crate::names::named;

use super::{
    AppRole,
    channel::ChannelNeed,
    decide::{EntryNeed, Need},
    roles::EntryRole,
};

/// Who may invite: the last column of roles.md.
pub(super) const INVITING: &[EntryRole] = &[
    EntryRole::Owner,
    EntryRole::CoOwner,
    EntryRole::CoEditor,
    EntryRole::CoPublisher,
];

named! {
    /// Everything that can be asked of Usher. Every route and every command of a
    /// session names one of these.
    pub enum Action {
        /// Whether the process lives and is ready.
        SeeHealth = "see_health",
        /// Counters without any person in them.
        SeeMetrics = "see_metrics",
        /// Scripts, styles and icons.
        UseAssets = "use_assets",
        /// Prove who one is.
        SignIn = "sign_in",
        /// Set a password by a link that an administrator made.
        SetPasswordByLink = "set_password_by_link",
        /// End one's session.
        SignOut = "sign_out",
        /// Theme and language of this browser.
        SetPreferences = "set_preferences",
        /// The home page with its galleries.
        SeeHub = "see_hub",
        /// The description of the API.
        SeeApiDescription = "see_api_description",
        /// Look at an invite by its link.
        OpenInvite = "open_invite",
        /// Enter by an invite.
        RedeemInvite = "redeem_invite",
        /// See what this browser is a guest of, and have what is known of the guest deleted.
        UseGuestPage = "use_guest_page",

        /// One's own media.
        SeeMyMedia = "see_my_media",
        /// Make an entry.
        CreateEntry = "create_entry",
        /// Send a file for an entry.
        UploadMedia = "upload_media",
        /// Find people by name or address.
        SearchPeople = "search_people",
        /// One's own deleted entries.
        SeeTrash = "see_trash",
        /// One's own API tokens.
        ManageOwnTokens = "manage_own_tokens",
        /// One's own names, password, addresses and sessions.
        UseOwnAccount = "use_own_account",
        /// What one is invited to by one's verified addresses, and what one holds.
        SeeInvitedToMe = "see_invited_to_me",
        /// Enter, without a link, what one is invited to.
        EnterInvitedToMe = "enter_invited_to_me",
        /// Read and save the configuration.
        UseConsole = "use_console",
        /// Who did what.
        SeeAudit = "see_audit",
        /// See and look after everybody who has an account.
        ManagePeople = "manage_people",
        /// See and change groups.
        ManageGroups = "manage_groups",

        /// The lists of channels and galleries.
        SeeChannels = "see_channels",
        /// Make a channel; [`ChannelCreators`](crate::channel::ChannelCreators) may ask for more.
        MakeChannel = "make_channel",
        /// One's own playlists, and those that others share.
        UsePlaylists = "use_playlists",
        /// Make galleries.
        ManageGalleries = "manage_galleries",
        /// Everything that waits in any channel or gallery.
        ModerateSite = "moderate_site",

        /// A channel's or gallery's page with what stands there.
        ViewChannel = "view_channel",
        /// Be in it no more.
        LeaveChannel = "leave_channel",
        /// Put entries into it.
        ContributeToChannel = "contribute_to_channel",
        /// Decide on what waits there, and take entries out.
        ModerateChannel = "moderate_channel",
        /// Its name, people and settings; delete it.
        ManageChannel = "manage_channel",

        /// The entry's page.
        ViewEntry = "view_entry",
        /// Its media, as they play.
        StreamEntry = "stream_entry",
        /// Be told when the entry or one's right to it changes.
        WatchEntryEvents = "watch_entry_events",
        /// Count that it was played.
        CountPlay = "count_play",
        /// Say that one is here, and what one watches.
        TellAttendance = "tell_attendance",
        /// Take its quiz: begin, answer, submit, have the questions on paper.
        TakeQuiz = "take_quiz",
        /// Its original, as a file.
        DownloadEntry = "download_entry",
        /// Give back the grant by which one is here.
        LeaveEntry = "leave_entry",
        /// Hand the seat by which one is here to another device of one's own.
        HandOverSeat = "hand_over_seat",
        /// Title, description, tags, captions, poster.
        EditEntry = "edit_entry",
        /// Private, unlisted or published; see also [`may_set_status`](super::may_set_status).
        SetPublishStatus = "set_publish_status",
        /// What people answered in its quiz, by name.
        SeeQuizResults = "see_quiz_results",
        /// How it was watched.
        SeeAnalytics = "see_analytics",
        /// Who works on it.
        SeeCollaborators = "see_collaborators",
        /// Name and remove collaborators.
        ManageCollaborators = "manage_collaborators",
        /// Give it to another owner.
        ChangeOwner = "change_owner",
        /// Delete it.
        TrashEntry = "trash_entry",
        /// Take it out of the trash.
        RestoreEntry = "restore_entry",
        /// Invite somebody; [`issue`](crate::invite) has the further checks.
        InviteUsers = "invite_users",
        /// The list of its invites.
        SeeInvites = "see_invites",
        /// Renew, change end and role, reset the seat, revoke.
        ManageInvites = "manage_invites",
        /// See what an invitee sees.
        PreviewAsInvitee = "preview_as_invitee",

        /// Watch the session, see its updates and its feed.
        WatchSession = "watch_session",
        /// Write, like, reply, delete one's own messages.
        Chat = "chat",
        /// Delete any message, pin, silence, clear, slow mode.
        ModerateChat = "moderate_chat",
        /// Ask questions and vote for them.
        AskQuestion = "ask_question",
        /// Answer questions.
        AnswerQuestion = "answer_question",
        /// Assign, approve, dismiss, publish questions.
        ModerateQuestions = "moderate_questions",
        /// Answer polls and the other interactions.
        AnswerInteraction = "answer_interaction",
        /// Start polls and the other interactions.
        StartInteraction = "start_interaction",
        /// Read and write the backchannel.
        UseBackchannel = "use_backchannel",
        /// Announce to everybody.
        Announce = "announce",
        /// The list of participants.
        SeeParticipants = "see_participants",
        /// Admit, remove, change a role, lock, raise and lower others' hands.
        ManageParticipants = "manage_participants",
        /// Raise and lower one's own hand.
        RaiseHand = "raise_hand",
        /// Ask to come onto the stage.
        AskForStage = "ask_for_stage",
        /// Be on the stage with camera, microphone, screen.
        TakeStage = "take_stage",
        /// Start, end and record the session.
        RunSession = "run_session",
    }
}

named! {
    /// What an action is about, and so which facts [`may`](super::may) needs.
    pub enum Scope {
        /// Nothing: everybody may.
        Public = "public",
        /// The member.
        Member = "member",
        /// The site's configuration.
        Console = "console",
        /// One entry.
        Entry = "entry",
        /// One live session or room.
        Session = "session",
        /// One channel or gallery: [`may_in_channel`](super::may_in_channel) decides.
        Channel = "channel",
    }
}

impl Action {
    /// What the action is about.
    pub const fn scope(self) -> Scope {
        match self.need() {
            Need::Nothing => Scope::Public,
            Need::App(_) => Scope::Member,
            Need::SiteAdmin => Scope::Console,
            Need::Entry(EntryNeed::Session) => Scope::Session,
            Need::Entry(_) => Scope::Entry,
            Need::Channel(_) => Scope::Channel,
        }
    }

    /// What the action takes: the whole of roles.md but the table of session roles.
    #[allow(clippy::match_same_arms, reason = "one arm for each line of roles.md")]
    pub(super) const fn need(self) -> Need {
        use Action as A;
        use EntryRole::{CoEditor, CoOwner, CoPublisher, Owner};
        match self {
            A::SeeHealth
            | A::SeeMetrics
            | A::UseAssets
            | A::SignIn
            | A::SetPasswordByLink
            | A::SignOut
            | A::SetPreferences => Need::Nothing,
            A::SeeHub
            | A::SeeApiDescription
            | A::OpenInvite
            | A::RedeemInvite
            | A::UseGuestPage => Need::Nothing,

            A::SeeMyMedia | A::CreateEntry | A::UploadMedia | A::SearchPeople | A::SeeTrash => {
                Need::App(AppRole::PrivateOnly)
            }
            A::ManageOwnTokens | A::UseOwnAccount | A::SeeInvitedToMe | A::EnterInvitedToMe => {
                Need::App(AppRole::Viewer)
            }
            A::UseConsole | A::SeeAudit | A::ManagePeople | A::ManageGroups => Need::SiteAdmin,
            A::SeeChannels | A::UsePlaylists => Need::App(AppRole::Viewer),
            A::MakeChannel => Need::App(AppRole::PrivateOnly),
            A::ManageGalleries | A::ModerateSite => Need::SiteAdmin,
            A::ViewChannel => Need::Channel(ChannelNeed::View),
            A::LeaveChannel => Need::Channel(ChannelNeed::Leave),
            A::ContributeToChannel => Need::Channel(ChannelNeed::Contribute),
            A::ModerateChannel => Need::Channel(ChannelNeed::Moderate),
            A::ManageChannel => Need::Channel(ChannelNeed::Manage),

            A::ViewEntry
            | A::StreamEntry
            | A::WatchEntryEvents
            | A::CountPlay
            | A::TellAttendance
            | A::TakeQuiz
            | A::DownloadEntry => Need::Entry(EntryNeed::View),
            A::LeaveEntry | A::HandOverSeat => Need::Entry(EntryNeed::Grant),
            A::EditEntry | A::SeeQuizResults => {
                Need::Entry(EntryNeed::Roles(&[Owner, CoOwner, CoEditor]))
            }
            A::SetPublishStatus => Need::Entry(EntryNeed::Roles(&[Owner, CoOwner, CoPublisher])),
            A::SeeAnalytics | A::SeeCollaborators => {
                Need::Entry(EntryNeed::Roles(&[Owner, CoOwner, CoEditor, CoPublisher]))
            }
            A::ManageCollaborators => Need::Entry(EntryNeed::Roles(&[Owner, CoOwner])),
            // A co-owner may not remove the owner, and that is what this would do.
            A::ChangeOwner => Need::Entry(EntryNeed::Roles(&[Owner])),
            A::TrashEntry | A::RestoreEntry => Need::Entry(EntryNeed::Roles(&[Owner, CoOwner])),
            A::InviteUsers | A::SeeInvites | A::ManageInvites | A::PreviewAsInvitee => {
                Need::Entry(EntryNeed::Roles(INVITING))
            }

            A::WatchSession | A::Chat | A::ModerateChat | A::AskQuestion | A::AnswerQuestion => {
                Need::Entry(EntryNeed::Session)
            }
            A::ModerateQuestions
            | A::AnswerInteraction
            | A::StartInteraction
            | A::UseBackchannel => Need::Entry(EntryNeed::Session),
            A::Announce | A::SeeParticipants | A::ManageParticipants | A::RaiseHand => {
                Need::Entry(EntryNeed::Session)
            }
            A::AskForStage | A::TakeStage | A::RunSession => Need::Entry(EntryNeed::Session),
        }
    }
}
