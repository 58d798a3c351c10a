//! `tieout schema`: the JSON Schemas of the YAML files, for editors.

use camino::{Utf8Path, Utf8PathBuf};
use unicode_width::UnicodeWidthStr as _;

use crate::check::Arg;
use crate::schema::{self, Named};

use super::CLEAN;
use super::args::SchemaArgs;
use super::console::{Console, Failure};

/// Runs the command.
///
/// # Errors
/// When no schema has the name, or a file cannot be written.
pub fn run(args: &SchemaArgs, console: &Console) -> Result<u8, Failure> {
    if args.all {
        let folder = args.output.as_deref().unwrap_or(Utf8Path::new("schemas"));
        write(folder, &schema::files(), console)?;
        return Ok(CLEAN);
    }
    let Some(name) = &args.name else {
        console.data(&list(console))?;
        return Ok(CLEAN);
    };
    let names: Vec<&str> = schema::ALL.iter().map(|schema| schema.name).collect();
    let Some(found) = Named::by_name(name) else {
        let words = [("name", Arg::Text(name.clone())), ("names", Arg::Text(names.join(", ")))];
        return Err(console.failure("schema-unknown", &words));
    };
    match &args.output {
        None => console.data(&found.text())?,
        Some(folder) => {
            write(folder, &[(found.file_name().into(), found.text().into_bytes())], console)?;
        }
    }
    Ok(CLEAN)
}

fn list(console: &Console) -> String {
    let longest = schema::ALL.iter().map(|schema| schema.name.width()).max().unwrap_or(0);
    let line = |schema: &Named| format!("{:longest$}  {}\n", schema.name, schema.files);
    let lines: String = schema::ALL.iter().map(line).collect();
    format!("{lines}\n{}\n", console.locale.text("schema-hint"))
}

fn write(folder: &Utf8Path, files: &[(Utf8PathBuf, Vec<u8>)], console: &Console) -> Result<(), Failure> {
    console.files(folder, files)?;
    let count = i64::try_from(files.len()).unwrap_or(i64::MAX);
    let words = [("path", Arg::Text(folder.to_string())), ("count", Arg::Number(count))];
    console.say(&console.locale.with("schema-written", &words));
    Ok(())
}
