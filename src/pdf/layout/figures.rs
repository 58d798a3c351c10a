//! The figures of a chart as a table, for those who cannot see it: it is read and copied, but not painted.

use super::Layout;
use super::chart::Series;
use super::grid::{Role, Type};
use super::piece::Piece;
use super::words::GAP;
use crate::pdf::page::Item;
use crate::pdf::tag::{ElementId, Role as Part};
use crate::report::Chart;

/// So small that all of it stands in the foot of the chart, where it is in no one's way when text is picked.
const SIZE: f32 = 1.0;
const LEADING: f32 = 1.2;

impl Layout<'_> {
    /// A row for each part of a chart, a column for each period.
    pub fn figures_of(&mut self, chart: &Chart, series: &[Series], piece: &mut Piece) {
        let kind = self.scale.of(Role::Cell, self.lead()).sized(SIZE, LEADING);
        let lead = self.lead();
        let mut rows: Vec<Vec<String>> = Vec::with_capacity(series.len() + 1);
        let periods = chart.periods.iter().map(|period| self.period_words(chart, period));
        rows.push(std::iter::once(chart.title.clone()).chain(periods).collect());
        for part in series {
            let name = part.name.replace(GAP, " / ");
            let unit = if part.unit.is_empty() { name } else { format!("{name} ({})", part.unit) };
            let value = |value: &Option<super::chart::Value>| {
                value.as_ref().map_or_else(String::new, |value| value.printed.clone())
            };
            rows.push(std::iter::once(unit).chain(part.values.iter().map(value)).collect());
        }
        let height = LEADING * f32::from(u8::try_from(rows.len()).unwrap_or(u8::MAX));
        let mut y = piece.height - height;
        self.inside(Part::Table, Some(lead), |layout| {
            for (at, row) in rows.iter().enumerate() {
                y += LEADING;
                let tagged = layout.setter.tags.add(Part::Row, None);
                layout.figures_row(row, at == 0, tagged, (kind, y), piece);
            }
        });
    }

    fn figures_row(
        &mut self,
        row: &[String],
        head: bool,
        tagged: ElementId,
        (kind, y): (Type, f32),
        piece: &mut Piece,
    ) {
        let area = self.grid.full;
        let pitch = area.width / f32::from(u8::try_from(row.len().max(1)).unwrap_or(u8::MAX));
        let mut x = area.x;
        for (column, words) in row.iter().enumerate() {
            let role = match (head, column) {
                (true, _) => Part::ColumnHead,
                (false, 0) => Part::RowHead,
                (false, _) => Part::Cell,
            };
            let cell = self.setter.tags.add_to(tagged, role, None);
            self.setter.belong(cell);
            let line = self.setter.label(words, kind);
            piece.items.extend(line.items(x, y).into_iter().map(unseen));
            x += pitch;
        }
    }
}

fn unseen(mut item: Item) -> Item {
    if let Item::Text(text) = &mut item {
        text.unseen = true;
    }
    item
}
