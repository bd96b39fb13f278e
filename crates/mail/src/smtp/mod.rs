//! The conversation with a server.

mod line;
mod tls;

use std::{
    error::{self, Error as _},
    io,
    time::Duration,
};

use lettre::transport::smtp::{
    Error,
    authentication::{Credentials as Login, Mechanism},
    client::AsyncSmtpConnection,
    commands::{Data, Mail, Rcpt},
    extension::{ClientId, Extension, MailParameter},
    response::{Response, Severity},
};
use tokio::{net::TcpStream, time::timeout};

use self::line::Line;
use crate::{Composed, Limits, Outcome, Reply, Security, Server, Step, Trouble};

/// How long a goodbye may take: the letter's fate is known by then.
const GOODBYE: Duration = Duration::from_secs(1);

/// Hands a letter in. Whatever the server does, the answer is there within
/// `limits.whole`, and no more than `limits.said` bytes of it are read.
pub async fn send(server: &Server, letter: &Composed, limits: &Limits) -> Outcome {
    let mut step = Step::Connect;
    match timeout(limits.whole, converse(server, letter, limits, &mut step)).await {
        Ok(Ok(reply)) => Outcome::Accepted(reply),
        Ok(Err(trouble)) => Outcome::of(step, trouble),
        Err(_) => Outcome::of(step, Trouble::Silent),
    }
}

async fn converse(
    server: &Server,
    letter: &Composed,
    limits: &Limits,
    step: &mut Step,
) -> Result<Reply, Trouble> {
    let mut connection = open(server, limits, step).await?;
    if let Some(credentials) = &server.credentials {
        *step = Step::SignIn;
        let login = Login::new(credentials.user.clone(), credentials.password.clone());
        let ways = [Mechanism::Plain, Mechanism::Login];
        connection.auth(&ways, &login).await.map_err(trouble)?;
    }
    *step = Step::Sender;
    let mut options = Vec::new();
    let wide = [&letter.from, &letter.to]
        .iter()
        .any(|address| !AsRef::<str>::as_ref(*address).is_ascii());
    if wide {
        // Nothing but this extension carries such an address (RFC 6531).
        if !connection
            .server_info()
            .supports_feature(Extension::SmtpUtfEight)
        {
            *step = Step::Recipient;
            return Err(Trouble::Said(Reply::new(
                553,
                "the server does not carry addresses with letters beyond ASCII (no SMTPUTF8)",
            )));
        }
        options.push(MailParameter::SmtpUtfEight);
    }
    let said = connection.command(Mail::new(Some(letter.from.clone()), options));
    done(&said.await.map_err(trouble)?)?;
    *step = Step::Recipient;
    let said = connection.command(Rcpt::new(letter.to.clone(), Vec::new()));
    done(&said.await.map_err(trouble)?)?;
    *step = Step::Content;
    let go_on = connection.command(Data).await.map_err(trouble)?;
    // Whoever does not say 354 would take the message for commands.
    if !go_on.has_code(354) {
        return Err(Trouble::Nonsense);
    }
    let said = connection.message(&letter.bytes).await.map_err(trouble)?;
    let reply = done(&said)?;
    let _ = timeout(GOODBYE, connection.quit()).await;
    Ok(reply)
}

/// Reaches the server, encrypts, and hears what it can do.
async fn open(
    server: &Server,
    limits: &Limits,
    step: &mut Step,
) -> Result<AsyncSmtpConnection, Trouble> {
    let reached = TcpStream::connect((server.host.as_str(), server.port));
    let socket = match timeout(limits.connect, reached).await {
        Ok(Ok(socket)) => socket,
        Ok(Err(error)) => return Err(Trouble::Unreachable(error.to_string())),
        Err(_) => return Err(Trouble::Silent),
    };
    let hello = ClientId::Domain(server.hello.clone());
    let line = Line::new(socket, limits.said);
    match server.security {
        Security::None => {
            *step = Step::Greet;
            greeted(AsyncSmtpConnection::connect_with_transport(Box::new(line), &hello).await)
        }
        Security::Tls => {
            *step = Step::Secure;
            let line = tls::wrap(line, &server.host).await?;
            *step = Step::Greet;
            greeted(AsyncSmtpConnection::connect_with_transport(Box::new(line), &hello).await)
        }
        Security::StartTls => {
            *step = Step::Greet;
            let begun = AsyncSmtpConnection::connect_with_transport(Box::new(line), &hello).await;
            let mut connection = greeted(begun)?;
            *step = Step::Secure;
            if !connection.can_starttls() {
                return Err(Trouble::Unable(
                    "the server does not offer STARTTLS".to_owned(),
                ));
            }
            connection
                .starttls(tls::parameters(&server.host)?, &hello)
                .await
                .map_err(trouble)?;
            Ok(connection)
        }
    }
}

fn greeted(connection: Result<AsyncSmtpConnection, Error>) -> Result<AsyncSmtpConnection, Trouble> {
    connection.map_err(trouble)
}

/// A reply that says that it is done; a lying server may say *go on* instead.
fn done(response: &Response) -> Result<Reply, Trouble> {
    if response.code().severity != Severity::PositiveCompletion {
        return Err(Trouble::Nonsense);
    }
    let words: Vec<&str> = response.message().collect();
    Ok(Reply::new(response.code().into(), &words.join(" ")))
}

fn trouble(error: Error) -> Trouble {
    let words = error.source().map(ToString::to_string).unwrap_or_default();
    if let Some(code) = error.status() {
        return Trouble::Said(Reply::new(code.into(), &words));
    }
    if let Some(why) = encryption(&error) {
        return Trouble::NotSecure(why);
    }
    if error.is_response() {
        return if words.contains("incomplete") {
            Trouble::Unreachable("the server hung up".to_owned())
        } else {
            Trouble::Nonsense
        };
    }
    if error.is_client() {
        return Trouble::Unable(words);
    }
    match error
        .source()
        .and_then(|why| why.downcast_ref::<io::Error>())
    {
        // Text that is no UTF-8, and a server that says too much.
        Some(why) if why.kind() == io::ErrorKind::InvalidData => Trouble::Nonsense,
        _ => Trouble::Unreachable(words),
    }
}

/// What rustls refused, however deep it lies in an error.
fn encryption(error: &Error) -> Option<String> {
    let mut next: Option<&(dyn error::Error + 'static)> = Some(error);
    while let Some(why) = next {
        if let Some(refused) = why.downcast_ref::<rustls::Error>() {
            return Some(refused.to_string());
        }
        // What is inside of an error of input and output is not its source.
        let inside = why.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        next = match inside {
            Some(inside) => Some(inside),
            None => why.source(),
        };
    }
    error.is_tls().then(|| error.to_string())
}
