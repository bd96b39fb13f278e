//! The certificate, where Usher speaks TLS itself.

use std::{fs, os::unix::fs::PermissionsExt, time::Duration};

use usher_domain::clock::Timestamp;

use super::finding::Finding;
use crate::{
    clock::written,
    settings::{BaseUrl, Settings},
    tls::{Pair, TlsFiles},
};

/// Whoever renews certificates does so a month before their end.
const SOON: Duration = Duration::from_hours(14 * 24);

const CHECK: &str = "TLS";

/// Nothing where a proxy speaks it.
pub(super) fn check(settings: &Settings, now: Timestamp) -> Vec<Finding> {
    let Some(files) = &settings.tls else {
        return Vec::new();
    };
    let pair = match Pair::read(files, now) {
        Ok(pair) => pair,
        Err(why) => {
            return vec![Finding::fail(
                CHECK,
                "the certificate cannot be used",
                why.sentence(files),
            )];
        }
    };
    let mut findings = vec![lifetime(&pair, now)];
    findings.extend(key_file(files));
    if let BaseUrl::Set(url) = &settings.base_url
        && let Some(host) = url.host_str()
        && !pair.is_for(host.trim_start_matches('[').trim_end_matches(']'))
    {
        findings.push(Finding::fail(
            CHECK,
            format!("the certificate is not for {host}, with which links begin"),
            "Get one for that name, or set base_url to a name that is in it.",
        ));
    }
    findings
}

fn lifetime(pair: &Pair, now: Timestamp) -> Finding {
    let left = pair.ends.since(now);
    let days = left.as_secs() / (24 * 60 * 60);
    let says = format!(
        "the certificate is good for {days} more days, until {}",
        written(pair.ends)
    );
    if left < SOON {
        let advice = "Renew it. The running server takes the new files by itself.";
        return Finding::warn(CHECK, says, advice);
    }
    Finding::ok(CHECK, says)
}

fn key_file(files: &TlsFiles) -> Option<Finding> {
    let mode = fs::metadata(&files.key).ok()?.permissions().mode();
    let shown = files.key.display();
    (mode & 0o004 != 0).then(|| {
        Finding::warn(
            CHECK,
            format!("everybody on this machine may read the key {shown}"),
            format!("Close it with chmod o-rwx {shown}."),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{super::finding::Verdict, *};
    use crate::{
        clock::source_date,
        settings::{self, Asked},
        tls::made,
    };

    /// What is found with a certificate for `host` that ends in `year`.
    fn found(host: &str, mode: u32, later: Duration) -> Vec<Finding> {
        let folder = tempfile::tempdir().expect("a folder");
        let (certificate, key) = (
            folder.path().join("cert.pem"),
            folder.path().join("key.pem"),
        );
        let pair = made(host, (2020, 2095));
        fs::write(&certificate, pair.0).expect("written");
        fs::write(&key, pair.1).expect("written");
        fs::set_permissions(&key, fs::Permissions::from_mode(mode)).expect("set");
        let variables = [
            ("USHER_BASE_URL", "https://media.uni.edu".to_owned()),
            ("USHER_TLS_CERTIFICATE", certificate.display().to_string()),
            ("USHER_TLS_KEY", key.display().to_string()),
        ];
        let variables = variables.map(|(name, value)| (name.to_owned(), value));
        let settings = settings::load(&Asked::default(), variables).expect("valid");
        check(&settings, source_date().after(later))
    }

    #[test]
    fn a_good_certificate_is_one_line_and_what_is_wrong_another() {
        let verdicts =
            |found: &[Finding]| -> Vec<_> { found.iter().map(|finding| finding.result).collect() };
        let good = found("media.uni.edu", 0o600, Duration::ZERO);
        assert_eq!(verdicts(&good), [Verdict::Ok], "{good:?}");
        let open = found("media.uni.edu", 0o644, Duration::ZERO);
        assert_eq!(verdicts(&open), [Verdict::Ok, Verdict::Warn], "{open:?}");
        let other = found("other.uni.edu", 0o640, Duration::ZERO);
        assert_eq!(verdicts(&other), [Verdict::Ok, Verdict::Fail], "{other:?}");
        let century = Duration::from_hours(100 * 365 * 24);
        let old = found("media.uni.edu", 0o600, century);
        assert_eq!(verdicts(&old), [Verdict::Fail], "{old:?}");
    }
}
