//! Cells of tables in both reports by what stands above and beside them: labels, head, unit and period.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::disagreement::agree;
use crate::check::evidence::name;
use crate::check::{Context, FindingPlace, Role};
use crate::figures::{self, Figure, Kind, Qualifier};
use crate::relation::Operand;
use crate::report::text::lower;
use crate::report::{
    Block, BlockKind, CellContent, ColumnRole, FigureId, Period, Prior, Report, RowKind, Table,
};
use crate::source::Language;

use super::years::Years;
use super::{Compared, shown, told};

/// What a cell is, in words of its table.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    language: Language,
    /// The labels of its groups and row.
    labels: Vec<String>,
    /// The head of its column without the period.
    head: String,
    period: Period,
    /// Months that the head names, and whether it speaks of a part of a year.
    part: (BTreeSet<u32>, bool),
}

struct Cell {
    key: Key,
    figure: FigureId,
    /// The words of the heading and caption above the table.
    title: BTreeSet<String>,
}

/// Every cell of an earlier period, among those not yet judged, that last year's report has too.
pub(super) fn compare(context: &Context, prior: &Prior, years: &Years, judged: &[FigureId]) -> Vec<Compared> {
    let report = context.report;
    let judged: BTreeSet<FigureId> = judged.iter().copied().collect();
    let earlier = |cell: &Cell| years.compare(&cell.key.period);
    let mut before: BTreeMap<Key, Vec<Cell>> = BTreeMap::new();
    for cell in cells(&prior.report).into_iter().filter(earlier) {
        before.entry(cell.key.clone()).or_default().push(cell);
    }
    let mut now: BTreeMap<Key, Vec<Cell>> = BTreeMap::new();
    for cell in cells(report).into_iter().filter(earlier) {
        now.entry(cell.key.clone()).or_default().push(cell);
    }
    let mut compared = Vec::new();
    for (key, own) in &now {
        let Some(candidates) = before.get(key) else { continue };
        let figure = |cell: &Cell| &report.figures[cell.figure].figure;
        let alike = own.iter().all(|cell| agree(report, figure(cell), figure(&own[0])));
        for cell in own.iter().filter(|cell| !judged.contains(&cell.figure)) {
            let titled = !alike || is_generic(key);
            if let Some(then) = counterpart(&prior.report, figure(cell), cell, candidates, titled) {
                compared.push(one(context, prior, cell, then));
            }
        }
    }
    compared.sort_by_key(|one| one.now.first().map(|place| place.span));
    joined(context, compared)
}

/// The cell of last year's report, if there is no doubt which.
fn counterpart<'a>(
    prior: &Report,
    figure: &Figure,
    cell: &Cell,
    candidates: &'a [Cell],
    titled: bool,
) -> Option<&'a Cell> {
    let of = |cell: &Cell| &prior.figures[cell.figure].figure;
    let same_unit = |other: &&Cell| match (&figure.unit, &of(other).unit) {
        (Some(own), Some(other)) => own.ratio_to(other).is_some(),
        (None, None) => true,
        _ => false,
    };
    let same_title = |other: &&Cell| !cell.title.is_disjoint(&other.title);
    let fitting: Vec<&Cell> = candidates.iter().filter(same_unit).collect();
    let one = |cells: &[&'a Cell]| {
        let first = *cells.first()?;
        cells.iter().all(|other| agree(prior, of(other), of(first))).then_some(first)
    };
    let named: Vec<&Cell> = fitting.iter().copied().filter(same_title).collect();
    if titled || one(&fitting).is_none() { one(&named) } else { one(&fitting) }
}

fn one(context: &Context, prior: &Prior, cell: &Cell, then: &Cell) -> Compared {
    let report = context.report;
    let placed = &report.figures[cell.figure];
    let before = &prior.report.figures[then.figure].figure;
    let own = &placed.figure;
    let exact = |figure: &Figure| figure.qualifier == Qualifier::Exact && figure.upper.is_none();
    let agrees = agree(report, own, before) || agree(&prior.report, own, before);
    Compared {
        name: name(context, &Operand::Figure(cell.figure)),
        period: cell.key.period.clone(),
        now: vec![FindingPlace::figure(report, cell.figure, Role::Suspect)],
        stated: told(own),
        then: vec![shown(prior, then.figure)],
        printed: told(before),
        // What is only about right is no contradiction.
        agrees: agrees || !exact(own) || !exact(before),
        like: own.quantum == before.quantum && own.unit == before.unit && own.unit.is_some(),
        bound: false,
        table: Some((placed.place.chapter, placed.place.language, placed.place.block)),
    }
}

/// One comparison for a figure and its translation, where both state the same.
fn joined(context: &Context, compared: Vec<Compared>) -> Vec<Compared> {
    let mut kept: Vec<Compared> = Vec::with_capacity(compared.len());
    let mut by_figure: BTreeMap<FigureId, usize> = BTreeMap::new();
    for one in compared {
        let figure = one.now[0].figure.expect("the place of a cell is a figure");
        let twin = context.twins.agreeing(figure).and_then(|twin| by_figure.get(&twin)).copied();
        if let Some(at) = twin.filter(|at| !one.agrees && !kept[*at].agrees) {
            kept[at].now.extend(one.now);
            kept[at].then.extend(one.then);
        } else {
            by_figure.insert(figure, kept.len());
            kept.push(one);
        }
    }
    kept
}

/// The figures of a report's tables that stand alone in a cell under a period.
fn cells(report: &Report) -> Vec<Cell> {
    let mut found = Vec::new();
    for chapter in &report.chapters {
        for language in Language::ALL {
            let blocks = chapter.editions.get(language).as_ref().map_or(&[][..], |edition| &edition.blocks);
            let mut above: [Option<&Block>; 2] = [None, None];
            for block in blocks {
                match &block.kind {
                    BlockKind::Heading { .. } => above = [Some(block), None],
                    BlockKind::Caption(_) => above[1] = Some(block),
                    BlockKind::Table(table) => {
                        of_table(report, language, table, &above, &mut found);
                        above[1] = None;
                    }
                    _ => {}
                }
            }
        }
    }
    found
}

fn of_table(
    report: &Report,
    language: Language,
    table: &Table,
    above: &[Option<&Block>; 2],
    found: &mut Vec<Cell>,
) {
    let texts = || above.iter().flatten().filter_map(|block| block.text());
    let title: BTreeSet<String> =
        texts().map(|text| undated(&text.plain)).filter(|words| !words.is_empty()).collect();
    let caption: String = texts().map(|text| text.plain.as_str()).collect::<Vec<_>>().join(" ");
    for (index, row) in table.body().filter(|(_, row)| row.kind == RowKind::Data) {
        let labels: Vec<String> = table.path(index).into_iter().map(plain).collect();
        if labels.last().is_none_or(String::is_empty) {
            continue;
        }
        for (cell, column) in row.cells.iter().zip(&table.columns) {
            let period = column.period.as_ref().or(table.period.as_ref());
            let (Some(period), ColumnRole::Value, CellContent::Number, 1) =
                (period, column.role, cell.content, cell.text.figures.len())
            else {
                continue;
            };
            let figure = cell.text.figures.start;
            if report.figures[figure].figure.kind.carries_arithmetic() {
                let words = format!("{} {caption}", column.head);
                found.push(Cell {
                    key: Key {
                        language,
                        labels: labels.clone(),
                        head: undated(&column.head),
                        period: period.clone(),
                        part: (months(&column.head), is_part_of_year(&words)),
                    },
                    figure,
                    title: title.clone(),
                });
            }
        }
    }
}

/// Letters and digits in lower case.
fn plain(words: &str) -> String {
    let kept = words.chars().filter(|char| char.is_alphanumeric() && !('①'..='⑳').contains(char));
    kept.flat_map(char::to_lowercase).collect()
}

/// Words that go with a year in a head.
const OF_A_YEAR: [&str; 14] = [
    "止年度",
    "財政年度",
    "年度",
    "截至",
    "for the",
    "year ended",
    "as at",
    "as of",
    "fiscal",
    "year",
    "財年",
    "年",
    "止",
    "fy",
];

/// The same without dates, section numbers, and the words that go with a year.
fn undated(words: &str) -> String {
    let mut kept = words.to_owned();
    for figure in figures::lex(words).iter().rev() {
        if matches!(figure.kind, Kind::Date | Kind::Period | Kind::Identifier | Kind::Ordinal) {
            kept.replace_range(figure.range.clone(), " ");
        }
    }
    let mut kept = lower(&kept);
    for word in OF_A_YEAR {
        kept = kept.replace(word, " ");
    }
    kept.chars().filter(|char| char.is_alphabetic()).collect()
}

/// The months that a head names, the last one of the year left out: `31 December 2022` is 2022.
fn months(head: &str) -> BTreeSet<u32> {
    let dates = figures::lex(head).into_iter().filter(|figure| figure.kind == Kind::Date);
    let month = dates.filter_map(|date| u32::try_from(date.value.trunc().mantissa() / 100 % 100).ok());
    month.filter(|month| (1..12).contains(month)).collect()
}

/// `截至六月三十日止六個月`, `Six months ended`.
fn is_part_of_year(words: &str) -> bool {
    let words = lower(words);
    ["個月", "季", "半年", "中期", "months", "quarter", "half-year", "half year", "interim"]
        .iter()
        .any(|part| words.contains(part))
}

/// Labels that say nothing alone.
fn is_generic(key: &Key) -> bool {
    const GENERIC: [&str; 16] = [
        "合計", "總計", "總數", "總額", "小計", "總量", "其他", "男性", "女性", "total", "subtotal",
        "others", "other", "male", "female", "amount",
    ];
    match key.labels.as_slice() {
        [only] => GENERIC.contains(&only.as_str()) || only.chars().count() < 2,
        _ => false,
    }
}
