//! What a click, the wheel and a drag do, by what is drawn under them.

use super::*;
use crate::tui::model::{Overlay, View};
use crate::tui::msg::{Mouse, Press};

fn mouse(model: &mut Model, press: Press, x: u16, y: u16) -> Vec<Effect> {
    update(model, Msg::Mouse(Mouse { press, x, y }))
}

/// The cell at which some words are drawn.
fn find(model: &Model, words: &str) -> (u16, u16) {
    let screen = seen(model);
    let found = screen.lines().enumerate().find_map(|(y, row)| {
        let at = row.find(words)?;
        Some((crate::tui::text::width(&row[..at]), y))
    });
    let (x, y) = found.unwrap_or_else(|| panic!("no {words} in\n{screen}"));
    (u16::try_from(x).unwrap(), u16::try_from(y).unwrap())
}

fn click(model: &mut Model, words: &str) -> Vec<Effect> {
    let (x, y) = find(model, words);
    let effects = mouse(model, Press::Down, x + 1, y);
    assert_eq!(mouse(model, Press::Up, x + 1, y), []);
    effects
}

fn fixture() -> Model {
    open(fixture::session(), 120, 40, Language::En)
}

#[test]
fn a_figure_a_view_a_row_and_a_hint_are_clicked() {
    let mut model = fixture();
    click(&mut model, "2,265.46");
    let figure = model.reading.figure.expect("it is on the figure");
    assert_eq!(model.loaded.as_ref().unwrap().report().figures[figure].figure.printed, "2,265.46");
    click(&mut model, "2 Findings");
    assert_eq!(model.view, View::Findings);
    click(&mut model, " 19.0%");
    assert_eq!(model.findings.cursor, 1);
    click(&mut model, "? help");
    assert!(matches!(model.overlay, Some(Overlay::Help { .. })));
    mouse(&mut model, Press::Down, 0, 5);
    assert!(model.overlay.is_none(), "a click beside the box closes it");
}

#[test]
fn a_row_that_is_chosen_is_opened_by_another_click() {
    let mut model = fixture();
    press(&mut model, "2");
    click(&mut model, " 19.0%");
    click(&mut model, " 19.0%");
    assert_eq!(model.view, View::Reading);
    press(&mut model, ":ghg.scope3");
    click(&mut model, "metric    ghg.scope3");
    assert_eq!(model.view, View::Metrics);
}

#[test]
fn a_chapter_of_the_outline_is_clicked() {
    let mut model = fixture();
    click(&mut model, "Appendix 1");
    assert_eq!(model.reading.chapter, 1);
    assert!(!model.outline.focused);
}

#[test]
fn the_wheel_scrolls_what_is_under_it() {
    let mut model = open(fixture::session(), 120, 20, Language::En);
    press(&mut model, "}");
    mouse(&mut model, Press::WheelDown, 60, 8);
    assert_eq!(model.reading.scroll, 3);
    mouse(&mut model, Press::WheelUp, 60, 8);
    assert_eq!(model.reading.scroll, 0);
    press(&mut model, "2");
    mouse(&mut model, Press::WheelDown, 5, 5);
    assert_eq!(model.findings.cursor, 1);
}

#[test]
fn dividers_are_dragged_within_bounds() {
    let mut model = fixture();
    let right = |model: &Model| model.areas().text.en.unwrap().x;
    let before = right(&model);
    mouse(&mut model, Press::Down, before - 1, 10);
    mouse(&mut model, Press::Drag, before + 9, 10);
    assert_eq!(right(&model), before + 9);
    mouse(&mut model, Press::Drag, 119, 10);
    assert_eq!(model.split, Some(70));
    mouse(&mut model, Press::Up, 119, 10);
    mouse(&mut model, Press::Drag, 40, 10);
    assert_eq!(model.split, Some(70), "nothing is held any more");
}

#[test]
fn words_being_typed_are_not_lost_by_a_click() {
    let mut model = fixture();
    press(&mut model, "]]fsome");
    mouse(&mut model, Press::Down, 0, 3);
    assert!(matches!(&model.overlay, Some(Overlay::Note(note)) if note.words == "some"));
}

#[test]
fn what_is_pasted_is_typed_and_never_a_command() {
    let mut model = fixture();
    assert_eq!(update(&mut model, Msg::Pasted("q".to_owned())), []);
    press(&mut model, "/");
    let _ = update(&mut model, Msg::Pasted("2265\n".to_owned()));
    assert!(matches!(&model.overlay, Some(Overlay::Search { query, .. }) if query == "2265 "));
}
