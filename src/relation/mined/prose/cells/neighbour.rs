//! A figure accused by the one beside it: of the same row, in another year.

use crate::figures::Qualifier;
use crate::relation::mined::prose::Found;
use crate::relation::mined::prose::rows::digits;
use crate::relation::mined::prose::words::{self, says};
use crate::relation::mined::prose::year::{self, Year};

use super::{Reading, Tie, is_slip, is_within};

impl Reading<'_> {
    /// The figure next to it agrees with a row in its own year; this one is of the same row in another.
    pub fn by_neighbour(&self, mention: usize, ties: &[Tie]) -> Option<Found> {
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
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// 由…至…, from … to ….
    FromTo,
    /// `54,491 (2022: 55,852)`.
    Bracket,
    /// Compared with.
    Than,
}

fn near_end(text: &str) -> &str {
    let mut start = text.len().saturating_sub(36);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}
