//! The mail service as the console set it up.

use usher_domain::config::{EmailService, MailSecurity};
use usher_mail::{Credentials, Person, Security, Server};

use crate::{App, features::admin};

/// Where mail is handed in, and as whose.
#[derive(Clone, Debug)]
pub struct Service {
    /// The server.
    pub server: Server,
    /// The sender.
    pub from: Person,
    /// Where answers go, if not to the sender.
    pub reply_to: Option<Person>,
}

impl Service {
    /// As it is set up; `None` if it is not, or if its password was sealed under another
    /// key file.
    pub fn of(app: &App, module: &EmailService) -> Option<Self> {
        let sender = module.sender()?;
        if module.host.is_empty() {
            return None;
        }
        let credentials = match &module.password {
            None => None,
            Some(sealed) => Some(Credentials {
                user: module.user.clone(),
                password: admin::reveal(&app.sealer(), sealed)?,
            }),
        };
        let named = |email| Person {
            name: module.from_name.clone(),
            email,
        };
        Some(Self {
            server: Server {
                host: module.host.clone(),
                port: module.port,
                security: match module.security {
                    MailSecurity::StartTls => Security::StartTls,
                    MailSecurity::Tls => Security::Tls,
                    MailSecurity::None => Security::None,
                },
                credentials,
                hello: host(app),
            },
            from: named(sender),
            reply_to: module.answers_to().map(named),
        })
    }
}

/// The hub's own host: what it calls itself, and what its letters' ids are of.
pub(super) fn host(app: &App) -> String {
    let host = app.parts.site.base_url.host_str();
    host.unwrap_or("localhost").to_owned()
}
