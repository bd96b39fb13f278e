//! Renditions, as players that choose fetch them: piece by piece, and two hundred players at once.

use std::path::Path;
use std::time::Duration;

use super::{CONNECTIONS, FILM, gigabytes, median, ranges};
use crate::fixture::{cast, rendition};
use crate::http::{Request, get};
use crate::measured::{again, measure};
use crate::peers::{Nginx, Serving};
use crate::redeem::session_of_guest;
use crate::size::Size;
use crate::table::{Goal, Line, Table};
use crate::usher::{self, Places};

/// Four seconds of a film of 2 Mbit/s.
const PIECE: u64 = 1 << 20;
const PLAYERS: u64 = 200;

/// Measures both.
pub(super) fn run(
    places: &Places,
    files: &Path,
    size: Size,
    table: &mut Table,
) -> Result<(), String> {
    let data = places.at("media");
    let path = format!("/media/{}/hls/{}.mp4", cast().entry, rendition());
    let time = Duration::from_millis(size.of(3_000, 300));
    let (mut ours, mut off, mut on) = (vec![], vec![], vec![]);
    for round in 0..size.rounds() {
        let (server, _) = usher::serve(places, &data)?;
        let cookie = session_of_guest(&server, 1_001 + round as u64)?;
        ours.push(ranges(&server, &path, &cookie, PIECE, time)?);
        server.stop()?;
        for (nopush, runs) in [(false, &mut off), (true, &mut on)] {
            let nginx = Nginx::start(places, files, Serving::Everybody { nopush })?;
            runs.push(ranges(&nginx.0, "/film.mp4", "", PIECE, time)?);
            nginx.0.stop()?;
        }
    }
    let best = if median(&off) >= median(&on) { off } else { on };
    table.add(Line::beside_peer(
        &format!("1 MB pieces of a rendition over {CONNECTIONS} connections, beside nginx static"),
        "GB per core-second",
        &gigabytes(&ours),
        &gigabytes(&best),
        Goal::AtLeast(0.85),
    ));
    players(places, size, &path, table)
}

/// What two hundred players cost, soon and later.
fn players(places: &Places, size: Size, path: &str, table: &mut Table) -> Result<(), String> {
    let (server, _) = usher::serve(places, &places.at("media"))?;
    let mut cookies = Vec::new();
    for player in 0..PLAYERS {
        // Every guest of the fixture enters once.
        cookies.push(session_of_guest(&server, 1_100 + player)?);
    }
    let pieces = FILM as u64 / PIECE;
    // Each player goes through the film from a place of its own.
    let list: Vec<Request> = (0..pieces * PLAYERS)
        .map(|number| {
            let (round, player) = (number / PLAYERS, number % PLAYERS);
            let from = (round + player * 7) % pieces * PIECE;
            let cookie = &cookies[player as usize];
            get(
                path,
                &format!("Range: bytes={from}-{}\r\n{cookie}", from + PIECE - 1),
            )
        })
        .collect();
    let mut memory = Vec::new();
    for millis in [size.of(2_000, 200), size.of(20_000, 400)] {
        let next = again(list.clone(), Duration::from_millis(millis));
        measure(&server, PLAYERS as usize, 206, next, |_, _| ())?.sound("players")?;
        memory.push(server.usage().own as f64 / 1e6);
    }
    table.add(Line::beside_limit(
        &format!(
            "memory after {PLAYERS} players for 20 s, beside after 2 s (the mapped film left out)"
        ),
        "MB",
        &[memory[1]],
        &[memory[0]],
        Goal::AtMost(1.1),
    ));
    server.stop()
}
