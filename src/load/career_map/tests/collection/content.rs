//! Contents of the crossed maps: trades with levels, competencies and expectations.

use std::fmt::Write as _;

use super::notation::Page;

/// A map before it has a layout.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent property"
)]
#[derive(Debug, Clone, Default)]
pub(super) struct Content {
    pub(super) language: &'static str,
    pub(super) trade: &'static str,
    /// The words of the language, by [`Word`].
    pub(super) words: Vec<&'static str>,
    /// Words that the sheet replaces by others.
    pub(super) renamed: Vec<(Word, &'static str)>,
    pub(super) levels: Vec<Heading>,
    pub(super) rows: Vec<Row>,
    /// Columns about a competency before and after its levels: a heading, and a text for each row.
    pub(super) before: Vec<(String, Vec<String>)>,
    pub(super) behind: Vec<(String, Vec<String>)>,
    /// Rows about a level: a name, and a text for each level.
    pub(super) facts: Vec<(String, Vec<String>)>,
    /// The heading over the expectations of a level, where the level has other columns, too.
    pub(super) over_expectations: String,
    /// Columns beside the expectations of a level: a heading, and texts by row and level.
    pub(super) beside: Vec<(String, Vec<Vec<String>>)>,
    /// Lines above and below.
    pub(super) above: Vec<String>,
    pub(super) below: Vec<Vec<String>>,
    /// Whether something over the names and levels says what they are.
    pub(super) is_headed: bool,
    /// Texts: what competencies are about, what should never be expected, answers, qualifications.
    pub(super) about: Vec<&'static str>,
    pub(super) bad: Vec<&'static str>,
    pub(super) answers: Vec<&'static str>,
    pub(super) education: Vec<&'static str>,
    /// Further sheets, before the map.
    pub(super) cover: Vec<Page>,
    /// Whether the sheet begins with the most senior level.
    pub(super) is_reversed: bool,
    pub(super) left_out: Vec<String>,
    /// The heading of a level that is hidden.
    pub(super) hidden: Option<String>,
    pub(super) must_be_doubted: bool,
    /// Whether it has to be read as the label says, but with a doubt.
    pub(super) is_doubted: bool,
}

/// A level's name as the sheet has it, and as it has to be read.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    pub(super) cell: String,
    pub(super) code: String,
    pub(super) label: String,
    /// Whether it has the same rank as the one before.
    pub(super) is_parallel: bool,
}

/// A competency: its categories, its name and its expectations.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// From the most general on; the last is the category.
    pub(super) categories: Vec<String>,
    pub(super) name: String,
    pub(super) is_scored: bool,
    pub(super) cells: Vec<MapCell>,
}

/// What a cell shows and what it means.
#[derive(Debug, Clone, Default)]
pub(super) struct MapCell {
    pub(super) text: String,
    pub(super) expected: Vec<String>,
    /// What is required, where the map counts.
    pub(super) required: String,
}

/// A word that differs in each language.
#[derive(Debug, Clone, Copy)]
pub(super) enum Word {
    Level,
    Competency,
    Category,
    Expectation,
    Description,
    Notes,
    Score,
    Met,
    Good,
    Bad,
    RedFlags,
    Examples,
    Questions,
    Salary,
    ReportsTo,
    Evidence,
    Weight,
    Education,
    Title,
    Footnote,
    Legend,
    Number,
}

/// All trades, the English ones first.
pub(super) fn trades() -> Vec<Content> {
    let mut all: Vec<Content> = Vec::new();
    for line in include_str!("content.txt").lines() {
        if let Some(of) = line.strip_prefix("== ") {
            let (language, trade) = of.split_once(' ').unwrap();
            let words = all
                .last()
                .map(|last| last.words.clone())
                .unwrap_or_default();
            all.push(Content {
                language,
                trade,
                words,
                is_headed: true,
                ..Content::default()
            });
            continue;
        }
        let content = all.last_mut().unwrap();
        let (key, values) = line.split_once(": ").unwrap();
        let values = values.split(" | ");
        match key {
            "words" => content.words = values.collect(),
            "about" => content.about = values.collect(),
            "bad" => content.bad = values.collect(),
            "answers" => content.answers = values.collect(),
            "education" => content.education = values.collect(),
            "levels" => content.levels = values.map(Heading::new).collect(),
            _ => {
                let (category, name) = key.split_once(" / ").unwrap();
                content.rows.push(Row {
                    categories: vec![category.to_owned()],
                    name: name.to_owned(),
                    is_scored: true,
                    cells: values.map(MapCell::of_texts).collect(),
                });
            }
        }
    }
    all
}

impl Heading {
    pub(super) fn new(title: &str) -> Self {
        Self {
            cell: title.to_owned(),
            code: String::new(),
            label: title.to_owned(),
            is_parallel: false,
        }
    }
}

impl MapCell {
    fn of_texts(texts: &str) -> Self {
        let expected: Vec<String> = texts.split("; ").map(str::to_owned).collect();
        Self {
            text: expected.join("\\n"),
            expected,
            required: String::new(),
        }
    }

    /// A cell that requires a number.
    pub(super) fn of_number(shown: &str, required: usize) -> Self {
        Self {
            text: shown.to_owned(),
            expected: Vec::new(),
            required: format!("={required}"),
        }
    }

    fn label(&self) -> String {
        match (self.required.is_empty(), self.expected.len()) {
            (true, count) => count.to_string(),
            (false, 0) => self.required.clone(),
            (false, count) => format!("{}+{count}", self.required),
        }
    }
}

impl Content {
    pub(super) fn word(&self, word: Word) -> String {
        let other = self
            .renamed
            .iter()
            .find(|(renamed, _)| *renamed as usize == word as usize);
        other
            .map_or(self.words[word as usize], |(_, name)| name)
            .to_owned()
    }

    /// The heading over the expectations where a level has no other column.
    pub(super) fn over_texts(&self) -> String {
        match self.over_expectations.as_str() {
            "" => self.word(Word::Expectation),
            over => over.to_owned(),
        }
    }

    /// A text for each row and level.
    pub(super) fn for_each_cell(&self, text: impl Fn(usize, usize) -> String) -> Vec<Vec<String>> {
        let levels = 0..self.levels.len();
        (0..self.rows.len())
            .map(|row| levels.clone().map(|level| text(row, level)).collect())
            .collect()
    }

    /// Sets all cells again, by row and level.
    pub(super) fn set_cells(&mut self, cell: impl Fn(usize, usize, &MapCell) -> MapCell) {
        for (at, row) in self.rows.iter_mut().enumerate() {
            for (level, old) in row.cells.iter_mut().enumerate() {
                *old = cell(at, level, old);
            }
        }
    }

    /// Removes the hidden level.
    pub(super) fn without_hidden(&mut self) {
        let place = self
            .levels
            .iter()
            .position(|level| self.hidden.as_ref() == Some(&level.cell));
        if let Some(place) = place {
            self.levels.remove(place);
            self.rows
                .iter_mut()
                .for_each(|row| _ = row.cells.remove(place));
        }
    }

    /// The reading, written as in labels.
    pub(super) fn reading(&self, has_categories: bool) -> String {
        let mut text = String::new();
        let mut levels: Vec<&Heading> = self.levels.iter().collect();
        if self.is_reversed {
            levels.reverse();
        }
        for level in levels {
            if !text.is_empty() {
                text += if level.is_parallel { " = " } else { " < " };
            }
            text += &level.label;
            if !level.code.is_empty() {
                let _ = write!(text, " {{{}}}", level.code);
            }
        }
        for row in &self.rows {
            let category = row.categories.last().filter(|_| has_categories);
            let mut cells: Vec<String> = row.cells.iter().map(MapCell::label).collect();
            if self.is_reversed {
                cells.reverse();
            }
            let _ = write!(
                text,
                "\n{}{}{}: {}",
                if row.is_scored { "" } else { "*" },
                category
                    .map(|category| format!("{category} / "))
                    .unwrap_or_default(),
                row.name,
                cells.join(" ")
            );
        }
        text + "\n"
    }

    /// What each cell must say.
    pub(super) fn texts(&self) -> Vec<(String, String)> {
        let mut checks = Vec::new();
        for row in &self.rows {
            for (at, cell) in row.cells.iter().enumerate() {
                let at = if self.is_reversed {
                    row.cells.len() - at
                } else {
                    at + 1
                };
                checks.push((
                    format!("texts {} @ {at}", row.name),
                    cell.expected.join("; "),
                ));
            }
        }
        checks
    }
}
