//! Sentences that reckon with a table: growth against last year's cell, a share of a row, a multiple, points.

use rust_decimal::Decimal;

use crate::figures::slip;
use crate::relation::{Expression, Operand, Operator, RelationKind, Term, Values};

use super::Found;
use super::cells::Tie;
use super::growth;
use super::rows::Rows;
use super::sentence::{Mention, Sentence};
use super::tokens;
use super::words::{self, says};
use super::year::{self, Year};

/// What a sentence says, the tables, and the cells that its figures are.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    pub sentence: &'a Sentence<'a>,
    pub rows: &'a Rows<'a>,
    pub ties: &'a [Tie],
    pub values: &'a Values<'a>,
}

pub fn find(scene: Scene, found: &mut Vec<Found>) {
    let sentence = scene.sentence;
    let is_rate = |mention: &Mention| {
        let unit = mention.figure.unit.as_ref();
        unit.is_some_and(|unit| matches!(unit.symbol.as_str(), "%" | "倍" | "百分點"))
    };
    if !sentence.mentions.iter().any(is_rate) || says(sentence.words(), words::AIMS) {
        return;
    }
    for mention in sentence.amounts() {
        let Some(unit) = &sentence.figure(mention).unit else { continue };
        let known = |operand: &Operand| {
            found.iter().any(|one| matches!(&one.left, Expression::Term(term) if term.operand == *operand))
        };
        if known(&Operand::Figure(sentence.mentions[mention].id)) {
            continue;
        }
        let one = match unit.symbol.as_str() {
            "%" if growth::is_growth(sentence, mention) => {
                scene.since_tied(mention).or_else(|| scene.since_named(mention))
            }
            "%" => scene.share(mention),
            "倍" => scene.multiple(mention),
            "百分點" => scene.points(mention),
            _ => None,
        };
        found.extend(one);
    }
}

impl Scene<'_> {
    /// `總用水量為 48,188 立方米，較 2022 年上升 9.4%`: against the cell of the year before, in the row of the figure.
    fn since_tied(self, rate: usize) -> Option<Found> {
        let (tie, year, compared) = self.base(rate)?;
        let old = self.cell(tie.row, year)?;
        let new = self.term(tie.mention, old)?;
        let one = self.change(rate, old, new)?;
        // Against the year before that, or nothing is said of which.
        let other = || {
            let cells = &self.rows.all[tie.row].cells;
            cells.iter().any(|cell| {
                let new = self.term(tie.mention, cell.figure);
                cell.figure != old
                    && new.and_then(|new| self.change(rate, cell.figure, new)).is_some_and(|one| one.holds)
            })
        };
        (one.holds || compared && !other()).then_some(one)
    }

    /// The figure before a rate that is known to be a cell, the year it is compared with, and whether that is said.
    fn base(self, rate: usize) -> Option<(Tie, i32, bool)> {
        let sentence = self.sentence;
        let before =
            (0..rate).rev().find(|at| sentence.mentions[*at].is_amount() && !sentence.is_bracketed(*at))?;
        let tie = *self.ties.iter().find(|tie| tie.mention == before && tie.said)?;
        if sentence.mentions[before].is_percent() {
            return None;
        }
        let own = self.rows.all[tie.row].cells[tie.cell].year?;
        let between = sentence.between(before, rate);
        let named = (before + 1..rate).find_map(|at| match year::read(sentence, at) {
            Some(Year::Named { year, split: false }) => Some(year),
            _ => None,
        });
        let compared = says(between, words::THAN) && named.is_some() || says(between, words::LAST_YEAR);
        let year = named.filter(|year| *year < own).unwrap_or(own - 1);
        let unclear = says(between, words::PART) || named.is_some_and(|year| year >= own);
        (!unclear && between.len() <= 90).then_some((tie, year, compared))
    }

    /// `Revenue grew 18.0% in 2023`: no figure, but a row of just that name. A wrong rate must be a slip of the right one.
    fn since_named(self, rate: usize) -> Option<Found> {
        let sentence = self.sentence;
        let dates = sentence.mentions[..rate].iter().filter(|date| !date.is_amount());
        let start = dates.map(|date| date.figure.range.end).fold(sentence.clause(rate).start, usize::max);
        let before = &sentence.text[start..sentence.figure(rate).range.start];
        let verb =
            words::UP.iter().chain(words::DOWN).filter_map(|word| words::position(before, word)).min()?;
        let subject = before[..verb].trim_end_matches(['較', '比', '同']);
        let (row, year) = self.named(subject, rate)?;
        let cell = |year| self.cell(row, year);
        let (old, new) = (cell(year - 1)?, cell(year)?);
        let one = self.change(rate, old, Expression::figure(Operand::Figure(new)))?;
        let computed =
            one.right.point(&|operand| self.values.point(operand))?.checked_mul(Decimal::ONE_HUNDRED)?;
        let scale = sentence.figure(rate).value.scale();
        let rounded = computed.round_dp(scale).to_string();
        (one.holds || slip(&rounded, &sentence.figure(rate).value.to_string()).is_some()).then_some(one)
    }

    /// The row whose label is just some words, alone or with equal values, and the year that is meant.
    fn named(self, words: &str, mention: usize) -> Option<(usize, i32)> {
        let mut said = tokens::of_label(words);
        said.sort_unstable();
        let year = match year::of(self.sentence, mention) {
            Year::Named { year, split: false } => year,
            Year::Current => self.rows.latest?,
            _ => return None,
        };
        let mut rows = self.rows.named(&said).filter(|row| self.cell(*row, year).is_some());
        let first = rows.next()?;
        let value =
            |row: usize| self.cell(row, year).and_then(|cell| self.values.point(&Operand::Figure(cell)));
        (!said.is_empty() && rows.all(|row| value(row) == value(first))).then_some((first, year))
    }

    /// `86 家，佔供應商總數的 6.8%`.
    fn share(self, rate: usize) -> Option<Found> {
        let sentence = self.sentence;
        let part = (0..rate).rev().find(|at| sentence.mentions[*at].is_amount())?;
        let between = sentence.between(part, rate);
        let (_, start) = words::last_of(between, &["佔", "占"])?;
        let name = between[start..].trim().trim_end_matches('的').trim_matches('約');
        let (row, year) = self.named(name, part)?;
        let whole = self.cell(row, year)?;
        let part_term = self.term(part, whole)?;
        let percent = &sentence.mentions[rate];
        let mut one = Found {
            kind: RelationKind::Percent,
            left: Expression::Term(Term { operand: Operand::Figure(percent.id), factor: Decimal::new(1, 2) }),
            right: Expression::binary(
                part_term,
                Operator::Divide,
                Expression::figure(Operand::Figure(whole)),
            ),
            span: percent.span,
            slack: Decimal::ZERO,
            certain: false,
            holds: true,
        };
        one.holds = one.relation().holds_with(&|operand| self.values.interval(operand))?;
        let ratio = one.right.point(&|operand| self.values.point(operand))?;
        let apart = ratio.checked_mul(Decimal::ONE_HUNDRED)?.saturating_sub(percent.figure.value).abs();
        let told = ratio <= Decimal::ONE && percent.is_exact() && sentence.mentions[part].is_exact();
        (one.holds || told && apart > percent.figure.quantum).then_some(one)
    }

    /// `655.18 兆瓦時，為 2022 年的 3.1 倍`.
    fn multiple(self, times: usize) -> Option<Found> {
        let (tie, year, _) = self.base(times)?;
        let between = self.sentence.between(tie.mention, times);
        let named = between.trim_end().ends_with('的') && !says(between, words::UP);
        let old = self.cell(tie.row, year)?;
        let new = self.term(tie.mention, old)?;
        let mention = &self.sentence.mentions[times];
        let mut one = Found {
            kind: RelationKind::Ratio,
            left: Expression::figure(Operand::Figure(mention.id)),
            right: Expression::binary(new, Operator::Divide, Expression::figure(Operand::Figure(old))),
            span: mention.span,
            slack: Decimal::ZERO,
            certain: false,
            holds: true,
        };
        one.holds = one.relation().holds_with(&|operand| self.values.interval(operand))?;
        let apart = one
            .right
            .point(&|operand| self.values.point(operand))?
            .saturating_sub(mention.figure.value)
            .abs();
        (named && (one.holds || apart > mention.figure.quantum && mention.is_exact())).then_some(one)
    }

    /// `合格率較 2022 年提升 0.11 個百分點`: the difference of two cells of the row of that name.
    fn points(self, points: usize) -> Option<Found> {
        let sentence = self.sentence;
        let clause = sentence.clause(points);
        let before = &sentence.text[clause.start..sentence.figure(points).range.start];
        let (than, _) =
            ["較", "比"].iter().filter_map(|word| before.rfind(word).map(|at| (at, word))).max()?;
        let subject = before[..than].trim();
        let after_year = subject.rsplit(['年', ' ']).next().unwrap_or(subject);
        let base =
            sentence.mentions[..points].last().filter(|date| date.figure.range.start >= clause.start + than);
        let base = base.and_then(|_| match year::read(sentence, points - 1)? {
            Year::Named { year, split: false } => Some(year),
            _ => None,
        });
        let year = self.rows.latest?;
        let base = base
            .or_else(|| says(&before[than..], words::LAST_YEAR).then_some(year - 1))
            .filter(|base| *base < year)?;
        let mut said = tokens::of_label(after_year);
        said.sort_unstable();
        let mut rows = self.rows.named(&said).filter(|row| self.cell(*row, year).is_some());
        let row = rows.next().filter(|_| !said.is_empty())?;
        if rows.next().is_some() {
            return None;
        }
        let (old, new) = (self.cell(row, base)?, self.cell(row, year)?);
        let value = |cell| self.values.point(&Operand::Figure(cell));
        let (more, less) = if value(new)? >= value(old)? { (new, old) } else { (old, new) };
        let term = |cell| Expression::figure(Operand::Figure(cell));
        let mention = &sentence.mentions[points];
        let mut one = Found {
            kind: RelationKind::Difference,
            left: term(mention.id),
            right: Expression::binary(term(more), Operator::Subtract, term(less)),
            span: mention.span,
            slack: Decimal::ZERO,
            certain: false,
            holds: true,
        };
        one.holds = one.relation().holds_with(&|operand| self.values.interval(operand))?;
        Some(one)
    }

    fn cell(self, row: usize, year: i32) -> Option<crate::report::FigureId> {
        let row = &self.rows.all[row];
        row.cells.iter().find(|cell| cell.year == Some(year)).map(|cell| cell.figure)
    }

    /// A figure of the sentence in the unit of a cell.
    fn term(self, mention: usize, cell: crate::report::FigureId) -> Option<Expression> {
        let own = self.sentence.figure(mention).unit.as_ref()?;
        let factor = own.ratio_to(self.rows.report.figures[cell].figure.unit.as_ref()?)?;
        Some(Expression::Term(Term { operand: Operand::Figure(self.sentence.mentions[mention].id), factor }))
    }

    fn change(self, rate: usize, old: crate::report::FigureId, new: Expression) -> Option<Found> {
        let mention = &self.sentence.mentions[rate];
        let stated = (Operand::Figure(mention.id), mention.figure.quantum);
        growth::change(self.values, stated, &Operand::Figure(old), new, mention.span)
    }
}
