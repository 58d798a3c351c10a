//! What the screen takes from the command line and the environment.

use camino::Utf8PathBuf;

use crate::source::Language;

use super::settings::Settings;
use super::theme::{Depth, Palette, Theme};

/// The choices before the screen opens.
#[derive(Clone, Debug)]
pub struct Options {
    /// The language of the interface.
    pub language: Language,
    /// `$VISUAL` or `$EDITOR`, with its arguments.
    pub editor: Option<String>,
    /// Who signs waivers and flags.
    pub name: String,
    /// The user's folder for what programs remember.
    pub state: Option<Utf8PathBuf>,
    /// The user's folder for settings.
    pub config: Option<Utf8PathBuf>,
    /// The terminal draws signs of ASCII only.
    pub(super) plain_signs: bool,
    pub(super) theme: Theme,
}

impl Options {
    /// Reads the editor and the terminal's abilities through `variable`, which looks into the environment.
    pub fn from_environment(language: Language, variable: impl Fn(&str) -> Option<String>) -> Options {
        let set = &|name: &str| variable(name).filter(|value| !value.is_empty());
        Options {
            language,
            editor: set("VISUAL").or_else(|| set("EDITOR")),
            name: ["TIEOUT_NAME", "USER", "LOGNAME", "USERNAME"]
                .into_iter()
                .find_map(set)
                .unwrap_or_default(),
            config: folder(set, "XDG_CONFIG_HOME", ".config", "APPDATA"),
            plain_signs: set("TERM").as_deref() == Some("linux"),
            state: folder(set, "XDG_STATE_HOME", ".local/state", "LOCALAPPDATA"),
            theme: theme(set),
        }
    }
}

impl Options {
    /// How many colours the terminal says that it has.
    #[must_use]
    pub fn colours(&self) -> &'static str {
        match self.theme.depth {
            Depth::None => "0",
            Depth::Colours16 => "16",
            Depth::Colours256 => "256",
            Depth::TrueColour => "16,777,216",
        }
    }

    /// Who signs: the name of the settings, else that of the environment.
    #[must_use]
    pub fn signer(&self) -> String {
        let (settings, _) = Settings::read(self.config.as_deref());
        settings.name.unwrap_or_else(|| self.name.clone())
    }
}

/// A folder of the user's: by its variable, or below the home folder; elsewhere on Windows.
fn folder(
    set: impl Fn(&str) -> Option<String>,
    variable: &str,
    home: &str,
    windows: &str,
) -> Option<Utf8PathBuf> {
    let absolute = |path: &Utf8PathBuf| path.is_absolute();
    let named = set(variable).map(Utf8PathBuf::from).filter(absolute);
    let on_windows = || set(windows).map(Utf8PathBuf::from).filter(|path| cfg!(windows) && absolute(path));
    let at_home = || set("HOME").map(|path| Utf8PathBuf::from(path).join(home)).filter(absolute);
    Some(named.or_else(on_windows).or_else(at_home)?.join("tieout"))
}

/// The palette that suits the terminal. Where nothing tells its ground, it is painted dark.
fn theme(set: impl Fn(&str) -> Option<String>) -> Theme {
    let term = set("TERM").unwrap_or_default();
    let colour_term = set("COLORTERM").unwrap_or_default();
    let depth = if set("NO_COLOR").is_some() || term == "dumb" {
        Depth::None
    } else if matches!(colour_term.as_str(), "truecolor" | "24bit") || term.ends_with("-direct") {
        Depth::TrueColour
    } else if term.contains("256color") {
        Depth::Colours256
    } else {
        Depth::Colours16
    };
    let ground = set("COLORFGBG").and_then(|value| value.rsplit(';').next()?.parse::<u8>().ok());
    let palette = match ground {
        Some(7 | 9..=15) => Palette::Light,
        _ => Palette::Dark,
    };
    Theme { palette, depth, painted: ground.is_none() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(variables: &[(&str, &str)]) -> Options {
        Options::from_environment(Language::En, |name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_terminal_tells_its_colours() {
        let cases: &[(&[(&str, &str)], Depth)] = &[
            (&[("COLORTERM", "truecolor"), ("TERM", "xterm-256color")], Depth::TrueColour),
            (&[("TERM", "xterm-256color")], Depth::Colours256),
            (&[("TERM", "linux")], Depth::Colours16),
            (&[("TERM", "xterm-256color"), ("NO_COLOR", "1")], Depth::None),
            (&[("TERM", "xterm-256color"), ("NO_COLOR", "")], Depth::Colours256),
        ];
        for (variables, depth) in cases {
            assert_eq!(options(variables).theme.depth, *depth, "{variables:?}");
        }
        assert_eq!(options(&[("COLORFGBG", "0;15")]).theme.palette, Palette::Light);
        assert_eq!(options(&[("COLORFGBG", "15;0")]).theme.palette, Palette::Dark);
    }

    #[test]
    fn visual_comes_before_editor() {
        assert_eq!(
            options(&[("EDITOR", "nano"), ("VISUAL", "code --wait")]).editor.as_deref(),
            Some("code --wait")
        );
    }
}
