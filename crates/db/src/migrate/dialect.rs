//! From the one text of a migration to what an engine runs.

/// The text as SQLite wants it: lines marked `-- postgres` are gone, `BIGINT` is
/// `INTEGER`, `BYTEA` is `BLOB`, and every `CREATE TABLE` is `STRICT`.
pub(super) fn for_sqlite(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 256);
    let mut statement = Statement::default();
    for piece in pieces(&lines_for(text, "sqlite", "postgres")) {
        match piece {
            Piece::Word(word) => {
                statement.word(word);
                out.push_str(match word.to_ascii_uppercase().as_str() {
                    "BIGINT" => "INTEGER",
                    "BYTEA" => "BLOB",
                    _ => word,
                });
            }
            Piece::Mark(';') => {
                if statement.makes_a_table() {
                    out.push_str(if statement.has_options {
                        ", STRICT"
                    } else {
                        " STRICT"
                    });
                }
                statement = Statement::default();
                out.push(';');
            }
            Piece::Mark(mark) => {
                statement.mark(mark);
                out.push(mark);
            }
            Piece::Verbatim(text) => out.push_str(text),
        }
    }
    out
}

/// The text as PostgreSQL wants it: lines marked `-- sqlite` are gone, and columns
/// of type `TEXT` compare and sort by bytes, as SQLite's do.
pub(super) fn for_postgres(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1024);
    let mut statement = Statement::default();
    let mut before = "";
    for piece in pieces(&lines_for(text, "postgres", "sqlite")) {
        match piece {
            Piece::Word(word) => {
                statement.word(word);
                out.push_str(word);
                // Not in a cast inside such a statement.
                let column = statement.shapes_a_table() && !before.eq_ignore_ascii_case("AS");
                if column && word.eq_ignore_ascii_case("TEXT") {
                    out.push_str(" COLLATE \"C\"");
                }
                before = word;
            }
            Piece::Mark(';') => {
                statement = Statement::default();
                out.push(';');
            }
            Piece::Mark(mark) => out.push(mark),
            Piece::Verbatim(text) => out.push_str(text),
        }
    }
    out
}

/// Keeps the lines for one engine: a line ending in `-- other` is dropped, and a
/// mark `-- engine` is taken off.
fn lines_for(text: &str, engine: &str, other: &str) -> String {
    let marked = |line: &str, name: &str| {
        let (rest, mark) = line.rsplit_once("--")?;
        (mark.trim() == name).then(|| rest.trim_end().to_owned())
    };
    let mut kept = String::with_capacity(text.len());
    for line in text.lines() {
        if marked(line, other).is_none() {
            kept.push_str(marked(line, engine).as_deref().unwrap_or(line));
            kept.push('\n');
        }
    }
    kept
}

/// What has been seen of the statement that is being copied.
#[derive(Default)]
struct Statement {
    words: usize,
    create: bool,
    alter: bool,
    table: bool,
    depth: usize,
    has_body: bool,
    /// `WITHOUT ROWID` after the body.
    has_options: bool,
}

impl Statement {
    fn word(&mut self, word: &str) {
        self.words += 1;
        match self.words {
            1 => {
                self.create = word.eq_ignore_ascii_case("CREATE");
                self.alter = word.eq_ignore_ascii_case("ALTER");
            }
            2 => self.table = word.eq_ignore_ascii_case("TABLE"),
            _ => {}
        }
        self.has_options |= self.has_body && self.depth == 0;
    }

    fn mark(&mut self, mark: char) {
        match mark {
            '(' => self.depth += 1,
            ')' => {
                self.depth = self.depth.saturating_sub(1);
                self.has_body |= self.depth == 0;
            }
            _ => {}
        }
    }

    fn shapes_a_table(&self) -> bool {
        (self.create || self.alter) && self.table
    }

    fn makes_a_table(&self) -> bool {
        self.create && self.table && self.has_body
    }
}

/// A stretch of SQL text.
enum Piece<'a> {
    Word(&'a str),
    /// A punctuation mark or a space.
    Mark(char),
    /// A comment or something in quotes, copied as it is.
    Verbatim(&'a str),
}

fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let length = if rest.starts_with("--") {
            rest.find('\n')
        } else if rest.starts_with("/*") {
            rest.find("*/").map(|end| end + 2)
        } else if first == '\'' || first == '"' {
            rest[1..].find(first).map(|end| end + 2)
        } else if is_word(first) {
            rest.find(|c| !is_word(c))
        } else {
            rest = &rest[first.len_utf8()..];
            return Some(Piece::Mark(first));
        };
        let (piece, after) = rest.split_at(length.unwrap_or(rest.len()));
        rest = after;
        Some(if is_word(first) {
            Piece::Word(piece)
        } else {
            Piece::Verbatim(piece)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{for_postgres, for_sqlite};

    #[test]
    fn types_are_translated_outside_comments_and_quotes() {
        assert_eq!(
            for_sqlite(
                "CREATE INDEX a ON b (c); -- a BIGINT\nUPDATE t SET x = 'it''s BYTEA' WHERE \"BIGINT\" = 1; ALTER TABLE t ADD n bigint;\n"
            ),
            "CREATE INDEX a ON b (c); -- a BIGINT\nUPDATE t SET x = 'it''s BYTEA' WHERE \"BIGINT\" = 1; ALTER TABLE t ADD n INTEGER;\n"
        );
    }

    #[test]
    fn every_table_becomes_strict() {
        assert_eq!(
            for_sqlite("CREATE TABLE IF NOT EXISTS t (a BIGINT CHECK (a > 0), b BYTEA);\n"),
            "CREATE TABLE IF NOT EXISTS t (a INTEGER CHECK (a > 0), b BLOB) STRICT;\n"
        );
    }

    #[test]
    fn marked_lines_are_for_one_engine() {
        let text =
            "CREATE TABLE t (\n  a TEXT PRIMARY KEY\n) WITHOUT ROWID; -- sqlite\n); -- postgres\n";
        assert_eq!(
            for_sqlite(text),
            "CREATE TABLE t (\n  a TEXT PRIMARY KEY\n) WITHOUT ROWID, STRICT;\n"
        );
    }

    #[test]
    fn a_virtual_table_is_left_alone() {
        let text = "CREATE VIRTUAL TABLE f USING fts5(title);\n";
        assert_eq!(for_sqlite(text), text);
    }

    #[test]
    fn text_sorts_by_bytes_on_postgres() {
        assert_eq!(
            for_postgres(
                "CREATE TABLE t (a TEXT NOT NULL, -- TEXT\n b TEXT -- sqlite\n b BIGINT -- postgres\n, CHECK (CAST(b AS TEXT) <> 'TEXT'));\nALTER TABLE t ADD c text;\nUPDATE t SET a = CAST(b AS TEXT);\n"
            ),
            "CREATE TABLE t (a TEXT COLLATE \"C\" NOT NULL, -- TEXT\n b BIGINT\n, CHECK (CAST(b AS TEXT) <> 'TEXT'));\nALTER TABLE t ADD c text COLLATE \"C\";\nUPDATE t SET a = CAST(b AS TEXT);\n"
        );
    }
}
