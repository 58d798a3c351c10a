//! `tieout export`: checks, says what was found, and writes the PDFs; findings stop it only under `--strict`.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use camino::Utf8Path;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::check::{Arg, Severity};
use crate::diff::Changed;
use crate::output::{self, Checked};
use crate::pdf::fonts::FontFile;
use crate::pdf::{self, Cancelled, EditionChoice, Options, Progress, Stage, Warning};
use crate::report::Report;
use crate::session::Session;
use crate::store;

use super::args::{ExportArgs, ExportEdition, ExportFormat};
use super::console::{Console, Failure, read_or_not};
use super::interrupt::Interrupt;
use super::{CLEAN, FOUND, markdown, open, past, report_path};

/// Runs the command.
///
/// # Errors
/// When nothing can be read, an edition is not there, or a file cannot be written.
pub fn run(args: &ExportArgs, console: &Console) -> Result<u8, Failure> {
    let interrupt = Interrupt::listen();
    let path = report_path(args.path.clone(), console)?;
    let session = open(&path, console)?;
    let report = &session.report;
    if report.chapters.is_empty() {
        return Err(console.failure("open-no-chapter", &[("path", Arg::Text(path.into_string()))]));
    }
    let editions = editions(&args.edition, report, console)?;
    let texts = match args.format {
        ExportFormat::Pdf => None,
        ExportFormat::Markdown => Some(markdown::languages(&args.edition, report, console)?),
    };
    read_or_not(console.data(&summary(&session, console)))?;
    if args.strict && session.outcome.count(Severity::Error) > 0 {
        console.say(&console.locale.text("export-strict"));
        return Ok(FOUND);
    }
    let fonts = fonts(&args.fonts, console)?;
    if let Some(languages) = texts {
        interrupt.heed()?;
        return markdown::write(report, &languages, &args.output, console);
    }
    let changed = match &args.changes {
        Some(revision) => {
            Some(Changed::between(past::read(&path, revision, console)?.report.as_ref(), report))
        }
        None => None,
    };
    let revision = store::git::state(&path);
    // What one edition could not set, the bilingual one cannot either: it is said once.
    let mut warned: Vec<Warning> = Vec::new();
    let mut documents = Vec::with_capacity(editions.len());
    for edition in editions {
        let options = Options {
            revision: revision.clone(),
            review: args.review,
            draft: args.draft,
            source_lines: args.source_lines,
            read: Some(store::read_bytes),
            changed: changed.clone(),
            fonts: fonts.clone(),
            ..Options::new(edition)
        };
        let target = args.output.join(pdf::file_name_of(report, &options));
        let document = typeset(&session, &options, &target, &interrupt, console)?;
        for warning in &document.warnings {
            if !warned.contains(warning) {
                console.say(&warning_words(report, warning, console));
                warned.push(warning.clone());
            }
        }
        documents.push((target, document));
    }
    if args.strict && !warned.is_empty() {
        console.say(&console.locale.text("export-strict-warnings"));
        return Ok(FOUND);
    }
    interrupt.heed()?;
    // The editions belong together: all of them are replaced, or none.
    let files: Vec<(&Utf8Path, &[u8])> =
        documents.iter().map(|(target, document)| (target.as_path(), document.bytes.as_slice())).collect();
    store::write_all(&args.output, &files).map_err(|error| failed(&error.path, &error.error, console))?;
    for (target, document) in documents {
        let pages = Arg::Number(i64::try_from(document.pages).unwrap_or(i64::MAX));
        let line = console
            .locale
            .with("export-written", &[("path", Arg::Text(target.into_string())), ("pages", pages)]);
        read_or_not(console.data(&format!("{line}\n")))?;
    }
    Ok(CLEAN)
}

/// The fonts that are asked for.
fn fonts(asked: &[String], console: &Console) -> Result<Vec<FontFile>, Failure> {
    let read = |path: &String| {
        let (file, index) = pdf::font_of_file(path);
        let file = Utf8Path::new(file);
        let font = store::read_bytes(file).and_then(|bytes| FontFile::read(bytes, index, file.file_stem()?));
        font.ok_or_else(|| console.failure("export-font-unread", &[("font", Arg::Text(path.clone()))]))
    };
    asked.iter().map(read).collect()
}

fn typeset(
    session: &Session,
    options: &Options,
    target: &Utf8Path,
    interrupt: &Interrupt,
    console: &Console,
) -> Result<pdf::Export, Failure> {
    let bar = Bar::new(target, console);
    let mut stopped = Ok(());
    let mut progress = |progress: Progress| {
        bar.show(progress, console);
        stopped = interrupt.heed();
        if stopped.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let document = pdf::export(&session.report, &session.outcome, options, &mut progress);
    bar.bar.finish_and_clear();
    stopped?;
    document.map_err(|Cancelled| Failure::ReaderGone)
}

/// The progress bar of one document; drawn on a terminal only.
struct Bar {
    bar: ProgressBar,
}

/// Steps of the bar: the stages share it equally, whatever they count in.
const STEPS: u64 = 100;

impl Bar {
    fn new(target: &Utf8Path, console: &Console) -> Bar {
        let drawn =
            if console.narrated { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(STEPS * Stage::ALL.len() as u64), drawn);
        let style = ProgressStyle::with_template("{prefix} {bar:30} {percent:>3}% {msg}");
        bar.set_style(style.expect("the template is well formed"));
        bar.set_prefix(target.file_name().unwrap_or_default().to_owned());
        Bar { bar }
    }

    fn show(&self, progress: Progress, console: &Console) {
        let stage = Stage::ALL.iter().position(|stage| *stage == progress.stage).unwrap_or(0) as u64;
        let within = STEPS * progress.done as u64 / progress.of.max(1) as u64;
        self.bar.set_position(stage * STEPS + within.min(STEPS));
        let key = match progress.stage {
            Stage::LayOut => "stage-lay-out",
            Stage::Paint => "stage-paint",
            Stage::Save => "stage-save",
        };
        let counts = [("done", number(progress.done)), ("of", number(progress.of))];
        self.bar.set_message(console.locale.with(key, &counts));
    }
}

/// The documents that are wanted; `all` is those that the report has editions for.
fn editions(
    wanted: &[ExportEdition],
    report: &Report,
    console: &Console,
) -> Result<Vec<EditionChoice>, Failure> {
    let languages = report.languages();
    let there =
        |edition: EditionChoice| edition.languages().iter().all(|language| languages.contains(language));
    if wanted.contains(&ExportEdition::All) {
        return Ok(EditionChoice::ALL.into_iter().filter(|edition| there(*edition)).collect());
    }
    let mut editions: Vec<EditionChoice> = Vec::new();
    for edition in wanted {
        let edition = match edition {
            ExportEdition::ZhHant => EditionChoice::ZhHant,
            ExportEdition::En => EditionChoice::En,
            ExportEdition::Bilingual | ExportEdition::All => EditionChoice::Bilingual,
        };
        if !there(edition) {
            let word = Arg::Text(edition.word().to_owned());
            return Err(console.failure("export-no-edition", &[("edition", word)]));
        }
        if !editions.contains(&edition) {
            editions.push(edition);
        }
    }
    Ok(editions)
}

/// How many findings there are, and of which rules.
fn summary(session: &Session, console: &Console) -> String {
    let checked = Checked::whole(&session.report, &session.outcome, &console.locale);
    let mut rules: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
    for finding in session.outcome.open() {
        *rules.entry((finding.severity, finding.rule)).or_default() += 1;
    }
    let mut text = format!("{}\n", output::text::summary(&checked));
    for ((severity, rule), count) in rules {
        let severity = console.locale.text(&format!("severity-{}", severity.word()));
        text.extend([&format!("{count:>6} "), &severity, " ", rule, "\n"]);
    }
    text
}

/// What could not be typeset as it stands, and where.
fn warning_words(report: &Report, warning: &Warning, console: &Console) -> String {
    let at = report.sources.position(warning.span);
    let path = output::path(report, report.sources.path(warning.span));
    let message = warning.kind.message();
    let words = console.locale.with(message.key, &message.args);
    format!("{path}:{}:{}: {}: {words}", at.line, at.column, console.locale.text("severity-warning"))
}

/// That a file could not be written.
pub fn failed(path: &Utf8Path, error: &std::io::Error, console: &Console) -> Failure {
    console
        .failure("write-failed", &[("path", Arg::Text(path.to_string())), ("reason", console.reason(error))])
}

fn number(count: usize) -> Arg {
    Arg::Number(i64::try_from(count).unwrap_or(i64::MAX))
}
