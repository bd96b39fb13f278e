//! Where a PostgreSQL database is, with a password that nobody sees.

use std::{fmt, path::PathBuf, str::FromStr, sync::Arc};

use tokio_postgres::{
    Config,
    config::{Host, SslMode},
};

/// Where a PostgreSQL database is and who we are to it, read from a URL:
///
/// `postgres://usher:secret@db.example.org:5432/usher?sslmode=require`
///
/// Its `Display` and `Debug` say the database and the host, never the password.
///
/// * `sslmode=disable`: never TLS. `prefer` (if nothing is said): TLS where the
///   server offers it, against listeners; the certificate is not checked, as with
///   PostgreSQL's own programs. `require` (also written `verify-ca` or
///   `verify-full`): TLS, and the certificate must be for that host and come from an
///   authority that the machine knows or that stands in `sslrootcert`.
/// * `sslrootcert=/path/to/ca.pem`: further authorities.
#[derive(Clone, PartialEq, Eq)]
pub struct PostgresAddress {
    config: Arc<Config>,
    pub(super) roots: Option<PathBuf>,
    shown: String,
}

/// Why a text is not the address of a PostgreSQL database. Never repeats the text,
/// since a password may stand in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    /// Another scheme, or none.
    #[error("it does not begin with postgres://")]
    Scheme,
    /// No host.
    #[error("it names no host, as in postgres://usher@localhost/usher")]
    NoHost,
    /// No database.
    #[error("it names no database, as in postgres://usher@localhost/usher")]
    NoDatabase,
    /// An unknown mode.
    #[error("sslmode is disable, prefer or require")]
    SslMode,
    /// Anything else.
    #[error("it is not a complete address, as in postgres://usher:password@localhost/usher ({0})")]
    Other(String),
}

impl FromStr for PostgresAddress {
    type Err = BadAddress;

    fn from_str(text: &str) -> Result<Self, BadAddress> {
        if !["postgres://", "postgresql://"]
            .iter()
            .any(|scheme| text.starts_with(scheme))
        {
            return Err(BadAddress::Scheme);
        }
        let (kept, taken) = take(text, &["sslmode", "sslrootcert"]);
        let mut config: Config = kept.parse().map_err(|error| reason(&error))?;
        let mut roots = None;
        for (name, value) in taken {
            match (name, value.as_str()) {
                ("sslmode", "disable") => config.ssl_mode(SslMode::Disable),
                ("sslmode", "prefer" | "allow") => config.ssl_mode(SslMode::Prefer),
                ("sslmode", "require" | "verify-ca" | "verify-full") => {
                    config.ssl_mode(SslMode::Require)
                }
                ("sslmode", _) => return Err(BadAddress::SslMode),
                _ => {
                    // `system` is what PostgreSQL's own programs call what we always do.
                    roots = (value != "system").then(|| PathBuf::from(value));
                    &mut config
                }
            };
        }
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(BadAddress::NoHost);
        }
        let Some(database) = config.get_dbname().filter(|name| !name.is_empty()) else {
            return Err(BadAddress::NoDatabase);
        };
        let shown = shown(&config, database);
        config.application_name("usher");
        Ok(Self {
            config: Arc::new(config),
            roots,
            shown,
        })
    }
}

impl PostgresAddress {
    /// The database's name.
    pub fn database(&self) -> &str {
        self.config.get_dbname().unwrap_or_default()
    }

    /// The role that we log in as; the system's user if none is named.
    pub fn user(&self) -> Option<&str> {
        self.config.get_user()
    }

    /// Whether a password stands in it.
    pub fn has_password(&self) -> bool {
        self.config.get_password().is_some()
    }

    /// The same with a password.
    #[must_use]
    pub fn with_password(&self, password: &str) -> Self {
        let mut config = self.config();
        config.password(password);
        Self {
            config: Arc::new(config),
            ..self.clone()
        }
    }

    /// The same server and role, another database.
    #[must_use]
    pub fn with_database(&self, name: &str) -> Self {
        let mut config = self.config();
        config.dbname(name);
        Self {
            shown: shown(&config, name),
            config: Arc::new(config),
            roots: self.roots.clone(),
        }
    }

    pub(super) fn config(&self) -> Config {
        Config::clone(&self.config)
    }
}

impl fmt::Display for PostgresAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for PostgresAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PostgresAddress({})", self.shown)
    }
}

fn shown(config: &Config, database: &str) -> String {
    let ports = config.get_ports();
    let port = |at: usize| ports.get(at).or(ports.first()).copied().unwrap_or(5432);
    let hosts: Vec<_> = config
        .get_hosts()
        .iter()
        .enumerate()
        .map(|(at, host)| match host {
            Host::Tcp(name) => format!("{name}:{}", port(at)),
            Host::Unix(folder) => folder.display().to_string(),
        })
        .collect();
    let hosts = if hosts.is_empty() {
        let addresses = config.get_hostaddrs().iter().enumerate();
        addresses
            .map(|(at, address)| format!("{address}:{}", port(at)))
            .collect()
    } else {
        hosts
    };
    format!("{database} on {}", hosts.join(", "))
}

/// Takes the settings called `names` out of the query of a URL.
fn take<'n>(text: &str, names: &[&'n str]) -> (String, Vec<(&'n str, String)>) {
    let Some((address, query)) = text.split_once('?') else {
        return (text.to_owned(), Vec::new());
    };
    let (mut kept, mut taken) = (Vec::new(), Vec::new());
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        match names.iter().find(|known| **known == name) {
            Some(known) => taken.push((*known, decoded(value))),
            None => kept.push(pair),
        }
    }
    let address = if kept.is_empty() {
        address.to_owned()
    } else {
        format!("{address}?{}", kept.join("&"))
    };
    (address, taken)
}

/// `%2F` and its kin.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let pair = after
            .get(..2)
            .filter(|_| *first == b'%')
            .and_then(|pair| std::str::from_utf8(pair).ok())
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        bytes.push(pair.unwrap_or(*first));
        rest = after
            .get(if pair.is_some() { 2 } else { 0 }..)
            .unwrap_or_default();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What the parser says, which names settings and no values.
fn reason(error: &tokio_postgres::Error) -> BadAddress {
    let cause = std::error::Error::source(error).map(ToString::to_string);
    BadAddress::Other(cause.unwrap_or_else(|| error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        let address: PostgresAddress =
            "postgres://usher:hunter2@db.example.org:6432/hub?sslmode=require&sslrootcert=%2Fetc%2Fca.pem"
                .parse()
                .unwrap();
        assert_eq!(address.to_string(), "hub on db.example.org:6432");
        assert_eq!(
            format!("{address:?}"),
            "PostgresAddress(hub on db.example.org:6432)"
        );
        assert_eq!(address.roots, Some("/etc/ca.pem".into()));
        assert_eq!(address.config.get_ssl_mode(), SslMode::Require);
        for wrong in [
            "postgres://usher:hunter2@:host:name/hub",
            "postgres://usher:hunter2@host/hub?port=hunter2",
            "postgres://usher:hunter2@host:hunter2/hub",
            "postgres://usher:hunter2@host/hub?hunter=2",
            "postgres:/usher:hunter2@host",
        ] {
            let refused = wrong.parse::<PostgresAddress>().unwrap_err();
            assert!(
                !format!("{refused:?} {refused}").contains("hunter2"),
                "{refused}"
            );
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        for (text, refusal) in [
            ("mysql://localhost/usher", BadAddress::Scheme),
            ("postgres:///usher", BadAddress::NoHost),
            ("postgres://localhost", BadAddress::NoDatabase),
            ("postgres://localhost/", BadAddress::NoDatabase),
            ("postgres://localhost/usher?sslmode=on", BadAddress::SslMode),
        ] {
            assert_eq!(text.parse::<PostgresAddress>(), Err(refusal), "{text}");
        }
    }
}
