//! The hub's own letters.

use super::*;

#[test]
fn a_letter_names_what_it_carries_and_nothing_of_an_invitation() {
    const BODY: &str = r#"<p>{CODE}</p><p><a class="button" href="{URL}">Sign in</a></p>"#;
    let codes = |subject: &str, html: &str, text: &str| {
        let parsed = TemplateText::parse_for(Usage::Code, written(subject, html, text));
        let faults = parsed.err().unwrap_or_default();
        faults
            .into_iter()
            .map(|fault| (fault.part, fault.error.code()))
            .collect::<Vec<_>>()
    };
    assert_eq!(codes("Your code", BODY, "{CODE} {URL}"), []);
    assert_eq!(
        codes("{CODE}", "<p>{CODE}</p>", "{URL}"),
        [
            (Part::Subject, "template_not_here"),
            (Part::Html, "template_url_missing"),
            (Part::Text, "template_code_missing")
        ]
    );
    assert_eq!(
        codes("{TITLE}", BODY, "{CODE} {URL} {INVITER}"),
        [
            (Part::Subject, "template_not_in_this"),
            (Part::Text, "template_not_in_this")
        ]
    );
    let href = format!(r#"{BODY}<a href="https://example.org/{{CODE}}">x</a>"#);
    assert_eq!(
        codes("x", &href, "{CODE} {URL}"),
        [(Part::Html, "template_address")]
    );
    assert!(
        faults(SUBJECT, &format!("{HTML}{{CODE}}"), TEXT)[0]
            .error
            .code()
            == "template_not_in_this"
    );
}

#[test]
fn somebody_without_a_name_is_greeted_without_a_gap() {
    let greeting = "Guten Tag {FIRSTNAME} {LASTNAME}, {URL}";
    let body = "<p>Guten Tag {FIRSTNAME} {LASTNAME}, {URL}</p>";
    let subject = "Guten Tag {FIRSTNAME} {LASTNAME},";
    let template = TemplateText::parse_for(Usage::Link, written(subject, body, greeting)).unwrap();
    for (first, last, greeted) in [
        ("Ada", "Lovelace", "Guten Tag Ada Lovelace,"),
        ("Ada", "", "Guten Tag Ada,"),
        ("", "", "Guten Tag,"),
    ] {
        let tokens = Tokens {
            first_name: first.to_owned(),
            last_name: last.to_owned(),
            ..ada()
        };
        let Ok(mail) = render(&template, &tokens, |body| {
            Ok::<_, Infallible>(body.to_owned())
        });
        assert_eq!(mail.subject, greeted);
        assert!(mail.text.starts_with(greeted), "{}", mail.text);
        assert!(
            mail.html.contains(&format!("<p>{greeted}")),
            "{}",
            mail.html
        );
    }
}

#[test]
fn what_a_letter_does_not_carry_is_left_out_of_it() {
    let body = r#"<p>Code: {CODE}</p><p><a href="{URL}">Sign in</a></p><p>Bye</p>"#;
    let text = "Code: {CODE}\n\nOr open\n{URL}\n\nBye";
    let template = TemplateText::parse_for(Usage::Code, written("x", body, text)).unwrap();
    let render = |tokens: &Tokens| {
        let Ok(rendered) = render(&template, tokens, |body| {
            Ok::<_, Infallible>(body.to_owned())
        });
        (rendered.html, rendered.text)
    };
    let with_code = Tokens {
        url: String::new(),
        code: Some("12345678".to_owned()),
        ..ada()
    };
    let (html, text) = render(&with_code);
    assert_eq!(html, "<p>Code: 12345678</p><p>Bye</p>");
    assert_eq!(text, "Code: 12345678\n\nOr open\n\nBye");
    let (html, text) = render(&ada());
    assert!(!html.contains("Code") && html.contains("s3cret") && !text.contains("Code"));
}
