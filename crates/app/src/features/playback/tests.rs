mod address;
mod bytes;
mod events;
mod kept;
mod ladder;
mod plays;
mod revoked;
mod sandbox;
mod shortcut;

use usher_domain::{
    access::AppRole,
    ids::{AccountId, EntryId},
    media::{EntryKind, PublishStatus},
};

use crate::testing::Hub;

/// A hub with one film in it.
struct Cinema {
    hub: Hub,
    owner: AccountId,
    film: EntryId,
    bytes: Vec<u8>,
}

/// A private film of 1,000,003 bytes, none like its neighbours.
async fn cinema() -> Cinema {
    let hub = Hub::new();
    let owner = hub.account("grace@uni.edu", AppRole::PrivateOnly).await;
    let film = hub
        .entry(owner, EntryKind::Video, PublishStatus::Private)
        .await;
    let bytes: Vec<u8> = (0..1_000_003_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    hub.fill(film, bytes.clone(), ("week 3.mp4", "video/mp4"))
        .await;
    Cinema {
        hub,
        owner,
        film,
        bytes,
    }
}
