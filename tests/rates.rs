//! Rates, shares and means that a table shows by itself: what is found, and what must be left alone.

use camino::Utf8PathBuf;
use tieout::check::{Finding, RULES, Role, Rule, Severity, run_rules};
use tieout::report::Report;
use tieout::report::load::{Input, InputFile, load};

/// The rules that speak of rates; the form of numbers and words is the affair of other tests.
const SPOKEN: &[&str] = &[
    "ratio-does-not-recompute",
    "denominators-disagree",
    "percent-does-not-recompute",
    "percentage-impossible",
    "shares-not-whole",
    "mean-outside-subgroups",
    "breakdowns-disagree",
    "rollforward-breaks",
    "scale-jump",
    "sum-does-not-foot",
];

/// What a text gives: severity, rule and suspects of each finding.
fn told(text: &str) -> Vec<String> {
    let file = InputFile { path: "report.md".into(), content: Ok(text.to_owned()) };
    let root = Utf8PathBuf::from("report.md");
    let report = load(&Input { root, folder: false, files: vec![file], others: Vec::new() });
    let rules: Vec<Rule> = RULES.iter().copied().filter(|rule| SPOKEN.contains(&rule.id)).collect();
    let findings = run_rules(&report, &rules).findings;
    let loud = findings.iter().filter(|finding| finding.severity != Severity::Note);
    loud.map(|finding| line(&report, finding)).collect()
}

fn line(report: &Report, finding: &Finding) -> String {
    let suspects = finding.places.iter().filter(|place| place.role == Role::Suspect);
    let suspects: Vec<&str> = suspects.map(|place| report.sources.slice(place.span)).collect();
    format!("{} {}: {}", finding.severity.word(), finding.rule, suspects.join(" "))
}

/// A name, a text, and what it gives.
fn check<'a>(cases: impl IntoIterator<Item = (&'a str, String, &'a [&'a str])>) {
    let wrong = cases.into_iter().filter_map(|(name, text, expected)| {
        let told = told(&text);
        (told != expected).then(|| format!("{name}: {told:#?}, not {expected:#?}\n{text}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const PER_HEAD: &str = "
| 指標 | 單位 | 2021年 | 2022年 | 2023年 |
|---|---|---:|---:|---:|
| 用電總量 | 兆瓦時 | 5,210.40 | 5,377.12 | 5,466.30 |
| 用電密度 | 兆瓦時/人 | 4.12 | 4.18 | 4.20 |
| 總耗水量 | 噸 | 31,775.00 | 32,160.00 | 32,539.00 |
| 總耗水密度 | 噸/人 | 25.12 | 25.01 | 25.01 |
| 無害廢棄物排放量 | 噸 | 120.90 | 118.40 | 119.20 |
| 無害廢棄物密度 | 噸/人 | 0.10 | 0.09 | 0.09 |
| 僱員總數 | 人 | 1,265 | 1,286 | 1,301 |
";

#[test]
fn rates_of_one_unit_share_a_denominator() {
    let changed = |from: &str, to: &str| PER_HEAD.replace(from, to);
    let without_staff = PER_HEAD.replace("| 僱員總數 | 人 | 1,265 | 1,286 | 1,301 |\n", "");
    let hours =
        "| 培訓總時長 | 小時 | 8,208 | 8,800 | 9,064 |\n| 人均培訓時長 | 小時/人 | 12.00 | 12.50 | 12.70 |\n";
    check([
        ("all agree", PER_HEAD.to_owned(), &[][..]),
        ("all agree with no stated number", without_staff.clone(), &[]),
        (
            "one number of staff is of other people",
            changed("1,301 |", "2,150 |"),
            &["error denominators-disagree: 4.20 25.01 0.09"],
        ),
        (
            "one rate is wrong",
            changed("| 25.12 | 25.01 |", "| 25.12 | 20.50 |"),
            &["error ratio-does-not-recompute: 20.50 32,160.00"],
        ),
        (
            "one rate is wrong, and the staff is not stated",
            without_staff.replace("| 25.12 | 25.01 |", "| 25.12 | 20.50 |"),
            &["error ratio-does-not-recompute: 20.50"],
        ),
        (
            "rates coarser than they can be told apart",
            changed("| 0.10 | 0.09 | 0.09 |", "| 0.1 | 0.1 | 0.1 |"),
            &[],
        ),
        (
            "hours per man, by the men",
            format!(
                "{PER_HEAD}{hours}| 男僱員 | 人 | 684 | 704 | 714 |\n| 女僱員 | 人 | 581 | 582 | 587 |\n"
            ),
            &[],
        ),
        (
            "a table printed again counts once",
            format!("{}\n## 附錄\n{}", changed("1,301 |", "2,150 |"), changed("1,301 |", "2,150 |")),
            &["error denominators-disagree: 4.20 4.20 25.01 25.01 0.09 0.09"],
        ),
    ]);
}

#[test]
fn rates_are_of_a_count_beside_them() {
    let table = |last: &str| {
        format!(
            "| Volunteering | Unit | 2021 | 2022 | 2023 |\n|---|---|---:|---:|---:|\n\
             | Volunteer hours | hours | 4,115 | 4,870 | 5,012 |\n| Volunteers | persons | 402 | 455 | 501 |\n\
             | Hours per volunteer | hours/person | 10.24 | 10.70 | {last} |\n"
        )
    };
    check([
        ("the hours of each", table("10.00"), &[][..]),
        ("one is wrong", table("12.40"), &["error ratio-does-not-recompute: 12.40 5,012 501"]),
    ]);
}

const TRAINING: &str = "
| Training | Unit | 2021 | 2022 | 2023 |
|---|---|---:|---:|---:|
| Average hours of training | hours/person | 14.20 | 15.10 | 16.00 |
| By gender |  |  |  |  |
| Share of men | % | 54.9 | 54.1 | 52.3 |
| Average hours of training, men | hours/person | 13.60 | 14.80 | 15.20 |
| Share of women | % | 45.1 | 45.9 | 47.7 |
| Average hours of training, women | hours/person | 14.93 | 15.45 | 16.87 |
";

#[test]
fn means_lie_between_those_of_the_parts() {
    let changed = |from: &str, to: &str| TRAINING.replace(from, to);
    let ranks = |all: &str| {
        format!(
            "| Average hours per person | 2021 | 2022 | 2023 |\n|---|---:|---:|---:|\n| All staff | 15.5 | {all} | 16.7 |\n\
             | Senior managers | 21.4 | 22.0 | 23.1 |\n| Professionals | 18.2 | 18.9 | 19.4 |\n| Support | 11.0 | 11.6 | 12.2 |\n"
        )
    };
    check([
        ("between", TRAINING.to_owned(), &[][..]),
        (
            "above both men and women",
            changed("15.10 | 16.00", "15.10 | 17.10"),
            &["error mean-outside-subgroups: 17.10 15.20 16.87"],
        ),
        (
            "the sum of both",
            changed("| 14.20 |", "| 28.53 |"),
            &["error mean-outside-subgroups: 28.53 13.60 14.93"],
        ),
        (
            "between, and not their mean by the shares",
            changed("15.10 | 16.00", "15.10 | 16.60"),
            &["warning ratio-does-not-recompute: 16.60"],
        ),
        ("ranks", ranks("16.2"), &[]),
        ("above every rank", ranks("22.6"), &["warning mean-outside-subgroups: 22.6 22.0 18.9 11.6"]),
    ]);
}

#[test]
fn shares_are_of_one_whole() {
    let table = |men: &str, senior: &str| {
        format!(
            "| 指標 | 單位 | 2022年 | 2023年 |\n|---|---|---:|---:|\n| **按性別** |  |  |  |\n| 男性占比 | % | 53.10 | {men} |\n\
             | 女性占比 | % | 46.90 | 47.40 |\n| **按類別** |  |  |  |\n| 高級管理層占比 | % | 2.30 | {senior} |\n\
             | 中級管理層占比 | % | 11.20 | 11.60 |\n| 基層占比 | % | 86.50 | 86.00 |\n"
        )
    };
    check([
        ("both families", table("52.60", "2.40"), &[][..]),
        ("a tenth is lost in rounding", table("52.50", "2.40"), &[]),
        ("men and women", table("56.20", "2.40"), &["error shares-not-whole: 56.20"]),
        (
            "no tenths with a zero behind them",
            table("52.51", "2.40"),
            &["error shares-not-whole: 52.51 47.40"],
        ),
        ("a digit left out before the point", table("5.60", "2.40"), &["error shares-not-whole: 5.60"]),
        (
            "ranks that came to the whole a year before",
            table("52.60", "4.20"),
            &["error shares-not-whole: 4.20"],
        ),
        ("more than the whole is told once", table("52.60", "240"), &["error percentage-impossible: 240"]),
    ]);
}

#[test]
fn columns_are_computed_from_others() {
    let pay = |pension: &str| {
        format!(
            "| HK$ million | 2022 | 2023 | Change (%) |\n|---|---:|---:|---:|\n| Salaries | 512.4 | 547.9 | 6.9 |\n\
             | Pensions | 61.8 | 66.3 | {pension} |\n| Housing | 31.5 | 30.9 | -1.9 |\n| Insurance | 9.7 | 11.2 | 15.5 |\n\
             | Other | 4.4 | 4.2 | (4.5) |\n"
        )
    };
    let attended = |rate: &str| {
        let rows = [
            "甲 | 6 | 6 | 100%",
            "乙 | 6 | 5 | 83.3%",
            "丙 | 6 | 6 | 100%",
            "丁 | 4 | 4 | 100%",
            "戊 | 2 | 1 | 50%",
        ];
        let rows: String = rows.iter().map(|row| format!("| {row} |\n")).collect();
        format!(
            "| 董事 | 應出席次數 | 已出席次數 | 出席率 |\n|---|---:|---:|---:|\n{rows}| 己 | 8 | 7 | {rate} |\n"
        )
    };
    let risks = |share: &str| {
        format!(
            "| 風險等級 | 風險數目 | 佔比 |\n|---|---:|---:|\n| 高 | 7 | {share} |\n| 中 | 19 | 38.0% |\n| 低 | 13 | 26.0% |\n\
             | 極低 | 11 | 22.0% |\n| 合計 | 50 | 100.0% |\n"
        )
    };
    let ages = |count: &str| {
        format!(
            "| 維度 | 人數 | 佔比 |\n|---|---:|---:|\n| 男 | 7 | 63.6% |\n| 女 | 4 | 36.4% |\n| 40歲以下 | 2 | 18.2% |\n\
             | 40至59歲 | {count} | 54.5% |\n| 60歲或以上 | 3 | 27.3% |\n"
        )
    };
    let results = "| In millions | 2020 | 2019 | 2018 | Change 2020 | Change 2019 |\n|---|---:|---:|---:|---:|---:|\n\
        | Revenue | 143,015 | 125,843 | 110,360 | 14% | 14% |\n| Operating income | 52,959 | 42,959 | 35,058 | 23% | 23% |\n\
        | Net income | 44,281 | 39,240 | 16,571 | 13% | 137% |\n| Dividends | 5.76 | 5.06 | 2.13 | 14% | 170% |\n\
        | Assets | 301,311 | 286,556 | 258,848 | 5% | 11% |\n";
    check([
        ("a growth of money can be more than the whole", results.replace("Change", "Versus"), &[][..]),
        ("growth", pay("7.3"), &[][..]),
        ("falls without a sign", pay("7.3").replace("-1.9", "1.9").replace("(4.5)", "4.5"), &[]),
        ("growth with two digits swapped", pay("3.7"), &["error ratio-does-not-recompute: 3.7"]),
        ("attendance", attended("87.5%"), &[]),
        (
            "attendance with two digits swapped",
            attended("78.5%"),
            &["error percent-does-not-recompute: 78.5%"],
        ),
        ("shares of a stated total", risks("14.0%"), &[]),
        ("a share of another total", risks("41.0%"), &["error percent-does-not-recompute: 41.0%"]),
        ("counts with their shares", ages("6"), &[]),
        ("a count that is not its share", ages("8"), &["error percent-does-not-recompute: 54.5% 8"]),
    ]);
}

#[test]
fn turnover_follows_the_formula_of_its_note() {
    let people = |men: &str, leavers: &str, note: &str| {
        format!(
            "| 僱員構成 | 單位 | 2022年 | 2023年 |\n|---|---|---:|---:|\n| 僱員總數 | 人 | 1,500 | 1,600 |\n| 按性別 |  |  |  |\n\
             | 男性 | 人 | 800 | 850 |\n| 女性 | 人 | 700 | 750 |\n| 按年齡 |  |  |  |\n| 30歲以下 | 人 | 500 | 520 |\n\
             | 30歲或以上 | 人 | 1,000 | 1,080 |\n\n\
             | 僱員流失 | 單位 | 2022年 | 2023年 |\n|---|---|---:|---:|\n| 總離職人數 | 人 | / | {leavers} |\n| 按性別 |  |  |  |\n\
             | 男性 | % | 11.11 | {men} |\n| 女性 | % | 12.50 | 11.76 |\n| 按年齡 |  |  |  |\n| 30歲以下 | % | 16.67 | 16.13 |\n\
             | 30歲或以上 | % | 9.09 | 8.47 |\n\n註：{note}\n"
        )
    };
    let closing = "流失率 = 離職人數 / (年末在職人數 + 離職人數) × 100%";
    check([
        ("agrees", people("10.53", "200", closing), &[][..]),
        (
            "more left than the rates imply",
            people("10.53", "260", closing),
            &["warning sum-does-not-foot: 260"],
        ),
        (
            "the rates of men and of ages are of two numbers",
            people("13.53", "/", closing),
            &["error breakdowns-disagree: 13.53"],
        ),
        ("by another formula", people("13.53", "260", "流失率 = 離職人數 / 平均僱員人數"), &[]),
        (
            "the formula is of another year",
            people("13.53", "260", &format!("2022年計算公式：{closing}")),
            &[],
        ),
    ]);
}

#[test]
fn heads_roll_forward() {
    let heads = |joiners: &str| {
        format!(
            "| 指標 | 單位 | 2022年 | 2023年 |\n|---|---|---:|---:|\n| 僱員總數 | 人 | 1,500 | 1,600 |\n\
             | 新入職僱員總數 | 人 | 280 | {joiners} |\n| 離職僱員總數 | 人 | 190 | 210 |\n"
        )
    };
    check([
        ("rolls", heads("310"), &[][..]),
        ("does not", heads("340"), &["warning rollforward-breaks: 1,600 340 210"]),
        ("of other people", heads("1,310"), &[]),
    ]);
}

#[test]
fn rows_of_percentages_are_of_other_rows() {
    let tests = |rate: &str| {
        format!(
            "| 指標 | 單位 | 2021年 | 2022年 | 2023年 |\n|---|---|---:|---:|---:|\n| 抽檢批次 | 批 | 5,104 | 5,388 | 5,710 |\n\
             | 合格批次 | 批 | 5,053 | 5,325 | 5,662 |\n| 合格率 | % | 99.00 | {rate} | 99.16 |\n| 退貨率 | % | 0.31 | 0.28 | 0.35 |\n"
        )
    };
    check([
        ("what passed", tests("98.83"), &[][..]),
        ("what passed, two digits swapped", tests("98.38"), &["error percent-does-not-recompute: 98.38"]),
    ]);
}
