use std::convert::Infallible;

use proptest::prelude::*;

use super::*;

mod letters;

fn written(subject: &str, html: &str, text: &str) -> Written {
    Written {
        subject: subject.to_owned(),
        html: html.to_owned(),
        text: text.to_owned(),
    }
}

const SUBJECT: &str = "{INVITER} invites you";
const HTML: &str = r#"<p><a href="{URL}">Open</a></p>"#;
const TEXT: &str = "{URL}";

fn faults(subject: &str, html: &str, text: &str) -> Vec<TemplateFault> {
    let parsed = TemplateText::parse(written(subject, html, text));
    parsed.err().unwrap_or_default()
}

/// The errors of an HTML body that has a link beside what is tried.
fn in_html(html: &str) -> Vec<TemplateError> {
    let found = faults(SUBJECT, &format!("{html}{HTML}"), TEXT);
    assert!(found.iter().all(|fault| fault.part == Part::Html));
    found.into_iter().map(|fault| fault.error).collect()
}

fn ada() -> Tokens {
    Tokens {
        first_name: "Ada".into(),
        last_name: "Lovelace".into(),
        email: "ada@example.org".into(),
        url: "https://hub.uni.edu/i/s3cret".into(),
        title: "Compilers".into(),
        role: "Viewer".into(),
        inviter: "Grace Hopper".into(),
        expires: "Tue 24 Nov 2026, 15:00 CET".into(),
        hub: "Usher".into(),
        ..Tokens::default()
    }
}

fn rendered(subject: &str, html: &str, text: &str, tokens: &Tokens) -> Rendered {
    let template = TemplateText::parse(written(subject, html, text));
    let template = template.unwrap_or_else(|faults| panic!("{faults:?}"));
    let Ok(rendered) = render(&template, tokens, |body| {
        Ok::<_, Infallible>(body.to_owned())
    });
    rendered
}

#[test]
fn an_unknown_token_is_refused_by_name_with_the_one_that_was_meant() {
    for (name, meant) in [
        ("FISTNAME", Some("FIRSTNAME")),
        ("firstname", Some("FIRSTNAME")),
        ("FIRST NAME", Some("FIRSTNAME")),
        ("Last_Name", Some("LASTNAME")),
        ("ULR", Some("URL")),
        (" URL ", Some("URL")),
        ("EXPIRY", Some("EXPIRES")),
        ("TIME ZONE", Some("TIMEZONE")),
        ("UNSUBSCRIBE", None),
        ("PASSWORD", None),
    ] {
        let errors = in_html(&format!("<p>{{{name}}}</p>"));
        let wanted = TemplateError::UnknownToken {
            name: name.to_owned(),
            meant,
        };
        assert_eq!(errors, [wanted], "{name}");
    }
}

#[test]
fn braces_that_are_no_token_are_braces() {
    let mail = rendered(SUBJECT, HTML, "{ } {1} {a, b} {} { {URL}", &ada());
    assert_eq!(
        mail.text,
        "{ } {1} {a, b} {} { https://hub.uni.edu/i/s3cret"
    );
}

#[test]
fn an_invitation_without_its_link_is_refused_in_both_bodies() {
    let found = faults(SUBJECT, "<p>Hello</p>", "Hello");
    let missing = |part| TemplateFault {
        part,
        error: TemplateError::UrlMissing,
    };
    assert_eq!(found, [missing(Part::Html), missing(Part::Text)]);
    // Where nobody can read or press it, it is not there.
    assert_eq!(
        faults(SUBJECT, r#"<p title="{URL}">Hello</p>"#, TEXT).len(),
        1
    );
    assert_eq!(faults(SUBJECT, "<p>{URL}</p>", TEXT), []);
}

#[test]
fn a_subject_is_one_line_without_link_and_picture() {
    for (subject, code) in [
        ("", "template_empty"),
        ("  ", "template_empty"),
        ("Hello\r\nBcc: eve@example.org", "template_line_break"),
        ("Hello\nthere", "template_line_break"),
        ("Hello\u{2028}there", "template_line_break"),
        ("Hello\u{0}there", "template_forbidden"),
        ("Hello\u{202e}there", "template_forbidden"),
        ("{URL}", "template_not_here"),
        ("{QRCODE}", "template_not_here"),
        ("{MESSAGE}", "template_not_here"),
    ] {
        let found = faults(subject, HTML, TEXT);
        let codes: Vec<_> = found
            .iter()
            .map(|one| (one.part, one.error.code()))
            .collect();
        assert_eq!(codes, [(Part::Subject, code)], "{subject:?}");
    }
}

#[test]
fn what_is_too_long_is_refused_without_being_read() {
    let megabyte = "<script>".repeat(131_072);
    let found = faults(&megabyte, &megabyte, &megabyte);
    let max = [
        TemplateText::SUBJECT_MAX,
        TemplateText::HTML_MAX,
        TemplateText::TEXT_MAX,
    ];
    let wanted = max.map(|max| TemplateError::TooLong { max });
    assert_eq!(
        found.into_iter().map(|one| one.error).collect::<Vec<_>>(),
        wanted
    );
}

#[test]
fn what_does_something_is_refused_by_its_name() {
    let element = |name: &str| TemplateError::Element { name: name.into() };
    let attribute = |name: &str, element: &str| TemplateError::Attribute {
        name: name.into(),
        element: element.into(),
    };
    let address = |text: &str| TemplateError::Address { text: text.into() };
    let broken = |near: &str| TemplateError::Broken { near: near.into() };
    for (html, error) in [
        ("<SCRIPT>", element("script")),
        ("<iframe src='https://evil.example'>", element("iframe")),
        ("<form action='/x'>", element("form")),
        ("<style>", element("style")),
        ("<svg onload=alert(1)>", element("svg")),
        ("<mj-include path='/etc/passwd' />", element("mj-include")),
        ("<base href='https://evil.example'>", element("base")),
        ("<!-- {URL} -->", element("<!--")),
        ("<![CDATA[x]]>", element("<!--")),
        ("<p onclick='x()'>", attribute("onclick", "p")),
        ("<a ONMOUSEOVER=x>", attribute("onmouseover", "a")),
        ("<p style='color:red'>", attribute("style", "p")),
        (
            "<img srcset='https://x.example/y'>",
            attribute("srcset", "img"),
        ),
        (
            "<a href='javascript:alert(1)'>",
            address("javascript:alert(1)"),
        ),
        ("<a href='java&#115;cript:x'>", address("java&#115;cript:x")),
        ("<a href=' JaVaScRiPt:x'>", address("JaVaScRiPt:x")),
        ("<a href='data:text/html,x'>", address("data:text/html,x")),
        ("<a href='/relative'>", address("/relative")),
        ("<a href='//evil.example'>", address("//evil.example")),
        ("<a href='https://{HUB}/'>", address("https://{HUB}/")),
        (
            "<img src='http://uni.edu/x.png'>",
            address("http://uni.edu/x.png"),
        ),
        // Another host would be told the secret.
        (
            "<a href='https://t.example/?u={URL}'>",
            address("https://t.example/?u={URL}"),
        ),
        ("<img src='{URL}'>", address("{URL}")),
        ("<a href={URL}>", broken("<a href={URL}>")),
        ("<p title='x'>", attribute("title", "p")),
        (
            "<p dir='x",
            broken("<p dir='x<p><a href=\"{URL}\">Open</a></p>"),
        ),
        ("a < b", broken("< b<p><a href=\"{URL}\">Open</a></p>")),
    ] {
        assert_eq!(in_html(html).first(), Some(&error), "{html}");
    }
}

#[test]
fn what_mails_are_made_of_is_allowed() {
    for html in [
        "<h1>Hello {FIRSTNAME}</h1><p dir=\"auto\">A<br>B<br/>C &amp; D</p>",
        "<ul><li>One</li></ul><ol start=\"2\"><li>Two</li></ol><hr>",
        "<a class=\"button\" href=\"{URL}\">Open</a><p>{QRCODE}</p>",
        "<a href=\"mailto:{EMAIL}\">{EMAIL}</a> <a href='https://uni.edu/help?about={TITLE}'>Help</a>",
        "<img src=\"https://uni.edu/logo.png\" alt=\"{HUB}\" width=\"80\">",
        "<table><tbody><tr><th>Starts</th><td>{START}</td></tr></tbody></table>",
    ] {
        assert_eq!(in_html(html), [], "{html}");
    }
}

#[test]
fn values_are_escaped_for_their_place() {
    let nasty = Tokens {
        first_name: "<b>\"A\" & 'B'</b>".into(),
        title: "x\r\nBcc: eve@example.org".into(),
        inviter: "{URL} {EMAIL}".into(),
        message: Some("one <i>\ntwo".into()),
        ..ada()
    };
    let html = r#"<p title="x">{FIRSTNAME} {INVITER}</p><p>{MESSAGE}</p><img alt="{FIRSTNAME}" src="https://uni.edu/x.png"><a href="https://uni.edu/?q={FIRSTNAME}">x</a><a href="{URL}">y</a>"#;
    let html = html.replace(" title=\"x\"", "");
    let mail = rendered(
        "{TITLE}: {FIRSTNAME}",
        &html,
        "{FIRSTNAME} {TITLE}\n{MESSAGE}\n{URL}",
        &nasty,
    );
    assert_eq!(mail.subject, "x Bcc: eve@example.org: <b>\"A\" & 'B'</b>");
    assert_eq!(
        mail.html,
        "<p>&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt; {URL} {EMAIL}</p>\
         <p>one &lt;i&gt;<br>two</p>\
         <img alt=\"&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;\" src=\"https://uni.edu/x.png\">\
         <a href=\"https://uni.edu/?q=%3Cb%3E%22A%22%20%26%20%27B%27%3C%2Fb%3E\">x</a>\
         <a href=\"https://hub.uni.edu/i/s3cret\">y</a>"
    );
    assert_eq!(
        mail.text,
        "<b>\"A\" & 'B'</b> x  Bcc: eve@example.org\none <i>\ntwo\nhttps://hub.uni.edu/i/s3cret"
    );
}

#[test]
fn a_paragraph_or_line_that_would_say_nothing_is_left_out() {
    let html = "<p>Hi</p><p>Starts {START} in {HUB}</p><div><p>{INVITER} writes:</p>\
                <blockquote>{MESSAGE}</blockquote></div><ul><li>Ends {END}</li><li>{URL}</li></ul>";
    let text = "Hi\n\nStarts {START}\n\n{MESSAGE}\n\n{URL}\n{END}\n\n";
    let without = rendered(SUBJECT, html, text, &ada());
    assert_eq!(
        without.html,
        "<p>Hi</p><div><p>Grace Hopper writes:</p></div><ul><li>https://hub.uni.edu/i/s3cret</li></ul>"
    );
    assert_eq!(without.text, "Hi\n\nhttps://hub.uni.edu/i/s3cret");
    let with = Tokens {
        start: Some("now".into()),
        end: Some("later".into()),
        message: Some("Come!".into()),
        ..ada()
    };
    let with = rendered(SUBJECT, html, text, &with);
    assert!(
        with.html.contains("<p>Starts now in Usher</p>"),
        "{}",
        with.html
    );
    assert!(with.html.contains("<blockquote>Come!</blockquote>"));
    assert_eq!(
        with.text,
        "Hi\n\nStarts now\n\nCome!\n\nhttps://hub.uni.edu/i/s3cret\nlater"
    );
}

#[test]
fn a_reader_gets_their_language_or_the_one_without_its_region_or_english() {
    let text = |subject| TemplateText::parse(written(subject, HTML, TEXT)).unwrap();
    let template = MailTemplate::new(text("Hello"))
        .with("de", text("Hallo"))
        .with("pt-BR", text("Oi"))
        .with("Not a language", text("x"));
    for (reader, tag) in [
        ("de", "de"),
        ("de-AT", "de"),
        ("pt-BR", "pt-BR"),
        ("pt", "en"),
        ("tlh", "en"),
        ("", "en"),
    ] {
        assert_eq!(template.for_reader(reader).unwrap().0, tag, "{reader}");
    }
    let fewer = template.without("de").without(FALLBACK);
    assert_eq!(fewer.languages().collect::<Vec<_>>(), ["en", "pt-BR"]);
}

#[test]
fn names_of_templates_stand_in_addresses_as_they_are() {
    for (name, is_one) in [
        ("invitation", true),
        ("invitation-2", true),
        ("a", true),
        ("", false),
        ("2nd", false),
        ("Invitation", false),
        ("einladung_x", false),
        ("a-", false),
        ("../x", false),
        (&"a".repeat(41), false),
    ] {
        assert_eq!(name.parse::<TemplateName>().is_ok(), is_one, "{name}");
    }
}

proptest! {
    /// Whatever somebody is called, the mail has the tags of its template and no others.
    #[test]
    fn t13_no_value_becomes_markup_or_a_header(value in ".*") {
        let tokens = Tokens {
            first_name: value.clone(),
            title: value.clone(),
            message: Some(format!("{value}x")),
            ..ada()
        };
        let html = r#"<p>{FIRSTNAME}{MESSAGE}</p><img alt="{TITLE}" src="https://uni.edu/{TITLE}"><a href="{URL}">x</a>"#;
        let mail = rendered("{TITLE}!", html, "{URL}", &tokens);
        let names: Vec<_> = events(&mail.html).into_iter().filter_map(|event| match event {
            Event::Tag(tag) if tag.name != "br" => Some((tag.name, tag.attributes.len())),
            Event::Broken(_) | Event::Comment(_) => Some(("?".to_owned(), 0)),
            _ => None,
        }).collect();
        let wanted = [("p", 0), ("p", 0), ("img", 2), ("a", 1), ("a", 0)];
        prop_assert_eq!(names, wanted.map(|(name, count)| (name.to_owned(), count)));
        prop_assert!(!mail.subject.contains(['\r', '\n']));
    }

    /// Nothing that is read breaks the reading.
    #[test]
    fn any_text_can_be_looked_at(text in ".*") {
        let _ = TemplateText::parse(written(&text, &text, &text));
    }
}
