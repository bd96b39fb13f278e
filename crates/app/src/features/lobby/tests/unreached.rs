//! Decisions that no entry of today can bring about: their pages are there already.

use std::time::Duration;

use axum::{
    Router,
    body::Body,
    extract::State,
    http::{HeaderMap, Request, header},
    middleware::from_fn_with_state,
    response::Response,
    routing::get,
};
use http_body_util::BodyExt;
use tower::ServiceExt;
use usher_domain::invite::{Admission, Ask, Lobby, LobbyProof, Refusal};

use super::{
    super::{
        api,
        door::{Asked, Door},
        pages, store,
    },
    scene::{Made, Scene},
};
use crate::{
    App,
    http::{
        fault::Fault,
        visit::{Visit, visit},
    },
};

type Decision = Result<Admission, Refusal>;

#[derive(Clone)]
struct Staged {
    app: App,
    made: Made,
    decision: Decision,
}

/// Page and problem for a decision about a real invite.
async fn answers(scene: &Scene, made: &Made, decision: Decision) -> [(u16, String); 2] {
    let staged = Staged {
        app: scene.hub.app.clone(),
        made: made.clone(),
        decision,
    };
    let app = staged.app.clone();
    let router = Router::new()
        .route("/", get(stage))
        .layer(from_fn_with_state(app, visit))
        .with_state(staged);
    let mut both = Vec::new();
    for accept in ["text/html", "application/json"] {
        let request = Request::builder()
            .uri("/")
            .header(header::HOST, "hub.uni.edu")
            .header(header::ACCEPT, accept)
            .body(Body::empty())
            .unwrap();
        let answer = router.clone().oneshot(request).await.unwrap();
        let status = answer.status().as_u16();
        let bytes = answer.into_body().collect().await.unwrap().to_bytes();
        both.push((status, String::from_utf8(bytes.to_vec()).unwrap()));
    }
    both.try_into().unwrap()
}

async fn stage(
    State(Staged {
        app,
        made,
        decision,
    }): State<Staged>,
    visit: Visit,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let door = Door::opened(&app, &visit, &headers, &made.token, &Asked::default());
    let (knock, attempt) = (door.knock.clone(), door.look());
    let found = app
        .parts
        .db
        .read(move |tx| store::decide(tx, &knock, &attempt))
        .await?;
    let mut answer = found.ok_or_else(Fault::not_found)?;
    answer.decision = decision;
    if visit.wants_json {
        return Ok(api::answer(&door, Some(&answer)));
    }
    pages::answer(&door, Some(&answer))
}

#[tokio::test]
async fn row_16_a_session_that_has_not_started_shows_when_it_does() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let starts_at = scene.hub.now().after(Duration::from_hours(48));
    let countdown = Admission::Countdown {
        starts_at,
        link_ends_before: Some(scene.hub.now().after(Duration::from_hours(24))),
    };
    let [(status, page), (_, json)] = answers(&scene, &made, Ok(countdown)).await;
    assert_eq!(status, 200);
    for sight in [
        "<time datetime=\"2026-11-23T12:00:00Z\"",
        "<time datetime=\"2026-11-22T12:00:00Z\"",
        "before the doors open",
        "?check_in=1",
        "Compilers, week 3",
    ] {
        assert!(page.contains(sight), "{sight}: {page}");
    }
    assert!(!page.contains("name=\"email\""), "nothing is asked");
    assert!(
        json.contains("\"starts_at\":\"2026-11-23T12:00:00Z\""),
        "{json}"
    );
}

#[tokio::test]
async fn checking_in_leads_to_the_lobby() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let page = scene
        .hub
        .browser()
        .get(&format!("{}?check_in=1", made.path))
        .await
        .text();
    assert!(page.contains("name=\"check_in\" value=\"1\""), "{page}");
}

#[tokio::test]
async fn row_9_a_session_that_is_over_says_since_when() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let at = scene.hub.now();
    let [(status, page), (_, json)] = answers(&scene, &made, Err(Refusal::Ended { at })).await;
    assert_eq!(status, 410);
    assert!(page.contains("session ended on <time"), "{page}");
    assert!(json.contains("\"code\":\"ended\""), "{json}");
}

#[tokio::test]
async fn a_proof_that_cannot_be_mailed_is_the_inviters_to_help_with() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let lobby = Lobby {
        proof: LobbyProof::Code,
        ask: Ask::NobodyCanMail,
    };
    let [(status, page), (_, json)] = answers(&scene, &made, Ok(Admission::Lobby(lobby))).await;
    assert_eq!(status, 403);
    assert!(page.contains("Ask <bdi>grace Member</bdi>"), "{page}");
    assert!(json.contains("\"ask\":\"inviter\""), "{json}");
}
