//! What stands in a channel or gallery.

use super::super::Order;
use crate::features::media::store::card_columns;

/// Words in a channel: behind it, the place and the limit.
macro_rules! worded {
    () => {
        all!("$5", "$6"; "$7", "$8"; "$9", "$10"; "$11", "$12"; "$13", "$14")
    };
}

/// A channel as its own index has it.
macro_rules! newest {
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

/// A channel in an order that no index has, for what it is sorted by belongs to entries: each that stands there is
/// looked at, its id and key are sorted, and a page of them is read. Joined crosswise, since SQLite then begins with
/// the channel, and not with every entry there is.
macro_rules! sorted {
    ($name:ident, $worded:ident, $behind:literal, $order:literal) => {
        const $name: &str = sorted!(@ "1 = 1", $behind, $order);
        const $worded: &str = sorted!(@ worded!(), $behind, $order);
    };
    (@ $hit:expr, $behind:literal, $order:literal) => {
        concat!(
            "SELECT CASE WHEN ",
            $hit,
            " THEN 1 ELSE 0 END AS hit, ",
            card_columns!(),
            " FROM (SELECT e.id FROM channel_entries p CROSS JOIN entries e
                    WHERE p.channel_id = $1 AND p.state = 'approved' AND e.id = p.entry_id AND e.state = 'ready'
                      AND e.trashed_at IS NULL AND ",
            $behind,
            " ORDER BY ",
            $order,
            " LIMIT $4) in_order JOIN entries e ON e.id = in_order.id JOIN accounts a ON a.id = e.owner_id ORDER BY ",
            $order
        )
    };
}

const NEWEST: &str = newest!("1 = 1");
const NEWEST_WORDED: &str = newest!(worded!());
sorted!(
    TITLE,
    TITLE_WORDED,
    "(lower(e.title), e.id) > ($2, $3)",
    "lower(e.title), e.id"
);
sorted!(
    PLAYS,
    PLAYS_WORDED,
    "(e.plays, e.id) < ($2, $3)",
    "e.plays DESC, e.id DESC"
);
sorted!(
    UPDATED,
    UPDATED_WORDED,
    "(e.updated_at, e.id) < ($2, $3)",
    "e.updated_at DESC, e.id DESC"
);

/// The statement that walks a channel.
pub(super) const fn walk(order: Order, worded: bool) -> &'static str {
    match (order, worded) {
        (Order::Newest, false) => NEWEST,
        (Order::Newest, true) => NEWEST_WORDED,
        (Order::Title, false) => TITLE,
        (Order::Title, true) => TITLE_WORDED,
        (Order::Plays, false) => PLAYS,
        (Order::Plays, true) => PLAYS_WORDED,
        (Order::Updated, false) => UPDATED,
        (Order::Updated, true) => UPDATED_WORDED,
    }
}

/// How many entries stand in a channel, as far as the last parameter.
pub(in super::super) const COUNT_CHANNEL: &str = "
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
pub(in super::super) const ALL_CHANNEL: &str = all_of_channel!("1 = 1");
pub(in super::super) const ALL_CHANNEL_WORDED: &str =
    all_of_channel!(all!("$2", "$3"; "$4", "$5"; "$6", "$7"; "$8", "$9"; "$10", "$11"));

/// One that stands in a channel, to go on behind it: where another one would come by its title is told to nobody.
pub(in super::super) const ONE_OF_CHANNEL: &str = concat!(
    "SELECT ",
    card_columns!(),
    " FROM channel_entries p JOIN entries e ON e.id = p.entry_id JOIN accounts a ON a.id = e.owner_id
      WHERE p.entry_id = $1 AND p.channel_id = $2 AND p.state = 'approved'"
);
