//! The user's editor: how each is told the line, and running it.

use std::process::Command;

use camino::Utf8Path;

/// The program and its arguments that open a file at a line.
#[must_use]
pub fn command(editor: Option<&str>, path: &Utf8Path, line: usize) -> Vec<String> {
    let mut words: Vec<String> = editor.unwrap_or_default().split_whitespace().map(str::to_owned).collect();
    if words.is_empty() {
        words.push(if cfg!(windows) { "notepad" } else { "vi" }.to_owned());
    }
    let name = Utf8Path::new(&words[0]).file_stem().unwrap_or_default().to_owned();
    match name.as_str() {
        "vi" | "vim" | "nvim" | "view" | "nano" | "pico" | "emacs" | "emacsclient" | "micro" | "kak"
        | "joe" | "ne" | "mg" | "jed" | "gedit" | "gvim" => {
            words.extend([format!("+{line}"), path.to_string()]);
        }
        "code" | "codium" | "code-insiders" | "cursor" => {
            words.extend(["--goto".to_owned(), format!("{path}:{line}")]);
        }
        "hx" | "helix" | "subl" | "zed" => words.push(format!("{path}:{line}")),
        // Nothing is known of others: the file they surely take.
        _ => words.push(path.to_string()),
    }
    words
}

/// Runs it to its end.
///
/// # Errors
/// The operating system's, or the exit status where it is not success.
pub fn run(command: &[String]) -> Result<(), String> {
    let status = Command::new(&command[0]).args(&command[1..]).status().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err(status.to_string()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_editor_is_told_the_line_in_its_way() {
        let cases = [
            (Some("vim"), "vim +31 a.md"),
            (Some("/usr/bin/nano -w"), "/usr/bin/nano -w +31 a.md"),
            (Some("code --wait"), "code --wait --goto a.md:31"),
            (Some("hx"), "hx a.md:31"),
            (Some("my-editor"), "my-editor a.md"),
        ];
        for (editor, expected) in cases {
            assert_eq!(command(editor, Utf8Path::new("a.md"), 31).join(" "), expected);
        }
    }
}
