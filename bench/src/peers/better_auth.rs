//! Better Auth's magic links on Node.

use std::cell::Cell;
use std::rc::Rc;

use crate::http::{Connection, Request, get, post_json};
use crate::measured::{Measured, each, measure};
use crate::process::{Server, pinned};
use crate::usher::Places;

/// A running Better Auth, with people who have links.
pub(crate) struct BetterAuth {
    server: Server,
    people: u64,
}

impl BetterAuth {
    /// Starts it on an empty database: `None` is SQLite, else an address of PostgreSQL.
    pub(crate) fn start(places: &Places, postgres: Option<&str>) -> Result<Self, String> {
        let file = places.at("better-auth.db");
        super::fresh_file(&file);
        let address = super::free_address()?;
        let mut command = pinned("node");
        command
            .arg("server.mjs")
            .current_dir(places.peer("better-auth"))
            .env("NODE_ENV", "production")
            .env("PORT", address.port().to_string());
        match postgres {
            Some(url) => command.env("DATABASE", url),
            None => command.env("DATABASE", &file),
        };
        let server = Server::start(
            "Better Auth",
            command,
            address,
            &places.at("better-auth.log"),
        )?;
        Ok(Self { server, people: 0 })
    }

    /// Makes people and measures how their links are made, over so many connections; then
    /// measures how the links are used.
    pub(crate) fn round(&mut self, connections: usize, count: u64) -> Result<Round, String> {
        let (from, to) = (self.people, self.people + count);
        self.fetch(&get(&format!("/bench/people?from={from}&to={to}"), ""))?;
        self.people = to;
        let origin = format!("Origin: http://{}\r\n", self.server.address);
        let asks = (from..to)
            .map(|number| {
                let email = serde_json::json!({ "email": crate::fixture::email_of(number) });
                post_json("/api/auth/sign-in/magic-link", &email, &origin)
            })
            .collect();
        let made = measure(&self.server, connections, 200, each(asks), |_, _| ())?;
        let made = made.sound("Better Auth, making links")?;
        let tokens = self.fetch(&get("/bench/tokens", ""))?;
        let uses: Vec<Request> = tokens
            .lines()
            .map(|token| {
                let path = format!("/api/auth/magic-link/verify?token={token}&callbackURL=%2F");
                get(&path, "")
            })
            .collect();
        if uses.len() as u64 != count {
            return Err(format!("Better Auth made {} links of {count}", uses.len()));
        }
        let begun = Rc::new(Cell::new(0));
        let heard = begun.clone();
        let used = measure(
            &self.server,
            connections,
            302,
            each(uses),
            move |_, answer| {
                // A dead link is redirected too, without a session.
                heard.set(heard.get() + u64::from(!answer.cookies.is_empty()));
            },
        )?
        .sound("Better Auth, using links")?;
        if begun.get() != count {
            return Err(format!(
                "Better Auth began {} sessions of {count}",
                begun.get()
            ));
        }
        Ok(Round { made, used })
    }

    fn fetch(&self, request: &Request) -> Result<String, String> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|why| why.to_string())?;
        let answer = runtime
            .block_on(Connection::new(self.server.address).ask(request, true))
            .map_err(|why| format!("Better Auth: {why}"))?;
        if answer.status != 200 {
            return Err(format!("Better Auth answers {}", answer.status));
        }
        Ok(String::from_utf8_lossy(&answer.body).into_owned())
    }
}

/// What a round gave.
pub(crate) struct Round {
    pub(crate) made: Measured,
    pub(crate) used: Measured,
}
