//! A provider's page as the template shows it.

use std::collections::BTreeMap;

use askama::Template;
use axum::{http::StatusCode, response::Response};
use usher_domain::{
    access::AppRole,
    config::{Provider, Sealed, WrittenProvider},
};

use super::{MODULE, held, part_key, spec};
use crate::{
    App,
    features::{
        admin::{Nav, pages::SavedView, secrets},
        openid::{self, Checked},
    },
    http::{
        fault::{Fault, FieldFault},
        form::{Errors, Summary},
        page::Page,
        render::{PageTemplate, page},
        visit::Visit,
    },
};

/// A provider as it stands in the form.
pub(super) struct Draft {
    pub(super) typed: WrittenProvider,
    /// Whether there is none of its name yet.
    pub(super) is_new: bool,
    /// The version it is typed on; none is the version as it is now.
    pub(super) version: Option<i64>,
    pub(super) faults: Vec<FieldFault>,
    pub(super) checked: Option<Checked>,
    /// Whether somebody else saved meanwhile.
    pub(super) stale: bool,
}

impl Draft {
    pub(super) fn saved(provider: &Provider) -> Self {
        Self {
            typed: WrittenProvider {
                secret: None,
                ..provider.written()
            },
            is_new: false,
            version: None,
            faults: Vec::new(),
            checked: None,
            stale: false,
        }
    }

    pub(super) fn fresh() -> Self {
        Self {
            typed: WrittenProvider::default(),
            is_new: true,
            version: None,
            faults: Vec::new(),
            checked: None,
            stale: false,
        }
    }
}

#[derive(Template)]
#[template(path = "admin/templates/provider.html")]
struct ProviderPage {
    page: Page,
    nav: Nav,
    heading: String,
    action: String,
    is_new: bool,
    typed: WrittenProvider,
    unsaved: Unsaved,
    trusted_domains: String,
    roles: String,
    groups: String,
    app_roles: Vec<(String, String)>,
    /// What stands about the secret.
    secret_state: String,
    /// What was typed and is not saved yet, sealed.
    secret_typed: Option<String>,
    has_secret: bool,
    redirect_uri: String,
    version: i64,
    saved: Option<SavedView>,
    /// Who saved meanwhile, if somebody did.
    conflict: Option<SavedView>,
    checked: Option<Checked>,
    errors: Errors,
    summary: Summary,
}

/// Which parts of the page say something else than what is saved.
struct Unsaved {
    provider: bool,
    newcomers: bool,
    gives: bool,
}

impl Unsaved {
    fn of(typed: &WrittenProvider, before: Option<&Provider>) -> Self {
        let saved = before.map_or_else(WrittenProvider::default, |before| WrittenProvider {
            secret: None,
            ..before.written()
        });
        let provider = |one: &WrittenProvider| {
            let WrittenProvider {
                name,
                enabled,
                issuer,
                client_id,
                secret,
                scopes,
                ..
            } = one.clone();
            (name, enabled, issuer, client_id, secret, scopes)
        };
        let newcomers = |one: &WrittenProvider| {
            let domains = one.trusted_domains.clone();
            let role = one.role.clone();
            (domains, one.may_create, one.unsaid_is_verified, role)
        };
        let gives = |one: &WrittenProvider| {
            let claims = (one.role_claim.clone(), one.group_claim.clone());
            (claims, one.roles.clone(), one.groups.clone())
        };
        Self {
            provider: provider(typed) != provider(&saved),
            newcomers: newcomers(typed) != newcomers(&saved),
            gives: gives(typed) != gives(&saved),
        }
    }
}

impl PageTemplate for ProviderPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl ProviderPage {
    fn label(&self, part: &str) -> crate::words::Message {
        self.page.msg(&part_key(part, "label"))
    }

    fn help(&self, part: &str) -> String {
        self.page.msg(&part_key(part, "help")).to_string()
    }
}

pub(super) async fn show(
    app: &App,
    visit: &Visit,
    status: StatusCode,
    draft: Draft,
) -> Result<Response, Fault> {
    let held = held(app).await?;
    let words = &visit.words;
    let typed = draft.typed;
    let before = held.config.auth.provider(&typed.id);
    let unsaved = Unsaved::of(&typed, before);
    let stays = before.filter(|before| !draft.is_new && before.issuer == typed.issuer);
    let has_secret = stays.is_some_and(|before| before.secret.sealed().is_some());
    let secret_typed = typed.secret.clone().filter(|secret| secret != Sealed::NONE);
    let secret_state = if secret_typed.is_some() {
        "console-secret-typed"
    } else if has_secret {
        "console-secret-set"
    } else {
        "console-secret-not-set"
    };
    let heading = match (before, draft.is_new) {
        (Some(provider), false) => provider.name.clone(),
        _ => words.say("openid-new-title").to_string(),
    };
    let roles = AppRole::ALL.iter().map(|role| {
        let key = format!("approle-{}", role.as_str().replace('_', "-"));
        (role.to_string(), words.say(key).to_string())
    });
    let errors = Errors::new(words, &draft.faults);
    let labels = labels();
    let saving = |key: &str| {
        let last = held.last.as_ref();
        last.map(|saving| SavedView::new(visit, saving, key))
    };
    let template = ProviderPage {
        nav: Nav::module(words, spec()?),
        action: if draft.is_new {
            format!("/admin/config/tab/{MODULE}/providers/new")
        } else {
            super::path(&typed.id)
        },
        is_new: draft.is_new,
        unsaved,
        trusted_domains: typed.trusted_domains.join("\n"),
        roles: typed.roles.join("\n"),
        groups: typed.groups.join("\n"),
        app_roles: roles.collect(),
        secret_state: words.say(secret_state).to_string(),
        secret_typed,
        has_secret,
        redirect_uri: if typed.id.is_empty() || draft.is_new {
            String::new()
        } else {
            openid::redirect_uri(app, &typed.id)
        },
        version: draft.version.unwrap_or(held.version),
        saved: saving("console-saved-by"),
        conflict: draft.stale.then(|| saving("console-conflict")).flatten(),
        checked: draft.checked,
        summary: errors.summary(words, |part| labels.get(part).copied()),
        errors,
        page: Page::new(app, visit, &heading).island("islands/console-form.js"),
        heading,
        typed,
    };
    page(status, &template)
}

/// The labels of all parts, by part: for the summary of errors.
fn labels() -> BTreeMap<&'static str, &'static str> {
    [
        ("id", "openid-part-id-label"),
        ("name", "openid-part-name-label"),
        ("issuer", "openid-part-issuer-label"),
        ("clientId", "openid-part-clientid-label"),
        ("secret", "openid-part-secret-label"),
        ("scopes", "openid-part-scopes-label"),
        ("trustedDomains", "openid-part-trusteddomains-label"),
        ("role", "openid-part-role-label"),
        ("roleClaim", "openid-part-roleclaim-label"),
        ("roles", "openid-part-roles-label"),
        ("groupClaim", "openid-part-groupclaim-label"),
        ("groups", "openid-part-groups-label"),
    ]
    .into()
}

/// What a form says of a provider, its secret sealed. Of the pairs that stand for one part the last
/// that says something counts.
pub(super) fn read(app: &App, pairs: &[(String, String)], id: Option<&str>) -> WrittenProvider {
    let all = |part: &str| {
        let part = part.to_owned();
        pairs
            .iter()
            .filter(move |(name, _)| *name == part)
            .map(|(_, value)| value.as_str())
    };
    let last = |part: &str| all(part).next_back().unwrap_or_default().trim().to_owned();
    let is_on = |part: &str| last(part) == "true";
    let lines = |part: &str| {
        let text = last(part);
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let secret = all("secret").rfind(|value| !value.is_empty());
    let secret = secret.filter(|secret| secret.chars().count() <= Sealed::LONGEST + 600);
    let sealer = app.sealer();
    WrittenProvider {
        id: id.map_or_else(|| last("id"), str::to_owned),
        name: last("name"),
        enabled: is_on("enabled"),
        issuer: last("issuer"),
        client_id: last("clientId"),
        secret: secret.map(|secret| secrets::sealed_or(secret.to_owned(), &sealer)),
        scopes: last("scopes"),
        trusted_domains: lines("trustedDomains"),
        may_create: is_on("mayCreate"),
        unsaid_is_verified: is_on("unsaidIsVerified"),
        role: last("role"),
        role_claim: last("roleClaim"),
        roles: lines("roles"),
        group_claim: last("groupClaim"),
        groups: lines("groups"),
    }
}

/// What is wrong with a part, for its place in the form.
pub(super) fn fault(fault: &usher_domain::config::FieldFault) -> FieldFault {
    use usher_domain::config::FieldError;
    let told = FieldFault::new(&*fault.field, fault.error.code());
    match &fault.error {
        FieldError::NotAScope { text } | FieldError::NotAMapping { text } => {
            told.with("text", text)
        }
        FieldError::NotADomain { text } => told.with("text", text).with("meant", "none"),
        FieldError::TooLong { max } | FieldError::TooMany { max } => told.with("max", max),
        _ => told,
    }
}
