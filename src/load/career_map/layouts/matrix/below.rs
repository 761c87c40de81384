//! Rows below each competency that are about it and are not competencies.

use std::collections::{BTreeMap, BTreeSet};

use super::super::header::{Header, LevelColumns};
use super::super::sides::Sides;
use super::Reader;
use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::wording::labels::{
    Label, heads_unwanted, is_remark, is_unwanted, label,
};
use crate::load::career_map::wording::words::{Likeness, level_likeness};
use crate::model::WhyLeftOut;
use crate::text::fold;

/// The names of remarks and of unwanted behaviour that repeat among the names of competencies, and why their rows are
/// left out.
pub(super) fn remarks(
    table: &MapTable,
    header: &Header,
    sides: Sides,
) -> BTreeMap<String, WhyLeftOut> {
    /// A name with a word for something bad that repeats this often is probably not a competency's.
    const OFTEN: usize = 3;
    let Some(column) = sides.names else {
        return BTreeMap::new();
    };
    let mut counts: BTreeMap<String, (usize, bool)> = BTreeMap::new();
    let mut last = String::new();
    for row in header.body..table.height() {
        let Some(cell) = table.own(row, column) else {
            continue;
        };
        let name = fold(&cell.text);
        if name != last && (is_remark(&cell.text) || is_unwanted(&cell.text)) {
            let (count, is_sure) = counts.entry(name.clone()).or_default();
            *count += 1;
            *is_sure = is_remark(&cell.text) || heads_unwanted(&cell.text);
        }
        last = name;
    }
    counts.retain(|_, (count, is_sure)| *count >= OFTEN || (*is_sure && *count > 1));
    let below_each = below_each(table, header, column, sides.categories);
    (counts.into_keys().chain(below_each))
        .map(|name| {
            let why = if is_unwanted(&name) {
                WhyLeftOut::Unwanted
            } else {
                WhyLeftOut::Remarks
            };
            (name, why)
        })
        .collect()
}

/// The name of a row that is below each of several competencies and nowhere else, whatever it is called: *Training*, *e.g.* A
/// competency that is in several categories is none.
fn below_each(
    table: &MapTable,
    header: &Header,
    names: usize,
    categories: Option<usize>,
) -> Option<String> {
    /// Fewer may be by chance.
    const OFTEN: usize = 3;
    let holds = |row: usize| {
        let mut columns = (0..table.width()).filter(|column| header.is_of_level(*column));
        columns.any(|column| table.own(row, column).is_some())
    };
    // Each row with a name, and how many categories have begun above it, in a column or as a name alone in a row.
    let mut begun = 0;
    let mut named: Vec<(String, usize)> = Vec::new();
    for row in header.body..table.height() {
        let is_category = categories.is_some_and(|column| table.own(row, column).is_some());
        let is_filled = holds(row);
        begun += usize::from(is_category || !is_filled);
        if let Some(cell) = table.own(row, names).filter(|_| is_filled) {
            named.push((fold(&cell.text), begun));
        }
    }
    let (pairs, rest) = named.as_chunks::<2>();
    let [[(_, _), (name, _)], ..] = pairs else {
        return None;
    };
    let others: BTreeSet<&String> = pairs.iter().map(|[(other, _), _]| other).collect();
    let groups: BTreeSet<usize> = pairs.iter().map(|[_, (_, begun)]| *begun).collect();
    let alternates = pairs.iter().all(|[_, (below, _)]| below == name);
    let is_part = matches!(label(name), Label::Unknown | Label::Aside);
    (rest.is_empty()
        && pairs.len() >= OFTEN
        && alternates
        && others.len() == pairs.len()
        && !others.contains(name)
        && groups.len() < pairs.len()
        && is_part)
        .then(|| name.clone())
}

impl Reader<'_> {
    /// Why a row is left out that is about the competency above it.
    pub(super) fn why_below(&self, row: usize) -> Option<WhyLeftOut> {
        if self.remarks.is_empty() {
            return None;
        }
        let cell = self.table.own(row, self.sides.names?)?;
        self.remarks.get(&fold(&cell.text)).copied()
    }

    /// Whether a row without a name has as much text for each level as a competency, where most have one row: then the
    /// name may be missing. In a table of one level, each row has.
    pub(super) fn lacks_name(&self, row: usize) -> bool {
        let is_title = |level: &LevelColumns| {
            level_likeness(self.table.text(row, level.place)) == Likeness::Yes
        };
        self.are_single
            && self.header.levels.len() > 1
            && self.filled(row) == self.header.levels.len()
            && !self.header.levels.iter().all(is_title)
    }

    /// Whether most competencies have one row, going by the rows that have no name.
    pub(super) fn are_single(&self) -> bool {
        /// At least this many named rows for each row without a name.
        const MANY: usize = 3;
        let Some(column) = self.sides.names else {
            return false;
        };
        let rows = (self.header.body..self.table.height()).filter(|row| self.holds_anything(*row));
        let (named, unnamed): (Vec<usize>, Vec<usize>) =
            rows.partition(|row| self.table.cell(*row, column).is_some());
        !unnamed.is_empty() && named.len() >= unnamed.len() * MANY
    }
}
