use crate::{
    features::admin::{NotImported, export, import},
    testing::Hub,
};

async fn imported(hub: &Hub, text: &str) -> Result<Vec<String>, Vec<NotImported>> {
    let (text, now, sealer) = (text.to_owned(), hub.now(), hub.app.sealer());
    hub.write(move |tx| import(tx, &text, None, &sealer, now))
        .await
}

const FILE: &str = r#"
[invitetomedia]
inviteEmailTemplate = "medicine"

[emailtemplates.medicine.en]
subject = "Come, {FIRSTNAME}"
html = """
<p>"Quoted" \\ <a href="{URL}">Open</a></p>
"""
text = "Come: {URL}"

[emailtemplates.medicine.de]
subject = "Komm"
html = "<p>{URL}</p>"
text = "{URL}"
"#;

#[tokio::test]
async fn templates_travel_with_the_configuration() {
    let (hub, other) = (Hub::new(), Hub::new());
    let changed = imported(&hub, FILE).await;
    let wanted = [
        "emailtemplates.medicine",
        "invitetomedia.inviteEmailTemplate",
    ];
    assert_eq!(changed, Ok(wanted.map(str::to_owned).to_vec()));
    let text = hub.write(export).await;
    assert!(text.contains("[emailtemplates.medicine.de]"), "{text}");
    assert_eq!(imported(&other, &text).await.unwrap().len(), 2);
    assert_eq!(other.write(export).await, text);
    assert_eq!(imported(&other, &text).await, Ok(Vec::new()), "again");
}

#[tokio::test]
async fn a_file_with_a_faulty_template_changes_nothing() {
    let hub = Hub::new();
    for (file, told) in [
        (
            "[emailtemplates.x.en]\nsubject=\"a\"\nhtml=\"b\"\ntext=\"{URL}\"",
            "emailtemplates.x.en.html: template_url_missing",
        ),
        (
            "[emailtemplates.x.de]\nsubject=\"a\"\nhtml=\"{URL}\"\ntext=\"{URL}\"",
            "emailtemplates.x.en: template_no_english",
        ),
        (
            "[emailtemplates.X.en]\nsubject=\"a\"\nhtml=\"{URL}\"\ntext=\"{URL}\"",
            "emailtemplates.X: not_a_template_name",
        ),
        (
            "[emailtemplates.x.en]\nsubject=\"a\"",
            "emailtemplates.x.en: template_unreadable",
        ),
        (
            "[invitetomedia]\ninviteEmailTemplate = \"x\"",
            "invitetomedia.inviteEmailTemplate: no_such_template",
        ),
    ] {
        let faults = imported(&hub, file).await.unwrap_err();
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(lines.contains(&told.to_owned()), "{lines:?}");
    }
}
