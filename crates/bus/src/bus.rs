//! Who watches what, and ringing.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use parking_lot::RwLock;

use crate::{Reach, Topic, Watch, outbox::Outbox, reach::Known, watch::Bell};

/// The doorbells of this node. Cheap to clone; all clones are one bus.
#[derive(Clone, Default)]
pub struct Bus(Arc<Doors>);

/// Every watch under each of its topics. Sorted by topic, so that the watches of
/// one topic stand together and a topic without any takes no room.
#[derive(Default)]
pub(crate) struct Doors {
    bells: RwLock<BTreeMap<(Topic, u64), Arc<Bell>>>,
    watches_made: AtomicU64,
    reach: Known,
    /// What other nodes are to be told; stays empty while there is one node.
    outbox: Outbox,
}

impl Bus {
    /// A bus that nobody watches yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Tells everybody who watches one of these topics to look again, on every
    /// node. Call it after the commit. Never waits; a topic that nobody watches
    /// costs a look.
    pub fn ring(&self, topics: &[Topic]) {
        self.ring_here(topics);
        if self.reach() != Reach::Alone {
            self.0.outbox.put(topics.iter().copied());
        }
    }

    /// How far rings carry now. Asked whenever something is looked up that a ring
    /// should keep fresh: where other nodes are not heard it gets stale unnoticed.
    pub fn reach(&self) -> Reach {
        self.0.reach.get()
    }

    /// From now on there may be other nodes, who are not heard yet.
    pub(crate) fn go_abroad(&self) {
        self.0.reach.set(Reach::Cut);
    }

    pub(crate) fn set_reach(&self, reach: Reach) -> Reach {
        self.0.reach.set(reach)
    }

    pub(crate) fn outbox(&self) -> &Outbox {
        &self.0.outbox
    }

    /// Tells everybody on this node to look again, whatever they watch.
    pub fn ring_everything(&self) {
        let mut bells: Vec<_> = self.0.bells.read().values().cloned().collect();
        // One watch has a bell under each of its topics.
        bells.sort_unstable_by_key(Arc::as_ptr);
        bells.dedup_by(|a, b| Arc::ptr_eq(a, b));
        for bell in bells {
            bell.ring();
        }
    }

    /// [`Bus::ring`] on this node alone: for what another node rang.
    pub(crate) fn ring_here(&self, topics: &[Topic]) {
        let mut found = Vec::new();
        {
            let bells = self.0.bells.read();
            for &topic in topics {
                let watching = bells.range((topic, 0)..=(topic, u64::MAX));
                found.extend(watching.map(|(_, bell)| Arc::clone(bell)));
            }
        }
        // Waking takes longer than finding; it is done without holding the door.
        for bell in found {
            bell.ring();
        }
    }

    /// Begins to listen to these topics. Then read what you hold open: only what
    /// is read after this call is kept fresh by the rings.
    pub fn watch(&self, topics: &[Topic]) -> Watch {
        let number = self.0.watches_made.fetch_add(1, Ordering::Relaxed);
        let bell = Arc::new(Bell::default());
        {
            let mut bells = self.0.bells.write();
            for &topic in topics {
                bells.insert((topic, number), Arc::clone(&bell));
            }
        }
        Watch::new(Arc::clone(&self.0), topics.into(), number, bell)
    }
}

impl Doors {
    /// Forgets a watch that was dropped.
    pub(crate) fn forget(&self, topics: &[Topic], number: u64) {
        let mut bells = self.bells.write();
        for &topic in topics {
            bells.remove(&(topic, number));
        }
    }
}

#[cfg(test)]
mod tests {
    use usher_domain::{
        clock::{SeededEntropy, Timestamp},
        ids::{EntryId, SessionId},
    };

    use super::*;

    #[test]
    fn ten_thousand_watches_made_and_dropped_leave_nothing_behind() {
        let (bus, entropy) = (Bus::new(), SeededEntropy::new(1));
        let now = Timestamp::from_secs(1);
        let entry = Topic::Entry(EntryId::new(now, &entropy));
        let watches: Vec<_> = (0..10_000)
            .map(|_| {
                let session = Topic::Session(SessionId::new(now, &entropy));
                bus.watch(&[entry, session, Topic::Config, Topic::Config])
            })
            .collect();
        assert_eq!(bus.0.bells.read().len(), 30_000);
        drop(watches);
        assert_eq!(bus.0.bells.read().len(), 0);
    }

    #[test]
    fn ringing_where_nobody_watches_remembers_nothing() {
        let bus = Bus::new();
        bus.ring(&[Topic::Config]);
        assert_eq!(bus.0.bells.read().len(), 0);
        assert!(!bus.watch(&[Topic::Config]).rang());
    }
}
