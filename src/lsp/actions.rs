//! What an editor offers to do about a finding: mend it, or waive it. Each change is made by the code that the screen uses and
//! tried out first: what would not let the finding go, or would bring another, is not offered.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CreateFile, DocumentChangeOperation, DocumentChanges,
    OneOf, OptionalVersionedTextDocumentIdentifier, Range, ResourceOp, TextDocumentEdit, TextEdit, Uri,
    WorkspaceEdit,
};

use crate::check::{Arg, Finding};
use crate::edit::{Change, Plan};
use crate::locale::Locale;
use crate::session::{Aim, Session, Signature, Target, Way};
use crate::source::SourceFile;

use super::Client;
use super::diagnostics::{diagnostic, shown};
use super::place::{offset, range, uri_of};
use super::snapshot::Snapshot;

/// Ways to mend one finding that are tried out; each costs a check of the report.
const WAYS: usize = 4;

/// For whom changes are made.
pub struct Editor<'a> {
    pub client: Client,
    pub locale: &'a Locale,
    pub signature: &'a Signature,
    /// Of the documents that are open.
    pub versions: &'a BTreeMap<Utf8PathBuf, i32>,
}

/// The actions at a stretch of a file.
pub fn actions(
    snapshot: &Snapshot,
    path: &Utf8Path,
    stretch: Range,
    editor: &Editor,
) -> Vec<CodeActionOrCommand> {
    let Some(file) = snapshot.source(path) else { return Vec::new() };
    let source = snapshot.report().sources.get(file);
    let (start, end) = (offset(source, stretch.start), offset(source, stretch.end));
    let mut actions = Vec::new();
    for (at, finding) in snapshot.session.outcome.findings.iter().enumerate() {
        let here = |place: &&crate::check::FindingPlace| {
            place.span.file == file && place.span.start <= end && start <= place.span.end
        };
        if finding.waived.is_some() {
            continue;
        }
        let Some(place) = shown(finding).find(here) else { continue };
        let shown = diagnostic(snapshot, finding, place, editor.locale);
        for (title, plan, preferred) in mends(&snapshot.session, at, editor.locale) {
            let edit = edit(snapshot, &plan, editor);
            actions.extend(edit.map(|edit| action(title, edit, preferred, shown.clone())));
        }
        if let Some((title, plan)) = waiver(&snapshot.session, at, editor) {
            let edit = edit(snapshot, &plan, editor);
            actions.extend(edit.map(|edit| action(title, edit, false, shown.clone())));
        }
    }
    actions
}

fn action(
    title: String,
    edit: WorkspaceEdit,
    preferred: bool,
    shown: Option<lsp_types::Diagnostic>,
) -> CodeActionOrCommand {
    CodeActionOrCommand::CodeAction(CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: shown.map(|shown| vec![shown]),
        edit: Some(edit),
        is_preferred: preferred.then_some(true),
        ..CodeAction::default()
    })
}

/// The ways to mend a finding that let it go and bring no other, the likeliest first.
fn mends(session: &Session, at: usize, locale: &Locale) -> Vec<(String, Plan, bool)> {
    let finding = &session.outcome.findings[at];
    let targets = session.like_the_first(session.targets(finding));
    let mut mends = Vec::new();
    for way in session.ways(&targets, Some(finding)).into_iter().take(WAYS) {
        let Ok(plan) = session.mend(&targets, Some(finding), &way) else { continue };
        if session.recheck(&plan, &Aim::mending(&targets, &way, Some(at))).refusal.is_none() {
            let preferred = mends.is_empty();
            mends.push((title(session, finding, &targets, &way, locale), plan, preferred));
        }
    }
    mends
}

fn title(session: &Session, finding: &Finding, targets: &[Target], way: &Way, locale: &Locale) -> String {
    let report = &session.report;
    let words = match way {
        Way::Suggested => locale.text("mend-suggested"),
        Way::Value(value) => locale.with("mend-write", &[("value", Arg::Text(value.clone()))]),
        Way::Declare(metric) => {
            locale.with("mend-declare", &[("name", Arg::Text(report.metrics.name(metric)))])
        }
        Way::Link(metric) => {
            let name = format!("{{{{{}}}}}", report.metrics.name(metric));
            locale.with("mend-link", &[("name", Arg::Text(name))])
        }
    };
    let old = targets.first().map(|target| match target {
        Target::Figure(figure) => report.figures[*figure].figure.printed.clone(),
        Target::Metric(metric) => report.metrics.name(metric),
    });
    let places = i64::try_from(targets.len()).unwrap_or(i64::MAX);
    let args = [
        ("old", Arg::Text(old.unwrap_or_else(|| finding.rule.to_owned()))),
        ("way", Arg::Text(words)),
        ("places", Arg::Number(places)),
    ];
    locale.with("lsp-mend", &args)
}

fn waiver(session: &Session, at: usize, editor: &Editor) -> Option<(String, Plan)> {
    let finding = &session.outcome.findings[at];
    let reason = editor.locale.text("lsp-waiver-reason");
    let plan = session.waive(finding, editor.signature, &reason).ok()?;
    let title = editor.locale.with("lsp-waive", &[("rule", Arg::Text(finding.rule.to_owned()))]);
    Some((title, plan))
}

/// A plan as a change of the editor's documents; none where the editor cannot make a file that has to be made.
fn edit(snapshot: &Snapshot, plan: &Plan, editor: &Editor) -> Option<WorkspaceEdit> {
    let makes = plan.changes.iter().any(|change| change.before.is_none());
    if makes && !editor.client.creates {
        return None;
    }
    let mut edits: Vec<(Uri, Option<i32>, bool, Vec<TextEdit>)> = Vec::new();
    for change in &plan.changes {
        let path = if snapshot.report().is_single() {
            change.path.clone()
        } else {
            snapshot.root.join(&change.path)
        };
        let version = editor.versions.get(&path).copied();
        edits.push((uri_of(&path)?, version, change.before.is_none(), text_edits(change)));
    }
    if !editor.client.versioned && !makes {
        // The protocol's own type; an address never changes.
        #[expect(clippy::mutable_key_type, reason = "an address is never changed")]
        let changes = edits.into_iter().map(|(uri, _, _, edits)| (uri, edits)).collect();
        return Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() });
    }
    let mut operations = Vec::new();
    for (uri, version, created, edits) in edits {
        if created {
            let create = CreateFile { uri: uri.clone(), options: None, annotation_id: None };
            operations.push(DocumentChangeOperation::Op(ResourceOp::Create(create)));
        }
        operations.push(DocumentChangeOperation::Edit(TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        }));
    }
    Some(WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(operations)),
        ..WorkspaceEdit::default()
    })
}

fn text_edits(change: &Change) -> Vec<TextEdit> {
    let Some(before) = &change.before else {
        let whole = change.after.clone().unwrap_or_default();
        return vec![TextEdit { range: Range::default(), new_text: whole }];
    };
    // Editors show no byte order mark.
    let text = before.trim_start_matches('\u{feff}');
    let mark = before.len() - text.len();
    let source = SourceFile::new(change.path.clone(), text);
    let edits = change.edits();
    edits
        .map(|(bytes, new_text)| TextEdit {
            range: range(&source, bytes.start.saturating_sub(mark)..bytes.end.saturating_sub(mark)),
            new_text: new_text.to_owned(),
        })
        .collect()
}
