//! Which rows of a table can be added up, which are totals, and what may be their parts.

use rust_decimal::Decimal;

use crate::figures::{Kind, Qualifier, Unit};
use crate::report::{CellContent, ColumnRole, FigureId, Report, RowKind, Table};

use super::Candidate;

/// The rows and columns of a table that carry amounts.
pub(super) struct Rows<'a> {
    report: &'a Report,
    table: &'a Table,
    /// Data rows of amounts, in order.
    additive: Vec<usize>,
    /// Columns of amounts.
    pub columns: Vec<usize>,
    /// Columns in which percentages can stand.
    pub percent_columns: Vec<usize>,
}

const TOTALS: &[&str] = &[
    "合計",
    "合计",
    "總計",
    "总计",
    "總數",
    "总数",
    "總量",
    "总量",
    "小計",
    "小计",
    "總額",
    "总额",
    "總人數",
    "共計",
    "total",
    "subtotal",
    "sub-total",
];
const RATES: &[&str] = &[
    "密度",
    "強度",
    "强度",
    "人均",
    "平均",
    "比率",
    "每股",
    "intensity",
    "density",
    "average",
    "ratio",
    "price",
    "per ",
];
const NOT_AMOUNTS: &[&str] =
    &["%", "change", "變動", "变动", "增減", "price", "weighted", "占比", "佔比", "比例", "share", "同比"];
const SHARES: &[&str] = &["占比", "佔比", "比例", "share", "proportion", "percentage of", "% of"];
/// The longer word first, where one holds the other.
const SEXES: &[(&str, &str)] =
    &[("男性", "女性"), ("男", "女"), ("female", "male"), ("women", "men"), ("woman", "man")];
/// Long runs are seldom one sum, and cost time.
const LONGEST: usize = 30;

impl<'a> Rows<'a> {
    pub fn new(report: &'a Report, table: &'a Table) -> Rows<'a> {
        let data = table.body().filter(|(_, row)| row.kind == RowKind::Data);
        let additive = data.filter(|(at, _)| is_additive(table, *at)).map(|(at, _)| at).collect();
        let values =
            || table.columns.iter().enumerate().filter(|(_, column)| column.role == ColumnRole::Value);
        let amounts = values().filter(|(_, column)| {
            let head = column.head.to_lowercase();
            !NOT_AMOUNTS.iter().any(|word| head.contains(word))
                && !column.unit.as_ref().is_some_and(|unit| unit.is_percent() || unit.per.is_some())
        });
        let columns = amounts.map(|(at, _)| at).collect();
        let percent_columns = values().map(|(at, _)| at).collect();
        Rows { report, table, additive, columns, percent_columns }
    }

    /// The one plain figure of a cell.
    pub fn number(&self, row: usize, column: usize) -> Option<FigureId> {
        let cell = self.table.rows[row].cells.get(column)?;
        if cell.content != CellContent::Number || cell.text.figures.len() != 1 {
            return None;
        }
        let id = cell.text.figures.start;
        let figure = &self.report.figures[id].figure;
        let arithmetic = figure.kind.carries_arithmetic() && figure.kind != Kind::Range;
        (arithmetic && figure.qualifier == Qualifier::Exact).then_some(id)
    }

    /// Each labelled total with the rows that it may be the sum of.
    pub fn candidates(&self) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        let totals: Vec<usize> = self.additive.iter().copied().filter(|row| self.is_total(*row)).collect();
        for total in totals {
            if let Some(parts) = self.scopes(total) {
                candidates.push(Candidate { total, parts, named: true });
                continue;
            }
            let above = self.run(total, false);
            let groups = self.breakdowns(total);
            let below = if above.len() < 2 && groups.is_empty() { self.run(total, true) } else { Vec::new() };
            for parts in groups.into_iter().chain([above, below]).filter(|parts| parts.len() >= 2) {
                let named = self.is_men_and_women(&parts);
                candidates.push(Candidate { total, parts, named });
            }
        }
        candidates
    }

    /// Consecutive rows of shares of one whole, and whether they name themselves as its two halves.
    pub fn families(&self) -> Vec<(Vec<usize>, bool)> {
        let mut families = Vec::new();
        let mut run: Vec<usize> = Vec::new();
        for (at, row) in self.table.body() {
            let continues = run.last().is_some_and(|last| self.table.rows[*last].groups == row.groups);
            if row.kind == RowKind::Data && self.is_share(at) && (run.is_empty() || continues) {
                run.push(at);
            } else {
                self.split(&std::mem::take(&mut run), &mut families);
                if row.kind == RowKind::Data && self.is_share(at) {
                    run.push(at);
                }
            }
        }
        self.split(&run, &mut families);
        families
    }

    /// Sets men and women apart from the other shares of a run.
    fn split(&self, run: &[usize], families: &mut Vec<(Vec<usize>, bool)>) {
        let mut rest = run.to_vec();
        if let Some(at) = run.windows(2).position(|pair| self.is_men_and_women(pair)) {
            families.push((run[at..at + 2].to_vec(), true));
            rest.drain(at..at + 2);
        }
        if rest.len() >= 3 {
            families.push((rest, false));
        }
    }

    fn is_share(&self, row: usize) -> bool {
        let label = self.table.label(row).to_lowercase();
        let percent = self.table.rows[row].unit.as_ref().is_some_and(Unit::is_percent);
        percent && SHARES.iter().any(|word| label.contains(word))
    }

    fn is_total(&self, row: usize) -> bool {
        let label = self.table.label(row).to_lowercase();
        TOTALS.iter().any(|word| label.contains(word))
    }

    /// The unit of a row. A currency sign is printed on the first and last rows of a statement and meant for all.
    fn unit(&self, row: usize) -> Option<&Unit> {
        self.table.rows[row].unit.as_ref().filter(|unit| !unit.is_money() || unit.factor != Decimal::ONE)
    }

    /// The unbroken run of rows of one unit and group right above or below a total, up to another total.
    fn run(&self, total: usize, below: bool) -> Vec<usize> {
        let fits = |row: &usize| {
            self.unit(*row) == self.unit(total)
                && self.table.rows[*row].groups == self.table.rows[total].groups
                && !self.is_total(*row)
        };
        let at = self.additive.partition_point(|row| *row < total);
        if below {
            self.additive[at + 1..].iter().copied().take_while(fits).take(LONGEST).collect()
        } else {
            let mut rows: Vec<usize> =
                self.additive[..at].iter().rev().copied().take_while(fits).take(LONGEST).collect();
            rows.reverse();
            rows
        }
    }

    /// The members of each `按…` group that follows a total.
    fn breakdowns(&self, total: usize) -> Vec<Vec<usize>> {
        let own = &self.table.rows[total].groups;
        let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
        for row in self.additive.iter().copied().filter(|row| *row > total) {
            let Some((by, outer)) = self.table.rows[row].groups.split_last() else { break };
            let label = self.table.label(*by).trim_start().to_lowercase();
            let is_by = label.starts_with('按') || label.starts_with("by ");
            if !is_by || !own.starts_with(outer) || *by < total {
                break;
            }
            if self.unit(row) != self.unit(total) || self.is_total(row) {
                continue;
            }
            match found.iter_mut().find(|(group, _)| group == by) {
                Some((_, rows)) => rows.push(row),
                None => found.push((*by, vec![row])),
            }
        }
        found.into_iter().map(|(_, rows)| rows).collect()
    }

    /// The rows of the emission scopes that a total names: `範圍一、二、三`, `Scope 1 and 2`.
    fn scopes(&self, total: usize) -> Option<Vec<usize>> {
        let named = scopes_in(&self.table.path(total).join(" "));
        if named.len() < 2 {
            return None;
        }
        let row_of = |scope: &u8| {
            let is_it = |row: &&usize| {
                self.unit(**row) == self.unit(total)
                    && !self.is_total(**row)
                    && scopes_in(&self.table.path(**row).join(" ")) == [*scope]
            };
            let mut rows = self.additive.iter().filter(is_it);
            // Two rows of one scope would be a guess.
            rows.next().copied().filter(|_| rows.next().is_none())
        };
        named.iter().map(row_of).collect()
    }

    /// Two rows whose labels are the same but for men and women.
    fn is_men_and_women(&self, rows: &[usize]) -> bool {
        let [first, second] = rows else { return false };
        let (first, second) =
            (self.table.label(*first).to_lowercase(), self.table.label(*second).to_lowercase());
        let same = |a: &str, b: &str| {
            SEXES.iter().any(|(of_a, of_b)| {
                a.contains(of_a) && b.contains(of_b) && a.replacen(of_a, "", 1) == b.replacen(of_b, "", 1)
            })
        };
        same(&first, &second) || same(&second, &first)
    }
}

fn is_additive(table: &Table, row: usize) -> bool {
    let label = table.label(row).to_lowercase();
    let unit = table.rows[row].unit.as_ref();
    let is_rate =
        RATES.iter().any(|word| label.contains(word)) || label.ends_with(['率']) || label.ends_with("rate");
    !is_rate && !unit.is_some_and(|unit| unit.is_percent() || unit.per.is_some())
}

/// The emission scopes named in a label, in order.
fn scopes_in(label: &str) -> Vec<u8> {
    let label = label.to_lowercase();
    let mut scopes = Vec::new();
    for word in ["範圍", "范围", "範疇", "scopes", "scope"] {
        for (at, _) in label.match_indices(word) {
            for char in label[at + word.len()..].chars() {
                match char {
                    '一' | '1' => scopes.push(1),
                    '二' | '2' => scopes.push(2),
                    '三' | '3' => scopes.push(3),
                    'a' | 'n' | 'd' | ' ' | '、' | ',' | '，' | '及' | '和' | '與' | '+' | '&' | '\u{a0}' =>
                        {}
                    _ => break,
                }
            }
        }
    }
    scopes.sort_unstable();
    scopes.dedup();
    scopes
}
