//! What was measured beside what, and whether the goal was met.

use crate::spread::{Spread, figure};

/// A goal for a figure.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Goal {
    /// This or more.
    AtLeast(f64),
    /// This or less.
    AtMost(f64),
    /// None: told because somebody will ask.
    None,
}

/// One line of a table.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) what: String,
    pub(crate) usher: String,
    pub(crate) peer: String,
    pub(crate) limit: String,
    /// What the goal is about.
    pub(crate) judged: Spread,
    pub(crate) unit: &'static str,
    pub(crate) goal: Goal,
}

impl Line {
    /// A figure of ours against a goal of its own.
    pub(crate) fn alone(what: &str, judged: Spread, unit: &'static str, goal: Goal) -> Self {
        Self {
            what: what.to_owned(),
            usher: format!("{judged} {unit}"),
            peer: String::new(),
            limit: String::new(),
            judged,
            unit,
            goal,
        }
    }

    /// A figure of ours beside a peer's; the goal is about the ratio.
    pub(crate) fn beside_peer(
        what: &str,
        unit: &str,
        ours: &[f64],
        theirs: &[f64],
        goal: Goal,
    ) -> Self {
        Self {
            what: what.to_owned(),
            usher: format!("{} {unit}", Spread::of(ours.to_vec())),
            peer: format!("{} {unit}", Spread::of(theirs.to_vec())),
            limit: String::new(),
            judged: Spread::ratios(ours, theirs),
            unit: "×",
            goal,
        }
    }

    /// A figure of ours beside a limit of the machine; the goal is about the ratio.
    pub(crate) fn beside_limit(
        what: &str,
        unit: &str,
        ours: &[f64],
        limit: &[f64],
        goal: Goal,
    ) -> Self {
        let line = Self::beside_peer(what, unit, ours, limit, goal);
        Self {
            limit: line.peer.clone(),
            peer: String::new(),
            ..line
        }
    }

    /// Whether the goal is met, give or take the noise of what was measured.
    pub(crate) fn is_met(&self) -> bool {
        let (median, noise) = (self.judged.median(), self.judged.noise());
        match self.goal {
            Goal::AtLeast(goal) => median * (1.0 + noise) >= goal,
            Goal::AtMost(goal) => median * (1.0 - noise) <= goal,
            Goal::None => true,
        }
    }

    fn cells(&self) -> [String; 7] {
        let (goal, ok) = match self.goal {
            Goal::AtLeast(goal) => (format!("≥ {} {}", figure(goal), self.unit), self.is_met()),
            Goal::AtMost(goal) => (format!("≤ {} {}", figure(goal), self.unit), self.is_met()),
            Goal::None => (String::new(), true),
        };
        let judged = format!("{} {}", self.judged, self.unit);
        let verdict = match (self.goal, ok) {
            (Goal::None, _) => "",
            (_, true) => "yes",
            (_, false) => "**no**",
        };
        [
            self.what.clone(),
            self.usher.clone(),
            self.peer.clone(),
            self.limit.clone(),
            if judged == self.usher {
                String::new()
            } else {
                judged
            },
            goal,
            verdict.to_owned(),
        ]
    }
}

/// One section with its lines and what there is to say about them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) title: String,
    pub(crate) lines: Vec<Line>,
    pub(crate) notes: Vec<String>,
}

impl Table {
    /// An empty one.
    pub(crate) fn new(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            ..Self::default()
        }
    }

    /// Adds a line and shows it at once: a section takes minutes.
    pub(crate) fn add(&mut self, line: Line) {
        let cells = line.cells();
        let shown: Vec<_> = cells
            .iter()
            .filter(|cell| !cell.is_empty())
            .map(String::as_str)
            .collect();
        println!("    {}", shown.join(" | "));
        self.lines.push(line);
    }

    /// Adds a remark.
    pub(crate) fn note(&mut self, note: impl Into<String>) {
        let note = note.into();
        println!("    note: {note}");
        self.notes.push(note);
    }

    /// The lines whose goal was missed.
    pub(crate) fn missed(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| !line.is_met())
    }

    /// As Markdown.
    pub(crate) fn markdown(&self) -> String {
        let mut text = format!("## {}\n\n", self.title);
        text.push_str("| what | Usher | peer | limit | ratio | goal | ok |\n");
        text.push_str("| --- | --- | --- | --- | --- | --- | --- |\n");
        for line in &self.lines {
            text.push_str("| ");
            text.push_str(&line.cells().join(" | "));
            text.push_str(" |\n");
        }
        for note in &self.notes {
            text.push_str("\n* ");
            text.push_str(note);
        }
        text.push('\n');
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_is_missed_only_beyond_the_noise() {
        let line = |values: &[f64], goal| Line::alone("x", Spread::of(values.to_vec()), "", goal);
        assert!(line(&[0.8, 0.8, 0.9], Goal::AtLeast(0.85)).is_met());
        assert!(!line(&[0.8, 0.8, 0.8], Goal::AtLeast(0.85)).is_met());
        assert!(!line(&[41.0], Goal::AtMost(40.0)).is_met());
        assert!(line(&[41.0], Goal::None).is_met());
    }

    #[test]
    fn a_table_says_what_missed() {
        let mut table = Table::new("t");
        table.add(Line::beside_peer(
            "a",
            "/s",
            &[10.0],
            &[5.0],
            Goal::AtLeast(3.0),
        ));
        assert_eq!(table.missed().count(), 1);
        assert!(
            table
                .markdown()
                .contains("| a | 10.0 /s | 5.00 /s |  | 2.00 × | ≥ 3.00 × | **no** |")
        );
    }
}
