//! What the rows of a table are called, made ready to be compared.

use super::super::super::Sheet;
use super::super::similar::Bigrams;

/// The names of the rows of a table.
pub struct Face {
    pub rows: Vec<Names>,
}

/// What a row is called.
pub struct Names {
    /// The digits of the last date at or above the row: a roll-forward repeats its labels for each year.
    pub date: Option<String>,
    pub label: Bigrams,
    pub path: Bigrams,
    pub groups: Bigrams,
}

impl Face {
    #[must_use]
    pub fn new(sheet: &Sheet) -> Face {
        let mut date = None;
        let names = |row: usize| {
            date = dated(sheet.rows[row].label).or(date.take());
            let path = sheet.path(row);
            let (label, groups) = path.split_last().expect("a path ends in the row's own label");
            let label = Bigrams::of(label);
            let (path, groups) = if groups.is_empty() {
                (label.clone(), Bigrams::default())
            } else {
                (Bigrams::of(&path.concat()), Bigrams::of(&groups.concat()))
            };
            Names { date: date.clone(), label, path, groups }
        };
        Face { rows: (0..sheet.rows.len()).map(names).collect() }
    }
}

/// The digits of a label that names a year: `2023年12月31日`, At 1 January 2022.
fn dated(label: &str) -> Option<String> {
    let runs: Vec<&str> = label.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    let is_year = |run: &&str| run.len() == 4 && (run.starts_with("19") || run.starts_with("20"));
    (label.contains('年') && !runs.is_empty() || runs.iter().any(is_year)).then(|| runs.join(" "))
}
