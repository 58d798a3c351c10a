//! Findings as `JUnit`, for build servers that know nothing else: a suite a report, a case for each rule that found nothing
//! and for each finding.
//!
//! A case fails where its finding makes the exit code 1; a waived one is skipped; others pass and say what was found.

use quick_junit::{NonSuccessKind, Report, SerializeError, TestCase, TestCaseStatus, TestSuite};

use crate::check::{Finding, RULES};

use super::register::at;
use super::{Checked, Unchecked, waiver_of, words_of};

/// The cases of one report; `fails` says which open findings make the exit code 1.
#[must_use]
pub fn suite(checked: &Checked, fails: impl Fn(&Finding) -> bool) -> TestSuite {
    let name = checked.report.root.as_str();
    let mut suite = TestSuite::new(name);
    for rule in RULES {
        let mut found = checked.findings.iter().filter(|finding| finding.rule == rule.id).peekable();
        if found.peek().is_none() {
            suite.add_test_case(case(rule.id, name, TestCaseStatus::success()));
        }
        for finding in found {
            let words = words_of(finding, checked.locale);
            let place = at(checked.report, finding.primary().span);
            // The place moves when lines do; the fingerprint keeps the history of a case together.
            let id = format!("{} {}", finding.rule, finding.fingerprint);
            let case = if let Some(waiver) = waiver_of(checked.report, finding) {
                let mut status = TestCaseStatus::skipped();
                status.set_message(&waiver.reason).set_description(format!("{place}\n{words}"));
                case(&id, name, status)
            } else if fails(finding) {
                let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
                status.set_type(finding.severity.word());
                status.set_message(checked.locale.finding(finding));
                status.set_description(format!("{place}\n{words}"));
                case(&id, name, status)
            } else {
                let mut case = case(&id, name, TestCaseStatus::success());
                case.set_system_out(format!("{}: {place}\n{words}", finding.severity.word()));
                case
            };
            suite.add_test_case(case);
        }
    }
    suite
}

/// A report that was not checked.
#[must_use]
pub fn failed(unchecked: &Unchecked) -> TestSuite {
    let mut suite = TestSuite::new(unchecked.path.as_str());
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_type(unchecked.kind).set_message(&unchecked.words);
    suite.add_test_case(case("load", unchecked.path.as_str(), status));
    suite
}

/// The document.
///
/// # Errors
/// When it cannot be written as XML.
pub fn document(suites: Vec<TestSuite>) -> Result<String, SerializeError> {
    let mut report = Report::new("tieout");
    report.add_test_suites(suites);
    report.to_string()
}

fn case(id: &str, report: &str, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(id, status);
    case.set_classname(report);
    case
}
