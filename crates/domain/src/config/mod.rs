//! The site's configuration: one typed struct per module of the console, and a
//! description of each as data.

mod auth;
mod categories;
mod channels;
mod email_login;
mod email_service;
mod fault;
mod home;
mod invite_to_media;
mod languages;
mod lobby_proofs;
mod login;
mod media_collaboration;
mod meeting_entry;
mod moderation;
mod my_media;
mod navigation;
mod outgoing;
mod player;
mod privacy;
mod secret;
mod security;
mod spec;
mod subjects;
mod theming;
mod time_and_date;
mod users;

#[cfg(test)]
mod tests;

pub use auth::{
    Auth, ClientSecret, Entitlement, Mapping, NotAMapping, Provider, ProviderId, WrittenProvider,
};
pub use categories::Categories;
pub use channels::Channels;
pub use email_login::{EmailLogin, LoginMail};
pub use email_service::{EmailService, MailSecurity};
pub use fault::{FieldError, FieldFault};
pub use home::HomeSignIn;
pub use invite_to_media::{AllowedUsersRoles, DirectorySearch, InviteToMedia, SeatRule};
pub use languages::{Language, Languages, NotSpoken};
pub use lobby_proofs::LobbyProofs;
pub use login::Login;
pub use media_collaboration::{MediaCollaboration, WhoInvites};
pub use meeting_entry::MeetingEntry;
pub use moderation::Moderation;
pub use my_media::{MyMedia, MyMediaSort};
pub use navigation::{NamedLink, Navigation};
pub use outgoing::Outgoing;
pub use player::Player;
pub use privacy::Privacy;
pub use secret::Sealed;
pub use security::{FrameAncestors, Security};
pub use spec::{Control, FieldSpec, MOST_VALUES, ModuleGroup, ModuleSpec, Submitted, Unit, Value};
pub use subjects::Subjects;
pub use theming::{DEFAULT_ACCENT, DarkMode, Theming};
pub use time_and_date::{DateFormats, DateOrder, HourClock, TimeAndDate};
pub use users::Users;

use crate::{channel::GalleryRules, media::EntryKind};

/// Every module of the console, in the order of its list.
pub const MODULES: &[ModuleSpec] = &[
    InviteToMedia::SPEC,
    MeetingEntry::SPEC,
    MediaCollaboration::SPEC,
    Categories::SPEC,
    Channels::SPEC,
    Moderation::SPEC,
    MyMedia::SPEC,
    Player::SPEC,
    Theming::SPEC,
    Navigation::SPEC,
    Languages::SPEC,
    TimeAndDate::SPEC,
    EmailService::SPEC,
    EmailLogin::SPEC,
    Auth::SPEC,
    Login::SPEC,
    Security::SPEC,
    Users::SPEC,
    Privacy::SPEC,
    Outgoing::SPEC,
];

/// The module of this name, if anything follows from it yet.
pub fn shown_module(name: &str) -> Option<&'static ModuleSpec> {
    MODULES.iter().find(|spec| spec.shown && spec.name == name)
}

/// What a module can do beside being typed.
trait Module {
    /// Its description.
    const SPEC: ModuleSpec;

    /// What a field of the description is set to.
    fn value(&self, field: &str) -> Option<Value>;

    /// Sets a field of the description to a value of its control.
    fn set(&mut self, field: &str, value: Value);

    /// What contradicts itself between fields that are each within their bounds.
    fn contradictions(&self) -> Vec<FieldFault> {
        Vec::new()
    }
}

/// Whether mail can be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MailService {
    /// No: every offer of a mailed code becomes *ask the person who invited you*.
    #[default]
    Absent,
    /// Yes.
    Configured,
}

/// The configuration as it is now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteConfig {
    /// Module `invitetomedia`.
    pub invite_to_media: InviteToMedia,
    /// Module `mediacollaboration`.
    pub media_collaboration: MediaCollaboration,
    /// Module `categories`.
    pub categories: Categories,
    /// Module `channels`.
    pub channels: Channels,
    /// Module `moderation`.
    pub moderation: Moderation,
    /// Module `mymedia`.
    pub my_media: MyMedia,
    /// Module `player`.
    pub player: Player,
    /// Module `theming`.
    pub theming: Theming,
    /// Module `navigation`.
    pub navigation: Navigation,
    /// Module `languages`.
    pub languages: Languages,
    /// Module `timeanddate`.
    pub time_and_date: TimeAndDate,
    /// Module `meetingentry`.
    pub meeting_entry: MeetingEntry,
    /// Module `users`.
    pub users: Users,
    /// Module `emailservice`.
    pub email_service: EmailService,
    /// Module `auth`.
    pub auth: Auth,
    /// Module `emaillogin`.
    pub email_login: EmailLogin,
    /// Module `login`.
    pub login: Login,
    /// Module `security`.
    pub security: Security,
    /// Module `privacy`.
    pub privacy: Privacy,
    /// Module `outgoing`.
    pub outgoing: Outgoing,
    /// Whether mail can be sent: follows from module `emailservice`.
    pub mail: MailService,
}

/// A field of a module, as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its description.
    pub spec: &'static FieldSpec,
    /// What it is set to.
    pub value: Value,
    /// What it is set to on a fresh site.
    pub default: Value,
}

impl SiteConfig {
    /// Whether links to entries of this kind work at all (invitations.md, row 2).
    pub const fn links_work_for(&self, kind: EntryKind) -> bool {
        self.invite_to_media.enabled
            && self.theming.mediapage
            && (self.meeting_entry.enabled || !kind.is_room())
    }

    /// Whether codes can be mailed.
    pub const fn mails(&self) -> bool {
        matches!(self.mail, MailService::Configured)
    }

    /// Whether links can be mailed: there is a mail service, and a template for them.
    pub fn mails_invites(&self) -> bool {
        self.mails() && !self.invite_to_media.invite_email_template.is_empty()
    }

    /// By what members sign in who read their mail; nothing if they cannot.
    pub fn signs_in_by_mail(&self) -> Option<LoginMail> {
        (self.email_login.enabled && self.mails()).then_some(self.email_login.method)
    }

    /// Whether a forgotten password is set anew by mail.
    pub fn resets_by_mail(&self) -> bool {
        self.auth.password && self.email_login.password_reset && self.mails()
    }

    /// What holds for every gallery.
    pub const fn gallery_rules(&self) -> GalleryRules {
        GalleryRules {
            contribute: self.categories.contributors,
            moderators: self.moderation.gallery_moderators,
        }
    }

    /// The fields of a module; `None` if there is no such module.
    pub fn fields(&self, module: &str) -> Option<Vec<Field>> {
        let spec = MODULES.iter().find(|spec| spec.name == module)?;
        let fresh = Self::default();
        let field = |field: &'static FieldSpec| {
            let value = self.value(module, field.name)?;
            Some(Field {
                spec: field,
                value,
                default: fresh.value(module, field.name)?,
            })
        };
        spec.fields.iter().map(field).collect()
    }

    /// A module's fields as text, to be stored and exported.
    pub fn written(&self, module: &str) -> Option<Submitted> {
        let fields = self.fields(module)?;
        Some(
            fields
                .into_iter()
                .map(|field| (field.spec.name.to_owned(), field.value.written()))
                .collect(),
        )
    }

    /// This configuration with a module's fields set as submitted: all of them, or
    /// none and every fault, one per field. `None` if there is no such module.
    pub fn apply(
        &self,
        module: &str,
        submitted: &Submitted,
    ) -> Option<Result<Self, Vec<FieldFault>>> {
        let mut changed = self.clone();
        let faults = changed.restore(module, submitted)?;
        Some(if faults.is_empty() {
            Ok(changed)
        } else {
            Err(faults)
        })
    }

    /// Sets what can be set, for reading what was stored: by a newer version of Usher,
    /// too. Answers what could not. `None` if there is no such module.
    pub fn restore(&mut self, module: &str, submitted: &Submitted) -> Option<Vec<FieldFault>> {
        match module {
            "invitetomedia" => Some(set_all(&mut self.invite_to_media, submitted)),
            "mediacollaboration" => Some(set_all(&mut self.media_collaboration, submitted)),
            "categories" => Some(set_all(&mut self.categories, submitted)),
            "channels" => Some(set_all(&mut self.channels, submitted)),
            "moderation" => Some(set_all(&mut self.moderation, submitted)),
            "mymedia" => Some(set_all(&mut self.my_media, submitted)),
            "player" => Some(set_all(&mut self.player, submitted)),
            "theming" => Some(set_all(&mut self.theming, submitted)),
            "navigation" => Some(set_all(&mut self.navigation, submitted)),
            "languages" => Some(set_all(&mut self.languages, submitted)),
            "timeanddate" => Some(set_all(&mut self.time_and_date, submitted)),
            "meetingentry" => Some(set_all(&mut self.meeting_entry, submitted)),
            "auth" => Some(set_all(&mut self.auth, submitted)),
            "login" => Some(set_all(&mut self.login, submitted)),
            "emaillogin" => Some(set_all(&mut self.email_login, submitted)),
            "security" => Some(set_all(&mut self.security, submitted)),
            "outgoing" => Some(set_all(&mut self.outgoing, submitted)),
            "users" => Some(set_all(&mut self.users, submitted)),
            "privacy" => Some(set_all(&mut self.privacy, submitted)),
            "emailservice" => {
                let faults = set_all(&mut self.email_service, submitted);
                self.mail = self.email_service.service();
                Some(faults)
            }
            _ => None,
        }
    }

    fn value(&self, module: &str, field: &str) -> Option<Value> {
        match module {
            "invitetomedia" => self.invite_to_media.value(field),
            "mediacollaboration" => self.media_collaboration.value(field),
            "categories" => self.categories.value(field),
            "channels" => self.channels.value(field),
            "moderation" => self.moderation.value(field),
            "mymedia" => self.my_media.value(field),
            "player" => self.player.value(field),
            "theming" => self.theming.value(field),
            "navigation" => self.navigation.value(field),
            "languages" => self.languages.value(field),
            "timeanddate" => self.time_and_date.value(field),
            "meetingentry" => self.meeting_entry.value(field),
            "users" => self.users.value(field),
            "privacy" => self.privacy.value(field),
            "emailservice" => self.email_service.value(field),
            "auth" => self.auth.value(field),
            "login" => self.login.value(field),
            "emaillogin" => self.email_login.value(field),
            "security" => self.security.value(field),
            "outgoing" => self.outgoing.value(field),
            _ => None,
        }
    }
}

fn set_all<M: Module>(module: &mut M, submitted: &Submitted) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    for (name, values) in submitted {
        let parsed = match M::SPEC.field(name) {
            Some(field) => field.control.parse(values),
            None => Err(FieldError::UnknownField),
        };
        match parsed {
            Ok(value) => module.set(name, value),
            Err(error) => faults.push(FieldFault {
                field: name.clone(),
                error,
            }),
        }
    }
    let between = module.contradictions();
    faults.extend(
        between
            .into_iter()
            .filter(|fault| submitted.contains_key(&fault.field)),
    );
    faults
}
