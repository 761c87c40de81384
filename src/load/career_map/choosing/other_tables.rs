//! Tables that look like career maps and are something else: lists of somebody's skills, of courses or jobs, plans, rubrics for
//! marking. What they hold decides, beside their headings; the settings overrule it.

use std::collections::BTreeSet;

use crate::load::career_map::drafts::ruled_out::RuledOut;
use crate::load::career_map::drafts::table::{MapCell, MapTable};
use crate::load::career_map::layouts::long;
use crate::load::career_map::wording::labels::{Label, label};
use crate::load::career_map::wording::words::{Likeness, is_code, level_likeness};
use crate::load::vocabulary::{Concept, Meaning, heading, seniority, stands_for};
use crate::model::Field;
use crate::text::fold;

/// What a table is instead of a career map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load::career_map) enum Other {
    /// It is this and not a career map.
    Certain(RuledOut),
    /// If it is not a career map, it is this.
    Possible(RuledOut),
}

/// In how many of the first rows the headings are looked for.
const LINES: usize = 20;
/// Longer texts are nobody's level, however it is said.
const LONGEST: usize = 120;
/// On average, longer texts are not names of skills, courses or jobs.
const LONGEST_NAME: f64 = 40.0;

/// What a table is instead of a career map, if there is a sign of it.
pub(in crate::load::career_map) fn other(table: &MapTable) -> Option<Other> {
    let header = (0..table.height().min(LINES)).find(|line| {
        let own = |column: &usize| table.own(*line, *column).is_some();
        (0..table.width()).filter(own).count() >= 3
    })?;
    let columns: Vec<Column> = (0..table.width())
        .map(|column| Column::of(table, header, column))
        .collect();
    let headed = |fits: fn(&str) -> bool| {
        let fits = |column: &&Column| fits(&column.heading);
        columns.iter().filter(fits).count()
    };
    let has_points = has_points(table);
    let reports: fn(&str) -> bool = |heading| stands_for(&fold(heading), Concept::ReportsTo);
    if has_points && headed(|heading| says_any(heading, Concept::Grade)) >= 2 {
        Some(Other::Certain(RuledOut::Marking))
    } else if headed(|heading| level_likeness(heading) == Likeness::Yes) >= 2 {
        // Levels in columns: anything may be beside them.
        has_points.then_some(Other::Possible(RuledOut::Marking))
    } else if let Some(people) = people(&columns) {
        Some(Other::Certain(people))
    } else if plan_words(&columns).len() >= 2 {
        Some(Other::Certain(RuledOut::Plan))
    } else if gives_one_level_each(&columns) && !long::is_long(table) {
        Some(Other::Certain(RuledOut::OneLevelEach))
    } else if headed(|heading| stands_for(&fold(heading), Concept::CourseHeading)) >= 2 {
        Some(Other::Certain(RuledOut::Courses))
    } else if has_points {
        Some(Other::Possible(RuledOut::Marking))
    } else if headed(reports) > 0 {
        Some(Other::Possible(RuledOut::ReportingLines))
    } else {
        None
    }
}

/// Whether it is a list of people, by its headings: two for the name, number or address of a person; or such a list with ratings.
fn people(columns: &[Column]) -> Option<RuledOut> {
    let is_of_person = |column: &&Column| match heading(&column.heading).meanings.first() {
        // An *ID* may be anything's.
        Some(Meaning::Of(Field::EmployeeId)) => !stands_for(&fold(&column.heading), Concept::Id),
        said => matches!(
            said,
            Some(Meaning::Of(Field::Name | Field::Email) | Meaning::FirstName | Meaning::LastName)
        ),
    };
    let labelled = |wanted: &[Label]| columns.iter().any(|column| wanted.contains(&column.label));
    let of_person = columns.iter().filter(is_of_person).count();
    if labelled(&[Label::Expectation]) {
        None
    } else if of_person >= 2 {
        Some(RuledOut::ListsPeople)
    } else if of_person == 1 && labelled(&[Label::Name]) && labelled(&[Label::Rating, Label::Rater])
    {
        Some(RuledOut::Ratings)
    } else {
        None
    }
}

/// A column below its heading.
struct Column {
    heading: String,
    label: Label,
    filled: usize,
    different: usize,
    levels: usize,
    codes: usize,
    characters: usize,
}

impl Column {
    fn of(table: &MapTable, header: usize, column: usize) -> Self {
        // A heading that is merged over several columns counts once.
        let heading = (table.own(header, column)).map_or_else(String::new, MapCell::name);
        let mut this = Self {
            label: label(&heading),
            heading,
            filled: 0,
            different: 0,
            levels: 0,
            codes: 0,
            characters: 0,
        };
        let mut different = BTreeSet::new();
        for row in header + 1..table.height() {
            let Some(cell) = table.own(row, column) else {
                continue;
            };
            let characters = cell.text.chars().count();
            this.filled += 1;
            this.characters += characters;
            if characters > LONGEST {
                different.insert(cell.text.clone());
                continue;
            }
            let folded = fold(&cell.text);
            this.levels += usize::from(is_level(&cell.text, &folded));
            this.codes += usize::from(cell.number.is_some() || is_code(&cell.text));
            different.insert(folded);
        }
        this.different = different.len();
        this
    }

    /// Whether its cells are names of different things.
    fn names_things(&self) -> bool {
        self.filled >= 3
            && self.different * 10 >= self.filled * 9
            && self.levels * 2 < self.filled
            && self.codes * 2 < self.filled
            && (self.characters as f64) < LONGEST_NAME * self.filled as f64
            && self.label != Label::Expectation
    }

    /// Whether its cells are levels or stages.
    fn holds_levels(&self) -> bool {
        self.filled >= 3 && self.levels * 10 >= self.filled * 8 && self.codes * 2 < self.filled
    }
}

fn is_level(text: &str, folded: &str) -> bool {
    let words = folded.split(' ').count();
    words <= 3
        && (level_likeness(text) == Likeness::Yes
            || stands_for(folded, Concept::Stage)
            || seniority(folded).is_some())
}

/// Whether each line names one thing and one level of it, or one level that it is for; or the level that is there beside the one
/// that is wanted.
fn gives_one_level_each(columns: &[Column]) -> bool {
    let filled: Vec<&Column> = columns.iter().filter(|column| column.filled > 0).collect();
    let levels: Vec<usize> = (0..filled.len())
        .filter(|place| filled[*place].holds_levels())
        .collect();
    let [first, ..] = levels[..] else {
        return false;
    };
    // The thing comes before its level; a repeated role may come before both. Levels that do not repeat may be those of
    // a map; so may columns with nothing but levels.
    let comes_again = |place: &usize| filled[*place].different < filled[*place].filled;
    levels.iter().all(comes_again)
        && filled.len() >= levels.len() + 2
        && filled[..first].iter().any(|column| column.names_things())
}

/// Whether points or marks are given, in a heading or as a sum below.
fn has_points(table: &MapTable) -> bool {
    /// A longer text is not a heading for points.
    const LONGEST: usize = 30;
    (0..table.height())
        .flat_map(|line| (0..table.width()).filter_map(move |column| table.own(line, column)))
        .filter(|cell| cell.text.len() <= LONGEST)
        .any(|cell| says_any(&cell.text, Concept::Points))
}

/// Whether a text is a phrase for a concept, or contains a word for it.
fn says_any(text: &str, concept: Concept) -> bool {
    let folded = fold(text);
    stands_for(&folded, concept) || folded.split(' ').any(|word| stands_for(word, concept))
}

/// The different words of a plan in headings, or whole headings of that kind: *data* in *Data Analyst* and *Data Scientist* is one.
fn plan_words(columns: &[Column]) -> BTreeSet<String> {
    let of_plan = |text: &str| stands_for(text, Concept::PlanHeading);
    let word = |column: &Column| {
        let folded = fold(&column.heading);
        if of_plan(&folded) {
            return Some(folded);
        }
        folded
            .split(' ')
            .find(|word| of_plan(word))
            .map(str::to_owned)
    };
    columns.iter().filter_map(word).collect()
}

/// Whether letters are those of who is responsible, accountable, consulted and informed.
pub(in crate::load::career_map) fn are_responsibilities(signs: &[String]) -> bool {
    let signs: BTreeSet<String> = signs.iter().map(|sign| fold(sign)).collect();
    let has = |letter: &str| {
        signs
            .iter()
            .any(|sign| sign.split(' ').any(|part| part == letter))
    };
    has("r")
        && has("a")
        && (has("c") || has("i"))
        && signs.iter().all(|sign| {
            sign.chars()
                .all(|c| matches!(c, 'r' | 'a' | 'c' | 'i' | 's' | 'o' | 'v' | ' '))
        })
}
