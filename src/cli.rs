//! The command line: reads arguments, calls one command, and turns what it gives into an exit code.
//!
//! 0 is clean, 1 is findings at or above `--fail-on`, 2 is wrong usage or input that cannot be read, 130 is Ctrl-C.

mod args;
mod baseline;
mod check;
mod console;
mod diff;
mod doctor;
mod explain;
mod export;
mod figures;
mod fix;
mod help;
mod import;
mod interrupt;
mod lsp;
mod manual;
mod markdown;
mod new;
mod page;
mod past;
mod schema;
mod usage;
mod watch;

use std::ffi::OsString;
use std::io::IsTerminal as _;

use camino::{Utf8Path, Utf8PathBuf};
use clap::error::ErrorKind;
use clap::{ColorChoice, CommandFactory as _, FromArgMatches as _};

use crate::check::Arg;
use crate::locale::Locale;
use crate::session::Session;
use crate::source::Language;
use crate::store::{self, OpenError};
use crate::tui;

use args::{Args, Command};
use console::{Console, Failure};

/// Looks into the environment; a variable that is empty is none.
pub type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The exit codes.
pub const CLEAN: u8 = 0;
pub const FOUND: u8 = 1;
pub const UNUSABLE: u8 = 2;

/// Runs the command line and gives its exit code.
#[must_use]
pub fn run(arguments: &[OsString], variables: Variables) -> u8 {
    let language = language(arguments, variables);
    let plain = variables("NO_COLOR").is_some() || variables("TERM").as_deref() == Some("dumb");
    let locale = Locale::new(language);
    let mut command = help::command(&locale);
    let parsed =
        command.try_get_matches_from_mut(arguments).and_then(|matches| Args::from_arg_matches(&matches));
    let args = match parsed {
        Ok(args) => args,
        Err(error) => {
            let console = Console::new(locale, ColorChoice::Auto, plain);
            return explain_usage(&error, &called(&command, arguments), &console);
        }
    };
    let console = Console::new(locale, args.color, plain);
    match dispatch(args, &console, variables) {
        Ok(code) => code,
        Err(Failure::Said(words)) => {
            console.say(&console.locale.with("said-error", &[("words", Arg::Text(words))]));
            UNUSABLE
        }
        Err(Failure::ReaderGone) => CLEAN,
        Err(Failure::Interrupted(code)) => {
            console.say(&console.locale.text("interrupted"));
            code
        }
    }
}

fn dispatch(args: Args, console: &Console, variables: Variables) -> Result<u8, Failure> {
    let Some(command) = args.command else {
        return screen(args.path, console, variables);
    };
    // clap lets a path stand before a command, where it would be lost.
    if let Some(path) = args.path {
        return Err(console.failure("usage-path-before-command", &[("path", Arg::Text(path.into_string()))]));
    }
    match command {
        Command::Check(args) => check::run(&args, console),
        Command::Figures(args) => figures::run(&args, console),
        Command::Diff(args) => diff::run(&args, console),
        Command::Explain(args) => explain::run(&args, console),
        Command::Export(args) => export::run(&args, console),
        Command::Fix(args) => fix::run(&args, console, variables),
        Command::Import(args) => import::run(&args, console),
        Command::New(args) => new::run(&args, console),
        Command::Schema(args) => schema::run(&args, console),
        Command::Lsp => lsp::run(args.lang.is_some(), console, variables),
        Command::Watch(args) => watch::run(&args, console),
        Command::Doctor => doctor::run(args.lang.is_some(), console, variables),
        Command::Completions(args) => manual::completions(&args, console),
        Command::Man(args) => manual::run(&args, console),
    }
}

/// Opens the screen; without a terminal there is nothing to open it on.
fn screen(path: Option<Utf8PathBuf>, console: &Console, variables: Variables) -> Result<u8, Failure> {
    let path = report_path(path, console)?;
    if !path.exists() {
        return Err(unopened(&path, &OpenError::NoSuchPath(path.clone()), console));
    }
    if !std::io::stdout().is_terminal() || !std::io::stdin().is_terminal() {
        return Err(console.failure("screen-no-terminal", &[("path", Arg::Text(path.into_string()))]));
    }
    let options = tui::Options::from_environment(console.locale.language, variables);
    match tui::run(&path, options) {
        Ok(()) => Ok(CLEAN),
        Err(error) => match error.downcast_ref::<OpenError>() {
            Some(error) => Err(unopened(&path, error, console)),
            None => Err(console.failure("screen-failed", &[("reason", Arg::Text(format!("{error:#}")))])),
        },
    }
}

/// The report that is meant: the path that was given, else the nearest `report.yaml` upwards, else `content/`.
fn report_path(path: Option<Utf8PathBuf>, console: &Console) -> Result<Utf8PathBuf, Failure> {
    if let Some(path) = path {
        return Ok(path);
    }
    if let Some(found) = store::nearest_report() {
        return Ok(found);
    }
    let sample = Utf8Path::new("content");
    if sample.is_dir() {
        return Ok(sample.to_owned());
    }
    Err(console.failure("open-nothing-near", &[]))
}

/// Loads and checks a report.
fn open(path: &Utf8Path, console: &Console) -> Result<Session, Failure> {
    open_with(path, None, console)
}

/// As [`open`], compared with last year's report.
fn open_with(path: &Utf8Path, prior: Option<&Utf8Path>, console: &Console) -> Result<Session, Failure> {
    Session::open_with(path, prior).map_err(|error| unopened(path, &error, console))
}

fn unopened(path: &Utf8Path, error: &OpenError, console: &Console) -> Failure {
    let mut words = console.locale.open_error(error);
    if let Some(command) = mistyped_command(path) {
        words.push('\n');
        words.push_str(&console.locale.with("usage-suggestion", &[("word", Arg::Text(command))]));
    }
    Failure::Said(words)
}

/// `tieout chekc` is a path to clap; if there is no such path, a command was meant.
fn mistyped_command(path: &Utf8Path) -> Option<String> {
    if path.exists() {
        return None;
    }
    let commands = Args::command();
    let mut commands = commands.get_subcommands().map(clap::Command::get_name);
    // Of a short word, two letters are nearly all.
    let near = |command: &&str| {
        strsim::damerau_levenshtein(path.as_str(), command) <= if command.len() > 4 { 2 } else { 1 }
    };
    commands.find(near).map(str::to_owned)
}

/// The language that is asked for, before the arguments are read: help and errors are said in it too.
fn language(arguments: &[OsString], variables: Variables) -> Language {
    let mut words = arguments.iter().filter_map(|argument| argument.to_str());
    let mut asked = None;
    while let Some(word) = words.next() {
        if word == "--" {
            break;
        }
        if word == "--lang" {
            asked = words.next();
        } else if let Some(value) = word.strip_prefix("--lang=") {
            asked = Some(value);
        }
    }
    // The first that is set counts, as POSIX says, also where it is `C`.
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variables);
    let tag = asked.map(str::to_owned).filter(|tag| Language::from_tag(tag).is_some()).or(locale);
    tag.as_deref().and_then(Language::from_tag).unwrap_or(Language::En)
}

/// What was called, as far as it can be told: `tieout check`.
fn called(command: &clap::Command, arguments: &[OsString]) -> String {
    let words = arguments.iter().skip(1).filter_map(|argument| argument.to_str());
    let sub = words.into_iter().find_map(|word| command.find_subcommand(word));
    let sub = sub.map(|sub| format!(" {}", sub.get_name())).unwrap_or_default();
    format!("{}{sub}", command.get_name())
}

/// Help and version go to the standard output; anything else is an error.
fn explain_usage(error: &clap::Error, called: &str, console: &Console) -> u8 {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let page = error.render();
            let page = if console.colour { page.ansi().to_string() } else { page.to_string() };
            let _ = console.data(&page);
            CLEAN
        }
        _ => {
            let words = usage::message(error, called, &console.locale);
            console.say(&console.locale.with("said-error", &[("words", Arg::Text(words))]));
            UNUSABLE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(arguments: &[&str], locale: Option<&str>) -> Language {
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        language(&arguments, &|name| locale.filter(|_| name == "LANG").map(str::to_owned))
    }

    #[test]
    fn the_argument_comes_before_the_locale_and_english_is_last() {
        assert_eq!(asked(&["tieout"], None), Language::En);
        assert_eq!(asked(&["tieout"], Some("C.UTF-8")), Language::En);
        assert_eq!(asked(&["tieout"], Some("zh_HK.UTF-8")), Language::ZhHant);
        assert_eq!(asked(&["tieout", "check", "--lang", "en"], Some("zh_HK.UTF-8")), Language::En);
        assert_eq!(asked(&["tieout", "--lang=zh-Hant"], None), Language::ZhHant);
        assert_eq!(asked(&["tieout", "check", "--", "--lang=zh-Hant"], None), Language::En);
    }
}
