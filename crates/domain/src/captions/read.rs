use std::time::Duration;

use super::{Captions, Cue, MAX_BYTES, NotCaptions, decode::decode, markup::clean, moment::moment};

/// Reads a file in the language `lang` (a BCP 47 tag, which helps where its encoding
/// could be one of several). Cues come out by their beginnings.
pub fn read(bytes: &[u8], lang: &str) -> Result<Captions, NotCaptions> {
    if bytes.len() > MAX_BYTES {
        return Err(NotCaptions::TooLarge);
    }
    let text = decode(bytes, lang)?;
    let first = text.lines().next().unwrap_or_default();
    let webvtt = (first.trim_end().strip_prefix("WEBVTT"))
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    if !webvtt && !text.contains("-->") {
        return Err(NotCaptions::NoTimes);
    }
    let mut reading = Reading {
        webvtt,
        ..Reading::default()
    };
    for (line, content) in (1..).zip(text.lines()) {
        reading.take(line, content.trim_end())?;
    }
    reading.end_block();
    let mut cues = reading.cues;
    cues.retain_mut(|cue| {
        cue.text = clean(cue.text.trim());
        !cue.words().is_empty()
    });
    if cues.is_empty() {
        return Err(NotCaptions::NoCues);
    }
    cues.sort_by_key(|cue| (cue.start, cue.end));
    Ok(Captions { cues })
}

/// What the lines so far have come to.
#[derive(Default)]
struct Reading {
    webvtt: bool,
    cues: Vec<Cue>,
    place: Place,
    /// Lines that are no cue's so far: a cue's number or name, or, in SubRip, what goes on
    /// behind an empty line that stands in the middle of a cue.
    loose: Vec<String>,
}

/// Where a line stands.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Place {
    /// Between blocks.
    #[default]
    Between,
    /// In a block that is no cue: the head, a note, a style, a region.
    Aside,
    /// Under the times of a cue.
    Cue,
}

impl Reading {
    fn take(&mut self, line: usize, content: &str) -> Result<(), NotCaptions> {
        if content.is_empty() {
            if self.place == Place::Cue && self.webvtt {
                self.end_block();
            }
            self.place = Place::Between;
            return Ok(());
        }
        if self.place == Place::Aside {
            return Ok(());
        }
        if self.place == Place::Between && self.webvtt && is_aside(line, content) {
            self.place = Place::Aside;
            return Ok(());
        }
        if content.contains("-->") {
            match times(content) {
                Some((start, end, _)) if end <= start => {
                    return Err(NotCaptions::Backwards { line });
                }
                Some((start, end, settings)) => {
                    self.begin(start, end, settings);
                    return Ok(());
                }
                None if self.place == Place::Between => return Err(NotCaptions::Times { line }),
                // An arrow in what somebody says.
                None => {}
            }
        }
        if self.place == Place::Cue {
            self.say(content);
        } else {
            self.loose.push(content.to_owned());
        }
        Ok(())
    }

    fn begin(&mut self, start: Duration, end: Duration, settings: String) {
        if self.place == Place::Cue {
            self.take_back_number();
        }
        // The line before the times is the cue's number, in WebVTT also its name.
        if (self.loose.last()).is_some_and(|line| self.webvtt || is_number(line)) {
            self.loose.pop();
        }
        self.end_block();
        self.cues.push(Cue {
            start,
            end,
            settings,
            text: String::new(),
        });
        self.place = Place::Cue;
    }

    /// What stands loose in a SubRip file belongs to the cue before it; in WebVTT it is shown
    /// by no player.
    fn end_block(&mut self) {
        for line in std::mem::take(&mut self.loose) {
            if !self.webvtt {
                self.say(&line);
            }
        }
    }

    fn say(&mut self, content: &str) {
        if let Some(cue) = self.cues.last_mut() {
            cue.text.push_str(content);
            cue.text.push('\n');
        }
    }

    /// Without an empty line between cues the next one's number looks like this one's words.
    fn take_back_number(&mut self) {
        if let Some(cue) = self.cues.last_mut() {
            let text = cue.text.trim_end();
            let at = text.rfind('\n').map_or(0, |at| at + 1);
            if is_number(&text[at..]) {
                cue.text.truncate(at);
            }
        }
    }
}

fn is_number(line: &str) -> bool {
    !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a block that begins so is none of the cues.
fn is_aside(line: usize, content: &str) -> bool {
    let word = content.split([' ', '\t']).next().unwrap_or_default();
    line == 1 || word == "NOTE" || content == "STYLE" || content == "REGION"
}

/// `00:01.000 --> 00:02.000 settings…`
fn times(line: &str) -> Option<(Duration, Duration, String)> {
    let (start, rest) = line.split_once("-->")?;
    let mut words = rest.split_whitespace();
    let (start, end) = (moment(start.trim())?, moment(words.next()?)?);
    let settings: Vec<&str> = words.filter(|word| is_setting(word)).collect();
    Some((start, end, settings.join(" ")))
}

/// What WebVTT knows to say of a cue's place; regions are not kept, and so not named.
fn is_setting(word: &str) -> bool {
    let Some((name, value)) = word.split_once(':') else {
        return false;
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '%' | '-');
    matches!(name, "vertical" | "line" | "position" | "size" | "align")
        && !value.is_empty()
        && value.len() <= 32
        && value.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cues(text: &str) -> Vec<(u128, u128, String)> {
        let captions = read(text.as_bytes(), "en").unwrap();
        let cue = |cue: &Cue| (cue.start.as_millis(), cue.end.as_millis(), cue.words());
        captions.cues().iter().map(cue).collect()
    }

    fn said(start: u128, end: u128, words: &str) -> (u128, u128, String) {
        (start, end, words.to_owned())
    }

    #[test]
    fn webvtt_is_read_whatever_stands_around_its_cues() {
        let text = "WEBVTT - English\nKind: captions\n\nNOTE made by hand --> no cue\nstill\n\n\
            STYLE\n::cue { color: red }\n\nREGION\nid:fred\n\n1\n00:01.000 --> 00:02.500 align:start region:fred\n\
            Hello --> there\n\nlost words\n\nintro\n100:00:00.000 --> 100:00:01.000\n<v Ada>שלום</v>\n";
        let hours = 360_000_000;
        assert_eq!(
            cues(text),
            [
                said(1000, 2500, "Hello --> there"),
                said(hours, hours + 1000, "Ada: שלום")
            ]
        );
    }

    #[test]
    fn subrip_is_read_with_its_usual_faults() {
        let text = "1\n00:00:01,000 --> 00:00:02,000 X1:10 Y1:20\n<font color=red>One</font>\n2\n\
            00:00:03,000 --> 00:00:04,500\nTwo\n\nand more of it\n\n\n3\n0:00:05.5 --> 0:00:06\n1984\n\n\
            4\n00:00:07,000 --> 00:00:08,000\n\n5\n00:00:09,000 --> 00:00:10,000\nlast";
        assert_eq!(
            cues(text),
            [
                said(1000, 2000, "One"),
                said(3000, 4500, "Two and more of it"),
                said(5500, 6000, "1984"),
                said(9000, 10_000, "last"),
            ]
        );
    }

    #[test]
    fn cues_come_out_by_their_beginnings_and_may_overlap() {
        let text = "WEBVTT\n\n00:05.000 --> 00:06.000\nthird\n\n00:01.000 --> 00:09.000\nfirst\n\n\
            00:02,000 --> 00:03,000\nsecond\n";
        let words: Vec<_> = cues(text).into_iter().map(|(_, _, words)| words).collect();
        assert_eq!(words, ["first", "second", "third"]);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let cue = |times: &str| format!("WEBVTT\n\n{times}\nHello\n");
        for (text, fault) in [
            ("", NotCaptions::NoTimes),
            ("<html>", NotCaptions::NoTimes),
            ("Hello\nworld", NotCaptions::NoTimes),
            ("WEBVTT", NotCaptions::NoCues),
            ("WEBVTT\n\nHello", NotCaptions::NoCues),
            (
                &cue("00:01.000 --> 00:02.000").replace("Hello", "<x>"),
                NotCaptions::NoCues,
            ),
            (
                &cue("00:61.000 --> 01:00.000"),
                NotCaptions::Times { line: 3 },
            ),
            (&cue("--> 00:02.000"), NotCaptions::Times { line: 3 }),
            (
                &cue("00:02.000 --> 00:02.000"),
                NotCaptions::Backwards { line: 3 },
            ),
            (
                "1\n00:00:01,000 --> 00:00:02,000\nx\n\n2\nsoon --> later\ny",
                NotCaptions::Times { line: 6 },
            ),
        ] {
            assert_eq!(read(text.as_bytes(), "en"), Err(fault), "{text:?}");
        }
        let large = vec![b'x'; MAX_BYTES + 1];
        assert_eq!(read(&large, "en"), Err(NotCaptions::TooLarge));
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>a < b & c\n\n2\n00:00:03,000 --> 00:00:04,000\n-->\nx\n";
        let captions = read(text.as_bytes(), "en").unwrap();
        let written = captions.to_webvtt();
        assert_eq!(
            read(written.as_bytes(), "en").unwrap(),
            captions,
            "{written}"
        );
    }

    #[test]
    fn ten_thousand_cues_of_eight_hours_are_read() {
        let text = (0..10_000_u64)
            .map(|n| {
                let at = |n: u64| super::super::written(Duration::from_millis(n * 2880));
                format!(
                    "{}\n{} --> {}\nSentence {n} of a day\n\n",
                    n + 1,
                    at(n),
                    at(n + 1)
                )
            })
            .collect::<Vec<_>>()
            .concat();
        assert_eq!(read(text.as_bytes(), "en").unwrap().cues().len(), 10_000);
    }
}
