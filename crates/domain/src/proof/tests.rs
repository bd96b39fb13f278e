use super::*;
use crate::{
    clock::{SeededEntropy, Timestamp},
    invite::{CODE_TRIES, Mac, SecretKey, mint_code},
};

const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);
const ID: &[u8] = b"proof 1";

fn key() -> SecretKey {
    SecretKey::new(&[1; 32])
}

fn browser(n: u8) -> Mac {
    Mac::from_bytes([n; 32])
}

fn asked() -> (String, Asked) {
    let code = mint_code(&SeededEntropy::new(1));
    let asked = Asked {
        browser: browser(1),
        code: Some(Asked::hashed(&code, ID, &key(), NOW)),
        tries: 0,
        made_at: NOW,
        ends: NOW.after(Purpose::SignIn.link_lives()),
        spent: false,
    };
    (code, asked)
}

fn judge(asked: &Asked, given: &str) -> Judgement {
    asked.judge(given, ID, Some(browser(1)), &key(), NOW)
}

#[test]
fn a_code_is_right_in_the_browser_that_asked_for_it() {
    let (code, asked) = asked();
    assert_eq!(judge(&asked, &code), Judgement::Right);
    for other in [None, Some(browser(2))] {
        assert_eq!(
            asked.judge(&code, ID, other, &key(), NOW),
            Judgement::Dead,
            "{other:?}"
        );
    }
    let elsewhere = asked.judge(&code, b"proof 2", Some(browser(1)), &key(), NOW);
    assert_eq!(elsewhere, Judgement::Wrong { left: 4 });
}

#[test]
fn it_may_be_written_in_groups_and_what_is_no_code_spends_nothing() {
    let (code, asked) = asked();
    let (a, b) = code.split_at(4);
    for written in [
        format!("{a} {b}"),
        format!(" {a}-{b}\n"),
        format!("{a}\u{a0}{b}"),
    ] {
        assert_eq!(judge(&asked, &written), Judgement::Right, "{written:?}");
    }
    for none in ["", "1234567", "123456789", "abcdefgh", "１２３４５６７８"] {
        assert_eq!(judge(&asked, none), Judgement::NoCode, "{none}");
    }
}

#[test]
fn t06_a_code_dies_after_five_tries_ten_minutes_or_one_use() {
    let (code, asked) = asked();
    let tries = |tries| Asked { tries, ..asked };
    let wrong = if code == "00000000" {
        "00000001"
    } else {
        "00000000"
    };
    for n in 0..CODE_TRIES {
        let left = CODE_TRIES - 1 - n;
        assert_eq!(judge(&tries(n), wrong), Judgement::Wrong { left });
        assert_eq!(judge(&tries(n), &code), Judgement::Right);
    }
    assert_eq!(judge(&tries(CODE_TRIES), &code), Judgement::Dead);
    assert!(!tries(CODE_TRIES).takes_codes(NOW));
    assert!(tries(CODE_TRIES).is_open(NOW), "the link is no guess");
    let spent = Asked {
        spent: true,
        ..asked
    };
    assert_eq!(judge(&spent, &code), Judgement::Dead);
    assert!(!spent.is_open(NOW) && !spent.takes_codes(NOW));
    // A link may live for longer; a code does not.
    let long = Asked {
        ends: NOW.after(Purpose::Address.link_lives()),
        ..asked
    };
    let later = NOW.after(std::time::Duration::from_mins(10));
    assert_eq!(
        long.judge(&code, ID, Some(browser(1)), &key(), later),
        Judgement::Dead
    );
    assert!(long.is_open(later) && !long.takes_codes(later));
}

#[test]
fn another_code_is_mailed_after_half_a_minute() {
    let (_, asked) = asked();
    let in_secs = |secs| asked.another_after(NOW.after(std::time::Duration::from_secs(secs)));
    assert_eq!(in_secs(0), Some(ANOTHER_AFTER));
    assert_eq!(in_secs(29), Some(std::time::Duration::from_secs(1)));
    assert_eq!(in_secs(30), None);
}

#[test]
fn t06_where_there_is_nobody_to_write_to_every_code_is_wrong() {
    let (code, asked) = asked();
    let nobody = Asked {
        code: None,
        ..asked
    };
    assert_eq!(judge(&nobody, &code), Judgement::Wrong { left: 4 });
    assert_eq!(judge(&nobody, "x"), judge(&asked, "x"));
}

#[test]
fn a_link_is_read_as_it_is_written() {
    let token = ProofToken::mint(&SeededEntropy::new(3));
    let read = ProofToken::parse(&token.expose()).unwrap();
    assert_eq!(read.mac(&key()), token.mac(&key()));
    assert!(ProofToken::parse("short").is_none() && ProofToken::parse("").is_none());
}

#[test]
fn the_last_the_main_and_the_only_way_in_stay() {
    let address = |main, verified| OwnAddress { main, verified };
    let (main, spare, loose) = (
        address(true, true),
        address(false, true),
        address(false, false),
    );
    let unproved_main = address(true, false);
    for (one, others, otherwise, expected) in [
        (spare, &[][..], true, Err(Stays::Last)),
        (main, &[spare][..], true, Err(Stays::Main)),
        (spare, &[main][..], false, Ok(())),
        (spare, &[unproved_main][..], false, Err(Stays::OnlyWayIn)),
        (spare, &[unproved_main][..], true, Ok(())),
        (loose, &[unproved_main][..], false, Ok(())),
    ] {
        assert_eq!(
            may_remove(one, others, otherwise),
            expected,
            "{one:?} {others:?}"
        );
    }
}
