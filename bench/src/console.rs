//! The console of a large hub: its pages, a table of people, and inviting while the mail server hangs.

use std::fmt::Write;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::json;
use usher_test_smtp::{Manner, TestSmtp};

use crate::fixture::{Folder, administer, cast, entries, past, session_cookie};
use crate::http::{get, post_file, post_form, post_json, put_json};
use crate::measured::{again, each, measure, redirected};
use crate::process::Server;
use crate::size::Size;
use crate::spread::Spread;
use crate::stopwatch::Stopwatch;
use crate::table::{Goal, Line, Table};
use crate::usher::{self, Places};

/// The longest that a page may occupy the server, in milliseconds.
const PAGE: f64 = 50.0;
/// Every page of the console that shows what grows.
const PAGES: [(&str, &str); 8] = [
    ("Users", "/admin/users"),
    ("Users, one searched for", "/admin/users?q=member-77"),
    ("Groups", "/admin/groups"),
    ("Audit", "/admin/audit"),
    ("Audit of one deed", "/admin/audit?deed=entered"),
    ("Jobs and mail", "/admin/jobs"),
    ("API tokens", "/admin/tokens"),
    ("Invite to media", "/admin/config/tab/invitetomedia"),
];

/// Measures the section.
pub(crate) fn run(places: &Places, size: Size) -> Result<Table, String> {
    let mut table = Table::new("The console and mail");
    let people = size.of(100_000, 1_000);
    let invites = size.of(500_000, 1_000);
    table.note(format!(
        "{people} people, {} audit rows, all of them sealed before the clock runs",
        invites * 2
    ));
    let data = large(places, people, invites)?;
    let (server, _) = usher::serve(places, &data)?;
    settled(&server)?;
    pages(&server, size, &mut table)?;
    import(&server, size, &mut table)?;
    tarpit(&server, size, &mut table)?;
    server.stop()?;
    Ok(table)
}

/// A hub of so many people, administered by the lecturer.
fn large(places: &Places, people: u64, invites: u64) -> Result<PathBuf, String> {
    let data = places.at("console");
    let folder = Folder::fresh(&data, None)?;
    entries(&folder, people, 1)?;
    administer(&folder)?;
    past(&folder, invites)?;
    Ok(data)
}

/// Waits until a server has nothing more to do by itself.
fn settled(server: &Server) -> Result<(), String> {
    let watch = Stopwatch::start();
    while watch.elapsed() < Duration::from_mins(5) {
        let before = server.usage().cpu;
        std::thread::sleep(Duration::from_secs(2));
        if server.usage().cpu.saturating_sub(before) < Duration::from_millis(40) {
            return Ok(());
        }
    }
    Err("the server is still busy after five minutes".to_owned())
}

fn as_administrator() -> String {
    format!(
        "Cookie: {}\r\nAccept: text/html\r\nSec-Fetch-Site: same-origin\r\n",
        session_cookie()
    )
}

fn pages(server: &Server, size: Size, table: &mut Table) -> Result<(), String> {
    let time = Duration::from_millis(size.of(1_000, 100));
    for (name, path) in PAGES {
        let mut costs = Vec::new();
        for _ in 0..size.rounds() {
            let ask = again(vec![get(path, &as_administrator())], time);
            let run = measure(server, 4, 200, ask, |_, _| ())?.sound(path)?;
            costs.push(run.cost() / 1000.0);
        }
        table.add(Line::alone(
            &format!("{name}: core time of the page"),
            Spread::of(costs),
            "ms",
            Goal::AtMost(PAGE),
        ));
    }
    Ok(())
}

/// Looks at a table of new people and writes it, as an administrator does.
fn import(server: &Server, size: Size, table: &mut Table) -> Result<(), String> {
    let rows = size.of(10_000, 200);
    let (mut looked, mut wrote) = (Vec::new(), Vec::new());
    for round in 0..size.rounds() {
        let mut file = String::from("email,first name,last name,role\n");
        for number in 0..rows {
            let _ = writeln!(
                file,
                "new-{round}-{number}@uni.example,New,Person {number},private only"
            );
        }
        let headers = as_administrator();
        let send = post_file("/admin/users/import", &[], &file, &headers);
        let (report, took) = redirected(server, send, "looking at people")?;
        looked.push(took);
        let (_, took) = redirected(
            server,
            post_form(&report, &[], &headers),
            "importing people",
        )?;
        wrote.push(took);
    }
    table.add(Line::alone(
        &format!("{rows} people: a look at the table"),
        Spread::of(looked),
        "s",
        Goal::None,
    ));
    table.add(Line::alone(
        &format!("{rows} people imported"),
        Spread::of(wrote),
        "s",
        Goal::AtMost(5.0),
    ));
    Ok(())
}

/// Invites people by mail while the mail server lets everybody in and says nothing.
fn tarpit(server: &Server, size: Size, table: &mut Table) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(|why| why.to_string())?;
    let smtp = runtime
        .block_on(TestSmtp::start(Manner::Tarpit))
        .map_err(|why| why.to_string())?;
    let headers = format!("Cookie: {}\r\n", session_cookie());
    let service = json!({ "version": 0, "fields": {
        "host": "127.0.0.1", "port": smtp.port(), "security": "none",
        "fromAddress": "hub@uni.example",
    }});
    let set = put_json("/api/v1/config/emailservice", &service, &headers);
    measure(server, 1, 200, each(vec![set]), |_, _| ())?.sound("setting the mail service")?;
    let path = format!("/api/v1/entries/{}/invites", cast().entry);
    // In all rounds together no more than one inviter may mail within an hour.
    let count = size.of(30, 10);
    let mut waits = Vec::new();
    for round in 0..size.rounds() {
        let asks = (0..count)
            .map(|number| {
                let person = json!({
                    "email": format!("mailed-{round}-{number}@visitors.example"),
                    "first_name": "Mailed", "last_name": number.to_string(),
                    "role": "viewer", "send_mail": true,
                });
                post_json(&path, &person, &headers)
            })
            .collect();
        let run = measure(server, 8, 201, each(asks), |_, _| ())?.sound("inviting by mail")?;
        waits.push(run.within(0.99));
    }
    if smtp.came() == 0 {
        return Err("nobody has come to the mail server".to_owned());
    }
    table.add(Line::alone(
        "an invite by mail while the mail server is a tarpit, p99",
        Spread::of(waits),
        "ms",
        Goal::AtMost(100.0),
    ));
    Ok(())
}
