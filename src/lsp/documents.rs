//! The texts that are open in the editor, as they stand there.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use lsp_types::{DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams};

use crate::source::SourceFile;

use super::place::{offset, path_of};

/// The open documents, by their paths.
#[derive(Debug, Default)]
pub struct Documents {
    open: BTreeMap<Utf8PathBuf, Document>,
}

#[derive(Debug)]
struct Document {
    text: String,
    version: i32,
}

impl Documents {
    pub fn open(&mut self, params: DidOpenTextDocumentParams) -> Option<Utf8PathBuf> {
        let path = path_of(&params.text_document.uri)?;
        let document = Document { text: params.text_document.text, version: params.text_document.version };
        self.open.insert(path.clone(), document);
        Some(path)
    }

    pub fn change(&mut self, params: DidChangeTextDocumentParams) -> Option<Utf8PathBuf> {
        let path = path_of(&params.text_document.uri)?;
        let document = self.open.get_mut(&path)?;
        document.version = params.text_document.version;
        for change in params.content_changes {
            let Some(range) = change.range else {
                document.text = change.text;
                continue;
            };
            let source = SourceFile::new(Utf8PathBuf::new(), &document.text);
            let (start, end) = (offset(&source, range.start), offset(&source, range.end));
            document.text.replace_range(start..end.max(start), &change.text);
        }
        Some(path)
    }

    pub fn close(&mut self, params: &DidCloseTextDocumentParams) -> Option<Utf8PathBuf> {
        let path = path_of(&params.text_document.uri)?;
        self.open.remove(&path);
        Some(path)
    }

    pub fn text(&self, path: &Utf8Path) -> Option<&str> {
        self.open.get(path).map(|document| document.text.as_str())
    }

    /// The texts of a report, by their paths from its folder; of a single file, its own.
    pub fn below(&self, root: &Utf8Path) -> BTreeMap<Utf8PathBuf, String> {
        let inside = |(path, document): (&Utf8PathBuf, &Document)| {
            let shown = if path == root { Some(root) } else { path.strip_prefix(root).ok() };
            Some((shown?.to_owned(), document.text.clone()))
        };
        self.open.iter().filter_map(inside).collect()
    }

    pub fn versions(&self) -> BTreeMap<Utf8PathBuf, i32> {
        self.open.iter().map(|(path, document)| (path.clone(), document.version)).collect()
    }
}
