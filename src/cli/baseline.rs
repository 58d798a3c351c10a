//! A baseline: what `check --format json` printed on some day, so that only later findings are shown.

use std::collections::BTreeMap;

use camino::Utf8Path;
use serde::Deserialize;

use crate::check::{Arg, Finding};
use crate::store::{self, OpenError};

use super::console::{Console, Failure};

/// The findings that were open on that day, by fingerprint. Waived ones do not count: their waivers speak for them.
#[derive(Debug)]
pub struct Baseline {
    known: BTreeMap<String, Entry>,
}

#[derive(Debug, Deserialize)]
struct Document {
    version: u64,
    findings: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    fingerprint: String,
    rule: String,
    message: String,
    waived: bool,
    places: Vec<Place>,
}

#[derive(Debug, Deserialize)]
struct Place {
    path: String,
}

impl Baseline {
    /// # Errors
    /// When the file cannot be read, or is not what `check --format json` prints.
    pub fn read(path: &Utf8Path, console: &Console) -> Result<Baseline, Failure> {
        let at = ("path", Arg::Text(path.to_string()));
        let text = store::read_text_file(path).map_err(|error| match error {
            OpenError::NoSuchPath(_) => console.failure("baseline-absent", std::slice::from_ref(&at)),
            error => Failure::Said(console.locale.open_error(&error)),
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let document: Option<Document> = serde_json::from_str(text).ok();
        let document = document.filter(|document| document.version == 1);
        let document = document.ok_or_else(|| console.failure("baseline-other", &[at]))?;
        let open = document.findings.into_iter().filter(|entry| !entry.waived);
        Ok(Baseline { known: open.map(|entry| (entry.fingerprint.clone(), entry)).collect() })
    }

    #[must_use]
    pub fn knows(&self, finding: &Finding) -> bool {
        self.known.contains_key(&finding.fingerprint)
    }

    /// Says how many findings are left out, and which entries no longer occur among all findings.
    pub fn tell(&self, path: &Utf8Path, all: &[Finding], left_out: usize, console: &Console) {
        let number = |count: usize| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
        let at = ("path", Arg::Text(path.to_string()));
        console.say(&console.locale.with("baseline-known", &[at.clone(), ("count", number(left_out))]));
        let occurs = |entry: &&Entry| all.iter().any(|finding| finding.fingerprint == entry.fingerprint);
        let gone: Vec<&Entry> = self.known.values().filter(|entry| !occurs(entry)).collect();
        if gone.is_empty() {
            return;
        }
        let mut said = console.locale.with("baseline-gone", &[at, ("count", number(gone.len()))]);
        for entry in gone {
            let path = entry.places.first().map_or("", |place| place.path.as_str());
            said.push_str(&format!("\n  {}  {}  {path}: {}", entry.fingerprint, entry.rule, entry.message));
        }
        console.say(&said);
    }
}
