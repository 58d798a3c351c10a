//! One bar a period, divided into parts; as shares each is as long as the other. Names with swatches stand under them.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Layout;
use super::chart::{PARTS, Series};
use super::hatch::{self, Area};
use super::piece::Piece;
use super::plots::apart;
use super::setter::{Fill, Line};
use super::words::{GAP, Words};
use crate::pdf::colour::Colour;
use crate::pdf::page::Item;
use crate::report::Chart;

/// How high a bar is, and from one to the next.
const BAR: f32 = 22.0;
const PITCH: f32 = 38.0;
/// The white between two parts.
const CUT: f32 = 0.75;
/// Height of a line of the key.
const KEY: f32 = 15.0;
/// The part of the baseline of words in a bar.
const MIDDLE: f32 = 14.5;
/// Between the labels of small parts.
const LABELS: f32 = 5.0;

impl Layout<'_> {
    /// What is too small for its label has it above, flush with its right edge.
    pub fn parts(&mut self, chart: &Chart, series: &[Series], shares: bool, piece: &mut Piece) {
        let area = self.grid.full;
        let kind = self.label_type();
        let left = if chart.periods.len() > 1 { 46.0 } else { 0.0 };
        let room = area.width - left;
        let positive = |part: &Series, at: usize| {
            part.values[at].as_ref().map(|value| value.exact).filter(Decimal::is_sign_positive)
        };
        let total = |at: usize| -> Decimal {
            let values = series.iter().filter_map(|part| positive(part, at));
            values.fold(Decimal::ZERO, Decimal::saturating_add)
        };
        let longest = (0..chart.periods.len()).map(total).max().unwrap_or_default();
        let mut y = 14.0;
        for (at, period) in chart.periods.iter().enumerate() {
            let whole = if shares { total(at) } else { longest };
            if whole.is_zero() {
                continue;
            }
            if left > 0.0 {
                let strong = if at + 1 == chart.periods.len() { kind.strong() } else { kind };
                self.mark(piece, &period.0, strong, (area.x, y + MIDDLE), 0.0);
            }
            let mut x = area.x + left;
            let mut above: Vec<((f32, f32), String)> = Vec::new();
            for (index, part) in series.iter().enumerate() {
                let Some(exact) = positive(part, at) else { continue };
                let share = exact.checked_div(whole).and_then(|share| share.to_f32()).unwrap_or_default();
                let width = share * room;
                let drawn = [x, y, (width - CUT).max(0.3), BAR];
                piece.items.extend(self.part(drawn, index, series.len()));
                let printed = part.values[at].as_ref().map(|value| value.printed.clone());
                let words = if shares { percent(exact, whole) } else { printed.unwrap_or_default() };
                if let Some(words) = self.inside_part(&words, (x, y, width), (index, series.len()), piece) {
                    let label = self.setter.label(&words, kind).end() + LABELS;
                    above.push(((x + width - label, label), words));
                }
                x += width;
            }
            let mut places: Vec<(f32, f32)> = above.iter().map(|(place, _)| *place).collect();
            apart(&mut places, area.x, area.right());
            for ((place, length), (_, words)) in places.into_iter().zip(&above) {
                self.mark(piece, words, kind, (place + length, y - 4.0), 1.0);
            }
            y += PITCH;
        }
        piece.height = self.key(series, y - 8.0, piece);
    }

    /// The area of a part: its colour, or a pattern in it where patterns are asked for or parts are many.
    fn part(&self, area: Area, number: usize, parts: usize) -> Vec<Item> {
        let colour = self.palette.series[number % PARTS];
        if self.patterned(parts) {
            return hatch::fill(area, number, colour);
        }
        let [x, y, width, height] = area;
        vec![Item::Rectangle { x, y, width, height, fill: colour }]
    }

    fn patterned(&self, parts: usize) -> bool {
        self.report.config.page.patterns || parts > 4
    }

    /// Puts a label into a part; gives it back if it has no room there.
    fn inside_part(
        &mut self,
        words: &str,
        (x, y, width): (f32, f32, f32),
        (index, parts): (usize, usize),
        piece: &mut Piece,
    ) -> Option<String> {
        // On a pattern words stand on white.
        let white = self.patterned(parts) && index % PARTS > 0;
        let fill = if white { Colour::WHITE } else { self.palette.series[index % PARTS] };
        let kind = self.label_type().strong().coloured(on(fill));
        let label = self.setter.label(words, kind).end();
        if width < label + 12.0 {
            return Some(words.to_owned());
        }
        if white {
            let (y, width, height) = (y + 4.5, label + 4.0, 13.0);
            piece.items.push(Item::Rectangle { x: x + 4.0, y, width, height, fill: Colour::WHITE });
        }
        self.mark(piece, words, kind, (x + 6.0, y + MIDDLE), 0.0);
        None
    }

    /// Names with swatches, and the latest value; as many in a line as fit.
    fn key(&mut self, series: &[Series], top: f32, piece: &mut Piece) -> f32 {
        const SWATCH: f32 = 14.0;
        let area = self.grid.full;
        let kind = self.label_type();
        let (mut x, mut y) = (area.x, top);
        for (index, part) in series.iter().enumerate() {
            let words = named(part);
            let mut lines = self.setter.lines(&Words::plain(words), kind, Fill::ragged(area.width - SWATCH));
            let width = lines.iter().map(Line::end).fold(0.0, f32::max);
            if x > area.x && x + SWATCH + width > area.right() {
                x = area.x;
                y += KEY;
            }
            let (above, high) = if self.patterned(series.len()) { (2.5, 8.0) } else { (6.0, 2.0) };
            piece.items.extend(self.part([x, y + above, 10.0, high], index, series.len()));
            let last = lines.pop();
            for line in lines {
                piece.items.extend(line.items(x + SWATCH, y + 10.5));
                y += KEY - 3.0;
            }
            piece.items.extend(last.map(|line| line.items(x + SWATCH, y + 10.5)).unwrap_or_default());
            x += SWATCH + width + 18.0;
        }
        y + KEY
    }
}

/// A part's name with its latest value and its unit.
fn named(part: &Series) -> String {
    let value = part.values.iter().rev().flatten().next().map_or("", |value| value.printed.as_str());
    let space = if part.unit == "%" { "" } else { " " };
    let words = format!("{}{GAP}{value}{space}{}", part.name, part.unit);
    words.trim_end().to_owned()
}

/// A part of a whole in per cent, one decimal.
fn percent(part: Decimal, whole: Decimal) -> String {
    let share = part.checked_mul(Decimal::ONE_HUNDRED).and_then(|part| part.checked_div(whole));
    share.map_or_else(String::new, |share| format!("{:.1}%", share.round_dp(1)))
}

/// White on dark fills, text on light ones.
fn on(fill: Colour) -> Colour {
    if fill.contrast_on_white() >= 4.5 { Colour::WHITE } else { Colour::TEXT }
}
