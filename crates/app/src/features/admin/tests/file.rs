use usher_domain::config::SiteConfig;

use super::super::{NotImported, file::modules, import};
use super::{audited, console, save, version};
use crate::testing::Hub;

async fn imported(hub: &Hub, text: &str) -> Result<Vec<String>, Vec<NotImported>> {
    let (text, now, sealer) = (text.to_owned(), hub.now(), hub.app.sealer());
    hub.write(move |tx| import(tx, &text, None, &sealer, now))
        .await
}

#[test]
fn a_fresh_hub_exports_its_defaults() {
    insta::assert_snapshot!(modules(&SiteConfig::default()));
}

#[tokio::test]
async fn what_is_exported_imports_elsewhere() {
    let (hub, mut browser) = console().await;
    let form = [
        ("LinkReusability", "-1"),
        ("RestrictNewUserDomains", "uni.edu *.bücher.example"),
        ("SeatRule", "follows"),
    ];
    save(&hub, &mut browser, &form).await;
    let text = modules(&hub.app.settings.now());
    let other = Hub::new();
    let changed = imported(&other, &text).await.unwrap();
    assert_eq!(
        changed,
        [
            "invitetomedia.LinkReusability",
            "invitetomedia.RestrictNewUserDomains",
            "invitetomedia.SeatRule"
        ]
    );
    assert_eq!(
        other.app.settings.refresh(&other.app.parts.db).await,
        Ok(true)
    );
    assert_eq!(modules(&other.app.settings.now()), text);
    assert_eq!(imported(&other, &text).await, Ok(Vec::new()), "again");
    let (actor, ..) = audited(&other).await.remove(0);
    assert_eq!(actor, "system");
}

#[tokio::test]
async fn a_file_with_a_fault_anywhere_changes_nothing() {
    let (hub, _) = console().await;
    let faults = imported(
        &hub,
        "[invitetomedia]\nLinkDuration = 60\nSeatRule = \"loose\"\n[theming]\nlogo = 1\n[rooms]\n",
    )
    .await
    .unwrap_err();
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "invitetomedia.SeatRule: not_an_option",
            "there is no module rooms",
            "theming.logo: unknown_field"
        ]
    );
    for text in [
        "x",
        "LinkDuration = 60",
        "[invitetomedia",
        "[[invitetomedia]]",
    ] {
        let faults = imported(&hub, text).await.unwrap_err();
        assert!(matches!(faults[0], NotImported::NotToml(_)), "{text}");
    }
    let faults = imported(
        &hub,
        "[invitetomedia]\nLinkDuration = 61\nMaxLinkDuration = 60\n[theming]\nmediapage = false",
    )
    .await
    .unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(version(&hub).await, 0);
    assert_eq!(audited(&hub).await.len(), 0);
}
