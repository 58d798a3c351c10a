//! A table printed from YAML: one row a metric, one column a period.

use crate::report::{MetricRef, MetricTable};

use super::super::cells;
use super::super::line::{Ink, Line};
use super::super::text;
use super::Setting;
use super::value::{Value, set_right};

/// Lays out a table in at most `cells`, a group of lines for its title, its head and each row.
pub(super) fn lay(setting: &Setting, table: &MetricTable, cells: usize) -> Vec<Vec<Line>> {
    let values = |metric: &MetricRef| -> Vec<Option<Value>> {
        let at = |period: &crate::report::Period| MetricRef { series: metric.series, period: period.clone() };
        table.periods.iter().map(|period| Value::of(setting, &at(period))).collect()
    };
    let rows: Vec<Vec<Option<Value>>> = table.rows.iter().map(values).collect();
    let column = |at: usize| {
        let widths = rows.iter().filter_map(|row| row[at].as_ref()).map(Value::width);
        widths.chain([text::width(&table.periods[at].0)]).max().unwrap_or(0) + 2
    };
    // Two cells between columns, of which the marks take one.
    let columns: Vec<usize> = (0..table.periods.len()).map(column).collect();
    let label_cells = cells.saturating_sub(columns.iter().sum::<usize>() + 1).max(4);
    let ends: Vec<usize> = columns
        .iter()
        .scan(label_cells, |end, column| {
            *end += column;
            Some(*end)
        })
        .collect();
    let mut head = Line::default();
    for (period, end) in table.periods.iter().zip(&ends) {
        head.pad_to(end - text::width(&period.0));
        head.pieces.push(super::super::line::Piece::new(Ink::Dim, period.0.clone()));
    }
    let across = ends.last().map_or(label_cells, |end| end + 1);
    let rule = Line::plain(Ink::Border, cells::border().across.repeat(across));
    let title = Line::plain(Ink::Strong, text::cut(&table.title, cells));
    let mut groups = vec![vec![title], vec![head, rule]];
    groups.extend(table.rows.iter().zip(&rows).map(|(metric, values)| {
        let label = setting.loaded.report().metrics.series(metric.series).label.get(setting.language);
        let mut line = Line::plain(Ink::Text, text::cut(label, label_cells));
        for (value, end) in values.iter().zip(&ends) {
            set_right(&mut line, *end, value.as_ref());
        }
        vec![line]
    }));
    groups
}
