//! A count that is said to be made up of others: 由八名董事組成，包括三名執行董事、一名非執行董事及三名獨立非執行董事.

use rust_decimal::Decimal;

use crate::check::{Arg, Arithmetic, Finding, FindingPlace, Message, Role};
use crate::figures::{Figure, Kind, Qualifier};
use crate::report::text::sentences;
use crate::report::{FigureId, Report, Text};

use super::RULE;

/// Words that say that what follows is the whole.
const WHOLE: [&str; 9] = [
    "組成",
    "分佈如下",
    "如下：",
    "分別為",
    "comprises",
    "comprising",
    "consists of",
    "consisting of",
    "made up of",
];
/// Between parts stand separators and the names of what is counted, nothing that begins another statement.
const BREAKS: [&str; 12] =
    ["其中", "另", "其餘", "年", "月", "較", "比", "of which", "of whom", "of them", "while", "compared"];

/// The totals of a text whose parts come to something else.
#[must_use]
pub fn check(report: &Report, text: &Text) -> Vec<Finding> {
    let mut findings = Vec::new();
    let is_count = |id: &FigureId| report.figures[*id].figure.kind == Kind::Count;
    if text.figures.clone().filter(is_count).nth(1).is_none() {
        return findings;
    }
    for sentence in sentences(&text.plain, &['。', '；', '\n']) {
        let counts: Vec<FigureId> = report.figures_within(text, &sentence).filter(is_count).collect();
        let [total, rest @ ..] = &counts[..] else { continue };
        let Some(first) = rest.first() else { continue };
        let between = report.figures[*total].figure.range.end..report.figures[*first].figure.range.start;
        let leads =
            text.plain.get(between).is_some_and(|between| WHOLE.iter().any(|word| between.contains(word)));
        let rest_named = ["其餘", "等", "the rest", "others"]
            .iter()
            .any(|word| text.plain[sentence.clone()].contains(word));
        let parts = if leads && !rest_named { parts(report, text, *total, rest) } else { Vec::new() };
        findings.extend(finding(report, *total, &parts));
    }
    findings
}

/// The counts of one unit behind the total that stand in one list.
fn parts(report: &Report, text: &Text, total: FigureId, rest: &[FigureId]) -> Vec<FigureId> {
    let of = |id: FigureId| &report.figures[id].figure;
    let mut parts = Vec::new();
    let mut before: &Figure = of(total);
    for id in rest {
        let figure = of(*id);
        let between = text.plain.get(before.range.end..figure.range.start).unwrap_or_default();
        let lists = parts.is_empty()
            || ["、", "及", "和", "與", ",", "and"].iter().any(|joint| between.contains(joint))
                && !between.contains('，');
        let breaks = BREAKS.iter().any(|word| between.contains(word));
        if figure.unit != of(total).unit || !lists || breaks {
            break;
        }
        parts.push(*id);
        before = figure;
    }
    parts
}

fn finding(report: &Report, total: FigureId, parts: &[FigureId]) -> Option<Finding> {
    let of = |id: FigureId| &report.figures[id].figure;
    let exact = |figure: &Figure| figure.qualifier == Qualifier::Exact && figure.upper.is_none();
    if parts.len() < 2 || !exact(of(total)) || !parts.iter().all(|part| exact(of(*part))) {
        return None;
    }
    let mut sum = Decimal::ZERO;
    for part in parts {
        sum = sum.checked_add(of(*part).value)?;
    }
    // What is left out may be left unsaid; what is too much, or nearly all, was meant to be all.
    let apart = of(total).value.checked_sub(sum)?;
    let all = apart.is_sign_negative()
        || apart <= Decimal::TWO
        || apart.saturating_mul(Decimal::TEN) <= of(total).value;
    if apart.is_zero() || !all {
        return None;
    }
    let args = vec![
        ("stated", Arg::Text(of(total).printed.clone())),
        ("listed", Arg::Text(sum.normalize().to_string())),
    ];
    let mut places = vec![FindingPlace::figure(report, total, Role::Suspect)];
    places.extend(parts.iter().map(|part| FindingPlace::figure(report, *part, Role::Operand)));
    let message = Message { key: "finding-count-differs-parts", args };
    let mut finding = Finding::new(RULE.id, RULE.severity, message, places);
    let expression: Vec<String> = parts.iter().map(|part| of(*part).value.normalize().to_string()).collect();
    finding.arithmetic = vec![Arithmetic {
        expression: expression.join(" + "),
        result: sum.normalize().to_string(),
        stated: Some(of(total).value.normalize().to_string()),
        difference: of(total).value.checked_sub(sum).map(|apart| apart.normalize().to_string()),
        holds: false,
    }];
    Some(finding)
}
