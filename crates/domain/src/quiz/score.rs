//! What answers are worth. Points are counted in hundredths, so that half a right answer is no fraction.

use std::collections::BTreeMap;

use super::{
    answer::Given,
    question::{Choice, Question, Task},
    rules::KeptScore,
};
use crate::ids::QuestionId;

/// What an answer is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Points {
    /// So many hundredths of a point.
    Known(u32),
    /// Somebody has to read it first.
    Unread,
    /// It is not about points.
    None,
}

/// The score of an attempt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Hundredths of points that were reached.
    pub reached: u32,
    /// Hundredths of points that could be reached.
    pub possible: u32,
    /// How many answers are still to be read.
    pub unread: u32,
}

impl Score {
    /// In percent of what could be reached, rounded down; nothing where there is nothing to reach.
    pub fn percent(&self) -> Option<u32> {
        (self.possible > 0).then(|| self.reached * 100 / self.possible)
    }
}

/// Points in hundredths.
pub const fn hundredths(points: u32) -> u32 {
    points * 100
}

/// What an answer to `question` is worth. Of several choices each right one counts its part and each wrong one takes
/// one part away, down to nothing: whoever ticks everything has nothing.
pub fn worth(question: &Question, given: &Given, by_hand: Option<u32>) -> Points {
    let most = hundredths(question.points);
    let all_or_nothing = |right: bool| Points::Known(if right { most } else { 0 });
    match &question.task {
        Task::Single { choices } => {
            let right =
                |(number, choice): (usize, &Choice)| choice.right == given.has_chosen(number);
            all_or_nothing(choices.iter().enumerate().all(right))
        }
        Task::Multiple { choices } => Points::Known(part(choices, given, most)),
        Task::TrueFalse { right } => all_or_nothing(given.has_chosen(usize::from(*right))),
        Task::FillIn { accepted } => {
            let written = plain(given.written());
            all_or_nothing(accepted.iter().any(|one| plain(one.as_str()) == written))
        }
        Task::Open => by_hand.map_or(Points::Unread, |points| Points::Known(points.min(most))),
        Task::Reflection => Points::None,
    }
}

fn part(choices: &[Choice], given: &Given, most: u32) -> u32 {
    let count = |wanted: bool| {
        let chosen = (choices.iter().enumerate())
            .filter(|(number, choice)| choice.right == wanted && given.has_chosen(*number));
        u32::try_from(chosen.count()).unwrap_or(0)
    };
    let all = choices.iter().filter(|choice| choice.right).count();
    let all = u32::try_from(all).unwrap_or(1).max(1);
    most * count(true).saturating_sub(count(false)) / all
}

/// A few words without what does not matter in them.
fn plain(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// The score of an attempt that answers `questions` with `given`, of which some points were given by hand.
pub fn score(questions: &[Question], given: &BTreeMap<QuestionId, (Given, Option<u32>)>) -> Score {
    let mut score = Score::default();
    for question in questions {
        if matches!(question.task, Task::Reflection) {
            continue;
        }
        score.possible += hundredths(question.points);
        let Some((given, by_hand)) = given.get(&question.id) else {
            continue;
        };
        match worth(question, given, *by_hand) {
            Points::Known(points) => score.reached += points,
            Points::Unread => score.unread += 1,
            Points::None => {}
        }
    }
    score
}

/// The score that counts of those of somebody's submitted attempts, in their order.
pub fn kept(rule: KeptScore, scores: &[Score]) -> Option<Score> {
    match rule {
        KeptScore::First => scores.first().copied(),
        KeptScore::Latest => scores.last().copied(),
        // The first of equals.
        KeptScore::Highest => (scores.iter().rev())
            .max_by(|one, other| share(one).cmp(&share(other)))
            .copied(),
        KeptScore::Average => average(scores),
    }
}

/// Comparable also where attempts differ in what could be reached.
fn share(score: &Score) -> u64 {
    let possible = u64::from(score.possible.max(1));
    u64::from(score.reached) * 1_000_000 / possible
}

/// Of what the last attempt could reach.
fn average(scores: &[Score]) -> Option<Score> {
    let last = scores.last()?;
    let count = u64::try_from(scores.len()).unwrap_or(1);
    let mean = scores.iter().map(share).sum::<u64>() / count;
    Some(Score {
        reached: u32::try_from(mean * u64::from(last.possible) / 1_000_000).unwrap_or(u32::MAX),
        possible: last.possible,
        unread: scores.iter().map(|score| score.unread).sum(),
    })
}
