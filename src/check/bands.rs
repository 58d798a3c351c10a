//! Bands of a quantity, such as ages: 30 歲及以下, 31–39, 50+, and where one ends and the next begins.
//!
//! Bands are read from the labels of neighbouring rows, from the heads of neighbouring columns, and, for ages, from a
//! sentence. Whether 30 歲以下 takes in 30 is left open: whatever suits its neighbour is meant.

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization as _;

use crate::figures::numeral;
use crate::report::{BlockKind, ColumnRole, Report, RowKind, Table, Text};
use crate::source::Span;

use super::editions::{self, Spot};

/// One end of a band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// There is no end.
    None,
    Including(Decimal),
    Excluding(Decimal),
    /// 以下 and 以上 say neither.
    Either(Decimal),
}

/// A band as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    pub lower: Bound,
    pub upper: Bound,
    /// What stands around the numbers: `歲`, `aged`.
    frame: String,
    /// One unit of the last digit that its numbers show.
    pub step: Decimal,
    pub words: String,
    pub span: Span,
}

/// Neighbouring bands of one quantity, from the lowest up.
#[derive(Clone, Debug)]
pub struct Run<'a> {
    pub spot: Spot<'a>,
    pub bands: Vec<Band>,
    /// They are ages, or count whole things: a number stands in one band and no other.
    pub whole: bool,
}

/// Every run of at least three bands, or of two that have both ends.
#[must_use]
pub fn runs(report: &Report) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    for spot in editions::blocks(report) {
        let mut add = |bands: Vec<Option<Band>>, about: &str| split(spot, bands, about, &mut runs);
        match &spot.block.kind {
            BlockKind::Table(table) => {
                for (labels, about) in lists(spot, table) {
                    add(labels, &about);
                }
            }
            BlockKind::Paragraph(text) | BlockKind::Item { text, .. } | BlockKind::Note(text) => {
                for bands in in_sentences(spot, text) {
                    add(bands.into_iter().map(Some).collect(), "歲");
                }
            }
            _ => {}
        }
    }
    runs
}

/// The labels of the rows of each group, and the heads of the columns, each with the words that stand above them.
fn lists(spot: Spot<'_>, table: &Table) -> Vec<(Vec<Option<Band>>, String)> {
    let mut lists: Vec<(Vec<Option<Band>>, String)> = Vec::new();
    let label = table.columns.iter().position(|column| column.role == ColumnRole::Label).unwrap_or(0);
    let mut last: Option<&Vec<usize>> = None;
    for (_, row) in table.body().filter(|(_, row)| row.kind == RowKind::Data) {
        if last != Some(&row.groups) {
            let above: Vec<&str> = row.groups.iter().map(|group| table.label(*group)).collect();
            lists.push((Vec::new(), format!("{} {}", above.join(" "), table.columns[label].head)));
            last = Some(&row.groups);
        }
        let band = row.cells.get(label).and_then(|cell| read(spot, &cell.text));
        if let Some((bands, _)) = lists.last_mut() {
            bands.push(band);
        }
    }
    for (row, _) in table.rows.iter().enumerate().filter(|(_, row)| row.kind == RowKind::Head) {
        let heads = table.rows[row].cells.iter().map(|cell| read(spot, &cell.text)).collect();
        lists.push((heads, table.label(row).to_owned()));
    }
    lists
}

/// Parts a list of labels into runs, and keeps those that are long enough to be a classification.
fn split<'a>(spot: Spot<'a>, bands: Vec<Option<Band>>, about: &str, runs: &mut Vec<Run<'a>>) {
    let mut run: Vec<Band> = Vec::new();
    for band in bands.into_iter().chain([None]) {
        let follows = match (run.last(), &band) {
            (None, Some(_)) => true,
            (Some(last), Some(band)) => {
                last.frame == band.frame && last.step == band.step && rises(&run, band)
            }
            (_, None) => false,
        };
        if !follows {
            close(spot, std::mem::take(&mut run), about, runs);
        }
        run.extend(band);
    }
}

fn close<'a>(spot: Spot<'a>, mut run: Vec<Band>, about: &str, runs: &mut Vec<Run<'a>>) {
    if run.len() > 1 && number(run[0].lower) > number(run[1].lower) {
        run.reverse();
    }
    let closed = run.iter().all(|band| band.lower != Bound::None && band.upper != Bound::None);
    if run.len() >= 3 || run.len() == 2 && closed {
        let words = format!("{about} {}", run[0].frame).to_lowercase();
        let ages = ["歲", "年齡", "age", "years old"].iter().any(|word| words.contains(word));
        let counted =
            ["人", "名", "employees", "people", "persons"].iter().any(|word| run[0].frame.contains(word));
        runs.push(Run { spot, bands: run, whole: ages || counted });
    }
}

/// Whether a band goes on in the direction in which a run has gone so far; only its ends may be open.
fn rises(run: &[Band], band: &Band) -> bool {
    let Some(last) = run.last() else { return true };
    let up = match run {
        [.., before, last] => number(before.lower) < number(last.lower),
        _ => number(last.lower) < number(band.lower),
    };
    if up {
        last.upper != Bound::None && number(last.lower) < number(band.lower) && ends(last) < ends(band)
    } else {
        last.lower != Bound::None && number(last.lower) > number(band.lower) && ends(last) > ends(band)
    }
}

fn number(bound: Bound) -> Option<Decimal> {
    match bound {
        Bound::None => None,
        Bound::Including(value) | Bound::Excluding(value) | Bound::Either(value) => Some(value),
    }
}

fn ends(band: &Band) -> Decimal {
    number(band.upper).unwrap_or(Decimal::MAX)
}

/// The band that a whole label is.
fn read(spot: Spot<'_>, text: &Text) -> Option<Band> {
    let label = text.plain.trim();
    let (lower, upper, frame, step) = parse(label)?;
    let start = text.plain.find(label)?;
    let span = text.span(spot.edition.file, &(start..start + label.len()));
    Some(Band { lower, upper, frame, step, words: label.to_owned(), span })
}

/// Words that bound a number from one side, and what they say of it; of those that fit the longest counts.
type Bounding = (&'static str, fn(Decimal) -> (Bound, Bound));

const fn below(value: Decimal) -> (Bound, Bound) {
    (Bound::None, Bound::Excluding(value))
}

const fn at_most(value: Decimal) -> (Bound, Bound) {
    (Bound::None, Bound::Including(value))
}

const fn under(value: Decimal) -> (Bound, Bound) {
    (Bound::None, Bound::Either(value))
}

const fn above(value: Decimal) -> (Bound, Bound) {
    (Bound::Excluding(value), Bound::None)
}

const fn at_least(value: Decimal) -> (Bound, Bound) {
    (Bound::Including(value), Bound::None)
}

const fn over(value: Decimal) -> (Bound, Bound) {
    (Bound::Either(value), Bound::None)
}

const BEFORE: &[Bounding] = &[
    ("under", below),
    ("below", below),
    ("lessthan", below),
    ("youngerthan", below),
    ("<", below),
    ("小於", below),
    ("未滿", below),
    ("少於", below),
    ("upto", at_most),
    ("atmost", at_most),
    ("≤", at_most),
    ("不超過", at_most),
    ("over", above),
    ("above", above),
    ("morethan", above),
    ("olderthan", above),
    (">", above),
    ("大於", above),
    ("超過", above),
    ("atleast", at_least),
    ("≥", at_least),
    ("不少於", at_least),
];

const AFTER: &[Bounding] = &[
    ("及以下", at_most),
    ("或以下", at_most),
    ("(含)以下", at_most),
    ("以下(含)", at_most),
    ("以下", under),
    ("andbelow", at_most),
    ("orbelow", at_most),
    ("andunder", at_most),
    ("orunder", at_most),
    ("andyounger", at_most),
    ("oryounger", at_most),
    ("orless", at_most),
    ("及以上", at_least),
    ("或以上", at_least),
    ("(含)以上", at_least),
    ("以上(含)", at_least),
    ("以上", over),
    ("andabove", at_least),
    ("orabove", at_least),
    ("andover", at_least),
    ("orover", at_least),
    ("andolder", at_least),
    ("orolder", at_least),
    ("ormore", at_least),
    ("+", at_least),
];

const JOINTS: [&str; 8] = ["-", "–", "—", "~", "至", "到", "to", "and"];

/// The ends of a band, what stands around them, and the step of its numbers.
fn parse(label: &str) -> Option<(Bound, Bound, String, Decimal)> {
    let folded: String =
        label.nfkc().flat_map(char::to_lowercase).filter(|char| !char.is_whitespace()).collect();
    let at = folded.find(|char: char| char.is_ascii_digit())?;
    let first = numeral::arabic(&folded[at..]).filter(|read| !read.malformed)?;
    let (before, rest) = (&folded[..at], &folded[at + first.len..]);
    let step = first.quantum();
    let Some(next) = rest.find(|char: char| char.is_ascii_digit()) else {
        return one(before, first.value, rest).map(|(lower, upper, frame)| (lower, upper, frame, step));
    };
    let second =
        numeral::arabic(&rest[next..]).filter(|read| !read.malformed && read.decimals == first.decimals)?;
    let (between, after) = (&rest[..next], &rest[next + second.len..]);
    let (head, tail) = JOINTS.iter().find_map(|joint| between.split_once(joint))?;
    // The unit or currency may stand at both numbers.
    let fits = (head.is_empty() || after.starts_with(head)) && (tail.is_empty() || before.ends_with(tail));
    let years = |value: Decimal| (Decimal::from(1900)..Decimal::from(2101)).contains(&value);
    let rising = first.value < second.value && !(years(first.value) && years(second.value));
    let alone = !after.contains(|char: char| char.is_ascii_digit());
    let before = before.strip_suffix("between").unwrap_or(before);
    let frame = frame(before, after);
    (fits && rising && alone).then_some((
        Bound::Including(first.value),
        Bound::Including(second.value),
        frame,
        step,
    ))
}

/// A number with a bounding word at one of its sides.
fn one(before: &str, value: Decimal, after: &str) -> Option<(Bound, Bound, String)> {
    let longest = |found: &&Bounding| found.0.len();
    if let Some((word, bound)) = AFTER.iter().filter(|(word, _)| after.contains(word)).max_by_key(longest) {
        let (lower, upper) = bound(value);
        return Some((lower, upper, frame(before, &after.replacen(word, "", 1))));
    }
    let (word, bound) = BEFORE.iter().filter(|(word, _)| before.ends_with(word)).max_by_key(longest)?;
    let (lower, upper) = bound(value);
    Some((lower, upper, frame(&before[..before.len() - word.len()], after)))
}

/// What is left around the numbers, without the words for years of age that some labels of a list carry.
fn frame(before: &str, after: &str) -> String {
    let mut frame = format!("{before}#{after}");
    for word in ["yearsold", "yearsofage", "years", "aged", "age", "theof", "周歲", "歲", "of"] {
        frame = frame.replace(word, "");
    }
    frame.trim_matches([':', '(', ')']).to_owned()
}

/// The ages of a sentence, if it names at least three bands of which the first or the last is open.
fn in_sentences(spot: Spot<'_>, text: &Text) -> Vec<Vec<Band>> {
    let plain = &text.plain;
    let mut found = Vec::new();
    let mut start = 0;
    for (at, end) in plain.match_indices(['。', '；', ';', '\n']).chain([(plain.len(), "")]) {
        let sentence = start..at;
        start = at + end.len();
        if !["歲", "aged", "years old"].iter().any(|word| plain[sentence.clone()].contains(word)) {
            continue;
        }
        let mut bands: Vec<Band> = Vec::new();
        for piece in pieces(plain, sentence) {
            let words = plain[piece.clone()].trim_end();
            if let Some((lower, upper, frame, step)) = parse(words)
                && step == Decimal::ONE
                && frame == "#"
            {
                let span = text.span(spot.edition.file, &(piece.start..piece.start + words.len()));
                bands.push(Band { lower, upper, frame, step, words: words.to_owned(), span });
            }
        }
        let open = |band: Option<&Band>| {
            band.is_some_and(|band| band.lower == Bound::None || band.upper == Bound::None)
        };
        if bands.len() >= 3 && (open(bands.first()) || open(bands.last())) {
            found.push(bands);
        }
    }
    found
}

/// The stretches of a sentence that may be ages: from a bounding word or number to the end of its 歲 or bounding words.
fn pieces(plain: &str, sentence: std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
    const OPENING: [&str; 9] =
        ["未滿", "小於", "超過", "under ", "below ", "over ", "above ", "aged ", "less than "];
    const CLOSING: [&str; 16] = [
        "歲",
        "及以下",
        "或以下",
        "及以上",
        "或以上",
        "以下",
        "以上",
        " years old",
        " or below",
        " or above",
        " and below",
        " and above",
        " or over",
        " or under",
        " and over",
        " and under",
    ];
    let mut pieces = Vec::new();
    let mut at = sentence.start;
    while let Some(digit) =
        plain[at..sentence.end].find(|char: char| char.is_ascii_digit()).map(|found| at + found)
    {
        let mut start = digit;
        while let Some(word) = OPENING.iter().find(|word| plain[at..start].to_lowercase().ends_with(*word)) {
            start -= word.len();
        }
        let mut end = digit;
        let mut numbers = 0;
        while let Some(read) = numeral::arabic(&plain[end..sentence.end]).filter(|_| numbers < 2) {
            numbers += 1;
            end += read.len;
            let rest = &plain[end..sentence.end];
            let gap = rest
                .strip_prefix(" 歲")
                .map(|_| 4)
                .or_else(|| rest.strip_prefix('歲').map(|_| 3))
                .unwrap_or(0);
            let joint = JOINTS[..7].iter().find_map(|joint| {
                let after = rest[gap..].trim_start_matches(' ').strip_prefix(joint)?.trim_start_matches(' ');
                after.starts_with(|char: char| char.is_ascii_digit()).then_some(rest.len() - after.len())
            });
            end += joint.filter(|_| numbers < 2).unwrap_or(0);
        }
        let spaces = plain[end..sentence.end].len() - plain[end..sentence.end].trim_start_matches(' ').len();
        let mut aged = start < digit;
        for _ in 0..2 {
            let from = end
                + if plain[end..].starts_with(' ') && plain[end + spaces..].starts_with('歲') {
                    spaces
                } else {
                    0
                };
            if let Some(word) = CLOSING.iter().find(|word| plain[from..sentence.end].starts_with(**word)) {
                end = from + word.len();
                aged = true;
            }
        }
        if aged {
            pieces.push(start..end);
        }
        at = end.max(digit + 1);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(label: &str) -> String {
        let end = |bound: Bound| match bound {
            Bound::None => String::new(),
            Bound::Including(value) => format!("={value}"),
            Bound::Excluding(value) => format!("!{value}"),
            Bound::Either(value) => format!("?{value}"),
        };
        parse(label).map_or_else(String::new, |(lower, upper, frame, _)| {
            format!("{}..{} {frame}", end(lower), end(upper))
        })
    }

    #[test]
    fn labels() {
        let cases = [
            ("30歲及以下", "..=30 #"),
            ("31-39 歲", "=31..=39 #"),
            ("31歲至39歲", "=31..=39 #"),
            ("50 歲以上", "?50.. #"),
            ("Under 30", "..!30 #"),
            ("Aged 31-39", "=31..=39 #"),
            ("30 years old or below", "..=30 #"),
            ("50+", "=50.. #"),
            (">50", "!50.. #"),
            ("HK$1,000,001 to HK$1,500,000", "=1000001..=1500000 hk$#"),
            ("2019-2020", ""),
            ("GRI 305-1", ""),
            ("Scope 1", ""),
            ("103-2(c-i), 305", ""),
            ("中專及以下", ""),
        ];
        for (label, expected) in cases {
            assert_eq!(told(label), expected, "{label}");
        }
    }

    #[test]
    fn ages_in_a_sentence() {
        let pieces = |words: &'static str| {
            pieces(words, 0..words.len()).into_iter().map(|piece| words[piece].trim()).collect::<Vec<_>>()
        };
        assert_eq!(
            pieces("30歲以下佔45%，31至40歲佔30%，50 歲及以上佔5人"),
            ["30歲以下", "31至40歲", "50 歲及以上"]
        );
        assert_eq!(
            pieces("12 aged under 30, 15 aged 30 to 50, and 3 over 50"),
            ["aged under 30", "aged 30 to 50", "over 50"]
        );
    }
}
