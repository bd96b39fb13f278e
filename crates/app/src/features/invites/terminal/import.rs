//! A list of people from a terminal.

use serde_json::{Value, json};
use usher_db::{Error, Tx};
use usher_domain::{
    ids::BatchId,
    invite::{RequestedEnd, may_invite},
    text::PersonalLine,
};

use super::{Choices, Clerk, NotDone, ZONE, ring, sentence};
use crate::{
    features::{
        invites::{
            Refused,
            many::{Counts, Letter, Row, Task, Tools, Turn, part, source},
            store::{self, NewBatch},
            wanted::{end_of_program, language, role},
        },
        jobs::{self, Work},
    },
    http::{
        csv,
        fault::{Fault, FieldFault},
    },
};

impl Clerk {
    /// Invites everybody in a text, or finds out what would become of each. Says what became of each row, and then
    /// how many came to what.
    pub fn import(
        &self,
        text: &[u8],
        choices: &Choices,
        dry_run: bool,
        mut say: impl FnMut(Value),
    ) -> Result<Value, NotDone> {
        let wrong = |fault: FieldFault| sentence(&self.words, &Fault::fields(vec![fault]));
        let (text, _) = csv::decode(text, source::MAX_BYTES)
            .map_err(|why| wrong(source::NotAList::from(why).fault("file")))?;
        let read = source::read(&text, ZONE, &self.hand.site.languages)
            .map_err(|why| wrong(why.fault("file")))?;
        let until = match end_of_program(choices.until.as_deref()).map_err(wrong)? {
            RequestedEnd::Until(at) => Some(at),
            RequestedEnd::Default | RequestedEnd::SessionEnd => None,
        };
        let task = Task::Invite {
            role: role(&choices.role).map_err(wrong)?,
            until,
            language: language(
                choices.language.as_deref().unwrap_or_default(),
                &self.hand.site.languages,
            )
            .map_err(wrong)?,
            mail: choices.mail,
            revoked_too: choices.revoked_too,
            letter: Letter {
                line: PersonalLine::none(),
                zone: ZONE.to_owned(),
            },
            ignored: read.ignored,
        };
        let rows = self.look(&task, read.rows)?;
        let (rows, counts, waits) = if dry_run {
            let counts = Counts::of(&rows);
            (rows, counts, false)
        } else {
            self.do_all(task, rows)?
        };
        for row in &rows {
            let (line, sentence) = (row.at, row.sentence(&self.words, ZONE));
            say(
                json!({ "line": line, "email": row.who, "result": row.what.word(), "detail": sentence,
                        "invite": row.invite, "mail": row.mail }),
            );
        }
        Ok(
            json!({ "new": counts.new, "changed": counts.changed, "kept": counts.kept, "wrong": counts.wrong,
                   "mails": counts.mails, "waits_for_mail": waits, "dry_run": dry_run }),
        )
    }

    fn look(&self, task: &Task, rows: Vec<Row>) -> Result<Vec<Row>, NotDone> {
        let (hand, entry, task) = (self.hand.clone(), self.entry, task.clone());
        let look = move |tx: &Tx| -> Result<Vec<Row>, Refused> {
            let ground = store::Ground::load(tx, hand.by, entry, &hand.site)?;
            let ground = ground.ok_or_else(Fault::not_found)?;
            may_invite(&hand.site, &ground.inviter, &ground.invitable)?;
            if task.letter().is_some() && !hand.site.mails_invites() {
                return Err(Refused::NoMailService);
            }
            let mut rows = rows.clone();
            if let Some(chosen) = task.chosen() {
                for row in &mut rows {
                    store::look(tx, &hand, &ground, row, &chosen)?;
                }
            }
            Ok(rows)
        };
        let looked = self.db.read_blocking(look);
        looked.map_err(|refused| self.refused(refused))
    }

    /// Does all parts here; where mail has to wait, a server goes on.
    fn do_all(&self, task: Task, rows: Vec<Row>) -> Result<(Vec<Row>, Counts, bool), NotDone> {
        let (hand, entry) = (self.hand.clone(), self.entry);
        let id = BatchId::new(hand.now, &*hand.entropy);
        let tools = Tools::of(&hand);
        self.db.write_blocking(move |tx| {
            let new = NewBatch {
                id,
                entry,
                by: hand.by,
                task: &task,
                content: "",
                rows: &rows,
            };
            store::keep(tx, &new, hand.now)?;
            store::begin(tx, id, hand.by, hand.now).map(drop)
        })?;
        let waits = loop {
            let (tools, hand) = (tools.clone(), self.hand.clone());
            let turn = self.db.write_blocking(move |tx| {
                let turn = part(tx, id, &tools)?;
                if matches!(turn, Turn::After(_)) {
                    let work = Work::Batch(id);
                    jobs::enqueue(tx, &work, Some(entry), hand.now, &*hand.entropy)?;
                }
                Ok::<_, Error>(turn)
            })?;
            match turn {
                Turn::More => {}
                Turn::After(_) => break true,
                Turn::Done | Turn::Lost => break false,
            }
        };
        let hand = self.hand.clone();
        let (rows, counts) = self.db.write_blocking(move |tx| {
            let mut rows = Vec::new();
            let batch = store::find(tx, id)?;
            let counts = batch.as_ref().map(|batch| batch.counts).unwrap_or_default();
            for number in 0..batch.map_or(0, |batch| batch.parts) {
                rows.extend(store::part(tx, id, number)?.unwrap_or_default());
            }
            let changed = rows.iter().filter_map(|row: &Row| row.invite).collect();
            ring(tx, &hand, entry, changed)?;
            Ok::<_, Error>((rows, counts))
        })?;
        Ok((rows, counts, waits))
    }
}
