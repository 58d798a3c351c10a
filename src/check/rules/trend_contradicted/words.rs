//! Words that say which way something went.

use std::ops::Range;
use std::sync::LazyLock;

use crate::figures::phrases::Phrases;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

const ZH: &[(&str, Direction)] = &[
    ("上升", Direction::Up),
    ("增加", Direction::Up),
    ("增長", Direction::Up),
    ("提升", Direction::Up),
    ("提高", Direction::Up),
    ("上漲", Direction::Up),
    ("上調", Direction::Up),
    ("攀升", Direction::Up),
    ("增至", Direction::Up),
    ("升至", Direction::Up),
    ("下降", Direction::Down),
    ("減少", Direction::Down),
    ("降低", Direction::Down),
    ("下跌", Direction::Down),
    ("回落", Direction::Down),
    ("縮減", Direction::Down),
    ("下調", Direction::Down),
    ("降至", Direction::Down),
    ("減至", Direction::Down),
    ("跌至", Direction::Down),
];

const EN: &[(&str, Direction)] = &[
    ("increased", Direction::Up),
    ("increase", Direction::Up),
    ("increasing", Direction::Up),
    ("rose", Direction::Up),
    ("risen", Direction::Up),
    ("rise", Direction::Up),
    ("rising", Direction::Up),
    ("grew", Direction::Up),
    ("grown", Direction::Up),
    ("climbed", Direction::Up),
    ("up", Direction::Up),
    ("decreased", Direction::Down),
    ("decrease", Direction::Down),
    ("decreasing", Direction::Down),
    ("fell", Direction::Down),
    ("fallen", Direction::Down),
    ("fall", Direction::Down),
    ("falling", Direction::Down),
    ("dropped", Direction::Down),
    ("drop", Direction::Down),
    ("declined", Direction::Down),
    ("decline", Direction::Down),
    ("reduced", Direction::Down),
    ("reduction", Direction::Down),
    ("down", Direction::Down),
    ("shrank", Direction::Down),
];

/// Sentences with these speak of what is wanted, of places in an order, or deny what they say.
const OTHER: [&str; 24] = [
    "目標", "預計", "預期", "計劃", "將", "擬", "排名", "名次", "並未", "沒有", "不會", "如果", "若", "幅度",
    "target", "expect", "will ", "aim", "rank", "plan", "would", "not ", "if ", "forecast",
];

/// The words of direction in a stretch, in order.
#[must_use]
pub fn directions(plain: &str, within: Range<usize>) -> Vec<(Range<usize>, Direction)> {
    static WORDS: LazyLock<Phrases> =
        LazyLock::new(|| Phrases::new(ZH.iter().chain(EN).map(|(word, _)| *word)));
    let stretch = &plain[within.clone()];
    let found = WORDS.find(stretch).filter(|(which, range)| *which < ZH.len() || is_alone(stretch, range));
    found
        .map(|(which, range)| {
            let (_, direction) = ZH.get(which).unwrap_or_else(|| &EN[which - ZH.len()]);
            (within.start + range.start..within.start + range.end, *direction)
        })
        .collect()
}

/// Whether no letter, digit or hyphen touches a word.
fn is_alone(text: &str, range: &Range<usize>) -> bool {
    let letter = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric() || char == '-');
    !letter(text[..range.start].chars().next_back()) && !letter(text[range.end..].chars().next())
}

/// The one direction of a stretch; none where it has both or neither.
#[must_use]
pub fn only(plain: &str, within: Range<usize>) -> Option<(Range<usize>, Direction)> {
    let found = directions(plain, within);
    let (word, direction) = found.first()?.clone();
    found.iter().all(|(_, other)| *other == direction).then_some((word, direction))
}

/// Where a claim ends.
pub const SENTENCE_ENDS: &[char] = &['。', '；', ';', '\n', '！'];

/// Whether a sentence says what was, and not what is wanted or denied.
#[must_use]
pub fn is_plain(sentence: &str) -> bool {
    static WORDS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(OTHER));
    !WORDS.are_in(sentence)
}
