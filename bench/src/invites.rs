//! Many invitations: an owner's list of them, a table of people, and taking away while many watch.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{ErrorKind, Read, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};
use usher_db::{Error, Tx};

use crate::fixture::{Folder, Guests, cast, email_of, entries, session_cookie};
use crate::http::{Connection, get, post_file, post_form, post_json, with_body};
use crate::measured::{again, each, measure, redirected};
use crate::process::Server;
use crate::redeem::session_of_guest;
use crate::size::Size;
use crate::spread::Spread;
use crate::stopwatch::Stopwatch;
use crate::table::{Goal, Line, Table};
use crate::usher::{self, Places};

/// How long anything may take before the bench gives up.
const PATIENCE: Duration = Duration::from_mins(2);

/// Measures the section.
pub(crate) fn run(places: &Places, size: Size) -> Result<Table, String> {
    let mut table = Table::new("Many invitations");
    let (listed, players) = (size.of(10_000, 200), size.of(2_000, 50));
    let data = places.at("invites");
    let folder = Folder::fresh(&data, None)?;
    entries(&folder, 1, 3)?;
    Guests::invite(&folder, 0, listed)?;
    let ids = ids(&folder)?;
    drop(folder);
    let (server, _) = usher::serve(places, &data)?;
    table.note(format!(
        "{listed} invites of one entry; {players} of the people have its page open"
    ));
    lists(&server, size, &mut table)?;
    let watching = watch(&server, players)?;
    take_away(&server, size, (watching, &ids), &mut table)?;
    many(&server, size, &mut table)?;
    server.stop()?;
    Ok(table)
}

/// The ids of all invites, by address.
fn ids(folder: &Folder) -> Result<HashMap<String, String>, String> {
    let read = |tx: &Tx| {
        let sql = "SELECT CAST(id AS TEXT) AS id, email FROM invites";
        tx.query(sql, &[], |row| Ok((row.get("email")?, row.get("id")?)))
    };
    let rows = folder.db.read_blocking(read);
    let rows: Vec<(String, String)> = rows.map_err(|why: Error| why.to_string())?;
    Ok(rows.into_iter().collect())
}

fn as_owner() -> String {
    format!(
        "Cookie: {}\r\nAccept: text/html\r\nSec-Fetch-Site: same-origin\r\n",
        session_cookie()
    )
}

fn as_program() -> String {
    format!("Cookie: {}\r\n", session_cookie())
}

fn lists(server: &Server, size: Size, table: &mut Table) -> Result<(), String> {
    let time = Duration::from_millis(size.of(1_000, 100));
    for (name, query) in [
        ("first page", ""),
        (
            "those who have not joined, by name",
            "?show=waiting&sort=name",
        ),
        ("one searched for", "?q=guest-77"),
    ] {
        let path = format!("/media/{}/invites{query}", cast().entry);
        let mut costs = Vec::new();
        for _ in 0..size.rounds() {
            let ask = again(vec![get(&path, &as_owner())], time);
            let run = measure(server, 4, 200, ask, |_, _| ())?.sound(&path)?;
            costs.push(run.cost() / 1000.0);
        }
        table.add(Line::alone(
            &format!("the list, {name}: core time of the page"),
            Spread::of(costs),
            "ms",
            Goal::AtMost(50.0),
        ));
    }
    Ok(())
}

/// A page of the entry that somebody has open: what keeps it told.
struct Open {
    email: String,
    stream: TcpStream,
    heard: Vec<u8>,
}

impl Open {
    /// Whether it has been told that it is over.
    fn is_over(&mut self) -> Result<bool, String> {
        let mut piece = [0; 4096];
        match self.stream.read(&mut piece) {
            Ok(0) => return Err("a page's stream ended without a word".to_owned()),
            Ok(read) => self.heard.extend_from_slice(&piece[..read]),
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => return Err(format!("a page's stream: {error}")),
        }
        Ok(self.heard.windows(12).any(|bytes| bytes == b"event: ended"))
    }
}

/// Lets so many guests come in and open the page.
fn watch(server: &Server, players: u64) -> Result<Vec<Open>, String> {
    let path = format!("/media/{}/events", cast().entry);
    let mut open = Vec::new();
    for number in 0..players {
        let cookie = session_of_guest(server, number)?;
        let said = |why: std::io::Error| format!("opening a page's stream: {why}");
        let mut stream = TcpStream::connect(server.address).map_err(said)?;
        let headers =
            format!("{cookie}Accept: text/event-stream\r\nSec-Fetch-Site: same-origin\r\n");
        stream.write_all(&get(&path, &headers)).map_err(said)?;
        let mut heard = Vec::new();
        while !heard.windows(8).any(|bytes| bytes == b"watching") {
            let mut piece = [0; 4096];
            match stream.read(&mut piece).map_err(said)? {
                0 => return Err(String::from_utf8_lossy(&heard).into_owned()),
                read => heard.extend_from_slice(&piece[..read]),
            }
        }
        stream.set_nonblocking(true).map_err(said)?;
        open.push(Open {
            email: email_of(number),
            stream,
            heard: Vec::new(),
        });
    }
    Ok(open)
}

/// Revokes some one by one, then all who are left at once; how long each page took to hear of it since the press.
fn take_away(
    server: &Server,
    size: Size,
    (mut open, ids): (Vec<Open>, &HashMap<String, String>),
    table: &mut Table,
) -> Result<(), String> {
    let players = open.len();
    let mut took = Vec::new();
    for _ in 0..size.of(200, 5) {
        let Some(mut page) = open.pop() else { break };
        let id = ids.get(&page.email).ok_or("a guest without an invite")?;
        let path = format!("/api/v1/invites/{id}");
        let revoke = with_body("DELETE", &path, "application/json", "", &as_program());
        let watch = Stopwatch::start();
        measure(server, 1, 204, each(vec![revoke]), |_, _| ())?.sound("revoking")?;
        while !page.is_over()? {
            if watch.elapsed() > PATIENCE {
                return Err("a revoked person's page was not told".to_owned());
            }
        }
        took.push(watch.elapsed());
    }
    table.add(Line::alone(
        &format!("one is revoked while {players} watch: until their page has heard, p99"),
        Spread::one(within(&mut took, 0.99)),
        "ms",
        Goal::AtMost(1000.0),
    ));
    let left = open.len();
    let path = format!("/api/v1/entries/{}/invites/act", cast().entry);
    let all = json!({ "deed": "revoke", "state": "joined" });
    let watch = Stopwatch::start();
    let revoke = post_json(&path, &all, &as_program());
    measure(server, 1, 202, each(vec![revoke]), |_, _| ())?.sound("revoking all")?;
    let mut took = Vec::new();
    while !open.is_empty() {
        let mut failed = None;
        open.retain_mut(|page| match page.is_over() {
            Ok(true) => {
                took.push(watch.elapsed());
                false
            }
            Ok(false) => true,
            Err(why) => {
                failed.get_or_insert(why);
                true
            }
        });
        if let Some(why) = failed {
            return Err(why);
        }
        if watch.elapsed() > PATIENCE {
            return Err(format!("{} pages of {left} were not told", open.len()));
        }
    }
    table.add(Line::alone(
        &format!("the {left} others are revoked with one press: until their pages have heard, p99"),
        Spread::one(within(&mut took, 0.99)),
        "ms",
        Goal::AtMost(1000.0),
    ));
    Ok(())
}

/// Milliseconds within which that share was done.
fn within(took: &mut [Duration], share: f64) -> f64 {
    took.sort_unstable();
    let at = (took.len() as f64 * share).ceil() as usize;
    took.get(at.saturating_sub(1))
        .map_or(0.0, |took| took.as_secs_f64() * 1000.0)
}

/// Sends a table of new people, looks at what it would do, and does it.
fn many(server: &Server, size: Size, table: &mut Table) -> Result<(), String> {
    let rows = size.of(10_000, 200);
    let (mut looked, mut done) = (Vec::new(), Vec::new());
    for round in 0..size.rounds() {
        let mut file = String::from("email,first name,last name,role\n");
        for number in 0..rows {
            let _ = writeln!(
                file,
                "listed-{round}-{number}@visitors.example,Listed,Person {number},viewer"
            );
        }
        let path = format!("/media/{}/invites/many", cast().entry);
        let send = post_file(&path, &[("role", "viewer")], &file, &as_owner());
        let (report, took) = redirected(server, send, "looking at a table")?;
        looked.push(took);
        let batch = report.rsplit('/').next().unwrap_or_default().to_owned();
        let batch = format!(
            "/api/v1/entries/{}/invites/batches/{}",
            cast().entry,
            batch.split('?').next().unwrap_or_default()
        );
        let watch = Stopwatch::start();
        let begin = post_form(&report, &[], &as_owner());
        redirected(server, begin, "inviting a table")?;
        let state = loop {
            let state = ask(server, &batch)?;
            if state["state"] == "done" {
                break state;
            }
            if watch.elapsed() > PATIENCE {
                return Err(format!("a table was not done: {state}"));
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        done.push(watch.elapsed().as_secs_f64());
        if state["counts"]["new"] != rows {
            return Err(format!("not all were invited: {}", state["counts"]));
        }
    }
    for (what, seconds, goal) in [
        ("a table of {} people: a dry run", looked, 2.0),
        ("the {} invited", done, 5.0),
    ] {
        table.add(Line::alone(
            &what.replace("{}", &rows.to_string()),
            Spread::of(seconds),
            "s",
            Goal::AtMost(goal),
        ));
    }
    Ok(())
}

/// What the API says there.
fn ask(server: &Server, path: &str) -> Result<Value, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|why| why.to_string())?;
    let request = get(path, &as_program());
    let mut connection = Connection::new(server.address);
    let answer = runtime.block_on(connection.ask(&request, true));
    let answer = answer.map_err(|why| format!("{path}: {why}"))?;
    serde_json::from_slice(&answer.body).map_err(|why| format!("{path}: {why}"))
}
