//! Sentences with names and moments in them, wherever a language puts them.

use usher_domain::clock::Timestamp;

use super::time::{in_zone, rfc3339};
use crate::words::Message;

/// Stands in the sentence where the first slot goes; private use, so that no
/// catalogue has it.
const FIRST_MARK: u32 = 0xE000;

/// A sentence whose slots become markup of their own: `<bdi>` around names, so that
/// scripts of both directions stand beside each other, `<time>` around moments.
pub struct Sentence {
    message: Message,
    slots: Vec<Piece>,
}

/// A stretch of a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// The text of it.
    pub text: String,
    /// Somebody's or something's name.
    pub is_name: bool,
    /// The moment in RFC 3339, if it is one; else empty.
    pub at: String,
}

impl Sentence {
    /// A sentence of the catalogue.
    pub fn new(message: Message) -> Self {
        Self {
            message,
            slots: Vec::new(),
        }
    }

    /// Puts a name, a title or an address into the slot.
    pub fn name(self, slot: &'static str, text: &str) -> Self {
        self.fill(
            slot,
            Piece {
                text: text.to_owned(),
                is_name: true,
                at: String::new(),
            },
        )
    }

    /// Puts a moment into the slot: as people of `zone` read it, until a script
    /// shows it in the reader's own.
    pub fn moment(self, slot: &'static str, at: Timestamp, zone: &str) -> Self {
        let text = in_zone(self.message.words(), at, zone);
        self.fill(
            slot,
            Piece {
                text,
                is_name: false,
                at: rfc3339(at),
            },
        )
    }

    fn fill(mut self, slot: &'static str, piece: Piece) -> Self {
        let number = u32::try_from(self.slots.len()).unwrap_or(0);
        let mark = char::from_u32(FIRST_MARK + number).unwrap_or(char::REPLACEMENT_CHARACTER);
        self.message = self.message.with(slot, mark);
        self.slots.push(piece);
        self
    }

    /// The sentence in stretches of one kind each.
    pub fn pieces(&self) -> Vec<Piece> {
        let mut pieces = vec![Piece::default()];
        for c in self.message.to_string().chars() {
            let slot = u32::from(c)
                .checked_sub(FIRST_MARK)
                .and_then(|number| self.slots.get(number as usize));
            if let Some(piece) = slot {
                pieces.extend([piece.clone(), Piece::default()]);
            } else if let Some(last) = pieces.last_mut() {
                last.text.push(c);
            }
        }
        pieces.retain(|piece| !piece.text.is_empty());
        pieces
    }

    /// The sentence as plain text.
    pub fn text(&self) -> String {
        self.pieces().into_iter().map(|piece| piece.text).collect()
    }
}
