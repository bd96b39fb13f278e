//! Writing the letter of a proof: who is it for, what does it carry? Nobody waits for this.

use usher_db::{Error, Tx};
use usher_domain::{
    clock::Timestamp,
    email::Email,
    ids::{AccountId, ProofId},
    invite::mint_code,
    outbox::MailKind,
    proof::{Asked, ProofToken, Purpose},
};

use super::store::{self, Proof};
use crate::{
    App,
    features::{
        accounts::{self, Addressee},
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
            Purpose::Reset => Ok(()),
            Purpose::Address => self.to_a_new_address(tx, &proof, &email, now),
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
                let letter = contents(proof, &holder, String::new());
                let letter = LetterContents {
                    path: "/account".to_owned(),
                    // Who asked is somebody else.
                    lang: holder.reads(""),
                    ..letter
                };
                self.put(
                    tx,
                    MailKind::AddressTaken,
                    &holder,
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

    fn write(
        &self,
        tx: &Tx,
        proof: &Proof,
        to: &Addressee,
        carries: Carries,
        now: Timestamp,
    ) -> Result<(), Error> {
        let key = &self.app.parts.key;
        let id = proof.id.uuid();
        let code = carries.code.then(|| self.code.clone());
        let code_mac = (code.as_deref())
            .map(|code| Asked::hashed(code, id.as_bytes(), key, proof.asked.made_at));
        let link_mac = carries.link.then(|| self.link.mac(key));
        let path = if carries.link {
            format!("{}/{}", path(proof.purpose), self.link.expose())
        } else {
            String::new()
        };
        let letter = LetterContents {
            code,
            ..contents(proof, to, path)
        };
        let by = (proof.purpose == Purpose::Address).then_some(to.account);
        let queued = self.put(
            tx,
            proof.purpose.letter(),
            to,
            (Some(proof.id), by),
            letter,
            now,
        )?;
        if queued {
            store::made(tx, proof.id, to.account, code_mac, link_mac)?;
        }
        Ok(())
    }

    /// Whether it is in the outbox; not, if there was too much for this address already.
    fn put(
        &self,
        tx: &Tx,
        kind: MailKind,
        to: &Addressee,
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
            to: &to.email,
            name: &to.name(),
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
    }
}

fn contents(proof: &Proof, to: &Addressee, path: String) -> LetterContents {
    LetterContents {
        first_name: to.first_name.clone(),
        last_name: to.last_name.clone(),
        path,
        code: None,
        ends: Some(proof.asked.ends.micros()),
        lang: to.reads(&proof.about.lang),
        zone: proof.about.zone.clone(),
    }
}
