//! A figure in a sentence and the cell of a table that states the same: matched by words, unit and year.
//!
//! A figure that agrees is tied. One that differs is accused only where the words leave no other cell, or where another
//! figure of the sentence agrees with the same row in its own year.

mod named;
mod neighbour;

use rust_decimal::Decimal;

use crate::figures::{Figure, Qualifier, Slip, Unit, agree, shown_digits, slip};
use crate::relation::{Expression, Operand, RelationKind, Term};

use super::Found;
use super::rows::{Hits, Rows};
use super::sentence::Sentence;
use super::words::{self, says};
use super::year::{self, Year};

/// The cell that a figure of a sentence is.
#[derive(Clone, Copy, Debug)]
pub struct Tie {
    pub mention: usize,
    pub row: usize,
    /// Index into the cells of the row.
    pub cell: usize,
    /// The words speak for it too, not only the value.
    pub said: bool,
}

/// Ties figures to cells, and accuses those that differ from theirs.
pub fn find(sentence: &Sentence, rows: &Rows, hits: &Hits, found: &mut Vec<Found>) -> Vec<Tie> {
    let reading = Reading { sentence, rows, hits };
    let mut ties: Vec<Tie> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for mention in sentence.amounts() {
        match reading.tie(mention) {
            Some(tie) => ties.push(tie),
            None => open.push(mention),
        }
    }
    open.retain(|mention| !sentence.mentions[*mention].is_bound);
    if !open.is_empty() && says(sentence.words(), words::AIMS) {
        open.clear();
    }
    for mention in open {
        found.extend(reading.by_neighbour(mention, &ties).or_else(|| reading.by_words(mention)));
    }
    for tie in ties.iter().filter(|tie| !sentence.mentions[tie.mention].is_bound) {
        found.extend(reading.restatement(tie.mention, (tie.row, tie.cell), true));
    }
    ties
}

#[derive(Clone, Copy)]
struct Reading<'a> {
    sentence: &'a Sentence<'a>,
    rows: &'a Rows<'a>,
    hits: &'a Hits,
}

/// Two thousandths: so near that the figure is meant to be the same.
const NEAR: Decimal = Decimal::from_parts(2, 0, 0, false, 3);

impl Reading<'_> {
    /// The cell that a figure agrees with.
    fn tie(&self, mention: usize) -> Option<Tie> {
        let figure = self.sentence.figure(mention);
        // A limit states nothing.
        if figure.qualifier == Qualifier::Under {
            return None;
        }
        let (sort, _) = self.rows.sort(self.unit(mention)?)?;
        let year = year::of(self.sentence, mention);
        let count = shown_digits(figure.value);
        let base = self.base(mention)?;
        let mut best: Option<(u32, Tie)> = None;
        for of_row in self.rows.matches(self.sentence, self.hits, mention, sort) {
            let row = &self.rows.all[of_row.row];
            for (cell, at) in row.cells.iter().enumerate() {
                let of_year = self.is_of_year(at.year, at.split, year);
                let exact = self.sentence.mentions[mention].is_exact();
                let enough = match count {
                    _ if !exact => of_year && of_row.score() >= 50,
                    0 | 1 => of_year && of_row.left >= 80 && of_row.clause >= 50,
                    2 => of_year && of_row.score() >= 50,
                    _ => of_row.score() >= 30,
                };
                if enough && self.agrees(mention, base, (of_row.row, cell)) {
                    let points = of_row.score() + if of_year { 100 } else { 0 };
                    if best.is_none_or(|(most, _)| most < points) {
                        let said = of_row.score() >= 50 && of_year;
                        best = Some((points, Tie { mention, row: of_row.row, cell, said }));
                    }
                }
            }
        }
        if let Some((_, tie)) = best {
            return Some(tie);
        }
        if count < 4 || !self.sentence.mentions[mention].is_exact() {
            return None;
        }
        let here = self.rows.next_after(self.sentence);
        let same = self.rows.with_value(sort, base).iter();
        let same = same.filter(|(row, cell)| self.agrees(mention, base, (*row, *cell)));
        let (row, cell) = same.min_by_key(|(row, _)| row.abs_diff(here))?;
        Some(Tie { mention, row: *row, cell: *cell, said: false })
    }

    /// The unit of a figure; of the first of `from 139.2 to 112.5 tonnes`, that of the second.
    fn unit(&self, mention: usize) -> Option<&Unit> {
        let own = self.sentence.figure(mention).unit.as_ref();
        own.or_else(|| {
            let next = (mention + 1..self.sentence.mentions.len())
                .find(|next| self.sentence.mentions[*next].is_amount())?;
            let between = self.sentence.between(mention, next).trim();
            let joined = matches!(between, "to" | "至" | "and")
                || between.ends_with("增至")
                || between.ends_with("降至")
                || between.ends_with("減至");
            joined.then_some(self.sentence.figure(next).unit.as_ref()).flatten()
        })
    }

    /// A figure in the first unit of its sort.
    fn base(&self, mention: usize) -> Option<Decimal> {
        let (_, factor) = self.rows.sort(self.unit(mention)?)?;
        self.sentence.figure(mention).value.checked_mul(factor)
    }

    fn agrees(&self, mention: usize, base: Decimal, (row, cell): (usize, usize)) -> bool {
        let of_cell = self.rows.figure(row, cell);
        let Some(value) = self.rows.base(of_cell) else { return false };
        let loose = !self.sentence.mentions[mention].is_exact();
        let far = value.saturating_sub(base).abs() > value.abs() / Decimal::from(if loose { 5 } else { 20 });
        let figure = self.sentence.figure(mention);
        if far {
            return false;
        }
        if figure.unit.is_some() { agree(figure, of_cell) } else { figure.value == of_cell.value }
    }

    fn is_of_year(&self, column: Option<i32>, split: bool, year: Year) -> bool {
        let latest = self.rows.latest;
        match year {
            // The calendar year 2023 may be either of two years that touch it.
            Year::Named { year, split: named } => column == Some(year) && split == named,
            Year::Last => column.is_some() && column == latest.map(|latest| latest - 1),
            Year::Current => column.is_none() || column == latest,
            Year::Unclear => false,
        }
    }

    /// The cell of a row in a year, if there is one.
    fn cell_of(&self, row: usize, year: Year) -> Option<usize> {
        let mut cells = self.rows.all[row].cells.iter().enumerate();
        let found =
            cells.find(|(_, cell)| cell.year.is_some() && self.is_of_year(cell.year, cell.split, year));
        found.map(|(at, _)| at)
    }

    fn restatement(&self, mention: usize, (row, cell): (usize, usize), holds: bool) -> Option<Found> {
        let of_cell = self.rows.figure(row, cell);
        let factor = self.unit(mention)?.ratio_to(of_cell.unit.as_ref()?)?;
        let own = Operand::Figure(self.sentence.mentions[mention].id);
        let other = Operand::Figure(self.rows.all[row].cells[cell].figure);
        Some(Found {
            kind: RelationKind::Restatement,
            left: Expression::Term(Term { operand: own, factor }),
            right: Expression::figure(other),
            span: self.sentence.mentions[mention].span,
            slack: Decimal::ZERO,
            certain: false,
            holds,
        })
    }
}

fn is_within(value: Decimal, base: Decimal, times: i64) -> bool {
    let (small, large) =
        if value.abs() < base.abs() { (value.abs(), base.abs()) } else { (base.abs(), value.abs()) };
    !small.is_zero()
        && large <= small.saturating_mul(Decimal::from(times))
        && value.is_sign_negative() == base.is_sign_negative()
}

/// A slip of the printed digits, not merely of the last one.
fn is_slip(a: &Figure, b: &Figure) -> bool {
    let far = a.value.saturating_sub(b.value).abs() >= a.quantum.max(b.quantum).saturating_mul(Decimal::TEN);
    let slip = slip(&a.printed, &b.printed);
    far && slip.is_some_and(|slip| !matches!(slip, Slip::YiForBillion | Slip::WanForMillion))
}
