//! `part-exceeds-whole`: a part larger than that of which it is a part: 其中 rows, groups by gender, attendance.
//!
//! In a sentence the whole is the largest amount of the same unit before 其中 or "of which". A part that a broken sum
//! takes in already is left to that finding.

mod pairs;
mod sentence;

use crate::check::evidence::Places;
use crate::check::{Arg, Arithmetic, Context, Finding, Message, Role, Rule, Severity, editions};
use crate::figures::{Figure, Kind, Qualifier};
use crate::relation::{Operand, print};
use crate::report::FigureId;

pub const RULE: Rule = Rule { id: "part-exceeds-whole", severity: Severity::Error, run: check };

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let mut findings = Vec::new();
    for (_, table) in editions::tables(report) {
        for family in pairs::families(report, table) {
            let (broken, held): (Vec<_>, Vec<_>) = family
                .into_iter()
                .filter(|pair| measurable(context, pair))
                .partition(|pair| exceeds(context, *pair));
            // A "part" that is mostly the larger is no part.
            if broken.len() > held.len().max(1) || broken.len() > 1 && held.is_empty() {
                continue;
            }
            let severity = if held.is_empty() { Severity::Warning } else { Severity::Error };
            findings.extend(broken.into_iter().filter_map(|pair| finding(context, pair, severity)));
        }
    }
    for spot in editions::blocks(report) {
        let pairs = spot.block.text().map(|text| sentence::pairs(report, text)).unwrap_or_default();
        let broken = pairs.into_iter().filter(|pair| measurable(context, pair) && exceeds(context, *pair));
        findings.extend(broken.filter_map(|pair| finding(context, pair, Severity::Warning)));
    }
    editions::join(context, findings)
}

/// A part and its whole.
type Pair = (FigureId, FigureId);

fn figure<'a>(context: &'a Context, id: FigureId) -> &'a Figure {
    &context.report.figures[id].figure
}

/// Whether both are plain amounts of one unit that can be compared.
fn measurable(context: &Context, (part, whole): &Pair) -> bool {
    let (part, whole) = (figure(context, *part), figure(context, *whole));
    let amount = |figure: &Figure| {
        matches!(figure.kind, Kind::Quantity | Kind::Count | Kind::Money)
            && figure.qualifier == Qualifier::Exact
            && figure.upper.is_none()
            && !figure.value.is_sign_negative()
            && figure.unit.as_ref().is_none_or(|unit| unit.per.is_none())
    };
    amount(part) && amount(whole) && part.unit == whole.unit
}

/// Whether no rounding makes the part fit; rounded alike, a part is never the larger.
fn exceeds(context: &Context, (part, whole): Pair) -> bool {
    let (part, whole) = (figure(context, part), figure(context, whole));
    let alike = part.quantum == whole.quantum;
    part.value > whole.value && (alike || !part.interval().intersects(&whole.interval()))
}

fn finding(context: &Context, (part, whole): Pair, severity: Severity) -> Option<Finding> {
    if in_broken_relation(context, part) || in_broken_relation(context, whole) {
        return None;
    }
    let (of_part, of_whole) = (figure(context, part), figure(context, whole));
    let mut places = Places::default();
    places.figure(context, part, Role::Suspect);
    places.figure(context, whole, Role::Operand);
    let args =
        vec![("part", Arg::Text(of_part.printed.clone())), ("whole", Arg::Text(of_whole.printed.clone()))];
    let message = Message { key: "finding-part-exceeds-whole", args };
    let mut finding = Finding::new(RULE.id, severity, message, places.into_vec());
    let apart = of_part.value.checked_sub(of_whole.value)?;
    finding.arithmetic = vec![Arithmetic {
        expression: format!("{} − {}", of_part.printed, of_whole.printed),
        result: print::grouped(apart),
        stated: None,
        difference: None,
        holds: false,
    }];
    Some(finding)
}

/// Whether a sum or another formula that does not hold takes a figure in already.
fn in_broken_relation(context: &Context, id: FigureId) -> bool {
    let metric = context.report.figures[id].binding.clone().map(Operand::Metric);
    let operands = metric.into_iter().chain([Operand::Figure(id)]);
    operands
        .into_iter()
        .any(|operand| context.relations_of(&operand).iter().any(|index| !context.relations[*index].holds))
}
