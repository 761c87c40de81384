//! All texts of documents that are not the company's data, in the company's language: label files, one folder a
//! language, from the binary, overridden by a company's own.
//!
//! A key stands for a text with places (`{name}`), for a text for each plural form, or for a list of texts. A label
//! that a language leaves out is in English. Tests check that each language has all keys with the same places, and that
//! the code names only keys that exist.

mod catalogue;
mod error;
mod label;
mod plural;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;

use crate::text::joined;

pub use catalogue::{Catalogue, ordinary_words};
pub use error::LabelError;
use label::Label;
pub use label::fill;
use plural::Plurals;
pub use words::FormWords;

/// The language of the program's own texts, and of documents where no other language is set.
pub const ENGLISH: &str = "en";

/// A list that forms offer to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// How much somebody wants to grow in something.
    Interest,
    /// Kinds of actions.
    Kind,
    /// Whether an expectation is met.
    Mark,
    /// What the manager recommends.
    Recommendation,
    /// How far an action is.
    Status,
    /// Tracks.
    Track,
    /// Where somebody wants to go.
    Wish,
}

impl List {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Interest, "choice.interest."),
        (Self::Kind, "choice.kind."),
        (Self::Mark, "choice.mark."),
        (Self::Recommendation, "choice.recommendation."),
        (Self::Status, "choice.status."),
        (Self::Track, "choice.track."),
        (Self::Wish, "choice.wish."),
    ];

    /// The list that the choice with this key is on; `None` for the key of a choice's meaning.
    fn of_key(key: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, prefix)| {
                key.strip_prefix(prefix)
                    .is_some_and(|choice| !choice.contains('.'))
            })
            .map(|(list, _)| *list)
    }
}

/// Something that a form offers to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice<'l> {
    /// The program's own English word for it, the same in all languages.
    pub canonical: &'l str,
    /// The word to choose.
    pub label: &'l str,
    /// An explanation, where one is needed.
    pub meaning: Option<&'l str>,
}

/// All labels of one language. Cheap to clone.
#[derive(Clone, PartialEq, Eq)]
pub struct Labels(Arc<Language>);

#[derive(PartialEq, Eq)]
struct Language {
    code: String,
    plurals: Plurals,
    labels: BTreeMap<String, Label>,
    /// The keys of all choices in the order in which they are offered, each with the program's own English word.
    choices: Arc<Vec<(List, String, String)>>,
}

impl Labels {
    /// The English labels that are in the binary.
    pub fn english() -> Self {
        static EMBEDDED: LazyLock<Labels> = LazyLock::new(|| Catalogue::embedded().english());
        EMBEDDED.clone()
    }

    /// The same, for texts that are in English in every language: names that other programs rely on.
    pub fn program() -> &'static Self {
        static EMBEDDED: LazyLock<Labels> = LazyLock::new(Labels::english);
        &EMBEDDED
    }

    /// The labels of a document that says some things in another way: each label `<place>.<variant>.…` takes the place of
    /// the label `<place>.…`.
    #[must_use]
    pub fn variant(&self, place: &str, variant: &str) -> Self {
        let prefix = format!("{place}.{variant}.");
        let mut labels = self.0.labels.clone();
        let own = self.0.labels.range(prefix.clone()..);
        let own = own.map_while(|(key, label)| Some((key.strip_prefix(&prefix)?, label)));
        labels.extend(own.map(|(rest, label)| (format!("{place}.{rest}"), label.clone())));
        Self(Arc::new(Language {
            code: self.0.code.clone(),
            plurals: self.0.plurals,
            labels,
            choices: Arc::clone(&self.0.choices),
        }))
    }

    /// BCP 47 code of the language.
    pub fn language(&self) -> &str {
        &self.0.code
    }

    /// A text without places.
    pub fn say<'l>(&'l self, key: &'l str) -> &'l str {
        match self.0.labels.get(key) {
            Some(Label::Text(text)) => text,
            Some(Label::Forms(forms)) => forms.get("other").map_or(key, String::as_str),
            Some(Label::List(_)) | None => key,
        }
    }

    /// A text with the values in its places.
    pub fn with(&self, key: &str, values: &[(&str, &dyn Display)]) -> String {
        fill(self.say(key), values)
    }

    /// The text for this number of something, with the values in its places: `{n}` is the number in figures, `{count}`
    /// and `{Count}` are the number in words, as far as the language has them.
    pub fn count(&self, key: &str, number: usize, values: &[(&str, &dyn Display)]) -> String {
        let text = match self.0.labels.get(key) {
            Some(Label::Forms(forms)) => forms
                .get(&format!("={number}"))
                .or_else(|| forms.get(self.0.plurals.form(number)))
                .or_else(|| forms.get("other"))
                .map_or(key, String::as_str),
            _ => self.say(key),
        };
        if !text.contains('{') {
            return text.to_owned();
        }
        let figures = self.whole(number);
        let word = self.list("numbers").get(number).unwrap_or(&figures);
        let own: [(&str, &dyn Display); 3] = [
            ("n", &figures),
            ("count", word),
            ("Count", &capitalised(word)),
        ];
        fill(text, &[values, &own].concat())
    }

    /// The text for an amount of something that need not be whole, with the number in the place `{n}`.
    pub fn amount(&self, key: &str, amount: f64) -> String {
        let text = match self.0.labels.get(key) {
            Some(Label::Forms(forms)) => forms
                .get(self.0.plurals.form_of_amount(amount))
                .or_else(|| forms.get("other"))
                .map_or(key, String::as_str),
            _ => self.say(key),
        };
        fill(text, &[("n", &self.number(amount))])
    }

    /// A list of texts.
    pub fn list(&self, key: &str) -> &[String] {
        match self.0.labels.get(key) {
            Some(Label::List(texts)) => texts,
            _ => &[],
        }
    }

    /// A day in words: `23 October 2026`.
    pub fn date(&self, day: Date) -> String {
        let month = usize::from(day.month().unsigned_abs()) - 1;
        let figures = day.day().to_string();
        let of_month = match day.day() {
            1 => self.say("date.first-day"),
            _ => &figures,
        };
        let empty = String::new();
        self.with(
            "date",
            &[
                ("day", &of_month),
                (
                    "month",
                    self.list("date.months").get(month).unwrap_or(&empty),
                ),
                ("year", &day.year()),
            ],
        )
    }

    /// A day in figures: `2026-10-23`.
    pub fn day(&self, day: Date) -> String {
        self.with(
            "date.short",
            &[
                ("year", &format!("{:04}", day.year())),
                ("month", &format!("{:02}", day.month())),
                ("day", &format!("{:02}", day.day())),
            ],
        )
    }

    /// The number format of spreadsheet programs that shows a day in the same way.
    pub fn day_format(&self) -> String {
        let mut in_place = false;
        let quoted: String = self
            .say("date.short")
            .chars()
            .map(|c| {
                in_place = c == '{' || (in_place && c != '}');
                match c {
                    // Letters and most signs mean something in a number format.
                    '}' | '-' | '/' | '.' | ' ' => c.to_string(),
                    _ if in_place => c.to_string(),
                    _ => format!("\\{c}"),
                }
            })
            .collect();
        fill(
            &quoted,
            &[("year", &"yyyy"), ("month", &"mm"), ("day", &"dd")],
        )
    }

    /// A number with the decimal sign of the language.
    pub fn number(&self, number: f64) -> String {
        number.to_string().replace('.', self.say("number.decimal"))
    }

    /// A count in figures, its thousands apart as spreadsheet programs show them: `1,000`.
    pub fn whole(&self, count: usize) -> String {
        if count < 1_000 {
            return count.to_string();
        }
        let (thousands, rest) = (self.whole(count / 1_000), format!("{:03}", count % 1_000));
        self.with(
            "number.thousands",
            &[("thousands", &thousands), ("rest", &rest)],
        )
    }

    /// A share in 0..=1 as a whole percentage.
    pub fn percent(&self, share: f64) -> String {
        self.with("number.percent", &[("n", &format!("{:.0}", share * 100.0))])
    }

    /// A text in quotation marks.
    pub fn quoted(&self, text: &str) -> String {
        format!(
            "{}{text}{}",
            self.say("quote.open"),
            self.say("quote.close")
        )
    }

    /// Names in a sentence: `A, B and C`.
    pub fn listed(&self, names: &[impl AsRef<str>]) -> String {
        joined(names, self.say("list.and"))
    }

    /// The choices of a list, in order.
    pub fn choices(&self, list: List) -> impl Iterator<Item = Choice<'_>> {
        let on_list = self.0.choices.iter().filter(move |(of, ..)| *of == list);
        on_list.map(|(_, key, canonical)| Choice {
            canonical,
            label: self.say(key),
            meaning: match self.0.labels.get(&format!("{key}.meaning")) {
                Some(Label::Text(meaning)) => Some(meaning),
                _ => None,
            },
        })
    }

    /// The word of this language for what was chosen. A text that is not on the list was typed, and stays as it is.
    pub fn choice<'l>(&'l self, list: List, chosen: &'l str) -> &'l str {
        self.choices(list)
            .find(|choice| choice.canonical.eq_ignore_ascii_case(chosen))
            .map_or(chosen, |choice| choice.label)
    }
}

impl Default for Labels {
    fn default() -> Self {
        Self::english()
    }
}

impl fmt::Debug for Labels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Labels").field(&self.0.code).finish()
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
