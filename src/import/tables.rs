//! What a table says of metrics: for each row its name, its unit, and what it states for each period.
//!
//! Only cells that hold one exact number and whose period is known are taken; the rest stays text.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::figures::{Figure, Kind, Qualifier, Unit, unit};
use crate::report::binding::{is_total, normalise};
use crate::report::{
    BlockKind, CellContent, ColumnRole, Container, Edition, FigureId, Period, Report, RowKind, Table,
    period_in,
};

use super::emit;

/// A table of the text.
#[derive(Clone, Debug)]
pub struct TableRows {
    /// Its place among the blocks.
    pub block: usize,
    /// Where a comment for it may be put: the start of its line, or of its caption's.
    pub start: usize,
    /// Whether a comment can stand there at all.
    pub free: bool,
    /// Its caption, or the heading above it.
    pub title: String,
    pub entries: Vec<Entry>,
}

/// One row, or one row under one column head, and what it states.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its place in the table.
    pub row: usize,
    /// The labels of the groups above it, outermost first, and its own.
    pub path: Vec<String>,
    /// The head of a column that divides the row's quantity.
    pub column: Option<String>,
    /// Whether the innermost group divides a quantity: `按性別`, `By gender`.
    pub divides: bool,
    /// The row whose quantity it is a part of, by its place in the table.
    pub whole: Option<usize>,
    pub unit: Option<Unit>,
    /// The unit in words that are read as that unit; empty where there are none.
    pub unit_text: String,
    pub values: BTreeMap<Period, Stated>,
}

/// What a cell states.
#[derive(Clone, Debug)]
pub struct Stated {
    pub figure: FigureId,
    pub value: Decimal,
}

impl Entry {
    /// Its own label.
    #[must_use]
    pub fn own(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    /// What tells it from other rows, whatever table it stands in.
    #[must_use]
    pub fn key(&self) -> (String, String, Option<Unit>) {
        let column = self.column.as_deref().map(normalise).unwrap_or_default();
        (normalise(&self.path.concat()), column, self.unit.clone())
    }
}

/// The tables of an edition that state something; `default` is the period of columns that name none.
#[must_use]
pub fn read(report: &Report, edition: &Edition, source: &str, default: Option<&Period>) -> Vec<TableRows> {
    let mut tables = Vec::new();
    let mut heading = String::new();
    for (index, block) in edition.blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Heading { text, .. } => heading = emit::line(&text.plain),
            BlockKind::Table(table) if table.bound_to.is_none() => {
                let caption = index.checked_sub(1).map(|above| &edition.blocks[above]);
                let caption = caption.filter(|above| matches!(above.kind, BlockKind::Caption(_)));
                let first = caption.map_or(block.span.start, |above| above.span.start);
                let start = source[..first].rfind('\n').map_or(0, |end| end + 1);
                let title = caption.and_then(|above| above.text()).map(|text| emit::line(&text.plain));
                tables.push(TableRows {
                    block: index,
                    start,
                    free: block.container == Container::Body && source[start..first].trim().is_empty(),
                    title: title.unwrap_or_else(|| heading.clone()),
                    entries: Reader { report, table, default }.entries(),
                });
            }
            _ => {}
        }
    }
    tables
}

struct Reader<'a> {
    report: &'a Report,
    table: &'a Table,
    default: Option<&'a Period>,
}

impl Reader<'_> {
    fn entries(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        for (row, _) in self.table.body().filter(|(_, row)| row.kind == RowKind::Data) {
            entries.extend(self.row(row));
        }
        // Of two rows with one name nobody can tell which is meant.
        let mut seen = BTreeMap::new();
        for entry in &entries {
            let (path, column, _) = entry.key();
            *seen.entry((path, column)).or_insert(0) += 1;
        }
        entries.retain(|entry| {
            let (path, column, _) = entry.key();
            seen[&(path, column)] == 1
        });
        for entry in &mut entries {
            entry.whole = self.whole(entry);
        }
        entries
    }

    /// The row itself, and its parts where columns divide it.
    fn row(&self, row: usize) -> Vec<Entry> {
        let path: Vec<String> = self.table.path(row).into_iter().map(emit::line).collect();
        if is_value(self.table.label(row)) || path.last().is_none_or(|label| normalise(label).is_empty()) {
            return Vec::new();
        }
        let mut entries: Vec<Entry> = Vec::new();
        let mut twice: BTreeSet<(Option<String>, Period)> = BTreeSet::new();
        for (column, head) in self.table.columns.iter().enumerate() {
            let Some((figure, stated)) = self.number(row, column) else { continue };
            let own = head.period.clone();
            let Some(period) = own.clone().or_else(|| self.period(row)).filter(is_period) else { continue };
            let part = (own.is_none() && !self.is_plain(column)).then(|| emit::line(&head.head));
            if part.as_ref().is_some_and(|head| normalise(head).is_empty()) {
                continue;
            }
            let unit = figure.unit.clone();
            let entry = entries.iter_mut().find(|entry| entry.column == part && entry.unit == unit);
            if let Some(entry) = entry {
                if entry.values.insert(period.clone(), stated).is_some() {
                    twice.insert((part, period));
                }
                continue;
            }
            entries.push(Entry {
                row,
                path: path.clone(),
                divides: part.is_none() && self.by_group(row).is_some(),
                column: part,
                whole: None,
                unit_text: unit
                    .as_ref()
                    .and_then(|unit| self.unit_text(unit, row, column))
                    .unwrap_or_default(),
                unit,
                values: BTreeMap::from([(period, stated)]),
            });
        }
        for entry in &mut entries {
            entry.values.retain(|period, _| !twice.contains(&(entry.column.clone(), period.clone())));
        }
        entries.retain(|entry| !entry.values.is_empty());
        entries
    }

    /// The one exact number of a cell whose last digit is that of its value.
    fn number(&self, row: usize, column: usize) -> Option<(&Figure, Stated)> {
        let cell = self.table.rows[row].cells.get(column)?;
        let is_value = self.table.columns[column].role == ColumnRole::Value;
        if !is_value || cell.content != CellContent::Number || cell.text.figures.len() != 1 {
            return None;
        }
        let id = cell.text.figures.start;
        let figure = &self.report.figures[id].figure;
        let exact = figure.qualifier == Qualifier::Exact && figure.upper.is_none();
        let arithmetic = figure.kind.carries_arithmetic() && figure.kind != Kind::Range;
        let as_printed = Decimal::new(1, figure.value.scale()) == figure.quantum;
        (exact && arithmetic && as_printed).then_some((figure, Stated { figure: id, value: figure.value }))
    }

    /// The period of a row whose column names none, as bindings have it.
    fn period(&self, row: usize) -> Option<Period> {
        let groups = self.table.rows[row].groups.iter().rev();
        let in_groups = groups.copied().find_map(|group| period_in(self.table.label(group)));
        in_groups.or_else(|| self.table.period.clone()).or_else(|| self.default.cloned())
    }

    /// Whether a column states the row's quantity itself: the only one with values, or one headed 合計 or Total.
    fn is_plain(&self, column: usize) -> bool {
        let values = self.table.columns.iter().filter(|column| column.role == ColumnRole::Value).count();
        values == 1 || is_total(&self.table.columns[column].head)
    }

    fn by_group(&self, row: usize) -> Option<usize> {
        let group = *self.table.rows[row].groups.last()?;
        let label = self.table.label(group).trim_start().to_lowercase();
        (label.starts_with('按') || label.starts_with("by ")).then_some(group)
    }

    /// The last row above the group that divides it, of the same unit and in the group around it.
    fn whole(&self, entry: &Entry) -> Option<usize> {
        let by = self.by_group(entry.row).filter(|_| entry.divides)?;
        let groups = &self.table.rows[entry.row].groups;
        let outer = &groups[..groups.len() - 1];
        let is_whole = |row: &usize| {
            let above = &self.table.rows[*row];
            above.kind == RowKind::Data
                && above.groups == outer
                && above.unit == self.table.rows[entry.row].unit
        };
        (0..by).rev().find(is_whole)
    }

    /// Words that are read as a unit: those of the unit column, of a bracket in the label, of the column's head.
    fn unit_text(&self, unit: &Unit, row: usize, column: usize) -> Option<String> {
        let per = unit.per.as_ref().map_or(String::new(), |per| format!("/{per}"));
        let canonical = format!("{}{per}", unit.symbol);
        let mut words: Vec<String> = Vec::new();
        // `tCO <sub>2</sub> e` is broken by its tags.
        words.extend(unit.symbol.contains("CO2").then(|| canonical.clone()));
        let unit_column = self.table.columns.iter().position(|column| column.role == ColumnRole::Unit);
        words.extend(unit_column.map(|column| self.table.rows[row].cells[column].text.plain.clone()));
        for label in [self.table.label(row), &self.table.columns[column].head] {
            let open = label.rfind(['(', '（']);
            let inside = open
                .map(|open| label[open..].trim_start_matches(['(', '（']).trim_end_matches([')', '）', ' ']));
            words.extend(inside.map(str::to_owned));
            words.push(label.to_owned());
        }
        words.push(canonical);
        words.extend(["$", "HK$", "US$", "RMB", "€", "£", "¥"].map(str::to_owned));
        let words = words.into_iter().map(|words| emit::line(&words));
        let mut words = words.flat_map(|words| [words.clone(), words.to_lowercase()]);
        words.find(|words| unit::parse(words).as_ref() == Some(unit))
    }
}

/// Whether a label is a number with its unit, which names nothing: `32 人天`; `30 歲及以下` is a name.
fn is_value(label: &str) -> bool {
    let rest = label.trim().trim_start_matches(|char: char| char.is_ascii_digit() || ",. ".contains(char));
    rest.len() < label.trim().len() && (rest.is_empty() || unit::parse(rest).is_some())
}

/// A year, half-year or quarter, as YAML may have it.
fn is_period(period: &Period) -> bool {
    let (year, part) = period.0.split_at_checked(4).unwrap_or((&period.0, ""));
    year.len() == 4
        && year.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(part, "" | "H1" | "H2" | "Q1" | "Q2" | "Q3" | "Q4")
}
