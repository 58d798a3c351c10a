//! What a report states of the things that rates are counted per: staff, revenue, and counts of any kind.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::figures::phrases::any_in;
use crate::figures::{Interval, Unit};
use crate::relation::{Operand, Sheet, Values};
use crate::report::text::lower;
use crate::report::{FigureId, Report};
use crate::source::Language;

use super::rates::{Place, moments, name};

/// A stated total by which rates may have been divided.
#[derive(Clone, Copy, Debug)]
pub struct Whole {
    pub figure: FigureId,
    /// Brings it to the unit that rates are counted per.
    pub factor: Decimal,
}

/// The stated counts and totals of a report.
#[derive(Clone, Debug, Default)]
pub struct Stated {
    wholes: BTreeMap<Place, Vec<Whole>>,
    /// Counts of people who are there, or of money: parts of a whole by which all may have been divided.
    parts: BTreeMap<Place, Vec<Decimal>>,
    /// Every count of a unit and moment, sorted by value.
    counts: BTreeMap<Place, Vec<Decimal>>,
    /// Every amount of a unit in the prose of a language, sorted.
    told: BTreeMap<(Language, String), Vec<Decimal>>,
}

impl Stated {
    /// Gathers what is stated in units that some rate is counted per.
    #[must_use]
    pub fn new(report: &Report, sheets: &[Sheet], pers: &[Unit]) -> Stated {
        let mut stated = Stated::default();
        for (index, sheet) in sheets.iter().enumerate() {
            stated.read(index, sheet, pers);
        }
        for placed in report.figures.iter().filter(|placed| placed.place.cell.is_none()) {
            let Some(own) = &placed.figure.unit else { continue };
            for per in pers {
                let Some(factor) = own.ratio_to(per) else { continue };
                let Some(value) = placed.figure.value.checked_mul(factor) else { continue };
                stated.told.entry((placed.place.language, name(per))).or_default().push(value);
            }
        }
        stated.counts.values_mut().chain(stated.parts.values_mut()).for_each(|counts| counts.sort_unstable());
        stated.told.values_mut().for_each(|told| told.sort_unstable());
        stated
    }

    #[must_use]
    pub fn wholes(&self, place: &Place) -> &[Whole] {
        self.wholes.get(place).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a count of the place, of whatever, lies in an interval.
    #[must_use]
    pub fn is_counted(&self, place: &Place, interval: &Interval) -> bool {
        holds_one(self.counts.get(place), interval)
    }

    /// Whether a part of a whole lies in an interval: the staff of one site.
    #[must_use]
    pub fn is_part(&self, place: &Place, interval: &Interval) -> bool {
        holds_one(self.parts.get(place), interval)
    }

    /// Whether a sentence states an amount of the unit that an interval holds, of whatever period.
    #[must_use]
    pub fn is_told(&self, place: &Place, interval: &Interval) -> bool {
        holds_one(self.told.get(&(place.language, place.per.clone())), interval)
    }

    fn read(&mut self, index: usize, sheet: &Sheet, pers: &[Unit]) {
        let moments = moments(index, sheet);
        for (row, of) in sheet.data().filter(|(_, of)| of.additive) {
            let Some(unit) = &of.unit else { continue };
            let pers: Vec<(&Unit, Decimal)> =
                pers.iter().filter_map(|per| Some((per, unit.ratio_to(per)?))).collect();
            if pers.is_empty() {
                continue;
            }
            let path = lower(&sheet.path(row).join(" "));
            let is_flow = any_in(&path, FLOWS);
            for (per, factor) in pers {
                let is_whole = is_whole(&path, per);
                for (column, moment) in moments.iter().enumerate() {
                    let Some(amount) = sheet.amount(row, column) else { continue };
                    let twice = Decimal::try_from_i128_with_scale(amount.twice, 0).ok();
                    let value = twice.and_then(|twice| twice.checked_div(Decimal::from(sheet.one)));
                    let Some(value) = value else { continue };
                    let place = Place { language: sheet.language, per: name(per), moment: moment.clone() };
                    if is_whole {
                        let whole = Whole { figure: amount.figure, factor };
                        self.wholes.entry(place.clone()).or_default().push(whole);
                    }
                    if !is_flow {
                        self.parts.entry(place.clone()).or_default().push(value.saturating_mul(factor));
                    }
                    self.counts.entry(place).or_default().push(value.saturating_mul(factor));
                }
            }
        }
    }
}

impl Whole {
    #[must_use]
    pub fn interval(&self, values: &Values) -> Option<Interval> {
        Some(values.interval(&Operand::Figure(self.figure))?.scale(self.factor))
    }
}

const STAFF: &[&str] = &[
    "僱員總數",
    "雇员总数",
    "員工總數",
    "员工总数",
    "僱員總人數",
    "員工總人數",
    "员工总人数",
    "職工總數",
    "僱員人數",
    "員工人數",
    "僱員合計",
    "在職僱員",
    "總僱員",
    "總員工",
    "total staff",
    "total employee",
    "total workforce",
    "total headcount",
    "total head count",
    "total number of employees",
    "number of employees",
    "employees total",
    "workforce total",
];
/// Parts of the staff.
const PARTS: &[&str] = &["男", "女", "全職", "兼職", "male", "women", "men ", "part-time", "full-time"];
/// People who came, went or took part: none by whom a whole company's rates are divided.
const FLOWS: &[&str] = &[
    "離職",
    "离职",
    "流失",
    "新入職",
    "新入职",
    "新聘",
    "入職",
    "招聘",
    "受訓",
    "培訓",
    "培训",
    "參與",
    "主動",
    "工傷",
    "傷亡",
    "外判",
    "外包",
    "leaver",
    "joiner",
    "hire",
    "turnover",
    "left ",
    "trained",
    "training",
    "injur",
    "contract",
];
const REVENUE: &[&str] = &[
    "收入",
    "營業收入",
    "营业收入",
    "總收入",
    "总收入",
    "收入總額",
    "營業額",
    "營收",
    "营收",
    "收益",
    "收益總額",
    "總收益",
    "revenue",
    "total revenue",
    "turnover",
    "sales",
    "net sales",
    "revenues",
    "total revenues",
];

/// Whether a row states all of what rates are counted per.
fn is_whole(path: &str, per: &Unit) -> bool {
    if per.symbol == "元" {
        let bare: String = path.split(['(', '（']).next().unwrap_or("").trim().to_owned();
        let last = bare.rsplit(' ').next().unwrap_or("");
        return REVENUE.contains(&bare.as_str()) || REVENUE.contains(&last) && !last.is_ascii();
    }
    any_in(path, STAFF) && !any_in(path, PARTS) && !any_in(path, FLOWS)
}

/// Whether one of some sorted values lies in an interval.
fn holds_one(sorted: Option<&Vec<Decimal>>, interval: &Interval) -> bool {
    let (Some(sorted), Some(low)) = (sorted, interval.low) else { return false };
    let at = sorted.partition_point(|value| *value < low);
    sorted.get(at).is_some_and(|value| interval.contains(*value))
}
