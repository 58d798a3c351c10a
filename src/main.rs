//! Arguments in, exit code out.

use std::process::ExitCode;

use tieout::cli::{self, Environment};

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    ExitCode::from(cli::run(&arguments, &environment()))
}

#[expect(clippy::disallowed_methods, reason = "the environment is read here and handed on")]
fn environment() -> Environment {
    let read = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    Environment {
        locale: ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(read),
        plain: read("NO_COLOR").is_some() || read("TERM").as_deref() == Some("dumb"),
    }
}
