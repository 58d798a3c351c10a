//! A figure in the inspector: whether it is tied out, by what, and its metric.

use std::collections::BTreeSet;

use crate::check::Tie;
use crate::report::FigureId;

use super::super::super::line::{Ink, Line, Piece, wrap_words};
use super::super::super::number::grouped;
use super::super::places;
use super::{Content, Look, marked, metric};

pub(super) fn content(look: &Look, figure: FigureId) -> Content {
    let (locale, loaded) = (&look.model.locale, look.loaded);
    let placed = &loaded.report().figures[figure];
    let printed = &placed.figure.printed;
    let title = match &placed.binding {
        Some(metric) => metric::title(loaded, metric),
        None => printed.clone(),
    };
    let mut content = Content { title, ..Content::default() };
    if let Some(mark) = loaded.marks[figure] {
        let tie = loaded.session.outcome.figures[figure].tie.map(|tie| locale.text(tie_key(tie)));
        let mut words = format!("{printed}  {}", locale.text(mark.key()));
        if let Some(tie) = tie {
            words = format!("{words}  {tie}");
        }
        content.matter.extend(marked(mark, Ink::Text, &words, look.cells));
    }
    let Some(reference) = &placed.binding else {
        let words = locale.text("inspector-no-metric");
        content.matter.extend(wrap_words(Ink::Dim, &words, look.cells));
        content.matter.push(Line::plain(Ink::Dim, places::of_figure(loaded, locale.language, figure)));
        return content;
    };
    let metrics = &loaded.report().metrics;
    let series = metrics.series(reference.series);
    content.matter.extend(wrap_words(Ink::Text, series.label.get(locale.language), look.cells));
    if let Some(value) = metrics.value(reference) {
        content.matter.push(Line::of([
            Piece::new(Ink::Text, grouped(&value.lexeme)),
            Piece::new(Ink::Dim, format!(" {}  {}", series.unit_text, places::file(loaded, value.span))),
        ]));
    }
    if let Some(source) = &metrics.metrics[series.metric].source {
        content.matter.extend(wrap_words(Ink::Dim, source, look.cells));
    }
    content.more.extend(metric::trend(look, reference));
    content.more.extend(metric::also_at(look, reference, &BTreeSet::from([figure])));
    content
}

fn tie_key(tie: Tie) -> &'static str {
    match tie {
        Tie::Paired => "tie-paired",
        Tie::Agreed => "tie-agreed",
        Tie::Recomputed => "tie-recomputed",
        Tie::Footed => "tie-footed",
        Tie::Metric => "tie-metric",
        Tie::Linked => "tie-linked",
    }
}
