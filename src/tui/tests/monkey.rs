//! A monkey at the keys: a hundred thousand random keys and mouse events on the sample never bring the screen down,
//! write nothing that was not confirmed with a key, and Esc always leads back.

use super::*;
use crate::session::ChangeError;
use crate::tui::keys::table;
use crate::tui::model::View;
use crate::tui::msg::{ExportEnd, Mouse, Press};

const EVENTS: u32 = 100_000;
/// Frames are drawn between so many events.
const FRAME: u32 = 97;
const SIZES: [(u16, u16); 6] = [(80, 24), (120, 40), (160, 45), (200, 60), (60, 12), (30, 8)];

/// The same numbers on every machine (a linear congruential generator).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides.max(1)
    }

    fn cell(&mut self, most: u16) -> u16 {
        u16::try_from(self.roll(usize::from(most))).unwrap_or(0)
    }
}

fn event(dice: &mut Dice, keys: &[Key], model: &Model) -> Msg {
    const PRESSES: [Press; 5] = [Press::Down, Press::Up, Press::Drag, Press::WheelDown, Press::WheelUp];
    match dice.roll(1000) {
        0 => {
            let (width, height) = SIZES[dice.roll(SIZES.len())];
            Msg::Resized { width, height }
        }
        1..10 => Msg::Pasted("2,265.46 範圍三\u{1b}[31m\n".to_owned()),
        10..150 => {
            let press = PRESSES[dice.roll(PRESSES.len())];
            Msg::Mouse(Mouse { press, x: dice.cell(model.width), y: dice.cell(model.height) })
        }
        _ => Msg::Key(keys[dice.roll(keys.len())].clone()),
    }
}

/// Whether something is written, run or ended.
fn consequential(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Write(_)
            | Effect::Carry(_)
            | Effect::Reverse { .. }
            | Effect::Edit { .. }
            | Effect::Export(_)
    )
}

/// What the world answers to some of what it is asked.
fn answer(model: &mut Model, effect: &Effect) {
    let msg = match effect {
        Effect::Try { id, .. } => Msg::Tried { id: *id, result: Err(ChangeError::NotPlain) },
        Effect::Carry(_) => Msg::Done(Err(ChangeError::Shape)),
        Effect::CancelExport => Msg::Exported(ExportEnd::Cancelled),
        _ => return,
    };
    let _ = update(model, msg);
}

#[test]
fn nothing_brings_the_screen_down() {
    let mut keys: Vec<Key> =
        table().flat_map(|row| row.keys.iter().chain(row.also)).map(|name| Key((*name).to_owned())).collect();
    keys.extend(["2", "6", ".", "範", "s", "<delete>", "<c-x>"].map(|name| Key(name.to_owned())));
    // Nothing may be lost by a double press of Esc, and much is reached only without it.
    keys.retain(|key| key.0 != "<c-z>");
    keys.sort_by(|one, two| one.0.cmp(&two.0));
    keys.dedup();
    let mut model = open(sample(), 120, 40, Language::En);
    model.history = crate::tui::act::History { done: 1, undone: 1 };
    let mut dice = Dice(20_261_122);
    for at in 0..EVENTS {
        let msg = event(&mut dice, &keys, &model);
        let typed = matches!(&msg, Msg::Key(_) | Msg::Mouse(Mouse { press: Press::Down, .. }));
        for effect in update(&mut model, msg) {
            assert!(typed || !consequential(&effect), "event {at}: {effect:?}");
            answer(&mut model, &effect);
        }
        if at % FRAME == 0 {
            let rows = seen(&model);
            assert!(
                rows.lines().all(|row| crate::tui::text::width(row) == usize::from(model.width)),
                "event {at}"
            );
        }
    }
    // However deep: out of typing, a box, a filter, a figure, a view.
    for _ in 0..6 {
        for effect in press(&mut model, "<esc>") {
            answer(&mut model, &effect);
        }
    }
    assert_eq!((model.view, model.overlay.is_some(), model.outline.focused), (View::Reading, false, false));
}
