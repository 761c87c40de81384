//! A random map, written in a random layout, is read back as it was.

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use super::*;
use crate::load::sheet::GridBuilder;

/// What a map says, as it is compared.
#[derive(Debug, Clone, PartialEq)]
struct Plain {
    titles: Vec<String>,
    /// Category, name, and for each level the expectations.
    rows: Vec<(Option<String>, String, Vec<Vec<String>>)>,
}

impl Plain {
    fn of(map: &CareerMap) -> Self {
        Self {
            titles: map.levels.iter().map(|l| l.title.clone()).collect(),
            rows: map
                .competencies
                .iter()
                .map(|c| {
                    let cells = c
                        .expectations
                        .iter()
                        .map(|level| level.iter().map(|e| e.text.clone()).collect())
                        .collect();
                    (c.category.clone(), c.name.clone(), cells)
                })
                .collect(),
        }
    }
}

/// How a map is written.
#[derive(Debug, Clone)]
struct Style {
    layout: Layout,
    lines_above: usize,
    codes: bool,
    corner: &'static str,
    categories: Categories,
    bullet: &'static str,
    rows_per_competency: bool,
    remarks: bool,
    first_column: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Layout {
    Columns,
    Rows,
    SheetPerLevel,
    Long,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Categories {
    Column,
    Merged,
    Repeated,
    Sections,
}

const TITLES: [&str; 8] = [
    "Community Apprentice",
    "Junior Manager",
    "Manager",
    "Senior Manager",
    "Lead Manager",
    "Director",
    "VP Community",
    "Chief Community Officer",
];
const NAMES: [&str; 10] = [
    "Communication",
    "Leadership and Supervision",
    "Technical & Business Skills",
    "Creativity",
    "Interpersonal Skills 🤝",
    "Strategy",
    "Moderation",
    "Events",
    "Member research",
    "Data and reporting",
];
const CATEGORIES: [&str; 3] = ["People", "Craft", "Business"];
const VERBS: [&str; 6] = [
    "Writes", "Plans", "Leads", "Explains", "Improves", "Measures",
];
const OBJECTS: [&str; 6] = [
    "clear messages, posts and replies to all members",
    "the monthly meetup with two colleagues",
    "the guidelines of the community in public",
    "a programme for new members, from first idea to report",
    "the numbers that the company looks at each week",
    "conflicts between members before they grow",
];

fn plain() -> impl Strategy<Value = Plain> {
    (
        subsequence(TITLES.to_vec(), 2..=7),
        subsequence(NAMES.to_vec(), 3..=8).prop_shuffle(),
        any::<bool>(),
        proptest::collection::vec((0..VERBS.len(), 0..OBJECTS.len()), 8 * 7 * 3),
        proptest::collection::vec(1..=3_usize, 8 * 7),
    )
        .prop_map(|(titles, names, has_categories, words, counts)| {
            let mut words = words.into_iter().cycle().enumerate();
            let mut counts = counts.into_iter().cycle();
            let rows = names
                .iter()
                .enumerate()
                .map(|(place, name)| {
                    let category =
                        has_categories.then(|| CATEGORIES[place * 3 / names.len()].to_owned());
                    let cells = titles
                        .iter()
                        .map(|_| {
                            (0..counts.next().unwrap())
                                .map(|_| {
                                    let (number, (verb, object)) = words.next().unwrap();
                                    format!("{} {} ({number})", VERBS[verb], OBJECTS[object])
                                })
                                .collect()
                        })
                        .collect();
                    (category, (*name).to_owned(), cells)
                })
                .collect();
            Plain {
                titles: titles.into_iter().map(str::to_owned).collect(),
                rows,
            }
        })
}

fn style() -> impl Strategy<Value = Style> {
    (
        prop_oneof![
            Just(Layout::Columns),
            Just(Layout::Rows),
            Just(Layout::SheetPerLevel),
            Just(Layout::Long)
        ],
        (
            0..4_usize,
            any::<bool>(),
            any::<Index>(),
            any::<Index>(),
            any::<Index>(),
        ),
        (any::<bool>(), any::<bool>(), 0..2_usize),
    )
        .prop_map(
            |(layout, (lines_above, codes, corner, categories, bullet), (rows, remarks, first))| {
                Style {
                    layout,
                    lines_above,
                    codes,
                    corner: ["", "Competency", "Skill"][corner.index(3)],
                    categories: *categories.get(&[
                        Categories::Column,
                        Categories::Merged,
                        Categories::Repeated,
                        Categories::Sections,
                    ]),
                    bullet: ["• ", "- ", "* ", "·\u{a0}", "1. "][bullet.index(5)],
                    rows_per_competency: rows,
                    remarks,
                    first_column: first,
                }
            },
        )
}

/// A sheet as it is written, which may be turned on its side.
#[derive(Default)]
struct Page {
    cells: Vec<(u32, u32, String)>,
    merges: Vec<(CellAddress, CellAddress)>,
}

impl Page {
    fn put(&mut self, row: usize, column: usize, text: impl Into<String>) {
        self.cells.push((row as u32, column as u32, text.into()));
    }

    fn finish(self, turned: bool, down: usize, right: usize) -> Grid {
        let mut builder = GridBuilder::default();
        let place = |row: u32, column: u32| {
            let (row, column) = if turned { (column, row) } else { (row, column) };
            CellAddress::new(row + down as u32, column + right as u32)
        };
        for (row, column, text) in self.cells {
            let at = place(row, column);
            if let Some(value) = CellValue::from_text(text) {
                builder.set(at.row, at.column, value);
            }
        }
        for (first, last) in self.merges {
            builder.merge(place(first.row, first.column), place(last.row, last.column));
        }
        for line in 0..down {
            let text = ["Career map", "How to read this: take your time.", "v 3"][line];
            builder.set(line as u32, right as u32, CellValue::Text(text.into()));
        }
        builder.finish()
    }
}

/// A map with levels in columns.
fn matrix(map: &Plain, style: &Style) -> Page {
    let mut page = Page::default();
    let has_categories = map.rows[0].0.is_some();
    // A table on its side has no rows for sections.
    let sections = style.categories == Categories::Sections && style.layout == Layout::Columns;
    let names = usize::from(has_categories && !sections);
    let first = names + 1;
    let header = usize::from(style.codes);
    for (level, title) in map.titles.iter().enumerate() {
        if style.codes {
            page.put(0, first + level, format!("L{}", level + 1));
        }
        page.put(header, first + level, title);
    }
    // The label in the corner is about the cells below it, which in a turned table would be the levels.
    if style.layout == Layout::Columns {
        page.put(header, names, style.corner);
    }
    let mut row = header + 1;
    let mut begun: Option<(String, usize)> = None;
    for (category, name, cells) in &map.rows {
        let category = category.clone().unwrap_or_default();
        let is_new = begun.as_ref().is_none_or(|(last, _)| *last != category);
        if has_categories && sections && is_new {
            page.put(row, 0, &category);
            row += 1;
        }
        if has_categories && !sections && (is_new || style.categories == Categories::Repeated) {
            page.put(row, 0, &category);
        }
        if is_new {
            begun = Some((category.clone(), row));
        }
        page.put(row, names, name);
        let height = if style.rows_per_competency {
            cells.iter().map(Vec::len).max().unwrap_or(1)
        } else {
            1
        };
        for (level, expectations) in cells.iter().enumerate() {
            if style.rows_per_competency {
                for (offset, text) in expectations.iter().enumerate() {
                    page.put(row + offset, first + level, text);
                }
            } else {
                let lines: Vec<String> = expectations
                    .iter()
                    .map(|text| format!("{}{text}", style.bullet))
                    .collect();
                page.put(row, first + level, lines.join("\n"));
            }
        }
        row += height;
        if let Some((_, from)) = &begun
            && style.categories == Categories::Merged
            && has_categories
            && !sections
        {
            let last = CellAddress::new(row as u32 - 1, 0);
            page.merges.retain(|(begin, _)| begin.row as usize != *from);
            page.merges.push((CellAddress::new(*from as u32, 0), last));
        }
    }
    if style.remarks && style.layout == Layout::Columns {
        let column = first + map.titles.len();
        page.put(header, column, "Notes");
        page.put(header + 1, column, "new in this version");
    }
    page
}

fn written(map: &Plain, style: &Style) -> Workbook {
    match style.layout {
        Layout::Columns => workbook(vec![(
            "Ladder",
            matrix(map, style).finish(false, style.lines_above, style.first_column),
        )]),
        Layout::Rows => workbook(vec![("Ladder", matrix(map, style).finish(true, 0, 0))]),
        Layout::SheetPerLevel => {
            let sheets: Vec<(&str, Grid)> = map
                .titles
                .iter()
                .enumerate()
                .map(|(level, title)| {
                    let mut page = Page::default();
                    page.put(0, 0, "Category");
                    page.put(0, 1, "Competency");
                    page.put(0, 2, "Expectations");
                    for (row, (category, name, cells)) in map.rows.iter().enumerate() {
                        page.put(row + 1, 0, category.clone().unwrap_or_default());
                        page.put(row + 1, 1, name);
                        let lines: Vec<String> = cells[level]
                            .iter()
                            .map(|text| format!("{}{text}", style.bullet))
                            .collect();
                        page.put(row + 1, 2, lines.join("\n"));
                    }
                    (
                        title.as_str(),
                        page.finish(false, style.lines_above, style.first_column),
                    )
                })
                .collect();
            workbook(sheets)
        }
        Layout::Long => {
            let mut page = Page::default();
            for (column, label) in ["Level", "Category", "Competency", "Expectation"]
                .into_iter()
                .enumerate()
            {
                page.put(0, column, label);
            }
            let mut row = 1;
            for (level, title) in map.titles.iter().enumerate() {
                for (category, name, cells) in &map.rows {
                    for text in &cells[level] {
                        page.put(row, 0, title);
                        page.put(row, 1, category.clone().unwrap_or_default());
                        page.put(row, 2, name);
                        page.put(row, 3, text);
                        row += 1;
                    }
                }
            }
            workbook(vec![(
                "Data",
                page.finish(false, style.lines_above, style.first_column),
            )])
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_map_in_any_layout_is_read_back(map in plain(), style in style()) {
        let workbook = written(&map, &style);
        let reading = read(&workbook, &MapOptions::default());
        let read = reading.career_map.as_ref().map(Plain::of);
        prop_assert_eq!(read, Some(map), "{:#?}", reading.left_out);
    }

    #[test]
    fn no_grid_makes_the_reader_panic(
        cells in proptest::collection::vec(
            (0..12_u32, 0..8_u32, "(Junior|Senior|L[1-4]|IC3|Level|Competency|see B2|• a\n• b|Score|x|\\PC{0,12}|3|Same as previous level)"),
            0..60,
        ),
        merges in proptest::collection::vec((0..12_u32, 0..8_u32, 0..4_u32, 0..4_u32), 0..5),
    ) {
        let mut builder = GridBuilder::default();
        for (row, column, text) in cells {
            if let Some(value) = CellValue::from_text(text) {
                builder.set(row, column, value);
            }
        }
        for (row, column, height, width) in merges {
            builder.merge(CellAddress::new(row, column), CellAddress::new(row + height, column + width));
        }
        let grid = builder.finish();
        let reading = read(&workbook(vec![("Junior", grid.clone()), ("Senior", grid)]), &MapOptions::default());
        prop_assert!(reading.career_map.is_some() || !reading.diagnostics.is_empty());
    }
}
