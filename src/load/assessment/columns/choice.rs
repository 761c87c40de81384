//! One meaning for each column: headings say what is possible, the settings overrule, the cells decide.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::super::Context;
use super::cells::{Cells, is_once_a_person};
use super::header::{Header, HeadingCell};
use super::{ChosenColumn, Column, messages, periods};
use crate::diagnostic::Diagnostic;
use crate::load::sheet::Sheet;
use crate::load::vocabulary::{Meaning, Rater, Whose};
use crate::model::{Field, TableAccount};

/// The columns that are read, and messages about the others.
pub(super) struct ChosenColumns {
    pub(super) columns: BTreeMap<Column, u32>,
    pub(super) account: TableAccount,
}

/// The decision about a column by itself, before it is compared with the others.
enum ColumnDecision {
    /// It is read.
    Is(Column),
    /// It is not read, for this reason.
    No(&'static str),
    /// It is not read, for this reason, and a message says so.
    Named(&'static str, Diagnostic),
}

impl ChosenColumns {
    /// Chooses for all columns of a table. `rows` are its rows with a competency.
    pub(super) fn make(
        sheet: &Sheet,
        header: &Header,
        rows: &[u32],
        context: &Context<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let table = TableView {
            sheet,
            header,
            rows,
            context,
            person: OnceCell::new(),
        };
        let mut account = TableAccount::default();
        let mut chosen = Vec::new();
        for cell in &header.cells {
            match table.decision(cell) {
                ColumnDecision::Is(column) => chosen.push(ChosenColumn {
                    place: cell.column,
                    column,
                    period: cell.heading.period,
                }),
                ColumnDecision::No(why) => account.leave_out(cell.column, &cell.text, why),
                ColumnDecision::Named(why, problem) => {
                    account.leave_out(cell.column, &cell.text, why);
                    problems.push(problem);
                }
            }
        }
        // Above the competencies there may be a blank corner instead of a heading.
        if !chosen.iter().any(|one| one.place == header.competency) {
            chosen.push(ChosenColumn {
                place: header.competency,
                column: Column::Competency,
                period: None,
            });
        }
        table.without_earlier(&mut chosen, &mut account, problems);
        table.role_levels(&mut chosen, &mut account);
        table.raters(&mut chosen, &mut account);
        let columns = table.without_duplicates(chosen, &mut account, problems);
        Self { columns, account }
    }
}

struct TableView<'a, 'c> {
    sheet: &'a Sheet,
    header: &'a Header,
    rows: &'a [u32],
    context: &'a Context<'c>,
    /// The column that says whom a row is about, once it is known.
    person: OnceCell<Option<u32>>,
}

impl TableView<'_, '_> {
    fn cells(&self, cell: &HeadingCell) -> Cells<'_> {
        Cells::of(self.sheet, cell.column, self.rows, self.context)
    }

    fn heading_cell(&self, place: u32) -> Option<&HeadingCell> {
        self.header.cells.iter().find(|cell| cell.column == place)
    }

    /// The column that says whom a row is about, if a heading names one with no other meaning.
    fn person(&self) -> Option<u32> {
        *self.person.get_or_init(|| self.find_person())
    }

    fn find_person(&self) -> Option<u32> {
        let names = [
            Meaning::Of(Field::EmployeeId),
            Meaning::Of(Field::Name),
            Meaning::LastName,
        ];
        names.iter().find_map(|meaning| {
            self.header
                .cells
                .iter()
                .filter(|cell| {
                    cell.column != self.header.competency && cell.heading.may_be(*meaning)
                })
                .find(|cell| {
                    let cells = self.cells(cell);
                    let are_ratings = cell.heading.rating().is_some() && cells.are_ratings();
                    !cells.is_empty() && !are_ratings
                })
                .map(|cell| cell.column)
        })
    }

    fn decision(&self, cell: &HeadingCell) -> ColumnDecision {
        if cell.column == self.header.competency {
            return ColumnDecision::Is(Column::Competency);
        }
        let heading = &cell.heading;
        let configured = self.context.settings.columns.meaning(&cell.text).is_some();
        let meanings = heading.meanings.as_slice();
        let has = |meaning: Meaning| heading.may_be(meaning);
        if let Some(why) = not_read(meanings) {
            // A word for a sum may be one for a rating, too.
            if heading.rating().is_none() || !self.cells(cell).are_ratings() {
                return ColumnDecision::No(why);
            }
        }
        let is_list = self.person().is_some();
        if !configured && self.may_name_raters(cell, is_list) {
            return ColumnDecision::Is(Column::Rater);
        }
        if let Some(whose) = heading.rating() {
            // “Employee rating” and “Évalué” beside a column of raters are ratings of the employee, whoever gave them.
            let is_of_row = !configured
                && whose == Whose::Said(Rater::Own)
                && !heading.says_self
                && self.has_raters(cell, is_list);
            let whose = if is_of_row { Whose::Unsaid } else { whose };
            let sole = meanings.len() == 1;
            let cells = self.cells(cell);
            // In a form “Manager” heads the manager's ratings, filled in or not, unless another column clearly does.
            let in_form = || {
                !is_list
                    && (cells.is_empty()
                        || (matches!(whose, Whose::Said(_))
                            && !self.has_clear_rater_elsewhere(cell, whose)))
            };
            if configured || sole || cells.are_ratings() || in_form() {
                if !configured && is_list && self.is_fact_of_person(cell) {
                    return ColumnDecision::Is(Column::Of(
                        if has(Meaning::Of(Field::TargetLevel)) {
                            Field::TargetLevel
                        } else {
                            Field::RoleLevel
                        },
                    ));
                }
                return self.rating(cell, whose);
            }
        }
        let fallback = || self.not_understood(cell);
        let Some(meaning) = meanings.iter().find(|m| !matches!(m, Meaning::Rating(_))) else {
            return fallback();
        };
        match *meaning {
            Meaning::Of(Field::TargetLevel)
                if is_list && has(Meaning::Required) && !self.is_once(cell) =>
            {
                ColumnDecision::No("the required level, which the career map gives")
            }
            Meaning::Of(_) if heading.is_past() => ColumnDecision::No("from an earlier time"),
            Meaning::Of(field) if is_list => ColumnDecision::Is(Column::Of(field)),
            Meaning::FirstName if is_list => ColumnDecision::Is(Column::FirstName),
            Meaning::LastName if is_list => ColumnDecision::Is(Column::LastName),
            Meaning::Level if is_list => ColumnDecision::Is(Column::Of(Field::RoleLevel)),
            Meaning::Evidence(Whose::Said(Rater::Manager))
            | Meaning::Comment(Whose::Said(Rater::Manager)) => {
                ColumnDecision::Is(Column::ManagerComment)
            }
            Meaning::Comment(Whose::Other) | Meaning::Evidence(Whose::Other) => {
                ColumnDecision::No("remarks of somebody else")
            }
            Meaning::Evidence(_) => ColumnDecision::Is(Column::Evidence),
            Meaning::Comment(Whose::Said(Rater::Own)) => ColumnDecision::Is(Column::OwnComment),
            Meaning::Comment(_) if self.cells(cell).is_empty() => ColumnDecision::No("is empty"),
            Meaning::Comment(_) => ColumnDecision::Named(
                "does not say whose remarks it holds",
                messages::comment_without_rater(self.sheet, cell),
            ),
            Meaning::Interest => ColumnDecision::Is(Column::Interest),
            Meaning::Rater if is_list => ColumnDecision::Is(Column::Rater),
            Meaning::Category | Meaning::Competency => ColumnDecision::No("groups competencies"),
            // “Grade” means the role's beside a name, and a rating beside each competency.
            Meaning::Of(Field::RoleLevel) if self.cells(cell).are_ratings() => fallback(),
            Meaning::Of(_) | Meaning::FirstName | Meaning::LastName | Meaning::Level => {
                ColumnDecision::No("is about the person, not about a competency")
            }
            _ => fallback(),
        }
    }

    /// Whether another column says in each row who rated.
    fn has_raters(&self, cell: &HeadingCell, is_list: bool) -> bool {
        let mut others = self
            .header
            .cells
            .iter()
            .filter(|other| ![cell.column, self.header.competency].contains(&other.column));
        others.any(|other| self.may_name_raters(other, is_list))
    }

    /// Whether another heading can only mean ratings of the same rater.
    fn has_clear_rater_elsewhere(&self, cell: &HeadingCell, whose: Whose) -> bool {
        self.header.cells.iter().any(|other| {
            other.column != cell.column
                && other.heading.rating() == Some(whose)
                && (other.heading.meanings.len() == 1 || self.cells(other).are_ratings())
        })
    }

    /// The decision about a column of ratings, by rater.
    fn rating(&self, cell: &HeadingCell, whose: Whose) -> ColumnDecision {
        match whose {
            Whose::Said(by) => ColumnDecision::Is(Column::Rating(by)),
            Whose::Unsaid => ColumnDecision::Is(Column::Unsaid),
            Whose::Other => ColumnDecision::Named(
                "ratings of somebody else",
                messages::ratings_of_others(self.sheet, cell),
            ),
            Whose::Unclear => self.not_understood(cell),
        }
    }

    /// A column whose heading is not understood: if most of its cells are ratings, a message says so.
    fn not_understood(&self, cell: &HeadingCell) -> ColumnDecision {
        let cells = self.cells(cell);
        if cells.is_empty() {
            ColumnDecision::No("is empty")
        } else if cells.are_ratings() {
            ColumnDecision::Named(
                "holds ratings, but it is unclear whose",
                messages::not_understood(self.sheet, cell),
            )
        } else {
            ColumnDecision::No("careermap does not use such a column")
        }
    }

    /// Whether the column says in each row who rated: by its heading, or because all its cells name raters.
    fn may_name_raters(&self, cell: &HeadingCell, is_list: bool) -> bool {
        let heading = &cell.heading;
        let says_so = heading.may_be(Meaning::Rater);
        let open = heading.meanings.is_empty() || heading.may_be(Meaning::Kind);
        if !says_so && !open {
            return false;
        }
        let cells = self.cells(cell);
        // In a form, *Source* may mean the source of the evidence.
        if says_so && is_list {
            !cells.are_ratings() || cells.are_raters()
        } else {
            cells.are_raters()
        }
    }

    /// Whether a column of levels has the same value in all rows of a person, as a role's level does, and is not the
    /// only one that may hold ratings.
    fn is_fact_of_person(&self, cell: &HeadingCell) -> bool {
        let may_be_fact = |cell: &HeadingCell| {
            cell.heading.may_be(Meaning::Level)
                || cell.heading.may_be(Meaning::Of(Field::RoleLevel))
                || cell.heading.may_be(Meaning::Of(Field::TargetLevel))
        };
        if !may_be_fact(cell) {
            return false;
        }
        let holds_ratings = |other: &&HeadingCell| {
            other.column != cell.column
                && other.column != self.header.competency
                && other.heading.rating().is_some()
                && !(may_be_fact(other) && self.is_once(other))
                && self.cells(other).are_ratings()
        };
        self.is_once(cell) && self.header.cells.iter().any(|other| holds_ratings(&other))
    }

    fn is_once(&self, cell: &HeadingCell) -> bool {
        self.person()
            .is_some_and(|person| is_once_a_person(self.sheet, cell.column, person, self.rows))
    }

    /// Takes out a column that was chosen.
    fn take_out(
        &self,
        place: u32,
        why: &'static str,
        chosen: &mut Vec<ChosenColumn>,
        account: &mut TableAccount,
    ) {
        chosen.retain(|one| one.place != place);
        if let Some(cell) = self.heading_cell(place) {
            account.leave_out(cell.column, &cell.text, why);
        }
    }

    /// Takes out the columns of an earlier time, and says so.
    fn without_earlier(
        &self,
        chosen: &mut Vec<ChosenColumn>,
        account: &mut TableAccount,
        problems: &mut Vec<Diagnostic>,
    ) {
        let earlier: BTreeSet<u32> = periods::earlier(chosen);
        for place in &earlier {
            self.take_out(*place, "from an earlier time", chosen, account);
        }
        let cells = earlier.iter().filter_map(|place| self.heading_cell(*place));
        problems.extend(messages::earlier(self.sheet, &cells.collect::<Vec<_>>()));
    }

    /// Of several columns that may hold the role's level (job title, grade, position) the one whose cells name levels.
    fn role_levels(&self, chosen: &mut Vec<ChosenColumn>, account: &mut TableAccount) {
        let places = places_of(chosen, Column::Of(Field::RoleLevel));
        if places.len() < 2 {
            return;
        }
        let levels = |place: &u32| Cells::of(self.sheet, *place, self.rows, self.context).levels();
        let Some(best) = places.iter().copied().rev().max_by_key(levels) else {
            return;
        };
        for place in places {
            if place != best && levels(&place) == 0 {
                let why = "does not name any level of the career map";
                self.take_out(place, why, chosen, account);
            }
        }
    }

    /// Of two columns that say who rated, one by name and one by role, keeps the one that is clear in all rows.
    fn raters(&self, chosen: &mut Vec<ChosenColumn>, account: &mut TableAccount) {
        let all = places_of(chosen, Column::Rater);
        let is_clear =
            |place: &u32| Cells::of(self.sheet, *place, self.rows, self.context).are_raters();
        let clear: Vec<u32> = all.iter().copied().filter(is_clear).collect();
        if let [best] = clear[..] {
            for place in all.into_iter().filter(|place| *place != best) {
                self.take_out(place, "another column says who rated", chosen, account);
            }
        }
    }

    /// One column for each meaning; two of one meaning are both left out, and named.
    fn without_duplicates(
        &self,
        chosen: Vec<ChosenColumn>,
        account: &mut TableAccount,
        problems: &mut Vec<Diagnostic>,
    ) -> BTreeMap<Column, u32> {
        let mut places: BTreeMap<Column, Vec<u32>> = BTreeMap::new();
        for one in chosen {
            places.entry(one.column).or_default().push(one.place);
        }
        let mut columns = BTreeMap::new();
        for (column, places) in places {
            let cells: Vec<&HeadingCell> = places
                .iter()
                .filter_map(|place| self.heading_cell(*place))
                .collect();
            // Of several columns with one meaning, the only one that is filled in counts.
            let is_filled = |cell: &&HeadingCell| cells.len() > 1 && !self.cells(cell).is_empty();
            let filled: Vec<&HeadingCell> = cells.iter().copied().filter(is_filled).collect();
            let several = if filled.is_empty() { &cells } else { &filled };
            match (places.as_slice(), several.as_slice()) {
                ([only], _) => {
                    columns.insert(column, *only);
                    let text = self
                        .heading_cell(*only)
                        .map_or("", |cell| cell.text.as_str());
                    account.read(*only, text, column.words());
                }
                (_, [only]) => {
                    for cell in &cells {
                        account.leave_out(cell.column, &cell.text, "is empty");
                    }
                    columns.insert(column, only.column);
                    account.read(only.column, &only.text, column.words());
                }
                (_, several) if column == Column::Unsaid => {
                    for cell in several {
                        account.leave_out(
                            cell.column,
                            &cell.text,
                            "holds ratings, but it is unclear whose",
                        );
                        problems.push(messages::not_understood(self.sheet, cell));
                    }
                }
                (_, several) => {
                    for cell in several {
                        account.leave_out(cell.column, &cell.text, "stands twice");
                    }
                    problems.extend(messages::duplicate_columns(
                        self.sheet,
                        several,
                        column.words(),
                    ));
                }
            }
        }
        columns
    }
}

/// The places of all columns that were chosen to be this one.
fn places_of(chosen: &[ChosenColumn], column: Column) -> Vec<u32> {
    let all = chosen.iter().filter(|one| one.column == column);
    all.map(|one| one.place).collect()
}

/// Why a column with a known heading is not read, whatever its cells hold.
fn not_read(meanings: &[Meaning]) -> Option<&'static str> {
    match meanings.first()? {
        Meaning::Difference => Some("the difference of two ratings"),
        Meaning::Required => Some("the required level, which the career map gives"),
        Meaning::Total => Some("sums up"),
        Meaning::Weight => Some("a weight, which the settings say"),
        Meaning::ManagerId | Meaning::ManagerEmail | Meaning::AboutManager => {
            Some("about the manager")
        }
        Meaning::Decision
        | Meaning::DecisionLevel
        | Meaning::DecisionFrom
        | Meaning::DecisionReasons
        | Meaning::DecidedBy => {
            Some("a decision, which only a table of people without ratings says")
        }
        Meaning::Aside => Some("the settings say so, or careermap does not use such a column"),
        _ => None,
    }
}
