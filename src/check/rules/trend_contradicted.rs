//! `trend-contradicted`: the words say that something rose, the figures that it fell, or the other way round.
//!
//! The figures are those of the sentence (由 8,733 升至 8,387), or those of a table: the row whose label the sentence
//! names, or in which the figure of the sentence stands. Figures that rounding cannot tell apart contradict nothing.

mod sentence;
mod table;
mod words;

use crate::check::editions;
use crate::check::{Arg, Context, Finding, FindingPlace, Message, Role, Rule, Severity};
use crate::figures::Figure;
use crate::report::{FigureId, Report};
use crate::source::Span;

use words::Direction;

pub const RULE: Rule = Rule { id: "trend-contradicted", severity: Severity::Error, run: check };

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let rows = table::Rows::of(report);
    let mut findings = Vec::new();
    for spot in editions::blocks(report) {
        let Some(text) = spot.block.text() else { continue };
        let mut claims = sentence::claims(report, text);
        claims.extend(rows.claims(report, spot, text));
        for claim in claims {
            if direction(report, claim.before, claim.after).is_some_and(|actual| actual != claim.said) {
                let word = text.span(spot.edition.file, &claim.word);
                findings.push(finding(report, &claim, &text.plain[claim.word.clone()], word));
            }
        }
    }
    editions::join(context, findings)
}

/// What some words say of two figures.
struct Claim {
    word: std::ops::Range<usize>,
    said: Direction,
    /// The earlier figure.
    before: FigureId,
    after: FigureId,
    severity: Severity,
}

/// Which way two figures go, if no rounding makes them equal.
fn direction(report: &Report, before: FigureId, after: FigureId) -> Option<Direction> {
    let (before, after) = (&report.figures[before].figure, &report.figures[after].figure);
    let comparable = |figure: &Figure| figure.upper.is_none() && !figure.value.is_sign_negative();
    let apart = !before.interval().intersects(&after.interval());
    if !comparable(before) || !comparable(after) || !apart {
        return None;
    }
    Some(if after.value > before.value { Direction::Up } else { Direction::Down })
}

fn finding(report: &Report, claim: &Claim, said: &str, word: Span) -> Finding {
    let printed = |id: FigureId| Arg::Text(report.figures[id].figure.printed.clone());
    let args = vec![
        ("said", Arg::Text(said.to_owned())),
        ("before", printed(claim.before)),
        ("after", printed(claim.after)),
    ];
    let message = Message { key: "finding-trend-contradicted", args };
    let places = vec![
        FindingPlace::words(word, Role::Suspect),
        FindingPlace::figure(report, claim.before, Role::Operand),
        FindingPlace::figure(report, claim.after, Role::Operand),
    ];
    Finding::new(RULE.id, claim.severity, message, places)
}
