//! What the TOML parser found. It has a sentence for it and nothing else, so the sentence is read here and nowhere else.

/// What the parser found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ParserError {
    /// A name that is none of these.
    UnknownName(Vec<String>),
    /// A text that is none of these.
    UnknownText(Vec<String>),
    /// A value that is not of the kind that is needed.
    WrongKind { is_section: bool, wanted: Wanted },
    /// A date where a section is needed.
    DateForSection,
    /// A value that fits none of several kinds.
    NoneFits,
    /// A section without the setting of this name.
    Missing(String),
    /// A setting or a section that is there already.
    Twice,
    /// What is not TOML, or a sentence of our own types.
    Said(String),
}

/// A kind of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    List,
    Text,
    Truth,
    Number,
    WholeNumber,
    Section,
    Other,
}

impl ParserError {
    pub(super) fn of(said: &str) -> Self {
        let quoted = |text: &str| -> Vec<String> {
            let names = text.split('`').skip(1).step_by(2);
            names.map(str::to_owned).collect()
        };
        let (before, wanted) = said.rsplit_once("expected ").unwrap_or((said, ""));
        let is = |beginning: &str| said.starts_with(beginning);
        if is("unknown variant") {
            Self::UnknownText(quoted(wanted))
        } else if said.contains("$__toml_private") {
            // The parser's own name for the only entry of a date, which it takes for a section.
            Self::DateForSection
        } else if is("unknown field") {
            Self::UnknownName(quoted(wanted))
        } else if is("invalid type: ") || is("invalid value: ") || is("invalid length ") {
            Self::WrongKind {
                is_section: before.starts_with("invalid type: map"),
                wanted: Wanted::of(wanted),
            }
        } else if is("data did not match") || is("wanted ") {
            Self::NoneFits
        } else if is("missing field ") {
            Self::Missing(quoted(said).concat())
        } else if said == "duplicate key" {
            Self::Twice
        } else {
            Self::Said(said.to_owned())
        }
    }

    /// The names or texts that can stand there.
    pub(super) fn expected(&self) -> &[String] {
        match self {
            Self::UnknownName(names) | Self::UnknownText(names) => names,
            _ => &[],
        }
    }
}

impl Wanted {
    /// The kind of value that the parser names by a type.
    fn of(wanted: &str) -> Self {
        let is_whole = || {
            let digits = wanted.trim_start_matches(['u', 'i']);
            digits == "size" || digits.parse::<u8>().is_ok()
        };
        match wanted {
            "a sequence" => Self::List,
            "a string" | "string" | "path string" => Self::Text,
            "a boolean" => Self::Truth,
            "f64" | "f32" => Self::Number,
            "a map" => Self::Section,
            _ if wanted.starts_with("struct ") => Self::Section,
            _ if is_whole() || wanted.starts_with("a nonzero") => Self::WholeNumber,
            _ => Self::Other,
        }
    }

    /// In everyday words.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::List => "a list in square brackets",
            Self::Text => "a text in quotation marks",
            Self::Truth => "true or false",
            Self::Number => "a number",
            Self::WholeNumber => "a whole number that is not negative",
            Self::Section => "a section",
            Self::Other => "something else",
        }
    }
}
