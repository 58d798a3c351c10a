//! The PDF: the report typeset, page by page.

/// The embedded faces.
pub mod fonts;
/// Words into lines.
pub mod text;
