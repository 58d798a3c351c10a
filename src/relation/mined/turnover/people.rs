//! Heads, leavers and joiners of a report: in all, and by each division.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::relation::{Expression, Operator, Relation, RelationKind, Sheet, Values};
use crate::report::text::lower;
use crate::report::{FigureId, Period};
use crate::source::{Language, Span};

use super::super::alike::{likeness, subject};
use super::super::equation::{self, figure};
use super::super::families::{self, Family};
use super::super::ratios::{Moment, moments};
use super::super::words;
use super::{ByMoment, point};

/// Who is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    Staff,
    Leavers,
    Joiners,
}

const LEAVERS: &[&str] = &["離職", "离职", "流失", "leaver", "left", "departure", "turnover"];
const JOINERS: &[&str] =
    &["新入職", "新入职", "新聘", "新僱", "入職", "joiner", "new hire", "new employee", "recruit", "招聘"];
const OTHERS: &[&str] = &[
    "受訓", "培訓", "工傷", "參與", "外判", "崗位", "主動", "自願", "voluntar", "trained", "training",
    "injur",
];
const STAFF: &[&str] = &[
    "僱員",
    "員工",
    "雇员",
    "员工",
    "職工",
    "人數",
    "staff",
    "employee",
    "workforce",
    "head count",
    "headcount",
];

/// What a family divides by, and the labels of its members.
#[derive(Clone, Debug)]
pub struct Division {
    by: String,
    labels: Vec<String>,
}

impl Division {
    #[must_use]
    pub fn of(sheet: &Sheet, family: &Family) -> Division {
        let by = family.by().map_or("", |by| words::divisor(sheet.rows[by].label));
        let labels = family.rows.iter().map(|row| subject(sheet.rows[*row].label)).collect();
        Division { by: subject(by), labels }
    }

    /// The same division, members in the same order, most of them under the same names.
    fn is_like(&self, other: &Division) -> bool {
        let pairs = self.labels.iter().zip(&other.labels);
        let alike =
            pairs.filter(|(a, b)| likeness(a, b) >= 50 || a.contains(b.as_str()) || b.contains(a.as_str()));
        self.labels.len() == other.labels.len()
            && likeness(&self.by, &other.by) >= 60
            && alike.count() * 4 >= self.labels.len() * 3
    }
}

/// The people of a report.
#[derive(Clone, Debug, Default)]
pub struct People {
    totals: BTreeMap<(Sort, Language), ByMoment>,
    divisions: Vec<(Sort, Language, Division, ByMoment)>,
    spans: BTreeMap<FigureId, Span>,
}

impl People {
    #[must_use]
    pub fn new(sheets: &[Sheet]) -> People {
        let mut people = People::default();
        for (index, sheet) in sheets.iter().enumerate() {
            people.read(index, sheet);
        }
        people
    }

    /// The figures of a division's members, in its order.
    #[must_use]
    pub fn members(
        &self,
        sort: Sort,
        language: Language,
        division: &Division,
        moment: &Moment,
    ) -> Option<Vec<FigureId>> {
        let fits = |(of, tongue, other, _): &&(Sort, Language, Division, ByMoment)| {
            *of == sort && *tongue == language && division.is_like(other)
        };
        self.divisions.iter().filter(fits).find_map(|(_, _, _, by_moment)| by_moment.get(moment).cloned())
    }

    /// The stated number of all.
    #[must_use]
    pub fn total(&self, sort: Sort, language: Language, moment: &Moment) -> Option<FigureId> {
        self.totals.get(&(sort, language))?.get(moment)?.first().copied()
    }

    fn read(&mut self, index: usize, sheet: &Sheet) {
        let moments = moments(index, sheet);
        let counts = |row: usize| {
            let of = &sheet.rows[row];
            of.additive && of.unit.as_ref().is_some_and(|unit| unit.symbol == "人" && unit.per.is_none())
        };
        for (row, of) in sheet.data().filter(|(row, of)| counts(*row) && of.is_total) {
            let path = sheet.path(row).join(" ");
            let by = of.groups.iter().any(|group| words::divides(sheet.rows[*group].label));
            let Some(sort) = sort(&format!("{} {path}", head(sheet))).filter(|_| !by) else { continue };
            for (column, moment) in moments.iter().enumerate() {
                let Some(amount) = sheet.amount(row, column) else { continue };
                let moment = year_in(&path).map_or(moment.clone(), |year| Moment::Period(Period(year)));
                self.spans.insert(amount.figure, of.span);
                self.totals
                    .entry((sort, sheet.language))
                    .or_default()
                    .entry(moment)
                    .or_default()
                    .push(amount.figure);
            }
        }
        let divided = |row: usize| {
            sheet.rows[row].groups.last().is_some_and(|by| words::divides(sheet.rows[*by].label))
        };
        for family in families::of_sheet(sheet, |row, of| counts(row) && divided(row) && !of.is_total) {
            let Some(sort) = sort(&around(sheet, &family)) else { continue };
            let mut by_moment = ByMoment::new();
            for (column, moment) in moments.iter().enumerate() {
                if let Some(figures) = family.figures(sheet, column) {
                    by_moment.insert(moment.clone(), figures);
                }
            }
            self.divisions.push((sort, sheet.language, Division::of(sheet, &family), by_moment));
        }
    }
}

/// The head of the label column and the title: what a table is of.
fn head(sheet: &Sheet) -> String {
    let head = sheet
        .rows
        .first()
        .and_then(|row| row.table.columns.first())
        .map_or("", |column| column.head.as_str());
    format!("{} {head}", sheet.title)
}

/// The words around a family: its table, its section, and the row that stands above its group.
fn around(sheet: &Sheet, family: &Family) -> String {
    let by = family.by().unwrap_or(0);
    let outer: Vec<&str> = family.groups.iter().map(|group| sheet.rows[*group].label).collect();
    let above = sheet.rows[..by].iter().rev().find(|row| {
        !row.is_group && !row.groups.iter().any(|group| words::divides(sheet.rows[*group].label))
    });
    format!("{} {} {}", head(sheet), outer.join(" "), above.map_or("", |row| row.label))
}

/// Whom some words speak of; none where that is not clear.
fn sort(words: &str) -> Option<Sort> {
    let words = lower(words);
    let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
    match (has(LEAVERS), has(JOINERS), has(OTHERS)) {
        (_, _, true) | (true, true, _) => None,
        (true, false, _) => Some(Sort::Leavers),
        (false, true, _) => Some(Sort::Joiners),
        _ => has(STAFF).then_some(Sort::Staff),
    }
}

/// The only year that some words name.
fn year_in(words: &str) -> Option<String> {
    let mut years = words
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4 && digits.starts_with("20"));
    years.next().filter(|_| years.next().is_none()).map(str::to_owned)
}

/// Closing heads beyond this part of the opening ones are of other people.
const FAR: i64 = 20;

/// Opening heads and joiners less leavers are the closing heads; transfers may explain what is missing.
pub fn rolls_forward(people: &People, values: &Values, relations: &mut Vec<Relation>) {
    for language in Language::ALL {
        let Some(staff) = people.totals.get(&(Sort::Staff, language)) else { continue };
        for (moment, closing) in staff {
            let Moment::Period(period) = moment else { continue };
            let Some(before) = period.0.parse::<u32>().ok().map(|year| (year - 1).to_string()) else {
                continue;
            };
            let all = || {
                let opening = people.total(Sort::Staff, language, &Moment::Period(Period(before)))?;
                let joiners = people.total(Sort::Joiners, language, moment)?;
                let leavers = people.total(Sort::Leavers, language, moment)?;
                Some((opening, joiners, leavers, *closing.first()?))
            };
            let Some((opening, joiners, leavers, closing)) = all() else { continue };
            let grown = Expression::binary(figure(opening), Operator::Add, figure(joiners));
            let right = Expression::binary(grown, Operator::Subtract, figure(leavers));
            let all_in = point(values, opening).saturating_add(point(values, joiners));
            let all_out = point(values, closing).saturating_add(point(values, leavers));
            let apart = all_out.saturating_sub(all_in);
            let near = apart.abs().saturating_mul(Decimal::from(FAR)) <= point(values, closing);
            let Some(span) = people.spans.get(&closing).copied() else { continue };
            let found = equation::relation(values, RelationKind::RollForward, figure(closing), right, span);
            relations.extend(found.filter(|_| near).map(|found| equation::with_evidence(found, 1, false)));
        }
    }
}
