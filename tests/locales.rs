//! The words of the two languages, held to each other and to the code.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
#![expect(clippy::disallowed_methods, reason = "reads the source tree, not a report")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent::FluentResource;
use tieout::locale::Locale;
use tieout::source::Language;

/// The messages of a language by key, each with the arguments that it uses.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language.tag());
    let mut messages = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "ftl") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        if let Err((_, errors)) = FluentResource::try_new(text.clone()) {
            panic!("{}: {errors:?}", path.display());
        }
        let mut key = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let opens = line.starts_with(|first: char| first.is_ascii_alphabetic());
            if let (true, Some((name, _))) = (opens, line.split_once('=')) {
                name.trim().clone_into(&mut key);
                let twice = messages.insert(key.clone(), BTreeSet::new());
                assert!(twice.is_none(), "{}: {key} stands twice in this language", path.display());
            }
            for rest in line.split('$').skip(1) {
                let name: String =
                    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
                messages.get_mut(&key).unwrap().insert(name);
            }
        }
    }
    messages
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_arguments() {
    let (zh, en) = (messages(Language::ZhHant), messages(Language::En));
    let keys = |of: &BTreeMap<String, _>| of.keys().cloned().collect::<BTreeSet<String>>();
    let lacking: Vec<_> = keys(&zh).symmetric_difference(&keys(&en)).cloned().collect();
    assert!(lacking.is_empty(), "only in one language: {lacking:?}");
    for (key, arguments) in &zh {
        // A plural is a matter of English: Chinese may leave out a number that English selects by.
        assert_eq!(arguments, &en[key], "arguments of {key}");
    }
}

/// Names of other languages that look like messages of ours: a property of SVG.
const NOT_MESSAGES: [&str; 1] = ["text-anchor"];

/// Texts in quotes of the code that look like keys of a family that the locales have.
fn keys_in_code() -> BTreeSet<String> {
    let families: BTreeSet<String> =
        messages(Language::En).keys().filter_map(|key| key.split('-').next().map(str::to_owned)).collect();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut found = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !path.ends_with("tests") {
                    folders.push(path);
                }
                continue;
            }
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            for word in code.lines().flat_map(|line| line.split('"').skip(1).step_by(2)) {
                let family = word.split('-').next().unwrap_or_default();
                let key = word.contains('-')
                    && word
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_');
                if key && families.contains(family) && !word.ends_with('-') && !NOT_MESSAGES.contains(&word) {
                    found.insert(word.to_owned());
                }
            }
        }
    }
    found
}

#[test]
fn every_message_that_the_code_names_exists() {
    let en = Locale::new(Language::En);
    let rules: BTreeSet<&str> = tieout::check::RULES.iter().map(|rule| rule.id).collect();
    let missing: Vec<String> =
        keys_in_code().into_iter().filter(|key| !en.has(key) && !rules.contains(key.as_str())).collect();
    assert!(missing.is_empty(), "named in the code, not in locales/: {missing:?}");
}
