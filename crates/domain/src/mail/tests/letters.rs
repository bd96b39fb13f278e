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
fn news_are_told_each_with_its_link_and_what_somebody_is_called_is_text() {
    let body = "<p>{NEWS}</p><p><a href=\"{URL}\">Look</a></p>";
    let text = "{NEWS}\n\nLook: {URL}\n\nBye";
    let parse = |html: &str, text: &str| {
        TemplateText::parse_for(Usage::News, written("{NEWS}", html, text))
    };
    let template = parse(body, text).unwrap();
    for (html, text, code) in [
        ("<p>{URL}</p>", text, "template_news_missing"),
        (body, "{URL}", "template_news_missing"),
        (body, "{NEWS} {URL} {INVITER}", "template_not_in_this"),
        (
            "<p>{NEWS} {URL}</p><a href=\"https://x.org/{NEWS}\">x</a>",
            text,
            "template_address",
        ),
    ] {
        let faults = parse(html, text).unwrap_err();
        assert_eq!(faults[0].error.code(), code, "{html} {text}");
    }
    let news = |who: &str, n: u32| News {
        said: format!("{who} came in"),
        title: format!("Film {n} <b>"),
        url: format!("https://hub.uni.edu/media/{n}/invites"),
    };
    let told = |news: Vec<News>, url: &str| {
        let tokens = Tokens {
            news,
            url: url.to_owned(),
            ..ada()
        };
        let Ok(mail) = render(&template, &tokens, |body| {
            Ok::<_, Infallible>(body.to_owned())
        });
        (mail.subject, mail.html, mail.text)
    };
    let link = "https://hub.uni.edu/media/1/invites";
    let (subject, html, text) = told(vec![news("<i>Bob\n", 1)], link);
    assert_eq!(subject, "<i>Bob came in: Film 1 <b>");
    assert!(
        html.starts_with("<p>&lt;i&gt;Bob  came in:<br><a href="),
        "{html}"
    );
    assert!(html.contains("Film 1 &lt;b&gt;</a>"), "{html}");
    assert!(!text.contains("\nhttps"), "one link is enough: {text}");
    assert!(text.contains(&format!("Look: {link}")), "{text}");
    let (subject, html, text) = told(vec![news("Ada", 1), news("Bob", 2)], "");
    assert_eq!(subject, "Ada came in: Film 1 <b> (+1)");
    assert!(!html.contains("Look") && !text.contains("Look"));
    for n in 1..=2 {
        let link = format!("https://hub.uni.edu/media/{n}/invites");
        assert!(
            html.contains(&link) && text.contains(&link),
            "{html} {text}"
        );
    }
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
