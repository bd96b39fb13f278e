//! What is known of somebody once the provider was asked.

use serde_json::{Map, Value};
use usher_domain::{config::Provider, sign_in::Claims};

use super::{
    protocol::{self, Verified},
    trouble::NotSignedIn,
};
use crate::App;

/// The token's claims, and where something in them is missing what the provider tells beside it.
pub(super) async fn gather(
    app: &App,
    provider: &Provider,
    verified: &Verified,
) -> Result<Claims, NotSignedIn> {
    let mut told = verified.claims.clone();
    let claims = Claims::new(told.clone());
    let mapped = [&provider.role_claim, &provider.group_claim];
    let complete = claims.has("email")
        && claims.names().is_some()
        && mapped
            .iter()
            .all(|claim| claim.is_empty() || claims.has(claim));
    if complete {
        return Ok(claims);
    }
    let more = protocol::more_of(app, verified).await?;
    // What is said of an address is said of that one and of no other.
    if !told.contains_key("email") {
        told.remove("email_verified");
    }
    let more = without_foreign_word(&told, more);
    let mut claims = Claims::new(told);
    claims.fill_in(more);
    Ok(claims)
}

fn without_foreign_word(
    told: &Map<String, Value>,
    mut more: Map<String, Value>,
) -> Map<String, Value> {
    if told.contains_key("email") {
        more.remove("email_verified");
    }
    more
}
