use std::{num::NonZeroU32, time::Duration};

use crate::{
    access::AppRole,
    email::DomainRules,
    invite::{LobbyProof, UsesAllowed},
    names::named,
};

use super::{
    Control, FieldError, FieldFault, FieldSpec, LobbyProofs, Module, ModuleGroup, ModuleSpec,
    Subjects, Unit, Value,
};

/// After so many moves by its holder, a seat needs the inviter to move again.
const MOVES: u32 = 3;

/// A year, in minutes: the longest that any of the durations may be set to.
const YEAR: i64 = 525_600;

named! {
    /// Who may invite, beside being a collaborator of the entry.
    pub enum AllowedUsersRoles {
        /// Members of this application role or a higher one.
        PrivateOnly = "private_only",
        /// Members of this application role or a higher one.
        Admin = "admin",
        /// Members of this application role.
        UnmoderatedAdmin = "unmoderated_admin",
        /// The members and groups of `AllowedUsers`.
        Specific = "specific",
    }
}

impl AllowedUsersRoles {
    /// The lowest application role that may invite, unless persons are named.
    pub const fn lowest(self) -> Option<AppRole> {
        match self {
            Self::PrivateOnly => Some(AppRole::PrivateOnly),
            Self::Admin => Some(AppRole::Admin),
            Self::UnmoderatedAdmin => Some(AppRole::UnmoderatedAdmin),
            Self::Specific => None,
        }
    }
}

named! {
    /// What a guest's invite does in a second browser.
    pub enum SeatRule {
        /// It is refused, whatever uses are left.
        Strict = "strict",
        /// A further use moves the seat there and signs the first browser out.
        Follows = "follows",
    }
}

named! {
    /// Whom the type-ahead over existing people finds.
    pub enum DirectorySearch {
        /// Everybody whose name or address begins as typed.
        Full = "full",
        /// Whoever has the address that was typed in full.
        Exact = "exact",
        /// Nobody.
        Off = "off",
    }
}

/// Module `invitetomedia`. Field names outside of the code are those of the
/// console (admin.md).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InviteToMedia {
    /// Whether members may invite and links work.
    pub enabled: bool,
    /// How long a link works, in minutes, unless the inviter chooses otherwise.
    pub link_duration: u32,
    /// The longest that an inviter may choose, in minutes.
    pub max_link_duration: u32,
    /// How many uses a link has.
    pub link_reusability: UsesAllowed,
    /// Who may invite.
    pub allowed_users_roles: AllowedUsersRoles,
    /// Who may invite when `AllowedUsersRoles` is `specific`.
    pub allowed_users: Subjects,
    /// Domains whose people sign in with the organisation and are not to be invited
    /// as newcomers.
    pub restrict_new_user_domains: DomainRules,
    /// Whether people of a domain with a sign-in of its own are sent there first.
    pub home_domain_redirect: bool,
    /// What a second browser is told.
    pub seat_rule: SeatRule,
    /// How long a person may watch from the first use on, in minutes, if the link
    /// ends sooner.
    pub access_duration: u32,
    /// Whom inviters find while they type.
    pub directory_search: DirectorySearch,
    /// What the lobby asks for.
    pub lobby_proof: LobbyProofs,
    /// Whether an invitee may move the seat without the inviter.
    pub self_service_move: bool,
    /// The mail template that invitations are sent by; empty: none are.
    pub invite_email_template: String,
    /// Whether guest links can be made and work.
    pub guest_links: bool,
    /// The most days that a guest link may work; nothing: any number, and for ever.
    pub guest_link_days: Option<NonZeroU32>,
    /// The most uses that a guest link may have.
    pub guest_link_uses: UsesAllowed,
}

impl Default for InviteToMedia {
    fn default() -> Self {
        Self {
            enabled: true,
            link_duration: 1440,
            max_link_duration: YEAR as u32,
            link_reusability: UsesAllowed::ONCE,
            allowed_users_roles: AllowedUsersRoles::PrivateOnly,
            allowed_users: Subjects::default(),
            restrict_new_user_domains: DomainRules::default(),
            home_domain_redirect: false,
            seat_rule: SeatRule::Strict,
            access_duration: 1440,
            directory_search: DirectorySearch::Full,
            lobby_proof: LobbyProofs::default(),
            self_service_move: true,
            invite_email_template: "invitation".to_owned(),
            guest_links: true,
            guest_link_days: None,
            guest_link_uses: UsesAllowed::Unlimited,
        }
    }
}

impl InviteToMedia {
    /// `LinkDuration` as a span, never beyond `MaxLinkDuration`.
    pub fn link_duration(&self) -> Duration {
        minutes(self.link_duration.min(self.max_link_duration))
    }

    /// `MaxLinkDuration` as a span.
    pub fn max_link_duration(&self) -> Duration {
        minutes(self.max_link_duration)
    }

    /// Whether an invitee whose seat was moved so often by themself may move it once more.
    pub fn lets_move(&self, moves: u32) -> bool {
        self.self_service_move && moves < MOVES
    }

    /// `AccessDuration` as a span.
    pub fn access_duration(&self) -> Duration {
        minutes(self.access_duration)
    }
}

fn minutes(count: u32) -> Duration {
    Duration::from_mins(u64::from(count))
}

const MINUTES: Control = Control::Number {
    min: 1,
    max: YEAR,
    or: None,
    unit: Unit::Minutes,
};

/// What stands for no choice of one's own.
const AS_USUAL: &str = "default";

const PROOF: Control = Control::Choice {
    options: &[AS_USUAL, "typed", "mailed", "code"],
};

fn chosen(proof: Option<LobbyProof>) -> Value {
    Value::Choice(proof.map_or(AS_USUAL, LobbyProof::as_str))
}

impl Module for InviteToMedia {
    const SPEC: ModuleSpec = ModuleSpec {
        name: "invitetomedia",
        group: ModuleGroup::Custom,
        shown: true,
        fields: &[
            FieldSpec {
                name: "enabled",
                control: Control::Toggle,
                only_if: None,
            },
            FieldSpec {
                name: "LinkDuration",
                control: MINUTES,
                only_if: None,
            },
            FieldSpec {
                name: "MaxLinkDuration",
                control: MINUTES,
                only_if: None,
            },
            FieldSpec {
                name: "LinkReusability",
                control: Control::Number {
                    min: 1,
                    max: 1_000_000,
                    or: Some(-1),
                    unit: Unit::Uses,
                },
                only_if: None,
            },
            FieldSpec {
                name: "AllowedUsersRoles",
                control: Control::Choice {
                    options: &["private_only", "admin", "unmoderated_admin", "specific"],
                },
                only_if: None,
            },
            FieldSpec {
                name: "AllowedUsers",
                control: Control::Subjects,
                only_if: Some(("AllowedUsersRoles", "specific")),
            },
            FieldSpec {
                name: "RestrictNewUserDomains",
                control: Control::Domains,
                only_if: None,
            },
            FieldSpec {
                name: "HomeDomainRedirect",
                control: Control::Toggle,
                only_if: None,
            },
            FieldSpec {
                name: "inviteEmailTemplate",
                control: Control::Template,
                only_if: None,
            },
            FieldSpec {
                name: "SeatRule",
                control: Control::Choice {
                    options: &["strict", "follows"],
                },
                only_if: None,
            },
            FieldSpec {
                name: "SelfServiceMove",
                control: Control::Toggle,
                only_if: None,
            },
            FieldSpec {
                name: "LobbyProofViewer",
                control: PROOF,
                only_if: None,
            },
            FieldSpec {
                name: "LobbyProofSpeaker",
                control: PROOF,
                only_if: None,
            },
            FieldSpec {
                name: "LobbyProofModerator",
                control: PROOF,
                only_if: None,
            },
            FieldSpec {
                name: "AccessDuration",
                control: MINUTES,
                only_if: None,
            },
            FieldSpec {
                name: "DirectorySearch",
                control: Control::Choice {
                    options: &["full", "exact", "off"],
                },
                only_if: None,
            },
            FieldSpec {
                name: "GuestLinks",
                control: Control::Toggle,
                only_if: None,
            },
            FieldSpec {
                name: "GuestLinkDays",
                control: Control::Number {
                    min: 1,
                    max: 3_650,
                    or: Some(-1),
                    unit: Unit::Days,
                },
                only_if: None,
            },
            FieldSpec {
                name: "GuestLinkUses",
                control: Control::Number {
                    min: 1,
                    max: 1_000_000,
                    or: Some(-1),
                    unit: Unit::Uses,
                },
                only_if: None,
            },
        ],
    };

    fn value(&self, field: &str) -> Option<Value> {
        Some(match field {
            "enabled" => Value::Toggle(self.enabled),
            "LinkDuration" => Value::Number(self.link_duration.into()),
            "MaxLinkDuration" => Value::Number(self.max_link_duration.into()),
            "LinkReusability" => Value::Number(self.link_reusability.into()),
            "AllowedUsersRoles" => Value::Choice(self.allowed_users_roles.as_str()),
            "AllowedUsers" => Value::Subjects(self.allowed_users.clone()),
            "RestrictNewUserDomains" => Value::Domains(self.restrict_new_user_domains.clone()),
            "HomeDomainRedirect" => Value::Toggle(self.home_domain_redirect),
            "inviteEmailTemplate" => Value::Text(self.invite_email_template.clone()),
            "SeatRule" => Value::Choice(self.seat_rule.as_str()),
            "SelfServiceMove" => Value::Toggle(self.self_service_move),
            "LobbyProofViewer" => chosen(self.lobby_proof.viewer),
            "LobbyProofSpeaker" => chosen(self.lobby_proof.speaker),
            "LobbyProofModerator" => chosen(self.lobby_proof.moderator),
            "AccessDuration" => Value::Number(self.access_duration.into()),
            "DirectorySearch" => Value::Choice(self.directory_search.as_str()),
            "GuestLinks" => Value::Toggle(self.guest_links),
            "GuestLinkDays" => {
                Value::Number((self.guest_link_days).map_or(-1, |days| i64::from(days.get())))
            }
            "GuestLinkUses" => Value::Number(self.guest_link_uses.into()),
            _ => return None,
        })
    }

    fn set(&mut self, field: &str, value: Value) {
        // The controls' bounds hold by now, so that nothing is lost in narrowing.
        match (field, value) {
            ("enabled", Value::Toggle(yes)) => self.enabled = yes,
            ("LinkDuration", Value::Number(minutes)) => self.link_duration = minutes as u32,
            ("MaxLinkDuration", Value::Number(minutes)) => self.max_link_duration = minutes as u32,
            ("AccessDuration", Value::Number(minutes)) => self.access_duration = minutes as u32,
            ("LinkReusability", Value::Number(uses)) => {
                self.link_reusability = uses.try_into().unwrap_or(self.link_reusability);
            }
            ("AllowedUsersRoles", Value::Choice(option)) => {
                self.allowed_users_roles = option.parse().unwrap_or(self.allowed_users_roles);
            }
            ("AllowedUsers", Value::Subjects(subjects)) => self.allowed_users = subjects,
            ("RestrictNewUserDomains", Value::Domains(rules)) => {
                self.restrict_new_user_domains = rules;
            }
            ("HomeDomainRedirect", Value::Toggle(yes)) => self.home_domain_redirect = yes,
            ("inviteEmailTemplate", Value::Text(name)) => self.invite_email_template = name,
            ("SeatRule", Value::Choice(option)) => {
                self.seat_rule = option.parse().unwrap_or(self.seat_rule);
            }
            ("SelfServiceMove", Value::Toggle(yes)) => self.self_service_move = yes,
            // What is none of the proofs stands for no choice.
            ("LobbyProofViewer", Value::Choice(option)) => {
                self.lobby_proof.viewer = option.parse().ok();
            }
            ("LobbyProofSpeaker", Value::Choice(option)) => {
                self.lobby_proof.speaker = option.parse().ok();
            }
            ("LobbyProofModerator", Value::Choice(option)) => {
                self.lobby_proof.moderator = option.parse().ok();
            }
            ("DirectorySearch", Value::Choice(option)) => {
                self.directory_search = option.parse().unwrap_or(self.directory_search);
            }
            ("GuestLinks", Value::Toggle(yes)) => self.guest_links = yes,
            // -1 is no number of days.
            ("GuestLinkDays", Value::Number(days)) => {
                self.guest_link_days = u32::try_from(days).ok().and_then(NonZeroU32::new);
            }
            ("GuestLinkUses", Value::Number(uses)) => {
                self.guest_link_uses = uses.try_into().unwrap_or(self.guest_link_uses);
            }
            _ => {}
        }
    }

    fn contradictions(&self) -> Vec<FieldFault> {
        if self.link_duration <= self.max_link_duration {
            return Vec::new();
        }
        let error = FieldError::BeyondMaximum {
            max: self.max_link_duration.into(),
        };
        vec![FieldFault {
            field: "LinkDuration".to_owned(),
            error,
        }]
    }
}
