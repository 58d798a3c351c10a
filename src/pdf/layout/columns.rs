//! How wide the columns of a table are: figures as wide as they need, the rest shared among words.

use super::cells::{Measured, PAD_LEFT, PAD_RIGHT, Parts};
use super::grid::Column;
use super::table::Sheet;

const PADDING: f32 = PAD_LEFT + PAD_RIGHT;
/// The air that a column of figures has beyond its widest figure.
const AIR: f32 = 12.0;
/// The part of the width that labels have at least, and at most if figures could have the rest.
const LABEL_LEAST: f32 = 0.30;
const LABEL_MOST: f32 = 0.46;

/// How far the width of a column follows the length of its text: 0 not at all, 1 in proportion.
const SHARE: f32 = 0.7;

/// Cells of words no wider than this are not broken.
const SHORT: f32 = 60.0;

/// The columns from left to right, filling the area.
#[must_use]
pub fn widths(sheet: &Sheet, measured: &Measured, area: Column) -> Vec<Column> {
    let numeric: Vec<bool> = sheet.columns.iter().map(|column| column.numeric).collect();
    let (mut wide, least) = wanted(sheet, measured, area.width);
    if let Some(first) = wide.first_mut()
        && numeric.iter().any(|numeric| *numeric)
    {
        *first = first.max(area.width * LABEL_LEAST);
    }
    let total: f32 = wide.iter().sum();
    if total > area.width {
        shrink(&mut wide, &least, area.width);
    } else {
        stretch(&mut wide, &numeric, area.width);
    }
    let mut x = area.x;
    wide.iter()
        .map(|width| {
            let column = Column { x, width: *width };
            x += width;
            column
        })
        .collect()
}

/// The width below which words or figures would be cut.
#[must_use]
pub fn least(sheet: &Sheet, measured: &Measured) -> f32 {
    wanted(sheet, measured, f32::INFINITY).1.iter().sum()
}

/// How wide each column is if nothing in it is broken, and the least that it needs.
fn wanted(sheet: &Sheet, measured: &Measured, room: f32) -> (Vec<f32>, Vec<f32>) {
    let count = sheet.columns.len();
    let numeric: Vec<bool> = sheet.columns.iter().map(|column| column.numeric).collect();
    let mut wide: Vec<f32> = vec![0.0; count];
    let mut least: Vec<f32> = vec![0.0; count];
    let figures = (0..count)
        .filter(|at| numeric[*at])
        .map(|at| figures_width(measured.columns[at]))
        .fold(0.0, f32::max);
    for at in 0..count {
        let parts = measured.columns[at];
        if numeric[at] {
            // Columns of figures are equally wide, so that years compare, while there is room for it.
            (wide[at], least[at]) = (figures, figures_least(parts).min(room * 0.2));
        } else {
            let indent = if at == 0 { deepest(sheet) } else { 0.0 };
            // Short words stay on one line.
            let short = if parts.natural <= SHORT { parts.natural } else { parts.least };
            let around = PADDING + indent + 1.0;
            (wide[at], least[at]) = (parts.natural + around, short + around);
        }
    }
    (wide, least)
}

/// The indent of the rows that stand under the most groups.
fn deepest(sheet: &Sheet) -> f32 {
    let depth = sheet.rows.iter().map(|row| row.depth).max().unwrap_or(0);
    8.0 * f32::from(u8::try_from(depth).unwrap_or(0))
}

fn figures_width(parts: Parts) -> f32 {
    // Heads may wrap, but not within a word.
    let head = parts.least.max(parts.natural.min(48.0));
    (parts.whole + parts.fraction).max(head - parts.tail) + parts.tail + PADDING + AIR
}

/// The least that a column of figures needs: its figures whole, and the longest word of its head.
fn figures_least(parts: Parts) -> f32 {
    (parts.whole + parts.fraction).max(parts.least - parts.tail) + parts.tail + PADDING
}

/// Takes from the widest columns first: what is short stays unbroken, and long texts come out about equally high.
fn shrink(wide: &mut [f32], least: &[f32], room: f32) {
    let natural: Vec<(f32, f32)> =
        wide.iter().zip(least).map(|(wide, least)| (*wide, wide.min(*least))).collect();
    // A text of twice the length has a wider column, though not twice as wide.
    let at = |level: f32, (wide, least): (f32, f32)| (level * wide.powf(SHARE)).clamp(least, wide);
    let total = |level: f32| natural.iter().map(|column| at(level, *column)).sum::<f32>();
    let (mut low, mut high) =
        (0.0, natural.iter().map(|(wide, _)| wide.powf(1.0 - SHARE)).fold(1.0, f32::max));
    for _ in 0..24 {
        let middle = f32::midpoint(low, high);
        if total(middle) > room { high = middle } else { low = middle }
    }
    for (width, column) in wide.iter_mut().zip(&natural) {
        *width = at(low, *column);
    }
    // Columns that cannot shrink enough are cut evenly: their words break.
    let total: f32 = wide.iter().sum();
    if total > room {
        for width in wide.iter_mut() {
            *width *= room / total;
        }
    } else if let Some(last) = wide.iter_mut().max_by(|a, b| a.total_cmp(b)) {
        *last += room - total;
    }
}

/// Gives room to the label up to its most, and the rest to columns of figures, or to all.
fn stretch(wide: &mut [f32], numeric: &[bool], room: f32) {
    let mut spare = room - wide.iter().sum::<f32>();
    if numeric.iter().any(|numeric| *numeric)
        && let Some(first) = wide.first_mut()
    {
        let given = (room * LABEL_MOST - *first).clamp(0.0, spare);
        *first += given;
        spare -= given;
    }
    let figures: Vec<usize> = (0..wide.len()).filter(|at| numeric[*at]).collect();
    let gaining = if figures.is_empty() { (0..wide.len()).collect() } else { figures };
    let each = spare / gaining.iter().map(|_| 1.0).sum::<f32>().max(1.0);
    for at in gaining {
        wide[at] += each;
    }
}

#[cfg(test)]
mod tests {
    use super::shrink;

    #[test]
    fn short_columns_stay_whole_and_none_is_less_than_its_least() {
        let mut wide = [60.0, 120.0, 400.0, 900.0];
        shrink(&mut wide, &[40.0, 40.0, 50.0, 50.0], 468.0);
        assert!((wide.iter().sum::<f32>() - 468.0).abs() < 0.1, "{wide:?}");
        assert!(wide[0] >= 40.0 && wide[0] < wide[1] && wide[1] < wide[2] && wide[2] < wide[3], "{wide:?}");
        let mut full = [100.0, 300.0];
        shrink(&mut full, &[90.0, 200.0], 290.0);
        assert!((full[0] - 90.0).abs() < 0.1 && (full[1] - 200.0).abs() < 0.1, "{full:?}");
    }
}
