//! R3: kill −9 while a file is sent. The client asks where the upload stands,
//! goes on from there, and what arrives is the file, byte for byte.

use std::{fs, path::Path, time::Duration};

use base64::{Engine, engine::general_purpose::STANDARD};
use futures_util::stream;
use reqwest::{
    Body, Method, Response, StatusCode,
    header::{CONTENT_TYPE, LOCATION},
};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use usher_blob::Sha256;
use usher_db::{Db, Options, params};
use usher_domain::clock::{Entropy, SeededEntropy};

use crate::{
    machine::{Machine, Server, text},
    size::{at_size, now},
    visitor::Visitor,
};

/// What is sent at a time.
const PIECE: usize = 64 * 1024;
/// A file: a hundred pieces and a bit.
const FILE: usize = 100 * PIECE + 4_321;
/// How often one file is cut off before it arrives whole.
const KILLS_PER_FILE: usize = 4;

/// Sound that no two files share.
fn file(seed: usize) -> Vec<u8> {
    let mut bytes = vec![0; FILE];
    SeededEntropy::new(seed as u64).fill(&mut bytes);
    let (data, whole) = (FILE as u32 - 44, FILE as u32 - 8);
    let mut head = b"RIFF".to_vec();
    head.extend(whole.to_le_bytes());
    head.extend(b"WAVEfmt ");
    head.extend(16_u32.to_le_bytes());
    // PCM, one channel, 44,100 samples a second of 16 bits.
    for half in [1_u16, 1, 0xac44, 0, 0x5888, 1, 2, 16] {
        head.extend(half.to_le_bytes());
    }
    head.extend(b"data");
    head.extend(data.to_le_bytes());
    bytes[..44].copy_from_slice(&head);
    bytes
}

/// Somebody who uploads, from one process of the server to the next.
struct Uploader {
    machine: Machine,
    token: String,
    server: Server,
    visitor: Visitor,
    slowest: Duration,
}

impl Uploader {
    fn new() -> Self {
        // Without the programs that prepare media: this is about the bytes.
        let machine = Machine::without_programs();
        machine.make_member("ann@uni.edu", "private_only");
        let token = machine.run("admin token ann@uni.edu");
        let server = machine.serve();
        Self {
            token: text(&token.stdout).trim().to_owned(),
            visitor: Visitor::at(&server.base_url),
            machine,
            server,
            slowest: Duration::ZERO,
        }
    }

    fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.visitor
            .request(method, path)
            .bearer_auth(&self.token)
            .header("Tus-Resumable", "1.0.0")
    }

    /// Makes an entry and an upload for it; the upload's address without the host.
    async fn begin(&mut self) -> String {
        let new = json!({ "kind": "audio", "title": "A walk along the harbour" });
        let request = self.request(Method::POST, "/api/v1/entries").json(&new);
        let made: Value = self
            .visitor
            .send(request)
            .await
            .expect("it answers")
            .json()
            .await
            .expect("JSON");
        let entry = made["id"]
            .as_str()
            .unwrap_or_else(|| panic!("an entry: {made}"));
        let encoded = |text: &str| STANDARD.encode(text);
        let metadata = format!(
            "entry {},filename {}",
            encoded(entry),
            encoded("harbour.wav")
        );
        let request = self
            .request(Method::POST, "/api/v1/uploads")
            .header("Upload-Length", FILE)
            .header("Upload-Metadata", metadata);
        let answer = self.visitor.send(request).await.expect("it answers");
        assert_eq!(answer.status(), StatusCode::CREATED);
        let location = answer.headers()[LOCATION].to_str().expect("a text");
        location
            .trim_start_matches(&self.server.base_url)
            .to_owned()
    }

    /// Where the upload stands.
    async fn offset(&mut self, upload: &str) -> usize {
        let request = self.request(Method::HEAD, upload);
        let answer = self.visitor.send(request).await.expect("it answers");
        assert_eq!(answer.status(), StatusCode::OK);
        offset_of(&answer)
    }

    /// Sends `bytes` from `offset` on. With `cut` the server is killed as soon
    /// as that many bytes were taken from us.
    async fn append(
        &mut self,
        upload: &str,
        offset: usize,
        bytes: &[u8],
        cut: Option<usize>,
    ) -> reqwest::Result<Response> {
        let pieces: Vec<Vec<u8>> = bytes.chunks(PIECE).map(<[u8]>::to_vec).collect();
        let mut taken = 0;
        let server = self.server.pid();
        let body = pieces.into_iter().map(move |piece| {
            if cut.is_some_and(|cut| taken <= cut && cut < taken + piece.len()) {
                kill(server);
            }
            taken += piece.len();
            Ok::<_, std::io::Error>(piece)
        });
        let request = self
            .request(Method::PATCH, upload)
            .header(CONTENT_TYPE, "application/offset+octet-stream")
            .header("Upload-Offset", offset)
            .body(Body::wrap_stream(stream::iter(body)));
        self.visitor.send(request).await
    }

    /// Starts the next process.
    fn restart(&mut self) {
        let begun = now();
        self.server.stopped_by(Signal::KILL);
        self.server = self.machine.serve();
        self.slowest = self.slowest.max(begun.elapsed());
        self.visitor.moved_to(&self.server.base_url);
    }

    /// What is stored of the only object that was made since the last question.
    async fn stored(&self, known: &mut Vec<String>) -> (Vec<u8>, Vec<u8>) {
        let folder = self.machine.data();
        let db = Db::open(Options::sqlite(folder.join("usher.db")).shared()).expect("a database");
        let blobs: Vec<(String, Vec<u8>)> = db
            .read(|tx| {
                tx.query(
                    "SELECT id, sha256 FROM blobs WHERE purpose = 'original'",
                    params![],
                    |row| Ok((row.get("id")?, row.get("sha256")?)),
                )
            })
            .await
            .map_err(|error: usher_db::Error| error)
            .expect("read");
        let mut new = blobs.into_iter().filter(|(id, _)| !known.contains(id));
        let (id, digest) = new.next().expect("the file has arrived");
        assert!(new.next().is_none(), "one file makes one object");
        let bytes = find(&folder.join("media/blobs"), &id).expect("the object is there");
        known.push(id);
        (bytes, digest)
    }
}

fn offset_of(answer: &Response) -> usize {
    let offset = answer.headers().get("Upload-Offset").expect("an offset");
    offset.to_str().expect("a text").parse().expect("a number")
}

fn kill(server: Pid) {
    // It may have been killed by an earlier piece already.
    let _ = kill_process(server, Signal::KILL);
}

fn find(folder: &Path, name: &str) -> Option<Vec<u8>> {
    fs::read_dir(folder).ok()?.flatten().find_map(|item| {
        if item.file_type().ok()?.is_dir() {
            find(&item.path(), name)
        } else if item.file_name() == name {
            fs::read(item.path()).ok()
        } else {
            None
        }
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r03_an_upload_goes_on_after_a_kill_and_arrives_as_it_was_sent() {
    let files = at_size(3, 500 / KILLS_PER_FILE);
    let mut uploader = Uploader::new();
    let (mut known, mut kills, mut kept) = (Vec::new(), 0, 0);
    for number in 0..files {
        let sent = file(number);
        let upload = uploader.begin().await;
        // What was acknowledged must never be asked for again.
        let first = uploader
            .append(&upload, 0, &sent[..PIECE], None)
            .await
            .expect("it answers");
        assert_eq!(first.status(), StatusCode::NO_CONTENT);
        let mut acknowledged = offset_of(&first);
        for kill in 0..KILLS_PER_FILE {
            let rest = &sent[acknowledged..];
            // Early, late, and once with everything sent and nothing answered.
            let cut = (number * 7 + kill * 11) % 29 * rest.len() / 29;
            let cut = if kill + 1 == KILLS_PER_FILE {
                rest.len() - 1
            } else {
                cut
            };
            let _ = uploader
                .append(&upload, acknowledged, rest, Some(cut))
                .await;
            uploader.restart();
            kills += 1;
            let offset = uploader.offset(&upload).await;
            assert!(
                offset >= acknowledged,
                "{offset} of {acknowledged} acknowledged"
            );
            kept += offset - acknowledged;
            acknowledged = offset;
        }
        if acknowledged < FILE {
            let last = uploader
                .append(&upload, acknowledged, &sent[acknowledged..], None)
                .await
                .expect("it answers");
            assert_eq!(last.status(), StatusCode::NO_CONTENT);
            assert_eq!(offset_of(&last), FILE);
        }
        let (bytes, digest) = uploader.stored(&mut known).await;
        assert!(bytes == sent, "file {number} differs from what was sent");
        assert_eq!(digest, Sha256::of(&sent).0, "the digest is the file's");
    }
    println!(
        "figure: r03 {kills} kills in {files} files of {FILE} bytes: 0 wrong files, {kept} bytes kept of what was \
         cut off, slowest restart {} ms",
        uploader.slowest.as_millis()
    );
}
