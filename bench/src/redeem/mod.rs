//! Section 1: a single-use link is used, the write durable, the session made.

mod alone;
mod arrival;
mod batches;
mod guests;
mod postgres;
mod refusals;

use crate::fixture::{Folder, Guests, entries};
use crate::limits;
use crate::peers::{BetterAuth, Django};
use crate::size::Size;
use crate::table::{Goal, Line, Table};
use crate::usher::{self, Places};

pub(crate) use guests::Visitors;
pub(crate) use guests::{path, session_of_guest};

/// What a round needs, and the places of everything.
pub(crate) struct Bench<'a> {
    pub(crate) places: &'a Places,
    pub(crate) size: Size,
}

/// Measures the section.
pub(crate) fn run(places: &Places, size: Size) -> Result<Table, String> {
    let bench = Bench { places, size };
    let mut table = Table::new("Redeeming a single-use link (SQLite, WAL, synchronous=FULL)");
    let data = places.at("redeem");
    let wanted = bench.guests_wanted();
    let mut guests = {
        let folder = Folder::fresh(&data, None)?;
        entries(&folder, 1, 1)?;
        Guests::invite(&folder, 0, wanted)?
    };
    let sync = limits::fdatasync(&places.work, size.of(400, 100) as usize)?;
    table.note(format!(
        "one 4 KiB fdatasync on this disk: {:.0} µs (median)",
        sync.as_secs_f64() * 1e6
    ));
    bench.beside_peers(&mut table, &mut guests)?;
    alone::run(&bench, &mut table, &mut guests, sync)?;
    refusals::run(&bench, &mut table, &mut guests)?;
    batches::run(&bench, &mut table, &mut guests)?;
    Ok(table)
}

/// Lets guests enter, and says how that went.
pub(crate) fn only_entering(places: &Places, count: u64, connections: usize) -> Result<(), String> {
    let data = places.at("entering");
    {
        let folder = Folder::fresh(&data, None)?;
        entries(&folder, 1, 1)?;
        Guests::invite(&folder, 0, count)?;
    }
    let (server, _) = usher::serve(places, &data)?;
    println!("the server is process {}", server.id());
    let run = Visitors::of(&server).enter(0..count, connections)?;
    println!(
        "{:.0} /s, {:.1} µs of core time each, p50 {:.1} ms, p99 {:.1} ms, server {:.0} % busy",
        run.rate(),
        run.cost(),
        run.within(0.5),
        run.within(0.99),
        run.server * 100.0
    );
    server.stop()
}

/// Measures the same on PostgreSQL.
pub(crate) fn on_postgres(places: &Places, size: Size) -> Result<Table, String> {
    postgres::run(&Bench { places, size })
}

impl Bench<'_> {
    fn per_round(&self) -> u64 {
        self.size.of(10_000, 1_000)
    }

    /// More than everything below takes.
    fn guests_wanted(&self) -> u64 {
        self.per_round() * (self.size.rounds() as u64 * 7 + 2) + 20_000
    }

    /// Rounds A B C: ours at 64, 16 and 256 connections, then each peer at its best.
    fn beside_peers(&self, table: &mut Table, guests: &mut Guests) -> Result<(), String> {
        let count = self.per_round();
        let theirs = self.size.of(1_000, 100);
        let (server, _) = usher::serve(self.places, &self.places.at("redeem"))?;
        let mut visitors = Visitors::of(&server);
        let mut better_auth = BetterAuth::start(self.places, None)?;
        let people = theirs * self.size.rounds() as u64;
        let mut django = Django::start(self.places, None, people)?;
        let (mut at64, mut at16, mut at256) = (vec![], vec![], vec![]);
        let (mut magic, mut made, mut sesame) = (vec![], vec![], vec![]);
        let (mut theirs_made, mut p99, mut p50, mut ours_slow) = (vec![], vec![], vec![], 0);
        let (mut p50_16, mut p50_magic) = (vec![], vec![]);
        for _ in 0..self.size.rounds() {
            let run = visitors.enter(guests.take(count)?, 64)?;
            at64.push(run.rate());
            p99.push(run.within(0.99));
            p50.push(run.within(0.5));
            ours_slow += usize::from(run.server_waited());
            let round = better_auth.round(16, theirs)?;
            magic.push(round.used.rate());
            p50_magic.push(round.used.within(0.5));
            theirs_made.push(round.made.rate());
            let run = visitors.enter(guests.take(count)?, 256)?;
            at256.push(run.rate());
            sesame.push(django.round(16, theirs as usize)?.rate());
            let run = visitors.enter(guests.take(count)?, 16)?;
            at16.push(run.rate());
            p50_16.push(run.within(0.5));
            made.push(visitors.invite(count / 4, 64)?.rate());
        }
        let beside = |what: &str, ours: &[f64], theirs: &[f64], goal| {
            Line::beside_peer(what, "/s", ours, theirs, goal)
        };
        table.add(beside(
            "256 connections, beside Better Auth",
            &at256,
            &magic,
            Goal::AtLeast(100.0),
        ));
        table.add(beside(
            "64 connections, beside Better Auth",
            &at64,
            &magic,
            Goal::None,
        ));
        table.add(beside(
            "16 connections, beside Better Auth",
            &at16,
            &magic,
            Goal::None,
        ));
        table.add(beside(
            "64 connections, beside Django + sesame",
            &at64,
            &sesame,
            Goal::None,
        ));
        table.add(Line::alone(
            "64 connections, p99",
            p99.into(),
            "ms",
            Goal::AtMost(25.0),
        ));
        table.add(Line::alone(
            "64 connections, p50",
            p50.into(),
            "ms",
            Goal::None,
        ));
        table.add(Line::beside_peer(
            "16 connections, p50",
            "ms",
            &p50_16,
            &p50_magic,
            Goal::None,
        ));
        table.add(beside(
            "creating invites, beside Better Auth",
            &made,
            &theirs_made,
            Goal::AtLeast(100.0),
        ));
        if ours_slow > 0 {
            table.note(format!(
                "in {ours_slow} rounds at 64 connections the server's core was busy for less than nine tenths of the time: it waited for the disk, or for us"
            ));
        }
        server.stop()
    }
}
