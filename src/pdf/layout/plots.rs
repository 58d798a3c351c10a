//! What plots have in common: bars as their periods stand, names of periods, lines across.

use super::Layout;
use super::chart::Series;
use super::grid::Type;
use super::hatch::{self, Area};
use super::piece::Piece;
use crate::pdf::colour::{Colour, Palette};
use crate::pdf::page::{Item, Stroke};
use crate::report::{Chart, Standing, grouped};

/// With more marks than these not every one is labelled, and lines across the plot say how high they are.
pub const LABELLED: usize = 12;
/// From the line of one label to the next.
pub const LINE: f32 = 10.5;
/// How thick the outline of a target is.
const OUTLINE: f32 = 0.8;

/// The lowest and the highest of values that stand on a line at zero.
#[derive(Clone, Copy, Debug)]
pub struct Reach {
    pub down: f32,
    pub up: f32,
}

impl Reach {
    pub fn of(series: &[Series]) -> Reach {
        let lengths =
            || series.iter().flat_map(|part| part.values.iter().flatten()).map(super::chart::Value::length);
        Reach { down: -lengths().fold(0.0_f32, f32::min), up: lengths().fold(0.0_f32, f32::max) }
    }

    /// Points to a unit, if all of it is so many points long.
    pub fn scale(self, points: f32) -> f32 {
        points / (self.up + self.down).max(f32::MIN_POSITIVE)
    }
}

/// The latest period whose values are reported.
pub fn latest(chart: &Chart) -> usize {
    let aimed = |standing| matches!(standing, Some(Standing::Target | Standing::Forecast));
    let reported = chart.periods.iter().rposition(|period| !aimed(chart.standing(period)));
    reported.unwrap_or(chart.periods.len().saturating_sub(1))
}

/// The colour of a period: the older the lighter.
pub fn shade(palette: &Palette, latest: usize, at: usize) -> Colour {
    palette.years[2_usize.saturating_sub(latest.saturating_sub(at))]
}

/// A bar: an outline for a target, lines for what is expected or restated.
pub fn bar(area: Area, fill: Colour, standing: Option<Standing>) -> Vec<Item> {
    let [x, y, width, height] = area;
    match standing {
        None => vec![Item::Rectangle { x, y, width, height, fill }],
        Some(Standing::Target) => {
            // The outline's outer edge is the bar's.
            let (near, far) = (OUTLINE / 2.0, OUTLINE);
            let (right, bottom) = (x + (width - far).max(0.0) + near, y + (height - far).max(0.0) + near);
            let points = vec![(x + near, y + near), (right, y + near), (right, bottom), (x + near, bottom)];
            vec![Item::Polygon { points, fill: None, stroke: Some(Stroke::solid(OUTLINE, fill)) }]
        }
        Some(Standing::Forecast | Standing::Restated) => hatch::fill(area, 2, fill),
    }
}

impl Layout<'_> {
    /// What the values of a period are, in the languages of the edition; nothing where they are reported.
    pub fn standing_words(&self, standing: Option<Standing>) -> Vec<String> {
        let key = match standing {
            None => return Vec::new(),
            Some(Standing::Target) => "pdf-target",
            Some(Standing::Forecast) => "pdf-forecast",
            Some(Standing::Restated) => "pdf-restated",
        };
        self.grid.languages.iter().map(|language| self.locales.get(*language).text(key)).collect()
    }

    /// The names of periods under a plot, each with what it is; gives how high they are.
    pub fn period_names(&mut self, chart: &Chart, places: &[f32], foot: f32, piece: &mut Piece) -> f32 {
        let kind = self.label_type();
        let latest = latest(chart);
        let mut height: f32 = 18.0;
        for (at, (period, x)) in chart.periods.iter().zip(places).enumerate() {
            let strong = if at == latest { kind.strong() } else { kind };
            self.mark(piece, &period.0, strong, (*x, foot + 12.0), 0.5);
            let mut y = foot + 12.0;
            for words in self.standing_words(chart.standing(period)) {
                y += LINE;
                self.mark(piece, &words, kind.coloured(Colour::DIM), (*x, y), 0.5);
            }
            height = height.max(y - foot + 6.0);
        }
        height
    }

    /// How wide the names of lines across a plot are.
    pub fn grid_width(&mut self, most: f32) -> f32 {
        let kind = self.grid_type();
        let names = grid_steps(most).map(|line| grouped(&format!("{line}")));
        names.map(|name| self.setter.label(&name, kind).end()).fold(0.0, f32::max) + 6.0
    }

    /// Lines across a plot, what they stand for at their left.
    pub fn grid_lines(
        &mut self,
        (left, right): (f32, f32),
        (zero, scale): (f32, f32),
        most: f32,
        piece: &mut Piece,
    ) {
        let kind = self.grid_type();
        for line in grid_steps(most) {
            let y = zero - line * scale;
            let points = vec![(left, y), (right, y)];
            piece.items.push(Item::Line { points, stroke: Stroke::solid(0.35, Colour::HAIR) });
            self.mark(piece, &grouped(&format!("{line}")), kind, (left - 6.0, y + 3.0), 1.0);
        }
    }

    fn grid_type(&self) -> Type {
        self.label_type().sized(8.5, 12.0).coloured(Colour::DIM)
    }
}

/// Moves things on a line apart, each by its place and length, in order; between two ends if all of them fit.
pub fn apart(things: &mut [(f32, f32)], from: f32, to: f32) {
    let mut floor = from;
    for (place, length) in things.iter_mut() {
        *place = place.max(floor);
        floor = *place + *length;
    }
    // Those that passed the end make room backwards, so that they stay near their places.
    let mut ceiling = to;
    for (place, length) in things.iter_mut().rev() {
        *place = place.min(ceiling - *length);
        ceiling = *place;
    }
}

/// Where three or four lines across a plot stand.
fn grid_steps(most: f32) -> impl Iterator<Item = f32> {
    let step = round_step(most / 3.0);
    [1.0, 2.0, 3.0, 4.0_f32]
        .into_iter()
        .map(move |count| count * step)
        .filter(move |line| *line <= most * 1.05)
}

/// One, two or five of a power of ten, not above a length by more than need be.
fn round_step(length: f32) -> f32 {
    let power = 10.0_f32.powf(length.max(f32::MIN_POSITIVE).log10().floor());
    let of = |times: f32| times * power;
    [of(5.0), of(2.0)].into_iter().find(|step| *step <= length).unwrap_or(power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_across_stand_at_round_figures() {
        for (most, lines) in [
            (100.0, vec![20.0, 40.0, 60.0, 80.0]),
            (3.0, vec![1.0, 2.0, 3.0]),
            (160.0, vec![50.0, 100.0, 150.0]),
        ] {
            assert_eq!(grid_steps(most).collect::<Vec<_>>(), lines, "{most}");
        }
    }

    #[test]
    fn things_move_apart_and_stay_within_their_ends() {
        let mut things = [(118.0, 20.0), (120.0, 10.0), (121.0, 10.0)];
        apart(&mut things, 14.0, 134.0);
        assert_eq!(format!("{things:?}"), "[(94.0, 20.0), (114.0, 10.0), (124.0, 10.0)]");
        let mut free = [(20.0, 5.0), (60.0, 5.0)];
        apart(&mut free, 0.0, 100.0);
        assert_eq!(format!("{free:?}"), "[(20.0, 5.0), (60.0, 5.0)]");
    }

    #[test]
    fn a_target_is_an_outline_within_its_bar() {
        let items = bar([10.0, 20.0, 34.0, 50.0], Colour::BRAND, Some(Standing::Target));
        let [Item::Polygon { points, fill: None, stroke: Some(stroke) }] = items.as_slice() else {
            panic!("{items:?}")
        };
        let edge = stroke.width / 2.0;
        let (left, right) = (points[0].0 - edge, points[1].0 + edge);
        assert!((left - 10.0).abs() < 0.01 && (right - 44.0).abs() < 0.01);
    }
}
