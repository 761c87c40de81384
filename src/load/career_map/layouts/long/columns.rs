//! Which column of a table in the long form holds what. The columns' contents decide: levels and names of competencies
//! repeat and cross each other, expectations are long and hardly repeat. Headings come second.

use super::column::Column;
use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::options::{MapOptions, SheetLine, Span};
use crate::load::career_map::wording::labels::Label;
use crate::text::fold;

/// The columns of a table in the long form.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Columns {
    /// The line of headings; `None` where the table begins with its first row.
    pub(super) header: Option<usize>,
    /// The first row.
    pub(super) body: usize,
    /// Everything that names the level, from left to right: title, code.
    pub(super) level: Vec<usize>,
    /// The level's track, in a separate column.
    pub(super) track: Option<usize>,
    pub(super) name: usize,
    pub(super) category: Option<usize>,
    pub(super) text: usize,
    /// Whether a heading says that levels, or names, are below it.
    pub(super) levels_are_labelled: bool,
    pub(super) names_are_labelled: bool,
    /// The share of levels that are recognised as such.
    pub(super) recognised: f64,
}

impl Columns {
    /// Every column that the map needs.
    pub(super) fn used(&self) -> impl Iterator<Item = usize> {
        self.level
            .iter()
            .chain(&self.track)
            .chain(&self.category)
            .copied()
            .chain([self.name, self.text])
    }
}

/// Headings are looked for in this many of the first rows, and this many of these may be headings.
const LINES: usize = 20;
const MOST_HEADERS: usize = 3;
/// Tables in the long form are at most this wide.
const MOST_COLUMNS: usize = 40;
/// Career maps have at most this many levels.
const MOST_LEVELS: usize = 60;
/// Longer texts are not names.
const LONGEST_NAME: f64 = 70.0;
/// Longer texts say what is expected.
const TELLING: f64 = 15.0;

/// The columns of a table, if it is in the long form.
pub(super) fn columns(table: &MapTable, options: &MapOptions) -> Option<Columns> {
    if table.width() < 3 || table.width() > MOST_COLUMNS {
        return None;
    }
    let configured = options
        .header_row
        .map(|row| table.rows.binary_search(&row.saturating_sub(1)));
    let lines: Vec<usize> = match configured {
        Some(line) => line.into_iter().collect(),
        None => (0..table.height().min(LINES))
            .filter(|line| {
                let own = |column: &usize| table.own(*line, *column).is_some();
                (0..table.width()).filter(own).count() >= 3
            })
            .take(MOST_HEADERS)
            .collect(),
    };
    let told = ColumnSettings::of(table, options);
    lines
        .into_iter()
        .find_map(|line| Finder::new(table, line, &told).columns())
}

/// The settings about the columns.
#[derive(Debug, Default)]
struct ColumnSettings {
    levels: Vec<usize>,
    names: Option<usize>,
    categories: Option<usize>,
}

impl ColumnSettings {
    fn of(table: &MapTable, options: &MapOptions) -> Self {
        let column = |place: SheetLine| match place {
            SheetLine::Column(column) => table.columns.binary_search(&column).ok(),
            SheetLine::Row(_) => None,
        };
        let one = |text: &Option<String>| column(SheetLine::parse(text.as_ref()?)?);
        Self {
            levels: (0..table.width())
                .filter(|place| {
                    let spans = options
                        .levels
                        .iter()
                        .flatten()
                        .filter_map(|entry| Span::parse(entry));
                    spans
                        .filter(|span| !span.first.is_row())
                        .any(|span| span.contains(table.columns[*place]))
                })
                .collect(),
            names: one(&options.names),
            categories: one(&options.categories),
        }
    }
}

struct Finder<'a> {
    told: &'a ColumnSettings,
    header: Option<usize>,
    body: usize,
    columns: Vec<Column>,
}

impl<'a> Finder<'a> {
    fn new(table: &MapTable, line: usize, told: &'a ColumnSettings) -> Self {
        let of = |body: usize, has_labels: bool| -> Vec<Column> {
            (0..table.width())
                .map(|column| Column::of(table, has_labels.then_some(line), body, column))
                .collect()
        };
        let columns = of(line + 1, true);
        // A first line whose level is one of those below is a row already.
        let is_row = columns.iter().enumerate().any(|(column, below)| {
            let text = fold(table.text(line, column));
            below.repeats()
                && below.label != Label::Level
                && below.recognised() >= 0.8
                && below.values.iter().any(|value| fold(value) == text)
        });
        let mut columns = if is_row { of(line, false) } else { columns };
        // *Behaviour* heads names where no other heading does, and other texts say what is expected.
        let says = |column: &Column| column.mean() >= TELLING && column.differs();
        let is_name = |column: &Column| matches!(column.label, Label::Name | Label::Part);
        if columns.iter().any(says) && !columns.iter().any(is_name) {
            let names = columns.iter_mut().filter(|column| {
                column.label == Label::Expectation && column.repeats() && !column.are_numbers()
            });
            names.for_each(|column| column.label = Label::Part);
        }
        Self {
            told,
            header: (!is_row).then_some(line),
            body: if is_row { line } else { line + 1 },
            columns,
        }
    }

    fn columns(&self) -> Option<Columns> {
        let level = self.level()?;
        let levels = self.level_names(level);
        let track = (0..self.columns.len())
            .find(|column| !levels.contains(column) && self.columns[*column].are_tracks());
        let mut keys = levels.clone();
        keys.extend(track);
        let name = self.name(level, &keys)?;
        let own = &self.columns;
        // Tracks share competencies: *Technical* and *Management* beside different ones are categories.
        let track = track.filter(|track| !own[*track].only_divides(&own[level], &own[name]));
        let mut keys = levels.clone();
        keys.extend(track);
        keys.push(name);
        let category = self.category(name, &keys);
        keys.extend(category);
        let text = self.text(&keys)?;
        let enough = own[text].filled >= own[level].values.len() * 2;
        enough.then(|| Columns {
            header: self.header,
            body: self.body,
            levels_are_labelled: levels.iter().any(|l| own[*l].label == Label::Level),
            names_are_labelled: is_name(own[name].label),
            recognised: levels
                .iter()
                .map(|level| own[*level].recognised())
                .fold(0.0, f64::max),
            level: levels,
            track,
            name,
            category,
            text,
        })
    }

    /// The column of levels: what it holds names levels, and it is labelled so or holds little else.
    fn level(&self) -> Option<usize> {
        if let Some(told) = self.told.levels.first() {
            return Some(*told);
        }
        let fits = |column: &&Column| {
            let is_labelled = column.label == Label::Level;
            let share = || column.recognised();
            column.repeats()
                && column.values.len() <= MOST_LEVELS
                && column.mean() <= LONGEST_NAME
                && (is_labelled || !column.are_numbers())
                && matches!(
                    column.label,
                    Label::Level | Label::Unknown | Label::Category
                )
                && (share() >= 0.8 || (is_labelled && (share() >= 0.5 || self.is_said(column))))
        };
        let worth = |column: &Column| {
            let is_labelled = column.label == Label::Level;
            // Levels cross the names of competencies; a proficiency beside them hardly does.
            let crossed = self
                .columns
                .iter()
                .filter(|other| other.repeats() && other.mean() <= LONGEST_NAME)
                .filter(|other| column.crosses(other).0 >= 0.8)
                .count();
            (
                is_labelled,
                crossed,
                !column.are_numbers(),
                !column.are_codes(),
            )
        };
        self.columns
            .iter()
            .enumerate()
            .filter(|(_, column)| fits(column))
            .max_by_key(|(place, column)| (worth(column), usize::MAX - place))
            .map(|(place, _)| place)
    }

    /// Whether there is no doubt that a column headed *Level* holds levels, whatever their names: beside it are names,
    /// which it crosses, and texts that hardly repeat.
    fn is_said(&self, level: &Column) -> bool {
        let others = || {
            let is_other = |column: &&Column| {
                let label = column.label;
                !matches!(
                    label,
                    Label::Level | Label::Rating | Label::Rater | Label::Person
                )
            };
            self.columns.iter().filter(is_other)
        };
        let is_crossed = |column: &Column| {
            column.repeats()
                && !column.are_numbers()
                && column.mean() <= LONGEST_NAME
                && level.crosses(column).0 >= 0.6
        };
        let says = |column: &Column| column.mean() >= TELLING && column.differs();
        !level.are_numbers() && others().any(is_crossed) && others().any(says)
    }

    /// All columns that name the level: by number, code or title.
    fn level_names(&self, level: usize) -> Vec<usize> {
        let own = &self.columns[level];
        (0..self.columns.len())
            .filter(|&place| {
                let column = &self.columns[place];
                let names_levels = column.label == Label::Level
                    || (column.label == Label::Unknown
                        && (column.recognised() >= 0.5 || column.are_codes()));
                place == level
                    || self.told.levels.contains(&place)
                    || (names_levels
                        && !column.names_others(own)
                        && column.values.len() == own.values.len()
                        && column.tells(own) >= 1.0
                        && own.tells(column) >= 1.0)
            })
            .collect()
    }

    /// The column of names: the finest division that repeats at other levels.
    fn name(&self, level: usize, keys: &[usize]) -> Option<usize> {
        if self.told.names.is_some() {
            return self.told.names;
        }
        let fits = |column: &Column| {
            let (coverage, recurring) = column.crosses(&self.columns[level]);
            column.repeats()
                && column.mean() <= LONGEST_NAME
                && !column.are_numbers()
                && !matches!(
                    column.label,
                    Label::Aside | Label::Rating | Label::Rater | Label::Person | Label::Level
                )
                && coverage >= 0.4
                && recurring >= 0.5
        };
        let worth = |column: &Column| {
            (
                is_name(column.label),
                // Where the heading says so, codes are names: *CB1*.
                !column.are_codes() || matches!(column.label, Label::Name | Label::Part),
                column.values.len(),
                !column.are_codes(),
                column.label != Label::Category,
            )
        };
        self.columns
            .iter()
            .enumerate()
            .filter(|(place, column)| !keys.contains(place) && fits(column))
            .max_by_key(|(place, column)| (worth(column), usize::MAX - place))
            .map(|(place, _)| place)
    }

    /// The column of categories: a coarser division, which follows from the name.
    fn category(&self, name: usize, keys: &[usize]) -> Option<usize> {
        if self.told.categories.is_some() {
            return self.told.categories;
        }
        let own = &self.columns[name];
        let fits = |column: &Column| {
            let least = if column.label == Label::Category {
                // The same name may be in two categories.
                0.6
            } else {
                0.95
            };
            // Each competency may have a category of its own; then only the headings tell the two apart.
            let is_coarser = column.values.len() < own.values.len()
                || (column.label == Label::Category && column.values.len() == own.values.len());
            column.repeats()
                && is_coarser
                && column.mean() <= LONGEST_NAME
                && !column.are_numbers()
                && !column.are_codes()
                && matches!(
                    column.label,
                    Label::Category | Label::Name | Label::Part | Label::Unknown
                )
                && own.tells(column) >= least
        };
        self.columns
            .iter()
            .enumerate()
            .filter(|(place, column)| !keys.contains(place) && fits(column))
            .max_by_key(|(place, column)| {
                (
                    column.label == Label::Category,
                    column.values.len(),
                    usize::MAX - place,
                )
            })
            .map(|(place, _)| place)
    }

    /// The column that says what is expected: by its heading if its texts are long, else by its texts; a column of required
    /// numbers before a long one of remarks.
    fn text(&self, keys: &[usize]) -> Option<usize> {
        let rank = |column: &Column| {
            let is_long = column.mean() >= TELLING;
            match column.label {
                Label::Expectation if is_long => 5,
                Label::Name | Label::Part | Label::Category if is_long => 4,
                Label::Unknown if is_long => 3,
                Label::Expectation if column.are_numbers() => 2,
                Label::Aside if is_long => 1,
                _ => 0,
            }
        };
        let candidates = || {
            self.columns.iter().enumerate().filter(|(place, column)| {
                !keys.contains(place)
                    && column.filled > 0
                    && !column.is_unwanted
                    && !matches!(column.label, Label::Rating | Label::Rater | Label::Person)
            })
        };
        let (best, column) = candidates().max_by(|(_, one), (_, other)| {
            (rank(one).cmp(&rank(other))).then(one.mean().total_cmp(&other.mean()))
        })?;
        // Several columns of texts without a word that says which one it is: levels in rows, each with its competencies.
        let is_unsure = rank(column) == 3
            && candidates().any(|(place, other)| place != best && rank(other) == 3);
        (!is_unsure).then_some(best)
    }
}

/// Whether a label says that names are below it.
fn is_name(label: Label) -> bool {
    matches!(label, Label::Name | Label::Part | Label::Category)
}
