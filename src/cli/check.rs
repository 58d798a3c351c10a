//! `tieout check`: all rules, on one report or many; exit code 1 where a finding reaches `--fail-on`, 2 where a report
//! cannot be read.

mod part;
mod selection;

use std::io::{self, BufRead as _};
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind};

use camino::{Utf8Path, Utf8PathBuf};

use crate::check::{Arg, RULES};
use crate::output::Unchecked;
use crate::report::nearest::nearest;
use crate::report::{Report, parallel};
use crate::session::Session;
use crate::store::{self, OpenError};

use super::args::{CheckArgs, CheckFormat, RuleArgs};
use super::console::{Console, Failure, read_or_not};
use super::{CLEAN, FOUND, UNUSABLE, report_path, unopened};
use part::{Face, Part, Printer};
use selection::Selection;

/// Runs the command.
///
/// # Errors
/// When nothing can be read, a rule is unknown, or the output cannot be written.
pub fn run(args: &CheckArgs, console: &Console) -> Result<u8, Failure> {
    known_rules(&args.rules, console)?;
    let many = args.paths.len() > 1 || args.files_from.is_some();
    let format = format(args);
    for (given, option) in [
        (format == CheckFormat::Json && many, "--format json"),
        (args.baseline.is_some() && many, "--baseline"),
        (args.prior.is_some() && many, "--prior"),
    ] {
        if given {
            return Err(console.failure("check-one-report", &[("option", Arg::Text(option.to_owned()))]));
        }
    }
    let selection = Selection::new(args, console)?;
    let mut printer = Printer::new(format, many, args.output.as_deref(), console)?;
    let code = if many {
        let paths = args.paths.iter().cloned().map(Ok).chain(listed(args.files_from.as_deref(), console)?);
        every(paths, &selection, &mut printer, console)?
    } else {
        let path = report_path(args.paths.first().cloned(), console)?;
        one(&path, args, &selection, &mut printer, console)?
    };
    read_or_not(printer.finish())?;
    Ok(code)
}

/// What is asked for, or what the name of the output file says.
fn format(args: &CheckArgs) -> CheckFormat {
    let by_name = || match args.output.as_deref().and_then(Utf8Path::extension) {
        Some("json") => CheckFormat::Json,
        Some("jsonl" | "ndjson") => CheckFormat::Jsonl,
        Some("sarif") => CheckFormat::Sarif,
        Some("xml") => CheckFormat::Junit,
        Some("csv") => CheckFormat::Csv,
        Some("xlsx") => CheckFormat::Xlsx,
        _ => CheckFormat::Text,
    };
    args.format.unwrap_or_else(by_name)
}

/// One report; what keeps it from being read is the command's failure.
fn one(
    path: &Utf8Path,
    args: &CheckArgs,
    selection: &Selection,
    printer: &mut Printer,
    console: &Console,
) -> Result<u8, Failure> {
    let session = match Session::open_with(path, args.prior.as_deref()) {
        // The process ends with it: the system takes back at once what would be given back piece by piece.
        Ok(session) => ManuallyDrop::new(session),
        Err(error) => {
            let failure = unopened(path, &error, console);
            // What reads the output is to learn of it too.
            if let (Failure::Said(words), format) = (&failure, printer.face().format)
                && let Some(part) = Part::failed(format, &unchecked(path, kind(&error), words.clone()))
            {
                printer.print(part)?;
                printer.finish()?;
            }
            return Err(failure);
        }
    };
    let changed = selection.changed(path, &session.report, console)?;
    let chosen = selection.of(&session, changed.as_ref());
    selection.tell_baseline(&session, &chosen, console);
    let code = code(chosen.reached, session.report.chapters.is_empty());
    let remark = no_chapter(path, &session.report, console);
    read_or_not(printer.print(Part::of(printer.face(), &chosen, remark.as_ref(), selection, console)))?;
    if let Some(remark) = remark {
        console.say(&remark.words);
    }
    Ok(code)
}

/// What one of many gives, made on a thread of its own.
struct Done {
    code: u8,
    part: Option<Part>,
    /// What is said of it.
    words: Option<String>,
}

/// Many reports in parallel, in the order in which they are named; one that cannot be read stops no other.
fn every(
    paths: impl Iterator<Item = io::Result<Utf8PathBuf>> + Send,
    selection: &Selection,
    printer: &mut Printer,
    console: &Console,
) -> Result<u8, Failure> {
    let face = printer.face();
    let work = |path: io::Result<Utf8PathBuf>| {
        path.map(|path| {
            let failed = || unchecked(&path, "failed", console.locale.text("check-failed"));
            catch_unwind(AssertUnwindSafe(|| check(&path, face, selection, console)))
                .unwrap_or_else(|_| Err(failed()))
                .unwrap_or_else(|unchecked| Done {
                    code: UNUSABLE,
                    part: Part::failed(face.format, &unchecked),
                    words: Some(unchecked.words),
                })
        })
    };
    let mut counts = [0usize; 3];
    // Who reads no further wants no more checked; what was found so far counts.
    let read = parallel::in_order(paths, work, |done| {
        let done = done.map_err(|error| {
            let reason = ("reason", console.reason(&error));
            console.failure("check-list-unreadable", &[reason])
        })?;
        counts[usize::from(done.code)] += 1;
        if let Some(part) = done.part {
            printer.print(part)?;
        }
        if let Some(words) = done.words {
            console.say(&console.locale.with("said-error", &[("words", Arg::Text(words))]));
        }
        Ok(())
    });
    read_or_not(read)?;
    let number = |count: usize| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let [clean, found, unread] = counts;
    console.say(&console.locale.with(
        "check-many",
        &[("reports", number(clean + found + unread)), ("found", number(found)), ("unread", number(unread))],
    ));
    Ok(if unread > 0 { UNUSABLE } else { code(found > 0, false) })
}

fn check(path: &Utf8Path, face: Face, selection: &Selection, console: &Console) -> Result<Done, Unchecked> {
    let session = Session::open(path).map_err(|error| {
        let words = match unopened(path, &error, console) {
            Failure::Said(words) => words,
            Failure::ReaderGone | Failure::Interrupted(_) => String::new(),
        };
        unchecked(path, kind(&error), words)
    })?;
    let changed = selection.changed(path, &session.report, console).map_err(|failure| match failure {
        Failure::Said(words) => unchecked(path, "no-revision", words),
        Failure::ReaderGone | Failure::Interrupted(_) => unchecked(path, "failed", String::new()),
    })?;
    let chosen = selection.of(&session, changed.as_ref());
    let remark = no_chapter(path, &session.report, console);
    Ok(Done {
        code: code(chosen.reached, remark.is_some()),
        part: Some(Part::of(face, &chosen, remark.as_ref(), selection, console)),
        words: remark.map(|remark| remark.words),
    })
}

fn code(reached: bool, unusable: bool) -> u8 {
    match (unusable, reached) {
        (true, _) => UNUSABLE,
        (false, true) => FOUND,
        (false, false) => CLEAN,
    }
}

pub fn no_chapter(path: &Utf8Path, report: &Report, console: &Console) -> Option<Unchecked> {
    let words = || console.locale.with("open-no-chapter", &[("path", Arg::Text(path.to_string()))]);
    report.chapters.is_empty().then(|| unchecked(path, "no-chapter", words()))
}

fn unchecked(path: &Utf8Path, kind: &'static str, words: String) -> Unchecked {
    Unchecked { path: path.to_owned(), kind, words }
}

/// Why a report could not be opened, for machines.
fn kind(error: &OpenError) -> &'static str {
    match error {
        OpenError::NoSuchPath(_) => "no-such-path",
        OpenError::NoReport(_) => "no-report",
        OpenError::NotAReport(_) => "not-a-report",
        OpenError::Unreadable { .. } => "unreadable",
        OpenError::TooLarge { .. } => "too-large",
        OpenError::NotUtf8 { .. } => "not-utf8",
        OpenError::NulByte { .. } => "nul-byte",
        OpenError::Unfinished { .. } => "unfinished",
    }
}

/// The paths that a file lists, one a line; `-` is the standard input, read as it comes.
fn listed(
    file: Option<&Utf8Path>,
    console: &Console,
) -> Result<Box<dyn Iterator<Item = io::Result<Utf8PathBuf>> + Send>, Failure> {
    let kept = |line: &io::Result<String>| line.as_ref().map_or(true, |line| !line.trim().is_empty());
    let path = |line: String| Utf8PathBuf::from(line.trim_end_matches('\r'));
    match file {
        None => Ok(Box::new(std::iter::empty())),
        Some(file) if file == "-" => {
            let lines = io::BufReader::new(io::stdin()).lines().filter(kept);
            Ok(Box::new(lines.map(move |line| line.map(path))))
        }
        Some(file) => {
            let text = store::read_text_file(file).map_err(|error| match error {
                OpenError::NoSuchPath(path) => {
                    console.failure("check-list-absent", &[("path", Arg::Text(path.into_string()))])
                }
                error => unopened(file, &error, console),
            })?;
            let lines: Vec<String> = text.lines().map(str::to_owned).collect();
            Ok(Box::new(lines.into_iter().map(Ok).filter(kept).map(move |line| line.map(path))))
        }
    }
}

/// # Errors
/// As [`known_rule`].
pub fn known_rules(rules: &RuleArgs, console: &Console) -> Result<(), Failure> {
    rules.select.iter().chain(&rules.ignore).try_for_each(|rule| known_rule(rule, console).map(|_| ()))
}

/// # Errors
/// When no rule has the name; the nearest one is suggested.
pub fn known_rule(rule: &str, console: &Console) -> Result<&'static str, Failure> {
    if let Some(found) = RULES.iter().find(|known| known.id == rule) {
        return Ok(found.id);
    }
    if rule.is_empty() {
        return Err(console.failure("usage-rule-empty", &[]));
    }
    let asked = rule.to_lowercase();
    let begun = RULES.iter().find(|known| known.id.starts_with(&asked)).map(|known| known.id);
    let near = nearest(&asked, RULES.iter().map(|known| known.id));
    let rule = ("rule", Arg::Text(rule.to_owned()));
    Err(match near.or(begun) {
        Some(name) => console.failure("usage-rule-near", &[rule, ("nearest", Arg::Text(name.to_owned()))]),
        None => console.failure("usage-rule", &[rule]),
    })
}
