//! Writing: small objects at once, long ones in parts.

use std::{fs::File, os::unix::fs::FileExt, sync::Arc};

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use md5::{Digest, Md5};
use reqwest::{Body, RequestBuilder, header};
use rusty_s3::{
    S3Action,
    actions::{CompleteMultipartUploadResponse, CreateMultipartUpload},
};
use usher_domain::ids::BlobId;

use super::{Bucket, SIGNED_FOR, good, key, unreachable};
use crate::{Error, blobs::blocking};

/// Of a part, in bytes: S3 takes ten thousand of them, so objects up to 160 GB. One is in memory.
const PART: u64 = 16 << 20;

/// The checksum that every S3 server knows, and compares with what came.
const CHECKSUM: header::HeaderName = header::HeaderName::from_static("content-md5");

/// Bytes to be sent, and their checksum.
pub(super) struct Piece {
    bytes: Bytes,
    md5: String,
}

impl Piece {
    pub(super) fn of(bytes: Bytes) -> Self {
        let md5 = STANDARD.encode(Md5::digest(&bytes));
        Self { bytes, md5 }
    }

    /// The request that carries it.
    fn on(&self, request: RequestBuilder) -> RequestBuilder {
        request
            .header(header::CONTENT_LENGTH, self.bytes.len())
            .header(CHECKSUM, &self.md5)
            .body(Body::from(self.bytes.clone()))
    }
}

impl Bucket {
    /// Stores all of `file` as the object. May be repeated.
    pub(crate) async fn store(&self, blob: BlobId, file: File) -> Result<(), Error> {
        let doing = Error::doing("read a blob");
        let length = file.metadata().map_err(doing)?.len();
        let (key, file) = (key(blob), Arc::new(file));
        if length <= PART {
            let piece = part_of(&file, 0, length).await?;
            return self.put_small(&key, &piece).await;
        }
        let upload = self.begin(&key).await?;
        let stored = self.parts(&key, &upload, &file, length).await;
        if stored.is_err() {
            // What lies there is paid for until it is given up. The error tells more than this one.
            let _ = self.give_up(&key, &upload).await;
        }
        stored
    }

    pub(super) async fn put_small(&self, key: &str, piece: &Piece) -> Result<(), Error> {
        const DOING: &str = "write to the bucket";
        let answer = self
            .send(DOING, |client| {
                let action = self.0.at.put_object(Some(&self.0.who), key);
                piece.on(client.put(action.sign(SIGNED_FOR))).build()
            })
            .await?;
        good(DOING, answer).await.map(drop)
    }

    async fn begin(&self, key: &str) -> Result<String, Error> {
        const DOING: &str = "begin to write to the bucket";
        let answer = self
            .send(DOING, |client| {
                let action = self.0.at.create_multipart_upload(Some(&self.0.who), key);
                client.post(action.sign(SIGNED_FOR)).build()
            })
            .await?;
        let said = good(DOING, answer).await?.text().await;
        let said = said.map_err(|error| unreachable(DOING, error.without_url()))?;
        let begun = CreateMultipartUpload::parse_response(&said);
        let begun = begun.map_err(|error| unreachable(DOING, error))?;
        Ok(begun.upload_id().to_owned())
    }

    async fn parts(
        &self,
        key: &str,
        upload: &str,
        file: &Arc<File>,
        length: u64,
    ) -> Result<(), Error> {
        const DOING: &str = "complete what was written to the bucket";
        let mut tags = Vec::new();
        for (number, start) in (1_u16..).zip((0..length).step_by(PART as usize)) {
            let piece = part_of(file, start, PART.min(length - start)).await?;
            tags.push(self.part(key, upload, number, &piece).await?);
        }
        let tags = || tags.iter().map(String::as_str);
        let at = &self.0.at;
        let answer = self
            .send(DOING, |client| {
                let who = Some(&self.0.who);
                let action = at.complete_multipart_upload(who, key, upload, tags());
                let request = client.post(action.sign(SIGNED_FOR));
                request.body(action.body()).build()
            })
            .await?;
        // It may say that it failed after it has said that all is well.
        let said = good(DOING, answer).await?.text().await;
        let said = said.map_err(|error| unreachable(DOING, error.without_url()))?;
        CompleteMultipartUploadResponse::parse(&said)
            .map(drop)
            .map_err(|error| unreachable(DOING, error))
    }

    async fn part(
        &self,
        key: &str,
        upload: &str,
        number: u16,
        piece: &Piece,
    ) -> Result<String, Error> {
        const DOING: &str = "write a part to the bucket";
        let answer = self
            .send(DOING, |client| {
                let who = Some(&self.0.who);
                let action = self.0.at.upload_part(who, key, number, upload);
                piece.on(client.put(action.sign(SIGNED_FOR))).build()
            })
            .await?;
        let answer = good(DOING, answer).await?;
        let tag = answer.headers().get(header::ETAG);
        tag.and_then(|tag| tag.to_str().ok())
            .map(ToOwned::to_owned)
            .ok_or_else(|| unreachable(DOING, "it gave no tag"))
    }

    async fn give_up(&self, key: &str, upload: &str) -> Result<(), Error> {
        const DOING: &str = "give up what was begun in the bucket";
        let answer = self
            .send(DOING, |client| {
                let who = Some(&self.0.who);
                let action = self.0.at.abort_multipart_upload(who, key, upload);
                client.delete(action.sign(SIGNED_FOR)).build()
            })
            .await?;
        good(DOING, answer).await.map(drop)
    }
}

async fn part_of(file: &Arc<File>, start: u64, length: u64) -> Result<Piece, Error> {
    let file = Arc::clone(file);
    blocking(move || {
        let mut part = vec![0; length as usize];
        file.read_exact_at(&mut part, start)
            .map_err(Error::doing("read a blob"))?;
        Ok(Piece::of(Bytes::from(part)))
    })
    .await
}

#[cfg(test)]
mod tests {
    use usher_test_s3::{ACCESS_KEY, BUCKET, SECRET_KEY, Server};

    use super::*;
    use crate::BucketOptions;

    #[tokio::test]
    async fn what_was_changed_on_its_way_is_not_taken() {
        let server = Server::start().unwrap();
        let bucket = Bucket::new(BucketOptions {
            endpoint: server.endpoint().parse().unwrap(),
            name: BUCKET.to_owned(),
            region: "us-east-1".to_owned(),
            in_host: false,
            access_key: ACCESS_KEY.to_owned(),
            secret_key: SECRET_KEY.to_owned(),
        })
        .unwrap();
        let mut piece = Piece::of(Bytes::from_static(b"as it was"));
        // openssl: printf 'as it was' | MD5, in base64
        assert_eq!(piece.md5, "IfdU3nxJKY6iUSQCqhB1XA==");
        bucket.put_small("probe", &piece).await.unwrap();
        piece.bytes = Bytes::from_static(b"as it wqs");
        let refused = bucket.put_small("probe", &piece).await;
        // Sent once more it may arrive well.
        assert!(
            matches!(refused, Err(Error::Unreachable { .. })),
            "{refused:?}"
        );
    }
}
