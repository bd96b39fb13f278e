//! Who is written to.

use super::*;

#[test]
fn who_never_had_a_letter_gets_one_once_the_link_works() {
    let over = Known {
        usable: false,
        mailed: false,
        ..known()
    };
    assert_eq!(
        case().invited(over.clone()).plan(&ada()),
        Ok(Plan::Keep { over: true }),
        "a letter with a dead link is none"
    );
    let later = wish(["1800200000", "ada@uni.edu", "", "", ""]);
    let change = Change {
        end: Some(Timestamp::from_secs(1_800_200_000)),
        mail: true,
        ..Change::default()
    };
    assert_eq!(case().invited(over).plan(&later), Ok(Plan::Change(change)));
}
