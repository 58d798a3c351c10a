//! `membership-differs`: one person or site described in two ways, or named in one list of a body and not in its twin.
//!
//! Lists with the same columns are compared row by row: a column is an attribute of those that are named where it mostly
//! agrees, and another column of words agrees throughout. Who came or left within the year may be in one list alone.

mod attributes;
mod rosters;

use crate::check::{Context, Finding, Rule, Severity, editions};
use crate::report::text::lower;
use crate::report::{Table, TableCell};

pub const RULE: Rule = Rule { id: "membership-differs", severity: Severity::Warning, run: check };

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = attributes::check(context.report);
    findings.extend(rosters::check(context.report));
    editions::join(context, findings)
}

/// The name in a cell, without what stands in brackets behind it; none if it has digits or is a sentence.
fn name(cell: &TableCell) -> Option<String> {
    let words = cell.text.plain.trim();
    let end = words.find(['(', '（', '[', '\n']).unwrap_or(words.len());
    let whole = words[..end].split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = whole.trim_end_matches(['*', '#', '†']);
    let short = (2..=24).contains(&plain.chars().count());
    (short && !plain.chars().any(char::is_numeric)).then(|| lower(plain))
}

/// Words of a row that say that someone came or left.
fn changed(table: &Table, row: usize) -> bool {
    const CHANGES: [&str; 9] =
        ["辭任", "獲委任", "退任", "離任", "調任", "resign", "appoint", "retire", "ceased"];
    table.rows[row].cells.iter().any(|cell| {
        let words = lower(&cell.text.plain);
        CHANGES.iter().any(|word| words.contains(word))
    })
}
