//! Names of metrics and their periods after `{{`, and after `metric:` in a link.

use camino::Utf8PathBuf;
use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionResponse, CompletionTextEdit, Position, Range, TextEdit,
};

use crate::locale::Locale;
use crate::report::Report;
use crate::report::metrics::Series;
use crate::source::SourceFile;

use super::place::{offset, position};
use super::snapshot::Snapshot;

/// What can stand at a place; none where no metric is being named.
pub fn complete(
    snapshot: &Snapshot,
    text: &str,
    place: Position,
    locale: &Locale,
) -> Option<CompletionResponse> {
    let source = SourceFile::new(Utf8PathBuf::new(), text);
    let at = offset(&source, place);
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    let (typed, close) = typed(line)?;
    let naming = Naming {
        report: snapshot.report(),
        close: if text[at..].starts_with(close) { "" } else { close },
        // What is typed of the name gives way to the whole.
        range: |typed: &str| Range { start: position(&source, at - typed.len()), end: place },
    };
    let items = match typed.split_once('@') {
        Some((name, period)) => naming.periods(name.trim(), period)?,
        None => naming.metrics(typed, locale),
    };
    Some(CompletionResponse::Array(items))
}

/// A reference that is being typed.
struct Naming<'a, R> {
    report: &'a Report,
    close: &'a str,
    range: R,
}

impl<R: Fn(&str) -> Range> Naming<'_, R> {
    /// The periods of a metric, the latest first.
    fn periods(&self, name: &str, typed: &str) -> Option<Vec<CompletionItem>> {
        let metrics = &self.report.metrics;
        let series = metrics.series(*metrics.by_name.get(name)?);
        let values = series.values.iter().rev().enumerate();
        let items = values.map(|(rank, (period, value))| CompletionItem {
            label: period.to_string(),
            kind: Some(CompletionItemKind::VALUE),
            detail: Some(format!("{} {}", value.lexeme, series.unit_text)),
            sort_text: Some(format!("{rank:03}")),
            text_edit: Some(self.edit(typed, period.0.clone())),
            ..CompletionItem::default()
        });
        Some(items.collect())
    }

    /// All metrics and segments, each with the report's period or its latest.
    fn metrics(&self, typed: &str, locale: &Locale) -> Vec<CompletionItem> {
        let default = self.report.config.period.as_ref();
        let item = |series: &Series| {
            let period = default.filter(|period| series.values.contains_key(period));
            let period = period.or_else(|| series.values.keys().next_back());
            let name =
                period.map_or_else(|| series.name.clone(), |period| format!("{}@{period}", series.name));
            CompletionItem {
                label: series.name.clone(),
                kind: Some(CompletionItemKind::CONSTANT),
                detail: Some(format!("{} ({})", series.label.get(locale.language), series.unit_text)),
                filter_text: Some(series.name.clone()),
                text_edit: Some(self.edit(typed, name)),
                ..CompletionItem::default()
            }
        };
        self.report.metrics.series.iter().map(item).collect()
    }

    fn edit(&self, typed: &str, name: String) -> CompletionTextEdit {
        CompletionTextEdit::Edit(TextEdit { range: (self.range)(typed), new_text: name + self.close })
    }
}

/// What is typed of a name so far, and what closes it.
fn typed(line: &str) -> Option<(&str, &'static str)> {
    let begun = [("{{", "}}"), ("](metric:", ")")].into_iter();
    let begun = begun.filter_map(|(open, close)| line.rfind(open).map(|at| (at + open.len(), close)));
    let (start, close) = begun.max_by_key(|(start, _)| *start)?;
    let typed = &line[start..];
    (!typed.contains(['}', ')', ' '])).then_some((typed, close))
}

#[cfg(test)]
mod tests {
    use super::typed;

    #[test]
    fn a_name_is_begun_by_braces_or_a_link() {
        let cases = [
            ("we used {{ghg.sc", Some(("ghg.sc", "}}"))),
            ("{{", Some(("", "}}"))),
            ("{{a@2023}} and {{b@20", Some(("b@20", "}}"))),
            ("[1,204](metric:wat", Some(("wat", ")"))),
            ("{{a@2023}} and", None),
            ("[1,204](https:", None),
            ("plain", None),
        ];
        for (line, expected) in cases {
            assert_eq!(typed(line), expected, "{line}");
        }
    }
}
