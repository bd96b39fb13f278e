use std::cmp::Ordering;

use usher_db::{Error, Param, Row, ToParam, Tx, params};
use usher_domain::{
    finding::{SOUGHT, beyond},
    ids::{ChannelId, EntryId},
};
use uuid::Uuid;

use super::{Among, LOOKED_AT, Looked, Order, statements as sql};
use crate::features::media::{Card, store::row_of_card};

/// How many entries a rare word stands in, at most: all of them are sorted.
const RARE: i64 = 1000;
/// How many entries are read at a time where the list is walked.
const AT_ONCE: u32 = 250;

/// A page of what was found.
#[derive(Debug, Default)]
pub struct Found {
    /// The entries, in order.
    pub cards: Vec<Card>,
    /// What the next page begins after, if there is one.
    pub next: Option<EntryId>,
}

/// At most `count` cards behind the entry `before`.
pub fn find(
    tx: &Tx,
    among: Among,
    looked: &Looked,
    before: Option<EntryId>,
    count: usize,
) -> Result<Found, Error> {
    let mut ranges: Vec<Range> = (looked.words.iter())
        .map(|word| (word.clone(), beyond(word)))
        .collect();
    let rare = match among {
        // All of it, where it is little.
        Among::Channel(channel) => is_small(tx, channel)?.then(Range::default),
        Among::Mine(_) | Among::Gallery => {
            rarest(tx, among, &ranges)?.map(|rare| ranges[rare].clone())
        }
    };
    fill(&mut ranges);
    let wanted = (among, looked, ranges.as_slice());
    match rare {
        Some(rare) => sorted(tx, wanted, &rare, before, count),
        None => walked(tx, wanted, before, count),
    }
}

/// What nobody looks for stands in every entry.
fn fill(ranges: &mut Vec<Range>) {
    ranges.resize(SOUGHT, (String::new(), beyond("")));
}

/// What somebody looks for, with the range of terms of each word.
type Wanted<'a> = (Among, &'a Looked, &'a [Range]);

/// From the first term to before the second.
type Range = (String, String);

fn with_words<'a>(mut params: Vec<Param<'a>>, ranges: &'a [Range]) -> Vec<Param<'a>> {
    for (from, to) in ranges {
        params.extend([Param::Text(from), Param::Text(to)]);
    }
    params
}

/// Whether so few entries stand in a channel that all of them can be sorted.
fn is_small(tx: &Tx, channel: ChannelId) -> Result<bool, Error> {
    let count = |row: &Row<'_>| row.get::<i64>("n");
    let rows = tx.query_one(sql::COUNT_CHANNEL, params![channel, RARE + 1], count)?;
    Ok(rows <= RARE)
}

/// Which of the words stands in so few entries that all of them can be sorted.
fn rarest(tx: &Tx, among: Among, ranges: &[Range]) -> Result<Option<usize>, Error> {
    let mut best = None;
    for (at, (from, to)) in ranges.iter().enumerate() {
        let (from, to) = (from.as_str(), to.as_str());
        let count = |row: &Row<'_>| row.get::<i64>("n");
        let rows = match among {
            Among::Mine(owner) => {
                tx.query_one(sql::COUNT_MINE, params![owner, from, to, RARE + 1], count)?
            }
            Among::Gallery | Among::Channel(_) => {
                tx.query_one(sql::COUNT_GALLERY, params![from, to, RARE + 1], count)?
            }
        };
        if rows <= RARE && best.is_none_or(|(_, least)| rows < least) {
            best = Some((at, rows));
        }
    }
    Ok(best.map(|(at, _)| at))
}

/// All entries with a rare word, put in order.
fn sorted(
    tx: &Tx,
    (among, looked, ranges): Wanted<'_>,
    (from, to): &Range,
    before: Option<EntryId>,
    count: usize,
) -> Result<Found, Error> {
    let rare = [Param::Text(from), Param::Text(to)];
    let mut cards = match among {
        Among::Mine(owner) => {
            let params = [&[owner.to_param()], &rare[..]].concat();
            let mut params = with_words(params, ranges);
            params.extend(looked.channel());
            tx.query(sql::rare_mine(looked.place), &params, row_of_card)?
        }
        Among::Gallery => {
            let params = with_words(rare.to_vec(), ranges);
            tx.query(sql::RARE_GALLERY, &params, row_of_card)?
        }
        // An entry may have no word at all: a title of signs.
        Among::Channel(channel) if looked.words.is_empty() => {
            tx.query(sql::ALL_CHANNEL, params![channel], row_of_card)?
        }
        Among::Channel(channel) => {
            let params = with_words(vec![channel.to_param()], ranges);
            tx.query(sql::ALL_CHANNEL_WORDED, &params, row_of_card)?
        }
    };
    cards.retain(|card| looked.fits(card));
    cards.sort_by(|a, b| compare(looked.order, a, b));
    let behind = before.and_then(|id| cards.iter().position(|card| card.id == id));
    let from = behind.map_or(0, |at| at + 1);
    let more = cards.len() > from + count;
    let cards: Vec<Card> = cards.into_iter().skip(from).take(count).collect();
    let next = cards.last().map(|card| card.id).filter(|_| more);
    Ok(Found { cards, next })
}

fn compare(order: Order, a: &Card, b: &Card) -> Ordering {
    match order {
        Order::Newest => b.id.cmp(&a.id),
        Order::Title => key(a).cmp(&key(b)).then(a.id.cmp(&b.id)),
        Order::Plays => b.plays.cmp(&a.plays).then(b.id.cmp(&a.id)),
        Order::Updated => b.updated_at.cmp(&a.updated_at).then(b.id.cmp(&a.id)),
    }
}

/// As `lower(title)` of both engines, whose columns know ASCII's letters only.
fn key(card: &Card) -> String {
    card.title.to_ascii_lowercase()
}

/// Where the walk goes on.
enum Place {
    Id(EntryId),
    Title(String, String),
    Number(i64, EntryId),
}

impl Place {
    fn beginning(order: Order) -> Self {
        let last = EntryId::from_uuid(Uuid::max());
        match order {
            Order::Newest => Self::Id(last),
            Order::Title => Self::Title(String::new(), String::new()),
            Order::Plays | Order::Updated => Self::Number(i64::MAX, last),
        }
    }

    fn behind(order: Order, card: &Card) -> Self {
        match order {
            Order::Newest => Self::Id(card.id),
            Order::Title => Self::Title(key(card), card.id.to_string()),
            Order::Plays => Self::Number(i64::from(card.plays), card.id),
            Order::Updated => Self::Number(card.updated_at.micros(), card.id),
        }
    }

    fn params(&self) -> Vec<Param<'_>> {
        match self {
            Self::Id(id) => vec![id.to_param(), id.to_param()],
            Self::Title(key, id) => vec![key.to_param(), id.to_param()],
            Self::Number(number, id) => vec![number.to_param(), id.to_param()],
        }
    }
}

/// The list in its order, until a page is full or enough was looked at.
fn walked(
    tx: &Tx,
    (among, looked, ranges): Wanted<'_>,
    before: Option<EntryId>,
    count: usize,
) -> Result<Found, Error> {
    let order = looked.order;
    let mut place = Place::beginning(order);
    if let Some(before) = before {
        let card = match among {
            Among::Channel(channel) => {
                tx.query_opt(sql::ONE_OF_CHANNEL, params![before, channel], row_of_card)?
            }
            Among::Mine(_) | Among::Gallery => {
                tx.query_opt(sql::ONE, params![before], row_of_card)?
            }
        };
        // What is gone for good leaves its moment, and nothing else.
        place = card.map_or(Place::Id(before), |card| Place::behind(order, &card));
        if order != Order::Newest && matches!(place, Place::Id(_)) {
            place = Place::beginning(order);
        }
    }
    let worded = !looked.words.is_empty();
    let mut found = Found::default();
    let mut seen: u32 = 0;
    loop {
        let mut params = match &among {
            Among::Mine(owner) => vec![owner.to_param()],
            Among::Channel(channel) => vec![channel.to_param()],
            Among::Gallery => Vec::new(),
        };
        params.extend(place.params());
        let room = u32::try_from(count).unwrap_or(AT_ONCE).saturating_add(1);
        let at_once = match (looked.is_narrowed(), among) {
            // A page that nothing is left out of is read alone.
            (false, _) => room,
            // No index has it, so it is sorted for each reading: one is enough.
            (true, Among::Channel(_)) if order != Order::Newest => LOOKED_AT,
            (true, _) => AT_ONCE,
        };
        params.push(Param::Int(i64::from(at_once)));
        if worded {
            params = with_words(params, ranges);
        }
        params.extend(looked.channel());
        let statement = sql::walk(among, looked.place, order, worded);
        let rows = tx.query(statement, &params, |row| {
            Ok((row_of_card(row)?, row.get::<bool>("hit")?))
        })?;
        let is_last = rows.len() < at_once as usize;
        let mut last = None;
        for (card, hit) in rows {
            seen += 1;
            if hit && looked.fits(&card) {
                if found.cards.len() == count {
                    found.next = found.cards.last().map(|card| card.id);
                    return Ok(found);
                }
                found.cards.push(card.clone());
            }
            last = Some(card);
        }
        let Some(last) = last.filter(|_| !is_last) else {
            return Ok(found);
        };
        if seen >= LOOKED_AT {
            found.next = Some(last.id);
            return Ok(found);
        }
        drop(params);
        place = Place::behind(order, &last);
    }
}
