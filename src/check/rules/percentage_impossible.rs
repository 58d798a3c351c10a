//! `percentage-impossible`: a share above the whole, or a negative number of things.

use rust_decimal::Decimal;

use crate::check::evidence::{self, Places};
use crate::check::{Arg, Arithmetic, Context, Finding, Message, Role, Rule, Severity};
use crate::figures::Unit;
use crate::relation::{Operand, RelationKind, Value};
use crate::report::text::lower;
use crate::report::{FigureId, MetricRef, SeriesId};
use crate::source::Language;

pub const RULE: Rule = Rule { id: "percentage-impossible", severity: Severity::Error, run };

const SHARES: &[&str] =
    &["占比", "佔比", "比例", "覆蓋", "覆盖", "受訓", "百分比", "share", "proportion", "coverage", "% of"];
/// A change can be more than the whole, and negative; a target can be surpassed, and what is paid of a profit be more
/// than the profit.
const CHANGES: &[&str] = &[
    "達成",
    "完成",
    "目標",
    "利潤",
    "溢利",
    "盈利",
    "稅",
    "負債",
    "achiev",
    "target",
    "margin",
    "income",
    "profit",
    "earnings",
    "tax",
    "gearing",
    "增",
    "減",
    "减",
    "升",
    "跌",
    "降",
    "變動",
    "变动",
    "同比",
    "淨",
    "净",
    "growth",
    "change",
    "increase",
    "decrease",
    "net ",
    "reduction",
    "differ",
    "差",
];

fn run(context: &Context) -> Vec<Finding> {
    let metrics = &context.report.metrics;
    let stated = metrics.series.iter().enumerate().flat_map(|(index, series)| {
        let periods = series.values.keys().cloned();
        periods.map(move |period| Operand::Metric(MetricRef { series: SeriesId(index), period }))
    });
    let unbound = |id: &FigureId| context.report.figures[*id].binding.is_none();
    let english = |id: &FigureId| context.report.figures[*id].place.language == Language::En;
    // A cell of the English table with a counterpart is named with it.
    let second = |id: &FigureId| english(id) && context.twins.agreeing(*id).is_some();
    let cells =
        (0..context.report.figures.len()).filter(|id| unbound(id) && !second(id)).map(Operand::Figure);
    stated
        .chain(cells)
        .filter(|operand| is_impossible(context, operand))
        .filter_map(|operand| finding(context, &operand))
        .collect()
}

/// Whether no reading of a value can be true.
#[must_use]
pub fn is_impossible(context: &Context, operand: &Operand) -> bool {
    let Some(value) = context.values.point(operand) else { return false };
    let negative = value.is_sign_negative() && !value.is_zero();
    if !negative && value <= Decimal::ONE_HUNDRED {
        return false;
    }
    let unit = unit(context, operand);
    let percent = unit.is_some_and(Unit::is_percent);
    if !negative && !percent {
        return false;
    }
    let label = match operand {
        Operand::Metric(metric) => {
            let metrics = &context.report.metrics;
            let series = metrics.series(metric.series);
            let whole = metrics.series(metrics.metrics[series.metric].whole);
            [&series.label, &whole.label].map(|label| format!("{} {}", label.zh_hant, label.en)).join(" ")
        }
        Operand::Figure(figure) => {
            let Some(row) = context.row_label(*figure) else { return false };
            format!("{row} {}", context.column_head(*figure).unwrap_or_default())
        }
    };
    let label = lower(&label);
    if CHANGES.iter().any(|word| label.contains(word)) {
        return false;
    }
    // In a statement brackets mean "less": what left, was used or was paid.
    let bracketed = matches!(operand, Operand::Figure(figure)
        if context.report.figures[*figure].figure.printed.contains(['(', '（']));
    if bracketed {
        return false;
    }
    // Degrees count from a zero of their own.
    if label.contains(['°', '℃', '℉']) {
        return false;
    }
    let counts = unit.is_some_and(Unit::is_counter) && value.is_integer();
    let share = percent && (SHARES.iter().any(|word| label.contains(word)) || in_shares(context, operand));
    if negative { share || counts } else { share }
}

/// A formula says that it is one of the shares of a whole, or a part of a count.
fn in_shares(context: &Context, operand: &Operand) -> bool {
    context.relations_of(operand).iter().any(|index| {
        let relation = &context.relations[*index];
        let of_counts = || relation.operands().into_iter().all(|of| of == operand || is_count(context, of));
        relation.kind == RelationKind::Shares
            || relation.kind == RelationKind::Percent && relation.stated() == Some(operand) && of_counts()
    })
}

/// Money can be more than what it is told of: a growth in a column of its own looks like a part of the year before.
fn is_count(context: &Context, operand: &Operand) -> bool {
    let is_whole = || context.values.point(operand).is_some_and(|value| value.is_integer());
    unit(context, operand).map_or_else(is_whole, Unit::is_counter)
}

fn unit<'a>(context: &Context<'a>, operand: &Operand) -> Option<&'a Unit> {
    match operand {
        Operand::Metric(metric) => context.report.metrics.series(metric.series).unit.as_ref(),
        Operand::Figure(figure) => context.report.figures[*figure].figure.unit.as_ref(),
    }
}

fn finding(context: &Context, operand: &Operand) -> Option<Finding> {
    let value = context.values.get(operand)?;
    let mut places = Places::default();
    places.all_of(context, operand, Role::Suspect);
    let near = places.files();
    let broken = context
        .relations_of(operand)
        .iter()
        .map(|index| &context.relations[*index])
        .filter(|relation| relation.kind == RelationKind::Shares && !relation.holds);
    let mut arithmetic = vec![limit(&value)?];
    for relation in broken {
        arithmetic.extend(evidence::arithmetic(context, relation, None));
        for other in relation.operands() {
            places.one_of(context, other, Role::Operand, &near);
        }
    }
    let period = match operand {
        Operand::Metric(metric) => metric.period.to_string(),
        Operand::Figure(figure) => context.column_head(*figure).unwrap_or_default(),
    };
    let sign = if value.value.is_sign_negative() { "negative" } else { "above" };
    let args = vec![
        ("metric", evidence::name(context, operand)),
        ("dated", Arg::Text(if period.is_empty() { "no" } else { "yes" }.to_owned())),
        ("period", Arg::Text(period)),
        ("stated", Arg::Text(value.printed)),
        ("sign", Arg::Text(sign.to_owned())),
    ];
    let message = Message { key: "finding-percentage-impossible", args };
    let mut finding = Finding::new(RULE.id, RULE.severity, message, places.into_vec());
    finding.arithmetic = arithmetic;
    Some(finding)
}

/// How far beyond what is possible: `120% − 100% = 20%`.
fn limit(value: &Value) -> Option<Arithmetic> {
    let (bound, shown) =
        if value.value.is_sign_negative() { (Decimal::ZERO, "0") } else { (Decimal::ONE_HUNDRED, "100%") };
    let apart = value.value.checked_sub(bound)?;
    let sign = if value.printed.ends_with('%') { "%" } else { "" };
    Some(Arithmetic {
        expression: format!("{} − {shown}", value.printed),
        result: format!("{}{sign}", crate::relation::print::grouped(apart)),
        stated: None,
        difference: None,
        holds: false,
    })
}
