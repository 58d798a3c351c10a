//! Rows of tables to metrics: one quantity is one metric, in however many tables it is stated.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::figures::Unit;
use crate::report::binding::normalise;
use crate::report::{FigureId, Period};

use super::name;
use super::tables::{Entry, Stated, TableRows};

/// A row of a table: the table's place among those read, and the entry's in it.
pub type EntryId = (usize, usize);

/// Entries that state one quantity, as the figures themselves show.
pub type Links = BTreeMap<EntryId, BTreeSet<EntryId>>;

/// A metric to be.
#[derive(Clone, Debug)]
pub struct Metric {
    /// `revenue.lanterns`.
    pub id: String,
    /// The table whose file it is written to.
    pub table: usize,
    /// The whole; for a quantity that only its parts state, without values.
    pub whole: Series,
    pub dimensions: Vec<Dimension>,
    pub unit_text: String,
}

/// One way to divide a metric.
#[derive(Clone, Debug)]
pub struct Dimension {
    pub key: String,
    /// The words that name it: `按性別`; empty where columns divide it.
    words: String,
    /// The parts by their keys.
    pub parts: Vec<(String, Series)>,
}

/// A row of values and the entries that state it.
#[derive(Clone, Debug, Default)]
pub struct Series {
    pub label: String,
    /// Other words by which tables name it.
    pub aliases: Vec<String>,
    pub values: BTreeMap<Period, Stated>,
}

impl Series {
    /// Adds words by which a table names it.
    fn name(&mut self, words: &str) {
        let same = |known: &String| normalise(known) == normalise(words);
        if !same(&self.label) && !self.aliases.iter().any(same) {
            self.aliases.push(words.to_owned());
        }
    }
}

/// All metrics, and what each figure states.
#[derive(Clone, Debug, Default)]
pub struct Metrics {
    pub all: Vec<Metric>,
    /// The names of series by entry.
    pub names: BTreeMap<EntryId, String>,
    /// `ghg.scope3` and the period, by figure.
    pub stated: BTreeMap<FigureId, (String, Period)>,
}

/// What is not to be done, because it was tried and changed what the report says.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    /// Entries that stay text.
    pub dropped: BTreeSet<EntryId>,
    /// Entries that are not the same metric as a row of another table, whatever their labels say.
    pub apart: BTreeSet<EntryId>,
    /// Entries whose unit is not declared.
    pub unitless: BTreeSet<EntryId>,
    /// Figures that a finding suspects: another that states the same is the value.
    pub suspected: BTreeSet<FigureId>,
}

/// Makes metrics of the rows of all tables.
#[must_use]
pub fn metrics(tables: &[TableRows], links: &Links, limits: &Limits) -> Metrics {
    let mut builder = Builder {
        tables,
        links,
        limits,
        spaces: spaces(tables),
        taken: BTreeSet::new(),
        known: HashMap::new(),
        of: BTreeMap::new(),
        all: Vec::new(),
    };
    for table in 0..tables.len() {
        builder.table(table);
    }
    builder.finish()
}

struct Builder<'a> {
    tables: &'a [TableRows],
    links: &'a Links,
    limits: &'a Limits,
    /// The first part of the identifiers of each table.
    spaces: Vec<String>,
    taken: BTreeSet<String>,
    /// The series that earlier tables state, by what names their rows.
    known: HashMap<(String, String, Option<Unit>), Vec<Slot>>,
    /// The series of each entry: a metric, and the dimension and part, if it is one.
    of: BTreeMap<EntryId, Slot>,
    all: Vec<Metric>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Slot {
    metric: usize,
    part: Option<(usize, usize)>,
}

impl Builder<'_> {
    fn table(&mut self, table: usize) {
        let restated = self.restated(table);
        for (index, entry) in self.tables[table].entries.iter().enumerate() {
            let id = (table, index);
            if self.limits.dropped.contains(&id) {
                continue;
            }
            let slot = match restated.get(&index) {
                Some(known) => *known,
                None => self.place(id, entry),
            };
            let path = entry.path.join(" ");
            if let Some(head) = &entry.column {
                self.series(Slot { part: None, ..slot }).name(&path);
                self.series(slot).name(head);
            } else {
                self.series(slot).name(&path);
            }
            let suspected = &self.limits.suspected;
            let series = self.series(slot);
            for (period, stated) in &entry.values {
                let known = series.values.entry(period.clone()).or_insert_with(|| stated.clone());
                if suspected.contains(&known.figure) && !suspected.contains(&stated.figure) {
                    *known = stated.clone();
                }
            }
            self.of.insert(id, slot);
        }
        for (index, entry) in self.tables[table].entries.iter().enumerate() {
            if let Some(slot) = self.of.get(&(table, index)) {
                let slots = self.known.entry(entry.key()).or_default();
                if !slots.contains(slot) {
                    slots.push(*slot);
                }
            }
        }
    }

    /// The entries of a table that earlier tables state already, by their place.
    fn restated(&self, table: usize) -> BTreeMap<usize, Slot> {
        let mut found: BTreeMap<usize, (Slot, usize, usize)> = BTreeMap::new();
        let mut linked: BTreeMap<usize, Slot> = BTreeMap::new();
        for (index, entry) in self.tables[table].entries.iter().enumerate() {
            let id = (table, index);
            if self.limits.apart.contains(&id) || self.limits.dropped.contains(&id) {
                continue;
            }
            if let Some(slot) = self.linked(id, entry) {
                linked.insert(index, slot);
                continue;
            }
            let mut known = self.known.get(&entry.key()).into_iter().flatten();
            let best = known.find_map(|slot| {
                let (same, unlike) = self.compare(*slot, entry);
                (same + unlike > 0).then_some((*slot, same, unlike))
            });
            found.extend(best.map(|best| (index, best)));
        }
        // Rows that disagree are of one quantity only where the tables agree for the most part.
        let same: usize = found.values().map(|(_, same, _)| same).sum();
        let unlike: usize = found.values().map(|(_, _, unlike)| unlike).sum();
        let alike = same >= 2 && unlike * 4 <= same;
        found.retain(|_, (_, same, unlike)| *unlike == 0 && *same > 0 || alike);
        linked.extend(found.into_iter().map(|(index, (slot, _, _))| (index, slot)));
        linked
    }

    /// The series of an earlier row that states the same quantity in the same unit.
    fn linked(&self, id: EntryId, entry: &Entry) -> Option<Slot> {
        let others = self.links.get(&id)?.iter().filter(|other| other.0 < id.0);
        let mut others = others.filter(|other| self.entry(**other).unit == entry.unit);
        others.find_map(|other| self.of.get(other)).copied()
    }

    /// How many values of an entry a series has too, and how many it has otherwise.
    fn compare(&self, slot: Slot, entry: &Entry) -> (usize, usize) {
        let metric = &self.all[slot.metric];
        let series =
            slot.part.map_or(&metric.whole, |(dimension, part)| &metric.dimensions[dimension].parts[part].1);
        let shared =
            entry.values.iter().filter_map(|(period, stated)| Some((series.values.get(period)?, stated)));
        let (same, unlike): (Vec<_>, Vec<_>) =
            shared.partition(|(known, stated)| known.value == stated.value);
        (same.len(), unlike.len())
    }

    /// A new series: a part of the metric of another row or of its own row, or a metric.
    fn place(&mut self, id: EntryId, entry: &Entry) -> Slot {
        let whole = self.whole(id, entry).filter(|metric| self.all[*metric].unit_text == self.unit_text(id));
        match (&entry.column, whole) {
            (Some(head), Some(metric)) => self.part(metric, "", head),
            // A quantity that only the columns of its row state.
            (Some(head), None) => {
                let metric = self.metric(id, entry).metric;
                self.part(metric, "", head)
            }
            (None, Some(metric)) => {
                let group = entry.path.len().checked_sub(2).map(|at| entry.path[at].as_str());
                self.part(metric, group.unwrap_or_default(), entry.own())
            }
            (None, None) => self.metric(id, entry),
        }
    }

    /// The metric of the row that an entry is a part of.
    fn whole(&self, id: EntryId, entry: &Entry) -> Option<usize> {
        let row = if entry.column.is_some() { entry.row } else { entry.whole? };
        let of_row = |(index, other): (usize, &Entry)| {
            self.of
                .get(&(id.0, index))
                .filter(|slot| other.row == row && (slot.part.is_none() || entry.column.is_some()))
        };
        self.tables[id.0].entries.iter().enumerate().find_map(of_row).map(|slot| slot.metric)
    }

    fn part(&mut self, metric: usize, words: &str, label: &str) -> Slot {
        let dimensions = &mut self.all[metric].dimensions;
        let at = dimensions.iter().position(|known| known.words == words).unwrap_or_else(|| {
            let wanted = if words.is_empty() { "column".to_owned() } else { dimension_of(words) };
            let key = free(&wanted, |key| dimensions.iter().any(|known| known.key == key));
            dimensions.push(Dimension { key, words: words.to_owned(), parts: Vec::new() });
            dimensions.len() - 1
        });
        let parts = || dimensions.iter().flat_map(|known| &known.parts);
        let wanted = name::identifier(label).unwrap_or_else(|| format!("part{}", parts().count() + 1));
        let key = free(&wanted, |key| parts().any(|(known, _)| known == key));
        let parts = &mut dimensions[at].parts;
        parts.push((key, Series { label: label.to_owned(), ..Series::default() }));
        Slot { metric, part: Some((at, parts.len() - 1)) }
    }

    fn metric(&mut self, entry_id: EntryId, entry: &Entry) -> Slot {
        let table = entry_id.0;
        let label = entry.path.join(" ");
        let words = name::identifier(&label).or_else(|| name::identifier(entry.own()));
        let words = words.unwrap_or_else(|| format!("row{}", entry.row));
        let id = free(&format!("{}.{words}", self.spaces[table]), |id| self.taken.contains(id));
        self.taken.insert(id.clone());
        let whole = Series { label, ..Series::default() };
        self.all.push(Metric {
            id,
            table,
            whole,
            dimensions: Vec::new(),
            unit_text: self.unit_text(entry_id).to_owned(),
        });
        Slot { metric: self.all.len() - 1, part: None }
    }

    /// The unit that is declared of an entry; empty for none.
    fn unit_text(&self, id: EntryId) -> &str {
        if self.limits.unitless.contains(&id) { "" } else { &self.entry(id).unit_text }
    }

    fn entry(&self, (table, index): EntryId) -> &Entry {
        &self.tables[table].entries[index]
    }

    fn series(&mut self, slot: Slot) -> &mut Series {
        let metric = &mut self.all[slot.metric];
        match slot.part {
            None => &mut metric.whole,
            Some((dimension, part)) => &mut metric.dimensions[dimension].parts[part].1,
        }
    }

    fn finish(self) -> Metrics {
        let mut names = BTreeMap::new();
        let mut stated = BTreeMap::new();
        for (id, slot) in &self.of {
            let metric = &self.all[slot.metric];
            let name = match slot.part {
                None => metric.id.clone(),
                Some((dimension, part)) => {
                    format!("{}[{}]", metric.id, metric.dimensions[dimension].parts[part].0)
                }
            };
            for (period, value) in &self.entry(*id).values {
                stated.insert(value.figure, (name.clone(), period.clone()));
            }
            names.insert(*id, name);
        }
        Metrics { all: self.all, names, stated }
    }
}

/// The first part of the identifiers of each table: what its caption or heading gives, or its number.
fn spaces(tables: &[TableRows]) -> Vec<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut spaces = Vec::new();
    for (index, table) in tables.iter().enumerate() {
        let words = name::identifier(&table.title).map(|words| name::first_words(&words, 3));
        let wanted = words.unwrap_or_else(|| format!("table{}", index + 1));
        let space = free(&wanted, |space| taken.contains(space));
        taken.insert(space.clone());
        spaces.push(space);
    }
    spaces
}

/// `按性別`, `By gender`: the key of the dimension.
fn dimension_of(group: &str) -> String {
    let bare = group.trim_start_matches('按');
    let bare = bare.strip_prefix("By ").or_else(|| bare.strip_prefix("by ")).unwrap_or(bare);
    name::identifier(bare).unwrap_or_else(|| "parts".to_owned())
}

/// A name, or the name with the first number that makes it new.
fn free(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(wanted) {
        return wanted.to_owned();
    }
    let mut number = 2;
    while taken(&format!("{wanted}_{number}")) {
        number += 1;
    }
    format!("{wanted}_{number}")
}
