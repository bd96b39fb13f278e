//! The bucket that has all objects, where there is one.

use url::Url;
use usher_blob::{Bucket, BucketOptions};

use super::{
    base_url::capitalised,
    given::{Given, Source},
    keys::{self, Key},
};
use crate::{
    failure::{Failure, Outcome},
    password_file,
};

/// 20 GiB: some days of what a university watches.
const DEFAULT_KEPT_BYTES: u64 = 20 << 30;
/// Less would fetch everything anew for everybody.
const FEWEST_KEPT_BYTES: i64 = 64 << 20;
const DEFAULT_REGION: &str = "us-east-1";

/// A bucket, and what is kept of it here.
#[derive(Clone, Debug)]
pub(crate) struct InBucket {
    options: BucketOptions,
    /// How much of the disk its copies may take.
    pub(crate) kept_bytes: u64,
    /// Whether it sends whole files itself.
    pub(crate) sends_downloads: bool,
}

impl InBucket {
    /// The bucket; nothing is asked of it.
    pub(crate) fn open(&self) -> Outcome<Bucket> {
        Bucket::new(self.options.clone())
            .map_err(|why| Failure::usage(format!("The bucket cannot be used: {why}.")))
    }
}

/// What was given: all that is needed, or nothing of it.
pub(super) fn resolved(given: &Given) -> Outcome<Option<InBucket>> {
    let texts = [
        &keys::S3_ENDPOINT,
        &keys::S3_BUCKET,
        &keys::S3_ACCESS_KEY,
        &keys::S3_REGION,
        &keys::S3_ADDRESSING,
        &keys::S3_DOWNLOADS,
    ];
    let named = texts
        .iter()
        .find_map(|key| given.text(key).map(|(_, source)| source));
    let source = named
        .or_else(|| {
            given
                .path(&keys::S3_SECRET_KEY_FILE)
                .map(|(_, source)| source)
        })
        .or_else(|| given.whole(&keys::S3_KEPT_BYTES).map(|(_, source)| source));
    let Some(source) = source else {
        return Ok(None);
    };
    let needed = |key: &'static Key| match given.text(key) {
        Some((text, _)) if !text.is_empty() => Ok(text),
        _ => lacking(source, key),
    };
    let Some((secret_key_file, _)) = given.path(&keys::S3_SECRET_KEY_FILE) else {
        return lacking(source, &keys::S3_SECRET_KEY_FILE);
    };
    Ok(Some(InBucket {
        options: BucketOptions {
            endpoint: endpoint(given, needed(&keys::S3_ENDPOINT)?)?,
            name: needed(&keys::S3_BUCKET)?.to_owned(),
            region: given
                .text(&keys::S3_REGION)
                .map_or(DEFAULT_REGION, |(text, _)| text)
                .to_owned(),
            in_host: one_of(given, &keys::S3_ADDRESSING, ["path", "host"])?,
            access_key: needed(&keys::S3_ACCESS_KEY)?.to_owned(),
            secret_key: password_file::read(secret_key_file)?,
        },
        kept_bytes: match given.whole(&keys::S3_KEPT_BYTES) {
            None => DEFAULT_KEPT_BYTES,
            Some((bytes, _)) if bytes >= FEWEST_KEPT_BYTES => bytes.unsigned_abs(),
            Some((bytes, source)) => {
                return Err(Failure::usage(format!(
                    "{} is {bytes}. Write a number of bytes of at least {FEWEST_KEPT_BYTES}.",
                    capitalised(source)
                )));
            }
        },
        sends_downloads: one_of(given, &keys::S3_DOWNLOADS, ["usher", "bucket"])?,
    }))
}

fn lacking<T>(source: &Source, key: &Key) -> Outcome<T> {
    Err(Failure::usage(format!(
        "{} is set, but {} is not. A bucket needs its endpoint, its name, an access key and the file with \
         its secret.",
        capitalised(source),
        key.name
    )))
}

/// Whether the second of two words was written; the first if nothing was.
fn one_of(given: &Given, key: &'static Key, [first, second]: [&str; 2]) -> Outcome<bool> {
    match given.text(key) {
        None => Ok(false),
        Some((text, _)) if text == first => Ok(false),
        Some((text, _)) if text == second => Ok(true),
        Some((text, source)) => Err(Failure::usage(format!(
            "{} is {text:?}. Write {first} or {second}.",
            capitalised(source)
        ))),
    }
}

/// The server alone. What is sent there is signed but not hidden, so beyond this machine it is https.
fn endpoint(given: &Given, text: &str) -> Outcome<Url> {
    let refused = |advice: &str| {
        let source = given
            .text(&keys::S3_ENDPOINT)
            .map(|(_, source)| capitalised(source));
        let source = source.unwrap_or_default();
        Err(Failure::usage(format!("{source} is {text:?}. {advice}")))
    };
    let advice =
        "Write the address of the server alone, such as https://s3.eu-central-1.amazonaws.com.";
    let Ok(url) = Url::parse(text) else {
        return refused(advice);
    };
    let is_bare = url.path() == "/" && url.query().is_none() && url.username().is_empty();
    match url.scheme() {
        "https" | "http" if !is_bare || url.host().is_none() => refused(advice),
        "https" => Ok(url),
        "http" if is_private(&url) => Ok(url),
        "http" => refused(
            "Films would go there as anybody on the way can read them. Write https; http is for servers \
             on this machine or in a private network, named by their IP address.",
        ),
        _ => refused(advice),
    }
}

fn is_private(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback() || address.is_private(),
        Some(url::Host::Ipv6(address)) => address.is_loopback() || address.is_unique_local(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::PermissionsExt};

    use super::*;
    use crate::settings::given::Value;

    /// A bucket that is whole, with some settings otherwise; an empty text is none.
    fn with(other: &[(&'static Key, &str)]) -> Result<InBucket, String> {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("key");
        fs::write(&file, "secret\n").expect("written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("set");
        let mut given = Given::default();
        let usual = [
            (&keys::S3_ENDPOINT, "https://s3.uni.edu"),
            (&keys::S3_BUCKET, "media"),
            (&keys::S3_ACCESS_KEY, "AK"),
        ];
        for (key, text) in usual.iter().chain(other) {
            let value = Value::Text((*text).to_owned());
            given.put(key, value, Source::Variable(key.variable));
        }
        given.put(
            &keys::S3_SECRET_KEY_FILE,
            Value::Path(file),
            Source::Variable(keys::S3_SECRET_KEY_FILE.variable),
        );
        match resolved(&given) {
            Ok(set) => set.ok_or_else(|| "nothing".to_owned()),
            Err(failure) => Err(failure.to_string()),
        }
    }

    #[test]
    fn nothing_said_means_the_disk() {
        assert!(resolved(&Given::default()).expect("valid").is_none());
    }

    #[test]
    fn a_bucket_is_whole_or_refused_with_what_is_lacking() {
        let set = with(&[]).expect("whole");
        assert_eq!(set.options.region, "us-east-1");
        assert_eq!(set.kept_bytes, 20 << 30);
        assert!(!set.options.in_host && !set.sends_downloads);
        assert!(!format!("{set:?}").contains("secret"), "{set:?}");
        for (key, text, said) in [
            (&keys::S3_BUCKET, "", "s3.bucket is not"),
            (&keys::S3_ACCESS_KEY, "", "s3.access_key is not"),
            (
                &keys::S3_ENDPOINT,
                "s3.uni.edu",
                "Write the address of the server",
            ),
            (
                &keys::S3_ENDPOINT,
                "https://s3.uni.edu/media",
                "of the server alone",
            ),
            (&keys::S3_ENDPOINT, "http://s3.uni.edu", "Write https"),
            (&keys::S3_ADDRESSING, "dns", "Write path or host"),
            (&keys::S3_DOWNLOADS, "s3", "Write usher or bucket"),
        ] {
            let told = with(&[(key, text)]).expect_err(text);
            assert!(told.contains(said), "{text}: {told}");
        }
        for fine in [
            "http://127.0.0.1:9000",
            "http://10.1.2.3",
            "http://localhost:9000",
        ] {
            with(&[(&keys::S3_ENDPOINT, fine)]).expect(fine);
        }
    }
}
