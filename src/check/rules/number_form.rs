//! `number-form`: separators that stand where no number has them (`3,18.05`), a zero that leads (`07`, `00.4`).
//!
//! A digit was lost, doubled or moved, or the separator typed twice: what the number is can only be guessed. A whole
//! column of such forms is a style of its own (codes, months, the grouping of another country) and is left alone.

use crate::check::editions::{self, Spot};
use crate::check::{Arg, Context, Finding, FindingPlace, Message, Role, Rule, Severity};
use crate::figures;
use crate::report::{CellContent, ColumnRole, FigureId, PlacedFigure, Report, RowKind, Table, TableCell};

pub const RULE: Rule = Rule { id: "number-form", severity: Severity::Warning, run: check };

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let mut findings: Vec<Finding> =
        (0..report.figures.len()).filter_map(|figure| of_figure(report, figure)).collect();
    findings.extend(editions::tables(report).flat_map(|(spot, table)| unread(report, spot, table)));
    editions::join(context, findings)
}

/// How a number is badly written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    Separators,
    LeadingZero,
}

fn of_figure(report: &Report, id: FigureId) -> Option<Finding> {
    let placed = &report.figures[id];
    let fault = fault(&placed.figure.printed).filter(|_| placed.figure.kind.carries_arithmetic())?;
    let place = &placed.place;
    let speaks = match (place.cell, &report.block_of(place).kind) {
        (Some((row, column)), crate::report::BlockKind::Table(table)) => {
            speaks_in_table(report, table, (row, column), fault)
        }
        // In a sentence a number that leads with zeros is a code, unless it has decimals.
        _ => fault == Fault::Separators || placed.figure.printed.contains(['.', '．']),
    };
    speaks.then(|| finding(fault, &placed.figure.printed, FindingPlace::figure(report, id, Role::Suspect)))
}

/// Whether a cell is an amount among amounts that are written otherwise.
fn speaks_in_table(report: &Report, table: &Table, (row, column): (usize, usize), fault: Fault) -> bool {
    let of = &table.columns[column];
    if table.rows[row].kind == RowKind::Head || of.role != ColumnRole::Value {
        return false;
    }
    let bad = |cell: &TableCell| {
        figures_of(report, cell).any(|other| self::fault(&other.figure.printed) == Some(fault))
    };
    let numbers = |cell: &&TableCell| cell.content == CellContent::Number;
    let in_column = || table.body().map(|(_, row)| &row.cells[column]).filter(numbers);
    let in_row = || table.rows[row].cells.iter().filter(numbers);
    let (bad_cells, cells) = (in_column().filter(|cell| bad(cell)).count(), in_column().count());
    match fault {
        Fault::Separators => bad_cells * 3 <= cells.max(3),
        Fault::LeadingZero => {
            let measured = of.period.is_some() || of.unit.is_some() || table.rows[row].unit.is_some();
            measured && bad_cells == 1 && in_row().filter(|cell| bad(cell)).count() == 1
        }
    }
}

fn figures_of<'a>(report: &'a Report, cell: &TableCell) -> impl Iterator<Item = &'a PlacedFigure> {
    report.figures[cell.text.figures.clone()].iter()
}

fn fault(printed: &str) -> Option<Fault> {
    let start = printed.find(|c: char| c.is_ascii_digit())?;
    let digits = &printed[start..];
    let len = digits.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.')).unwrap_or(digits.len());
    let digits = digits[..len].trim_end_matches([',', '.']);
    if !figures::is_malformed(digits) || by_hundreds(digits) {
        return None;
    }
    let leads = digits.starts_with('0');
    // 0000 says that a register is empty; it is no amount with a lost digit.
    let zero = digits.bytes().all(|byte| matches!(byte, b'0' | b',' | b'.'));
    (!zero).then_some(if leads { Fault::LeadingZero } else { Fault::Separators })
}

/// `12,34,567`: the grouping of South Asia.
fn by_hundreds(digits: &str) -> bool {
    let whole = digits.split('.').next().unwrap_or_default();
    let groups: Vec<&str> = whole.split(',').collect();
    let [first, middle @ .., last] = &groups[..] else { return false };
    !middle.is_empty()
        && (1..=2).contains(&first.len())
        && middle.iter().all(|group| group.len() == 2)
        && last.len() == 3
}

/// Cells of a value column that nothing but digits and separators fill, and that are no number.
fn unread<'a>(report: &'a Report, spot: Spot<'a>, table: &'a Table) -> impl Iterator<Item = Finding> + 'a {
    let columns = table.columns.iter().enumerate().filter(|(_, column)| column.role == ColumnRole::Value);
    columns.flat_map(move |(column, of)| {
        let cells = || table.body().map(move |(index, row)| (index, &row.cells[column]));
        let numbers = cells().filter(|(_, cell)| cell.content == CellContent::Number).count();
        let odd: Vec<&TableCell> = cells()
            .filter(|(row, cell)| {
                let measured = of.period.is_some() || of.unit.is_some() || table.rows[*row].unit.is_some();
                let printed = cell.text.plain.trim();
                let read = figures_of(report, cell).any(|placed| placed.figure.printed == printed);
                measured && !read && is_jumble(printed)
            })
            .map(|(_, cell)| cell)
            .collect();
        let few = odd.len() * 3 <= numbers.max(3);
        let file = spot.edition.file;
        odd.into_iter().filter(move |_| few).map(move |cell| {
            let printed = cell.text.plain.trim();
            let start = cell.text.plain.len() - cell.text.plain.trim_start().len();
            let span = cell.text.span(file, &(start..start + printed.len()));
            finding(Fault::Separators, printed, FindingPlace::words(span, Role::Suspect))
        })
    })
}

/// `1.234.56`, `1,,234`, `12,34`: meant as one number, and none.
fn is_jumble(printed: &str) -> bool {
    let digits = printed.trim_end_matches(['%', '％']);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
    let framed =
        digits.starts_with(|c: char| c.is_ascii_digit()) && digits.ends_with(|c: char| c.is_ascii_digit());
    if !plain || !framed {
        return false;
    }
    let groups: Vec<&str> = digits.split([',', '.']).collect();
    let points = digits.matches('.').count();
    let whole = digits.split('.').next().unwrap_or_default();
    let regular = whole.split(',').skip(1).all(|group| group.len() == 3)
        && (!whole.contains(',') || whole.find(',').is_some_and(|at| at <= 3));
    // 1.2.3 numbers a section, and so does anything that has more points than an amount could lose.
    let section = points >= 2 && groups.iter().all(|group| group.len() <= 2);
    !section && !by_hundreds(digits) && (points > 1 || !regular)
}

fn finding(fault: Fault, printed: &str, place: FindingPlace) -> Finding {
    let (key, severity) = match fault {
        Fault::Separators => ("finding-number-form-separators", Severity::Warning),
        Fault::LeadingZero => ("finding-number-form-zero", Severity::Note),
    };
    let args = vec![("printed", Arg::Text(printed.to_owned()))];
    Finding::new(RULE.id, severity, Message { key, args }, vec![place])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let cases = [
            ("3,18.05", Some(Fault::Separators)),
            ("2,7450.6", Some(Fault::Separators)),
            ("00.4", Some(Fault::LeadingZero)),
            ("07%", Some(Fault::LeadingZero)),
            ("12,34,567", None),
            ("0.07", None),
            ("0", None),
            ("000", None),
            ("1,234.5", None),
        ];
        for (printed, expected) in cases {
            assert!(fault(printed) == expected, "{printed}");
        }
        for jumble in ["1.234.56", "1,,234", "12,34", "1,2345", "12,34%"] {
            assert!(is_jumble(jumble), "{jumble}");
        }
        for other in ["1.2.3", "1,234", "12.5", "12,34,567", "2,7450.6 t", "1,234,567.8", "2023"] {
            assert!(!is_jumble(other), "{other}");
        }
    }
}
