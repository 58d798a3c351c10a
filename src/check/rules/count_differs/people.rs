//! A body's members by the text and by its table: 董事會由八名董事組成 above a table of seven.

use std::collections::HashMap;

use crate::check::editions;
use crate::check::{Finding, FindingPlace, Role};
use crate::report::text::lower;
use crate::report::{FigureId, Report, RowKind, Table};
use crate::source::{FileId, Span};

use super::{FAR, number};

/// How the names of bodies end.
const BODIES: [&str; 8] = ["董事會", "委員會", "監事會", "理事會", "小組", "board", "committee", "council"];
/// Words that a table of members has beside its body's name.
const ROSTER: [&str; 6] = ["", "成員", "成員信息", "成員名單", " members", " of directors"];
/// Rows with these come and go within the year.
const CHANGES: [&str; 9] =
    ["辭任", "獲委任", "退任", "離任", "調任", "resigned", "appointed", "retired", "ceased"];
/// Words that may stand between a body and the number of its members.
const BETWEEN: [&str; 16] = [
    "現時",
    "目前",
    "共有",
    "設有",
    "由",
    "有",
    "共",
    "下設",
    "成員",
    "現",
    "的",
    "currently",
    "has",
    "comprises",
    "consists of",
    "is made up of",
];

/// No name of a body, with what may follow it, is longer in bytes.
const NAME: usize = 240;

/// The bodies that the text gives other numbers of members than their tables.
#[must_use]
pub fn check(report: &Report) -> Vec<Finding> {
    let said = said(report);
    let mut findings = Vec::new();
    for (spot, table) in editions::tables(report) {
        let Some(said) = said.get(&spot.edition.file) else { continue };
        for (body, rows) in rosters(table) {
            for one in said.iter().filter(|one| one.body.ends_with(&body)) {
                if one.count != rows.len() && one.count.abs_diff(rows.len()) <= FAR {
                    findings.push(finding(report, one.figure, &rows));
                }
            }
        }
    }
    findings
}

/// A number of people said right behind a body's name.
struct Said {
    figure: FigureId,
    count: usize,
    /// What stands before, in lower case, up to the end of the name.
    body: String,
}

fn said(report: &Report) -> HashMap<FileId, Vec<Said>> {
    let mut said: HashMap<FileId, Vec<Said>> = HashMap::new();
    for spot in editions::blocks(report) {
        let Some(text) = spot.block.text() else { continue };
        for id in text.figures.clone() {
            let figure = &report.figures[id].figure;
            let people = figure.unit.as_ref().is_some_and(|unit| unit.symbol == "人" && unit.per.is_none());
            let Some(count) = number(figure).filter(|_| people) else { continue };
            let near = text.plain.ceil_char_boundary(figure.range.start.saturating_sub(NAME));
            let body = led(&text.plain[near..figure.range.start]);
            if BODIES.iter().any(|end| body.ends_with(end)) {
                said.entry(spot.edition.file).or_default().push(Said { figure: id, count, body });
            }
        }
    }
    said
}

fn finding(report: &Report, figure: FigureId, rows: &[Span]) -> Finding {
    let places = rows.iter().map(|row| FindingPlace::words(*row, Role::Witness)).collect();
    super::finding(report, figure, rows.len(), places)
}

/// The groups of a table that are rosters of a body, with the names in them.
fn rosters(table: &Table) -> Vec<(String, Vec<Span>)> {
    let mut rosters = Vec::new();
    for (at, row) in table.rows.iter().enumerate().filter(|(_, row)| row.kind == RowKind::Group) {
        let label = lower(row.cells.first().map_or("", |cell| cell.text.plain.trim()));
        let body = ROSTER
            .iter()
            .filter_map(|rest| label.strip_suffix(rest))
            .find(|body| BODIES.iter().any(|end| body.ends_with(end)));
        let Some(body) = body else { continue };
        let members =
            || table.rows.iter().filter(|row| row.kind == RowKind::Data && row.groups.contains(&at));
        let changes = members().any(|row| {
            row.cells.iter().any(|cell| {
                let words = lower(&cell.text.plain);
                CHANGES.iter().any(|word| words.contains(word))
            })
        });
        let names: Vec<Span> = members().filter_map(|row| row.cells.first()).map(|cell| cell.span).collect();
        if names.len() >= 2 && !changes {
            rosters.push((body.to_owned(), names));
        }
    }
    rosters
}

/// The words before a number without those that may stand between it and a body's name: 董事會由, "the Board has".
fn led(before: &str) -> String {
    let lower = lower(before);
    let mut before = lower.trim_end();
    while let Some(shorter) = BETWEEN.iter().find_map(|word| before.strip_suffix(word)) {
        before = shorter.trim_end();
    }
    before.to_owned()
}
