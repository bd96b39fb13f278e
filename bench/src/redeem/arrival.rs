//! People on their way in, each on a connection of their own, at the pace of a crowd.

use std::cell::RefCell;
use std::io;
use std::net::SocketAddr;
use std::ops::Range;
use std::rc::Rc;
use std::time::Duration;

use tokio::task::LocalSet;

use super::guests::{Visitors, entering, path};
use crate::fixture::cast;
use crate::http::{Connection, Load, get};
use crate::stopwatch::Stopwatch;

impl Visitors<'_> {
    /// Lets guests come at an even pace over `time`. Each opens the link, enters and opens the media page;
    /// the latency is the whole way in.
    pub(crate) fn arrive(&self, guests: Range<u64>, time: Duration) -> Result<Load, String> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|why| why.to_string())?;
        let address = self.server.address;
        let load = Rc::new(RefCell::new(Load::default()));
        let between = time / u32::try_from(guests.end - guests.start).unwrap_or(1);
        let started = Stopwatch::start();
        let outcome = load.clone();
        runtime.block_on(LocalSet::new().run_until(async move {
            let mut people = Vec::new();
            for (nth, number) in (0_u32..).zip(guests) {
                let due = between * nth;
                if let Some(early) = due.checked_sub(started.elapsed()) {
                    tokio::time::sleep(early).await;
                }
                let load = outcome.clone();
                people.push(tokio::task::spawn_local(async move {
                    // From when they should have come: a server that makes us late is not let off.
                    let late = started.elapsed().saturating_sub(due);
                    let watch = Stopwatch::start();
                    let came = come_in(address, number).await;
                    let took = watch.elapsed() + late;
                    let mut load = load.borrow_mut();
                    match came {
                        Ok(()) => load.latencies.push(took),
                        Err(why) => {
                            load.failed += 1;
                            load.why.get_or_insert(why.to_string());
                        }
                    }
                }));
            }
            for person in people {
                let _ = person.await;
            }
        }));
        let mut load = load.take();
        load.took = started.elapsed();
        Ok(load)
    }
}

async fn come_in(address: SocketAddr, number: u64) -> io::Result<()> {
    let mut connection = Connection::new(address);
    let mut cookies = Vec::new();
    let wrong = |step: &str, status: u16| io::Error::other(format!("{step}: status {status}"));
    let opened = connection.ask(&get(&path(number), ""), false).await?;
    if opened.status != 200 {
        return Err(wrong("opening the link", opened.status));
    }
    cookies.extend(opened.cookies);
    let entered = connection
        .ask(&entering(number, &cookies.join("; ")), false)
        .await?;
    if entered.status != 303 {
        return Err(wrong("entering", entered.status));
    }
    cookies.extend(entered.cookies);
    cookies.sort();
    cookies.dedup();
    let lines = format!("Cookie: {}\r\nAccept: text/html\r\n", cookies.join("; "));
    let page = connection
        .ask(&get(&format!("/media/{}", cast().entry), &lines), false)
        .await?;
    if page.status != 200 {
        return Err(wrong("the media page", page.status));
    }
    Ok(())
}
