//! `tieout lsp`: the language server, on the standard input and output.

use crate::check::Arg;
use crate::lsp;
use crate::session::Signature;
use crate::tui;

use super::console::{Console, Failure};
use super::{CLEAN, FOUND, Variables};

/// Serves until the editor ends it: 0 where it asked to shut down first, as the protocol says, else 1.
///
/// # Errors
/// When the input cannot be read or the output cannot be written.
pub fn run(asked: bool, console: &Console, variables: Variables) -> Result<u8, Failure> {
    let language = console.locale.language;
    let by = tui::Options::from_environment(language, variables).signer();
    let options = lsp::Options { language, asked, signature: Signature { by, on: tui::today() } };
    match lsp::run(&options) {
        Ok(in_order) => Ok(if in_order { CLEAN } else { FOUND }),
        Err(error) => {
            let reason = [("reason", Arg::Text(console.locale.system_error(&error)))];
            Err(console.failure("lsp-broken", &reason))
        }
    }
}
