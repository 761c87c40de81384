//! Mail drafts as bytes of `.eml` files; the only module that knows how mails are built.
//!
//! Invariants: no clock, no name of this computer, no random boundary: the same draft gives the same bytes. Texts from cells are in
//! fields of the library, which encodes them, so that none can begin a header of its own. Nothing is sent.

use std::collections::BTreeMap;
use std::fmt::Display;

use jiff::civil::{Date, date};
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;

use crate::labels::{Labels, fill};
use crate::model::UNDATED;
use crate::text::closest;

/// Who gets a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MailTo {
    /// Each person, with their plan.
    Person,
    /// Each manager, with the plans of their people.
    Manager,
}

impl MailTo {
    /// The names of the places that careermap fills in the text.
    pub const fn places(self) -> &'static [&'static str] {
        match self {
            Self::Person => &["name", "manager", "organisation", "date", "file"],
            Self::Manager => &["manager", "people", "organisation", "date"],
        }
    }
}

/// The text of drafts, with places such as `{name}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailText {
    subject: String,
    body: String,
}

/// A mistake in a text of the company's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownPlace {
    /// The line, counted from 1.
    pub line: usize,
    /// The place.
    pub place: String,
    /// The place that may be meant.
    pub nearest: Option<&'static str>,
}

impl MailText {
    /// The program's own text in this language.
    pub fn usual(to: MailTo, labels: &Labels) -> Self {
        let (subject, body) = match to {
            MailTo::Person => ("mail.person.subject", "mail.person.text"),
            MailTo::Manager => ("mail.manager.subject", "mail.manager.text"),
        };
        Self {
            subject: labels.say(subject).to_owned(),
            body: labels.say(body).to_owned(),
        }
    }

    /// A text of the company's own. Its first line is the subject if it is a heading, `# …`; else the subject stays.
    ///
    /// # Errors
    /// The first place that careermap does not fill.
    pub fn with_own(self, to: MailTo, text: &str) -> Result<Self, UnknownPlace> {
        let is_known = |place: &&str| to.places().contains(place);
        let mut lines = (1..).zip(text.lines());
        if let Some((line, place)) =
            lines.find_map(|(line, text)| Some((line, places(text).find(|one| !is_known(one))?)))
        {
            return Err(UnknownPlace {
                line,
                place: place.to_owned(),
                nearest: closest(place, to.places().iter().copied()),
            });
        }
        let text = text.trim_start();
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        Ok(match first.strip_prefix("# ") {
            Some(subject) => Self {
                subject: subject.trim().to_owned(),
                body: rest.trim().to_owned(),
            },
            None => Self {
                body: text.trim_end().to_owned(),
                ..self
            },
        })
    }

    /// Subject and text with the values in their places.
    ///
    /// # Errors
    /// The first place that there is no value for.
    pub fn filled(
        &self,
        values: &BTreeMap<&'static str, String>,
    ) -> Result<(String, String), String> {
        let used = places(&self.subject).chain(places(&self.body));
        let is_blank = |place: &&str| values.get(place).is_none_or(String::is_empty);
        if let Some(blank) = used.into_iter().find(is_blank) {
            return Err(blank.to_owned());
        }
        let values: Vec<(&str, &dyn Display)> = values
            .iter()
            .map(|(place, value)| (*place, value as &dyn Display))
            .collect();
        Ok((fill(&self.subject, &values), fill(&self.body, &values)))
    }
}

/// What stands in braces and looks like the name of a place.
fn places(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(place, _)| place))
        .filter(|place| !place.is_empty() && !place.contains(char::is_whitespace))
}

/// A name with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mailbox<'a> {
    /// The name; empty for none.
    pub name: &'a str,
    /// The address.
    pub address: &'a str,
}

impl<'a> Mailbox<'a> {
    fn header(self) -> Address<'a> {
        Address::new_address((!self.name.is_empty()).then_some(self.name), self.address)
    }
}

/// A draft.
#[derive(Debug)]
pub struct Draft<'a> {
    /// Who sends it; `None` leaves it to the mail program.
    pub from: Option<Mailbox<'a>>,
    /// Who gets it.
    pub to: Mailbox<'a>,
    /// The subject.
    pub subject: &'a str,
    /// The text.
    pub text: &'a str,
    /// The plans: their names and contents.
    pub plans: Vec<(String, Vec<u8>)>,
    /// The date of the documents.
    pub as_of: Option<Date>,
    /// A value of letters and digits that changes with everything in the draft.
    pub identity: &'a str,
}

/// The draft as the bytes of an `.eml` file.
pub fn draft(draft: Draft<'_>) -> Vec<u8> {
    let mixed = ContentType::new("multipart/mixed")
        .attribute("boundary", format!("careermap-{}", draft.identity));
    let text = draft.text.replace("\r\n", "\n").replace('\n', "\r\n");
    let mut parts = vec![MimePart::new("text/plain", format!("{text}\r\n"))];
    for (name, bytes) in draft.plans {
        parts.push(MimePart::new("application/pdf", bytes).attachment(name));
    }
    let mut message = MessageBuilder::new()
        // Outlook, Apple Mail and Thunderbird each have their own sign of a draft.
        .header("X-Unsent", Raw::new("1"))
        .header(
            "X-Uniform-Type-Identifier",
            Raw::new("com.apple.mail-draft"),
        )
        .header(
            "X-Mozilla-Draft-Info",
            Raw::new("internal/draft; vcard=0; receipt=0; DSN=0; uuencode=0"),
        );
    if let Some(from) = draft.from {
        message = message.from(from.header());
    }
    let message = message
        .to(draft.to.header())
        .subject(one_line(draft.subject))
        .date(noon(draft.as_of.unwrap_or(UNDATED)))
        .message_id(format!("{}@careermap.invalid", draft.identity))
        .body(MimePart::new(mixed, parts));
    let mut bytes = Vec::new();
    message.serialize(&mut bytes);
    bytes
}

/// A text without breaks.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The seconds from 1970 to noon of a day, UTC: the same day in nearly every country.
fn noon(day: Date) -> i64 {
    let days = i64::from((day - date(1970, 1, 1)).get_days());
    days * 86_400 + 43_200
}

#[cfg(test)]
mod tests;
