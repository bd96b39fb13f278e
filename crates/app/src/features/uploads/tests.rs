mod bad;
mod finished;
mod flow;
mod interrupted;
mod limits;
mod whose;

use axum::{
    body::Body,
    http::{HeaderMap, Method},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use usher_db::{FromColumn, params};
use usher_domain::{
    access::AppRole,
    ids::{AccountId, EntryId, UploadId},
    media::{EntryKind, PublishStatus},
};

use crate::testing::{Answer, Browser, Hub};

/// Where uploads begin.
const UPLOADS: &str = "/api/v1/uploads";

/// A member about to upload a film of one's own.
struct Desk {
    hub: Hub,
    owner: AccountId,
    film: EntryId,
    browser: Browser,
}

async fn desk() -> Desk {
    desk_in(Hub::new()).await
}

async fn desk_in(hub: Hub) -> Desk {
    let owner = hub.account("grace@uni.edu", AppRole::PrivateOnly).await;
    let film = hub
        .entry(owner, EntryKind::Video, PublishStatus::Private)
        .await;
    let browser = hub.signed_in(owner).await;
    Desk {
        hub,
        owner,
        film,
        browser,
    }
}

/// `Upload-Metadata` for a file of an entry.
fn metadata(entry: EntryId, filename: &str) -> String {
    format!(
        "filename {},entry {},filetype dmlkZW8vbXA0",
        STANDARD.encode(filename),
        STANDARD.encode(entry.to_string())
    )
}

/// A tus request with its fixed headers, and these.
async fn tus(
    browser: &mut Browser,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: impl Into<Body>,
) -> Answer {
    let mut all = vec![("tus-resumable", "1.0.0")];
    all.extend(headers);
    browser.send(method, path, &all, body.into()).await
}

impl Desk {
    /// Begins an upload of so many bytes; where it goes on.
    async fn begin(&mut self, bytes: usize) -> String {
        let (length, about) = (bytes.to_string(), metadata(self.film, "week 3.mp4"));
        let headers = [("upload-length", &*length), ("upload-metadata", &*about)];
        let answer = tus(&mut self.browser, Method::POST, UPLOADS, &headers, "").await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        answer.location().to_owned()
    }

    async fn patch(&mut self, path: &str, offset: usize, bytes: &[u8]) -> Answer {
        let offset = offset.to_string();
        let headers = [
            ("upload-offset", &*offset),
            ("content-type", "application/offset+octet-stream"),
        ];
        let body = bytes.to_vec();
        tus(&mut self.browser, Method::PATCH, path, &headers, body).await
    }

    async fn head(&mut self, path: &str) -> Answer {
        tus(&mut self.browser, Method::HEAD, path, &[], "").await
    }

    /// What arrives while nobody looks: the process dies right after it.
    async fn append_behind_its_back(&self, path: &str, offset: u64, bytes: &[u8]) {
        let arrives = Ok::<_, std::io::Error>(Bytes::copy_from_slice(bytes));
        let stream = futures_util::stream::iter([arrives]);
        let blobs = &self.hub.app.parts.blobs;
        blobs.append(id(path), offset, stream, None).await.unwrap();
    }

    /// How many files lie in a folder of the store.
    fn files(&self, folder: &str) -> usize {
        let count = |path: std::path::PathBuf| path.read_dir().map_or(1, Iterator::count);
        let folder = self.hub.media_folder().join(folder);
        let found = folder.read_dir().unwrap();
        found.map(|found| count(found.unwrap().path())).sum()
    }

    /// One column of the entry.
    async fn entry<T: FromColumn + Send + 'static>(&self, column: &'static str) -> T {
        self.row(
            "SELECT state, failure, original_id, playable_id FROM entries WHERE id = $1",
            column,
        )
        .await
    }

    /// One column of the only row of a query about the entry.
    async fn row<T: FromColumn + Send + 'static>(
        &self,
        sql: &'static str,
        column: &'static str,
    ) -> T {
        let film = self.film;
        self.hub
            .write(move |tx| tx.query_one(sql, params![film], |row| row.get(column)))
            .await
    }
}

/// The id that an upload's address ends in.
fn id(path: &str) -> UploadId {
    path.rsplit('/').next().unwrap().parse().unwrap()
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

/// Bytes of which no two pages are alike.
fn noise(length: usize) -> Vec<u8> {
    (0..length)
        .map(|n| ((n as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as u8)
        .collect()
}
