//! What the administrator of the machine decided: a TOML file, overlaid by
//! the environment, overlaid by the command line. Once built, a [`Settings`]
//! is valid; every mistake is one sentence that says what to do. Nothing is
//! made or changed on the way.

mod base_url;
mod bucket;
mod database;
mod environment;
mod file;
mod given;
pub(crate) mod keys;
pub(crate) mod log;
mod parse;
#[cfg(test)]
mod tests;

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
};

use usher_app::http::network::Network;

pub(crate) use self::{base_url::BaseUrl, bucket::InBucket, database::Database};
use self::{
    given::{Given, Source, Value},
    log::{Format, Level, LogSettings},
};
use crate::{
    data_folder::{CONFIGURATION, DataFolder},
    failure::{Failure, Outcome},
    tls::TlsFiles,
};

/// Where data goes if nobody says: below the folder the command runs in.
const DEFAULT_DATA: &str = "usher-data";
/// 16 GiB: a day of lecture capture in one file.
const DEFAULT_MAX_UPLOAD_BYTES: u64 = 16 * 1024 * 1024 * 1024;
/// Where the server listens if nobody says: this machine only.
const DEFAULT_LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8484);

/// The settings of one process.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The folder with everything that Usher keeps.
    pub(crate) data: DataFolder,
    /// Where the server listens; port 0 picks a free one.
    pub(crate) listen: SocketAddr,
    /// Where people reach the hub.
    pub(crate) base_url: BaseUrl,
    /// Which database.
    pub(crate) database: Database,
    /// The bucket that has all objects, if there is one.
    pub(crate) bucket: Option<InBucket>,
    /// The file with the key that secrets are hashed under.
    pub(crate) key_file: PathBuf,
    /// Whose `X-Forwarded-…` headers are believed.
    pub(crate) trusted_proxies: Vec<Network>,
    /// The internal location below which a proxy that is nginx finds media bytes.
    pub(crate) nginx_location: Option<String>,
    /// The largest upload in bytes.
    pub(crate) max_upload_bytes: u64,
    /// The IANA name of the zone where the reader's is not known.
    pub(crate) time_zone: String,
    /// The certificate to speak TLS with; without one a proxy does.
    pub(crate) tls: Option<TlsFiles>,
    /// How logs are written.
    pub(crate) log: LogSettings,
    /// The configuration file that was read, if there was one.
    pub(crate) file: Option<PathBuf>,
    /// Variables of the environment that look like settings and are none.
    pub(crate) ignored: Vec<String>,
}

/// What the command line said about the settings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub(crate) config: Option<PathBuf>,
    pub(crate) data: Option<PathBuf>,
    pub(crate) listen: Option<String>,
}

impl Asked {
    fn given(&self) -> Given {
        let mut given = Given::default();
        if let Some(data) = &self.data {
            given.put(
                &keys::DATA,
                Value::Path(data.clone()),
                Source::Flag("--data"),
            );
        }
        if let Some(listen) = &self.listen {
            given.put(
                &keys::LISTEN,
                Value::Text(listen.clone()),
                Source::Flag("--listen"),
            );
        }
        given
    }
}

/// Loads the settings from the file, `variables` (the whole environment) and
/// the command line.
pub(crate) fn load(
    asked: &Asked,
    variables: impl IntoIterator<Item = (String, String)>,
) -> Outcome<Settings> {
    let spoken = environment::read(variables)?;
    let over_file = spoken.given.overlaid_by(asked.given());
    let file = asked.config.clone().or(spoken.config);
    let (given, file) = match file {
        Some(path) => (file::read(&path)?.overlaid_by(over_file), Some(path)),
        None => with_default_file(over_file)?,
    };
    let mut settings = resolved(&given)?;
    settings.file = file;
    settings.ignored = spoken.ignored;
    Ok(settings)
}

/// Puts the file in the data folder, if there is one, under `over_file`.
fn with_default_file(over_file: Given) -> Outcome<(Given, Option<PathBuf>)> {
    let folder = over_file
        .path(&keys::DATA)
        .map_or(Path::new(DEFAULT_DATA), |(path, _)| path);
    let path = folder.join(CONFIGURATION);
    if !path.exists() {
        return Ok((over_file, None));
    }
    let below = file::read(&path)?;
    if below.path(&keys::DATA).is_some() {
        return Err(Failure::usage(format!(
            "{} lies in the data folder, so it cannot say where the data folder is. Take its line \
             data out, or name the file by --config.",
            path.display()
        )));
    }
    let folder = folder.to_owned();
    let mut given = below.overlaid_by(over_file);
    // The folder stays what it was when the file was found there.
    if given.path(&keys::DATA).is_none() {
        given.put(&keys::DATA, Value::Path(folder), Source::Flag("--data"));
    }
    Ok((given, Some(path)))
}

/// Both files or none.
fn tls(given: &Given) -> Outcome<Option<TlsFiles>> {
    let (certificate, key) = (
        given.path(&keys::TLS_CERTIFICATE),
        given.path(&keys::TLS_KEY),
    );
    match (certificate, key) {
        (None, None) => Ok(None),
        (Some((certificate, of)), Some((key, by))) => {
            parse::pem_file(certificate, of)?;
            parse::pem_file(key, by)?;
            Ok(Some(TlsFiles {
                certificate: certificate.clone(),
                key: key.clone(),
            }))
        }
        (Some((_, source)), None) => parse::alone(source, &keys::TLS_KEY),
        (None, Some((_, source))) => parse::alone(source, &keys::TLS_CERTIFICATE),
    }
}

fn resolved(given: &Given) -> Outcome<Settings> {
    let data = given
        .path(&keys::DATA)
        .map_or(Path::new(DEFAULT_DATA), |(path, _)| path);
    let data = DataFolder::at(data);
    let listen = match given.text(&keys::LISTEN) {
        Some((text, source)) => parse::listen(text, source)?,
        None => DEFAULT_LISTEN,
    };
    let tls = tls(given)?;
    if let (Some(_), Some((text, source))) = (&tls, given.text(&keys::BASE_URL)) {
        base_url::secured(text, source)?;
    }
    Ok(Settings {
        database: database::resolved(given)?,
        bucket: bucket::resolved(given)?,
        base_url: match given.text(&keys::BASE_URL) {
            Some((text, source)) => base_url::protected(base_url::parse(text, source)?, listen)?,
            None => base_url::default_for(listen)?,
        },
        key_file: match given.path(&keys::KEY_FILE) {
            Some((path, source)) => parse::key_file(path, source).map(|()| path.clone())?,
            None => data.key_file(),
        },
        trusted_proxies: match given.list(&keys::TRUSTED_PROXIES) {
            Some((list, source)) => parse::trusted_proxies(list, source)?,
            None => Vec::new(),
        },
        nginx_location: given
            .text(&keys::NGINX_LOCATION)
            .map(|(text, source)| parse::nginx_location(text, source))
            .transpose()?,
        max_upload_bytes: match given.whole(&keys::MAX_UPLOAD_BYTES) {
            Some((bytes, source)) => parse::max_upload_bytes(bytes, source)?,
            None => DEFAULT_MAX_UPLOAD_BYTES,
        },
        time_zone: match given.text(&keys::TIME_ZONE) {
            Some((text, source)) => parse::time_zone(text, source)?,
            None => "UTC".to_owned(),
        },
        tls,
        log: LogSettings {
            format: match given.text(&keys::LOG_FORMAT) {
                Some((text, source)) => parse::log_format(text, source)?,
                None => Format::Pretty,
            },
            level: match given.text(&keys::LOG_LEVEL) {
                Some((text, source)) => parse::log_level(text, source)?,
                None => Level::Info,
            },
        },
        data,
        listen,
        file: None,
        ignored: Vec::new(),
    })
}
