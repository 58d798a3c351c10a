//! What the screen keeps of a report between sessions: where one was, what was filtered, how wide the panes were.

use std::collections::BTreeMap;

use camino::Utf8Path;
use serde::{Deserialize, Serialize};

use crate::check::{RULES, Severity};
use crate::source::Language;
use crate::store;

use super::model::{Model, Status, ThemeFrom, Verdict, View};
use super::theme::Palette;

/// The state of the screen, by names that outlive a change of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    pub view: String,
    /// The folder of the chapter.
    pub chapter: String,
    pub pair: usize,
    pub scroll: usize,
    pub language: String,
    pub status: String,
    pub rule: Option<String>,
    pub filter_chapter: Option<String>,
    pub filter: String,
    /// The fingerprint of the finding at the cursor of the list.
    pub finding: String,
    /// The metric at the cursor of the table.
    pub metric: String,
    pub split: Option<u16>,
    pub list_split: Option<u16>,
    pub no_ticks: bool,
    pub theme: Option<String>,
    /// What was said in a round of calling that is not signed yet.
    pub called: BTreeMap<String, char>,
}

const VIEWS: [(View, &str); 4] =
    [(View::Reading, "read"), (View::Findings, "findings"), (View::Metrics, "metrics"), (View::Call, "call")];
const STATUSES: [(Status, &str); 6] = [
    (Status::Open, "open"),
    (Status::Only(Severity::Error), "error"),
    (Status::Only(Severity::Warning), "warning"),
    (Status::Only(Severity::Note), "note"),
    (Status::Waived, "waived"),
    (Status::Flagged, "flagged"),
];
const PALETTES: [(Palette, &str); 3] =
    [(Palette::Dark, "dark"), (Palette::Light, "light"), (Palette::HighContrast, "high-contrast")];

fn name<T: PartialEq>(all: &[(T, &'static str)], one: &T) -> String {
    all.iter().find(|(known, _)| known == one).map_or(String::new(), |(_, name)| (*name).to_owned())
}

fn named<T: Copy>(all: &[(T, &str)], name: &str) -> Option<T> {
    all.iter().find(|(_, known)| *known == name).map(|(one, _)| *one)
}

impl Kept {
    /// Reads it; an absent or damaged file keeps nothing.
    #[must_use]
    pub fn read(path: &Utf8Path) -> Option<Kept> {
        serde_json::from_str(&store::read_own(path)?).ok()
    }

    /// As it is written.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What there is to keep of a screen; nothing before a report was shown.
    #[must_use]
    pub fn of(model: &Model) -> Option<Kept> {
        let loaded = model.loaded.as_ref()?;
        let folder = |at: usize| loaded.report().chapters.get(at).map(|chapter| chapter.folder.clone());
        let filter = &model.findings.filter;
        let finding = model.selected().map(|at| loaded.findings()[at].fingerprint.clone());
        let metric = model.series().map(|series| loaded.report().metrics.series(series).name.clone());
        Some(Kept {
            view: name(&VIEWS, &model.view),
            chapter: folder(model.reading.chapter).unwrap_or_default(),
            pair: model.reading.pair,
            scroll: model.reading.scroll,
            language: model.reading.language.tag().to_owned(),
            status: name(&STATUSES, &filter.status),
            rule: filter.rule.map(str::to_owned),
            filter_chapter: filter.chapter.and_then(folder),
            filter: filter.text.clone(),
            finding: finding.unwrap_or_default(),
            metric: metric.unwrap_or_default(),
            split: model.split,
            list_split: model.list_split,
            no_ticks: !model.ticks,
            theme: (model.theme_from == ThemeFrom::Chosen).then(|| name(&PALETTES, &model.theme.palette)),
            called: model
                .calling
                .verdicts
                .iter()
                .map(|(name, verdict)| (name.clone(), verdict.letter()))
                .collect(),
        })
    }

    /// Puts a screen that has just opened a report where it was left.
    pub fn restore(self, model: &mut Model) {
        let Some(loaded) = model.loaded.clone() else { return };
        let folder =
            |wanted: &str| loaded.report().chapters.iter().position(|chapter| chapter.folder == wanted);
        model.view = named(&VIEWS, &self.view).unwrap_or(View::Reading);
        if let Some(chapter) = folder(&self.chapter) {
            model.reading.chapter = chapter;
            let pairs = loaded.report().chapters[chapter].pairs.len();
            model.reading.pair = self.pair.min(pairs.saturating_sub(1));
            model.reading.scroll = self.scroll;
        }
        if let Some(language) = Language::from_tag(&self.language)
            && loaded.report().languages().contains(&language)
        {
            model.reading.language = language;
        }
        model.findings.filter.status = named(&STATUSES, &self.status).unwrap_or_default();
        let rule = |wanted: &str| RULES.iter().map(|rule| rule.id).find(|known| *known == wanted);
        model.findings.filter.rule = self.rule.as_deref().and_then(rule);
        model.findings.filter.chapter = self.filter_chapter.as_deref().and_then(folder);
        model.findings.filter.text = self.filter;
        // Panes wider or narrower than they can be dragged are from somewhere else.
        let sound = |split: &u16| super::screen::SPLITS.contains(split);
        model.split = self.split.filter(sound);
        model.list_split = self.list_split.filter(sound);
        model.ticks = !self.no_ticks;
        if let Some(palette) = self.theme.as_deref().and_then(|theme| named(&PALETTES, theme)) {
            model.theme.palette = palette;
            model.theme.painted = true;
            model.theme_from = ThemeFrom::Chosen;
        }
        let verdict = |(name, letter): (String, char)| Some((name, Verdict::from_letter(letter)?));
        model.calling.verdicts = self.called.into_iter().filter_map(verdict).collect();
        let at = loaded.findings().iter().position(|finding| finding.fingerprint == self.finding);
        super::update::restore(model, at, loaded.report().metrics.by_name.get(&self.metric).copied());
    }
}
