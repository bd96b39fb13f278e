//! What nodes say to each other: one line of words.

use std::fmt;

use crate::Topic;

/// How many topics go into one message. A topic is at most 44 bytes with its space, and PostgreSQL
/// carries fewer than 8,000 bytes in a notice.
pub(crate) const MOST_TOPICS: usize = 160;

/// One running server among others on the same database; drawn anew at each start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NodeId(u64);

impl NodeId {
    /// From random bytes.
    pub const fn new(drawn: [u8; 8]) -> Self {
        Self(u64::from_be_bytes(drawn))
    }
}

impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// What one node tells the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// It is there.
    Beat,
    /// It goes, and has told all it had to tell.
    Bye,
    /// These topics rang.
    Rings(Vec<Topic>),
    /// More rang than it can say.
    Everything,
}

/// Who tells what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) from: NodeId,
    pub(crate) told: Told,
}

/// What somebody says who has changed something and goes: that everybody look at everything
/// again; and goodbye, so that nobody waits to hear more.
pub fn in_passing(who: NodeId) -> [String; 2] {
    let say = |told| Message { from: who, told }.to_string();
    [say(Told::Everything), say(Told::Bye)]
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.from)?;
        match &self.told {
            Told::Beat => f.write_str(" beat"),
            Told::Bye => f.write_str(" bye"),
            Told::Everything => f.write_str(" everything"),
            Told::Rings(topics) => {
                f.write_str(" rings")?;
                topics.iter().try_for_each(|topic| write!(f, " {topic}"))
            }
        }
    }
}

impl Message {
    /// Reads what was heard. Words that this version does not know, a newer one's,
    /// stand for everything; words without a node are nobody's.
    pub(crate) fn read(words: &str) -> Option<Self> {
        let mut words = words.split(' ');
        let from = NodeId(u64::from_str_radix(words.next()?, 16).ok()?);
        let told = match words.next() {
            Some("beat") => Told::Beat,
            Some("bye") => Told::Bye,
            Some("rings") => words
                .map(Topic::read)
                .collect::<Option<_>>()
                .map_or(Told::Everything, Told::Rings),
            _ => Told::Everything,
        };
        Some(Self { from, told })
    }
}

#[cfg(test)]
mod tests {
    use usher_domain::{
        clock::{SeededEntropy, Timestamp},
        ids::{AccountId, EntryId, InviteId, SessionId},
    };

    use super::*;

    fn all_topics() -> Vec<Topic> {
        let (now, entropy) = (Timestamp::from_secs(1), SeededEntropy::new(7));
        vec![
            Topic::Entry(EntryId::new(now, &entropy)),
            Topic::Account(AccountId::new(now, &entropy)),
            Topic::Session(SessionId::new(now, &entropy)),
            Topic::Invite(InviteId::new(now, &entropy)),
            Topic::Config,
            Topic::Jobs,
        ]
    }

    #[test]
    fn what_is_told_is_what_is_heard() {
        let from = NodeId::new([0, 1, 2, 3, 4, 5, 6, 255]);
        for told in [
            Told::Beat,
            Told::Bye,
            Told::Everything,
            Told::Rings(all_topics()),
        ] {
            let message = Message { from, told };
            assert_eq!(Message::read(&message.to_string()), Some(message));
        }
    }

    #[test]
    fn the_longest_message_fits_into_a_notice() {
        let longest = all_topics()
            .iter()
            .map(|topic| topic.to_string().len())
            .max()
            .unwrap();
        assert!("0123456789abcdef rings".len() + MOST_TOPICS * (longest + 1) < 8000);
    }

    #[test]
    fn a_newer_nodes_words_stand_for_everything_and_a_strangers_for_nothing() {
        let told = |words: &str| Message::read(words).map(|message| message.told);
        for words in ["0a", "0a sings", "0a rings config moon", "0a rings entry:1"] {
            assert_eq!(told(words), Some(Told::Everything), "{words}");
        }
        for words in ["", "hello there", "rings config"] {
            assert_eq!(told(words), None, "{words}");
        }
    }
}
