//! JSON lines: one line a report, so that many can be checked in one run and read as they come.
//!
//! A line is the document of [`super::json`] on one line, with `error`: `null`, or why the report was not checked.

use serde::Serialize;

use super::json::{CheckDocument, ReportHead, VERSION};
use super::{Checked, Unchecked};

#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    document: CheckDocument<'a>,
    error: Option<ErrorEntry<'a>>,
}

/// A report that gave no findings because it could not be read: `summary` is `null`.
#[derive(Serialize)]
struct FailedLine<'a> {
    version: u8,
    report: ReportHead<'a>,
    summary: Option<()>,
    findings: [(); 0],
    error: ErrorEntry<'a>,
}

#[derive(Serialize)]
struct ErrorEntry<'a> {
    /// One of a few words, for machines.
    kind: &'static str,
    message: &'a str,
}

/// A report that was checked; a report of which no chapter could be read says so besides.
#[must_use]
pub fn line(checked: &Checked, remark: Option<&Unchecked>) -> String {
    print(&Line { document: CheckDocument::of(checked), error: remark.map(error_entry) })
}

/// A report that was not checked.
#[must_use]
pub fn failed(unchecked: &Unchecked) -> String {
    print(&FailedLine {
        version: VERSION,
        report: ReportHead::unread(unchecked.path.as_str()),
        summary: None,
        findings: [],
        error: error_entry(unchecked),
    })
}

fn error_entry(unchecked: &Unchecked) -> ErrorEntry<'_> {
    ErrorEntry { kind: unchecked.kind, message: &unchecked.words }
}

fn print<T: Serialize>(line: &T) -> String {
    let mut text = serde_json::to_string(line).expect("the document has string keys only");
    text.push('\n');
    text
}
