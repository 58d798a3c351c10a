//! Keys in, screen out: what a person sees after pressing what a person presses.

mod acts;
mod charts;
mod fixture;
mod lists;
mod monkey;
mod mouse;
mod moves;
mod screens;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::session::Session;
use crate::source::Language;

use super::canvas;
use super::keys::Key;
use super::loaded::Loaded;
use super::model::Model;
use super::msg::{Effect, Msg};
use super::theme::{Depth, Palette, Theme};
use super::update::update;
use super::views;

/// The screen of a report, as it is after loading.
fn open(session: Session, width: u16, height: u16, language: Language) -> Model {
    let theme = Theme { palette: Palette::Dark, depth: Depth::TrueColour, painted: true };
    let mut model = Model::new(width, height, language, theme);
    let effects = update(&mut model, Msg::Loaded(Ok(Arc::new(Loaded::new(session)))));
    assert_eq!(effects, [], "loading asks for nothing more");
    model
}

/// The sample report.
fn sample() -> Session {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/content");
    Session::open(path.into()).expect("the sample can be read")
}

/// Presses keys, named as in the table: `jj<tab>n`.
fn press(model: &mut Model, keys: &str) -> Vec<Effect> {
    let mut rest = keys;
    let mut effects = Vec::new();
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '<' => rest.find('>').expect("a named key ends") + 1,
            _ => first.len_utf8(),
        };
        effects.extend(update(model, Msg::Key(Key(rest[..end].to_owned()))));
        rest = &rest[end..];
    }
    effects
}

/// What a person sees.
fn seen(model: &Model) -> String {
    canvas::screen(&drawn(model))
}

fn drawn(model: &Model) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, model.width, model.height));
    views::draw(model, &mut buffer);
    buffer
}
