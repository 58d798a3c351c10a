//! Claims about a row of a table: by its label (耗水量較去年上升), or by its figure (為 4,256 噸，較 2022 年減少).

use std::collections::HashMap;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::Severity;
use crate::check::editions::{self, Spot};
use crate::figures::{self, Kind};
use crate::report::text::{letters, sentences};
use crate::report::{CellContent, ColumnRole, FigureId, Period, Report, RowKind, Table, Text};
use crate::source::FileId;

use super::words::{SENTENCE_ENDS, directions, is_plain};
use super::{Claim, Direction, direction};

/// Words that compare with the year before.
const COMPARED: [&str; 6] = ["較", "比", "同比", "按年", "對比", "與"];
/// Between what compares and the verb.
const YEARS: [&str; 6] = ["去年", "上年", "上一年", "上年度", "同期", "前一年"];
/// Labels shorter than this are names of too many things.
const LABEL: usize = 4;
/// No label is longer.
const LONGEST: usize = 30;

/// The rows of all tables that have figures of several years.
pub struct Rows {
    all: Vec<Row>,
    by_label: HashMap<(FileId, String), Vec<usize>>,
    /// By value and canonical unit.
    by_value: HashMap<(Decimal, String), Vec<(usize, Period)>>,
}

struct Row {
    /// The latest year last.
    years: Vec<(Period, FigureId)>,
}

impl Rows {
    #[must_use]
    pub fn of(report: &Report) -> Rows {
        let mut rows = Rows { all: Vec::new(), by_label: HashMap::new(), by_value: HashMap::new() };
        for (spot, table) in editions::tables(report) {
            for (index, _) in table.body().filter(|(_, row)| row.kind == RowKind::Data) {
                let years = years(report, table, index);
                if years.len() >= 2 {
                    rows.add(report, spot, table.label(index), years);
                }
            }
        }
        rows
    }

    fn add(&mut self, report: &Report, spot: Spot, label: &str, years: Vec<(Period, FigureId)>) {
        let at = self.all.len();
        let label = letters(label);
        if label.chars().count() >= LABEL {
            self.by_label.entry((spot.edition.file, label)).or_default().push(at);
        }
        for (period, id) in &years {
            let figure = &report.figures[*id].figure;
            let digits = figure.value.normalize().mantissa().unsigned_abs();
            if let Some(unit) = figure.unit.as_ref().filter(|_| digits >= 100) {
                let key = (figure.value.normalize(), unit.symbol.clone());
                self.by_value.entry(key).or_default().push((at, period.clone()));
            }
        }
        self.all.push(Row { years });
    }

    /// What a text says of rows.
    pub fn claims(&self, report: &Report, spot: Spot, text: &Text) -> Vec<Claim> {
        let plain = &text.plain;
        let mut claims = Vec::new();
        if directions(plain, 0..plain.len()).is_empty() {
            return claims;
        }
        for sentence in sentences(plain, SENTENCE_ENDS) {
            let said = directions(plain, sentence.clone());
            if said.is_empty() || !is_plain(&plain[sentence.clone()]) {
                continue;
            }
            for (word, said) in said {
                let Some((start, year)) = comparison(plain, &sentence, &word) else { continue };
                let pairs = self
                    .by_figure(report, text, start, year.as_ref())
                    .or_else(|| self.by_label(spot, plain, start, year.as_ref()));
                let Some(pairs) = pairs.filter(|pairs| !pairs.is_empty()) else { continue };
                // Every row that the words can mean must say the same.
                let actual: Vec<Option<Direction>> =
                    pairs.iter().map(|(before, after)| direction(report, *before, *after)).collect();
                if actual.iter().all(|actual| *actual == Some(opposite(said))) {
                    claims.push(Claim {
                        word: word.clone(),
                        said,
                        before: pairs[0].0,
                        after: pairs[0].1,
                        severity: Severity::Warning,
                    });
                }
            }
        }
        claims
    }

    /// By the amount that stands right before the comparison.
    fn by_figure(
        &self,
        report: &Report,
        text: &Text,
        start: usize,
        year: Option<&Period>,
    ) -> Option<Vec<(FigureId, FigureId)>> {
        let mut amounts = text.figures.clone().filter(|id| report.figures[*id].figure.range.end <= start);
        let id = amounts.next_back()?;
        let figure = &report.figures[id].figure;
        let gap = text.plain.get(figure.range.end..start)?;
        let unit = figure.unit.as_ref()?;
        if gap.chars().count() > 12 || gap.contains(['。', '；', ';']) || figure.kind == Kind::Percent {
            return None;
        }
        let found = self.by_value.get(&(figure.value.normalize(), unit.symbol.clone()))?;
        let pairs = found.iter().filter_map(|(row, period)| self.all[*row].pair(Some(period), year));
        Some(pairs.collect())
    }

    /// By the label that the words before the comparison end with.
    fn by_label(
        &self,
        spot: Spot,
        plain: &str,
        start: usize,
        year: Option<&Period>,
    ) -> Option<Vec<(FigureId, FigureId)>> {
        let clause = &plain[..start];
        let from = clause
            .rfind(['。', '；', '\n', '，', ',', ';'])
            .map_or(0, |at| at + clause[at..].chars().next().map_or(1, char::len_utf8));
        let words = letters(&clause[from..]);
        let chars: Vec<char> = words.chars().collect();
        let longest = (LABEL..=chars.len().min(LONGEST)).rev().find_map(|len| {
            let suffix: String = chars[chars.len() - len..].iter().collect();
            self.by_label.get(&(spot.edition.file, suffix))
        })?;
        Some(longest.iter().filter_map(|row| self.all[*row].pair(None, year)).collect())
    }
}

/// What the figures must say to contradict some words.
fn opposite(said: Direction) -> Direction {
    match said {
        Direction::Up => Direction::Down,
        Direction::Down => Direction::Up,
    }
}

impl Row {
    /// The figure of a year (the latest if none is named) and that of the year it is compared with.
    fn pair(&self, period: Option<&Period>, compared: Option<&Period>) -> Option<(FigureId, FigureId)> {
        let at = match period {
            Some(period) => self.years.iter().position(|(of, _)| of == period)?,
            None => self.years.len() - 1,
        };
        let before = match compared {
            Some(year) => self.years[..at].iter().position(|(of, _)| of == year)?,
            None => at.checked_sub(1)?,
        };
        Some((self.years[before].1, self.years[at].1))
    }
}

/// Where a comparison with a year before begins that a verb closes, and the year if it is named.
fn comparison(plain: &str, sentence: &Range<usize>, word: &Range<usize>) -> Option<(usize, Option<Period>)> {
    let head = &plain[sentence.start..word.start];
    let clause = head
        .rfind(['，', ',', '、', '）', ')'])
        .map_or(0, |at| at + head[at..].chars().next().map_or(1, char::len_utf8));
    let (at, led) =
        COMPARED.iter().filter_map(|led| Some((clause + head[clause..].rfind(led)?, *led))).max()?;
    let between: String = head[at + led.len()..].chars().filter(|char| !char.is_whitespace()).collect();
    let named =
        figures::lex(&between).into_iter().find(|figure| matches!(figure.kind, Kind::Date | Kind::Period));
    let year =
        named.map(|figure| Period((figure.value / Decimal::from(10_000)).trunc().normalize().to_string()));
    let mut rest = between.clone();
    for filler in YEARS.iter().chain(&[
        "相比",
        "的",
        "略",
        "輕微",
        "大幅",
        "顯著",
        "明顯",
        "進一步",
        "有所",
        "年",
        "度",
    ]) {
        rest = rest.replace(filler, "");
    }
    let rest = rest.trim_matches(|char: char| char.is_ascii_digit());
    rest.is_empty().then_some((sentence.start + at, year))
}

/// The figures of a row by year, the earliest first.
fn years(report: &Report, table: &Table, row: usize) -> Vec<(Period, FigureId)> {
    let mut years: Vec<(Period, FigureId)> = Vec::new();
    for (cell, column) in table.rows[row].cells.iter().zip(&table.columns) {
        let single = cell.content == CellContent::Number && cell.text.figures.len() == 1;
        if let Some(period) = column.period.clone().filter(|_| single && column.role == ColumnRole::Value) {
            if years.iter().any(|(known, _)| *known == period) {
                return Vec::new();
            }
            years.push((period, cell.text.figures.start));
        }
    }
    let alike = years
        .windows(2)
        .all(|pair| report.figures[pair[0].1].figure.unit == report.figures[pair[1].1].figure.unit);
    years.sort_by(|a, b| a.0.cmp(&b.0));
    if alike { years } else { Vec::new() }
}
