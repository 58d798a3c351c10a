//! `tieout doctor`: what the program makes of its surroundings, and what is wrong with the settings.

use std::io::{self, IsTerminal as _};

use camino::Utf8PathBuf;
use ratatui::crossterm::terminal;

use crate::check::Arg;
use crate::pdf::fonts::{Face, Fonts};
use crate::store;
use crate::tui::{self, BadSettings};

use super::args::VERSION;
use super::console::{Console, Failure};
use super::{CLEAN, FOUND, Variables};

/// Runs the command: 1 where the settings have mistakes.
///
/// # Errors
/// When the output cannot be written.
pub fn run(asked: bool, console: &Console, variables: Variables) -> Result<u8, Failure> {
    let options = tui::Options::from_environment(console.locale.language, variables);
    let mut sheet = Sheet { console, lines: format!("tieout {VERSION}\n") };
    surroundings(&mut sheet, &options, variables);
    language(&mut sheet, asked, variables);
    fonts(&mut sheet);
    let sound = settings(&mut sheet, options.config.map(|folder| folder.join("settings.yaml")));
    console.data(&sheet.lines)?;
    Ok(if sound { CLEAN } else { FOUND })
}

/// Lines under headings.
struct Sheet<'a> {
    console: &'a Console,
    lines: String,
}

impl Sheet<'_> {
    fn head(&mut self, key: &str) {
        self.lines.extend(["\n", &self.console.locale.text(key), "\n"]);
    }

    fn line(&mut self, key: &str, args: &[(&str, Arg)]) {
        self.lines.extend(["  ", &self.console.locale.with(key, args), "\n"]);
    }
}

fn text(words: impl Into<String>) -> Arg {
    Arg::Text(words.into())
}

fn surroundings(sheet: &mut Sheet, options: &tui::Options, variables: Variables) {
    sheet.head("doctor-terminal");
    let there = io::stdout().is_terminal() && io::stdin().is_terminal();
    match terminal::size().ok().filter(|_| there) {
        Some((columns, rows)) => {
            let size = [("columns", Arg::Number(columns.into())), ("rows", Arg::Number(rows.into()))];
            sheet.line(if columns < 80 || rows < 24 { "doctor-small" } else { "doctor-size" }, &size);
        }
        None => sheet.line("doctor-no-terminal", &[]),
    }
    let term = variables("TERM").unwrap_or_default();
    let colours = [("term", text(term.as_str())), ("colours", text(options.colours()))];
    sheet.line(if variables("NO_COLOR").is_some() { "doctor-no-colour" } else { "doctor-colours" }, &colours);
    let charset = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variables).unwrap_or_default();
    let utf8 = charset.to_ascii_lowercase().replace('-', "").contains("utf8");
    sheet.line(if utf8 { "doctor-utf8" } else { "doctor-not-utf8" }, &[("locale", text(charset))]);
    // What a terminal answers can be known only by asking it, which the screen does when it opens.
    let mute = matches!(term.as_str(), "" | "dumb" | "linux");
    let nested = variables("TMUX").is_some() || term.starts_with("screen");
    let key = match (mute, nested) {
        (true, _) => "doctor-osc-none",
        (false, true) => "doctor-osc-nested",
        (false, false) => "doctor-osc",
    };
    sheet.line(key, &[]);
}

/// Which language is spoken, and who decided it.
fn language(sheet: &mut Sheet, asked: bool, variables: Variables) {
    sheet.head("doctor-language");
    let tag = ("language", text(sheet.console.locale.language.tag()));
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| Some((name, variables(name)?)));
    match named {
        _ if asked => sheet.line("doctor-language-asked", &[tag]),
        Some((name, value)) => {
            sheet.line("doctor-language-locale", &[tag, ("name", text(name)), ("value", text(value))]);
        }
        None => sheet.line("doctor-language-default", &[tag]),
    }
}

fn fonts(sheet: &mut Sheet) {
    sheet.head("doctor-fonts");
    let fonts = Fonts::new();
    // The spare ones are places for fonts of a report's own.
    let spare = |face: &Face| matches!(face, Face::SpareHan | Face::SpareLatin);
    for face in Face::ALL.into_iter().filter(|face| !spare(face)) {
        let characters = i64::try_from(fonts.coverage(face)).unwrap_or(i64::MAX);
        let kibibytes = i64::try_from(fonts.program(face).0.len() / 1024).unwrap_or(i64::MAX);
        let name = text(fonts.postscript_name(face));
        sheet.line(
            "doctor-font",
            &[("name", name), ("characters", Arg::Number(characters)), ("size", Arg::Number(kibibytes))],
        );
    }
}

/// Whether the settings are sound.
fn settings(sheet: &mut Sheet, path: Option<Utf8PathBuf>) -> bool {
    sheet.head("doctor-settings");
    let Some(path) = path else {
        sheet.line("doctor-settings-nowhere", &[]);
        return true;
    };
    let at = ("path", text(path.as_str()));
    if !path.exists() {
        sheet.line("doctor-settings-none", &[at]);
        return true;
    }
    let Some(words) = store::read_own(&path) else {
        sheet.line("doctor-settings-unread", &[at]);
        return false;
    };
    let mistakes = BadSettings::all(&words);
    if mistakes.is_empty() {
        sheet.line("doctor-settings-sound", &[at]);
        return true;
    }
    for (place, bad) in mistakes {
        let place = place.map(|place| format!(":{}:{}", place.line, place.column)).unwrap_or_default();
        let (key, args) = bad.message();
        let words = sheet.console.locale.with(key, &args);
        let words: String = words.chars().filter(|char| !char.is_control()).collect();
        sheet.lines.push_str(&format!("  {path}{place}: {words}\n"));
    }
    false
}
