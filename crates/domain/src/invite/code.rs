use std::time::Duration;

use crate::clock::{Entropy, Timestamp, draw};

use super::{Mac, SecretKey};

/// How long a mailed code works.
pub const CODE_LIVES: Duration = Duration::from_mins(10);

/// How often it may be tried.
pub const CODE_TRIES: u32 = 5;

/// A mailed code as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailedCode {
    /// Its keyed hash.
    pub mac: Mac,
    /// When it was made.
    pub made_at: Timestamp,
    /// How often a wrong one was given instead.
    pub tries: u32,
}

/// What came of a code that was given, or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CodeOutcome {
    /// None was given.
    #[default]
    NotGiven,
    /// It is right.
    Right,
    /// It is wrong: a try is spent.
    Wrong,
    /// It was made too long ago or tried too often, right or wrong: a new one is needed.
    Dead,
}

/// Draws a code: eight digits.
pub fn mint_code(entropy: &dyn Entropy) -> String {
    // 2^64 is so much larger than 10^8 that no digit is favoured noticeably.
    format!("{:08}", u64::from_le_bytes(draw(entropy)) % 100_000_000)
}

impl MailedCode {
    /// What is stored of `code`, made for `invite` bytes, so that it opens no other.
    pub fn made(code: &str, invite: &[u8], key: &SecretKey, made_at: Timestamp) -> Self {
        Self {
            mac: hash(code, invite, key),
            made_at,
            tries: 0,
        }
    }

    /// What comes of `given`. Space and dashes between the digits are forgiven.
    pub fn check(
        &self,
        given: &str,
        invite: &[u8],
        key: &SecretKey,
        now: Timestamp,
    ) -> CodeOutcome {
        let digits: String = given
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .take(9)
            .collect();
        if digits.is_empty() {
            CodeOutcome::NotGiven
        } else if self.tries >= CODE_TRIES || now >= self.made_at.after(CODE_LIVES) {
            CodeOutcome::Dead
        } else if hash(&digits, invite, key) == self.mac {
            CodeOutcome::Right
        } else {
            CodeOutcome::Wrong
        }
    }
}

fn hash(code: &str, invite: &[u8], key: &SecretKey) -> Mac {
    key.mac("mailed code", &[invite, code.as_bytes()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SeededEntropy;

    const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);

    fn made() -> (String, MailedCode, SecretKey) {
        let key = SecretKey::new(&[1; 32]);
        let code = mint_code(&SeededEntropy::new(1));
        let stored = MailedCode::made(&code, b"invite 1", &key, NOW);
        (code, stored, key)
    }

    #[test]
    fn a_code_has_eight_digits_and_forgives_how_it_is_written() {
        let (code, stored, key) = made();
        assert!(code.len() == 8 && code.bytes().all(|byte| byte.is_ascii_digit()));
        let spaced = format!(" {} - {}\n", &code[..4], &code[4..]);
        assert_eq!(
            stored.check(&spaced, b"invite 1", &key, NOW),
            CodeOutcome::Right
        );
        assert_eq!(
            stored.check(" ", b"invite 1", &key, NOW),
            CodeOutcome::NotGiven
        );
        assert_eq!(
            stored.check("0", b"invite 1", &key, NOW),
            CodeOutcome::Wrong
        );
        assert_eq!(
            stored.check(&code, b"invite 2", &key, NOW),
            CodeOutcome::Wrong
        );
    }

    #[test]
    fn it_dies_after_ten_minutes_or_five_tries() {
        let (code, stored, key) = made();
        let just_before = NOW.after(CODE_LIVES).before(Duration::from_micros(1));
        assert_eq!(
            stored.check(&code, b"invite 1", &key, just_before),
            CodeOutcome::Right
        );
        assert_eq!(
            stored.check(&code, b"invite 1", &key, NOW.after(CODE_LIVES)),
            CodeOutcome::Dead
        );
        let tried = MailedCode {
            tries: CODE_TRIES,
            ..stored
        };
        assert_eq!(
            tried.check(&code, b"invite 1", &key, NOW),
            CodeOutcome::Dead
        );
    }
}
