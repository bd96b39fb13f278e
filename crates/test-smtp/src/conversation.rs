//! One conversation, well or badly held.

use std::{future::pending, io};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};

use super::{Manner, Taken};

type Guest = BufReader<TcpStream>;

/// Holds a conversation. A message is given to `keep` before the guest hears that it was taken.
pub(super) async fn hold(
    socket: TcpStream,
    manner: &Manner,
    keep: impl FnOnce(Taken),
) -> io::Result<()> {
    let mut guest = BufReader::new(socket);
    match manner {
        Manner::Tarpit => pending().await,
        Manner::Resets => {
            // Hung up on without a goodbye: a reset instead of an end.
            #[allow(deprecated, reason = "what it warns of, waiting, cannot be at zero")]
            guest
                .get_ref()
                .set_linger(Some(std::time::Duration::ZERO))?;
            return Ok(());
        }
        Manner::Garbage => say(&mut guest, "\u{0}\u{1}HTTP/1.1 400 what?").await?,
        Manner::Endless => loop {
            say(&mut guest, "220-and so on").await?;
        },
        Manner::LongLine => {
            say_raw(&mut guest, b"220 ").await?;
            loop {
                say_raw(&mut guest, &[b'a'; 4096]).await?;
            }
        }
        Manner::Greets(line) => say(&mut guest, line).await?,
        _ => say(&mut guest, "220 test ESMTP").await?,
    }
    talk(&mut guest, manner, keep).await
}

async fn talk(guest: &mut Guest, manner: &Manner, keep: impl FnOnce(Taken)) -> io::Result<()> {
    let (mut from, mut to) = (String::new(), Vec::new());
    while let Some(line) = hear(guest).await? {
        let upper = line.to_ascii_uppercase();
        if upper.starts_with("EHLO") {
            let more = match manner {
                Manner::SaysMore => "250-test\r\n250-STARTTLS\r\n250 8BITMIME",
                _ => "250-test\r\n250-SMTPUTF8\r\n250 8BITMIME",
            };
            say(guest, more).await?;
        } else if upper.starts_with("STARTTLS") {
            say(guest, "220 go\r\n250-test\r\n250 AUTH PLAIN").await?;
        } else if upper.starts_with("MAIL FROM:") {
            from = between(&line);
            say(guest, "250 ok").await?;
        } else if upper.starts_with("RCPT TO:") {
            to.push(between(&line));
            let answer = match manner {
                Manner::Recipient(answer) => answer,
                _ => "250 ok",
            };
            say(guest, answer).await?;
        } else if upper == "DATA" {
            if *manner == Manner::Lies {
                say(guest, "250 taken already").await?;
                continue;
            }
            say(guest, "354 go on").await?;
            if *manner == Manner::Breaks {
                return Ok(());
            }
            let message = listen(guest).await?;
            match manner {
                Manner::Forgets => pending().await,
                Manner::Content(answer) => say(guest, answer).await?,
                _ => {
                    keep(Taken { from, to, message });
                    return say(guest, "250 2.0.0 Ok: queued as 4XyZ").await;
                }
            }
        } else if upper == "QUIT" {
            return say(guest, "221 bye").await;
        } else {
            say(guest, "500 what?").await?;
        }
    }
    Ok(())
}

/// The message up to its lone dot.
async fn listen(guest: &mut Guest) -> io::Result<String> {
    let mut message = String::new();
    while let Some(line) = hear(guest).await? {
        if line == "." {
            break;
        }
        message.push_str(line.strip_prefix('.').unwrap_or(&line));
        message.push_str("\r\n");
    }
    Ok(message)
}

async fn hear(guest: &mut Guest) -> io::Result<Option<String>> {
    let mut line = String::new();
    if guest.read_line(&mut line).await? == 0 {
        return Ok(None);
    }
    Ok(Some(line.trim_end_matches(['\r', '\n']).to_owned()))
}

/// In one piece: the end of a line on its own would wait 40 ms for the kernel of whoever listens.
async fn say(guest: &mut Guest, line: &str) -> io::Result<()> {
    say_raw(guest, format!("{line}\r\n").as_bytes()).await
}

async fn say_raw(guest: &mut Guest, bytes: &[u8]) -> io::Result<()> {
    guest.get_mut().write_all(bytes).await
}

fn between(line: &str) -> String {
    let inner = line.split_once('<').map_or("", |(_, rest)| rest);
    inner
        .rsplit_once('>')
        .map_or("", |(inner, _)| inner)
        .to_owned()
}
