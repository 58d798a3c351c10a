//! Shares of one whole: men and women, or a family that comes to 100% in another column.

use rust_decimal::Decimal;

use crate::figures::Unit;
use crate::figures::phrases::any_in;
use crate::relation::{Expression, Operand, Relation, RelationKind, Sheet, Values};
use crate::report::FigureId;
use crate::report::text::lower;

use super::equation::{self, PERCENT, term};
use super::families::{self, Family};
use super::slipped;

/// Words that name a share.
const SHARES: &[&str] =
    &["占比", "佔比", "比例", "占總", "佔總", "百分比", "share", "proportion", "percentage of", "% of"];

/// What is said of each member by itself: how many of the men were trained, not how many of the trained are men.
const OF_EACH: &[&str] = &[
    "受訓",
    "接受",
    "覆蓋",
    "參與",
    "參加",
    "完成",
    "離職",
    "流失",
    "晉升",
    "出席",
    "回收",
    "達標",
    "合格",
    "trained",
    "coverage",
    "covered",
    "participat",
    "complet",
    "attend",
    "turnover",
    "promot",
    "respon",
    "rate",
];

/// Adds the shares of every sheet.
pub fn find(sheets: &[Sheet], values: &Values, relations: &mut Vec<Relation>) {
    for sheet in sheets {
        for (family, named) in families(sheet) {
            of_family(sheet, values, &family, named, relations);
        }
    }
}

/// The families of percentages of a sheet, and whether they call themselves shares.
#[must_use]
pub fn families(sheet: &Sheet) -> Vec<(Family, bool)> {
    let percent = |row: usize| sheet.rows[row].unit.as_ref().is_some_and(Unit::is_percent);
    let titled = is_share(sheet.title);
    let named =
        families::of_sheet(sheet, |at, _| percent(at) && (titled || is_share(&sheet.path(at).join(" "))));
    let others = families::of_sheet(sheet, |at, row| {
        percent(at) && !row.groups.is_empty() && !titled && !is_share(&sheet.path(at).join(" "))
    });
    named
        .into_iter()
        .map(|family| (family, true))
        .chain(others.into_iter().map(|family| (family, false)))
        .filter(|(family, named)| family.rows.len() >= 3 || family.sexes && *named)
        .collect()
}

/// Whether a label says that its row is a share of something.
#[must_use]
pub fn is_share(label: &str) -> bool {
    let label = lower(label);
    any_in(&label, SHARES) && !any_in(&label, OF_EACH)
}

fn of_family(sheet: &Sheet, values: &Values, family: &Family, named: bool, relations: &mut Vec<Relation>) {
    let columns = 0..sheet.columns.len();
    let trials: Vec<(Relation, Decimal)> =
        columns.filter_map(|column| whole(sheet, values, family, column)).collect();
    let holding = trials.iter().filter(|(relation, _)| relation.holds).count();
    let failing = trials.len() - holding;
    let sure = family.sexes && named;
    if !sure && holding == 0 || !named && (holding < 2 || failing > holding) {
        return;
    }
    let between = Decimal::new(5, 1)..Decimal::new(25, 1);
    let slipped = |relation: &Relation| slipped::tenths(values, relation).is_some();
    let told = trials.into_iter().filter(|(relation, sum)| {
        let most = sure || failing <= holding;
        relation.holds || most && between.contains(sum) || named && slipped(relation)
    });
    relations.extend(told.map(|(relation, _)| equation::with_evidence(relation, holding, true)));
}

/// `1 = a + b + c` in a column, and what the sum is.
fn whole(sheet: &Sheet, values: &Values, family: &Family, column: usize) -> Option<(Relation, Decimal)> {
    let figures: Vec<FigureId> = family.figures(sheet, column)?;
    let right = Expression::sum(figures.iter().map(|figure| term(*figure, PERCENT)))?;
    let sum = right.point(&|operand| values.point(operand))?;
    let half = right.interval(&|operand| values.interval(operand))?.width()?.checked_div(Decimal::TWO)?;
    // Shares rounded to tenths and padded with a zero can be off by a tenth for all but one of them.
    let is_padded = |figure: &FigureId| values.point(&Operand::Figure(*figure)).is_some_and(in_tenths);
    let tenths = Decimal::new(i64::try_from(figures.len()).ok()? - 1, 3);
    let slack = if figures.iter().all(is_padded) { tenths.saturating_sub(half) } else { Decimal::ZERO };
    let (one, span) = (Expression::Number(Decimal::ONE), sheet.rows[family.rows[0]].span);
    let mut relation = Relation {
        slack: slack.max(Decimal::ZERO),
        ..Relation::mined(RelationKind::Shares, one, right, span)
    };
    relation.holds = relation.holds_with(&|operand| values.interval(operand))?;
    Some((relation, sum))
}

/// Nothing stands behind the first place after the point.
fn in_tenths(percentage: Decimal) -> bool {
    percentage.normalize().scale() <= 1
}
