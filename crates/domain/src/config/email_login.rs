use crate::names::named;

use super::{Control, FieldSpec, Module, ModuleGroup, ModuleSpec, Value};

named! {
    /// What a mail to sign in by carries.
    pub enum LoginMail {
        /// A code, to be typed in the browser that asked for it.
        Code = "code",
        /// A link, to be opened.
        Link = "link",
        /// Both; either is enough.
        Both = "both",
    }
}

impl LoginMail {
    /// Whether there is a code in it.
    pub const fn has_code(self) -> bool {
        matches!(self, Self::Code | Self::Both)
    }

    /// Whether there is a link in it.
    pub const fn has_link(self) -> bool {
        matches!(self, Self::Link | Self::Both)
    }
}

/// Module `emaillogin`: what members can do who read their mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailLogin {
    /// Whether members sign in by mail.
    pub enabled: bool,
    /// By what.
    pub method: LoginMail,
    /// Whether a forgotten password is set anew by a mailed link.
    pub password_reset: bool,
}

impl Default for EmailLogin {
    fn default() -> Self {
        Self {
            enabled: false,
            method: LoginMail::Both,
            password_reset: true,
        }
    }
}

impl Module for EmailLogin {
    const SPEC: ModuleSpec = ModuleSpec {
        name: "emaillogin",
        group: ModuleGroup::Global,
        shown: true,
        fields: &[
            FieldSpec {
                name: "enabled",
                control: Control::Toggle,
                only_if: None,
            },
            FieldSpec {
                name: "Method",
                control: Control::Choice {
                    options: &["both", "code", "link"],
                },
                only_if: None,
            },
            FieldSpec {
                name: "PasswordReset",
                control: Control::Toggle,
                only_if: None,
            },
        ],
    };

    fn value(&self, field: &str) -> Option<Value> {
        Some(match field {
            "enabled" => Value::Toggle(self.enabled),
            "Method" => Value::Choice(self.method.as_str()),
            "PasswordReset" => Value::Toggle(self.password_reset),
            _ => return None,
        })
    }

    fn set(&mut self, field: &str, value: Value) {
        match (field, value) {
            ("enabled", Value::Toggle(yes)) => self.enabled = yes,
            ("Method", Value::Choice(method)) => {
                self.method = method.parse().unwrap_or(self.method);
            }
            ("PasswordReset", Value::Toggle(yes)) => self.password_reset = yes,
            _ => {}
        }
    }
}
