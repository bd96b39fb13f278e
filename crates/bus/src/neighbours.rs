//! The other nodes, and whether they are still there.

use std::{collections::HashMap, time::Duration};

use tokio::time::Instant;

use crate::message::NodeId;

/// How long a node may say nothing before it is taken for dead: what it rang last
/// may not have been told.
pub(crate) const SILENCE: Duration = Duration::from_secs(2);

/// When each of the others was last heard.
#[derive(Default)]
pub(crate) struct Neighbours(HashMap<NodeId, Instant>);

impl Neighbours {
    pub(crate) fn heard(&mut self, node: NodeId, now: Instant) {
        if self.0.insert(node, now).is_none() {
            tracing::info!(%node, "another node is there");
        }
    }

    /// It said goodbye, and so left nothing untold.
    pub(crate) fn left(&mut self, node: NodeId) {
        if self.0.remove(&node).is_some() {
            tracing::info!(%node, "another node has stopped");
        }
    }

    /// Forgets who has been silent for too long; says whether there was one.
    pub(crate) fn silent(&mut self, now: Instant) -> bool {
        let before = self.0.len();
        self.0.retain(|node, heard| {
            let there = now.duration_since(*heard) <= SILENCE;
            if !there {
                tracing::warn!(%node, "another node is silent; everything open looks again");
            }
            there
        });
        self.0.len() < before
    }

    pub(crate) fn forget_all(&mut self) {
        self.0.clear();
    }

    /// How many there are, as a figure.
    #[expect(clippy::cast_precision_loss, reason = "a figure to look at")]
    pub(crate) fn count(&self) -> f64 {
        self.0.len() as f64
    }
}
