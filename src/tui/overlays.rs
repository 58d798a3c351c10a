//! What lies over a view and takes the keys.

pub mod export;
pub mod help;
pub mod mend;
pub mod note;
pub mod palette;
pub mod search;

use ratatui::layout::Rect;

use super::keys;
use super::model::Model;

/// A box with a line to type in, and in it the rows of a list.
#[must_use]
pub fn list_box(width: u16, height: u16) -> (Rect, Rect) {
    let (cells, rows) = (width.saturating_sub(4).min(76), height.saturating_sub(4).min(16));
    let area = Rect::new((width - cells) / 2, 2, cells, rows);
    let list = Rect::new(area.x + 2, area.y + 3, cells.saturating_sub(4), rows.saturating_sub(4));
    (area, list)
}

/// The keys of the part that takes them, in a line: from the table that dispatches them.
#[must_use]
pub fn hints(model: &Model) -> String {
    let bindings = keys::bindings(model.context()).filter(|binding| binding.hint != keys::Hint::Never);
    let hint = |binding: &keys::Binding| {
        let names: Vec<String> = keys::hinted(&model.keymap.keys(binding)).map(keys::shown).collect();
        format!("{} {}", names.join("/"), model.locale.text(&format!("{}-short", binding.words)))
    };
    bindings.map(hint).collect::<Vec<_>>().join("   ")
}
