//! Metrics, calling, the palette, and what is kept between sessions.

use super::*;
use crate::session::Target;
use crate::tui::act::Proposal;
use crate::tui::kept::Kept;
use crate::tui::model::{Kind, Overlay, Status, Verdict, View};
use crate::tui::msg::{Mouse, Press};

fn fixture() -> Model {
    open(fixture::session(), 120, 40, Language::En)
}

#[test]
fn a_value_is_typed_in_place_and_seen_as_a_diff_first() {
    let mut model = fixture();
    press(&mut model, "3/scope3<enter>");
    assert_eq!(model.metrics.rows.len(), 1);
    press(&mut model, "<enter><c-u>2,400.10");
    assert!(seen(&model).contains("2,400.10_"));
    let effects = press(&mut model, "<enter>");
    let metric = model.cell().unwrap();
    assert!(
        matches!(&effects[..], [Effect::Try { proposal: Proposal::Value { metric: of, value }, .. }]
            if *of == metric && value == "2,400.10"),
        "{effects:?}"
    );
    assert!(matches!(&model.overlay, Some(Overlay::Mend(mend)) if mend.targets == [Target::Metric(metric)]));
    press(&mut model, "<esc><esc>");
    assert_eq!((model.view, model.metrics.filter.as_str()), (View::Metrics, ""));
}

#[test]
fn letters_typed_into_a_value_are_no_commands() {
    let mut model = fixture();
    press(&mut model, "3/scope3<enter><enter>");
    assert_eq!(press(&mut model, "qxu"), []);
    assert!(model.metrics.editing.is_some());
    press(&mut model, "<esc>");
    assert_eq!(model.metrics.editing, None);
}

#[test]
fn a_metric_leads_to_its_place_in_the_text() {
    let mut model = fixture();
    press(&mut model, "3/scope3<enter>g");
    let figure = model.reading.figure.expect("it stands in the text");
    assert_eq!(model.view, View::Reading);
    assert!(model.loaded.as_ref().unwrap().report().figures[figure].binding.is_some());
    press(&mut model, "3");
    let series = model.series().unwrap();
    assert_eq!(model.loaded.as_ref().unwrap().report().metrics.series(series).name, "ghg.scope3");
}

#[test]
fn figures_are_called_and_the_round_is_signed() {
    let mut model = fixture();
    press(&mut model, "c");
    assert_eq!(model.view, View::Call);
    let count = model.calling.items.len();
    assert!(count > 3);
    assert_eq!(press(&mut model, "yn<space>"), vec![Effect::Keep; 3]);
    press(&mut model, "b");
    let item = model.calling.item().unwrap();
    assert_eq!(model.calling.verdict(item), Some(Verdict::Skipped), "back at what was skipped");
    let effects = press(&mut model, "q");
    let [Effect::Carry(Proposal::Call(verdicts))] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!((verdicts.agreed, verdicts.differ.len(), verdicts.skipped), (1, 1, 1));
}

#[test]
fn nothing_called_is_nothing_signed() {
    let mut model = fixture();
    assert!(matches!(&press(&mut model, "cq")[..], [Effect::Expire(_)]));
    assert_eq!(model.view, View::Reading);
}

#[test]
fn the_palette_finds_actions_chapters_metrics_and_findings() {
    let mut model = fixture();
    let first = |model: &Model| match &model.overlay {
        Some(Overlay::Palette(palette)) => palette.hits.first().map(|hit| palette.entries[*hit].clone()),
        _ => None,
    };
    for (typed, kind) in [
        ("export", Kind::Action),
        ("Appendix", Kind::Chapter),
        ("ghg.scope3", Kind::Metric),
        ("restatement", Kind::Finding),
    ] {
        press(&mut model, &format!(":{typed}"));
        let entry = first(&model).unwrap_or_else(|| panic!("nothing for {typed}"));
        assert_eq!(entry.kind, kind, "{typed}: {}", entry.words);
        press(&mut model, "<esc>");
    }
    press(&mut model, ":Appendix<enter>");
    assert_eq!(model.reading.chapter, 1);
    press(&mut model, ":theme<enter>");
    assert!(model.notice.is_some(), "an action is done");
    press(&mut model, ":<tab>");
    assert!(matches!(&model.overlay, Some(Overlay::Palette(palette)) if palette.kind == Some(Kind::Action)));
}

#[test]
fn the_screen_is_found_again_as_it_was_left() {
    let mut model = fixture();
    let x = model.areas().text.en.unwrap().x - 1;
    let _ = update(&mut model, Msg::Mouse(Mouse { press: Press::Down, x, y: 9 }));
    let _ = update(&mut model, Msg::Mouse(Mouse { press: Press::Drag, x: 90, y: 9 }));
    press(&mut model, "}<tab>jjjMt2ssj");
    model.calling.verdicts.insert("chapters/a.md 1 #1".to_owned(), Verdict::Differs);
    let kept = Kept::of(&model).unwrap();
    let again: Kept = serde_json::from_str(&kept.text()).unwrap();
    assert_eq!(again, kept);
    let mut later = Model::new(120, 40, Language::En, model.theme);
    later.kept = Some(again);
    let _ = update(&mut later, Msg::Loaded(Ok(Arc::new(Loaded::new(fixture::session())))));
    assert_eq!(Kept::of(&later), Some(kept));
    assert_eq!(
        (later.view, later.findings.filter.status),
        (View::Findings, Status::Only(crate::check::Severity::Warning))
    );
    assert_eq!(later.split, model.split);
}

#[test]
fn what_was_left_in_a_chapter_that_is_gone_is_forgotten() {
    let kept = Kept { chapter: "gone".to_owned(), pair: 99, scroll: 999, split: Some(99), ..Kept::default() };
    let theme = Theme { palette: Palette::Dark, depth: Depth::None, painted: false };
    let mut model = Model::new(80, 24, Language::En, theme);
    model.kept = Some(kept);
    let _ = update(&mut model, Msg::Loaded(Ok(Arc::new(Loaded::new(fixture::session())))));
    assert_eq!((model.reading.chapter, model.reading.pair, model.split), (0, 0, None));
}

#[test]
fn figures_findings_and_places_are_copied() {
    let mut model = fixture();
    press(&mut model, "/2265<enter>");
    assert!(press(&mut model, "y").contains(&Effect::Copy("2,265.46".to_owned())));
    assert!(
        press(&mut model, "Y").contains(&Effect::Copy("report/chapters/2-climate/zh-Hant.md:5".to_owned()))
    );
    let copied = press(&mut model, "2y");
    assert!(copied.iter().any(|effect| matches!(effect, Effect::Copy(words) if words.contains("2,364.85"))));
}

#[test]
fn the_palette_of_colours_follows_the_ground_until_one_is_chosen() {
    let mut model = fixture();
    model.theme_from = crate::tui::model::ThemeFrom::Asked;
    let _ = update(&mut model, Msg::Ground { light: Some(true) });
    assert_eq!((model.theme.palette, model.theme.painted), (Palette::Light, false));
    let _ = update(&mut model, Msg::Ground { light: None });
    assert_eq!(model.theme.palette, Palette::Light, "too late does no harm");
    model.theme_from = crate::tui::model::ThemeFrom::Asked;
    press(&mut model, "t");
    let _ = update(&mut model, Msg::Ground { light: Some(false) });
    assert_eq!(model.theme.palette, Palette::Light);
}

#[test]
fn a_newcomer_is_told_the_first_keys_until_some_are_pressed() {
    let mut model = fixture();
    model.hint = 2;
    assert!(seen(&model).contains("New here?"));
    press(&mut model, "jj");
    assert!(!seen(&model).contains("New here?"));
}
