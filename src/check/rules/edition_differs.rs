//! `edition-differs`: a figure of one edition has another value in the other.
//!
//! Figures are compared by value, so 22.28億 is RMB2,228 million and 2023年5月8日 is 8 May 2023. A slip of the pen
//! (億 for billion, a factor of ten) is named.

use crate::check::counterpart::compare;
use crate::check::paired::texts;
use crate::check::{Arg, Context, Finding, FindingPlace, Message, Role, Rule, Severity};
use crate::figures::{self, Currency, Interval, Kind, Slip};
use crate::report::{FigureId, Report};

pub const RULE: Rule = Rule { id: "edition-differs", severity: Severity::Error, run: check };

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let mut findings = Vec::new();
    for pair in &context.pairs {
        for text in texts(report, pair) {
            let (zh, en) = text.figures();
            let compared = compare(report, zh, en);
            findings.extend(compared.agreeing.iter().filter_map(|(zh, en)| in_currencies(report, *zh, *en)));
            let new = compared.differing.into_iter().filter(|(zh, en)| !explained(report, *zh, *en));
            findings.extend(new.map(|(zh, en)| finding(report, zh, en)));
        }
    }
    findings
}

/// One amount in two currencies, both of them named: 人民幣3.5億元 and HK$350 million.
fn in_currencies(report: &Report, zh: FigureId, en: FigureId) -> Option<Finding> {
    let currency = |id: FigureId| report.figures[id].figure.unit.as_ref().and_then(|unit| unit.currency);
    let (in_zh, in_en) = (currency(zh)?, currency(en)?);
    // `$` alone may be the dollar of the sentence.
    if in_zh == in_en || in_zh == Currency::Dollar || in_en == Currency::Dollar {
        return None;
    }
    let args = vec![("zh", Arg::Text(in_zh.code().to_owned())), ("en", Arg::Text(in_en.code().to_owned()))];
    let places = [zh, en].map(|id| FindingPlace::figure(report, id, Role::Suspect));
    let message = Message { key: "finding-edition-differs-currency", args };
    Some(Finding::new(RULE.id, RULE.severity, message, places.into()))
}

/// Whether one of the two contradicts its metric: then `metric-disagrees` names it, with more evidence.
fn explained(report: &Report, zh: FigureId, en: FigureId) -> bool {
    let contradicts = |id: FigureId| {
        let placed = &report.figures[id];
        let Some(reference) = &placed.binding else { return false };
        let (Some(value), series) =
            (report.metrics.value(reference), report.metrics.series(reference.series))
        else {
            return false;
        };
        let factor = match (&placed.figure.unit, &series.unit) {
            (Some(unit), Some(of_metric)) => unit.ratio_to(of_metric),
            _ => None,
        };
        let printed: Interval = placed.figure.interval().scale(factor.unwrap_or(1.into()));
        !printed.intersects(&value.interval)
    };
    contradicts(zh) || contradicts(en)
}

fn finding(report: &Report, zh: FigureId, en: FigureId) -> Finding {
    let (a, b) = (&report.figures[zh].figure, &report.figures[en].figure);
    let slip = figures::slip(&a.printed, &b.printed);
    let key = match slip {
        Some(Slip::YiForBillion) => "finding-edition-differs-billion",
        Some(Slip::WanForMillion) => "finding-edition-differs-million",
        Some(Slip::PowerOfTen(_)) => "finding-edition-differs-power",
        Some(Slip::Swapped) => "finding-edition-differs-swapped",
        _ => "finding-edition-differs",
    };
    let mut args = vec![("zh", Arg::Text(a.printed.clone())), ("en", Arg::Text(b.printed.clone()))];
    if let Some(Slip::PowerOfTen(power)) = slip {
        args.push(("times", Arg::Number(10_i64.saturating_pow(power))));
    }
    // "About" and "more than" leave room that the words around them may take up.
    let loose = [a, b].iter().any(|figure| figure.qualifier != figures::Qualifier::Exact);
    let uncertain = loose || matches!(a.kind, Kind::Ordinal | Kind::Identifier | Kind::Range);
    let severity = if uncertain { Severity::Warning } else { RULE.severity };
    let places = vec![
        FindingPlace::figure(report, zh, Role::Suspect),
        FindingPlace::figure(report, en, Role::Suspect),
    ];
    Finding::new(RULE.id, severity, Message { key, args }, places)
}
