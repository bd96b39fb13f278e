//! Section 2: authorised media by byte ranges, beside nginx.

mod stalled;
mod streaming;

use std::path::PathBuf;
use std::time::Duration;

use crate::fixture::{Folder, Guests, cast, entries, publish};
use crate::http::{Request, get};
use crate::measured::{Measured, again, measure};
use crate::peers::{Nginx, Serving, before_usher};
use crate::process::Server;
use crate::redeem::session_of_guest;
use crate::size::Size;
use crate::table::{Goal, Line, Table};
use crate::usher::{self, Places};

/// Of the film: more than the caches of a processor, less than the memory.
const FILM: usize = 64 << 20;
const CONNECTIONS: usize = 16;

/// The sizes of the ranges and the goals for each: beside static files, beside `auth_request`.
const RANGES: [(u64, &str, Goal, Goal); 3] = [
    (1 << 20, "1 MB", Goal::AtLeast(0.85), Goal::None),
    (64 << 10, "64 KB", Goal::AtLeast(0.85), Goal::AtLeast(4.0)),
    (4 << 10, "4 KB", Goal::None, Goal::AtLeast(6.0)),
];

/// Measures the section.
pub(crate) fn run(places: &Places, size: Size) -> Result<Table, String> {
    let mut table = Table::new("Serving authorised media (byte ranges, 16 connections)");
    let data = fill(places)?;
    let files = places.at("film");
    std::fs::create_dir_all(&files).map_err(|why| why.to_string())?;
    std::fs::write(files.join("film.mp4"), crate::fixture::film(FILM))
        .map_err(|why| why.to_string())?;

    let time = Duration::from_millis(size.of(3_000, 300));
    let mut guest = 0;
    for (bytes, name, beside_static, beside_asking) in RANGES {
        let (mut ours, mut off, mut on) = (vec![], vec![], vec![]);
        let (mut asking, mut kept, mut handed) = (vec![], vec![], vec![]);
        let mut slow = 0;
        for _ in 0..size.rounds() {
            let (server, _) = usher::serve(places, &data)?;
            let cookie = session_of_guest(&server, guest)?;
            guest += 1;
            let path = format!("/media/{}/file", cast().entry);
            let run = ranges(&server, &path, &cookie, bytes, time)?;
            slow += usize::from(run.server_waited());
            ours.push(run);
            server.stop()?;
            let both = before_usher(places, &data)?;
            let cookie = session_of_guest(&both, guest)?;
            guest += 1;
            handed.push(ranges(&both, &path, &cookie, bytes, time)?);
            both.stop()?;
            for (serving, runs) in [
                (Serving::Everybody { nopush: false }, &mut off),
                (Serving::Everybody { nopush: true }, &mut on),
                (Serving::AfterAsking { kept: false }, &mut asking),
                (Serving::AfterAsking { kept: true }, &mut kept),
            ] {
                let nginx = Nginx::start(places, &files, serving)?;
                runs.push(ranges(&nginx.0, "/film.mp4", "", bytes, time)?);
                nginx.0.stop()?;
            }
        }
        let best = if median(&off) >= median(&on) {
            ("off", &off)
        } else {
            ("on", &on)
        };
        table.add(Line::beside_peer(
            &format!(
                "{name} ranges, beside nginx static (tcp_nopush {}, the better)",
                best.0
            ),
            "GB per core-second",
            &gigabytes(&ours),
            &gigabytes(best.1),
            beside_static,
        ));
        table.add(Line::beside_peer(
            &format!(
                "{name} ranges, sent by an nginx before us (nginx_location), beside nginx static"
            ),
            "GB per core-second of both",
            &gigabytes(&handed),
            &gigabytes(best.1),
            Goal::None,
        ));
        let requests =
            |runs: &[Measured]| -> Vec<f64> { runs.iter().map(Measured::per_core).collect() };
        table.add(Line::beside_peer(
            &format!("{name} ranges, beside nginx auth_request"),
            "requests per core-second",
            &requests(&ours),
            &requests(&asking),
            beside_asking,
        ));
        table.add(Line::beside_peer(
            &format!("{name} ranges, beside the same with kept connections to the back end"),
            "requests per core-second",
            &requests(&ours),
            &requests(&kept),
            Goal::None,
        ));
        if slow > 0 {
            table.note(format!(
                "{name}: in {slow} rounds our core was busy for less than nine tenths of the time: the load set the pace; figures per core-second are the server's own"
            ));
        }
    }
    stalled::run(places, size, &mut table)?;
    streaming::run(places, &files, size, &mut table)?;
    Ok(table)
}

fn gigabytes(runs: &[Measured]) -> Vec<f64> {
    runs.iter().map(|run| run.bytes_per_core() / 1e9).collect()
}

/// A hub with a film and guests for it.
fn fill(places: &Places) -> Result<PathBuf, String> {
    let data = places.at("media");
    let folder = Folder::fresh(&data, None)?;
    entries(&folder, 1, 1)?;
    publish(&folder, FILM)?;
    Guests::invite(&folder, 0, 1_300)?;
    Ok(data)
}

/// Fetches ranges, and says how that went.
pub(crate) fn only_ranges(places: &Places, bytes: u64, seconds: u64) -> Result<(), String> {
    let data = fill(places)?;
    let (server, _) = usher::serve(places, &data)?;
    println!("the server is process {}", server.id());
    let cookie = session_of_guest(&server, 0)?;
    let path = format!("/media/{}/file", cast().entry);
    let run = ranges(&server, &path, &cookie, bytes, Duration::from_secs(seconds))?;
    println!(
        "{:.2} GB and {:.0} requests per core-second, {:.1} µs of core time each, server {:.0} % busy",
        run.bytes_per_core() / 1e9,
        run.per_core(),
        run.cost(),
        run.server * 100.0
    );
    server.stop()
}

fn median(runs: &[Measured]) -> f64 {
    crate::spread::Spread::of(runs.iter().map(Measured::bytes_per_core).collect()).median()
}

/// Ranges of so many bytes, all over the film.
fn ranges(
    server: &Server,
    path: &str,
    cookie: &str,
    bytes: u64,
    time: Duration,
) -> Result<Measured, String> {
    let film = FILM as u64;
    let list: Vec<Request> = (0..1024_u64)
        .map(|number| {
            // A stride that is no multiple of anything, so that neighbours do not follow each other.
            let from = number * 7_340_033 % (film - bytes);
            let lines = format!("Range: bytes={from}-{}\r\n{cookie}", from + bytes - 1);
            get(path, &lines)
        })
        .collect();
    let warm = measure(
        server,
        1,
        206,
        crate::measured::each(list.clone()),
        |_, _| (),
    )?;
    warm.sound("ranges")?;
    measure(server, CONNECTIONS, 206, again(list, time), |_, _| ())?.sound("ranges")
}
