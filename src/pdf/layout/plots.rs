//! Plots over years: bars up and down, bars by row, lines.

use super::Layout;
use super::chart::{PARTS, Series, Value};
use super::piece::Piece;
use crate::pdf::colour::Colour;
use crate::pdf::page::{Item, Stroke};
use crate::report::{Chart, grouped};

const PLOT: f32 = 90.0;
/// A bar of a year, and from one to the next.
const BAR: f32 = 34.0;
const BAR_PITCH: f32 = 56.0;
/// With more marks than these not every one is labelled, and lines across the plot say how high they are.
const LABELLED: usize = 12;
const LINE_PLOT: f32 = 110.0;

impl Layout<'_> {
    /// One bar a year, the older the lighter.
    pub fn year_bars(&mut self, chart: &Chart, series: &Series, piece: &mut Piece) {
        let area = self.grid.full;
        let kind = self.label_type();
        self.mark(
            piece,
            &format!("{} {}", series.name, series.unit),
            kind.coloured(Colour::DIM),
            (area.x, 9.0),
            0.0,
        );
        let top = 30.0;
        let lengths = || series.values.iter().flatten().map(Value::length);
        let (up, down) = (lengths().fold(0.0_f32, f32::max), -lengths().fold(0.0_f32, f32::min));
        let scale = PLOT / (up + down).max(f32::MIN_POSITIVE);
        // Zero stands where the largest bar up and the largest one down both fit.
        let zero = top + up * scale;
        // The labels of bars that go down stand under them.
        let foot = top + PLOT + if down > 0.0 { 12.0 } else { 0.0 };
        let count = f32::from(u8::try_from(chart.periods.len()).unwrap_or(u8::MAX));
        let last = chart.periods.len().saturating_sub(1);
        // Many bars are thinner, and stand as close as wide ones do.
        let wide = ((area.width - 8.0) / (count * BAR_PITCH)).min(1.0);
        let (bar, pitch) = (BAR * wide, BAR_PITCH * wide);
        let mut x = area.x + 8.0;
        for (at, period) in chart.periods.iter().enumerate() {
            let strong = if at == last { kind.strong() } else { kind };
            if let Some(value) = series.values[at].as_ref() {
                let height = value.length().abs() * scale;
                let fill = self.palette.years[2_usize.saturating_sub(last - at)];
                let y = if value.length() < 0.0 { zero } else { zero - height };
                piece.items.push(Item::Rectangle { x, y, width: bar, height, fill });
                let label = if value.length() < 0.0 { y + height + 9.0 } else { y - 4.0 };
                self.mark(piece, &value.printed, strong, (x + bar / 2.0, label), 0.5);
            }
            self.mark(piece, &period.0, strong, (x + bar / 2.0, foot + 12.0), 0.5);
            x += pitch;
        }
        let points = vec![(area.x, zero), ((x - 14.0).min(area.right()), zero)];
        piece.items.push(Item::Line { points, stroke: Stroke::solid(0.6, Colour::TEXT) });
        piece.height = foot + 18.0;
    }

    /// A bar a row, the name at its left, the figure at its end; one for each period.
    pub fn row_bars(&mut self, chart: &Chart, series: &[Series], piece: &mut Piece) {
        let area = self.grid.full;
        let kind = self.label_type();
        let names: f32 =
            series.iter().map(|part| self.setter.label(&part.name, kind).end()).fold(0.0, f32::max);
        let left = area.x + names.min(area.width * 0.5) + 12.0;
        let largest = series
            .iter()
            .flat_map(|part| part.values.iter().flatten())
            .map(Value::length)
            .fold(0.0, f32::max);
        let room = area.right() - left - 90.0;
        let last = chart.periods.len().saturating_sub(1);
        let thick = if chart.periods.len() > 1 { 9.0 } else { 14.0 };
        let top = 6.0;
        let mut y = top;
        for part in series {
            self.mark(piece, &part.name, kind, (left - 12.0, y + 10.5), 1.0);
            for (at, value) in part.values.iter().enumerate() {
                let strong = if at == last { kind.strong() } else { kind };
                if let Some(value) = value.as_ref().filter(|_| largest > 0.0) {
                    let width = value.length().max(0.0) / largest * room;
                    let fill = self.palette.years[2_usize.saturating_sub(last - at)];
                    piece.items.push(Item::Rectangle { x: left, y, width, height: thick, fill });
                    let mut words = format!("{} {}", value.printed, part.unit);
                    if last > 0 {
                        words = format!("{} · {words}", chart.periods[at]);
                    }
                    self.mark(piece, words.trim_end(), strong, (left + width + 5.0, y + thick - 3.4), 0.0);
                }
                y += thick + 2.0;
            }
            y += 6.0;
        }
        let points = vec![(left, top - 2.0), (left, y - 4.0)];
        piece.items.push(Item::Line { points, stroke: Stroke::solid(0.6, Colour::TEXT) });
        piece.height = y;
    }

    /// Lines over the periods; a missing period is a gap.
    pub fn trend(&mut self, chart: &Chart, series: &[Series], piece: &mut Piece) {
        let area = self.grid.full;
        let kind = self.label_type();
        let top = 14.0;
        let largest = series
            .iter()
            .flat_map(|part| part.values.iter().flatten())
            .map(Value::length)
            .fold(0.0, f32::max);
        let right = area.right() - 150.0;
        let steps = f32::from(u8::try_from(chart.periods.len().saturating_sub(1).max(1)).unwrap_or(1));
        let step = (right - area.x - 20.0) / steps;
        let at_x = |at: usize| area.x + 20.0 + step * f32::from(u8::try_from(at).unwrap_or_default());
        for (at, period) in chart.periods.iter().enumerate() {
            self.mark(piece, &period.0, kind.coloured(Colour::DIM), (at_x(at), top + LINE_PLOT + 12.0), 0.5);
        }
        let marks: usize = series.iter().map(|part| part.values.iter().flatten().count()).sum();
        if marks > LABELLED {
            self.grid_lines((area.x, right), (top, LINE_PLOT), largest, piece);
        }
        let mut ends: Vec<f32> = Vec::new();
        for (index, part) in series.iter().enumerate() {
            let colour = self.palette.series[index % PARTS];
            let height =
                |value: &Value| top + LINE_PLOT * (1.0 - value.length() / largest.max(f32::MIN_POSITIVE));
            let mut run: Vec<(f32, f32)> = Vec::new();
            for (at, value) in part.values.iter().enumerate() {
                if let Some(value) = value {
                    let (x, y) = (at_x(at), height(value));
                    run.push((x, y));
                    piece.items.push(dot(index, (x, y), colour));
                    if marks <= LABELLED && at + 1 < part.values.len() {
                        self.mark(piece, &value.printed, kind, (x, y - 5.0), 0.5);
                    }
                    continue;
                }
                stroke_run(piece, &mut run, colour);
            }
            let end = run.last().copied();
            stroke_run(piece, &mut run, colour);
            if let (Some((x, mut y)), Some(Some(value))) = (end, part.values.last()) {
                while ends.iter().any(|other| (other - y).abs() < 10.5) {
                    y += 1.0;
                }
                ends.push(y);
                let words = format!("{} {} {}", part.name, value.printed, part.unit);
                self.mark(piece, words.trim_end(), kind.coloured(readable(colour)), (x + 7.0, y + 3.0), 0.0);
            }
        }
        let base = vec![(area.x, top + LINE_PLOT), (right, top + LINE_PLOT)];
        piece.items.push(Item::Line { points: base, stroke: Stroke::solid(0.6, Colour::TEXT) });
        piece.height = top + LINE_PLOT + 18.0;
    }
}

impl Layout<'_> {
    /// Three lines across a plot, with what they stand for.
    fn grid_lines(
        &mut self,
        (left, right): (f32, f32),
        (top, height): (f32, f32),
        most: f32,
        piece: &mut Piece,
    ) {
        let kind = self.label_type().sized(8.5, 12.0).coloured(Colour::DIM);
        let step = round_step(most / 3.0);
        for line in
            [1.0, 2.0, 3.0_f32].map(|count| count * step).into_iter().filter(|line| *line <= most * 1.05)
        {
            let y = top + height * (1.0 - line / most.max(f32::MIN_POSITIVE));
            let points = vec![(left, y), (right, y)];
            piece.items.push(Item::Line { points, stroke: Stroke::solid(0.35, Colour::HAIR) });
            self.mark(piece, &grouped(&format!("{line}")), kind, (left, y - 2.0), 0.0);
        }
    }
}

/// One, two or five of a power of ten, not above a length by more than need be.
fn round_step(length: f32) -> f32 {
    let power = 10.0_f32.powf(length.max(f32::MIN_POSITIVE).log10().floor());
    let of = |times: f32| times * power;
    [of(5.0), of(2.0)].into_iter().find(|step| *step <= length).unwrap_or(power)
}

/// The mark of a series at a value: a dot, a square, a triangle, a diamond.
fn dot(series: usize, (x, y): (f32, f32), fill: Colour) -> Item {
    let corners = |points: &[(f32, f32)]| {
        let points = points.iter().map(|(across, down)| (x + across, y + down)).collect();
        Item::Polygon { points, fill: Some(fill), stroke: None }
    };
    match series % 4 {
        0 => Item::Circle { x, y, radius: 2.0, fill: Some(fill), stroke: None },
        1 => corners(&[(-1.8, -1.8), (1.8, -1.8), (1.8, 1.8), (-1.8, 1.8)]),
        2 => corners(&[(0.0, -2.3), (2.2, 1.7), (-2.2, 1.7)]),
        _ => corners(&[(0.0, -2.5), (2.5, 0.0), (0.0, 2.5), (-2.5, 0.0)]),
    }
}

/// A colour for words: light ones are for lines only.
fn readable(colour: Colour) -> Colour {
    if colour.contrast_on_white() >= 4.5 { colour } else { Colour::TEXT }
}

fn stroke_run(piece: &mut Piece, run: &mut Vec<(f32, f32)>, colour: Colour) {
    let points = std::mem::take(run);
    if points.len() > 1 {
        piece.items.push(Item::Line { points, stroke: Stroke::solid(1.6, colour) });
    }
}
