//! T12 of security.md: a domain rule can be neither stepped around nor made to hit
//! somebody else's domain.

use super::{Domain, DomainRules, Email};

const RULES: &str = "uni.edu *.campus.edu bücher.example";

/// Other spellings of a ruled domain: the rule must hit.
const RULED: &[&str] = &[
    "uni.edu",
    "UNI.EDU",
    "Uni.Edu",
    "uni.edu.",
    "ｕｎｉ.edu",
    "uni。edu",
    "uni．edu",
    "uni｡edu",
    "u\u{ad}ni.edu",
    "u\u{200b}ni.edu",
    "ⓤni.edu",
    "𝐮ni.edu",
    "ᵘni.edu",
    "uni.ⓔdu",
    " uni.edu ",
    "a.campus.edu",
    "a.b.campus.edu",
    "A.CAMPUS.EDU.",
    "a．campus。edu",
    "xn--bcher-kva.example",
    "bücher.example",
    "BÜCHER.example",
    "bu\u{308}cher.example",
    "Bücher.EXAMPLE.",
    "XN--BCHER-KVA.EXAMPLE",
    "ｂücher.example",
    "b.campus.edu",
    "xn--bcher-kva.campus.edu",
];

/// Domains that only look like a ruled one: the rule must not hit.
const OTHERS: &[&str] = &[
    "evil-uni.edu",
    "xuni.edu",
    "uni.edu.evil.example",
    "uni.edu.co",
    "sub.uni.edu",
    "uni.ed",
    "ni.edu",
    "edu",
    "uni-edu.com",
    "uniedu",
    "unі.edu",
    "uոi.edu",
    "սni.edu",
    "υni.edu",
    "uni.еdu",
    "un1.edu",
    "unı.edu",
    "uni.edü",
    "xn--un-mja.edu",
    "campus.edu",
    "xcampus.edu",
    "a.campus.edu.example",
    "a.xcampus.edu",
    "bucher.example",
    "buecher.example",
    "sub.bücher.example",
    "xn--bucher-kva.example",
    "xn--bcher-kva.example.org",
    "uni.edu-x.org",
    "u.ni.edu",
    "un.i.edu",
    "campus.edu.a",
];

#[test]
fn t12_a_domain_rule_hits_every_spelling_and_nothing_else() {
    let rules = DomainRules::parse(RULES).unwrap();
    let named = |text: &str| Domain::parse(text).map(|domain| rules.name(&domain));
    let by_address =
        |text: &str| Email::parse(&format!("ada@{text}")).map(|email| rules.name(email.domain()));

    // A spelling that is refused as a domain is no way around the rule either.
    let around: Vec<_> = RULED
        .iter()
        .filter(|text| named(text) == Ok(false) || by_address(text) == Ok(false))
        .collect();
    let wrongly: Vec<_> = OTHERS
        .iter()
        .filter(|text| named(text) == Ok(true) || by_address(text) == Ok(true))
        .collect();
    println!(
        "T12 domain rules: {} spellings, {} ways around; {} look-alikes, {} wrongly hit",
        RULED.len(),
        around.len(),
        OTHERS.len(),
        wrongly.len()
    );
    assert!(around.is_empty(), "{around:?}");
    assert!(wrongly.is_empty(), "{wrongly:?}");
}

#[test]
fn t12_a_star_means_subdomains_only() {
    let rules = DomainRules::parse("*.uni.edu").unwrap();
    assert!(!rules.name(&Domain::parse("uni.edu").unwrap()));
    assert!(rules.name(&Domain::parse("cs.uni.edu").unwrap()));
    assert!(rules.name(&Domain::parse("a.b.cs.uni.edu").unwrap()));
}

#[test]
fn t12_an_address_literal_cannot_stand_for_a_domain() {
    assert!(Email::parse("ada@[192.0.2.1]").is_err());
    assert!(Email::parse("ada@192.0.2.1").is_err());
}
