//! Tables printed from metrics: a row a metric, a column a period, one unit column for both languages.

use super::Layout;
use super::cells::Cell;
use super::piece::Piece;
use super::table::{Head, Kind, Row, Sheet};
use super::unit::Unit;
use super::words::{GAP, Words};
use crate::report::{BlockKind, MetricTable, grouped};

impl Layout<'_> {
    /// A table of metrics; one for both languages.
    pub fn metric_table(&mut self, unit: Unit) -> Vec<Piece> {
        let mut titles = Vec::new();
        let mut lead: Option<&MetricTable> = None;
        for language in self.grid.languages.clone() {
            let Some(BlockKind::MetricTable(table)) = unit.get(language).map(|block| &block.kind) else {
                continue;
            };
            if !table.title.is_empty() {
                titles.push((language, Words::plain(table.title.clone())));
            }
            lead = lead.or(Some(table));
        }
        let Some(table) = lead else { return Vec::new() };
        if !titles.is_empty() {
            self.tables += 1;
        }
        let unit = self.single_unit(table).filter(|_| !titles.is_empty());
        let mut sheet = self.metric_sheet(table);
        if let Some(unit) = unit {
            // One unit is said once, under the title.
            sheet.columns.remove(1);
            for row in &mut sheet.rows {
                row.cells.remove(1);
            }
            self.caption_unit = Some(Words::plain(unit));
        }
        let pieces = self.set_sheet(&sheet, &titles, self.tables);
        self.caption_unit = None;
        pieces
    }

    /// The unit of all metrics of a table, if they have one.
    fn single_unit(&self, table: &MetricTable) -> Option<String> {
        let mut units =
            table.rows.iter().map(|reference| &self.report.metrics.series(reference.series).unit_text);
        let first = units.next().filter(|unit| !unit.is_empty())?;
        let alike = table.rows.len() > 1 && units.all(|unit| unit == first);
        let mut words: Vec<String> = Vec::new();
        for language in &self.grid.languages {
            let word = self.locales.get(*language).unit(first).into_owned();
            if !word.is_empty() && !words.contains(&word) {
                words.push(word);
            }
        }
        (alike && !words.is_empty()).then(|| words.join(GAP))
    }

    fn metric_sheet(&self, table: &MetricTable) -> Sheet {
        let languages = &self.grid.languages;
        let two = |of: &dyn Fn(crate::source::Language) -> String| {
            let first = of(languages[0]);
            let second = languages.get(1).map(|language| of(*language)).filter(|second| *second != first);
            Cell::words(first, second)
        };
        let word = |key: &'static str| two(&|language| self.locales.get(language).text(key));
        let latest = table.periods.iter().max();
        let mut columns = vec![Head::default(), Head { unit: true, ..Head::default() }];
        let mut heads = vec![word("pdf-metric-head"), word("pdf-unit-head")];
        for period in &table.periods {
            let latest = table.periods.len() > 1 && Some(period) == latest;
            columns.push(Head { numeric: true, unit: false, latest });
            heads.push(Cell::words(period.0.clone(), None));
        }
        let mut rows = vec![Row { kind: Kind::Head, cells: heads, depth: 0 }];
        for reference in &table.rows {
            let series = self.report.metrics.series(reference.series);
            let mut cells = vec![two(&|language| series.label.get(language).clone())];
            cells.push(two(&|language| self.locales.get(language).unit(&series.unit_text).into_owned()));
            for period in &table.periods {
                cells.push(Cell::figure(series.values.get(period).map(|value| grouped(&value.lexeme))));
            }
            rows.push(Row { kind: Kind::Data, cells, depth: 0 });
        }
        Sheet { columns, rows, heads: 1 }
    }
}
