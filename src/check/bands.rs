//! Bands of a quantity, such as ages: 30 歲及以下, 31–39, 50+, and where one ends and the next begins.
//!
//! Bands are read from the labels of neighbouring rows, from the heads of neighbouring columns, and, for ages, from a
//! sentence. Whether 30 歲以下 takes in 30 is left open: whatever suits its neighbour is meant.

mod label;
mod sentence;

use rust_decimal::Decimal;

use crate::report::text::lower;
use crate::report::{BlockKind, ColumnRole, Report, RowKind, Table, Text};
use crate::source::Span;

use super::editions::{self, Spot};
use super::{Arg, Finding, FindingPlace, Message, Role, Severity};

/// One end of a band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// There is no end.
    None,
    Including(Decimal),
    Excluding(Decimal),
    /// 以下 and 以上 say neither.
    Either(Decimal),
}

/// A band as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    pub lower: Bound,
    pub upper: Bound,
    /// What stands around the numbers: `歲`, `aged`.
    frame: String,
    /// One unit of the last digit that its numbers show.
    pub step: Decimal,
    pub words: String,
    pub span: Span,
}

/// Neighbouring bands of one quantity, from the lowest up.
#[derive(Clone, Debug)]
pub struct Run<'a> {
    pub spot: Spot<'a>,
    pub bands: Vec<Band>,
    /// They are ages, or count whole things: a number stands in one band and no other.
    pub whole: bool,
}

/// Every run of at least three bands, or of two that have both ends.
#[must_use]
pub fn runs(report: &Report) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    for spot in editions::blocks(report) {
        let mut add = |bands: Vec<Option<Band>>, about: &str| split(spot, bands, about, &mut runs);
        match &spot.block.kind {
            BlockKind::Table(table) => {
                for (labels, about) in lists(spot, table) {
                    add(labels, &about);
                }
            }
            BlockKind::Paragraph(text) | BlockKind::Item { text, .. } | BlockKind::Note(text) => {
                for bands in sentence::in_sentences(spot, text) {
                    add(bands.into_iter().map(Some).collect(), "歲");
                }
            }
            _ => {}
        }
    }
    runs
}

/// What is told of two neighbouring bands and the stretch of numbers between or within them; `stretch` names it in
/// the message.
#[must_use]
pub fn finding(
    rule: &'static str,
    severity: Severity,
    key: &'static str,
    bands: [&Band; 2],
    (stretch, from, to): (&'static str, Decimal, Decimal),
) -> Finding {
    let [low, high] = bands.map(|band| Arg::Text(band.words.clone()));
    let numbers = if from == to { from.to_string() } else { format!("{from}–{to}") };
    let args = vec![("low", low), ("high", high), (stretch, Arg::Text(numbers))];
    let places = bands.map(|band| FindingPlace::words(band.span, Role::Suspect));
    Finding::new(rule, severity, Message { key, args }, places.into())
}

/// Adds a finding. The same bands in another table of the file are the same slip: those only add their places, and
/// nothing is returned.
pub fn tell(findings: &mut Vec<Finding>, finding: Finding) -> Option<&mut Finding> {
    let file = finding.primary().span.file;
    let same = |known: &&mut Finding| {
        known.message.args == finding.message.args && known.primary().span.file == file
    };
    if let Some(known) = findings.iter_mut().find(same) {
        known.places.extend(finding.places);
        return None;
    }
    findings.push(finding);
    findings.last_mut()
}

/// The labels of the rows of each group, and the heads of the columns, each with the words that stand above them.
fn lists(spot: Spot<'_>, table: &Table) -> Vec<(Vec<Option<Band>>, String)> {
    let mut lists: Vec<(Vec<Option<Band>>, String)> = Vec::new();
    let label = table.columns.iter().position(|column| column.role == ColumnRole::Label).unwrap_or(0);
    let mut last: Option<&Vec<usize>> = None;
    for (_, row) in table.body().filter(|(_, row)| row.kind == RowKind::Data) {
        if last != Some(&row.groups) {
            let above: Vec<&str> = row.groups.iter().map(|group| table.label(*group)).collect();
            lists.push((Vec::new(), format!("{} {}", above.join(" "), table.columns[label].head)));
            last = Some(&row.groups);
        }
        let band = row.cells.get(label).and_then(|cell| read(spot, &cell.text));
        if let Some((bands, _)) = lists.last_mut() {
            bands.push(band);
        }
    }
    for (row, _) in table.rows.iter().enumerate().filter(|(_, row)| row.kind == RowKind::Head) {
        let heads = table.rows[row].cells.iter().map(|cell| read(spot, &cell.text)).collect();
        lists.push((heads, table.label(row).to_owned()));
    }
    lists
}

/// Parts a list of labels into runs, and keeps those that are long enough to be a classification.
fn split<'a>(spot: Spot<'a>, bands: Vec<Option<Band>>, about: &str, runs: &mut Vec<Run<'a>>) {
    let mut run: Vec<Band> = Vec::new();
    for band in bands.into_iter().chain([None]) {
        let follows = match (run.last(), &band) {
            (None, Some(_)) => true,
            (Some(last), Some(band)) => {
                last.frame == band.frame && last.step == band.step && rises(&run, band)
            }
            (_, None) => false,
        };
        if !follows {
            close(spot, std::mem::take(&mut run), about, runs);
        }
        run.extend(band);
    }
}

fn close<'a>(spot: Spot<'a>, mut run: Vec<Band>, about: &str, runs: &mut Vec<Run<'a>>) {
    if run.len() > 1 && number(run[0].lower) > number(run[1].lower) {
        run.reverse();
    }
    let closed = run.iter().all(|band| band.lower != Bound::None && band.upper != Bound::None);
    if run.len() >= 3 || run.len() == 2 && closed {
        let words = lower(&format!("{about} {}", run[0].frame));
        let ages = ["歲", "年齡", "age", "years old"].iter().any(|word| words.contains(word));
        let counted =
            ["人", "名", "employees", "people", "persons"].iter().any(|word| run[0].frame.contains(word));
        runs.push(Run { spot, bands: run, whole: ages || counted });
    }
}

/// Whether a band goes on in the direction in which a run has gone so far; only its ends may be open.
fn rises(run: &[Band], band: &Band) -> bool {
    let Some(last) = run.last() else { return true };
    let up = match run {
        [.., before, last] => number(before.lower) < number(last.lower),
        _ => number(last.lower) < number(band.lower),
    };
    if up {
        last.upper != Bound::None && number(last.lower) < number(band.lower) && ends(last) < ends(band)
    } else {
        last.lower != Bound::None && number(last.lower) > number(band.lower) && ends(last) > ends(band)
    }
}

fn number(bound: Bound) -> Option<Decimal> {
    match bound {
        Bound::None => None,
        Bound::Including(value) | Bound::Excluding(value) | Bound::Either(value) => Some(value),
    }
}

fn ends(band: &Band) -> Decimal {
    number(band.upper).unwrap_or(Decimal::MAX)
}

/// The band that a whole label is.
fn read(spot: Spot<'_>, text: &Text) -> Option<Band> {
    let label = text.plain.trim();
    let (lower, upper, frame, step) = label::parse(label)?;
    let start = text.plain.find(label)?;
    let span = text.span(spot.edition.file, &(start..start + label.len()));
    Some(Band { lower, upper, frame, step, words: label.to_owned(), span })
}
