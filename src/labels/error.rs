//! What can be wrong with a company's own label files.

/// Why label files cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LabelError {
    /// There is nothing for a language.
    #[error("There are no labels for the language “{language}”.")]
    Language {
        /// The language that was asked for.
        language: String,
        /// The languages that there are labels for.
        known: Vec<String>,
    },
    /// A file is not an object of labels.
    #[error("The labels in {file} cannot be read: {problem}.")]
    Unreadable {
        /// The file below the templates.
        file: String,
        /// What the JSON reader says.
        problem: String,
    },
    /// A file lies where all labels of a language once were.
    #[error("{file} is not read: each language has its own folder of labels.")]
    Earlier {
        /// The file below the templates.
        file: String,
        /// The language.
        language: String,
    },
    /// A text has a place that the program does not fill.
    #[error(
        "The label “{key}” in {file} has the place {{{place}}}, which careermap does not fill."
    )]
    Place {
        /// The file below the templates.
        file: String,
        /// The label's key.
        key: String,
        /// The place.
        place: String,
        /// The places that there are.
        known: Vec<String>,
    },
    /// A label is not of the same kind as the program's own.
    #[error("The label “{key}” in {file} is {found}; careermap needs {wanted}.")]
    Kind {
        /// The file below the templates.
        file: String,
        /// The label's key.
        key: String,
        /// What it is, in words.
        found: &'static str,
        /// What it has to be, in words.
        wanted: String,
    },
    /// Two choices have the same word, so that a filled-in form would be ambiguous.
    #[error(
        "In {file}, “{key}” and “{other}” are the same word, “{word}”, in one list, so careermap could not tell \
             which was chosen."
    )]
    SameWord {
        /// The file below the templates.
        file: String,
        /// A label's key.
        key: String,
        /// The key of the other one.
        other: String,
        /// The word.
        word: String,
    },
    /// A text cannot be the name of a sheet.
    #[error("The label “{key}” in {file} cannot be the name of a sheet: “{name}” {problem}.")]
    SheetName {
        /// The file below the templates.
        file: String,
        /// The label's key.
        key: String,
        /// The name.
        name: String,
        /// What is wrong with it; follows the name in the message.
        problem: String,
    },
}

impl LabelError {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::Language { language, known } => format!(
                "Write one of {}; or add the folder labels/{language} to your own templates, and name their folder: \
                 [organisation] templates = \"…\".",
                known.join(", ")
            ),
            Self::Unreadable { .. } => {
                "Correct the file, or delete it for the program's own labels.".to_owned()
            }
            Self::Earlier { language, .. } => format!(
                "Move what you have changed to labels/{language}/plan.json, and words for dates and numbers to \
                 labels/{language}/common.json; then delete the file."
            ),
            Self::Place { known, .. } if known.is_empty() => {
                "Write the text without places.".to_owned()
            }
            Self::Place { known, .. } => format!("Use {}.", known.join(", ")),
            Self::Kind { .. } => {
                "Copy the label from the program's own file (“careermap templates eject”) and change its texts.".to_owned()
            }
            Self::SameWord { .. } => "Give each its own word, so that it can be read back.".to_owned(),
            Self::SheetName { .. } => {
                "Choose another name: up to 31 letters, none of [ ] : * ? / \\, no apostrophe at its ends, and no name twice."
                    .to_owned()
            }
        }
    }
}
