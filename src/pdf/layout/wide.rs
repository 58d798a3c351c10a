//! Tables that are wider than their place: across the type area, in smaller type, on a page that lies on its side.

use super::Layout;
use super::cells::Measured;
use super::columns::least;
use super::grid::Column;
use super::table::Sheet;
use crate::pdf::{Warning, WarningKind};

/// A table's place.
pub struct Fitted {
    pub area: Column,
    pub measured: Measured,
    /// On a page that lies on its side.
    pub turned: bool,
}

impl Layout<'_> {
    /// Where a table stands, and how large its type is: as usual, across the type area, smaller, or turned.
    pub fn fit(&mut self, sheet: &Sheet) -> Fitted {
        let place = sheet.rows.iter().flat_map(|row| &row.cells).find_map(|cell| cell.span);
        let measured = self.measure(sheet);
        let usual = self.area(sheet.columns.len());
        for area in [usual, self.grid.full] {
            if least(sheet, &measured) <= area.width {
                return Fitted { area, measured, turned: false };
            }
        }
        let turned = self.grid.turned();
        let can_turn = !self.in_box && turned.width > self.grid.full.width;
        let mut tried = vec![(self.grid.full, 0.9, false), (self.grid.full, 0.8, false)];
        if can_turn {
            tried.extend([(turned, 1.0, true), (turned, 0.8, true)]);
        }
        let mut last = Fitted { area: usual, measured, turned: false };
        let mut kind = WarningKind::TableTooWide;
        for (area, size, turned) in tried {
            self.table_size = size;
            let measured = self.measure(sheet);
            let fits = least(sheet, &measured) <= area.width;
            last = Fitted { area, measured, turned };
            if fits {
                kind = if turned {
                    WarningKind::TableTurned
                } else {
                    WarningKind::TableShrunk(if size > 0.85 { 90 } else { 80 })
                };
                break;
            }
        }
        if let Some(span) = place {
            self.warnings.push(Warning { span, kind });
        }
        last
    }
}
