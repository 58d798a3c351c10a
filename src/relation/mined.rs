//! Relations that a report shows by itself, with nothing declared.
//!
//! No relation without evidence that it was meant: it holds elsewhere (another column, a sibling group, a copy of the
//! table), or its structure is unmistakable (a labelled total that names its parts, men and women).

mod alike;
mod breakdowns;
mod columns;
mod copies;
mod equation;
mod families;
mod groups;
mod lines;
mod luck;
mod means;
mod portions;
mod prose;
mod ratios;
mod repair;
mod repeats;
mod segments;
mod shares;
mod similar;
mod slipped;
mod sums;
mod totals;
mod turned;
mod turnover;
mod verdict;
mod words;

use crate::report::{Report, parallel};

use super::{Relation, Sheet, Values};
use lines::Lines;
use verdict::Reading;

/// One way to find relations; none needs what another has found.
type Miner = fn(&Report, &[Sheet], &Values, &mut Vec<Relation>);

/// Those that look at more than one table at a time. Sentences take the longest: they are begun first.
const MINERS: [Miner; 12] = [
    prose::find,
    |_, sheets, values, relations| segments::find(sheets, values, relations),
    |report, sheets, _, relations| copies::find(report, sheets, relations),
    |report, sheets, _, relations| repeats::find(report, sheets, relations),
    |report, sheets, _, relations| turned::find(report, sheets, relations),
    ratios::find,
    |_, sheets, values, relations| shares::find(sheets, values, relations),
    |_, sheets, values, relations| means::find(sheets, values, relations),
    |_, sheets, values, relations| breakdowns::find(sheets, values, relations),
    columns::find,
    |_, sheets, values, relations| portions::find(sheets, values, relations),
    |_, sheets, values, relations| turnover::find(sheets, values, relations),
];

/// Adds the relations of every table, and of what is said of them.
pub fn find(report: &Report, sheets: &[Sheet], values: &Values, relations: &mut Vec<Relation>) {
    let all = MINERS.iter().map(|miner| Task::All(*miner));
    let tasks: Vec<Task> = all.chain(sheets.iter().map(Task::One)).collect();
    let mut found = parallel::map(&tasks, |task| {
        let mut found = Vec::new();
        match task {
            Task::All(miner) => miner(report, sheets, values, &mut found),
            Task::One(sheet) => {
                down(report, sheet, values, &mut found);
                across(report, sheet, values, &mut found);
            }
        }
        found
    });
    // Relations of single tables stand first, those of sentences last.
    let of_tables = found.split_off(MINERS.len());
    let sentences = found.remove(0);
    relations.extend(of_tables.into_iter().chain(found).flatten().chain(sentences));
}

/// What one thread does.
enum Task<'a> {
    All(Miner),
    One(&'a Sheet<'a>),
}

/// Rows that add up to rows: totals below, totals above, groups, differences.
fn down(report: &Report, sheet: &Sheet, values: &Values, relations: &mut Vec<Relation>) {
    let (below, above) = (Lines::rows(sheet, false), Lines::rows(sheet, true));
    let reading = Reading { report, sheet, values, lines: &below, across: false };
    let (of_groups, group_totals) = groups::relations(reading);
    let named: Vec<sums::Found> = groups::scopes(reading)
        .into_iter()
        .chain(groups::sexes(reading))
        .chain(groups::balances(reading))
        .collect();
    let is_named = |found: &sums::Found| {
        named.iter().any(|other| other.total == found.total && other.parts == found.parts)
    };
    let mut found: Vec<sums::Found> = named.iter().filter(|found| found.holds() > 0).cloned().collect();
    found.extend(sums::find(reading).into_iter().filter(|found| !is_named(found)));
    let place = |line: usize, lines: &Lines| lines.items[line].at;
    let mut explained: Vec<usize> = found.iter().map(|found| found.total).chain(group_totals).collect();
    // Read upwards, a total stands above its parts; one that is explained downwards needs no second reading.
    let upwards = Reading { lines: &above, ..reading };
    let known: Vec<usize> = explained.iter().map(|line| place(*line, &below)).collect();
    let mut turned = sums::find(upwards);
    turned.retain(|found| !known.contains(&place(found.total, &above)));
    let at = |line: &usize| below.items.iter().position(|of| of.at == place(*line, &above));
    explained.extend(turned.iter().filter_map(|found| at(&found.total)));
    let used: Vec<usize> = found
        .iter()
        .flat_map(|found| found.parts.clone())
        .chain(turned.iter().flat_map(|found| &found.parts).filter_map(at))
        .collect();
    let differences = sums::signed(reading, &explained);
    explained.extend(differences.iter().map(|found| found.total));
    relations.extend(of_groups);
    relations.extend(totals::relations(reading, &explained, &used, &named));
    found.extend(differences);
    relations.extend(verdict::relations(reading, &found));
    relations.extend(verdict::relations(upwards, &turned));
}

/// Columns that add up to a column: only where they are more than years of one thing.
fn across(report: &Report, sheet: &Sheet, values: &Values, relations: &mut Vec<Relation>) {
    let lines = Lines::columns(sheet, false);
    let reading = Reading { report, sheet, values, lines: &lines, across: true };
    if let Some(quarters) = groups::quarters(reading) {
        if quarters.holds() > 0 {
            relations.extend(verdict::relations(reading, &[quarters]));
        } else {
            relations.extend(totals::slipped(reading, &quarters));
        }
        return;
    }
    let amounts = sheet.columns.iter().filter(|column| column.additive);
    if amounts.clone().count() < 3 || amounts.clone().all(|column| column.period.is_some()) {
        return;
    }
    for reversed in [false, true] {
        let lines = Lines::columns(sheet, reversed);
        let reading = Reading { report, sheet, values, lines: &lines, across: true };
        let mut found = sums::find(reading);
        found.retain(|found| found.omitted == 0);
        relations.extend(verdict::relations(reading, &found));
    }
}
