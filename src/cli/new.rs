//! `tieout new`: a small bilingual report to start from, which loads and checks clean.

use include_dir::{Dir, DirEntry, include_dir};

use camino::Utf8Path;

use crate::check::Arg;
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
    write(&STARTER, &args.dir).map_err(|error| {
        console.failure("write-failed", &[at.clone(), ("reason", console.reason(&error))])
    })?;
    console.say(&console.locale.with("new-done", &[at]));
    Ok(CLEAN)
}

fn write(folder: &Dir, to: &Utf8Path) -> std::io::Result<()> {
    store::make_folder(to)?;
    for entry in folder.entries() {
        let name = entry.path().file_name().and_then(|name| name.to_str()).unwrap_or_default();
        match entry {
            DirEntry::Dir(inner) => write(inner, &to.join(name))?,
            DirEntry::File(file) => store::write(&to.join(name), file.contents())?,
        }
    }
    Ok(())
}
