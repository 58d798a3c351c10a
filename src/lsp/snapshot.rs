//! A report as it was last read and checked, shared between the loop and the worker.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};
use lsp_types::{Location, Position};

use crate::check::tie::{self, TieFact};
use crate::report::{FigureId, MetricRef, Report};
use crate::session::Session;
use crate::source::{SourceFile, Span};
use crate::store;

use super::place::{At, offset, range, uri_of};

/// A report, checked.
#[derive(Debug)]
pub struct Snapshot {
    /// The folder of the report, or its single file, as an absolute path.
    pub root: Utf8PathBuf,
    pub session: Session,
    /// What ties each figure, looked up when it is first asked for.
    facts: OnceLock<Vec<Vec<TieFact>>>,
}

/// The latest reading of each report.
#[derive(Debug, Default)]
pub struct Board {
    snapshots: Mutex<BTreeMap<Utf8PathBuf, Arc<Snapshot>>>,
}

/// The report to which a file belongs: the folder of the nearest `report.yaml` above it, or a Markdown file itself.
pub fn root_of(path: &Utf8Path) -> Option<Utf8PathBuf> {
    let above = path.ancestors().skip(1).find(|folder| folder.join("report.yaml").is_file());
    let alone = || store::is_single(path).then(|| path.to_owned());
    above.map(Utf8Path::to_owned).or_else(alone)
}

impl Board {
    /// The report of a file, if it has been read.
    pub fn of(&self, path: &Utf8Path) -> Option<Arc<Snapshot>> {
        let root = root_of(path)?;
        self.snapshots.lock().unwrap_or_else(PoisonError::into_inner).get(&root).cloned()
    }

    pub fn put(&self, snapshot: Arc<Snapshot>) {
        let mut snapshots = self.snapshots.lock().unwrap_or_else(PoisonError::into_inner);
        snapshots.insert(snapshot.root.clone(), snapshot);
    }
}

impl Snapshot {
    pub fn new(root: Utf8PathBuf, session: Session) -> Snapshot {
        Snapshot { root, session, facts: OnceLock::new() }
    }

    pub fn report(&self) -> &Report {
        &self.session.report
    }

    pub fn facts(&self, figure: FigureId) -> &[TieFact] {
        self.facts.get_or_init(|| tie::facts(self.report())).get(figure).map_or(&[], Vec::as_slice)
    }

    /// The absolute path of a file of the report.
    pub fn path(&self, source: &SourceFile) -> Utf8PathBuf {
        if self.report().is_single() { source.path.clone() } else { self.root.join(&source.path) }
    }

    pub fn source(&self, path: &Utf8Path) -> Option<crate::source::FileId> {
        let shown = if path == self.root { path } else { path.strip_prefix(&self.root).ok()? };
        self.report().sources.find(shown)
    }

    pub fn location(&self, span: Span) -> Option<Location> {
        let source = self.report().sources.get(span.file);
        Some(Location { uri: uri_of(&self.path(source))?, range: range(source, span.start..span.end) })
    }

    /// A place of the editor's text as a place of the text that was read; none within what has changed since.
    pub fn at(&self, path: &Utf8Path, now: Option<&str>, place: Position) -> Option<At> {
        let file = self.source(path)?;
        let read = self.report().sources.get(file);
        let Some(now) = now.filter(|now| **now != *read.text) else {
            return Some(At { file, offset: offset(read, place) });
        };
        let at = offset(&SourceFile::new(Utf8PathBuf::new(), now), place);
        moved(now, &read.text, at).map(|offset| At { file, offset })
    }

    /// The figure at a place.
    pub fn figure(&self, at: At) -> Option<FigureId> {
        let figures = &self.report().figures;
        let holds = |figure: &FigureId| touches(figures[*figure].span, at);
        (0..figures.len()).filter(holds).min_by_key(|figure| {
            let span = figures[*figure].span;
            // Between two that touch, the one that begins there.
            (at.offset == span.end, span.end - span.start)
        })
    }

    /// The value in YAML at a place.
    pub fn value(&self, at: At) -> Option<MetricRef> {
        let series = self.report().metrics.series.iter().enumerate();
        let mut values = series.flat_map(|(id, series)| series.values.iter().map(move |value| (id, value)));
        let (series, (period, _)) = values.find(|(_, (_, value))| touches(value.span, at))?;
        Some(MetricRef { series: crate::report::SeriesId(series), period: period.clone() })
    }

    /// The findings that speak of a place, open ones only.
    pub fn findings(&self, at: At) -> impl Iterator<Item = usize> + '_ {
        let speaks = move |finding: &crate::check::Finding| {
            finding.waived.is_none() && finding.places.iter().any(|place| touches(place.span, at))
        };
        let findings = self.session.outcome.findings.iter().enumerate();
        findings.filter(move |(_, finding)| speaks(finding)).map(|(id, _)| id)
    }
}

fn touches(span: Span, at: At) -> bool {
    span.file == at.file && span.start <= at.offset && at.offset <= span.end
}

/// Where a byte of one text stands in another that is the same at both ends.
fn moved(from: &str, to: &str, at: usize) -> Option<usize> {
    let head = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
    if at <= head {
        return Some(at);
    }
    let most = from.len().min(to.len()) - head;
    let tail = from.bytes().rev().zip(to.bytes().rev()).take(most).take_while(|(a, b)| a == b).count();
    let left = from.len() - at;
    let found = to.len().checked_sub(left)?;
    (left <= tail && to.is_char_boundary(found)).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn places_outside_a_change_are_found_again() {
        let (now, read) = ("a 12 新 b 34", "a 12 b 34");
        assert_eq!(moved(now, read, 2), Some(2));
        assert_eq!(moved(now, read, now.find("34").unwrap()), Some(7));
        assert_eq!(moved(read, now, 7), Some(now.find("34").unwrap()));
        assert_eq!(moved("aXXb", "ab", 2), None);
        assert_eq!(moved("", "ab", 0), Some(0));
        assert_eq!(moved("ab", "", 2), Some(0));
        assert_eq!(moved("aa", "a", 2), Some(1));
    }
}
