//! `tieout figures`: the register of every figure with its tie-out state and what ties it, and the coverage.

use std::io::{self, IsTerminal as _};

use camino::Utf8Path;

use crate::check::Arg;
use crate::output::register::Register;
use crate::output::{Checked, Look, figures_csv, figures_table, json, workbook};
use crate::source::Language;
use crate::store;

use super::args::{FiguresArgs, FiguresFormat};
use super::console::{Console, Failure};
use super::{CLEAN, open, report_path};

/// Runs the command.
///
/// # Errors
/// When nothing can be read, or the output cannot be written.
pub fn run(args: &FiguresArgs, console: &Console) -> Result<u8, Failure> {
    let format = format(args);
    let to_terminal = args.output.is_none() && io::stdout().is_terminal();
    if format == FiguresFormat::Xlsx && to_terminal {
        return Err(console.failure("figures-xlsx-to-terminal", &[]));
    }
    if args.coverage && matches!(format, FiguresFormat::Xlsx | FiguresFormat::Json) {
        return Err(console.failure("figures-coverage-included", &[]));
    }
    let path = report_path(args.path.clone(), console)?;
    let session = open(&path, console)?;
    let edition = args.edition.map(Language::from);
    let checked = Checked { edition, ..Checked::whole(&session.report, &session.outcome, &console.locale) };
    let register = Register::new(&checked);
    let colour = console.colour && args.output.is_none();
    let look = Look::of(colour, console.width);
    let bytes = match format {
        FiguresFormat::Table if args.coverage => figures_table::coverage(&register, look).into_bytes(),
        FiguresFormat::Table => figures_table::figures(&register, look).into_bytes(),
        FiguresFormat::Csv if args.coverage => figures_csv::coverage(&register).into_bytes(),
        FiguresFormat::Csv => figures_csv::figures(&register).into_bytes(),
        FiguresFormat::Json => json::figures(&register).into_bytes(),
        FiguresFormat::Xlsx => workbook::figures(&register)
            .map_err(|error| console.failure("output-failed", &[("reason", Arg::Text(error.to_string()))]))?,
    };
    match &args.output {
        None => console.bytes(&bytes)?,
        Some(file) => write(file, &bytes, register.entries.len(), console)?,
    }
    Ok(CLEAN)
}

/// What is asked for, or what the name of the output file says.
fn format(args: &FiguresArgs) -> FiguresFormat {
    let by_name = || match args.output.as_deref().and_then(Utf8Path::extension) {
        Some("xlsx") => FiguresFormat::Xlsx,
        Some("csv") => FiguresFormat::Csv,
        Some("json") => FiguresFormat::Json,
        _ => FiguresFormat::Table,
    };
    args.format.unwrap_or_else(by_name)
}

fn write(file: &Utf8Path, bytes: &[u8], figures: usize, console: &Console) -> Result<(), Failure> {
    let at = ("path", Arg::Text(file.to_string()));
    store::write(file, bytes).map_err(|error| {
        console.failure("write-failed", &[at.clone(), ("reason", console.reason(&error))])
    })?;
    let count = ("count", Arg::Number(i64::try_from(figures).unwrap_or(i64::MAX)));
    console.say(&console.locale.with("figures-written", &[at, count]));
    Ok(())
}
