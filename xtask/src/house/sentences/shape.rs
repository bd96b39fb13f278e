//! What reads like words.

/// Two words in a row, as no name, address, header or class has them; no SQL.
pub(super) fn is_sentence(text: &str) -> bool {
    !is_sql(text) && words(text).any(|pair| pair)
}

/// A sentence that begins with a capital or ends like one: told from a list of classes.
pub(super) fn begins_like_a_sentence(text: &str) -> bool {
    let text = text.trim();
    let capital = text.starts_with(|c: char| c.is_uppercase());
    is_sentence(text) && (capital || text.ends_with(['.', '!', '?', '…']))
}

/// A word of at least two letters that stands by itself.
pub(super) fn has_word(text: &str) -> bool {
    text.split_whitespace()
        .any(|part| letters(part).is_some_and(|count| count >= 2))
}

/// For every two neighbours, whether both are words.
fn words(text: &str) -> impl Iterator<Item = bool> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let pairs: Vec<bool> = parts
        .windows(2)
        .map(|pair| letters(pair[0]).zip(letters(pair[1])))
        .map(|both| both.is_some_and(|(one, other)| one + other >= 4))
        .collect();
    pairs.into_iter()
}

/// How many letters a word has; nothing, if it is none.
fn letters(part: &str) -> Option<usize> {
    let part = part.trim_matches(['“', '”', '(', ')', '‘']);
    let part = part.trim_end_matches([',', '.', ';', '!', '?', '…', '’']);
    let is_word = part
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    (is_word && letters > 0).then_some(letters)
}

fn is_sql(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "SELECT", "INSERT", "UPDATE", "DELETE", "FROM", "WHERE", "ORDER", "THEN", "NULL",
    ];
    text.split_whitespace().any(|part| WORDS.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_from_what_only_looks_like_words() {
        for text in [
            "You have left.",
            "not a member",
            "Willkommen, Ada",
            "l’été dernier",
        ] {
            assert!(is_sentence(text), "{text}");
        }
        for text in [
            "lobby-leave-heading",
            "/media/{entry}/leave",
            "no-store",
            "public, max-age=31536000, immutable",
            "default-src 'none'; img-src 'self' data: blob:",
            "SELECT id FROM invites WHERE id = $1",
            " THEN 1 ELSE 0 END AS hit, ",
            "application/json",
            "copied",
        ] {
            assert!(!is_sentence(text), "{text}");
        }
    }

    #[test]
    fn classes_are_no_sentences() {
        assert!(begins_like_a_sentence("Press again"));
        assert!(begins_like_a_sentence("not so fast!"));
        assert!(!begins_like_a_sentence("button quiet square"));
    }
}
