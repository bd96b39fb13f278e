//! Opening a connection with the settings that the promises rest on.

use std::time::Duration;

use tokio::runtime::Builder;
use tokio_postgres::config::SslMode;

use super::{Link, PostgresAddress, PostgresRefusal, failure::is_dismissal, refusal::OLDEST, tls};

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Needs {
    /// A server's, which may have to make tables.
    ToMakeTables,
    /// Any other.
    ToUseTables,
}

/// Nothing writes unless it says so: if a `BEGIN` fails, what was sent with it
/// cannot write either. A commit that was answered is on the disk. Whoever waits
/// for a lock, or is held up with a transaction open, gives up some time. A plan is
/// made once for a statement, whatever is bound, as on SQLite: planning what stands
/// behind a link takes two milliseconds, running it a twentieth of one.
fn settings(patience: Duration) -> String {
    format!(
        "SET default_transaction_read_only = on;
         SELECT set_config('synchronous_commit', 'on', false)
         WHERE current_setting('synchronous_commit') = 'off';
         SET lock_timeout = {};
         SET idle_in_transaction_session_timeout = '60s';
         SET statement_timeout = 0;
         SET jit = off;
         SET plan_cache_mode = force_generic_plan;
         SET client_min_messages = warning;
         SET standard_conforming_strings = on;
         SET bytea_output = hex",
        patience.as_millis().clamp(1, 60_000)
    )
}

const LOOK: &str = "
    SELECT current_setting('server_version_num') AS number,
           current_setting('server_version') AS version,
           current_setting('server_encoding') AS encoding,
           current_user AS role,
           pg_is_in_recovery() AS standby,
           COALESCE(has_schema_privilege(current_schema(), 'CREATE'), false) AS creates";

/// Opens a connection and asserts what we rest on. Never from inside a runtime.
pub(crate) fn connect(
    at: &PostgresAddress,
    needs: Needs,
    patience: Duration,
) -> Result<Link, PostgresRefusal> {
    let other = |reason: String| PostgresRefusal::Other {
        at: at.clone(),
        reason,
    };
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| other(error.to_string()))?;
    let mut config = at.config();
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(Duration::from_secs(5));
    }
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(Duration::from_secs(15));
    }
    config.keepalives_idle(Duration::from_secs(30));
    let tls = tls::connector(at)?;
    let (client, wire) = runtime
        .block_on(config.connect(tls))
        .map_err(|error| refused(at, &error))?;
    let mut link = Link::new(runtime, client, wire);
    let found = link.run(async |client| {
        let found = client.query_one(LOOK, &[]).await?;
        client.batch_execute(&settings(patience)).await?;
        Ok(found)
    });
    let found = found.map_err(|error| refused(at, &error))?;
    let text = |column| found.try_get::<_, String>(column);
    let look = || {
        Ok((
            text("number")?,
            text("version")?,
            text("encoding")?,
            found.try_get::<_, &str>("role")?.to_owned(),
            found.try_get::<_, bool>("standby")?,
            found.try_get::<_, bool>("creates")?,
        ))
    };
    let (number, version, encoding, role, standby, creates) =
        look().map_err(|error| refused(at, &error))?;
    if number
        .parse()
        .is_ok_and(|number: u32| number < OLDEST * 10_000)
    {
        return Err(PostgresRefusal::TooOld {
            at: at.clone(),
            found: version,
        });
    }
    if encoding != "UTF8" {
        return Err(PostgresRefusal::NotUtf8 {
            at: at.clone(),
            found: encoding,
        });
    }
    if standby {
        return Err(PostgresRefusal::ReadOnly(at.clone()));
    }
    if needs == Needs::ToMakeTables && !creates {
        let at = at.clone();
        return Err(PostgresRefusal::MayNotCreate { at, role });
    }
    Ok(link)
}

pub(super) fn refused(at: &PostgresAddress, error: &tokio_postgres::Error) -> PostgresRefusal {
    let at = at.clone();
    let cause = std::error::Error::source(error).map(ToString::to_string);
    let reason = cause.unwrap_or_else(|| error.to_string());
    let Some(said) = error.as_db_error() else {
        let what = error.to_string();
        return if reason.contains("does not support TLS") {
            PostgresRefusal::NoTls(at)
        } else if what.contains("TLS") {
            PostgresRefusal::Tls { at, reason }
        } else if what.contains("authentication") || reason.contains("password") {
            PostgresRefusal::NotLetIn(at)
        } else {
            PostgresRefusal::Unreachable { at, reason }
        };
    };
    match said.code().code() {
        "28000" if said.message().contains("no encryption") => match at.config().get_ssl_mode() {
            SslMode::Disable => PostgresRefusal::TlsWanted(at),
            _ => PostgresRefusal::NotLetIn(at),
        },
        "28P01" | "28000" | "42501" => PostgresRefusal::NotLetIn(at),
        "3D000" => PostgresRefusal::NoDatabase(at),
        "53300" => PostgresRefusal::Full(at),
        _ if is_dismissal(said) => PostgresRefusal::NotReady(at),
        code => PostgresRefusal::Other {
            reason: format!("{} ({code})", said.message()),
            at,
        },
    }
}

/// Whether the database has the table by whose locks closures keep apart.
pub(crate) fn has_gate(link: &mut Link, at: &PostgresAddress) -> Result<bool, PostgresRefusal> {
    let look = "SELECT to_regclass('schema_migrations') IS NOT NULL AS there";
    link.run(|client| client.query_one(look, &[]))
        .and_then(|found| found.try_get("there"))
        .map_err(|error| refused(at, &error))
}
