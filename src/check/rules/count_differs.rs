//! `count-differs`: a count in words and another number of things listed: 以下四項 and three items, eight members and
//! seven names, eight directors of whom three, one and three are named.
//!
//! A count speaks of a list only where its words lead up to it, and numbers far apart count different things.

mod inline;
mod parts;
mod people;
mod stated;

use crate::check::editions::{self, Spot};
use crate::check::{Arg, Context, Finding, FindingPlace, Message, Role, Rule, Severity};
use crate::figures::{Figure, Kind, Qualifier};
use crate::report::{Block, BlockKind, FigureId, Report, Text};
use crate::source::Span;

use stated::Stated;

pub const RULE: Rule = Rule { id: "count-differs", severity: Severity::Warning, run: check };

/// Counts that are further from what is listed count something else.
const FAR: usize = 2;
/// More things than this are not counted off in words.
const MOST: usize = 30;

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let mut findings = people::check(report);
    for spot in editions::blocks(report) {
        let Some(text) = spot.block.text() else { continue };
        for stated in stated::before_colons(report, text) {
            findings.extend(against_list(report, spot, text, &stated));
        }
        findings.extend(parts::check(report, text));
    }
    // The list and the parts of a sentence may both contradict one number.
    editions::once_a_figure(&mut findings);
    editions::join(context, findings)
}

/// The number of a count that could be counted off, if it is exact.
fn number(figure: &Figure) -> Option<usize> {
    let counted = matches!(figure.kind, Kind::Count | Kind::Quantity) && figure.value.is_integer();
    let number = usize::try_from(figure.value.trunc().normalize().mantissa()).ok()?;
    let plain = figure.value.scale() == 0 || figure.value.normalize().scale() == 0;
    (counted && plain && figure.qualifier == Qualifier::Exact && (2..=MOST).contains(&number))
        .then_some(number)
}

/// A count before a colon against the list behind it, in the same sentence or in the blocks that follow.
fn against_list(report: &Report, spot: Spot, text: &Text, stated: &Stated) -> Option<Finding> {
    let number = number(&report.figures[stated.figure].figure)?;
    let rest = text.plain[stated.end..].trim();
    let (listed, places) = if rest.is_empty() {
        let items = items(spot);
        let places =
            items.iter().map(|block| FindingPlace::words(first_line(report, block), Role::Witness)).collect();
        (items.len()..=items.len(), places)
    } else {
        (inline::count(rest)?, Vec::new())
    };
    let near =
        *listed.start() >= 2 && number.abs_diff(*listed.start()).min(number.abs_diff(*listed.end())) <= FAR;
    let differs = !listed.contains(&number) && near;
    differs.then(|| finding(report, stated.figure, *listed.start(), places))
}

/// The items of the list that stands right behind a block.
fn items(spot: Spot<'_>) -> Vec<&Block> {
    let behind = &spot.edition.blocks[spot.index + 1..];
    let depth = match behind.first().map(|block| &block.kind) {
        Some(BlockKind::Item { depth, .. }) => *depth,
        _ => return Vec::new(),
    };
    let list = behind.iter().take_while(|block| matches!(block.kind, BlockKind::Item { .. }));
    list.filter(|block| matches!(block.kind, BlockKind::Item { depth: of, .. } if of == depth)).collect()
}

fn first_line(report: &Report, block: &Block) -> Span {
    let source = report.sources.slice(block.span);
    let end = source.find('\n').unwrap_or(source.len());
    Span::new(block.span.file, block.span.start, block.span.start + end)
}

/// What is stated against what is listed.
fn finding(report: &Report, stated: FigureId, listed: usize, others: Vec<FindingPlace>) -> Finding {
    let args = vec![
        ("stated", Arg::Text(report.figures[stated].figure.printed.clone())),
        ("listed", Arg::Number(i64::try_from(listed).unwrap_or(i64::MAX))),
    ];
    let mut places = vec![FindingPlace::figure(report, stated, Role::Suspect)];
    places.extend(others);
    Finding::new(RULE.id, RULE.severity, Message { key: "finding-count-differs", args }, places)
}
