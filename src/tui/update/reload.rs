//! Taking in a report that was read again: the cursor stays where its words are.

use std::sync::Arc;

use crate::report::{FigureId, Report};
use crate::source::Language;

use super::super::loaded::Loaded;
use super::super::model::{Model, Reading, View};
use super::super::msg::Effect;
use super::{act, calling, findings, metrics, palette, reading, search};

/// Replaces the report, keeping chapter, block, figure, finding and scroll as far as they are still there.
/// What was being done goes on, as far as what it is about is still there.
pub(super) fn replace(model: &mut Model, loaded: &Arc<Loaded>) -> Vec<Effect> {
    let cell = model.cell();
    let old = model.loaded.replace(Arc::clone(loaded));
    model.pages.clear();
    let mut effects = Vec::new();
    if let Some(old) = &old {
        let offset = offset(model);
        model.reading = carry_over(&model.reading, old, loaded);
        let chapter =
            model.findings.filter.chapter.and_then(|at| chapter_again(at, old.report(), loaded.report()));
        model.findings.filter.chapter = chapter;
        let selected = model.selected().map(|finding| old.findings()[finding].fingerprint.clone());
        findings::refresh(model);
        let known = |finding: &usize| Some(&loaded.findings()[*finding].fingerprint) == selected.as_ref();
        if let Some(row) = model.findings.rows.iter().position(known) {
            findings::select(model, row);
        }
        reading::lay_out(model);
        let top =
            model.page.as_ref().and_then(|page| page.pairs.get(model.reading.pair)).map(|rows| rows.top);
        model.reading.scroll = top.unwrap_or(0).saturating_add_signed(offset);
    } else {
        let languages = loaded.report().languages();
        if !languages.contains(&model.reading.language) {
            model.reading.language = languages.first().copied().unwrap_or(Language::ZhHant);
        }
        findings::refresh(model);
        reading::lay_out(model);
    }
    reading::reveal(model);
    metrics::replace(model, cell, old.as_deref());
    if model.view == View::Call {
        calling::refresh(model);
    }
    search::refresh(model);
    palette::replace(model);
    if let Some(old) = &old {
        effects.extend(act::carry_over(model, old, loaded));
    }
    effects
}

/// The chapter in the same folder.
fn chapter_again(chapter: usize, old: &Report, new: &Report) -> Option<usize> {
    let folder = &old.chapters.get(chapter)?.folder;
    new.chapters.iter().position(|chapter| chapter.folder == *folder)
}

/// How far the first row in view is below the top of the block at the cursor.
fn offset(model: &Model) -> isize {
    let top =
        model.page.as_ref().and_then(|page| page.pairs.get(model.reading.pair)).map_or(0, |rows| rows.top);
    model.reading.scroll.cast_signed() - top.cast_signed()
}

fn carry_over(reading: &Reading, old: &Loaded, new: &Loaded) -> Reading {
    let Some(chapter) = chapter_again(reading.chapter, old.report(), new.report()) else {
        return Reading {
            chapter: 0,
            pair: 0,
            figure: None,
            finding: None,
            found: None,
            scroll: 0,
            ..*reading
        };
    };
    let pair = pair(reading, old, new, chapter);
    let figure = reading.figure.and_then(|figure| figure_again(figure, pair, old, new, chapter));
    // What has newly come to be found of the figure, as when a mending is taken back, is what one wants to see.
    let accused = figure.and_then(|figure| new.accusing(figure)).filter(|(finding, _)| {
        let fingerprint = &new.findings()[*finding].fingerprint;
        !old.findings().iter().any(|known| known.fingerprint == *fingerprint)
    });
    let finding = reading.finding.and_then(|(finding, place)| {
        let fingerprint = &old.findings()[finding].fingerprint;
        let again = new.findings().iter().position(|finding| finding.fingerprint == *fingerprint)?;
        (place < new.findings()[again].places.len()).then_some((again, place))
    });
    // A finding that was mended or changed gives way to what is found at the figure now.
    let finding = accused.or(finding).or_else(|| new.finding_at(figure?));
    Reading { chapter, pair, figure, finding, found: None, ..*reading }
}

/// The pair that holds the same words, or the one at the same place.
fn pair(reading: &Reading, old: &Loaded, new: &Loaded, chapter: usize) -> usize {
    let words = |loaded: &Loaded, chapter: usize, pair: usize| -> Option<String> {
        let report = loaded.report();
        let block = report.chapters.get(chapter)?.pairs.get(pair)?.get(reading.language)?;
        let block = &report.edition(chapter, reading.language)?.blocks[block];
        Some(block.texts().map(|text| text.plain.as_str()).collect::<Vec<_>>().join("\n"))
    };
    let pairs = new.report().chapters[chapter].pairs.len();
    let before = words(old, reading.chapter, reading.pair);
    let same = |pair: &usize| before.is_some() && words(new, chapter, *pair) == before;
    let near = (0..pairs).filter(same).min_by_key(|pair| pair.abs_diff(reading.pair));
    near.unwrap_or(reading.pair.min(pairs.saturating_sub(1)))
}

/// The figure at the same place in its block.
fn figure_again(
    figure: FigureId,
    pair: usize,
    old: &Loaded,
    new: &Loaded,
    chapter: usize,
) -> Option<FigureId> {
    let place = old.report().figures.get(figure)?.place;
    let in_block = |loaded: &Loaded, chapter: usize, block: usize| -> Vec<FigureId> {
        loaded.figures_of(chapter, place.language, block).collect()
    };
    let nth = in_block(old, place.chapter, place.block).iter().position(|id| *id == figure)?;
    let block = new.report().chapters[chapter].pairs.get(pair)?.get(place.language)?;
    in_block(new, chapter, block).get(nth).copied()
}
