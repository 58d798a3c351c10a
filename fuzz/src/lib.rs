//! What several fuzz targets share: reports made in memory of the bytes at hand, and what must hold of every report.

use camino::Utf8PathBuf;
use tieout::check::{self, Outcome};
use tieout::report::Report;
use tieout::report::load::{Input, InputFile, load};
use tieout::source;

/// The bytes as text, which is all that gets past the door to the disk.
#[must_use]
pub fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok().filter(|text| !text.contains('\0'))
}

/// A report that is one file.
#[must_use]
pub fn single(text: &str) -> Report {
    let root = Utf8PathBuf::from("one.md");
    let file = InputFile { path: root.clone(), content: Ok(text.to_owned()) };
    load(&Input { root, folder: false, files: vec![file], others: Vec::new() })
}

/// A report folder of some files.
#[must_use]
pub fn folder(files: &[(&str, &str)]) -> Input {
    let mut files: Vec<InputFile> = files
        .iter()
        .map(|(path, text)| InputFile { path: (*path).into(), content: Ok((*text).to_owned()) })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Input { root: "content".into(), folder: true, files, others: Vec::new() }
}

/// Checks a report and prints what was found; every place must lie in its file, between whole characters.
pub fn checked(report: &Report) -> Outcome {
    for placed in &report.figures {
        sound(report, placed.span);
    }
    for problem in &report.problems {
        problem.span.into_iter().for_each(|span| sound(report, span));
    }
    let outcome = check::run(report);
    for finding in &outcome.findings {
        finding.places.iter().for_each(|place| sound(report, place.span));
    }
    outcome
}

fn sound(report: &Report, span: source::Span) {
    let text = &report.sources.get(span.file).text;
    assert!(text.get(span.start..span.end).is_some(), "{span:?} is no place in {} bytes", text.len());
}
