//! Strings of Rust that read like sentences, but for those that are said to a log or to a program: within an attribute,
//! in a test, or handed to one of [`NOT_TO_PEOPLE`].

use std::str::FromStr;

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};

use super::{Find, shape::is_sentence};

/// What stands before a bracket whose strings nobody reads on the web, as it ends: logs, causes of a fault that only its
/// id is shown of, keyed hashes, headers.
const NOT_TO_PEOPLE: &[&str] = &[
    "tracing::trace!",
    "tracing::debug!",
    "tracing::info!",
    "tracing::warn!",
    "tracing::error!",
    "Fault::internal",
    "HeaderValue::from_static",
    ".mac",
    "assert!",
    "assert_eq!",
    "assert_ne!",
];
/// The field of a database error that says what a column should hold.
const WANTED: &str = "wanted";

pub(super) fn finds(text: &str) -> Vec<Find> {
    match TokenStream::from_str(text) {
        Ok(tokens) => {
            let mut finds = Vec::new();
            walk(tokens, &mut finds);
            finds
        }
        Err(error) => vec![Find {
            line: error.span().start().line,
            text: format!("this is no Rust: {error}"),
        }],
    }
}

fn walk(tokens: TokenStream, finds: &mut Vec<Find>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut in_test = false;
    for (index, token) in tokens.iter().enumerate() {
        let before = &tokens[..index];
        match token {
            TokenTree::Group(group) if is_attribute(group, before) => {
                in_test |= group.stream().to_string().replace(' ', "") == "cfg(test)";
            }
            TokenTree::Group(group) => {
                let ends_item = group.delimiter() == Delimiter::Brace;
                if !in_test && !is_said_to_nobody(before) {
                    walk(group.stream(), finds);
                }
                in_test &= !ends_item;
            }
            TokenTree::Punct(punct) => in_test &= punct.as_char() != ';',
            TokenTree::Literal(literal) if !in_test && !names_a_column(before) => {
                finds.extend(find(literal));
            }
            TokenTree::Literal(_) | TokenTree::Ident(_) => {}
        }
    }
}

fn find(literal: &Literal) -> Option<Find> {
    let source = literal.to_string();
    let (start, end) = (source.find('"')?, source.rfind('"')?);
    let text = source.get(start + 1..end)?.replace("\\n", " ");
    is_sentence(&text).then(|| Find {
        line: literal.span().start().line,
        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
    })
}

fn is_attribute(group: &Group, before: &[TokenTree]) -> bool {
    let mark = match before {
        [.., mark, TokenTree::Punct(bang)] if bang.as_char() == '!' => mark,
        [.., mark] => mark,
        [] => return false,
    };
    group.delimiter() == Delimiter::Bracket
        && matches!(mark, TokenTree::Punct(punct) if punct.as_char() == '#')
}

/// Whether a bracket is of a call or macro that speaks to no reader of a page.
fn is_said_to_nobody(before: &[TokenTree]) -> bool {
    let of_path = |token: &&TokenTree| match token {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(punct) => matches!(punct.as_char(), ':' | '.' | '!'),
        TokenTree::Group(_) | TokenTree::Literal(_) => false,
    };
    let mut path: Vec<String> = before
        .iter()
        .rev()
        .take_while(of_path)
        .map(ToString::to_string)
        .collect();
    path.reverse();
    let path = path.concat();
    NOT_TO_PEOPLE.iter().any(|end| path.ends_with(end))
}

fn names_a_column(before: &[TokenTree]) -> bool {
    matches!(before, [.., TokenTree::Ident(field), TokenTree::Punct(colon)]
        if *field == WANTED && colon.as_char() == ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(code: &str) -> Vec<String> {
        finds(code).into_iter().map(|find| find.text).collect()
    }

    #[test]
    fn sentences_that_people_would_read_are_found() {
        for (code, found) in [
            ("fn f() { page(\"You have left.\") }", "You have left."),
            (
                "fn f() -> String { format!(\"{name} has left\") }",
                "{name} has left",
            ),
            ("const A: &str = r#\"one word more\"#;", "one word more"),
            ("fn f() { x.with(\"text\", \"Come\\n back\") }", "Come back"),
            (
                "fn f() { Explained::new(\"mail\", say(\"ask them\")) }",
                "ask them",
            ),
        ] {
            assert_eq!(texts(code), [found], "{code}");
        }
    }

    #[test]
    fn what_is_said_to_logs_tests_and_programs_is_not() {
        for code in [
            "/// A sentence of the documentation.\nfn f() {}",
            "//! A sentence of the documentation.",
            "fn f() { tracing::warn!(%error, \"it was not written\") }",
            "fn f() { g().map_err(|e| Fault::internal(format!(\"it was not read: {e}\"))) }",
            "#[error(\"there is no module {0}\")] struct A;",
            "#[utoipa::path(responses((status = 204, description = \"signed out\")))] fn f() {}",
            "fn f() { key.mac(\"no invite\", text) }",
            "fn f() { Error::Column { column: \"uses\", wanted: \"a number of uses\" } }",
            "#[cfg(test)] mod tests { const A: &str = \"not in tests\"; }",
            "#[cfg(test)] const A: &str = \"not in tests\";",
            "const A: &str = \"SELECT id FROM invites\";",
            "fn f() { words.say(\"lobby-leave-heading\") }",
            "fn f() { let c = '\"'; let d = \"x\"; }",
        ] {
            assert_eq!(texts(code), [""; 0], "{code}");
        }
    }

    #[test]
    fn what_comes_after_a_test_is_looked_at_again() {
        let code = "#[cfg(test)] mod tests { }\nconst A: &str = \"here it is\";";
        assert_eq!(
            finds(code),
            [Find {
                line: 2,
                text: "here it is".to_owned()
            }]
        );
    }
}
