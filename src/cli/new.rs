//! `tieout new`: a small bilingual report to start from, which loads and checks clean.

use include_dir::{Dir, DirEntry, include_dir};

use camino::{Utf8Path, Utf8PathBuf};

use crate::check::Arg;
use crate::schema;
use crate::store;

use super::CLEAN;
use super::args::NewArgs;
use super::console::{Console, Failure};

static STARTER: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter");

/// Runs the command.
///
/// # Errors
/// When the folder holds something already, or cannot be written to.
pub fn run(args: &NewArgs, console: &Console) -> Result<u8, Failure> {
    let at = ("path", Arg::Text(args.dir.to_string()));
    if !store::is_vacant(&args.dir) {
        return Err(console.failure("new-not-empty", &[at]));
    }
    let mut files = Vec::new();
    gather(&STARTER, &mut files);
    files.extend(
        schema::files().into_iter().map(|(name, bytes)| (Utf8Path::new(schema::FOLDER).join(name), bytes)),
    );
    store::write_folder(&args.dir, &files).map_err(|error| {
        console.failure("write-failed", &[at.clone(), ("reason", console.reason(&error))])
    })?;
    console.say(&console.locale.with("new-done", &[at]));
    Ok(CLEAN)
}

/// The files of the starter, by their paths from its folder.
fn gather(folder: &Dir, files: &mut Vec<(Utf8PathBuf, Vec<u8>)>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => gather(inner, files),
            DirEntry::File(file) => {
                let Some(path) = Utf8Path::from_path(file.path()) else { continue };
                let text = schema::with_modeline(path, file.contents_utf8().unwrap_or_default());
                files.push((path.to_owned(), text.into_bytes()));
            }
        }
    }
}
