//! `edition-lacks-figure`: a figure that the paired text of the other edition does not have.
//!
//! Small numbers are not asked for: 一家 is "a", and "the two sides" need no 兩. Neither are names made of digits.

use rust_decimal::Decimal;

use crate::check::counterpart::compare;
use crate::check::paired::texts;
use crate::check::{Arg, Context, Finding, FindingPlace, Message, Role, Rule, Severity};
use crate::figures::{Figure, Kind};
use crate::report::{FigureId, PlacedFigure, Report};
use crate::source::{Language, Span};

pub const RULE: Rule = Rule { id: "edition-lacks-figure", severity: Severity::Warning, run: check };

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let mut findings = Vec::new();
    for pair in &context.pairs {
        let (Some(zh), Some(en)) = (&pair.zh_hant, &pair.en) else { continue };
        for text in texts(report, pair) {
            let (of_zh, of_en) = text.figures();
            for figure in compare(report, of_zh, of_en).alone {
                let placed = &report.figures[figure];
                let other = match placed.place.language {
                    Language::ZhHant => en.block.span,
                    Language::En => zh.block.span,
                };
                if matters(placed) {
                    findings.push(finding(report, figure, other));
                }
            }
        }
    }
    findings
}

/// Whether a translator could not have said it in other words.
fn matters(placed: &PlacedFigure) -> bool {
    let figure = &placed.figure;
    // 9時30分 is 9:30, a time of day.
    if figure.unit.as_ref().is_some_and(|unit| unit.symbol == "分") {
        return false;
    }
    match figure.kind {
        Kind::Percent | Kind::Money | Kind::Date | Kind::Period | Kind::Range => true,
        Kind::Quantity | Kind::Count => written_in_digits(figure) || figure.value > Decimal::from(10),
        Kind::Ordinal | Kind::Identifier => false,
    }
}

fn written_in_digits(figure: &Figure) -> bool {
    figure.printed.chars().any(|char| char.is_ascii_digit() || ('０'..='９').contains(&char))
}

fn finding(report: &Report, figure: FigureId, other: Span) -> Finding {
    let placed = &report.figures[figure];
    let key = match placed.place.language {
        Language::ZhHant => "finding-edition-lacks-figure-en",
        Language::En => "finding-edition-lacks-figure-zh",
    };
    let message = Message { key, args: vec![("figure", Arg::Text(placed.figure.printed.clone()))] };
    let suspect = FindingPlace::figure(report, figure, Role::Suspect);
    let witness = FindingPlace::words(other, Role::Witness);
    Finding::new(RULE.id, RULE.severity, message, vec![suspect, witness])
}
