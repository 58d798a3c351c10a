//! Words: the chosen language, and how findings, problems and messages are said in it.
//!
//! Messages live in `locales/<language>/*.ftl` (Project Fluent), rule pages in `locales/<language>/rules/`.
//! This module knows what a finding says, not where it is shown.

mod errors;
mod units;

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource, FluentValue};
use include_dir::{Dir, include_dir};
use unic_langid::langid;

use crate::check::{Arg, Finding};
use crate::source::Language;

static LOCALES: Dir = include_dir!("$CARGO_MANIFEST_DIR/locales");

/// The messages of one language.
pub struct Locale {
    pub language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Locale {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Locale({})", self.language.tag())
    }
}

impl Locale {
    /// Reads the messages of a language.
    #[must_use]
    pub fn new(language: Language) -> Locale {
        let identifier = match language {
            Language::ZhHant => langid!("zh-Hant-HK"),
            Language::En => langid!("en-GB"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Isolation marks are for mixed directions; a terminal would print them.
        bundle.set_use_isolating(false);
        let files = LOCALES.get_dir(language.tag()).map(Dir::files).into_iter().flatten();
        for file in files.filter(|file| file.path().extension().is_some_and(|extension| extension == "ftl")) {
            let text = file.contents_utf8().unwrap_or_default().to_owned();
            // A test reads every message, so that what is wrong in a file is found there.
            let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Locale { language, bundle }
    }

    /// Gives words to terms, which messages name as `{ -name }`: what is known only when the program runs.
    pub fn define(&mut self, terms: impl IntoIterator<Item = (String, String)>) {
        let text = terms.into_iter().map(|(name, words)| format!("-{name} = {{{words:?}}}\n")).collect();
        let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, _)| resource);
        self.bundle.add_resource_overriding(resource);
    }

    /// A message without arguments; an unknown key is its own message, which a test forbids.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A message with arguments.
    #[must_use]
    pub fn with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut fluent = FluentArgs::new();
        for (name, arg) in args {
            fluent.set(*name, self.value(arg));
        }
        self.bundle.format_pattern(pattern, Some(&fluent), &mut Vec::new()).into_owned()
    }

    fn value<'a>(&self, arg: &'a Arg) -> FluentValue<'a> {
        match arg {
            Arg::Text(text) => FluentValue::from(text.as_str()),
            Arg::Words(words) => FluentValue::from(words.get(self.language).as_str()),
            Arg::Number(number) => FluentValue::from(*number),
            Arg::System(words) => FluentValue::from(self.system_words(words)),
        }
    }

    /// Whether a message exists.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// What a finding says.
    #[must_use]
    pub fn finding(&self, finding: &Finding) -> String {
        self.with(finding.message.key, &finding.message.args)
    }

    /// The explanation page of a rule, in Markdown.
    #[must_use]
    pub fn rule_page(&self, rule: &str) -> Option<&'static str> {
        LOCALES.get_file(format!("{}/rules/{rule}.md", self.language.tag()))?.contents_utf8()
    }

    /// A rule in a few words: the heading of its page.
    #[must_use]
    pub fn rule_title(&self, rule: &str) -> &'static str {
        let page = self.rule_page(rule).unwrap_or_default();
        page.lines().next().unwrap_or_default().trim_start_matches(['#', ' '])
    }
}
