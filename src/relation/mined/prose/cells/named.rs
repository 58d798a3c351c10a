//! A figure accused by words alone: nearly the same as its cell, a slip of it, or the count of a label and nothing else.

use crate::relation::mined::prose::Found;
use crate::relation::mined::prose::rows::{Match, digits};
use crate::relation::mined::prose::words::{self, says_any};
use crate::relation::mined::prose::{tokens, year};

use super::{NEAR, Reading, is_slip, is_within};

impl Reading<'_> {
    /// Words alone: nearly the same, or a slip of a figure whose label the clause says in full.
    pub fn by_words(&self, mention: usize) -> Option<Found> {
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
        of_row.left == 100
            && of_row.clause == 100
            && self.is_no_more(words, of_row)
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
        let long = self.rows.all[of_row.row].label >= LONG;
        of.is_count() && alone && of_row.clause == 100 && long && self.is_no_more(&words.join("，"), of_row)
    }

    /// Whether some words have no more tokens than the label of a row.
    fn is_no_more(&self, words: &str, of_row: &Match) -> bool {
        let bare = FILLERS.iter().fold(words.to_owned(), |words, filler| words.replace(filler, " "));
        tokens::of_text(&bare).len() <= self.rows.all[of_row.row].label as usize
    }
}

/// Tokens of a label that is more than a common word: `執行董事`.
const LONG: u32 = 3;

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
    says_any(clause, &[words::UP, words::DOWN, words::PART, words::SINCE, OTHERS])
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
