//! Reading and deleting.

use std::{fs::File, io::Write, ops::Range, time::Duration};

use bytes::Bytes;
use reqwest::{StatusCode, header};
use rusty_s3::S3Action;
use url::Url;
use usher_domain::ids::BlobId;

use super::{Bucket, SIGNED_FOR, good, key, unreachable};
use crate::{Error, blobs::blocking};

impl Bucket {
    /// How long the object is, in bytes; `None` if there is none.
    pub async fn length(&self, blob: BlobId) -> Result<Option<u64>, Error> {
        const DOING: &str = "ask the bucket for an object";
        let key = key(blob);
        let answer = self
            .send(DOING, |client| {
                let action = self.0.at.head_object(Some(&self.0.who), &key);
                client.head(action.sign(SIGNED_FOR)).build()
            })
            .await?;
        if answer.status() == StatusCode::NOT_FOUND {
            return Ok(None);
        }
        let answer = good(DOING, answer).await?;
        let length = answer
            .headers()
            .get(header::CONTENT_LENGTH)
            .and_then(|length| length.to_str().ok()?.parse().ok());
        length
            .map(Some)
            .ok_or_else(|| unreachable(DOING, "it says no length"))
    }

    /// These bytes of an object.
    pub(crate) async fn range(&self, blob: BlobId, range: Range<u64>) -> Result<Bytes, Error> {
        if range.is_empty() {
            return Ok(Bytes::new());
        }
        let wanted = range.end - range.start;
        let bytes = self.get(&key(blob), Some(range)).await?;
        if bytes.len() as u64 == wanted {
            Ok(bytes)
        } else {
            Err(unreachable(
                "read from the bucket",
                "it sent another length",
            ))
        }
    }

    pub(super) async fn get(&self, key: &str, range: Option<Range<u64>>) -> Result<Bytes, Error> {
        const DOING: &str = "read from the bucket";
        let answer = self
            .send(DOING, |client| {
                let action = self.0.at.get_object(Some(&self.0.who), key);
                let mut request = client.get(action.sign(SIGNED_FOR));
                if let Some(range) = &range {
                    let range = format!("bytes={}-{}", range.start, range.end - 1);
                    request = request.header(header::RANGE, range);
                }
                request.build()
            })
            .await?;
        let answer = good(DOING, answer).await?;
        let bytes = answer.bytes().await;
        bytes.map_err(|error| unreachable(DOING, error.without_url()))
    }

    /// Writes the object to the end of `file`; how long it was, in bytes.
    pub async fn fetch(&self, blob: BlobId, mut file: File) -> Result<u64, Error> {
        const DOING: &str = "fetch an object from the bucket";
        let key = key(blob);
        let answer = self
            .send(DOING, |client| {
                let action = self.0.at.get_object(Some(&self.0.who), &key);
                client.get(action.sign(SIGNED_FOR)).build()
            })
            .await?;
        let mut answer = good(DOING, answer).await?;
        let announced = answer.content_length();
        let mut came = 0;
        loop {
            let chunk = answer.chunk().await;
            let chunk = chunk.map_err(|error| unreachable(DOING, error.without_url()))?;
            let Some(chunk) = chunk else { break };
            came += chunk.len() as u64;
            file = blocking(move || {
                file.write_all(&chunk)
                    .map_err(Error::doing("write what was fetched"))?;
                Ok(file)
            })
            .await?;
        }
        if announced.is_some_and(|length| length != came) {
            return Err(unreachable(DOING, "it broke off"));
        }
        Ok(came)
    }

    /// Deletes the object, if it is there.
    pub(crate) async fn delete(&self, blob: BlobId) -> Result<(), Error> {
        self.delete_named(&key(blob)).await
    }

    pub(super) async fn delete_named(&self, key: &str) -> Result<(), Error> {
        const DOING: &str = "delete from the bucket";
        let answer = self
            .send(DOING, |client| {
                let action = self.0.at.delete_object(Some(&self.0.who), key);
                client.delete(action.sign(SIGNED_FOR)).build()
            })
            .await?;
        match good(DOING, answer).await {
            Ok(_) | Err(Error::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// An address under which whoever has it gets the object for so long, under this type and
    /// with this `Content-Disposition`. It cannot be taken back.
    pub fn presigned(
        &self,
        blob: BlobId,
        (content_type, disposition): (&str, &str),
        good_for: Duration,
    ) -> Url {
        let key = key(blob);
        let mut action = self.0.at.get_object(Some(&self.0.who), &key);
        let query = action.query_mut();
        query.insert("response-content-type", content_type.to_owned());
        query.insert("response-content-disposition", disposition.to_owned());
        query.insert("response-cache-control", "private, no-store");
        action.sign(good_for)
    }
}
