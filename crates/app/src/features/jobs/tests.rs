mod console;
mod files;
mod house;
mod ladder;
mod purge;
mod r05_full_disk;
mod refused;
mod runner;
mod table;

use std::{path::PathBuf, process::Command};

use axum::{body::Body, http::Method};
use base64::{Engine, engine::general_purpose::STANDARD};
use usher_db::{FromColumn, params};
use usher_domain::{
    access::AppRole,
    ids::{AccountId, EntryId},
    media::{EntryKind, PublishStatus},
};
use usher_media_tools::Tools;

use crate::testing::{Answer, Browser, Hub};

/// A hub, a member, and a folder to make real files in.
struct Shop {
    hub: Hub,
    owner: AccountId,
    browser: Browser,
    folder: tempfile::TempDir,
}

/// A test picture and a tone, as inputs for ffmpeg.
const PICTURE: &str = "-f lavfi -i testsrc2=s=320x180:r=10:d=2";
const TONE: &str = "-f lavfi -i sine=440:d=2";
/// What browsers play.
const H264: &str = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -movflags +faststart";

/// These stories are about real files: without the programs they fail, and say
/// what to install.
async fn shop() -> Shop {
    let missing = Tools::find().missing();
    assert!(missing.is_empty(), "install first: {missing:?}");
    shop_in(Hub::new()).await
}

async fn shop_in(hub: Hub) -> Shop {
    let owner = hub.account("grace@uni.edu", AppRole::PrivateOnly).await;
    let browser = hub.signed_in(owner).await;
    Shop {
        hub,
        owner,
        browser,
        folder: tempfile::tempdir().unwrap(),
    }
}

impl Shop {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Makes a file with ffmpeg; the arguments are split at spaces.
    fn make(&self, name: &str, arguments: &str) -> Vec<u8> {
        let output = Command::new("ffmpeg")
            .args(["-v", "error", "-y", "-nostdin"])
            .args(arguments.split_ascii_whitespace())
            .arg(self.path(name))
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        std::fs::read(self.path(name)).unwrap()
    }

    /// A film that browsers play as it is.
    fn film(&self) -> Vec<u8> {
        self.make("film.mp4", &format!("{PICTURE} {TONE} {H264} -f mp4"))
    }

    /// A film that they do not.
    fn old_film(&self) -> Vec<u8> {
        let how = format!("{PICTURE} {TONE} -c:v mjpeg -c:a pcm_s16le -f matroska");
        self.make("old.mkv", &how)
    }

    async fn entry(&self, kind: EntryKind) -> EntryId {
        self.hub
            .entry(self.owner, kind, PublishStatus::Private)
            .await
    }

    /// Uploads a file for an entry as a program would, in one request.
    async fn upload(&mut self, entry: EntryId, name: &str, bytes: &[u8]) {
        let about = format!(
            "filename {},entry {}",
            STANDARD.encode(name),
            STANDARD.encode(entry.to_string())
        );
        let length = bytes.len().to_string();
        let headers = [
            ("tus-resumable", "1.0.0"),
            ("upload-length", &*length),
            ("upload-metadata", &*about),
            ("content-type", "application/offset+octet-stream"),
        ];
        let body = Body::from(bytes.to_vec());
        let answer = self
            .browser
            .send(Method::POST, "/api/v1/uploads", &headers, body)
            .await;
        assert_eq!(answer.status, 201, "{}", answer.text());
    }

    /// The same, and everything that comes of it.
    async fn process(&mut self, entry: EntryId, name: &str, bytes: &[u8]) {
        self.upload(entry, name, bytes).await;
        super::drain(&self.hub.app).await.unwrap();
    }

    async fn get(&mut self, entry: EntryId, place: &str) -> Answer {
        self.browser.get(&format!("/media/{entry}/{place}")).await
    }

    /// One column of an entry.
    async fn told<T: FromColumn + Send + 'static>(
        &self,
        entry: EntryId,
        column: &'static str,
    ) -> T {
        let sql = "SELECT state, failure, progress, original_id, playable_id, poster_id,
                     poster_small_id, duration_us, width, height, pages, ladder, ladder_failure,
                     ladder_percent, seconds_left
                   FROM entries WHERE id = $1";
        self.hub
            .write(move |tx| tx.query_one(sql, params![entry], |row| row.get(column)))
            .await
    }

    /// The state of an entry, and the code of what is wrong with its last file.
    async fn state(&self, entry: EntryId) -> (String, Option<String>) {
        (
            self.told(entry, "state").await,
            self.told(entry, "failure").await,
        )
    }

    /// How many objects lie in the store.
    fn objects(&self) -> usize {
        let shelves = self.hub.media_folder().join("blobs").read_dir().unwrap();
        shelves
            .map(|shelf| shelf.unwrap().path().read_dir().unwrap().count())
            .sum()
    }
}

fn kind_of(answer: &Answer) -> &str {
    answer.headers["content-type"].to_str().unwrap()
}
