//! A figure in a sentence and the cell of a table that states the same: matched by words, unit and year.
//!
//! A figure that agrees is tied. One that differs is accused only where the words leave no other cell, or where another
//! figure of the sentence agrees with the same row in its own year.

use rust_decimal::Decimal;

use crate::figures::{Figure, Qualifier, Slip, Unit, agree, shown_digits, slip};
use crate::relation::{Expression, Operand, RelationKind, Term};

use super::Found;
use super::rows::{Hits, Match, Rows, digits};
use super::sentence::Sentence;
use super::words::{self, says};
use super::year::{self, Year};

/// The cell that a figure of a sentence is.
#[derive(Clone, Copy, Debug)]
pub struct Tie {
    pub mention: usize,
    pub row: usize,
    /// Index into the cells of the row.
    pub cell: usize,
    /// The words speak for it too, not only the value.
    pub said: bool,
}

/// Ties figures to cells, and accuses those that differ from theirs.
pub fn find(sentence: &Sentence, rows: &Rows, hits: &Hits, found: &mut Vec<Found>) -> Vec<Tie> {
    let reading = Reading { sentence, rows, hits };
    let mut ties: Vec<Tie> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for mention in sentence.amounts() {
        match reading.tie(mention) {
            Some(tie) => ties.push(tie),
            None => open.push(mention),
        }
    }
    open.retain(|mention| !sentence.mentions[*mention].is_bound);
    if !open.is_empty() && says(sentence.words(), words::AIMS) {
        open.clear();
    }
    for mention in open {
        found.extend(reading.by_neighbour(mention, &ties).or_else(|| reading.by_words(mention)));
    }
    for tie in ties.iter().filter(|tie| !sentence.mentions[tie.mention].is_bound) {
        found.extend(reading.restatement(tie.mention, (tie.row, tie.cell), true));
    }
    ties
}

#[derive(Clone, Copy)]
struct Reading<'a> {
    sentence: &'a Sentence<'a>,
    rows: &'a Rows<'a>,
    hits: &'a Hits,
}

/// Two thousandths: so near that the figure is meant to be the same.
const NEAR: Decimal = Decimal::from_parts(2, 0, 0, false, 3);

impl Reading<'_> {
    /// The cell that a figure agrees with.
    fn tie(&self, mention: usize) -> Option<Tie> {
        let figure = self.sentence.figure(mention);
        // A limit states nothing.
        if figure.qualifier == Qualifier::Under {
            return None;
        }
        let (sort, _) = self.rows.sort(self.unit(mention)?)?;
        let year = year::of(self.sentence, mention);
        let count = shown_digits(figure.value);
        let base = self.base(mention)?;
        let mut best: Option<(u32, Tie)> = None;
        for of_row in self.rows.matches(self.sentence, self.hits, mention, sort) {
            let row = &self.rows.all[of_row.row];
            for (cell, at) in row.cells.iter().enumerate() {
                let of_year = self.is_of_year(at.year, at.split, year);
                let exact = self.sentence.mentions[mention].is_exact();
                let enough = match count {
                    _ if !exact => of_year && of_row.score() >= 50,
                    0 | 1 => of_year && of_row.left >= 80 && of_row.clause >= 50,
                    2 => of_year && of_row.score() >= 50,
                    _ => of_row.score() >= 30,
                };
                if enough && self.agrees(mention, base, (of_row.row, cell)) {
                    let points = of_row.score() + if of_year { 100 } else { 0 };
                    if best.is_none_or(|(most, _)| most < points) {
                        let said = of_row.score() >= 50 && of_year;
                        best = Some((points, Tie { mention, row: of_row.row, cell, said }));
                    }
                }
            }
        }
        if let Some((_, tie)) = best {
            return Some(tie);
        }
        if count < 4 || !self.sentence.mentions[mention].is_exact() {
            return None;
        }
        let here = self.rows.next_after(self.sentence);
        let same = self.rows.with_value(sort, base).iter();
        let same = same.filter(|(row, cell)| self.agrees(mention, base, (*row, *cell)));
        let (row, cell) = same.min_by_key(|(row, _)| row.abs_diff(here))?;
        Some(Tie { mention, row: *row, cell: *cell, said: false })
    }

    /// The unit of a figure; of the first of `from 139.2 to 112.5 tonnes`, that of the second.
    fn unit(&self, mention: usize) -> Option<&Unit> {
        let own = self.sentence.figure(mention).unit.as_ref();
        own.or_else(|| {
            let next = (mention + 1..self.sentence.mentions.len())
                .find(|next| self.sentence.mentions[*next].is_amount())?;
            let between = self.sentence.between(mention, next).trim();
            let joined = matches!(between, "to" | "至" | "and")
                || between.ends_with("增至")
                || between.ends_with("降至")
                || between.ends_with("減至");
            joined.then_some(self.sentence.figure(next).unit.as_ref()).flatten()
        })
    }

    /// A figure in the first unit of its sort.
    fn base(&self, mention: usize) -> Option<Decimal> {
        let (_, factor) = self.rows.sort(self.unit(mention)?)?;
        self.sentence.figure(mention).value.checked_mul(factor)
    }

    fn agrees(&self, mention: usize, base: Decimal, (row, cell): (usize, usize)) -> bool {
        let of_cell = self.rows.figure(row, cell);
        let Some(value) = self.rows.base(of_cell) else { return false };
        let loose = !self.sentence.mentions[mention].is_exact();
        let far = value.saturating_sub(base).abs() > value.abs() / Decimal::from(if loose { 5 } else { 20 });
        let figure = self.sentence.figure(mention);
        if far {
            return false;
        }
        if figure.unit.is_some() { agree(figure, of_cell) } else { figure.value == of_cell.value }
    }

    fn is_of_year(&self, column: Option<i32>, split: bool, year: Year) -> bool {
        let latest = self.rows.latest;
        match year {
            // The calendar year 2023 may be either of two years that touch it.
            Year::Named { year, split: named } => column == Some(year) && split == named,
            Year::Last => column.is_some() && column == latest.map(|latest| latest - 1),
            Year::Current => column.is_none() || column == latest,
            Year::Unclear => false,
        }
    }

    /// The cell of a row in a year, if there is one.
    fn cell_of(&self, row: usize, year: Year) -> Option<usize> {
        let mut cells = self.rows.all[row].cells.iter().enumerate();
        let found =
            cells.find(|(_, cell)| cell.year.is_some() && self.is_of_year(cell.year, cell.split, year));
        found.map(|(at, _)| at)
    }

    /// Words alone: nearly the same, or a slip of a figure whose label the clause says in full.
    fn by_words(&self, mention: usize) -> Option<Found> {
        let of = &self.sentence.mentions[mention];
        let clause = &self.sentence.text[self.sentence.clause(mention)];
        if of.is_percent() || !of.is_exact() || self.sentence.is_bracketed(mention) || is_guarded(clause) {
            return None;
        }
        let unit = of.figure.unit.as_ref()?;
        let (sort, _) = self.rows.sort(unit)?;
        let year = year::of(self.sentence, mention);
        let matches = self.rows.matches(self.sentence, self.hits, mention, sort);
        let best = matches.first()?.score();
        let rates = matches.iter().filter(|of_row| of_row.left >= 80 && of_row.groups >= 50).count();
        matches.iter().take_while(|of_row| of_row.score() >= 50.max(best.saturating_sub(10))).find_map(
            |of_row| {
                let cell = self.cell_of(of_row.row, year)?;
                let of_cell = self.rows.figure(of_row.row, cell);
                let (value, base) = (self.rows.base(of_cell)?, self.base(mention)?);
                let apart = value.saturating_sub(base).abs();
                let fine = of.figure.quantum <= of_cell.quantum && digits(value) >= 4;
                let tiny = fine && !of.is_count() && apart <= value.abs() * NEAR;
                let full = of_row.left >= 80 && of_row.clause >= 60 && of_row.groups >= 50;
                let rate =
                    unit.per.is_some() && rates <= 2 && digits(value) >= 2 && is_within(value, base, 3);
                let slipped = !of.is_count() && digits(value) >= 3 && is_slip(of.figure, of_cell);
                let named = of.is_count() && self.names_only(mention, of_row) && is_slip(of.figure, of_cell);
                (tiny || full && (rate || slipped || named) || self.is_label_alone(mention, of_row))
                    .then(|| self.restatement(mention, (of_row.row, cell), false))?
            },
        )
    }

    /// A count is accused only where its clause says the label and nothing else, and the count has three digits.
    fn names_only(&self, mention: usize, of_row: &Match) -> bool {
        let clause = self.sentence.clause(mention);
        let start =
            self.sentence.mentions[..mention].last().map_or(clause.start, |last| last.figure.range.end);
        let words = &self.sentence.text[clause.start.max(start)..self.sentence.figure(mention).range.start];
        let bare = FILLERS.iter().fold(words.to_owned(), |words, filler| words.replace(filler, " "));
        let said = super::tokens::of_text(&bare).len();
        let label = self.rows.all[of_row.row].label as usize;
        of_row.left == 100
            && of_row.clause == 100
            && said <= label
            && digits(self.sentence.figure(mention).value) >= 3
    }

    /// `執行董事三名`, `2 次審計委員會`: a count and a label of some length, and no other word.
    fn is_label_alone(&self, mention: usize, of_row: &Match) -> bool {
        let of = &self.sentence.mentions[mention];
        let clause = self.sentence.clause(mention);
        let alone =
            self.sentence.mentions.iter().filter(|other| clause.contains(&other.figure.range.start)).count()
                == 1;
        let words = [clause.start..of.figure.range.start, of.figure.range.end..clause.end]
            .map(|range| self.sentence.text.get(range).unwrap_or_default());
        let bare = FILLERS.iter().fold(words.join("，"), |words, filler| words.replace(filler, " "));
        let said = super::tokens::of_text(&bare).len();
        let label = self.rows.all[of_row.row].label as usize;
        of.is_count() && alone && of_row.clause == 100 && label >= LONG && said <= label
    }

    /// The figure next to it agrees with a row in its own year; this one is of the same row in another.
    fn by_neighbour(&self, mention: usize, ties: &[Tie]) -> Option<Found> {
        let sentence = self.sentence;
        let figure = sentence.figure(mention);
        let unit = self.unit(mention)?;
        ties.iter().filter(|tie| tie.said).find_map(|tie| {
            let other = tie.mention;
            let (first, second) = (mention.min(other), mention.max(other));
            if (first + 1..second)
                .any(|at| sentence.mentions[at].is_amount() && !sentence.mentions[at].is_percent())
            {
                return None;
            }
            let link = self.link(first, second)?;
            let rows_year = self.rows.all[tie.row].cells[tie.cell].year?;
            let own = self.year_in(link, mention, first, rows_year)?;
            let cell = self.cell_of(tie.row, own)?;
            let of_cell = self.rows.figure(tie.row, cell);
            let strong = digits(sentence.figure(other).value) >= 3
                || digits(sentence.figure(other).value) == 2
                    && matches!(year::of(sentence, other), Year::Named { .. });
            let same_sort = of_cell.unit.as_ref().is_some_and(|of| of.ratio_to(unit).is_some());
            let (value, base) = (self.rows.base(of_cell)?, self.base(mention)?);
            let differs =
                !self.agrees(mention, base, (tie.row, cell)) && figure.qualifier == Qualifier::Exact;
            let near = is_within(value, base, 3) || is_slip(figure, of_cell);
            let told = strong && same_sort && differs && cell != tie.cell && near;
            told.then(|| self.restatement(mention, (tie.row, cell), false))?
        })
    }

    /// How two neighbouring figures belong together.
    fn link(&self, first: usize, second: usize) -> Option<Link> {
        let between = self.sentence.between(first, second);
        let lead = near_end(self.sentence.before(first));
        let close = near_end(between);
        if says(lead, &["由", "從", "from"]) && says(close, &["至", "到", "to "]) {
            Some(Link::FromTo)
        } else if self.sentence.is_bracketed(second)
            && (!self.sentence.is_bracketed(first) || !between.contains([')', '）']))
            && between.contains([':', '：', '（', '('])
        {
            Some(Link::Bracket)
        } else if says(close, words::THAN) && !says(between, words::PART) {
            Some(Link::Than)
        } else {
            None
        }
    }

    /// The year of the one of two figures that agrees with nothing.
    fn year_in(&self, link: Link, mention: usize, first: usize, other: i32) -> Option<Year> {
        let year = |year| Year::Named { year, split: false };
        let own = year::of(self.sentence, mention);
        match own {
            Year::Named { year, .. } if year != other => Some(own),
            Year::Last if Some(other) == self.rows.latest => Some(own),
            Year::Current if link == Link::FromTo && mention == first && Some(other) == self.rows.latest => {
                Some(year(other - 1))
            }
            Year::Current
                if link == Link::FromTo && mention != first && self.rows.latest == Some(other + 1) =>
            {
                Some(year(other + 1))
            }
            _ => None,
        }
    }

    fn restatement(&self, mention: usize, (row, cell): (usize, usize), holds: bool) -> Option<Found> {
        let of_cell = self.rows.figure(row, cell);
        let factor = self.unit(mention)?.ratio_to(of_cell.unit.as_ref()?)?;
        let own = Operand::Figure(self.sentence.mentions[mention].id);
        let other = Operand::Figure(self.rows.all[row].cells[cell].figure);
        Some(Found {
            kind: RelationKind::Restatement,
            left: Expression::Term(Term { operand: own, factor }),
            right: Expression::figure(other),
            span: self.sentence.mentions[mention].span,
            slack: Decimal::ZERO,
            certain: false,
            holds,
        })
    }
}

/// Tokens of a label that is more than a common word: `執行董事`.
const LONG: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// 由…至…, from … to ….
    FromTo,
    /// `54,491 (2022: 55,852)`.
    Bracket,
    /// Compared with.
    Than,
}

/// Words that say nothing of what is counted.
const FILLERS: &[&str] = &[
    "本公司",
    "公司",
    "本集團",
    "集團",
    "我們",
    "共有",
    "合共",
    "總共",
    "共",
    "總計",
    "總數",
    "總量",
    "總人數",
    "人數",
    "總額",
    "為",
    "達到",
    "達",
    "是",
    "有",
    "截至",
    "於",
    "年度",
    "年內",
    "年底",
    "年末",
    "報告期",
    "末",
    "內",
    "底",
    "年",
    "月",
    "日",
    "的",
    "全年",
    "止",
];

/// A change, a part, an aim: the figure may be another than that of the row.
fn is_guarded(clause: &str) -> bool {
    says(clause, words::UP)
        || says(clause, words::DOWN)
        || says(clause, words::PART)
        || says(clause, words::SINCE)
        || says(clause, OTHERS)
}

const OTHERS: &[&str] = &[
    "節省",
    "節約",
    "節電",
    "避免",
    "抵銷",
    "抵消",
    "新增",
    "額外",
    "平均",
    "超過",
    "不足",
    "少於",
    "多於",
    "差異",
    "相差",
    "save",
    "saving",
    "avoid",
    "offset",
    "additional",
    "average",
    "extra",
    "each",
    "exceed",
    "differ",
    "include",
    "of which",
    "new ",
    "at least",
    "up to",
    "most",
    "per ",
];

fn is_within(value: Decimal, base: Decimal, times: i64) -> bool {
    let (small, large) =
        if value.abs() < base.abs() { (value.abs(), base.abs()) } else { (base.abs(), value.abs()) };
    !small.is_zero()
        && large <= small.saturating_mul(Decimal::from(times))
        && value.is_sign_negative() == base.is_sign_negative()
}

/// A slip of the printed digits, not merely of the last one.
fn is_slip(a: &Figure, b: &Figure) -> bool {
    let far = a.value.saturating_sub(b.value).abs() >= a.quantum.max(b.quantum).saturating_mul(Decimal::TEN);
    let slip = slip(&a.printed, &b.printed);
    far && slip.is_some_and(|slip| !matches!(slip, Slip::YiForBillion | Slip::WanForMillion))
}

fn near_end(text: &str) -> &str {
    let mut start = text.len().saturating_sub(36);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}
