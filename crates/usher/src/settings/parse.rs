//! Single values: what each may be, and the sentence when it is not.

use std::{net::SocketAddr, path::Path};

use jiff::tz::TimeZone;
use usher_app::http::network::Network;

use super::{
    base_url::capitalised,
    given::Source,
    keys::Key,
    log::{Format, Level},
};
use crate::failure::{Failure, Outcome};

/// The smallest limit that still lets a document through.
const SMALLEST_UPLOAD_LIMIT: i64 = 1024 * 1024;
/// The largest limit; beyond it a slip of the pen is more likely than a film.
const LARGEST_UPLOAD_LIMIT: i64 = 1024 * 1024 * 1024 * 1024;

fn refusal<T>(source: &Source, text: &str, advice: &str) -> Outcome<T> {
    Err(Failure::usage(format!(
        "{} is {text:?}. {advice}",
        capitalised(source)
    )))
}

/// An address and a port.
pub(super) fn listen(text: &str, source: &Source) -> Outcome<SocketAddr> {
    let numeric = match text.strip_prefix("localhost:") {
        Some(port) => format!("127.0.0.1:{port}"),
        None => text.to_owned(),
    };
    numeric.parse().or_else(|_| {
        refusal(
            source,
            text,
            "Write an IP address and a port, such as 127.0.0.1:8484 or [::1]:8484.",
        )
    })
}

/// Addresses and blocks whose `X-Forwarded-For` is believed.
pub(super) fn trusted_proxies(list: &[String], source: &Source) -> Outcome<Vec<Network>> {
    let advice = "Write IP addresses or blocks of them, such as 127.0.0.1 or 10.0.0.0/8.";
    list.iter()
        .map(|text| {
            if text.ends_with("/0") {
                let advice = "It would believe anybody about where a request comes from. \
                              Write the addresses of your proxies only.";
                return refusal(source, text, advice);
            }
            text.parse().or_else(|_| refusal(source, text, advice))
        })
        .collect()
}

/// A location in nginx's configuration.
pub(super) fn nginx_location(text: &str, source: &Source) -> Outcome<String> {
    let known = |letter: char| letter.is_ascii_alphanumeric() || "/_-".contains(letter);
    let inner = text
        .strip_prefix('/')
        .and_then(|rest| rest.strip_suffix('/'));
    match inner {
        Some(inner) if !inner.is_empty() && !text.contains("//") && text.chars().all(known) => {
            Ok(text.to_owned())
        }
        _ => refusal(
            source,
            text,
            "Write the internal location of your nginx with a slash at both ends, such as \
             /usher-media/.",
        ),
    }
}

/// A limit in bytes.
pub(super) fn max_upload_bytes(bytes: i64, source: &Source) -> Outcome<u64> {
    if (SMALLEST_UPLOAD_LIMIT..=LARGEST_UPLOAD_LIMIT).contains(&bytes) {
        return Ok(bytes.unsigned_abs());
    }
    Err(Failure::usage(format!(
        "{} is {bytes}. Write a number of bytes between {SMALLEST_UPLOAD_LIMIT} and \
         {LARGEST_UPLOAD_LIMIT}.",
        capitalised(source)
    )))
}

/// A name of the IANA time zone database.
pub(super) fn time_zone(text: &str, source: &Source) -> Outcome<String> {
    match TimeZone::get(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => refusal(
            source,
            text,
            "Write the name of a time zone, such as Europe/Vienna or UTC (on Debian they come with \
             the package tzdata).",
        ),
    }
}

/// How logs are written.
pub(super) fn log_format(text: &str, source: &Source) -> Outcome<Format> {
    match text {
        "json" => Ok(Format::Json),
        "pretty" => Ok(Format::Pretty),
        _ => refusal(source, text, "Write json or pretty."),
    }
}

/// How much is logged.
pub(super) fn log_level(text: &str, source: &Source) -> Outcome<Level> {
    Level::ALL
        .into_iter()
        .find(|level| level.as_str() == text)
        .map_or_else(
            || refusal(source, text, "Write error, warn, info, debug or trace."),
            Ok,
        )
}

/// A PEM file: its name, not what is in it.
pub(super) fn pem_file(path: &Path, source: &Source) -> Outcome<()> {
    if path.to_string_lossy().contains("-----BEGIN") {
        // The sentence must not repeat a key.
        return Err(Failure::usage(format!(
            "{} holds the contents of a PEM file. Write the file's name there.",
            capitalised(source)
        )));
    }
    key_file(path, source)
}

/// One of two settings that need each other.
pub(super) fn alone<T>(source: &Source, other: &Key) -> Outcome<T> {
    Err(Failure::usage(format!(
        "{} is set, but {} is not. TLS needs both the certificate and its key.",
        capitalised(source),
        other.name
    )))
}

/// A file for a secret: not a folder.
pub(super) fn key_file(path: &Path, source: &Source) -> Outcome<()> {
    if path.is_dir() {
        return Err(Failure::usage(format!(
            "{} is {}, which is a folder. Name the file itself.",
            capitalised(source),
            path.display()
        )));
    }
    Ok(())
}
