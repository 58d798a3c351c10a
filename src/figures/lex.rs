//! Finds the figures of a text in one pass, from left to right; every number is offered to the readers in a fixed order.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use super::phrases::CharSet;
use super::{
    Figure, Kind, around, chinese, code, date, han, look, month, name, number, numeral, order, reference,
    word,
};

/// Every number of a plain text, in order; `<sub>` and other tags may stand in it.
#[must_use]
pub fn lex(text: &str) -> Vec<Figure> {
    let mut lexer =
        Lexer { text, at: 0, figures: Vec::new(), ones: Vec::new(), reference: None, in_title: false };
    lexer.skip();
    while lexer.at < text.len() {
        lexer.step();
        lexer.skip();
    }
    lexer.finish()
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    figures: Vec<Figure>,
    /// Which of the figures are a 一名 or "one employee".
    ones: Vec<usize>,
    /// Where the last reference ended; another may go on from there.
    reference: Option<usize>,
    /// Between 《 and 》 numbers belong to a name.
    in_title: bool,
}

impl Lexer<'_> {
    /// Goes on to a character that may say something: most of Chinese begins no number.
    fn skip(&mut self) {
        const HAN: RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';
        static TELLING: LazyLock<CharSet> = LazyLock::new(|| {
            let numerals = HAN.filter(|c| chinese::is_numeral(*c));
            numerals.chain(['第', '首', '民']).collect()
        });
        let telling = &*TELLING;
        let silent = |c: char| HAN.contains(&c) && !telling.may_hold(c);
        let rest = &self.text[self.at..];
        self.at += rest.find(|c| !silent(c)).unwrap_or(rest.len());
    }

    fn step(&mut self) {
        let rest = &self.text[self.at..];
        let Some(c) = rest.chars().next() else { return };
        match c {
            '0'..='9' | '０'..='９' => self.number(),
            'a'..='z' | 'A'..='Z' => self.word(),
            '<' => self.at += look::markup(rest, '<', '>').unwrap_or(1),
            '[' if rest.starts_with("[^") => self.at += look::markup(rest, '[', ']').unwrap_or(1),
            '(' if self.text[..self.at].ends_with(']') => {
                self.at += look::markup(rest, '(', ')').unwrap_or(1);
            }
            '{' if rest.starts_with("{{") => self.at += look::markup(rest, '{', '}').unwrap_or(1),
            '&' if rest.starts_with("&#") => self.at += look::markup(rest, '&', ';').unwrap_or(1),
            '第' | '首' => self.offer(order::chinese(self.text, self.at), c),
            '民' => self.offer(
                date::read(self.text, self.at)
                    .map(|found| found.figure)
                    .filter(|_| rest.starts_with("民國") || rest.starts_with("民国")),
                c,
            ),
            '《' | '》' => {
                self.in_title = c == '《';
                self.at += c.len_utf8();
            }
            '\n' => {
                self.in_title = false;
                self.at += 1;
            }
            _ if !c.is_ascii() && chinese::is_numeral(c) => self.han(),
            _ => self.at += c.len_utf8(),
        }
    }

    /// A number that begins with a digit.
    fn number(&mut self) {
        let (text, at) = (self.text, self.at);
        let run = text[at..]
            .bytes()
            .position(|byte| !byte.is_ascii_alphanumeric())
            .map_or(b' ', |len| text.as_bytes()[at + len]);
        if b"@._-".contains(&run)
            && let Some(end) = name::address(text, at)
        {
            self.at = end;
            return;
        }
        if let Some(figure) = name::telephone(text, at) {
            return self.push(figure, None);
        }
        if let Some(figure) = self.referred(at) {
            return self.refer(figure);
        }
        if let Some(found) = date::read(text, at).filter(|found| !is_part_of_code(text, &found.figure)) {
            return self.push_dates(found);
        }
        match name::numeric(text, at) {
            Some(name::Found::Figure(figure)) => {
                let hyphened = figure.printed.contains('-');
                self.push(figure, None);
                self.reference = hyphened.then_some(self.at + reference::clause(&text[self.at..]));
                return;
            }
            Some(name::Found::Nothing(end)) => {
                self.at = end;
                return;
            }
            None => {}
        }
        let Some(magnitude) = number::read(text, at) else {
            let len = text[at..]
                .char_indices()
                .find(|(_, c)| numeral::digit(*c).is_none())
                .map_or(text.len() - at, |(len, _)| len);
            return self.push(name::name(text, at, at + len), None);
        };
        if let Some(len) = order::suffix(&text[magnitude.end..]).filter(|_| magnitude.upper.is_none()) {
            let end = magnitude.end + len;
            let end = end + order::five_year(&text[end..]);
            return self
                .push(order::ordinal(text, magnitude.start, end, magnitude.value, Kind::Ordinal), None);
        }
        if order::is_anniversary(&text[magnitude.end..]) {
            return self.push(order::ordinal(text, at, magnitude.end, magnitude.value, Kind::Ordinal), None);
        }
        let (mut figure, next) = around::dress(text, magnitude);
        self.year(&mut figure);
        let next = if figure.kind == Kind::Date { figure.range.end } else { next };
        self.push(figure, Some(next));
    }

    /// Four digits from 1900 to 2099 are a year, unless they count or measure something.
    fn year(&self, figure: &mut Figure) {
        let plain = numeral::arabic(&figure.printed).filter(|read| read.len == figure.printed.len());
        let Some(year) = plain.and_then(|read| date::year_value(&read)) else { return };
        let lasts = figure.unit.as_ref().is_some_and(|unit| unit.symbol == "年");
        let counted = figure.unit.is_some() && !lasts && !date::is_led(&self.text[..figure.range.start]);
        if !counted {
            figure.kind = Kind::Date;
            figure.value = year;
            figure.unit = None;
        }
    }

    /// A word in Latin letters: a date, a code, a number word, or nothing.
    fn word(&mut self) {
        let (text, at) = (self.text, self.at);
        let letters = look::letters(&text[at..]);
        let next = text.as_bytes().get(at + letters.len()).copied().unwrap_or(b' ');
        let goes_on = b".@:/-_+%".contains(&next) || next.is_ascii_digit();
        if !goes_on && is_plain(letters) {
            self.at += letters.len();
            return;
        }
        if goes_on && let Some(end) = name::address(text, at) {
            self.at = end;
            return;
        }
        if let Some(found) = date::read(text, at) {
            let alone = found.figure.printed.len() == letters.len();
            if !alone || month::is_month_alone(&text[..at], &text[found.figure.range.end..]) {
                return self.push_dates(found);
            }
        }
        if let Some(figure) = order::quarter(text, at).or_else(|| order::english(text, at)) {
            return self.push(figure, None);
        }
        match code::read(text, at) {
            Some(code::Found::Figure(figure)) => {
                let hyphened = figure.printed.contains('-');
                self.push(figure, None);
                self.reference = hyphened.then_some(self.at);
                return;
            }
            Some(code::Found::Nothing(end)) => {
                self.at = end;
                return;
            }
            None => {}
        }
        // "net-zero", "Near-zero": the tail of a compound counts nothing.
        if text[..at].ends_with('-') && at > 1 && text.as_bytes()[at - 2].is_ascii_alphabetic() {
            self.at += letters.len();
            return;
        }
        let found = word::read(text, at);
        let led = found.is_some() && reference::is_led(&text[..at]) && !letters.eq_ignore_ascii_case("a");
        match found.or_else(|| word::share(text, at)) {
            Some(word::Found::Figure(figure, _) | word::Found::One(figure, _))
                if led && figure.unit.is_none() =>
            {
                self.refer(Figure { kind: Kind::Identifier, ..figure });
            }
            Some(word::Found::Figure(figure, next)) => self.push(figure, Some(next)),
            Some(word::Found::One(figure, next)) => {
                self.ones.push(self.figures.len());
                self.push(figure, Some(next));
            }
            Some(word::Found::Nothing(end)) => self.at = end,
            None => self.at += letters.len(),
        }
    }

    /// A Chinese numeral.
    fn han(&mut self) {
        let (text, at) = (self.text, self.at);
        if let Some(figure) = self.referred(at) {
            return self.refer(figure);
        }
        if let Some(found) = date::read(text, at) {
            return self.push_dates(found);
        }
        match han::read(text, at) {
            han::Found::Figure(figure, next) => self.push(figure, Some(next)),
            han::Found::One(figure, next) => {
                self.ones.push(self.figures.len());
                self.push(figure, Some(next));
            }
            han::Found::Nothing(end) => self.at = end,
        }
    }

    /// The reference at `at`, if a word before it or a reference before that makes it one.
    fn referred(&self, at: usize) -> Option<Figure> {
        let goes_on = self.reference.is_some_and(|end| end < at && reference::goes_on(&self.text[end..at]));
        if !goes_on && !reference::is_led(&self.text[..at]) {
            return None;
        }
        reference::reference(self.text, at)
    }

    fn refer(&mut self, figure: Figure) {
        self.push(figure, None);
        self.reference = Some(self.at + reference::clause(&self.text[self.at..]));
    }

    fn push_dates(&mut self, found: date::Found) {
        self.push(found.figure, None);
        if let Some(end) = found.end {
            self.push(end, None);
        }
    }

    fn offer(&mut self, figure: Option<Figure>, c: char) {
        match figure {
            Some(figure) => self.push(figure, None),
            None => self.at += c.len_utf8(),
        }
    }

    fn push(&mut self, mut figure: Figure, next: Option<usize>) {
        let end = figure.range.end;
        if self.in_title && figure.kind.carries_arithmetic() {
            figure.kind = Kind::Identifier;
            figure.unit = None;
        }
        self.figures.push(figure);
        self.at = next.unwrap_or(end).max(end);
    }

    /// A "one" stays only beside another count of the same sentence.
    fn finish(self) -> Vec<Figure> {
        let Lexer { text, figures, ones, .. } = self;
        if ones.is_empty() {
            return figures;
        }
        let mut kept = vec![true; figures.len()];
        for one in ones {
            let before = one.checked_sub(1).and_then(|before| figures.get(before));
            let near = [before, figures.get(one + 1)];
            kept[one] = near.into_iter().flatten().any(|other| is_beside(text, &figures[one], other));
        }
        figures.into_iter().zip(kept).filter_map(|(figure, kept)| kept.then_some(figure)).collect()
    }
}

/// Whether two counts of one unit stand in one sentence.
fn is_beside(text: &str, one: &Figure, other: &Figure) -> bool {
    let (first, second) = if one.range.start < other.range.start { (one, other) } else { (other, one) };
    let between = &text[first.range.end..second.range.start];
    let counts = other.kind == Kind::Count && other.unit == one.unit;
    counts && between.len() < 120 && !between.contains(['。', '.', '\n', '；', ';', '|'])
}

/// Whether a word is none of those that can begin a figure: capitals, number words, ordinals, months.
fn is_plain(letters: &str) -> bool {
    let bytes = letters.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return true };
    let number = matches!(first.to_ascii_lowercase(), b'z' | b'o' | b't' | b'f' | b's' | b'e' | b'n' | b'h')
        && (3..=11).contains(&bytes.len());
    let ordinal = matches!(last.to_ascii_lowercase(), b'h' | b't' | b'd') && bytes.len() >= 5;
    let lower = first.is_ascii_lowercase();
    lower && !number && !ordinal && letters != "a" && !letters.ends_with("CO")
}

/// `2019` in a code that goes on: `2019-001`.
fn is_part_of_code(text: &str, figure: &Figure) -> bool {
    text[figure.range.end..].starts_with(|c: char| c.is_ascii_digit())
}
