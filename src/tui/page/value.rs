//! The value of a metric as it is printed, with its mark: in tables from YAML and in charts.

use rust_decimal::Decimal;

use crate::report::MetricRef;

use super::super::line::{Ink, Line, Piece};
use super::super::mark::Mark;
use super::super::number::grouped;
use super::super::text;
use super::Setting;

/// A value and what is known of it.
pub(super) struct Value {
    /// For lengths only.
    pub exact: Decimal,
    pub printed: String,
    pub mark: Option<Mark>,
}

impl Value {
    /// The value that the metrics give, if they give one.
    pub fn of(setting: &Setting, metric: &MetricRef) -> Option<Value> {
        let value = setting.loaded.report().metrics.value(metric)?;
        let mark = setting.loaded.value_mark(metric).filter(|mark| setting.ticks || *mark != Mark::Tied);
        Some(Value { exact: value.value, printed: grouped(&value.lexeme), mark })
    }

    /// A value that no file states.
    pub fn computed(exact: Decimal) -> Value {
        Value { exact, printed: grouped(&exact.to_string()), mark: None }
    }

    pub fn width(&self) -> usize {
        text::width(&self.printed)
    }
}

/// Sets a value with its last digit before a cell of a line, and its mark in that cell.
pub(super) fn set_right(line: &mut Line, cell: usize, value: Option<&Value>) {
    let Some(value) = value else {
        let none = super::super::cells::none();
        line.pad_to(cell.saturating_sub(text::width(none)));
        line.pieces.push(Piece::new(Ink::Dim, none));
        return;
    };
    line.pad_to(cell.saturating_sub(value.width()));
    let ink = value.mark.map_or(Ink::Text, Ink::Figure);
    line.pieces.push(Piece::new(ink, value.printed.clone()));
    line.pieces.extend(value.mark.map(|mark| Piece::new(Ink::Mark(mark), mark.glyph())));
}
