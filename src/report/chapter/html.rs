//! What stands in HTML: comments that say something of the next block, tables, words.

use std::ops::Range;

use super::Walker;
use crate::report::draft::Words;
use crate::report::inline::Builder;
use crate::report::{BlockKind, Text, grid};

impl Walker<'_> {
    /// A comment with a directive, a table, or other HTML, of which the words are kept; a table without a cell is such.
    pub(super) fn html(&mut self, range: Range<usize>) {
        let source = self.scene.source.text.clone();
        let slice = source[range.clone()].trim_end();
        if let Some(comment) = slice.strip_prefix("<!--") {
            let words = comment.split_once("-->").map_or(comment, |(words, _)| words).trim();
            return self.directive(words);
        }
        if slice.trim_start().to_ascii_lowercase().starts_with("<table") {
            let rows = grid::html_rows(slice, range.start);
            if rows.iter().any(|row| !row.is_empty()) {
                return self.table(rows, range);
            }
        }
        let mut builder = Builder::new();
        builder.html(slice, range.start);
        if !builder.plain().trim().is_empty() {
            self.push(BlockKind::Paragraph(Text::empty()), Words::Text(builder), range);
        }
    }

    fn directive(&mut self, words: &str) {
        match words.split_once(':').map(|(key, value)| (key.trim(), value.trim())) {
            Some(("lang", "zh-Hans")) => self.next.simplified = true,
            Some(("metrics", names)) => {
                let names =
                    names.split(',').map(str::trim).filter(|name| !name.is_empty() && *name != "none");
                self.next.metrics = Some(names.map(str::to_owned).collect());
            }
            _ => {}
        }
    }
}
