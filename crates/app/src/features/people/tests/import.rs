//! People from a table, through the pages.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};

use super::{Office, office};
use crate::testing::Answer;

impl Office {
    async fn send(&mut self, file: &[u8]) -> Answer {
        let mut body =
            b"--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"p.csv\"\r\n\r\n"
                .to_vec();
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--x--\r\n");
        let kind = [("content-type", "multipart/form-data; boundary=x")];
        (self.browser)
            .send(Method::POST, "/admin/users/import", &kind, Body::from(body))
            .await
    }

    /// Sends a file that can be looked at; where.
    async fn look(&mut self, file: &[u8]) -> String {
        let answer = self.send(file).await;
        assert!(
            answer.location().starts_with("/admin/users/import/"),
            "{}",
            answer.text()
        );
        answer.location().to_owned()
    }

    async fn page(&mut self, path: &str) -> String {
        let answer = self.browser.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        answer.text()
    }
}

const FILE: &str = "E-Mail;First Name;Last Name;Role;Groups;Phone\r\n\
    ada@uni.edu;Ada;Lovelace;admin;Compilers, Library;1\r\n\
    bob@uni.edu;=1+1;;viewer;;2\r\n\
    eve@uni.edu;Eve;;queen;;3\r\n\
    ADA@uni.edu;Twin;;;;4\r\n\
    zoe@uni.edu;Zo\u{eb};;;;5\r\n";

#[tokio::test]
async fn a_dry_run_tells_every_row_and_writes_nothing() {
    let mut office = office().await;
    let path = office.look(FILE.as_bytes()).await;
    let text = office.page(&path).await;
    for sentence in [
        "Nothing is written yet. New: 2. Changed: 0.",
        "would be left out: 3",
        "The first name is a formula",
        "There is no such role",
        "An earlier row has this address",
        "Compilers, Library",
        "Phone",
        "Import 2 people",
    ] {
        assert!(text.contains(sentence), "{sentence}");
    }
    assert!(!office.page("/admin/users").await.contains("ada@uni.edu"));
    let report = office.page(&format!("{path}/report.csv")).await;
    assert_eq!(report.lines().count(), 6);
}

#[tokio::test]
async fn what_was_looked_at_is_written_and_a_corrected_file_changes_and_adds() {
    let mut office = office().await;
    let path = office.look(FILE.as_bytes()).await;
    assert_eq!(office.browser.post(&path, &[]).await.location(), path);
    assert!(
        office
            .page(&path)
            .await
            .contains("New: 2. Changed: 0. Rows left out: 3.")
    );
    let people = office.page("/admin/users?q=lovelace").await;
    assert!(people.contains("ada@uni.edu") && people.contains("Admin"));
    assert!(
        office
            .page("/admin/groups?q=comp")
            .await
            .contains("Compilers")
    );

    let links = office.browser.post(&format!("{path}/links"), &[]).await;
    let text = links.text();
    assert_eq!(text.matches("https://hub.uni.edu/set-password/").count(), 2);

    let corrected = FILE
        .replace("=1+1", "Bob")
        .replace("queen", "viewer")
        .replace("Ada;Lovelace", "Ada;King")
        .replace("ADA@uni.edu;Twin;;;;4\r\n", "");
    let path = office.look(corrected.as_bytes()).await;
    let text = office.page(&path).await;
    assert!(text.contains("New: 2. Changed: 1."), "Bob, Eve; Ada");
    office.browser.post(&path, &[]).await;
    let again = office.look(corrected.as_bytes()).await;
    assert!(office.page(&again).await.contains("New: 0. Changed: 0."));
}

#[tokio::test]
async fn what_is_no_table_is_said_beside_the_file() {
    let mut office = office().await;
    for (file, sentence) in [
        (&b""[..], "There are no people in this file"),
        (b"PK\x03\x04", "This is a workbook"),
        (b"a,b\nc,d", "No column is called"),
        (b"\x00\x01\x02\x03\x04", "not a table as text"),
    ] {
        let answer = office.send(file).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains(sentence), "{sentence}");
    }
}

#[tokio::test]
async fn everybody_is_exported_and_the_export_is_imported_without_a_change() {
    let mut office = office().await;
    let path = office
        .look("email,first name,last name\nx@uni.edu,O'Neill,\"a;b\"\n".as_bytes())
        .await;
    office.browser.post(&path, &[]).await;
    let export = office.browser.get("/admin/users/export.csv").await;
    assert!(
        export
            .text()
            .contains("\"x@uni.edu\",\"O'Neill\",\"a;b\",\"viewer\"")
    );
    let path = office.look(&export.bytes).await;
    let text = office.page(&path).await;
    assert!(text.contains("New: 0. Changed: 0."));
    assert!(text.contains("would be left out: 0"));
}
