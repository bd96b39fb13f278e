//! Readers that ask for all of the film and then read nothing.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::fixture::cast;
use crate::redeem::session_of_guest;
use crate::size::Size;
use crate::spread::Spread;
use crate::table::{Goal, Line, Table};
use crate::usher::{self, Places};

/// Measures what they cost.
pub(super) fn run(places: &Places, size: Size, table: &mut Table) -> Result<(), String> {
    let readers = size.of(1_000, 50);
    let (server, _) = usher::serve(places, &places.at("media"))?;
    let cookie = session_of_guest(&server, 1_000)?;
    let before = server.usage().own;
    let request = format!(
        "GET /media/{}/file HTTP/1.1\r\nHost: 127.0.0.1\r\n{cookie}\r\n",
        cast().entry
    );
    let stall = || -> std::io::Result<TcpStream> {
        let mut stream = TcpStream::connect(server.address)?;
        stream.write_all(request.as_bytes())?;
        // The first byte shows that the answer has begun.
        stream.read_exact(&mut [0])?;
        Ok(stream)
    };
    let stalled = (0..readers).map(|_| stall()).collect::<Result<Vec<_>, _>>();
    let stalled = stalled.map_err(|why| format!("stalled readers: {why}"))?;
    let after = server.usage().own;
    drop(stalled);
    let megabytes = after.saturating_sub(before) as f64 / 1e6;
    table.add(Line::alone(
        &format!("memory that {readers} stalled readers cost (the mapped film, which they share, left out)"),
        Spread::one(megabytes),
        "MB",
        Goal::AtMost(40.0),
    ));
    server.stop()
}
