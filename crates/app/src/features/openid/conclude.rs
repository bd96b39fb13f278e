//! What follows from an assertion, in one transaction: facts, decision, deed, session.

use serde_json::json;
use usher_db::{Error, Tx};
use usher_domain::{
    clock::{Entropy, Timestamp},
    config::Provider,
    email::Email,
    ids::{AccountId, IdentityId},
    sign_in::{
        Address, Claims, Facts, Follows, Names, Purpose, Refusal, Trust, Unknown, believed,
        entitled, what_follows,
    },
    text::PersonName,
};

use super::{
    give::give,
    store::{self, NewIdentity},
};
use crate::features::{
    accounts::{
        Member,
        store::{self as accounts, NewAccount},
    },
    admin,
    audit::{self, Deed},
};

/// What a provider asserted, verified.
#[derive(Clone)]
pub(super) struct Assertion {
    /// The provider as it was set up when it was asked.
    pub(super) provider: Provider,
    pub(super) subject: String,
    pub(super) claims: Claims,
    pub(super) purpose: Purpose,
}

/// The provider as it is set up now, if it is still the one that was asked.
pub(super) fn still(tx: &Tx, asked: &Provider) -> Result<Option<Provider>, Error> {
    let mut site = admin::load_settings(tx)?;
    let same = |one: &Provider| {
        one.id == asked.id && one.issuer == asked.issuer && one.client_id == asked.client_id
    };
    let at = site.auth.providers.iter().position(same);
    Ok(at.map(|at| site.auth.providers.swap_remove(at)))
}

/// The member who is let in; else what follows instead, and nothing was written.
pub(super) fn conclude(
    tx: &Tx,
    assertion: &Assertion,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<Result<Member, Follows>, Error> {
    let Some(provider) = still(tx, &assertion.provider)? else {
        return Ok(Err(Follows::Refused(Refusal::SwitchedOff)));
    };
    let claims = &assertion.claims;
    let address = claims.address(provider.unsaid_is_verified);
    let trust = Trust {
        switched_on: provider.enabled,
        may_create: provider.may_create,
        for_the_domain: match &address {
            Address::Verified(email) => provider.trusted_domains.name(email.domain()),
            _ => false,
        },
    };
    let found = store::find(tx, &provider.issuer, &assertion.subject)?;
    let address_taken = match believed(&address, trust) {
        Ok(email) if found.is_none() => accounts::by_email(tx, email)?.is_some(),
        _ => false,
    };
    let facts = Facts {
        purpose: assertion.purpose,
        trust,
        known: found.as_ref().map(|(_, known)| *known),
        address,
        address_taken,
    };
    let (account, identity) = match (what_follows(&facts), found) {
        (Follows::SignIn(account), Some((identity, _))) => (account, identity),
        (Follows::Create(email), _) => match claims.names().or_else(|| nameless(&email)) {
            Some(named) => create(tx, &provider, assertion, (&email, named), now, entropy)?,
            None => return Ok(Err(Follows::OfferAfterProof(Unknown::AddressMalformed))),
        },
        (other, _) => return Ok(Err(other)),
    };
    let Some(member) = accounts::by_id(tx, account)? else {
        return Ok(Err(Follows::Refused(Refusal::Suspended)));
    };
    let gives = entitled(&provider, claims);
    let shown = claims.shown();
    let member = give(tx, (&member, identity), (&gives, &shown), now, entropy)?;
    Ok(Ok(member))
}

fn create(
    tx: &Tx,
    provider: &Provider,
    assertion: &Assertion,
    (email, named): (&Email, Names),
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<(AccountId, IdentityId), Error> {
    let Names { first, last } = named;
    let new = NewAccount {
        email: email.clone(),
        first_name: first,
        last_name: last,
        role: provider.role,
        site_admin: false,
        password_hash: None,
    };
    let account = accounts::create(tx, &new, now, entropy)?;
    accounts::vouched_by_provider(tx, email)?;
    let who = (assertion.subject.as_str(), assertion.claims.shown());
    let identity = connect(tx, provider, (who.0, &who.1), account, now, entropy)?;
    let detail = json!({ "role": provider.role.as_str(), "site_admin": false, "provider": provider.id.as_str() });
    let deed = Deed::of(account, "create_account")
        .to(account)
        .to_person(account);
    audit::note(tx, now, &deed.with(detail))?;
    Ok((account, identity))
}

/// Connects an identity with an account, and writes that down.
pub(super) fn connect(
    tx: &Tx,
    provider: &Provider,
    (subject, shown): (&str, &str),
    account: AccountId,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<IdentityId, Error> {
    let new = NewIdentity {
        id: IdentityId::new(now, entropy),
        issuer: &provider.issuer,
        subject,
        account,
        shown,
    };
    store::connect(tx, &new, now)?;
    let deed = Deed::of(account, "identity_linked")
        .to(new.id)
        .to_person(account);
    audit::note(
        tx,
        now,
        &deed.with(json!({ "provider": provider.id.as_str() })),
    )?;
    Ok(new.id)
}

/// Somebody whom the provider does not call anything is called by their address.
fn nameless(email: &Email) -> Option<Names> {
    let called: String = email.as_str().chars().take(100).collect();
    let first = PersonName::parse(&called).ok()?;
    Some(Names { first, last: None })
}
