//! Fills that are told apart without colour: plain, blank, lines each way, dots.

use crate::pdf::colour::Colour;
use crate::pdf::page::{Item, Stroke};

/// Between lines, between dots, and how thick they are.
const PITCH: f32 = 3.0;
const LINE: f32 = 0.6;
const DOT: f32 = 0.5;

/// A rectangle: left, top, width, height.
pub type Area = [f32; 4];

/// The fill of a part by its number, in its colour, with an outline.
#[must_use]
pub fn fill([x, y, width, height]: Area, number: usize, colour: Colour) -> Vec<Item> {
    let outline = Some(Stroke::solid(LINE, Colour::TEXT));
    let corners = vec![(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
    let solid = number.is_multiple_of(6);
    let ground = if solid { colour } else { Colour::WHITE };
    let mut items = vec![Item::Polygon { points: corners, fill: Some(ground), stroke: outline }];
    let stroke = Stroke::solid(LINE, colour);
    let area = [x, y, width, height];
    match number % 6 {
        2 => items.extend(slanted(area, false, stroke)),
        3 => items.extend(slanted(area, true, stroke)),
        4 => items.extend(dots(area, colour)),
        5 => {
            let rows = steps(height);
            items.extend(
                rows.map(|down| Item::Line { points: vec![(x, y + down), (x + width, y + down)], stroke }),
            );
        }
        _ => {}
    }
    items
}

/// Lines at 45°, cut off at the edges; falling ones lean the other way.
fn slanted([x, y, width, height]: Area, falling: bool, stroke: Stroke) -> impl Iterator<Item = Item> {
    let pitch = PITCH * std::f32::consts::SQRT_2;
    let count = count((width + height) / pitch);
    (1..=count).map(f32::from).filter_map(move |step| {
        let reach = step * pitch;
        // From the top edge to the left one, then cut by the right edge and the foot.
        let (from, to) =
            ((reach.min(width), (reach - width).max(0.0)), ((reach - height).max(0.0), reach.min(height)));
        let place =
            |(across, down): (f32, f32)| (x + if falling { width - across } else { across }, y + down);
        (from.0 > to.0).then(|| Item::Line { points: vec![place(from), place(to)], stroke })
    })
}

fn dots([x, y, width, height]: Area, fill: Colour) -> impl Iterator<Item = Item> {
    let dot = move |across: f32, down: f32| Item::Circle {
        x: x + across,
        y: y + down,
        radius: DOT,
        fill: Some(fill),
        stroke: None,
    };
    steps(height).flat_map(move |down| steps(width).map(move |across| dot(across, down)))
}

/// The places along an edge, a pitch apart.
fn steps(length: f32) -> impl Iterator<Item = f32> {
    (1..=count(length / PITCH)).map(|step| f32::from(step) * PITCH).filter(move |at| *at < length)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped first")]
fn count(steps: f32) -> u16 {
    steps.clamp(0.0, 2000.0) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_or_dot_leaves_its_part() {
        let area = [10.0, 20.0, 31.0, 22.0];
        let inside = |(x, y): (f32, f32)| (9.99..=41.01).contains(&x) && (19.99..=42.01).contains(&y);
        for number in 0..6 {
            let items = fill(area, number, Colour::BRAND);
            assert!(number < 2 || items.len() > 4, "{number}");
            for item in items {
                match item {
                    Item::Line { points, .. } | Item::Polygon { points, .. } => {
                        assert!(points.into_iter().all(inside), "{number}");
                    }
                    Item::Circle { x, y, .. } => assert!(inside((x, y)), "{number}"),
                    other => panic!("{other:?}"),
                }
            }
        }
    }
}
