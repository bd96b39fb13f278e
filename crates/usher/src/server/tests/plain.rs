//! Files, sent over real sockets.

use std::io::IoSlice;

use axum::{
    Extension,
    body::{Body, Bytes},
};
use tempfile::TempDir;
use usher_blob::{Blob, Blobs, Pace, SLICE};
use usher_domain::{
    clock::{SeededEntropy, Timestamp},
    ids::BlobId,
};

use super::{
    super::plain::{Next, next},
    *,
};

const LENGTH: usize = 5_000_003;
const SHOWINGS: usize = 4;
const TWO_SLICES: u64 = 2 * SLICE;

fn contents() -> Vec<u8> {
    (0..LENGTH)
        .map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect()
}

async fn film() -> (TempDir, Blob) {
    let root = tempfile::tempdir().expect("a folder");
    let blobs = Blobs::open(root.path()).expect("empty");
    let id = BlobId::new(Timestamp::from_secs(1), &SeededEntropy::new(1));
    let contents = Bytes::from(contents());
    blobs.put(id, contents).await.expect("stored");
    let film = blobs.read(id).await.expect("just stored");
    (root, film)
}

/// `/whole` in slices, `/piece` at once, `/words` of no file, and `/lost` whose right ends after two slices.
fn router(film: Blob) -> Router {
    let (whole, lost) = (film.clone(), film.clone());
    Router::new()
        .route(
            "/whole",
            get(|Extension(pace): Extension<Pace>| async move {
                let slices = whole.slices(0..whole.len(), pace);
                Body::from_stream(futures_util::stream::unfold(slices, |mut slices| async {
                    slices.next().await.map(|slice| (slice, slices))
                }))
            }),
        )
        .route(
            "/piece",
            get(|| async move { film.slice(1_000..201_000).await.expect("there") }),
        )
        .route(
            "/lost",
            get(|| async move {
                let slices = futures_util::stream::unfold(0, move |start| {
                    let film = lost.clone();
                    async move {
                        let slice = match start {
                            0..TWO_SLICES => film.slice(start..start + SLICE).await,
                            _ => Err(usher_blob::Error::NotFound),
                        };
                        Some((slice, start + SLICE))
                    }
                });
                ([("content-length", LENGTH)], Body::from_stream(slices))
            }),
        )
        .route("/words", get(|| async { "words of no file" }))
}

/// The body of the answer that comes next, which may be sent in chunks.
async fn body(stream: &mut TcpStream, unread: &mut Vec<u8>) -> Vec<u8> {
    let head = loop {
        if let Some(end) = unread.windows(4).position(|four| four == b"\r\n\r\n") {
            let rest = unread.split_off(end + 4);
            break String::from_utf8(std::mem::replace(unread, rest)).expect("a head");
        }
        assert_ne!(stream.read_buf(unread).await.expect("open"), 0);
    };
    if let Some((_, length)) = head.split_once("content-length: ") {
        let length = length.split("\r\n").next().expect("a line");
        return take(stream, unread, length.parse().expect("a number")).await;
    }
    let mut body = Vec::new();
    loop {
        while !unread.windows(2).any(|two| two == b"\r\n") {
            assert_ne!(stream.read_buf(unread).await.expect("open"), 0);
        }
        let end = unread.windows(2).position(|two| two == b"\r\n");
        let line = take(stream, unread, end.expect("found") + 2).await;
        let size = std::str::from_utf8(&line).expect("a size").trim_end();
        let size = usize::from_str_radix(size, 16).expect("a size");
        let chunk = take(stream, unread, size + 2).await;
        body.extend_from_slice(&chunk[..size]);
        if size == 0 {
            return body;
        }
    }
}

async fn take(stream: &mut TcpStream, unread: &mut Vec<u8>, length: usize) -> Vec<u8> {
    while unread.len() < length {
        assert_ne!(stream.read_buf(unread).await.expect("open"), 0);
    }
    let rest = unread.split_off(length);
    std::mem::replace(unread, rest)
}

#[tokio::test]
async fn only_pieces_of_files_that_are_worth_it_are_sent_as_files() {
    let (_root, film) = film().await;
    let piece = film.slice(4_096..70_000).await.expect("there");
    let (head, heap) = ([b'h'; 300], vec![b'b'; 100_000]);
    let [head, heap, small, piece] =
        [&head, heap.as_slice(), &piece[..4_096], &piece].map(IoSlice::new);

    assert!(matches!(next(&[], None), Next::Bytes));
    for all in [
        vec![head],
        vec![head, heap],
        vec![head, small],
        vec![small, heap],
    ] {
        assert!(
            matches!(next(&all, None), Next::Bytes),
            "no piece of a file"
        );
    }
    let begun = [piece, head];
    let Next::File(origin, sent) = next(&begun, None) else {
        panic!("a piece of a file");
    };
    assert_eq!((origin.offset, sent.len()), (4_096, piece.len()));
    // What is left of it is not copied either, however short it is.
    let rest = IoSlice::new(&piece[piece.len() - 100..]);
    let end = rest.as_ptr_range().end as usize;
    assert!(matches!(next(&[rest, head], None), Next::Bytes));
    assert!(matches!(next(&[rest, head], Some(end)), Next::File(..)));
    for before in [vec![head], vec![head, heap], vec![head, small]] {
        let all = [before.as_slice(), &[piece]].concat();
        let Next::Head(first) = next(&all, None) else {
            panic!("what comes before the file");
        };
        assert_eq!(first.len(), before.len());
    }
}

#[tokio::test]
async fn films_arrive_whole_and_the_connection_goes_on() {
    let (_root, film) = film().await;
    let contents = contents();
    let running = start(router(film), Limits::default());
    let mut stream = connect(&running).await;
    let mut unread = Vec::new();
    for path in ["/whole", "/words", "/piece", "/piece", "/whole", "/words"] {
        ask(&mut stream, path).await;
        let body = body(&mut stream, &mut unread).await;
        let expected = match path {
            "/whole" => &contents[..],
            "/piece" => &contents[1_000..201_000],
            _ => b"words of no file",
        };
        assert!(body == expected, "{path}: {} bytes", body.len());
    }
    // Asked for all at once they come one after the other.
    for path in ["/piece", "/whole", "/words"] {
        ask(&mut stream, path).await;
    }
    let piece = body(&mut stream, &mut unread).await;
    assert!(piece == contents[1_000..201_000]);
    assert!(body(&mut stream, &mut unread).await == contents);
    assert_eq!(body(&mut stream, &mut unread).await, b"words of no file");
    running.stop.cancel();
    running.server.await.expect("no panic");
}

#[tokio::test]
async fn a_reader_who_stalls_or_goes_keeps_nobody_from_reading() {
    let (_root, film) = film().await;
    let running = start(router(film), Limits::default());
    let mut stalled = connect(&running).await;
    ask(&mut stalled, "/whole").await;
    let mut gone = connect(&running).await;
    ask(&mut gone, "/whole").await;
    gone.read_exact(&mut [0; 4_096]).await.expect("it begins");
    drop(gone);

    let mut other = connect(&running).await;
    ask(&mut other, "/whole").await;
    assert!(body(&mut other, &mut Vec::new()).await == contents());
    // Whoever had stalled goes on where it was.
    assert!(body(&mut stalled, &mut Vec::new()).await == contents());
    running.stop.cancel();
}

#[tokio::test]
async fn the_slices_of_a_reader_who_is_slow_become_short() {
    let (_root, film) = film().await;
    let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
    let router = Router::new().route(
        "/",
        get(|Extension(pace): Extension<Pace>| async move {
            // More than the kernel keeps for a reader.
            let often = futures_util::stream::iter(0..SHOWINGS).flat_map(move |_| {
                let slices = film.slices(0..film.len(), pace.clone());
                futures_util::stream::unfold(slices, |mut slices| async {
                    slices.next().await.map(|slice| (slice, slices))
                })
            });
            Body::from_stream(often.inspect(move |slice| {
                let _ = tell.send(slice.as_ref().map_or(0, Bytes::len));
            }))
        }),
    );
    let running = start(router, Limits::default());
    let mut slow = connect(&running).await;
    ask(&mut slow, "/").await;
    let mut begun = vec![0; 4_096];
    slow.read_exact(&mut begun).await.expect("it begins");
    // This is how slow it is; nothing is waited for.
    time::sleep(Duration::from_millis(400)).await;
    assert!(body(&mut slow, &mut begun).await == contents().repeat(SHOWINGS));
    let mut lengths = Vec::new();
    while let Ok(length) = told.try_recv() {
        lengths.push(length as u64);
    }
    assert_eq!(lengths.iter().sum::<u64>(), (SHOWINGS * LENGTH) as u64);
    // A megabyte in 400 ms is 128 KiB in a twentieth of a second; one more was on its way, which may be followed
    // by one twice as long. The rest of a film is short anyway.
    let whole = lengths[1..].split(|length| length % 4_096 != 0);
    let shortest = whole.flatten().min().expect("more than one");
    assert!(*shortest <= SLICE, "{lengths:?}");
    running.stop.cancel();
}

#[tokio::test]
async fn whoever_loses_the_right_gets_what_was_sent_and_no_end() {
    let (_root, film) = film().await;
    let running = start(router(film), Limits::default());
    let mut stream = connect(&running).await;
    ask(&mut stream, "/lost").await;
    let mut answer = Vec::new();
    // Closed in order or broken off: nothing more comes.
    while matches!(stream.read_buf(&mut answer).await, Ok(1..)) {}
    let head = answer.windows(4).position(|four| four == b"\r\n\r\n");
    let body = &answer[head.expect("a head") + 4..];
    assert!(
        body == &contents()[..TWO_SLICES as usize],
        "{} bytes",
        body.len()
    );
    running.stop.cancel();
}
