//! Django with django-sesame, under gunicorn.

use std::process::Command;

use crate::http::get;
use crate::measured::{Measured, each, measure};
use crate::process::{Server, pinned};
use crate::usher::Places;

/// A running site, with people who have links.
pub(crate) struct Django {
    server: Server,
    tokens: Vec<String>,
}

impl Django {
    /// Starts it on an empty database with so many people.
    pub(crate) fn start(
        places: &Places,
        postgres: Option<&str>,
        people: u64,
    ) -> Result<Self, String> {
        let file = places.at("django.db");
        super::fresh_file(&file);
        let database = postgres.map_or_else(|| file.display().to_string(), ToOwned::to_owned);
        let programs = places.at("django-venv/bin");
        let made = Command::new(programs.join("python"))
            .args(["links.py", &people.to_string()])
            .current_dir(places.peer("django"))
            .env("DATABASE", &database)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .output()
            .map_err(|why| format!("Django: {why}"))?;
        if !made.status.success() {
            return Err(format!("Django: {}", String::from_utf8_lossy(&made.stderr)));
        }
        let tokens = String::from_utf8_lossy(&made.stdout)
            .lines()
            .map(ToOwned::to_owned)
            .collect();
        let address = super::free_address()?;
        let mut command = pinned(programs.join("gunicorn"));
        command
            .args(["--bind", &address.to_string(), "--worker-class", "gthread"])
            // Two processes wait for the disk in turns; threads keep connections open.
            .args(["--workers", "2", "--threads", "8", "links:application"])
            .current_dir(places.peer("django"))
            .env("DATABASE", &database)
            .env("PYTHONDONTWRITEBYTECODE", "1");
        let server = Server::start("Django", command, address, &places.at("django.log"))?;
        Ok(Self { server, tokens })
    }

    /// Measures how so many links are used.
    pub(crate) fn round(&mut self, connections: usize, count: usize) -> Result<Measured, String> {
        let from = self
            .tokens
            .len()
            .checked_sub(count)
            .ok_or("Django made too few links")?;
        let uses = self
            .tokens
            .split_off(from)
            .into_iter()
            .map(|token| get(&format!("/enter?sesame={token}"), ""))
            .collect();
        measure(&self.server, connections, 302, each(uses), |_, _| ())?.sound("Django, using links")
    }
}
