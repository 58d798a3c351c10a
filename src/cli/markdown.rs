//! `tieout export --format markdown`: each edition as one Markdown file.

use camino::Utf8Path;

use crate::check::Arg;
use crate::output;
use crate::pdf::{self, EditionChoice};
use crate::report::Report;
use crate::source::Language;
use crate::store;

use super::CLEAN;
use super::args::ExportEdition;
use super::console::{Console, Failure, read_or_not};
use super::export::failed;

/// The editions that are wanted, each a file of its own.
///
/// # Errors
/// When both languages are wanted in one text: only a page can hold them side by side.
pub fn languages(
    wanted: &[ExportEdition],
    report: &Report,
    console: &Console,
) -> Result<Vec<Language>, Failure> {
    if wanted.contains(&ExportEdition::Bilingual) {
        return Err(console.failure("export-markdown-bilingual", &[]));
    }
    let is_wanted = |language: &Language| {
        wanted.iter().any(|edition| match edition {
            ExportEdition::ZhHant => *language == Language::ZhHant,
            ExportEdition::En => *language == Language::En,
            ExportEdition::Bilingual | ExportEdition::All => true,
        })
    };
    Ok(report.languages().into_iter().filter(is_wanted).collect())
}

/// Writes one file for each language.
///
/// # Errors
/// When a file cannot be written.
pub fn write(
    report: &Report,
    languages: &[Language],
    folder: &Utf8Path,
    console: &Console,
) -> Result<u8, Failure> {
    let text = |language: &Language| {
        let choice = match language {
            Language::ZhHant => EditionChoice::ZhHant,
            Language::En => EditionChoice::En,
        };
        let target = folder.join(pdf::file_name(report, choice)).with_extension("md");
        (target, output::markdown::edition(report, *language, folder))
    };
    let texts: Vec<_> = languages.iter().map(text).collect();
    let files: Vec<(&Utf8Path, &[u8])> =
        texts.iter().map(|(target, text)| (target.as_path(), text.as_bytes())).collect();
    store::write_all(folder, &files).map_err(|error| failed(&error.path, &error.error, console))?;
    for (target, _) in texts {
        let line =
            console.locale.with("export-markdown-written", &[("path", Arg::Text(target.into_string()))]);
        read_or_not(console.data(&format!("{line}\n")))?;
    }
    Ok(CLEAN)
}
