//! Whom a row is about, and the columns that say so: the same on every sheet.

use super::cell::Cell;
use super::column::Column;
use super::style::ColumnFormat;
use crate::labels::Labels;
use crate::model::{Assessment, CareerMap};
use crate::render::words;

/// Whom a row is about.
#[derive(Clone, Copy)]
pub(super) struct RowPerson<'b> {
    /// The name; where several have it, with what tells them apart.
    pub(super) name: &'b str,
    /// What was read about the person.
    pub(super) assessment: &'b Assessment,
    /// The title of the role level.
    pub(super) role_level: &'b str,
    /// The title of the target level.
    pub(super) target_level: &'b str,
}

/// A row about a person, or about a part of a person's assessment.
pub(super) trait HasPerson<'b> {
    fn who(&self) -> &RowPerson<'b>;
}

impl<'b> HasPerson<'b> for RowPerson<'b> {
    fn who(&self) -> &RowPerson<'b> {
        self
    }
}

impl<'b, T> HasPerson<'b> for (RowPerson<'b>, T) {
    fn who(&self) -> &RowPerson<'b> {
        &self.0
    }
}

/// A column of text about the person.
fn text<'b, T: HasPerson<'b>, C: Into<Cell>>(
    header: &str,
    width: f64,
    fill: impl Fn(&RowPerson<'b>) -> C + 'b,
) -> Column<'b, T> {
    Column::new(header, width, ColumnFormat::Text, move |row: &T| {
        fill(row.who())
    })
}

/// The name as it was given, for sheets that have the employee ID as well.
pub(super) fn name<'b, T: HasPerson<'b>>(labels: &Labels) -> Column<'b, T> {
    text(labels.say("workbook.column.name"), 18.0, |who| {
        who.assessment.person.name.as_str()
    })
}

/// The name with what tells people of one name apart.
pub(super) fn distinct_name<'b, T: HasPerson<'b>>(labels: &Labels) -> Column<'b, T> {
    text(labels.say("workbook.column.name"), 18.0, |who| who.name)
}

pub(super) fn employee_id<'b, T: HasPerson<'b>>(labels: &Labels) -> Column<'b, T> {
    text(labels.say("workbook.column.employee-id"), 11.0, |who| {
        who.assessment.person.employee_id.as_deref()
    })
}

pub(super) fn team<'b, T: HasPerson<'b>>(labels: &'b Labels) -> Column<'b, T> {
    text(labels.say("workbook.column.team"), 11.0, |who| {
        words::team(labels, who.assessment)
    })
}

pub(super) fn manager<'b, T: HasPerson<'b>>(labels: &Labels) -> Column<'b, T> {
    text(labels.say("workbook.column.manager"), 13.0, |who| {
        who.assessment.person.manager.as_deref()
    })
}

pub(super) fn role_level<'b, T: HasPerson<'b>>(labels: &Labels) -> Column<'b, T> {
    text(labels.say("workbook.column.role-level"), 14.0, |who| {
        who.role_level
    })
}

pub(super) fn speciality<'b, T: HasPerson<'b>>(header: &str, map: &'b CareerMap) -> Column<'b, T> {
    text(header, 14.0, |who| {
        let own = who.assessment.person.speciality;
        own.map(|id| map.speciality(id).name.as_str())
    })
}

pub(super) fn target_level<'b, T: HasPerson<'b>>(labels: &Labels) -> Column<'b, T> {
    text(labels.say("workbook.column.target-level"), 14.0, |who| {
        who.target_level
    })
}
