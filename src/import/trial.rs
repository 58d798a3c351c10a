//! Propose, read back, and give way: what changes the text or the findings of a report is not declared.
//!
//! A wrong declaration would cost more than a lacking one: it would accuse figures that nobody has doubted.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{self, Finding, FindingPlace, Outcome, Role};
use crate::report::{FigureId, Report};

use super::formulas::{Mined, Use};
use super::metrics::{EntryId, Limits};
use super::{Draft, Single};

/// What is asked of a draft.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub limits: Limits,
    /// Tables that say by a comment which metrics are theirs.
    pub comments: BTreeSet<usize>,
    /// Tables that cannot have one.
    pub plain: BTreeSet<usize>,
    /// Figures of sentences that are not bound, whatever they seem to state.
    pub typed: BTreeSet<FigureId>,
    pub uses: BTreeMap<String, Use>,
}

/// What a reader keeps of findings: a rule, how bad it is, and words that it suspects. Two findings of one thing are one
/// here: a rule may gather by chapters.
type Key = (&'static str, check::Severity, String);

/// Where each figure of the text stands in the tables.
pub type Entries = BTreeMap<FigureId, EntryId>;

/// What the single file checks to.
pub struct Baseline {
    outcome: Outcome,
    keys: BTreeSet<Key>,
}

impl Baseline {
    pub fn new(report: &Report) -> Baseline {
        let outcome = check::run(report);
        let keys = outcome.findings.iter().flat_map(|finding| keys(report, finding)).collect();
        Baseline { outcome, keys }
    }

    /// The figures that some finding suspects.
    pub fn suspected(&self) -> BTreeSet<FigureId> {
        self.suspects().filter_map(|place| place.figure).collect()
    }

    /// The entries of findings that suspect words of a table: a declared unit would hide that the printed one is wrong.
    pub fn unitless(&self, single: &Single) -> BTreeSet<EntryId> {
        let doubts = |finding: &&Finding| finding.primary().figure.is_none();
        let places = self.outcome.findings.iter().filter(doubts).flat_map(|finding| &finding.places);
        places.flat_map(|place| single.entries_at(place.span.start)).collect()
    }

    fn suspects(&self) -> impl Iterator<Item = &FindingPlace> {
        let places = self.outcome.findings.iter().flat_map(|finding| &finding.places);
        places.filter(|place| place.role == Role::Suspect)
    }
}

fn keys(report: &Report, finding: &Finding) -> Vec<Key> {
    let suspects = finding.places.iter().filter(|place| place.role == Role::Suspect);
    let words = suspects.map(|place| report.sources.slice(place.span).to_owned());
    let keys: Vec<Key> = words.map(|words| (finding.rule, finding.severity, words)).collect();
    if keys.is_empty() { vec![(finding.rule, finding.severity, String::new())] } else { keys }
}

/// Changes the plan where a block reads otherwise than it did; whether it differs.
pub fn text(single: &Single, draft: &Draft, plan: &mut Plan) -> bool {
    let Some(at) = draft.first_difference(single) else { return false };
    let blocks = &single.edition.blocks;
    let block = blocks.iter().rposition(|block| block.span.start <= at).unwrap_or(0);
    let here = draft.prose.keys().filter(|figure| single.report.figures[**figure].place.block == block);
    plan.typed.extend(here);
    // A comment stands before its table, or before the caption of it.
    if let Some(table) =
        single.tables.iter().position(|table| table.block == block || table.block == block + 1)
    {
        plan.comments.remove(&table);
        plan.plain.insert(table);
    }
    true
}

/// Changes the plan where a figure is bound to another metric than it states, or to none; whether it did.
pub fn bindings(single: &Single, draft: &Draft, plan: &mut Plan) -> bool {
    let mut changed = false;
    let mut comments = BTreeSet::new();
    let mut dropped = BTreeSet::new();
    for (placed, figure) in draft.figures(single) {
        let bound = placed.binding.as_ref();
        let bound = bound
            .map(|metric| (draft.read.metrics.series(metric.series).name.clone(), metric.period.clone()));
        let expected = draft.metrics.stated.get(&figure).or_else(|| draft.prose.get(&figure));
        if bound.as_ref() == expected {
            continue;
        }
        if draft.prose.contains_key(&figure) {
            changed |= plan.typed.insert(figure);
            continue;
        }
        let can = |table: &usize| {
            single.tables[*table].free && !plan.plain.contains(table) && !plan.comments.contains(table)
        };
        match single.table_of(figure).filter(can) {
            Some(table) => {
                comments.insert(table);
            }
            None if expected.is_some() => dropped.extend(single.entries.get(&figure).copied()),
            None => dropped.extend(bound.into_iter().flat_map(|(name, _)| stating(draft, &name))),
        }
    }
    // A comment may put right what else would be dropped.
    if comments.is_empty() {
        plan.limits.dropped.extend(&dropped);
    }
    changed |= !comments.is_empty() || !dropped.is_empty();
    plan.comments.extend(comments);
    changed
}

/// Changes the plan where checking the folder says other than checking the file; whether it did.
pub fn findings(single: &Single, draft: &Draft, baseline: &Baseline, plan: &mut Plan) -> bool {
    let outcome = check::run(&draft.read);
    let now: BTreeSet<Key> = outcome.findings.iter().flat_map(|finding| keys(&draft.read, finding)).collect();
    let mut changed = false;
    let mut blind = false;
    let lacks = |known: &BTreeSet<Key>, report: &Report, finding: &Finding| {
        keys(report, finding).iter().any(|key| !known.contains(key))
    };
    let extra = outcome.findings.iter().filter(|finding| lacks(&baseline.keys, &draft.read, finding));
    let lacking = baseline.outcome.findings.iter().filter(|finding| lacks(&now, single.report, finding));
    let of_extra = extra.map(|finding| in_folder(single, draft, finding));
    let of_lacking = lacking.map(|finding| in_text(single, draft, finding));
    for names in of_extra.chain(of_lacking) {
        if names.is_empty() {
            blind = true;
        } else {
            changed |= typed(&names, draft, plan)
                || formulas(&names, &draft.mined, plan)
                || apart(&names, draft, single, plan)
                || drop(&names, draft, plan);
        }
    }
    // What cannot be traced to a metric may still come of the formulas together.
    if blind && !changed {
        for text in draft.mined.keys() {
            changed |= plan.uses.insert(text.clone(), Use::Out) != Some(Use::Out);
        }
    }
    changed
}

/// Gives up everything that was declared.
pub fn nothing(single: &Single, plan: &mut Plan) {
    let entries = single.tables.iter().enumerate();
    let all = entries.flat_map(|(table, rows)| (0..rows.entries.len()).map(move |entry| (table, entry)));
    plan.limits.dropped.extend(all);
}

/// The series that a finding of the folder speaks of.
fn in_folder(single: &Single, draft: &Draft, finding: &Finding) -> BTreeSet<String> {
    let metrics = &draft.read.metrics;
    let bound = finding.places.iter().filter_map(|place| {
        let of_figure = || draft.read.figures[place.figure?].binding.as_ref();
        place.metric.as_ref().or_else(of_figure)
    });
    let mut names: BTreeSet<String> =
        bound.map(|metric| metrics.series(metric.series).name.clone()).collect();
    // A place in YAML that is no value: a metric that is not used, a formula.
    for place in finding.places.iter().filter(|place| place.figure.is_none()) {
        let within = metrics.series.iter().filter(|series| series.span == place.span);
        names.extend(within.map(|series| series.name.clone()));
        let formulas = draft.read.relations.iter().filter(|relation| relation.span == place.span);
        let origin = draft.origin(place.span);
        names.extend(origin.into_iter().flat_map(|at| named(draft, single.entries_at(at))));
        names.extend(
            formulas
                .filter_map(|relation| draft.mined.get(&relation.formula))
                .flat_map(|mined| mined.names.clone()),
        );
    }
    names
}

/// The series that a finding of the single file would speak of.
fn in_text(single: &Single, draft: &Draft, finding: &Finding) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for place in &finding.places {
        match place.figure {
            Some(figure) => names.extend(draft.metrics.stated.get(&figure).map(|(name, _)| name.clone())),
            None => names.extend(named(draft, single.entries_at(place.span.start))),
        }
    }
    names
}

fn named(draft: &Draft, entries: Vec<EntryId>) -> impl Iterator<Item = String> {
    entries.into_iter().filter_map(|entry| draft.metrics.names.get(&entry).cloned())
}

/// Leaves the figures of sentences unbound that state these series.
fn typed(names: &BTreeSet<String>, draft: &Draft, plan: &mut Plan) -> bool {
    let concerned =
        draft.prose.iter().filter(|(_, (name, _))| names.contains(name)).map(|(figure, _)| *figure);
    let before = plan.typed.len();
    plan.typed.extend(concerned);
    plan.typed.len() > before
}

/// Declares less of the formulas that speak of nothing but these series; where there are none, of any of them.
fn formulas(names: &BTreeSet<String>, mined: &BTreeMap<String, Mined>, plan: &mut Plan) -> bool {
    let within = |found: &Mined| found.names.is_subset(names);
    let touching = |found: &Mined| !found.names.is_disjoint(names);
    less(mined, within, plan) || less(mined, touching, plan)
}

fn less(mined: &BTreeMap<String, Mined>, concerned: impl Fn(&Mined) -> bool, plan: &mut Plan) -> bool {
    let mut changed = false;
    for (text, found) in mined.iter().filter(|(_, found)| concerned(found)) {
        let now = plan.uses.get(text).copied().unwrap_or(Use::All);
        let next = match now {
            Use::All if !found.holds.is_empty() => Use::Holding,
            Use::All | Use::Holding | Use::Out => Use::Out,
        };
        if next != now {
            plan.uses.insert(text.clone(), next);
            changed = true;
        }
    }
    changed
}

/// Rows of several tables that were taken for one metric are taken for several: first those that disagree.
fn apart(names: &BTreeSet<String>, draft: &Draft, single: &Single, plan: &mut Plan) -> bool {
    let mut changed = false;
    for unlike_only in [true, false] {
        for name in names {
            let entries = stating(draft, name);
            if !unlike_only || disagree(single, &entries) {
                for entry in entries.into_iter().skip(1) {
                    changed |= plan.limits.apart.insert(entry);
                }
            }
        }
        if changed {
            break;
        }
    }
    changed
}

/// Whether some rows state different values for a period.
fn disagree(single: &Single, entries: &[EntryId]) -> bool {
    let mut known = BTreeMap::new();
    let values = entries.iter().flat_map(|(table, entry)| &single.tables[*table].entries[*entry].values);
    values.into_iter().any(|(period, stated)| *known.entry(period).or_insert(stated.value) != stated.value)
}

fn drop(names: &BTreeSet<String>, draft: &Draft, plan: &mut Plan) -> bool {
    let mut changed = false;
    for entry in names.iter().flat_map(|name| stating(draft, name)) {
        changed |= plan.limits.dropped.insert(entry);
    }
    changed
}

/// The entries that state a series, in the order of the text.
fn stating(draft: &Draft, name: &str) -> Vec<EntryId> {
    draft.metrics.names.iter().filter(|(_, known)| *known == name).map(|(entry, _)| *entry).collect()
}
