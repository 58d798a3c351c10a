//! Help pages in the chosen language: the words are put into clap's commands before it reads the arguments.

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command, CommandFactory as _};

use crate::locale::Locale;

use super::args::Args;

/// The command line with its help in a language.
#[must_use]
pub fn command(locale: &Locale) -> Command {
    let mut command = Args::command().disable_help_subcommand(true);
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |sub| {
            let key = format!("help-{name}");
            translate(sub.bin_name(format!("tieout {name}")), &key, locale)
        });
    }
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let command = command.disable_version_flag(true).arg(version);
    translate(command, "help", locale).subcommand_help_heading(locale.text("help-heading-commands"))
}

/// Sets the words of one command: about, usage, headings, and a line for each argument.
fn translate(command: Command, key: &str, locale: &Locale) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let template = format!(
        "{{about-section}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}\n",
        locale.text("help-heading-usage")
    );
    command
        .disable_help_flag(true)
        .arg(help)
        .about(locale.text(key))
        .override_usage(StyledStr::from(locale.text(&format!("{key}-usage"))))
        .help_template(template)
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "help-heading-arguments" } else { "help-heading-options" };
            let text = locale.text(&argument_key(key, &arg));
            let valued = arg.get_action().takes_values();
            let arg = arg.help(text).help_heading(locale.text(heading));
            // The words say which values there are and which is taken; clap would say it again, in English.
            if valued { arg.hide_possible_values(true).hide_default_value(true) } else { arg }
        })
}

/// `help-check-select`; what every command has is said once: `help-lang`.
fn argument_key(key: &str, arg: &Arg) -> String {
    match arg.get_id().as_str() {
        id @ ("lang" | "color" | "help" | "version" | "path" | "edition" | "select" | "ignore")
            if key != "help-export" || id != "edition" =>
        {
            format!("help-{id}")
        }
        id => format!("{key}-{id}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Language;

    /// Every word of every help page, in one language.
    fn pages(language: Language) -> Vec<String> {
        let mut command = command(&Locale::new(language));
        command.build();
        let subs = command.get_subcommands().cloned().map(|mut sub| sub.render_help().to_string());
        let mut pages: Vec<String> = subs.collect();
        pages.push(command.render_help().to_string());
        pages
    }

    #[test]
    fn every_argument_is_explained_in_both_languages() {
        for language in Language::ALL {
            for page in pages(language) {
                assert!(!page.contains("help-"), "a key shows through in {}:\n{page}", language.tag());
            }
        }
    }

    #[test]
    fn the_chinese_help_has_no_english_headings() {
        for page in pages(Language::ZhHant) {
            for word in ["Usage", "Options", "Commands", "Arguments", "Print help"] {
                assert!(!page.contains(word), "{word} in:\n{page}");
            }
        }
    }
}
