//! Answers that have no end of their own end with the server: an open event
//! stream would otherwise hold up every shutdown to its limit.

use axum::{body::Body, response::Response};
use futures_util::StreamExt;
use hyper::header::CONTENT_TYPE;
use tokio_util::sync::CancellationToken;

/// `response`, cut off cleanly once the server is asked to stop if it is a
/// stream of events. Browsers connect again by themselves.
pub(super) fn ending_with_the_server(
    response: Response,
    asked_to_stop: CancellationToken,
) -> Response {
    if !is_event_stream(&response) {
        return response;
    }
    response.map(|body| {
        Body::from_stream(
            body.into_data_stream()
                .take_until(asked_to_stop.cancelled_owned()),
        )
    })
}

fn is_event_stream(response: &Response) -> bool {
    response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("text/event-stream"))
}
