//! What lies over a view and takes the keys.

pub mod export;
pub mod help;
pub mod mend;
pub mod note;
pub mod palette;
pub mod search;

use super::keys;
use super::model::Model;

/// The keys of the part that takes them, in a line: from the table that dispatches them.
#[must_use]
pub fn hints(model: &Model) -> String {
    let bindings = keys::bindings(model.context()).filter(|binding| binding.in_footer);
    let hint = |binding: &keys::Binding| {
        let names: Vec<String> = keys::hinted(&model.keymap.keys(binding)).map(keys::shown).collect();
        format!("{} {}", names.join("/"), model.locale.text(&format!("{}-short", binding.words)))
    };
    bindings.map(hint).collect::<Vec<_>>().join("   ")
}
