use std::net::{IpAddr, Ipv6Addr};

use crate::{email::Email, names::named};

use super::{
    Control, FieldError, FieldFault, FieldSpec, MailService, Module, ModuleGroup, ModuleSpec,
    Sealed, Unit, Value,
};

named! {
    /// How the conversation with the mail server is kept from others.
    pub enum MailSecurity {
        /// It begins in the clear and must become encrypted before anything is said.
        StartTls = "starttls",
        /// It is encrypted from the first byte.
        Tls = "tls",
        /// It is not encrypted.
        None = "none",
    }
}

/// Module `emailservice`: where mail is handed in, and as whose it goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailService {
    /// The server's name or address; empty as long as no mail is sent.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How it is spoken to.
    pub security: MailSecurity,
    /// Who we are to it; empty if it does not ask.
    pub user: String,
    /// The password, sealed.
    pub password: Option<Sealed>,
    /// The sender's name.
    pub from_name: String,
    /// The sender's address, as it was written; empty as long as no mail is sent.
    pub from_address: String,
    /// Where answers go; empty for the sender's address.
    pub reply_to: String,
}

impl Default for EmailService {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: 587,
            security: MailSecurity::StartTls,
            user: String::new(),
            password: None,
            from_name: String::new(),
            from_address: String::new(),
            reply_to: String::new(),
        }
    }
}

impl EmailService {
    /// Whether mail can be sent: there is a server, and a sender.
    pub fn service(&self) -> MailService {
        if self.host.is_empty() || self.sender().is_none() {
            MailService::Absent
        } else {
            MailService::Configured
        }
    }

    /// The sender's address.
    pub fn sender(&self) -> Option<Email> {
        Email::parse(&self.from_address).ok()
    }

    /// Where answers go, if not to the sender.
    pub fn answers_to(&self) -> Option<Email> {
        Email::parse(&self.reply_to).ok()
    }

    /// Whether the server is on this machine, so that nobody listens on the way.
    fn is_here(&self) -> bool {
        let host = self.host.as_str();
        host.eq_ignore_ascii_case("localhost")
            || host
                .parse::<IpAddr>()
                .is_ok_and(|address| address.is_loopback())
    }
}

const fn text(name: &'static str, max: usize) -> FieldSpec {
    FieldSpec {
        name,
        control: Control::Text { max },
        only_if: None,
    }
}

impl Module for EmailService {
    const SPEC: ModuleSpec = ModuleSpec {
        name: "emailservice",
        group: ModuleGroup::Global,
        shown: true,
        fields: &[
            text("host", 253),
            FieldSpec {
                name: "port",
                control: Control::Number {
                    min: 1,
                    max: 65_535,
                    or: None,
                    unit: Unit::Plain,
                },
                only_if: None,
            },
            FieldSpec {
                name: "security",
                control: Control::Choice {
                    options: &["starttls", "tls", "none"],
                },
                only_if: None,
            },
            text("user", 254),
            FieldSpec {
                name: "password",
                control: Control::Secret,
                only_if: None,
            },
            text("fromName", 100),
            text("fromAddress", 254),
            text("replyTo", 254),
        ],
    };

    fn value(&self, field: &str) -> Option<Value> {
        Some(match field {
            "host" => Value::Text(self.host.clone()),
            "port" => Value::Number(self.port.into()),
            "security" => Value::Choice(self.security.as_str()),
            "user" => Value::Text(self.user.clone()),
            "password" => Value::Secret(self.password.clone()),
            "fromName" => Value::Text(self.from_name.clone()),
            "fromAddress" => Value::Text(self.from_address.clone()),
            "replyTo" => Value::Text(self.reply_to.clone()),
            _ => return None,
        })
    }

    fn set(&mut self, field: &str, value: Value) {
        // The controls' bounds hold by now, so that nothing is lost in narrowing.
        match (field, value) {
            ("host", Value::Text(host)) => self.host = host,
            ("port", Value::Number(port)) => self.port = port as u16,
            ("security", Value::Choice(option)) => {
                self.security = option.parse().unwrap_or(self.security);
            }
            ("user", Value::Text(user)) => self.user = user,
            ("password", Value::Secret(password)) => self.password = password,
            ("fromName", Value::Text(name)) => self.from_name = name,
            ("fromAddress", Value::Text(address)) => self.from_address = address,
            ("replyTo", Value::Text(address)) => self.reply_to = address,
            _ => {}
        }
    }

    fn contradictions(&self) -> Vec<FieldFault> {
        let mut faults = Vec::new();
        let mut fault = |wrong: bool, field: &str, error: FieldError| {
            if wrong {
                faults.push(FieldFault {
                    field: field.to_owned(),
                    error,
                });
            }
        };
        fault(
            !self.host.is_empty() && !is_host(&self.host),
            "host",
            FieldError::NotAHost,
        );
        fault(
            !self.from_address.is_empty() && self.sender().is_none(),
            "fromAddress",
            FieldError::NotAnAddress,
        );
        fault(
            !self.host.is_empty() && self.from_address.is_empty(),
            "fromAddress",
            FieldError::Needed,
        );
        fault(
            !self.reply_to.is_empty() && self.answers_to().is_none(),
            "replyTo",
            FieldError::NotAnAddress,
        );
        fault(
            self.password.is_some() && self.user.is_empty(),
            "user",
            FieldError::Needed,
        );
        fault(
            self.password.is_some() && self.security == MailSecurity::None && !self.is_here(),
            "security",
            FieldError::PasswordInTheClear,
        );
        faults
    }
}

/// A name or an address that can be looked up, and nothing around it.
fn is_host(text: &str) -> bool {
    let name = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    text.parse::<Ipv6Addr>().is_ok() || text.trim_end_matches('.').split('.').all(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(change: impl FnOnce(&mut EmailService)) -> EmailService {
        let mut service = EmailService {
            host: "smtp.uni.edu".to_owned(),
            from_address: "hub@uni.edu".to_owned(),
            ..EmailService::default()
        };
        change(&mut service);
        service
    }

    fn faults(change: impl FnOnce(&mut EmailService)) -> Vec<(String, &'static str)> {
        let faults = service(change).contradictions();
        let named = faults
            .iter()
            .map(|fault| (fault.field.clone(), fault.error.code()));
        named.collect()
    }

    #[test]
    fn mail_is_sent_with_a_server_and_a_sender() {
        assert_eq!(EmailService::default().service(), MailService::Absent);
        assert_eq!(service(|_| {}).service(), MailService::Configured);
        assert_eq!(service(|it| it.host.clear()).service(), MailService::Absent);
        assert_eq!(
            service(|it| it.from_address.clear()).service(),
            MailService::Absent
        );
        assert_eq!(faults(|_| {}), []);
        assert_eq!(EmailService::default().contradictions(), []);
    }

    #[test]
    fn hosts_are_names_and_addresses() {
        for host in [
            "localhost",
            "smtp.uni.edu",
            "smtp.uni.edu.",
            "10.0.0.1",
            "::1",
            "mail_relay",
        ] {
            assert_eq!(faults(|it| host.clone_into(&mut it.host)), [], "{host}");
        }
        for host in [
            "smtp://uni.edu",
            "uni.edu:25",
            "a b",
            "uni..edu",
            "me@uni.edu",
            "-\r\n",
        ] {
            let told = faults(|it| host.clone_into(&mut it.host));
            assert_eq!(told, [("host".to_owned(), "not_a_host")], "{host}");
        }
    }

    #[test]
    fn what_contradicts_itself_is_told_beside_its_field() {
        let one = |field: &str, code| vec![(field.to_owned(), code)];
        assert_eq!(
            faults(|it| it.from_address.clear()),
            one("fromAddress", "needed")
        );
        let wrong = |it: &mut EmailService| "hub at uni".clone_into(&mut it.from_address);
        assert_eq!(faults(wrong), one("fromAddress", "not_an_address"));
        let wrong = |it: &mut EmailService| "x".clone_into(&mut it.reply_to);
        assert_eq!(faults(wrong), one("replyTo", "not_an_address"));
        let nameless = |it: &mut EmailService| it.password = Some(Sealed::new("x"));
        assert_eq!(faults(nameless), one("user", "needed"));
    }

    #[test]
    fn a_password_goes_out_encrypted_or_stays_on_the_machine() {
        let open = |host: &'static str| {
            faults(|it| {
                it.password = Some(Sealed::new("x"));
                "hub".clone_into(&mut it.user);
                it.security = MailSecurity::None;
                host.clone_into(&mut it.host);
            })
        };
        let told = ("security".to_owned(), "password_in_the_clear");
        assert_eq!(open("smtp.uni.edu"), [told]);
        for here in ["localhost", "127.0.0.1", "::1"] {
            assert_eq!(open(here), []);
        }
    }
}
