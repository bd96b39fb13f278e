//! Guests over HTTP: each opens the link, as a browser does first, and then enters.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use crate::fixture::{cast, email_of, session_cookie, token_of};
use crate::http::{Request, get, post_form, post_json};
use crate::measured::{Measured, each, measure};
use crate::process::Server;

const BROWSER: &str = "__Host-usher-browser";
const SESSION: &str = "__Host-usher-session";

/// Whoever comes to a server.
pub(crate) struct Visitors<'a> {
    pub(super) server: &'a Server,
    invited: u64,
}

impl<'a> Visitors<'a> {
    pub(crate) fn of(server: &'a Server) -> Self {
        Self {
            server,
            invited: 1 << 40,
        }
    }

    /// Opens the link of each guest; gives the cookie that names each browser, and what looking cost.
    pub(super) fn open(
        &self,
        guests: Range<u64>,
        connections: usize,
    ) -> Result<(Vec<String>, Measured), String> {
        let first = guests.start;
        let cookies = Rc::new(RefCell::new(vec![
            String::new();
            (guests.end - first) as usize
        ]));
        let opens = guests.map(|number| get(&path(number), "")).collect();
        let heard = cookies.clone();
        let run = measure(
            self.server,
            connections,
            200,
            each(opens),
            move |at, answer| {
                let named = answer
                    .cookies
                    .iter()
                    .find(|cookie| cookie.starts_with(BROWSER));
                if let (Some(cookie), Some(slot)) = (named, heard.borrow_mut().get_mut(at)) {
                    slot.clone_from(cookie);
                }
            },
        )?
        .sound("opening links")?;
        let cookies = cookies.take();
        if cookies.iter().any(String::is_empty) {
            return Err("a browser got no name".to_owned());
        }
        Ok((cookies, run))
    }

    /// Lets guests enter whose browsers have been named; only entering is measured.
    pub(crate) fn enter(
        &mut self,
        guests: Range<u64>,
        connections: usize,
    ) -> Result<Measured, String> {
        let (cookies, _) = self.open(guests.clone(), connections)?;
        let sessions = Rc::new(RefCell::new(0_u64));
        let (count, heard) = (guests.end - guests.start, sessions.clone());
        let enters = guests
            .zip(&cookies)
            .map(|(number, cookie)| entering(number, cookie))
            .collect();
        let run = measure(
            self.server,
            connections,
            303,
            each(enters),
            move |_, answer| {
                let begun = answer
                    .cookies
                    .iter()
                    .any(|cookie| cookie.starts_with(SESSION));
                *heard.borrow_mut() += u64::from(begun);
            },
        )?
        .sound("entering")?;
        match *sessions.borrow() {
            begun if begun == count => Ok(run),
            begun => Err(format!("{begun} of {count} guests got a session")),
        }
    }

    /// The lecturer invites people through the API.
    pub(super) fn invite(&mut self, count: u64, connections: usize) -> Result<Measured, String> {
        let headers = format!("Cookie: {}\r\n", session_cookie());
        let path = format!("/api/v1/entries/{}/invites", cast().entry);
        let asks = (self.invited..self.invited + count)
            .map(|number| {
                let person = serde_json::json!({
                    "email": email_of(number), "first_name": "Guest",
                    "last_name": format!("Number {number}"), "role": "viewer",
                });
                post_json(&path, &person, &headers)
            })
            .collect();
        self.invited += count;
        measure(self.server, connections, 201, each(asks), |_, _| ())?.sound("inviting")
    }
}

/// The path of a guest's link.
pub(crate) fn path(number: u64) -> String {
    format!("/i/{}", token_of(number).expose())
}

/// A guest's form, sent from the browser with this cookie.
pub(super) fn entering(number: u64, cookie: &str) -> Request {
    let headers =
        format!("Cookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\nAccept: text/html\r\n");
    post_form(&path(number), &[("email", &email_of(number))], &headers)
}

/// Lets one guest enter and gives the header line that carries their session.
pub(crate) fn session_of_guest(server: &Server, number: u64) -> Result<String, String> {
    let visitors = Visitors::of(server);
    let (cookies, _) = visitors.open(number..number + 1, 1)?;
    let browser = cookies.first().cloned().unwrap_or_default();
    let session = Rc::new(RefCell::new(String::new()));
    let heard = session.clone();
    let enter = vec![entering(number, &browser)];
    measure(server, 1, 303, each(enter), move |_, answer| {
        let begun = answer
            .cookies
            .iter()
            .find(|cookie| cookie.starts_with(SESSION));
        if let Some(cookie) = begun {
            heard.borrow_mut().clone_from(cookie);
        }
    })?
    .sound("entering")?;
    let session = session.take();
    Ok(format!("Cookie: {browser}; {session}\r\n"))
}
