//! What the reader of figures sees in a text: forms in both languages, sentences without any figure, and properties
//! that hold of every string.

use proptest::prelude::*;
use rust_decimal::Decimal;
use tieout::figures::{
    Cell, Figure, Interval, Kind, Qualifier, Slip, Unit, agree, cell, is_malformed, lex, slip, unit,
};

/// One figure in one line: `[printed] Kind value..upper ±quantum Qualifier unit`, leaving out what is usual.
fn show(figure: &Figure) -> String {
    let mut line = format!("[{}] {:?} {}", figure.printed, figure.kind, figure.value.normalize());
    if let Some(upper) = figure.upper {
        line += &format!("..{}", upper.normalize());
    }
    if figure.quantum != Decimal::ONE {
        line += &format!(" ±{}", figure.quantum.normalize());
    }
    if figure.qualifier != Qualifier::Exact {
        line += &format!(" {:?}", figure.qualifier);
    }
    if let Some(unit) = &figure.unit {
        line += &format!(" {}", show_unit(unit));
    }
    line
}

fn show_unit(unit: &Unit) -> String {
    let factor = if unit.factor == Decimal::ONE { String::new() } else { format!("{}×", unit.factor) };
    let per = unit.per.as_ref().map_or(String::new(), |per| format!("/{per}"));
    let currency = unit.currency.map_or(String::new(), |currency| format!(" {currency:?}"));
    format!("{factor}{}{per}{currency}", unit.symbol)
}

fn check(table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .filter_map(|(text, expected)| {
            let seen = lex(text).iter().map(show).collect::<Vec<_>>().join("; ");
            (seen != *expected).then(|| format!("{text}\n  expected {expected}\n  seen     {seen}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn digits_are_read_in_every_dress() {
    check(&[
        ("1,234.5 噸", "[1,234.5] Quantity 1234.5 ±0.1 噸"),
        ("１２３４ 人", "[１２３４] Count 1234 人"),
        ("1，289.207 噸", "[1，289.207] Quantity 1289.207 ±0.001 噸"),
        ("1 234 tonnes", "[1 234] Quantity 1234 噸"),
        ("1\u{a0}234 tonnes", "[1\u{a0}234] Quantity 1234 噸"),
        ("-5%", "[-5%] Percent -5 %"),
        ("−5.2%", "[−5.2%] Percent -5.2 ±0.1 %"),
        ("同比-5.3%", "[-5.3%] Percent -5.3 ±0.1 %"),
        ("+5.3%", "[+5.3%] Percent 5.3 ±0.1 %"),
        ("△1,234", "[△1,234] Quantity -1234"),
        ("a loss of $(9.8) million", "[(9.8) million] Money -9800000 ±100000 元 Dollar"),
        ("30.80 克", "[30.80] Quantity 30.8 ±0.01 克"),
        ("1e4 kWh", "[1e4] Quantity 10000 ±10000 千瓦時"),
        ("10 × 10³ m3", "[10 × 10³] Quantity 10000 ±1000 立方米"),
        ("10 × 10<sup>3</sup> m3", "[10 × 10<sup>3</sup>] Quantity 10000 ±1000 立方米"),
        ("3,18.05", "[3,18.05] Quantity 318.05 ±0.01"),
        ("2,7450.6", "[2,7450.6] Quantity 27450.6 ±0.1"),
        ("0.4", "[0.4] Quantity 0.4 ±0.1"),
        ("**4,584** 人", "[4,584] Count 4584 人"),
        ("a, b, 12, 13 and 14 t", "[12] Quantity 12; [13] Quantity 13; [14] Quantity 14 噸"),
    ]);
}

#[test]
fn scale_words_multiply() {
    check(&[
        ("營收22.28億元", "[22.28億] Money 2228000000 ±1000000 元"),
        ("營收 **22.28**億", "[22.28**億] Quantity 2228000000 ±1000000"),
        ("160萬千瓦時", "[160萬] Quantity 1600000 ±10000 千瓦時"),
        ("1億2,000萬元", "[1億2,000萬] Money 120000000 ±10000 元"),
        ("3百萬元", "[3百萬] Money 3000000 ±1000000 元"),
        ("2千瓦", "[2] Quantity 2 千瓦"),
        ("5兆瓦時", "[5] Quantity 5 兆瓦時"),
        ("3.5 million tonnes", "[3.5 million] Quantity 3500000 ±100000 噸"),
        ("RMB2.2 billion", "[2.2 billion] Money 2200000000 ±100000000 元 Renminbi"),
        ("US$3.5m", "[3.5m] Money 3500000 ±100000 元 UnitedStatesDollar"),
        ("£2bn", "[2bn] Money 2000000000 ±1000000000 元 PoundSterling"),
        ("10k", "[10k] Quantity 10000 ±1000"),
        ("10 km", "[10] Quantity 10 公里"),
        ("5m", "[5] Quantity 5 米"),
        ("10多萬人", "[10多萬] Count 100000 ±10000 Over 人"),
    ]);
}

#[test]
fn money_knows_its_currency() {
    check(&[
        ("HK$1,200", "[1,200] Money 1200 元 HongKongDollar"),
        ("¥15,000", "[15,000] Money 15000 元 Renminbi"),
        ("近 ¥15,000 元", "[15,000] Money 15000 About 元 Renminbi"),
        ("約人民幣10億元", "[10億] Money 1000000000 ±100000000 About 元 Renminbi"),
        ("10 億元人民幣", "[10 億] Money 1000000000 ±100000000 元 Renminbi"),
        ("超過 **5 億人民幣**", "[5 億] Money 500000000 ±100000000 Over 元 Renminbi"),
        (
            "$1.2 million, US$3",
            "[1.2 million] Money 1200000 ±100000 元 Dollar; [3] Money 3 元 UnitedStatesDollar",
        ),
        ("$2.3 to $2.9 million", "[2.3 to $2.9 million] Range 2300000..2900000 ±100000 元 Dollar"),
        ("人民幣壹拾壹億壹仟伍佰萬元整", "[壹拾壹億壹仟伍佰萬] Money 1115000000 ±10000 元 Renminbi"),
    ]);
}

#[test]
fn shares_come_out_in_hundredths() {
    check(&[
        ("45%", "[45%] Percent 45 %"),
        ("45 ％", "[45 ％] Percent 45 %"),
        ("32.4 per cent", "[32.4 per cent] Percent 32.4 ±0.1 %"),
        ("百分之九十", "[百分之九十] Percent 90 %"),
        ("百分之三點五", "[百分之三點五] Percent 3.5 ±0.1 %"),
        ("九成以上", "[九成] Percent 90 ±10 Over %"),
        ("三成五", "[三成五] Percent 35 %"),
        ("約7成", "[7成] Percent 70 ±10 About %"),
        ("增加2.5個百分點", "[2.5] Percent 2.5 ±0.1 百分點"),
        ("up 2.5 percentage points", "[2.5] Percent 2.5 ±0.1 百分點"),
        ("20%-30%", "[20%-30%] Range 20..30 %"),
        ("一半以上", "[一半] Percent 50 Over %"),
        ("more than half", "[half] Percent 50 Over %"),
    ]);
}

#[test]
fn chinese_numerals_count_before_counters() {
    check(&[
        ("三名執行董事", "[三] Count 3 人"),
        ("四個專業委員會", "[四] Count 4 個"),
        ("兩年", "[兩] Count 2 年"),
        ("三十多個國家", "[三十多] Count 30 Over 國家"),
        ("近二十年", "[二十] Count 20 About 年"),
        ("十萬個就業崗位", "[十萬] Count 100000 ±10000 個"),
        ("百萬家企業", "[百萬] Count 1000000 ±1000000 About 家"),
        ("近百項", "[百] Count 100 ±100 About 項"),
        ("一百二十萬", "[一百二十萬] Quantity 1200000 ±10000"),
        ("兩三年", "[兩三] Range 2..3 年"),
        ("三地巡檢", "[三] Count 3"),
        ("十佳案例", "[十] Count 10"),
        ("每週五天", "[五] Count 5 天"),
        (
            "三名執行董事、一名非執行董事及兩名獨立非執行董事",
            "[三] Count 3 人; [一] Count 1 人; [兩] Count 2 人",
        ),
    ]);
}

#[test]
fn english_words_count_what_follows() {
    check(&[
        ("seven directors", "[seven] Count 7 人"),
        ("three independent non-executive directors", "[three] Count 3 人"),
        ("seven (7) directors", "[seven] Count 7; [7] Quantity 7"),
        ("two hundred and forty-two staff", "[two hundred and forty-two] Count 242 人"),
        ("three million users", "[three million] Count 3000000 ±1000000"),
        ("close to a million customers", "[a million] Count 1000000 ±1000000 About"),
        ("a five-day week", "[five] Count 5 天"),
        ("a 12-month period", "[12] Count 12 個月"),
        ("two or three years", "[two or three] Range 2..3 年"),
        ("Over ten years", "[ten] Count 10 年"),
        ("training was held twice", "[twice] Count 2 次"),
        ("zero fatalities", "[zero] Count 0"),
        (
            "three executive directors, one employee representative director",
            "[three] Count 3 人; [one] Count 1 人",
        ),
        ("2,045 female employees", "[2,045] Count 2045 人"),
    ]);
}

#[test]
fn words_around_a_figure_loosen_it() {
    check(&[
        ("超過 **15,000** 人次", "[15,000] Count 15000 Over 人次"),
        ("more than 15,000 people", "[15,000] Count 15000 Over 人"),
        ("4,500多名僱員", "[4,500多] Count 4500 Over 人"),
        ("140,000+", "[140,000+] Quantity 140000 Over"),
        ("350+kg", "[350+] Quantity 350 Over 千克"),
        ("近 4,000 個", "[4,000] Count 4000 About 個"),
        ("最近 3 年", "[3] Count 3 年"),
        ("約 300 人", "[300] Count 300 About 人"),
        ("300 人左右", "[300] Count 300 About 人"),
        ("<1", "[<1] Quantity 1 Under"),
        ("≥ 20 人", "[20] Count 20 Over 人"),
        ("30 歲及以下", "[30] Count 30 Under 歲"),
        ("50歲及以上", "[50] Count 50 Over 歲"),
        ("aged 50 or above", "[50] Quantity 50 Over"),
        ("預計至少能夠降低 15%", "[15%] Percent 15 Over %"),
        ("no more than 3 months", "[3] Count 3 Under 個月"),
    ]);
}

#[test]
fn ranges_have_two_ends() {
    check(&[
        ("20-30 人", "[20-30] Range 20..30 人"),
        ("31-39歲", "[31-39] Range 31..39 歲"),
        ("1–2 weeks", "[1–2] Range 1..2 週"),
        ("3 至 5 年", "[3 至 5] Range 3..5 年"),
        ("10 to 20 people", "[10 to 20] Range 10..20 人"),
        ("rose from 10 to 20 people", "[10] Quantity 10; [20] Count 20 人"),
    ]);
}

#[test]
fn dates_and_periods_are_of_the_calendar() {
    check(&[
        ("2023年5月8日", "[2023年5月8日] Date 20230508"),
        ("5月8日", "[5月8日] Date 508"),
        ("2023 年 4 月", "[2023 年 4 月] Date 20230400"),
        ("二零二三年十二月三十一日", "[二零二三年十二月三十一日] Date 20231231"),
        ("民國112年", "[民國112年] Date 20230000"),
        ("31 December 2023", "[31 December 2023] Date 20231231"),
        ("December 31, 2023", "[December 31, 2023] Date 20231231"),
        ("in May 2023", "[May 2023] Date 20230500"),
        ("You may 5 times; from June to September", "[5] Count 5 次; [June] Date 600; [September] Date 900"),
        ("2023-05", "[2023-05] Date 20230500"),
        ("2023-05-08", "[2023-05-08] Date 20230508"),
        ("12/31/2023", "[12/31/2023] Date 20231231"),
        ("(2023.11)", "[2023.11] Date 20231100"),
        ("in 2023 employees", "[2023] Date 20230000"),
        ("2000 employees", "[2000] Count 2000 人"),
        ("2022/23", "[2022/23] Period 20220000..20230000"),
        ("FY2023", "[FY2023] Period 20230000"),
        ("2021–2023", "[2021–2023] Period 20210000..20230000"),
        ("2013年到2023年", "[2013年] Date 20130000; [2023年] Date 20230000"),
        ("1 January to 31 December 2023", "[1 January] Date 20230101; [31 December 2023] Date 20231231"),
        (
            "fell from 4,584 in 2022 to 4,200",
            "[4,584] Quantity 4584; [2022] Date 20220000; [4,200] Quantity 4200",
        ),
    ]);
}

#[test]
fn ordinals_have_a_place() {
    check(&[
        ("第六份報告", "[第六] Ordinal 6"),
        ("第 6 份", "[第 6] Ordinal 6"),
        ("the sixth report", "[sixth] Ordinal 6"),
        ("the 10th anniversary", "[10th] Ordinal 10"),
        ("十週年", "[十] Ordinal 10"),
        ("首次", "[首] Ordinal 1"),
        ("for the first time", "[first] Ordinal 1"),
        ("第三季度", "[第三] Ordinal 3"),
        ("Q3 2023", "[Q3] Ordinal 3; [2023] Date 20230000"),
        ("the 14th Five-Year Plan", "[14th Five-Year] Ordinal 14"),
        ("“十四五”", "[十四五] Ordinal 14"),
    ]);
}

#[test]
fn names_are_not_amounts() {
    check(&[
        ("ISO 27001", "[ISO 27001] Identifier 27001"),
        ("ISO/IEC 27001:2013", "[ISO/IEC 27001:2013] Identifier 27001"),
        ("GB/T 22239-2019", "[GB/T 22239-2019] Identifier 22239"),
        ("GB/T19001-2016", "[GB/T19001-2016] Identifier 19001"),
        ("KPI A1.2", "[A1.2] Identifier 1.2"),
        ("KPI A 1.2", "[A 1.2] Identifier 1.2"),
        ("GRI 305-1, 305-4", "[GRI 305-1] Identifier 305; [305-4] Identifier 305"),
        ("103-2(c-i), 305", "[103-2] Identifier 103; [305] Identifier 305"),
        ("電話：021-66198866", "[021-66198866] Identifier 21"),
        ("降至 9 宗。舉報熱線：+852 2345 6789", "[9] Count 9 件; [+852 2345 6789] Identifier 852"),
        (
            "專線：021-6619 8110 / 133 1178 7110",
            "[021-6619 8110] Identifier 21; [133 1178 7110] Identifier 133",
        ),
        ("股票代碼 2013.HK", "[2013.HK] Identifier 2013"),
        ("Stock Code 股份代號: 2013", "[2013] Identifier 2013"),
        ("258 號", "[258] Identifier 258"),
        ("258 Changjiang Road", "[258] Identifier 258"),
        ("8:30 至 19:30", "[8:30] Identifier 8; [19:30] Identifier 19"),
        ("附錄 27", "[27] Identifier 27"),
        ("附錄十四", "[十四] Identifier 14"),
        ("Note 3, page 12", "[3] Identifier 3; [12] Identifier 12"),
        ("Scopes 1, 2 and 3", "[1] Identifier 1; [2] Identifier 2; [3] Identifier 3"),
        ("範圍一、二與三", "[一] Identifier 1; [二] Identifier 2; [三] Identifier 3"),
        ("RCP8.5 and RCP 2.6", "[RCP8.5] Identifier 8.5; [2.6] Identifier 2.6"),
        ("3D, B2B, COVID-19", "[3D] Identifier 3; [B2B] Identifier 2; [COVID-19] Identifier 19"),
        ("備案（三級）", "[三] Identifier 3"),
        ("《廉潔 15 問》", "[15] Identifier 15"),
        ("24 小時", "[24] Quantity 24 小時"),
    ]);
}

#[test]
fn many_sentences_hold_no_figure() {
    let texts = [
        "隊伍 收拾 一般 統一 第三方 三方 萬一 一系列 雙通道 十分 一起 一致 一定 一旦 唯一 一方面 進一步",
        "千行百業、數十家、上千人、四川、百度、五四、萬科、參股公司、大陸、一名志願者",
        "one of the first-class two-way third-party; on the one hand, net-zero and Near-zero, zero tolerance",
        "二氧化碳 CO<sub>2</sub>e PM2.5 tCO2e N2O",
        "二氧化碳 CO 2 e、tCO 2 e/人、SO 2 排放量",
        "IR@weimob.com http://www.weimob.com/2023/05 https://a.b/1?x=2 www.hkexnews.hk/2023",
        "r-ABS SaaS ESG first of all, in the second half, you may, the Big Four",
        "多元、平等與包容，客戶第一，上半年，半年，每半年",
        "text[^1] and a footnote<sup>2</sup> and [link](https://x.y/2023)",
    ];
    for text in texts {
        let seen = lex(text).iter().map(show).collect::<Vec<_>>();
        assert!(seen.is_empty(), "{text}: {seen:?}");
    }
}

#[test]
fn units_of_both_languages_are_one() {
    let same: &[(&str, &[&str])] = &[
        (
            "tCO2e/人",
            &[
                "tCO<sub>2</sub>e/ 人",
                "tCO 2 e/人",
                "t CO 2 e/人",
                "噸CO 2 當量/人",
                "tCO2e per employee",
                "tCO₂e / employee",
                "噸二氧化碳當量／人",
            ],
        ),
        (
            "tCO2e/百萬元",
            &["tCO<sub>2</sub>e/百萬元", "tCO2e per RMB million", "tCO2e/RMB million of revenue"],
        ),
        ("噸", &["噸", "吨", "tonnes", "Tonne", "t", "metric tons"]),
        ("兆瓦時/人", &["兆瓦時 / 人", "MWh per employee"]),
        ("兆瓦時", &["千個千瓦時", "MWh", "'000 kWh"]),
        ("%", &["百分比", "%", "percentage", "％"]),
        ("小時/人", &["小時/人", "hours per employee", "Hours/person"]),
        ("人", &["人", "persons", "名", "（人）"]),
        ("人次", &["人次", "attendances"]),
        ("個/人/天", &["個/人/日"]),
        ("1000000×元 Renminbi", &["RMB million", "人民幣百萬元", "RMB’Million"]),
        ("1000×元 HongKongDollar", &["HK$'000", "港幣千元", "HK$ thousand"]),
        ("1000000×元", &["百萬元"]),
        ("立方米", &["m<sup>3</sup>", "m³", "cubic metres", "立方米"]),
    ];
    for (expected, spellings) in same {
        for spelling in *spellings {
            let seen = unit::parse(spelling).as_ref().map(show_unit);
            assert_eq!(seen.as_deref(), Some(*expected), "{spelling}");
        }
    }
    assert_eq!(unit::parse("員工姓名"), None);
    let ratio = unit::parse("噸").zip(unit::parse("kg")).and_then(|(t, kg)| t.ratio_to(&kg));
    assert_eq!(ratio, Some(Decimal::ONE_THOUSAND));
}

#[test]
fn cells_are_numbers_missing_empty_or_text() {
    let numbers = [
        ("1,234", "[1,234] Quantity 1234"),
        ("(1,234)", "[(1,234)] Quantity -1234"),
        ("$(1,234)", "[(1,234)] Money -1234 元 Dollar"),
        ("(5.3)%", "[(5.3)%] Percent -5.3 ±0.1 %"),
        ("128 (82%)", "[128] Quantity 128; [82%] Percent 82 %"),
        ("07", "[07] Quantity 7"),
        ("534 人", "[534] Count 534 人"),
        ("2021年", "[2021年] Date 20210000"),
        ("<1", "[<1] Quantity 1 Under"),
        ("4,584①", "[4,584] Quantity 4584"),
        ("98(1)", "[98] Quantity 98"),
        ("(2) $3,925", "[3,925] Money 3925 元 Dollar"),
        ("**<b>12</b>**", "[12] Quantity 12"),
        ("HK$(1.2) million", "[(1.2) million] Money -1200000 ±100000 元 HongKongDollar"),
    ];
    for (text, expected) in numbers {
        let Cell::Number(figures) = cell(text) else { panic!("{text} is no number") };
        assert_eq!(figures.iter().map(show).collect::<Vec<_>>().join("; "), expected, "{text}");
        assert!(figures.iter().all(|figure| text[figure.range.clone()] == figure.printed));
    }
    for text in [
        "/",
        "-",
        "–",
        "—",
        "N/A",
        "n.a.",
        "nil",
        "不適用",
        "不適用 (註 4)",
        "沒有披露",
        "not disclosed",
        "$ —",
    ] {
        assert_eq!(cell(text), Cell::Missing, "{text}");
    }
    for text in ["", "  ", "\u{a0}", "****"] {
        assert_eq!(cell(text), Cell::Empty, "{text:?}");
    }
    for text in ["排放量", "KPI A1.2", "305-1", "Aged 31-39 people only", "於 2023 年 5 月 8 日辭任"]
    {
        assert!(matches!(cell(text), Cell::Text(_)), "{text}");
    }
    assert!(
        is_malformed("3,18.05") && is_malformed("07") && !is_malformed("1,318.05") && !is_malformed("0.4")
    );
}

#[test]
fn slips_of_the_hand_are_named() {
    let table = [
        ("2,265.46", "2,365.46", Some(Slip::Changed)),
        ("2,265.46", "2,625.46", Some(Slip::Swapped)),
        ("4,584", "84", None),
        ("4,584", "4,854.1", None),
        ("4,584", "584", Some(Slip::Dropped)),
        ("4,584", "4,5584", Some(Slip::Doubled)),
        ("4,584", "45,840", Some(Slip::PowerOfTen(1))),
        ("0.45", "45", Some(Slip::PowerOfTen(2))),
        ("22.28億", "RMB22.28 billion", Some(Slip::YiForBillion)),
        ("160萬", "160 million", Some(Slip::WanForMillion)),
        ("22.28億", "2.228 billion", None),
        ("4,584", "4,584", None),
        ("2,265.46", "2,364.85", None),
    ];
    for (a, b, expected) in table {
        assert_eq!(slip(a, b), expected, "{a} {b}");
        assert_eq!(slip(b, a), expected, "{b} {a}");
    }
}

#[test]
fn figures_agree_when_their_meanings_meet() {
    let table = [
        ("22.28億元", "RMB2,228 million", true),
        ("22.28億元", "RMB2.2 billion", true),
        ("22.28億元", "RMB2.3 billion", false),
        ("22.28億元", "RMB22.28 billion", false),
        ("4,298.56 tCO2e", "4,298.55 tCO2e", false),
        ("4,500多名", "4,584 employees", true),
        ("超過5,000名", "4,584 employees", false),
        ("約 300 人", "about 310 people", true),
        ("近百項", "nearly 100 items", true),
        ("九成", "90%", true),
        ("百分之九十", "89%", false),
        ("2023年12月31日", "31 December 2023", true),
        ("12月31日", "31 December 2023", true),
        ("2023年12月30日", "31 December 2023", false),
        ("民國112年", "2023", true),
        ("第六份", "sixth", true),
        ("KPI A 1.2", "KPI A1.2", true),
        ("338 噸", "338,000 kg", true),
        ("20-30 人", "20–30 people", true),
    ];
    for (a, b, expected) in table {
        let (first, second) = (lex(a).remove(0), lex(b).remove(0));
        assert_eq!(agree(&first, &second), expected, "{a} {b}");
        assert_eq!(agree(&second, &first), expected, "{b} {a}");
    }
}

#[test]
fn intervals_are_what_the_print_allows() {
    let of = |text: &str| lex(text).remove(0).interval();
    let d = |text: &str| text.parse::<Decimal>().expect("a decimal");
    assert_eq!(of("30.8 噸"), Interval::new(d("30.75"), d("30.85")));
    assert_eq!(of("4,584 人"), Interval::exact(d("4584")));
    assert_eq!(of("1.5萬人"), Interval::new(d("14500"), d("15500")));
    assert_eq!(of("超過 100 人"), Interval::at_least(d("100")));
    assert_eq!(of("<1"), Interval::new(d("0"), d("1")));
    assert_eq!(of("20-30 人"), Interval::new(d("20"), d("30")));
    let tens = Interval::new(d("10"), d("20"));
    assert_eq!(tens.div(&Interval::new(d("2"), d("5"))), Some(Interval::new(d("2"), d("10"))));
    assert_eq!(tens.div(&Interval::new(d("-1"), d("1"))), None);
    let both = Interval::new(d("-4"), d("10"));
    assert_eq!(both.scale(d("0.01")), Interval::new(d("-0.04"), d("0.1")));
    assert_eq!(both.scale(d("-2")), Interval::new(d("-20"), d("8")));
    assert_eq!(Interval::at_least(d("2")).scale(d("-3")), Interval { low: None, high: Some(d("-6")) });
    assert_eq!(Interval::ANY.scale(d("0")), Interval::exact(d("0")));
    assert_eq!(both.div(&Interval::new(d("2"), d("5"))), Some(Interval::new(d("-2"), d("5"))));
    assert_eq!(both.div(&Interval::new(d("-5"), d("-2"))), Some(Interval::new(d("-5"), d("2"))));
    let below = Interval::new(d("-10"), d("-4"));
    assert_eq!(below.div(&Interval::new(d("2"), d("5"))), Some(Interval::new(d("-5"), d("-0.8"))));
    assert_eq!(below.div(&Interval::new(d("-5"), d("-2"))), Some(Interval::new(d("0.8"), d("5"))));
    assert_eq!(tens.mul(&Interval::at_least(d("2"))), Interval::at_least(d("20")));
    assert_eq!(Interval::at_least(d("2")).mul(&Interval::new(d("-1"), d("1"))), Interval::ANY);
    assert_eq!(tens.sub(&tens), Interval::new(d("-10"), d("10")));
}

#[test]
fn a_known_unit_gives_a_cell_its_kind() {
    let Cell::Number(figures) = cell("2045") else { panic!("a number") };
    let figure = figures[0].with_unit(Unit::new("人"));
    assert_eq!((figure.kind, figure.value), (Kind::Count, Decimal::from(2045)));
    let Cell::Number(figures) = cell("27.80") else { panic!("a number") };
    assert_eq!(figures[0].with_unit(Unit::percent()).kind, Kind::Percent);
}

#[test]
fn long_and_dull_texts_take_no_longer() {
    let patterns = [
        "a",
        "a.",
        "a@",
        "1",
        "1,",
        "111,",
        "1:",
        "1-",
        "1 ",
        "5 人/人",
        "/人",
        "二",
        "十",
        "萬",
        "第",
        "百分之",
        "<b",
        "<b>",
        "(",
        "[^",
        "《",
        ">5 ",
        "一名。",
        "一名、",
        "two ",
        "hundred and ",
        "one thousand ",
        "電話 12345678 ",
        "{{",
        "A-1",
        "１",
        "Scope 1, ",
        "1%-",
    ];
    for pattern in patterns {
        let text = pattern.repeat(20_000 / pattern.len());
        let count = lex(&text).len();
        assert!(count <= text.len(), "{pattern}");
        assert!(matches!(
            cell(&pattern.repeat(200)),
            Cell::Number(_) | Cell::Text(_) | Cell::Missing | Cell::Empty
        ));
    }
}

/// Text as reports are made of, broken at random: markup, numerals and words run into each other.
fn salad() -> impl Strategy<Value = String> {
    let pieces = vec![
        "1",
        "23",
        "2023",
        "007",
        ",",
        "，",
        ".",
        "-",
        "–",
        "~",
        "至",
        " ",
        "\u{a0}",
        "%",
        "％",
        "萬",
        "億",
        "千",
        "百",
        "十",
        "一",
        "二",
        "兩",
        "三",
        "五",
        "零",
        "點",
        "成",
        "第",
        "首",
        "年",
        "月",
        "日",
        "民國",
        "百分之",
        "分之",
        "名",
        "個",
        "千瓦",
        "tCO2e",
        "<sub>",
        "</sub>",
        "<",
        "(",
        ")",
        "$",
        "HK$",
        "RMB",
        "million",
        "hundred",
        "and",
        "forty",
        "two",
        "third",
        "May",
        "FY",
        "ISO",
        "GB/T",
        "Scope",
        "範圍",
        "、",
        "《",
        "》",
        "**",
        "[^",
        "]",
        "e",
        "×",
        "10",
        "³",
        "^",
        "+",
        "多",
        "約",
        "以上",
        "/",
        ":",
        "：",
        "@",
        "www.",
        "\n",
        "Ａ",
        "é",
        "\u{200b}",
        "電話",
        "半",
        "佰",
        "壹",
        "兆",
        "to",
        "-day",
        "{{",
        "}}",
        "１",
        "９",
        "．",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..24).prop_map(|pieces| pieces.concat())
}

/// What holds of the figures of any text at all.
fn sound(text: &str) -> Result<(), TestCaseError> {
    let mut end = 0;
    for figure in lex(text) {
        prop_assert!(
            figure.range.start >= end && figure.range.end > figure.range.start,
            "{text:?} {figure:?}"
        );
        prop_assert_eq!(&text[figure.range.clone()], &figure.printed);
        prop_assert!(figure.interval().contains(figure.value), "{:?}", figure);
        prop_assert!(agree(&figure, &figure), "{:?}", figure);
        prop_assert_eq!(slip(&figure.printed, &figure.printed), None);
        end = figure.range.end;
    }
    if let Cell::Number(figures) = cell(text) {
        for figure in figures {
            prop_assert_eq!(&text[figure.range.clone()], &figure.printed);
        }
    }
    let _ = unit::parse(text);
    Ok(())
}

/// The digits of a number, grouped by threes.
fn grouped(value: Decimal, separator: &str) -> String {
    let text = value.to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let groups: Vec<&str> =
        whole.as_bytes().rchunks(3).rev().filter_map(|chunk| std::str::from_utf8(chunk).ok()).collect();
    let fraction = fraction.map_or(String::new(), |fraction| format!(".{fraction}"));
    groups.join(separator) + &fraction
}

fn full_width(text: &str) -> String {
    let shift = |c: char| char::from_u32(u32::from(c) + 0xFEE0).expect("a full-width twin");
    text.chars().map(|c| if c.is_ascii_graphic() { shift(c) } else { c }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_bytes_are_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        sound(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn no_string_is_too_strange(text in "\\PC{0,40}") {
        sound(&text)?;
    }

    #[test]
    fn no_salad_is_too_strange(text in salad()) {
        sound(&text)?;
    }

    #[test]
    fn what_is_written_is_read(mantissa in 0_i64..1_000_000_000_000, decimals in 0_u32..4, dress in 0..6) {
        let value = Decimal::new(mantissa, decimals);
        let scaled = |factor: i64| (value * Decimal::from(factor), Decimal::new(1, decimals) * Decimal::from(factor));
        let (text, (expected, quantum)) = match dress {
            0 => (grouped(value, ","), scaled(1)),
            1 => (full_width(&grouped(value, ",")), scaled(1)),
            2 => (format!("{}萬", grouped(value, ",")), scaled(10_000)),
            3 => (format!("{value}億"), scaled(100_000_000)),
            4 => (format!("{value} million"), scaled(1_000_000)),
            _ => (grouped(value, "\u{a0}"), scaled(1)),
        };
        let unit = if dress == 0 || dress == 5 { " tonnes" } else { "噸" };
        let figures = lex(&format!("共 {text}{unit}"));
        prop_assert_eq!(figures.len(), 1, "{:?}", figures);
        prop_assert_eq!(&figures[0].printed, &text);
        prop_assert_eq!(figures[0].value, expected);
        prop_assert_eq!(figures[0].quantum, quantum);
        prop_assert_eq!(figures[0].unit.as_ref().map(|unit| unit.symbol.as_str()), Some("噸"));
    }

    #[test]
    fn sums_of_values_lie_in_sums_of_intervals(a in 0_i64..100_000, b in 0_i64..100_000, c in 1_i64..100_000) {
        let [x, y, z] = [a, b, c].map(|n| Interval::around(Decimal::new(n, 1), Decimal::new(5, 2)));
        let [u, v, w] = [a, b, c].map(|n| Decimal::new(n, 1));
        prop_assert!(x.add(&y).contains(u + v));
        prop_assert!(x.sub(&y).contains(u - v));
        prop_assert!(x.mul(&y).contains(u * v));
        if let Some(quotient) = x.div(&z) {
            prop_assert!(quotient.contains(u / w));
        }
    }
}
