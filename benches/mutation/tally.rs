//! Counts of what was planted and found, and their table.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::plant::Change;
use super::trial::{Found, Kind, Ties, Verdict};

/// What was found of many changes.
#[derive(Default)]
pub struct Tally {
    /// Figures from which those to change were drawn.
    tied: usize,
    /// Figures that carry arithmetic.
    counted: usize,
    all: Line,
    by_change: BTreeMap<Change, Line>,
    by_kind: BTreeMap<Kind, Line>,
    /// What was not found, and false alarms, in words.
    pub misses: Vec<String>,
}

#[derive(Clone, Default)]
struct Line {
    planted: usize,
    within_rounding: usize,
    found: usize,
    at_figure: usize,
    named: usize,
    false_alarms: usize,
}

impl Tally {
    pub fn new(tied: usize, counted: usize) -> Tally {
        Tally { tied, counted, ..Tally::default() }
    }

    pub fn count(&mut self, change: Change, ties: &Ties, verdict: &Verdict) {
        self.all.count(verdict);
        self.by_change.entry(change).or_default().count(verdict);
        for kind in &ties.kinds {
            self.by_kind.entry(*kind).or_default().count(verdict);
        }
        if verdict.found == Found::Nowhere && !verdict.within_rounding {
            self.misses.push(format!("not found: {} ({:?})", verdict.words, ties.kinds));
        } else if verdict.false_alarms > 0 {
            self.misses.push(format!("false alarm: {}", verdict.words));
        }
    }

    pub fn add(&mut self, other: &Tally) {
        self.tied += other.tied;
        self.counted += other.counted;
        self.all.add(&other.all);
        self.misses.extend(other.misses.iter().cloned());
        for (change, line) in &other.by_change {
            self.by_change.entry(*change).or_default().add(line);
        }
        for (kind, line) in &other.by_kind {
            self.by_kind.entry(*kind).or_default().add(line);
        }
    }

    /// A figure of several kinds is counted in the line of each.
    pub fn table(&self, title: &str) -> String {
        let share = percent(self.tied, self.counted);
        let mut out = format!("{title}; {} of {} figures tied ({share})\n", self.tied, self.counted);
        writeln!(
            out,
            "{:<24}{:>8}{:>16}{:>9}{:>15}{:>9}{:>14}",
            "", "planted", "within rounding", "found", "at the figure", "named", "false alarms"
        )
        .expect("a string can be written to");
        self.all.write("all", &mut out);
        for (change, line) in &self.by_change {
            line.write(change.name(), &mut out);
        }
        for (kind, line) in &self.by_kind {
            line.write(kind.name(), &mut out);
        }
        out
    }
}

impl Line {
    fn count(&mut self, verdict: &Verdict) {
        self.false_alarms += verdict.false_alarms;
        self.planted += 1;
        // What is found although rounding would explain it is found; what is not is nobody's miss.
        self.within_rounding += usize::from(verdict.within_rounding && verdict.found == Found::Nowhere);
        self.found += usize::from(verdict.found >= Found::Near);
        self.at_figure += usize::from(verdict.found >= Found::AtFigure);
        self.named += usize::from(verdict.found == Found::Named);
    }

    fn add(&mut self, other: &Line) {
        self.planted += other.planted;
        self.within_rounding += other.within_rounding;
        self.found += other.found;
        self.at_figure += other.at_figure;
        self.named += other.named;
        self.false_alarms += other.false_alarms;
    }

    fn write(&self, name: &str, out: &mut String) {
        let could = self.planted - self.within_rounding;
        let share = |part| percent(part, could);
        writeln!(
            out,
            "{name:<24}{:>8}{:>16}{:>9}{:>15}{:>9}{:>14}",
            self.planted,
            self.within_rounding,
            share(self.found),
            share(self.at_figure),
            share(self.named),
            self.false_alarms
        )
        .expect("a string can be written to");
    }
}

fn percent(part: usize, whole: usize) -> String {
    let tenths = (part * 1000 + whole / 2).checked_div(whole).unwrap_or_default();
    format!("{}.{}%", tenths / 10, tenths % 10)
}
