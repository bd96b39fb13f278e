//! Many people at once, through the pages.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use usher_domain::{
    access::{AppRole, EntryRole},
    email::DomainRules,
};

use super::{House, house};
use crate::{
    features::{
        invites::{Turn, work_on},
        jobs,
    },
    testing::Answer,
};

/// The form as a browser sends it.
pub(super) struct Form {
    parts: Vec<(&'static str, String)>,
    file: Vec<u8>,
}

/// People, pasted.
pub(super) fn pasted(people: &str) -> Form {
    Form {
        parts: vec![("people", people.to_owned()), ("role", "viewer".to_owned())],
        file: Vec::new(),
    }
}

/// So many people, a line each.
pub(super) fn crowd(people: i64) -> String {
    let line = |n: i64| format!("Ada Lovelace <ada{n}@example.org>");
    (0..people).map(line).collect::<Vec<_>>().join("\n")
}

/// People in a file.
fn sent(file: &[u8]) -> Form {
    Form {
        file: file.to_vec(),
        ..pasted("")
    }
}

impl Form {
    pub(super) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.parts.push((name, value.to_owned()));
        self
    }

    fn body(&self) -> Vec<u8> {
        let mut body = Vec::new();
        for (name, value) in &self.parts {
            let head = format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend([head.as_bytes(), value.as_bytes(), b"\r\n"].concat());
        }
        body.extend_from_slice(
            b"--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"p.csv\"\r\n\r\n",
        );
        body.extend([&self.file[..], b"\r\n--x--\r\n"].concat());
        body
    }
}

impl House {
    fn many(&self) -> String {
        format!("/media/{}/invites/many", self.film)
    }

    async fn send_many(&mut self, form: &Form) -> Answer {
        let kind = [("content-type", "multipart/form-data; boundary=x")];
        let (path, body) = (self.many(), Body::from(form.body()));
        self.browser.send(Method::POST, &path, &kind, body).await
    }

    /// Looks at a list; where it stands.
    pub(super) async fn look(&mut self, form: &Form) -> String {
        let answer = self.send_many(form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        answer.location().to_owned()
    }

    /// Looks, says yes, and lets it be done; where it stands.
    pub(super) async fn invite_many(&mut self, form: &Form) -> String {
        let path = self.look(form).await;
        assert_eq!(self.browser.post(&path, &[]).await.location(), path);
        jobs::drain(&self.hub.app).await.unwrap();
        path
    }

    /// Looks, says yes, and does the batch until it is done or has to wait; its letters stay where they are.
    pub(super) async fn invite_many_unsent(&mut self, form: &Form) -> String {
        let path = self.look(form).await;
        self.browser.post(&path, &[]).await;
        self.batch_goes(&path).await;
        path
    }

    /// Does a batch until it is done or has to wait.
    pub(super) async fn batch_goes(&self, path: &str) {
        let batch = path.rsplit('/').next().unwrap().parse().unwrap();
        let turn = || work_on(&self.hub.app, batch, |_| Ok(true));
        while turn().await.unwrap() == Turn::More {}
    }

    pub(super) async fn text(&mut self, path: &str) -> String {
        let answer = self.browser.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        answer.text()
    }

    pub(super) async fn invites(&self) -> i64 {
        self.count("SELECT COUNT(*) AS n FROM invites").await
    }
}

pub(super) fn refresh(answer: &Answer) -> Option<&str> {
    answer.headers.get("refresh")?.to_str().ok()
}

pub(super) const LIST: &str = "Ada Lovelace <ada@example.org>\n\
    Noyce, Bob <bob@example.org>, cy@example.org\n\
    \n\
    Ada Twin <ADA@example.org>\n\
    Eve <eve>\n\
    Grace Hopper <grace@uni.edu>\n\
    Dan Brown <dan@blocked.edu>\n";

#[tokio::test]
async fn a_list_is_looked_at_row_by_row_and_nothing_is_written() {
    let mut house = house().await;
    house
        .rules(|site| {
            let blocked = DomainRules::parse("blocked.edu").unwrap();
            site.invite_to_media.restrict_new_user_domains = blocked;
        })
        .await;
    let path = house.look(&pasted(LIST)).await;
    let text = house.text(&path).await;
    for sentence in [
        "New: 2. Changed: 0. Already invited: 0. Left out, since something is wrong: 5.",
        "The first name is missing",
        "An earlier line has this address",
        "This is not an e-mail address",
        "This is your own address",
        "New people of blocked.edu are not to be invited here",
        "Invite 2 people",
    ] {
        assert!(text.contains(sentence), "{sentence}\n{text}");
    }
    assert_eq!(house.invites().await, 0);
    let wrong = house.text(&format!("{path}?show=wrong")).await;
    assert!(wrong.contains("Eve &#60;eve&#62;") && !wrong.contains("bob@example.org"));
    let id = path.rsplit('/').next().unwrap().to_owned();
    let again = house.text(&format!("{}?from={id}", house.many())).await;
    assert!(
        again.contains("Noyce, Bob &#60;bob@example.org&#62;"),
        "nothing typed is lost"
    );
}

#[tokio::test]
async fn whoever_says_yes_invites_them_all_and_the_same_list_again_changes_and_adds() {
    let mut house = house().await;
    let path = house.look(&pasted(LIST)).await;
    let yes = house.browser.post(&path, &[]).await;
    assert_eq!(yes.location(), path);
    let working = house.browser.get(&path).await;
    assert_eq!(
        refresh(&working),
        Some("2"),
        "it shows itself anew, without script"
    );
    jobs::drain(&house.hub.app).await.unwrap();
    let done = house.browser.get(&path).await;
    assert_eq!(refresh(&done), None);
    assert!(done.text().contains("New: 3."), "{}", done.text());
    assert_eq!(house.invites().await, 3);
    house.browser.post(&path, &[]).await;
    jobs::drain(&house.hub.app).await.unwrap();
    assert_eq!(house.invites().await, 3, "pressed twice");
    let secrets = "SELECT COUNT(*) AS n FROM invite_secrets";
    assert_eq!(
        house.count(secrets).await,
        0,
        "a link is made when somebody takes it"
    );

    let corrected = LIST
        .replace("cy@", "Cy Young <cy@")
        .replace("cy@example.org", "cy@example.org>")
        .replace("Ada Lovelace", "Ada King")
        .replace("Eve <eve>", "Eve Online <eve@example.org>");
    let text = house.look(&pasted(&corrected)).await;
    let text = house.text(&text).await;
    assert!(
        text.contains("New: 2. Changed: 1. Already invited: 2."),
        "{text}"
    );
    house.invite_many(&pasted(&corrected)).await;
    assert_eq!(house.invites().await, 5);
    let again = house.look(&pasted(&corrected)).await;
    assert!(
        house
            .text(&again)
            .await
            .contains("New: 0. Changed: 0. Already invited: 5.")
    );
    let rows = house.list().await;
    assert!(rows.iter().any(|row| row["last_name"] == "King"));
    let audited = "SELECT COUNT(*) AS n FROM audit WHERE deed = 'invited'";
    assert_eq!(house.count(audited).await, 5);
}

const TABLE: &str = "E-Mail;First Name;Surname;Type;Valid until;Phone\r\n\
    ada@example.org;Ada;Lovelace;viewer;2026-12-24 15:00;1\r\n\
    bob@example.org;=1+1;Noyce;;;2\r\n\
    cy@example.org;Cy;Young;speaker;;3\r\n\
    dan@example.org;Dan;Brown;;11/12/2026;4\r\n\
    fay@example.org;Fay;Wray;;2030-01-01;5\r\n\
    zoe@example.org;Zo\u{eb};Bell;;;6\r\n";

#[tokio::test]
async fn a_table_is_read_in_any_encoding_and_each_cell_is_checked() {
    let mut house = house().await;
    let utf16: Vec<u8> = TABLE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let path = house
        .look(&sent(&[&[0xff, 0xfe][..], &utf16].concat()))
        .await;
    let text = house.text(&path).await;
    for sentence in [
        "New: 2. Changed: 0.",
        "The first name is a formula",
        "This kind of media has viewers only",
        "This is no date",
        "later than the administrator allows",
    ] {
        assert!(text.contains(sentence), "{sentence}\n{text}");
    }
    let path = house.invite_many(&sent(TABLE.as_bytes())).await;
    let rows = house.list().await;
    let ada = rows
        .iter()
        .find(|row| row["email"] == "ada@example.org")
        .unwrap();
    assert_eq!(ada["expires_at"], "2026-12-24T15:00:00Z");
    let result = house.text(&format!("{path}/result.csv")).await;
    assert_eq!(result.lines().count(), 7);
    assert!(
        result.contains("\"zoe@example.org\",\"Zo\u{eb} Bell\",\"new\""),
        "{result}"
    );
}

#[tokio::test]
async fn what_is_no_list_is_said_beside_its_field_and_nothing_is_lost() {
    let mut house = house().await;
    for (form, sentence) in [
        (pasted(" \n"), "There is nobody in this list"),
        (sent(b"PK\x03\x04"), "This is a workbook"),
        (sent(b"email,E-Mail\n"), "Two columns are the same"),
        (
            pasted(LIST).with("valid_until", "soon"),
            "not a date and time",
        ),
        (pasted(&"a@uni.edu\n".repeat(10_001)), "too many people"),
    ] {
        let answer = house.send_many(&form.with("line", "See you")).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{sentence}"
        );
        let text = answer.text();
        assert!(text.contains(sentence), "{sentence}\n{text}");
    }
    let batches = "SELECT COUNT(*) AS n FROM invite_batches";
    assert_eq!(house.count(batches).await, 0);
}

#[tokio::test]
async fn whoever_loses_the_right_meanwhile_invites_nobody_more() {
    let mut house = house().await;
    let bo = house.hub.account("bo@uni.edu", AppRole::PrivateOnly).await;
    house.name(bo, EntryRole::CoEditor).await;
    house.browser = house.hub.signed_in(bo).await;
    let path = house.look(&pasted(LIST)).await;
    house.browser.post(&path, &[]).await;
    house
        .hub
        .write(|tx| tx.execute("DELETE FROM collaborators", &[]))
        .await;
    jobs::drain(&house.hub.app).await.unwrap();
    assert_eq!(house.invites().await, 0);
    house.browser = house.hub.signed_in(house.grace).await;
    assert!(
        house
            .text(&path)
            .await
            .contains("You may not invite people to this any more")
    );
}

#[tokio::test]
async fn t11_a_list_brings_back_nobody_who_was_sent_away_unless_asked_to() {
    let mut house = house().await;
    let made = house.ada().await;
    super::delete(&mut house.browser, &super::one(&made)).await;
    let list = pasted("Ada Lovelace <ada@example.org>");
    let path = house.look(&list).await;
    assert!(
        house
            .text(&path)
            .await
            .contains("An earlier invite of this person was revoked")
    );
    house.browser.post(&path, &[]).await;
    jobs::drain(&house.hub.app).await.unwrap();
    assert_eq!(house.invites().await, 1);
    house.invite_many(&list.with("revoked_too", "yes")).await;
    assert_eq!(house.invites().await, 2);
    assert_eq!(
        super::secret(&house.hub, &super::token(&made)).await,
        "living",
        "of a revoked invite"
    );
}
