//! What sentences say of figures, found with nothing declared: a sentence, and the relations that are read from it.

use camino::Utf8PathBuf;
use tieout::check::Context;
use tieout::relation::{Evidence, Operand, Origin, print};
use tieout::report::Report;
use tieout::report::load::{Input, InputFile, load};

/// One line a relation: its kind, `✓` or `✗`, `!` where it is certain, and its arithmetic.
fn told(text: &str) -> String {
    let report = single(text);
    let context = Context::new(&report);
    let mut lines = Vec::new();
    for relation in &context.relations {
        let Origin::Mined(Evidence { certain, .. }) = relation.origin else { continue };
        let in_prose = relation.operands().into_iter().any(|operand| match operand {
            Operand::Figure(figure) => report.figures[*figure].place.cell.is_none(),
            Operand::Metric(_) => false,
        });
        let show = |operand: &Operand| context.values.get(operand).map(|value| (value.printed, value.value));
        let Some(line) = print::line(relation, &show).filter(|_| in_prose) else { continue };
        let sign = if relation.holds { "✓" } else { "✗" };
        let sure = if certain && !relation.holds { "!" } else { "" };
        let stated = match relation.stated() {
            Some(operand) => context.values.get(operand).expect("a figure has a value").printed,
            None => line.stated.unwrap_or(line.result),
        };
        lines.push(format!("{:?} {sign}{sure} {stated} = {}", relation.kind, line.expression));
    }
    lines.join("; ")
}

fn single(text: &str) -> Report {
    let file = InputFile { path: Utf8PathBuf::from("report.md"), content: Ok(text.to_owned()) };
    let root = Utf8PathBuf::from("report.md");
    load(&Input { root, folder: false, files: vec![file], others: Vec::new() })
}

fn check(rows: &[(&str, &str)]) {
    let failed: Vec<String> = rows
        .iter()
        .filter_map(|(text, expected)| {
            let told = told(text);
            (told != *expected).then(|| format!("{text}\n  expected: {expected}\n  told:     {told}"))
        })
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn products() {
    check(&[
        ("年內共舉辦節能培訓 36 場，平均每場 45 人參加，累計 1,620 人次。", "Product ✓ 1,620 = 36 × 45"),
        ("年內共舉辦節能培訓 36 場，平均每場 45 人參加，累計 1,260 人次。", "Product ✗! 1,260 = 36 × 45"),
        ("俱樂部全年開展 44 次活動，平均每次 60 人參與，全年累計 2,650 人次。", "Product ✓ 2,650 = 44 × 60"),
        ("全年開辦課程 128 期，平均每期 2.5 天，共 320 天。", "Product ✓ 320 = 128 × 2.5"),
        ("為 40 名學員每人提供 3 小時輔導，合共 210 小時。", "Product ✗! 210 = 40 × 3"),
        ("We ran 18 clean-ups with 35 volunteers each, 360 places in all.", "Product ✗! 360 = 18 × 35"),
        ("We ran 16 workshops for 48 people each, 768 places in total.", "Product ✓ 768 = 16 × 48"),
        (
            "The club held 44 sessions with an average of 60 people each, or 2,640 attendances in total.",
            "Product ✓ 2,640 = 44 × 60",
        ),
        ("There were three sessions of two hours each, 6 hours in all.", "Product ✓ 6 = three × two"),
        ("We bought 100 units at HK$20 each, HK$2,500 in total.", "Product ✗! 2,500 = 100 × 20"),
        // Nearly, counted since the beginning, of something else, or more than one thing counted.
        ("舉辦講座 36 場，平均每場約 45 人，累計超過 1,500 人次。", "Product ✓ 1,500 = 36 × 45"),
        ("年內舉辦講座 36 場，平均每場 45 人，自 2016 年以來累計 9,200 人次。", ""),
        ("舉辦講座 36 場、考察 4 場，平均每場 45 人，累計 1,900 人次。", ""),
        ("舉辦講座 36 場，平均每場 45 分鐘，累計 1,900 人次。", ""),
        ("We ran 12 courses of 3 hours each for a total of 500 participants.", ""),
        ("每次會議 7 名董事出席，全年共 6 次。", ""),
        ("Each of the 12 depots has two gates.", ""),
        ("股份代號 1998，每手 2,000 股，共 5 手。", ""),
    ]);
}

#[test]
fn percentages_of_counts() {
    check(&[
        ("We employ 4,584 people, of whom 2,045, or 44.6%, are women.", "Percent ✓ 44.6% = 2,045 ÷ 4,584"),
        ("We employ 4,584 people, of whom 2,045, or 46.4%, are women.", "Percent ✗! 46.4% = 2,045 ÷ 4,584"),
        ("2,045 of 4,584 employees, or 44.6%, are women.", "Percent ✓ 44.6% = 2,045 ÷ 4,584"),
        (
            "We employed 1,467 people (2022: 1,421), of whom 806, or 59.4%, were women.",
            "Percent ✗! 59.4% = 806 ÷ 1,467",
        ),
        ("We closed 57 of 63 recommendations (95.0%).", "Percent ✗! 95.0% = 57 ÷ 63"),
        (
            "僱員 2,147 人（2022 年：2,010 人），其中女性 1,019 人，佔 45.7%。",
            "Percent ✗! 45.7% = 1,019 ÷ 2,147",
        ),
        ("僱員 2,147 人，其中女性 1,019 人，佔 47.5%；兼職僱員 35 人。", "Percent ✓ 47.5% = 1,019 ÷ 2,147"),
        ("僱員 2,318 人參與，佔僱員總數 2,464 人的 94.1%。", "Percent ✓ 94.1% = 2,318 ÷ 2,464"),
        ("僱員 2,318 人參與，佔僱員總數 2,464 人的 91.4%。", "Percent ✗! 91.4% = 2,318 ÷ 2,464"),
        ("其中 344 家接受現場審核，331 家一次通過，一次通過率為 92.6%。", "Percent ✗ 92.6% = 331 ÷ 344"),
        ("提出建議 63 項，已落實 57 項，落實率為 90.5%。", "Percent ✓ 90.5% = 57 ÷ 63"),
        ("對外捐贈 283.00 萬元，其中教育 152.80 萬元，佔 54.0%。", "Percent ✓ 54.0% = 152.80 萬 ÷ 283.00 萬"),
        (
            "僱員總數為 1,048 人（2022 年：1,003 人；2021 年：956 人），其中女性 487 人，約佔 46.5%。",
            "Percent ✓ 46.5% = 487 ÷ 1,048",
        ),
        // Another whole, another base, a growth rate, a target, a truncated last digit, or nothing to divide.
        ("僱員 2,147 人，其中女性 1,019 人，佔香港僱員的 52.1%。", ""),
        ("僱員 2,147 人，其中女性 1,019 人，較上年增加 5.2%。", ""),
        ("董事會由八名董事組成，其中女性董事兩名，目標為 30%。", ""),
        ("僱員 903 人，其中女性 412 人，佔 45.7%。", ""),
        ("接獲投訴 42 宗，處理率為 100%。", ""),
        (
            "Shipments, including samples, were 1,038.9 million dozen, an increase of 1.2 million dozen, or 0.1%.",
            "",
        ),
        ("Of 1,200 applicants 40% were women and 12 of 30 interns stayed.", ""),
        ("以 2019 年為基準年，目標於 2030 年前降低 30%。", ""),
        ("A survey went to all staff; 1,042 answered, a response rate of 71.0%.", ""),
    ]);
}

#[test]
fn growth() {
    check(&[
        ("Output rose from 120 tonnes to 150 tonnes, up 25%.", "Ratio ✓ 25% = 150 ÷ 120 − 1"),
        (
            "Emissions fell from 16,152 tCO2e in 2022 to 15,252 tCO2e in 2023, a decrease of 6.5%.",
            "Ratio ✗ 6.5% = 1 − 15,252 ÷ 16,152",
        ),
        (
            "收入由2022年的人民幣485,550千元增加8.6%至2023年的人民幣527,431千元。",
            "Ratio ✓ 8.6% = 527,431千 ÷ 485,550千 − 1",
        ),
        (
            "收入由2022年的人民幣458,550千元增加8.6%至2023年的人民幣527,431千元。",
            "Ratio ✗ 8.6% = 527,431千 ÷ 458,550千 − 1",
        ),
        ("2023 年共接獲投訴 115 宗，較 2022 年的 137 宗下降 19.1%。", "Ratio ✗ 19.1% = 1 − 115 ÷ 137"),
        ("2023 年共接獲投訴 115 宗，較 2022 年的 137 宗下降 16.1%。", "Ratio ✓ 16.1% = 1 − 115 ÷ 137"),
        ("用電量由 8,769 兆瓦時增至 8,922 兆瓦時，增長 1.7%。", "Ratio ✓ 1.7% = 8,922 ÷ 8,769 − 1"),
        // Points, targets, other things between, and ends that are not of one sort.
        ("比例由 2022 年的 11.2% 提高至 2023 年的 12.6%，上升 1.4 個百分點。", ""),
        ("目標是由 2019 年的 137 噸減至 2030 年的 100 噸，減少 30%。", ""),
        ("We will go from 120 tonnes to 90 tonnes, down 30%.", ""),
        ("Sales rose 12% while staff fell from 120 to 110.", ""),
        ("2023 年用水 48,188 立方米，較 2019 年的用電 3,000 兆瓦時減少 12%。", ""),
        ("From 1 January to 31 December we ran 12 courses, 20% more than planned.", ""),
    ]);
}

#[test]
fn parts_and_wholes() {
    check(&[
        ("共收到舉報 42 起，其中匿名 19 起，實名 23 起。", "Sum ✓ 42 = 19 + 23"),
        ("共收到舉報 42 起，其中匿名 19 起，實名 32 起。", "Sum ✗! 42 = 19 + 32"),
        (
            "年內資助 86 名學生，分佈如下：甘肅 24 名、貴州 31 名、雲南 18 名、四川 13 名。",
            "Sum ✓ 86 = 24 + 31 + 18 + 13",
        ),
        (
            "年內資助 86 名學生，分佈如下：甘肅 24 名、貴州 31 名、雲南 18 名、四川 31 名。",
            "Sum ✗ 86 = 24 + 31 + 18 + 31",
        ),
        ("We employ 120 people, of whom 70 are men and 60 are women.", "Sum ✗! 120 = 70 + 60"),
        ("舉辦講座 12 場、考察 24 場，合共 38 場。", "Sum ✗ 38 = 12 + 24"),
        ("The fleet of 14 ships comprises 9 ferries and 5 tugs.", "Sum ✓ 14 = 9 + 5"),
        (
            "60% of staff travel by rail, 25% by road and the rest, 15%, on foot.",
            "Shares ✓ 100% = 60% + 25% + 15%",
        ),
        (
            "60% of staff travel by rail, 25% by road and the remaining 25% on foot.",
            "Shares ✗! 100% = 60% + 25% + 25%",
        ),
        ("七成僱員乘搭鐵路，其餘 20% 步行。", "Shares ✗! 100% = 七成 + 20%"),
        // So much a month; two years side by side.
        ("Options vest 25% after one year with the remainder vesting at a rate of 2.08% per month.", ""),
        (
            "In 2023 and 2022, 18% and 18% of sales were in euro, with the remaining 34% and 33%, respectively, in others.",
            "",
        ),
        ("81% would recommend us, 11% were neutral and 18% would not.", "Shares ✗! 100% = 81% + 11% + 18%"),
        // Some parts only, parts that overlap, other things, another year.
        ("共有僱員 120 名，其中女性 60 名、黨員 50 名。", ""),
        ("共有僱員 120 名，其中女性 60 名，30 歲以下 50 名。", ""),
        ("The council has eight members, four of them women.", ""),
        ("僱員 2,147 人（2022 年：2,010 人），其中男性 1,128 人。", ""),
        ("較上年新增 12 家、關閉 3 家，合共 57 家。", ""),
        ("60% of energy is renewable, of which the remaining 20% is solar.", ""),
        ("60% of women and 35% of men would come back.", ""),
    ]);
}

/// A table as reports here have them; `{}` is where the sentence stands.
const TABLE: &str = "| 指標 | 單位 | 2021年 | 2022年 | 2023年 |\n|---|---|---:|---:|---:|\n\
    | 範圍一排放量 | tCO2e | 202.93 | 207.51 | 212.82 |\n\
    | 範圍三排放量 | tCO2e | / | 5,481.41 | 5,969.08 |\n\
    | 排放總量 | tCO2e | / | 11,431.99 | 11,684.60 |\n\
    | 排放總量密度 | tCO2e/人 | / | 3.13 | 3.02 |\n\
    | 市政供水 | 立方米 | 40,318 | 41,877 | 42,950 |\n\
    | 總用水量 | 立方米 | 43,438 | 45,943 | 48,188 |\n\
    | 僱員總數 | 人 | 3,412 | 3,655 | 3,871 |\n\
    | 女性僱員佔比 | % | 44.1 | 45.2 | 46.3 |\n\
    | 因工傷損失工作日數 | 日 | 118 | 93 | 71 |\n\
    | 舉報總數 | 宗 | 14 | 11 | 9 |\n\
    | 收入 | 百萬元 | 2,845.6 | 3,012.4 | 3,327.9 |\n\
    | 獨立非執行董事 | 人 | 3 | 3 | 4 |\n";

fn check_beside(table: &str, rows: &[(&str, &str)]) {
    let failed: Vec<String> = rows
        .iter()
        .filter_map(|(text, expected)| {
            let told = told(&format!("{table}\n{text}\n"));
            (told != *expected).then(|| format!("{text}\n  expected: {expected}\n  told:     {told}"))
        })
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn sentences_and_tables() {
    check_beside(
        TABLE,
        &[
            ("2023 年範圍三排放量為 5,969.08 tCO2e。", "Restatement ✓ 5,969.08 = 5,969.08"),
            ("2023 年範圍三排放量為 5,699.08 tCO2e。", "Restatement ✗ 5,699.08 = 5,969.08"),
            ("2023 年排放總量為 11,684.61 tCO2e。", "Restatement ✗ 11,684.61 = 11,684.60"),
            ("2023 年排放總量為 11,685 tCO2e。", "Restatement ✓ 11,685 = 11,684.60"),
            ("去年排放總量為 11,431.99 tCO2e。", "Restatement ✓ 11,431.99 = 11,431.99"),
            ("去年排放總量為 11,341.99 tCO2e。", "Restatement ✗ 11,341.99 = 11,431.99"),
            ("2023 年排放總量密度為 3.20 tCO2e/人。", "Restatement ✗ 3.20 = 3.02"),
            (
                "總用水量 48,188 立方米（2022 年：45,943 立方米）。",
                "Restatement ✓ 48,188 = 48,188; Restatement ✓ 45,943 = 45,943",
            ),
            (
                "總用水量 48,188 立方米（2022 年：49,543 立方米）。",
                "Restatement ✗ 49,543 = 45,943; Restatement ✓ 48,188 = 48,188",
            ),
            ("總用水量 48.188 千立方米。", "Restatement ✓ 48.188 千 = 48,188"),
            (
                "損失工作日數由 2021 年的 118 日逐年減少至 2023 年的 77 日。",
                "Restatement ✗ 77 = 71; Restatement ✓ 118 = 118",
            ),
            ("舉報數目由 2021 年的 14 宗降至 2023 年的 7 宗。", "Restatement ✗ 7 = 9; Restatement ✓ 14 = 14"),
            (
                "收入由 30.124 億元增至 33.279 億元。",
                "Restatement ✓ 30.124 億 = 3,012.4; Restatement ✓ 33.279 億 = 3,327.9",
            ),
            ("僱員總數為 3,817 人。", "Restatement ✗ 3,817 = 3,871"),
            (
                "總用水量 48,188 立方米（2022 年：45,943 立方米；2021 年：43,348 立方米）。",
                "Restatement ✗ 43,348 = 43,438; Restatement ✓ 48,188 = 48,188; Restatement ✓ 45,943 = 45,943",
            ),
            ("年內設有：獨立非執行董事四名。", "Restatement ✓ 四 = 4"),
            ("年內設有：獨立非執行董事五名。", "Restatement ✗ 五 = 4"),
            ("年內委任獨立非執行董事五名。", ""),
            ("本集團共有僱員約 3,900 人。", "Restatement ✓ 3,900 = 3,871"),
            // Another year, another entity, a part, a change, a target, a limit, a span of years, a bare count, a percentage.
            ("2019 年範圍三排放量為 5,699.08 tCO2e。", ""),
            ("自 2021 年以來範圍三排放量累計 16,500.49 tCO2e。", ""),
            ("目標於 2030 年前把排放總量減至 11,648.60 tCO2e。", ""),
            ("其中差旅排放量為 5,699.08 tCO2e。", ""),
            ("排放總量減少 11,648.60 tCO2e。", ""),
            ("香港附屬公司共有僱員 3,817 人。", ""),
            ("女性僱員佔比為 43.6%。", ""),
            ("年內審計 14 項，舉報 9 次。", ""),
            ("排放總量不超過 11,648.60 tCO2e。", ""),
            ("股份代號 3871，於 2023 年 5 月 8 日上市，見《條例》第 3,871 條。", ""),
            ("2021 至 2023 年排放總量合共 11,648.60 tCO2e。", ""),
        ],
    );
}

#[test]
fn sentences_that_reckon_with_a_table() {
    check_beside(
        TABLE,
        &[
            (
                "2023 年總用水量為 48,188 立方米，較 2022 年上升 4.9%。",
                "Restatement ✓ 48,188 = 48,188; Ratio ✓ 4.9% = 48,188 ÷ 45,943 − 1",
            ),
            (
                "2023 年總用水量為 48,188 立方米，較 2022 年上升 9.4%。",
                "Restatement ✓ 48,188 = 48,188; Ratio ✗ 9.4% = 48,188 ÷ 45,943 − 1",
            ),
            (
                "範圍三排放量為 5,969.08 tCO2e，按年增加 8.9%。",
                "Restatement ✓ 5,969.08 = 5,969.08; Ratio ✓ 8.9% = 5,969.08 ÷ 5,481.41 − 1",
            ),
            ("2023 年收入增長 10.5%。", "Ratio ✓ 10.5% = 3,327.9 ÷ 3,012.4 − 1"),
            ("2023 年收入增長 15.0%。", "Ratio ✗ 15.0% = 3,327.9 ÷ 3,012.4 − 1"),
            ("兼職僱員 348 人，佔僱員總數的 9.0%。", "Percent ✓ 9.0% = 348 ÷ 3,871"),
            ("兼職僱員 348 人，佔僱員總數的 9.9%。", "Percent ✗ 9.9% = 348 ÷ 3,871"),
            (
                "2023 年總用水量為 48,188 立方米，為 2021 年的 1.1 倍。",
                "Restatement ✓ 48,188 = 48,188; Ratio ✓ 1.1 = 48,188 ÷ 43,438",
            ),
            ("女性僱員佔比較 2022 年提升 1.1 個百分點。", "Difference ✓ 1.1% = 46.3% − 45.2%"),
            ("女性僱員佔比較 2022 年提升 2.1 個百分點。", "Difference ✗ 2.1% = 46.3% − 45.2%"),
            // Another base, another subject, another year, a target, no base said.
            ("2023 年總用水量為 48,188 立方米，較 2019 年上升 9.4%。", "Restatement ✓ 48,188 = 48,188"),
            ("2023 年香港收入增長 15.0%。", ""),
            ("2023 年收入增長 33.0%。", ""),
            ("預計 2023 年收入增長 15.0%。", ""),
            ("2023 年總用水量為 48,188 立方米，其中辦公室用水上升 9.4%。", "Restatement ✓ 48,188 = 48,188"),
            ("兼職僱員 348 人，佔香港僱員總數的 9.9%。", ""),
        ],
    );
}

#[test]
fn roll_forwards() {
    check(&[
        (
            "年內新入職僱員 478 人，離職僱員 341 人，期末僱員由 2,010 人增至 2,147 人。",
            "RollForward ✓ 2,147 = 2,010 + 478 − 341",
        ),
        (
            "年內新入職僱員 487 人，離職僱員 341 人，期末僱員由 2,010 人增至 2,147 人。",
            "RollForward ✗ 2,147 = 2,010 + 487 − 341",
        ),
        ("年內新入職僱員 487 人，離職僱員 341 人，兼職僱員 35 人，實習生 46 人。", ""),
    ]);
}

#[test]
fn one_quantity_twice() {
    check(&[
        (
            "- **44 場** 廉潔培訓\n- **120 名** 講師\n\n年內我們舉辦廉潔培訓共 43 場。",
            "Restatement ✗ 44 = 43",
        ),
        (
            "- **44 場** 廉潔培訓\n- **120 名** 講師\n\n年內我們舉辦廉潔培訓共 44 場。",
            "Restatement ✓ 44 = 44",
        ),
        (
            "項目每年可節約用電約 160 萬千瓦時、減少碳排放 1,338 噸。\n\n# 榮譽\n\n項目每年可節約用電約 160 萬千瓦時、減少碳排放 1,383 噸。",
            "Restatement ✗ 1,383 = 1,338",
        ),
        ("- **38,927 平方米** 總面積\n\n新大廈總面積 38,972 平方米。", "Restatement ✗ 38,927 = 38,972"),
        (
            "大廈已於去年奠基，項目每年可節約用電約 160 萬千瓦時、減少碳排放約 1,338 噸。\n\n# 榮譽\n\n這是本市首個示範項目，項目每年可節約用電約 160 萬千瓦時、減少碳排放約 1,383 噸，獲得金獎。",
            "Restatement ✗ 1,383 = 1,338",
        ),
        ("38,927 m<sup>2</sup>  \n總面積\n\n新大廈總面積 38,972 平方米。", "Restatement ✗ 38,927 = 38,972"),
        // Two clauses of a longer sentence.
        (
            "大廈已於去年奠基，作為本市首個示範項目，項目每年可節約用電約 160 萬千瓦時，減少碳排放約 1,338 噸；其他工作續有進展。\n\n# 榮譽\n\n項目每年可節約用電約 160 萬千瓦時，減少碳排放約 1,383 噸。",
            "Restatement ✗ 1,383 = 1,338",
        ),
        // What is measured and more than a slip apart may be of another building.
        ("- **38,927 平方米** 總面積\n\n舊大廈總面積 21,450 平方米。", ""),
        // Something else of the kind, a part of it, last year, another section, an average, a target.
        ("- **44 場** 廉潔培訓\n\n年內我們舉辦安全培訓共 43 場。", ""),
        ("- **44 場** 廉潔培訓\n\n其中香港舉辦廉潔培訓 40 場。", ""),
        ("- **44 場** 廉潔培訓\n\n去年舉辦廉潔培訓 43 場。", ""),
        ("- **44 場** 廉潔培訓\n\n# 明年\n\n計劃舉辦廉潔培訓 48 場。", ""),
        ("- **44 場** 廉潔培訓\n\n上海舉辦廉潔培訓 20 場，北京舉辦廉潔培訓 24 場。", ""),
        (
            "2022 年項目節約用電 160 萬千瓦時、減少碳排放 1,338 噸。\n\n2023 年項目節約用電 160 萬千瓦時、減少碳排放 1,383 噸。",
            "",
        ),
    ]);
}
