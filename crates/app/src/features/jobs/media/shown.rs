//! What is shown in the place of a picture or an office file.

use std::path::Path;

use usher_media_tools::{Document, Found, Image, MediaError, Office};

use super::{Job, Stop, apply::Ready, posters::Picture};

impl Job<'_> {
    /// A picture is shown upright, in a size for screens, without what the camera noted in it.
    pub(super) async fn show_image(
        &self,
        path: &Path,
        image: &Image,
        pictures: Vec<Picture>,
    ) -> Result<(), Stop> {
        let parts = &self.app.parts;
        if image.moves {
            return self.ready(Ready::image(image), pictures).await;
        }
        let scratch = parts.blobs.scratch().await?;
        let out = scratch.path().join("rendition");
        let shown = match parts.tools.image_rendition(path, &out, image).await {
            Ok(shown) => shown,
            Err(error) => return Err(Stop::of(&error, self.lease)),
        };
        let sealed = self.adopt(out).await?;
        let ready = Ready {
            rendition: Some((Image::RENDITION, sealed)),
            size: Some((shown.width, shown.height)),
            ..Ready::image(image)
        };
        self.ready(ready, pictures).await
    }

    /// An office file is read as a PDF. Where nothing makes one, it is there to be downloaded.
    pub(super) async fn show_office(&self, path: &Path, office: &Office) -> Result<(), Stop> {
        let parts = &self.app.parts;
        let kept = Ready {
            original_type: office.mime,
            ..Ready::default()
        };
        let scratch = parts.blobs.scratch().await?;
        let out = scratch.path().join("rendition");
        let document = match parts.tools.office_rendition(path, &out).await {
            Ok(document) => document,
            Err(MediaError::ToolMissing { program }) => {
                tracing::warn!(%program, "not to be had here: an office file is taken as it is");
                return self.ready(kept, Vec::new()).await;
            }
            Err(error) => return Err(Stop::of(&error, self.lease)),
        };
        let found = Found::Document(document.clone());
        let pictures = self.pictures(&out, &found).await?;
        let sealed = self.adopt(out).await?;
        let ready = Ready {
            rendition: Some((Document::MIME, sealed)),
            pages: Some(document.pages),
            ..kept
        };
        self.ready(ready, pictures).await
    }
}
