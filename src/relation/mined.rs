//! Sums and shares that a table shows by itself, with nothing declared.
//!
//! Only what is safe: a labelled total and the rows next to it, or the rows that it names, in one unit. A sum that
//! breaks is kept only with evidence that it was meant: it holds in another column, or the total names its parts.

mod rows;

use rust_decimal::Decimal;

use crate::figures::Interval;
use crate::report::{BlockKind, FigureId, Report, Table};
use crate::source::Span;

use super::{Evidence, Expression, Operand, Origin, Relation, RelationKind, Sheet, Term, Values};
use rows::Rows;

/// Adds the relations of every table.
pub fn find(report: &Report, _sheets: &[Sheet], values: &Values, relations: &mut Vec<Relation>) {
    for chapter in &report.chapters {
        for edition in [&chapter.editions.zh_hant, &chapter.editions.en].into_iter().flatten() {
            for (index, block) in edition.blocks.iter().enumerate() {
                let BlockKind::Table(table) = &block.kind else { continue };
                let overlap = edition.blocks[index + 1..]
                    .iter()
                    .map_while(|block| match &block.kind {
                        BlockKind::Note(text) => Some(text.plain.as_str()),
                        _ => None,
                    })
                    .any(declares_overlap);
                let miner = Miner { report, values, table, rows: Rows::new(report, table), overlap };
                miner.sums(relations);
                miner.shares(relations);
            }
        }
    }
}

/// A note that says why the parts need not add up.
fn declares_overlap(note: &str) -> bool {
    let note = note.to_lowercase();
    ["重疊", "重叠", "重複計", "交叉", "不可相加", "overlap", "not mutually exclusive", "counted in both"]
        .iter()
        .any(|word| note.contains(word))
}

struct Miner<'a> {
    report: &'a Report,
    values: &'a Values<'a>,
    table: &'a Table,
    rows: Rows<'a>,
    overlap: bool,
}

/// A total and the rows that may be its parts.
pub(super) struct Candidate {
    pub total: usize,
    pub parts: Vec<usize>,
    pub named: bool,
}

/// What a column says of a candidate.
struct Trial {
    total: FigureId,
    parts: Vec<FigureId>,
    partial: bool,
    holds: bool,
    /// Digits of evidence, where it holds.
    digits: usize,
}

/// Evidence of a labelled total, in digits.
const DIGITS_NEEDED: usize = 2;
/// A named total that is off by more than a twentieth is likely to be of something else.
const FAR: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

impl Miner<'_> {
    fn sums(&self, relations: &mut Vec<Relation>) {
        for candidate in self.rows.candidates() {
            let trials: Vec<Trial> =
                self.rows.columns.iter().filter_map(|column| self.trial(&candidate, *column)).collect();
            let holding = trials.iter().filter(|trial| trial.holds).count();
            let digits: usize = trials.iter().map(|trial| trial.digits).sum();
            let failing = trials.len() - holding;
            let meant = digits >= DIGITS_NEEDED && failing <= holding;
            let named = candidate.named && holding == 0 && !self.overlap;
            let origin = |trial: &Trial| {
                Origin::Mined(Evidence { columns: holding, certain: holding > 0 || self.is_close(trial) })
            };
            let span = self.table.rows[candidate.total].span;
            for trial in trials {
                if meant || trial.holds && digits >= DIGITS_NEEDED || named && self.is_near(&trial) {
                    relations.push(sum(&trial, origin(&trial), span));
                }
            }
        }
    }

    /// `None` where the total or all but one part are missing or nothing.
    fn trial(&self, candidate: &Candidate, column: usize) -> Option<Trial> {
        let total = self.rows.number(candidate.total, column)?;
        let parts: Vec<FigureId> =
            candidate.parts.iter().filter_map(|row| self.rows.number(*row, column)).collect();
        let value = |figure: FigureId| self.report.figures[figure].figure.value;
        let partial = parts.len() < candidate.parts.len();
        if value(total).is_zero() || parts.iter().filter(|part| !value(**part).is_zero()).count() < 2 {
            return None;
        }
        let interval = |figure: FigureId| self.values.interval(&Operand::Figure(figure));
        let stated = interval(total)?;
        let sum = parts
            .iter()
            .try_fold(Interval::exact(Decimal::ZERO), |sum, part| Some(sum.add(&interval(*part)?)))?;
        let holds = stated.intersects(&sum);
        let digits = if holds { digits(value(total), stated.width()?.checked_add(sum.width()?)?) } else { 0 };
        Some(Trial { total, parts, partial, holds, digits })
    }

    fn is_near(&self, trial: &Trial) -> bool {
        let value = |figure: FigureId| self.report.figures[figure].figure.value;
        let sum: Decimal = trial.parts.iter().map(|part| value(*part)).sum();
        let total = value(trial.total);
        (total - sum).abs() <= total.abs() * FAR
    }

    /// Within half a hundredth: too near to be of something else.
    fn is_close(&self, trial: &Trial) -> bool {
        let value = |figure: FigureId| self.report.figures[figure].figure.value;
        let sum: Decimal = trial.parts.iter().map(|part| value(*part)).sum();
        (value(trial.total) - sum).abs() * Decimal::from(200) <= value(trial.total).abs()
    }

    /// Shares of men and women, and families of shares that reach the whole in another column.
    fn shares(&self, relations: &mut Vec<Relation>) {
        for (family, named) in self.rows.families() {
            let trials: Vec<(Relation, Decimal)> =
                self.rows.percent_columns.iter().filter_map(|column| self.whole(&family, *column)).collect();
            let holding = trials.iter().filter(|(relation, _)| relation.holds).count();
            let failing = trials.len() - holding;
            if !named && (holding == 0 || failing > holding) {
                continue;
            }
            let between = Decimal::new(5, 1)..Decimal::new(25, 1);
            for (mut relation, sum) in trials {
                if relation.holds || between.contains(&sum) {
                    relation.origin = Origin::Mined(Evidence { columns: holding, certain: true });
                    relations.push(relation);
                }
            }
        }
    }

    fn whole(&self, family: &[usize], column: usize) -> Option<(Relation, Decimal)> {
        let figures: Vec<FigureId> =
            family.iter().map(|row| self.rows.number(*row, column)).collect::<Option<_>>()?;
        let term = |figure: FigureId| {
            Expression::Term(Term { operand: Operand::Figure(figure), factor: Decimal::new(1, 2) })
        };
        let right = Expression::sum(figures.iter().map(|figure| term(*figure)))?;
        let sum = right.point(&|operand| self.values.point(operand))?;
        let mut interval = right.interval(&|operand| self.values.interval(operand))?;
        // Shares rounded to tenths and padded with a zero can be off by a tenth for all but one of them.
        let slack = Decimal::new(i64::try_from(figures.len()).ok()? - 1, 3);
        interval = interval.add(&Interval::around(Decimal::ZERO, slack));
        let relation = Relation {
            kind: RelationKind::Shares,
            origin: Origin::Mined(Evidence { columns: 0, certain: true }),
            left: Expression::Number(Decimal::ONE),
            right,
            period: None,
            span: self.table.rows[family[0]].span,
            partial: false,
            slack: Decimal::ZERO,
            holds: interval.contains(Decimal::ONE),
        };
        Some((relation, sum))
    }
}

fn sum(trial: &Trial, origin: Origin, span: Span) -> Relation {
    let part = |figure: &FigureId| Expression::figure(Operand::Figure(*figure));
    Relation {
        kind: RelationKind::Sum,
        origin,
        left: Expression::figure(Operand::Figure(trial.total)),
        right: Expression::sum(trial.parts.iter().map(part)).expect("a trial has two parts"),
        period: None,
        span,
        partial: trial.partial,
        slack: Decimal::ZERO,
        holds: trial.holds,
    }
}

/// How many digits of a total a sum confirms: those above its tolerance.
fn digits(total: Decimal, tolerance: Decimal) -> usize {
    let unit = tolerance.max(Decimal::ONE.min(Decimal::new(1, total.scale())));
    let steps = total.abs().checked_div(unit).unwrap_or_default().trunc().normalize();
    if steps < Decimal::ONE { 0 } else { steps.to_string().len() }
}
