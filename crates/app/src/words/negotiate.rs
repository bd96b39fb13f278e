//! Which language a reader gets.

use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use unic_langid::LanguageIdentifier;

use super::FALLBACK;

/// `wanted` first, each before the next, then the browser's list in its order of preference,
/// then `default`.
pub(super) fn choose<'a>(
    wanted: impl IntoIterator<Item = &'a str>,
    accept_language: Option<&str>,
    offered: &[LanguageIdentifier],
    default: &str,
) -> String {
    let asked: Vec<LanguageIdentifier> = wanted
        .into_iter()
        .map(str::to_owned)
        .chain(by_preference(accept_language.unwrap_or_default()))
        .filter_map(|tag| tag.parse().ok())
        .collect();
    let fallback = offered.iter().find(|lang| lang.to_string() == default);
    negotiate_languages(&asked, offered, fallback, NegotiationStrategy::Lookup)
        .first()
        .map_or_else(|| FALLBACK.to_owned(), ToString::to_string)
}

fn by_preference(header: &str) -> Vec<String> {
    let mut tags: Vec<(f32, &str)> = header
        .split(',')
        .take(20)
        .filter_map(|part| {
            let mut pieces = part.trim().split(';');
            let tag = pieces.next()?.trim();
            let quality = pieces
                .find_map(|piece| piece.trim().strip_prefix("q="))
                .map_or(Some(1.0), |q| q.parse().ok())?;
            (quality > 0.0 && tag != "*").then_some((quality, tag))
        })
        .collect();
    tags.sort_by(|a, b| b.0.total_cmp(&a.0));
    tags.into_iter().map(|(_, tag)| tag.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered() -> Vec<LanguageIdentifier> {
        ["de", "en", "he"]
            .iter()
            .map(|tag| tag.parse().unwrap())
            .collect()
    }

    #[test]
    fn the_wanted_language_wins_then_the_browsers_then_the_default() {
        let offered = offered();
        for (wanted, accept, default, expected) in [
            (&["he"][..], Some("de"), "en", "he"),
            (&["xx"], Some("fr, de-AT;q=0.8, en;q=0.9"), "de", "en"),
            (&["xx", "de"], Some("en"), "en", "de"),
            (&[], Some("fr, de-AT;q=0.8"), "en", "de"),
            (&[], Some("tlh; q=x, *"), "en", "en"),
            (&[], Some("fr"), "de", "de"),
            (&[], None, "he", "he"),
            (&[], None, "xx", "en"),
        ] {
            let chosen = choose(wanted.iter().copied(), accept, &offered, default);
            assert_eq!(chosen, expected, "{wanted:?} {accept:?} {default}");
        }
    }
}
