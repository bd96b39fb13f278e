//! Whom the people of the demonstration have invited from outside.

use std::time::Duration;

/// Somebody with an invitation.
pub(super) struct Guest {
    /// What the rest of the demonstration calls the invitation.
    pub(super) key: &'static str,
    /// The entry's key.
    pub(super) entry: &'static str,
    pub(super) email: &'static str,
    pub(super) first_name: &'static str,
    pub(super) last_name: &'static str,
}

/// An invitation with a past.
pub(super) struct Past {
    pub(super) guest: Guest,
    /// How many uses it has; −1 for no limit.
    pub(super) uses: i64,
    pub(super) story: Story,
}

/// What became of it, told in hours before the first start.
#[derive(Clone, Copy)]
pub(super) enum Story {
    /// Made, and not used yet.
    Waiting { made: u64 },
    /// Made; used, and the person is still in for so many days.
    In {
        made: u64,
        used: u64,
        days_left: u64,
    },
    /// Made; used so often; the person has left.
    Out { made: u64, used: u64, uses: i64 },
    /// Made so long ago that its link has ended.
    Missed { made: u64 },
    /// Made, and taken back.
    TakenBack { made: u64, revoked: u64 },
}

impl Story {
    /// How long before the first start it was made.
    pub(super) const fn age(self) -> Duration {
        let (Self::Waiting { made }
        | Self::In { made, .. }
        | Self::Out { made, .. }
        | Self::Missed { made }
        | Self::TakenBack { made, .. }) = self;
        Duration::from_hours(made)
    }
}

const fn guest(
    key: &'static str,
    entry: &'static str,
    email: &'static str,
    (first_name, last_name): (&'static str, &'static str),
) -> Guest {
    Guest {
        key,
        entry,
        email,
        first_name,
        last_name,
    }
}

/// Each start gives these a new link.
pub(super) const READY: &[Guest] = &[
    guest(
        "ada",
        "lecture",
        "ada.lindqvist@harbour.example",
        ("Ada", "Lindqvist"),
    ),
    guest(
        "omer",
        "lecture",
        "omer.levi@scanner.example",
        ("עומר", "לוי"),
    ),
    guest(
        "mateo",
        "interview",
        "mateo.ibanez@openair.example",
        ("Mateo", "Ibáñez"),
    ),
    guest(
        "fatima",
        "interview",
        "fatima@maps.example",
        ("فاطمة", "الزهراء"),
    ),
    guest(
        "sakura",
        "handbook",
        "sakura.tanaka@kaigan.example",
        ("さくら", "田中"),
    ),
    guest(
        "nguyen",
        "handbook",
        "an.nguyen@visiting.example",
        ("An", "Nguyễn"),
    ),
];

/// Made at the first start and left alone after.
pub(super) const PAST: &[Past] = &[
    Past {
        guest: guest(
            "grace",
            "lecture",
            "grace.hale@harbour.example",
            ("Grace", "Hale"),
        ),
        uses: 1,
        story: Story::In {
            made: 30,
            used: 26,
            days_left: 30,
        },
    },
    Past {
        guest: guest(
            "piotr",
            "lecture",
            "piotr@calculators.example",
            ("Piotr", "Zieliński"),
        ),
        uses: 1,
        story: Story::Missed { made: 75 },
    },
    Past {
        guest: guest(
            "ines",
            "lecture",
            "ines.duarte@press.example",
            ("Inês", "Duarte"),
        ),
        uses: 1,
        story: Story::TakenBack {
            made: 52,
            revoked: 50,
        },
    },
    Past {
        guest: guest(
            "yusuf",
            "lecture",
            "yusuf.demir@atelier.example",
            ("Yusuf", "Demir"),
        ),
        uses: 1,
        story: Story::Out {
            made: 20,
            used: 18,
            uses: 1,
        },
    },
    Past {
        guest: guest(
            "reading",
            "lecture",
            "reading.group@summer.example",
            ("Reading", "Group"),
        ),
        uses: 5,
        story: Story::Out {
            made: 12,
            used: 6,
            uses: 2,
        },
    },
    Past {
        guest: guest(
            "margit",
            "lecture",
            "margit@northshore.example",
            ("Margit", "Håkansson"),
        ),
        uses: -1,
        story: Story::Waiting { made: 4 },
    },
    Past {
        guest: guest(
            "xinyi",
            "handbook",
            "chen.xinyi@northfield.example",
            ("陈", "欣怡"),
        ),
        uses: 1,
        story: Story::Waiting { made: 3 },
    },
    Past {
        guest: guest(
            "hymn",
            "interview",
            "organist@stbrannoc.example",
            ("Bronwen", "Pryce"),
        ),
        uses: 3,
        story: Story::In {
            made: 9,
            used: 8,
            days_left: 14,
        },
    },
];
