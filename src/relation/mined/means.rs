//! Means and rates of a whole and of its parts: the whole lies between them, and is their mean by their shares.

use std::collections::{BTreeMap, BTreeSet};

use crate::figures::Unit;
use crate::figures::phrases::any_in;
use crate::relation::{Expression, Operand, Operator, Relation, RelationKind, Sheet, Values};
use crate::report::FigureId;
use crate::report::text::lower;

use super::alike::{likeness, subject};
use super::equation::{self, PERCENT, figure, term};
use super::families::{self, Family};
use super::shares;

/// Labels of men and women without the words for them, and of the whole.
const SEXES: &[&str] = &["男性", "女性", "男", "女", "性", "female", "male", "women", "woman", "men", "man"];
const OVERALL: &[&str] = &[
    "全體", "全体", "整體", "整体", "總體", "所有", "總", "总", "合計", "overall", "all ", "total",
    "company", "group",
];
/// Labels that are less alike name two things.
const ALIKE: i64 = 60;

/// Adds the relations of means with those of subgroups.
pub fn find(sheets: &[Sheet], values: &Values, relations: &mut Vec<Relation>) {
    let mut weighted: Vec<Weighted> = Vec::new();
    for sheet in sheets {
        let all_shares = shares::families(sheet);
        for family in families::of_sheet(sheet, |at, _| is_mean(sheet, at)) {
            let Some(whole) = whole(sheet, &family) else { continue };
            between(sheet, values, &family, whole, relations);
            let share = all_shares.iter().find(|(shares, _)| weighs(sheet, shares, &family));
            if let Some((share, _)) = share {
                for column in 0..sheet.columns.len() {
                    weighted.extend(by_shares(sheet, values, &family, share, whole, column));
                }
            }
        }
    }
    relations.extend(believed(weighted));
}

/// A row of means or rates: per person, an average, or a percentage that is no share.
fn is_mean(sheet: &Sheet, at: usize) -> bool {
    let row = &sheet.rows[at];
    let Some(unit) = &row.unit else {
        return sheet.rows[at].slots.iter().any(|slot| slot.amount().is_some())
            && is_average(row.label, sheet);
    };
    if unit.is_percent() {
        return !shares::is_share(&sheet.path(at).join(" "));
    }
    unit.per.as_deref() == Some("人") || unit.per.is_none() && is_average(row.label, sheet)
}

fn is_average(label: &str, sheet: &Sheet) -> bool {
    let first = sheet
        .rows
        .first()
        .and_then(|row| row.table.columns.first())
        .map_or("", |column| column.head.as_str());
    let words = lower(&format!("{label} {first}"));
    any_in(&words, &["人均", "平均", "每人", "average", "per person", "per employee", "per head"])
}

/// The row of the whole: like the members in label but for men and women, or the only one of the unit above their group.
fn whole(sheet: &Sheet, family: &Family) -> Option<usize> {
    let first = &sheet.rows[family.rows[0]];
    let outer: &[usize] = family.groups.split_last().map_or(&[], |(_, outer)| outer);
    let fits = |row: usize| {
        let of = &sheet.rows[row];
        !of.is_group && of.unit == first.unit && !family.rows.contains(&row) && is_mean(sheet, row)
    };
    if family.sexes {
        let bare = without_sex(first.label);
        let near = family.rows[0].saturating_sub(NEAR)..sheet.rows.len().min(family.rows[1] + NEAR);
        let named = near.filter(|row| fits(*row)).filter(|row| {
            let groups = &sheet.rows[*row].groups;
            (*groups == family.groups || groups.as_slice() == outer)
                && !names_a_sex(sheet.rows[*row].label)
                && (likeness(&subject(sheet.rows[*row].label), &bare) >= ALIKE || bare.is_empty())
        });
        if let Some(row) = named.min_by_key(|row| row.abs_diff(family.rows[0])) {
            return Some(row);
        }
    }
    if family.groups.is_empty() {
        // A table of one mean: all staff, then each rank.
        let overall = family.rows.iter().copied().find(|row| is_overall(sheet.rows[*row].label));
        let alone = sheet.data().filter(|(_, row)| row.unit == first.unit).count() == family.rows.len();
        return overall.filter(|_| alone && family.rows.len() >= 3);
    }
    let by = family.by()?;
    let mut above = (0..by).filter(|row| fits(*row) && is_under(sheet, *row, outer));
    let only = above.next()?;
    let single = above.next().is_none();
    let label = sheet.rows[only].label;
    let percent = first.unit.as_ref().is_some_and(Unit::is_percent);
    (single && (!percent || is_overall(label))).then_some(only)
}

/// Rows further away are of something else.
const NEAR: usize = 8;

fn is_under(sheet: &Sheet, row: usize, outer: &[usize]) -> bool {
    sheet.rows[row].groups.as_slice() == outer
}

fn without_sex(label: &str) -> String {
    let mut bare = lower(label);
    for word in SEXES {
        bare = bare.replace(word, "");
    }
    subject(&bare)
}

fn names_a_sex(label: &str) -> bool {
    let label = lower(label);
    ["男", "女", "female", "male", "women", " men"].iter().any(|word| label.contains(word))
}

fn is_overall(label: &str) -> bool {
    let label = lower(label.trim());
    OVERALL.iter().any(|word| label.starts_with(word))
}

/// The whole lies between the least and the greatest of its parts.
fn between(sheet: &Sheet, values: &Values, family: &Family, whole: usize, relations: &mut Vec<Relation>) {
    let members =
        Family { rows: family.rows.iter().copied().filter(|row| *row != whole).collect(), ..family.clone() };
    let trials: Vec<Relation> = (0..sheet.columns.len())
        .filter_map(|column| {
            let stated = sheet.amount(whole, column)?.figure;
            // A zero is nobody, who has no weight.
            let rates: Vec<FigureId> = members
                .figures(sheet, column)?
                .into_iter()
                .filter(|rate| values.point(&Operand::Figure(*rate)).is_some_and(|value| !value.is_zero()))
                .collect();
            let ends: Vec<Expression> = rates.into_iter().map(figure).collect();
            if ends.len() < 2 {
                return None;
            }
            let right = Expression::Between(ends);
            equation::relation(values, RelationKind::Mean, figure(stated), right, sheet.rows[whole].span)
        })
        .collect();
    let holding = trials.iter().filter(|relation| relation.holds).count();
    let failing = trials.len() - holding;
    let percent = sheet.rows[whole].unit.as_ref().is_some_and(Unit::is_percent);
    // Means of men and women need no other proof; others may leave somebody out.
    let sure = family.sexes && (!percent || holding > 0);
    if !sure && (holding == 0 || failing > holding) {
        return;
    }
    let certain = sure && failing <= holding.max(1);
    relations.extend(trials.into_iter().map(|relation| equation::with_evidence(relation, holding, certain)));
}

/// A whole as the mean of its parts by their shares, and how telling it is.
struct Weighted {
    members: usize,
    digits: u32,
    stated: FigureId,
    /// Members and labels: the same family in other tables.
    key: String,
    relation: Relation,
}

/// Whether the shares are those of the members, one by one.
fn weighs(sheet: &Sheet, shares: &Family, means: &Family) -> bool {
    let label = |row: &usize| without_share(sheet.rows[*row].label);
    shares.groups == means.groups
        && shares.rows.len() == means.rows.len()
        && shares.rows.iter().zip(&means.rows).all(|(share, mean)| {
            let (share, mean) = (label(share), label(mean));
            !share.is_empty()
                && (mean.contains(&share) || common_start(&share, &mean) >= share.chars().count().min(2))
        })
}

fn common_start(first: &str, second: &str) -> usize {
    first.chars().zip(second.chars()).take_while(|(a, b)| a == b).count()
}

fn without_share(label: &str) -> String {
    let mut bare = subject(label);
    for word in ["占比", "佔比", "比例", "shareof", "share", "proportionof", "proportion"] {
        bare = bare.replace(word, "");
    }
    bare
}

fn by_shares(
    sheet: &Sheet,
    values: &Values,
    means: &Family,
    shares: &Family,
    whole: usize,
    column: usize,
) -> Option<Weighted> {
    let stated = sheet.amount(whole, column)?.figure;
    let (means_here, shares_here) = (means.figures(sheet, column)?, shares.figures(sheet, column)?);
    let product = |(share, mean): (&FigureId, &FigureId)| {
        Expression::binary(term(*share, PERCENT), Operator::Multiply, figure(*mean))
    };
    let right = Expression::sum(shares_here.iter().zip(&means_here).map(product))?;
    let relation =
        equation::relation(values, RelationKind::Mean, figure(stated), right, sheet.rows[whole].span)?;
    let key: Vec<&str> = means.rows.iter().map(|row| sheet.rows[*row].label).collect();
    Some(Weighted {
        members: means.rows.len(),
        digits: equation::tenths_of_digits(values, &relation),
        stated,
        key: key.join("|"),
        relation,
    })
}

/// Those of families whose weighted means come out elsewhere; of several for one figure, the one of most members.
fn believed(mut weighted: Vec<Weighted>) -> Vec<Relation> {
    weighted.sort_by_key(|found| std::cmp::Reverse(found.members));
    let mut proofs: BTreeMap<&str, (usize, u32)> = BTreeMap::new();
    for found in weighted.iter().filter(|found| found.relation.holds) {
        let (columns, digits) = proofs.entry(&found.key).or_default();
        *columns += 1;
        *digits += found.digits;
    }
    let mut told: BTreeSet<FigureId> = BTreeSet::new();
    let mut relations = Vec::new();
    for found in &weighted {
        let (columns, digits) = proofs.get(found.key.as_str()).copied().unwrap_or_default();
        let proven = columns >= 2 && digits >= PROOF;
        let first = told.insert(found.stated);
        if found.relation.holds || proven && first {
            relations.push(equation::with_evidence(found.relation.clone(), columns, false));
        }
    }
    relations
}

/// Tenths of digits that the columns in which it comes out must be worth.
const PROOF: u32 = 40;
