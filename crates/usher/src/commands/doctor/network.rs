//! The address that people type and the port that is listened on.

use std::{
    fs::File,
    io::{ErrorKind, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    time::Duration,
};

use rustix::{
    fs::{FlockOperation, flock},
    io::Errno,
};

use super::{asking, finding::Finding};
use crate::{
    data_folder::DataFolder,
    settings::{BaseUrl, Settings},
};

/// How long a server on this port may take to say what it is.
const PATIENCE: Duration = Duration::from_secs(2);

pub(super) fn base_url(settings: &Settings) -> Finding {
    const CHECK: &str = "base URL";
    match &settings.base_url {
        BaseUrl::FollowsListen => Finding::ok(
            CHECK,
            "links are for this machine only, as it listens nowhere else",
        ),
        BaseUrl::Set(url) if settings.data.is_demo() && !settings.base_url.is_loopback() => {
            Finding::fail(
                CHECK,
                format!("{url} would show a demonstration, whose passwords everybody knows"),
                "Name another data folder by --data.",
            )
        }
        BaseUrl::Set(url)
            if url.scheme() == "https"
                && settings.trusted_proxies.is_empty()
                && settings.tls.is_none() =>
        {
            Finding::warn(
                CHECK,
                format!("links start with {url}, but no proxy is trusted"),
                "Set trusted_proxies to the address of the proxy that speaks https; until then all \
                 visitors look like one, and share its budget of failed attempts.",
            )
        }
        BaseUrl::Set(url) => Finding::ok(CHECK, format!("links start with {url}")),
    }
}

/// Whether what nginx should send ever gets to it.
pub(super) fn nginx(settings: &Settings) -> Option<Finding> {
    const CHECK: &str = "nginx location";
    let location = settings.nginx_location.as_deref()?;
    Some(if settings.trusted_proxies.is_empty() {
        Finding::warn(
            CHECK,
            format!("{location} is not used, as no proxy is trusted"),
            "Set trusted_proxies to the address of your nginx.",
        )
    } else {
        Finding::ok(
            CHECK,
            format!(
                "nginx sends pieces of films from {location}; it must find the folder media there"
            ),
        )
    })
}

/// Whether the port can be listened on; and whether a server of ours does already.
pub(super) fn port(settings: &Settings) -> (Finding, bool) {
    port_of(settings.listen, |listen| {
        let by_tls = || is_in_use(&settings.data) || is_at(&settings.base_url);
        is_usher(listen) || (settings.tls.is_some() && by_tls())
    })
}

fn port_of(listen: SocketAddr, is_ours: impl Fn(SocketAddr) -> bool) -> (Finding, bool) {
    const CHECK: &str = "port";
    let Err(error) = TcpListener::bind(listen) else {
        return (Finding::ok(CHECK, format!("{listen} is free")), false);
    };
    if error.kind() == ErrorKind::AddrInUse && is_ours(listen) {
        let says = format!("Usher is running on {listen}");
        return (Finding::ok(CHECK, says), true);
    }
    let advice = match error.kind() {
        ErrorKind::AddrInUse => "Stop what listens there, or choose another port by --listen.",
        ErrorKind::PermissionDenied => {
            "Choose a port from 1024 on, and let a proxy listen on the lower one."
        }
        _ => "Choose an address that this machine has.",
    };
    let says = format!("{listen} cannot be listened on ({error})");
    (Finding::fail(CHECK, says, advice), false)
}

/// Whether a healthy server of ours answers at the base URL: one on PostgreSQL holds no
/// folder.
fn is_at(base_url: &BaseUrl) -> bool {
    let BaseUrl::Set(url) = base_url else {
        return false;
    };
    asking::by_url(url, "/healthz").is_ok_and(|answer| answer.status == 200)
}

/// Whether a server holds the data folder.
fn is_in_use(data: &DataFolder) -> bool {
    File::open(data.root().join("usher.lock")).is_ok_and(|lock| {
        let held = flock(&lock, FlockOperation::NonBlockingLockShared);
        held == Err(Errno::WOULDBLOCK)
    })
}

/// Whether a healthy server of ours answers there, without TLS.
fn is_usher(listen: SocketAddr) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect_timeout(&listen, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let head = format!("GET /healthz HTTP/1.1\r\nHost: {listen}\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes())?;
        let mut start = [0; 12];
        stream.read_exact(&mut start)?;
        Ok(start == *b"HTTP/1.1 200")
    };
    ask().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::{super::finding::Verdict, *};

    #[test]
    fn a_port_that_something_else_holds_fails() {
        let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = taken.local_addr().expect("bound");
        let other = thread::spawn(move || {
            let (mut stream, _) = taken.accept().expect("asked");
            stream.write_all(b"SSH-2.0-Something\r\n").expect("sent");
        });
        let (finding, _) = port_of(address, is_usher);
        assert_eq!(finding.result, Verdict::Fail, "{finding}");
        other.join().expect("no panic");
    }

    #[test]
    fn a_port_that_usher_holds_is_fine() {
        let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = taken.local_addr().expect("bound");
        let usher = thread::spawn(move || {
            let (mut stream, _) = taken.accept().expect("asked");
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").expect("sent");
        });
        assert_eq!(port_of(address, is_usher).0.result, Verdict::Ok);
        usher.join().expect("no panic");
    }
}
