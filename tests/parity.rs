//! The two editions of one sentence: pairs that say the same, and pairs that do not.
//!
//! Each pair is the body of a small report; what differs between its figures is told by the rules on editions. The
//! pairs that agree are the harder half: numbers in words, dates in another order, units of another scale.

use camino::Utf8PathBuf;
use tieout::check::run;
use tieout::report::Report;
use tieout::report::load::{Input, InputFile, load};

fn report(zh: &str, en: &str) -> Report {
    let file =
        |path: &str, content: &str| InputFile { path: path.into(), content: Ok(format!("{content}\n")) };
    let files = vec![
        file("chapters/one/en.md", &format!("# A\n\n{en}")),
        file("chapters/one/zh-Hant.md", &format!("# 甲\n\n{zh}")),
        file("report.yaml", "period: 2023\nlanguages: [zh-Hant, en]\nchapters: [one]"),
    ];
    load(&Input { root: Utf8PathBuf::from("pair"), folder: true, files, others: Vec::new() })
}

/// The rules on editions that a pair of texts breaks, each with the words it names.
fn told(zh: &str, en: &str) -> Vec<String> {
    let report = report(zh, en);
    let outcome = run(&report);
    let editions = outcome.findings.iter().filter(|finding| finding.rule.starts_with("edition-"));
    let words = editions.map(|finding| {
        let words: Vec<&str> = finding.places.iter().map(|place| report.sources.slice(place.span)).collect();
        format!("{} {}", finding.rule, words.join(" | "))
    });
    words.collect()
}

#[test]
fn translations_that_say_the_same() {
    let pairs = [
        ("收入為22.28億元。", "Revenue was RMB2.228 billion."),
        ("收入為人民幣2,228百萬元。", "Revenue was RMB2,228 million."),
        ("節約用電約160萬千瓦時。", "Saving about 1.6 million kWh of electricity."),
        ("註冊資本為壹拾壹億壹仟伍佰萬元。", "The registered capital is RMB1,115 million."),
        ("民國112年成立。", "Established in 2023."),
        ("於2023年5月8日辭任。", "Resigned on 8 May 2023."),
        ("於2023年5月8日辭任。", "Resigned on May 8, 2023."),
        ("九成僱員參加。", "Ninety per cent of employees took part."),
        ("百分之九十的僱員參加。", "90% of employees took part."),
        ("三分之二的僱員參加。", "Two-thirds of employees took part."),
        ("一半僱員參加。", "Half of the employees took part."),
        ("參加者為20至30人。", "20 to 30 people took part."),
        ("近4,500名僱員。", "Nearly 4,500 employees."),
        ("逾4,500名僱員。", "More than 4,500 employees."),
        ("4,500多名僱員。", "Over 4,500 employees."),
        ("投資5億港元。", "HK$500 million was invested."),
        ("投資人民幣3.5億元。", "RMB350 million was invested."),
        ("這是第六份報告。", "This is our sixth report."),
        ("共有十二名董事。", "There are twelve directors."),
        ("共有12個辦事處。", "There are a dozen offices."),
        ("上半年開會兩次。", "Two meetings were held in the first half of the year."),
        ("第三季度開會三次。", "Three meetings were held in the third quarter."),
        ("培訓6.5萬人次。", "65,000 attendances at training."),
        ("服務近百萬家客戶。", "Nearly a million customers were served."),
        ("十年間，由16名夥伴起步。", "In ten years, from 16 partners."),
        ("截至2023年12月31日止年度。", "For the year ended 31 December 2023."),
        ("增加1.5個百分點。", "Up 1.5 percentage points."),
        ("總量為1,234.5噸，較去年減少3.2%。", "The total was 1,234.5 tonnes, 3.2% less than last year."),
        ("虧損為人民幣（9.8）百萬元。", "The loss was RMB(9.8) million."),
        ("由2021年至2023年下降12%。", "Down 12% from 2021 to 2023."),
        ("二零二三年十二月三十一日", "31 December 2023"),
        ("共有一萬五千名會員。", "There are 15,000 members."),
        ("逾八成僱員參加。", "Over 80% of employees took part."),
        ("五成半僱員參加。", "55% of employees took part."),
        ("每四人有一人參加。", "One in four took part."),
        ("培訓為期三至五年。", "Training takes three to five years."),
        ("增至3.5倍。", "Up to 3.5 times."),
        ("創造超過十萬個就業崗位。", "More than 100,000 jobs were created."),
        ("未滿18歲者不獲錄用。", "No one under 18 is employed."),
        ("30歲以下佔45%。", "45% are under 30."),
        ("2022/23年度", "The year 2022/23"),
        ("募集善款近¥15,000元。", "Nearly RMB15,000 was raised."),
        ("120多個國家", "More than 120 countries"),
        ("半年開會一次。", "Meetings are held every six months."),
        ("每季度開會一次。", "A meeting is held each quarter."),
        ("服務25個城市的1,200家客戶。", "1,200 customers in 25 cities were served."),
        ("第2季度", "Q2"),
        ("不少於三分之一的董事", "At least one-third of the directors"),
        ("負債率為5‰。", "The ratio is 0.5%."),
        ("零工傷。", "No injuries."),
        ("歷時兩年半。", "It took two and a half years."),
        ("面積達12,000平方米。", "An area of 12,000 square metres."),
        ("氣溫上升攝氏1.5度。", "Warming of 1.5°C."),
        ("上午9時30分至下午6時", "9:30 a.m. to 6:00 p.m."),
        ("24小時熱線", "A 24-hour hotline"),
    ];
    let wrong: Vec<String> = pairs
        .iter()
        .map(|(zh, en)| (zh, en, told(zh, en)))
        .filter(|(_, _, told)| !told.is_empty())
        .map(|(zh, en, told)| format!("{zh} / {en}\n    {}", told.join("\n    ")))
        .collect();
    assert!(wrong.is_empty(), "told apart:\n{}", wrong.join("\n"));
}

#[test]
fn translations_that_do_not_say_the_same() {
    let pairs = [
        ("收入為22.28億元。", "Revenue was RMB22.28 billion."),
        ("收入為22.28億元。", "Revenue was RMB2.282 billion."),
        ("節約用電160萬千瓦時。", "Saving 16 million kWh of electricity."),
        ("於2023年5月8日辭任。", "Resigned on 5 August 2023."),
        ("民國112年成立。", "Established in 2022."),
        ("九成僱員參加。", "Eighty per cent of employees took part."),
        ("參加者為20至30人。", "20 to 35 people took part."),
        ("逾4,500名僱員。", "More than 5,400 employees."),
        ("這是第六份報告。", "This is our fifth report."),
        ("共有七名董事。", "There are eight directors."),
        ("增加1.5個百分點。", "Up 5.1 percentage points."),
        ("總量為1,234.5噸。", "The total was 1,243.5 tonnes."),
        ("投資人民幣3.5億元。", "HK$350 million was invested."),
        ("投資500萬美元。", "HK$5 million was invested."),
        ("由2021年至2023年下降12%。", "Down 12% from 2020 to 2023."),
        ("共有一萬五千名會員。", "There are 1,500 members."),
        ("五成半僱員參加。", "5.5% of employees took part."),
        ("30歲以下佔45%。", "45% are under 35."),
        ("共有45名僱員，其中28%為女性。", "There are 45 employees."),
    ];
    let silent: Vec<String> = pairs
        .iter()
        .filter(|(zh, en)| told(zh, en).is_empty())
        .map(|(zh, en)| format!("{zh} / {en}"))
        .collect();
    assert!(silent.is_empty(), "not told apart:\n{}", silent.join("\n"));
}

#[test]
fn a_missing_or_split_paragraph_shifts_nothing() {
    let zh = "用水1,200噸。\n\n用電3,400千瓦時。\n\n用紙560千克。\n\n僱員789人。";
    let en = "Water: 1,200 tonnes.\n\nPaper: 560 kg.\n\nEmployees: 789 people.";
    let found = told(zh, en);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("edition-lacks-block") && found[0].contains("3,400"), "{found:?}");
    let split = "Water: 1,200 tonnes.\n\nElectricity: 3,400 kWh.\n\nPaper was used:\n\n560 kg of it.\n\nEmployees: 789 people.";
    let found = told(zh, split);
    assert!(found.iter().all(|told| told.starts_with("edition-lacks-block")), "{found:?}");
    let swapped = ("- 用水1,200噸\n- 用電3,400千瓦時", "- Electricity: 3,400 kWh\n- Water: 1,200 tonnes");
    let found = told(swapped.0, swapped.1);
    assert!(found.iter().all(|told| !told.starts_with("edition-differs")), "{found:?}");
}
