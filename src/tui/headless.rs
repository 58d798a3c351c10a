//! The screen without a terminal: keys in, cells out, for measuring and for those who draw elsewhere.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::session::Session;
use crate::source::Language;

use super::keys::Key;
use super::loaded::Loaded;
use super::model::Model;
use super::msg::Msg;
use super::theme::{Depth, Palette, Theme};
use super::update::update;
use super::views;

/// A screen that is drawn into cells; what it asks of the outside world is left undone.
#[derive(Clone, Debug)]
pub struct Headless {
    model: Model,
    buffer: Buffer,
}

impl Headless {
    /// The screen of a report, as it is after loading.
    #[must_use]
    pub fn new(session: Session, width: u16, height: u16, language: Language) -> Headless {
        let theme = Theme { palette: Palette::Dark, depth: Depth::TrueColour, painted: true };
        let mut model = Model::new(width, height, language, theme);
        let _ = update(&mut model, Msg::Loaded(Ok(Arc::new(Loaded::new(session)))));
        Headless { model, buffer: Buffer::empty(Rect::new(0, 0, width, height)) }
    }

    /// Presses a key, named as in the settings: `j`, `<tab>`.
    pub fn press(&mut self, key: &str) {
        let _ = update(&mut self.model, Msg::Key(Key(key.to_owned())));
    }

    /// Draws the screen.
    pub fn draw(&mut self) -> &Buffer {
        views::draw(&self.model, &mut self.buffer);
        &self.buffer
    }
}
