//! The user's settings: a YAML file in the folder for such things, read once at the start.

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::check::{self, Arg};
use crate::report::yaml::{Node, Reader};
use crate::report::{Problem, ProblemKind, shape};
use crate::source::{FileId, Position, SourceFile};
use crate::store;

use super::keymap::{BadKey, Keymap};
use super::keys;
use super::theme::Palette;

/// What can be set. Whatever is left out is as the terminal says, or as most like it.
#[derive(Clone, Debug, Default, JsonSchema, PartialEq, Eq)]
#[schemars(default, rename_all = "kebab-case", deny_unknown_fields, title = "settings.yaml")]
pub struct Settings {
    /// Who signs waivers, flags and rounds of calling.
    pub name: Option<String>,
    /// Instead of `$VISUAL` and `$EDITOR`.
    pub editor: Option<String>,
    pub theme: ThemeChoice,
    /// Whether characters of ambiguous width take one cell or two.
    pub ambiguous: Ambiguous,
    pub borders: Drawing,
    pub glyphs: Drawing,
    /// Whether the mouse is listened to; where not, the terminal selects text with it.
    pub mouse: Option<bool>,
    /// Other keys for rows of the table of keys, by name; several with spaces between.
    #[schemars(schema_with = "rows_of_keys")]
    pub keys: BTreeMap<String, String>,
}

#[derive(Clone, Copy, Debug, Default, JsonSchema, PartialEq, Eq)]
#[schemars(rename_all = "kebab-case")]
pub enum ThemeChoice {
    #[default]
    Auto,
    Dark,
    Light,
    HighContrast,
}

impl ThemeChoice {
    #[must_use]
    pub fn palette(self) -> Option<Palette> {
        match self {
            ThemeChoice::Auto => None,
            ThemeChoice::Dark => Some(Palette::Dark),
            ThemeChoice::Light => Some(Palette::Light),
            ThemeChoice::HighContrast => Some(Palette::HighContrast),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, JsonSchema, PartialEq, Eq)]
#[schemars(rename_all = "kebab-case")]
pub enum Ambiguous {
    #[default]
    Narrow,
    Wide,
}

#[derive(Clone, Copy, Debug, Default, JsonSchema, PartialEq, Eq)]
#[schemars(rename_all = "kebab-case")]
pub enum Drawing {
    #[default]
    Unicode,
    Ascii,
}

/// What is wrong with the settings; the rest of them counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadSettings {
    /// As of any YAML file: a slip of the notation, a key or word that is not known.
    File(Problem),
    Key(BadKey),
}

impl BadSettings {
    /// In words: a message and its arguments.
    #[must_use]
    pub fn message(&self) -> (&'static str, Vec<(&'static str, Arg)>) {
        let text = |words: &str| Arg::Text(words.to_owned());
        match self {
            BadSettings::File(problem) => {
                let (message, _) = check::problem_words(problem).expect("of a file alone, all has words");
                (message.key, message.args)
            }
            BadSettings::Key(BadKey::Unknown(name)) => ("settings-unknown-key", vec![("name", text(name))]),
            BadSettings::Key(BadKey::NoKey(name)) => ("settings-no-key", vec![("name", text(name))]),
            BadSettings::Key(BadKey::Count { name, wanted }) => {
                let wanted = Arg::Number(i64::try_from(*wanted).unwrap_or(i64::MAX));
                ("settings-key-count", vec![("name", text(name)), ("wanted", wanted)])
            }
        }
    }

    /// Everything that is wrong with the text of a settings file, each with its place where that is known.
    #[must_use]
    pub fn all(text: &str) -> Vec<(Option<Position>, BadSettings)> {
        let (settings, problems) = Settings::parse(text);
        let source = SourceFile::new(Utf8PathBuf::new(), text);
        let files = problems.into_iter().map(|problem| {
            (problem.span.map(|span| source.position(span.start)), BadSettings::File(problem))
        });
        let keys = settings.all_keys().1.into_iter().map(|bad| {
            let (BadKey::Unknown(name) | BadKey::NoKey(name) | BadKey::Count { name, .. }) = &bad;
            (text.find(name.as_str()).map(|at| source.position(at)), BadSettings::Key(bad))
        });
        files.chain(keys).collect()
    }
}

/// A word under a key, by what it stands for; one that is not known is a problem, and as if it were not there.
fn word<T: Copy + Default>(reader: &mut Reader, node: &Node, key: &str, words: &[(&str, T)]) -> T {
    let Some(found) = node.get(key) else { return T::default() };
    let said = found.scalar().unwrap_or_default();
    let known = words.iter().find(|(word, _)| *word == said);
    if known.is_none() {
        let expected = words.iter().map(|(word, _)| (*word).to_owned()).collect();
        reader.problem(found.span, ProblemKind::UnknownWord { found: said.to_owned(), expected });
    }
    known.map(|(_, value)| *value).unwrap_or_default()
}

impl Settings {
    /// Reads `settings.yaml` of a folder; where there is none, nothing is set. The first thing that is wrong with it is told.
    #[must_use]
    pub fn read(folder: Option<&Utf8Path>) -> (Settings, Option<BadSettings>) {
        let text = folder.and_then(|folder| store::read_own(&folder.join("settings.yaml")));
        let (settings, problems) = Settings::parse(&text.unwrap_or_default());
        (settings, problems.into_iter().next().map(BadSettings::File))
    }

    fn parse(text: &str) -> (Settings, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut reader = Reader { file: FileId(0), path: "YAML".into(), problems: &mut problems };
        let settings = reader.parse(text, 0).map(|node| {
            shape::check(&mut reader, &node, &shape::SETTINGS);
            Settings::of(&mut reader, &node)
        });
        (settings.unwrap_or_default(), problems)
    }

    fn of(reader: &mut Reader, node: &Node) -> Settings {
        let drawing = [("unicode", Drawing::Unicode), ("ascii", Drawing::Ascii)];
        let themes = [
            ("auto", ThemeChoice::Auto),
            ("dark", ThemeChoice::Dark),
            ("light", ThemeChoice::Light),
            ("high-contrast", ThemeChoice::HighContrast),
        ];
        let keys = node.get("keys").map(Node::entries).unwrap_or_default().iter().map(|(name, keys)| {
            let keys: Vec<&str> = keys.items().iter().filter_map(Node::scalar).collect();
            (name.scalar().unwrap_or_default().to_owned(), keys.join(" "))
        });
        Settings {
            name: node.text("name"),
            editor: node.text("editor"),
            theme: word(reader, node, "theme", &themes),
            ambiguous: word(
                reader,
                node,
                "ambiguous",
                &[("narrow", Ambiguous::Narrow), ("wide", Ambiguous::Wide)],
            ),
            borders: word(reader, node, "borders", &drawing),
            glyphs: word(reader, node, "glyphs", &drawing),
            mouse: word(reader, node, "mouse", &[("true", Some(true)), ("false", Some(false))]),
            keys: keys.collect(),
        }
    }

    /// The keys in use, and the first that could not be bound.
    #[must_use]
    pub fn keymap(&self) -> (Keymap, Option<BadSettings>) {
        let (keymap, bad) = self.all_keys();
        (keymap, bad.into_iter().next().map(BadSettings::Key))
    }

    /// The keys in use, and all that could not be bound.
    fn all_keys(&self) -> (Keymap, Vec<BadKey>) {
        let own = self.keys.iter();
        let own =
            own.map(|(name, keys)| (name.clone(), keys.split_whitespace().map(str::to_owned).collect()));
        Keymap::new(own)
    }
}

/// Keys are bound by the names of the table's rows.
fn rows_of_keys(_: &mut SchemaGenerator) -> Schema {
    let names: BTreeSet<&str> = keys::table().map(keys::Binding::name).collect();
    json_schema!({"type": "object", "propertyNames": {"enum": names}, "additionalProperties": {"type": "string"}})
}

#[cfg(test)]
mod tests {
    use super::super::keys::{Command, Context, Key, Scope};
    use super::*;

    #[test]
    fn settings_are_read_and_what_is_wrong_is_told() {
        let text = "name: M. Chan\ntheme: high-contrast\nambiguous: wide\nborders: ascii\nmouse: false\nkeys: {undo: <c-x>, block: s w}\n";
        let (settings, bad) = Settings::parse(text);
        assert_eq!(bad, []);
        assert_eq!(settings.name.as_deref(), Some("M. Chan"));
        assert_eq!(settings.theme, ThemeChoice::HighContrast);
        assert_eq!((settings.ambiguous, settings.borders), (Ambiguous::Wide, Drawing::Ascii));
        assert_eq!(settings.mouse, Some(false));
        for wrong in ["colour: red\n", "theme: pink\n", "keys: [\n", "keys: x\n", "mouse: sometimes\n"] {
            let (settings, bad) = Settings::parse(&format!("name: A\n{wrong}"));
            assert_eq!(bad.len(), 1, "{wrong}");
            let named = wrong.contains('[') || settings.name.as_deref() == Some("A");
            assert!(named && settings.theme == ThemeChoice::Auto, "the rest counts: {wrong}");
        }
        assert_eq!(Settings::parse("# nothing yet\n"), (Settings::default(), Vec::new()));
    }

    #[test]
    fn keys_are_bound_anew_and_those_of_the_table_give_way() {
        let (settings, _) = Settings::parse("keys: {undo: <c-x>, block: s w}\n");
        let (keymap, bad) = settings.keymap();
        assert_eq!(bad, None);
        let context = Context { scope: Scope::Reading, undoable: true, waivable: true, ..Context::default() };
        let asked = |name: &str| keymap.command(context, &Key(name.to_owned()));
        assert_eq!(asked("<c-x>"), Some(Command::Undo));
        assert_eq!(asked("u"), None);
        assert_eq!(asked("w"), Some(Command::Up), "before the waiver");
        assert_eq!(asked("j"), None);
        for language in crate::source::Language::ALL {
            let words = keymap.locale(language).with("notice-done", &[("what", Arg::Text("x".to_owned()))]);
            assert!(words.contains("Ctrl-X"), "messages name the key in use: {words}");
        }
        for wrong in ["keys: {nothing: x}", "keys: {block: y}", "keys: {undo: ctrl-x}"] {
            assert!(Settings::parse(wrong).0.keymap().1.is_some(), "{wrong}");
        }
    }
}
