//! What is wrong with some YAML, in kinds that can be told in either language: the parser's own words are English.

use serde_yaml::budget::BudgetBreach;
use serde_yaml::granit_parser::ErrorKind;
use serde_yaml::{Error, ExternalMessageSource};

/// What is wrong with some YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum YamlFault {
    /// Lists and maps nested deeper than is read.
    TooDeep,
    /// It unfolds to more than is read: aliases of aliases.
    TooMuch,
    DuplicateKey {
        key: String,
    },
    /// An alias of something that is not there.
    UnknownAlias,
    /// An alias of what it stands in.
    Cycle,
    /// Several documents in one file.
    SeveralDocuments,
    /// A slip in the notation: which, by the name of its words, and what was found or, of a few, expected.
    Syntax {
        slip: &'static str,
        sign: String,
    },
    /// Anything else; the parser's own words.
    Other {
        message: String,
    },
}

/// What an error of the parser says.
pub(super) fn of(error: &Error) -> YamlFault {
    match error {
        Error::Budget { breach: BudgetBreach::Depth { .. }, .. } => YamlFault::TooDeep,
        Error::Budget { .. }
        | Error::AliasReplayCounterOverflow { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => YamlFault::TooMuch,
        Error::DuplicateMappingKey { key, .. } => {
            YamlFault::DuplicateKey { key: key.clone().unwrap_or_default() }
        }
        Error::UnknownAnchor { .. } => YamlFault::UnknownAlias,
        Error::RecursiveReferencesRequireWeakTypes { .. } => YamlFault::Cycle,
        Error::MultipleDocuments { .. } => YamlFault::SeveralDocuments,
        Error::AliasError { error, .. } => of(error),
        Error::NonFiniteFloat { value, .. } => slip("number", value.as_str()),
        Error::MergeValueNotMapOrSeqOfMaps { .. } => slip("merge", ""),
        Error::UnsupportedTag { .. } | Error::InvalidBinaryBase64 { .. } | Error::BinaryNotUtf8 { .. } => {
            slip("tag", "")
        }
        Error::Eof { .. } => slip("end", ""),
        Error::ExternalMessage { source, .. } => match &**source {
            ExternalMessageSource::Parser(scan) => syntax(scan.kind()).unwrap_or_else(|| other(error)),
            _ => other(error),
        },
        _ => other(error),
    }
}

fn other(error: &Error) -> YamlFault {
    let message = error.to_string();
    YamlFault::Other { message: message.lines().next().unwrap_or_default().to_owned() }
}

fn slip(slip: &'static str, sign: impl Into<String>) -> YamlFault {
    YamlFault::Syntax { slip, sign: sign.into() }
}

/// Slips of the hand; none for what no person writes.
fn syntax(kind: &ErrorKind) -> Option<YamlFault> {
    use ErrorKind as K;
    Some(match kind {
        // The scanner has a limit of its own for brackets.
        K::RecursionLimitExceeded => YamlFault::TooDeep,
        K::UnclosedFlowCollection { open } => slip("unclosed", *open),
        K::UnexpectedEofFlowSequence => slip("unclosed", '['),
        K::UnexpectedEofFlowMapping | K::UnexpectedEofImplicitFlowMapping => slip("unclosed", '{'),
        K::MismatchedFlowCollectionEnd { close, .. } => slip("mismatched", *close),
        K::MisplacedFlowCollectionEnd => slip("stray", ""),
        K::ExpectedFlowSequenceSeparator => slip("separator", ']'),
        K::ExpectedFlowMappingSeparator => slip("separator", '}'),
        K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar => slip("quote", ""),
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => {
            slip("after-quote", "")
        }
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidLowSurrogateHexEscape
        | K::InvalidLowSurrogate
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate
        | K::InvalidUnicodeEscape => slip("escape", ""),
        K::ExpectedBlockSequenceEntry => slip("dash", ""),
        K::ExpectedBlockMappingKey => slip("key", ""),
        K::SimpleKeyExpected | K::InvalidSimpleKey => slip("colon", ""),
        K::MappingValueNotAllowed
        | K::MappingKeyNotAllowed
        | K::InvalidColonPlacement
        | K::FlowMappingValueAdjacentCollection => slip("stray-colon", ""),
        K::BlockSequenceEntryNotAllowed
        | K::BlockEntryInFlowCollection
        | K::PlainScalarStartsWithDashFlowIndicator => slip("stray-dash", ""),
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabInPlainScalar
        | K::TabAtBlockScalarStart => slip("tab", ""),
        K::InvalidIndentation
        | K::InvalidQuotedScalarIndent
        | K::InvalidFlowScalarIndent
        | K::InvalidBlockScalarIndent => slip("indentation", ""),
        K::ExpectedWhitespace
        | K::CommentNotSeparated
        | K::InvalidBlockEntryWhitespace
        | K::InvalidMappingValueWhitespace => slip("space", ""),
        K::CommentInterceptedScalar => slip("comment", ""),
        K::UnexpectedCharacter { character } => slip("character", *character),
        K::ExpectedNodeContent | K::UnexpectedEndOfPlainScalar => slip("value", ""),
        K::UnexpectedEof | K::UnexpectedEofBlockSequence | K::UnexpectedEofBlockMapping => slip("end", ""),
        K::ZeroBlockScalarIndent | K::InvalidBlockScalarHeader => slip("block", ""),
        K::MissingAnchorOrAliasName => slip("anchor", ""),
        K::ExpectedTagBang
        | K::UndeclaredTagHandle
        | K::InvalidGlobalTagCharacter
        | K::InvalidTagTerminator
        | K::MissingTagUri
        | K::UnclosedVerbatimTag
        | K::InvalidTagEscape
        | K::InvalidTagUtf8LeadingByte
        | K::InvalidTagUtf8TrailingByte
        | K::InvalidTagUtf8 => slip("tag", ""),
        K::DuplicateVersionDirective
        | K::UnsupportedYamlMajorVersion
        | K::DuplicateTagDirective
        | K::MissingDocumentEndBeforeDirective
        | K::ExpectedTagDirectiveBang
        | K::InvalidDirectiveTerminator
        | K::DirectiveDisallowed
        | K::MissingYamlVersionSeparator
        | K::MissingDirectiveName
        | K::InvalidDirectiveName
        | K::YamlVersionTooLong
        | K::MissingYamlVersion
        | K::InvalidTagDirectiveTerminator => slip("directive", ""),
        K::ExpectedDocumentStart | K::InvalidDocumentEnd => slip("document", ""),
        K::UnknownAnchor => YamlFault::UnknownAlias,
        K::MultipleDocumentsUnsupported => YamlFault::SeveralDocuments,
        _ => return None,
    })
}
