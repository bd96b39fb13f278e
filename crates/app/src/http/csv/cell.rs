use std::borrow::Cow;

/// What a guarded cell begins with: spreadsheets take the rest for text.
const GUARD: char = '\'';

/// A cell that no spreadsheet computes.
pub fn guarded(cell: &str) -> Cow<'_, str> {
    if begins_like_a_formula(cell.trim_start_matches(GUARD)) {
        Cow::Owned(format!("{GUARD}{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// What was written into a guarded cell; another cell as it is.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix(GUARD) {
        Some(rest) if begins_like_a_formula(rest.trim_start_matches(GUARD)) => rest,
        _ => cell,
    }
}

/// What begins a formula, in ASCII and in the wide and small forms that are read alike.
const SIGNS: [char; 13] = [
    '=', '+', '-', '@', '−', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫',
];

/// Whether a spreadsheet program might compute it, now or after it has trimmed it; so
/// too what moves the rest into a cell of its own.
fn begins_like_a_formula(text: &str) -> bool {
    let is_unseen =
        |c: &char| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}');
    let first = text.chars().find(|c| !is_unseen(c));
    first.is_some_and(|c| SIGNS.contains(&c))
        || text
            .chars()
            .take_while(is_unseen)
            .any(|c| matches!(c, '\t' | '\r' | '\n'))
}
