//! Files that name other files, and addresses.

use super::{Bomb, bomb};

/// How a file may be named: `canary` is a path, `listener` an address that counts.
fn names(canary: &str, listener: &str) -> Vec<(&'static str, String)> {
    vec![
        ("path", canary.to_owned()),
        ("file", format!("file://{canary}")),
        ("http", format!("http://{listener}/secret.ts")),
        ("tcp", format!("tcp://{listener}")),
        ("concat", format!("concat:{canary}|{canary}")),
        ("subfile", format!("subfile,,start,0,end,9,,:{canary}")),
    ]
}

/// Playlists in the languages that players know.
pub(crate) fn playlists(canary: &str, listener: &str) -> Vec<Bomb> {
    let mut bombs = Vec::new();
    for (how, name) in names(canary, listener) {
        let texts = [
            (
                "hls",
                format!("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{name}\n#EXT-X-ENDLIST\n"),
            ),
            (
                "hls-key",
                format!(
                    "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"{name}\"\n#EXTINF:9,\n{name}\n#EXT-X-ENDLIST\n"
                ),
            ),
            ("ffconcat", format!("ffconcat version 1.0\nfile '{name}'\n")),
            (
                "dash",
                format!(
                    "<?xml version=\"1.0\"?><MPD type=\"static\" mediaPresentationDuration=\"PT9S\">\
                     <Period><AdaptationSet mimeType=\"video/mp4\"><Representation id=\"1\" bandwidth=\"1\">\
                     <BaseURL>{name}</BaseURL></Representation></AdaptationSet></Period></MPD>"
                ),
            ),
            (
                "sdp",
                format!(
                    "v=0\no=- 0 0 IN IP4 127.0.0.1\ns={name}\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 9 RTP/AVP 96\na=rtpmap:96 H264/90000\na=control:{name}\n"
                ),
            ),
        ];
        for (language, text) in texts {
            bombs.push(bomb(format!("{language} by {how}"), text));
        }
    }
    let http = format!("http://{listener}/film.mp4");
    bombs.push(bomb(
        "asx",
        format!("<asx version=\"3.0\"><entry><ref href=\"{http}\"/></entry></asx>"),
    ));
    bombs.push(bomb(
        "pls",
        format!("[playlist]\nFile1={http}\nNumberOfEntries=1\n"),
    ));
    bombs.push(bomb(
        "svg",
        format!(
            "<svg xmlns:xlink=\"http://www.w3.org/1999/xlink\"><image xlink:href=\"{http}\"/></svg>"
        ),
    ));
    bombs.push(bomb(
        "avisynth",
        format!("DirectShowSource(\"{canary}\")\n"),
    ));
    // Behind bytes that promise something else.
    let hls = format!("#EXTM3U\n#EXTINF:9,\nfile://{canary}\n#EXT-X-ENDLIST\n");
    for (name, head) in [
        ("id3", &b"ID3\x04\0\0\0\0\0\0"[..]),
        ("bom", b"\xEF\xBB\xBF"),
        ("zeros", &[0; 64]),
    ] {
        bombs.push(bomb(
            format!("hls behind {name}"),
            [head, hls.as_bytes()].concat(),
        ));
    }
    let endless = "#EXTINF:1,\ninput\n".repeat(60_000);
    bombs.push(bomb("hls that never ends", format!("#EXTM3U\n{endless}")));
    bombs.push(bomb(
        "concat of itself",
        "ffconcat version 1.0\n".to_owned() + &"file input\n".repeat(50_000),
    ));
    bombs
}

fn atom(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let length = (body.len() as u32 + 8).to_be_bytes();
    [&length[..], name, body].concat()
}

/// QuickTime that says that its data lie in another file.
pub(crate) fn movies(canary: &str, listener: &str) -> Vec<Bomb> {
    let brand = atom(b"ftyp", b"qt  \0\0\0\0qt  ");
    let mut bombs = Vec::new();
    for (how, name) in names(canary, listener) {
        let entry = |kind: &[u8; 4]| {
            let named = atom(kind, &[&[0; 4][..], name.as_bytes(), b"\0"].concat());
            atom(b"dref", &[&[0, 0, 0, 0, 0, 0, 0, 1][..], &named].concat())
        };
        let movie = |reference: Vec<u8>| {
            let media = atom(b"minf", &atom(b"dinf", &reference));
            let track = atom(b"trak", &atom(b"mdia", &media));
            [brand.clone(), atom(b"moov", &track)].concat()
        };
        bombs.push(bomb(format!("mov data by {how}"), movie(entry(b"url "))));
        bombs.push(bomb(format!("mov alias by {how}"), movie(entry(b"alis"))));
        let length = (name.len() as u32).to_be_bytes();
        let reference = atom(
            b"rdrf",
            &[b"\0\0\0\0url ", &length[..], name.as_bytes()].concat(),
        );
        let reference = atom(b"rmra", &atom(b"rmda", &reference));
        bombs.push(bomb(
            format!("mov reference by {how}"),
            [brand.clone(), atom(b"moov", &reference)].concat(),
        ));
    }
    bombs
}
