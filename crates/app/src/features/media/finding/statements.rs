//! The statements of [`find`](super::find): one for each list and order, with words and without.

use super::{Among, Order};
use crate::features::media::store::card_columns;

/// Whether each of the words stands in the entry `e`: the ranges are the parameters named.
/// The limit says that each entry is asked by itself: without one, PostgreSQL gathers all rows of a common word first.
macro_rules! all {
    ($($from:literal, $to:literal);+) => {
        concat!(
            "(1 = 1"
            $(, " AND EXISTS (SELECT 1 FROM entry_terms t WHERE t.entry_id = e.id AND t.term >= ",
                $from, " AND t.term < ", $to, " LIMIT 1 OFFSET 0)")+
            , ")"
        )
    };
}

macro_rules! walk {
    ($hit:expr, $place:literal, $behind:literal, $order:literal, $limit:literal) => {
        concat!(
            "SELECT CASE WHEN ",
            $hit,
            " THEN 1 ELSE 0 END AS hit, ",
            card_columns!(),
            " FROM entries e JOIN accounts a ON a.id = e.owner_id WHERE ",
            $place,
            " AND ",
            $behind,
            " ORDER BY ",
            $order,
            " LIMIT ",
            $limit
        )
    };
}

macro_rules! mine {
    ($name:ident, $worded:ident, $behind:literal, $order:literal) => {
        const $name: &str = walk!(
            "1 = 1",
            "e.owner_id = $1 AND e.trashed_at IS NULL",
            $behind,
            $order,
            "$4"
        );
        const $worded: &str = walk!(
    all!("$5", "$6"; "$7", "$8"; "$9", "$10"; "$11", "$12"; "$13", "$14"),
            "e.owner_id = $1 AND e.trashed_at IS NULL",
            $behind,
            $order,
            "$4"
        );
    };
}

macro_rules! gallery {
    ($name:ident, $worded:ident, $behind:literal, $order:literal) => {
        const $name: &str = walk!(
            "1 = 1",
            "e.publish = 'published' AND e.state = 'ready' AND e.trashed_at IS NULL",
            $behind,
            $order,
            "$3"
        );
        const $worded: &str = walk!(
    all!("$4", "$5"; "$6", "$7"; "$8", "$9"; "$10", "$11"; "$12", "$13"),
            "e.publish = 'published' AND e.state = 'ready' AND e.trashed_at IS NULL",
            $behind,
            $order,
            "$3"
        );
    };
}

mine!(
    MINE_NEWEST,
    MINE_NEWEST_WORDED,
    "e.id < $2 AND e.id <= $3",
    "e.id DESC"
);
mine!(
    MINE_TITLE,
    MINE_TITLE_WORDED,
    "lower(e.title) >= $2 AND (lower(e.title), e.id) > ($2, $3)",
    "lower(e.title), e.id"
);
mine!(
    MINE_PLAYS,
    MINE_PLAYS_WORDED,
    "e.plays <= $2 AND (e.plays, e.id) < ($2, $3)",
    "e.plays DESC, e.id DESC"
);
mine!(
    MINE_UPDATED,
    MINE_UPDATED_WORDED,
    "e.updated_at <= $2 AND (e.updated_at, e.id) < ($2, $3)",
    "e.updated_at DESC, e.id DESC"
);
gallery!(
    GALLERY_NEWEST,
    GALLERY_NEWEST_WORDED,
    "e.id < $1 AND e.id <= $2",
    "e.id DESC"
);
gallery!(
    GALLERY_TITLE,
    GALLERY_TITLE_WORDED,
    "lower(e.title) >= $1 AND (lower(e.title), e.id) > ($1, $2)",
    "lower(e.title), e.id"
);
gallery!(
    GALLERY_PLAYS,
    GALLERY_PLAYS_WORDED,
    "e.plays <= $1 AND (e.plays, e.id) < ($1, $2)",
    "e.plays DESC, e.id DESC"
);
gallery!(
    GALLERY_UPDATED,
    GALLERY_UPDATED_WORDED,
    "e.updated_at <= $1 AND (e.updated_at, e.id) < ($1, $2)",
    "e.updated_at DESC, e.id DESC"
);

macro_rules! channel {
    ($hit:expr) => {
        concat!(
            "SELECT CASE WHEN ",
            $hit,
            " THEN 1 ELSE 0 END AS hit, ",
            card_columns!(),
            " FROM channel_entries p JOIN entries e ON e.id = p.entry_id JOIN accounts a ON a.id = e.owner_id
              WHERE p.channel_id = $1 AND p.state = 'approved' AND p.entry_id < $2 AND p.entry_id <= $3
                AND e.state = 'ready' AND e.trashed_at IS NULL
              ORDER BY p.entry_id DESC LIMIT $4"
        )
    };
}

const CHANNEL: &str = channel!("1 = 1");
const CHANNEL_WORDED: &str =
    channel!(all!("$5", "$6"; "$7", "$8"; "$9", "$10"; "$11", "$12"; "$13", "$14"));

/// The statement that walks a list.
pub(super) const fn walk(among: Among, order: Order, worded: bool) -> &'static str {
    match (among, order, worded) {
        (Among::Mine(_), Order::Newest, false) => MINE_NEWEST,
        (Among::Mine(_), Order::Newest, true) => MINE_NEWEST_WORDED,
        (Among::Mine(_), Order::Title, false) => MINE_TITLE,
        (Among::Mine(_), Order::Title, true) => MINE_TITLE_WORDED,
        (Among::Mine(_), Order::Plays, false) => MINE_PLAYS,
        (Among::Mine(_), Order::Plays, true) => MINE_PLAYS_WORDED,
        (Among::Mine(_), Order::Updated, false) => MINE_UPDATED,
        (Among::Mine(_), Order::Updated, true) => MINE_UPDATED_WORDED,
        (Among::Gallery, Order::Newest, false) => GALLERY_NEWEST,
        (Among::Gallery, Order::Newest, true) => GALLERY_NEWEST_WORDED,
        (Among::Gallery, Order::Title, false) => GALLERY_TITLE,
        (Among::Gallery, Order::Title, true) => GALLERY_TITLE_WORDED,
        (Among::Gallery, Order::Plays, false) => GALLERY_PLAYS,
        (Among::Gallery, Order::Plays, true) => GALLERY_PLAYS_WORDED,
        (Among::Gallery, Order::Updated, false) => GALLERY_UPDATED,
        (Among::Gallery, Order::Updated, true) => GALLERY_UPDATED_WORDED,
        (Among::Channel(_), _, false) => CHANNEL,
        (Among::Channel(_), _, true) => CHANNEL_WORDED,
    }
}

/// In how many entries a word stands, as far as the last parameter.
pub(super) const COUNT_MINE: &str = "
    SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM entry_terms
      WHERE owner_id = $1 AND term >= $2 AND term < $3 LIMIT $4) c";
pub(super) const COUNT_GALLERY: &str = "
    SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM entry_terms
      WHERE term >= $1 AND term < $2 LIMIT $3) c";

/// How many entries stand in a channel, as far as the last parameter.
pub(super) const COUNT_CHANNEL: &str = "
    SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM channel_entries
      WHERE channel_id = $1 AND state = 'approved' LIMIT $2) c";

macro_rules! all_of_channel {
    ($words:expr) => {
        concat!(
            "SELECT ",
            card_columns!(),
            " FROM channel_entries p JOIN entries e ON e.id = p.entry_id JOIN accounts a ON a.id = e.owner_id
              WHERE p.channel_id = $1 AND p.state = 'approved' AND e.state = 'ready' AND e.trashed_at IS NULL AND ",
            $words
        )
    };
}

/// Every entry that stands in a channel; and every one of them that has the words.
pub(super) const ALL_CHANNEL: &str = all_of_channel!("1 = 1");
pub(super) const ALL_CHANNEL_WORDED: &str =
    all_of_channel!(all!("$2", "$3"; "$4", "$5"; "$6", "$7"; "$8", "$9"; "$10", "$11"));

/// Every entry with a rare word that has the others, too.
pub(super) const RARE_MINE: &str = concat!(
    "SELECT ",
    card_columns!(),
    " FROM (SELECT DISTINCT entry_id FROM entry_terms
            WHERE owner_id = $1 AND term >= $2 AND term < $3) f
      JOIN entries e ON e.id = f.entry_id JOIN accounts a ON a.id = e.owner_id
      WHERE e.trashed_at IS NULL AND ",
    all!("$4", "$5"; "$6", "$7"; "$8", "$9"; "$10", "$11"; "$12", "$13")
);
// Who may find it is asked so that the index of the gallery does not answer it: it would be walked
// from end to end, where the few rows of the word lead straight to theirs.
pub(super) const RARE_GALLERY: &str = concat!(
    "SELECT ",
    card_columns!(),
    " FROM (SELECT DISTINCT entry_id FROM entry_terms WHERE term >= $1 AND term < $2) f
      JOIN entries e ON e.id = f.entry_id JOIN accounts a ON a.id = e.owner_id
      WHERE lower(e.publish) = 'published' AND e.state = 'ready' AND e.trashed_at IS NULL AND ",
    all!("$3", "$4"; "$5", "$6"; "$7", "$8"; "$9", "$10"; "$11", "$12")
);

/// One entry, to go on behind it.
pub(super) const ONE: &str = concat!(
    "SELECT ",
    card_columns!(),
    " FROM entries e JOIN accounts a ON a.id = e.owner_id WHERE e.id = $1"
);

#[cfg(test)]
mod tests {
    use usher_domain::{
        clock::{SeededEntropy, Timestamp},
        ids::{AccountId, ChannelId},
    };

    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn no_list_reads_more_than_it_shows() {
        let hub = Hub::new();
        let anybody = AccountId::new(Timestamp::from_secs(1), &SeededEntropy::new(1));
        let channel = ChannelId::new(Timestamp::from_secs(1), &SeededEntropy::new(1));
        for among in [
            Among::Mine(anybody),
            Among::Gallery,
            Among::Channel(channel),
        ] {
            for (order, worded) in Order::ALL
                .into_iter()
                .flat_map(|order| [(order, false), (order, true)])
            {
                assert_eq!(hub.flaws(walk(among, order, worded)).await, [""; 0]);
            }
        }
        for sql in [
            COUNT_MINE,
            COUNT_GALLERY,
            COUNT_CHANNEL,
            RARE_MINE,
            RARE_GALLERY,
            ALL_CHANNEL,
            ALL_CHANNEL_WORDED,
            ONE,
        ] {
            assert_eq!(hub.flaws(sql).await, [""; 0]);
        }
    }
}
