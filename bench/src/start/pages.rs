//! What a page weighs over the wire, everything it loads by itself included.

use std::collections::BTreeSet;
use std::path::Path;

use crate::fixture::cast;
use crate::http::{Answer, Connection, get};
use crate::process::Server;
use crate::redeem::{path, session_of_guest};
use crate::spread::Spread;
use crate::table::{Goal, Line, Table};
use crate::usher::{self, Places};

/// Weighs them; the guest's media page is before any media.
pub(super) fn run(places: &Places, table: &mut Table) -> Result<(), String> {
    let data = places.at("pages");
    {
        let folder = crate::fixture::Folder::fresh(&data, None)?;
        crate::fixture::entries(&folder, 1, 1)?;
        crate::fixture::publish(&folder, 1 << 20)?;
        crate::fixture::Guests::invite(&folder, 0, 4)?;
    }
    let (server, _) = usher::serve(places, &data)?;
    let session = session_of_guest(&server, 0)?;
    let media = format!("/media/{}", cast().entry);
    for (name, path, cookie, goal) in [
        ("landing page and lobby", path(1), "", 30.0),
        (
            "media page, before any media",
            media,
            session.as_str(),
            250.0,
        ),
    ] {
        let (bytes, parts) = weigh(&server, &path, cookie)?;
        table.add(Line::alone(
            &format!("{name}, compressed, with its {parts} parts and all heads"),
            Spread::one(bytes as f64 / 1000.0),
            "kB",
            Goal::AtMost(goal),
        ));
    }
    server.stop()
}

fn weigh(server: &Server, path: &str, cookie: &str) -> Result<(u64, usize), String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|why| why.to_string())?;
    let mut connection = Connection::new(server.address);
    let mut fetch = |path: &str, coding: &str| -> Result<Answer, String> {
        let lines = format!("{cookie}Accept: text/html\r\n{coding}");
        let answer = runtime.block_on(connection.ask(&get(path, &lines), true));
        let answer = answer.map_err(|why| format!("{path}: {why}"))?;
        if answer.status == 200 {
            Ok(answer)
        } else {
            Err(format!("a page's part answers {}", answer.status))
        }
    };
    // Read as it is, weighed as browsers get it.
    let compressed = "Accept-Encoding: br, gzip\r\n";
    let weight = |answer: Answer| answer.head + answer.bytes;
    let mut total = weight(fetch(path, compressed)?);
    let page = fetch(path, "")?;
    let mut waiting = parts(&String::from_utf8_lossy(&page.body));
    let mut seen = BTreeSet::new();
    while let Some(part) = waiting.pop() {
        if !seen.insert(part.clone()) {
            continue;
        }
        total += weight(fetch(&part, compressed)?);
        if Path::new(&part).extension().is_some_and(|end| end == "js") {
            let script = fetch(&part, "")?;
            waiting.extend(imports(&part, &String::from_utf8_lossy(&script.body)));
        }
    }
    Ok((total, seen.len()))
}

/// Styles, scripts and icons that the page names.
fn parts(page: &str) -> Vec<String> {
    page.split(['"', '\''])
        .filter(|text| text.starts_with("/assets/"))
        .map(|text| text.split('#').next().unwrap_or(text).to_owned())
        .collect()
}

/// Modules that a script imports by itself; what it imports when asked to is not among them.
fn imports(of: &str, script: &str) -> Vec<String> {
    let folder = of.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut found = Vec::new();
    for piece in script
        .split("from\"")
        .skip(1)
        .chain(script.split("import\"").skip(1))
    {
        let Some(name) = piece.split('"').next().filter(|name| name.starts_with('.')) else {
            continue;
        };
        let mut path: Vec<&str> = folder.split('/').collect();
        for step in name.split('/') {
            match step {
                "." => {}
                ".." => drop(path.pop()),
                step => path.push(step),
            }
        }
        found.push(path.join("/"));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_loads_is_found() {
        let page = r#"<link href="/assets/a.css"><use href="/assets/icons.svg#lock"><script src="/assets/i/x.js">"#;
        assert_eq!(
            parts(page),
            ["/assets/a.css", "/assets/icons.svg", "/assets/i/x.js"]
        );
        let script = r#"import{a}from"../chunks/b.js";import"./c.js";import("./later.js")"#;
        assert_eq!(
            imports("/assets/i/x.js", script),
            ["/assets/chunks/b.js", "/assets/i/c.js"]
        );
    }
}
