//! The statements of [`find`](super::find): one for each list and order, with words and without.

pub(super) use channel::{ALL_CHANNEL, ALL_CHANNEL_WORDED, COUNT_CHANNEL, ONE_OF_CHANNEL};

use super::{Among, Order, Placed};
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

// Behind the macro that it uses.
mod channel;

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

/// The statements over one's own entries in one order: all of them, those in a place, those in none; each with words,
/// too.
struct Mine {
    all: [&'static str; 2],
    placed: [&'static str; 2],
    nowhere: [&'static str; 2],
}

impl Mine {
    const fn of(&self, place: Option<Placed>, worded: bool) -> &'static str {
        let [plain, with_words] = match place {
            None => self.all,
            Some(Placed::In(_)) => self.placed,
            Some(Placed::Nowhere) => self.nowhere,
        };
        if worded { with_words } else { plain }
    }
}

/// Whether the entry `e` stands or waits in the channel of the parameter named.
macro_rules! placed {
    ($channel:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM channel_entries p
              WHERE p.entry_id = e.id AND p.state <> 'rejected' AND p.channel_id = ",
            $channel,
            " LIMIT 1 OFFSET 0)"
        )
    };
}

/// Whether the entry `e` is nowhere to be found but by its address.
macro_rules! nowhere {
    () => {
        "e.publish <> 'published' AND NOT EXISTS (SELECT 1 FROM channel_entries p
           WHERE p.entry_id = e.id AND p.state <> 'rejected' LIMIT 1 OFFSET 0)"
    };
}

/// Words of one's own: behind owner, place and limit.
macro_rules! worded {
    () => {
        all!("$5", "$6"; "$7", "$8"; "$9", "$10"; "$11", "$12"; "$13", "$14")
    };
}

macro_rules! mine {
    ($name:ident, $behind:literal, $order:literal) => {
        const $name: Mine = Mine {
            all: [
        mine!(@ "1 = 1", $behind, $order),
        mine!(@ worded!(), $behind, $order),
            ],
            placed: [
        mine!(@ placed!("$5"), $behind, $order),
        mine!(@ concat!(worded!(), " AND ", placed!("$15")), $behind, $order),
            ],
            nowhere: [
        mine!(@ nowhere!(), $behind, $order),
        mine!(@ concat!(worded!(), " AND ", nowhere!()), $behind, $order),
            ],
        };
    };
    (@ $hit:expr, $behind:literal, $order:literal) => {
        walk!(
            $hit,
            "e.owner_id = $1 AND e.trashed_at IS NULL",
            $behind,
            $order,
            "$4"
        )
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

mine!(MINE_NEWEST, "e.id < $2 AND e.id <= $3", "e.id DESC");
mine!(
    MINE_TITLE,
    "lower(e.title) >= $2 AND (lower(e.title), e.id) > ($2, $3)",
    "lower(e.title), e.id"
);
mine!(
    MINE_PLAYS,
    "e.plays <= $2 AND (e.plays, e.id) < ($2, $3)",
    "e.plays DESC, e.id DESC"
);
mine!(
    MINE_UPDATED,
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

/// The statement that walks a list.
pub(super) const fn walk(
    among: Among,
    place: Option<Placed>,
    order: Order,
    worded: bool,
) -> &'static str {
    match (among, order, worded) {
        (Among::Mine(_), Order::Newest, _) => MINE_NEWEST.of(place, worded),
        (Among::Mine(_), Order::Title, _) => MINE_TITLE.of(place, worded),
        (Among::Mine(_), Order::Plays, _) => MINE_PLAYS.of(place, worded),
        (Among::Mine(_), Order::Updated, _) => MINE_UPDATED.of(place, worded),
        (Among::Gallery, Order::Newest, false) => GALLERY_NEWEST,
        (Among::Gallery, Order::Newest, true) => GALLERY_NEWEST_WORDED,
        (Among::Gallery, Order::Title, false) => GALLERY_TITLE,
        (Among::Gallery, Order::Title, true) => GALLERY_TITLE_WORDED,
        (Among::Gallery, Order::Plays, false) => GALLERY_PLAYS,
        (Among::Gallery, Order::Plays, true) => GALLERY_PLAYS_WORDED,
        (Among::Gallery, Order::Updated, false) => GALLERY_UPDATED,
        (Among::Gallery, Order::Updated, true) => GALLERY_UPDATED_WORDED,
        (Among::Channel(_), _, _) => channel::walk(order, worded),
    }
}

/// In how many entries a word stands, as far as the last parameter.
pub(super) const COUNT_MINE: &str = "
    SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM entry_terms
      WHERE owner_id = $1 AND term >= $2 AND term < $3 LIMIT $4) c";
pub(super) const COUNT_GALLERY: &str = "
    SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM entry_terms
      WHERE term >= $1 AND term < $2 LIMIT $3) c";

macro_rules! rare_mine {
    ($place:expr) => {
        concat!(
            "SELECT ",
            card_columns!(),
            " FROM (SELECT DISTINCT entry_id FROM entry_terms
                    WHERE owner_id = $1 AND term >= $2 AND term < $3) f
              JOIN entries e ON e.id = f.entry_id JOIN accounts a ON a.id = e.owner_id
              WHERE e.trashed_at IS NULL AND ",
            all!("$4", "$5"; "$6", "$7"; "$8", "$9"; "$10", "$11"; "$12", "$13"),
            $place
        )
    };
}

const RARE_MINE: &str = rare_mine!("");
const RARE_MINE_PLACED: &str = rare_mine!(concat!(" AND ", placed!("$14")));
const RARE_MINE_NOWHERE: &str = rare_mine!(concat!(" AND ", nowhere!()));

/// Every entry of one's own with a rare word that has the others, too.
pub(super) const fn rare_mine(place: Option<Placed>) -> &'static str {
    match place {
        None => RARE_MINE,
        Some(Placed::In(_)) => RARE_MINE_PLACED,
        Some(Placed::Nowhere) => RARE_MINE_NOWHERE,
    }
}

/// The same of what everybody may see.
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
            let places = match among {
                Among::Mine(_) => vec![None, Some(Placed::In(channel)), Some(Placed::Nowhere)],
                Among::Gallery | Among::Channel(_) => vec![None],
            };
            for (order, worded) in Order::ALL
                .into_iter()
                .flat_map(|order| [(order, false), (order, true)])
            {
                for place in &places {
                    let sql = walk(among, *place, order, worded);
                    assert_eq!(hub.flaws(sql).await, [""; 0]);
                }
            }
        }
        for sql in [
            COUNT_MINE,
            COUNT_GALLERY,
            COUNT_CHANNEL,
            RARE_MINE,
            RARE_MINE_PLACED,
            RARE_MINE_NOWHERE,
            RARE_GALLERY,
            ALL_CHANNEL,
            ALL_CHANNEL_WORDED,
            ONE,
            ONE_OF_CHANNEL,
        ] {
            assert_eq!(hub.flaws(sql).await, [""; 0]);
        }
    }
}
