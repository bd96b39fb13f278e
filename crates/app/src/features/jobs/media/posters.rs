//! Pictures that stand for a file.

use std::path::Path;

use bytes::Bytes;
use usher_domain::ids::BlobId;
use usher_media_tools::{Found, MediaError};

use super::{Job, Stop};
use crate::features::{
    jobs::trouble::Trouble,
    media::{NewBlob, Purpose},
};

/// A picture that was made and published.
pub(super) struct Picture(pub(super) NewBlob);

impl Job<'_> {
    /// A large and a small picture, or none: media without a picture plays too.
    pub(super) async fn pictures(&self, path: &Path, found: &Found) -> Result<Vec<Picture>, Stop> {
        let tools = &self.app.parts.tools;
        let large = match found {
            Found::Document(_) => tools.document_poster(path).await,
            Found::Image(image) => tools.image_poster(path, image).await,
            // Its PDF has one.
            Found::Office(_) => return Ok(Vec::new()),
            Found::Media(probe) => tools.poster(path, probe).await,
        };
        let Some(large) = made(large)? else {
            return Ok(Vec::new());
        };
        let small = made(tools.poster_small(&large).await)?;
        let plan = self.plan;
        self.lease.hold(self.app).await?;
        let (name, kind) = ("poster.jpg", "image/jpeg");
        let mut pictures = vec![
            self.publish(plan.poster, Purpose::Poster, large, (name, kind))
                .await?,
        ];
        if let Some(small) = small {
            let (name, kind) = ("poster.webp", "image/webp");
            let purpose = Purpose::PosterSmall;
            pictures.push(
                self.publish(plan.poster_small, purpose, small, (name, kind))
                    .await?,
            );
        }
        Ok(pictures)
    }

    async fn publish(
        &self,
        blob: BlobId,
        purpose: Purpose,
        picture: Vec<u8>,
        (filename, content_type): (&str, &str),
    ) -> Result<Picture, Stop> {
        let blobs = &self.app.parts.blobs;
        // What an earlier try has left under this name, nothing refers to.
        blobs.delete(blob).await?;
        let sealed = blobs.put(blob, Bytes::from(picture)).await?;
        Ok(Picture(NewBlob {
            id: blob,
            purpose,
            sealed,
            content_type: content_type.to_owned(),
            filename: filename.to_owned(),
        }))
    }
}

fn made(picture: Result<Vec<u8>, MediaError>) -> Result<Option<Vec<u8>>, Stop> {
    match picture {
        Ok(picture) => Ok(Some(picture)),
        Err(error @ (MediaError::DiskFull | MediaError::Io(_))) => {
            Err(Stop::Machine(Trouble::Passing(error.to_string())))
        }
        Err(error) => {
            tracing::info!(%error, "media goes without a poster");
            Ok(None)
        }
    }
}
