//! The notation of cases: what a sheet looks like, and below `--` how a careful person reads it.
//!
//! ```text
//! # A name
//! kind: legend                     also `layout:` and `settings:` (lines of the [map] table)
//! with: Legend | Key               the case with these texts for $1 and $2; another line is another case
//! also: rows long                  the same table turned on its side, and in the long form
//! [Sheet; hide C 4]                or `[Sheet; hidden]`
//! Competency | Junior | 2 | '2     a number, and a number as text
//! Planning | < | ^ | @2026-05-01   merged with the cell to the left, with the cell above; a date
//! |                                a blank row
//! --
//! Junior < Senior [ic] = Lead [m] {L3}       `=`: the same rank; tracks; code
//! People / Planning: 1 =2 -                  expectations; a required number; neither
//! *Education: 1 1 1                          a fact about a person
//! left out: Notes; Score                     what must be said to be left out
//! check texts Planning @ 1: Plans the day    something else that must be as it says here
//! ```
//!
//! Instead of a reading: `refused`, or `doubt` where two readings can be defended, so that neither may be made without
//! a warning.

use std::fmt;

use super::super::*;
use super::layouts::Shape;
use super::reading::{Label, Wanted};

/// One case of the collection.
#[derive(Debug, Clone, Default)]
pub(in crate::load::career_map::tests) struct Case {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) layout: String,
    /// The lines of the settings.
    pub(super) settings: String,
    pub(super) sheets: Vec<Page>,
    pub(super) label: Label,
}

/// A sheet in the notation: what its cells hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    pub(super) name: String,
    pub(super) rows: Vec<Vec<String>>,
    pub(super) hidden: bool,
    /// Hidden columns (letters) and rows (numbers).
    pub(super) hide: Vec<String>,
}

/// The cases of a file in the notation.
pub(super) fn cases(text: &str) -> Vec<Case> {
    let text = format!("\n{text}");
    text.split("\n# ").skip(1).flat_map(variations).collect()
}

/// A case with each of its `with:` lines, and in each layout of its `also:` line.
fn variations(text: &str) -> Vec<Case> {
    let values = text.lines().filter_map(|line| line.strip_prefix("with:"));
    let values: Vec<&str> = values.collect();
    let also = text.lines().filter_map(|line| line.strip_prefix("also: "));
    let also: Vec<&str> = also.flat_map(|line| line.split(' ')).collect();
    let values = if values.is_empty() { vec![""] } else { values };
    let mut all = Vec::new();
    for values in values {
        let mut varied = text.to_owned();
        for (place, value) in (1..).zip(values.split('|')) {
            varied = varied.replace(&format!("${place}"), &value.trim().replace("\\n", "\n"));
        }
        let mut case = case(&varied);
        if !values.is_empty() {
            case.name = format!("{}: {}", case.name, values.trim());
        }
        all.extend(also.iter().map(|layout| case.laid_out(layout)));
        all.push(case);
    }
    all
}

fn case(text: &str) -> Case {
    let mut lines = text.lines().filter(|line| !line.is_empty());
    let mut case = Case {
        name: lines.next().unwrap_or_default().to_owned(),
        layout: "by hand".to_owned(),
        ..Case::default()
    };
    let mut is_label = false;
    for line in lines {
        if is_label {
            label_line(&mut case.label, line);
        } else if line == "--" {
            is_label = true;
        } else if let Some(title) = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            case.sheets.push(Page::titled(title));
        } else if let Some(page) = case.sheets.last_mut() {
            page.rows
                .push(line.split('|').map(|cell| cell.trim().to_owned()).collect());
        } else {
            match line.split_once(':') {
                Some(("kind", kind)) => kind.trim().clone_into(&mut case.kind),
                Some(("layout", layout)) => layout.trim().clone_into(&mut case.layout),
                Some(("settings", setting)) => case.settings.extend([setting.trim(), "\n"]),
                Some(("with" | "also", _)) => {}
                _ => panic!("{}: {line}", case.name),
            }
        }
    }
    case
}

fn label_line(label: &mut Label, line: &str) {
    if let Some(rest) = line.strip_prefix("check ") {
        let (key, value) = rest.split_once(": ").unwrap_or_else(|| panic!("{line}"));
        label.checks.push((key.to_owned(), value.to_owned()));
    } else if let Some(rest) = line.strip_prefix("left out: ") {
        label.left_out = rest.split("; ").map(str::to_owned).collect();
    } else if line == "refused" {
        label.wanted = Wanted::Refused;
    } else if line == "doubt" {
        label.wanted = Wanted::Doubt;
    } else {
        label.wanted = Wanted::Map;
        label.reading.extend([line, "\n"]);
    }
}

impl Page {
    pub(super) fn new(name: &str, rows: Vec<Vec<String>>) -> Self {
        Self {
            name: name.to_owned(),
            rows,
            ..Self::default()
        }
    }

    fn titled(title: &str) -> Self {
        let (name, more) = title.split_once("; ").unwrap_or((title, ""));
        Self {
            name: name.to_owned(),
            hidden: more == "hidden",
            hide: more
                .strip_prefix("hide ")
                .map(|places| places.split(' ').map(str::to_owned).collect())
                .unwrap_or_default(),
            rows: Vec::new(),
        }
    }

    /// Hides what belongs to a level.
    pub(super) fn hide_level(&mut self, title: &str, shape: Shape) {
        if shape == Shape::SheetPerLevel {
            self.hidden = self.name == title;
            return;
        }
        for (row, cells) in (1..).zip(&self.rows) {
            for (column, _) in ('A'..).zip(cells).filter(|(_, cell)| *cell == title) {
                self.hide.push(match shape {
                    Shape::Rows => u32::to_string(&row),
                    _ => column.to_string(),
                });
            }
        }
    }

    /// The sheet turned on its side.
    pub(super) fn turned(rows: &[Vec<String>]) -> Vec<Vec<String>> {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        (0..width)
            .map(|column| {
                rows.iter()
                    .map(|row| match row.get(column).map_or("", String::as_str) {
                        "<" => "^".to_owned(),
                        "^" => "<".to_owned(),
                        cell => cell.to_owned(),
                    })
                    .collect()
            })
            .collect()
    }

    /// A line for each competency and level.
    fn long(rows: &[Vec<String>]) -> Vec<Vec<String>> {
        let heading = ["Level", "Competency", "Expectation"].map(str::to_owned);
        let mut lines = vec![heading.to_vec()];
        for row in &rows[1..] {
            for (level, text) in rows[0].iter().zip(row).skip(1) {
                lines.push(vec![level.clone(), row[0].clone(), text.clone()]);
            }
        }
        lines
    }

    fn grid(&self) -> Grid {
        let mut builder = GridBuilder::default();
        let cell = |row: usize, column: usize| self.rows.get(row)?.get(column).map(String::as_str);
        for (row, cells) in self.rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate() {
                let (at_row, at_column) = (row as u32, column as u32);
                if let Some(value) = value(text) {
                    builder.set(at_row, at_column, value);
                }
                // A merged region begins where the cell itself holds something.
                if text == "<" || text == "^" {
                    continue;
                }
                let right = (column + 1..cells.len())
                    .take_while(|c| cell(row, *c) == Some("<"))
                    .count();
                let down = (row + 1..self.rows.len())
                    .take_while(|r| cell(*r, column) == Some("^"))
                    .count();
                if right + down > 0 {
                    builder.merge(
                        CellAddress::new(at_row, at_column),
                        CellAddress::new(at_row + down as u32, at_column + right as u32),
                    );
                }
            }
        }
        for hidden in &self.hide {
            let at = place(hidden).unwrap();
            if hidden.parse::<u32>().is_ok() {
                builder.hide_row(at);
            } else {
                builder.hide_column(at);
            }
        }
        builder.finish()
    }
}

fn value(text: &str) -> Option<CellValue> {
    if text == "<" || text == "^" {
        return None;
    }
    match text.split_at_checked(1) {
        Some(("'", text)) => CellValue::from_text(text),
        Some(("@", "TRUE")) => Some(CellValue::Bool(true)),
        Some(("@", "FALSE")) => Some(CellValue::Bool(false)),
        Some(("@", date)) => Some(CellValue::Date(date.parse().unwrap())),
        _ => match text.parse::<f64>() {
            Ok(number) => Some(CellValue::Number(number)),
            Err(_) => CellValue::from_text(text.replace("\\n", "\n")),
        },
    }
}

impl Case {
    /// The same tables in another layout.
    fn laid_out(&self, layout: &str) -> Self {
        let mut case = self.clone();
        case.name = format!("{}, {layout}", case.name);
        layout.clone_into(&mut case.layout);
        for page in &mut case.sheets {
            page.rows = match layout {
                "rows" => Page::turned(&page.rows),
                "long" => Page::long(&page.rows),
                _ => panic!("no such layout: {layout}"),
            };
            if let Some(corner) = page.rows[0].first_mut()
                && corner == "Competency"
            {
                "Level".clone_into(corner);
            }
        }
        case
    }

    pub(in crate::load::career_map::tests) fn workbook(&self) -> Workbook {
        let pages = self.sheets.iter();
        let mut workbook = workbook(
            pages
                .map(|page| (page.name.as_str(), page.grid()))
                .collect(),
        );
        for (sheet, page) in workbook.sheets.iter_mut().zip(&self.sheets) {
            sheet.hidden = page.hidden;
        }
        workbook
    }

    /// The cells of a sheet that hold this folded text.
    pub(super) fn cells_of(&self, sheet: &str, folded: &str) -> impl Iterator<Item = CellAddress> {
        let pages = self.sheets.iter().filter(move |page| page.name == sheet);
        let rows = pages.flat_map(|page| (0..).zip(&page.rows));
        let cells = rows.flat_map(|(row, cells)| {
            (0..)
                .zip(cells)
                .map(move |(column, cell)| (CellAddress::new(row, column), cell))
        });
        cells
            .filter(move |(_, cell)| fold(cell) == folded)
            .map(|(at, _)| at)
    }

    /// The settings, or what is wrong with them.
    pub(in crate::load::career_map::tests) fn options(&self) -> Result<MapOptions, String> {
        toml::from_str(&self.settings).map_err(|problem| problem.to_string())
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{}\nkind: {}, layout: {}",
            self.name, self.kind, self.layout
        )?;
        for page in &self.sheets {
            writeln!(f, "[{}]", page.name)?;
            for row in &page.rows {
                writeln!(f, "{}", row.join(" | "))?;
            }
        }
        let left_out = self.label.left_out.join("; ");
        write!(
            f,
            "--\nwanted: {:?}\n{}left out: {left_out}",
            self.label.wanted, self.label.reading
        )
    }
}
