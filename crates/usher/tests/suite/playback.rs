//! T9: what already flows stops when the right to it goes.

use std::{path::Path, time::Duration};

use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::{machine::Machine, visitor::Visitor};

/// More than all buffers between the server and a stalled player hold, in bytes.
const LONG: usize = 64 << 20;
/// How long anything may take here.
const PATIENCE: Duration = Duration::from_mins(1);

/// Our own film, with so much nothing after it that it takes a while to send.
pub(crate) fn long_film() -> Vec<u8> {
    let film = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/lecture.mp4");
    let mut film = std::fs::read(film).expect("our own film");
    let nothing = u32::try_from(LONG).expect("a box");
    film.extend(nothing.to_be_bytes());
    film.extend(b"free");
    film.resize(film.len() + LONG - 8, 0);
    film
}

/// Uploads the film in one request and waits until it plays; its address.
pub(crate) async fn playing(owner: &mut Visitor, film: &[u8]) -> String {
    let new = json!({ "kind": "video", "title": "Longest match" });
    let made = owner.json(Method::POST, "/api/v1/entries", new).await;
    let made: Value = made.json().await.expect("JSON");
    let id = made["id"].as_str().expect("an id");
    let sent = owner
        .request(Method::POST, "/api/v1/uploads")
        .header("tus-resumable", "1.0.0")
        .header("upload-length", film.len())
        .header("upload-metadata", format!("entry {}", STANDARD.encode(id)))
        .header("content-type", "application/offset+octet-stream")
        .body(film.to_vec());
    assert_eq!(owner.send(sent).await.expect("sent").status(), 201);
    let path = format!("/media/{id}/file");
    let ready = async {
        while owner.get(&path).await.status() != 200 {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    let in_time = tokio::time::timeout(PATIENCE, ready).await;
    in_time.expect("it gets ready");
    path
}

/// How many bytes still come, and whether the answer breaks off instead of ending.
async fn rest(answer: &mut Response) -> (usize, bool) {
    let mut came = 0;
    loop {
        let next = tokio::time::timeout(PATIENCE, answer.chunk()).await;
        match next.expect("bytes, or an end") {
            Ok(Some(bytes)) => came += bytes.len(),
            Ok(None) => return (came, false),
            Err(_) => return (came, true),
        }
    }
}

#[tokio::test]
async fn t09_signing_out_breaks_off_a_film_that_is_on_its_way() {
    // Without the programs that look into media: this is about the bytes.
    let machine = Machine::without_programs();
    machine.make_member("ann@uni.edu", "private_only");
    let server = machine.serve();
    let film = long_film();
    let mut ann = Visitor::signed_in(&server.base_url, "ann@uni.edu", "correct horse").await;
    let mut elsewhere = Visitor::signed_in(&server.base_url, "ann@uni.edu", "correct horse").await;
    let path = playing(&mut ann, &film).await;
    let (mut here, mut there) = (ann.get(&path).await, elsewhere.get(&path).await);
    for film in [&mut here, &mut there] {
        film.chunk().await.expect("it plays").expect("it plays");
    }
    let signed_out = ann.request(Method::DELETE, "/api/v1/session").send().await;
    assert_eq!(signed_out.expect("it answers").status(), 204);
    let (came, broke_off) = rest(&mut here).await;
    assert!(broke_off && came < LONG, "{came} bytes after signing out");
    let (came, broke_off) = rest(&mut there).await;
    assert!(
        !broke_off && came > LONG,
        "{came} bytes in the other browser"
    );
    println!("figure: t09 1 of 2 streams broken off by signing out, 1 whole");
}
