//! The whole screen: one view, what lies over it, the title and the keys.

pub mod bar;
mod calling;
pub mod findings;
pub mod inspector;
pub mod metrics;
pub mod outline;
pub mod places;
pub mod reading;

use ratatui::buffer::Buffer;

use super::canvas::{clear, put};
use super::model::{Model, Overlay, View};
use super::overlays;
use super::screen;
use super::theme::Token;

/// Draws the screen. Changes nothing but the buffer.
pub fn draw(model: &Model, buffer: &mut Buffer) {
    let area = buffer.area;
    clear(buffer, area, model.theme.page());
    if area.width < screen::LEAST.0 || area.height < screen::LEAST.1 {
        let words = model.locale.text("screen-too-small");
        put(buffer, 0, 0, area.width, &words, model.theme.ink(Token::Text));
        return;
    }
    bar::title(model, buffer);
    match (&model.loaded, model.view) {
        (None, _) => {
            let words = model.locale.text("screen-loading");
            put(buffer, 2, 2, area.width, &words, model.theme.ink(Token::Text));
        }
        (Some(_), View::Reading) => reading::draw(model, buffer),
        (Some(_), View::Findings) => findings::draw(model, buffer),
        (Some(_), View::Metrics) => metrics::draw(model, buffer),
        (Some(_), View::Call) => calling::draw(model, buffer),
    }
    bar::keys(model, buffer);
    bar::welcome(model, buffer);
    if let Some(export) = model.export.as_ref().filter(|export| !export.hidden) {
        overlays::export::draw(model, buffer, export);
    }
    match &model.overlay {
        Some(Overlay::Help { filter, scroll }) => overlays::help::draw(model, buffer, filter, *scroll),
        Some(Overlay::Search { query, hits, cursor }) => {
            overlays::search::draw(model, buffer, query, hits, *cursor);
        }
        Some(Overlay::Export(form)) => overlays::export::choose(model, buffer, form),
        Some(Overlay::Mend(mend)) => overlays::mend::draw(model, buffer, mend),
        Some(Overlay::Palette(palette)) => overlays::palette::draw(model, buffer, palette),
        Some(Overlay::Note(note)) => overlays::note::draw(model, buffer, note),
        None => {}
    }
}
