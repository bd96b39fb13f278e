//! What a file is called, as far as it is kept.

/// The longest name that is kept, in characters.
const LONGEST: usize = 200;

/// A name without the folders it came from and without what is not seen. Never a
/// refusal: a name decides nothing.
pub(super) fn clean(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last
        .chars()
        .filter(|c| !c.is_control() && !is_unseen(*c))
        .collect();
    let plain = plain.trim();
    let skipped = plain.chars().count().saturating_sub(LONGEST);
    // The end says more than the middle: it is what people tell files apart by.
    let kept: String = plain.chars().skip(skipped).collect();
    if kept.is_empty() {
        "upload".to_owned()
    } else {
        kept
    }
}

/// Marks that turn the direction of writing or take no room.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn a_name_is_one_line_without_folders() {
        for (name, kept) in [
            ("week 3.mp4", "week 3.mp4"),
            ("C:\\Users\\grace\\week 3.mp4", "week 3.mp4"),
            ("../../etc/passwd", "passwd"),
            ("a\r\nb\0.mp4", "ab.mp4"),
            ("gpj\u{202e}4pm.exe", "gpj4pm.exe"),
            ("編譯器.pdf", "編譯器.pdf"),
            ("  ", "upload"),
            ("", "upload"),
            ("folder/", "upload"),
        ] {
            assert_eq!(clean(name), kept, "{name:?}");
        }
        let long = format!("{}.mp4", "ü".repeat(500));
        assert_eq!(clean(&long).chars().count(), 200);
        assert_eq!(clean(&long).rsplit('.').next(), Some("mp4"));
    }
}
