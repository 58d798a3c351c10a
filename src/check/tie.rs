//! What ties a figure: its metric, a relation that holds, a place that repeats it, its translation.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::figures::{Kind, shown_digits};
use crate::relation::{Operand, RelationKind};
use crate::report::{FigureId, MetricRef, Origin, Place, Report};
use crate::source::{Language, Span};

use super::context::Context;
use super::{Arithmetic, Tie, evidence};

/// One thing that ties a figure, and with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieFact {
    pub by: Tie,
    /// The metric that it equals or is printed from.
    pub metric: Option<MetricRef>,
    /// The relation that holds.
    pub arithmetic: Option<Arithmetic>,
    /// The other places that take part.
    pub places: Vec<Span>,
}

/// What a figure is tied to.
#[derive(Clone, Copy, Debug)]
pub(super) enum To {
    /// Index of [`Context::relations`].
    Relation(usize),
    /// Its own.
    Metric,
    Figure(FigureId),
}

/// Relations of one sort beyond these say nothing new of a figure.
const MOST_RELATIONS: usize = 3;

/// Everything that ties each figure of a report, the strongest first.
#[must_use]
pub fn facts(report: &Report) -> Vec<Vec<TieFact>> {
    let context = Context::new(report);
    let mut found: Vec<Vec<(Tie, To)>> = vec![Vec::new(); report.figures.len()];
    each(&context, |figure, by, to| {
        let alike = found[figure].iter().filter(|(known, _)| *known == by).count();
        if alike < MOST_RELATIONS {
            found[figure].push((by, to));
        }
    });
    let mut lines: BTreeMap<usize, Option<Arithmetic>> = BTreeMap::new();
    let mut facts = Vec::with_capacity(found.len());
    for (figure, mut ties) in found.into_iter().enumerate() {
        ties.sort_by_key(|(by, _)| std::cmp::Reverse(*by));
        let mut told: Vec<TieFact> = Vec::with_capacity(ties.len());
        for (by, to) in ties {
            let fact = fact(&context, figure, by, to, &mut lines);
            if !told.contains(&fact) {
                told.push(fact);
            }
        }
        facts.push(told);
    }
    facts
}

fn fact(
    context: &Context,
    figure: FigureId,
    by: Tie,
    to: To,
    lines: &mut BTreeMap<usize, Option<Arithmetic>>,
) -> TieFact {
    let report = context.report;
    let plain = TieFact { by, metric: None, arithmetic: None, places: Vec::new() };
    match to {
        To::Metric => {
            let metric = report.figures[figure].binding.clone();
            let value = metric.as_ref().and_then(|metric| report.metrics.value(metric));
            TieFact { places: value.map(|value| value.span).into_iter().collect(), metric, ..plain }
        }
        To::Figure(other) => TieFact { places: vec![report.figures[other].span], ..plain },
        To::Relation(index) => {
            let relation = &context.relations[index];
            let line = lines.entry(index).or_insert_with(|| {
                // That a figure equals itself elsewhere is no arithmetic.
                let told = relation.kind != RelationKind::Restatement;
                told.then(|| evidence::arithmetic(context, relation, None)).flatten()
            });
            let own = |operand: &Operand| match operand {
                Operand::Figure(id) => *id == figure,
                Operand::Metric(metric) => report.figures[figure].binding.as_ref() == Some(metric),
            };
            let others = relation.operands().into_iter().filter(|operand| !own(operand));
            let places = others.filter_map(|operand| place(context, operand, figure)).collect();
            TieFact { arithmetic: line.clone(), places, ..plain }
        }
    }
}

/// Where an operand stands: in the figure's own edition if it is printed there, else in YAML.
fn place(context: &Context, operand: &Operand, figure: FigureId) -> Option<Span> {
    let report = context.report;
    match operand {
        Operand::Figure(id) => Some(report.figures[*id].span),
        Operand::Metric(metric) => {
            let near = report.figures[figure].span.file;
            let language = report.figures[figure].place.language;
            let stating = context.stating(metric);
            let in_file = stating.iter().find(|id| report.figures[**id].span.file == near);
            let in_edition = || stating.iter().find(|id| report.figures[**id].place.language == language);
            let printed = in_file.or_else(in_edition).map(|id| report.figures[*id].span);
            printed.or_else(|| report.metrics.value(metric).map(|value| value.span))
        }
    }
}

/// Tells every tie of every figure.
pub(super) fn each(context: &Context, mut tell: impl FnMut(FigureId, Tie, To)) {
    let report = context.report;
    for (index, relation) in context.relations.iter().enumerate().filter(|(_, relation)| relation.holds) {
        let by = match relation.kind {
            RelationKind::Sum
            | RelationKind::Difference
            | RelationKind::RollForward
            | RelationKind::Breakdown => Tie::Footed,
            RelationKind::Restatement => Tie::Agreed,
            _ => Tie::Recomputed,
        };
        for operand in relation.confirmed() {
            match operand {
                Operand::Figure(figure) => tell(*figure, by, To::Relation(index)),
                Operand::Metric(metric) => {
                    for id in context.stating(metric) {
                        tell(id, by, To::Relation(index));
                    }
                }
            }
        }
    }
    for (id, placed) in report.figures.iter().enumerate() {
        if placed.origin == Origin::Linked {
            tell(id, Tie::Linked, To::Metric);
        } else if placed.binding.is_some() && !context.is_suspect(id) {
            tell(id, Tie::Metric, To::Metric);
        }
        if let Some(twin) = context.twins.agreeing(id) {
            tell(id, Tie::Paired, To::Figure(twin));
        }
    }
    for figures in repeated(context).into_values() {
        let block = |id: FigureId| block(&report.figures[id].place);
        let first = figures[0];
        let Some(elsewhere) = figures.iter().copied().find(|id| block(*id) != block(first)) else { continue };
        for id in figures {
            tell(id, Tie::Agreed, To::Figure(if block(id) == block(first) { elsewhere } else { first }));
        }
    }
}

/// Figures of one language, value and unit, where the value is long enough not to repeat by chance: zeros at its end
/// show nothing.
fn repeated(context: &Context) -> BTreeMap<(Language, Decimal, String), Vec<FigureId>> {
    let mut repeated: BTreeMap<_, Vec<FigureId>> = BTreeMap::new();
    for (id, placed) in context.report.figures.iter().enumerate() {
        let figure = &placed.figure;
        let arithmetic = figure.kind.carries_arithmetic() && figure.kind != Kind::Range;
        if arithmetic && shown_digits(figure.value) >= 4 {
            let unit = figure.unit.as_ref().map_or_else(String::new, |unit| unit.symbol.clone());
            let key = (placed.place.language, figure.value.normalize(), unit);
            repeated.entry(key).or_default().push(id);
        }
    }
    repeated.retain(|_, figures| figures.len() > 1);
    repeated
}

fn block(place: &Place) -> (usize, usize) {
    (place.chapter, place.block)
}
