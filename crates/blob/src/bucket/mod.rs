//! The same objects in a bucket that speaks the S3 API.
//!
//! Requests are signed by a library, sent by another; what is decided here is what is asked for, in
//! which pieces, and how often it is tried again.

mod get;
mod put;

use std::{fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use reqwest::{Client, Request, Response, StatusCode, redirect};
use rusty_s3::{Credentials, UrlStyle};
use url::Url;
use usher_domain::ids::BlobId;

use crate::Error;

/// How long a signature is good: as long as a request may wait to be sent.
const SIGNED_FOR: Duration = Duration::from_mins(15);
/// How long a connection may take to be made.
const CONNECTING: Duration = Duration::from_secs(5);
/// How long the bucket may say nothing.
const SILENT: Duration = Duration::from_secs(30);
/// How often a request is sent before it is given up, and the pause after the first time.
const TRIES: u32 = 3;
const PAUSE: Duration = Duration::from_millis(200);

/// Where a bucket is, and who may use it.
#[derive(Clone)]
pub struct BucketOptions {
    /// The server: `https://s3.eu-central-1.amazonaws.com`.
    pub endpoint: Url,
    /// The bucket's name. It is this site's alone.
    pub name: String,
    /// The region that signatures name.
    pub region: String,
    /// Whether the bucket's name stands in the host instead of the path.
    pub in_host: bool,
    /// The id of the access key.
    pub access_key: String,
    /// The access key itself.
    pub secret_key: String,
}

impl fmt::Debug for BucketOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BucketOptions")
            .field("endpoint", &self.endpoint.as_str())
            .field("name", &self.name)
            .field("region", &self.region)
            .finish_non_exhaustive()
    }
}

/// The settings do not name a bucket, or the machine cannot speak TLS.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NoBucket(String);

/// A bucket with all of a site's objects. Cheap to clone.
#[derive(Clone)]
pub struct Bucket(Arc<Inner>);

struct Inner {
    at: rusty_s3::Bucket,
    who: Credentials,
    client: Client,
}

impl fmt::Debug for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bucket({})", self.0.at.base_url())
    }
}

impl Bucket {
    /// The bucket that the options describe. Nothing is asked of it yet.
    pub fn new(options: BucketOptions) -> Result<Self, NoBucket> {
        let style = if options.in_host {
            UrlStyle::VirtualHost
        } else {
            UrlStyle::Path
        };
        let at = rusty_s3::Bucket::new(options.endpoint, style, options.name, options.region)
            .map_err(|error| NoBucket(format!("the endpoint is none: {error}")))?;
        let client = Client::builder()
            // A signature is for one address.
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECTING)
            .read_timeout(SILENT)
            .build()
            .map_err(|error| NoBucket(error.to_string()))?;
        Ok(Self(Arc::new(Inner {
            at,
            who: Credentials::new(options.access_key, options.secret_key),
            client,
        })))
    }

    /// The address of the bucket: which one it is.
    pub fn address(&self) -> &str {
        self.0.at.base_url().as_str()
    }

    /// Writes a little object, reads it back and deletes it.
    pub async fn probe(&self) -> Result<(), Error> {
        const NAME: &str = "usher-probe";
        let piece = put::Piece::of(Bytes::from_static(b"usher"));
        self.put_small(NAME, &piece).await?;
        let back = self.get(NAME, None).await?;
        self.delete_named(NAME).await?;
        if back == "usher" {
            Ok(())
        } else {
            Err(unreachable("read what was written", "it is another"))
        }
    }

    /// Sends what `made` makes, again if the bucket fails or cannot be reached; gives its answer
    /// whatever that is below 500.
    async fn send(
        &self,
        doing: &'static str,
        made: impl Fn(&Client) -> reqwest::Result<Request>,
    ) -> Result<Response, Error> {
        let mut pause = PAUSE;
        for tried in 1.. {
            let request = made(&self.0.client).map_err(|error| unreachable(doing, error))?;
            let why = match self.0.client.execute(request).await {
                Ok(answer) if is_passing(answer.status()) => answer.status().to_string(),
                Ok(answer) => return Ok(answer),
                // Without the address, which is signed.
                Err(error) => error.without_url().to_string(),
            };
            if tried == TRIES {
                return Err(unreachable(doing, why));
            }
            tokio::time::sleep(pause).await;
            pause *= 4;
        }
        Err(unreachable(doing, "never tried"))
    }
}

/// The name of an object.
fn key(blob: BlobId) -> String {
    format!("blobs/{blob}")
}

fn is_passing(status: StatusCode) -> bool {
    status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS
}

/// The bucket's answer, if it is the one that was hoped for.
async fn good(doing: &'static str, answer: Response) -> Result<Response, Error> {
    let status = answer.status();
    if status.is_success() {
        return Ok(answer);
    }
    // What it says is for people: `<Code>AccessDenied</Code>` and the like.
    let said = answer.text().await.unwrap_or_default();
    let code = said
        .split_once("<Code>")
        .and_then(|(_, rest)| rest.split_once("</Code>"))
        .map_or("", |(code, _)| code);
    // An answer to HEAD has no body; other codes tell that the bucket itself is not there.
    if status == StatusCode::NOT_FOUND && ["", "NoSuchKey"].contains(&code) {
        return Err(Error::NotFound);
    }
    // Something on the way has changed it, and may not the next time.
    if code == "BadDigest" {
        return Err(unreachable(doing, "what came is not what was sent"));
    }
    Err(Error::Refused {
        doing,
        why: format!("{status} {code}").trim_end().to_owned(),
    })
}

pub(crate) fn unreachable(doing: &'static str, why: impl fmt::Display) -> Error {
    Error::Unreachable {
        doing,
        why: why.to_string(),
    }
}
