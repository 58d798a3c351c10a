//! `tieout figures`: the register of every figure with its tie-out state.

use crate::output::{self, Checked};
use crate::source::Language;

use super::args::{FiguresArgs, FiguresFormat};
use super::console::{Console, Failure};
use super::{CLEAN, open, report_path};

/// Runs the command.
///
/// # Errors
/// When nothing can be read, or the output cannot be written.
pub fn run(args: &FiguresArgs, console: &Console) -> Result<u8, Failure> {
    let path = report_path(args.path.clone(), console)?;
    let session = open(&path, console)?;
    let checked = Checked {
        report: &session.report,
        outcome: &session.outcome,
        findings: Vec::new(),
        edition: args.edition.map(Language::from),
        locale: &console.locale,
    };
    let text = match args.format {
        FiguresFormat::Table => {
            output::figures_table::figures(&checked, output::Look::of(console.colour, console.width))
        }
        FiguresFormat::Json => output::json::figures(&checked),
        FiguresFormat::Csv => output::figures_csv::figures(&checked),
    };
    console.data(&text)?;
    Ok(CLEAN)
}
