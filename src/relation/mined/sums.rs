//! Blocks of consecutive lines that add up to a line: totals below and above, nested, with an odd line left out.
//!
//! A found block is put away under its total, so that totals of totals are found too. A sum must hold somewhere in
//! more digits than chance would give; trying many candidates costs digits, the natural one costs none.

use super::lines::{Lines, Sums, Trial};
use super::verdict::{self, Reading};

/// A line that is the sum of others in at least one column.
#[derive(Clone, Debug)]
pub struct Found {
    pub total: usize,
    /// Indices into [`Lines::lines`].
    pub parts: Vec<usize>,
    /// Parts that are taken away.
    pub minus: Vec<usize>,
    /// The total names its parts.
    pub named: bool,
    /// How many lines between them were left out.
    pub omitted: usize,
    /// The parts are all lines from where the table, a group or the last total ends.
    pub natural: bool,
    pub trials: Vec<Trial>,
}

/// Longer runs are seldom one sum, and cost time.
const LONGEST: usize = 30;
/// Beyond these, lines are not left out of a sum by trial.
const SEARCHED: usize = 14;
/// Digits of evidence that a sum needs, what a label calls a result, and a labelled total.
const NEEDED: f64 = 3.0;
const NEEDED_RESULT: f64 = 2.3;
const NEEDED_LABELLED: f64 = 1.5;
/// What it is worth that a whole block of lines is out by a slip.
const NATURAL: f64 = 0.6;

impl Found {
    #[must_use]
    pub fn new(total: usize, parts: Vec<usize>, trials: Vec<Trial>) -> Found {
        Found { total, parts, minus: Vec::new(), named: false, omitted: 0, natural: false, trials }
    }

    #[must_use]
    pub fn holds(&self) -> usize {
        self.trials.iter().filter(|trial| matches!(trial, Trial::Holds { .. })).count()
    }

    #[must_use]
    pub fn fails(&self) -> usize {
        self.trials.iter().filter(|trial| matches!(trial, Trial::Fails { .. })).count()
    }

    #[must_use]
    pub fn digits(&self) -> f64 {
        let digits = |trial: &Trial| if let Trial::Holds { digits, .. } = trial { *digits } else { 0.0 };
        self.trials.iter().map(digits).sum()
    }

    /// Whether it shows so many digits of evidence, those of a slip that would mend its one broken column among them.
    fn shows(&self, reading: Reading, needed: f64) -> bool {
        if self.digits() >= needed {
            return true;
        }
        let broken = self.trials.iter().position(|trial| matches!(trial, Trial::Fails { .. }));
        let slip =
            broken.filter(|_| self.fails() == 1).and_then(|at| verdict::slip_tenths(reading, self, at));
        let needed = if self.natural { needed - NATURAL } else { needed };
        slip.is_some_and(|tenths| self.digits() + f64::from(tenths) / 10.0 >= needed)
    }

    /// Better first: more columns, then more digits.
    fn rank(&self, natural: bool) -> (isize, bool, i64) {
        let count = |count: usize| isize::try_from(count).unwrap_or(isize::MAX / 8);
        let score = 2 * count(self.holds()) - 2 * count(self.fails()) - count(self.omitted);
        #[expect(clippy::cast_possible_truncation, reason = "thousandths of a digit order ties well enough")]
        let digits = (self.digits() * 1000.0) as i64;
        (score, natural, digits)
    }
}

/// The sums of some lines, each total once.
#[must_use]
pub fn find(reading: Reading) -> Vec<Found> {
    let lines = reading.lines;
    let mut found: Vec<Found> = Vec::new();
    let mut active: Vec<usize> = Vec::new();
    let mut is_total = vec![false; lines.items.len()];
    for total in 0..lines.items.len() {
        let run = run(lines, &active, total);
        let best = best(reading, &run, total, &is_total);
        if let Some(sum) = best {
            active.retain(|line| !sum.parts.contains(line));
            is_total[total] = true;
            found.push(sum);
        }
        active.push(total);
    }
    found
}

/// The last lines of a total's unit that no total has put away.
fn run(lines: &Lines, active: &[usize], total: usize) -> Vec<usize> {
    let unit = lines.items[total].unit;
    let of_unit = active.iter().rev().copied().filter(|line| lines.items[*line].unit == unit);
    let mut run: Vec<usize> = of_unit.take(LONGEST).collect();
    run.reverse();
    run
}

fn best(reading: Reading, run: &[usize], total: usize, is_total: &[bool]) -> Option<Found> {
    let lines = reading.lines;
    let natural = |start: usize| start == 0 || lines.items[run[start]].opens || is_total[run[start - 1]];
    let mut search = Search { lines, run, total, tried: 0, best: None, whole: false };
    let mut sums = lines.sum(&[]);
    for start in (0..run.len()).rev() {
        sums.add(&lines.items[run[start]], 1);
        if sums.count >= 2 {
            search.consider(&sums, natural(start), &[]);
        }
        let inner = run[start + 1..].iter().copied();
        let within: Vec<usize> = inner.filter(|line| lines.items[*line].within).collect();
        if !within.is_empty() && sums.count >= within.len() + 2 {
            search.consider(&sums, natural(start), &within);
        }
    }
    if !search.whole && run.len() <= SEARCHED {
        let mut sums = lines.sum(&[]);
        for start in (0..run.len()).rev() {
            sums.add(&lines.items[run[start]], 1);
            if sums.count > 2 {
                search.omit(&sums, start);
            }
        }
    }
    search.result(reading)
}

/// The search for the sum of one total.
struct Search<'a> {
    lines: &'a Lines,
    run: &'a [usize],
    total: usize,
    tried: u32,
    /// The best so far, and whether it is a natural one.
    best: Option<(Found, bool)>,
    /// Some sum holds wherever it says anything.
    whole: bool,
}

impl Search<'_> {
    /// Weighs the last lines of the run, added up, without some of them.
    fn consider(&mut self, sums: &Sums, natural: bool, left_out: &[usize]) {
        self.tried += 1;
        // Few sums hold anywhere: only for those is anything put down.
        if !self.lines.holds_without(self.total, sums, left_out) {
            return;
        }
        let taken = self.run[self.run.len() - sums.count..].iter().copied();
        let parts = taken.filter(|line| !left_out.contains(line)).collect();
        let without = |rest: Sums, line: &usize| rest.without(&self.lines.items[*line]);
        let trials = self.lines.trials(self.total, &left_out.iter().fold(sums.clone(), without));
        // A part of a part is rightly left out.
        let omitted = left_out.iter().filter(|line| !self.lines.items[**line].within).count();
        let found = Found { omitted, ..Found::new(self.total, parts, trials) };
        self.whole |= found.fails() == 0;
        if self.best.as_ref().is_none_or(|(known, was)| found.rank(natural) > known.rank(*was)) {
            self.best = Some((found, natural));
        }
    }

    /// Weighs a block of lines without one or two of them, never its first, and never so that fewer than two stay.
    fn omit(&mut self, sums: &Sums, start: usize) {
        let inner = &self.run[start + 1..];
        for one in inner {
            self.consider(sums, false, &[*one]);
        }
        if inner.len() >= 3 {
            for (at, one) in inner.iter().enumerate() {
                for two in &inner[at + 1..] {
                    self.consider(sums, false, &[*one, *two]);
                }
            }
        }
    }

    /// The best sum, if it is more than chance.
    fn result(self, reading: Reading) -> Option<Found> {
        let (found, natural) = self.best?;
        let labelled = self.lines.items[self.total].is_total;
        // Some two of a few rows come to a third by chance: leaving rows out wants a second column.
        if found.omitted > 0 && found.holds() < 2 && !labelled {
            return None;
        }
        let is_result = self.lines.items[self.total].is_result;
        let mut needed = match (labelled, is_result) {
            (true, _) => NEEDED_LABELLED,
            (_, true) => NEEDED_RESULT,
            _ => NEEDED,
        };
        if !natural {
            needed += f64::from(self.tried).log10() + if labelled && found.fails() > 0 { 1.5 } else { 0.0 };
        }
        let found = Found { natural, ..found };
        (found.fails() <= found.holds() && found.shows(reading, needed)).then_some(found)
    }
}

/// It holds somewhere, and not because a line is taken away from its equal.
fn says_something(lines: &Lines, sum: &Found) -> bool {
    let amount = |line: &usize, column: usize| lines.items[*line].cells[column].amount().map(|of| of.twice);
    let cancels = |column: usize| {
        let taken = |line| sum.minus.iter().any(|other| amount(line, column) == amount(other, column));
        sum.parts.iter().any(taken)
    };
    (0..sum.trials.len()).any(|column| matches!(sum.trials[column], Trial::Holds { .. }) && !cancels(column))
}

/// A difference: the first of up to six lines less the others, or a sum with one line taken away.
#[must_use]
pub fn signed(reading: Reading, explained: &[usize]) -> Vec<Found> {
    let lines = reading.lines;
    let mut found: Vec<Found> = Vec::new();
    for total in 2..lines.items.len() {
        if explained.contains(&total) {
            continue;
        }
        let same = |line: &usize| lines.items[*line].unit == lines.items[total].unit;
        let above: Vec<usize> = (total.saturating_sub(6)..total).filter(same).collect();
        let mut tried = 0_u32;
        let mut best: Option<Found> = None;
        for start in 0..above.len().saturating_sub(1) {
            let block = &above[start..];
            let rest_negative = std::iter::once(block[1..].to_vec());
            let single = if block.len() <= 4 && block.len() > 2 { &block[1..] } else { &[] };
            for minus in rest_negative.chain(single.iter().map(|line| vec![*line])) {
                tried += 1;
                let mut sums = lines.sum(&[]);
                for line in block {
                    sums.add(&lines.items[*line], if minus.contains(line) { -1 } else { 1 });
                }
                let parts = block.iter().copied().filter(|line| !minus.contains(line)).collect();
                let trial = Found { minus, ..Found::new(total, parts, lines.trials(total, &sums)) };
                let better = best.as_ref().is_none_or(|known| trial.rank(false) > known.rank(false));
                if better && says_something(lines, &trial) {
                    best = Some(trial);
                }
            }
        }
        let needed = NEEDED + f64::from(tried.max(1)).log10();
        let meant = |found: &Found| found.fails() <= found.holds() && found.shows(reading, needed);
        found.extend(best.filter(meant));
    }
    found
}
