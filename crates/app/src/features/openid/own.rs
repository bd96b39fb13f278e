//! The identities of one's own account: shown on its page, taken away here.

use axum::{extract::State, response::Response};
use serde::Deserialize;
use serde_json::json;
use usher_db::{Error, Tx};
use usher_domain::{
    access::Action,
    config::SiteConfig,
    ids::{AccountId, IdentityId},
};

use super::store;
use crate::{
    App,
    features::audit::{self, Deed},
    http::{
        body::Form,
        fault::Fault,
        render::see_other_saying,
        routes::Routes,
        time::{in_zone, rfc3339},
        visit::Visit,
    },
    words::Words,
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.post("/account/identities", Action::UseOwnAccount, unlink)
}

/// An identity as its owner sees it.
pub struct IdentityView {
    /// Its id.
    pub id: String,
    /// What the provider's button says; its host, where it is no longer set up.
    pub provider: String,
    /// Who it is.
    pub issuer: String,
    /// What they are called there.
    pub shown: String,
    /// Whether people can sign in by it now.
    pub offered: bool,
    /// RFC 3339 and in words, if it was ever used.
    pub used: Option<(String, String)>,
}

/// What the providers are called that an account is connected with.
pub fn names_of(tx: &Tx, site: &SiteConfig, account: AccountId) -> Result<Vec<String>, Error> {
    let all = store::of_account(tx, account)?;
    Ok(all.iter().map(|one| called(site, &one.issuer)).collect())
}

/// What a provider's button says; its issuer, where it is no longer set up.
fn called(site: &SiteConfig, issuer: &str) -> String {
    let of_it = || {
        let providers = site.auth.providers.iter();
        providers.filter(|provider| provider.issuer == issuer)
    };
    let provider = of_it().find(|one| one.enabled).or_else(|| of_it().next());
    provider.map_or_else(|| issuer.to_owned(), |provider| provider.name.clone())
}

impl IdentityView {
    /// Every identity of an account.
    pub fn all(
        tx: &Tx,
        site: &SiteConfig,
        account: AccountId,
        (words, zone): (&Words, &str),
    ) -> Result<Vec<Self>, Error> {
        let all = store::of_account(tx, account)?;
        Ok(all
            .into_iter()
            .map(|identity| Self {
                id: identity.id.to_string(),
                provider: called(site, &identity.issuer),
                offered: site.auth.offers(&identity.issuer),
                issuer: identity.issuer,
                shown: identity.shown,
                used: identity
                    .used_at
                    .map(|at| (rfc3339(at), in_zone(words, at, zone))),
            })
            .collect())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Which {
    unlink: String,
}

/// Takes one away, unless nothing else would let its person in.
async fn unlink(
    State(app): State<App>,
    visit: Visit,
    Form(Which { unlink }): Form<Which>,
) -> Result<Response, Fault> {
    let account = visit.member()?.id;
    let id: IdentityId = unlink.parse().map_err(|_| Fault::not_found())?;
    let (site, now, from) = (app.settings.now(), app.now(), visit.address);
    let take = move |tx: &Tx| -> Result<&'static str, Fault> {
        let identities = store::of_account(tx, account)?;
        // Whoever presses twice is told nothing the second time.
        let Some(identity) = identities.into_iter().find(|one| one.id == id) else {
            return Ok("said-identity-unlinked");
        };
        let counts = site.auth.offers(&identity.issuer);
        if counts && !store::ways_in(tx, &site, account)?.beside_one_provider() {
            return Ok("said-identity-last");
        }
        store::disconnect(tx, &identity)?;
        let deed = Deed::of(account, "identity_unlinked").to(id).from(from);
        let detail = json!({ "issuer": identity.issuer });
        audit::note(tx, now, &deed.to_person(account).with(detail))?;
        Ok("said-identity-unlinked")
    };
    let said = app.parts.db.write(take).await?;
    Ok(see_other_saying("/account", said))
}
