//! What one report gives in a format, and how the parts of many reports become one output.
//!
//! Formats of lines are printed report by report; of the others the parts are kept, never the reports.

use camino::{Utf8Path, Utf8PathBuf};
use quick_junit::TestSuite;
use std::io::IsTerminal as _;

use crate::check::Arg;
use crate::cli::args::CheckFormat;
use crate::cli::console::{Console, Failure};
use crate::output::workbook::{self, Row};
use crate::output::{self, Checked, Look, Unchecked, findings_csv, github, json, jsonl, junit, sarif, text};
use crate::store;

use super::selection::{Chosen, Selection};

/// How reports are printed.
#[derive(Clone, Copy, Debug)]
pub struct Face {
    pub format: CheckFormat,
    /// Text of many reports says which is which.
    many: bool,
    look: Look,
}

/// What one report gives.
pub enum Part {
    Text(String),
    Suite(TestSuite),
    Rows(Vec<Row>),
    Results(Vec<sarif::Found>),
    Failure(sarif::Failure),
}

impl Part {
    /// The findings of a report; `remark` says what was wrong with the whole of it.
    pub fn of(
        face: Face,
        chosen: &Chosen,
        remark: Option<&Unchecked>,
        selection: &Selection,
        console: &Console,
    ) -> Part {
        let checked = Checked {
            report: &chosen.session.report,
            outcome: &chosen.session.outcome,
            findings: chosen.findings.clone(),
            edition: selection.edition,
            locale: &console.locale,
        };
        match face.format {
            CheckFormat::Text if face.many => {
                let path = &checked.report.root;
                Part::Text(format!("== {path}\n\n{}\n", text::findings(&checked, face.look)))
            }
            CheckFormat::Text => Part::Text(text::findings(&checked, face.look)),
            CheckFormat::Json => Part::Text(json::findings(&checked)),
            CheckFormat::Jsonl => Part::Text(jsonl::line(&checked, remark)),
            CheckFormat::Github => Part::Text(github::findings(&checked)),
            CheckFormat::Csv => Part::Text(findings_csv::rows(&checked)),
            CheckFormat::Xlsx => Part::Rows(workbook::finding_rows(&checked)),
            CheckFormat::Sarif => Part::Results(sarif::results(&checked)),
            CheckFormat::Junit => Part::Suite(junit::suite(&checked, |finding| selection.fails(finding))),
        }
    }

    /// A report that could not be checked, in the formats that can say so.
    pub fn failed(format: CheckFormat, unchecked: &Unchecked) -> Option<Part> {
        match format {
            CheckFormat::Jsonl => Some(Part::Text(jsonl::failed(unchecked))),
            CheckFormat::Github => Some(Part::Text(github::failed(unchecked))),
            CheckFormat::Sarif => Some(Part::Failure(sarif::failed(unchecked))),
            CheckFormat::Junit => Some(Part::Suite(junit::failed(unchecked))),
            CheckFormat::Text | CheckFormat::Json | CheckFormat::Csv | CheckFormat::Xlsx => None,
        }
    }
}

/// Takes parts in order and writes one output.
pub struct Printer<'a> {
    face: Face,
    output: Option<Utf8PathBuf>,
    console: &'a Console,
    begun: bool,
    /// Text for a file, which is written whole.
    text: String,
    suites: Vec<TestSuite>,
    rows: Vec<Row>,
    results: Vec<sarif::Found>,
    failures: Vec<sarif::Failure>,
}

impl<'a> Printer<'a> {
    /// # Errors
    /// Where a workbook would go to a terminal.
    pub fn new(
        format: CheckFormat,
        many: bool,
        output: Option<&Utf8Path>,
        console: &'a Console,
    ) -> Result<Printer<'a>, Failure> {
        if format == CheckFormat::Xlsx && output.is_none() && std::io::stdout().is_terminal() {
            return Err(console.failure("check-xlsx-to-terminal", &[]));
        }
        let look = Look::of(console.colour && output.is_none(), console.width);
        Ok(Printer {
            face: Face { format, many, look },
            output: output.map(Utf8Path::to_owned),
            console,
            begun: false,
            text: String::new(),
            suites: Vec::new(),
            rows: Vec::new(),
            results: Vec::new(),
            failures: Vec::new(),
        })
    }

    pub fn face(&self) -> Face {
        self.face
    }

    /// Takes the part of the next report.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn print(&mut self, part: Part) -> Result<(), Failure> {
        match part {
            Part::Text(text) => {
                self.begin()?;
                return self.write(&text);
            }
            Part::Suite(suite) => self.suites.push(suite),
            Part::Rows(rows) => self.rows.extend(rows),
            Part::Results(results) => self.results.extend(results),
            Part::Failure(failure) => self.failures.push(failure),
        }
        Ok(())
    }

    /// Writes what was kept.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn finish(&mut self) -> Result<(), Failure> {
        let console = self.console;
        let failed = |reason: String| console.failure("output-failed", &[("reason", Arg::Text(reason))]);
        let whole = match self.face.format {
            CheckFormat::Sarif => {
                let (results, failures) =
                    (std::mem::take(&mut self.results), std::mem::take(&mut self.failures));
                sarif::document(results, failures, &console.locale).into_bytes()
            }
            CheckFormat::Junit => {
                let document = junit::document(std::mem::take(&mut self.suites));
                document.map_err(|error| failed(error.to_string()))?.into_bytes()
            }
            CheckFormat::Xlsx => {
                let rows = std::mem::take(&mut self.rows);
                workbook::findings(rows, &console.locale).map_err(|error| failed(error.to_string()))?
            }
            _ => {
                self.begin()?;
                std::mem::take(&mut self.text).into_bytes()
            }
        };
        match &self.output {
            None => console.bytes(&whole),
            Some(file) => store::write(file, &whole).map_err(|error| {
                let at = ("path", Arg::Text(file.to_string()));
                console.failure("write-failed", &[at, ("reason", console.reason(&error))])
            }),
        }
    }

    /// What stands before the first part.
    fn begin(&mut self) -> Result<(), Failure> {
        if std::mem::replace(&mut self.begun, true) || self.face.format != CheckFormat::Csv {
            return Ok(());
        }
        self.write(&output::findings_csv::head())
    }

    fn write(&mut self, text: &str) -> Result<(), Failure> {
        if self.output.is_some() {
            self.text.push_str(text);
            return Ok(());
        }
        self.console.data(text)
    }
}
