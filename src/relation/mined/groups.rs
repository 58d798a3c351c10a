//! Groups under a total (`按性別`, By gender), and totals that name their parts (scopes 1 and 2).

use super::super::Relation;
use super::lines::{Line, Lines, Trial};
use super::luck;
use super::sums::Found;
use super::verdict::{self, Reading, Verdict};
use super::words;
use crate::report::text::lower;

/// The relations of every group of a sheet with its total.
#[must_use]
pub fn relations(reading: Reading) -> (Vec<Relation>, Vec<usize>) {
    let groups = groups(reading);
    let mut relations = Vec::new();
    for group in &groups {
        if is_excused(reading, group) {
            continue;
        }
        for column in 0..group.found.trials.len() {
            let verdict = match group.found.trials[column] {
                Trial::Nothing => continue,
                Trial::Holds { .. } => Verdict::Error,
                Trial::Fails { .. } => judge(reading, group, &groups, column),
            };
            if verdict != Verdict::Silent {
                relations.extend(verdict::relation(reading, &group.found, column, verdict));
            }
        }
    }
    (relations, groups.into_iter().map(|group| group.found.total).collect())
}

struct Group {
    found: Found,
    /// The group row; none of men and women who stand right under their total.
    by: Option<usize>,
    named: bool,
}

/// The members of each group, by unit, and the total above them.
fn groups(reading: Reading) -> Vec<Group> {
    let (lines, sheet) = (reading.lines, reading.sheet);
    let mut groups: Vec<(usize, usize, Vec<usize>)> = Vec::new();
    for (line, of) in lines.items.iter().enumerate() {
        let Some(by) =
            sheet.rows[of.at].groups.last().copied().filter(|by| words::divides(sheet.rows[*by].label))
        else {
            continue;
        };
        match groups.iter_mut().find(|(group, unit, _)| (*group, *unit) == (by, of.unit)) {
            Some((_, _, members)) => members.push(line),
            None => groups.push((by, of.unit, vec![line])),
        }
    }
    let found =
        groups.into_iter().filter(|(_, _, members)| members.len() >= 2).filter_map(|(by, unit, members)| {
            let total = total_of(reading, by, unit)?;
            let members: Vec<usize> =
                members.into_iter().filter(|line| !lines.items[*line].is_total).collect();
            let whole = found(lines, total, members)?;
            let found = if whole.holds() == 0 { shorter(lines, &whole).unwrap_or(whole) } else { whole };
            let named = is_men_and_women(reading, &found.parts);
            Some(Group { found, by: Some(by), named })
        });
    found.collect()
}

/// The rows of a group run on into others where nothing heads those: its first members that add up are the group.
fn shorter(lines: &Lines, whole: &Found) -> Option<Found> {
    let ends = (2..whole.parts.len()).rev();
    let mut prefixes = ends.filter_map(|end| found(lines, whole.total, whole.parts[..end].to_vec()));
    prefixes.find(|found| found.holds() > found.fails() && found.digits() >= 2.0)
}

fn found(lines: &Lines, total: usize, parts: Vec<usize>) -> Option<Found> {
    if parts.len() < 2 {
        return None;
    }
    let sums = lines.sum(&parts);
    let trials = lines.trials(total, &sums);
    Some(Found::new(total, parts, trials))
}

/// The total of a unit in the section around a group: a labelled one above it, or the only line of that unit there.
fn total_of(reading: Reading, by: usize, unit: usize) -> Option<usize> {
    let sheet = reading.sheet;
    let by_groups = &sheet.rows[by].groups;
    let outer: &[usize] = match by_groups.split_last() {
        Some((last, rest)) if words::divides(sheet.rows[*last].label) => rest,
        _ => by_groups,
    };
    let section = enclosing(reading, by);
    let is_candidate = |line: &&Line| {
        let row = &sheet.rows[line.at];
        line.at < by && line.unit == unit && (row.groups == section || row.groups == outer)
    };
    let of = |found: &Line| reading.lines.items.iter().position(|line| line.at == found.at);
    let candidates = || reading.lines.items.iter().filter(is_candidate);
    let labelled = candidates().rfind(|line| line.is_total);
    let mut only = candidates();
    labelled.or_else(|| only.next().filter(|_| only.next().is_none())).and_then(of)
}

/// The groups that the members of a group stand in, but for that group itself.
fn enclosing(reading: Reading, by: usize) -> Vec<usize> {
    let member = reading.sheet.rows.iter().find(|row| row.groups.last() == Some(&by));
    member.map_or_else(Vec::new, |row| row.groups[..row.groups.len() - 1].to_vec())
}

fn judge(reading: Reading, group: &Group, groups: &[Group], column: usize) -> Verdict {
    let Trial::Fails { missing, apart, .. } = group.found.trials[column] else { return Verdict::Silent };
    let present = group.found.parts.len() - missing;
    // Where a column holds without the same members, they were nobody there and here.
    let known = missing > 0 && holds_without(reading, group, column);
    if luck::is_rounding(&group.found, column) || missing > 0 && present < missing + 1 && !known {
        return Verdict::Silent;
    }
    let unit = |group: &Group| reading.lines.items[group.found.total].unit;
    let sibling = groups.iter().any(|other| {
        other.by != group.by
            && other.found.total == group.found.total
            && unit(other) == unit(group)
            && matches!(other.found.trials[column], Trial::Holds { .. })
    });
    let (holds, fails) = (group.found.holds(), group.found.fails());
    let sure = holds > 0 && fails <= holds || sibling || group.named;
    if sure {
        return if missing > 0 { Verdict::Warning } else { Verdict::Error };
    }
    let total = reading.lines.items[group.found.total].cells[column].amount().map_or(0, |total| total.twice);
    let sum = total - apart;
    // Less than half or more than twice is of something else.
    let near = sum.abs() * 2 >= total.abs() && sum.abs() <= total.abs() * 2;
    let slipped = || verdict::slip_tenths(reading, &group.found, column).is_some_and(|tenths| tenths > 0);
    if missing == 0 && holds == 0 && (near || slipped()) { Verdict::Warning } else { Verdict::Silent }
}

/// Whether the group holds in a column in which just the same members have no value.
fn holds_without(reading: Reading, group: &Group, column: usize) -> bool {
    let empty = |column: usize| {
        let cells = group.found.parts.iter().map(move |part| &reading.lines.items[*part].cells[column]);
        cells.map(|cell| cell.amount().is_none())
    };
    let holds = |other: &usize| matches!(group.found.trials[*other], Trial::Holds { .. });
    (0..group.found.trials.len()).filter(holds).any(|other| empty(other).eq(empty(column)))
}

/// A note declares an overlap, of this group by its own word, or of none in particular.
fn is_excused(reading: Reading, group: &Group) -> bool {
    let word = group.by.map_or("", |by| words::divisor(reading.sheet.rows[by].label));
    let others = reading.sheet.rows.iter().filter(|row| row.is_group && words::divides(row.label));
    let others: Vec<&str> = others
        .map(|row| words::divisor(row.label))
        .filter(|other| *other != word && !other.is_empty())
        .collect();
    words::overlaps(&reading.sheet.notes).any(|sentence| {
        let names = |word: &str| !word.is_empty() && sentence.contains(&lower(word));
        names(word) || !others.iter().any(|other| names(other))
    })
}

fn is_men_and_women(reading: Reading, lines: &[usize]) -> bool {
    let [first, second] = lines else { return false };
    let label = |line: &usize| reading.sheet.rows[reading.lines.items[*line].at].label;
    words::are_men_and_women(label(first), label(second))
}

/// Totals that name the scopes they add up (`範圍一、二排放`, Scope 1 and 2).
#[must_use]
pub fn scopes(reading: Reading) -> Vec<Found> {
    let (lines, sheet) = (reading.lines, reading.sheet);
    let named: Vec<Vec<u8>> =
        lines.items.iter().map(|line| words::scopes_in(&sheet.path(line.at).join(" "))).collect();
    let of_scope = |scope: u8, total: usize| {
        let is_it = |line: &usize| {
            lines.items[*line].unit == lines.items[total].unit
                && !lines.items[*line].is_total
                && named[*line] == [scope]
        };
        let mut rows = (0..lines.items.len()).filter(is_it);
        // Two rows of one scope would be a guess.
        rows.next().filter(|_| rows.next().is_none())
    };
    let totals = (0..lines.items.len()).filter(|total| named[*total].len() >= 2);
    totals
        .filter_map(|total| {
            let parts: Vec<usize> =
                named[total].iter().map(|scope| of_scope(*scope, total)).collect::<Option<_>>()?;
            Some(Found { named: true, ..found(lines, total, parts)? })
        })
        .collect()
}

/// What stood at the end is what stood at the beginning and all lines between: `Balance at 1 January`, `期末餘額`.
#[must_use]
pub fn balances(reading: Reading) -> Vec<Found> {
    let lines = reading.lines;
    let is_balance = |line: usize| words::is_balance(reading.sheet.rows[lines.items[line].at].label);
    let marks: Vec<usize> = (0..lines.items.len()).filter(|line| is_balance(*line)).collect();
    let pairs = marks.windows(2).filter(|pair| {
        let [opening, closing] = [pair[0], pair[1]];
        let between = &lines.items[opening + 1..=closing];
        let same = |line: &Line| line.unit == lines.items[opening].unit && !line.opens && !line.within;
        (2..=LONGEST).contains(&between.len()) && between.iter().all(same)
    });
    let found = pairs.filter_map(|pair| found(lines, pair[1], (pair[0]..pair[1]).collect()));
    found.map(|found| Found { named: true, natural: true, ..found }).collect()
}

/// Lines between an opening and a closing balance.
const LONGEST: usize = 20;

/// Read across: four quarters beside their year.
#[must_use]
pub fn quarters(reading: Reading) -> Option<Found> {
    let lines = reading.lines;
    let head = |line: usize| reading.sheet.columns.get(lines.items.get(line)?.at).map(|of| of.head.as_str());
    let quarter = |line: usize| words::quarter(head(line)?);
    let first = (0..lines.items.len())
        .find(|line| (0..4).all(|at| quarter(line + at) == u8::try_from(at + 1).ok()))?;
    let year = first + 4;
    let is_year = head(year).is_some() && quarter(year).is_none();
    let only = !(year + 1..lines.items.len()).any(|line| quarter(line).is_some());
    let parts = (first..year).collect();
    let found = (is_year && only).then(|| found(lines, year, parts))??;
    Some(Found { named: true, natural: true, ..found })
}

/// Men and women right below their total, without a group row.
#[must_use]
pub fn sexes(reading: Reading) -> Vec<Found> {
    let lines = reading.lines;
    let pairs = (0..lines.items.len().saturating_sub(1)).filter(|at| {
        lines.items[*at].unit == lines.items[at + 1].unit && is_men_and_women(reading, &[*at, at + 1])
    });
    pairs
        .filter_map(|at| {
            let beside = [at.checked_sub(1), Some(at + 2)].into_iter().flatten();
            let total = beside.filter(|line| lines.items.get(*line).is_some()).find(|line| {
                lines.items[*line].unit == lines.items[at].unit && lines.items[*line].is_total
            })?;
            Some(Found { named: true, ..found(lines, total, vec![at, at + 1])? })
        })
        .collect()
}
