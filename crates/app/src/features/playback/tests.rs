mod address;
mod bytes;
mod events;
mod kept;
mod ladder;
mod plays;
mod revoked;
mod sandbox;
mod shortcut;

use ::bytes::Bytes;
use usher_db::params;
use usher_domain::{
    access::AppRole,
    clock::{SeededEntropy, Timestamp},
    ids::{AccountId, CaptionId, EntryId},
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

impl Cinema {
    /// Gives the film captions in English.
    async fn caption(&self, vtt: &'static [u8]) -> CaptionId {
        let (hub, film) = (&self.hub, self.film);
        let kind = ("en.vtt", "text/vtt; charset=utf-8");
        let blob = hub
            .blob(film, "caption", Bytes::from_static(vtt), kind)
            .await;
        let caption = CaptionId::new(Timestamp::from_secs(1), &SeededEntropy::new(1));
        hub.write(move |tx| {
            tx.execute(
                "INSERT INTO captions (id, entry_id, lang, label, blob_id)
                 VALUES ($1, $2, 'en', 'English', $3)",
                params![caption, film, blob],
            )
        })
        .await;
        caption
    }
}
