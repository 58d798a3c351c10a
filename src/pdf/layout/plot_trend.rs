//! Lines over the periods, each with its name and its last figure at its end.

use super::Layout;
use super::chart::{PARTS, Series, Value};
use super::piece::Piece;
use super::plots::{LABELLED, LINE, Reach, apart};
use super::setter::{Fill, Line};
use super::words::Words;
use crate::pdf::colour::Colour;
use crate::pdf::page::{Dash, Item, Stroke};
use crate::report::Chart;

const PLOT: f32 = 110.0;
/// From the chart's edge to the first mark.
const INDENT: f32 = 20.0;
/// The room for the names of lines, and from the last mark to them.
const NAMES: f32 = 150.0;
const GAP: f32 = 7.0;
const WIDTH: f32 = 1.6;
/// How high a label of a mark is.
const LABEL: f32 = 8.5;

/// Where a line ends, and what is said of it there.
struct End {
    /// Of its last mark.
    x: f32,
    y: f32,
    lines: Vec<Line>,
}

impl Layout<'_> {
    /// A missing period is a gap; what leads to a target or a forecast is dashed.
    pub fn trend(&mut self, chart: &Chart, series: &[Series], piece: &mut Piece) {
        let area = self.grid.full;
        let top = 14.0;
        let reach = Reach::of(series);
        let scale = reach.scale(PLOT);
        let zero = top + reach.up * scale;
        let marks: usize = series.iter().map(|part| part.values.iter().flatten().count()).sum();
        let height = |value: &Value| zero - value.length() * scale;
        let many = marks > LABELLED || crowded(series, height);
        let left = area.x + if many { self.grid_width(reach.up) } else { 0.0 };
        let right = area.right() - NAMES;
        let steps = f32::from(u8::try_from(chart.periods.len().saturating_sub(1).max(1)).unwrap_or(u8::MAX));
        let step = (right - left - INDENT) / steps;
        let at_x = |at: usize| left + INDENT + step * f32::from(u8::try_from(at).unwrap_or(u8::MAX));
        let places: Vec<f32> = (0..chart.periods.len()).map(at_x).collect();
        if many {
            self.grid_lines((left, right), (zero, scale), reach.up, piece);
        }
        let points = vec![(left, zero), (right, zero)];
        piece.items.push(Item::Line { points, stroke: Stroke::solid(0.6, Colour::TEXT) });
        let mut ends = Vec::new();
        for (index, part) in series.iter().enumerate() {
            let colour = self.palette.series[index % PARTS];
            let mut last: Option<(f32, f32)> = None;
            for (at, value) in part.values.iter().enumerate() {
                let Some(value) = value else {
                    last = None;
                    continue;
                };
                let place = (places[at], height(value));
                let aimed = chart.standing(&chart.periods[at]).is_some();
                if let Some(from) = last {
                    let dash = if aimed { Dash::Dashes(4.0, 2.5) } else { Dash::Solid };
                    let stroke = Stroke { width: WIDTH, colour, dash };
                    piece.items.push(Item::Line { points: vec![from, place], stroke });
                }
                last = Some(place);
            }
            let end = part.values.iter().rposition(Option::is_some);
            for (at, value) in part.values.iter().enumerate() {
                let Some(value) = value else { continue };
                let (x, y) = (places[at], height(value));
                let hollow = chart.standing(&chart.periods[at]).is_some();
                piece.items.push(dot(index, (x, y), colour, hollow));
                if Some(at) == end {
                    let words = format!("{} {} {}", part.name, value.printed, part.unit);
                    let kind = self.label_type().coloured(readable(colour));
                    let fill = Fill::ragged(area.right() - x - GAP);
                    ends.push(End {
                        x,
                        y,
                        lines: self.setter.lines(&Words::plain(words.trim_end()), kind, fill),
                    });
                } else if !many {
                    self.mark(
                        piece,
                        &value.printed,
                        self.label_type(),
                        (x, label_y(series, index, at, y)),
                        0.5,
                    );
                }
            }
        }
        let lowest = place_ends(&mut ends, top);
        for end in &ends {
            for (at, line) in (0_u8..).zip(&end.lines) {
                piece.items.extend(line.items(end.x + GAP, end.y + 3.0 + LINE * f32::from(at)));
            }
        }
        let foot = top + PLOT;
        piece.height = (foot + self.period_names(chart, &places, foot, piece)).max(lowest + 6.0);
    }
}

/// Whether labels of one period would stand upon each other.
fn crowded(series: &[Series], height: impl Fn(&Value) -> f32) -> bool {
    let periods = series.first().map_or(0, |part| part.values.len());
    (0..periods.saturating_sub(1)).any(|at| {
        let label = |(index, part): (usize, &Series)| {
            Some(label_y(series, index, at, height(part.values[at].as_ref()?)))
        };
        let mut labels: Vec<f32> = series.iter().enumerate().filter_map(label).collect();
        labels.sort_by(f32::total_cmp);
        labels.windows(2).any(|pair| pair[1] - pair[0] < LABEL)
    })
}

/// The label of a mark stands above it, or under it where another line runs above.
fn label_y(series: &[Series], index: usize, at: usize, y: f32) -> f32 {
    let value = |part: &Series| part.values[at].as_ref().map(|value| value.exact);
    let own = value(&series[index]);
    let above = series.iter().filter(|part| value(part) > own).count();
    let below = series.iter().filter(|part| value(part).is_some() && value(part) < own).count();
    if above > below { y + 11.0 } else { y - 5.0 }
}

/// Moves what is said at the ends of lines apart; gives where the lowest of it ends.
fn place_ends(ends: &mut [End], top: f32) -> f32 {
    ends.sort_by(|a, b| a.y.total_cmp(&b.y));
    let height = |end: &End| LINE * f32::from(u8::try_from(end.lines.len()).unwrap_or(u8::MAX));
    let mut places: Vec<(f32, f32)> = ends.iter().map(|end| (end.y, height(end))).collect();
    apart(&mut places, top, top + PLOT + LINE);
    for (end, (y, _)) in ends.iter_mut().zip(&places) {
        end.y = *y;
    }
    places.last().map_or(top, |(y, height)| y + height)
}

/// The mark of a series at a value: a dot, a square, a triangle, a diamond; hollow where it is not reported.
fn dot(series: usize, (x, y): (f32, f32), colour: Colour, hollow: bool) -> Item {
    let (fill, stroke) =
        if hollow { (Colour::WHITE, Some(Stroke::solid(0.8, colour))) } else { (colour, None) };
    let corners = |points: &[(f32, f32)]| {
        let points = points.iter().map(|(across, down)| (x + across, y + down)).collect();
        Item::Polygon { points, fill: Some(fill), stroke }
    };
    match series % 4 {
        0 => Item::Circle { x, y, radius: 2.0, fill: Some(fill), stroke },
        1 => corners(&[(-1.8, -1.8), (1.8, -1.8), (1.8, 1.8), (-1.8, 1.8)]),
        2 => corners(&[(0.0, -2.3), (2.2, 1.7), (-2.2, 1.7)]),
        _ => corners(&[(0.0, -2.5), (2.5, 0.0), (0.0, 2.5), (-2.5, 0.0)]),
    }
}

/// A colour for words: light ones are for lines only.
fn readable(colour: Colour) -> Colour {
    if colour.contrast_on_white() >= 4.5 { colour } else { Colour::TEXT }
}
