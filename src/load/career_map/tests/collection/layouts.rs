//! The ways to lay out a map.

use super::content::{Content, Heading, Row, Word};
use super::notation::Page;
use super::tables::*;

/// A way to lay out a map.
pub(super) struct Layout {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    /// Whether it has categories.
    pub(super) has_categories: bool,
    pub(super) pages: fn(&Content) -> Vec<Page>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Columns,
    Rows,
    SheetPerLevel,
    SheetPerCompetency,
    Long,
}

#[rustfmt::skip]
pub(super) const LAYOUTS: &[Layout] = &[
    Layout { name: "columns", shape: Shape::Columns, has_categories: true, pages: |c| one(c, columns(c, Filed::Repeated)) },
    Layout { name: "columns, blank corner", shape: Shape::Columns, has_categories: false, pages: |c| one(&bare(c), columns(&bare(c), Filed::Not)) },
    Layout { name: "columns, codes above titles", shape: Shape::Columns, has_categories: false, pages: |c| one(c, codes_above(c)) },
    Layout { name: "columns, categories merged", shape: Shape::Columns, has_categories: true, pages: |c| one(c, columns(c, Filed::Merged)) },
    Layout { name: "columns, sections", shape: Shape::Columns, has_categories: true, pages: |c| one(c, sections(c, false)) },
    Layout { name: "columns, sections with headers", shape: Shape::Columns, has_categories: true, pages: |c| one(c, sections(c, true)) },
    Layout { name: "columns, header far down", shape: Shape::Columns, has_categories: true, pages: far_down },
    Layout { name: "rows", shape: Shape::Rows, has_categories: false, pages: |c| one(c, rows(c, Filed::Not)) },
    Layout { name: "rows, categories merged", shape: Shape::Rows, has_categories: true, pages: |c| one(c, rows(c, Filed::Merged)) },
    Layout { name: "rows, blank corner", shape: Shape::Rows, has_categories: false, pages: |c| one(&bare(c), rows(&bare(c), Filed::Not)) },
    Layout { name: "rows, several for a level", shape: Shape::Rows, has_categories: false, pages: |c| one(c, several_rows(c)) },
    Layout { name: "sheet per level", shape: Shape::SheetPerLevel, has_categories: true, pages: sheet_per_level },
    Layout { name: "sheet per competency", shape: Shape::SheetPerCompetency, has_categories: false, pages: sheet_per_competency },
    Layout { name: "long", shape: Shape::Long, has_categories: true, pages: |c| one(c, long(c, false)) },
    Layout { name: "long, keys once", shape: Shape::Long, has_categories: true, pages: |c| one(c, long(c, true)) },
];

/// All in one sheet, with the lines above and below.
fn one(content: &Content, table: Vec<Vec<String>>) -> Vec<Page> {
    let mut pages = content.cover.clone();
    pages.push(page(content, content.trade, table));
    pages
}

fn page(content: &Content, name: &str, table: Vec<Vec<String>>) -> Page {
    let above = content.above.iter().map(|line| vec![line.clone()]);
    let below = content.below.iter().cloned();
    Page::new(name, above.chain(table).chain(below).collect())
}

/// Without a heading over the names.
fn bare(content: &Content) -> Content {
    Content {
        is_headed: false,
        ..content.clone()
    }
}

fn far_down(content: &Content) -> Vec<Page> {
    let width = content.levels.len();
    let line = |text: String| {
        let mut cells = vec![text];
        cells.extend((0..width).map(|_| "<".to_owned()));
        cells
    };
    let mut lines = vec![
        line(content.word(Word::Title)),
        line(format!(
            "{}\\n{}\\n{}",
            content.word(Word::Footnote),
            content.rows[0].cells[0].expected.join(" "),
            content.word(Word::Footnote)
        )),
        Vec::new(),
        vec!["2026-03".to_owned()],
        Vec::new(),
    ];
    lines.extend(columns(content, Filed::Once));
    one(content, lines)
}

fn sheet_per_level(content: &Content) -> Vec<Page> {
    let mut pages = content.cover.clone();
    for (at, level) in content.levels.iter().enumerate() {
        let only = |cell: &Heading| Heading {
            cell: content.over_texts(),
            ..cell.clone()
        };
        let this = Content {
            levels: vec![only(level)],
            rows: content
                .rows
                .iter()
                .map(|row| Row {
                    cells: vec![row.cells[at].clone()],
                    ..row.clone()
                })
                .collect(),
            beside: content
                .beside
                .iter()
                .map(|(name, texts)| {
                    (
                        name.clone(),
                        texts.iter().map(|row| vec![row[at].clone()]).collect(),
                    )
                })
                .collect(),
            facts: Vec::new(),
            over_expectations: String::new(),
            ..content.clone()
        };
        let facts = content
            .facts
            .iter()
            .map(|(name, texts)| vec![name.clone(), texts[at].clone()]);
        let table = facts.chain(columns(&this, Filed::Once)).collect();
        pages.push(page(content, &level.cell, table));
    }
    pages
}

fn sheet_per_competency(content: &Content) -> Vec<Page> {
    let mut pages = content.cover.clone();
    for (at, row) in content.rows.iter().enumerate() {
        let of = |columns: &[(String, Vec<String>)]| -> Vec<(String, String)> {
            columns
                .iter()
                .map(|(heading, texts)| (heading.clone(), texts[at].clone()))
                .collect()
        };
        let mut lines: Vec<Vec<String>> = of(&content.before)
            .into_iter()
            .map(|(name, text)| vec![name, text])
            .collect();
        let mut titles = level_headings(content);
        titles[0].extend(of(&content.behind).into_iter().map(|(heading, _)| heading));
        lines.extend(titles);
        let parts: Vec<Vec<&str>> = row.cells.iter().map(parts).collect();
        for part in 0..parts.iter().map(Vec::len).max().unwrap_or(1) {
            let mut line = Vec::new();
            for (level, texts) in parts.iter().enumerate() {
                line.push(texts.get(part).copied().unwrap_or_default().to_owned());
                for (_, beside) in &content.beside {
                    line.push(if part == 0 {
                        beside[at][level].clone()
                    } else {
                        String::new()
                    });
                }
            }
            if part == 0 {
                line.extend(of(&content.behind).into_iter().map(|(_, text)| text));
            }
            lines.push(line);
        }
        pages.push(page(content, &row.name, lines));
    }
    pages
}
