//! The colour of the terminal's ground, asked for with OSC 11; the answer arrives among the keys.

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// Asks the terminal.
pub const QUESTION: &str = "\x1b]11;?\x1b\\";

/// Takes the answer out of what is typed. A terminal answers `ESC ] 11;rgb:16/19/1d ESC \`, which the reader of keys
/// takes for Alt-], some characters, and Alt-\ or Ctrl-G.
#[derive(Debug, Default)]
pub struct Answer {
    /// What has come since Alt-]; none outside of an answer.
    held: Option<(Vec<Event>, String)>,
}

/// What became of an event.
#[derive(Debug, PartialEq, Eq)]
pub enum Fed {
    /// It may be a part of an answer.
    Held,
    /// The ground is light, or dark.
    Ground { light: bool },
    /// No answer: what was held, and this.
    Typed(Vec<Event>),
}

const BEGINS: &str = "11;rgb:";
/// Longer than any answer.
const LONG: usize = 32;

impl Answer {
    pub fn feed(&mut self, event: Event) -> Fed {
        let key = match &event {
            Event::Key(key) => *key,
            _ => return Fed::Typed(vec![event]),
        };
        let alt = |wanted: char, key: KeyEvent| {
            key.code == KeyCode::Char(wanted) && key.modifiers.contains(KeyModifiers::ALT)
        };
        let Some((mut events, mut text)) = self.held.take() else {
            if alt(']', key) {
                self.held = Some((vec![event], String::new()));
                return Fed::Held;
            }
            return Fed::Typed(vec![event]);
        };
        let ends =
            alt('\\', key) || key.code == KeyCode::Char('g') && key.modifiers.contains(KeyModifiers::CONTROL);
        if ends && let Some(light) = is_light(&text) {
            return Fed::Ground { light };
        }
        events.push(event);
        if let (KeyCode::Char(character), false) = (key.code, ends) {
            text.push(character);
            let begun =
                if text.len() < BEGINS.len() { BEGINS.starts_with(&text) } else { text.starts_with(BEGINS) };
            if begun && text.len() < LONG {
                self.held = Some((events, text));
                return Fed::Held;
            }
        }
        Fed::Typed(events)
    }
}

/// Whether `11;rgb:1616/1919/1d1d` is nearer to white than to black, as the eye weighs colours.
fn is_light(text: &str) -> Option<bool> {
    let mut parts = text.strip_prefix(BEGINS)?.split('/').map(|part| {
        let most =
            16u32.checked_pow(u32::try_from(part.len()).ok()?)?.checked_sub(1).filter(|most| *most > 0)?;
        Some(u32::from_str_radix(part, 16).ok()? * 1000 / most)
    });
    let (red, green, blue) = (parts.next()??, parts.next()??, parts.next()??);
    Some(red * 299 + green * 587 + blue * 114 > 500_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(text: &str, end: Event) -> (Fed, Vec<Event>) {
        let mut answer = Answer::default();
        let mut typed = Vec::new();
        let alt = Event::Key(KeyEvent::new(KeyCode::Char(']'), KeyModifiers::ALT));
        let keys = text.chars().map(|char| Event::Key(KeyEvent::from(KeyCode::Char(char))));
        let mut last = Fed::Held;
        for event in std::iter::once(alt).chain(keys).chain([end]) {
            last = answer.feed(event);
            if let Fed::Typed(events) = &last {
                typed.extend(events.clone());
            }
        }
        (last, typed)
    }

    #[test]
    fn an_answer_is_taken_out_of_the_keys() {
        let string_end = Event::Key(KeyEvent::new(KeyCode::Char('\\'), KeyModifiers::ALT));
        let bell = Event::Key(KeyEvent::new(KeyCode::Char('g'), KeyModifiers::CONTROL));
        for (text, end, light) in [
            ("11;rgb:1616/1919/1d1d", &string_end, false),
            ("11;rgb:fb/fb/fa", &bell, true),
            ("11;rgb:ffff/ffff/0000", &bell, true),
        ] {
            let (last, typed) = feed(text, end.clone());
            assert_eq!((last, typed), (Fed::Ground { light }, Vec::new()), "{text}");
        }
    }

    #[test]
    fn what_is_no_answer_is_typed() {
        let key = Event::Key(KeyEvent::from(KeyCode::Char('j')));
        let (_, typed) = feed("", key.clone());
        assert_eq!(typed.len(), 2);
        let (_, typed) = feed("11;rgx", key.clone());
        assert_eq!(typed.len(), 8, "nothing is lost");
        assert_eq!(Answer::default().feed(key.clone()), Fed::Typed(vec![key]));
    }
}
