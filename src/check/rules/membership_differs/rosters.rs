//! Two lists of one body: its members here, those who attended its meetings there.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::editions::{self, Spot};
use crate::check::{Arg, Finding, FindingPlace, Message, Role};
use crate::report::text::lower;
use crate::report::{Report, RowKind, Table};
use crate::source::FileId;

use super::{RULE, changed, name};

/// How the names of bodies end, and what tables of members add to them.
const BODIES: [&str; 2] = ["委員會", "committee"];
const ADDED: [&str; 5] = ["成員", "信息", "名單", "資料", "members"];

/// One group of a table that lists the members of a body.
struct Roster<'a> {
    spot: Spot<'a>,
    table: &'a Table,
    label: String,
    /// Name, row, and whether the row says that the member came or left.
    members: Vec<(String, usize, bool)>,
}

/// How two rosters of one body differ.
struct Difference {
    /// `審核委員會（甲／乙）`: who is in the first list alone, and who in the second.
    words: String,
    places: Vec<FindingPlace>,
}

/// One finding for all bodies that an edition lists in two ways: as a rule one change was not carried through.
#[must_use]
pub fn check(report: &Report) -> Vec<Finding> {
    let rosters: Vec<Roster> =
        editions::tables(report).flat_map(|(spot, table)| rosters(spot, table)).collect();
    let mut by_edition: BTreeMap<FileId, Vec<Difference>> = BTreeMap::new();
    for first in &rosters {
        let Some(body) = body(&first.label) else { continue };
        let twin = rosters.iter().find(|other| {
            let same = other.spot.edition.file == first.spot.edition.file;
            same && other.label != first.label
                && other.label.contains(&body)
                && self::body(&other.label).is_none()
        });
        let Some(twin) = twin else { continue };
        if let Some(difference) = compare(first, twin, &body) {
            by_edition.entry(first.spot.edition.file).or_default().push(difference);
        }
    }
    by_edition.into_values().filter_map(finding).collect()
}

fn finding(differences: Vec<Difference>) -> Option<Finding> {
    let words: Vec<&str> = differences.iter().map(|difference| difference.words.as_str()).collect();
    let args = vec![("bodies", Arg::Text(words.join("; ")))];
    let places: Vec<FindingPlace> =
        differences.into_iter().flat_map(|difference| difference.places).collect();
    places.first()?;
    Some(Finding::new(
        RULE.id,
        RULE.severity,
        Message { key: "finding-membership-differs-list", args },
        places,
    ))
}

/// The body whose members a label announces: 審核委員會成員.
fn body(label: &str) -> Option<String> {
    let mut bare = label;
    while let Some(shorter) = ADDED.iter().find_map(|word| bare.strip_suffix(word)) {
        bare = shorter.trim();
    }
    let whole =
        BODIES.iter().any(|end| bare.ends_with(end)) && !bare.contains(|char: char| char.is_numeric());
    whole.then(|| bare.to_owned())
}

fn rosters<'a>(spot: Spot<'a>, table: &'a Table) -> Vec<Roster<'a>> {
    let groups = table.rows.iter().enumerate().filter(|(_, row)| row.kind == RowKind::Group);
    let mut rosters = Vec::new();
    for (at, row) in groups {
        let label = lower(row.cells.first().map_or("", |cell| cell.text.plain.trim()));
        if !BODIES.iter().any(|body| label.contains(body)) {
            continue;
        }
        let rows = table.body().filter(|(_, row)| row.kind == RowKind::Data && row.groups.contains(&at));
        let named = rows.map(|(index, row)| {
            let name = row.cells.first().and_then(name)?;
            Some((name, index, changed(table, index)))
        });
        let members: Option<Vec<_>> = named.collect();
        rosters.extend(members.filter(|members| members.len() >= 2).map(|members| Roster {
            spot,
            table,
            label,
            members,
        }));
    }
    rosters
}

fn compare(first: &Roster, second: &Roster, body: &str) -> Option<Difference> {
    let names =
        |roster: &Roster| roster.members.iter().map(|(name, ..)| name.clone()).collect::<BTreeSet<String>>();
    let (in_first, in_second) = (names(first), names(second));
    let common = in_first.intersection(&in_second).count();
    // A body that changed altogether is another body, or was elected anew.
    if common == 0 || in_first == in_second {
        return None;
    }
    let lone = |roster: &Roster, others: &BTreeSet<String>| -> Vec<(String, FindingPlace)> {
        let lone = roster.members.iter().filter(|(name, _, changed)| !changed && !others.contains(name));
        let place = |row: usize| {
            let cell = &roster.table.rows[row].cells[0];
            let span = cell.text.span(roster.spot.edition.file, &(0..cell.text.plain.len()));
            FindingPlace::words(span, Role::Suspect)
        };
        lone.map(|(_, row, _)| (roster.table.rows[*row].cells[0].text.plain.trim().to_owned(), place(*row)))
            .collect()
    };
    let (mut of_first, of_second) = (lone(first, &in_second), lone(second, &in_first));
    let words = |lone: &[(String, FindingPlace)]| {
        let names: Vec<&str> = lone.iter().map(|(name, _)| name.as_str()).collect();
        if names.is_empty() { "–".to_owned() } else { names.join("、") }
    };
    if of_first.is_empty() && of_second.is_empty() {
        return None;
    }
    let words = format!("{body} ({} / {})", words(&of_first), words(&of_second));
    of_first.extend(of_second);
    Some(Difference { words, places: of_first.into_iter().map(|(_, place)| place).collect() })
}
