//! Keys as the user has bound them: the table's, but for those named in the settings.

use std::collections::BTreeMap;

use crate::locale::Locale;
use crate::source::Language;

use super::keys::{self, Binding, Command, Context, Key};

/// The keys in use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    /// By the name of a row of the table: `mend`, `block`.
    own: BTreeMap<String, Vec<String>>,
}

/// What is wrong with a binding of the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadKey {
    /// No row of the table has this name.
    Unknown(String),
    /// The row has another number of commands than keys are given.
    Count { name: String, wanted: usize },
    /// The name of no key.
    NoKey(String),
}

impl Keymap {
    /// Binds rows of the table to other keys; what is wrong is left out, and told.
    pub fn new(own: impl IntoIterator<Item = (String, Vec<String>)>) -> (Keymap, Vec<BadKey>) {
        let mut keymap = Keymap::default();
        let mut bad = Vec::new();
        for (name, keys) in own {
            let Some(row) = keys::table().find(|row| row.name() == name) else {
                bad.push(BadKey::Unknown(name));
                continue;
            };
            if let Some(key) = keys.iter().find(|key| !Key::is_name(key)) {
                bad.push(BadKey::NoKey(key.clone()));
            } else if keys.len() == row.keys.len() {
                keymap.own.insert(name, keys);
            } else {
                bad.push(BadKey::Count { name, wanted: row.keys.len() });
            }
        }
        (keymap, bad)
    }

    /// The keys of a row, as they are shown.
    #[must_use]
    pub fn keys<'a>(&'a self, binding: &'a Binding) -> Vec<&'a str> {
        match self.own.get(binding.name()) {
            Some(own) => own.iter().map(String::as_str).collect(),
            None => binding.keys.to_vec(),
        }
    }

    /// A language in which messages name the keys in use: `{ -press-undo }`, and `{ -press-views-2 }` for the second key of a row.
    #[must_use]
    pub fn locale(&self, language: Language) -> Locale {
        let mut terms: BTreeMap<String, String> = BTreeMap::new();
        for binding in keys::table() {
            for (at, key) in self.keys(binding).into_iter().enumerate() {
                let turn = if at == 0 { String::new() } else { format!("-{}", at + 1) };
                terms.entry(format!("press-{}{turn}", binding.name())).or_insert_with(|| keys::shown(key));
            }
        }
        let mut locale = Locale::new(language);
        locale.define(terms);
        locale
    }

    /// What a key asks for here: what the user has bound comes first.
    #[must_use]
    pub fn command(&self, context: Context, key: &Key) -> Option<Command> {
        let name = key.0.as_str();
        let own = keys::bindings(context).find_map(|binding| {
            let keys = self.own.get(binding.name())?;
            let at = keys.iter().position(|known| known == name)?;
            Some(binding.commands[at % binding.commands.len()])
        });
        own.or_else(|| {
            let rest = keys::bindings(context).filter(|binding| !self.own.contains_key(binding.name()));
            keys::command_of(rest, name)
        })
    }
}
