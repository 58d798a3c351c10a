//! `scale-jump`: in one of several periods a rate or amount is ten, a hundred or a thousand times what it is in the others.
//!
//! Rates change by tenths from year to year, not tenfold; an amount may, but hardly comes back to where it was.

use rust_decimal::Decimal;

use crate::check::evidence::{self, Places};
use crate::check::{Arg, Context, Finding, Message, Role, Rule, Severity, editions};
use crate::figures::Unit;
use crate::relation::{Operand, RelationKind, Sheet, print};
use crate::report::FigureId;

pub const RULE: Rule = Rule { id: "scale-jump", severity: Severity::Warning, run };

fn run(context: &Context) -> Vec<Finding> {
    let found = context.sheets.iter().flat_map(|sheet| in_sheet(context, sheet)).collect();
    editions::join(context, found)
}

fn in_sheet(context: &Context, sheet: &Sheet) -> Vec<Finding> {
    // Years side by side, in either order; columns without a period are of different things.
    let columns: Vec<usize> =
        (0..sheet.columns.len()).filter(|column| sheet.columns[*column].period.is_some()).collect();
    if columns.len() < 3 || columns.len() < sheet.columns.len() {
        return Vec::new();
    }
    let rows = sheet.data().filter_map(|(row, of)| {
        let figures: Vec<FigureId> =
            columns.iter().filter_map(|column| Some(sheet.amount(row, *column)?.figure)).collect();
        let rate = of.unit.as_ref().is_some_and(|unit| unit.per.is_some());
        let share = of.unit.as_ref().is_some_and(Unit::is_percent);
        (!share).then(|| jump(context, &figures, rate)).flatten()
    });
    rows.filter(|jump| !is_explained(context, jump.figure))
        .filter_map(|jump| finding(context, &jump))
        .collect()
}

/// The figure that stands apart, and how many times the others it is.
struct Jump {
    figure: FigureId,
    power: u32,
    up: bool,
    others: Vec<FigureId>,
}

/// The one figure that is a power of ten away from all others, which are near each other.
fn jump(context: &Context, figures: &[FigureId], rate: bool) -> Option<Jump> {
    let value = |id: FigureId| context.report.figures[id].figure.value;
    if figures.len() < 3 || figures.iter().any(|id| value(*id) <= Decimal::ZERO) {
        return None;
    }
    let mut jumps = figures.iter().enumerate().filter_map(|(at, figure)| {
        let others: Vec<FigureId> = figures.iter().copied().filter(|other| other != figure).collect();
        let least = others.iter().map(|id| value(*id)).min()?;
        let greatest = others.iter().map(|id| value(*id)).max()?;
        // Between two others it goes up and comes back; at an end an amount may simply have changed.
        let returns = at > 0 && at + 1 < figures.len();
        let counted = significant(value(*figure)) >= 2 && significant(greatest) >= 2;
        if greatest >= least.saturating_mul(Decimal::TWO)
            || !(rate || returns && counted)
            || significant(least) < 2
        {
            return None;
        }
        let (up, times) = times(value(*figure), least, greatest)?;
        let power = (1..=3).find(|power| is_about(times, 10_i64.pow(*power), rate))?;
        Some(Jump { figure: *figure, power, up, others })
    });
    jumps.next().filter(|_| jumps.next().is_none())
}

/// Whether it is above the others, and by how many times their middle.
fn times(own: Decimal, least: Decimal, greatest: Decimal) -> Option<(bool, Decimal)> {
    let middle = least.checked_add(greatest)? / Decimal::TWO;
    if own > greatest {
        Some((true, own.checked_div(middle)?))
    } else {
        Some((false, middle.checked_div(own)?))
    }
}

/// From seven to fourteen tenths of a power of ten; of an amount, which changes more freely, from nine to eleven.
fn is_about(times: Decimal, power: i64, rate: bool) -> bool {
    let (low, high) = if rate { (7, 14) } else { (9, 11) };
    let tenths = Decimal::from(power) / Decimal::TEN;
    (tenths * Decimal::from(low)..=tenths * Decimal::from(high)).contains(&times)
}

/// How many digits a number has without the zeros at its ends.
fn significant(value: Decimal) -> usize {
    value.normalize().mantissa().unsigned_abs().to_string().trim_end_matches('0').len()
}

/// Arithmetic speaks of the figure already, or confirms it.
fn is_explained(context: &Context, figure: FigureId) -> bool {
    let operand = Operand::Figure(figure);
    let accused = context.causes.iter().any(|cause| cause.culprit.likely.contains(&operand));
    let related = || context.relations_of(&operand).iter().map(|index| &context.relations[*index]);
    accused
        || related().any(|relation| {
            // A copy repeats the jump; it does not confirm it.
            relation.holds && relation.kind != RelationKind::Restatement
                || !relation.holds && relation.stated() == Some(&operand)
        })
}

fn finding(context: &Context, jump: &Jump) -> Option<Finding> {
    let operand = Operand::Figure(jump.figure);
    let value = context.values.get(&operand)?;
    let mut places = Places::default();
    places.all_of(context, &operand, Role::Suspect);
    for other in &jump.others {
        places.all_of(context, &Operand::Figure(*other), Role::Witness);
    }
    let tenth = Decimal::from(10_i64.pow(jump.power));
    let mended = if jump.up { value.value.checked_div(tenth)? } else { value.value.checked_mul(tenth)? };
    let args = vec![
        ("metric", evidence::name(context, &operand)),
        ("period", Arg::Text(context.column_head(jump.figure).unwrap_or_default())),
        ("stated", Arg::Text(value.printed)),
        ("power", Arg::Number(10_i64.pow(jump.power))),
        ("direction", Arg::Text(if jump.up { "up" } else { "down" }.to_owned())),
        ("mended", Arg::Text(print::grouped(mended.normalize()))),
    ];
    let message = Message { key: "finding-scale-jump", args };
    Some(Finding::new(RULE.id, RULE.severity, message, places.into_vec()))
}
