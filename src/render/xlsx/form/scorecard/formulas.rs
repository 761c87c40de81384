//! The formulas of the sheet for all interviewers.

use super::super::choices::ChoiceList;
use super::super::sheet::sheet_name;
use super::{Area, BEGUN, Card, EVIDENCE, INTERVIEWERS};
use crate::labels::Labels;

/// From how many steps apart on interviewers have to talk about it.
const FAR: usize = 2;

/// The formulas of a row on the sheet for all.
pub(super) struct Formulas {
    /// For each interviewer, the cell with the level heard.
    heard: Vec<String>,
    /// For each interviewer, the cell with the evidence.
    evidence: Vec<String>,
    /// The levels, from the most junior on.
    list: String,
    /// The word for too little.
    not_heard: String,
    /// The cell that says how far apart they are.
    apart: String,
}

impl Formulas {
    pub(super) fn of(card: &Card<'_>, row: u32, area: &Area) -> Self {
        let (first, last) = card.choices.rows(ChoiceList::Heard);
        let choices = sheet_name(card.labels.say("form.sheet.choices"));
        Self {
            heard: (1..=INTERVIEWERS)
                .map(|number| format!("${}{}", letter(number), row + 1))
                .collect(),
            evidence: (1..=INTERVIEWERS)
                .map(|number| cell(&card.called(number), area.row, EVIDENCE))
                .collect(),
            // The last choice is not a level.
            list: range(&choices, (first, 0), (last - 1, 0)),
            not_heard: cell(&choices, last, 0),
            apart: format!("${}{}", letter(INTERVIEWERS + 2), row + 1),
        }
    }

    /// The place of each level heard on the list, from 1; 0 for what is not a level.
    fn places(&self) -> Vec<String> {
        let list = &self.list;
        let places = self
            .heard
            .iter()
            .map(|heard| format!("SUMPRODUCT(({heard}={list})*(ROW({list})-MIN(ROW({list}))+1))"));
        places.collect()
    }

    fn lowest(&self) -> String {
        let places = self.places();
        let some: Vec<String> = places
            .iter()
            .map(|place| format!("IF({place}=0,999,{place})"))
            .collect();
        format!("MIN({})", some.join(","))
    }

    fn highest(&self) -> String {
        format!("MAX({})", self.places().join(","))
    }

    /// Lowest to highest level.
    pub(super) fn range(&self) -> String {
        let (list, low, high) = (&self.list, self.lowest(), self.highest());
        format!(
            "=IF({high}=0,\"\",INDEX({list},{low})&IF({low}={high},\"\",\" – \"&INDEX({list},{high})))"
        )
    }

    /// How far apart they are; nothing unless two have heard a level.
    pub(super) fn apart(&self) -> String {
        let heard: Vec<String> = self
            .places()
            .iter()
            .map(|place| format!("({place}>0)"))
            .collect();
        format!(
            "=IF({}<2,\"\",{}-{})",
            heard.join("+"),
            self.highest(),
            self.lowest()
        )
    }

    /// What there is to talk about, once anybody has begun.
    pub(super) fn discuss(&self, labels: &Labels) -> String {
        let (not_heard, apart) = (&self.not_heard, &self.apart);
        let unknown: Vec<String> = self
            .heard
            .iter()
            .zip(self.places())
            .map(|(heard, place)| format!("({heard}<>\"\")*({heard}<>{not_heard})*({place}=0)"))
            .collect();
        let begun = format!("$B${}", BEGUN + 1);
        format!(
            "=IF({begun}=\"\",\"\",IF({unknown}>0,{not_listed},IF(OR(COUNTA({evidence})=0,{highest}=0),{nobody},IF(N({apart})>={FAR},{far},\"\"))))",
            unknown = unknown.join("+"),
            not_listed = quoted(labels.say("scorecard.discuss.not-listed")),
            evidence = self.evidence.join(","),
            highest = self.highest(),
            nobody = quoted(labels.say("scorecard.discuss.no-evidence")),
            far = quoted(labels.say("scorecard.discuss.apart")),
        )
    }
}

pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A column's letter.
pub(super) fn letter(column: u16) -> char {
    char::from(b'A' + column as u8)
}

/// A cell of another sheet in a formula.
pub(super) fn cell(sheet: &str, row: u32, column: u16) -> String {
    format!("'{sheet}'!${}${}", letter(column), row + 1)
}

/// A range of another sheet in a formula.
pub(super) fn range(sheet: &str, first: (u32, u16), last: (u32, u16)) -> String {
    format!(
        "{}:${}${}",
        cell(sheet, first.0, first.1),
        letter(last.1),
        last.0 + 1
    )
}
