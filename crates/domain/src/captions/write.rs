use std::fmt::Write;

use super::{Captions, moment::written};

impl Captions {
    /// As WebVTT, the one form that is kept and served.
    pub fn to_webvtt(&self) -> String {
        let mut text = String::from("WEBVTT\n");
        for cue in &self.cues {
            let (start, end) = (written(cue.start), written(cue.end));
            let gap = if cue.settings.is_empty() { "" } else { " " };
            // Writing to a string cannot fail. An empty line would end the cue.
            let _ = write!(text, "\n{start} --> {end}{gap}{}\n", cue.settings);
            for line in cue.text.lines().filter(|line| !line.trim().is_empty()) {
                text.push_str(line);
                text.push('\n');
            }
        }
        text
    }
}
