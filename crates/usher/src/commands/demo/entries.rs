//! What the people of the demonstration have uploaded.

use std::time::Duration;

use usher_domain::{
    access::EntryRole,
    media::{EntryKind, PublishStatus},
};

use super::media::{self, Media};

/// An entry with its media.
pub(super) struct Item {
    /// What the rest of the demonstration calls it.
    pub(super) key: &'static str,
    pub(super) kind: EntryKind,
    pub(super) title: &'static str,
    pub(super) description: &'static str,
    pub(super) tags: &'static [&'static str],
    /// Whose it is: a person's key.
    pub(super) owner: &'static str,
    pub(super) publish: PublishStatus,
    pub(super) media: &'static Media,
    /// How long before the first start it was made.
    pub(super) age: Duration,
    /// How long before the first start it was deleted, if it was.
    pub(super) deleted: Option<Duration>,
    pub(super) plays: u32,
    pub(super) collaborators: &'static [(Who, EntryRole)],
}

/// A collaborator.
#[derive(Clone, Copy)]
pub(super) enum Who {
    /// By a person's key.
    Person(&'static str),
    /// By a group's key.
    Group(&'static str),
}

const fn days(days: u64) -> Duration {
    Duration::from_hours(24 * days)
}

/// Every entry, oldest first. Private ones first of each kind are those that
/// the demonstration's invitations lead to.
pub(super) const ENTRIES: &[Item] = &[
    Item {
        key: "syllabus",
        kind: EntryKind::Document,
        title: "Compilers: plan of the term",
        description: "Ten weeks, ten steps, one compiler that is yours.\n\n\
            What we do when, what you hand in, how it is marked, and where to find help on a Monday afternoon.",
        tags: &["compilers", "CS 340", "syllabus"],
        owner: "zoe",
        publish: PublishStatus::Unlisted,
        media: &media::SYLLABUS,
        age: days(31),
        deleted: None,
        plays: 58,
        collaborators: &[(Who::Person("thuong"), EntryRole::CoEditor)],
    },
    Item {
        key: "handbook",
        kind: EntryKind::Document,
        title: "Field handbook for guest speakers",
        description: "How to arrive, be heard, be understood, and leave people glad that you came.\n\n\
            Fifteen small pages for everybody whom the Office of Visiting Lectures invites. If your talk is \
            today, read chapters 3, 7 and 12; that takes five minutes.",
        tags: &["guests", "speaking", "handbook"],
        owner: "tomasz",
        publish: PublishStatus::Private,
        media: &media::HANDBOOK,
        age: days(24),
        deleted: None,
        plays: 17,
        collaborators: &[
            (Who::Person("kwame"), EntryRole::CoPublisher),
            (Who::Person("noa"), EntryRole::CoViewer),
        ],
    },
    Item {
        key: "trailer",
        kind: EntryKind::Audio,
        title: "Open Stacks: the trailer",
        description: "Ten seconds from the map room. Open Stacks is the programme from the university \
            library, on the first Thursday of every month.",
        tags: &["Open Stacks", "library", "radio"],
        owner: "layla",
        publish: PublishStatus::Published,
        media: &media::TRAILER,
        age: days(19),
        deleted: None,
        plays: 204,
        collaborators: &[],
    },
    Item {
        key: "interview",
        kind: EntryKind::Audio,
        title: "Open Stacks: the chart in the hymn book",
        description: "A harbour chart from 1842 came to us folded into the back of a hymn book. Our \
            conservator tells how paper forgets its folds, and whose name appeared under the ultraviolet \
            lamp.\n\nOn air next Thursday; until then for those who helped to make it.",
        tags: &["Open Stacks", "library", "radio", "maps"],
        owner: "layla",
        publish: PublishStatus::Private,
        media: &media::INTERVIEW,
        age: days(13),
        deleted: None,
        plays: 9,
        collaborators: &[
            (Who::Person("renee"), EntryRole::CoOwner),
            (Who::Group("library"), EntryRole::CoEditor),
        ],
    },
    Item {
        key: "transcript",
        kind: EntryKind::Document,
        title: "The chart in the hymn book: transcript",
        description: "What is said in this month’s Open Stacks, word by word: for reading along, for \
            quoting, and for everybody who would rather read.",
        tags: &["Open Stacks", "transcript"],
        owner: "layla",
        publish: PublishStatus::Published,
        media: &media::TRANSCRIPT,
        age: days(12),
        deleted: None,
        plays: 31,
        collaborators: &[(Who::Group("library"), EntryRole::CoEditor)],
    },
    Item {
        key: "lamp",
        kind: EntryKind::Audio,
        title: "Open Stacks: a name under the lamp",
        description: "“Fifteen!” The eighteen seconds in which Margaret Hale is found, for the press and \
            for impatient friends.",
        tags: &["Open Stacks", "maps"],
        owner: "layla",
        publish: PublishStatus::Unlisted,
        media: &media::LAMP,
        age: days(11),
        deleted: None,
        plays: 44,
        collaborators: &[],
    },
    Item {
        key: "outtake",
        kind: EntryKind::Video,
        title: "Compilers, week 3: the longest match, second try",
        description: "Too quick. The next one is better.",
        tags: &["compilers"],
        owner: "zoe",
        publish: PublishStatus::Private,
        media: &media::LONGEST_MATCH,
        age: days(9),
        deleted: Some(days(8)),
        plays: 1,
        collaborators: &[],
    },
    Item {
        key: "lecture",
        kind: EntryKind::Video,
        title: "Compilers, week 3: from source to tokens",
        description: "To the machine a program begins as nothing but characters. In a minute and a half \
            we follow one line of it on the first step of its journey: twenty-one characters go in, six \
            tokens come out.\n\n\
            For next week: write a scanner for the calculator of week 2, let every token know its line and \
            column, and bring one line of source that breaks it.",
        tags: &["compilers", "CS 340", "scanner", "week 3"],
        owner: "zoe",
        publish: PublishStatus::Private,
        media: &media::LECTURE,
        age: days(8),
        deleted: None,
        plays: 86,
        collaborators: &[
            (Who::Person("kwame"), EntryRole::CoOwner),
            (Who::Person("thuong"), EntryRole::CoEditor),
            (Who::Person("renee"), EntryRole::CoPublisher),
            (Who::Group("compilers"), EntryRole::CoViewer),
        ],
    },
    Item {
        key: "tokens",
        kind: EntryKind::Video,
        title: "Six tokens",
        description: "Twenty-four seconds of week 3, for putting into a page of your own: how a scanner \
            reads a line from left to right.",
        tags: &["compilers", "scanner", "short"],
        owner: "zoe",
        publish: PublishStatus::Unlisted,
        media: &media::TOKENS,
        age: days(6),
        deleted: None,
        plays: 23,
        collaborators: &[(Who::Person("thuong"), EntryRole::CoEditor)],
    },
    Item {
        key: "longest",
        kind: EntryKind::Video,
        title: "The longest match wins",
        description: "Why “iffy” is a name although it begins with “if”: the one rule that settles every \
            quarrel between tokens, in ten seconds.",
        tags: &["compilers", "scanner", "short"],
        owner: "renee",
        publish: PublishStatus::Published,
        media: &media::LONGEST_MATCH,
        age: days(5),
        deleted: None,
        plays: 312,
        collaborators: &[(Who::Person("kwame"), EntryRole::CoViewer)],
    },
];
