//! `tieout` ties out bilingual corporate reports: it reads both editions, cross-checks every figure,
//! shows them in a terminal, and typesets the PDF.
//!
//! The modules in reading order; each may use only those named in the table, which a test enforces.
//!
//! | module | may use |
//! |---|---|
//! | [`source`], [`figures`] | nothing of ours |
//! | [`edit`] | source |
//! | [`report`] | source, figures |
//! | [`relation`] | report, figures, source |
//! | [`check`] | relation, report, figures, source |
//! | [`store`] | report, edit, source |
//! | [`diff`] | check and below |
//! | [`locale`] | check and below, store |
//! | [`session`] | store, check, report, edit, figures, source |
//! | [`output`], [`pdf`] | locale, diff, check and below |
//! | [`import`] | check and below |
//! | [`tui`] | all of the above |
//! | [`schema`] | tui, check and below |
//! | [`lsp`] | output, session and below |
//! | [`cli`] | all of the above |

/// Rules, findings, tie-out states.
pub mod check;
/// The command line.
pub mod cli;
/// What changed between two readings of a report.
pub mod diff;
/// Changes to files, before they are written.
pub mod edit;
/// What a printed figure is and what it can mean.
pub mod figures;
/// One long text made into a report folder.
pub mod import;
/// The chosen language: findings and problems in words.
pub mod locale;
/// The language server, for editors.
pub mod lsp;
/// Findings and figures as text, JSON, CSV.
pub mod output;
/// The PDF: the report typeset.
pub mod pdf;
/// Formulas: declared, or found in tables; evaluated on intervals.
pub mod relation;
/// The report: chapters, tables, metrics, bindings, pairs.
pub mod report;
/// The shape of the YAML files, for editors.
pub mod schema;
/// Load, check, again.
pub mod session;
/// Files as they were read, and places in them.
pub mod source;
/// The only door to the disk.
pub mod store;
/// The workbench in the terminal.
pub mod tui;
