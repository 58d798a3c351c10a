//! Which paragraph or row of a table is which of an earlier reading, though its figures or words changed.

use crate::report::pairing::align;
use crate::report::{Block, BlockKind, Edition, PlacedFigure, Table, Text};

use super::matching::monotone;

/// A paragraph, or a row of a table.
pub(super) struct Unit<'a> {
    pub(super) body: Body<'a>,
    /// What sort of block it is of.
    sort: u8,
    /// Its words as they stand.
    exact: String,
    /// The same with a mark for each figure.
    masked: String,
    words: Vec<String>,
}

#[derive(Clone, Copy)]
pub(super) enum Body<'a> {
    Text(&'a Text),
    Row(&'a Table, usize),
}

/// Units that cannot be one another.
const NEVER: i32 = -1_000;

/// The units of an edition, in reading order.
pub(super) fn units<'a>(edition: &'a Edition, figures: &[PlacedFigure]) -> Vec<Unit<'a>> {
    edition.blocks.iter().flat_map(|block| of_block(block, figures)).collect()
}

fn of_block<'a>(block: &'a Block, figures: &[PlacedFigure]) -> Vec<Unit<'a>> {
    if let BlockKind::Table(table) = &block.kind {
        return (0..table.rows.len()).map(|row| of_row(table, row, figures)).collect();
    }
    let sort = match block.kind {
        BlockKind::Heading { .. } => 1,
        BlockKind::Footnote { .. } | BlockKind::Note(_) => 2,
        BlockKind::Caption(_) => 3,
        _ => 4,
    };
    let unit = |text: &'a Text| Unit::new(Body::Text(text), sort, text.plain.clone(), masked(text, figures));
    block.text().map(unit).into_iter().collect()
}

/// A row is known by its groups too: many rows of a table read alike.
fn of_row<'a>(table: &'a Table, row: usize, figures: &[PlacedFigure]) -> Unit<'a> {
    let groups: String =
        table.rows[row].groups.iter().map(|group| format!("{}\n", table.label(*group))).collect();
    let cells = || table.rows[row].cells.iter().map(|cell| &cell.text);
    let exact: String = cells().map(|text| format!("{}\n", text.plain)).collect();
    let masked: String = cells().map(|text| format!("{}\n", masked(text, figures))).collect();
    Unit::new(Body::Row(table, row), 0, format!("{groups}{exact}"), format!("{groups}{masked}"))
}

impl<'a> Unit<'a> {
    fn new(body: Body<'a>, sort: u8, exact: String, masked: String) -> Unit<'a> {
        Unit { body, sort, exact, words: words(&masked), masked }
    }
}

/// The text with `#` for each of its figures.
fn masked(text: &Text, figures: &[PlacedFigure]) -> String {
    let mut masked = text.plain.clone();
    for placed in figures[text.figures.clone()].iter().rev() {
        let range = placed.figure.range.clone();
        if text.plain.get(range.clone()).is_some() {
            masked.replace_range(range, "#");
        }
    }
    masked
}

/// Words of Latin letters, single Han characters; each once, in order.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for part in text.split(|char: char| !char.is_alphanumeric()).filter(|part| !part.is_empty()) {
        if part.is_ascii() {
            words.push(part.to_lowercase());
        } else {
            words.extend(part.chars().map(String::from));
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// Pairs of an earlier unit and a later one: first those that did not change, then those that changed in figures
/// only, then those that have the most words in common.
pub(super) fn pairs(old: &[Unit], new: &[Unit]) -> Vec<Pair> {
    let keys = |units: &[Unit], key: fn(&Unit) -> String| units.iter().map(key).collect::<Vec<_>>();
    let exact: fn(&Unit) -> String = |unit| unit.exact.clone();
    let masked: fn(&Unit) -> String = |unit| unit.masked.clone();
    let same = monotone(&keys(old, exact), &keys(new, exact));
    between(&same, old.len(), new.len(), &|a, b| {
        let (old, new) = (&old[a.0..b.0], &new[a.1..b.1]);
        let alike = monotone(&keys(old, masked), &keys(new, masked));
        between(&alike, old.len(), new.len(), &|a, b| reworded(&old[a.0..b.0], &new[a.1..b.1]))
    })
}

/// An index of the old sequence and one of the new.
type Pair = (usize, usize);

/// Anchors, and between them what is matched in each gap.
fn between(anchors: &[Pair], old: usize, new: usize, in_gap: &dyn Fn(Pair, Pair) -> Vec<Pair>) -> Vec<Pair> {
    let mut all = Vec::new();
    let mut from = (0, 0);
    for (at, anchor) in anchors.iter().copied().chain([(old, new)]).enumerate() {
        if from.0 < anchor.0 && from.1 < anchor.1 {
            all.extend(in_gap(from, anchor).into_iter().map(|(a, b)| (from.0 + a, from.1 + b)));
        }
        if at < anchors.len() {
            all.push(anchor);
        }
        from = (anchor.0 + 1, anchor.1 + 1);
    }
    all
}

fn reworded(old: &[Unit], new: &[Unit]) -> Vec<Pair> {
    let score = |a: usize, b: usize| {
        let (a, b) = (&old[a], &new[b]);
        let common = a.words.iter().filter(|word| b.words.binary_search(word).is_ok()).count();
        let most = a.words.len().max(b.words.len()).max(1);
        if a.sort != b.sort || common * 5 < most * 2 {
            return NEVER;
        }
        i32::try_from(common * 10 / most).unwrap_or(0)
    };
    let matched = align(old.len(), new.len(), score).into_iter().filter_map(|(a, b)| a.zip(b));
    // Beyond its limit `align` pairs by place alone.
    matched.filter(|(a, b)| score(*a, *b) != NEVER).collect()
}
