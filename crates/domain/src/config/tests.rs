use super::*;

fn submitted(fields: &[(&str, &[&str])]) -> Submitted {
    fields
        .iter()
        .map(|(name, values)| {
            (
                (*name).to_owned(),
                values.iter().map(|v| (*v).to_owned()).collect(),
            )
        })
        .collect()
}

fn invite_to_media(fields: &[(&str, &[&str])]) -> Result<SiteConfig, Vec<FieldFault>> {
    SiteConfig::default()
        .apply("invitetomedia", &submitted(fields))
        .unwrap()
}

/// The one error that setting one field gives.
fn error(field: &str, text: &str) -> FieldError {
    let faults = invite_to_media(&[(field, &[text])]).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].field, field);
    faults[0].error.clone()
}

#[test]
fn every_module_reads_back_what_it_writes() {
    for spec in MODULES {
        let site = SiteConfig::default();
        let written = site.written(spec.name).unwrap();
        assert_eq!(
            written.len(),
            spec.fields.len(),
            "{} has a field that it cannot show",
            spec.name
        );
        assert_eq!(site.apply(spec.name, &written).unwrap(), Ok(site.clone()));
    }
    assert_eq!(SiteConfig::default().fields("nothing"), None);
}

#[test]
fn every_field_can_be_changed_and_comes_back_changed() {
    let account = "account:0192f0c0-0000-7000-8000-000000000001";
    let group = "group:0192f0c0-0000-7000-8000-000000000002";
    let changes: &[(&str, &[&str])] = &[
        ("enabled", &["false"]),
        ("LinkDuration", &["60"]),
        ("MaxLinkDuration", &["120"]),
        ("LinkReusability", &["-1"]),
        ("AllowedUsersRoles", &["specific"]),
        ("AllowedUsers", &[account, group]),
        ("RestrictNewUserDomains", &["uni.edu", "*.uni.edu"]),
        ("HomeDomainRedirect", &["true"]),
        ("inviteEmailTemplate", &[""]),
        ("SeatRule", &["follows"]),
        ("SelfServiceMove", &["false"]),
        ("LobbyProofViewer", &["code"]),
        ("LobbyProofSpeaker", &["mailed"]),
        ("LobbyProofModerator", &["typed"]),
        ("AccessDuration", &["30"]),
        ("DirectorySearch", &["off"]),
        ("GuestLinks", &["false"]),
        ("GuestLinkDays", &["30"]),
        ("GuestLinkUses", &["200"]),
    ];
    assert_eq!(changes.len(), InviteToMedia::SPEC.fields.len());
    let site = invite_to_media(changes).unwrap();
    assert_eq!(site.written("invitetomedia").unwrap(), submitted(changes));
    for field in site.fields("invitetomedia").unwrap() {
        assert_ne!(field.value, field.default, "{}", field.spec.name);
    }
    assert!(!site.links_work_for(EntryKind::Video));
}

#[test]
fn the_modules_around_channels_come_back_changed() {
    use crate::{access::AppRole, channel::GalleryModerators};
    let changes = [
        (
            "categories",
            submitted(&[("contributors", &["private_only"])]),
        ),
        ("channels", submitted(&[("creators", &["administrators"])])),
        (
            "moderation",
            submitted(&[
                ("moderated", &["false"]),
                ("galleryModerators", &["unmoderated_admins"]),
            ]),
        ),
    ];
    let mut site = SiteConfig::default();
    for (module, fields) in changes {
        site = site.apply(module, &fields).unwrap().unwrap();
        assert_eq!(site.written(module).unwrap(), fields);
        for field in site.fields(module).unwrap() {
            assert_ne!(field.value, field.default, "{}", field.spec.name);
        }
    }
    assert_eq!(site.gallery_rules().contribute, AppRole::PrivateOnly);
    assert_eq!(
        site.gallery_rules().moderators,
        GalleryModerators::UnmoderatedAdmins
    );
}

#[test]
fn a_fresh_site_has_the_defaults_of_the_articles() {
    let module = InviteToMedia::default();
    assert!(module.enabled && Theming::default().mediapage && MeetingEntry::default().enabled);
    assert_eq!(module.link_duration().as_secs(), 24 * 60 * 60);
    assert_eq!(i64::from(module.link_reusability), 1);
    assert_eq!(module.allowed_users_roles, AllowedUsersRoles::PrivateOnly);
    assert_eq!(module.seat_rule, SeatRule::Strict);
    assert!(module.restrict_new_user_domains.is_empty());
}

#[test]
fn what_cannot_be_set_says_why() {
    assert_eq!(error("enabled", "maybe"), FieldError::NotYesOrNo);
    assert_eq!(error("LinkDuration", "soon"), FieldError::NotANumber);
    assert_eq!(error("LinkDuration", ""), FieldError::NotANumber);
    assert_eq!(error("LinkDuration", "1.5"), FieldError::NotANumber);
    for text in ["0", "-1", "525601", "99999999999999999999"] {
        assert_eq!(
            error("LinkDuration", text),
            FieldError::OutOfBounds {
                min: 1,
                max: 525_600
            },
            "{text}"
        );
    }
    assert_eq!(
        error("LinkReusability", "0"),
        FieldError::OutOfBounds {
            min: 1,
            max: 1_000_000
        }
    );
    assert_eq!(
        error("LinkReusability", "-2"),
        FieldError::OutOfBounds {
            min: 1,
            max: 1_000_000
        }
    );
    assert_eq!(error("SeatRule", "loose"), FieldError::NotAnOption);
    assert_eq!(
        error("AllowedUsers", "grace"),
        FieldError::NotASubject {
            text: "grace".into()
        }
    );
    assert_eq!(
        error("AllowedUsers", "robot:1"),
        FieldError::NotASubject {
            text: "robot:1".into()
        }
    );
    assert_eq!(
        error("RestrictNewUserDomains", "uni.edu @"),
        FieldError::NotADomain { text: "@".into() }
    );
    assert_eq!(
        error("inviteEmailTemplate", "No Such"),
        FieldError::NotATemplate {
            text: "No Such".into()
        }
    );
    assert_eq!(error("LinkDurations", "1"), FieldError::UnknownField);
}

#[test]
fn a_minus_is_a_minus_however_it_is_written() {
    for text in ["-1", "−1", " −1 "] {
        let site = invite_to_media(&[("LinkReusability", &[text])]).unwrap();
        assert_eq!(i64::from(site.invite_to_media.link_reusability), -1);
    }
    for text in ["−5", "−99999999999999999999"] {
        assert!(matches!(
            error("LinkDuration", text),
            FieldError::OutOfBounds { .. }
        ));
    }
    assert_eq!(error("LinkDuration", "−"), FieldError::NotANumber);
}

#[test]
fn every_faulty_field_is_reported_and_nothing_is_saved() {
    let faults = invite_to_media(&[
        ("enabled", &["no"]),
        ("LinkDuration", &["x"]),
        ("SeatRule", &["y"]),
    ])
    .unwrap_err();
    let names: Vec<_> = faults.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(names, ["LinkDuration", "SeatRule"]);
}

#[test]
fn a_link_cannot_last_longer_than_the_maximum() {
    let faults =
        invite_to_media(&[("LinkDuration", &["61"]), ("MaxLinkDuration", &["60"])]).unwrap_err();
    assert_eq!(
        faults,
        [FieldFault {
            field: "LinkDuration".into(),
            error: FieldError::BeyondMaximum { max: 60 }
        }]
    );
    // Lowering the maximum alone shortens the default without being refused.
    let site = invite_to_media(&[("MaxLinkDuration", &["60"])]).unwrap();
    assert_eq!(site.invite_to_media.link_duration().as_secs(), 3600);
}

#[test]
fn a_missing_field_stays_and_an_empty_one_is_emptied() {
    let set = invite_to_media(&[("RestrictNewUserDomains", &["uni.edu"])]).unwrap();
    let same = set
        .apply("invitetomedia", &submitted(&[("enabled", &["yes"])]))
        .unwrap()
        .unwrap();
    assert!(!same.invite_to_media.restrict_new_user_domains.is_empty());
    let emptied = set
        .apply(
            "invitetomedia",
            &submitted(&[("RestrictNewUserDomains", &[""])]),
        )
        .unwrap()
        .unwrap();
    assert!(emptied.invite_to_media.restrict_new_user_domains.is_empty());
}

#[test]
fn what_a_newer_version_stored_is_read_as_far_as_it_is_known() {
    let mut site = SiteConfig::default();
    let stored = submitted(&[("SeatRule", &["follows"]), ("Teleport", &["yes"])]);
    let faults = site.restore("invitetomedia", &stored).unwrap();
    assert_eq!(
        faults,
        [FieldFault {
            field: "Teleport".into(),
            error: FieldError::UnknownField
        }]
    );
    assert_eq!(site.invite_to_media.seat_rule, SeatRule::Follows);
}

#[test]
fn more_values_than_anybody_looks_through_are_refused() {
    let domains = |count: usize| {
        let list: Vec<_> = (0..count).map(|n| format!("d{n}.edu")).collect();
        let domains = Control::Domains.parse(&[list.join("\n")]);
        domains.map(|value| value.written().len())
    };
    assert_eq!(domains(MOST_VALUES), Ok(MOST_VALUES));
    assert_eq!(
        domains(MOST_VALUES + 1),
        Err(FieldError::TooMany { max: MOST_VALUES })
    );
    let accounts: Vec<_> = (0..=MOST_VALUES)
        .map(|n| format!("account:0192f0c0-0000-7000-8000-{n:012x}"))
        .collect();
    assert_eq!(
        Control::Subjects.parse(&accounts),
        Err(FieldError::TooMany { max: MOST_VALUES })
    );
}

#[test]
fn colours_links_and_zones_say_what_is_wrong_with_them() {
    let error = |module: &str, field: &str, text: &str| {
        let set = SiteConfig::default().apply(module, &submitted(&[(field, &[text])]));
        set.unwrap().err().map(|faults| faults[0].error.code())
    };
    for (module, field, text, code) in [
        ("theming", "accent", "#ABC", None),
        ("theming", "accent", "teal", Some("not_a_colour")),
        ("theming", "accent", "", Some("not_a_colour")),
        ("navigation", "imprint", "", None),
        ("navigation", "imprint", "https://uni.edu/imprint", None),
        ("navigation", "support", "mailto:help@uni.edu", None),
        ("navigation", "support", "help@uni.edu", Some("not_a_link")),
        ("navigation", "privacy", "javascript:x", Some("not_a_link")),
        ("navigation", "privacy", "//uni.edu", Some("not_a_link")),
        ("navigation", "privacy", "https://a b", Some("not_a_link")),
        ("navigation", "links", "Library | https://lib.uni.edu", None),
        (
            "navigation",
            "links",
            "https://lib.uni.edu",
            Some("not_a_link"),
        ),
        (
            "navigation",
            "links",
            "Library | lib.uni.edu",
            Some("not_a_link"),
        ),
        ("timeanddate", "timeZone", "", None),
    ] {
        assert_eq!(error(module, field, text), code, "{field} {text}");
    }
    let many = "A | https://a.example\n".repeat(NamedLink::MOST + 1);
    assert_eq!(error("navigation", "links", &many), Some("too_many_links"));
}

#[test]
fn only_modules_with_an_effect_are_shown() {
    assert!(shown_module("invitetomedia").is_some() && shown_module("theming").is_some());
    assert_eq!(shown_module("meetingentry"), None);
    assert_eq!(shown_module("nothing"), None);
}

#[test]
fn message_keys_follow_from_module_and_field() {
    let spec = InviteToMedia::SPEC;
    let field = spec.field("AllowedUsersRoles").unwrap();
    assert_eq!(spec.key("title"), "config-invitetomedia-title");
    assert_eq!(
        spec.field_key(field, "help"),
        "config-invitetomedia-allowedusersroles-help"
    );
    assert_eq!(
        spec.option_key(field, "private_only"),
        "config-invitetomedia-allowedusersroles-option-private-only"
    );
}

#[test]
fn the_choices_on_the_page_are_those_of_the_types() {
    let options = |name: &str| match InviteToMedia::SPEC.field(name).unwrap().control {
        Control::Choice { options } => options.to_vec(),
        other => panic!("{other:?}"),
    };
    let roles: Vec<_> = AllowedUsersRoles::ALL
        .iter()
        .map(|role| role.as_str())
        .collect();
    let rules: Vec<_> = SeatRule::ALL.iter().map(|rule| rule.as_str()).collect();
    assert_eq!(options("AllowedUsersRoles"), roles);
    assert_eq!(options("SeatRule"), rules);
    let searches: Vec<_> = DirectorySearch::ALL
        .iter()
        .map(|search| search.as_str())
        .collect();
    assert_eq!(options("DirectorySearch"), searches);
}
