//! T18: bombs. Each is looked at and drawn as an upload is; the children keep within
//! their limits, open no other file and no connection, and end.
#![allow(clippy::unwrap_used, clippy::panic)] // in tests, also outside of #[test]

mod bombs;
mod support;

use std::{
    fs,
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use bombs::Bomb;
use rustix::fs::inotify;
use support::{Shop, shop};
use usher_media_tools::{Found, MediaError, Program, Tools};

/// The most that a child may use: security.md T18.
const MEMORY_KIB: u64 = 512 << 10;
const SECONDS: u64 = 30;

fn soak() -> bool {
    std::env::var_os("USHER_SOAK").is_some_and(|set| set == "1")
}

/// A file that nobody may open and an address that nobody may ask.
struct Trap {
    canary: PathBuf,
    listener: TcpListener,
    watch: std::os::fd::OwnedFd,
}

impl Trap {
    fn set(folder: &Path) -> Self {
        let canary = folder.join("secret.ts");
        fs::write(&canary, "a secret").unwrap();
        let watch = inotify::init(inotify::CreateFlags::NONBLOCK).unwrap();
        inotify::add_watch(&watch, &canary, inotify::WatchFlags::OPEN).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        Self {
            canary,
            listener,
            watch,
        }
    }

    /// How often either was touched.
    fn sprung(&self) -> usize {
        let mut events = [std::mem::MaybeUninit::uninit(); 4096];
        let opened = inotify::Reader::new(&self.watch, &mut events)
            .next()
            .is_ok();
        usize::from(opened) + usize::from(self.listener.accept().is_ok())
    }

    fn names(&self) -> (String, String) {
        let address = self.listener.local_addr().unwrap();
        (self.canary.display().to_string(), address.to_string())
    }
}

/// The tools, each behind a script that writes down within which limits it runs.
fn watched(shop: &Shop) -> (Tools, PathBuf) {
    let folder = shop.path("watched");
    let limits = shop.path("limits");
    fs::create_dir(&folder).unwrap();
    for program in Program::ALL {
        let real = std::env::split_paths(&std::env::var_os("PATH").unwrap())
            .map(|path| path.join(program.name()))
            .find(|path| path.exists())
            .unwrap();
        let script = folder.join(program.name());
        let text = format!(
            "#!/bin/sh\necho $(ulimit -v) $(ulimit -t) >> {}\nexec {} \"$@\"\n",
            limits.display(),
            real.display()
        );
        fs::write(&script, text).unwrap();
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let tools = Tools::find_in(folder.as_os_str()).with_scratch(shop.folder.path().to_owned());
    (tools, limits)
}

/// Looks at an upload and makes its poster, as the worker does.
async fn taken(tools: &Tools, path: &Path) -> Result<(), MediaError> {
    match tools.inspect(path).await? {
        Found::Media(probe) => {
            let poster = tools.poster(path, &probe).await?;
            tools.poster_small(&poster).await.map(drop)
        }
        Found::Document(_) => {
            let poster = tools.document_poster(path).await?;
            tools.poster_small(&poster).await.map(drop)
        }
        Found::Image(image) => {
            let poster = tools.image_poster(path, &image).await?;
            tools.poster_small(&poster).await?;
            let out = path.with_extension("shown");
            tools.image_rendition(path, &out, &image).await.map(drop)
        }
        // In a room of its own, into which the scripts that watch do not lead, and with other limits.
        Found::Office(_) => {
            let out = path.with_extension("pdf");
            let room = Tools::find().with_scratch(path.parent().unwrap().to_owned());
            room.office_rendition(path, &out).await.map(drop)
        }
    }
}

/// What the bombs came to.
#[derive(Default)]
struct Tally {
    bombs: usize,
    refused: usize,
    slowest: Duration,
}

#[allow(clippy::disallowed_methods, reason = "a figure is measured")]
async fn set_off(tools: &Tools, shop: &Shop, bombs: Vec<Bomb>, trap: &Trap, tally: &mut Tally) {
    for Bomb { name, bytes } in bombs {
        let path = shop.write("bomb", &bytes);
        let begun = Instant::now();
        let outcome = taken(tools, &path).await;
        tally.slowest = tally.slowest.max(begun.elapsed());
        tally.bombs += 1;
        match outcome {
            Ok(()) => {}
            Err(MediaError::Io(error)) => panic!("{name}: {error}"),
            Err(_) => tally.refused += 1,
        }
        assert_eq!(trap.sprung(), 0, "{name}: another file, or the network");
    }
}

#[tokio::test]
async fn t18_bombs_go_off_within_the_limits_and_touch_nothing_else() {
    let shop = shop();
    // How much comes out of a flood, in MiB.
    let mib = if soak() { 2_048 } else { 8 };
    let size = if soak() { 100 } else { 2 };
    let (tools, limits) = watched(&shop);
    let trap = Trap::set(shop.folder.path());
    assert!(
        fs::read(&trap.canary).is_ok() && trap.sprung() > 0,
        "the trap works"
    );
    let (canary, address) = trap.names();
    let film = fs::read(shop.film("film.mp4")).unwrap();
    let mut tally = Tally::default();
    let all = [
        bombs::references::playlists(&canary, &address),
        bombs::references::movies(&canary, &address),
        bombs::pictures::all(mib),
        bombs::films::all(&film, size),
        bombs::papers::all(&canary, &address, mib.min(512)),
    ];
    // The suite sets every third of them off.
    let stride = if soak() { 1 } else { 3 };
    let some = all.into_iter().flatten().step_by(stride).collect();
    set_off(&tools, &shop, some, &trap, &mut tally).await;
    let limits = fs::read_to_string(limits).unwrap();
    for line in limits.lines() {
        let mut numbers = line.split(' ').map(|number| number.parse::<u64>().unwrap());
        assert!(numbers.next().unwrap() <= MEMORY_KIB, "{line}");
        assert!(numbers.next().unwrap() <= SECONDS, "{line}");
    }
    assert!(tally.bombs * stride >= 60);
    println!(
        "figure: t18 {} bombs, {} refused, {} children all within 512 MiB and 30 s (slowest bomb {} s), \
         0 other files opened, 0 connections",
        tally.bombs,
        tally.refused,
        limits.lines().count(),
        tally.slowest.as_secs()
    );
}
