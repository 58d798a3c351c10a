//! One change in one text: what was tied before, and what is reported after.

use std::collections::BTreeSet;

use tieout::check::{self, Context, Finding, Outcome, Role, Severity, Tie};
use tieout::figures::{Figure, Interval};
use tieout::relation::{Operand, Relation, RelationKind};
use tieout::report::load::{Input, load};
use tieout::report::{FigureId, Origin, Report};
use tieout::source::Span;

use super::plant::{Change, Random};

/// A text as it is, checked.
pub struct Subject<'a> {
    input: &'a Input,
    report: &'a Report,
    context: Context<'a>,
    outcome: Outcome,
}

/// A figure, and what it stands in a relation with.
#[derive(Debug)]
pub struct Ties {
    pub figure: FigureId,
    pub kinds: BTreeSet<Kind>,
    with: BTreeSet<FigureId>,
}

/// What ties a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Sum,
    Restatement,
    Share,
    Ratio,
    Product,
    Edition,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Sum => "in a sum",
            Kind::Restatement => "in a restatement",
            Kind::Share => "in a share",
            Kind::Ratio => "in a ratio",
            Kind::Product => "in a product",
            Kind::Edition => "in both editions",
        }
    }
}

/// What one change led to.
#[derive(Debug)]
pub struct Verdict {
    /// All that ties the figure holds with the changed value too.
    pub within_rounding: bool,
    pub found: Found,
    pub false_alarms: usize,
    /// Where, what stood there, and what was put there.
    pub words: String,
}

/// Where a change is reported, least exact first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    Nowhere,
    /// At figures in a relation with it.
    Near,
    AtFigure,
    /// At the figure, as a suspect.
    Named,
}

impl<'a> Subject<'a> {
    pub fn new(input: &'a Input, report: &'a Report) -> Subject<'a> {
        Subject { input, report, context: Context::new(report), outcome: check::run(report) }
    }

    /// Figures that carry arithmetic.
    pub fn counted(&self) -> usize {
        self.outcome.figures.iter().filter(|figure| figure.counted).count()
    }

    /// The typed figures that are tied and of which nothing is reported.
    pub fn tied(&self) -> Vec<Ties> {
        let reported: BTreeSet<FigureId> = wrong(&self.outcome)
            .flat_map(|finding| &finding.places)
            .filter_map(|place| place.figure)
            .collect();
        let typed = |figure: &FigureId| {
            let placed = &self.report.figures[*figure];
            let arithmetic = placed.figure.kind.carries_arithmetic();
            arithmetic && placed.origin != Origin::Linked && !reported.contains(figure)
        };
        (0..self.report.figures.len()).filter(typed).filter_map(|figure| self.ties(figure)).collect()
    }

    fn ties(&self, figure: FigureId) -> Option<Ties> {
        let mut ties = Ties { figure, kinds: BTreeSet::new(), with: BTreeSet::new() };
        for relation in self.relations(figure) {
            ties.kinds.extend(kind(relation.kind));
            ties.with.extend(relation.operands().into_iter().flat_map(|operand| match operand {
                Operand::Figure(figure) => vec![*figure],
                Operand::Metric(metric) => self.context.stating(metric),
            }));
        }
        match self.outcome.figures[figure].tie {
            Some(Tie::Paired) => {
                ties.kinds.insert(Kind::Edition);
            }
            Some(Tie::Agreed) => {
                ties.kinds.insert(Kind::Restatement);
            }
            _ => {}
        }
        let this = &self.report.figures[figure].figure;
        let same = |other: &FigureId| self.report.figures[*other].figure.value == this.value;
        if ties.kinds.contains(&Kind::Restatement) || ties.kinds.contains(&Kind::Edition) {
            ties.with.extend((0..self.report.figures.len()).filter(same));
        }
        ties.with.remove(&figure);
        (!ties.kinds.is_empty() && self.number(figure).is_some()).then_some(ties)
    }

    /// The relations that hold and that a figure takes part in.
    fn relations(&self, figure: FigureId) -> impl Iterator<Item = &Relation> {
        let all = self.context.relations_of(&Operand::Figure(figure)).iter();
        let this = Operand::Figure(figure);
        let confirms = move |relation: &&Relation| relation.holds && relation.confirmed().contains(&&this);
        all.map(|at| &self.context.relations[*at]).filter(confirms)
    }

    /// The digits of a figure in its file.
    fn number(&self, figure: FigureId) -> Option<Span> {
        let span = self.report.figures[figure].span;
        let printed = self.report.sources.slice(span);
        let start = printed.find(|char: char| char.is_ascii_digit())?;
        let rest = &printed[start..];
        let len = rest
            .find(|char: char| !char.is_ascii_digit() && !matches!(char, '.' | ','))
            .unwrap_or(rest.len());
        let len = rest[..len].trim_end_matches(['.', ',']).len();
        let alone = !rest[len..].contains(|char: char| char.is_ascii_digit());
        alone.then(|| Span::new(span.file, span.start + start, span.start + start + len))
    }

    /// Plants a change and checks again; `None` where the slip is not possible in the number, or is another writing of it.
    pub fn trial(&self, ties: &Ties, change: Change, random: &mut Random) -> Option<Verdict> {
        let number = self.number(ties.figure)?;
        let wrong_number = change.apply(self.report.sources.slice(number), random)?;
        let mut input = self.input.clone();
        let path = self.report.sources.path(number);
        let file = input.files.iter_mut().find(|file| file.path == path)?;
        file.content.as_mut().ok()?.replace_range(number.start..number.end, &wrong_number);
        let report = load(&input);
        let outcome = check::run(&report);
        let shift = Shift { number, len: wrong_number.len() };
        let figure = self.report.figures[ties.figure].span;
        let after = report.figures.iter().find(|placed| overlap(shift.back(placed.span), figure));
        if after.map(|placed| placed.figure.value) == Some(self.report.figures[ties.figure].figure.value) {
            return None;
        }
        let within_rounding = after.is_some_and(|placed| self.still_hold(ties, &placed.figure));
        let (found, false_alarms) = self.judge(ties, &shift, &outcome);
        let at = self.report.sources.position(number);
        let words = format!(
            "{}:{}:{} {} => {wrong_number}; {}",
            self.input.root.file_name().unwrap_or(path.as_str()),
            at.line,
            at.column,
            self.report.sources.slice(number),
            self.told(ties)
        );
        Some(Verdict { within_rounding, found, false_alarms, words })
    }

    /// What ties a figure, in words.
    fn told(&self, ties: &Ties) -> String {
        let printed = |operand: &Operand| {
            self.context.values.get(operand).map_or_else(String::new, |value| value.printed)
        };
        let told = |relation: &Relation| {
            let operands: Vec<String> = relation.operands().into_iter().map(printed).collect();
            format!("{:?} {}", relation.kind, operands.join(" "))
        };
        let mut told: Vec<String> = self.relations(ties.figure).map(told).collect();
        told.extend(self.outcome.figures[ties.figure].tie.map(|tie| format!("{tie:?}")));
        told.join("; ")
    }

    /// How exactly the change is reported, and how many findings have nothing to do with it.
    fn judge(&self, ties: &Ties, shift: &Shift, outcome: &Outcome) -> (Found, usize) {
        let suspects = |finding: &Finding| -> Vec<Span> {
            let suspects = finding.places.iter().filter(|place| place.role == Role::Suspect);
            suspects.map(|place| place.span).collect()
        };
        // What was already doubted may be doubted in other words.
        let known: BTreeSet<Span> = wrong(&self.outcome).flat_map(suspects).collect();
        let figure = self.report.figures[ties.figure].span;
        let near = |span: Span| ties.with.iter().any(|id| overlap(span, self.report.figures[*id].span));
        let (mut found, mut false_alarms) = (Found::Nowhere, 0);
        for finding in wrong(outcome) {
            let is_new = !suspects(finding).into_iter().any(|span| known.contains(&shift.back(span)));
            let reach = finding.places.iter().map(|place| (shift.back(place.span), place.role)).map(
                |(span, role)| match role {
                    Role::Suspect if overlap(span, figure) => Found::Named,
                    _ if overlap(span, figure) => Found::AtFigure,
                    _ if is_new && near(span) => Found::Near,
                    _ => Found::Nowhere,
                },
            );
            let reach = reach.max().unwrap_or(Found::Nowhere);
            false_alarms += usize::from(is_new && reach == Found::Nowhere);
            found = found.max(reach);
        }
        (found, false_alarms)
    }

    /// Whether all that ties a figure holds with another value too.
    fn still_hold(&self, ties: &Ties, changed: &Figure) -> bool {
        let this = Operand::Figure(ties.figure);
        let width = self.context.values.interval(&this).and_then(|old| old.width());
        let is_exact = width.is_some_and(|width| width.is_zero());
        let changed = if is_exact { Interval::exact(changed.value) } else { changed.interval() };
        let values = |operand: &Operand| {
            if *operand == this { Some(changed) } else { self.context.values.interval(operand) }
        };
        let mut relations = self.relations(ties.figure).peekable();
        let only_relations = !ties.kinds.contains(&Kind::Edition) && relations.peek().is_some();
        only_relations && relations.all(|relation| relation.holds_with(&values) != Some(false))
    }
}

/// Errors and warnings that nobody has waived.
fn wrong(outcome: &Outcome) -> impl Iterator<Item = &Finding> {
    outcome.open().filter(|finding| finding.severity != Severity::Note)
}

fn kind(kind: RelationKind) -> Option<Kind> {
    match kind {
        RelationKind::Sum
        | RelationKind::RollForward
        | RelationKind::Difference
        | RelationKind::Breakdown => Some(Kind::Sum),
        RelationKind::Restatement => Some(Kind::Restatement),
        RelationKind::Shares | RelationKind::Percent => Some(Kind::Share),
        RelationKind::Ratio | RelationKind::Formula => Some(Kind::Ratio),
        RelationKind::Product => Some(Kind::Product),
        // A mean between its subgroups' says little of the subgroups.
        RelationKind::Mean => None,
    }
}

fn overlap(a: Span, b: Span) -> bool {
    a.file == b.file && a.start < b.end && b.start < a.end
}

/// From places in the changed text to those in the text as it was.
struct Shift {
    number: Span,
    /// Of what stands there now.
    len: usize,
}

impl Shift {
    fn back(&self, span: Span) -> Span {
        let offset = |at: usize| {
            if span.file != self.number.file || at <= self.number.start {
                at
            } else if at >= self.number.start + self.len {
                at - self.len + (self.number.end - self.number.start)
            } else {
                self.number.end.min(at)
            }
        };
        Span::new(span.file, offset(span.start), offset(span.end))
    }
}
