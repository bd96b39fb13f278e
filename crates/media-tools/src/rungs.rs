//! Making the rungs of a ladder: one reading of the source, as many renditions as are
//! asked for.

use std::{
    ffi::OsString,
    fmt::Write as _,
    path::{Path, PathBuf},
    time::Duration,
};

use crate::{
    MediaError, Probe, Program, Tools,
    aligned::align,
    child::Limits,
    input::{Input, WHOLE, output},
    ladder::{Pace, Rung},
    previews::Sheet,
    rendition::Report,
    segments::{Segments, segments},
};

/// The rate of the sound, in bits per second.
const SOUND: &str = "128k";

/// How a rendition lies in its file: fragments at keyframes, and their list at its beginning.
const FRAGMENTS: &str = "+empty_moov+default_base_moof+dash+global_sidx";

/// What is to be made of one source in one go.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// Rungs, and the new files they go to.
    pub rungs: Vec<(Rung, PathBuf)>,
    /// Where the sound alone goes.
    pub sound: Option<PathBuf>,
    /// A sheet of small pictures (JPEG), and where it goes.
    pub sheet: Option<(Sheet, PathBuf)>,
}

/// What was made: where the segments of each rung lie, in the order of the [`Order`], and those of the sound.
#[derive(Clone, Debug)]
pub struct Made {
    /// Of the rungs.
    pub rungs: Vec<Segments>,
    /// Of the sound alone, if it was asked for and there is any.
    pub sound: Option<Segments>,
}

impl Tools {
    /// Makes what `order` says: H.264 and AAC in fragmented MP4, keyframes of all rungs
    /// at the same moments, upright and with 8 bits. `probe` is what [`Tools::probe`] said.
    ///
    /// `progress` is told as in [`Tools::rendition`]. When the future is dropped or fails, the
    /// files are half-made or not there.
    pub async fn rungs(
        &self,
        path: &Path,
        order: &Order,
        probe: &Probe,
        mut progress: impl FnMut(u16) + Send,
    ) -> Result<Made, MediaError> {
        let input = Input::new(self, path).await?;
        let mut report = Report::new(probe.duration, &mut progress);
        let mut made = self
            .order(&input, order, probe, probe.hdr, &mut report)
            .await;
        if probe.hdr && matches!(made, Err(MediaError::Broken)) {
            // An ffmpeg without zscale still makes a picture, if a pale one.
            made = self.order(&input, order, probe, false, &mut report).await;
        }
        made?;
        let (files, sound) = (
            order.rungs.iter().map(|(_, out)| out.clone()).collect(),
            order.sound.clone().filter(|_| probe.has_audio()),
        );
        let lead = probe
            .rungs(Rung::HIGHEST)
            .first()
            .map_or(0, |rung| rung.lead);
        let read = move || read(files, sound, lead);
        let made = tokio::task::spawn_blocking(read)
            .await
            .map_err(|died| MediaError::Io(std::io::Error::other(died)))??;
        report.tell(1000);
        Ok(made)
    }

    async fn order(
        &self,
        input: &Input,
        order: &Order,
        probe: &Probe,
        hdr: bool,
        report: &mut Report<'_>,
    ) -> Result<(), MediaError> {
        let fixed = [
            "-filter_complex_threads",
            "2",
            "-max_muxing_queue_size",
            "4096",
            "-filter_complex",
        ];
        let mut how: Vec<OsString> = WHOLE.into_iter().chain(fixed).map(OsString::from).collect();
        how.push(graph(order, probe, hdr).into());
        outputs(order, probe, &mut how)?;
        let limits = limits(order, probe);
        self.run(Program::Ffmpeg, how, input.folder(), limits, report)
            .await
    }
}

fn read(rungs: Vec<PathBuf>, sound: Option<PathBuf>, lead: u64) -> Result<Made, MediaError> {
    let read = |out: &PathBuf| {
        let found = segments(out)?;
        align(out, &found, lead)?;
        Ok(found)
    };
    Ok(Made {
        rungs: rungs.iter().map(read).collect::<Result<_, MediaError>>()?,
        sound: sound.as_ref().map(read).transpose()?,
    })
}

/// For how many outputs the sound is wanted.
fn sounds(order: &Order, probe: &Probe) -> usize {
    if probe.audio_stream.is_none() {
        return 0;
    }
    order.rungs.len() + usize::from(order.sound.is_some())
}

/// The source, read once and split.
fn graph(order: &Order, probe: &Probe, hdr: bool) -> String {
    let mut graph = String::new();
    let paces = order.rungs.iter().map(|(rung, _)| rung.pace);
    let fastest = paces.max_by(|a, b| a.per_second().total_cmp(&b.per_second()));
    let largest = order.rungs.iter().map(|(rung, _)| rung);
    let largest = largest.max_by_key(|rung| rung.shorter());
    let branches = order.rungs.len() + usize::from(order.sheet.is_some());
    if let (Some(stream), Some(fastest), Some(largest)) = (probe.video_stream, fastest, largest) {
        let Pace { frames, seconds } = fastest;
        let _ = write!(graph, "[0:{stream}]fps={frames}/{seconds}:start_time=0,");
        if hdr {
            let _ = write!(graph, "scale={}:{},{TONES},", largest.width, largest.height);
        }
        let _ = write!(graph, "split={branches}");
        for n in 0..branches {
            let _ = write!(graph, "[s{n}]");
        }
        for (n, (rung, _)) in order.rungs.iter().enumerate() {
            let Pace { frames, seconds } = rung.pace;
            let slower = if rung.pace == fastest {
                String::new()
            } else {
                format!("fps={frames}/{seconds},")
            };
            let (width, height) = (rung.width, rung.height);
            let _ = write!(
                graph,
                ";[s{n}]{slower}scale={width}:{height}:flags=bicubic,setsar=1,format=yuv420p[v{n}]"
            );
        }
        if let Some((sheet, _)) = &order.sheet {
            let _ = write!(graph, ";[s{}]{}[sheet]", branches - 1, sheet.filter());
        }
    }
    let sounds = sounds(order, probe);
    if let (Some(stream), 1..) = (probe.audio_stream, sounds) {
        let between = if graph.is_empty() { "" } else { ";" };
        let _ = write!(
            graph,
            "{between}[0:{stream}]aresample=48000:async=1:first_pts=0,asplit={sounds}"
        );
        for n in 0..sounds {
            let _ = write!(graph, "[a{n}]");
        }
    }
    graph
}

/// From the light of HDR to that of every screen.
const TONES: &str = "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,\
    tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,format=yuv420p";

fn outputs(order: &Order, probe: &Probe, how: &mut Vec<OsString>) -> Result<(), MediaError> {
    let sounds = sounds(order, probe);
    let channels = probe.channels.clamp(1, 2).to_string();
    let sound = ["-c:a", "aac", "-b:a", SOUND, "-ac", &channels];
    let clean = ["-map_metadata", "-1", "-map_chapters", "-1"];
    for (n, (rung, out)) in order.rungs.iter().enumerate() {
        how.extend(["-map", &format!("[v{n}]")].map(OsString::from));
        if sounds > 0 {
            how.extend(["-map", &format!("[a{n}]")].map(OsString::from));
            how.extend(sound.map(OsString::from));
        }
        let (bits, twice) = (rung.bits.to_string(), (rung.bits * 2).to_string());
        let group = rung.group.to_string();
        let picture = [
            "-c:v",
            "libx264",
            "-preset",
            "veryfast",
            "-profile:v",
            "high",
            "-crf",
            "23",
            "-maxrate",
            &bits,
            "-bufsize",
            &twice,
            "-g",
            &group,
            "-keyint_min",
            &group,
            "-sc_threshold",
            "0",
            "-bf",
            "3",
        ];
        how.extend(picture.map(OsString::from));
        how.extend(clean.map(OsString::from));
        let flags = format!("{FRAGMENTS}+frag_keyframe");
        how.extend(["-movflags", &flags, "-f", "mp4"].map(OsString::from));
        how.push(output(out)?);
    }
    if let Some(out) = order.sound.as_ref().filter(|_| sounds > 0) {
        how.extend(["-map", &format!("[a{}]", sounds - 1)].map(OsString::from));
        how.extend(sound.map(OsString::from));
        how.extend(clean.map(OsString::from));
        let whole = [
            "-movflags",
            FRAGMENTS,
            "-frag_duration",
            "4000000",
            "-f",
            "mp4",
        ];
        how.extend(whole.map(OsString::from));
        how.push(output(out)?);
    }
    if let Some((_, out)) = order.sheet.as_ref().filter(|_| !order.rungs.is_empty()) {
        let picture = [
            "-map",
            "[sheet]",
            "-frames:v",
            "1",
            "-c:v",
            "mjpeg",
            "-q:v",
            "6",
            "-f",
            "image2",
            "-update",
            "1",
        ];
        how.extend(picture.map(OsString::from));
        how.extend(clean.map(OsString::from));
        how.push(output(out)?);
    }
    Ok(())
}

/// Room for several encoders: a GiB of address space for the source and half of one for each
/// of them, forty times the duration and at least ten minutes, files as long as their rates
/// can make them.
fn limits(order: &Order, probe: &Probe) -> Limits {
    let rungs = order.rungs.len() as u64;
    let bits = order.rungs.iter().map(|(rung, _)| rung.bits).max();
    let duration = played(probe);
    let wall = (duration * 40).max(Duration::from_mins(10));
    Limits {
        memory: (2 << 30) + (rungs << 29),
        cpu: wall * 4,
        wall,
        file: (duration.as_secs() + 60) * u64::from(bits.unwrap_or(0) + 400_000) / 8 + (64 << 20),
    }
}

/// The limits of whoever listens through a sound once.
pub(crate) fn sound_limits(probe: &Probe) -> Limits {
    limits(&Order::default(), probe)
}

fn played(probe: &Probe) -> Duration {
    Duration::from_micros(probe.duration.unwrap_or(3_600_000_000))
}
