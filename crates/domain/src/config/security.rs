use std::num::NonZeroU32;

use crate::{
    email::{DomainRule, DomainRules},
    names::named,
};

use super::{
    Control, FieldError, FieldFault, FieldSpec, Module, ModuleGroup, ModuleSpec, Unit, Value,
};

named! {
    /// Which other sites may show a media page in a frame.
    pub enum FrameAncestors {
        /// None.
        Nobody = "nobody",
        /// Those in `FrameHosts`.
        Listed = "listed",
    }
}

/// Module `security`: how much guessing and asking is put up with, and who may frame pages.
/// Numbers say how often at once; what comes back with time stands with each budget in the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Security {
    password_tries: i64,
    password_tries_network: i64,
    lobby_tries: i64,
    lobby_tries_network: i64,
    mails: i64,
    mails_network: i64,
    code_tries_network: i64,
    /// Who may frame media pages.
    pub frame_ancestors: FrameAncestors,
    /// The hosts, if those that are listed may.
    pub frame_hosts: DomainRules,
}

impl Default for Security {
    fn default() -> Self {
        Self {
            password_tries: 10,
            password_tries_network: 60,
            lobby_tries: 10,
            lobby_tries_network: 60,
            mails: 5,
            mails_network: 60,
            code_tries_network: 60,
            frame_ancestors: FrameAncestors::Nobody,
            frame_hosts: DomainRules::default(),
        }
    }
}

fn times(number: i64) -> NonZeroU32 {
    let number = u32::try_from(number).ok().and_then(NonZeroU32::new);
    number.unwrap_or(NonZeroU32::MIN)
}

impl Security {
    /// Wrong passwords for one address from one network.
    pub fn password_tries(&self) -> NonZeroU32 {
        times(self.password_tries)
    }

    /// Wrong passwords from one network.
    pub fn password_tries_network(&self) -> NonZeroU32 {
        times(self.password_tries_network)
    }

    /// Wrong addresses in the lobby from one browser.
    pub fn lobby_tries(&self) -> NonZeroU32 {
        times(self.lobby_tries)
    }

    /// Wrong addresses before one link from one network.
    pub fn lobby_tries_network(&self) -> NonZeroU32 {
        times(self.lobby_tries_network)
    }

    /// Codes and links that are asked for for one address from one network.
    pub fn mails(&self) -> NonZeroU32 {
        times(self.mails)
    }

    /// Codes and links that are asked for from one network.
    pub fn mails_network(&self) -> NonZeroU32 {
        times(self.mails_network)
    }

    /// Wrong codes from one network. Five for each code are the limit beside it.
    pub fn code_tries_network(&self) -> NonZeroU32 {
        times(self.code_tries_network)
    }

    /// Who may frame a media page, as a content policy says it: `'none'`, or hosts by https.
    pub fn framed_by(&self) -> String {
        let hosts = self.frame_hosts.iter().map(|rule| match rule {
            DomainRule::Exactly(domain) => format!("https://{}", domain.as_str()),
            DomainRule::Below(domain) => format!("https://*.{}", domain.as_str()),
        });
        let hosts: Vec<_> = match self.frame_ancestors {
            FrameAncestors::Nobody => Vec::new(),
            FrameAncestors::Listed => hosts.collect(),
        };
        if hosts.is_empty() {
            "'none'".to_owned()
        } else {
            hosts.join(" ")
        }
    }
}

const fn number(name: &'static str, min: i64, max: i64) -> FieldSpec {
    FieldSpec {
        name,
        control: Control::Number {
            min,
            max,
            or: None,
            unit: Unit::Plain,
        },
        only_if: None,
    }
}

/// A budget of one address or browser, and the one of its network, which has room for it.
const WITHIN: [(&str, &str); 3] = [
    ("PasswordTries", "PasswordTriesPerNetwork"),
    ("LobbyTries", "LobbyTriesPerNetwork"),
    ("Mails", "MailsPerNetwork"),
];

impl Module for Security {
    const SPEC: ModuleSpec = ModuleSpec {
        name: "security",
        group: ModuleGroup::Global,
        shown: true,
        fields: &[
            number("PasswordTries", 3, 100),
            number("PasswordTriesPerNetwork", 10, 10_000),
            number("LobbyTries", 3, 100),
            number("LobbyTriesPerNetwork", 10, 10_000),
            number("Mails", 2, 20),
            number("MailsPerNetwork", 10, 10_000),
            number("CodeTriesPerNetwork", 10, 10_000),
            FieldSpec {
                name: "FrameAncestors",
                control: Control::Choice {
                    options: &["nobody", "listed"],
                },
                only_if: None,
            },
            FieldSpec {
                name: "FrameHosts",
                control: Control::Domains,
                only_if: Some(("FrameAncestors", "listed")),
            },
        ],
    };

    fn value(&self, field: &str) -> Option<Value> {
        Some(match field {
            "PasswordTries" => Value::Number(self.password_tries),
            "PasswordTriesPerNetwork" => Value::Number(self.password_tries_network),
            "LobbyTries" => Value::Number(self.lobby_tries),
            "LobbyTriesPerNetwork" => Value::Number(self.lobby_tries_network),
            "Mails" => Value::Number(self.mails),
            "MailsPerNetwork" => Value::Number(self.mails_network),
            "CodeTriesPerNetwork" => Value::Number(self.code_tries_network),
            "FrameAncestors" => Value::Choice(self.frame_ancestors.as_str()),
            "FrameHosts" => Value::Domains(self.frame_hosts.clone()),
            _ => return None,
        })
    }

    fn set(&mut self, field: &str, value: Value) {
        match (field, value) {
            ("PasswordTries", Value::Number(n)) => self.password_tries = n,
            ("PasswordTriesPerNetwork", Value::Number(n)) => self.password_tries_network = n,
            ("LobbyTries", Value::Number(n)) => self.lobby_tries = n,
            ("LobbyTriesPerNetwork", Value::Number(n)) => self.lobby_tries_network = n,
            ("Mails", Value::Number(n)) => self.mails = n,
            ("MailsPerNetwork", Value::Number(n)) => self.mails_network = n,
            ("CodeTriesPerNetwork", Value::Number(n)) => self.code_tries_network = n,
            ("FrameAncestors", Value::Choice(who)) => {
                self.frame_ancestors = who.parse().unwrap_or(self.frame_ancestors);
            }
            ("FrameHosts", Value::Domains(hosts)) => self.frame_hosts = hosts,
            _ => {}
        }
    }

    fn contradictions(&self) -> Vec<FieldFault> {
        let number = |field| match self.value(field) {
            Some(Value::Number(number)) => number,
            _ => 0,
        };
        let mut faults: Vec<_> = WITHIN
            .into_iter()
            .filter(|(one, network)| number(network) < number(one))
            // Whichever of the two is set is told.
            .flat_map(|(one, network)| {
                let min = number(one);
                let max = number(network);
                let fault = |field: &str, error| FieldFault {
                    field: field.to_owned(),
                    error,
                };
                [
                    fault(network, FieldError::BelowOne { field: one, min }),
                    fault(
                        one,
                        FieldError::AboveNetwork {
                            field: network,
                            max,
                        },
                    ),
                ]
            })
            .collect();
        if self.frame_ancestors == FrameAncestors::Listed && self.frame_hosts.is_empty() {
            faults.push(FieldFault {
                field: "FrameHosts".to_owned(),
                error: FieldError::Needed,
            });
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{SiteConfig, Submitted};

    fn set(fields: &[(&str, &str)]) -> Result<Security, Vec<(String, &'static str)>> {
        let submitted: Submitted = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()]))
            .collect();
        let applied = SiteConfig::default().apply("security", &submitted).unwrap();
        applied.map(|site| site.security).map_err(|faults| {
            let coded = faults.into_iter().map(|one| (one.field, one.error.code()));
            coded.collect()
        })
    }

    #[test]
    fn nobody_frames_pages_until_hosts_are_listed() {
        assert_eq!(Security::default().framed_by(), "'none'");
        let listed = [
            ("FrameAncestors", "listed"),
            ("FrameHosts", "lms.uni.edu\n*.bücher.example"),
        ];
        assert_eq!(
            set(&listed).unwrap().framed_by(),
            "https://lms.uni.edu https://*.xn--bcher-kva.example"
        );
        let hosts_alone = [("FrameHosts", "lms.uni.edu"), ("FrameAncestors", "nobody")];
        assert_eq!(set(&hosts_alone).unwrap().framed_by(), "'none'");
        let none = [("FrameAncestors", "listed"), ("FrameHosts", "")];
        assert_eq!(
            set(&none).unwrap_err(),
            [("FrameHosts".to_owned(), "needed")]
        );
        let script = [
            ("FrameAncestors", "listed"),
            ("FrameHosts", "*; script-src *"),
        ];
        assert_eq!(set(&script).unwrap_err()[0].1, "not_a_domain");
    }

    #[test]
    fn a_network_has_room_for_what_one_of_its_people_may() {
        let tight = [("PasswordTries", "50"), ("PasswordTriesPerNetwork", "20")];
        assert_eq!(
            set(&tight).unwrap_err(),
            [
                ("PasswordTriesPerNetwork".to_owned(), "below_one"),
                ("PasswordTries".to_owned(), "above_network")
            ]
        );
        assert_eq!(
            set(&[("LobbyTries", "70")]).unwrap_err()[0].1,
            "above_network"
        );
        assert_eq!(
            set(&[("LobbyTries", "2")]).unwrap_err(),
            [("LobbyTries".to_owned(), "out_of_bounds")]
        );
        assert_eq!(set(&[("Mails", "7")]).unwrap().mails().get(), 7);
    }
}
