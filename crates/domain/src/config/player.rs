use super::{Control, FieldSpec, Module, ModuleGroup, ModuleSpec, Value};

/// Module `player`: what is made of films, and what stands around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Player {
    /// Whether new films get renditions that players choose among.
    pub ladder: bool,
    /// The tallest rendition that is made of new films: its shorter side, in pixels.
    pub top_rendition: u32,
    /// Whether films go on where somebody stopped.
    pub resume: bool,
    /// Whether captions that an owner shows from the beginning are.
    pub captions_on: bool,
    /// The speeds that are offered beside the normal one, as factors.
    pub speeds: Vec<&'static str>,
    /// Whether pages of entries offer a link to share.
    pub share_button: bool,
    /// Whether other sites' pages may show players.
    pub embed_code: bool,
    /// Whether the next of a playlist may begin by itself.
    pub next_in_playlist: bool,
}

/// Every speed beside the normal one.
const SPEEDS: &[&str] = &["0.25", "0.5", "0.75", "1.25", "1.5", "1.75", "2"];
/// The normal speed.
const NORMAL: &str = "1";

impl Default for Player {
    fn default() -> Self {
        Self {
            ladder: true,
            top_rendition: 1080,
            resume: true,
            captions_on: true,
            speeds: vec!["0.5", "0.75", "1.25", "1.5", "1.75", "2"],
            share_button: true,
            embed_code: true,
            next_in_playlist: true,
        }
    }
}

impl Player {
    /// How high the ladder of a new film reaches; nothing where it gets none.
    pub fn ladder_top(&self) -> Option<u32> {
        self.ladder.then_some(self.top_rendition)
    }

    /// Every speed that is offered, the slowest first; the normal one alone where no other is.
    pub fn rates(&self) -> Vec<&'static str> {
        let all = self.speeds.iter().copied();
        let (slow, fast): (Vec<_>, Vec<_>) = all.partition(|speed| speed.starts_with("0."));
        slow.into_iter().chain([NORMAL]).chain(fast).collect()
    }
}

impl Module for Player {
    const SPEC: ModuleSpec = ModuleSpec {
        name: "player",
        group: ModuleGroup::Client,
        shown: true,
        fields: &[
            toggle("Ladder"),
            FieldSpec {
                name: "TopRendition",
                control: Control::Choice {
                    options: &["1080", "720", "480"],
                },
                only_if: None,
            },
            toggle("Resume"),
            toggle("CaptionsOn"),
            FieldSpec {
                name: "Speeds",
                control: Control::Several {
                    options: SPEEDS,
                    least: 0,
                },
                only_if: None,
            },
            toggle("ShareButton"),
            toggle("EmbedCode"),
            toggle("NextInPlaylist"),
        ],
    };

    fn value(&self, field: &str) -> Option<Value> {
        Some(match field {
            "Ladder" => Value::Toggle(self.ladder),
            "TopRendition" => Value::Choice(match self.top_rendition {
                480 => "480",
                720 => "720",
                _ => "1080",
            }),
            "Resume" => Value::Toggle(self.resume),
            "CaptionsOn" => Value::Toggle(self.captions_on),
            "Speeds" => Value::Several(self.speeds.clone()),
            "ShareButton" => Value::Toggle(self.share_button),
            "EmbedCode" => Value::Toggle(self.embed_code),
            "NextInPlaylist" => Value::Toggle(self.next_in_playlist),
            _ => return None,
        })
    }

    fn set(&mut self, field: &str, value: Value) {
        match (field, value) {
            ("Ladder", Value::Toggle(yes)) => self.ladder = yes,
            ("TopRendition", Value::Choice(option)) => {
                self.top_rendition = option.parse().unwrap_or(self.top_rendition);
            }
            ("Resume", Value::Toggle(yes)) => self.resume = yes,
            ("CaptionsOn", Value::Toggle(yes)) => self.captions_on = yes,
            ("Speeds", Value::Several(speeds)) => self.speeds = speeds,
            ("ShareButton", Value::Toggle(yes)) => self.share_button = yes,
            ("EmbedCode", Value::Toggle(yes)) => self.embed_code = yes,
            ("NextInPlaylist", Value::Toggle(yes)) => self.next_in_playlist = yes,
            _ => {}
        }
    }
}

const fn toggle(name: &'static str) -> FieldSpec {
    FieldSpec {
        name,
        control: Control::Toggle,
        only_if: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{SiteConfig, Submitted};

    fn set(fields: &[(&str, &[&str])]) -> Result<Player, &'static str> {
        let submitted: Submitted = (fields.iter())
            .map(|(name, values)| {
                let values = values.iter().map(ToString::to_string).collect();
                ((*name).to_owned(), values)
            })
            .collect();
        let applied = SiteConfig::default().apply("player", &submitted).unwrap();
        let player = applied.map(|site| site.player);
        player.map_err(|faults| faults[0].error.code())
    }

    #[test]
    fn every_field_comes_back_changed() {
        let changes: &[(&str, &[&str])] = &[
            ("Ladder", &["false"]),
            ("TopRendition", &["480"]),
            ("Resume", &["false"]),
            ("CaptionsOn", &["false"]),
            ("Speeds", &["2", "0.25"]),
            ("ShareButton", &["false"]),
            ("EmbedCode", &["false"]),
            ("NextInPlaylist", &["false"]),
        ];
        assert_eq!(changes.len(), Player::SPEC.fields.len());
        let (player, fresh) = (set(changes).unwrap(), Player::default());
        for field in Player::SPEC.fields {
            assert_ne!(
                player.value(field.name),
                fresh.value(field.name),
                "{}",
                field.name
            );
        }
        assert_eq!(player.ladder_top(), None);
        assert_eq!(fresh.ladder_top(), Some(1080));
        assert_eq!(
            set(&[("TopRendition", &["720"])]).unwrap().ladder_top(),
            Some(720)
        );
    }

    #[test]
    fn the_normal_speed_is_always_offered_in_its_place() {
        assert_eq!(
            Player::default().rates(),
            ["0.5", "0.75", "1", "1.25", "1.5", "1.75", "2"]
        );
        assert_eq!(
            set(&[("Speeds", &["2", "0.25"])]).unwrap().rates(),
            ["0.25", "1", "2"]
        );
        assert_eq!(set(&[("Speeds", &[""])]).unwrap().rates(), ["1"]);
        assert_eq!(set(&[("Speeds", &["3"])]), Err("not_an_option"));
    }

    #[test]
    fn films_are_made_in_sizes_that_are_known() {
        for size in ["1080", "720", "480"] {
            assert_eq!(
                set(&[("TopRendition", &[size])])
                    .unwrap()
                    .value("TopRendition"),
                Some(Value::Choice(size))
            );
        }
        assert_eq!(set(&[("TopRendition", &["2160"])]), Err("not_an_option"));
    }
}
