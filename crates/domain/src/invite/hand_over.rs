//! The secret of a hand-over: short enough to be typed, and good for two minutes and one use.

use std::{fmt, str::FromStr, time::Duration};

use secrecy::{ExposeSecret, SecretString};

use crate::clock::{Entropy, draw};

use super::{Mac, NotAToken, SecretKey};

/// How long a hand-over works.
pub const HAND_OVER_LIVES: Duration = Duration::from_mins(2);

/// Letters and digits that are not taken for each other (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many of them: 60 bits, and the invited address is asked beside.
const LENGTH: usize = 12;

/// What the browser in the seat shows once. It is never stored or logged.
pub struct HandOverCode(SecretString);

impl HandOverCode {
    /// A new one.
    pub fn mint(entropy: &dyn Entropy) -> Self {
        let letters =
            draw::<LENGTH>(entropy).map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
        Self(SecretString::from(String::from_iter(letters)))
    }

    /// As it is shown: in groups of four.
    pub fn expose(&self) -> String {
        let letters = self.0.expose_secret().as_bytes();
        // Letters of the alphabet above are one byte each.
        let groups: Vec<&str> = letters
            .chunks(4)
            .filter_map(|group| std::str::from_utf8(group).ok())
            .collect();
        groups.join("-")
    }

    /// What is stored of it, and what it is found by.
    pub fn mac(&self, key: &SecretKey) -> Mac {
        key.mac("hand over", self.0.expose_secret().as_bytes())
    }
}

impl FromStr for HandOverCode {
    type Err = NotAToken;
    /// Reads what was typed: small or large letters, with or without hyphens, O for 0, I and L for 1.
    fn from_str(text: &str) -> Result<Self, NotAToken> {
        let letters: String = text
            .chars()
            .filter(|c| !matches!(c, '-' | ' '))
            .take(LENGTH + 1)
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        let known = letters.bytes().all(|letter| ALPHABET.contains(&letter));
        if letters.len() != LENGTH || !known {
            return Err(NotAToken);
        }
        Ok(Self(SecretString::from(letters)))
    }
}

impl fmt::Debug for HandOverCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HandOverCode(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SeededEntropy;

    #[test]
    fn every_letter_is_as_likely_as_the_others() {
        const CODES: usize = 800;
        let entropy = SeededEntropy::new(7);
        let mut times = [0; ALPHABET.len()];
        for _ in 0..CODES {
            let shown = HandOverCode::mint(&entropy).expose().replace('-', "");
            assert_eq!(shown.len(), LENGTH);
            for letter in shown.bytes() {
                let at = ALPHABET.iter().position(|known| *known == letter);
                times[at.expect("of the alphabet")] += 1;
            }
        }
        // 300 of each; six times what chance makes of it.
        for (letter, times) in ALPHABET.iter().zip(times) {
            assert!((200..=400).contains(&times), "{letter}: {times}");
        }
    }

    #[test]
    fn a_code_is_shown_in_groups_of_four() {
        let code: HandOverCode = "0123456789ab".parse().unwrap();
        assert_eq!(code.expose(), "0123-4567-89AB");
    }

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let key = SecretKey::new(&[1; 32]);
        let code = HandOverCode::mint(&SeededEntropy::new(1));
        let shown = code.expose();
        assert_eq!(shown.len(), 14);
        let (small, plain) = (shown.to_lowercase(), shown.replace('-', ""));
        let mistaken = shown.replace('0', "o").replace('1', "l");
        for typed in [&shown, &small, &plain, &mistaken] {
            let read: HandOverCode = typed.parse().unwrap();
            assert_eq!(read.mac(&key), code.mac(&key), "{typed}");
        }
        for none in [
            "",
            "0123-4567-89A",
            "0123-4567-89ABC",
            "UUUU-UUUU-UUUU",
            "ääää",
        ] {
            assert!(none.parse::<HandOverCode>().is_err(), "{none}");
        }
        assert_eq!(format!("{code:?}"), "HandOverCode(hidden)");
    }
}
