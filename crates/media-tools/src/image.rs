//! Photographs and drawings: what a picture is, what is shown of it, and its poster.

use std::{ffi::OsString, fs::File, io::BufReader, path::Path};

use serde::Deserialize;

use crate::{
    MediaError, Program, Tools,
    child::{Keep, Limits},
    container::{ImageFormat, Promise, promise},
    input::{INPUT, Input, output},
    probe::{MAX_PIXELS, PIXELS, SIDE},
};

/// The longest side of what is shown, in pixels.
const SHOWN: u32 = 2560;

/// The longest side of a poster, in pixels.
const POSTER: u32 = 1280;

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The type of the file, from its contents.
    pub mime: &'static str,
    /// Width as shown, in pixels.
    pub width: u32,
    /// Height as shown, in pixels.
    pub height: u32,
    /// Whether it moves; then it is shown as it is.
    pub moves: bool,
    format: ImageFormat,
    turn: Turn,
}

impl Image {
    /// What is shown instead of the file: see [`Tools::image_rendition`].
    pub const RENDITION: &'static str = "image/webp";
}

/// How a picture has to be turned before it is looked at: Exif's orientation, 1 to 8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Turn(u8);

impl Turn {
    /// None, or as the camera noted it. A note that cannot be read turns nothing.
    fn of(file: &Path) -> Self {
        let noted = File::open(file).ok().and_then(|file| {
            let read = exif::Reader::new()
                .read_from_container(&mut BufReader::new(file))
                .ok()?;
            let field = read.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?;
            field.value.get_uint(0)
        });
        match noted {
            Some(turn @ 1..=8) => Self(turn as u8),
            _ => Self(1),
        }
    }

    /// In ffmpeg's words (TIFF 6.0, section 8, *Orientation*).
    const fn filter(self) -> &'static str {
        match self.0 {
            2 => "hflip,",
            3 => "hflip,vflip,",
            4 => "vflip,",
            5 => "transpose=0,",
            6 => "transpose=1,",
            7 => "transpose=3,",
            8 => "transpose=2,",
            _ => "",
        }
    }

    const fn lies(self) -> bool {
        self.0 >= 5
    }
}

impl ImageFormat {
    const fn mime(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
            Self::Avif => "image/avif",
            Self::Tiff => "image/tiff",
            Self::Bmp => "image/bmp",
        }
    }

    /// ffmpeg's reader, which is not left to guess.
    const fn reader(self) -> &'static str {
        match self {
            Self::Png => "png_pipe",
            Self::Jpeg => "jpeg_pipe",
            Self::Gif => "gif",
            Self::WebP => "webp_pipe",
            Self::Avif => "mov",
            Self::Tiff => "tiff_pipe",
            Self::Bmp => "bmp_pipe",
        }
    }

    /// What counts as damage. (The reader of TIFF counts every tag that it does not know.)
    const fn severity(self) -> &'static str {
        match self {
            Self::Png | Self::Jpeg => "explode",
            _ => "crccheck",
        }
    }

    /// Drawings have edges that a photograph's compression would blur.
    const fn is_drawn(self) -> bool {
        matches!(self, Self::Png | Self::Gif | Self::Bmp)
    }
}

#[derive(Deserialize)]
struct Report {
    #[serde(default)]
    streams: Vec<Stream>,
}

#[derive(Deserialize)]
struct Stream {
    #[serde(default)]
    width: u32,
    #[serde(default)]
    height: u32,
    nb_read_packets: Option<String>,
}

impl Tools {
    /// Says what a picture is. Refuses what is none, what is damaged, and more than 8K.
    pub async fn image(&self, path: &Path) -> Result<Image, MediaError> {
        self.look_at_image(&Input::new(self, path).await?).await
    }

    pub(crate) async fn look_at_image(&self, input: &Input) -> Result<Image, MediaError> {
        let format = must_be_image(input)?;
        let mut answer = Keep::up_to(64 << 10);
        let arguments = [
            "-v",
            "error",
            "-protocol_whitelist",
            "file",
            "-f",
            format.reader(),
            // The second picture of a GIF is enough to know that it moves.
            "-read_intervals",
            "%+#2",
            "-count_packets",
            "-show_entries",
            "stream=width,height,nb_read_packets",
            "-of",
            "json=c=1",
            INPUT,
        ];
        self.run(
            Program::Ffprobe,
            arguments,
            input.folder(),
            Limits::LOOKING,
            &mut answer,
        )
        .await?;
        let report: Report =
            serde_json::from_slice(&answer.bytes).map_err(|_| MediaError::Broken)?;
        let stream = report.streams.first().ok_or(MediaError::Broken)?;
        let (width, height) = (stream.width, stream.height);
        if width == 0 || height == 0 {
            return Err(MediaError::Broken);
        }
        if u64::from(width) * u64::from(height) > PIXELS || width.max(height) > SIDE {
            return Err(MediaError::TooBig);
        }
        let file = input.file().to_owned();
        let turn = tokio::task::spawn_blocking(move || Turn::of(&file))
            .await
            .map_err(|died| MediaError::Io(std::io::Error::other(died)))?;
        let (width, height) = if turn.lies() {
            (height, width)
        } else {
            (width, height)
        };
        let packets = stream.nb_read_packets.as_deref();
        Ok(Image {
            mime: format.mime(),
            width,
            height,
            moves: format == ImageFormat::Gif && packets.is_some_and(|n| n != "1"),
            format,
            turn,
        })
    }

    /// Makes of `path` what is shown, in the new file `out`: a WebP, upright, at most 2560 pixels
    /// on either side, without what the camera noted of place, time and owner.
    pub async fn image_rendition(
        &self,
        path: &Path,
        out: &Path,
        image: &Image,
    ) -> Result<Image, MediaError> {
        let how: &[&str] = if image.format.is_drawn() {
            &[
                "-c:v",
                "libwebp",
                "-lossless",
                "1",
                "-compression_level",
                "2",
                "-f",
                "webp",
            ]
        } else {
            &["-c:v", "libwebp", "-quality", "85", "-f", "webp"]
        };
        let destination = output(out)?;
        let mut nothing = Keep::up_to(1 << 10);
        let drawn = self
            .draw(path, image, SHOWN, (how, destination), &mut nothing)
            .await;
        let looked = match drawn {
            Ok(()) => self.image(out).await,
            Err(error) => Err(error),
        };
        if looked.is_err() {
            // Half a picture is of no use to anybody; there may be none yet.
            let _ = tokio::fs::remove_file(out).await;
        }
        looked
    }

    /// A JPEG, at most 1280 pixels on either side.
    pub async fn image_poster(&self, path: &Path, image: &Image) -> Result<Vec<u8>, MediaError> {
        let how = [
            "-c:v",
            "mjpeg",
            "-q:v",
            "4",
            "-pix_fmt",
            "yuvj420p",
            "-f",
            "image2pipe",
        ];
        let mut picture = Keep::up_to(4 << 20);
        self.draw(path, image, POSTER, (&how, "pipe:1".into()), &mut picture)
            .await?;
        picture.jpeg()
    }

    async fn draw(
        &self,
        path: &Path,
        image: &Image,
        side: u32,
        (how, out): (&[&str], OsString),
        sink: &mut Keep,
    ) -> Result<(), MediaError> {
        let input = Input::new(self, path).await?;
        if must_be_image(&input)? != image.format {
            return Err(MediaError::Broken);
        }
        let filter = format!(
            "{}scale=w='min({side},iw)':h='min({side},ih)':force_original_aspect_ratio=decrease:flags=lanczos",
            image.turn.filter()
        );
        let before = [
            "-v",
            "error",
            "-nostdin",
            "-y",
            "-protocol_whitelist",
            "file,pipe",
            "-max_pixels",
            MAX_PIXELS,
            "-threads",
            "1",
            "-noautorotate",
            // Half a picture is a damaged one, however it could be shown.
            "-xerror",
            "-err_detect",
            image.format.severity(),
            "-f",
            image.format.reader(),
            "-i",
            INPUT,
            "-filter_threads",
            "1",
            "-frames:v",
            "1",
            "-vf",
            &filter,
            "-map_metadata",
            "-1",
        ];
        let arguments = before.iter().chain(how).map(OsString::from).chain([out]);
        self.run(
            Program::Ffmpeg,
            arguments,
            input.folder(),
            Limits::LOOKING,
            sink,
        )
        .await
    }
}

fn must_be_image(input: &Input) -> Result<ImageFormat, MediaError> {
    match promise(&input.head) {
        Promise::Image(format) => Ok(format),
        Promise::Heic => Err(MediaError::Heic),
        _ => Err(MediaError::NotMedia),
    }
}
