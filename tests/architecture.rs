//! The layer table of `src/lib.rs`, the length of files, and the list of rules in the README, held to the code.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
#![expect(clippy::disallowed_methods, reason = "reads the source tree, not a report")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const LINES: usize = 400;
/// Longer files are tables, read from top to bottom as one.
const TABLES: [&str; 1] = ["figures/unit/table.rs"];

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every Rust file below `src/`: its path from there, and its text.
fn files() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![source_folder()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(source_folder()).unwrap().to_str().unwrap().to_owned();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The modules named in brackets and backticks: [`source`], [`figures`].
fn linked(cell: &str) -> Vec<String> {
    cell.split("[`").skip(1).filter_map(|rest| rest.split('`').next()).map(str::to_owned).collect()
}

/// What each module may use, from the table of `lib.rs`.
///
/// A row says modules by name, or those of the rows above with "and below" and "all of the above".
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let lib = fs::read_to_string(source_folder().join("lib.rs")).unwrap();
    let rows = lib.lines().filter_map(|line| line.strip_prefix("//! | [`"));
    let mut allowed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        let row = format!("[`{row}");
        let (modules, uses) = row.trim_end_matches([' ', '|']).split_once(" | ").unwrap();
        let mut may = BTreeSet::new();
        if uses.contains("all of the above") {
            may.extend(allowed.keys().cloned());
        }
        for part in uses.split([',', ' ']).filter(|part| allowed.contains_key(*part)) {
            if uses.contains("and below") {
                may.extend(allowed[part].iter().cloned());
            }
            may.insert(part.to_owned());
        }
        for module in linked(modules) {
            allowed.insert(module, may.clone());
        }
    }
    allowed
}

/// The modules of ours that a text names as `crate::x`, comments left out.
fn used(text: &str) -> BTreeSet<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut used = BTreeSet::new();
    for line in code {
        for rest in line.split("crate::").skip(1) {
            let names = rest.strip_prefix('{').map_or(rest, |list| list.split('}').next().unwrap_or(list));
            for name in names.split(if rest.starts_with('{') { ',' } else { ':' }) {
                let name: String =
                    name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                used.insert(name);
                if !rest.starts_with('{') {
                    break;
                }
            }
        }
    }
    used
}

#[test]
fn modules_use_only_what_the_layer_table_allows() {
    let allowed = table();
    let mut wrong = Vec::new();
    for (file, text) in files() {
        let module = file.split(['/', '.']).next().unwrap().to_owned();
        // Tests may reach up: they open whole reports.
        let is_test = file.ends_with("tests.rs") || file.contains("/tests/");
        if module == "lib" || module == "main" || is_test {
            continue;
        }
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let may =
            allowed.get(&module).unwrap_or_else(|| panic!("src/lib.rs: no row for {module} in the table"));
        for other in used(text).into_iter().filter(|other| allowed.contains_key(other)) {
            if other != module && !may.contains(&other) {
                wrong.push(format!("src/{file} uses {other}, which {module} may not"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_layer_table_is_read_as_it_is_meant() {
    let allowed = table();
    assert!(allowed["source"].is_empty() && allowed["figures"].is_empty());
    assert!(allowed["check"].contains("report") && !allowed["check"].contains("store"));
    assert!(allowed["output"].contains("locale") && allowed["output"].contains("figures"));
    assert!(!allowed["output"].contains("tui"));
    assert!(
        allowed["cli"].contains("tui")
            && allowed["cli"].contains("pdf")
            && allowed["cli"].contains("session")
    );
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let mut wrong = Vec::new();
    for (file, text) in files() {
        let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
        if lines > LINES && !TABLES.contains(&file.as_str()) {
            wrong.push(format!("src/{file}: {lines} lines, more than {LINES}"));
        }
        if !text.starts_with("//! ") {
            wrong.push(format!("src/{file}: does not open with what it is for"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_is_in_the_readme_and_explained_in_both_languages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    for rule in tieout::check::RULES {
        assert!(readme.contains(&format!("`{}`", rule.id)), "README.md does not name {}", rule.id);
        for language in ["zh-Hant", "en"] {
            let page = root.join(format!("locales/{language}/rules/{}.md", rule.id));
            assert!(page.is_file(), "{} is missing", page.display());
        }
    }
}
