//! `tieout man` and `tieout completions`: made from the same definition of the commands as the help pages.

use clap::Command;
use clap_mangen::Man;

use crate::check::Arg;
use crate::store;

use super::CLEAN;
use super::args::{CompletionsArgs, ManArgs};
use super::console::{Console, Failure};
use super::help;

/// Prints the completions of a shell.
///
/// # Errors
/// When the output cannot be written.
pub fn completions(args: &CompletionsArgs, console: &Console) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut help::command(&console.locale), "tieout", &mut script);
    console.bytes(&script)?;
    Ok(CLEAN)
}

/// Prints the manual page; with `-o DIR`, writes it and one for each command.
///
/// # Errors
/// When the output cannot be written.
pub fn run(args: &ManArgs, console: &Console) -> Result<u8, Failure> {
    let failed = |path: &str, error: &std::io::Error| {
        let path = ("path", Arg::Text(path.to_owned()));
        console.failure("write-failed", &[path, ("reason", console.reason(error))])
    };
    let mut command = help::command(&console.locale).after_help(console.locale.text("man-exit"));
    command.build();
    let Some(folder) = &args.output else {
        console.bytes(&page(command).map_err(|error| failed("-", &error))?)?;
        return Ok(CLEAN);
    };
    store::make_folder(folder).map_err(|error| failed(folder.as_str(), &error))?;
    let subs = command.get_subcommands().cloned().map(|sub| {
        let name = format!("tieout-{}", sub.get_name());
        (name.clone(), sub.display_name(name))
    });
    let all: Vec<(String, Command)> = subs.chain([("tieout".to_owned(), command.clone())]).collect();
    for (name, command) in all {
        let path = folder.join(format!("{name}.1"));
        let written = page(command).and_then(|page| store::write(&path, &page));
        written.map_err(|error| failed(path.as_str(), &error))?;
    }
    Ok(CLEAN)
}

fn page(command: Command) -> std::io::Result<Vec<u8>> {
    let mut page = Vec::new();
    // The day on which it was made would make two builds differ.
    Man::new(command).date("").render(&mut page)?;
    Ok(page)
}
