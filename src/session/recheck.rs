//! Checking what a plan would make of a report, before anything is written: what closes, what opens, and whether
//! anything but the places meant has changed.

use std::ops::Range;

use crate::check::{Finding, FindingPlace};
use crate::edit::{Change, Plan};
use crate::report::{Edition, FigureId, Origin, PlacedFigure, Report};
use crate::source::{Language, Span};

use super::{Session, Target, Way};

/// What a plan is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aim {
    /// The findings that are to go, indices of those before.
    pub findings: Vec<usize>,
    /// Figures that are to be printed from their metric.
    pub linked: Vec<FigureId>,
    /// Whether new findings are taken into account: a value in YAML may change before the text does.
    pub may_open: bool,
}

impl Aim {
    /// That a finding goes, and that what is linked is printed from its metric.
    #[must_use]
    pub fn mending(targets: &[Target], way: &Way, finding: Option<usize>) -> Aim {
        let figures = targets.iter().filter_map(|target| match target {
            Target::Figure(figure) => Some(*figure),
            Target::Metric(_) => None,
        });
        let linked =
            if matches!(way, Way::Link(_) | Way::Declare(_)) { figures.collect() } else { Vec::new() };
        Aim { findings: finding.into_iter().collect(), linked, may_open: false }
    }
}

/// A plan, tried out.
#[derive(Clone, Debug)]
pub struct Recheck {
    /// The report as it would be.
    pub session: Session,
    /// Open findings that would go, indices of those before.
    pub closed: Vec<usize>,
    /// Open findings that would come, indices of those after.
    pub opened: Vec<usize>,
    pub refusal: Option<Refusal>,
}

/// Why a plan is not carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The finding would still be there.
    Stays,
    /// New findings would come.
    Opens,
    /// Something else would be read differently.
    Disturbs,
    /// The figure would not be printed from its metric.
    NotLinked,
}

impl Refusal {
    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Refusal::Stays => "refusal-stays",
            Refusal::Opens => "refusal-opens",
            Refusal::Disturbs => "refusal-disturbs",
            Refusal::NotLinked => "refusal-not-linked",
        }
    }
}

impl Session {
    /// Tries a plan out.
    #[must_use]
    pub fn recheck(&self, plan: &Plan, aim: &Aim) -> Recheck {
        let session = self.with(plan);
        let (closed, opened) = differences(self, &session);
        let linked = |figure: &FigureId| {
            let is = |report: &Report, origin: &Origin| {
                report.figures.get(*figure).is_some_and(|placed| placed.origin == *origin)
            };
            is(&session.report, &Origin::Linked)
                || is(&session.report, &Origin::Bound) && !is(&self.report, &Origin::Bound)
        };
        let refusal = if disturbs(&self.report, &session.report, plan, self) {
            Some(Refusal::Disturbs)
        } else if !aim.linked.iter().all(linked) {
            Some(Refusal::NotLinked)
        } else if aim.findings.iter().any(|finding| !closed.contains(finding)) {
            Some(Refusal::Stays)
        } else if !aim.may_open && !opened.is_empty() {
            Some(Refusal::Opens)
        } else {
            None
        };
        Recheck { session, closed, opened, refusal }
    }
}

/// Open findings of one session that the other lacks, both ways. A finding whose words changed only because a
/// figure of which it speaks did is the same finding: it is known by its rule and its place.
fn differences(old: &Session, new: &Session) -> (Vec<usize>, Vec<usize>) {
    let open = |session: &Session| -> Vec<usize> {
        let findings = &session.outcome.findings;
        (0..findings.len()).filter(|at| findings[*at].waived.is_none()).collect()
    };
    let (mut closed, mut opened) = (open(old), open(new));
    let strip =
        |same: &dyn Fn(&Finding, &Finding) -> bool, closed: &mut Vec<usize>, opened: &mut Vec<usize>| {
            opened.retain(|at| {
                let finding = &new.outcome.findings[*at];
                let known = closed.iter().position(|known| same(&old.outcome.findings[*known], finding));
                known.map(|known| closed.remove(known)).is_none()
            });
        };
    strip(&|one, two| one.fingerprint == two.fingerprint, &mut closed, &mut opened);
    let place = |report: &Report, finding: &Finding| subject(report, finding.primary());
    let alike = |one: &Finding, two: &Finding| {
        one.rule == two.rule && place(&old.report, one) == place(&new.report, two)
    };
    strip(&alike, &mut closed, &mut opened);
    // The same words accused of something else, and no worse: one fault, which another rule now explains better.
    let words = |report: &Report, finding: &Finding| report.sources.slice(finding.primary().span).to_owned();
    let renamed = |one: &Finding, two: &Finding| {
        one.severity <= two.severity
            && place(&old.report, one) == place(&new.report, two)
            && words(&old.report, one) == words(&new.report, two)
    };
    strip(&renamed, &mut closed, &mut opened);
    (closed, opened)
}

/// The file and line at which a finding stands, and its metric: they stay when words within a line change.
fn subject(report: &Report, place: &FindingPlace) -> (String, usize, Option<String>) {
    let metric = place.metric.as_ref().map(|metric| report.metrics.name(metric));
    (report.sources.path(place.span).to_string(), report.sources.position(place.span).line, metric)
}

/// Whether anything but what the plan replaces is read differently.
fn disturbs(old: &Report, new: &Report, plan: &Plan, before: &Session) -> bool {
    let touched = Touched { plan, before };
    new.problems.len() > old.problems.len()
        || chapters(old, new, &touched)
        || metrics(old, new, &touched)
        || review(old, new)
}

/// The bytes that a plan replaces.
struct Touched<'a> {
    plan: &'a Plan,
    before: &'a Session,
}

impl Touched<'_> {
    /// Whether a place of the report before is replaced.
    fn meets(&self, span: Span) -> bool {
        self.any(&self.before.report, span, |change| change.ranges().cloned().collect())
    }

    /// Whether a place of the report after came in its place.
    fn meets_after(&self, new: &Report, span: Span) -> bool {
        self.any(new, span, |change| change.ranges_after().collect())
    }

    fn any(&self, report: &Report, span: Span, ranges: impl Fn(&Change) -> Vec<Range<usize>>) -> bool {
        let path = report.sources.path(span);
        let mark =
            self.before.text(path).map_or(0, |text| text.len() - text.trim_start_matches('\u{feff}').len());
        let span = span.start + mark..span.end + mark;
        let apart = |range: &Range<usize>| range.end < span.start || span.end < range.start;
        let changes = self.plan.changes.iter().filter(|change| change.path == path);
        changes.flat_map(ranges).any(|range| !apart(&range))
    }
}

fn chapters(old: &Report, new: &Report, touched: &Touched) -> bool {
    if old.chapters.len() != new.chapters.len() {
        return true;
    }
    let editions = (0..old.chapters.len()).any(|chapter| {
        Language::ALL.into_iter().any(|language| {
            match (old.edition(chapter, language), new.edition(chapter, language)) {
                (Some(one), Some(two)) => blocks(old, one, two, touched),
                (None, None) => false,
                _ => true,
            }
        })
    });
    editions || figures(old, new, touched)
}

/// Whether figures that are not replaced differ, or what is replaced becomes other figures than one for each. A figure that
/// is printed from its metric may come where there was none: its name was wrong.
fn figures(old: &Report, new: &Report, touched: &Touched) -> bool {
    let (met, kept): (Vec<&PlacedFigure>, Vec<_>) =
        old.figures.iter().partition(|one| touched.meets(one.span));
    let (came, same): (Vec<&PlacedFigure>, Vec<_>) =
        new.figures.iter().partition(|one| touched.meets_after(new, one.span));
    let name = |report: &Report, binding: &Option<_>| binding.as_ref().map(|one| report.metrics.name(one));
    let differ = |(one, two): (&&PlacedFigure, &&PlacedFigure)| {
        one.place != two.place
            || one.origin != Origin::Linked
                && (one.figure.printed != two.figure.printed
                    || name(old, &one.binding) != name(new, &two.binding))
    };
    let typed = came.iter().filter(|one| one.origin != Origin::Linked).count();
    kept.len() != same.len()
        || kept.iter().zip(&same).any(differ)
        || came.len() < met.len()
        || typed > met.len()
}

fn blocks(report: &Report, old: &Edition, new: &Edition, touched: &Touched) -> bool {
    old.blocks.len() != new.blocks.len()
        || old.blocks.iter().zip(&new.blocks).any(|(one, two)| {
            // What is printed from a metric may change with it.
            let linked = |text: &crate::report::Text| {
                report.figures[text.figures.clone()].iter().any(|placed| placed.origin == Origin::Linked)
            };
            let met = touched.meets(one.span);
            std::mem::discriminant(&one.kind) != std::mem::discriminant(&two.kind)
                || one.texts().count() != two.texts().count()
                || one.texts().zip(two.texts()).any(|(one, two)| {
                    !met && (one.plain != two.plain && !linked(one) || one.figures.len() != two.figures.len())
                })
        })
}

fn metrics(old: &Report, new: &Report, touched: &Touched) -> bool {
    let (old, new) = (&old.metrics.series, &new.metrics.series);
    old.len() != new.len()
        || old.iter().zip(new).any(|(one, two)| {
            let values = one.values.iter().zip(&two.values);
            one.name != two.name
                || one.label != two.label
                || one.unit_text != two.unit_text
                || one.values.len() != two.values.len()
                || values.into_iter().any(|((period, value), (other, new))| {
                    period != other || value.lexeme != new.lexeme && !touched.meets(value.span)
                })
        })
}

/// Entries of `review.yaml` may be added or taken back, and flags resolved; none may change.
fn review(old: &Report, new: &Report) -> bool {
    let waivers = |report: &Report| -> Vec<String> {
        let entries = report.review.waivers.iter();
        entries.map(|one| [&*one.finding, &one.by, &one.on, &one.reason].join("\u{1f}")).collect()
    };
    let flags = |report: &Report| -> Vec<String> {
        let entries = report.review.flags.iter();
        let figure = |flag: &crate::report::Flag| format!("{:?}", flag.figure);
        entries
            .map(|one| [&*one.finding, &figure(one), &one.by, &one.on, &one.comment].join("\u{1f}"))
            .collect()
    };
    let kept = |one: &[String], two: &[String]| {
        let (short, long) = if one.len() < two.len() { (one, two) } else { (two, one) };
        let mut rest = long.iter();
        short.iter().all(|entry| rest.any(|known| known == entry))
    };
    !kept(&waivers(old), &waivers(new)) || !kept(&flags(old), &flags(new))
}
