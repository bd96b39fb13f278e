//! Real files for the stories of this crate, made by ffmpeg as they are told.
#![allow(dead_code, clippy::unwrap_used, clippy::format_push_string)] // in tests

pub(crate) mod archive;

use std::{path::PathBuf, process::Command};

use tempfile::TempDir;
use usher_media_tools::Tools;

/// A workshop: the tools, and a folder to make files in.
pub(crate) struct Shop {
    pub(crate) tools: Tools,
    pub(crate) folder: TempDir,
}

/// Opens the workshop. The stories are about real programs: without them they
/// fail, and say what to install.
pub(crate) fn shop() -> Shop {
    let folder = tempfile::tempdir().unwrap();
    let tools = Tools::find().with_scratch(folder.path().to_owned());
    let missing = tools.missing();
    assert!(missing.is_empty(), "install first: {missing:?}");
    Shop { tools, folder }
}

/// A test picture and a tone, as inputs for ffmpeg.
pub(crate) const PICTURE: &str = "-f lavfi -i testsrc2=s=320x180:r=25:d=3";
pub(crate) const TONE: &str = "-f lavfi -i sine=440:d=3";

impl Shop {
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Makes `name` with ffmpeg; the arguments are split at spaces.
    pub(crate) fn make(&self, name: &str, arguments: &str) -> PathBuf {
        let output = Command::new("ffmpeg")
            .args(["-v", "error", "-y", "-nostdin"])
            .args(arguments.split_ascii_whitespace())
            .arg(self.path(name))
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        self.path(name)
    }

    /// A plain three-second H.264 and AAC film whose index comes first.
    pub(crate) fn film(&self, name: &str) -> PathBuf {
        let how = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -movflags +faststart";
        self.make(name, &format!("{PICTURE} {TONE} {how} -f mp4"))
    }

    pub(crate) fn write(&self, name: &str, contents: &[u8]) -> PathBuf {
        std::fs::write(self.path(name), contents).unwrap();
        self.path(name)
    }

    /// A PDF with one page that says hello.
    pub(crate) fn pdf(&self, name: &str) -> PathBuf {
        let page = "BT /F1 24 Tf 72 720 Td (Hello) Tj ET";
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
             /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
                .to_owned(),
            format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()),
            "<< /Title (A small greeting) >>".to_owned(),
        ];
        let (mut text, mut table) = (String::from("%PDF-1.4\n"), String::new());
        for (n, object) in objects.iter().enumerate() {
            table += &format!("{:010} 00000 n \n", text.len());
            text += &format!("{} 0 obj\n{object}\nendobj\n", n + 1);
        }
        let start = text.len();
        text += &format!("xref\n0 6\n0000000000 65535 f \n{table}");
        text +=
            &format!("trailer\n<< /Size 6 /Root 1 0 R /Info 5 0 R >>\nstartxref\n{start}\n%%EOF\n");
        self.write(name, text.as_bytes())
    }
}

/// Where `needle` first occurs in `hay`.
pub(crate) fn find(hay: &[u8], needle: &[u8]) -> usize {
    hay.windows(needle.len())
        .position(|window| window == needle)
        .unwrap()
}
