//! Which figure is which of an earlier reading, and which of them changed.

use std::collections::BTreeMap;

use crate::figures::{Figure, Kind};
use crate::report::pairing::align;
use crate::report::{Edition, FigureId, PlacedFigure, Report, Table, Text};
use crate::source::{FileId, Language};

use super::matching;
use super::units::{self, Body};

/// The figures of two readings, held to each other.
#[derive(Debug)]
pub struct Matched {
    /// For each figure now, the one that it was.
    pub was: Vec<Option<FigureId>>,
    /// For each figure then, the one that it is.
    pub is: Vec<Option<FigureId>>,
}

/// Holds the figures of two readings to each other, edition by edition.
#[must_use]
pub fn matched(old: &Report, new: &Report) -> Matched {
    let mut matched = Matched { was: vec![None; new.figures.len()], is: vec![None; old.figures.len()] };
    let names = matching::files(old, new);
    let before: BTreeMap<FileId, &Edition> = editions(old).map(|edition| (edition.file, edition)).collect();
    for edition in editions(new) {
        let Some(then) = names.get(&edition.file).and_then(|file| before.get(file)) else { continue };
        let (a, b) = (units::units(then, &old.figures), units::units(edition, &new.figures));
        for (at_a, at_b) in units::pairs(&a, &b) {
            let pairs = match (a[at_a].body, b[at_b].body) {
                (Body::Text(a), Body::Text(b)) => of_texts(old, new, a, b),
                (Body::Row(a, row_a), Body::Row(b, row_b)) => of_rows(old, new, (a, row_a), (b, row_b)),
                _ => Vec::new(),
            };
            for (a, b) in pairs {
                matched.was[b] = Some(a);
                matched.is[a] = Some(b);
            }
        }
    }
    matched
}

/// Whether a figure is one whose changes are told: amounts and dates, not section numbers and names.
#[must_use]
pub fn is_told(figure: &Figure) -> bool {
    figure.kind.carries_arithmetic() || matches!(figure.kind, Kind::Date | Kind::Period)
}

/// Whether a figure says what it said: value, precision, unit, and the words that loosen it.
#[must_use]
pub fn is_same(old: &Figure, new: &Figure) -> bool {
    (old.value, old.upper, old.quantum, old.qualifier) == (new.value, new.upper, new.quantum, new.qualifier)
        && old.unit == new.unit
}

fn editions(report: &Report) -> impl Iterator<Item = &Edition> {
    report.chapters.iter().flat_map(|chapter| {
        Language::ALL.into_iter().filter_map(|language| chapter.editions.get(language).as_ref())
    })
}

/// The figures of two paragraphs, by what they say and the words beside them.
fn of_texts(old: &Report, new: &Report, a: &Text, b: &Text) -> Vec<(FigureId, FigureId)> {
    let (of_a, of_b) = (a.figures.clone(), b.figures.clone());
    if a.plain == b.plain {
        return of_a.zip(of_b).collect();
    }
    let score = |at_a: usize, at_b: usize| {
        let (x, y) = (&old.figures[of_a.start + at_a], &new.figures[of_b.start + at_b]);
        let same = if is_same(&x.figure, &y.figure) { 6 } else { 0 };
        let kind = if x.figure.kind == y.figure.kind { 1 } else { -1 };
        let unit = if x.figure.unit == y.figure.unit { 1 } else { -1 };
        same + kind + unit + 2 * beside(a, x, b, y)
    };
    let matched = align(of_a.len(), of_b.len(), score).into_iter().filter_map(|(a, b)| a.zip(b));
    matched.map(|(at_a, at_b)| (of_a.start + at_a, of_b.start + at_b)).collect()
}

/// On how many sides the nearest words are the same.
fn beside(a: &Text, x: &PlacedFigure, b: &Text, y: &PlacedFigure) -> i32 {
    const NEAR: usize = 3;
    let before = |text: &Text, placed: &PlacedFigure| -> Vec<char> {
        let text = text.plain.get(..placed.figure.range.start).unwrap_or_default();
        text.chars().rev().filter(|char| char.is_alphabetic()).take(NEAR).collect()
    };
    let after = |text: &Text, placed: &PlacedFigure| -> Vec<char> {
        let text = text.plain.get(placed.figure.range.end..).unwrap_or_default();
        text.chars().filter(|char| char.is_alphabetic()).take(NEAR).collect()
    };
    i32::from(before(a, x) == before(b, y)) + i32::from(after(a, x) == after(b, y))
}

/// The figures of two rows, column by column.
fn of_rows(old: &Report, new: &Report, a: (&Table, usize), b: (&Table, usize)) -> Vec<(FigureId, FigureId)> {
    let text = |(table, row): (&Table, usize), column: usize| {
        table.rows[row].cells.get(column).map(|cell| cell.text.clone())
    };
    let pairs = columns(a.0, b.0).into_iter().filter_map(|(x, y)| Some((text(a, x)?, text(b, y)?)));
    pairs.flat_map(|(x, y)| of_texts(old, new, &x, &y)).collect()
}

/// Which column is which: by head, and where heads were changed and name no period, by place.
fn columns(a: &Table, b: &Table) -> Vec<(usize, usize)> {
    let key = |table: &Table, column: usize| {
        let column = &table.columns[column];
        (column.head.trim().to_owned(), column.period.clone())
    };
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let free_b = |pairs: &[(usize, usize)], at: usize| pairs.iter().all(|(_, taken)| *taken != at);
    for at_a in 0..a.columns.len() {
        let same = |at_b: &usize| key(a, at_a) == key(b, *at_b) && free_b(&pairs, *at_b);
        // The column in the same place first: heads may be empty or alike.
        let found =
            std::iter::once(at_a).filter(|at| *at < b.columns.len()).chain(0..b.columns.len()).find(same);
        pairs.extend(found.map(|at_b| (at_a, at_b)));
    }
    let period = |table: &Table, at: usize| table.columns[at].period.is_some();
    for at in 0..a.columns.len().min(b.columns.len()) {
        let free_a = pairs.iter().all(|(taken, _)| *taken != at);
        if free_a && free_b(&pairs, at) && !period(a, at) && !period(b, at) {
            pairs.push((at, at));
        }
    }
    pairs.sort_unstable();
    pairs
}
