//! Whether a cell or a text that is not the person's own names the person.

use super::headings::sentences;
use super::ids::{IdCells, Sureness, id_in, sureness};
use super::mask::Masked;
use super::words::Part;
use super::{Owner, Search};
use crate::diagnostic::CellAddress;
use crate::load::sheet::{CellValue, Grid};
use crate::model::{EmployeeId, Field, name_key};
use crate::text::{fold, tidy};

/// Whether a text names the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    Certain,
    /// By a name that somebody else has, too.
    Unclear,
    /// By a part of the name, or an employee ID that may be another number.
    Perhaps,
    Not,
}

impl Search<'_> {
    /// Whether a text that is not the person's own names the person.
    pub(super) fn naming(&self, text: &str, owner: Owner) -> Naming {
        if !self.mask.mentions(text) {
            return if self.mask.may_mention(text) {
                Naming::Perhaps
            } else {
                Naming::Not
            };
        }
        let own = &self.people.all[self.person];
        let folded = format!(" {} ", fold(text));
        let has = |sign: &str| folded.contains(&format!(" {} ", fold(sign)));
        // A number stands for somebody only in brackets: “Ada Marsh (7)”.
        let has_id = |id: &EmployeeId| match sureness(id) {
            Sureness::Number => text.contains(&format!("({})", &**id)),
            Sureness::AsWritten | Sureness::Anywhere => has(id),
        };
        let by_sign = own.ids.iter().any(has_id) || own.emails.iter().any(|email| has(email));
        if by_sign || !self.people.is_shared(self.person) {
            return Naming::Certain;
        }
        // Of somebody else of this name: their own cells, and texts that name their ID or address.
        let namesakes = own.names.iter().flat_map(|name| self.people.named(name));
        let is_other = namesakes
            .filter(|place| **place != self.person)
            .any(|place| {
                let other = &self.people.all[*place];
                other.ids.iter().any(has_id) || other.emails.iter().any(|email| has(email))
            });
        let is_name = own
            .names
            .iter()
            .any(|name| name_key(name) == name_key(text));
        if is_other || (owner == Owner::Other && is_name) {
            Naming::Not
        } else {
            Naming::Unclear
        }
    }

    /// The sentences of a text that name the person, without other people; and whether another sentence may mean the person.
    pub(super) fn excerpt(&self, text: &str) -> (Masked, bool) {
        let mut kept: Vec<&str> = Vec::new();
        let (mut left_out, mut more) = (false, false);
        for sentence in sentences(text) {
            if self.mask.mentions(sentence) {
                kept.push(sentence.trim());
            } else if !sentence.trim().is_empty() {
                left_out = true;
                more |= self.mask.may_mention(sentence);
            }
        }
        // A line break may divide a name, and a full stop may be part of it.
        let joined = text.replace('\n', " ");
        if kept.is_empty() {
            kept.extend(sentences(&joined).filter(|sentence| self.mask.mentions(sentence)));
        }
        if kept.is_empty() && sentences(&joined).nth(1).is_none() {
            // An ID that its heading gives away.
            kept.push(text);
            (left_out, more) = (false, false);
        } else if kept.is_empty() {
            kept.push(self.people.all[self.person].name());
            left_out = true;
        }
        let kept = kept.join(" ");
        self.mask.count_numbers(&kept);
        let masked = self.mask.text(&kept);
        let masked = if left_out {
            Masked {
                text: format!("{} […]", masked.text),
                changed: true,
            }
        } else {
            masked
        };
        (masked, more)
    }

    /// Whether a cell with a word of the person's name is just the name of somebody else who has this word, too.
    pub(super) fn is_namesakes(&self, text: &str, heading: &str, field: Option<Field>) -> bool {
        let is_name = || {
            heading.split(" · ").any(|heading| {
                let part = self.words.part(&CellValue::Text(heading.to_owned()));
                part.is_some_and(Part::is_person)
            })
        };
        self.mask.is_part(text) && (field == Some(Field::Name) || is_name())
    }

    /// The heading of a cell without other people: it may be the ID of somebody else whose row it is.
    pub(super) fn heading(
        &self,
        grid: &Grid,
        at: CellAddress,
        ids: &IdCells,
        heading: &str,
        owner_at: &dyn Fn(CellAddress) -> Owner,
    ) -> Masked {
        let first = grid.row(at.row).next();
        // The first cell of a row heads those after it, unless it may be somebody else's data.
        let (beside, above) = heading.split_once(" · ").unwrap_or((heading, ""));
        let is_withheld = first.is_some_and(|(column, value)| {
            let first = CellAddress::new(at.row, column);
            let who = id_in(value, self.people).filter(|_| ids.has(first));
            let is_others = who.is_some_and(|(who, _)| who != self.person);
            let is_said_otherwise = || self.mask.mentions(beside) || self.is_known(beside);
            let owner = owner_at(first);
            value.text().is_some_and(|text| tidy(&text) == beside)
                && (is_others
                    || (matches!(owner, Owner::Other | Owner::Unclear) && !is_said_otherwise()))
        });
        let masked = self.mask.text(if is_withheld { above } else { heading });
        Masked {
            changed: masked.changed || is_withheld,
            ..masked
        }
    }

    /// Whether a heading says what a number below it is: something that the vocabulary or the career map knows.
    pub(super) fn is_known(&self, heading: &str) -> bool {
        heading.split(" · ").any(|heading| {
            self.words
                .part(&CellValue::Text(heading.to_owned()))
                .is_some()
                || self.map_texts.contains(&fold(heading))
        })
    }
}
