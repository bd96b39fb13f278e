//! T7 of security.md, the address half: whoever types another person's address, or
//! one that only looks like it, is not that person.

use super::Email;

/// Each line is one mailbox in several spellings; no two lines are the same mailbox.
pub(crate) const MAILBOXES: &[&[&str]] = &[
    &[
        "ada@example.org",
        "ADA@EXAMPLE.ORG",
        " Ada@Example.Org ",
        "\"ada\"@example.org",
        "ada@example.org.",
        "ada@ｅxample.org",
    ],
    &["ada+x@example.org", "ADA+X@example.org"],
    &["ada+y@example.org"],
    &["ada+@example.org"],
    &["a.da@example.org"],
    &[
        "ada.@example.org",
        "\"ada.\"@example.org",
        "\"Ada\\.\"@example.org",
    ],
    &["\"ada \"@example.org"],
    &["\" ada\"@example.org"],
    &["ada@example.com"],
    &["ada@sub.example.org"],
    &["ada@example.org.evil.test"],
    &["аda@example.org"],
    &["adа@example.org"],
    &["ada@exаmple.org"],
    &["ada@xn--exmple-4nf.test"],
    &["ａda@example.org"],
    &[
        "ada\u{301}@example.org",
        "adá@example.org",
        "ADÁ@example.org",
    ],
    &["àda@example.org"],
    &["1da@example.org"],
    &["ädа@example.org"],
    &["straße@example.org", "STRAßE@example.org"],
    &["strasse@example.org", "STRASSE@example.org"],
    &["ada@straße.example"],
    &["ada@strasse.example"],
    &[
        "ada@bücher.example",
        "ada@xn--bcher-kva.example",
        "ada@BÜCHER.example",
        "ada@bu\u{308}cher.example",
    ],
    &["ada@bucher.example"],
    &["i@example.org", "I@example.org"],
    &["ı@example.org"],
    &["İ@example.org", "i\u{307}@example.org"],
    &["ﬁ@example.org"],
    &["fi@example.org"],
    &["用户@例子.广告"],
    &["用戶@例子.广告"],
    &["जॉन@उदाहरण.भारत"],
    &["जान@उदाहरण.भारत"],
    &["\"a@b\"@example.org"],
    &["a@b.example.org"],
    &["ada%example.org@evil.test"],
    &["\"ada@example.org\"@evil.test"],
    &["ada_@example.org"],
    &["ada-@example.org"],
    &["admin@example.org"],
    &["rnada@example.org"],
    &["mada@example.org"],
    &["ada@example-org.test"],
    &["ada@rnail.test"],
    &["ada@mail.test"],
];

#[test]
fn t07_no_spelling_of_another_address_matches() {
    let spellings: Vec<(usize, Email)> = MAILBOXES
        .iter()
        .enumerate()
        .flat_map(|(mailbox, texts)| {
            texts
                .iter()
                .filter_map(move |text| Email::parse(text).ok().map(|e| (mailbox, e)))
        })
        .collect();
    assert!(
        spellings.len() > 60,
        "most spellings are addresses: {}",
        spellings.len()
    );
    let (mut pairs, mut falsely, mut missed) = (0_usize, Vec::new(), Vec::new());
    for (mailbox, email) in &spellings {
        for (other_mailbox, other) in &spellings {
            pairs += 1;
            if mailbox != other_mailbox && email == other {
                falsely.push((email.written(), other.written()));
            }
            if mailbox == other_mailbox && email != other {
                missed.push((email.written(), other.written()));
            }
        }
    }
    println!(
        "T7 addresses: {pairs} pairs, {} false matches, {} missed",
        falsely.len(),
        missed.len()
    );
    assert!(falsely.is_empty(), "{falsely:?}");
    assert!(missed.is_empty(), "{missed:?}");
}
