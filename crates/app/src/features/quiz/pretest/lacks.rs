//! What of a paper no font has, as its owner is told it: which writing it is, and what to install.

use std::collections::BTreeSet;

use unicode_script::{Script, UnicodeScript};

use crate::words::Words;

/// The letters and signs of Chinese, Japanese and Korean, and the package of Debian that has them.
const CJK: [&str; 4] = ["Han", "Kana", "Hangul", "Bopomofo"];
const CJK_FONTS: &str = "fonts-noto-cjk";
/// What belongs to no script: pictures and symbols.
const SIGNS: &str = "Signs";
const SIGN_FONTS: &str = "fonts-symbola";
/// All other scripts.
const FONTS: &str = "fonts-noto-core";

/// What a character is written in.
fn writing(c: char) -> &'static str {
    match c.script() {
        Script::Hiragana | Script::Katakana => "Kana",
        Script::Common | Script::Inherited | Script::Unknown => match c {
            '\u{30fb}'..='\u{30fc}' => "Kana",
            // Stops and brackets of full width.
            '\u{3000}'..='\u{303f}'
            | '\u{3200}'..='\u{33ff}'
            | '\u{fe30}'..='\u{fe4f}'
            | '\u{ff00}'..='\u{ffef}' => "Han",
            // Stops that the scripts of India share.
            '\u{964}'..='\u{965}' => "Devanagari",
            _ => SIGNS,
        },
        script => script.full_name(),
    }
}

/// What the missing characters are written in, and the packages of Debian that have them.
fn writings(missing: &BTreeSet<char>) -> (BTreeSet<&'static str>, BTreeSet<&'static str>) {
    let scripts: BTreeSet<&'static str> = missing.iter().map(|c| writing(*c)).collect();
    let package = |script: &&'static str| match *script {
        SIGNS => SIGN_FONTS,
        script if CJK.contains(&script) => CJK_FONTS,
        _ => FONTS,
    };
    let packages = scripts.iter().map(package).collect();
    (scripts, packages)
}

/// The sentence for a quiz's owner; empty where nothing is missing.
pub(super) fn said(missing: &BTreeSet<char>, words: &Words) -> String {
    if missing.is_empty() {
        return String::new();
    }
    let (scripts, packages) = writings(missing);
    // What has no name in the hub's languages goes by Unicode's.
    let name = |script: &&'static str| {
        let key = format!("quiz-script-{}", script.to_ascii_lowercase());
        if words.has(&key) {
            words.say(key).to_string()
        } else {
            script.replace('_', " ")
        }
    };
    let scripts: Vec<String> = scripts.iter().map(name).collect();
    let packages: Vec<&str> = packages.into_iter().collect();
    words
        .say("quiz-paper-lacks")
        .with("scripts", scripts.join(", "))
        .with("packages", packages.join(", "))
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Catalogue;

    #[test]
    fn each_script_is_told_with_what_to_install() {
        for (missing, scripts, packages) in [
            ("漢、！", vec!["Han"], vec![CJK_FONTS]),
            ("漢かカ", vec!["Han", "Kana"], vec![CJK_FONTS]),
            ("한", vec!["Hangul"], vec![CJK_FONTS]),
            ("नि।", vec!["Devanagari"], vec![FONTS]),
            (
                "กक漢",
                vec!["Devanagari", "Han", "Thai"],
                vec![CJK_FONTS, FONTS],
            ),
            ("🦄", vec![SIGNS], vec![SIGN_FONTS]),
            ("ꦲ", vec!["Javanese"], vec![FONTS]),
        ] {
            let found = writings(&missing.chars().collect());
            let expected: (BTreeSet<&str>, BTreeSet<&str>) = (
                scripts.into_iter().collect(),
                packages.into_iter().collect(),
            );
            assert_eq!(found, expected, "{missing}");
        }
    }

    #[test]
    fn an_owner_is_told_in_each_language() {
        let catalogue = Catalogue::load();
        let missing = BTreeSet::from(['ก', '\u{a90a}']);
        for (lang, name) in [("en", "Thai"), ("de", "Thailändisch"), ("es", "tailandés")] {
            let words = catalogue.words(Some(lang), None);
            let told = said(&missing, &words);
            assert!(
                told.contains(&format!("Kayah Li, {name}")) && told.contains("fonts-noto-core"),
                "{told}"
            );
            assert_eq!(said(&BTreeSet::new(), &words), "");
        }
    }
}
