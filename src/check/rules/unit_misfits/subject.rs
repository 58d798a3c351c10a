//! What is measured, by the words that name it, and the units that cannot measure it.

use std::ops::Range;
use std::sync::LazyLock;

use crate::figures::Unit;
use crate::figures::phrases::Phrases;
use crate::report::text::lower;

/// Something that reports measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Electricity and other energy, used, made or saved.
    Energy,
    Water,
    Emissions,
    Waste,
    Area,
    /// The power that plant can give.
    Capacity,
}

/// What a unit measures, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dimension {
    Energy,
    Power,
    Mass,
    Volume,
    Area,
}

/// Words that name a subject; a label that names two of them is left alone.
const NAMES: &[(Subject, &[&str])] = &[
    (
        Subject::Capacity,
        &["裝機", "發電容量", "額定功率", "installed capacity", "generating capacity", "rated power"],
    ),
    (
        Subject::Energy,
        &[
            "用電",
            "耗電",
            "電力消耗",
            "發電量",
            "節電",
            "購電",
            "能源消耗",
            "耗能",
            "能耗",
            "能源使用",
            "能源總耗",
            "electricity consum",
            "electricity use",
            "electricity purchased",
            "purchased electricity",
            "electricity generated",
            "electricity saved",
            "energy consum",
            "energy use",
            "energy saved",
            "energy saving",
        ],
    ),
    (
        Subject::Water,
        &[
            "用水",
            "耗水",
            "取水",
            "排水量",
            "廢水",
            "water consum",
            "water use",
            "water withdraw",
            "water discharge",
            "wastewater",
        ],
    ),
    (
        Subject::Emissions,
        &[
            "溫室氣體",
            "碳排放",
            "範圍一",
            "範圍二",
            "範圍三",
            "ghg",
            "greenhouse gas",
            "carbon emission",
            "scope 1",
            "scope 2",
            "scope 3",
        ],
    ),
    (Subject::Waste, &["廢棄物", "垃圾", "廢物", "waste "]),
    (Subject::Area, &["建築面積", "樓面面積", "佔地面積", "總面積", "floor area", "site area"]),
];

/// Words that tell of something else about a subject: what it costs, how many there are of it.
const ELSEWHERE: &[&str] = &["面積", "area", "功率", "容量", "capacity", "裝機", "power"];

/// The one subject that the labels of a row name.
#[must_use]
pub fn of_label(path: &str) -> Option<Subject> {
    static WORDS: LazyLock<Phrases> =
        LazyLock::new(|| Phrases::new(NAMES.iter().flat_map(|(_, words)| words.iter().copied())));
    if !WORDS.are_in(path) {
        return None;
    }
    let mut named = NAMES.iter().filter(|(_, words)| words.iter().any(|word| path.contains(word)));
    let (subject, _) = named.next()?;
    let other = matches!(subject, Subject::Capacity | Subject::Area);
    let elsewhere = !other && ELSEWHERE.iter().any(|word| path.contains(word));
    let stored = ["儲能", "storage", "battery", "電池"].iter().any(|word| path.contains(word));
    (named.next().is_none() && !elsewhere && !stored).then_some(*subject)
}

impl Subject {
    /// Whether no amount of it can be given in a unit. Mass is never excluded from energy (coal is weighed), nor are
    /// emissions from anything that causes them.
    #[must_use]
    pub fn excludes(self, unit: &Unit) -> bool {
        let Some(dimension) = dimension(unit) else { return false };
        let excluded: &[Dimension] = match self {
            Subject::Energy => &[Dimension::Power, Dimension::Area],
            Subject::Water | Subject::Waste => &[Dimension::Power, Dimension::Energy, Dimension::Area],
            Subject::Emissions => &[Dimension::Power, Dimension::Energy, Dimension::Area, Dimension::Volume],
            Subject::Area => &[Dimension::Power, Dimension::Energy, Dimension::Mass, Dimension::Volume],
            Subject::Capacity => &[Dimension::Energy, Dimension::Area],
        };
        excluded.contains(&dimension)
    }
}

fn dimension(unit: &Unit) -> Option<Dimension> {
    let measures = |base: &str| Unit::new(&unit.symbol).ratio_to(&Unit::new(base)).is_some();
    let of = [
        ("千瓦時", Dimension::Energy),
        ("兆焦", Dimension::Energy),
        ("千瓦", Dimension::Power),
        ("克", Dimension::Mass),
        ("立方米", Dimension::Volume),
        ("平方米", Dimension::Area),
        ("平方呎", Dimension::Area),
    ];
    of.iter().find(|(base, _)| measures(base)).map(|(_, dimension)| *dimension)
}

/// Whether the clause before a figure says that electricity or energy was used, made or saved, and nothing in its
/// sentence that power is meant.
#[must_use]
pub fn is_energy(plain: &str, figure: &Range<usize>) -> bool {
    let ends = ['。', '；', ';', '\n', '！', '？'];
    let start = plain[..figure.start].rfind(ends).map_or(0, |at| at + 1);
    let start = (start..=figure.start).find(|at| plain.is_char_boundary(*at)).unwrap_or(figure.start);
    let end = plain[figure.end..].find(ends).map_or(plain.len(), |at| figure.end + at);
    let sentence = lower(&plain[start..end]);
    let power = [
        "裝機",
        "容量",
        "功率",
        "峰值",
        "負荷",
        "機組",
        "capacity",
        "peak",
        "rated",
        "load",
        "power",
        "charger",
        "充電樁",
    ];
    if power.iter().any(|word| sentence.contains(word)) {
        return false;
    }
    let clause = lower(plain[start..figure.start].rsplit(['，', ',', '、']).next().unwrap_or_default());
    let used = ["用電", "耗電", "節電", "發電", "購電", "耗能", "能耗", "節能", "電量", "電力"];
    if used.iter().any(|word| clause.contains(word)) {
        return true;
    }
    // "saved 1,600 kW of electricity", "electricity consumption fell by 300 MW".
    let near: String = plain[figure.end..end].chars().take(30).collect();
    let named = ["electricity", "energy"]
        .iter()
        .any(|word| clause.contains(word) || near.contains(&format!("of {word}")));
    let verb = ["consum", "sav", "used", "using", "generat", "reduc", "purchas"]
        .iter()
        .any(|word| clause.contains(word));
    named && verb
}
