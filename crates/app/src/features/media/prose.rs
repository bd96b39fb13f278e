//! A description as it is shown: plain text in which web addresses are links.

use url::Url;

/// A run of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Run {
    /// Text.
    Text(String),
    /// A web address; it is shown as it was written.
    Link(String),
}

/// What ends a sentence or a quotation rather than an address.
const TRAILING: [char; 15] = [
    '.', ',', ';', ':', '!', '?', '\'', '"', '”', '’', '»', '。', '、', '…', '*',
];

/// Parts a text into runs. Only `http` and `https` addresses with a host and
/// without credentials become links.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut rest = text;
    let mut plain = String::new();
    while let Some(at) = next_scheme(rest) {
        plain.push_str(&rest[..at]);
        let word = word(&rest[at..]);
        if is_link(word) {
            if !plain.is_empty() {
                runs.push(Run::Text(std::mem::take(&mut plain)));
            }
            runs.push(Run::Link(word.to_owned()));
        } else {
            plain.push_str(word);
        }
        rest = &rest[at + word.len()..];
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        runs.push(Run::Text(plain));
    }
    runs
}

/// Where the next address may begin: not in the middle of a word.
fn next_scheme(text: &str) -> Option<usize> {
    text.match_indices("http")
        .find(|(at, _)| {
            let before = text[..*at].chars().next_back();
            let here = &text[*at..];
            !before.is_some_and(char::is_alphanumeric)
                && (here.starts_with("http://") || here.starts_with("https://"))
        })
        .map(|(at, _)| at)
}

/// The address at the beginning of `text`, without what belongs to the sentence.
fn word(text: &str) -> &str {
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`'))
        .unwrap_or(text.len());
    let mut word = &text[..end];
    loop {
        let shorter = word.trim_end_matches(TRAILING);
        let shorter = without_lone_bracket(shorter);
        if shorter.len() == word.len() {
            return word;
        }
        word = shorter;
    }
}

/// A closing bracket belongs to the address only if it was opened there.
fn without_lone_bracket(word: &str) -> &str {
    for (open, close) in [('(', ')'), ('[', ']'), ('{', '}'), ('（', '）')] {
        if let Some(shorter) = word.strip_suffix(close) {
            let count = |c| word.chars().filter(|other| *other == c).count();
            if count(close) > count(open) {
                return shorter;
            }
        }
    }
    word
}

fn is_link(word: &str) -> bool {
    word.len() <= 2000
        && !word.contains(":///")
        && Url::parse(word).is_ok_and(|url| {
            matches!(url.scheme(), "http" | "https")
                && url.host_str().is_some_and(|host| !host.is_empty())
                && url.username().is_empty()
                && url.password().is_none()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<String> {
        let whole: String = runs(text)
            .into_iter()
            .map(|run| match run {
                Run::Text(text) | Run::Link(text) => text,
            })
            .collect();
        assert_eq!(whole, text, "nothing is lost");
        runs(text)
            .into_iter()
            .filter_map(|run| match run {
                Run::Link(link) => Some(link),
                Run::Text(_) => None,
            })
            .collect()
    }

    #[test]
    fn addresses_are_found_where_a_reader_would_find_them() {
        for (text, expected) in [
            (
                "See https://uni.edu/a?b=c#d.",
                vec!["https://uni.edu/a?b=c#d"],
            ),
            ("(http://uni.edu/a_(b))", vec!["http://uni.edu/a_(b)"]),
            (
                "https://uni.edu, “http://b.org/”!",
                vec!["https://uni.edu", "http://b.org/"],
            ),
            ("见 https://例え.jp/路径 。", vec!["https://例え.jp/路径"]),
            ("a\nhttps://uni.edu\nb", vec!["https://uni.edu"]),
        ] {
            assert_eq!(links(text), expected, "{text}");
        }
    }

    #[test]
    fn nothing_else_becomes_a_link() {
        for text in [
            "javascript:alert(1)",
            "data:text/html,x",
            "https://",
            "http:///etc",
            "xhttps://uni.edu",
            "https://user:pass@evil.example/",
            "//uni.edu",
            "http:uni.edu",
            "httpshttphttp",
        ] {
            assert_eq!(links(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn markup_stays_inside_no_link() {
        let text = "https://uni.edu/\"><script>alert(1)</script>";
        assert_eq!(links(text), ["https://uni.edu/"]);
    }
}
