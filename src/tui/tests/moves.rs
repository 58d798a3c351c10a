//! Where keys lead, and what they ask of the outside world.

use super::*;
use crate::tui::model::{Overlay, View};

fn fixture(width: u16) -> Model {
    open(fixture::session(), width, 40, Language::ZhHant)
}

/// The printed figure at the cursor.
fn at(model: &Model) -> Option<&str> {
    let report = model.loaded.as_ref()?.report();
    Some(report.figures[model.reading.figure?].figure.printed.as_str())
}

#[test]
fn figures_are_walked_in_order_and_across_chapters() {
    let mut model = fixture(120);
    press(&mut model, "]");
    assert_eq!(at(&model), Some("4,298.55"));
    press(&mut model, "]]");
    assert_eq!(at(&model), Some("19.0%"), "years are passed over");
    press(&mut model, "[");
    assert_eq!(at(&model), Some("2,265.46"));
    press(&mut model, "}[");
    assert_eq!((model.reading.chapter, at(&model)), (0, Some("12,000")));
}

#[test]
fn findings_are_walked_and_their_places_visited() {
    let mut model = fixture(120);
    press(&mut model, "n");
    assert_eq!(at(&model), Some("2,265.46"));
    press(&mut model, "<enter>");
    assert_eq!((model.reading.language, at(&model)), (Language::En, Some("2,265.46")));
    press(&mut model, "<enter>");
    assert_eq!((model.reading.chapter, at(&model)), (1, Some("2,364.85")));
    press(&mut model, "N");
    assert!(model.notice.is_some(), "before the first finding comes the last");
}

#[test]
fn the_twin_is_the_same_figure_in_the_other_edition() {
    let mut model = fixture(120);
    press(&mut model, "]]g");
    assert_eq!((model.reading.language, at(&model)), (Language::En, Some("2,265.46")));
    press(&mut model, "g");
    assert_eq!((model.reading.language, at(&model)), (Language::ZhHant, Some("2,265.46")));
}

#[test]
fn one_edition_at_a_time_swaps_on_the_same_pair() {
    let mut model = fixture(80);
    press(&mut model, "jjj");
    let pair = model.reading.pair;
    press(&mut model, "<tab>");
    assert_eq!((model.reading.language, model.reading.pair), (Language::En, pair));
    assert!(seen(&model).contains("The rise is mainly"));
}

#[test]
fn searching_finds_a_value_without_its_separators() {
    let mut model = fixture(120);
    press(&mut model, "/2265<enter>");
    assert_eq!(at(&model), Some("2,265.46"));
    press(&mut model, "/pandemic<enter>");
    assert_eq!(model.reading.language, Language::En);
    assert!(model.reading.found.is_some());
}

#[test]
fn a_finding_opens_in_the_text_and_escape_leads_back() {
    let mut model = fixture(120);
    press(&mut model, "2<tab><enter>");
    assert_eq!((model.view, model.reading.language), (View::Reading, Language::En));
    press(&mut model, "2<esc>");
    assert_eq!(model.view, View::Reading);
    for keys in ["?", "/", "o"] {
        press(&mut model, keys);
        press(&mut model, "<esc>");
        assert!(model.overlay.is_none() && !model.outline.focused, "{keys}");
    }
}

#[test]
fn filters_narrow_the_list_and_the_walk() {
    let mut model = fixture(120);
    press(&mut model, "2s");
    assert_eq!(model.findings.rows.len(), 1, "errors");
    press(&mut model, "s");
    assert_eq!(model.findings.rows.len(), 1, "warnings");
    press(&mut model, "1n");
    assert_eq!(at(&model), Some("19.0%"));
    press(&mut model, "2<esc>");
    assert_eq!(model.findings.rows.len(), 3);
    press(&mut model, "/term<enter>");
    assert_eq!(model.findings.rows.len(), 1);
}

#[test]
fn the_editor_is_asked_for_at_the_line_and_the_report_read_again() {
    let mut model = fixture(120);
    press(&mut model, "]");
    let path = "report/chapters/2-climate/zh-Hant.md".into();
    assert_eq!(press(&mut model, "e"), [Effect::Edit { path, line: 5 }]);
    assert_eq!(update(&mut model, Msg::Edited(Ok(()))), [Effect::Load]);
    assert_eq!(update(&mut model, Msg::Changed), [Effect::Load]);
}

#[test]
fn a_reload_keeps_the_cursor_where_its_words_are() {
    let mut model = fixture(120);
    press(&mut model, "]]");
    let before = model.reading.clone();
    let session = fixture::edited("## 能源及排放物管理\n", "## 能源及排放物管理\n\n新的一段。\n");
    let effects = update(&mut model, Msg::Loaded(Ok(Arc::new(Loaded::new(session)))));
    assert_eq!(effects, [Effect::Expire(1)]);
    assert_eq!(model.reading.pair, before.pair + 1);
    assert_eq!(at(&model), Some("2,265.46"));
    assert_eq!(model.reading.finding.map(|finding| finding.0), before.finding.map(|finding| finding.0));
}

#[test]
fn the_interface_changes_language_at_once() {
    let mut model = fixture(120);
    assert!(seen(&model).contains("發現事項"));
    press(&mut model, "L");
    assert!(seen(&model).contains("Findings") && !seen(&model).contains("發現事項"));
}

#[test]
fn letters_typed_into_a_field_are_no_commands() {
    let mut model = fixture(120);
    assert_eq!(press(&mut model, "/q"), []);
    assert!(matches!(&model.overlay, Some(Overlay::Search { query, .. }) if query == "q"));
    assert_eq!(press(&mut model, "<esc>q"), [Effect::Quit]);
}

#[test]
fn a_notice_ends_only_by_its_own_clock() {
    let mut model = fixture(120);
    assert_eq!(press(&mut model, "t"), [Effect::Expire(1)]);
    assert_eq!(press(&mut model, "t"), [Effect::Expire(2)]);
    let _ = update(&mut model, Msg::Expired(1));
    assert!(model.notice.is_some());
    let _ = update(&mut model, Msg::Expired(2));
    assert!(model.notice.is_none());
}

#[test]
fn a_block_taller_than_the_screen_is_read_to_its_end() {
    let mut model = open(fixture::session(), 60, 12, Language::ZhHant);
    press(&mut model, "}j");
    let mut seen_rows = String::new();
    for _ in 0..30 {
        seen_rows.push_str(&seen(&model));
        press(&mut model, "j");
    }
    for words in ["範圍一", "合計", "徐曉鷗", "創始人"] {
        assert!(seen_rows.contains(words), "{words}");
    }
}

#[test]
fn every_key_has_words_in_both_languages() {
    for language in Language::ALL {
        let locale = crate::locale::Locale::new(language);
        for binding in crate::tui::keys::table() {
            assert!(locale.has(binding.words), "{}", binding.words);
            assert!(
                binding.hint == crate::tui::keys::Hint::Never
                    || locale.has(&format!("{}-short", binding.words)),
                "{}",
                binding.words
            );
            assert!(locale.has(binding.group.key()));
        }
    }
}

#[test]
fn no_key_is_bound_twice_where_both_would_work() {
    use crate::tui::keys::{Context, Scope, bindings};
    for scope in Scope::ALL {
        for (exporting, exported) in [(false, false), (true, false), (true, true)] {
            let context = Context {
                scope,
                places: true,
                figure: true,
                bilingual: true,
                exporting,
                exported,
                subject: true,
                waivable: true,
                flagged: true,
                undoable: true,
                redoable: true,
                several: true,
                ways: true,
                naming: exporting,
            };
            let mut keys: Vec<&str> = bindings(context)
                .flat_map(|binding| binding.keys.iter().chain(binding.also))
                .copied()
                .collect();
            keys.sort_unstable();
            let all = keys.len();
            keys.dedup();
            assert_eq!(keys.len(), all, "{scope:?}");
        }
    }
}

#[test]
fn an_export_is_chosen_followed_cancelled_and_seen_to_its_end() {
    use crate::pdf::{EditionChoice, Progress, Stage};
    use crate::tui::model::Order;
    use crate::tui::msg::ExportEnd;
    let mut model = fixture(120);
    let order = |editions: &[EditionChoice]| Order {
        editions: editions.to_vec(),
        review: false,
        draft: false,
        source_lines: false,
        strict: false,
        folder: "out".into(),
    };
    let english = order(&[EditionChoice::En]);
    assert_eq!(press(&mut model, "x<space><enter>"), [Effect::Export(english)]);
    let progress = Progress { stage: Stage::Paint, done: 5, of: 10 };
    let _ = update(&mut model, Msg::Exporting(EditionChoice::En, progress));
    assert!(seen(&model).contains("[##############..............]"));
    assert_eq!(press(&mut model, "j<esc>"), [Effect::CancelExport], "the screen stays usable meanwhile");
    let _ = update(&mut model, Msg::Exported(ExportEnd::Cancelled));
    assert!(model.export.is_none());
    let all = order(&EditionChoice::ALL);
    let all = Order { review: true, folder: "out/to file".into(), ..all };
    assert_eq!(
        press(&mut model, "x<tab><right>j<space>jjjj/to<space>file<enter>"),
        [Effect::Export(all)],
        "from what was chosen last"
    );
    assert!(seen(&model).contains("out/to file/report.zh-Hant.review.pdf"), "{}", seen(&model));
    let files = vec![("out/report.en.pdf".into(), 12)];
    let _ = update(&mut model, Msg::Exported(ExportEnd::Written { files, warnings: Vec::new() }));
    assert!(seen(&model).contains("out/report.en.pdf"));
    assert_eq!(press(&mut model, "<esc>"), []);
    assert!(model.export.is_none());
}

#[test]
fn a_strict_export_does_not_begin_while_errors_are_open_and_one_needs_a_folder() {
    let mut model = fixture(120);
    assert!(matches!(&press(&mut model, "xjjjj<space><enter>")[..], [Effect::Expire(_)]));
    assert!(seen(&model).contains("嚴格模式：尚有1項錯誤"), "{}", seen(&model));
    assert!(matches!(&press(&mut model, "<space>j<c-u><enter>")[..], [Effect::Expire(_)]));
    assert!(seen(&model).contains("請先輸入資料夾"));
    press(&mut model, "<esc>");
    assert!(model.overlay.is_none());
}
