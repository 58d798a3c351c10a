//! Tables: of Markdown, of HTML, of lines with tabs. Their cells are gathered here; what they are is found later.

use std::ops::Range;

use comrak::nodes::Node;

use super::Walker;
use crate::report::draft::{Draft, Grid, Words};
use crate::report::inline::Builder;
use crate::report::problem::ProblemKind;
use crate::report::{BlockKind, grid, table_read};
use crate::source::Span;

impl Walker<'_> {
    pub(super) fn pipe_table(&mut self, node: Node<'_>, range: Range<usize>) {
        let rows = grid::pipe_rows(node, self.scene.source);
        let mut cells = Vec::new();
        for row in node.children() {
            cells.push(row.children().map(|cell| self.text(cell)).collect::<Vec<_>>());
        }
        self.grid(rows, cells, range);
    }

    pub(super) fn tab_table(&mut self, run: &Range<usize>) {
        let source = self.scene.source.text.clone();
        let rows = grid::tab_rows(&source, run);
        self.table(rows, run.clone());
    }

    /// A table whose cells are not Markdown.
    pub(super) fn table(&mut self, rows: Vec<Vec<Range<usize>>>, range: Range<usize>) {
        let source = self.scene.source.text.clone();
        let read = |cell: &Range<usize>| {
            let mut builder = Builder::new();
            builder.html(source[cell.clone()].trim_end(), cell.start);
            builder
        };
        let cells = rows.iter().map(|row| row.iter().map(read).collect()).collect();
        self.grid(rows, cells, range);
    }

    fn grid(&mut self, ranges: Vec<Vec<Range<usize>>>, cells: Vec<Vec<Builder>>, range: Range<usize>) {
        let columns = table_read::width(&ranges);
        if columns > table_read::COLUMN_LIMIT {
            let start = ranges.first().and_then(|row| row.first()).map_or(0, |cell| cell.start);
            let span = Span::new(self.scene.reader.file, start, start);
            let kind = ProblemKind::TableTooWide { columns, limit: table_read::COLUMN_LIMIT };
            self.next.metrics = None;
            return self.scene.reader.problem(span, kind);
        }
        let bound_to = self.next.metrics.take();
        let title = match self.drafts.last() {
            Some(Draft { block, words: Words::Text(words) })
                if matches!(block.kind, BlockKind::Caption(_) | BlockKind::Heading { .. }) =>
            {
                words.plain().to_owned()
            }
            _ => String::new(),
        };
        self.push(BlockKind::Rule, Words::Table(Grid { ranges, cells, title, bound_to }), range);
    }
}
