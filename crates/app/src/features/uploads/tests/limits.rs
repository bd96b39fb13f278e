//! What the site says of uploads, beside the server.

use axum::http::Method;
use usher_domain::media::EntryKind;

use super::{Desk, UPLOADS, desk, header, metadata, tus};

/// Begins an upload of so many bytes; how that is answered.
async fn begin(desk: &mut Desk, bytes: &str) -> (u16, String) {
    let about = metadata(desk.film, "a.mp4");
    let headers = [("upload-length", bytes), ("upload-metadata", &*about)];
    let answer = tus(&mut desk.browser, Method::POST, UPLOADS, &headers, "").await;
    let code = if answer.status.is_success() {
        String::new()
    } else {
        answer.code()
    };
    (answer.status.as_u16(), code)
}

#[tokio::test]
async fn a_file_is_as_large_as_site_and_server_take() {
    let mut desk = desk().await;
    let taken = (201, String::new());
    let refused = (413, "upload_too_large".to_owned());
    assert_eq!(
        begin(&mut desk, "67108864").await,
        taken,
        "the server's own"
    );
    for (size, bytes, expected) in [
        (5, "5000000", &taken),
        (5, "5000001", &refused),
        (500, "67108864", &taken),
        (500, "67108865", &refused),
    ] {
        desk.hub
            .rules(&["mymedia"], |site| site.my_media.max_upload_size = size)
            .await;
        assert_eq!(&begin(&mut desk, bytes).await, expected, "{size} {bytes}");
    }
    desk.hub
        .rules(&["mymedia"], |site| site.my_media.max_upload_size = 5)
        .await;
    let answer = tus(&mut desk.browser, Method::OPTIONS, UPLOADS, &[], "").await;
    assert_eq!(header(&answer.headers, "tus-max-size"), "5000000");
}

#[tokio::test]
async fn what_is_not_allowed_is_refused_before_it_is_sent_and_what_has_begun_goes_on() {
    let mut desk = desk().await;
    let path = desk.begin(10).await;
    desk.hub
        .rules(&["mymedia"], |site| {
            site.my_media.allowed_kinds = vec![EntryKind::Document];
        })
        .await;
    let refused = (422, "kind_not_allowed".to_owned());
    assert_eq!(begin(&mut desk, "10").await, refused);
    assert_eq!(desk.patch(&path, 0, b"0123456789").await.status, 204);
}
