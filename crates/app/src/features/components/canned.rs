//! Invented people, entries and invites: short and long, in many scripts.

use crate::{http::page::initials, words::Words};

/// Somebody who does not exist.
pub(super) struct Person {
    /// What stands for them in an address.
    pub(super) id: &'static str,
    /// Given name.
    pub(super) first: &'static str,
    /// Family name.
    pub(super) last: &'static str,
    /// E-mail address.
    pub(super) email: &'static str,
}

impl Person {
    /// Both names.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.first, self.last)
    }

    /// For the avatar.
    pub(super) fn initials(&self) -> String {
        initials(&self.name())
    }
}

const fn person(
    id: &'static str,
    first: &'static str,
    last: &'static str,
    email: &'static str,
) -> Person {
    Person {
        id,
        first,
        last,
        email,
    }
}

/// Everybody: two easy names, then those that break layouts.
pub(super) const PEOPLE: &[Person] = &[
    person("ada", "Ada", "Lovelace", "ada@example.org"),
    person("adam", "Adam", "Riese", "adam.riese@example.org"),
    person(
        "hubert",
        "Hubert Blaine",
        "Wolfeschlegelsteinhausenbergerdorff",
        "hubert.blaine.wolfeschlegelsteinhausenbergerdorff@faculty-of-letters.example.edu",
    ),
    person(
        "aisha",
        "عائشة",
        "بنت أحمد الأندلسية",
        "aisha@qurtuba.example.org",
    ),
    person("hanako", "花子", "山田", "hanako.yamada@example.jp"),
    person("thamizh", "தமிழ்ச்செல்வி", "இராமசாமி", "thamizhselvi@example.in"),
    person(
        "vladimir",
        "Владимир",
        "Константинопольский",
        "v.k@example.net",
    ),
    person("rivka", "רבקה", "בן־ציון", "rivka@example.il"),
];

/// A row of the list of invites.
pub(super) struct Invited {
    /// Who.
    pub(super) person: &'static Person,
    /// The key of the state's word.
    pub(super) state: &'static str,
    /// The state's colour (`ui::badge`).
    pub(super) tone: &'static str,
    /// When the link ends: RFC 3339, and in the server's words.
    pub(super) ends: (&'static str, &'static str),
    /// How often it was used.
    pub(super) uses: u32,
}

/// One invite in each state.
pub(super) fn invited() -> Vec<Invited> {
    let states = [
        ("joined", "good", 3),
        ("waiting", "", 0),
        ("expired", "warn", 0),
        ("revoked", "danger", 12),
        ("joined", "good", 1_204),
    ];
    PEOPLE
        .iter()
        .zip(states)
        .map(|(person, (state, tone, uses))| Invited {
            person,
            state,
            tone,
            ends: ("2026-11-24T14:00:00Z", "24 Nov 2026, 14:00 UTC"),
            uses,
        })
        .collect()
}

/// A card of the media grid.
pub(super) struct Entry {
    /// Its title.
    pub(super) title: &'static str,
    /// The kind's class and icon.
    pub(super) kind: &'static str,
    /// The picture's file, or nothing.
    pub(super) picture: &'static str,
    /// Duration or number of pages.
    pub(super) extent: &'static str,
    /// The key of the publish status.
    pub(super) status: &'static str,
    /// The status's colour.
    pub(super) tone: &'static str,
}

/// Entries of each kind, with and without a picture.
pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        title: "Compilers, week 3: from source to tokens",
        kind: "video",
        picture: "lecture.poster.webp",
        extent: "1:29",
        status: "published",
        tone: "good",
    },
    Entry {
        title: "Open Stacks: the chart in the hymn book",
        kind: "audio",
        picture: "interview.poster.webp",
        extent: "1:08",
        status: "unlisted",
        tone: "accent",
    },
    Entry {
        title: "Field handbook for guest speakers",
        kind: "document",
        picture: "handbook.poster.webp",
        extent: "15",
        status: "private",
        tone: "",
    },
    Entry {
        title: "محاضرة في تاريخ الجبر: من الخوارزمي إلى عمر الخيام وما بعدهما",
        kind: "video",
        picture: "",
        extent: "1:02:40",
        status: "private",
        tone: "",
    },
    Entry {
        title: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        kind: "audio",
        picture: "",
        extent: "42:10",
        status: "unlisted",
        tone: "accent",
    },
    Entry {
        title: "量子力学入門",
        kind: "document",
        picture: "",
        extent: "248",
        status: "published",
        tone: "good",
    },
];

/// Two ends of a link: value and words.
pub(super) fn ends(words: &Words) -> [(&'static str, String); 2] {
    ["day", "week"].map(|end| (end, words.say(format!("components-a-{end}")).to_string()))
}

/// Two roles: value, name and one line of help.
pub(super) fn roles(words: &Words) -> [(&'static str, String, String); 2] {
    ["viewer", "moderator"].map(|role| {
        let say = |key: String| words.say(key).to_string();
        let name = say(format!("components-{role}"));
        (role, name, say(format!("components-{role}-help")))
    })
}
