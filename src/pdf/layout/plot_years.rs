//! One bar a year, up and down from zero.

use super::Layout;
use super::chart::Series;
use super::piece::Piece;
use super::plots::{LABELLED, Reach, bar, latest, shade};
use crate::pdf::colour::Colour;
use crate::pdf::page::{Item, Stroke};
use crate::report::Chart;
use crate::source::Language;

const PLOT: f32 = 90.0;
/// A bar of a year, and from one to the next.
const BAR: f32 = 34.0;
const PITCH: f32 = 56.0;
/// From the chart's edge to the first bar.
const INDENT: f32 = 8.0;

impl Layout<'_> {
    /// The older the lighter; every bar labelled, unless they are too many.
    pub fn year_bars(&mut self, chart: &Chart, series: &Series, piece: &mut Piece) {
        let area = self.grid.full;
        let kind = self.label_type();
        let measure = match self.lead() {
            _ if series.unit.is_empty() => series.name.clone(),
            Language::ZhHant => format!("{}（{}）", series.name, series.unit),
            Language::En => format!("{}, {}", series.name, series.unit),
        };
        self.mark(piece, &measure, kind.coloured(Colour::DIM), (area.x, 9.0), 0.0);
        let reach = Reach::of(std::slice::from_ref(series));
        let scale = reach.scale(PLOT);
        // Zero stands where the largest bar up and the largest one down both fit.
        let top = 30.0;
        let zero = top + reach.up * scale;
        // The labels of bars that go down stand under them.
        let foot = top + PLOT + if reach.down > 0.0 { 12.0 } else { 0.0 };
        let many = chart.periods.len() > LABELLED;
        let left = area.x + if many { self.grid_width(reach.up) } else { 0.0 };
        let count = f32::from(u8::try_from(chart.periods.len()).unwrap_or(u8::MAX));
        // Many bars are thinner, and stand as close as wide ones do.
        let narrow = ((area.right() - left - INDENT) / (count * PITCH)).min(1.0);
        let (wide, pitch) = (BAR * narrow, PITCH * narrow);
        let middle =
            |at: usize| left + INDENT + wide / 2.0 + pitch * f32::from(u8::try_from(at).unwrap_or(u8::MAX));
        let places: Vec<f32> = (0..chart.periods.len()).map(middle).collect();
        let end = places.last().map_or(left, |last| (last + wide / 2.0 + INDENT).min(area.right()));
        if many {
            self.grid_lines((left, end), (zero, scale), reach.up, piece);
        }
        let latest = latest(chart);
        for (at, period) in chart.periods.iter().enumerate() {
            let Some(value) = series.values[at].as_ref() else { continue };
            let height = value.length().abs() * scale;
            let down = value.length() < 0.0;
            let y = if down { zero } else { zero - height };
            let drawn = [places[at] - wide / 2.0, y, wide, height];
            piece.items.extend(bar(drawn, shade(&self.palette, latest, at), chart.standing(period)));
            if !many || at == latest {
                let strong = if at == latest { kind.strong() } else { kind };
                let label = if down { y + height + 9.0 } else { y - 4.0 };
                self.mark(piece, &value.printed, strong, (places[at], label), 0.5);
            }
        }
        let points = vec![(left, zero), (end, zero)];
        piece.items.push(Item::Line { points, stroke: Stroke::solid(0.6, Colour::TEXT) });
        piece.height = foot + self.period_names(chart, &places, foot, piece);
    }
}
