//! What other nodes are still to be told.

use std::collections::BTreeSet;

use parking_lot::Mutex;
use tokio::sync::Notify;

use crate::{Topic, message::Told};

/// How many topics may wait. More than that, and everything is rung for.
const ROOM: usize = 4096;

/// Topics that were rung here and not told yet. A topic waits once, however often
/// it was rung.
#[derive(Default)]
pub(crate) struct Outbox {
    waiting: Mutex<Waiting>,
    filled: Notify,
}

#[derive(Default)]
struct Waiting {
    topics: BTreeSet<Topic>,
    everything: bool,
}

impl Outbox {
    /// Adds what was rung. Never waits.
    pub(crate) fn put(&self, topics: impl IntoIterator<Item = Topic>) {
        {
            let mut waiting = self.waiting.lock();
            waiting.topics.extend(topics);
            if waiting.topics.len() > ROOM {
                waiting.everything = true;
            }
            if waiting.everything {
                waiting.topics.clear();
            }
        }
        self.filled.notify_one();
    }

    /// Puts back what could not be told.
    pub(crate) fn put_back(&self, told: Told) {
        match told {
            Told::Everything => self.waiting.lock().everything = true,
            Told::Rings(topics) => return self.put(topics),
            Told::Beat | Told::Bye => return,
        }
        self.filled.notify_one();
    }

    /// Takes as much as goes into one message, if there is anything.
    pub(crate) fn take(&self, most: usize) -> Option<Told> {
        let mut waiting = self.waiting.lock();
        if std::mem::take(&mut waiting.everything) {
            waiting.topics.clear();
            return Some(Told::Everything);
        }
        let mut topics = Vec::new();
        while topics.len() < most
            && let Some(topic) = waiting.topics.pop_first()
        {
            topics.push(topic);
        }
        (!topics.is_empty()).then_some(Told::Rings(topics))
    }

    /// Waits until there may be something to take.
    pub(crate) async fn filled(&self) {
        self.filled.notified().await;
    }
}

#[cfg(test)]
mod tests {
    use usher_domain::{
        clock::{SeededEntropy, Timestamp},
        ids::EntryId,
    };

    use super::*;

    fn entries(many: usize) -> Vec<Topic> {
        let entropy = SeededEntropy::new(1);
        let entry = |_| Topic::Entry(EntryId::new(Timestamp::from_secs(1), &entropy));
        (0..many).map(entry).collect()
    }

    #[test]
    fn a_topic_waits_once_and_is_taken_once() {
        let outbox = Outbox::default();
        outbox.put([Topic::Config, Topic::Jobs]);
        outbox.put([Topic::Config]);
        let Some(Told::Rings(topics)) = outbox.take(10) else {
            panic!("nothing waits");
        };
        assert_eq!(topics, [Topic::Config, Topic::Jobs]);
        assert!(outbox.take(10).is_none());
    }

    #[test]
    fn a_message_holds_so_much_and_the_rest_waits() {
        let outbox = Outbox::default();
        outbox.put(entries(25));
        let sizes: Vec<_> = std::iter::from_fn(|| outbox.take(10))
            .map(|told| match told {
                Told::Rings(topics) => topics.len(),
                _ => 0,
            })
            .collect();
        assert_eq!(sizes, [10, 10, 5]);
    }

    #[test]
    fn more_than_there_is_room_for_becomes_everything() {
        let outbox = Outbox::default();
        outbox.put(entries(ROOM + 1));
        outbox.put([Topic::Config]);
        assert!(matches!(outbox.take(10), Some(Told::Everything)));
        assert!(outbox.take(10).is_none());
    }

    #[test]
    fn what_could_not_be_told_waits_again() {
        let outbox = Outbox::default();
        outbox.put([Topic::Config]);
        let taken = outbox.take(10).unwrap();
        outbox.put_back(taken);
        assert!(matches!(outbox.take(10), Some(Told::Rings(topics)) if topics == [Topic::Config]));
    }
}
