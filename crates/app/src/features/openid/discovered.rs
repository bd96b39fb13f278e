//! What providers say of themselves: asked for when it is first needed, and again after an hour.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use openidconnect::{
    AdditionalProviderMetadata, IssuerUrl, JsonWebKeySet, ProviderMetadata,
    core::{
        CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType,
        CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm,
        CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
    },
};
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use usher_domain::clock::Timestamp;
use usher_outbound::Trouble;

use super::{protocol, trouble::NotSignedIn};
use crate::App;

/// How long it is believed.
const FRESH: Duration = Duration::from_hours(1);
/// How long it is used where the provider cannot be asked again.
const USABLE: Duration = Duration::from_hours(24);
/// How long after a failure nobody asks again.
const PAUSE: Duration = Duration::from_secs(5);
/// The most issuers that are remembered: more than a hub can have at once.
const REMEMBERED: usize = 60;

/// What the library does not read of a provider's description.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct More {
    /// Whether its answers always name it (RFC 9207).
    #[serde(default)]
    pub(super) authorization_response_iss_parameter_supported: bool,
    /// How it takes PKCE.
    #[serde(default)]
    pub(super) code_challenge_methods_supported: Option<Vec<String>>,
}

impl AdditionalProviderMetadata for More {}

/// A provider's description of itself.
pub(super) type Metadata = ProviderMetadata<
    More,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// Its public keys.
pub(super) type Keys = JsonWebKeySet<CoreJsonWebKey>;

#[derive(Clone)]
struct Known {
    at: Timestamp,
    metadata: Arc<Metadata>,
}

#[derive(Default)]
struct Slot {
    known: Option<Known>,
    failed: Option<(Timestamp, NotSignedIn)>,
}

/// Every provider that was asked; each is asked once at a time.
#[derive(Default)]
pub struct Discovered(Mutex<BTreeMap<String, Arc<tokio::sync::Mutex<Slot>>>>);

impl Discovered {
    fn slot(&self, issuer: &str) -> Arc<tokio::sync::Mutex<Slot>> {
        let mut slots = self.0.lock();
        if slots.len() >= REMEMBERED && !slots.contains_key(issuer) {
            slots.clear();
        }
        Arc::clone(slots.entry(issuer.to_owned()).or_default())
    }
}

/// What the issuer says of itself, its keys included.
pub(super) async fn of(app: &App, issuer: &str) -> Result<Arc<Metadata>, NotSignedIn> {
    let slot = app.openid.slot(issuer);
    let mut slot = slot.lock().await;
    let now = app.now();
    let within = |at: Timestamp, time: Duration| at <= now && now < at.after(time);
    if let Some(known) = &slot.known
        && within(known.at, FRESH)
    {
        return Ok(Arc::clone(&known.metadata));
    }
    let usable = slot.known.as_ref().filter(|known| within(known.at, USABLE));
    let usable = usable.map(|known| Arc::clone(&known.metadata));
    if let Some((at, why)) = &slot.failed
        && within(*at, PAUSE)
    {
        return usable.ok_or_else(|| why.clone());
    }
    match discover(app, issuer).await {
        Ok(metadata) => {
            let metadata = Arc::new(metadata);
            slot.failed = None;
            slot.known = Some(Known {
                at: now,
                metadata: Arc::clone(&metadata),
            });
            Ok(metadata)
        }
        Err(why) => {
            slot.failed = Some((now, why.clone()));
            usable.ok_or(why)
        }
    }
}

/// Keys that came later than the description: the next who asks has them.
pub(super) async fn learn(app: &App, issuer: &str, keys: Keys) {
    let slot = app.openid.slot(issuer);
    let mut slot = slot.lock().await;
    if let Some(known) = &mut slot.known {
        known.metadata = Arc::new((*known.metadata).clone().set_jwks(keys));
    }
}

/// Asks it now.
pub(super) async fn discover(app: &App, issuer: &str) -> Result<Metadata, NotSignedIn> {
    let unread = |_| NotSignedIn::Unreachable(Trouble::NoAddress(issuer.to_owned()));
    let url = IssuerUrl::new(issuer.to_owned()).map_err(unread)?;
    let http = protocol::asking(app);
    let found = Metadata::discover_async(url, &http).await;
    found.map_err(protocol::not_discovered)
}
