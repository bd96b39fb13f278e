//! The whole site.

use super::*;

impl Cinema {
    async fn usage(&self, query: &str) -> String {
        let chief = format!("chief{}@uni.edu", query.len());
        let chief = self.hub.administrator(&chief).await;
        let mut chief = self.hub.signed_in(chief).await;
        let answer = chief.get(&format!("/admin/usage{query}")).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.text()
    }
}

#[tokio::test]
async fn administrators_see_what_is_watched_most_and_what_is_stored() {
    let mut cinema = cinema().await;
    let (_, mut eve) = cinema.member("eve@uni.edu").await;
    cinema.play(&mut eve).await;
    cinema.watch(&mut eve, json!([[0, 1000]])).await;
    let little = cinema.film;
    let (kind, status) = (EntryKind::Video, PublishStatus::Unlisted);
    cinema.film = cinema.hub.entry(cinema.grace, kind, status).await;
    let (film, bytes) = (cinema.film, vec![8; 3_500_000]);
    cinema
        .hub
        .fill(film, bytes, ("film.mp4", "video/mp4"))
        .await;
    cinema
        .hub
        .write(move |tx| {
            let sql = "UPDATE entries SET duration_us = 600000000, title = 'Quagga' WHERE id = $1";
            tx.execute(sql, params![film])
        })
        .await;
    cinema.play(&mut eve).await;
    cinema.watch(&mut eve, json!([[0, 6000]])).await;
    cinema.written().await;
    let page = cinema.usage("").await;
    let place = |entry: EntryId| page.find(&format!("href=\"/media/{entry}\"")).unwrap();
    assert!(place(film) < place(little), "the most minutes first");
    for said in [
        "<dd>2</dd>",
        "<dd>12</dd>",
        "Sat 21 Nov 2026: 12 minutes",
        "Quagga",
        "grace Member",
        "4 MB",
        "2 files",
    ] {
        assert!(page.contains(said), "{said}");
    }
    assert!(!page.contains("eve@uni.edu"), "numbers have no names");
    let chief = cinema.hub.administrator("api@uni.edu").await;
    let mut chief = cinema.hub.signed_in(chief).await;
    let told = chief.get("/api/v1/usage?month=2026-11").await.value();
    let now = chief.get("/api/v1/usage").await.value();
    assert_eq!(told, now, "this month unless given");
    assert_eq!(
        (&told["plays"], &told["watched_seconds"]),
        (&json!(2), &json!(700))
    );
    assert_eq!(
        told["days"],
        json!([{ "day": "2026-11-21", "plays": 2, "watched_seconds": 700 }])
    );
    let most = &told["most_watched"];
    assert_eq!(
        (&most[0]["title"], &most[0]["watched_seconds"]),
        (&json!("Quagga"), &json!(600))
    );
    assert_eq!(most[1]["entry"], json!(little.to_string()));
    let original =
        json!({ "purpose": "original", "files": 2, "bytes": told["stored"][0]["bytes"] });
    assert_eq!(told["stored"][0], original);
    assert!(
        told["stored"][0]["bytes"].as_u64() > Some(3_500_000),
        "{told}"
    );
    let page = cinema.usage("?month=2026-10").await;
    assert!(page.contains("Nothing was watched in this month") && page.contains("Oct 2026"));
}

#[tokio::test]
async fn nobody_else_sees_the_site() {
    let cinema = cinema().await;
    let mut grace = cinema.hub.signed_in(cinema.grace).await;
    assert_eq!(grace.get("/admin/usage").await.status, 403);
    assert_eq!(grace.get("/api/v1/usage").await.status, 403);
    let chief = cinema.hub.administrator("chief@uni.edu").await;
    let mut chief = cinema.hub.signed_in(chief).await;
    for month in ["2026-13", "x", ""] {
        let path = format!("/admin/usage?month={month}");
        assert_eq!(chief.get(&path).await.status, 404, "{month}");
        let path = format!("/api/v1/usage?month={month}");
        assert_eq!(chief.get(&path).await.status, 422, "{month}");
    }
}
