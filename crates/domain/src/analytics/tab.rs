use crate::attendance::{Extent, Watched};

use super::{Day, Steps, steps_watched};

/// What is kept of one person and entry beside their attendance, so that they are counted once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tab {
    /// On which day they last watched or read something; nothing before they have.
    pub day: Option<Day>,
    /// What they watched on that day.
    pub today: Watched,
    /// How often they began to play.
    pub plays: u64,
    /// How long they watched, in tenths of a second: what is watched again on another day counts again.
    pub watch_time: u64,
}

/// What was heard of somebody.
#[derive(Clone, Copy, Debug)]
pub struct News<'a> {
    /// When.
    pub day: Day,
    /// How often they began to play since.
    pub plays: u64,
    /// Which parts they watched; also what was heard before.
    pub watched: &'a Watched,
    /// How much longer they were here, in seconds: what counts where nothing plays.
    pub present: u64,
    /// How much there is of the entry; nothing for what neither plays nor has pages.
    pub extent: Option<Extent>,
    /// How much of it they had watched or read before, in percent, and have now.
    pub shares: (u8, u8),
}

/// What it changes in the numbers of the entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// So many plays more.
    pub plays: u64,
    /// So many tenths of a second more.
    pub watch_time: u64,
    /// On which day they do not stand any more, and with which share.
    pub left: Option<(Day, u8)>,
    /// On which they stand now.
    pub came: Option<(Day, u8)>,
    /// Whether it is the first that they watch or read on this day.
    pub viewing: bool,
    /// The steps that they watched, or the pages that they had open, for the first time on this day.
    pub steps: Steps,
}

impl Change {
    /// Whether it changes nothing.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Tab {
    /// Takes in what was heard. A day that is past does not come back: what is late counts as of the last one.
    pub fn hear(&mut self, news: &News<'_>) -> Change {
        let day = self.day.map_or(news.day, |known| known.max(news.day));
        let before = if self.day == Some(day) {
            self.today.clone()
        } else {
            Watched::default()
        };
        let mut after = before.clone();
        let mut steps = Steps::default();
        if let Some(extent) = news.extent {
            after.add(news.watched.spans(), extent);
            let watched = |watched: &Watched| steps_watched(watched.spans(), extent);
            steps = Steps::gained(&watched(&before), &watched(&after));
        }
        let more = (after.spans().total()).saturating_sub(before.spans().total());
        let watch_time = match news.extent {
            Some(Extent::Length(_)) => more,
            Some(Extent::Pages(_)) | None => news.present.saturating_mul(10),
        };
        let was = self.day.map(|day| (day, news.shares.0));
        let viewing = before.spans().total() == 0 && after.spans().total() > 0;
        if watch_time > 0 || more > 0 || news.plays > 0 {
            self.day = Some(day);
            self.today = after;
        }
        let stands = self.day.map(|day| (day, news.shares.1));
        self.plays = self.plays.saturating_add(news.plays);
        self.watch_time = self.watch_time.saturating_add(watch_time);
        let moves = was != stands;
        Change {
            plays: news.plays,
            watch_time,
            left: was.filter(|_| moves),
            came: stands.filter(|_| moves),
            viewing,
            steps,
        }
    }

    /// Takes over what was kept of the same person under another name. What was counted stays counted; they are one
    /// person from now on.
    pub fn take_over(&mut self, other: &Self) {
        if other.day > self.day {
            self.today = other.today.clone();
        }
        self.day = self.day.max(other.day);
        self.plays = self.plays.saturating_add(other.plays);
        self.watch_time = self.watch_time.saturating_add(other.watch_time);
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, time::Duration};

    use proptest::{collection::vec, prelude::*};

    use super::*;

    const LENGTH: Extent = Extent::Length(Duration::from_secs(100));

    fn watched(text: &str) -> Watched {
        Watched::stored(text.parse().unwrap())
    }

    fn heard(tab: &mut Tab, day: i64, plays: u64, told: &str, shares: (u8, u8)) -> Change {
        tab.hear(&News {
            day: Day::new(day),
            plays,
            watched: &watched(told),
            present: 20,
            extent: Some(LENGTH),
            shares,
        })
    }

    #[test]
    fn somebody_is_one_person_and_a_viewing_each_day() {
        let mut tab = Tab::default();
        let on = |day, share| Some((Day::new(day), share));
        // The page is open, and nothing plays yet.
        assert!(heard(&mut tab, 1, 0, "", (0, 0)).is_nothing());
        let change = heard(&mut tab, 1, 1, "0-300", (0, 30));
        assert_eq!(
            (change.plays, change.watch_time, change.viewing),
            (1, 300, true)
        );
        assert_eq!((change.left, change.came), (None, on(1, 30)));
        assert_eq!(change.steps.counts(100).iter().sum::<u64>(), 30);
        // Told again, and a little more.
        let change = heard(&mut tab, 1, 0, "0-310", (30, 31));
        assert_eq!((change.watch_time, change.viewing), (10, false));
        assert_eq!((change.left, change.came), (on(1, 30), on(1, 31)));
        assert!(heard(&mut tab, 1, 0, "0-310", (31, 31)).is_nothing());
        // On another day the same counts again, and they stand on that day.
        let change = heard(&mut tab, 3, 1, "0-310", (31, 31));
        assert_eq!((change.watch_time, change.viewing), (310, true));
        assert_eq!((change.left, change.came), (on(1, 31), on(3, 31)));
        // What comes late does not take them back.
        let change = heard(&mut tab, 2, 0, "500-510", (31, 32));
        assert_eq!((change.left, change.came), (on(3, 31), on(3, 32)));
        assert_eq!((tab.plays, tab.watch_time), (2, 630));
    }

    #[test]
    fn where_nothing_plays_being_there_counts() {
        let mut tab = Tab::default();
        let news = News {
            day: Day::new(7),
            plays: 1,
            watched: &Watched::default(),
            present: 20,
            extent: None,
            shares: (0, 0),
        };
        let change = tab.hear(&news);
        assert_eq!(
            (change.plays, change.watch_time, change.viewing),
            (1, 200, false)
        );
        assert_eq!(change.came, Some((Day::new(7), 0)));
        assert!(change.steps.is_empty());
    }

    #[test]
    fn of_a_document_pages_are_steps_and_time_is_that_of_being_there() {
        let mut tab = Tab::default();
        let mut read = |day: i64, told: &str, present: u64, shares: (u8, u8)| {
            tab.hear(&News {
                day: Day::new(day),
                plays: 0,
                watched: &watched(told),
                present,
                extent: Some(Extent::Pages(4)),
                shares,
            })
        };
        let change = read(1, "0-1,2-3", 20, (0, 50));
        assert_eq!((change.watch_time, change.viewing), (200, true));
        assert_eq!(change.steps.counts(4), [1, 0, 1, 0]);
        // A page more in the same second, and all of them told again.
        let change = read(1, "0-1,2-4", 0, (50, 75));
        assert_eq!((change.watch_time, change.viewing), (0, false));
        assert_eq!(change.steps.counts(4), [0, 0, 0, 1]);
        assert!(read(1, "0-1,2-4", 0, (75, 75)).is_nothing());
        let change = read(2, "3-4", 5, (75, 75));
        assert_eq!((change.watch_time, change.viewing), (50, true));
        assert_eq!(change.steps.counts(4), [0, 0, 0, 1]);
    }

    #[test]
    fn who_takes_a_place_over_takes_what_was_counted() {
        let mut guest = Tab::default();
        heard(&mut guest, 4, 1, "0-100", (0, 10));
        let mut member = Tab::default();
        heard(&mut member, 3, 2, "50-150", (0, 10));
        member.take_over(&guest);
        assert_eq!(member.day, Some(Day::new(4)));
        assert_eq!((member.plays, member.watch_time), (3, 200));
        assert_eq!(member.today, watched("0-100"));
        member.take_over(&Tab::default());
        assert_eq!(member.day, Some(Day::new(4)));
    }

    proptest! {
        /// However it is told, each person stands on one day, the last, with their share.
        #[test]
        fn the_changes_come_to_where_people_stand(words in vec((0_i64..5, 0_u64..2, 0_u64..1_000, 1_u64..200), 0..30)) {
            let (mut tab, mut all) = (Tab::default(), Watched::default());
            let mut stand: BTreeMap<(Day, u8), i64> = BTreeMap::new();
            let (mut plays, mut watch_time) = (0, 0);
            for (day, played, from, long) in words {
                let told = watched(&format!("{from}-{}", from + long));
                let before = all.percent(LENGTH);
                all.add(told.spans(), LENGTH);
                let change = tab.hear(&News {
                    day: Day::new(day), plays: played, watched: &told, present: 0, extent: Some(LENGTH),
                    shares: (before, all.percent(LENGTH)),
                });
                plays += change.plays;
                watch_time += change.watch_time;
                for (place, by) in [(change.left, -1), (change.came, 1)] {
                    if let Some(place) = place {
                        *stand.entry(place).or_default() += by;
                    }
                }
                prop_assert!(stand.values().all(|count| (0..=1).contains(count)));
            }
            prop_assert_eq!((plays, watch_time), (tab.plays, tab.watch_time));
            let stands: Vec<_> = stand.into_iter().filter(|(_, count)| *count == 1).map(|(place, _)| place).collect();
            let expected: Vec<_> = tab.day.map(|day| (day, all.percent(LENGTH))).into_iter().collect();
            prop_assert_eq!(stands, expected);
        }
    }
}
