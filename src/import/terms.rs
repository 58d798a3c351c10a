//! The terms of Chinese sustainability and annual reports that name a metric, in English: for identifiers only.
//!
//! A label that is not wholly made of these is not translated: half a name would mislead.

/// The words of a label, term by term, the longest first; `None` where something else stands in it.
#[must_use]
pub fn translate(label: &str) -> Option<String> {
    let mut out = String::new();
    let mut named = false;
    let mut rest = label;
    while let Some(char) = rest.chars().next() {
        let term = TERMS.iter().filter(|(word, _)| rest.starts_with(word)).max_by_key(|(word, _)| word.len());
        if let Some((word, english)) = term {
            out.extend([" ", english, " "]);
            named = true;
            rest = &rest[word.len()..];
        } else if char.is_ascii_alphanumeric() || !char.is_alphanumeric() {
            out.push(char);
            named |= char.is_ascii_alphabetic();
            rest = &rest[char.len_utf8()..];
        } else {
            return None;
        }
    }
    named.then_some(out)
}

const TERMS: &[(&str, &str)] = &[
    // What is measured.
    ("溫室氣體", "ghg"),
    ("二氧化碳", "co2"),
    ("氮氧化物", "nox"),
    ("二氧化硫", "so2"),
    ("硫氧化物", "sox"),
    ("顆粒物", "pm"),
    ("範圍一", "scope1"),
    ("範圍二", "scope2"),
    ("範圍三", "scope3"),
    ("範圍一、二", "scope12"),
    ("範圍一及二", "scope12"),
    ("範圍一、二、三", "scope123"),
    ("範圍1", "scope1"),
    ("範圍2", "scope2"),
    ("範圍3", "scope3"),
    ("能源", "energy"),
    ("電力", "electricity"),
    ("用電", "electricity"),
    ("汽油", "petrol"),
    ("柴油", "diesel"),
    ("天然氣", "natural gas"),
    ("耗水", "water"),
    ("用水", "water"),
    ("廢棄物", "waste"),
    ("包裝材料", "packaging"),
    ("僱員", "employees"),
    ("員工", "employees"),
    ("董事", "directors"),
    ("供應商", "suppliers"),
    ("客戶", "customers"),
    ("投訴", "complaints"),
    ("培訓", "training"),
    ("工傷", "injuries"),
    ("因工死亡", "fatalities"),
    ("損失工作日", "lost days"),
    ("流失", "turnover"),
    ("新入職", "new hires"),
    ("收入", "revenue"),
    ("營收", "revenue"),
    ("捐款", "donations"),
    ("專利", "patents"),
    // How it is measured.
    ("排放", "emissions"),
    ("消耗", "consumption"),
    ("密度", "density"),
    ("強度", "intensity"),
    ("總量", "total"),
    ("總數", "total"),
    ("總計", "total"),
    ("合計", "total"),
    ("總額", "total"),
    ("總的", "total"),
    ("總", "total"),
    ("小計", "subtotal"),
    ("人數", "headcount"),
    ("人次", "attendances"),
    ("時數", "hours"),
    ("小時", "hours"),
    ("比率", "rate"),
    ("比例", "share"),
    ("占比", "share"),
    ("佔比", "share"),
    ("百分比", "percentage"),
    ("平均", "average"),
    ("人均", "per head"),
    ("數量", "number"),
    ("率", "rate"),
    ("數", "number"),
    ("量", ""),
    // Of what, of whom.
    ("直接", "direct"),
    ("間接", "indirect"),
    ("其他", "other"),
    ("所有", "all"),
    ("有害", "hazardous"),
    ("無害", "nonhazardous"),
    ("男性", "male"),
    ("女性", "female"),
    ("男", "male"),
    ("女", "female"),
    ("全職", "full time"),
    ("兼職", "part time"),
    ("高級管理", "senior management"),
    ("高級", "senior"),
    ("中級", "middle"),
    ("中層", "middle"),
    ("基層", "junior"),
    ("一般", "general"),
    ("管理人員", "managers"),
    ("管理層", "management"),
    ("管理", "management"),
    ("歲", ""),
    ("及以下", "and under"),
    ("以下", "under"),
    ("及以上", "and over"),
    ("以上", "over"),
    ("或以下", "and under"),
    ("或以上", "and over"),
    ("香港", "hong kong"),
    ("內地", "mainland"),
    ("中國", "china"),
    ("海外", "overseas"),
    ("按", "by"),
    ("性別", "gender"),
    ("年齡", "age"),
    ("地區", "region"),
    ("類別", "category"),
    ("類型", "type"),
    ("學歷", "education"),
    ("的", ""),
    ("及", "and"),
    ("和", "and"),
];
