//! A layout's reading of a workbook, before it is known whether it is the right layout.

use std::collections::BTreeSet;

use super::ruled_out::RuledOut;
use super::table::MapTable;
use crate::diagnostic::Location;
use crate::load::career_map::wording::labels::{Label, is_answer, is_remark, label};
use crate::load::career_map::wording::title::is_iso_date;
use crate::load::career_map::wording::words::is_code;
use crate::load::career_map::wording::words::{is_mark, may_be_person};
use crate::model::{CellRange, LeftOut, Orientation, Points, ScaleStep, WhyLeftOut};
use crate::text::{shortened, tidy};

/// A reading of the workbook as one layout.
#[derive(Debug, Clone)]
pub(in crate::load::career_map) struct Draft {
    pub(in crate::load::career_map) orientation: Orientation,
    /// The sheets it was read from.
    pub(in crate::load::career_map) sheets: Vec<String>,
    /// The file, and the sheet if it is one.
    pub(in crate::load::career_map) place: Location,
    /// Where the names of the levels are: `row 4`, `column A`, `the names of the sheets`.
    pub(in crate::load::career_map) header: String,
    pub(in crate::load::career_map) levels: Vec<DraftLevel>,
    pub(in crate::load::career_map) rows: Vec<DraftRow>,
    pub(in crate::load::career_map) left_out: Vec<LeftOut>,
    /// The cells that were used for something other than what a level expects.
    pub(in crate::load::career_map) uses: Vec<Use>,
    pub(in crate::load::career_map) signs: Signs,
}

/// A cell that a layout used, and what for.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::load::career_map) struct Use {
    pub(in crate::load::career_map) at: Location,
    pub(in crate::load::career_map) role: Role,
}

/// What a cell beside those of the levels was used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load::career_map) enum Role {
    /// The name of a level, or a part of it.
    Title,
    /// A heading that says what is below or beside it.
    Heading,
    /// The name of a competency or fact. It must be the name of a row of the draft.
    Name,
    /// The name of a category. It must be the category of a row of the draft.
    Category,
}

impl Use {
    /// The use of a cell; `None` if it has no content of its own.
    pub(in crate::load::career_map) fn of(
        table: &MapTable,
        row: usize,
        column: usize,
        role: Role,
    ) -> Option<Self> {
        let cell = table.own(row, column)?;
        Some(Self {
            at: table.place.with_cell(cell.at),
            role,
        })
    }
}

/// A level of a draft.
#[derive(Debug, Clone)]
pub(in crate::load::career_map) struct DraftLevel {
    /// Its header cells from top to bottom.
    pub(in crate::load::career_map) cells: Vec<String>,
    pub(in crate::load::career_map) at: Location,
}

/// A competency or fact of a draft.
#[derive(Debug, Clone)]
pub(in crate::load::career_map) struct DraftRow {
    pub(in crate::load::career_map) name: String,
    pub(in crate::load::career_map) category: Option<String>,
    pub(in crate::load::career_map) at: Location,
    /// The texts for each level, one piece for each cell.
    pub(in crate::load::career_map) cells: Vec<Vec<Piece>>,
}

/// A cell's content.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::load::career_map) struct Piece {
    pub(in crate::load::career_map) text: String,
    pub(in crate::load::career_map) number: Option<f64>,
    pub(in crate::load::career_map) error: Option<String>,
    pub(in crate::load::career_map) at: Location,
}

/// What speaks for and against a draft, apart from its content.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent sign"
)]
#[derive(Debug, Clone, Default)]
pub(in crate::load::career_map) struct Signs {
    /// The share of headers that are recognised as names of levels.
    pub(in crate::load::career_map) recognised: f64,
    /// The first or last levels with unknown titles that have nothing in common with the others.
    pub(in crate::load::career_map) guessed: Vec<Location>,
    /// The label in the corner, or of the column of names, says that the rows are competencies.
    pub(in crate::load::career_map) names_are_labelled: bool,
    /// The text in the corner even says what each of the table's two axes is.
    pub(in crate::load::career_map) axis_is_named: bool,
    /// The heading above the names of the levels is one of competencies, or that above the names of the competencies one of
    /// levels.
    pub(in crate::load::career_map) corner_contradicts: bool,
    /// The label beside the levels says that they are levels.
    pub(in crate::load::career_map) levels_are_labelled: bool,
    /// The name of the sheet, or text above the table, mentions careers.
    pub(in crate::load::career_map) speaks_of_careers: bool,
    /// The headings above groups of levels, each with the place of the group's first level among the levels.
    pub(in crate::load::career_map) groups: Vec<(Location, String, usize)>,
    /// How many lines above the header look as if they belonged to the table.
    pub(in crate::load::career_map) cut_off: usize,
    /// How many of its first rows stood above the table and are facts about the levels.
    pub(in crate::load::career_map) facts_above: usize,
    /// The company configured where the levels are.
    pub(in crate::load::career_map) configured: bool,
    /// Somebody has confirmed exactly these levels.
    pub(in crate::load::career_map) confirmed: bool,
    /// What rules it out.
    pub(in crate::load::career_map) against: Option<RuledOut>,
    /// How its cells say what is required.
    pub(in crate::load::career_map) scale: ReadScale,
    /// What each of its rows is, once everything else about it is known.
    pub(in crate::load::career_map) kinds: Vec<Kind>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load::career_map) enum Kind {
    Competency { scored: bool },
    LevelFact,
    LeftOut,
}

/// How the cells of a draft say what is required, other than by numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::load::career_map) struct ReadScale {
    /// The steps that have names, lowest first.
    pub(in crate::load::career_map) steps: Vec<ScaleStep>,
    /// The top of the scale, where a legend says it.
    pub(in crate::load::career_map) top: Option<Points>,
    pub(in crate::load::career_map) source: Source,
    /// Letters, words or ticks without a known order, in the order in which they rise.
    pub(in crate::load::career_map) unknown: Vec<String>,
}

/// Where the order of letters comes from.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::load::career_map) enum Source {
    /// The cells are numbers, or not requirements at all.
    #[default]
    Numbers,
    /// `scale` in the settings.
    Settings,
    /// A legend.
    Legend(Location),
    /// Words whose order is known.
    Words,
    /// A tick says that a level requires something; this is what it looks like.
    Ticks(String),
}

impl DraftRow {
    /// How many levels have something in this row.
    pub(in crate::load::career_map) fn filled(&self) -> usize {
        self.cells
            .iter()
            .filter(|pieces| !pieces.is_empty())
            .count()
    }
}

/// A line of a table that is not part of the map; `None` if it is empty.
pub(in crate::load::career_map) fn row_left_out(
    table: &MapTable,
    row: usize,
    why: WhyLeftOut,
) -> Option<LeftOut> {
    let first = (0..table.width()).find(|column| table.own(row, *column).is_some())?;
    let cell = table.own(row, first)?;
    Some(LeftOut {
        at: table.location(row, first),
        area: Some(CellRange::between(
            table.address(row, 0),
            table.address(row, table.width() - 1),
        )),
        what: shortened(&cell.name()),
        why,
    })
}

/// A longer text is neither a heading nor an answer.
const HEADING: usize = 30;

/// A column of a table that is not part of the map, from the line of its heading on, and why: the reason given, if its
/// heading says what it is.
pub(in crate::load::career_map) fn column_left_out(
    table: &MapTable,
    column: usize,
    heading: usize,
    why: WhyLeftOut,
) -> LeftOut {
    // Below a heading that is merged over several columns, the column may have one of its own.
    let own = (heading..table.height())
        .take(if table.own(heading, column).is_some() {
            1
        } else {
            2
        })
        .filter_map(|row| table.own(row, column))
        .find(|cell| cell.text.chars().count() <= HEADING && is_known(&cell.name()));
    let name = own.map_or_else(
        || tidy(table.text(heading, column)),
        super::table::MapCell::name,
    );
    let contents = ColumnContents::of(table, column, heading);
    LeftOut {
        at: table.location(heading, column),
        area: Some(CellRange::between(
            table.address(heading, column),
            table.address(table.height() - 1, column),
        )),
        why: if why == WhyLeftOut::UnlikeLevels && contents.are_people() {
            WhyLeftOut::People
        } else if !is_for_want_of_use(why)
            || is_known(&name)
                && !(contents.may_be_part_of_map(&name)
                    && (why == WhyLeftOut::NoLevelsOrNames || contents.are_sentences()))
        {
            why
        } else if contents.are_marks() {
            WhyLeftOut::Marks
        } else if contents.are_people() {
            WhyLeftOut::People
        } else if contents.are_dates() {
            WhyLeftOut::Dates
        } else if contents.are_counted() || (name.is_empty() && contents.are_codes()) {
            WhyLeftOut::Codes
        } else {
            WhyLeftOut::UnknownColumn
        },
        what: if name.is_empty() {
            table.column_name(column)
        } else {
            shortened(&name)
        },
    }
}

/// Whether a column was only left out because nothing used it.
const fn is_for_want_of_use(why: WhyLeftOut) -> bool {
    matches!(
        why,
        WhyLeftOut::NoLevelsOrNames | WhyLeftOut::NoLevelsNamesOrExpectations
    )
}

/// Whether a heading says what is below it.
fn is_known(heading: &str) -> bool {
    label(heading) != Label::Unknown || is_remark(heading)
}

/// The cells below the heading of a column.
struct ColumnContents {
    rows: usize,
    filled: usize,
    codes: usize,
    marks: usize,
    dates: usize,
    /// Cells that may be somebody's name: two or three words with capitals.
    people: usize,
    different: BTreeSet<String>,
    /// Whether the cells count up from one.
    counted: bool,
}

impl ColumnContents {
    fn of(table: &MapTable, column: usize, heading: usize) -> Self {
        let mut this = Self {
            rows: table.height().saturating_sub(heading + 1),
            filled: 0,
            codes: 0,
            marks: 0,
            dates: 0,
            people: 0,
            different: BTreeSet::new(),
            counted: true,
        };
        for cell in (heading + 1..table.height()).filter_map(|row| table.own(row, column)) {
            this.filled += 1;
            let is_number = cell.number.is_some();
            let name = cell.name();
            this.codes += usize::from(is_number || is_code(&name) || is_sign(&name));
            this.marks += usize::from(
                !is_number && (is_mark(&name) || (name.len() <= HEADING && is_answer(&name))),
            );
            this.dates += usize::from(cell.is_date || is_iso_date(&name));
            this.people += usize::from(may_be_person(&name));
            this.counted &= cell.count().map(usize::from) == Some(this.filled);
            this.different.insert(name);
        }
        this
    }

    /// Whether they have so many words on average that they say something.
    fn are_sentences(&self) -> bool {
        const SENTENCE: usize = 3;
        let words = (self.different.iter()).map(|text| text.split_whitespace().count());
        words.sum::<usize>() >= SENTENCE * self.different.len()
    }

    /// Whether they may be levels, names or expectations though nothing used them: texts in half of the rows that differ from row to
    /// row. Below a word for levels, people or ratings, they are whole sentences.
    fn may_be_part_of_map(&self, heading: &str) -> bool {
        let different = self.different.len();
        let may_head = match label(heading) {
            Label::Name | Label::Part | Label::Category | Label::Expectation => true,
            Label::Level | Label::Person | Label::Rating | Label::Rater => self.are_sentences(),
            Label::Aside | Label::Unknown => false,
        };
        different > 1
            && self.filled * 2 >= self.rows
            && different * 2 > self.filled
            && !self.are_codes()
            && may_head
            && !is_remark(heading)
    }

    const fn are_codes(&self) -> bool {
        self.codes * 10 >= self.filled * 8
    }

    /// Whether they name people, some of them more than once.
    fn are_people(&self) -> bool {
        self.filled > 2 && self.people == self.filled && self.different.len() < self.filled
    }

    const fn are_dates(&self) -> bool {
        self.filled > 0 && self.dates == self.filled
    }

    const fn are_counted(&self) -> bool {
        self.filled > 2 && self.counted
    }

    const fn are_marks(&self) -> bool {
        self.filled > 0 && self.marks * 10 >= self.filled * 8
    }
}

/// Whether a text is a few capital letters, as the codes beside *CB1* may be.
fn is_sign(text: &str) -> bool {
    text.len() <= 3 && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_uppercase())
}
