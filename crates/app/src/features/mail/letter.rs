//! A waiting mail becomes a letter: with what is true when its turn comes.

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    access::SessionRole,
    clock::Timestamp,
    email::Email,
    ids::{AccountId, InviteId, MailId, ProofId},
    mail::{MailTemplate, News, Rendered, Tokens},
    outbox::{InviteOfMail, MailKind, ProofOfMail},
};
use usher_mail::{Composed, Inline, Letter, Person};

use super::{
    contents::{Contents, LetterContents},
    service::{Service, host},
};
use crate::{
    App,
    features::{
        mail_templates::{self, Invited},
        notices::{self, StillNews},
    },
    http::time::in_zone,
    words::Words,
};

/// A mail that waits, with the invite it is about.
pub(super) struct Waiting {
    pub(super) id: MailId,
    pub(super) kind: MailKind,
    /// Who caused it; of news, who reads them.
    pub(super) by: Option<AccountId>,
    pub(super) queued_at: Timestamp,
    to: Email,
    name: String,
    pub(super) sealed: Option<Vec<u8>>,
    pub(super) has_invite: bool,
    /// Absent where it has none, or none any more.
    pub(super) invite: Option<Invite>,
    /// What its code or link is for, if it carries one.
    pub(super) proof: Option<ProofOfMail>,
    /// What is still to be told, if it tells news.
    pub(super) news: Option<StillNews>,
}

/// The invite of a mail.
pub(super) struct Invite {
    pub(super) facts: InviteOfMail,
    first_name: String,
    last_name: String,
    lang: Option<String>,
    role: SessionRole,
    title: String,
    inviter: String,
}

/// Loads it, if it still waits.
pub(super) fn waiting(tx: &Tx, id: MailId) -> Result<Option<Waiting>, Error> {
    tx.query_opt(
        "SELECT m.id, m.kind, m.account_id, m.queued_at, m.written, m.name, m.sealed, m.invite_id,
                m.proof_id, p.id AS proof, p.spent_at, p.expires_at AS proof_ends,
                m.secret_mac, l.mac AS password_link, l.expires_at AS link_ends,
                i.id AS known, i.first_name, i.last_name, i.lang, i.role, i.expires_at,
                i.revoked_at, e.title, e.trashed_at, a.first_name AS by_first,
                a.last_name AS by_last, s.mac, s.replaced_at, r.removed_at
         FROM mails m
         LEFT JOIN invites i ON i.id = m.invite_id
         LEFT JOIN entries e ON e.id = i.entry_id
         LEFT JOIN accounts a ON a.id = i.inviter_id
         LEFT JOIN invite_secrets s ON s.mac = m.secret_mac
         LEFT JOIN proofs p ON p.id = m.proof_id
         LEFT JOIN password_links l ON l.mac = m.secret_mac
         LEFT JOIN removals r ON r.entry_id = i.entry_id AND r.email = i.email
         WHERE m.id = $1 AND m.state = 'queued'",
        params![id],
        |row| {
            Ok(Waiting {
                id: row.get("id")?,
                kind: row.parse("kind")?,
                by: row.get("account_id")?,
                queued_at: row.get("queued_at")?,
                to: row.parse("written")?,
                name: row.get("name")?,
                sealed: row.get("sealed")?,
                has_invite: row.get::<Option<InviteId>>("invite_id")?.is_some(),
                invite: match row.get::<Option<InviteId>>("known")? {
                    Some(_) => Some(invite(row)?),
                    None => None,
                },
                proof: proof(row)?,
                news: None,
            })
        },
    )
}

/// The proof of a mail that carries one; or the link that an administrator made, which is
/// deleted when it is used.
fn proof(row: &Row<'_>) -> Result<Option<ProofOfMail>, Error> {
    let at = |column| row.get::<Option<Timestamp>>(column);
    if row.parse::<MailKind>("kind")? == MailKind::SetPassword {
        return Ok(Some(ProofOfMail {
            gone: row.get::<Option<[u8; 32]>>("password_link")?.is_none(),
            spent: false,
            ends: at("link_ends")?.unwrap_or(Timestamp::MAX),
        }));
    }
    if row.get::<Option<ProofId>>("proof_id")?.is_none() {
        return Ok(None);
    }
    Ok(Some(ProofOfMail {
        gone: row.get::<Option<ProofId>>("proof")?.is_none(),
        spent: at("spent_at")?.is_some(),
        ends: at("proof_ends")?.unwrap_or(Timestamp::MAX),
    }))
}

fn invite(row: &Row<'_>) -> Result<Invite, Error> {
    let is = |column| Ok::<_, Error>(row.get::<Option<Timestamp>>(column)?.is_some());
    let (first, last): (String, String) = (row.get("by_first")?, row.get("by_last")?);
    Ok(Invite {
        facts: InviteOfMail {
            revoked: is("revoked_at")?,
            replaced: row.get::<Option<[u8; 32]>>("mac")?.is_none() || is("replaced_at")?,
            ends: row.get("expires_at")?,
            entry_gone: is("trashed_at")?,
            removed: is("removed_at")?,
        },
        first_name: row.get("first_name")?,
        last_name: row.get("last_name")?,
        lang: row.get("lang")?,
        role: row.parse("role")?,
        title: row.get("title")?,
        inviter: format!("{first} {last}").trim().to_owned(),
    })
}

/// Writes it. The error is for whoever reads the log: it tells no name and no address.
pub(super) fn compose(
    app: &App,
    service: &Service,
    waiting: &Waiting,
    contents: &Contents,
    template: &MailTemplate,
) -> Result<Composed, String> {
    let (words, tokens) = match contents {
        Contents::Invite { token, line, zone } => {
            let invite =
                (waiting.invite.as_ref()).ok_or_else(|| "its invite is gone".to_owned())?;
            let words = app.speak(invite.lang.as_deref(), None);
            let url = app.link(&format!("/i/{token}"));
            let tokens = Invited {
                first_name: &invite.first_name,
                last_name: &invite.last_name,
                email: waiting.to.written(),
                url: &url,
                title: &invite.title,
                starts: None,
                ends: None,
                zone,
                role: invite.role,
                inviter: &invite.inviter,
                expires: invite.facts.ends,
                message: (!line.is_empty()).then_some(line.as_str()),
            }
            .tokens(&words);
            (words, tokens)
        }
        Contents::Letter(letter) => {
            let words = app.speak([letter.lang.as_str()], None);
            let tokens = letter_tokens(app, waiting, letter, &words);
            (words, tokens)
        }
        Contents::News { .. } => {
            let news = (waiting.news.as_ref()).ok_or_else(|| "its news are gone".to_owned())?;
            let words = app.speak(news.to.lang.as_deref(), None);
            let tokens = news_tokens(app, waiting, news, &words);
            (words, tokens)
        }
    };
    let rendered = mail_templates::render(app, template, &words, &tokens)
        .map_err(|error| error.to_string())?;
    let to = Person {
        name: waiting.name.clone(),
        email: waiting.to.clone(),
    };
    let letter = letter(app, service, to, rendered, waiting.id);
    letter.compose().map_err(|error| error.to_string())
}

/// What was written, on its way to somebody.
pub(super) fn letter(
    app: &App,
    service: &Service,
    to: Person,
    rendered: Rendered,
    id: MailId,
) -> Letter {
    Letter {
        from: service.from.clone(),
        reply_to: service.reply_to.clone(),
        to,
        subject: rendered.subject,
        text: rendered.text,
        html: rendered.html,
        inline: (rendered.inline.into_iter())
            .map(|part| Inline {
                id: part.id,
                media_type: part.media_type,
                bytes: part.bytes,
            })
            .collect(),
        id: id.to_string(),
        host: host(app),
        at: app.now(),
    }
}

fn news_tokens(app: &App, waiting: &Waiting, news: &StillNews, words: &Words) -> Tokens {
    let told: Vec<News> = (news.lines.iter())
        .map(|(line, title)| News {
            said: notices::said(words, line.kind, &line.who, line.people),
            title: title.clone(),
            url: app.link(&notices::leads_to(line.kind, line.entry)),
        })
        .collect();
    // A button leads to one place; of several each line has its link.
    let url = match told.as_slice() {
        [only] => only.url.clone(),
        _ => String::new(),
    };
    Tokens {
        first_name: first_name(&news.to.first_name, words),
        last_name: news.to.last_name.clone(),
        email: waiting.to.written().to_owned(),
        url,
        news: told,
        hub: words.say("hub-name").to_string(),
        ..Tokens::default()
    }
}

/// A letter to somebody whose name is not known still has somebody to greet.
fn first_name(name: &str, words: &Words) -> String {
    match name {
        "" => words.say("mail-nameless").to_string(),
        name => name.to_owned(),
    }
}

fn letter_tokens(app: &App, waiting: &Waiting, letter: &LetterContents, words: &Words) -> Tokens {
    let ends = letter.ends().map(|ends| in_zone(words, ends, &letter.zone));
    Tokens {
        first_name: first_name(&letter.first_name, words),
        last_name: letter.last_name.clone(),
        email: waiting.to.written().to_owned(),
        url: match letter.path.as_str() {
            "" => String::new(),
            path => app.link(path),
        },
        code: letter.code.clone(),
        title: letter.title.clone(),
        inviter: letter.inviter.clone(),
        expires: ends.unwrap_or_default(),
        time_zone: letter.zone.replace('_', " "),
        hub: words.say("hub-name").to_string(),
        ..Tokens::default()
    }
}
