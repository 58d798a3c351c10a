//! Messages and rule pages are embedded by name, which cargo cannot see: a change to them rebuilds the crate. And the revision
//! from which it is built, so that `--version` can tell it: the same sources of the same revision give the same program.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-env-changed=TIEOUT_GIT_REVISION");
    let revision = revision().map_or_else(String::new, |revision| format!(" ({revision})"));
    println!("cargo::rustc-env=TIEOUT_REVISION={revision}");
}

/// What a packager says, else what git says of this very folder; none without git, or in a folder of another repository.
#[expect(clippy::disallowed_methods, reason = "a build script has no other door")]
fn revision() -> Option<String> {
    let said = std::env::var("TIEOUT_GIT_REVISION").ok().filter(|said| !said.trim().is_empty());
    if said.is_some() {
        return said;
    }
    let top = git(&["rev-parse", "--show-toplevel"])?;
    let here = std::env::var("CARGO_MANIFEST_DIR").ok()?;
    let same = Path::new(&top).canonicalize().ok()? == Path::new(&here).canonicalize().ok()?;
    if !same {
        return None;
    }
    for file in ["HEAD", "logs/HEAD"] {
        let path = git(&["rev-parse", "--git-path", file])?;
        if Path::new(&path).exists() {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    git(&["rev-parse", "--short=12", "HEAD"])
}

fn git(arguments: &[&str]) -> Option<String> {
    let output =
        Command::new("git").args(arguments).output().ok().filter(|output| output.status.success())?;
    let words = String::from_utf8(output.stdout).ok()?;
    Some(words.trim().to_owned()).filter(|words| !words.is_empty())
}
