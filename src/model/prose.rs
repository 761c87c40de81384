//! A text in blocks: what the company wrote itself in `handbook.md` and `job-description.md`, or a page of ours.

use serde::Serialize;

/// A text of the company's own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Prose {
    /// The text's own title: its only heading of the first level, if the text begins with it.
    pub title: Option<Vec<Span>>,
    /// Its blocks in order, without the title.
    pub blocks: Vec<ProseBlock>,
}

impl Prose {
    /// Whether it says nothing.
    pub const fn is_empty(&self) -> bool {
        self.title.is_none() && self.blocks.is_empty()
    }
}

/// A block of a text. Lists and quotations hold blocks, headings stand only at the top.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ProseBlock {
    /// A heading. The first is of level 1, and each is at most one level below the one before it.
    Heading {
        /// From 1 to [`DEEPEST_HEADING`].
        level: usize,
        /// Its words.
        words: Vec<Span>,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        words: Vec<Span>,
    },
    /// A list.
    List {
        /// The number of the first item, where the items are numbered.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<ProseBlock>>,
    },
    /// A quotation.
    Quote {
        /// What is quoted.
        blocks: Vec<ProseBlock>,
    },
    /// A table. Each row has as many cells as the header.
    Table {
        /// The first row.
        header: Vec<Vec<Span>>,
        /// The other rows.
        rows: Vec<Vec<Vec<Span>>>,
    },
    /// Lines that are shown as they were typed.
    Code {
        /// The lines.
        text: String,
    },
    /// A line across the page, such as `---`.
    Rule,
    /// A picture; only pages of careermap's documentation have some.
    Picture {
        /// Its file, as the text names it.
        file: String,
        /// What it shows, in words.
        alt: String,
    },
}

/// The deepest level of a heading.
pub const DEEPEST_HEADING: usize = 3;

/// Some words that look alike.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a look of its own, and templates ask for them by name"
)]
pub struct Span {
    /// The words; [`Span::BREAK`] alone where a new line begins.
    pub text: String,
    /// Whether they are in strong type.
    pub strong: bool,
    /// Whether they are emphasised.
    pub emphasis: bool,
    /// Whether they are struck through; left out if not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub struck: bool,
    /// Whether they are shown as they were typed.
    pub code: bool,
    /// Where they lead: an address of the web or of a mailbox. Its text follows in the next span, for paper.
    pub link: Option<String>,
}

impl Span {
    /// The text of a line break.
    pub const BREAK: &'static str = "\n";

    /// Plain words.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

/// The words of some spans, without their look.
pub fn words_of(spans: &[Span]) -> String {
    spans
        .iter()
        .map(|span| match &*span.text {
            Span::BREAK => " ",
            text => text,
        })
        .collect()
}
