use crate::{colour::Colour, names::named};

use super::{Control, FieldSpec, Module, ModuleGroup, ModuleSpec, Value};

named! {
    /// How bright pages are for readers who did not choose.
    pub enum DarkMode {
        /// As their device is set.
        Device = "device",
        /// Light.
        Light = "light",
        /// Dark.
        Dark = "dark",
    }
}

/// The accent of a fresh hub, as `web/styles/tokens.css` has it.
pub const DEFAULT_ACCENT: &str = "#0b6b66";

/// Module `theming`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theming {
    /// Whether entries have a media page. Invites need it.
    pub mediapage: bool,
    /// What the hub calls itself; empty: by the product's name.
    pub hub_name: String,
    /// The colour of buttons, links and marks, as it was chosen: `#0b6b66`.
    pub accent: String,
    /// How bright pages are for readers who did not choose.
    pub dark_mode: DarkMode,
}

impl Theming {
    /// The most characters of the hub's name.
    pub const NAME_MAX: usize = 40;

    /// The accent, if it is another than a fresh hub's.
    pub fn own_accent(&self) -> Option<Colour> {
        let chosen = (self.accent != DEFAULT_ACCENT).then_some(&self.accent)?;
        chosen.parse().ok()
    }
}

impl Default for Theming {
    fn default() -> Self {
        Self {
            mediapage: true,
            hub_name: String::new(),
            accent: DEFAULT_ACCENT.to_owned(),
            dark_mode: DarkMode::Device,
        }
    }
}

impl Module for Theming {
    const SPEC: ModuleSpec = ModuleSpec {
        name: "theming",
        group: ModuleGroup::Global,
        shown: true,
        fields: &[
            FieldSpec {
                name: "mediapage",
                control: Control::Toggle,
                only_if: None,
            },
            FieldSpec {
                name: "hubName",
                control: Control::Text {
                    max: Self::NAME_MAX,
                },
                only_if: None,
            },
            FieldSpec {
                name: "accent",
                control: Control::Colour,
                only_if: None,
            },
            FieldSpec {
                name: "darkMode",
                control: Control::Choice {
                    options: &["device", "light", "dark"],
                },
                only_if: None,
            },
        ],
    };

    fn value(&self, field: &str) -> Option<Value> {
        Some(match field {
            "mediapage" => Value::Toggle(self.mediapage),
            "hubName" => Value::Text(self.hub_name.clone()),
            "accent" => Value::Text(self.accent.clone()),
            "darkMode" => Value::Choice(self.dark_mode.as_str()),
            _ => return None,
        })
    }

    fn set(&mut self, field: &str, value: Value) {
        match (field, value) {
            ("mediapage", Value::Toggle(yes)) => self.mediapage = yes,
            ("hubName", Value::Text(name)) => self.hub_name = name,
            ("accent", Value::Text(colour)) => self.accent = colour,
            ("darkMode", Value::Choice(option)) => {
                self.dark_mode = option.parse().unwrap_or(self.dark_mode);
            }
            _ => {}
        }
    }
}
