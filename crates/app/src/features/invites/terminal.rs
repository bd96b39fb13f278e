//! Invites from a terminal: what one member does to one entry, on a database that a server may have open too. The
//! rules are the pages'; what is held open by an invite is told by a job that the server does within seconds.

mod import;

use std::sync::Arc;

use serde_json::{Value, json};
use usher_db::{Db, Error, Tx, params};
use usher_domain::{
    clock::{Clock, Entropy},
    email::Email,
    ids::{AccountId, EntryId, InviteId},
    invite::{InviteToken, SecretKey},
    text::PersonalLine,
};

use super::{
    Refused,
    many::Letter,
    store::{self, Asked, Filter, Hand, Invite, Mailing, Maker, Order, Place, Sort},
    wanted::{Typed, end_of_program, language},
};
use crate::{
    features::{
        accounts,
        admin::load_settings,
        jobs::{self, Work},
        mail,
    },
    http::{
        fault::Fault,
        render::{fault_sentence, field_sentence},
        time::rfc3339,
    },
    sealed::Sealer,
    words::{Catalogue, Words},
};

/// Why something was not done.
#[derive(Debug)]
pub enum NotDone {
    /// It was asked wrongly, or may not be: a sentence.
    Refused(String),
    /// The invite is not there.
    NoInvite(InviteId),
    /// The entry is not there.
    NoEntry(EntryId),
    /// No member has the address.
    Nobody,
    /// The list cannot be narrowed down to this.
    NoState(String),
    /// The database.
    Failed(Error),
}

impl From<Error> for NotDone {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// Somebody who looks after the invites of one entry.
pub struct Clerk {
    db: Db,
    hand: Hand,
    entry: EntryId,
    words: Words,
}

/// Somebody to be invited, as it was typed.
#[derive(Debug, Default)]
pub struct Person {
    /// The address.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
}

/// What is chosen for an invite or for many.
#[derive(Debug, Default)]
pub struct Choices {
    /// Invitation type.
    pub role: String,
    /// RFC 3339; the site's default unless given.
    pub until: Option<String>,
    /// Language of the invitation; the site's own unless given.
    pub language: Option<String>,
    /// Whether links go out by mail.
    pub mail: bool,
    /// Whether whose invite was revoked is invited again.
    pub revoked_too: bool,
}

/// The times that a terminal reads and writes.
const ZONE: &str = "UTC";

fn words() -> Words {
    Catalogue::load().words(None, None)
}

/// What is said of a fault.
fn sentence(words: &Words, fault: &Fault) -> NotDone {
    let details = fault.details();
    if let Some(cause) = &details.cause {
        return NotDone::Failed(Error::Other(cause.clone()));
    }
    let fields: Vec<String> = (details.fields.iter())
        .map(|field| field_sentence(words, field))
        .collect();
    NotDone::Refused(if fields.is_empty() {
        fault_sentence(words, details)
    } else {
        fields.join(" ")
    })
}

/// The entry of an invite.
pub fn entry_of(db: &Db, invite: InviteId) -> Result<EntryId, NotDone> {
    let found = db.read_blocking(move |tx| store::entry_of(tx, invite))?;
    found.ok_or(NotDone::NoInvite(invite))
}

impl Clerk {
    /// Somebody at an entry: whoever has this address, or its owner.
    pub fn at(
        db: Db,
        key: SecretKey,
        (clock, entropy): (&dyn Clock, Arc<dyn Entropy>),
        entry: EntryId,
        by: Option<Email>,
    ) -> Result<Self, NotDone> {
        let (site, found) = db.read_blocking(move |tx| {
            let owner = tx.query_opt(
                "SELECT owner_id FROM entries WHERE id = $1",
                params![entry],
                |row| row.get::<AccountId>("owner_id"),
            )?;
            let by = match &by {
                Some(email) => accounts::store::by_email(tx, email)?.map(|(member, ..)| member.id),
                None => owner,
            };
            Ok::<_, Error>((load_settings(tx)?, owner.map(|_| by)))
        })?;
        let by = match found {
            None => return Err(NotDone::NoEntry(entry)),
            Some(None) => return Err(NotDone::Nobody),
            Some(Some(by)) => by,
        };
        let hand = Hand {
            by,
            batch: None,
            site: Arc::new(site),
            now: clock.now(),
            sealer: Sealer::new(key.clone(), entropy.clone()),
            key,
            entropy,
        };
        Ok(Self {
            db,
            hand,
            entry,
            words: words(),
        })
    }

    fn refused(&self, refused: Refused) -> NotDone {
        sentence(
            &self.words,
            &refused.fault(&["email", "role", "valid_until", "language"], ZONE),
        )
    }

    /// Does it in one transaction, and lets a server tell whoever holds something open.
    fn write<T: Send + 'static>(
        &self,
        mut deed: impl FnMut(&Tx, &Hand) -> Result<(T, Vec<InviteId>), Refused> + Send + 'static,
    ) -> Result<T, NotDone> {
        let (hand, entry) = (self.hand.clone(), self.entry);
        let done = self.db.write_blocking(move |tx| -> Result<T, Refused> {
            let (value, changed) = deed(tx, &hand)?;
            if !changed.is_empty() {
                ring(tx, &hand, entry, changed)?;
            }
            Ok(value)
        });
        done.map_err(|refused| self.refused(refused))
    }

    fn mailing(hand: &Hand) -> Mailing {
        let token = InviteToken::mint(&*hand.entropy);
        let letter = Letter {
            line: PersonalLine::none(),
            zone: ZONE.to_owned(),
        };
        Mailing::sealed(&hand.key, hand.sealer.clone(), &token, &letter)
    }

    /// Invites somebody; the invite, with the path of its link.
    pub fn create(&self, person: &Person, choices: &Choices) -> Result<Value, NotDone> {
        let typed = Typed {
            email: &person.email,
            first_name: &person.first_name,
            last_name: &person.last_name,
            role: &choices.role,
            end: end_of_program(choices.until.as_deref()),
            language: language(
                choices.language.as_deref().unwrap_or_default(),
                &self.hand.site.languages,
            ),
            person: None,
        };
        let wanted = typed
            .parse()
            .map_err(|faults| sentence(&self.words, &Fault::fields(faults)))?;
        let (entry, mail) = (self.entry, choices.mail);
        let (invite, token) = self.write(move |tx, hand| {
            let maker = Maker {
                account: hand.by,
                entry,
                site: hand.site.clone(),
                now: hand.now,
            };
            let token = InviteToken::mint(&*hand.entropy);
            let mailing = mail.then(|| Self::mailing(hand));
            let secret = token.mac(&hand.key);
            let made = store::make(
                tx,
                &maker,
                &wanted,
                secret,
                mailing.as_ref(),
                &*hand.entropy,
            )?;
            let id = made.id;
            Ok(((made, token.expose()), vec![id]))
        })?;
        Ok(self.told(&invite, Some(&token)))
    }

    fn order(
        &self,
        id: InviteId,
        asked: impl Fn(&InviteToken, &Hand) -> Vec<Asked> + Send + 'static,
        mail: bool,
    ) -> Result<(Invite, String), NotDone> {
        self.write(move |tx, hand| {
            let token = InviteToken::mint(&*hand.entropy);
            let order = Order {
                account: hand.by,
                invite: id,
                site: hand.site.clone(),
                now: hand.now,
                mailing: mail.then(|| Self::mailing(hand)),
                entropy: hand.entropy.clone(),
            };
            let invite = store::manage(tx, &order, &asked(&token, hand))?;
            Ok(((invite, token.expose()), vec![id]))
        })
    }

    /// Makes everything anew, in another language if one is named; the invite, with the path of its new link.
    pub fn renew(
        &self,
        id: InviteId,
        until: Option<&str>,
        named: Option<&str>,
    ) -> Result<Value, NotDone> {
        let fault = |fault| sentence(&self.words, &Fault::fields(vec![fault]));
        let end = end_of_program(until).map_err(fault)?;
        let language = language(named.unwrap_or_default(), &self.hand.site.languages);
        let language = language.map_err(fault)?;
        let renew = move |token: &InviteToken, hand: &Hand| {
            let renew = Asked::Renew(token.mac(&hand.key), end);
            [Some(renew), language.map(Asked::ChangeLanguage)]
                .into_iter()
                .flatten()
                .collect()
        };
        let (invite, token) = self.order(id, renew, false)?;
        Ok(self.told(&invite, Some(&token)))
    }

    /// Mails a new link.
    pub fn resend(&self, id: InviteId) -> Result<Value, NotDone> {
        let (invite, _) = self.order(id, |_, _| vec![Asked::Resend], true)?;
        Ok(self.told(&invite, None))
    }

    /// Revokes, for good.
    pub fn revoke(&self, id: InviteId) -> Result<Value, NotDone> {
        let (invite, _) = self.order(id, |_, _| vec![Asked::Revoke], false)?;
        Ok(self.told(&invite, None))
    }

    /// Says of each invite that a list would show how it stands.
    pub fn list(
        &self,
        (state, q): (&str, &str),
        mut say: impl FnMut(Value),
    ) -> Result<(), NotDone> {
        if !Filter::knows(state) {
            return Err(NotDone::NoState(state.to_owned()));
        }
        let filter = Filter {
            show: state.to_owned(),
            q: q.to_owned(),
        };
        let (entry, now) = (self.entry, self.hand.now);
        let mut place = Place::default();
        loop {
            let filter = filter.clone();
            let page = self.db.read_blocking(move |tx| {
                let listed = store::list(tx, entry, &filter, (Sort::Newest, place), 500, now)?;
                let ids: Vec<InviteId> = listed.invites.iter().map(|invite| invite.id).collect();
                let mails = mail::latest_of_invites(tx, &ids)?;
                Ok::<_, Error>((listed, mails))
            })?;
            let (listed, mails) = page;
            for invite in &listed.invites {
                let mut told = self.told(invite, None);
                if let Some(mail) = mails.get(&invite.id) {
                    told["mail"] = json!(mail.state.as_str());
                    told["mail_server_said"] = json!(mail.words);
                }
                say(told);
            }
            place.before = listed.invites.last().map(|invite| invite.id);
            if !listed.more {
                return Ok(());
            }
        }
    }

    fn told(&self, invite: &Invite, token: Option<&str>) -> Value {
        let mut told = json!({
            "id": invite.id,
            "email": invite.address(),
            "first_name": invite.first_name,
            "last_name": invite.last_name,
            "role": invite.role.as_str(),
            "language": invite.language,
            "state": invite.state(self.hand.now).as_str(),
            "expires_at": rfc3339(invite.link_ends()),
            "created_at": rfc3339(invite.created_at),
            "joined_at": invite.grant.map(|grant| rfc3339(grant.since)),
            "last_seen_at": invite.seen_at().map(rfc3339),
        });
        if let Some(token) = token {
            told["link"] = json!(format!("/i/{token}"));
        }
        told
    }
}

/// Lets whichever server is there tell whoever holds something open.
fn ring(tx: &Tx, hand: &Hand, entry: EntryId, invites: Vec<InviteId>) -> Result<(), Error> {
    let work = Work::Ring(entry, invites);
    jobs::enqueue(tx, &work, Some(entry), hand.now, &*hand.entropy)
}
