//! `comparative-differs`: last year's figures are not what last year's report said, and no note says restated.
//!
//! Last year's report is the one that `prior:` names. A metric is compared with the metric of its name, a cell of a
//! table with the cell of the same labels, unit and period. Where most figures of a column differ, its basis has
//! changed: that is told once. Where all differ by one power of ten, only the unit of printing has, and nothing is told.

mod cells;
mod metrics;
mod restated;
mod years;

use rust_decimal::Decimal;

use crate::check::{Arg, Arithmetic, Context, Finding, FindingPlace, Message, Role, Rule, Severity, accuse};
use crate::figures::{self, Figure};
use crate::relation::print;
use crate::report::{FigureId, Period, Prior, Report};
use crate::source::{FileId, Language, Span};

use restated::Notes;
use years::Years;

pub const RULE: Rule = Rule { id: "comparative-differs", severity: Severity::Error, run: check };

/// So many differing figures of a column, if they are the most, are one changed basis.
const BASIS: usize = 3;
/// So many agreeing figures of a column show that it is the same column.
const COMPANY: usize = 2;

/// A figure of an earlier period, and what last year's report said of it.
struct Compared {
    name: Arg,
    period: Period,
    /// Where this report states it.
    now: Vec<FindingPlace>,
    /// What this report states, in words and in number.
    stated: (String, Decimal),
    /// Where last year's report stated it, as places among this report's sources.
    then: Vec<(Span, Decimal)>,
    printed: (String, Decimal),
    agrees: bool,
    /// Both are exact, in one precision and unit.
    like: bool,
    /// Both are the metric of one name.
    bound: bool,
    /// The table in which this report states it first: chapter, edition and block.
    table: Option<(usize, Language, usize)>,
}

fn check(context: &Context) -> Vec<Finding> {
    let Some(prior) = &context.report.prior else { return Vec::new() };
    let Some(years) = Years::new(context.report, &prior.report) else {
        return vec![of_no_earlier_year(context.report, prior)];
    };
    let mut compared = metrics::compare(context, prior, &years);
    let judged: Vec<FigureId> =
        compared.iter().flat_map(|one| &one.now).filter_map(|place| place.figure).collect();
    compared.extend(cells::compare(context, prior, &years, &judged));
    let notes = Notes::new(context.report);
    let differing = compared.iter().filter(|one| !one.agrees && !notes.explain(context, one));
    let mut columns: Vec<(Column, Vec<&Compared>)> = Vec::new();
    for one in differing {
        let column = (one.table, one.period.clone());
        match columns.iter_mut().find(|(known, _)| known.0.is_some() && *known == column) {
            Some((_, of_column)) => of_column.push(one),
            None => columns.push((column, vec![one])),
        }
    }
    let mut findings = Vec::new();
    for (column, differing) in columns {
        let in_column = |one: &&Compared| one.agrees && (one.table, &one.period) == (column.0, &column.1);
        let agreeing = compared.iter().filter(in_column).count();
        if differing.len() < BASIS || differing.len() <= agreeing {
            let trusted = agreeing >= COMPANY && agreeing > differing.len();
            findings.extend(differing.iter().map(|one| of_one(one, trusted)));
        } else if !is_scaled(&differing) {
            findings.push(of_column(&differing, differing.len() + agreeing));
        }
    }
    findings
}

/// Nothing is compared: not to say so would look like agreement.
fn of_no_earlier_year(report: &Report, prior: &Prior) -> Finding {
    let first = prior.span(Span::new(FileId(0), 0, 0));
    let named = report.config.prior.as_ref().map_or(first, |entry| entry.span);
    let path = ("path", Arg::Text(report.sources.path(first).to_string()));
    let message = Message { key: "finding-comparative-differs-year", args: vec![path] };
    Finding::new(RULE.id, Severity::Warning, message, vec![FindingPlace::words(named, Role::Suspect)])
}

type Column = (Option<(usize, Language, usize)>, Period);

/// Whether all figures of a column are the same power of ten times what they were.
fn is_scaled(differing: &[&Compared]) -> bool {
    let ratio = |one: &Compared| {
        let (now, then) = (one.stated.1.abs(), one.printed.1.abs());
        let (large, small) = if now >= then { (now, then) } else { (then, now) };
        large.checked_div(small).map(|ratio| ratio.round())
    };
    let first = ratio(differing[0]);
    let is_power = first.is_some_and(|ratio| {
        let digits = ratio.normalize().to_string();
        digits.len() > 1 && digits.starts_with('1') && digits[1..].bytes().all(|digit| digit == b'0')
    });
    is_power && differing.iter().all(|one| ratio(one) == first)
}

fn of_one(one: &Compared, trusted: bool) -> Finding {
    let (stated, printed) = (&one.stated.0, &one.printed.0);
    let mut args = vec![
        ("metric", one.name.clone()),
        ("period", Arg::Text(one.period.to_string())),
        ("stated", Arg::Text(stated.clone())),
        ("printed", Arg::Text(printed.clone())),
    ];
    args.extend(accuse::slip_args(figures::slip(stated, printed)));
    let severity = if one.like && (one.bound || trusted) { Severity::Error } else { Severity::Warning };
    let message = Message { key: "finding-comparative-differs", args };
    let mut finding = Finding::new(RULE.id, severity, message, places(&[one]));
    finding.arithmetic = difference(one).into_iter().collect();
    finding
}

fn of_column(differing: &[&Compared], all: usize) -> Finding {
    let number = |count: usize| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let first = differing[0];
    let args = vec![
        ("metric", first.name.clone()),
        ("period", Arg::Text(first.period.to_string())),
        ("stated", Arg::Text(first.stated.0.clone())),
        ("printed", Arg::Text(first.printed.0.clone())),
        ("count", number(differing.len())),
        ("all", number(all)),
    ];
    let message = Message { key: "finding-comparative-differs-basis", args };
    let mut finding = Finding::new(RULE.id, Severity::Warning, message, places(differing));
    finding.arithmetic = differing.iter().filter_map(|one| difference(one)).take(4).collect();
    finding
}

/// This report's places are suspect: last year's report is in print.
fn places(compared: &[&Compared]) -> Vec<FindingPlace> {
    let mut places: Vec<FindingPlace> = compared.iter().flat_map(|one| one.now.clone()).collect();
    for (span, value) in compared.iter().flat_map(|one| &one.then) {
        let place = FindingPlace { value: Some(*value), ..FindingPlace::words(*span, Role::Witness) };
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

/// `2,985.08 − 2,958.08 = 27`.
fn difference(one: &Compared) -> Option<Arithmetic> {
    let apart = one.stated.1.checked_sub(one.printed.1)?;
    Some(Arithmetic {
        expression: format!("{} − {}", one.stated.0, one.printed.0),
        result: print::grouped(apart),
        stated: None,
        difference: None,
        holds: false,
    })
}

/// A figure as it is told: its number, and the sign of a percentage.
fn told(figure: &Figure) -> (String, Decimal) {
    (figure.printed.trim().to_owned(), figure.value)
}

/// A place in last year's report, as one among this report's sources.
fn shown(prior: &Prior, figure: FigureId) -> (Span, Decimal) {
    let placed = &prior.report.figures[figure];
    (prior.span(placed.span), placed.figure.value)
}
