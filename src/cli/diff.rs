//! `tieout diff`: the figures that changed since a git revision, and the places that say the same and did not.

use camino::Utf8Path;

use crate::check::{Arg, Context};
use crate::diff::between;
use crate::output::{Compared, Look, diff_json, diff_text};
use crate::report::load::load;
use crate::store;

use super::args::{DiffArgs, DiffFormat};
use super::console::{Console, Failure};
use super::{CLEAN, past, report_path, unopened};

/// Runs the command.
///
/// # Errors
/// When either reading cannot be loaded, or the output cannot be written.
pub fn run(args: &DiffArgs, console: &Console) -> Result<u8, Failure> {
    // The two are easily taken for each other.
    let is_path = |words: &str| Utf8Path::new(words).exists();
    if is_path(&args.rev) && args.path.as_ref().is_some_and(|path| !is_path(path.as_str())) {
        return Err(console.failure("diff-order", &[("path", Arg::Text(args.rev.clone()))]));
    }
    let path = report_path(args.path.clone(), console)?;
    let input = store::read(&path).map_err(|error| unopened(&path, &error, console))?;
    let past = past::read(&path, &args.rev, console)?;
    let Some(old) = past.report else {
        let text = |words: &str| Arg::Text(words.to_owned());
        let args = [("path", text(path.as_str())), ("revision", text(&args.rev))];
        return Err(console.failure("diff-not-there", &args));
    };
    let new = load(&input);
    let diff = between(&old, &Context::new(&new));
    let compared =
        Compared { old: &old, new: &new, diff: &diff, since: &past.commit, locale: &console.locale };
    let text = match args.format {
        DiffFormat::Text => diff_text::changes(&compared, Look::of(console.colour, console.width)),
        DiffFormat::Json => diff_json::changes(&compared),
    };
    console.data(&text)?;
    Ok(CLEAN)
}
