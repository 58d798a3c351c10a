//! How right the checks are on reports that they were not made for.
//!
//! `tests/yardstick/<name>/` holds an invented report (`report.md`, or `report/` where editions are compared) and
//! `expected.yaml`, which lists the faults planted in it and the traps: what looks wrong and is not. A fault counts as found when an
//! error or a warning of one of its rules has the faulty words, between ⟦ and ⟧, among its places. Anything else that
//! is reported is a false alarm. What is not yet found, or wrongly reported, is listed with the reason, and taken off
//! the list by the change that mends it. `cargo test --test yardstick -- --nocapture` prints the totals.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use camino::{Utf8Path, Utf8PathBuf};
use serde::Deserialize;
use tieout::check::{self, Finding, Role, Severity};
use tieout::locale::Locale;
use tieout::report::Report;
use tieout::report::load::load;
use tieout::source::{FileId, Language};
use tieout::store;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    about: String,
    faults: Vec<Fault>,
    traps: Vec<Trap>,
    #[serde(default)]
    known_false_alarms: Vec<FalseAlarm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fault {
    /// A passage that stands once in the file, the faulty words between ⟦ and ⟧.
    at: String,
    /// The file within `report/`; `report.md` where not given.
    file: Option<Utf8PathBuf>,
    /// What stood there before it was made wrong.
    right: Option<String>,
    /// The rules that may report it.
    rules: Vec<String>,
    /// What an auditor would write beside it.
    says: String,
    /// Why it is not found today.
    known_miss: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Trap {
    /// A passage of the file.
    at: String,
    file: Option<Utf8PathBuf>,
    /// Why it is right as it stands.
    says: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FalseAlarm {
    rule: String,
    /// A passage that stands once in the file and that the finding's first place lies in.
    at: String,
    file: Option<Utf8PathBuf>,
    /// Why it is reported today.
    because: String,
}

#[derive(Default)]
struct Totals {
    reports: usize,
    clean: usize,
    planted: usize,
    found: usize,
    /// Found, and the faulty figure is among the suspects.
    suspected: usize,
    /// Findings beyond the first of one fault.
    repeated: usize,
    false_alarms: usize,
    notes: usize,
}

#[test]
fn faults_are_found_and_nothing_else() {
    let mut totals = Totals::default();
    let mut complaints = String::new();
    let folder = Utf8Path::new("tests/yardstick");
    let entries = folder.read_dir_utf8().expect("the reports are there");
    let folders: BTreeSet<Utf8PathBuf> =
        entries.map(|entry| entry.expect("a folder can be listed").into_path()).collect();
    for folder in &folders {
        for complaint in measure(folder, &mut totals) {
            writeln!(complaints, "{}: {complaint}", folder.file_name().unwrap_or_default())
                .expect("a string can be written to");
        }
    }
    tell(&totals);
    assert!(complaints.is_empty(), "\n{complaints}");
}

#[expect(clippy::print_stdout, reason = "the totals are for the person who runs the test")]
fn tell(totals: &Totals) {
    println!(
        "{} reports, {} of them clean: {} of {} planted faults found, {} with the faulty figure a suspect; \
         {} findings repeat a fault; {} false alarms; {} notes",
        totals.reports,
        totals.clean,
        totals.found,
        totals.planted,
        totals.suspected,
        totals.repeated,
        totals.false_alarms,
        totals.notes
    );
}

#[expect(
    clippy::disallowed_methods,
    reason = "what is expected is no part of the report that the store reads"
)]
fn read(path: &Utf8Path) -> std::io::Result<String> {
    std::fs::read_to_string(path)
}

/// What is not as it was expected in one report.
fn measure(folder: &Utf8Path, totals: &mut Totals) -> Vec<String> {
    let text = read(&folder.join("expected.yaml")).expect("what is expected can be read");
    let expected: Expected =
        serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{folder}/expected.yaml: {error}"));
    assert!(!expected.about.is_empty(), "{folder}: what is the report about?");
    let single = folder.join("report.md");
    let root = if single.is_file() { single } else { folder.join("report") };
    let report = load(&store::read(&root).unwrap_or_else(|error| panic!("{error}")));
    let outcome = check::run(&report);
    let wrong: Vec<&Finding> = outcome.open().filter(|finding| finding.severity != Severity::Note).collect();
    totals.reports += 1;
    totals.clean += usize::from(expected.faults.is_empty());
    totals.planted += expected.faults.len();
    totals.notes += outcome.count(Severity::Note);

    let mut complaints = Vec::new();
    let mut explained = vec![false; wrong.len()];
    for fault in &expected.faults {
        let place = passage(&report, fault.file.as_deref(), &fault.at);
        let speaks = |finding: &Finding| {
            let named = fault.rules.iter().any(|rule| rule == finding.rule);
            named && finding.places.iter().any(|at| touches(&report, at.span, &place))
        };
        let by: Vec<usize> = (0..wrong.len()).filter(|at| speaks(wrong[*at])).collect();
        for at in &by {
            explained[*at] = true;
        }
        let suspected = by
            .iter()
            .flat_map(|at| &wrong[*at].places)
            .any(|at| at.role == Role::Suspect && touches(&report, at.span, &place));
        totals.found += usize::from(!by.is_empty());
        totals.suspected += usize::from(suspected);
        totals.repeated += by.len().saturating_sub(1);
        assert_ne!(
            fault.right.as_deref(),
            Some(&report.sources.get(place.0).text[place.1.clone()]),
            "no fault"
        );
        match (&fault.known_miss, by.is_empty()) {
            (None, true) => complaints.push(format!("not found: {} ({})", fault.at, fault.says)),
            (Some(reason), false) => {
                complaints.push(format!("found now, take it off the known misses: {} ({reason})", fault.at));
            }
            _ => {}
        }
    }

    let mut alarms = vec![false; expected.known_false_alarms.len()];
    for (finding, _) in wrong.iter().zip(explained).filter(|(_, explained)| !explained) {
        totals.false_alarms += 1;
        let known = expected.known_false_alarms.iter().position(|alarm| {
            let place = passage(&report, alarm.file.as_deref(), &alarm.at);
            alarm.rule == finding.rule && touches(&report, finding.primary().span, &place)
        });
        match known {
            Some(known) => alarms[known] = true,
            None => complaints.push(false_alarm(&report, &expected, finding)),
        }
    }
    for (alarm, _) in expected.known_false_alarms.iter().zip(alarms).filter(|(_, rings)| !rings) {
        complaints.push(format!(
            "silent now, take it off the known false alarms: {} {} ({})",
            alarm.rule, alarm.at, alarm.because
        ));
    }
    for trap in &expected.traps {
        let (file, says) = (file(&report, trap.file.as_deref()), &trap.says);
        if !report.sources.get(file).text.contains(&trap.at) {
            complaints.push(format!("no such trap: {} ({says})", trap.at));
        }
    }
    complaints
}

/// A false alarm in words, with the trap that it fell into.
fn false_alarm(report: &Report, expected: &Expected, finding: &Finding) -> String {
    let mut out = format!("false alarm: {} {}", finding.rule, Locale::new(Language::En).finding(finding));
    for place in &finding.places {
        let at = report.sources.position(place.span);
        let words = report.sources.slice(place.span).lines().next().unwrap_or_default();
        let path = report.sources.path(place.span);
        write!(out, "\n    {} {path}:{}:{} {words}", place.role.word(), at.line, at.column)
            .expect("a string can be written to");
        for trap in &expected.traps {
            let text = &report.sources.get(place.span.file).text;
            let here = trap.file.as_deref().is_none_or(|file| path.ends_with(file));
            if here
                && text
                    .match_indices(&trap.at)
                    .any(|(start, _)| (start..start + trap.at.len()).contains(&place.span.start))
            {
                write!(out, "\n      trap: {}", trap.says).expect("a string can be written to");
            }
        }
    }
    out
}

/// Whether a place is at a passage; one of several lines is too vague to count.
fn touches(report: &Report, span: tieout::source::Span, (file, range): &(FileId, Range<usize>)) -> bool {
    let one_line = !report.sources.slice(span).trim_end().contains('\n');
    span.file == *file && span.start < range.end && range.start < span.end && one_line
}

/// Where the words between ⟦ and ⟧ are, or the whole passage; it must stand once in the file.
fn passage(report: &Report, path: Option<&Utf8Path>, at: &str) -> (FileId, Range<usize>) {
    let file = file(report, path);
    let text = &report.sources.get(file).text;
    let plain = at.replace(['⟦', '⟧'], "");
    let starts: Vec<usize> = text.match_indices(&plain).map(|(start, _)| start).collect();
    let [start] = starts[..] else { panic!("stands {} times, not once: {at}", starts.len()) };
    let range = match (at.find('⟦'), at.find('⟧')) {
        (Some(open), Some(close)) => start + open..start + close - '⟦'.len_utf8(),
        _ => start..start + plain.len(),
    };
    (file, range)
}

/// The file of that name within the report, or the only one.
fn file(report: &Report, path: Option<&Utf8Path>) -> FileId {
    let path = path.unwrap_or(Utf8Path::new("report.md"));
    let mut files = report.sources.iter().filter(|(_, file)| file.path.ends_with(path));
    files.next().unwrap_or_else(|| panic!("no file {path}")).0
}
