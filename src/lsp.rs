//! The language server: what editors show of a report while it is being written, by the Language Server Protocol.
//!
//! The loop reads messages and answers what can be answered from the last reading of the report; a thread of its own reads
//! and checks the report again, from the texts as they stand in the editor, a moment after the last change. Nothing is ever
//! written to the disk: changes go to the editor.

mod actions;
mod complete;
mod diagnostics;
mod documents;
mod frames;
mod hover;
mod navigate;
mod place;
mod snapshot;
mod worker;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use camino::Utf8PathBuf;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions,
    HoverProviderCapability, InitializeParams, OneOf, SaveOptions, ServerCapabilities,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::locale::Locale;
use crate::session::Signature;
use crate::source::Language;

use documents::Documents;
use snapshot::{Board, Snapshot};
use worker::Job;

/// What the command line and the environment say.
#[derive(Clone, Debug)]
pub struct Options {
    /// The language of what is said, where the editor names none.
    pub language: Language,
    /// Whether that was asked for, so that the editor's own language does not count.
    pub asked: bool,
    /// Who signs waivers.
    pub signature: Signature,
}

/// Serves on the standard input and output until the editor says that it ends; whether it said so in the right order.
///
/// # Errors
/// When the input cannot be read or the output cannot be written.
pub fn run(options: &Options) -> std::io::Result<bool> {
    let (connection, threads) = frames::stdio();
    let end = serve(&connection, options);
    drop(connection);
    if end != End::Unanswered {
        threads.join()?;
    }
    Ok(end == End::InOrder)
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// The editor asked to shut down, then said that it ends.
    InOrder,
    /// It only said that it ends, or is gone.
    Abrupt,
    /// It asked to shut down and said nothing more: the input is still open.
    Unanswered,
}

fn serve(connection: &Connection, options: &Options) -> End {
    let Ok((id, params)) = connection.initialize_start() else { return End::Abrupt };
    let params: InitializeParams = serde_json::from_value(params).unwrap_or_default();
    let answer = serde_json::json!({
        "capabilities": capabilities(),
        "serverInfo": {"name": "tieout", "version": env!("CARGO_PKG_VERSION")},
    });
    if connection.initialize_finish(id, answer).is_err() {
        return End::Abrupt;
    }
    let locale = Arc::new(Locale::new(language(&params, options)));
    let board = Arc::new(Board::default());
    let client = Client::of(&params.capabilities);
    let jobs = worker::start(worker::Place {
        board: Arc::clone(&board),
        locale: Arc::clone(&locale),
        client,
        signature: options.signature.clone(),
        send: {
            let sender = connection.sender.clone();
            // A closed channel means that the editor has gone.
            Box::new(move |message| drop(sender.send(message)))
        },
    });
    let mut server = Server { connection, documents: Documents::default(), board, locale, jobs };
    server.watch(&params.capabilities);
    server.open_folders(&params);
    server.listen()
}

/// What the editor can do.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    /// Changes may name the version of a document.
    pub versioned: bool,
    /// Changes may make a file.
    pub creates: bool,
}

impl Client {
    fn of(capabilities: &ClientCapabilities) -> Client {
        let edit = capabilities.workspace.as_ref().and_then(|workspace| workspace.workspace_edit.as_ref());
        let operations = edit.and_then(|edit| edit.resource_operations.as_ref());
        Client {
            versioned: edit.and_then(|edit| edit.document_changes) == Some(true),
            creates: operations
                .is_some_and(|kinds| kinds.contains(&lsp_types::ResourceOperationKind::Create)),
        }
    }
}

fn capabilities() -> ServerCapabilities {
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(SaveOptions::default().into()),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(["{", "@", ":"].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        ..ServerCapabilities::default()
    }
}

/// `initializationOptions: {"language": "zh-Hant"}`, else `--lang`, else the editor's own, else the environment's.
fn language(params: &InitializeParams, options: &Options) -> Language {
    let named = params.initialization_options.as_ref().and_then(|options| options.get("language"));
    let named = named.and_then(Value::as_str).and_then(Language::from_tag);
    let editors = || params.locale.as_deref().filter(|_| !options.asked).and_then(Language::from_tag);
    named.or_else(editors).unwrap_or(options.language)
}

struct Server<'a> {
    connection: &'a Connection,
    documents: Documents,
    board: Arc<Board>,
    locale: Arc<Locale>,
    jobs: Sender<Job>,
}

impl Server<'_> {
    /// Answers until the end.
    fn listen(&mut self) -> End {
        while let Ok(message) = self.connection.receiver.recv() {
            match message {
                Message::Request(request) if request.method == "shutdown" => {
                    let ended = self.connection.handle_shutdown(&request);
                    return if ended.is_ok() { End::InOrder } else { End::Unanswered };
                }
                Message::Request(request) => self.request(request),
                Message::Notification(notification) if notification.method == "exit" => return End::Abrupt,
                Message::Notification(notification) => self.notification(notification),
                Message::Response(_) => {}
            }
        }
        End::Abrupt
    }

    fn send(&self, message: impl Into<Message>) {
        // A closed channel means that the editor has gone.
        let _ = self.connection.sender.send(message.into());
    }

    fn request(&mut self, request: Request) {
        let id = request.id.clone();
        let handled = catch_unwind(AssertUnwindSafe(|| self.answer(request)));
        let answer = handled.unwrap_or_else(|_| {
            let words = self.locale.text("lsp-failed");
            Some(Response::new_err(id, ErrorCode::InternalError as i32, words))
        });
        if let Some(answer) = answer {
            self.send(answer);
        }
    }

    /// The answer; none where the worker gives it.
    fn answer(&self, request: Request) -> Option<Response> {
        let id = request.id.clone();
        let params = request.params;
        let answered = match request.method.as_str() {
            "textDocument/hover" => with(&id, params, |params: lsp_types::HoverParams| {
                let (snapshot, place) = self.at(&params.text_document_position_params)?;
                hover::hover(&snapshot, place, &self.locale)
            }),
            "textDocument/definition" => with(&id, params, |params: lsp_types::GotoDefinitionParams| {
                let (snapshot, place) = self.at(&params.text_document_position_params)?;
                Some(navigate::definition(&snapshot, place))
            }),
            "textDocument/references" => with(&id, params, |params: lsp_types::ReferenceParams| {
                let (snapshot, place) = self.at(&params.text_document_position)?;
                Some(navigate::references(&snapshot, place, params.context.include_declaration))
            }),
            "textDocument/completion" => with(&id, params, |params: lsp_types::CompletionParams| {
                let asked = params.text_document_position;
                let path = place::path_of(&asked.text_document.uri)?;
                let snapshot = self.board.of(&path)?;
                complete::complete(&snapshot, self.documents.text(&path)?, asked.position, &self.locale)
            }),
            "textDocument/codeAction" => {
                return match serde_json::from_value::<lsp_types::CodeActionParams>(params) {
                    Ok(params) => {
                        let Some(path) = place::path_of(&params.text_document.uri) else {
                            return Some(Response::new_ok(id, Value::Null));
                        };
                        let versions = self.documents.versions();
                        let _ = self.jobs.send(Job::Actions { id, path, range: params.range, versions });
                        None
                    }
                    Err(error) => Some(bad_params(&id, &error)),
                };
            }
            method => {
                let words = self.locale.with("lsp-unknown-method", &[("method", text(method))]);
                Response::new_err(id, ErrorCode::MethodNotFound as i32, words)
            }
        };
        Some(answered)
    }

    /// The report at a place of a document, and the place in it as it was last read.
    fn at(&self, asked: &lsp_types::TextDocumentPositionParams) -> Option<(Arc<Snapshot>, place::At)> {
        let path = place::path_of(&asked.text_document.uri)?;
        let snapshot = self.board.of(&path)?;
        let place = snapshot.at(&path, self.documents.text(&path), asked.position)?;
        Some((snapshot, place))
    }

    fn notification(&mut self, notification: Notification) {
        let params = notification.params;
        let touched = match notification.method.as_str() {
            "textDocument/didOpen" => read(params, |params| self.documents.open(params)),
            "textDocument/didChange" => read(params, |params| self.documents.change(params)),
            "textDocument/didClose" => read(params, |params| self.documents.close(&params)),
            "textDocument/didSave" => read(params, |params: lsp_types::DidSaveTextDocumentParams| {
                place::path_of(&params.text_document.uri)
            }),
            "workspace/didChangeWatchedFiles" => {
                read(params, |params: lsp_types::DidChangeWatchedFilesParams| {
                    let paths = params.changes.iter().filter_map(|change| place::path_of(&change.uri));
                    for path in paths {
                        self.check(&path);
                    }
                    None
                })
            }
            _ => None,
        };
        if let Some(path) = touched {
            self.check(&path);
        }
    }

    /// Has the report of a file checked with the texts of the editor.
    fn check(&self, path: &camino::Utf8Path) {
        if let Some(root) = snapshot::root_of(path) {
            let texts = self.documents.below(&root);
            let _ = self.jobs.send(Job::Check { root, texts });
        }
    }

    /// Checks the reports of the editor's folders before any of their files is opened.
    fn open_folders(&self, params: &InitializeParams) {
        let folders =
            params.workspace_folders.iter().flatten().filter_map(|folder| place::path_of(&folder.uri));
        let folders: Vec<Utf8PathBuf> = folders.collect();
        for folder in folders {
            let inside = [folder.join("report.yaml"), folder.join("content/report.yaml")];
            if let Some(found) = inside.iter().find(|path| path.is_file()) {
                self.check(found);
            } else if let Some(root) = snapshot::root_of(&folder.join("report.yaml")) {
                self.check(&root.join("report.yaml"));
            }
        }
    }

    /// Asks the editor to tell when files change on the disk, if it can.
    fn watch(&self, capabilities: &ClientCapabilities) {
        let workspace = capabilities.workspace.as_ref();
        let watched = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        if watched.and_then(|watched| watched.dynamic_registration) != Some(true) {
            return;
        }
        let globs = ["**/*.md", "**/*.yaml", "**/*.yml"].map(|glob| serde_json::json!({"globPattern": glob}));
        let registration = serde_json::json!({"registrations": [{
            "id": "files", "method": "workspace/didChangeWatchedFiles", "registerOptions": {"watchers": globs},
        }]});
        let id = RequestId::from("watch".to_owned());
        self.send(Request::new(id, "client/registerCapability".to_owned(), registration));
    }
}

fn text(words: &str) -> crate::check::Arg {
    crate::check::Arg::Text(words.to_owned())
}

/// Answers a request if its parameters are what they should be.
fn with<P: DeserializeOwned, R: Serialize>(
    id: &RequestId,
    params: Value,
    answer: impl FnOnce(P) -> Option<R>,
) -> Response {
    match serde_json::from_value(params) {
        Ok(params) => Response::new_ok(id.clone(), answer(params)),
        Err(error) => bad_params(id, &error),
    }
}

fn bad_params(id: &RequestId, error: &serde_json::Error) -> Response {
    Response::new_err(id.clone(), ErrorCode::InvalidParams as i32, error.to_string())
}

/// Takes notice of something, if it can be read; nobody waits for an answer.
fn read<P: DeserializeOwned>(
    params: Value,
    take: impl FnOnce(P) -> Option<Utf8PathBuf>,
) -> Option<Utf8PathBuf> {
    serde_json::from_value(params).ok().and_then(take)
}
