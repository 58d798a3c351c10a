//! `tieout man` and `tieout completions`: made from the same definition of the commands as the help pages.

use clap::Command;
use clap_mangen::Man;

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
    let mut command = help::command(&console.locale).after_help(console.locale.text("man-exit"));
    command.build();
    let Some(folder) = &args.output else {
        console.bytes(&page(command))?;
        return Ok(CLEAN);
    };
    let subs = command.get_subcommands().cloned().map(|sub| {
        let name = format!("tieout-{}", sub.get_name());
        (name.clone(), sub.display_name(name))
    });
    let all: Vec<(String, Command)> = subs.chain([("tieout".to_owned(), command.clone())]).collect();
    let pages: Vec<_> =
        all.into_iter().map(|(name, command)| (format!("{name}.1").into(), page(command))).collect();
    console.files(folder, &pages)?;
    Ok(CLEAN)
}

fn page(command: Command) -> Vec<u8> {
    let mut page = Vec::new();
    // The day on which it was made would make two builds differ.
    Man::new(command).date("").render(&mut page).expect("memory takes what is written");
    page
}
