//! What was wrong with the arguments, in the chosen language.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::check::Arg;
use crate::locale::Locale;

/// A message for an error of clap, and how to get help on what was called.
#[must_use]
pub fn message(error: &Error, called: &str, locale: &Locale) -> String {
    let context = |kind| error.get(kind).map(words).unwrap_or_default();
    let arg = context(ContextKind::InvalidArg);
    let text = |name: &'static str, text: String| (name, Arg::Text(text));
    let said = match error.kind() {
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => {
            locale.with("usage-value-missing", &[text("option", arg)])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = text("value", context(ContextKind::InvalidValue));
            let expected = context(ContextKind::ValidValue);
            locale.with("usage-value", &[value, text("option", arg), text("expected", expected)])
        }
        ErrorKind::UnknownArgument => locale.with("usage-unknown", &[text("option", arg)]),
        ErrorKind::MissingRequiredArgument => locale.with("usage-missing", &[text("option", arg)]),
        ErrorKind::ArgumentConflict => locale.with("usage-twice", &[text("option", arg)]),
        ErrorKind::TooManyValues => locale.with("usage-too-many", &[text("option", arg)]),
        ErrorKind::InvalidUtf8 => locale.text("usage-not-utf8"),
        _ => locale.text("usage-other"),
    };
    let suggestions =
        [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand];
    let suggestion = suggestions.into_iter().find_map(|kind| error.get(kind)).map(words);
    let mut message = said;
    if let Some(suggestion) = suggestion.filter(|suggestion| !suggestion.is_empty()) {
        message.push('\n');
        message.push_str(&locale.with("usage-suggestion", &[text("word", suggestion)]));
    }
    message.push('\n');
    message.push_str(&locale.with("usage-help", &[text("command", called.to_owned())]));
    message
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(word) => word.clone(),
        ContextValue::Strings(words) => words.join(", "),
        ContextValue::Number(number) => number.to_string(),
        ContextValue::StyledStr(word) => word.to_string(),
        _ => String::new(),
    }
}
