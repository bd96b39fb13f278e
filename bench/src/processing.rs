//! Section 6: a film's ladder, beside plain ffmpeg making the same renditions in one run.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use usher_media_tools::{Order, Probe, Rung, Sheet, Tools};

use crate::size::Size;
use crate::spread::Spread;
use crate::stopwatch::Stopwatch;
use crate::table::{Goal, Line, Table};
use crate::usher::Places;

/// Moving shapes under grain: neither as easy as a drawing nor as hard as noise.
const PICTURE: &str = "testsrc2=s=1920x1080:r=25,noise=alls=8:allf=t";

/// Measures the section.
pub(crate) fn run(places: &Places, size: Size) -> Result<Table, String> {
    let mut table = Table::new("Processing: a ladder of a 1080p film");
    let seconds = size.of(60, 4);
    let folder = places.at("processing");
    std::fs::create_dir_all(&folder).map_err(|why| why.to_string())?;
    let film = make(&folder, seconds)?;
    let runtime = tokio::runtime::Runtime::new().map_err(|why| why.to_string())?;
    let tools = Tools::find().with_scratch(folder.clone());
    let probe = runtime
        .block_on(tools.probe(&film))
        .map_err(|why| why.to_string())?;
    let (mut ours, mut first, mut plain) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..size.of(3, 1) {
        let (soon, all) = runtime.block_on(ladder(&tools, &film, &probe, &folder))?;
        first.push(soon);
        ours.push(seconds as f64 / all);
        plain.push(seconds as f64 / by_hand(&film, &probe, &folder)?);
    }
    table.add(Line::beside_peer(
        "five rungs, sound and small pictures (s of film a second), beside plain ffmpeg with the same rungs",
        "s/s",
        &ours,
        &plain,
        Goal::AtLeast(0.9),
    ));
    table.add(Line::alone(
        &format!("until the first rung of a film of {seconds} s can be watched"),
        Spread::of(first),
        "s",
        Goal::None,
    ));
    let weigh = |path: PathBuf| std::fs::metadata(path).map_or(0, |about| about.len()) as f64;
    let rungs = probe.rungs(u32::MAX);
    let all: f64 = rungs.iter().map(|rung| weigh(out(&folder, rung))).sum();
    table.add(Line::alone(
        "all rungs, beside the original",
        Spread::one(all / weigh(film)),
        "×",
        Goal::None,
    ));
    std::fs::remove_dir_all(&folder).map_err(|why| why.to_string())?;
    Ok(table)
}

/// A film as cameras make them: H.264 of some 10 Mbit/s.
fn make(folder: &Path, seconds: u64) -> Result<PathBuf, String> {
    let film = folder.join("film.mp4");
    let mut ffmpeg = ffmpeg();
    ffmpeg.args([
        "-f", "lavfi", "-i", PICTURE, "-f", "lavfi", "-i", "sine=440",
    ]);
    ffmpeg.args([
        "-t",
        &seconds.to_string(),
        "-c:v",
        "libx264",
        "-preset",
        "veryfast",
    ]);
    ffmpeg.args(["-b:v", "10M", "-pix_fmt", "yuv420p", "-c:a", "aac"]);
    ffmpeg.args(["-movflags", "+faststart"]).arg(&film);
    ended(ffmpeg)?;
    Ok(film)
}

fn ffmpeg() -> Command {
    let mut ffmpeg = Command::new("ffmpeg");
    ffmpeg.args(["-v", "error", "-y", "-nostdin"]);
    ffmpeg
}

fn ended(mut command: Command) -> Result<(), String> {
    let status = command.status().map_err(|why| format!("ffmpeg: {why}"))?;
    status
        .success()
        .then_some(())
        .ok_or_else(|| "ffmpeg failed".to_owned())
}

fn out(folder: &Path, rung: &Rung) -> PathBuf {
    folder.join(format!("rung-{}.mp4", rung.shorter()))
}

/// As the jobs do it: the rung that is watched first, then the others. How long (s) until the first was there, and all.
async fn ladder(
    tools: &Tools,
    film: &Path,
    probe: &Probe,
    folder: &Path,
) -> Result<(f64, f64), String> {
    let first = probe.first_rung(u32::MAX).ok_or("no rung")?;
    let (soon, later): (Vec<Rung>, Vec<Rung>) = probe
        .rungs(u32::MAX)
        .into_iter()
        .partition(|rung| *rung == first);
    let began = Stopwatch::start();
    let mut order = Order {
        rungs: soon.iter().map(|rung| (*rung, out(folder, rung))).collect(),
        sound: Some(folder.join("sound.mp4")),
        sheet: Sheet::of(probe).map(|sheet| (sheet, folder.join("sheet.jpg"))),
    };
    let made = tools.rungs(film, &order, probe, |_| {}).await;
    made.map_err(|why| why.to_string())?;
    let took = began.elapsed().as_secs_f64();
    order = Order {
        rungs: later
            .iter()
            .map(|rung| (*rung, out(folder, rung)))
            .collect(),
        ..Order::default()
    };
    let made = tools.rungs(film, &order, probe, |_| {}).await;
    made.map_err(|why| why.to_string())?;
    Ok((took, began.elapsed().as_secs_f64()))
}

/// The same rungs in one run of ffmpeg, as one would write it by hand: no limits, no order, nothing looked at afterwards.
fn by_hand(film: &Path, probe: &Probe, folder: &Path) -> Result<f64, String> {
    let rungs = probe.rungs(u32::MAX);
    let mut graph = format!("[0:v]split={}", rungs.len());
    for n in 0..rungs.len() {
        let _ = write!(graph, "[s{n}]");
    }
    for (n, rung) in rungs.iter().enumerate() {
        let _ = write!(graph, ";[s{n}]scale={}:{}[v{n}]", rung.width, rung.height);
    }
    let mut ffmpeg = ffmpeg();
    ffmpeg.arg("-i").arg(film).args(["-filter_complex", &graph]);
    for (n, rung) in rungs.iter().enumerate() {
        let bits = rung.bits.to_string();
        let twice = (rung.bits * 2).to_string();
        ffmpeg.args(["-map", &format!("[v{n}]"), "-map", "0:a", "-c:v", "libx264"]);
        ffmpeg.args([
            "-preset", "veryfast", "-crf", "23", "-maxrate", &bits, "-bufsize", &twice,
        ]);
        ffmpeg.args(["-g", "100", "-keyint_min", "100", "-sc_threshold", "0"]);
        ffmpeg.args(["-c:a", "aac", "-b:a", "128k", "-f", "hls", "-hls_time", "4"]);
        ffmpeg.args(["-hls_playlist_type", "vod", "-hls_segment_type", "fmp4"]);
        ffmpeg.args(["-hls_flags", "single_file"]);
        ffmpeg.arg(folder.join(format!("hand-{}.m3u8", rung.shorter())));
    }
    let began = Stopwatch::start();
    ended(ffmpeg)?;
    Ok(began.elapsed().as_secs_f64())
}
