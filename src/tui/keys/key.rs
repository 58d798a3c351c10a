//! Keys by their names, as people write them: `j`, `<tab>`, `<c-c>`.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(pub String);

impl Key {
    /// The name of a key press; none for keys that nothing is ever bound to.
    #[must_use]
    pub fn of(event: KeyEvent) -> Option<Key> {
        let named = match event.code {
            KeyCode::Char(' ') => "space",
            KeyCode::Char(character) => {
                let control = event.modifiers.contains(KeyModifiers::CONTROL);
                let name = if control {
                    format!("<c-{}>", character.to_ascii_lowercase())
                } else {
                    character.to_string()
                };
                return (!event.modifiers.contains(KeyModifiers::ALT)).then_some(Key(name));
            }
            KeyCode::Tab => "tab",
            KeyCode::BackTab => "s-tab",
            KeyCode::Enter => "enter",
            KeyCode::Esc => "esc",
            KeyCode::Backspace => "backspace",
            KeyCode::Up => "up",
            KeyCode::Down => "down",
            KeyCode::Left => "left",
            KeyCode::Right => "right",
            KeyCode::PageUp => "pageup",
            KeyCode::PageDown => "pagedown",
            KeyCode::Home => "home",
            KeyCode::End => "end",
            KeyCode::Delete => "delete",
            _ => return None,
        };
        Some(Key(format!("<{named}>")))
    }

    /// Whether these are the letters of a key: one character, or a name in pointed brackets.
    #[must_use]
    pub fn is_name(name: &str) -> bool {
        const NAMED: [&str; 15] = [
            "space",
            "tab",
            "s-tab",
            "enter",
            "esc",
            "backspace",
            "up",
            "down",
            "left",
            "right",
            "pageup",
            "pagedown",
            "home",
            "end",
            "delete",
        ];
        match name.strip_prefix('<').and_then(|name| name.strip_suffix('>')) {
            Some(inner) => {
                NAMED.contains(&inner)
                    || inner.strip_prefix("c-").is_some_and(|rest| rest.chars().count() == 1)
            }
            None => name.chars().count() == 1,
        }
    }

    /// The character that the key types, if it types one.
    #[must_use]
    pub fn character(&self) -> Option<char> {
        if self.0 == "<space>" {
            return Some(' ');
        }
        let mut chars = self.0.chars();
        chars.next().filter(|_| chars.next().is_none())
    }
}

/// How a key is shown: `j`, `Tab`, `Ctrl-C`.
#[must_use]
pub fn shown(name: &str) -> String {
    let Some(inner) = name.strip_prefix('<').and_then(|name| name.strip_suffix('>')) else {
        return name.to_owned();
    };
    let word = |word: &str| match word {
        "pagedown" => "PgDn".to_owned(),
        "pageup" => "PgUp".to_owned(),
        "down" => "Down".to_owned(),
        "up" => "Up".to_owned(),
        _ => {
            let mut chars = word.chars();
            chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
        }
    };
    match inner.strip_prefix("c-") {
        Some(letter) => format!("Ctrl-{}", letter.to_uppercase()),
        None => word(inner),
    }
}
