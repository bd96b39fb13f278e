//! What a site has beside entries and people, made with the ids that routes name.

use usher_db::params;
use usher_domain::{
    clock::Timestamp,
    ids::{AccountId, ChannelId, DeliveryId, GroupId, ImportId, PlaylistId, WebhookId},
};

use super::cast::Rank;
use crate::testing::Hub;

/// The ids of such things.
#[derive(Clone, Copy)]
pub(super) struct SiteThings {
    pub(super) group: GroupId,
    /// A channel that everybody sees and puts entries into.
    pub(super) channel: ChannelId,
    /// A table of people that was looked at.
    pub(super) import: ImportId,
    /// A webhook that nobody may ask, and something that was sent to it.
    pub(super) webhook: WebhookId,
    pub(super) delivery: DeliveryId,
}

impl SiteThings {
    pub(super) async fn on(hub: &Hub, dean: AccountId) -> Self {
        let (now, entropy) = (hub.now(), &*hub.app.parts.entropy);
        let things = Self {
            group: GroupId::new(now, entropy),
            channel: ChannelId::new(now, entropy),
            import: ImportId::new(now, entropy),
            webhook: WebhookId::new(now, entropy),
            delivery: DeliveryId::new(now, entropy),
        };
        hub.write(move |tx| things.write(tx, dean, now)).await;
        things
    }

    /// What somebody of that rank is in the channel, and a playlist of theirs.
    pub(super) fn give(
        self,
        tx: &usher_db::Tx,
        (account, rank): (AccountId, Rank),
        list: PlaylistId,
        now: Timestamp,
    ) -> Result<(), usher_db::Error> {
        if let Some(role) = rank.in_channel() {
            tx.execute(
                "INSERT INTO channel_members (channel_id, account_id, role, added_at)
                 VALUES ($1, $2, $3, $4)",
                params![self.channel, account, role.as_str(), now],
            )?;
        }
        tx.execute(
            "INSERT INTO playlists (id, owner_id, name, shared, created_at)
             VALUES ($1, $2, 'For later', 0, $3)",
            params![list, account, now],
        )
        .map(drop)
    }

    fn write(
        self,
        tx: &usher_db::Tx,
        dean: AccountId,
        now: Timestamp,
    ) -> Result<(), usher_db::Error> {
        tx.execute(
            "INSERT INTO groups (id, name, created_at) VALUES ($1, 'Film club', $2)",
            params![self.group, now],
        )?;
        tx.execute(
            "INSERT INTO channels (id, kind, name, description, audience, contributors, moderated, created_at, changed_at)
             VALUES ($1, 'channel', 'Film club', 'What we watch', 'everyone', 'everyone', 1, $2, $2)",
            params![self.channel, now],
        )?;
        tx.execute(
            "INSERT INTO webhooks (id, url, events, secret, created_at)
             VALUES ($1, 'https://127.0.0.1:1/hook', 'invite.joined', $2, $3)",
            params![self.webhook, &[1_u8; 32], now],
        )?;
        tx.execute(
            "INSERT INTO webhook_deliveries (id, webhook_id, event, number, body, state, created_at, queued_at)
             VALUES ($1, $2, 'test', 1, '{}', 'delivered', $3, $3)",
            params![self.delivery, self.webhook, now],
        )?;
        tx.execute(
            "INSERT INTO people_imports (id, account_id, created_at, content, report)
             VALUES ($1, $2, $3, 'email,first name\nli@uni.edu,Li', '{}')",
            params![self.import, dean, now],
        )
        .map(drop)
    }
}
