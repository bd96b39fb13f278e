use super::*;
use crate::config::SiteConfig;

fn written() -> WrittenProvider {
    WrittenProvider {
        id: "uni".into(),
        name: "University".into(),
        issuer: "https://idp.uni.edu/realms/uni".into(),
        client_id: "hub".into(),
        secret: Some("sealed:abc".into()),
        trusted_domains: vec!["uni.edu".into(), "*.uni.edu".into()],
        role_claim: "roles".into(),
        roles: vec!["staff => admin".into(), "it => site administrator".into()],
        group_claim: "groups".into(),
        groups: vec!["cn=staff,ou=x => Staff".into()],
        ..WrittenProvider::default()
    }
}

fn faults(change: impl FnOnce(&mut WrittenProvider)) -> Vec<(String, &'static str)> {
    let mut it = written();
    change(&mut it);
    let faults = it.parse().err().unwrap_or_default();
    let named = faults.into_iter();
    named
        .map(|fault| (fault.field, fault.error.code()))
        .collect()
}

#[test]
fn a_provider_reads_back_what_it_writes() {
    let provider = written().parse().unwrap();
    assert_eq!(provider.written().parse(), Ok(provider.clone()));
    let text = provider.written().to_json();
    assert_eq!(
        WrittenProvider::from_json(&text).unwrap().parse(),
        Ok(provider.clone())
    );
    assert!(
        !format!("{provider:?}").contains("abc"),
        "no secret shows itself"
    );
    assert_eq!(provider.scopes, ["openid", "profile", "email"]);
    assert_eq!(provider.written().roles[1], "it => site_administrator");
}

#[test]
fn what_is_wrong_is_told_beside_its_part() {
    let one = |part: &str, code| vec![(part.to_owned(), code)];
    assert_eq!(faults(|_| {}), []);
    for id in ["", "Uni", "a b", "-x", "ü", "a/b"] {
        assert_eq!(
            faults(|it| it.id = id.into()),
            one("id", "not_a_provider_id"),
            "{id}"
        );
    }
    for issuer in [
        "idp.uni.edu",
        "ftp://x",
        "https://",
        "https://a@b",
        "https://a?x",
        "https://a#x",
        "javascript:1",
    ] {
        assert_eq!(
            faults(|it| it.issuer = issuer.into()),
            one("issuer", "not_an_issuer"),
            "{issuer}"
        );
    }
    assert_eq!(faults(|it| it.name = " ".into()), one("name", "needed"));
    assert_eq!(
        faults(|it| it.name = "x".repeat(61)),
        one("name", "too_long")
    );
    assert_eq!(faults(|it| it.client_id.clear()), one("clientId", "needed"));
    assert_eq!(
        faults(|it| it.secret = Some("typed".into())),
        one("secret", "not_a_text")
    );
    assert_eq!(
        faults(|it| it.scopes = "a \"b".into()),
        one("scopes", "not_a_scope")
    );
    assert_eq!(
        faults(|it| it.trusted_domains.push("*".into())),
        one("trustedDomains", "not_a_domain")
    );
    assert_eq!(
        faults(|it| it.role = "boss".into()),
        one("role", "not_an_option")
    );
    assert_eq!(
        faults(|it| it.role_claim.clear()),
        one("roleClaim", "needed")
    );
    assert_eq!(faults(|it| it.groups.clear()), one("groups", "needed"));
    for line in ["staff", "=> admin", "staff => boss", "staff ="] {
        assert_eq!(
            faults(|it| it.roles = vec![line.into()]),
            one("roles", "not_a_mapping"),
            "{line}"
        );
    }
    assert_eq!(
        faults(|it| {
            it.name.clear();
            it.id.clear();
        })
        .len(),
        2
    );
}

fn set(site: &SiteConfig, providers: &[WrittenProvider]) -> Result<SiteConfig, Vec<FieldFault>> {
    let texts = providers.iter().map(WrittenProvider::to_json).collect();
    site.apply("auth", &[("providers".to_owned(), texts)].into())
        .unwrap()
}

#[test]
fn a_secret_stays_with_its_issuer_and_goes_to_no_other() {
    let site = set(&SiteConfig::default(), &[written()]).unwrap();
    let secret = |site: &SiteConfig| site.auth.provider("uni").unwrap().secret.sealed().is_some();
    assert!(secret(&site));
    let silent = WrittenProvider {
        secret: None,
        name: "Other".into(),
        ..written()
    };
    let renamed = set(&site, std::slice::from_ref(&silent)).unwrap();
    assert!(secret(&renamed));
    assert_eq!(renamed.auth.provider("uni").unwrap().name, "Other");
    let moved = WrittenProvider {
        issuer: "https://evil.example".into(),
        ..silent.clone()
    };
    assert!(!secret(&set(&site, &[moved]).unwrap()));
    let taken = WrittenProvider {
        secret: Some("sealed:none".into()),
        ..written()
    };
    assert!(!secret(&set(&site, &[taken]).unwrap()));
    let fresh = set(&SiteConfig::default(), &[silent]).unwrap();
    assert!(!secret(&fresh));
}

#[test]
fn two_providers_have_two_names() {
    let other = |id: &str, name: &str| WrittenProvider {
        id: id.into(),
        name: name.into(),
        ..written()
    };
    let told = |second: WrittenProvider| {
        let faults = set(&SiteConfig::default(), &[written(), second]).unwrap_err();
        (
            faults[0].field.clone(),
            faults[0].error.code(),
            faults.len(),
        )
    };
    assert_eq!(
        told(other("uni", "Else")),
        ("providers".to_owned(), "provider_twice", 1)
    );
    assert_eq!(
        told(other("else", "University")),
        ("providers".to_owned(), "provider_twice", 1)
    );
    assert!(set(&SiteConfig::default(), &[written(), other("b", "B")]).is_ok());
}

#[test]
fn only_what_is_switched_on_is_offered() {
    let off = WrittenProvider {
        enabled: false,
        id: "b".into(),
        name: "B".into(),
        issuer: "https://b".into(),
        ..written()
    };
    let site = set(&SiteConfig::default(), &[written(), off]).unwrap();
    assert_eq!(site.auth.offered().count(), 1);
    assert!(site.auth.offers("https://idp.uni.edu/realms/uni") && !site.auth.offers("https://b"));
}
