//! What lists say of one name: 獨立 here and 不獨立 there, 59 here and 56 there.

use std::collections::BTreeMap;

use crate::check::editions::{self, Spot};
use crate::check::{Arg, Finding, FindingPlace, Message, Role};
use crate::report::text::lower;
use crate::report::{CellContent, Report, RowKind, Table, TableCell};
use crate::source::Span;

use super::{RULE, name};

/// Fewer pairs of rows show nothing to be an attribute.
const PAIRS: usize = 3;

/// Rows of all tables of an edition that have the same heads.
type Entry<'a> = (Spot<'a>, &'a Table, usize);

#[must_use]
pub fn check(report: &Report) -> Vec<Finding> {
    let mut lists: BTreeMap<(u32, String), Vec<Entry>> = BTreeMap::new();
    for (spot, table) in editions::tables(report) {
        let heads: Vec<String> = table.columns.iter().map(|column| lower(&column.head)).collect();
        // Columns of years hold amounts, not what someone is.
        if heads.len() < 3 || table.columns.iter().any(|column| column.period.is_some()) {
            continue;
        }
        let rows = table.body().filter(|(_, row)| row.kind == RowKind::Data);
        let entries = rows.map(|(index, _)| (spot, table, index));
        lists.entry((spot.edition.file.0, heads.join("|"))).or_default().extend(entries);
    }
    lists.values().flat_map(|entries| in_list(report, entries)).collect()
}

fn in_list(report: &Report, entries: &[Entry]) -> Vec<Finding> {
    let mut by_name: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for (spot, table, row) in entries {
        if let Some(name) = table.rows[*row].cells.first().and_then(name) {
            by_name.entry(name).or_default().push((*spot, *table, *row));
        }
    }
    by_name.retain(|_, rows| rows.len() >= 2);
    let width = entries.first().map_or(0, |(_, table, _)| table.columns.len());
    let columns: Vec<Agreement> = (1..width).map(|column| agreement(&by_name, column)).collect();
    let textual = |except: usize| {
        columns.iter().enumerate().any(|(at, column)| {
            at + 1 != except && column.words && column.pairs >= PAIRS && column.agree == column.pairs
        })
    };
    let mut findings = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let attribute = column.pairs >= PAIRS && column.names >= 2 && column.agree * 5 >= column.pairs * 3;
        if attribute && column.agree < column.pairs && textual(at + 1) {
            findings.extend(by_name.values().filter_map(|rows| exception(report, rows, at + 1)));
        }
    }
    findings
}

/// How often the rows of one name say the same in a column.
struct Agreement {
    pairs: usize,
    agree: usize,
    names: usize,
    /// It holds words rather than numbers.
    words: bool,
}

fn agreement(by_name: &BTreeMap<String, Vec<Entry>>, column: usize) -> Agreement {
    let mut found = Agreement { pairs: 0, agree: 0, names: 0, words: true };
    for rows in by_name.values() {
        let filled: Vec<&TableCell> = rows.iter().filter_map(|row| cell(row, column)).collect();
        found.words &= filled.iter().all(|cell| cell.content == CellContent::Words);
        let mut alike: BTreeMap<String, usize> = BTreeMap::new();
        for cell in &filled {
            *alike.entry(said(cell)).or_default() += 1;
        }
        found.pairs += pairs_of(filled.len());
        found.agree += alike.values().map(|count| pairs_of(*count)).sum::<usize>();
        found.names += usize::from(filled.len() > 1);
    }
    found
}

/// How many pairs some things make.
fn pairs_of(count: usize) -> usize {
    count * count.saturating_sub(1) / 2
}

fn cell<'a>(entry: &Entry<'a>, column: usize) -> Option<&'a TableCell> {
    let (_, table, row) = *entry;
    let cell = table.rows[row].cells.get(column)?;
    matches!(cell.content, CellContent::Number | CellContent::Words).then_some(cell)
}

fn said(cell: &TableCell) -> String {
    lower(&cell.text.plain.split_whitespace().collect::<String>())
}

/// The rows of one name that say something else than most of them.
fn exception(report: &Report, rows: &[Entry], column: usize) -> Option<Finding> {
    let filled: Vec<(&Entry, &TableCell)> =
        rows.iter().filter_map(|row| Some((row, cell(row, column)?))).collect();
    let mut counts: Vec<(usize, String)> = Vec::new();
    for (_, cell) in &filled {
        let said = said(cell);
        match counts.iter_mut().find(|(_, known)| *known == said) {
            Some((count, _)) => *count += 1,
            None => counts.push((1, said)),
        }
    }
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let [(most, usual), (next, _), ..] = &counts[..] else { return None };
    let tied = most == next;
    let span = |row: &Entry, cell: &TableCell| -> Span {
        cell.text.span(row.0.edition.file, &(0..cell.text.plain.len()))
    };
    let mut places: Vec<FindingPlace> = Vec::new();
    for (row, cell) in &filled {
        let role = if tied || said(cell) != *usual { Role::Suspect } else { Role::Witness };
        let place = match cell.text.figures.clone().next() {
            Some(figure) if cell.content == CellContent::Number => FindingPlace::figure(report, figure, role),
            _ => FindingPlace::words(span(row, cell), role),
        };
        places.push(place);
    }
    places.sort_by_key(|place| place.role);
    let odd = filled.iter().find(|(_, cell)| said(cell) != *usual)?;
    let (first, _) = filled.first()?;
    let other = filled.iter().find(|(_, cell)| said(cell) == *usual)?;
    let args = vec![
        (
            "name",
            Arg::Text(
                first.1.rows[first.2].cells[0]
                    .text
                    .plain
                    .split(['(', '（'])
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .to_owned(),
            ),
        ),
        ("column", Arg::Text(first.1.columns[column].head.clone())),
        ("odd", Arg::Text(odd.1.text.plain.trim().to_owned())),
        ("usual", Arg::Text(other.1.text.plain.trim().to_owned())),
    ];
    let message = Message { key: "finding-membership-differs", args };
    Some(Finding::new(RULE.id, RULE.severity, message, places))
}
