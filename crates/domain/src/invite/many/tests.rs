use std::time::Duration;

use super::*;
use crate::{
    access::{AppRole, EntryRole, EntryRoles, SessionRole},
    clock::{SeededEntropy, Timestamp},
    config::{Languages, SiteConfig},
    email::DomainRules,
    ids::AccountId,
    invite::{InvitableEntry, Invitee, Inviter, LinkEnd, RequestedEnd},
    media::EntryKind,
    table::Cell,
};

mod letters;

const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);

fn said(text: &str) -> Vec<String> {
    lines(text)
        .map(|line| match line.wish {
            Ok(wish) => {
                let name = |name: Option<crate::text::PersonName>| {
                    name.map_or_else(|| "-".to_owned(), |name| name.to_string())
                };
                let (first, last) = (name(wish.first_name), name(wish.last_name));
                format!("{}: {first}|{last}|{}", line.at, wish.email)
            }
            Err(error) => format!("{}: {}", line.at, error.fault),
        })
        .collect()
}

#[test]
fn one_person_is_read_as_people_write_them() {
    for text in [
        "Ada Lovelace <ada@uni.edu>",
        "Ada Lovelace<ada@uni.edu>,",
        "\"Ada Lovelace\" <ADA@uni.edu>;",
        "'Ada Lovelace' <ada@uni.edu>",
        "Lovelace, Ada <ada@uni.edu>",
        "\"Lovelace, Ada\" <mailto:ada@uni.edu>",
        "Ada\tLovelace\tada@uni.edu",
        "Ada;Lovelace;ada@uni.edu",
        "ada@uni.edu;Ada;Lovelace",
        "ada@uni.edu\tLovelace, Ada",
        "ada@uni.edu, Ada Lovelace",
        "  Ada   Lovelace   ada@uni.edu  ",
        "Ada Lovelace (ada@uni.edu)",
    ] {
        assert_eq!(said(text), ["1: Ada|Lovelace|ada@uni.edu"], "{text}");
    }
    for (text, expected) in [
        (
            "Ludwig van Beethoven <l@uni.edu>",
            "1: Ludwig|van Beethoven|l@uni.edu",
        ),
        (
            "'t Hooft, Gerard <g@uni.edu>",
            "1: Gerard|'t Hooft|g@uni.edu",
        ),
        ("Plato <plato@uni.edu>", "1: Plato|-|plato@uni.edu"),
        ("ada@uni.edu", "1: -|-|ada@uni.edu"),
        ("<ada@uni.edu>", "1: -|-|ada@uni.edu"),
        ("ada@uni.edu <ada@uni.edu>", "1: -|-|ada@uni.edu"),
        ("李 小龍 <li@例え.jp>", "1: 李|小龍|li@xn--r8jz45g.jp"),
    ] {
        assert_eq!(said(text), [expected], "{text}");
    }
}

#[test]
fn several_persons_of_one_line_are_told_apart_and_nobody_is_lost() {
    for (text, expected) in [
        (
            "Ada Lovelace <a@uni.edu>, Lovelace, Bob <b@uni.edu>; c@uni.edu",
            &[
                "1: Ada|Lovelace|a@uni.edu",
                "1: Bob|Lovelace|b@uni.edu",
                "1: -|-|c@uni.edu",
            ][..],
        ),
        (
            "c@uni.edu, Ada Lovelace <a@uni.edu>",
            &["1: -|-|c@uni.edu", "1: Ada|Lovelace|a@uni.edu"],
        ),
        (
            "a@uni.edu b@uni.edu,c@uni.edu",
            &["1: -|-|a@uni.edu", "1: -|-|b@uni.edu", "1: -|-|c@uni.edu"],
        ),
        (
            "Ada A a@uni.edu; Bob B b@uni.edu",
            &["1: Ada|A|a@uni.edu", "1: Bob|B|b@uni.edu"],
        ),
        ("Ada A a@uni.edu Bob B b@uni.edu", &["1: not_an_address"]),
        ("b@uni.edu <a@uni.edu>", &["1: not_an_address"]),
        (
            "a@uni.edu\n\n ; \nb@uni.edu\r\n",
            &["1: -|-|a@uni.edu", "4: -|-|b@uni.edu"],
        ),
        ("Ada Lovelace", &["1: no_email"]),
        ("Ada <ada>", &["1: not_an_address"]),
        ("Ada <>", &["1: not_an_address"]),
        ("Ada <a@uni.edu", &["1: Ada|-|a@uni.edu"]),
        ("A\u{202e}da B <a@uni.edu>", &["1: forbidden"]),
    ] {
        assert_eq!(said(text), expected, "{text}");
    }
}

fn row(names: &[&str], cells: &[&str]) -> Result<Wish, RowError> {
    let columns = Columns::read(names.iter().copied()).unwrap();
    let moment = |text: &str| text.parse().ok().map(Timestamp::from_secs);
    let cells = cells.iter().map(|text| Cell::Text(text));
    Wish::read(&columns, cells, moment, &Languages::default())
}

const ALL: [&str; 5] = ["Valid until", "E-Mail", "Type", "SURNAME", "given name"];

#[test]
fn a_row_says_what_its_cells_say_and_nothing_where_they_are_empty() {
    let read = row(
        &ALL,
        &[
            "1800000060",
            " Ada@Uni.edu",
            "VIEWER",
            "Lovelace",
            "Ada",
            "x",
        ],
    )
    .unwrap();
    assert_eq!(read.email.as_str(), "ada@uni.edu");
    assert_eq!(read.role, Some(SessionRole::Viewer));
    assert_eq!(read.valid_until, Some(Timestamp::from_secs(1_800_000_060)));
    let bare = row(&ALL, &["", "ada@uni.edu"]).unwrap();
    assert_eq!(
        (bare.first_name, bare.role, bare.valid_until),
        (None, None, None)
    );
    for (cells, fault) in [
        (["", "", "", "", "Ada"], RowFault::NoEmail),
        (["", "ada", "", "", ""], RowFault::NotAnAddress),
        (["soon", "a@uni.edu", "", "", ""], RowFault::NotAMoment),
        (["", "a@uni.edu", "king", "", ""], RowFault::UnknownRole),
        (["", "a@uni.edu", "", "a\u{202e}b", ""], RowFault::Forbidden),
    ] {
        assert_eq!(row(&ALL, &cells).unwrap_err().fault, fault, "{cells:?}");
    }
}

struct Case {
    site: SiteConfig,
    inviter: Inviter,
    chosen: Chosen,
    member: Option<AccountId>,
    already: Already,
}

fn case() -> Case {
    Case {
        site: SiteConfig::default(),
        inviter: Inviter {
            account: AccountId::new(NOW, &SeededEntropy::new(1)),
            role: AppRole::PrivateOnly,
            entry_roles: EntryRole::Owner.into(),
            groups: Vec::new(),
        },
        chosen: Chosen {
            role: SessionRole::Viewer,
            end: RequestedEnd::Default,
            language: None,
            mail: true,
            revoked_too: false,
        },
        member: None,
        already: Already::Nothing,
    }
}

fn known() -> Known {
    Known {
        first_name: "Ada".to_owned(),
        last_name: "Lovelace".to_owned(),
        role: SessionRole::Viewer,
        language: None,
        ends: NOW.after(Duration::from_hours(24)),
        usable: true,
        inside: false,
        mailed: true,
    }
}

fn wish(cells: [&str; 5]) -> Wish {
    row(&ALL, &cells).unwrap()
}

fn ada() -> Wish {
    wish(["", "ada@uni.edu", "", "Lovelace", "Ada"])
}

impl Case {
    fn plan(&self, wish: &Wish) -> Result<Plan, RowFault> {
        let invitee = Invitee {
            email: wish.email.clone(),
            member: self.member,
            entry_roles: EntryRoles::NONE,
        };
        let entry = InvitableEntry::media(EntryKind::Video);
        let asked = (wish, &self.chosen);
        let planned = plan(
            &self.site,
            &self.inviter,
            &entry,
            asked,
            &invitee,
            &self.already,
            NOW,
        );
        planned.map_err(|error| error.fault)
    }

    fn invited(mut self, known: Known) -> Self {
        self.already = Already::Invited(known);
        self
    }
}

#[test]
fn somebody_new_passes_the_checks_of_the_form_for_one() {
    let Plan::Make(terms) = case().plan(&ada()).unwrap() else {
        panic!("somebody new is invited")
    };
    assert_eq!(terms.end, LinkEnd::At(NOW.after(Duration::from_hours(24))));
    let mut restricted = case();
    restricted.site.invite_to_media.restrict_new_user_domains =
        DomainRules::parse("uni.edu").unwrap();
    let mut own = case();
    own.member = Some(own.inviter.account);
    for (case, cells, fault) in [
        (case(), ["", "a@uni.edu", "", "", "Ada"], RowFault::NoName),
        (
            case(),
            ["", "a@uni.edu", "", "Lovelace", ""],
            RowFault::NoName,
        ),
        (
            case(),
            ["", "a@uni.edu", "speaker", "L", "Ada"],
            RowFault::RoleDoesNotFit,
        ),
        (
            case(),
            ["1799999999", "a@uni.edu", "", "L", "Ada"],
            RowFault::EndInPast,
        ),
        (
            case(),
            ["1900000000", "a@uni.edu", "", "L", "Ada"],
            RowFault::EndTooLate,
        ),
        (
            restricted,
            ["", "a@uni.edu", "", "L", "Ada"],
            RowFault::DomainRestricted,
        ),
        (own, ["", "a@uni.edu", "", "L", "Ada"], RowFault::Yourself),
    ] {
        assert_eq!(case.plan(&wish(cells)), Err(fault), "{cells:?}");
    }
}

#[test]
fn an_invite_that_is_there_is_kept_and_changes_where_the_row_says_otherwise() {
    let kept = Ok(Plan::Keep { over: false });
    assert_eq!(case().invited(known()).plan(&ada()), kept);
    assert_eq!(
        case()
            .invited(known())
            .plan(&wish(["", "ada@uni.edu", "", "", ""])),
        kept
    );
    let over = Known {
        usable: false,
        ..known()
    };
    assert_eq!(
        case().invited(over.clone()).plan(&ada()),
        Ok(Plan::Keep { over: true })
    );
    let inside = Known {
        inside: true,
        mailed: false,
        ..over.clone()
    };
    assert_eq!(
        case().invited(inside).plan(&ada()),
        kept,
        "who is in needs no letter"
    );
    let never = Known {
        mailed: false,
        ..known()
    };
    let mail = Change {
        mail: true,
        ..Change::default()
    };
    assert_eq!(
        case().invited(never.clone()).plan(&ada()),
        Ok(Plan::Change(mail))
    );
    let mut quiet = case().invited(never);
    quiet.chosen.mail = false;
    assert_eq!(quiet.plan(&ada()), kept);
    let later = wish(["1800200000", "ada@uni.edu", "", "King", "Ada"]);
    let change = Change {
        names: true,
        end: Some(Timestamp::from_secs(1_800_200_000)),
        ..Change::default()
    };
    assert_eq!(
        case().invited(known()).plan(&later),
        Ok(Plan::Change(change))
    );
    assert_eq!(
        change.columns(),
        [Column::FirstName, Column::LastName, Column::ValidUntil]
    );
    let speaker = wish(["", "ada@uni.edu", "speaker", "", ""]);
    assert_eq!(
        case().invited(known()).plan(&speaker),
        Err(RowFault::RoleDoesNotFit)
    );
    let past = wish(["1799999999", "ada@uni.edu", "", "", ""]);
    assert_eq!(
        case().invited(known()).plan(&past),
        Err(RowFault::EndInPast)
    );
    let same = Known {
        ends: Timestamp::from_secs(1_799_999_999),
        ..over
    };
    assert_eq!(
        case().invited(same).plan(&past),
        Ok(Plan::Keep { over: true })
    );
}

#[test]
fn an_end_for_all_is_a_wish_for_those_who_are_there_and_the_default_is_none() {
    let mut case = case().invited(known());
    let until = NOW.after(Duration::from_hours(48));
    case.chosen.end = RequestedEnd::Until(until);
    let change = Change {
        end: Some(until),
        ..Change::default()
    };
    assert_eq!(case.plan(&ada()), Ok(Plan::Change(change)));
}

#[test]
fn a_language_is_read_chosen_for_all_and_changed_only_where_it_is_another() {
    let in_language = |written: &str| row(&["email", "language"], &["ada@uni.edu", written]);
    let unknown = in_language("Klingon").unwrap_err();
    assert_eq!(unknown.fault, RowFault::UnknownLanguage);
    assert_eq!(unknown.column, Column::Language);
    let german = in_language("Deutsch").unwrap();
    let (de, es) = ("de".parse().unwrap(), "es".parse().unwrap());
    assert_eq!(german.language, Some(de));
    let change = |language| {
        Ok(Plan::Change(Change {
            language: Some(language),
            ..Change::default()
        }))
    };
    let mut case = case().invited(known());
    assert_eq!(case.plan(&german), change(de));
    assert_eq!(case.plan(&ada()), Ok(Plan::Keep { over: false }));
    case.chosen.language = Some(es);
    assert_eq!(case.plan(&german), change(de), "the row goes before");
    assert_eq!(case.plan(&ada()), change(es));
    let case = case.invited(Known {
        language: Some(es),
        ..known()
    });
    assert_eq!(case.plan(&ada()), Ok(Plan::Keep { over: false }));
}

#[test]
fn t11_whose_invite_was_revoked_is_invited_again_only_if_that_is_asked_for() {
    let mut case = case();
    case.already = Already::Revoked;
    assert_eq!(case.plan(&ada()), Err(RowFault::RevokedBefore));
    case.chosen.revoked_too = true;
    assert!(matches!(case.plan(&ada()), Ok(Plan::Make(_))));
}
