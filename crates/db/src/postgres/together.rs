//! Statements on which nobody waits, told to the server as one.
//!
//! The server answers each statement by itself: it is woken, sends, and wakes us. Where several only write, each to a
//! table of its own, they are the parts of one (`WITH … SELECT`) and cost that once
//! ([ADR 0065](../../../../docs/adr/0065-what-is-written-leaves-as-one.md)).

use std::{collections::HashSet, fmt::Write as _};

/// The last part: by this number the server can be asked later whether the commit took place. It is one of
/// a transaction that writes, so there always is one.
const NUMBER: &str = "SELECT CAST(pg_current_xact_id() AS TEXT) AS number";

/// One statement that does what these do one after the other, with their parameters in the same order, and tells the
/// transaction's number. `parts` are texts and how many parameters they have. `None` where it would not be sure to be
/// the same: parts of one statement do not see what the others write.
pub(super) fn together(parts: &[(&str, usize)]) -> Option<String> {
    let mut tables = HashSet::new();
    let mut text = String::new();
    let mut before = 0;
    for (nth, (part, count)) in parts.iter().enumerate() {
        if !tables.insert(writes_alone(part)?) {
            return None;
        }
        let opened = if nth == 0 { "WITH" } else { "," };
        // Writing into a text cannot fail.
        let _ = write!(text, "{opened} w{nth} AS ({})", renumbered(part, before)?);
        before += count;
    }
    (parts.len() > 1).then(|| format!("{text} {NUMBER}"))
}

/// The table that a statement writes to, if it looks at nothing else and answers nothing.
fn writes_alone(part: &str) -> Option<&str> {
    let mut words = part.split_whitespace();
    let table = match (words.next()?, words.next()?) {
        ("INSERT", "INTO") => words.next()?,
        ("UPDATE", table) => table,
        _ => return None,
    };
    let looks = |word: &str| {
        let word = word.trim_start_matches('(');
        ["SELECT", "FROM", "USING", "WITH", "RETURNING"]
            .iter()
            .any(|other| word.eq_ignore_ascii_case(other))
    };
    (!part.split_whitespace().any(looks)).then_some(table)
}

/// `part` with its parameters counted on from `before`. `None` if a text stands in it, in which a `$` would
/// mean something else.
fn renumbered(part: &str, before: usize) -> Option<String> {
    let mut quoted = part.split('\'').skip(1).step_by(2);
    if quoted.any(|quoted| quoted.contains('$')) {
        return None;
    }
    let mut pieces = part.split('$');
    let mut text = pieces.next()?.to_owned();
    for piece in pieces {
        let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = piece.split_at(digits);
        let number: usize = number.parse().ok()?;
        let _ = write!(text, "${}{rest}", number + before);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_to_tables_of_their_own_become_one() {
        let text = together(&[
            ("UPDATE invites SET a = $2, b = 'x'\n WHERE id = $1", 2),
            (
                "INSERT INTO grants (a, b) VALUES ($1, $2) ON CONFLICT (a) DO UPDATE SET b = excluded.b",
                2,
            ),
            ("INSERT INTO audit (a) VALUES ($10)", 10),
        ]);
        assert_eq!(
            text.as_deref(),
            Some(
                "WITH w0 AS (UPDATE invites SET a = $2, b = 'x'\n WHERE id = $1), \
                 w1 AS (INSERT INTO grants (a, b) VALUES ($3, $4) ON CONFLICT (a) DO UPDATE SET b = excluded.b), \
                 w2 AS (INSERT INTO audit (a) VALUES ($14)) \
                 SELECT CAST(pg_current_xact_id() AS TEXT) AS number"
            )
        );
    }

    #[test]
    fn what_may_see_another_part_stays_alone() {
        let insert = ("INSERT INTO grants (a) VALUES ($1)", 1);
        for other in [
            "INSERT INTO grants (b) VALUES ($1)",
            "UPDATE grants SET a = $1",
            "UPDATE invites SET a = $1 WHERE id = (SELECT id FROM grants)",
            "INSERT INTO audit (a) SELECT a FROM grants WHERE b = $1",
            "UPDATE invites SET a = $1 FROM grants",
            "INSERT INTO audit (a) VALUES ($1) RETURNING a",
            "DELETE FROM sessions WHERE id = $1",
            "SELECT pg_advisory_xact_lock($1) AS claimed",
            "INSERT INTO audit (a, b) VALUES ($1, 'in $2')",
            "INSERT INTO audit (a) VALUES ($x)",
        ] {
            assert_eq!(together(&[insert, (other, 1)]), None, "{other}");
            assert_eq!(together(&[(other, 1), insert]), None, "{other}");
        }
        assert_eq!(together(&[insert]), None, "one alone is one already");
        assert_eq!(together(&[]), None);
    }
}
