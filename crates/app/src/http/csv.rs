//! Tables as CSV: the one writer of the project, for every list that somebody downloads.
//!
//! RFC 4180 in UTF-8, with the mark by which spreadsheet programs know that. A spreadsheet takes a cell that
//! begins like a formula for one, and a formula may read other cells and send them away. Names and titles are
//! other people's to choose, so such a cell gets an apostrophe in front: shown as what it says, computed by
//! nobody (security.md T20). Reading takes exactly that apostrophe away again.

mod cell;
mod read;

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures_util::{Stream, StreamExt, stream};

pub use cell::{guarded, unguarded};
pub use read::{NotReadable, Sheet, cell, decode};

use super::fault::Fault;

/// By which spreadsheet programs know UTF-8.
const MARK: &str = "\u{feff}";

/// One row, cell by cell.
pub type Row = Vec<String>;

/// Rows as they stand in the file: each cell quoted and harmless, each line with its end.
pub fn written(rows: &[Row]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for row in rows {
        // Into memory: there is no disk that could be full, and rows may differ in length.
        let _ = writer.write_record(row.iter().map(|cell| guarded(cell).into_owned()));
    }
    writer.into_inner().unwrap_or_default()
}

/// A file to be saved as `name`, written while it is read: `head`, then what `pages` give. A page that cannot
/// be read breaks the download off, so that nobody takes half a list for a whole one.
pub fn download<S>(name: &str, head: &[&str], pages: S) -> Response
where
    S: Stream<Item = Result<Vec<Row>, Fault>> + Send + 'static,
{
    let head: Row = head.iter().map(|&cell| cell.to_owned()).collect();
    let begin = [MARK.as_bytes(), &written(&[head])].concat();
    let begin = stream::iter([Ok::<_, std::io::Error>(begin)]);
    let rows = pages.map(|page| match page {
        Ok(rows) => Ok(written(&rows)),
        Err(fault) => {
            let details = fault.details();
            tracing::warn!(
                code = details.code,
                cause = details.cause,
                "an export broke off"
            );
            Err(std::io::Error::other(details.code))
        }
    });
    let mut response = Body::from_stream(begin.chain(rows)).into_response();
    let headers: [(HeaderName, HeaderValue); 3] = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/csv; charset=utf-8; header=present"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_DISPOSITION, disposition(name)),
    ];
    response.headers_mut().extend(headers);
    response
}

/// The pages of a list, from `first` on: `read` gives what stands behind a place, and the place where that goes on;
/// none at the end.
pub fn pages<Place, Read, Page>(
    first: Place,
    read: Read,
) -> impl Stream<Item = Result<Vec<Row>, Fault>> + Send
where
    Place: Send,
    Read: Fn(Place) -> Page + Send,
    Page: Future<Output = Result<(Vec<Row>, Option<Place>), Fault>> + Send,
{
    stream::try_unfold((Some(first), read), |(place, read)| async move {
        let Some(place) = place else { return Ok(None) };
        let (rows, next) = read(place).await?;
        Ok::<_, Fault>(Some((rows, (next, read))))
    })
}

/// File names of exports are ours: letters, digits, dots and dashes. Anything else in one is left out.
fn disposition(name: &str) -> HeaderValue {
    let safe: String = name
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
        .collect();
    HeaderValue::try_from(format!("attachment; filename=\"{safe}\""))
        .unwrap_or_else(|_| HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod t20_formulas;
