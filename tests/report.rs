//! Reading reports: blocks, tables in every notation, pairs, bindings, and problems with their places.
//! Each case is a small report in memory; one check function renders what was read.

use tieout::report::load::{Input, InputFile, Unread, load};
use tieout::report::{BlockKind, CellContent, ColumnRole, Origin, Report, RowKind};
use tieout::source::{Language, Position};

/// A report of one chapter from the bodies of its files.
fn report(files: &[(&str, &str)]) -> Report {
    let mut files: Vec<InputFile> = files
        .iter()
        .map(|(path, text)| InputFile { path: (*path).into(), content: Ok((*text).to_owned()) })
        .collect();
    if !files.iter().any(|file| file.path == "report.yaml") {
        let text = "title: T\nperiod: 2023\nchapters: [one]\n".to_owned();
        files.push(InputFile { path: "report.yaml".into(), content: Ok(text) });
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    load(&Input { root: "content".into(), folder: true, files, others: Vec::new() })
}

fn single(text: &str) -> Report {
    let file = InputFile { path: "one.md".into(), content: Ok(text.to_owned()) };
    load(&Input { root: "one.md".into(), folder: false, files: vec![file], others: Vec::new() })
}

/// The blocks of the first edition, a line each.
fn blocks(report: &Report) -> String {
    let chapter = &report.chapters[0];
    let edition = chapter.editions.zh_hant.as_ref().or(chapter.editions.en.as_ref()).expect("an edition");
    edition.blocks.iter().map(|block| format!("{}\n", describe(&block.kind))).collect()
}

fn describe(kind: &BlockKind) -> String {
    match kind {
        BlockKind::Heading { level, number, text } => {
            format!(
                "h{level} {}{}",
                number.as_ref().map_or(String::new(), |number| format!("{number} ")),
                text.plain
            )
        }
        BlockKind::Paragraph(text) => format!("p {}", text.plain),
        BlockKind::Item { depth, marker, key_figure, text } => {
            let key = if *key_figure { " key" } else { "" };
            format!("item{depth}{key} {} {}", marker.as_deref().unwrap_or("-"), text.plain)
        }
        BlockKind::Caption(text) => format!("caption {}", text.plain),
        BlockKind::Note(text) => format!("note {}", text.plain),
        BlockKind::Footnote { label, text } => format!("footnote {label} {}", text.plain),
        BlockKind::Table(table) => {
            let columns: Vec<String> = table
                .columns
                .iter()
                .map(|column| {
                    let role = match column.role {
                        ColumnRole::Label => "label",
                        ColumnRole::Attribute => "attribute",
                        ColumnRole::Unit => "unit",
                        ColumnRole::Value => "value",
                        ColumnRole::Reference => "reference",
                    };
                    column.period.as_ref().map_or(role.to_owned(), |period| format!("{role} {period}"))
                })
                .collect();
            let mut out = format!("table [{}]", columns.join(", "));
            for (index, row) in table.rows.iter().enumerate() {
                let kind = match row.kind {
                    RowKind::Head => "head",
                    RowKind::Group => "group",
                    RowKind::Data => "data",
                };
                let cells: Vec<String> = row
                    .cells
                    .iter()
                    .map(|cell| {
                        let mark = match cell.content {
                            CellContent::Number => "#",
                            CellContent::Missing => "missing",
                            CellContent::Empty => "empty",
                            CellContent::Words => "",
                        };
                        format!("{}{mark}", cell.text.plain.replace('\n', "⏎"))
                    })
                    .collect();
                let unit = row.unit.as_ref().map_or(String::new(), |unit| match &unit.per {
                    Some(per) => format!(" ({}/{per})", unit.symbol),
                    None => format!(" ({})", unit.symbol),
                });
                out.push_str(&format!(
                    "\n  {kind} {}{unit}: {}",
                    table.path(index).join(" > "),
                    cells.join(" | ")
                ));
            }
            out
        }
        BlockKind::MetricTable(table) => format!("metrics {} {}", table.title, table.rows.len()),
        BlockKind::Chart(chart) => {
            format!("chart {:?} {} {}", chart.chart_type, chart.title, chart.series.len())
        }
        BlockKind::Image { alt, target } => format!("image {alt} {target}"),
        BlockKind::Code(_) => "code".to_owned(),
        BlockKind::Rule => "rule".to_owned(),
    }
}

/// The problems, with places, as they would be printed.
fn problems(report: &Report) -> String {
    let place = |problem: &tieout::report::Problem| match problem.span {
        Some(span) => {
            let position = report.sources.position(span);
            format!("{}:{}:{}", problem.path, position.line, position.column)
        }
        None => problem.path.to_string(),
    };
    report.problems.iter().map(|problem| format!("{} {:?}\n", place(problem), problem.kind)).collect()
}

/// Every bound figure: what was printed, and as what.
fn bindings(report: &Report) -> String {
    let bound = report.figures.iter().filter_map(|placed| {
        let reference = placed.binding.as_ref()?;
        let origin = match placed.origin {
            Origin::Typed => "typed",
            Origin::Bound => "bound",
            Origin::Linked => "linked",
        };
        let language = placed.place.language.tag();
        Some(format!(
            "{language} {} = {} ({origin})\n",
            placed.figure.printed,
            report.metrics.name(reference)
        ))
    });
    bound.collect()
}

#[test]
fn blocks_of_a_chapter() {
    let text = "\
# 標題

首段有**粗體**與 tCO<sub>2</sub>e[^1]。

- **42** 起舉報
- **100%** 回復

1. 甲
   - 乙

> **案例：節能**
>
> 內文

表：排放

| 種類 | 單位 | 2022年 | 2023年 |
|---|---|---:|---:|
| **按範圍** | | | |
| 範圍一 | tCO<sub>2</sub>e/ 人 | / | 161.06 |

註：見附錄。

[^1]: 註釋
";
    insta::assert_snapshot!(blocks(&single(text)));
}

#[test]
fn tables_in_every_notation() {
    let pipes = "| 項目 | 2022 | 2023 |\n|---|---:|---:|\n| 甲 (噸) | 1,200 | 1,300 |\n";
    let tabs = "項目\t2022\t2023\n甲 (噸)\t1,200\t1,300\n";
    let html = "<table><tr><th>項目</th><th>2022</th><th>2023</th></tr><tr><td>甲 (噸)</td><td>1,200</td><td>1,300</td></tr></table>\n";
    let expected = blocks(&single(pipes));
    insta::assert_snapshot!(expected);
    assert_eq!(blocks(&single(tabs)), expected);
    assert_eq!(blocks(&single(html)), expected);
}

#[test]
fn years_in_heads_of_several_rows() {
    for text in [
        "|  | 2022 | 2023 |\n|---|---|---|\n|  | £m | £m |\n| Debtors | 415.9 | 440.7 |\n",
        "| Years ended 31 March |  |  |\n|---|---|---|\n| (in £m) | 2022 | 2023 |\n| Debtors | 415.9 | 440.7 |\n",
        "|  | Shares | Shares |\n|---|---|---|\n|  | 2022 | 2023 |\n| Debtors | 415.9 | 440.7 |\n",
    ] {
        let described = blocks(&single(text));
        assert!(described.starts_with("table [label, value 2022, value 2023]"), "{described}");
    }
    let rows = "| Plan |  |  |\n|---|---|---|\n| From 2019 | 2,019 | 2,021 |\n| To | 3 | 4 |\n";
    assert!(!blocks(&single(rows)).contains("value 20"), "amounts are no years");
}

#[test]
fn a_tab_table_keeps_its_place_among_the_blocks() {
    let text = "# 甲\n\n前文\n\n類\t2022年\t2023年\n<b>組</b>\t\t\n乙\t1\t2\n\n後文\n";
    insta::assert_snapshot!(blocks(&single(text)));
}

const METRICS: &str = "\
metrics:
  - id: ghg.scope3
    label: {zh-Hant: 範圍三排放量, en: Scope 3 emissions}
    aliases: {zh-Hant: [其他（範圍三）排放量]}
    unit: tCO2e
    values: {2022: 10.20, 2023: 2364.85}
  - id: staff
    label: {zh-Hant: 僱員總數, en: Employees}
    unit: 人
    values: {2023: 4584}
    segments:
      gender:
        male: {label: {zh-Hant: 男性, en: Men}, values: {2023: 2539}}
        female: {label: {zh-Hant: 女性, en: Women}, values: {2023: 2045}}
";

#[test]
fn figures_bind_by_declaration_and_by_label() {
    let zh = "\
# 甲

共 [2,364.85](metric:ghg.scope3@2023) tCO2e，僱員{{staff@2023}}人。

| 種類 | 單位 | 2022年 | 2023年 |
|---|---|---:|---:|
| **其他（範圍三）** | | | |
| 排放量 | tCO<sub>2</sub>e | 10.20 | 2,265.46 |
| 僱員總數 | 人 | / | 4,584 |
| **按性別** | | | |
| 男性 | 人 | / | 2,539 |

|  | 男性 | 女性 |
|---|---:|---:|
| 僱員總數（人） | 2,539 | 2,045 |
";
    let en = "\
# A

| Category | Unit | 2023 |
|---|---|---:|
| Scope 3 emissions | tCO2e | 2,265.46 |
| Employees | % | 45 |
";
    let report =
        report(&[("metrics/a.yaml", METRICS), ("chapters/one/zh-Hant.md", zh), ("chapters/one/en.md", en)]);
    assert_eq!(problems(&report), "");
    insta::assert_snapshot!(bindings(&report));
}

#[test]
fn a_missing_paragraph_shifts_nothing() {
    let zh = "# 甲\n\n第一段有 11 項。\n\n第二段有 22 項。\n\n第三段有 33 項。\n\n## 乙\n\n尾 44 項。\n";
    let en = "# A\n\nThe first has 11 items.\n\nThe third has 33 items.\n\n## B\n\nThe end has 44 items.\n";
    let report = report(&[("chapters/one/zh-Hant.md", zh), ("chapters/one/en.md", en)]);
    let pairs: Vec<_> = report.chapters[0].pairs.iter().map(|pair| (pair.zh_hant, pair.en)).collect();
    let both = |zh, en| (Some(zh), Some(en));
    assert_eq!(pairs, [both(0, 0), both(1, 1), (Some(2), None), both(3, 2), both(4, 3), both(5, 4)]);
}

#[test]
fn every_figure_is_where_it_says() {
    let zh = "# 甲\n\n約 1,200 噸、22.28億元、\\*3.5\\*、百分之九十、１２３ 人與 &amp; 45%。\n";
    let report = report(&[("chapters/one/zh-Hant.md", zh), ("chapters/one/en.md", "# A\n")]);
    assert!(report.figures.len() >= 5);
    for placed in &report.figures {
        assert_eq!(report.sources.slice(placed.span), placed.figure.printed);
        assert_eq!(placed.place.language, Language::ZhHant);
    }
}

#[test]
fn problems_have_places_and_the_rest_loads() {
    let config = "title: T\nperiod: 23\nlanguages: [zh-Hant, en, fr]\nchapters: [one, two, three]\n";
    let metrics = "\
metrics:
  - id: a
    unit: 人
    values: {2023: 12x, 2022: 5}
  - id: a
    values: {2023: 1}
  - label: {en: B}
";
    let zh = "# 甲\n\n{{b@2023}} 與 {{a@2021}} 與 [5](metric:aa@2022)。\n\n![圖](../../../x.png)\n\n![圖](x.png)\n\n```chart\ntype: pie\nmetrics: [a]\n```\n";
    let report = report(&[
        ("report.yaml", config),
        ("metrics/a.yaml", metrics),
        ("glossary.yaml", "terms:\n  - en: [\n"),
        ("chapters/one/zh-Hant.md", zh),
        ("chapters/one/en.md", "# A\n"),
        ("chapters/two/zh-Hant.md", "# 乙\n"),
    ]);
    insta::assert_snapshot!(problems(&report));
    assert_eq!(report.chapters.len(), 2);
}

#[test]
fn an_unread_file_of_metrics_is_one_problem() {
    let zh = "# 甲\n\n{{b@2023}} 與 [5](metric:c@2022)。\n";
    let chapter = ("chapters/one/zh-Hant.md", zh);
    let en = ("chapters/one/en.md", "# A\n\n{{b@2023}} and [5](metric:c@2022).\n");
    let broken = report(&[("metrics/a.yaml", "metrics:\n  - id: [\n"), chapter, en]);
    assert_eq!(broken.problems.len(), 1, "{}", problems(&broken));
    assert_eq!(problems(&single(zh)), "", "a single file has no metrics to know");
}

#[test]
fn unreadable_files_hide_nothing_else() {
    let bad = |path: &str, unread| InputFile { path: path.into(), content: Err(unread) };
    let files = vec![
        bad("chapters/one/en.md", Unread::NotUtf8 { at: Position { line: 1, column: 7 } }),
        InputFile { path: "chapters/one/zh-Hant.md".into(), content: Ok("# 甲\n".to_owned()) },
        bad("metrics/a.yaml", Unread::NulByte { at: Position { line: 1, column: 3 } }),
        InputFile { path: "report.yaml".into(), content: Ok("title: T\nchapters: [one]\n".to_owned()) },
    ];
    let report = load(&Input { root: "content".into(), folder: true, files, others: Vec::new() });
    insta::assert_snapshot!(problems(&report));
    assert_eq!(report.chapters[0].title(Language::En), "甲");
}

#[test]
fn brackets_in_a_cell_make_a_number_negative() {
    let report = single("| 項目 | 2022 | 2023 |\n|---|---:|---:|\n| 遞延 | 98 | (361) |\n\n見表 (3)。\n");
    let values: Vec<String> = report.figures.iter().map(|placed| placed.figure.value.to_string()).collect();
    assert!(values.contains(&"-361".to_owned()), "{values:?}");
}

/// The parser does not count a line that ends within an address: what follows it stands a line further on.
#[test]
fn figures_behind_an_address_on_two_lines_stand_where_they_are_printed() {
    let report = single(
        "# 報告\n\n耗電 [圖](a.png\n) 共 1,234 度\n耗水 **567** 噸\n排水 89 噸，&amp; [表](b.png\n) 42\n其他 \\*7 件 \\\\，共 8 件\n",
    );
    let printed: Vec<&str> = report.figures.iter().map(|placed| report.sources.slice(placed.span)).collect();
    assert_eq!(printed, ["1,234", "567", "89", "42", "7", "8"]);
}
