//! The same people again and again, in lists that differ (issue: a corrected file changes and adds, never sends twice).

use std::collections::BTreeMap;

use usher_domain::clock::{SeededEntropy, draw};
use usher_test_smtp::Manner;

use super::{mailed::house_with_mail, many::pasted};
use crate::testing::tables::fixed;

/// What a list says of one person, and whether it stands in it.
struct Wish {
    first: &'static str,
    last: &'static str,
    until: &'static str,
}

const FIRST: [&str; 3] = ["Ada", "Grace", "Zoë"];
const LAST: [&str; 3] = ["Lovelace", "O'Neill", "=Hopper"];
const UNTIL: [&str; 3] = [
    "2026-12-24T15:00:00Z",
    "2027-01-01T00:00:00Z",
    "2026-11-30T08:30:00Z",
];

#[tokio::test]
async fn after_every_list_all_is_as_the_last_one_wishes_and_nobody_got_two_letters() {
    let (mut house, smtp) = house_with_mail(Manner::Well).await;
    let chance = SeededEntropy::new(7);
    let pick = |n: usize| usize::from(draw::<1>(&chance)[0]) % n;
    let rounds = if std::env::var_os("USHER_SOAK").is_some() {
        200
    } else {
        12
    };
    let mut wished: BTreeMap<String, Wish> = BTreeMap::new();
    for _ in 0..rounds {
        let mut table = String::from("email,first name,last name,valid until\n");
        for person in 0..8 {
            if pick(3) == 0 {
                continue;
            }
            let wish = Wish {
                first: FIRST[pick(3)],
                last: LAST[pick(3)],
                until: UNTIL[pick(3)],
            };
            let email = format!("p{person}@example.org");
            let last = if wish.last.starts_with('=') {
                format!("'{}", wish.last)
            } else {
                wish.last.to_owned()
            };
            let cells = [email.as_str(), wish.first, last.as_str(), wish.until];
            table += &(cells.join(",") + "\n");
            wished.insert(email, wish);
        }
        house.invite_many(&pasted(&table).with("mail", "yes")).await;
        let rows = house.list().await;
        assert_eq!(rows.len(), wished.len(), "nobody twice, nobody lost");
        for row in rows {
            let wish = &wished[row["email"].as_str().unwrap()];
            let is = (
                row["first_name"].as_str(),
                row["last_name"].as_str(),
                row["expires_at"].as_str(),
            );
            assert_eq!(is, (Some(wish.first), Some(wish.last), Some(wish.until)));
        }
    }
    let most = fixed("SELECT CAST(MAX(n) AS BIGINT) AS n FROM (SELECT COUNT(*) AS n FROM mails GROUP BY email) per".to_owned());
    assert_eq!(house.count(most).await, 1);
    assert_eq!(smtp.came(), wished.len());
    println!("figure: r01 {rounds} corrected lists: all as the last one wishes, 1 letter each");
}
