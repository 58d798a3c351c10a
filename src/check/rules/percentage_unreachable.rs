//! `percentage-unreachable`: a percentage that no whole number of a stated count gives: 80% of 42 reports.
//!
//! A count speaks of a percentage in one sentence (of them, 其中), or where cases were received and a paragraph soon after
//! says which share of them was looked into. Larger counts reach every percentage, and "about" is met by many.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::check::editions::{self, Spot};
use crate::check::{Arg, Arithmetic, Context, Finding, FindingPlace, Message, Role, Rule, Severity};
use crate::figures::phrases::Phrases;
use crate::figures::{Figure, Kind, Qualifier};
use crate::report::text::lower;
use crate::report::{BlockKind, FigureId, Report, Text};

pub const RULE: Rule = Rule { id: "percentage-unreachable", severity: Severity::Warning, run: check };

/// What is received one by one, and dealt with.
const RECEIVED: [&str; 12] = [
    "舉報",
    "投訴",
    "申訴",
    "查詢",
    "個案",
    "案件",
    "complaint",
    "whistleblowing",
    "report",
    "enquir",
    "inquir",
    "case",
];
/// Words of receiving; the count before or behind them is of all.
const RECEIPT: [&str; 6] = ["收到", "接獲", "接到", "接報", "received", "receipt"];
/// What may be done with a share of them.
const HANDLED: [&str; 16] = [
    "調查",
    "處理",
    "結案",
    "回復",
    "回覆",
    "解決",
    "跟進",
    "立項",
    "屬實",
    "closed",
    "resolved",
    "investigated",
    "substantiated",
    "handled",
    "answered",
    "settled",
];
/// Words that make a percentage a share of the count before it.
const LINKS: [&str; 7] = ["其中", "當中", "of them", "of these", "of whom", "of which", "of those"];
/// How many blocks behind a count its shares may stand.
const NEAR: usize = 6;

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let mut findings = Vec::new();
    let mut received: Option<(FigureId, &str, Spot)> = None;
    for spot in editions::blocks(report) {
        let Some(text) = spot.block.text() else { continue };
        for (count, percent) in in_sentences(report, text) {
            findings.extend(finding(report, count, &[percent]));
        }
        if let Some((count, topic, from)) = received
            && from.edition.file == spot.edition.file
            && (1..=NEAR).contains(&(spot.index - from.index.min(spot.index)))
            && !matches!(spot.block.kind, BlockKind::Heading { .. })
            && lower(&text.plain).contains(topic)
        {
            let shares = shares(report, text);
            findings.extend(finding(report, count, &shares));
        }
        received = topic(report, text).map(|(count, topic)| (count, topic, spot)).or(received);
    }
    editions::once_a_figure(&mut findings);
    editions::join(context, findings)
}

/// A count of one sentence and a percentage that is said to be of it.
fn in_sentences(report: &Report, text: &Text) -> Vec<(FigureId, FigureId)> {
    let mut pairs = Vec::new();
    let holds = |kind: Kind| text.figures.clone().any(|id| report.figures[id].figure.kind == kind);
    if !holds(Kind::Percent) || !holds(Kind::Count) {
        return pairs;
    }
    let plain = lower(&text.plain);
    if plain.len() != text.plain.len() {
        return pairs;
    }
    let mut last: Option<FigureId> = None;
    for id in text.figures.clone() {
        let figure = &report.figures[id].figure;
        // A share beside a count of its own (兩名，佔 28.6%) is recomputed, not counted off.
        if figure.kind == Kind::Count {
            last = is_count(figure).then_some(id);
        }
        let Some(count) = last.filter(|_| is_share(figure)) else { continue };
        let end = report.figures[count].figure.range.end;
        let Some(between) = plain.get(end..figure.range.start) else { continue };
        let behind: String = plain[figure.range.end..].chars().take(12).collect();
        let joined = !between.contains(['。', '；', ';', '\n']) && !between.contains(". ");
        let linked = LINKS.iter().any(|link| between.contains(link) || behind.trim_start().starts_with(link));
        if joined && linked {
            pairs.push((count, id));
        }
    }
    pairs
}

/// The count of what a text says was received, if it names one.
fn topic(report: &Report, text: &Text) -> Option<(FigureId, &'static str)> {
    static TOPICS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(RECEIVED));
    if text.figures.is_empty() || !TOPICS.are_in(&text.plain) {
        return None;
    }
    let plain = lower(&text.plain);
    let topic = RECEIVED.iter().find(|topic| plain.contains(**topic))?;
    if !RECEIPT.iter().any(|word| plain.contains(word)) || plain.len() != text.plain.len() {
        return None;
    }
    let mut counts = text.figures.clone().filter(|id| {
        let figure = &report.figures[*id].figure;
        let before = plain.get(..figure.range.start).unwrap_or_default();
        let clause = &before[before.rfind(['，', '。', ',', '；']).map_or(0, |at| at)..];
        is_count(figure) && clause.contains(*topic) && RECEIPT.iter().any(|word| clause.contains(word))
            || is_count(figure)
                && clause.contains("received")
                && plain[figure.range.end..].trim_start().starts_with(*topic)
    });
    let count = counts.next()?;
    counts.next().is_none().then_some((count, topic))
}

/// The percentages of a text that say how what was received was dealt with.
fn shares(report: &Report, text: &Text) -> Vec<FigureId> {
    let shares = text.figures.clone().filter(|id| {
        let figure = &report.figures[*id].figure;
        let plain = &text.plain;
        let start = plain[..figure.range.start].rfind(['，', '。', ',', '；', '\n']).map_or(0, |at| at);
        let end = plain[figure.range.end..]
            .find(['，', '。', ',', '；', '\n'])
            .map_or(plain.len(), |at| figure.range.end + at);
        let clause = lower(&plain[start..end]);
        let rated = ["滿意", "覆蓋", "satisf", "增", "減", "升", "降", "increase", "decrease"]
            .iter()
            .any(|word| clause.contains(word));
        is_share(figure) && !rated && HANDLED.iter().any(|word| clause.contains(word))
    });
    shares.collect()
}

fn is_count(figure: &Figure) -> bool {
    let size = (Decimal::from(5)..=Decimal::from(500)).contains(&figure.value);
    figure.kind == Kind::Count
        && figure.qualifier == Qualifier::Exact
        && figure.upper.is_none()
        && size
        && figure.value.is_integer()
}

fn is_share(figure: &Figure) -> bool {
    let inside = figure.value > Decimal::ZERO && figure.value < Decimal::ONE_HUNDRED;
    let digits = figure.printed.starts_with(|c: char| c.is_ascii_digit());
    figure.kind == Kind::Percent
        && figure.qualifier == Qualifier::Exact
        && figure.upper.is_none()
        && inside
        && digits
}

/// The shares that no whole number of the count gives.
fn finding(report: &Report, count: FigureId, shares: &[FigureId]) -> Option<Finding> {
    let whole = report.figures[count].figure.value;
    let unreachable: Vec<FigureId> = shares
        .iter()
        .copied()
        .filter(|share| nearest(whole, &report.figures[*share].figure).is_some())
        .collect();
    let first = unreachable.first()?;
    let figure = &report.figures[*first].figure;
    let (low, high) = nearest(whole, figure)?;
    let decimals = figure.quantum.scale() + 1;
    let line = |number: Decimal| -> Option<Arithmetic> {
        let share = number.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?.round_dp(decimals);
        Some(Arithmetic {
            expression: format!("{number} ÷ {whole}", number = number.normalize(), whole = whole.normalize()),
            result: format!("{}%", share.normalize()),
            stated: Some(figure.printed.clone()),
            difference: None,
            holds: false,
        })
    };
    let args = vec![
        ("share", Arg::Text(figure.printed.clone())),
        ("count", Arg::Text(report.figures[count].figure.printed.clone())),
    ];
    let mut places: Vec<FindingPlace> =
        unreachable.iter().map(|share| FindingPlace::figure(report, *share, Role::Suspect)).collect();
    places.push(FindingPlace::figure(report, count, Role::Operand));
    let message = Message { key: "finding-percentage-unreachable", args };
    let mut finding = Finding::new(RULE.id, RULE.severity, message, places);
    finding.arithmetic = [low, high].into_iter().filter_map(line).collect();
    Some(finding)
}

/// The whole numbers next below and above a share, if none falls within its rounding.
fn nearest(whole: Decimal, share: &Figure) -> Option<(Decimal, Decimal)> {
    let half = share.quantum.checked_div(Decimal::TWO)?;
    let of = |percent: Decimal| percent.checked_mul(whole)?.checked_div(Decimal::ONE_HUNDRED);
    let (low, high) = (of(share.value.saturating_sub(half))?, of(share.value.saturating_add(half))?);
    (low.ceil() > high.floor()).then(|| (low.floor(), high.ceil()))
}
