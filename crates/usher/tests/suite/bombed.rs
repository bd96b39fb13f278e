//! T18: while bombs are looked at, everybody else is served as before.

use std::{fmt::Write, time::Duration};

use reqwest::StatusCode;
use serde_json::Value;

use crate::{
    demonstration::Demonstration,
    machine::{Machine, Server},
    sending::Sending,
    size::{at_size, now},
    visitor::Visitor,
};

/// A PDF of one page that takes long to draw.
fn bomb(strokes: usize) -> Vec<u8> {
    let content = "0 0 m 595 842 l 9 9 8 8 7 7 c 300 400 100 200 5 5 c S\n".repeat(strokes);
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>".to_owned(),
        format!(
            "<< /Length {} >>\nstream\n{content}endstream",
            content.len()
        ),
    ];
    let (mut file, mut table) = ("%PDF-1.4\n".to_owned(), String::new());
    for (n, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", n + 1);
    }
    let start = file.len();
    let _ = write!(
        file,
        "xref\n0 5\n0000000000 65535 f \n{table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.into_bytes()
}

/// How long the slowest but one in a hundred waits for a page.
async fn p99(server: &Server, pages: usize) -> Duration {
    let mut visitor = Visitor::at(&server.base_url);
    let mut times = Vec::new();
    for _ in 0..pages {
        let begun = now();
        let page = visitor.get("/").await;
        assert_eq!(page.status(), StatusCode::OK);
        page.bytes().await.expect("a page");
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    times[times.len() * 99 / 100]
}

/// How many of the entries are still being looked at.
async fn in_work(site: &Demonstration, server: &Server, entries: &[String]) -> usize {
    let mut owner = Visitor::at(&server.base_url);
    let mut count = 0;
    for entry in entries {
        let request = owner.request(reqwest::Method::GET, &format!("/api/v1/entries/{entry}"));
        let answer = owner.send(request.bearer_auth(&site.token)).await;
        let about: Value = answer.expect("it answers").json().await.expect("JSON");
        count += usize::from(about["state"] == "processing");
    }
    count
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t18_while_bombs_go_off_everybody_else_is_served() {
    let (bombs, strokes, pages) = (at_size(2, 8), at_size(2_000, 200_000), at_size(50, 2_000));
    let site = Demonstration::on(Machine::new());
    let server = site.machine.serve();
    p99(&server, pages / 10).await;
    let calm = p99(&server, pages).await;
    let mut entries = Vec::new();
    for _ in 0..bombs {
        let mut sending = Sending::begin(&site, &server, bomb(strokes)).await;
        let whole = sending.bytes.len();
        let status = sending.send(&site, &server, whole).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        entries.push(sending.entry);
    }
    let begun = in_work(&site, &server, &entries).await;
    let busy = p99(&server, pages).await;
    let left = in_work(&site, &server, &entries).await;
    println!(
        "figure: t18 {begun} of {bombs} bombs in work, {left} still after {pages} pages: p99 {:.1} ms, \
         calm {:.1} ms",
        busy.as_secs_f64() * 1e3,
        calm.as_secs_f64() * 1e3
    );
    if bombs == 8 {
        assert!(begun > 0, "they were in work");
        assert!(busy < 2 * calm, "{busy:?} and {calm:?}");
    }
}
