//! A change as `patch` and `git apply` read it.

use std::collections::BTreeSet;
use std::ops::Range;

use camino::{Utf8Component, Utf8Path};

use super::{Change, Sign};

/// Lines around a change that are shown with it.
const CONTEXT: usize = 3;

/// A line of either text: its sign, itself, and how many lines of each text stand before it.
type Row<'a> = (char, &'a str, [usize; 2]);

impl Change {
    /// The change as a unified diff; `shown` is the file as it is opened from where the program runs.
    #[must_use]
    pub fn unified(&self, shown: &Utf8Path) -> String {
        let parts = shown.components().filter_map(|part| match part {
            Utf8Component::ParentDir => Some(".."),
            Utf8Component::Normal(name) => Some(name),
            _ => None,
        });
        let path = parts.collect::<Vec<_>>().join("/");
        let name = |side: char, text: &Option<String>| match text {
            Some(_) => format!("{side}/{path}"),
            None => "/dev/null".to_owned(),
        };
        let mut out = format!("--- {}\n+++ {}\n", name('a', &self.before), name('b', &self.after));
        let rows = self.rows();
        for hunk in hunks(&rows) {
            let hunk = &rows[hunk];
            let range = |side: usize, other: char| {
                let count = hunk.iter().filter(|(sign, ..)| *sign != other).count();
                let before = hunk[0].2[side];
                format!("{},{count}", if count == 0 { before } else { before + 1 })
            };
            out.push_str(&format!("@@ -{} +{} @@\n", range(0, '+'), range(1, '-')));
            for (sign, line, _) in hunk {
                out.push(*sign);
                out.push_str(line);
                if !line.ends_with('\n') {
                    out.push_str("\n\\ No newline at end of file\n");
                }
            }
        }
        out
    }

    /// Every line of both texts, those in common once.
    fn rows(&self) -> Vec<Row<'_>> {
        let [old, new] = [&self.before, &self.after]
            .map(|text| text.as_deref().unwrap_or_default().split_inclusive('\n').collect::<Vec<_>>());
        let diff = self.diff();
        let numbers = |sign: Sign| -> BTreeSet<usize> {
            diff.iter().filter(|line| line.sign == sign).map(|line| line.number).collect()
        };
        let (gone, come) = (numbers(Sign::Minus), numbers(Sign::Plus));
        let mut rows = Vec::with_capacity(old.len().max(new.len()));
        let (mut at_old, mut at_new) = (0, 0);
        loop {
            let before = [at_old, at_new];
            if gone.contains(&(at_old + 1)) {
                rows.push(('-', old[at_old], before));
                at_old += 1;
            } else if come.contains(&(at_new + 1)) {
                rows.push(('+', new[at_new], before));
                at_new += 1;
            } else if let Some(line) = old.get(at_old) {
                rows.push((' ', line, before));
                (at_old, at_new) = (at_old + 1, at_new + 1);
            } else {
                break rows;
            }
        }
    }
}

/// Stretches of rows around those that differ; what stands close together is one.
fn hunks(rows: &[Row]) -> Vec<Range<usize>> {
    let mut hunks: Vec<Range<usize>> = Vec::new();
    for at in (0..rows.len()).filter(|at| rows[*at].0 != ' ') {
        let (start, end) = (at.saturating_sub(CONTEXT), (at + CONTEXT + 1).min(rows.len()));
        match hunks.last_mut() {
            Some(last) if start <= last.end => last.end = end,
            _ => hunks.push(start..end),
        }
    }
    hunks
}

#[cfg(test)]
mod tests {
    use super::super::{Edit, Plan};

    #[test]
    fn changes_are_shown_with_the_lines_around_them() {
        let text = "1\n2\n3\n4\n5\r\n6\n7\n8\n9\n10\n11\n12\n13\n14 end";
        let edit = |old: &str, new: &str| {
            let at = text.find(old).expect("it is there");
            Edit { path: "a.md".into(), range: at..at + old.len(), text: new.to_owned() }
        };
        let edits = [edit("5", "five"), edit("14", "x\ny")];
        let plan = Plan::new(|_| Some(text), edits).expect("they are apart");
        let expected = "--- a/r/a.md\n+++ b/r/a.md\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\r\n+five\r\n 6\n 7\n 8\n\
            @@ -11,4 +11,5 @@\n 11\n 12\n 13\n-14 end\n\\ No newline at end of file\n\
            +x\n+y end\n\\ No newline at end of file\n";
        assert_eq!(plan.changes[0].unified("./r/a.md".into()), expected);
    }

    #[test]
    fn a_file_that_is_made_comes_from_nothing() {
        let plan = Plan::creating("review.yaml".into(), "waivers:\n", "  - a\n");
        let diff = plan.changes[0].unified("/r/review.yaml".into());
        assert_eq!(diff, "--- /dev/null\n+++ b/r/review.yaml\n@@ -0,0 +1,2 @@\n+waivers:\n+  - a\n");
    }
}
