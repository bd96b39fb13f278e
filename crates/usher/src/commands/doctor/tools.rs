//! The programs that look into media. Without them originals still play.

use usher_media_tools::{Program, Tools};

use super::finding::Finding;

const CHECK: &str = "media tools";

pub(super) fn check(tools: &Tools) -> Vec<Finding> {
    let missing = tools.missing();
    if missing.is_empty() {
        let all: Vec<_> = Program::ALL.iter().map(|program| program.name()).collect();
        return vec![Finding::ok(CHECK, format!("{} are here", all.join(", ")))];
    }
    missing
        .into_iter()
        .map(|missing| {
            Finding::warn(
                CHECK,
                format!(
                    "{} is not installed, so {}",
                    missing.program,
                    without(missing.program)
                ),
                format!("Install it, on Debian by apt install {}.", missing.package),
            )
        })
        .collect()
}

/// What Usher cannot do without a program.
fn without(program: Program) -> &'static str {
    match program {
        Program::Ffmpeg => "videos get no poster and no rendition that every browser plays",
        Program::Ffprobe => "videos and recordings are taken on trust, and show no duration",
        Program::Pdfinfo => "documents are taken on trust, and show no number of pages",
        Program::Pdftoppm => "documents get no poster",
        Program::Soffice => "office files are kept and not shown: PDFs are",
        Program::Bwrap => "office files are not shown: nothing else keeps what reads them apart",
    }
}

#[cfg(test)]
mod tests {
    use super::{super::finding::Verdict, *};

    #[test]
    fn what_is_missing_is_a_warning_with_its_package() {
        let empty = tempfile::tempdir().expect("a folder");
        let findings = check(&Tools::find_in(empty.path().as_os_str()));
        assert_eq!(findings.len(), Program::ALL.len());
        assert!(
            findings
                .iter()
                .all(|finding| finding.result == Verdict::Warn)
        );
        let first = findings[0].to_string();
        assert!(
            first.contains("ffmpeg is not installed") && first.contains("apt install ffmpeg"),
            "{first}"
        );
    }
}
