//! Office files become PDFs, by LibreOffice in a room of its own.
//!
//! What reads them is old, large, and opens other files and addresses that a document names. So it sees the
//! programs of the machine, the file and nothing else: no network, no other file, no other process (bubblewrap).

use std::{
    ffi::OsString,
    fs::File,
    io::{self, Read},
    path::Path,
    time::Duration,
};

use memchr::memmem::Finder;
use tokio::fs;

use crate::{
    Document, MediaError, Program, Tools,
    child::{Keep, Limits},
    container::{OfficeFormat, Promise, promise},
    input::Input,
};

/// A presentation of a hundred pages takes some ten seconds. The PDF may be longer than the original: pictures are
/// unpacked.
const LIMITS: Limits = Limits {
    memory: 2 << 30,
    cpu: Duration::from_mins(3),
    wall: Duration::from_mins(3),
    file: 512 << 20,
};

/// No macros, and nothing fetched that a document only names: the room has neither network nor files anyway.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"#;

/// The room: what of the machine is seen in it. `/job` is the job's folder.
const ROOM: &[&str] = &[
    "--unshare-all",
    "--die-with-parent",
    "--new-session",
    "--ro-bind",
    "/usr",
    "/usr",
    "--symlink",
    "usr/bin",
    "/bin",
    "--symlink",
    "usr/lib",
    "/lib",
    "--symlink",
    "usr/lib64",
    "/lib64",
    "--ro-bind-try",
    "/opt",
    "/opt",
    "--ro-bind-try",
    "/etc/libreoffice",
    "/etc/libreoffice",
    "--ro-bind-try",
    "/etc/fonts",
    "/etc/fonts",
    "--ro-bind-try",
    "/etc/ld.so.cache",
    "/etc/ld.so.cache",
    "--proc",
    "/proc",
    "--dev",
    "/dev",
    "--tmpfs",
    "/tmp",
    "--chdir",
    "/job",
    "--setenv",
    "HOME",
    "/job",
    "--setenv",
    "TMPDIR",
    "/job",
];

/// How it is asked for a PDF.
const ASK: &[&str] = &[
    "-env:UserInstallation=file:///job/profile",
    "--headless",
    "--norestore",
    "--nolockcheck",
    "--nodefault",
    "--nologo",
    "--convert-to",
    "pdf",
    "--outdir",
    "/job/out",
    "/input",
];

/// An office file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// The type of the file, from its contents.
    pub mime: &'static str,
}

/// What stands in a file of a kind, and what it then is.
const SIGNS: &[(&[u8], &str)] = &[
    (
        b"word/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (
        b"xl/workbook.",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    (
        b"ppt/presentation.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    (
        b"mimetypeapplication/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.text",
    ),
    (
        b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.spreadsheet",
    ),
    (
        b"mimetypeapplication/vnd.oasis.opendocument.presentation",
        "application/vnd.oasis.opendocument.presentation",
    ),
    // The streams of compound files, in UTF-16.
    (
        b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0",
        "application/msword",
    ),
    (b"W\0o\0r\0k\0b\0o\0o\0k\0", "application/vnd.ms-excel"),
    (
        b"P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0 \0D\0o\0c\0u\0m\0e\0n\0t\0",
        "application/vnd.ms-powerpoint",
    ),
];

/// The stream that an encrypted document consists of (MS-OFFCRYPTO 2.3.4).
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

impl Tools {
    /// Says what an office file is: a text, a table or a presentation. [`MediaError::NotMedia`] for other archives,
    /// [`MediaError::Encrypted`] for what opens with a password only.
    pub(crate) async fn look_at_office(
        &self,
        input: &Input,
        format: OfficeFormat,
    ) -> Result<Office, MediaError> {
        if format == OfficeFormat::Rtf {
            return Ok(Office {
                mime: "application/rtf",
            });
        }
        let file = input.file().to_owned();
        let found = tokio::task::spawn_blocking(move || search(&file))
            .await
            .map_err(|died| MediaError::Io(io::Error::other(died)))??;
        match found {
            Found::Is(mime) => Ok(Office { mime }),
            Found::Encrypted => Err(MediaError::Encrypted),
            Found::Nothing => Err(MediaError::NotMedia),
        }
    }

    /// Makes a PDF of the office file `path`, in the new file `out`.
    ///
    /// [`MediaError::Broken`] if it cannot be read, [`MediaError::ToolMissing`] where LibreOffice or bubblewrap is not installed, or the machine gives nobody
    /// a room of their own.
    pub async fn office_rendition(&self, path: &Path, out: &Path) -> Result<Document, MediaError> {
        let input = Input::new(self, path).await?;
        if !matches!(promise(&input.head), Promise::Office(_)) {
            return Err(MediaError::NotMedia);
        }
        let office = self.path_of(Program::Soffice)?.to_owned();
        self.needs_a_room(&input).await?;
        let profile = input.folder().join("profile/user");
        fs::create_dir_all(&profile).await?;
        fs::write(profile.join("registrymodifications.xcu"), SETTINGS).await?;
        let places = [
            OsString::from("--bind"),
            input.folder().into(),
            "/job".into(),
            "--ro-bind".into(),
            input.file().into(),
            "/input".into(),
        ];
        let arguments = ROOM
            .iter()
            .map(OsString::from)
            .chain(places)
            .chain([office.into_os_string()])
            .chain(ASK.iter().map(OsString::from));
        let mut said = Keep::up_to(16 << 10);
        self.run(Program::Bwrap, arguments, input.folder(), LIMITS, &mut said)
            .await?;
        // It ends well where it could not read the file, too.
        let made = input.folder().join("out/input.pdf");
        match fs::symlink_metadata(&made).await {
            Ok(about) if about.is_file() => {}
            Ok(_) => return Err(MediaError::Broken),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(MediaError::Broken);
            }
            Err(error) => return Err(error.into()),
        }
        let document = self.document(&made).await?;
        fs::copy(&made, out).await?;
        Ok(document)
    }

    /// Whether somebody may have a room of their own here: containers and hardened services often forbid it.
    async fn needs_a_room(&self, input: &Input) -> Result<(), MediaError> {
        let try_it = ROOM
            .iter()
            .copied()
            .chain(["--dir", "/job", "/usr/bin/true"]);
        let mut nothing = Keep::up_to(1 << 10);
        self.run(
            Program::Bwrap,
            try_it,
            input.folder(),
            Limits::LOOKING,
            &mut nothing,
        )
        .await
        .map_err(|error| match error {
            MediaError::Broken => MediaError::ToolMissing {
                program: Program::Bwrap,
            },
            other => other,
        })
    }
}

enum Found {
    Is(&'static str),
    Encrypted,
    Nothing,
}

/// Reads the file through for the first sign of what it is.
fn search(file: &Path) -> io::Result<Found> {
    const PIECE: usize = 1 << 20;
    /// No sign is longer.
    const OVERLAP: usize = 64;
    let encrypted = Finder::new(ENCRYPTED);
    let signs: Vec<_> = SIGNS
        .iter()
        .map(|(sign, mime)| (Finder::new(sign), *mime))
        .collect();
    let (mut file, mut piece) = (File::open(file)?, Vec::with_capacity(PIECE + OVERLAP));
    loop {
        let read = (&mut file).take(PIECE as u64).read_to_end(&mut piece)?;
        if encrypted.find(&piece).is_some() {
            return Ok(Found::Encrypted);
        }
        if let Some((_, mime)) = signs.iter().find(|(sign, _)| sign.find(&piece).is_some()) {
            return Ok(Found::Is(mime));
        }
        if read == 0 {
            return Ok(Found::Nothing);
        }
        piece.drain(..piece.len().saturating_sub(OVERLAP));
    }
}
