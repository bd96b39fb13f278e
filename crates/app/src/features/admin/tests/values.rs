use axum::http::StatusCode;
use usher_domain::email::Domain;

use super::{PAGE, console, escaped, post, save, version};
use crate::testing::{Answer, Hub};

/// The fields of the summary, in its order.
fn problems(answer: &Answer) -> Vec<String> {
    let text = answer.text();
    let summary = text.split("error-summary").nth(1).unwrap_or_default();
    let summary = summary.split("</ul>").next().unwrap_or_default();
    let links = summary.split("href=\"#").skip(1);
    links
        .map(|link| link.split('"').next().unwrap().to_owned())
        .collect()
}

/// What is said beside a field.
fn error(answer: &Answer, field: &str) -> String {
    let text = answer.text();
    let beside = text.split(&format!("id=\"{field}-error\"")).nth(1);
    let sentence = beside.and_then(|rest| rest.split("<span>").nth(1));
    let sentence = sentence.and_then(|rest| rest.split("</span>").next());
    sentence.unwrap_or_default().to_owned()
}

async fn refused(
    hub: &Hub,
    browser: &mut crate::testing::Browser,
    field: &str,
    value: &str,
) -> String {
    let answer = save(hub, browser, &[(field, value)]).await;
    let label = format!("{field}={value:?}");
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{label}");
    assert_eq!(problems(&answer), [field], "{label}");
    assert!(answer.text().contains(&escaped(value)), "{label} is kept");
    assert!(
        answer.text().contains("data-dirty"),
        "{label} counts as changed"
    );
    assert_eq!(version(hub).await, 0);
    error(&answer, field)
}

#[tokio::test]
async fn a_number_that_does_not_fit_is_told_its_bounds() {
    let (hub, mut browser) = console().await;
    for value in ["-5", "0", "1000000000", "99999999999999999999"] {
        assert_eq!(
            refused(&hub, &mut browser, "LinkDuration", value).await,
            "This must be from 1 to 525600."
        );
        assert_eq!(
            refused(&hub, &mut browser, "LinkReusability", value).await,
            "This must be from 1 to 1000000, or -1."
        );
    }
    for value in ["", " ", "soon", "1e9", "1.5", "1,440", "٣٠", "<b>1</b>"] {
        assert_eq!(
            refused(&hub, &mut browser, "AccessDuration", value).await,
            "Write a whole number from 1 to 525600."
        );
    }
}

#[tokio::test]
async fn choices_and_switches_take_their_options_only() {
    let (hub, mut browser) = console().await;
    for value in ["", "Strict", "loose"] {
        let answer = save(&hub, &mut browser, &[("SeatRule", value)]).await;
        assert_eq!(problems(&answer), ["SeatRule"], "{value}");
        assert_eq!(error(&answer, "SeatRule"), "Choose one of the options.");
    }
    let answer = save(&hub, &mut browser, &[("enabled", "maybe")]).await;
    assert_eq!(problems(&answer), ["enabled"]);
}

#[tokio::test]
async fn domains_are_read_in_any_script_and_case_and_once() {
    let (hub, mut browser) = console().await;
    let typed = "Uni.EDU\r\nuni.edu\r\n*.uni.edu, BÜCHER.example; @college.example";
    let form = [("RestrictNewUserDomains", typed)];
    assert_eq!(
        save(&hub, &mut browser, &form).await.status,
        StatusCode::SEE_OTHER
    );
    let written = hub.app.settings.now().written("invitetomedia").unwrap();
    assert_eq!(
        written["RestrictNewUserDomains"],
        [
            "college.example",
            "uni.edu",
            "xn--bcher-kva.example",
            "*.uni.edu"
        ]
    );
    let page = browser.get(PAGE).await.text();
    assert!(page.contains("xn--bcher-kva.example reads bücher.example."));
}

#[tokio::test]
async fn what_is_no_domain_is_named_with_what_was_probably_meant() {
    let (hub, mut browser) = console().await;
    let field = "RestrictNewUserDomains";
    for (value, sentence) in [
        (
            "https://uni.edu/login",
            "“https://uni.edu/login” is no domain. Did you mean uni.edu?",
        ),
        (
            "ada@uni.edu",
            "“ada@uni.edu” is no domain. Did you mean uni.edu?",
        ),
        ("*.*.edu", "“*.*.edu” is no domain. Write it as"),
        ("uni.*", "“uni.*” is no domain. Write it as"),
        ("10.0.0.1", "“10.0.0.1” is no domain. Write it as"),
        ("not_a_domain", "“not_a_domain” is no domain. Write it as"),
    ] {
        let said = refused(&hub, &mut browser, field, value).await;
        assert!(said.starts_with(sentence), "{value}: {said}");
    }
}

#[tokio::test]
async fn a_domain_in_other_letters_is_asked_about_before_it_is_saved() {
    let (hub, mut browser) = console().await;
    // The i is Cyrillic: this is not uni.edu.
    let form = [("RestrictNewUserDomains", "unі.edu")];
    let answer = post(&hub, &mut browser, &form).await;
    assert_eq!(answer.status, StatusCode::OK);
    let domain: Domain = "unі.edu".parse().unwrap();
    assert_ne!(domain.as_str(), "uni.edu");
    let sentence = format!("“unі.edu” has letters beyond a–z and is {domain} in addresses.");
    assert!(answer.text().contains(&sentence));
    assert_eq!(version(&hub).await, 0);
}

#[tokio::test]
async fn contradictions_between_fields_are_said_at_the_field_to_change() {
    let (hub, mut browser) = console().await;
    let form = [("LinkDuration", "61"), ("MaxLinkDuration", "60")];
    let answer = save(&hub, &mut browser, &form).await;
    assert_eq!(problems(&answer), ["LinkDuration"]);
    assert!(error(&answer, "LinkDuration").contains("60 minutes"));
}

#[tokio::test]
async fn every_error_is_said_at_once_and_everything_typed_is_kept() {
    let (hub, mut browser) = console().await;
    let form = [
        ("LinkDuration", "x"),
        ("MaxLinkDuration", "7777"),
        ("RestrictNewUserDomains", "fine.example\nbad domain"),
        ("LinkReusability", "0"),
        ("SeatRule", "follows"),
        ("Teleport", "yes"),
    ];
    let answer = save(&hub, &mut browser, &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        problems(&answer),
        ["LinkDuration", "LinkReusability", "Teleport"]
    );
    let text = answer.text();
    assert!(text.contains(r#"value="x""#) && text.contains(r#"value="7777""#));
    assert!(text.contains("fine.example\nbad domain"));
    assert!(text.contains(r#"value="follows" checked"#));
}

#[tokio::test]
async fn t17_what_is_typed_is_shown_as_text() {
    let (hub, mut browser) = console().await;
    for value in [
        r#""><script>alert(1)</script>"#,
        "'><img src=x onerror=alert(1)>",
        "</textarea><svg onload=alert(1)>",
        "javascript:alert(1)",
        "{{ page }}",
    ] {
        let form = [
            ("LinkDuration", value),
            ("RestrictNewUserDomains", value),
            ("AllowedUsers", value),
            (value, value),
            ("find:AllowedUsers", value),
        ];
        for step in ["", "find", "back", "confirmed"] {
            let mut form = form.to_vec();
            form.push(("step", step));
            let text = post(&hub, &mut browser, &form).await.text();
            for tag in ["<script>alert", "<img src=x", "<svg onload"] {
                assert!(!text.contains(tag), "{step} {value}");
            }
        }
    }
}

#[tokio::test]
async fn a_body_beyond_reason_is_refused_and_a_field_of_reason_is_not() {
    let (hub, mut browser) = console().await;
    let huge = "a.example\n".repeat(40_000);
    let answer = save(&hub, &mut browser, &[("RestrictNewUserDomains", &huge)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let many: Vec<String> = (0..1001).map(|n| format!("d{n}.example")).collect();
    let many = many.join("\n");
    let sentence = refused(&hub, &mut browser, "RestrictNewUserDomains", &many).await;
    assert!(sentence.starts_with("This holds at most 1000."));
    let json = [("content-type", "application/json")];
    let answer = browser
        .send(axum::http::Method::POST, PAGE, &json, "{}".into())
        .await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn a_form_without_its_version_saves_nothing() {
    let (hub, mut browser) = console().await;
    for form in [
        &[("LinkDuration", "60")][..],
        &[("LinkDuration", "60"), ("version", "x")],
    ] {
        let answer = browser.post(PAGE, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(version(&hub).await, 0);
}
