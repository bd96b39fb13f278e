//! Every setting by name. The file, the environment and the messages read
//! this one list.

/// One setting: its name in the file (`table.key` for nested ones), its
/// variable in the environment, and what may be written there.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) variable: &'static str,
    pub(crate) shape: Shape,
}

/// What a setting's value looks like before it is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A text in quotes.
    Text,
    /// The same, with a password in it perhaps: never shown.
    Address,
    /// A path; in the file, relative ones start at the file's folder.
    Path,
    /// A list of texts; in the environment, separated by commas.
    List,
    /// A whole number; `_` may group its digits.
    Whole,
}

const fn key(name: &'static str, variable: &'static str, shape: Shape) -> Key {
    Key {
        name,
        variable,
        shape,
    }
}

/// The folder with everything that Usher keeps.
pub(crate) static DATA: Key = key("data", "USHER_DATA", Shape::Path);
/// The address and port to listen on.
pub(crate) static LISTEN: Key = key("listen", "USHER_LISTEN", Shape::Text);
/// Where people reach the hub.
pub(crate) static BASE_URL: Key = key("base_url", "USHER_BASE_URL", Shape::Text);
/// Which database.
pub(crate) static DATABASE: Key = key("database", "USHER_DATABASE", Shape::Address);
/// The file with the password of a PostgreSQL database.
pub(crate) static DATABASE_PASSWORD_FILE: Key = key(
    "database_password_file",
    "USHER_DATABASE_PASSWORD_FILE",
    Shape::Path,
);
/// The file with the key that secrets are hashed under.
pub(crate) static KEY_FILE: Key = key("key_file", "USHER_KEY_FILE", Shape::Path);
/// Whose `X-Forwarded-…` is believed.
pub(crate) static TRUSTED_PROXIES: Key =
    key("trusted_proxies", "USHER_TRUSTED_PROXIES", Shape::List);
/// Where nginx finds media bytes.
pub(crate) static NGINX_LOCATION: Key = key("nginx_location", "USHER_NGINX_LOCATION", Shape::Text);
/// The certificate to speak TLS with.
pub(crate) static TLS_CERTIFICATE: Key =
    key("tls.certificate", "USHER_TLS_CERTIFICATE", Shape::Path);
/// Its private key.
pub(crate) static TLS_KEY: Key = key("tls.key", "USHER_TLS_KEY", Shape::Path);
/// The largest upload in bytes.
pub(crate) static MAX_UPLOAD_BYTES: Key =
    key("max_upload_bytes", "USHER_MAX_UPLOAD_BYTES", Shape::Whole);
/// The zone where the reader's is not known.
pub(crate) static TIME_ZONE: Key = key("time_zone", "USHER_TIME_ZONE", Shape::Text);
/// The server of the bucket with all objects.
pub(crate) static S3_ENDPOINT: Key = key("s3.endpoint", "USHER_S3_ENDPOINT", Shape::Text);
/// The bucket's name.
pub(crate) static S3_BUCKET: Key = key("s3.bucket", "USHER_S3_BUCKET", Shape::Text);
/// Its region.
pub(crate) static S3_REGION: Key = key("s3.region", "USHER_S3_REGION", Shape::Text);
/// Where the bucket's name stands.
pub(crate) static S3_ADDRESSING: Key = key("s3.addressing", "USHER_S3_ADDRESSING", Shape::Text);
/// The id of the key that may use it.
pub(crate) static S3_ACCESS_KEY: Key = key("s3.access_key", "USHER_S3_ACCESS_KEY", Shape::Text);
/// The file with that key.
pub(crate) static S3_SECRET_KEY_FILE: Key = key(
    "s3.secret_key_file",
    "USHER_S3_SECRET_KEY_FILE",
    Shape::Path,
);
/// How much of it is kept on the disk as well.
pub(crate) static S3_KEPT_BYTES: Key = key("s3.kept_bytes", "USHER_S3_KEPT_BYTES", Shape::Whole);
/// Who sends whole files.
pub(crate) static S3_DOWNLOADS: Key = key("s3.downloads", "USHER_S3_DOWNLOADS", Shape::Text);
/// How logs are written.
pub(crate) static LOG_FORMAT: Key = key("log.format", "USHER_LOG_FORMAT", Shape::Text);
/// How much is logged.
pub(crate) static LOG_LEVEL: Key = key("log.level", "USHER_LOG_LEVEL", Shape::Text);

/// All of them, in the order in which the manual lists them.
pub(crate) static ALL: [&Key; 22] = [
    &DATA,
    &LISTEN,
    &BASE_URL,
    &DATABASE,
    &DATABASE_PASSWORD_FILE,
    &KEY_FILE,
    &TRUSTED_PROXIES,
    &NGINX_LOCATION,
    &MAX_UPLOAD_BYTES,
    &TIME_ZONE,
    &TLS_CERTIFICATE,
    &TLS_KEY,
    &S3_ENDPOINT,
    &S3_BUCKET,
    &S3_REGION,
    &S3_ADDRESSING,
    &S3_ACCESS_KEY,
    &S3_SECRET_KEY_FILE,
    &S3_KEPT_BYTES,
    &S3_DOWNLOADS,
    &LOG_FORMAT,
    &LOG_LEVEL,
];

/// The variable that names the configuration file itself.
pub(crate) const CONFIG_VARIABLE: &str = "USHER_CONFIG";

/// The known name that `name` was probably meant to be.
pub(crate) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .min()
        .filter(|(distance, candidate)| *distance <= (candidate.len() / 3).max(2))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest_key(name: &str) -> Option<&'static str> {
        nearest(name, ALL.iter().map(|key| key.name))
    }

    #[test]
    fn a_slip_of_the_pen_finds_the_name_that_was_meant() {
        assert_eq!(nearest_key("baseurl"), Some("base_url"));
        assert_eq!(nearest_key("logs.format"), Some("log.format"));
        assert_eq!(nearest_key("trusted_proxy"), Some("trusted_proxies"));
    }

    #[test]
    fn a_name_like_no_other_finds_nothing() {
        assert_eq!(nearest_key("colour_of_the_sky"), None);
    }

    #[test]
    fn every_variable_is_its_name_in_capitals() {
        for key in ALL {
            let expected = format!("USHER_{}", key.name.replace('.', "_").to_uppercase());
            assert_eq!(key.variable, expected);
        }
    }
}
