//! Excel workbooks: the register (figures, coverage and findings, a sheet each), and findings alone.
//!
//! A value is a number where Excel can hold it to the last digit, else text. What looks like a formula stays text:
//! no cell is written as a formula.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::check::Arg;
use crate::locale::Locale;

use super::register::{Entry, Register, at, detail, tie_word};
use super::text::arithmetic_line;
use super::{Checked, path, place};

/// Excel holds so many digits of a number.
const DIGITS: usize = 15;
/// Excel holds so many UTF-16 units of a text.
const TEXT_LIMIT: usize = 32_767;

/// The file's bytes.
///
/// # Errors
/// When there are more rows than a sheet can hold.
pub fn figures(register: &Register) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let formats = Formats::new();
    for fill in [figures_sheet, coverage_sheet, findings_sheet] {
        fill(register, book.add_worksheet(), &formats)?;
    }
    book.save_to_buffer()
}

/// The findings of all reports on one sheet.
///
/// # Errors
/// When there are more rows than a sheet can hold.
pub fn findings(rows: Vec<Row>, locale: &Locale) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let formats = Formats::new();
    fill(locale, book.add_worksheet(), &formats, &FINDINGS, rows.into_iter())?;
    book.save_to_buffer()
}

/// A sheet: its name, what the names of its columns begin with, and the columns with their widths.
type Sheet<const N: usize> = (&'static str, &'static str, [(&'static str, u16); N]);

const FINDINGS: Sheet<7> = (
    "sheet-findings",
    "column",
    [
        ("rule", 26),
        ("severity", 10),
        ("finding", 70),
        ("arithmetic", 50),
        ("place", 44),
        ("waived", 9),
        ("fingerprint", 19),
    ],
);

struct Formats {
    head: Format,
    wrapped: Format,
    percent: Format,
    /// By decimals.
    numbers: Vec<Format>,
}

impl Formats {
    fn new() -> Formats {
        let number = |decimals: usize| {
            let fraction = if decimals == 0 { String::new() } else { format!(".{}", "0".repeat(decimals)) };
            Format::new().set_num_format(format!("#,##0{fraction}"))
        };
        Formats {
            head: Format::new().set_bold(),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            percent: Format::new().set_num_format("0%"),
            numbers: (0..=DIGITS).map(number).collect(),
        }
    }
}

/// The cells of a line.
pub type Row = Vec<Cell>;

/// One cell.
#[derive(Clone, Debug)]
pub enum Cell {
    Text(String),
    Wrapped(String),
    Count(usize),
    Value(Decimal),
    /// Hundredths.
    Percent(usize),
    Empty,
}

fn figures_sheet(register: &Register, sheet: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
    let columns = [
        ("path", 34),
        ("line", 7),
        ("column", 7),
        ("edition", 9),
        ("figure", 14),
        ("value", 14),
        ("unit", 12),
        ("kind", 11),
        ("low", 14),
        ("high", 14),
        ("metric", 30),
        ("period", 9),
        ("state", 13),
        ("tie", 60),
        ("against", 30),
    ];
    let rows = register.entries.iter().map(|entry| figure(register, entry));
    fill(register.checked.locale, sheet, formats, &("sheet-figures", "column", columns), rows)
}

fn figure(register: &Register, entry: &Entry) -> Vec<Cell> {
    let (report, locale) = (register.checked.report, register.checked.locale);
    let placed = entry.placed;
    let position = report.sources.position(placed.span);
    let interval = placed.figure.interval();
    let bound = placed.binding.as_ref();
    let plain = placed.figure.kind.carries_arithmetic() && placed.figure.upper.is_none();
    let value =
        if plain { Cell::Value(placed.figure.value) } else { Cell::Text(place::value(&placed.figure)) };
    let end = |end: Option<Decimal>| end.filter(|_| plain).map_or(Cell::Empty, Cell::Value);
    let ties = entry.ties.iter().map(|fact| {
        let word = locale.text(&format!("tie-{}", tie_word(fact.by)));
        let args = [("what", Arg::Text(word)), ("detail", Arg::Text(detail(report, fact)))];
        locale.with("register-tie", &args)
    });
    let ties: Vec<String> = ties.collect();
    let against: Vec<&str> = entry.against.iter().map(|finding| finding.rule).collect();
    vec![
        Cell::Text(path(report, report.sources.path(placed.span)).into_string()),
        Cell::Count(position.line),
        Cell::Count(position.column),
        Cell::Text(placed.place.language.tag().to_owned()),
        Cell::Text(placed.figure.printed.trim().to_owned()),
        value,
        Cell::Text(placed.figure.unit.as_ref().map(place::unit).unwrap_or_default()),
        Cell::Text(locale.text(&format!("kind-{}", place::kind(placed.figure.kind)))),
        end(interval.low),
        end(interval.high),
        Cell::Text(bound.map(|bound| report.metrics.series(bound.series).name.clone()).unwrap_or_default()),
        Cell::Text(bound.map(|bound| bound.period.to_string()).unwrap_or_default()),
        Cell::Text(locale.text(&format!("state-{}", place::state(entry.state.state)))),
        Cell::Wrapped(ties.join("\n")),
        Cell::Text(against.join(", ")),
    ]
}

fn coverage_sheet(register: &Register, sheet: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
    let columns = [
        ("chapter", 50),
        ("edition", 11),
        ("figures", 10),
        ("tied", 10),
        ("contradicted", 13),
        ("waived", 10),
        ("untied", 10),
        ("coverage", 10),
    ];
    let rows = register.coverage.iter().map(|one| {
        let [chapter, edition, ..] = super::figures_table::coverage_row(register, one);
        let mut row = vec![Cell::Text(chapter), Cell::Text(edition)];
        row.extend([one.figures, one.tied, one.contradicted, one.waived, one.untied].map(Cell::Count));
        row.push(one.percent().map_or(Cell::Empty, Cell::Percent));
        row
    });
    fill(register.checked.locale, sheet, formats, &("sheet-coverage", "coverage", columns), rows)
}

fn findings_sheet(register: &Register, sheet: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
    let rows = finding_rows(register.checked).into_iter();
    fill(register.checked.locale, sheet, formats, &FINDINGS, rows)
}

/// A line for each finding.
#[must_use]
pub fn finding_rows(checked: &Checked) -> Vec<Row> {
    let (report, locale) = (checked.report, checked.locale);
    let rows = checked.findings.iter().map(|finding| {
        let lines: Vec<String> = finding.arithmetic.iter().map(arithmetic_line).collect();
        let places: Vec<String> = finding.places.iter().map(|place| at(report, place.span)).collect();
        let waived = if finding.waived.is_some() { locale.text("state-waived") } else { String::new() };
        vec![
            Cell::Text(finding.rule.to_owned()),
            Cell::Text(locale.text(&format!("severity-{}", finding.severity.word()))),
            Cell::Wrapped(locale.finding(finding)),
            Cell::Wrapped(lines.join("\n")),
            Cell::Wrapped(places.join("\n")),
            Cell::Text(waived),
            Cell::Text(finding.fingerprint.clone()),
        ]
    });
    rows.collect()
}

/// A sheet with a head row that stays in sight, a filter on each column, and its rows.
fn fill<const N: usize>(
    locale: &Locale,
    sheet: &mut Worksheet,
    formats: &Formats,
    (name, heads, columns): &Sheet<N>,
    rows: impl Iterator<Item = Row>,
) -> Result<(), XlsxError> {
    sheet.set_name(locale.text(name))?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, (head, width)) in (0u16..).zip(columns) {
        sheet.write_string_with_format(0, column, locale.text(&format!("{heads}-{head}")), &formats.head)?;
        sheet.set_column_width(column, *width)?;
    }
    let mut last = 0;
    for (row, cells) in (1u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(cells) {
            write(sheet, row, column, cell, formats)?;
        }
        last = row;
    }
    let width = u16::try_from(columns.len()).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last, width.saturating_sub(1))?;
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) if text.is_empty() => {}
        Cell::Wrapped(text) if text.is_empty() => {}
        Cell::Text(text) => {
            sheet.write_string(row, column, fitting(text))?;
        }
        Cell::Wrapped(text) => {
            sheet.write_string_with_format(row, column, fitting(text), &formats.wrapped)?;
        }
        Cell::Count(count) => {
            sheet.write_number(row, column, u32::try_from(count).unwrap_or(u32::MAX))?;
        }
        Cell::Percent(percent) => {
            let share = f64::from(u32::try_from(percent).unwrap_or(u32::MAX)) / 100.0;
            sheet.write_number_with_format(row, column, share, &formats.percent)?;
        }
        Cell::Value(value) => match exactly(value) {
            Some(number) => {
                let decimals = usize::try_from(value.scale()).unwrap_or(0).min(DIGITS);
                sheet.write_number_with_format(row, column, number, &formats.numbers[decimals])?;
            }
            None => {
                sheet.write_string(row, column, place::number(value))?;
            }
        },
    }
    Ok(())
}

/// A number that Excel holds to the last digit.
fn exactly(value: Decimal) -> Option<f64> {
    let bare = value.normalize();
    let digits = bare.mantissa().unsigned_abs().to_string().len();
    if digits > DIGITS { None } else { bare.to_string().parse().ok() }
}

/// A text cut to what a cell holds.
fn fitting(text: String) -> String {
    if text.len() <= TEXT_LIMIT {
        return text;
    }
    let mut used = 0;
    let fits = |char: &char| {
        used += char.len_utf16();
        used <= TEXT_LIMIT
    };
    text.chars().take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_numbers_only_where_no_digit_is_lost() {
        let number = |text: &str| exactly(text.parse().unwrap());
        assert_eq!(number("2265.460"), Some(2265.46));
        assert_eq!(number("-0.5"), Some(-0.5));
        assert_eq!(number("123456789012345"), Some(123_456_789_012_345.0));
        assert_eq!(number("1234567890123456"), None);
        assert_eq!(number("0.1234567890123456"), None);
    }
}
