//! Writing the letter of a proof: who is it for, what does it carry? Nobody waits for this.

use usher_db::{Error, Tx};
use usher_domain::{
    clock::Timestamp,
    email::Email,
    ids::{AccountId, ProofId},
    invite::{Mac, mint_code},
    outbox::MailKind,
    proof::{Asked, ProofToken, Purpose},
};

use super::store::{self, Proof};
use crate::{
    App,
    features::{
        accounts::{self, Addressee},
        invites,
        mail::{self, Contents, LetterContents, NewMail, NotQueued},
    },
};

/// A letter to be written, with the secrets that it may carry.
pub struct Letter {
    app: App,
    proof: ProofId,
    code: String,
    link: ProofToken,
}

/// What a letter carries.
#[derive(Clone, Copy)]
struct Carries {
    code: bool,
    link: bool,
}

impl Letter {
    /// The letter of this proof.
    pub fn of(app: &App, proof: ProofId) -> Self {
        let entropy = &*app.parts.entropy;
        Self {
            code: mint_code(entropy),
            link: ProofToken::mint(entropy),
            app: app.clone(),
            proof,
        }
    }

    /// Writes it and puts it into the outbox, if there is somebody to write to; after the commit
    /// [`jobs::wake`](crate::features::jobs::wake). One that is written already is not written again.
    pub fn queue(&self, tx: &Tx, now: Timestamp) -> Result<(), Error> {
        let Some(proof) = store::any(tx, &self.app.sealer(), self.proof)? else {
            return Ok(());
        };
        let is_written = proof.asked.code.is_some() || proof.has_link;
        let Some(email) = proof.about.email().filter(|_| !is_written) else {
            return Ok(());
        };
        if !proof.asked.is_open(now) {
            return Ok(());
        }
        let site = self.app.settings.now();
        match proof.purpose {
            Purpose::SignIn => match site.signs_in_by_mail() {
                Some(mail) => {
                    let (code, link) = (mail.has_code(), mail.has_link());
                    self.to_whoever_has(tx, &proof, &email, Carries { code, link }, now)
                }
                None => Ok(()),
            },
            Purpose::Reset if site.resets_by_mail() => {
                let (code, link) = (false, true);
                self.to_whoever_has(tx, &proof, &email, Carries { code, link }, now)
            }
            Purpose::Address => self.to_a_new_address(tx, &proof, &email, now),
            Purpose::Lobby if site.mails() => self.to_whoever_is_invited(tx, &proof, &email, now),
            Purpose::Reset | Purpose::Lobby => Ok(()),
            Purpose::NewLink => match proof.invite {
                Some(invite) => invites::ask(tx, invite, &email, now),
                None => Ok(()),
            },
        }
    }

    /// To the member who has the address, if somebody vouched for it.
    fn to_whoever_has(
        &self,
        tx: &Tx,
        proof: &Proof,
        email: &Email,
        carries: Carries,
        now: Timestamp,
    ) -> Result<(), Error> {
        match accounts::addressee(tx, email)? {
            Some(member) if member.verified => self.write(tx, proof, &member, carries, now),
            _ => Ok(()),
        }
    }

    /// To an address that a member wants to add. Whoever has it already is told that; the member
    /// is not.
    fn to_a_new_address(
        &self,
        tx: &Tx,
        proof: &Proof,
        email: &Email,
        now: Timestamp,
    ) -> Result<(), Error> {
        let Some(asker) = proof.account else {
            return Ok(());
        };
        match accounts::addressee(tx, email)? {
            Some(holder) if holder.account != asker => {
                let letter = LetterContents {
                    // Who asked is somebody else.
                    lang: holder.reads(""),
                    ..to_member(proof, &holder, "/account".to_owned())
                };
                self.put(
                    tx,
                    MailKind::AddressTaken,
                    (&holder.email, &holder.name()),
                    (None, None),
                    letter,
                    now,
                )
                .map(drop)
            }
            Some(holder) if holder.verified => Ok(()),
            // It is theirs and nobody vouched for it yet, or it is nobody's.
            _ => match accounts::addressee_of(tx, asker)? {
                Some(member) => {
                    let member = Addressee {
                        email: email.clone(),
                        ..member
                    };
                    let (code, link) = (true, true);
                    self.write(tx, proof, &member, Carries { code, link }, now)
                }
                None => Ok(()),
            },
        }
    }

    /// To the person whom the invite is for, if it is theirs that was typed.
    fn to_whoever_is_invited(
        &self,
        tx: &Tx,
        proof: &Proof,
        email: &Email,
        now: Timestamp,
    ) -> Result<(), Error> {
        let invited = match proof.invite {
            Some(invite) => invites::invited(tx, invite)?,
            None => None,
        };
        let Some(invited) = invited.filter(|invited| invited.email == *email) else {
            return Ok(());
        };
        let code = self.hashed(proof);
        let letter = LetterContents {
            first_name: invited.first_name.clone(),
            last_name: invited.last_name.clone(),
            path: String::new(),
            code: Some(self.code.clone()),
            title: invited.title.clone(),
            inviter: invited.inviter.clone(),
            ..contents(proof)
        };
        let name = invited.name();
        let (to, about) = ((&invited.email, &*name), (Some(proof.id), None));
        if self.put(tx, MailKind::InviteCode, to, about, letter, now)? {
            store::made(tx, proof.id, None, Some(code), None)?;
        }
        Ok(())
    }

    fn hashed(&self, proof: &Proof) -> Mac {
        let id = proof.id.uuid();
        let (key, made_at) = (&self.app.parts.key, proof.asked.made_at);
        Asked::hashed(&self.code, id.as_bytes(), key, made_at)
    }

    fn write(
        &self,
        tx: &Tx,
        proof: &Proof,
        to: &Addressee,
        carries: Carries,
        now: Timestamp,
    ) -> Result<(), Error> {
        let key = &self.app.parts.key;
        let code = carries.code.then(|| self.code.clone());
        let code_mac = carries.code.then(|| self.hashed(proof));
        let link_mac = carries.link.then(|| self.link.mac(key));
        let path = if carries.link {
            format!("{}/{}", path(proof.purpose), self.link.expose())
        } else {
            String::new()
        };
        let letter = LetterContents {
            code,
            ..to_member(proof, to, path)
        };
        let by = (proof.purpose == Purpose::Address).then_some(to.account);
        let Some(kind) = proof.purpose.letter() else {
            return Ok(());
        };
        let queued = self.put(
            tx,
            kind,
            (&to.email, &to.name()),
            (Some(proof.id), by),
            letter,
            now,
        )?;
        if queued {
            store::made(tx, proof.id, Some(to.account), code_mac, link_mac)?;
        }
        Ok(())
    }

    /// Whether it is in the outbox; not, if there was too much for this address already.
    fn put(
        &self,
        tx: &Tx,
        kind: MailKind,
        (to, name): (&Email, &str),
        (proof, by): (Option<ProofId>, Option<AccountId>),
        letter: LetterContents,
        now: Timestamp,
    ) -> Result<bool, Error> {
        let mail = NewMail {
            kind,
            invite: None,
            secret: None,
            proof,
            by,
            to,
            name,
            contents: &Contents::Letter(letter),
        };
        let entropy = &*self.app.parts.entropy;
        match mail::queue(tx, &mail, &self.app.sealer(), now, entropy) {
            Ok(_) => Ok(true),
            Err(NotQueued::TooMuch(why)) => {
                metrics::counter!("usher_letters_held_back_total", "kind" => kind.as_str())
                    .increment(1);
                tracing::info!(%kind, why = why.code(), "a letter was held back");
                Ok(false)
            }
            Err(NotQueued::Error(error)) => Err(error),
        }
    }
}

/// Where the link of a letter leads, without its secret.
const fn path(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::SignIn => "/sign-in/link",
        Purpose::Address => "/account/addresses/link",
        Purpose::Reset => "/reset-password",
        Purpose::Lobby | Purpose::NewLink => "",
    }
}

/// A letter to a member, without its code.
fn to_member(proof: &Proof, to: &Addressee, path: String) -> LetterContents {
    LetterContents {
        first_name: to.first_name.clone(),
        last_name: to.last_name.clone(),
        path,
        lang: to.reads(&proof.about.lang),
        ..contents(proof)
    }
}

/// What a letter says of the proof alone.
fn contents(proof: &Proof) -> LetterContents {
    LetterContents {
        first_name: String::new(),
        last_name: String::new(),
        path: String::new(),
        code: None,
        title: String::new(),
        inviter: String::new(),
        ends: Some(proof.asked.ends.micros()),
        lang: proof.about.lang.clone(),
        zone: proof.about.zone.clone(),
    }
}
