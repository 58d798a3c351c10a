//! From operands and relations to the places and arithmetic of a finding.

use crate::relation::{Operand, Relation, Value, print};
use crate::report::{FigureId, MetricRef};
use crate::source::{ByLanguage, FileId, Language};

use super::context::Context;
use super::{Arg, Arithmetic, FindingPlace, Role};

/// Gathers places without naming one twice; the first role of a place stays.
#[derive(Debug, Default)]
pub struct Places {
    places: Vec<FindingPlace>,
}

impl Places {
    /// Every place that states an operand.
    pub fn all_of(&mut self, context: &Context, operand: &Operand, role: Role) {
        match operand {
            Operand::Metric(metric) => {
                let figures = context.stating(metric);
                for figure in &figures {
                    self.figure(context, *figure, role);
                }
                if figures.is_empty() {
                    self.declared(context, metric, role);
                }
            }
            Operand::Figure(figure) => {
                self.figure(context, *figure, role);
                if let Some(twin) = context.twins.agreeing(*figure) {
                    self.figure(context, twin, role);
                }
                for copy in context.copies_of(*figure) {
                    self.figure(context, copy, role);
                }
            }
        }
    }

    /// One place in each language that states an operand, in a file near others if there is one.
    pub fn one_of(&mut self, context: &Context, operand: &Operand, role: Role, near: &[FileId]) {
        let Operand::Metric(metric) = operand else { return self.all_of(context, operand, role) };
        let figures = context.stating(metric);
        for language in Language::ALL {
            let in_language = || {
                figures.iter().copied().filter(|id| context.report.figures[*id].place.language == language)
            };
            let is_near = |id: &FigureId| near.contains(&context.report.figures[*id].span.file);
            if let Some(figure) = in_language().find(is_near).or_else(|| in_language().next()) {
                self.figure(context, figure, role);
            }
        }
        if figures.is_empty() {
            self.declared(context, metric, role);
        }
    }

    pub fn figure(&mut self, context: &Context, figure: FigureId, role: Role) {
        self.push(FindingPlace::figure(context.report, figure, role));
    }

    /// The value in YAML.
    pub fn declared(&mut self, context: &Context, metric: &MetricRef, role: Role) {
        if let Some(value) = context.report.metrics.value(metric) {
            self.push(FindingPlace {
                span: value.span,
                role,
                figure: None,
                metric: Some(metric.clone()),
                value: Some(value.value),
            });
        }
    }

    /// The files of the places so far.
    #[must_use]
    pub fn files(&self) -> Vec<FileId> {
        self.places.iter().map(|place| place.span.file).collect()
    }

    #[must_use]
    pub fn into_vec(self) -> Vec<FindingPlace> {
        self.places
    }

    fn push(&mut self, place: FindingPlace) {
        if !self.places.iter().any(|known| known.span == place.span) {
            self.places.push(place);
        }
    }
}

/// The arithmetic of a relation, with another value of one operand if given.
#[must_use]
pub fn arithmetic(
    context: &Context,
    relation: &Relation,
    other: Option<(&Operand, &Value)>,
) -> Option<Arithmetic> {
    let value = |operand: &Operand| match other {
        Some((changed, value)) if changed == operand => Some(value.clone()),
        _ => context.values.get(operand),
    };
    let line = print::line(relation, &|operand| value(operand).map(|value| (value.printed, value.value)))?;
    let holds = relation.holds_with(&|operand| value(operand).map(|value| value.interval)).unwrap_or(false);
    Some(Arithmetic {
        expression: line.expression,
        result: line.result,
        stated: line.stated,
        difference: line.difference,
        holds,
    })
}

/// The name of an operand: the metric's label, or the row's in a table, in each language.
#[must_use]
pub fn name(context: &Context, operand: &Operand) -> Arg {
    match operand {
        Operand::Metric(metric) => Arg::Words(metric_name(context, metric)),
        Operand::Figure(figure) => match &context.report.figures[*figure].binding {
            Some(metric) => Arg::Words(metric_name(context, metric)),
            None => Arg::Words(row_name(context, *figure)),
        },
    }
}

/// The labels of a figure's row, and of its counterpart's in the other edition; in a sentence, the words around it.
fn row_name(context: &Context, figure: FigureId) -> ByLanguage<String> {
    let label = |figure: FigureId, language: Language| {
        context.row_label(figure).unwrap_or_else(|| {
            let words = context.words_around(figure);
            match language {
                Language::ZhHant => format!("「{words}」"),
                Language::En => format!("“{words}”"),
            }
        })
    };
    let mut name = ByLanguage { zh_hant: label(figure, Language::ZhHant), en: label(figure, Language::En) };
    if let Some(twin) = context.twins.of(figure) {
        let language = context.report.figures[twin].place.language;
        *name.get_mut(language) = label(twin, language);
    }
    name
}

/// A metric's label; of a segment, after that of the whole.
#[must_use]
pub fn metric_name(context: &Context, metric: &MetricRef) -> ByLanguage<String> {
    let metrics = &context.report.metrics;
    let series = metrics.series(metric.series);
    if series.segment.is_none() {
        return series.label.clone();
    }
    let whole = metrics.series(metrics.metrics[series.metric].whole);
    let joined = |language: Language, open: &str, close: &str| {
        format!("{}{open}{}{close}", whole.label.get(language), series.label.get(language))
    };
    ByLanguage { zh_hant: joined(Language::ZhHant, "（", "）"), en: joined(Language::En, " (", ")") }
}

/// The period of a relation, or what the heads of a figure's column say.
#[must_use]
pub fn period(context: &Context, relation: &Relation) -> String {
    if let Some(period) = &relation.period {
        return period.to_string();
    }
    relation
        .operands()
        .into_iter()
        .find_map(|operand| match operand {
            Operand::Figure(figure) => context.column_head(*figure),
            Operand::Metric(metric) => Some(metric.period.to_string()),
        })
        .unwrap_or_default()
}
