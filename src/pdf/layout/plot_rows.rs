//! A bar a row, its name at the left, its figure at the end; one for each period.

use super::Layout;
use super::chart::{Series, Value};
use super::piece::Piece;
use super::plots::{Reach, bar, latest, shade};
use super::setter::{Fill, Line};
use super::words::Words;
use crate::pdf::colour::Colour;
use crate::pdf::page::{Item, Stroke};
use crate::report::Chart;

/// The part of the width that names have at most, and from a name to its bar.
const NAMES: f32 = 0.4;
const GUTTER: f32 = 12.0;
/// From a bar to its figure, from one bar of a row to the next, and from one row to the next.
const GAP: f32 = 5.0;
const BETWEEN: f32 = 2.0;
const ROW: f32 = 6.0;

impl Layout<'_> {
    /// Bars that go left of zero have their figures at the right as well.
    pub fn row_bars(&mut self, chart: &Chart, series: &[Series], piece: &mut Piece) {
        let area = self.grid.full;
        let kind = self.label_type();
        let most = area.width * NAMES;
        let names: Vec<Vec<Line>> = series
            .iter()
            .map(|part| self.setter.lines(&Words::plain(part.name.as_str()), kind, Fill::ragged(most)))
            .collect();
        let widest = names.iter().flatten().map(Line::end).fold(0.0, f32::max);
        let left = area.x + widest + GUTTER;
        let several = chart.periods.len() > 1;
        let label = |part: &Series, at: usize, value: &Value| {
            let mut words = format!("{} {}", value.printed, part.unit).trim_end().to_owned();
            if several {
                words = format!("{} · {words}", self.period_words(chart, &chart.periods[at]));
            }
            words
        };
        let labels: Vec<Vec<Option<String>>> = series
            .iter()
            .map(|part| {
                let values = part.values.iter().enumerate();
                values.map(|(at, value)| value.as_ref().map(|value| label(part, at, value))).collect()
            })
            .collect();
        let mut longest: f32 = 0.0;
        for words in labels.iter().flatten().flatten() {
            longest = longest.max(self.setter.label(words, kind.strong()).end());
        }
        let reach = Reach::of(series);
        let scale = reach.scale((area.right() - left - longest - GAP).max(40.0));
        let zero = left + reach.down * scale;
        let latest = latest(chart);
        let thick = if several { 9.0 } else { 14.0 };
        let top = 6.0;
        let mut y = top;
        for ((part, name), labels) in series.iter().zip(names).zip(labels) {
            let begin = y;
            for (at, line) in (0_u8..).zip(&name) {
                let across = left - GUTTER - line.end();
                piece.items.extend(line.items(across, y + 10.5 + kind.leading * f32::from(at)));
            }
            for (at, (value, words)) in part.values.iter().zip(labels).enumerate() {
                if let (Some(value), Some(words)) = (value, words) {
                    let length = value.length() * scale;
                    let drawn = [zero + length.min(0.0), y, length.abs(), thick];
                    let fill = shade(&self.palette, latest, at);
                    piece.items.extend(bar(drawn, fill, chart.standing(&chart.periods[at])));
                    let strong = if at == latest { kind.strong() } else { kind };
                    let end = zero + length.max(0.0) + GAP;
                    self.mark(piece, &words, strong, (end, y + thick / 2.0 + 3.1), 0.0);
                }
                y += thick + BETWEEN;
            }
            let lines = f32::from(u8::try_from(name.len()).unwrap_or(u8::MAX));
            y = y.max(begin + kind.leading * lines + BETWEEN) + ROW;
        }
        let points = vec![(zero, top - 2.0), (zero, y - 4.0)];
        piece.items.push(Item::Line { points, stroke: Stroke::solid(0.6, Colour::TEXT) });
        piece.height = y;
    }
}
