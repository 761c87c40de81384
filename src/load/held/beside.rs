//! Texts beside the cells: a note says something about whom its cell is about; any other text, about whom the sheet
//! is about; and each of them about whom it names.

use super::mask::Masked;
use super::naming::Naming;
use super::{Found, Owner, Search, entry};
use crate::diagnostic::Location;
use crate::load::sheet::{BesideKind, BesideText};
use crate::model::{Beside, HeldEntry, Place, Use};

const fn kind(kind: BesideKind) -> Beside {
    match kind {
        BesideKind::Note => Beside::Note,
        BesideKind::TextBox => Beside::TextBox,
        BesideKind::Page => Beside::Page,
        BesideKind::Property | BesideKind::Subject => Beside::Property,
        BesideKind::Link | BesideKind::Other => Beside::Other,
    }
}

fn without_digits(text: &str) -> String {
    text.replace(|c: char| c.is_ascii_digit(), "")
}

/// Where a text is.
pub(super) struct At<'a> {
    /// The file, and the sheet if it is known.
    pub(super) file: &'a Location,
    /// The sheet's name without other people.
    pub(super) sheet: &'a str,
    /// The heading of its cell.
    pub(super) heading: &'a str,
    pub(super) hidden: bool,
}

impl Search<'_> {
    /// What a text beside the cells says about the person, if it is about `owner`. Of what careermap wrote, only what somebody has
    /// added is searched.
    pub(super) fn beside(
        &self,
        text: &BesideText,
        owner: Owner,
        at: &At<'_>,
        is_written: bool,
        found: &mut Found,
    ) {
        let is_added = matches!(text.kind, BesideKind::Note | BesideKind::TextBox);
        if is_written && !is_added {
            return;
        }
        let is_described = text.kind == BesideKind::Subject && owner == Owner::Unclear;
        let is_content = is_added || text.kind == BesideKind::Page || is_described;
        let is_author = self.mask.mentions(&text.author);
        let place = text
            .cell
            .map_or_else(|| at.file.clone(), |cell| at.file.clone().with_cell(cell));
        let mut add = |content: Masked, used: Use| {
            let heading = self.mask.text(at.heading);
            let place = text.cell.map_or(Place::Whole, Place::Cell);
            found.entries.push(HeldEntry {
                beside: Some(kind(text.kind)),
                hidden: at.hidden,
                ..entry(at.sheet, place, heading, content, used)
            });
        };
        if owner == Owner::Own && is_content {
            self.mask.count_numbers(&text.text);
            let mut content = self.mask.text(&text.text);
            // The name of its author is left out.
            content.changed |= !text.author.is_empty() && !is_author;
            add(content, Use::NotUsed);
            return;
        }
        match self.naming(&text.text, owner) {
            Naming::Certain => {
                let (content, more) = self.excerpt(&text.text);
                add(content, Use::Mention);
                if more {
                    found.perhaps.push(place);
                }
            }
            // The person's own words about somebody else.
            Naming::Not | Naming::Perhaps if is_author => {
                let text = format!("{} […]", self.people.all[self.person].name());
                let changed = true;
                add(Masked { text, changed }, Use::Mention);
            }
            Naming::Not if owner != Owner::Unclear || !is_content => {}
            // The numbers of programs are not IDs.
            Naming::Perhaps
                if !is_content && !self.mask.may_mention(&without_digits(&text.text)) => {}
            Naming::Perhaps if owner != Owner::Unclear => found.perhaps.push(place),
            Naming::Unclear | Naming::Not | Naming::Perhaps => found.unclear.push(place),
        }
    }
}
