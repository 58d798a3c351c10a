//! Sums and copies found in tables with nothing declared: what is told of a table, and that consistent tables are
//! never accused while a changed figure in a supported place always is.

use std::fmt::Write as _;

use camino::Utf8PathBuf;
use proptest::prelude::*;
use tieout::check::{self, Finding, Role, Severity};
use tieout::report::Report;
use tieout::report::load::{Input, InputFile, load};

/// A table, a semicolon between its rows, and what is told of it: severity, rule and suspects.
const TABLES: &[(&str, &str, &str)] = &[
    ("holds", "項目|2021年|2022年;甲|120|130;乙|230|245;合計|350|375", ""),
    (
        "breaks once",
        "項目|2021年|2022年|2023年;甲|120|130|155;乙|230|245|250;合計|350|375|450",
        "error sum-does-not-foot 450",
    ),
    (
        "years with a space",
        "項目|2021 年|2022 年;甲|1,120|1,130;乙|2,230|2,245;合計|3,350|3,475",
        "error sum-does-not-foot 3,475",
    ),
    (
        "a blank label",
        "Item|FY2022|FY2023;Alpha|1,210|1,305;Beta|2,044|2,117;|3,254|3,522",
        "error sum-does-not-foot 3,522",
    ),
    (
        "total above",
        "Item|2022|2023;Total sites|254|367;North|112|150;South|142|117",
        "error sum-does-not-foot 367",
    ),
    ("rounding", "Item|2022|2023;A|10.4|20.4;B|10.4|20.4;Total|20.9|40.9", ""),
    ("cut off", "Item|2022|2023;A|10.4|20.4;B|10.4|20.4;C|7.1|3.3;Total|28.1|44.3", ""),
    (
        "exact counts",
        "項目|單位|2022年|2023年;男|人|1,010|1,022;女|人|1,205|1,208;總數|人|2,215|2,231",
        "error sum-does-not-foot 2,231",
    ),
    (
        "nested",
        "Item|2022|2023;A|110|120;B|205|215;Subtotal|315|335;C|401|402;D|120|130;Subtotal|521|532;Grand total|836|876",
        "error sum-does-not-foot 876",
    ),
    ("never holds", "Item|2022|2023;A|110|120;B|205|215;Total|900|990", ""),
    ("one row is not read", "Item|2022|2023;A|110|120;B|205|215;Total|415|435", ""),
    ("in one year only", "Item|2022|2023;A|110|120;B|205|215;C|–|40;Total|315|375", ""),
    ("less", "Item|2022|2023;Revenue|5,110|6,120;Less: cost|1,205|2,215;Gross profit|3,905|3,905", ""),
    (
        "signs apart",
        "Item||2022|||2023|;Alpha|$|1,210|||1,305|;Beta||2,044|||2,117|;Total|$|3,254||$|3,522|",
        "error sum-does-not-foot 3,522",
    ),
    ("brackets apart", "Item|2022||2023|;Gain|1,210||1,305|;Loss|(2,044|)|(2,117|);Total|(834|)|(812|)", ""),
    ("a rate change", "Item|2022|2023;Opening|1,210|1,305;Rate change|44|117;Total|1,254|1,422", ""),
    (
        "operations are no ratio",
        "Item|2022|2023;Rental operations|1,210|1,305;Other|44|117;Total|1,254|1,422",
        "",
    ),
    ("a column of changes", "Item|2023|2022|Change;A|110|100|10%;B|220|200|9%;Total|330|300|11%", ""),
    ("a lost head", "Item|2023|2022|;A|110|100|10.0;B|220|250|(12.0);C|90|60|50.0;Total|420|410|2.4", ""),
    (
        "across",
        "Item|North|South|Total;A|1,110|1,240|2,350;B|2,105|2,320|4,425;C|1,012|1,001|2,103",
        "error sum-does-not-foot 2,103",
    ),
    (
        "a group",
        "項目|單位|2022年|2023年;僱員總數|人|2,215|2,230;按性別|||;男|人|1,010|1,032;女|人|1,205|1,208",
        "error sum-does-not-foot 2,230",
    ),
    (
        "a sibling group",
        "項目|單位|2023年;僱員總數|人|2,230;按性別||;男|人|1,022;女|人|1,208;按地區||;香港|人|2,001;內地|人|219",
        "error sum-does-not-foot 2,230",
    ),
    (
        "shares in a group",
        "項目|單位|2022年|2023年;僱員總數|人|2,215|2,230;按性別|||;男|人|1,010|1,022;男性占比|%|45.6|45.8;女|人|1,205|1,208;女性占比|%|54.4|54.2",
        "",
    ),
    (
        "a row too many in a group",
        "項目|單位|2022年|2023年;總數|家|300|330;按地區|||;香港|家|110|120;內地|家|190|210;已審核|家|80|90",
        "",
    ),
    (
        "scopes",
        "項目|單位|2022年|2023年;範圍一|噸|110.10|120.10;範圍二|噸|205.00|215.00;範圍三|噸|50.00|60.00;範圍一及二|噸|315.10|353.10",
        "error sum-does-not-foot 353.10",
    ),
    (
        "a difference in one year of two, a slip away",
        "Item|2022|2023;Revenue|512,340|634,105;Costs|204,517|233,688;Gross profit|307,823|400,147",
        "warning sum-does-not-foot 634,105",
    ),
    ("a difference of round amounts", "Item|2022|2023;A|700.0|800.0;B|200.0|300.0;C|500.0|700.0", ""),
    (
        "a slip beside a dash",
        "Item|2021|2022|2023;North|601,256|510,762|18,599;South|943,917|776,493|7,204;West|413,806|451,659|8,516;Other|(13,588)|(10,426)|–;Group|1,945,391|1,728,488|164,319",
        "warning sum-does-not-foot 164,319",
    ),
    (
        "a group without the same members in two years",
        "項目|單位|2021年|2022年|2023年;僱員總數|人|8,562|6,278|4,584;按類型||||;全職|人|8,842|6,277|4,568;兼職|人|80|1|2;實習|人|/|/|10;退休|人|/|/|4",
        "warning sum-does-not-foot 8,562",
    ),
    (
        "a part of a part",
        "Item|2022|2023;Inventories|192.6|180.2;Trade receivables|188.9|204.7;of which due after one year|9.1|8.8;Cash|113.4|133.5;Current assets|494.9|581.4",
        "warning sum-does-not-foot 581.4",
    ),
    (
        "what is left",
        "Item|2022|2023;Operating profit|91.9|128.0;Finance costs|(18.3)|(12.8);Profit before tax|73.6|151.2",
        "warning sum-does-not-foot 151.2",
    ),
    (
        "opening and closing",
        "Item|Shares;Outstanding at January 1|3,015,374;Granted|147,800;Canceled|(81,794);Outstanding at December 31|3,018,380",
        "warning sum-does-not-foot 3,018,380",
    ),
    (
        "quarters of a year",
        "Item|Q1|Q2|Q3|Q4|2023;Revenue|300.1|305.9|298.8|361.7|1,221.5",
        "warning sum-does-not-foot 1,221.5",
    ),
    ("quarters of heads", "Item|Q1|Q2|Q3|Q4|2023;Employees|300|305|298|316|316", ""),
    (
        "a column of differences",
        "Item|2023|2022|Change;Alpha|6,388|8,262|(1,874);Beta|3,366|4,203|(387)",
        "warning sum-does-not-foot (387)",
    ),
    ("best of a column", "Player|2022|2023;A|88|14;B|120|209;C|64|140;Best|272|209", ""),
    (
        "far off beside a year that adds up",
        "Item|2022|2023;Alpha|1,210|1,305;Beta|2,044|2,117;|3,254|342",
        "error sum-does-not-foot 342",
    ),
    (
        "far off, in another thing than a year",
        "Item|Shares|Price;Opening|3,015,374|4.21;Granted|147,800|8.60;Outstanding|3,163,174|4.75",
        "",
    ),
    (
        "a dash is nothing",
        "Item|2022|2023;Inventories|192.6|180.2;Receivables|188.9|204.7;Cash|101.0|133.5;Held for sale|12.4|—;Total current assets|494.9|51.84",
        "warning sum-does-not-foot 51.84",
    ),
    (
        "made of what is printed",
        "Item|2022|2023;Corporation tax|70|21;Prior years|(5)|(9);|65|12;Overseas tax|1,055|1,098;Prior years|(102)|(48);|953|1,050;Total tax|1,018|1,065",
        "error sum-does-not-foot 1,065",
    ),
    (
        "two sums, one figure",
        "Item|2016|2017|2018;Amortisation|54,112|41,208|39,507;Litigation|870|—|2,310;Total adjustments|54,982|41,280|41,817;Net income|53,301|21,524|29,766;Adjusted result|108,283|62,732|71,583",
        "error sum-does-not-foot 62,732",
    ),
    (
        "estimated, adjusted, final",
        "Item|Estimated|Adjustments|Final;Cash|3,795|-|3,795;Working capital|(38)|20|(18);Consideration|3,757|20|3,777;Deposits|4|8|12;Net assets|3,032|1,008|4,040;Goodwill|7,250|12|737",
        "error sum-does-not-foot 737",
    ),
    (
        "a column without a head between",
        "Item|Cost||Loss|Value;Funds|10,718|—|(1)|10,717;Shares|2,407|1|(2)|2,406;Bonds|401|—|(1)|400;Notes|80|—|(2)|78;Other|69|—|(1)|68;Bills|33|—|(3)|30;Deposits|17|—|(1)|16;All|17,865|4|(3)|17,866",
        "",
    ),
    (
        "rows with nothing but their total",
        "Item|Total|2020|2021;Debt|1,810|650|1,160;Leases|650|48|602;Interest|281|62|219;Purchases|2,340|2,164|176;Taxes|300||;Deferred|23||;Goods|505|205|300;Total|5,909|3,129|2,457",
        "",
    ),
    (
        "taken away from its equal",
        "Year|A|B|C;2008|6,400|6,400|6,400;2009|6,400|6,400|6,400;2010|6,000|6,000|2,190;2011|6,000|6,000|2,174",
        "",
    ),
    (
        "what was paid is no price of one",
        "Item|2021|2022|2023;Cash|1,210|1,305|1,418;Shares issued|2,044|2,117|2,230;Purchase price|3,254|3,422|3,684",
        "error sum-does-not-foot 3,684",
    ),
    (
        "prices of one",
        "Item|2021|2022|2023;Basic|1,210|1,305|1,418;Option|2,044|2,117|2,230;Price|3,254|3,422|3,684",
        "",
    ),
    ("bigger beside smaller", "Item|2022|2023;Wins|2|3;Draws|1|1;Total|3|5", ""),
    ("doubles", "Item|X|Y;A|64|128;B|64|128;C|128|256;D|128|250", ""),
    (
        "greatest of a column",
        "Player|Runs|Matches|Best;A|1,210|31|88;B|2,044|42|120;C|905|12|64;Total|4,159|85|120",
        "",
    ),
];

#[test]
fn tables_are_told() {
    let all = TABLES.iter().map(|(name, table, expected)| (name, told(&check(&markdown(table))), expected));
    let wrong: Vec<_> = all.filter(|(_, told, expected)| told != *expected).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_note_excuses_its_own_group() {
    let table = "項目|單位|2022年|2023年;總數|個|259|300;按來源|||;社會|個|256|290;其他|個|3|20;按年齡|||;30歲以下|個|200|220;30歲以上|個|144|90";
    let text = markdown(table);
    let both = "error sum-does-not-foot 300; error sum-does-not-foot 259";
    assert_eq!(told(&check(&text)).split("; ").count(), both.split("; ").count());
    let excused = format!("{text}\n註：崗位年齡會有跨度，按年齡統計的總數超過實際總數。\n");
    assert_eq!(told(&check(&excused)), "error sum-does-not-foot 300");
}

#[test]
fn tables_turned_against_each_other_are_compared() {
    let heads = markdown("Item|Unit|Leading|Skilled|General;Hours|h|5,481.2|12,937.7|35,519.2");
    let rows = |last: &str| {
        markdown(&format!("Course|Unit|2023;Leading|h|5,481.2;Skilled|h|12,937.7;General|h|{last}"))
    };
    let text = |last: &str| format!("{heads}\nCourses in detail:\n\n{}", rows(last));
    assert_eq!(told(&check(&text("35,519.2"))), "");
    assert!(told(&check(&text("35,591.2"))).contains("restatement-differs"));
    // Twice as long is another quantity.
    assert_eq!(told(&check(&text("71,038.4"))), "");
}

#[test]
fn copies_are_compared() {
    let body = markdown(
        "指標|單位|2022年|2023年;範圍一|噸|34.52|161.06;範圍二|噸|2,829.59|1,772.64;廢水|噸|610.25|588.13",
    );
    let appendix = |last: &str| {
        let rows = format!(
            "排放|單位|2022年|2023年;範圍二排放|噸|2,829.59|1,772.64;範圍一排放|噸|34.52|161.06;廢水排放|噸|610.25|{last}"
        );
        format!("{body}\n## 附錄\n\n{}", markdown(&rows))
    };
    assert_eq!(told(&check(&appendix("588.13"))), "");
    assert_eq!(told(&check(&appendix("588.14"))), "error restatement-differs 588.13 588.14");
    // A column of changes has the head of a year.
    let growth = markdown("Item|2021|2020;Sales|1,062|-3%;Stock|119|-31%;Total|1,181|3%");
    let plain = markdown("Item|2021|2020;Sales|1,062|1,093;Stock|119|172;Total|1,181|1,265");
    assert_eq!(told(&check(&format!("{growth}\nThe same in detail:\n\n{plain}"))), "");
    // Page debris between the parts of one table, whose head is repeated.
    let parted = "指標\t2022年\t2023年\n甲\t1,120\t1,130\n乙\t2,230\t2,245\n\n環境報告 17\n\n指標\t2022年\t2023年\n丙\t100\t125\n合計\t3,450\t3,600\n";
    assert_eq!(told(&check(parted)), "error sum-does-not-foot 3,600");
}

fn markdown(table: &str) -> String {
    let mut out = String::new();
    for (at, row) in table.split(';').enumerate() {
        writeln!(out, "| {} |", row.replace('|', " | ")).expect("a string can be written to");
        if at == 0 {
            writeln!(out, "|{}", "---|".repeat(row.split('|').count())).expect("a string can be written to");
        }
    }
    out
}

fn check(text: &str) -> (Report, Vec<Finding>) {
    let path = Utf8PathBuf::from("report.md");
    let file = InputFile { path: path.clone(), content: Ok(format!("# 報告\n\n{text}")) };
    let report = load(&Input { root: path, folder: false, files: vec![file], others: Vec::new() });
    let findings = check::run(&report).findings;
    (report, findings)
}

fn told((report, findings): &(Report, Vec<Finding>)) -> String {
    let grave = findings.iter().filter(|finding| finding.severity != Severity::Note);
    let told = grave.map(|finding| {
        let suspects = finding.places.iter().filter(|place| place.role == Role::Suspect);
        let named = match finding.rule {
            // Of a sum, the total: which of its figures is wrong is the culprit's test.
            "sum-does-not-foot" => finding.arithmetic[0].stated.clone().unwrap_or_default(),
            _ => suspects.map(|place| report.sources.slice(place.span)).collect::<Vec<_>>().join(" "),
        };
        format!("{} {} {named}", finding.severity.word(), finding.rule)
    });
    told.collect::<Vec<_>>().join("; ")
}

/// Columns of blocks of parts, a subtotal each, and a grand total.
#[derive(Clone, Debug)]
struct Tree {
    /// Blocks of rows of cells, in hundredths.
    blocks: Vec<Vec<Vec<i64>>>,
}

fn tree() -> impl Strategy<Value = Tree> {
    let cells = proptest::collection::vec(100_000_i64..9_000_000, 3);
    let block = proptest::collection::vec(cells, 2..5);
    proptest::collection::vec(block, 2..4).prop_map(|blocks| Tree { blocks })
}

impl Tree {
    /// The rows, each with its label and its cells in hundredths; totals follow their parts.
    fn rows(&self) -> Vec<(String, Vec<i64>)> {
        let sum = |rows: &[Vec<i64>]| (0..3).map(|column| rows.iter().map(|row| row[column]).sum()).collect();
        let mut rows = Vec::new();
        let mut totals: Vec<Vec<i64>> = Vec::new();
        for (at, block) in self.blocks.iter().enumerate() {
            for (row, cells) in block.iter().enumerate() {
                rows.push((
                    format!("Item {}{}", ["A", "B", "C"][at], ["k", "m", "p", "q"][row]),
                    cells.clone(),
                ));
            }
            totals.push(sum(block));
            rows.push((format!("Total {}", ["A", "B", "C"][at]), sum(block)));
        }
        rows.push(("Grand total".to_owned(), sum(&totals)));
        rows
    }
}

/// Cut off, a block can look like one with a wrong total: two of its columns add up as they are printed, and the third is
/// further out than rounding goes. Nobody could tell.
fn looks_wrong(tree: &Tree, decimals: u32) -> bool {
    let unit = 10_i64.pow(2 - decimals);
    tree.blocks.iter().any(|block| {
        let lost = |column: usize| {
            let whole: i64 = block.iter().map(|row| row[column]).sum();
            whole / unit - block.iter().map(|row| row[column] / unit).sum::<i64>()
        };
        let lost = [lost(0), lost(1), lost(2)];
        let exact = lost.iter().filter(|lost| **lost == 0).count();
        exact == 2
            && lost.iter().any(|lost| usize::try_from(2 * lost).is_ok_and(|twice| twice > block.len() + 1))
    })
}

/// Printed with some decimals, rounded half up or cut off.
fn table(rows: &[(String, Vec<i64>)], decimals: u32, cut: bool) -> String {
    let mut out = "Item|2021|2022|2023".to_owned();
    for (label, cells) in rows {
        let unit = 10_i64.pow(2 - decimals);
        let cells = cells.iter().map(|cell| {
            let value = (cell + if cut { 0 } else { unit / 2 }) / unit;
            let scale = 10_i64.pow(decimals);
            if decimals == 0 {
                value.to_string()
            } else {
                format!("{}.{:0width$}", value / scale, value % scale, width = decimals as usize)
            }
        });
        write!(out, ";{label}|{}", cells.collect::<Vec<_>>().join("|")).expect("a string can be written to");
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn consistent_tables_are_not_accused(tree in tree(), decimals in 0_u32..3, cut in any::<bool>()) {
        prop_assume!(!cut || !looks_wrong(&tree, decimals));
        let text = markdown(&table(&tree.rows(), decimals, cut));
        let (report, mut findings) = check(&text);
        // Rows drawn at random may well be ten times as large in one year.
        findings.retain(|finding| finding.rule != "scale-jump");
        prop_assert_eq!(told(&(report, findings)), "", "{}", text);
    }

    #[test]
    fn a_change_is_found_at_its_place(tree in tree(), at in any::<prop::sample::Index>(), column in 0_usize..3, by in 100_i64..90_000) {
        let mut rows = tree.rows();
        let row = at.index(rows.len());
        rows[row].1[column] += by * 100;
        let text = markdown(&table(&rows, 2, false));
        let (report, findings) = check(&text);
        let changed = format!("{}.{:02}", rows[row].1[column] / 100, rows[row].1[column] % 100);
        let named = findings.iter().flat_map(|finding| &finding.places).any(|place| report.sources.slice(place.span) == changed);
        prop_assert!(named, "{} in\n{}", changed, text);
    }
}
