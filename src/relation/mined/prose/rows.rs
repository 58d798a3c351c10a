//! The rows of an edition's tables by the words of their labels and by unit, so that a sentence finds its own quickly.

use std::cell::RefCell;

use foldhash::HashMap;
use rust_decimal::Decimal;

use crate::figures::{Figure, Unit};
use crate::report::{FigureId, Report};
use crate::source::Language;

use super::sentence::Sentence;
use super::tokens::{self, ByToken, Token};
use crate::relation::Sheet;

/// A row of a table with its amounts.
#[derive(Debug)]
pub struct Row {
    /// Index of the sorts of unit.
    pub sort: Option<usize>,
    pub cells: Vec<Cell>,
    /// Tokens of the label and of the groups above it; one bit each in a match.
    pub label: u32,
    pub groups: u32,
}

/// An amount of a row.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    pub figure: FigureId,
    pub year: Option<i32>,
    /// A year such as 2022/23.
    pub split: bool,
}

/// A sort of unit and the bytes of a normalised value in it.
type Amount = (usize, [u8; 16]);

/// All rows of one language.
pub struct Rows<'a> {
    pub report: &'a Report,
    pub all: Vec<Row>,
    /// The year that most tables end with.
    pub latest: Option<i32>,
    by_token: ByToken<Vec<(usize, u8)>>,
    /// By the sorted tokens of labels.
    by_label: HashMap<Vec<u64>, Vec<usize>>,
    by_value: HashMap<Amount, Vec<(usize, usize)>>,
    sorts: RefCell<Sorts>,
}

/// Units that measure the same.
#[derive(Debug, Default)]
struct Sorts {
    first: Vec<Unit>,
    known: HashMap<Unit, Option<(usize, Decimal)>>,
}

/// A row whose label a sentence says, and how much of it, in hundredths.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    pub row: usize,
    /// Of the label, in the sentence near the figure.
    pub left: u32,
    /// Of the label, in the clause.
    pub clause: u32,
    /// Of the groups, anywhere in the sentence; 100 where there is none.
    pub groups: u32,
}

impl Match {
    /// 5 : 3 : 2.
    #[must_use]
    pub fn score(&self) -> u32 {
        (5 * self.left + 3 * self.clause + 2 * self.groups) / 10
    }
}

/// So many rows before a sentence and behind it are looked at for each of its words: the cost stays linear.
const NEAREST: usize = 48;
/// Labels with more tokens are cut: bits are few.
const MOST: usize = 30;

impl<'a> Rows<'a> {
    #[must_use]
    pub fn new(report: &'a Report, sheets: &[Sheet], language: Language) -> Rows<'a> {
        let mut rows = Rows {
            report,
            all: Vec::new(),
            latest: None,
            by_token: ByToken::default(),
            by_label: HashMap::default(),
            by_value: HashMap::default(),
            sorts: RefCell::new(Sorts::default()),
        };
        let mut ends: HashMap<i32, usize> = HashMap::default();
        for sheet in sheets.iter().filter(|sheet| sheet.language == language) {
            let years: Vec<(Option<i32>, bool)> =
                (0..sheet.columns.len()).map(|column| year(sheet, column)).collect();
            if let Some(last) = years.iter().filter_map(|(year, _)| *year).max() {
                *ends.entry(last).or_default() += 1;
            }
            for (index, row) in sheet.data() {
                let amounts = row.slots.iter().enumerate().filter_map(|(column, slot)| {
                    let (year, split) = *years.get(column)?;
                    Some(Cell { figure: slot.amount()?.figure, year, split })
                });
                let cells: Vec<Cell> = amounts.collect();
                if let Some(first) = cells.first() {
                    let groups =
                        row.groups.iter().map(|group| sheet.rows[*group].label).collect::<Vec<_>>().join(" ");
                    let unit = report.figures[first.figure].figure.unit.as_ref();
                    let sort = unit.and_then(|unit| rows.sort_new(unit));
                    rows.push(sheet.rows[index].label, &groups, sort, cells);
                }
            }
        }
        rows.latest = ends.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year);
        rows
    }

    fn push(&mut self, label: &str, groups: &str, sort: Option<usize>, cells: Vec<Cell>) {
        let row = self.all.len();
        let mut label = tokens::of_label(label);
        label.truncate(MOST);
        let mut sorted = label.clone();
        sorted.sort_unstable();
        self.by_label.entry(sorted).or_default().push(row);
        let mut groups = tokens::of_label(groups.trim_start_matches('按').trim_end_matches("劃分"));
        groups.retain(|token| !label.contains(token));
        groups.truncate(MOST);
        let all =
            label.iter().enumerate().chain(groups.iter().enumerate().map(|(at, token)| (at + 32, token)));
        for (bit, token) in all {
            let bit = u8::try_from(bit).unwrap_or(63);
            self.by_token.entry(*token).or_default().push((row, bit));
        }
        for (at, cell) in cells.iter().enumerate() {
            let figure = &self.report.figures[cell.figure].figure;
            if digits(figure.value) >= 3
                && let Some(sort) = sort
                && let Some(base) = self.base(figure)
            {
                self.by_value.entry((sort, base.normalize().serialize())).or_default().push((row, at));
            }
        }
        let count = |tokens: &[u64]| u32::try_from(tokens.len()).unwrap_or(0);
        self.all.push(Row { sort, cells, label: count(&label), groups: count(&groups) });
    }

    /// The sort of a unit, made where there is none yet.
    fn sort_new(&self, unit: &Unit) -> Option<usize> {
        if let Some(sort) = self.sort(unit) {
            return Some(sort.0);
        }
        let mut sorts = self.sorts.borrow_mut();
        sorts.first.push(Unit { currency: None, factor: Decimal::ONE, ..unit.clone() });
        // What had a sort keeps it.
        sorts.known.retain(|_, sort| sort.is_some());
        drop(sorts);
        self.sort(unit).map(|(sort, _)| sort)
    }

    /// The sort of a unit and how many of the sort's first unit it is.
    #[must_use]
    pub fn sort(&self, unit: &Unit) -> Option<(usize, Decimal)> {
        if let Some(known) = self.sorts.borrow().known.get(unit) {
            return *known;
        }
        let mut sorts = self.sorts.borrow_mut();
        let found = sorts.first.iter().enumerate().find_map(|(at, first)| Some((at, unit.ratio_to(first)?)));
        sorts.known.insert(unit.clone(), found);
        found
    }

    /// A figure in the first unit of its sort.
    #[must_use]
    pub fn base(&self, figure: &Figure) -> Option<Decimal> {
        figure.value.checked_mul(self.sort(figure.unit.as_ref()?)?.1)
    }

    /// The cells of a sort with a value, as row and place in it.
    #[must_use]
    pub fn with_value(&self, sort: usize, base: Decimal) -> &[(usize, usize)] {
        self.by_value.get(&(sort, base.normalize().serialize())).map(Vec::as_slice).unwrap_or_default()
    }

    /// The rows whose label has just these tokens, sorted.
    pub fn named(&self, tokens: &[u64]) -> impl Iterator<Item = usize> + '_ {
        self.by_label.get(tokens).map(Vec::as_slice).unwrap_or_default().iter().copied()
    }

    #[must_use]
    pub fn figure(&self, row: usize, cell: usize) -> &'a Figure {
        &self.report.figures[self.all[row].cells[cell].figure].figure
    }

    /// The first row that stands behind a sentence.
    #[must_use]
    pub fn next_after(&self, sentence: &Sentence) -> usize {
        // Figures are numbered in reading order.
        let here = sentence.mentions.first().map_or(0, |mention| mention.id);
        self.all.partition_point(|row| row.cells[0].figure < here)
    }

    /// Which rows a sentence names, token by token; of very many that have a token, those nearest to the sentence.
    #[must_use]
    pub fn hits(&self, sentence: &Sentence) -> Hits {
        let next = self.next_after(sentence);
        let mut hits: Vec<(usize, u8, usize)> = Vec::new();
        for Token { hash, at } in tokens::of_text(sentence.words()) {
            let rows = self.by_token.get(&hash).map(Vec::as_slice).unwrap_or_default();
            let middle = rows.partition_point(|(row, _)| *row < next);
            let near = &rows[middle.saturating_sub(NEAREST)..(middle + NEAREST).min(rows.len())];
            hits.extend(near.iter().map(|(row, bit)| (*row, *bit, sentence.range.start + at)));
        }
        hits.sort_unstable();
        Hits { hits }
    }

    /// The rows of a sort that a sentence names near one of its figures, best first.
    #[must_use]
    pub fn matches(&self, sentence: &Sentence, hits: &Hits, mention: usize, sort: usize) -> Vec<Match> {
        let range = &sentence.figure(mention).range;
        let clause = sentence.clause(mention);
        let behind = (range.end + sentence.after(mention).len()).min(clause.end);
        let mut matches = Vec::new();
        for of_row in hits.hits.chunk_by(|a, b| a.0 == b.0) {
            let index = of_row[0].0;
            let row = &self.all[index];
            if row.sort != Some(sort) || row.label == 0 {
                continue;
            }
            let (mut near, mut inside, mut anywhere) = (0_u64, 0_u64, 0_u64);
            for (_, bit, at) in of_row {
                let mask = 1_u64 << bit;
                anywhere |= mask;
                let before = *at < range.start;
                if before || (range.end <= *at && *at < behind) {
                    near |= mask;
                }
                if clause.start <= *at && (before || *at < behind) {
                    inside |= mask;
                }
            }
            let label = u64::from(u32::MAX);
            let share = |mask: u64, of: u32| (100 * mask.count_ones()).checked_div(of).unwrap_or(100);
            let found = Match {
                row: index,
                left: share(near & label, row.label),
                clause: share(inside & label, row.label),
                groups: share(anywhere & !label, row.groups),
            };
            if found.left > 0 {
                matches.push(found);
            }
        }
        matches.sort_by_key(|found| {
            (std::cmp::Reverse(found.score()), std::cmp::Reverse(self.all[found.row].label), found.row)
        });
        matches
    }
}

/// Tokens of a sentence that stand in labels: row, bit, place.
pub struct Hits {
    hits: Vec<(usize, u8, usize)>,
}

/// How many digits a value has, zeros at its end after the point not counted.
#[must_use]
pub fn digits(value: Decimal) -> u32 {
    value.normalize().mantissa().unsigned_abs().checked_ilog10().map_or(0, |log| log + 1)
}

fn year(sheet: &Sheet, column: usize) -> (Option<i32>, bool) {
    let Some(period) = sheet.period_of(column) else { return (None, false) };
    let year = period.0.get(..4).filter(|_| period.0.len() == 4).and_then(|year| year.parse().ok());
    let head = &sheet.columns[column].head;
    let split = head
        .as_bytes()
        .windows(3)
        .any(|part| part[0].is_ascii_digit() && matches!(part[1], b'/' | b'-') && part[2].is_ascii_digit());
    (year, split)
}
