use std::time::Duration;

use super::ANOTHER_AFTER;
use crate::{
    clock::Timestamp,
    invite::{CODE_LIVES, CODE_TRIES, CodeOutcome, Mac, MailedCode, SecretKey},
};

/// A proof that was asked for, as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The browser that asked.
    pub browser: Mac,
    /// What its code hashes to; none as long as no letter was written, or if there is
    /// nobody to write to. Nobody is told which.
    pub code: Option<Mac>,
    /// How often a wrong one was typed.
    pub tries: u32,
    /// When it was asked for.
    pub made_at: Timestamp,
    /// When its link ends.
    pub ends: Timestamp,
    /// Whether it was used.
    pub spent: bool,
}

/// What comes of a code that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// It is right: the proof is spent by it.
    Right,
    /// It has not eight digits, so it is no code: no try is spent.
    NoCode,
    /// It is wrong: a try is spent, so many are left.
    Wrong {
        /// How often another one may be typed.
        left: u32,
    },
    /// Used, over, tried too often, or asked for by another browser: right or wrong, a new
    /// one is needed.
    Dead,
}

impl Asked {
    /// What comes of a code, typed in `browser` for the proof with the id `id`. It takes the same time
    /// whether there is a code or not.
    pub fn judge(
        &self,
        given: &str,
        id: &[u8],
        browser: Option<Mac>,
        key: &SecretKey,
        now: Timestamp,
    ) -> Judgement {
        // Nothing hashes to this, as far as anybody can find out.
        const NOBODYS: Mac = Mac::from_bytes([0; 32]);
        let code = MailedCode {
            mac: self.code.unwrap_or(NOBODYS),
            made_at: self.made_at,
            tries: self.tries,
        };
        let outcome = code.check(given, id, key, now);
        if self.spent || browser != Some(self.browser) || now >= self.ends {
            return Judgement::Dead;
        }
        match outcome {
            CodeOutcome::Dead => Judgement::Dead,
            _ if !has_eight_digits(given) => Judgement::NoCode,
            CodeOutcome::Right => Judgement::Right,
            CodeOutcome::NotGiven | CodeOutcome::Wrong => Judgement::Wrong {
                left: CODE_TRIES.saturating_sub(self.tries + 1),
            },
        }
    }

    /// What is stored of a code that is mailed for the proof with the id `id`.
    pub fn hashed(code: &str, id: &[u8], key: &SecretKey, now: Timestamp) -> Mac {
        MailedCode::made(code, id, key, now).mac
    }

    /// Whether a link to it still opens something.
    pub fn is_open(&self, now: Timestamp) -> bool {
        !self.spent && now < self.ends
    }

    /// How long to wait until another one may be asked for in its place; nothing, once that is so.
    pub fn another_after(&self, now: Timestamp) -> Option<Duration> {
        let from = self.made_at.after(ANOTHER_AFTER);
        (now < from).then(|| from.since(now))
    }

    /// Whether a code for it can still be typed.
    pub fn takes_codes(&self, now: Timestamp) -> bool {
        self.is_open(now) && self.tries < CODE_TRIES && now < self.made_at.after(CODE_LIVES)
    }
}

/// Space and hyphens between the digits are forgiven, as they are when they are compared.
fn has_eight_digits(given: &str) -> bool {
    let mut digits = given.chars().filter(|c| !c.is_whitespace() && *c != '-');
    digits.by_ref().take(8).filter(char::is_ascii_digit).count() == 8 && digits.next().is_none()
}
