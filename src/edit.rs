//! Changes to files before they are written: which bytes give way to which, as a diff, and the way back.
//!
//! Text in, text out: this module knows nothing of the disk or of reports.

use std::ops::Range;

use camino::{Utf8Path, Utf8PathBuf};

mod diff;
mod trace;
mod unified;

pub use diff::{DiffLine, Sign};
pub use trace::{Replaced, Trace};

/// Some bytes of a file that give way to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// As the report names the file.
    pub path: Utf8PathBuf,
    pub range: Range<usize>,
    pub text: String,
}

/// One file before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub path: Utf8PathBuf,
    /// The whole text as it was read; none where the file is to be made.
    pub before: Option<String>,
    /// The whole text as it is to be; none where the file is to go.
    pub after: Option<String>,
    /// What the edits count from: the text before, or that with which a new file begins.
    base: String,
    /// Sorted, apart from each other, and none of them idle.
    edits: Vec<(Range<usize>, String)>,
}

/// Changes that are made together or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    pub changes: Vec<Change>,
}

/// Why edits make no plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    #[error("{0}: not a file of the report")]
    NoSuchFile(Utf8PathBuf),
    #[error("{0}: a place that is not in the file")]
    OutOfFile(Utf8PathBuf),
    #[error("{0}: two changes of one place")]
    Overlap(Utf8PathBuf),
    #[error("nothing would change")]
    Idle,
    #[error("{0}: what is to be taken back is no longer there")]
    Gone(Utf8PathBuf),
}

impl Plan {
    /// Puts edits together, file by file; `read` gives the text of a file as it was read.
    ///
    /// # Errors
    /// Where an edit is of no file, of no place in it, of the place of another edit, or where nothing would change.
    pub fn new<'a>(
        read: impl Fn(&Utf8Path) -> Option<&'a str>,
        edits: impl IntoIterator<Item = Edit>,
    ) -> Result<Plan, PlanError> {
        let mut changes: Vec<Change> = Vec::new();
        for edit in edits {
            let before = read(&edit.path).ok_or_else(|| PlanError::NoSuchFile(edit.path.clone()))?;
            let old = before.get(edit.range.clone()).ok_or(PlanError::OutOfFile(edit.path.clone()))?;
            if old == edit.text {
                continue;
            }
            match changes.iter_mut().find(|change| change.path == edit.path) {
                Some(change) => change.edits.push((edit.range, edit.text)),
                None => changes.push(Change {
                    path: edit.path,
                    before: Some(before.to_owned()),
                    after: None,
                    base: before.to_owned(),
                    edits: vec![(edit.range, edit.text)],
                }),
            }
        }
        for change in &mut changes {
            change.edits.sort_by_key(|(range, _)| (range.start, range.end));
            if change.edits.windows(2).any(|pair| pair[1].0.start < pair[0].0.end) {
                return Err(PlanError::Overlap(change.path.clone()));
            }
            change.after = Some(apply(&change.base, &change.edits));
        }
        if changes.is_empty() { Err(PlanError::Idle) } else { Ok(Plan { changes }) }
    }

    /// A new file that begins with `base`, which stays when the rest is taken back and others have written into it.
    #[must_use]
    pub fn creating(path: Utf8PathBuf, base: &str, rest: &str) -> Plan {
        let edits = vec![(base.len()..base.len(), rest.to_owned())];
        let after = Some(apply(base, &edits));
        Plan { changes: vec![Change { path, before: None, after, base: base.to_owned(), edits }] }
    }

    /// What a file becomes; outer none where the plan leaves it alone.
    #[must_use]
    pub fn after(&self, path: &Utf8Path) -> Option<Option<&str>> {
        self.changes.iter().find(|change| change.path == path).map(|change| change.after.as_deref())
    }

    /// What is remembered of it, to take it back later.
    #[must_use]
    pub fn traces(&self) -> Vec<Trace> {
        self.changes.iter().map(Trace::of).collect()
    }
}

impl Change {
    /// The bytes of the text before that are replaced.
    pub fn ranges(&self) -> impl Iterator<Item = &Range<usize>> {
        self.edits.iter().map(|(range, _)| range)
    }

    /// The bytes of the text after that came in their place.
    pub fn ranges_after(&self) -> impl Iterator<Item = Range<usize>> {
        let mut shift = 0isize;
        self.edits.iter().map(move |(range, text)| {
            let start = range.start.saturating_add_signed(shift);
            shift += text.len().cast_signed() - range.len().cast_signed();
            start..start + text.len()
        })
    }

    /// The bytes of the text before that are replaced, and by what.
    pub fn edits(&self) -> impl Iterator<Item = (&Range<usize>, &str)> {
        self.edits.iter().map(|(range, text)| (range, text.as_str()))
    }

    /// The lines that differ, in order.
    #[must_use]
    pub fn diff(&self) -> Vec<DiffLine> {
        diff::lines(self.before.as_deref().map_or("", |_| &self.base), &self.base, &self.edits)
    }
}

/// A text with some of its bytes replaced; the edits are sorted and apart.
fn apply(base: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut out = String::with_capacity(base.len());
    let mut from = 0;
    for (range, text) in edits {
        out.push_str(&base[from..range.start]);
        out.push_str(text);
        from = range.end;
    }
    out.push_str(&base[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(path: &str, range: Range<usize>, text: &str) -> Edit {
        Edit { path: path.into(), range, text: text.to_owned() }
    }

    fn plan(text: &str, edits: &[(Range<usize>, &str)]) -> Result<Plan, PlanError> {
        let edits = edits.iter().map(|(range, text)| edit("a.md", range.clone(), text));
        Plan::new(|path| (path == "a.md").then_some(text), edits)
    }

    #[test]
    fn edits_replace_bytes_and_nothing_else() {
        let plan = plan("一 12 二 34\r\n", &[(11..13, "56"), (4..6, "7")]).unwrap();
        assert_eq!(plan.after("a.md".into()), Some(Some("一 7 二 56\r\n")));
        assert_eq!(plan.after("b.md".into()), None);
    }

    #[test]
    fn what_makes_no_plan() {
        assert_eq!(
            plan("一12", &[(1..3, "x")]),
            Err(PlanError::OutOfFile("a.md".into())),
            "half a character"
        );
        assert_eq!(plan("12", &[(0..9, "x")]), Err(PlanError::OutOfFile("a.md".into())));
        assert_eq!(plan("1234", &[(0..3, "x"), (2..4, "y")]), Err(PlanError::Overlap("a.md".into())));
        assert_eq!(plan("12", &[(0..2, "12")]), Err(PlanError::Idle));
        let stray = Plan::new(|_| None, [edit("b.md", 0..0, "x")]);
        assert_eq!(stray, Err(PlanError::NoSuchFile("b.md".into())));
    }

    #[test]
    fn a_diff_shows_the_lines_that_differ() {
        let text = "one\ntwo 2,265.46 t\nthree\nfour\n";
        let plan = plan(text, &[(8..16, "2,364.85"), (25..25, "new\n")]).unwrap();
        let lines: Vec<(Sign, usize, String)> =
            plan.changes[0].diff().into_iter().map(|line| (line.sign, line.number, line.text)).collect();
        assert_eq!(
            lines,
            [
                (Sign::Minus, 2, "two 2,265.46 t".to_owned()),
                (Sign::Plus, 2, "two 2,364.85 t".to_owned()),
                (Sign::Plus, 4, "new".to_owned()),
            ]
        );
    }

    #[test]
    fn what_was_done_is_taken_back_and_done_again_also_where_it_has_moved() {
        let text = "a 1,000 b\nc 1,000 d\n";
        let plan = plan(text, &[(12..17, "2,000")]).unwrap();
        let trace = &plan.traces()[0];
        let after = plan.changes[0].after.clone();
        let back = trace.undo(after.as_deref()).unwrap();
        assert_eq!(back.after.as_deref(), Some(text));
        let moved = format!("# new heading\n\n{}", after.unwrap());
        let back = trace.undo(Some(&moved)).unwrap();
        assert_eq!(back.after, Some(format!("# new heading\n\n{text}")));
        assert_eq!(trace.redo(back.after.as_deref()).unwrap().after, Some(moved));
        let gone = trace.undo(Some("a 1,000 b\nc 3,000 d\n"));
        assert_eq!(gone, Err(PlanError::Gone("a.md".into())));
    }

    #[test]
    fn a_file_that_was_made_goes_unless_others_have_written_into_it() {
        let plan = Plan::creating("review.yaml".into(), "waivers:\n", "  - a\n");
        let trace = &plan.traces()[0];
        assert_eq!(plan.after("review.yaml".into()), Some(Some("waivers:\n  - a\n")));
        assert_eq!(trace.undo(Some("waivers:\n  - a\n")).unwrap().after, None);
        let others = trace.undo(Some("waivers:\n  - a\n  - b\n")).unwrap();
        assert_eq!(others.after.as_deref(), Some("waivers:\n  - b\n"));
        let again = trace.redo(None).unwrap();
        assert_eq!((again.before, again.after.as_deref()), (None, Some("waivers:\n  - a\n")));
    }
}
