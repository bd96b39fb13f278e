use usher_domain::{
    access::SessionRole,
    mail::{Event, MailTemplate, TemplateText, Written, events},
};

use super::super::{INVITATION, Invited, Look, layout, rendering, shipped};
use crate::{http::time::parse_rfc3339, words::Catalogue};

fn look() -> Look {
    Look {
        lang: "en".into(),
        dir: "ltr",
        hub: "Usher".into(),
        qr_label: "QR".into(),
        accent: "#0b6b66".into(),
        on_accent: "#ffffff".into(),
        logo: None,
    }
}

fn invited() -> Invited<'static> {
    Invited {
        first_name: "Ada",
        last_name: "Lovelace",
        email: "ada@example.org",
        url: "https://hub.uni.edu/i/s3cret",
        title: "Compilers, week 3",
        starts: None,
        ends: None,
        zone: "Europe/Berlin",
        role: SessionRole::Viewer,
        inviter: "Grace Hopper",
        expires: parse_rfc3339("2026-11-24T14:00:00Z").unwrap(),
        message: None,
    }
}

fn html(body: &str) -> String {
    let text = TemplateText::parse(Written {
        subject: "Hello".into(),
        html: body.into(),
        text: "{URL}".into(),
    });
    let words = Catalogue::load().words(None, None);
    let text = text.unwrap_or_else(|faults| panic!("{faults:?}"));
    let mail = rendering::in_language(&look(), &text, &invited().tokens(&words));
    mail.unwrap_or_else(|error| panic!("{error}")).html
}

fn shipped_in_english(invited: &Invited<'_>) -> usher_domain::mail::Rendered {
    let template: MailTemplate = shipped(INVITATION).unwrap();
    let words = Catalogue::load().words(None, None);
    let text = template.text("en").unwrap();
    rendering::in_language(&look(), text, &invited.tokens(&words))
        .unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_shipped_invitation_says_who_invites_whom_to_what_and_until_when() {
    let mail = shipped_in_english(&invited());
    assert_eq!(mail.subject, "Grace Hopper invites you: Compilers, week 3");
    for part in [&mail.html, &mail.text] {
        for said in [
            "Hello Ada,",
            "Compilers, week 3",
            "Viewer",
            "Tue 24 Nov 2026, 15:00 CET",
            "https://hub.uni.edu/i/s3cret",
            "ada@example.org",
        ] {
            assert!(part.contains(said), "{said} in {part}");
        }
        assert!(!part.contains("starts"), "{part}");
        assert!(!part.contains("usher-slot"), "{part}");
    }
    assert!(mail.inline.is_empty());
    insta::assert_snapshot!("shipped_invitation_text", mail.text);
}

#[test]
fn a_session_says_when_it_starts_with_its_zone_and_what_the_inviter_wrote() {
    let mail = shipped_in_english(&Invited {
        starts: parse_rfc3339("2026-12-01T09:00:00Z"),
        message: Some("Please bring <questions>.\nGrace"),
        ..invited()
    });
    assert!(
        mail.text
            .contains("It starts on: Tue 1 Dec 2026, 10:00 CET")
    );
    assert!(mail.text.contains("Please bring <questions>.\nGrace"));
    assert!(
        mail.html
            .contains("Please bring &lt;questions&gt;.<br>Grace")
    );
}

#[test]
fn the_button_is_one_that_every_mail_client_draws_and_its_link_stands_below() {
    let mail = shipped_in_english(&invited());
    let links: Vec<_> = events(&mail.html)
        .into_iter()
        .filter_map(|event| match event {
            Event::Tag(tag) if tag.name == "a" && !tag.closing => {
                Some(tag.attribute("href").unwrap_or_default().to_owned())
            }
            _ => None,
        })
        .collect();
    assert_eq!(links, ["https://hub.uni.edu/i/s3cret"]);
    assert!(mail.html.contains("bgcolor=\"#0b6b66\""), "{}", mail.html);
}

#[test]
fn what_slips_past_the_rules_is_taken_out_by_the_net_below() {
    // Badly nested, so that a browser's reading is another than ours.
    let html = html("<table><tr><td>{URL}</p><b><i>x</b></i></table>");
    assert!(html.contains("<b><i>x</i></b></td></tr>"), "{html}");
    let document = layout::lay_out("<p onclick=\"x()\">a<script>b</script></p>", &look());
    let document = document.unwrap_or_else(|error| panic!("{error}"));
    assert!(!document.contains("onclick") && !document.contains("<script"));
}

#[test]
fn a_qr_code_travels_with_the_mail() {
    let text = TemplateText::parse(Written {
        subject: "Hello".into(),
        html: "<p>{QRCODE}</p><p>{URL}</p>".into(),
        text: "{URL}".into(),
    });
    let words = Catalogue::load().words(None, None);
    let text = text.unwrap_or_else(|faults| panic!("{faults:?}"));
    let mail = rendering::in_language(&look(), &text, &invited().tokens(&words));
    let mail = mail.unwrap_or_else(|error| panic!("{error}"));
    assert!(mail.html.contains("src=\"cid:qrcode\""), "{}", mail.html);
    assert_eq!(mail.inline.len(), 1);
    assert!(mail.inline[0].bytes.starts_with(b"\x89PNG"));
}

#[test]
fn a_mail_asks_no_other_host_for_anything() {
    let mail = shipped_in_english(&invited());
    for needle in ["googleapis", "http://", "@import", "url("] {
        assert!(
            !mail.html.replace("http://www.w3.org", "").contains(needle),
            "{needle}"
        );
    }
    // Gmail cuts what is longer than 102 kB.
    assert!(mail.html.len() < 20_000, "{}", mail.html.len());
}

#[test]
fn a_logo_travels_with_the_mail_and_says_what_it_shows() {
    let logo = crate::features::admin::Logo {
        digest: "00".into(),
        media_type: "image/png",
        width: 400,
        height: 100,
        alt: "University of \"Northfield\"".into(),
        bytes: [1, 2, 3][..].into(),
    };
    let look = Look {
        logo: Some(std::sync::Arc::new(logo)),
        ..look()
    };
    let template: MailTemplate = shipped(INVITATION).unwrap();
    let words = Catalogue::load().words(None, None);
    let text = template.text("en").unwrap();
    let mail = rendering::in_language(&look, text, &invited().tokens(&words));
    let mail = mail.unwrap_or_else(|error| panic!("{error}"));
    assert!(mail.html.contains("cid:usher-logo"), "{}", mail.html);
    assert!(
        mail.html.contains("University of &#34;Northfield&#34;"),
        "{}",
        mail.html
    );
    let part = mail.inline.iter().find(|part| part.id == "usher-logo");
    assert_eq!(part.unwrap().bytes, [1, 2, 3]);
}
