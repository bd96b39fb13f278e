//! One message to one person.

use std::time::{Duration, SystemTime};

use lettre::{
    Address, Message,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{HeaderName, HeaderValue},
    },
};
use usher_domain::{clock::Timestamp, email::Email, text::one_line};

/// The longest subject, in characters; more is cut off.
const LONGEST_SUBJECT: usize = 300;

/// The longest name in a header, in characters.
const LONGEST_NAME: usize = 200;

/// A name and an address. The name may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// How people call them.
    pub name: String,
    /// Where they get mail.
    pub email: Email,
}

/// A picture that travels with a message and is shown in its HTML under `cid:{id}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inline {
    /// What `cid:` names.
    pub id: String,
    /// `image/png`.
    pub media_type: String,
    /// The picture.
    pub bytes: Vec<u8>,
}

/// A message before it is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The sender.
    pub from: Person,
    /// Where an answer goes, if not to the sender.
    pub reply_to: Option<Person>,
    /// The one who gets it.
    pub to: Person,
    /// What it is about: one line, whatever stands in it.
    pub subject: String,
    /// What programs without HTML show.
    pub text: String,
    /// What the others show.
    pub html: String,
    /// What the HTML shows by `cid:`.
    pub inline: Vec<Inline>,
    /// Tells this letter from all others; the same again if it is sent again, so that a
    /// mailbox can tell.
    pub id: String,
    /// The host that the id is of.
    pub host: String,
    /// When it is said to be written.
    pub at: Timestamp,
}

/// Why a letter cannot be written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotComposed {
    /// An address is of a kind that the way of sending does not carry.
    #[error("an address cannot be written into a message")]
    Address,
    /// The builder refused.
    #[error("the message cannot be written")]
    Message,
}

/// A letter as it is sent: the bytes, and to whom the envelope goes.
#[derive(Clone, Debug)]
pub struct Composed {
    pub(crate) from: Address,
    pub(crate) to: Address,
    pub(crate) bytes: Vec<u8>,
}

impl Composed {
    /// The message, as it is sent.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl Letter {
    /// Writes it down.
    pub fn compose(&self) -> Result<Composed, NotComposed> {
        let (from, to) = (mailbox(&self.from)?, mailbox(&self.to)?);
        let mut message = Message::builder()
            .from(from.clone())
            .to(to.clone())
            .subject(one_line(&self.subject, LONGEST_SUBJECT))
            .date(system_time(self.at))
            .message_id(Some(format!("<{}@{}>", token(&self.id), token(&self.host))))
            // Nobody's holiday notice is to answer it (RFC 3834).
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ));
        if let Some(reply_to) = &self.reply_to {
            message = message.reply_to(mailbox(reply_to)?);
        }
        let message = message
            .multipart(self.parts()?)
            .map_err(|_| NotComposed::Message)?;
        Ok(Composed {
            from: from.email,
            to: to.email,
            bytes: message.formatted(),
        })
    }
}

impl Letter {
    /// The text, or the HTML with its pictures: whoever reads it takes the last that
    /// they can show.
    fn parts(&self) -> Result<MultiPart, NotComposed> {
        let (text, html) = (self.text.clone(), self.html.clone());
        if self.inline.is_empty() {
            return Ok(MultiPart::alternative_plain_html(text, html));
        }
        let mut related = MultiPart::related().singlepart(SinglePart::html(html));
        for part in &self.inline {
            let kind = part.media_type.parse().map_err(|_| NotComposed::Message)?;
            let picture = Attachment::new_inline(token(&part.id));
            related = related.singlepart(picture.body(part.bytes.clone(), kind));
        }
        let alternative = MultiPart::alternative().singlepart(SinglePart::plain(text));
        Ok(alternative.multipart(related))
    }
}

fn mailbox(person: &Person) -> Result<Mailbox, NotComposed> {
    let name = one_line(&person.name, LONGEST_NAME);
    Ok(Mailbox::new(
        (!name.is_empty()).then_some(name),
        address(&person.email)?,
    ))
}

/// The address to send to: the part before the @ as it was written, since only its own
/// server knows whether case matters there; the domain in its ASCII form.
fn address(email: &Email) -> Result<Address, NotComposed> {
    let (local, _) = email
        .written()
        .rsplit_once('@')
        .ok_or(NotComposed::Address)?;
    Address::new(local, email.domain().as_str()).map_err(|_| NotComposed::Address)
}

/// Only what may stand in a message's id.
fn token(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))
        .collect()
}

fn system_time(at: Timestamp) -> SystemTime {
    let micros = u64::try_from(at.micros()).unwrap_or(0);
    SystemTime::UNIX_EPOCH + Duration::from_micros(micros)
}
