//! The people of Northfield University: invented, like the place.

use usher_domain::access::AppRole;

/// Everybody's password. It is printed by every start and guards nothing.
pub(super) const PASSWORD: &str = "front-of-house";

/// Somebody with an account.
pub(super) struct Person {
    /// What the rest of the demonstration calls them.
    pub(super) key: &'static str,
    pub(super) email: &'static str,
    pub(super) first_name: &'static str,
    /// Empty for people who have one name.
    pub(super) last_name: &'static str,
    pub(super) role: AppRole,
    pub(super) site_admin: bool,
}

/// A group of people.
pub(super) struct Group {
    pub(super) key: &'static str,
    pub(super) name: &'static str,
    pub(super) members: &'static [&'static str],
}

const fn person(
    key: &'static str,
    email: &'static str,
    (first_name, last_name): (&'static str, &'static str),
    role: AppRole,
) -> Person {
    Person {
        key,
        email,
        first_name,
        last_name,
        role,
        site_admin: false,
    }
}

/// Everybody. The first four have no part in each other's media; whoever works
/// on somebody else's stands further down.
pub(super) const PEOPLE: &[Person] = &[
    person(
        "zoe",
        "zoe.akerlund@northfield.example",
        ("Zoë", "Åkerlund"),
        AppRole::PrivateOnly,
    ),
    person(
        "layla",
        "layla.haddad@northfield.example",
        ("ليلى", "حدّاد"),
        AppRole::Admin,
    ),
    person(
        "tomasz",
        "tomasz.wisniewski@northfield.example",
        ("Tomasz", "Wiśniewski"),
        AppRole::UnmoderatedAdmin,
    ),
    person(
        "xinyi",
        "chen.xinyi@northfield.example",
        ("陈欣怡", ""),
        AppRole::Viewer,
    ),
    person(
        "kwame",
        "kwame.asante@northfield.example",
        ("Kwame", "Asante"),
        AppRole::PrivateOnly,
    ),
    person(
        "thuong",
        "thuong.dang@northfield.example",
        ("Thương", "Đặng"),
        AppRole::PrivateOnly,
    ),
    person(
        "renee",
        "renee.odonnell@northfield.example",
        ("Renée", "O’Donnell"),
        AppRole::Admin,
    ),
    person(
        "noa",
        "noa.barak@northfield.example",
        ("נועה", "ברק"),
        AppRole::Viewer,
    ),
    person(
        "wulandari",
        "wulandari@northfield.example",
        ("Wulandari", ""),
        AppRole::Viewer,
    ),
    Person {
        site_admin: true,
        ..person(
            "siobhan",
            "siobhan.obriain@northfield.example",
            ("Siobhán", "Ó Briain"),
            AppRole::Admin,
        )
    },
];

/// Every group.
pub(super) const GROUPS: &[Group] = &[
    Group {
        key: "compilers",
        name: "Compilers (CS 340)",
        members: &["wulandari", "noa"],
    },
    Group {
        key: "library",
        name: "University Library",
        members: &["layla", "renee", "noa"],
    },
];
