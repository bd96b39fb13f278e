use super::{Control, FieldSpec, Module, ModuleGroup, ModuleSpec, Value};

/// Module `navigation`: what leads away from the hub's pages, the lobby's among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Navigation {
    /// Links of the header: what they say and where they lead.
    pub links: Vec<NamedLink>,
    /// Where people find help: an address of a page or of a mailbox; empty: nowhere.
    pub support: String,
    /// The privacy notice; empty: none.
    pub privacy: String,
    /// Who is responsible for the hub; empty: not said.
    pub imprint: String,
}

/// A link with its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedLink {
    /// What it says.
    pub name: String,
    /// Where it leads: `https://…`, `http://…` or `mailto:…`.
    pub address: String,
}

impl NamedLink {
    /// The most of one list.
    pub const MOST: usize = 8;
    const NAME_MAX: usize = 40;

    /// Reads `Library | https://library.uni.edu`.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let (name, address) = line.split_once('|')?;
        let (name, address) = (name.trim(), address.trim());
        let is_name = !name.is_empty()
            && name.chars().count() <= Self::NAME_MAX
            && !name.chars().any(crate::text::is_forbidden);
        (is_name && is_address(address)).then(|| Self {
            name: name.to_owned(),
            address: address.to_owned(),
        })
    }

    pub(super) fn written(&self) -> String {
        format!("{} | {}", self.name, self.address)
    }
}

/// Whether a link may lead there: a whole address of a page or a mailbox.
pub(super) fn is_address(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let page = ["https://", "http://"]
        .iter()
        .find_map(|scheme| lower.strip_prefix(scheme));
    let begins = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    let mailbox = lower.strip_prefix("mailto:");
    text.chars().count() <= 500
        && !text
            .chars()
            .any(|c| c.is_whitespace() || crate::text::is_forbidden(c))
        && !text.contains(['"', '<', '>', '|'])
        && (page.is_some_and(begins) || mailbox.is_some_and(|rest| rest.contains('@')))
}

impl Module for Navigation {
    const SPEC: ModuleSpec = ModuleSpec {
        name: "navigation",
        group: ModuleGroup::Global,
        shown: true,
        fields: &[
            FieldSpec {
                name: "links",
                control: Control::Links,
                only_if: None,
            },
            FieldSpec {
                name: "support",
                control: Control::Link,
                only_if: None,
            },
            FieldSpec {
                name: "privacy",
                control: Control::Link,
                only_if: None,
            },
            FieldSpec {
                name: "imprint",
                control: Control::Link,
                only_if: None,
            },
        ],
    };

    fn value(&self, field: &str) -> Option<Value> {
        Some(match field {
            "links" => Value::Links(self.links.clone()),
            "support" => Value::Text(self.support.clone()),
            "privacy" => Value::Text(self.privacy.clone()),
            "imprint" => Value::Text(self.imprint.clone()),
            _ => return None,
        })
    }

    fn set(&mut self, field: &str, value: Value) {
        match (field, value) {
            ("links", Value::Links(links)) => self.links = links,
            ("support", Value::Text(address)) => self.support = address,
            ("privacy", Value::Text(address)) => self.privacy = address,
            ("imprint", Value::Text(address)) => self.imprint = address,
            _ => {}
        }
    }
}
