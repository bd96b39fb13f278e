//! Colours, and making them readable: the accent that an administrator chooses is moved
//! towards black or white until text in it can be read on every ground it stands on.

use std::{fmt, str::FromStr};

/// The least contrast between text and what it stands on (WCAG 2.2, 1.4.3).
pub const LEAST_CONTRAST: f64 = 4.5;

/// A colour of the screen (sRGB): `#0b6b66`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// Not `#rrggbb` or `#rgb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a colour")]
pub struct NotAColour;

const BLACK: Colour = Colour([0, 0, 0]);
const WHITE: Colour = Colour([255, 255, 255]);
/// The darkest ground of light pages (`--hover`) and their lightest (`--surface`).
const LIGHT_GROUND: Colour = Colour([0xeb, 0xeb, 0xe7]);
/// The lightest ground of dark pages (`--hover`).
const DARK_GROUND: Colour = Colour([0x2a, 0x2d, 0x30]);
/// What most of a dark page is (`--surface`).
const DARK_SURFACE: Colour = Colour([0x1a, 0x1c, 0x1e]);
/// Text on an accent of dark pages.
const NEARLY_BLACK: Colour = Colour([0x0d, 0x0f, 0x10]);

impl Colour {
    /// The accent of a fresh hub.
    pub const DEFAULT: Self = Self([0x0b, 0x6b, 0x66]);

    /// How bright it is, from 0 to 1 (WCAG 2.2, relative luminance).
    fn luminance(self) -> f64 {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        let [red, green, blue] = self.0.map(part);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast with another colour, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// So many hundredths of the way to another colour.
    fn towards(self, other: Self, hundredths: u16) -> Self {
        let mix = |at: usize| {
            let (from, to) = (u16::from(self.0[at]), u16::from(other.0[at]));
            let mixed = (from * (100 - hundredths) + to * hundredths + 50) / 100;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        Self([mix(0), mix(1), mix(2)])
    }

    /// The nearest on the way to `end` that can be read on `ground`.
    fn readable_on(self, ground: Self, end: Self) -> Self {
        let steps = (0..=100).map(|hundredths| self.towards(end, hundredths));
        let mut readable = steps.filter(|colour| colour.contrast(ground) >= LEAST_CONTRAST);
        readable.next().unwrap_or(end)
    }
}

impl FromStr for Colour {
    type Err = NotAColour;
    fn from_str(text: &str) -> Result<Self, NotAColour> {
        let digits = text.trim().strip_prefix('#').unwrap_or(text.trim());
        let digit = |at: usize| {
            let digit = digits
                .as_bytes()
                .get(at)
                .and_then(|byte| char::from(*byte).to_digit(16));
            digit
                .and_then(|digit| u8::try_from(digit).ok())
                .ok_or(NotAColour)
        };
        let pair = |high: usize, low: usize| Ok(digit(high)? * 16 + digit(low)?);
        match digits.len() {
            6 => Ok(Self([pair(0, 1)?, pair(2, 3)?, pair(4, 5)?])),
            3 => Ok(Self([pair(0, 0)?, pair(1, 1)?, pair(2, 2)?])),
            _ => Err(NotAColour),
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// An accent with its companions, for pages of one brightness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    /// Buttons, marks, the ring around what has the focus.
    pub accent: Colour,
    /// A button under the pointer.
    pub strong: Colour,
    /// Text on it.
    pub on: Colour,
    /// Text in it, also on `soft`.
    pub ink: Colour,
    /// What is marked quietly.
    pub soft: Colour,
}

impl Accent {
    /// For light pages.
    pub fn light(chosen: Colour) -> Self {
        let accent = chosen.readable_on(LIGHT_GROUND, BLACK);
        let soft = WHITE.towards(accent, 10);
        Self {
            accent,
            strong: accent.towards(BLACK, 20),
            on: WHITE,
            ink: accent.readable_on(soft, BLACK),
            soft,
        }
    }

    /// For dark pages.
    pub fn dark(chosen: Colour) -> Self {
        let accent = chosen.readable_on(DARK_GROUND, WHITE);
        let soft = DARK_SURFACE.towards(accent, 15);
        Self {
            accent,
            strong: accent.towards(WHITE, 30),
            on: NEARLY_BLACK,
            ink: accent.readable_on(soft, WHITE),
            soft,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_people_write_them() {
        for (text, colour) in [
            ("#0b6b66", Some("#0b6b66")),
            (" 0B6B66 ", Some("#0b6b66")),
            ("#fc0", Some("#ffcc00")),
            ("", None),
            ("#12345", None),
            ("red", None),
            ("#ggg", None),
            ("#äöü", None),
            ("url(x)", None),
        ] {
            let read = text.parse::<Colour>().ok().map(|colour| colour.to_string());
            assert_eq!(read.as_deref(), colour, "{text}");
        }
    }

    #[test]
    fn contrast_is_what_the_guidelines_say() {
        assert!((BLACK.contrast(WHITE) - 21.0).abs() < 0.01);
        let grey: Colour = "#767676".parse().unwrap();
        assert!((grey.contrast(WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn whatever_is_chosen_can_be_read_everywhere() {
        let steps = [0_u8, 51, 102, 153, 204, 255];
        for red in steps {
            for green in steps {
                for blue in steps {
                    let chosen = Colour([red, green, blue]);
                    let (light, dark) = (Accent::light(chosen), Accent::dark(chosen));
                    for (text, ground) in [
                        (light.accent, LIGHT_GROUND),
                        (light.accent, WHITE),
                        (light.on, light.accent),
                        (light.on, light.strong),
                        (light.ink, light.soft),
                        (light.ink, LIGHT_GROUND),
                        (dark.accent, DARK_GROUND),
                        (dark.on, dark.accent),
                        (dark.on, dark.strong),
                        (dark.ink, dark.soft),
                        (dark.ink, DARK_GROUND),
                    ] {
                        let contrast = text.contrast(ground);
                        assert!(
                            contrast >= LEAST_CONTRAST,
                            "{chosen}: {text} on {ground}: {contrast}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn what_can_be_read_already_stays_as_it_was_chosen() {
        let chosen: Colour = "#0b6b66".parse().unwrap();
        assert_eq!(Accent::light(chosen).accent, chosen);
        assert_ne!(Accent::dark(chosen).accent, chosen);
    }
}
