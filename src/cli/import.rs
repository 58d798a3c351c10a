//! `tieout import`: one long Markdown or text file made into a report folder; all of it is written, or nothing.

use camino::{Utf8Path, Utf8PathBuf};

use crate::check::Arg;
use crate::import::{self, Imported};
use crate::report::load::load;
use crate::schema;
use crate::store;

use super::CLEAN;
use super::args::ImportArgs;
use super::console::{Console, Failure};
use super::export::failed;
use super::unopened;

/// Runs the command.
///
/// # Errors
/// When the file cannot be read, holds nothing, or the folder is not free or cannot be written.
pub fn run(args: &ImportArgs, console: &Console) -> Result<u8, Failure> {
    let path = ("path", Arg::Text(args.file.to_string()));
    if args.file.is_dir() {
        return Err(console.failure("import-a-folder", &[path]));
    }
    let input = store::read(&args.file).map_err(|error| unopened(&args.file, &error, console))?;
    if !store::is_vacant(&args.output) {
        let folder = ("path", Arg::Text(args.output.to_string()));
        return Err(console.failure("new-not-empty", &[folder]));
    }
    let Some(imported) = import::import(&load(&input)) else {
        return Err(console.failure("import-nothing", &[path]));
    };
    let (images, absent) = images(&args.file, &imported);
    let schemas = schema::files().into_iter();
    let schemas = schemas.map(|(name, bytes)| (Utf8Path::new(schema::FOLDER).join(name), bytes));
    let written: Vec<(Utf8PathBuf, Vec<u8>)> = imported
        .files
        .iter()
        .map(|(path, text)| (path.clone(), schema::with_modeline(path, text).into_bytes()))
        .chain(images)
        .chain(schemas)
        .collect();
    if args.dry_run {
        console.data(&listing(&args.output, &written))?;
    } else {
        store::write_folder(&args.output, &written).map_err(|error| failed(&args.output, &error, console))?;
    }
    for image in absent {
        console.say(&console.locale.with("import-image-absent", &[("image", Arg::Text(image))]));
    }
    console.say(&summary(args, &imported, console));
    Ok(CLEAN)
}

/// The images that lie where the text says, and the names of those that do not.
fn images(file: &Utf8Path, imported: &Imported) -> (Vec<(Utf8PathBuf, Vec<u8>)>, Vec<String>) {
    let folder = file.parent().unwrap_or(Utf8Path::new(""));
    let (mut found, mut absent) = (Vec::new(), Vec::new());
    for (named, path) in &imported.images {
        match store::read_bytes(&folder.join(named)) {
            Some(bytes) => found.push((path.clone(), bytes)),
            None => absent.push(named.clone()),
        }
    }
    (found, absent)
}

/// The files that would be written, with their sizes in bytes.
fn listing(folder: &Utf8Path, files: &[(Utf8PathBuf, Vec<u8>)]) -> String {
    files.iter().map(|(path, bytes)| format!("{:>9}  {}\n", bytes.len(), folder.join(path))).collect()
}

fn summary(args: &ImportArgs, imported: &Imported, console: &Console) -> String {
    let number = |count: usize| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let counts = [
        ("path", Arg::Text(args.output.to_string())),
        ("chapters", number(imported.counts.chapters)),
        ("metrics", number(imported.counts.metrics)),
        ("bound", number(imported.counts.bound)),
        ("formulas", number(imported.counts.formulas)),
    ];
    console.locale.with(if args.dry_run { "import-would" } else { "import-done" }, &counts)
}
