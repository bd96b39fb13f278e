//! A hub whose media are in a bucket: a real server that speaks the S3 API.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use reqwest::Method;
use rustix::process::Signal;
use usher_test_s3::{ACCESS_KEY, BUCKET, SECRET_KEY, Server};

use crate::{
    machine::{Machine, text},
    playback::{long_film, playing},
    visitor::Visitor,
};

/// A machine whose settings name the bucket, with this key.
fn machine(bucket: &Server, secret: &str) -> Machine {
    let mut machine = Machine::without_programs();
    let file = machine.beside("s3-key");
    fs::write(&file, format!("{secret}\n")).expect("written");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("set");
    machine.set("USHER_S3_ENDPOINT", bucket.endpoint());
    machine.set("USHER_S3_BUCKET", BUCKET);
    machine.set("USHER_S3_ACCESS_KEY", ACCESS_KEY);
    machine.set("USHER_S3_SECRET_KEY_FILE", file);
    machine
}

/// Deletes what the disk has of the media, as a new node has none.
fn forget_copies(data: &Path) -> usize {
    let mut forgotten = 0;
    for folder in fs::read_dir(data.join("media/blobs"))
        .expect("a store")
        .flatten()
    {
        for copy in fs::read_dir(folder.path()).expect("a folder").flatten() {
            fs::remove_file(copy.path()).expect("deleted");
            forgotten += 1;
        }
    }
    forgotten
}

#[tokio::test]
async fn films_are_watched_and_backed_up_from_the_bucket_and_downloads_come_from_there() {
    let bucket = Server::start().expect("a bucket");
    let mut machine = machine(&bucket, SECRET_KEY);
    machine.make_member("ann@uni.edu", "private_only");
    let mut server = machine.serve();
    let film = long_film();
    let mut ann = Visitor::signed_in(&server.base_url, "ann@uni.edu", "correct horse").await;
    let path = playing(&mut ann, &film).await;
    assert_eq!(bucket.objects("blobs").len(), 1);
    assert_eq!(server.stopped_by(Signal::TERM), Some(0));

    assert_eq!(forget_copies(&machine.data()), 1);
    let backup = machine.beside("backup.tar");
    let taken = machine.run(&format!("backup --to {}", backup.display()));
    assert!(taken.status.success(), "{}", text(&taken.stderr));
    assert!(
        text(&taken.stdout).contains("1 media files"),
        "{}",
        text(&taken.stdout)
    );
    let checked = machine.run(&format!("backup --check {}", backup.display()));
    assert!(checked.status.success(), "{}", text(&checked.stderr));

    let server = machine.serve();
    ann.moved_to(&server.base_url);
    let request = ann
        .request(Method::GET, &path)
        .header("range", "bytes=5-2999999");
    let answer = ann.send(request).await.expect("it answers");
    assert_eq!(answer.status(), 206);
    assert!(answer.bytes().await.expect("all of it") == film[5..3_000_000]);
    let download = path.replace("/file", "/download");
    let whole = ann.get(&download).await;
    assert_eq!(whole.status(), 200);
    assert!(whole.bytes().await.expect("all of it") == film);
    drop(server);

    machine.set("USHER_S3_DOWNLOADS", "bucket");
    let server = machine.serve();
    ann.moved_to(&server.base_url);
    let answer = ann.get(&download).await;
    assert_eq!(answer.status(), 303);
    let address = answer.headers()["location"]
        .to_str()
        .expect("text")
        .to_owned();
    assert!(address.starts_with(&bucket.endpoint()), "{address}");
    let whole = reqwest::get(&address).await.expect("it answers");
    assert_eq!(whole.status(), 200);
    let saved = whole.headers()["content-disposition"]
        .to_str()
        .expect("text");
    assert!(saved.starts_with("attachment"), "{saved}");
    assert!(whole.bytes().await.expect("all of it") == film);
    // Nobody gets such an address who may not have the file; and no log tells one.
    assert!(
        Visitor::at(&server.base_url)
            .get(&download)
            .await
            .status()
            .is_client_error()
    );
    assert!(
        !machine.logged().contains("X-Amz-Signature"),
        "{}",
        machine.logged()
    );
}

#[tokio::test]
async fn a_bucket_that_is_away_is_said_and_one_that_refuses_stops_the_start() {
    let mut bucket = Server::start().expect("a bucket");
    let hub = machine(&bucket, SECRET_KEY);
    hub.make_member("ann@uni.edu", "private_only");
    let mut server = hub.serve();
    let mut ann = Visitor::signed_in(&server.base_url, "ann@uni.edu", "correct horse").await;
    let path = playing(&mut ann, &long_film()).await;
    assert_eq!(server.stopped_by(Signal::TERM), Some(0));
    forget_copies(&hub.data());

    let well = text(&hub.run("doctor --listen 127.0.0.1:0").stdout);
    assert!(well.contains("takes objects and gives them back"), "{well}");
    bucket.goes_away();
    let ill = hub.run("doctor --listen 127.0.0.1:0");
    assert_eq!(ill.status.code(), Some(1));
    assert!(
        text(&ill.stdout).contains("can be reached from here"),
        "{}",
        text(&ill.stdout)
    );
    let server = hub.serve();
    ann.moved_to(&server.base_url);
    let answer = ann.get(&path).await;
    assert_eq!(answer.status(), 503);
    assert!(answer.headers().contains_key("retry-after"));
    let said = answer.text().await.expect("text");
    assert!(said.contains("storage_away"), "{said}");
    bucket.comes_back().expect("back");
    assert_eq!(ann.get(&path).await.status(), 200);
    drop(server);

    let other = machine(&bucket, "another-secret");
    let refused = other.run("serve --listen 127.0.0.1:0");
    let told = text(&refused.stderr);
    assert_eq!(refused.status.code(), Some(1), "{told}");
    assert!(told.contains("Check its name, the access key"), "{told}");
    assert!(!told.contains("another-secret"), "{told}");
}
