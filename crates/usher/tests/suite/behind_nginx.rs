//! A real nginx before us, set up as docs/OPERATING.md has it, that sends pieces of films.

use std::{
    fs,
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use reqwest::{Method, Response};
use rustix::process::{Pid, Signal, kill_process};

use crate::{
    machine::{Machine, Server},
    playback::{long_film, playing},
    visitor::Visitor,
};

const NGINX: &str = "/usr/sbin/nginx";
/// How often it is looked whether nginx is up, and the pause in between.
const TRIES: u32 = 1000;
const PAUSE: Duration = Duration::from_millis(20);

/// nginx, asked to stop when the test is over.
struct Nginx(Child);

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = kill_process(Pid::from_child(&self.0), Signal::TERM);
        let _ = self.0.wait();
    }
}

fn free() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("bound")
}

/// The block of the manual that begins with this line, with what differs here.
fn of_the_manual(begins: &str, here: &[(&str, &str)]) -> String {
    let manual = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/OPERATING.md");
    let manual = fs::read_to_string(manual).expect("the manual");
    let from = manual.find(begins).expect("the block");
    let to = manual[from..].find("\n    }\n").expect("its end") + "\n    }\n".len();
    let block = manual[from..from + to].to_owned();
    here.iter().fold(block, |block, (theirs, ours)| {
        assert!(block.contains(theirs), "{theirs} in {block}");
        block.replace(theirs, ours)
    })
}

/// Usher, and nginx before it at `front`.
fn both(machine: &mut Machine, front: SocketAddr) -> (Server, Nginx) {
    let behind = free();
    machine.set("USHER_BASE_URL", format!("http://{front}/"));
    machine.set("USHER_TRUSTED_PROXIES", "127.0.0.1");
    machine.set("USHER_NGINX_LOCATION", "/usher-media/");
    let server = machine.serve_at(&behind.to_string());
    let proxy = of_the_manual(
        "    location / {\n        proxy_pass http://127.0.0.1:8484;",
        &[
            ("127.0.0.1:8484", &behind.to_string()),
            ("$host;", "$http_host;"),
        ],
    );
    let media = machine.data().join("media");
    let media = of_the_manual(
        "    location /usher-media/ {",
        &[
            ("/var/lib/usher/media", &media.display().to_string()),
            ("internal;", "internal; add_header X-Sent-By nginx;"),
        ],
    );
    let place = machine.beside("nginx");
    fs::create_dir(&place).expect("a folder");
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|what| format!("  {what}_temp_path {}/{what};\n", place.display()))
        .concat();
    // As root it would give its workers to somebody who cannot read the data folder.
    let user = if rustix::process::geteuid().is_root() {
        "user root;"
    } else {
        ""
    };
    let text = format!(
        "{user}\ndaemon off;\nworker_processes 1;\npid {place}/pid;\nerror_log {place}/error.log warn;\n\
         events {{ worker_connections 64; }}\nhttp {{\n  access_log {place}/access.log;\n{temporary}\
         server {{\n  listen {front};\n{proxy}{media}}}\n}}\n",
        place = place.display(),
    );
    let file = place.join("nginx.conf");
    fs::write(&file, text).expect("written");
    let nginx = Command::new(NGINX)
        .arg("-p")
        .arg(&place)
        .arg("-c")
        .arg(&file)
        .stdin(Stdio::null())
        .spawn()
        .expect("nginx is installed (cargo xtask test installs it)");
    let nginx = Nginx(nginx);
    for tried in 1.. {
        if TcpStream::connect(front).is_ok() {
            break;
        }
        let said = fs::read_to_string(place.join("error.log")).unwrap_or_default();
        assert!(tried < TRIES, "nginx did not come up: {said}");
        std::thread::sleep(PAUSE);
    }
    (server, nginx)
}

async fn piece(visitor: &mut Visitor, path: &str, heads: &[(&str, &str)]) -> Response {
    let request = heads.iter().fold(
        visitor.request(Method::GET, path),
        |request, (name, value)| request.header(*name, *value),
    );
    visitor.send(request).await.expect("it answers")
}

/// A head of the answer; empty if it has none of this name.
fn text<'a>(answer: &'a Response, name: &str) -> &'a str {
    answer
        .headers()
        .get(name)
        .map_or("", |value| value.to_str().expect("text"))
}

#[tokio::test]
async fn nginx_sends_the_pieces_that_usher_allows_and_no_others() {
    let mut machine = Machine::without_programs();
    machine.make_member("ann@uni.edu", "private_only");
    let front = free();
    let (_server, _nginx) = both(&mut machine, front);
    let base = format!("http://{front}");
    let mut ann = Visitor::signed_in(&base, "ann@uni.edu", "correct horse").await;
    let film = long_film();
    let path = playing(&mut ann, &film).await;
    let label = piece(
        &mut ann,
        &path,
        &[("range", "bytes=0-0"), ("if-range", "\"other\"")],
    )
    .await;
    let etag = text(&label, "etag").to_owned();
    assert_eq!(label.status(), 200, "a condition is Usher's to decide");
    drop(label);

    for (asked, from, to, by) in [
        ("bytes=5-300004", 5, 300_005, "nginx"),
        ("bytes=0-4194303", 0, 4 << 20, "nginx"),
        ("bytes=-17", film.len() - 17, film.len(), "nginx"),
        // Longer than what is handed over: Usher's to send, and to break off.
        ("bytes=0-4194304", 0, (4 << 20) + 1, ""),
        // A spelling that nginx does not know.
        ("bytes =0-9", 0, 10, ""),
    ] {
        let answer = piece(&mut ann, &path, &[("range", asked)]).await;
        assert_eq!(answer.status(), 206, "{asked}");
        let range = format!("bytes {from}-{}/{}", to - 1, film.len());
        for (name, value) in [
            ("content-range", range.as_str()),
            ("content-type", "video/mp4"),
            ("etag", &etag),
            ("cache-control", "private, no-store"),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-resource-policy", "same-origin"),
            ("referrer-policy", "no-referrer"),
            ("x-robots-tag", "noindex, nofollow"),
            ("last-modified", ""),
            ("x-sent-by", by),
            ("x-accel-redirect", ""),
        ] {
            assert_eq!(text(&answer, name), value, "{name} of {asked}");
        }
        let policy = text(&answer, "content-security-policy");
        assert!(policy.contains("sandbox"), "{asked}: {policy}");
        let bytes = answer.bytes().await.expect("all of it");
        assert!(bytes == film[from..to], "{asked}");
    }

    // Nobody gets in by the other door, and what is refused is refused by Usher.
    let blob = etag.trim_matches('"');
    let place = format!("/usher-media/blobs/{}/{blob}", &blob[blob.len() - 2..]);
    assert!(
        machine
            .data()
            .join("media")
            .join(&place["/usher-media/".len()..])
            .is_file()
    );
    assert_eq!(ann.get(&place).await.status(), 404);
    let mut nobody = Visitor::at(&base);
    let answer = piece(&mut nobody, &path, &[("range", "bytes=0-9")]).await;
    assert!(answer.status().is_client_error(), "{}", answer.status());
    let signed_out = ann.request(Method::DELETE, "/api/v1/session").send().await;
    assert_eq!(signed_out.expect("it answers").status(), 204);
    let answer = piece(&mut ann, &path, &[("range", "bytes=0-9")]).await;
    assert!(answer.status().is_client_error(), "{}", answer.status());
}

#[tokio::test]
async fn whoever_is_no_trusted_proxy_gets_the_bytes_themselves() {
    let mut machine = Machine::without_programs();
    machine.make_member("ann@uni.edu", "private_only");
    machine.set("USHER_TRUSTED_PROXIES", "192.0.2.7");
    machine.set("USHER_NGINX_LOCATION", "/usher-media/");
    let server = machine.serve();
    let mut ann = Visitor::signed_in(&server.base_url, "ann@uni.edu", "correct horse").await;
    let film = long_film();
    let path = playing(&mut ann, &film).await;
    for _ in ["by the house", "at the door"] {
        let answer = piece(&mut ann, &path, &[("range", "bytes=0-9")]).await;
        assert_eq!(text(&answer, "x-accel-redirect"), "");
        assert!(answer.bytes().await.expect("bytes") == film[..10]);
    }
}
