//! A map as the rows of one table.

use super::content::{Content, MapCell, Word};
use super::notation::Page;

/// How the table shows categories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filed {
    Not,
    Repeated,
    Once,
    Merged,
}

/// The heading over the names, if there is one.
pub(super) fn over_names(content: &Content, word: Word) -> String {
    if content.is_headed {
        content.word(word)
    } else {
        String::new()
    }
}

/// Headings of the categories and of the names.
pub(super) fn key_headings(content: &Content, filed: Filed, names: Word) -> Vec<String> {
    let mut headings = Vec::new();
    if filed != Filed::Not {
        let deepest = content.rows[0].categories.len();
        headings.extend((1..deepest).map(|_| "Area".to_owned()));
        headings.push(content.word(Word::Category));
    }
    headings.push(over_names(content, names));
    headings
}

/// The categories and the name of a row.
pub(super) fn keys(content: &Content, row: usize, filed: Filed) -> Vec<String> {
    let this = &content.rows[row];
    let mut cells = Vec::new();
    if filed != Filed::Not {
        for depth in 0..this.categories.len() {
            let is_same =
                row > 0 && content.rows[row - 1].categories[..=depth] == this.categories[..=depth];
            cells.push(match filed {
                Filed::Once if is_same => String::new(),
                Filed::Merged if is_same => "^".to_owned(),
                _ => this.categories[depth].clone(),
            });
        }
    }
    cells.push(this.name.clone());
    cells
}

/// Headings over the levels and what is beside them: one line, or two where the expectations have a heading.
pub(super) fn level_headings(content: &Content) -> Vec<Vec<String>> {
    let over = &content.over_expectations;
    let (mut titles, mut below) = (Vec::new(), Vec::new());
    for level in &content.levels {
        titles.push(level.cell.clone());
        below.push(over.clone());
        for (heading, _) in &content.beside {
            titles.push(if over.is_empty() {
                heading.clone()
            } else {
                "<".to_owned()
            });
            below.push(heading.clone());
        }
    }
    if over.is_empty() {
        vec![titles]
    } else {
        vec![titles, below]
    }
}

/// The cells below those headings for a competency.
pub(super) fn level_cells(content: &Content, row: usize) -> Vec<String> {
    let mut cells = Vec::new();
    for (level, cell) in content.rows[row].cells.iter().enumerate() {
        cells.push(cell.text.clone());
        cells.extend(
            content
                .beside
                .iter()
                .map(|(_, texts)| texts[row][level].clone()),
        );
    }
    cells
}

/// The header, one or two lines, and the rows of facts.
pub(super) fn head(content: &Content, filed: Filed, names: Word) -> Vec<Vec<String>> {
    let keys = key_headings(content, filed, names);
    let mut lines = Vec::new();
    for (at, titles) in level_headings(content).into_iter().enumerate() {
        let is_first = at == 0;
        let only_first = |texts: Vec<String>| {
            texts
                .into_iter()
                .map(move |text| if is_first { text } else { String::new() })
        };
        let headings = |columns: &[(String, Vec<String>)]| {
            columns.iter().map(|(h, _)| h.clone()).collect::<Vec<_>>()
        };
        lines.push(
            only_first(keys.clone())
                .chain(only_first(headings(&content.before)))
                .chain(titles)
                .chain(only_first(headings(&content.behind)))
                .collect::<Vec<_>>(),
        );
    }
    for (name, texts) in &content.facts {
        let mut line = vec![String::new(); keys.len() + content.before.len()];
        line[keys.len() - 1].clone_from(name);
        for text in texts {
            line.push(text.clone());
            line.extend(content.beside.iter().map(|_| String::new()));
        }
        lines.push(line);
    }
    lines
}

pub(super) fn body(content: &Content, row: usize, filed: Filed) -> Vec<String> {
    let of = |columns: &[(String, Vec<String>)]| {
        columns
            .iter()
            .map(|(_, texts)| texts[row].clone())
            .collect::<Vec<_>>()
    };
    let mut cells = keys(content, row, filed);
    cells.extend(of(&content.before));
    cells.extend(level_cells(content, row));
    cells.extend(of(&content.behind));
    cells
}

pub(super) fn columns(content: &Content, filed: Filed) -> Vec<Vec<String>> {
    let mut lines = head(content, filed, Word::Competency);
    lines.extend((0..content.rows.len()).map(|row| body(content, row, filed)));
    lines
}

pub(super) fn rows(content: &Content, filed: Filed) -> Vec<Vec<String>> {
    let mut lines = head(content, filed, Word::Level);
    if filed != Filed::Not {
        lines[0][0] = String::new();
    }
    lines.extend((0..content.rows.len()).map(|row| body(content, row, filed)));
    Page::turned(&lines)
}

/// The same, with a code over each title.
pub(super) fn codes_above(content: &Content) -> Vec<Vec<String>> {
    let mut coded = content.clone();
    for level in &mut coded.levels {
        level.cell.clone_from(&level.code);
    }
    let keys = 1 + content.before.len();
    let mut codes = level_headings(&coded).remove(0);
    for code in &mut codes {
        if content.levels.iter().all(|level| level.code != *code) {
            code.clear();
        }
    }
    let mut lines = vec![vec![String::new(); keys].into_iter().chain(codes).collect()];
    lines.extend(columns(content, Filed::Not));
    lines
}

pub(super) fn sections(content: &Content, repeated: bool) -> Vec<Vec<String>> {
    let head = head(content, Filed::Not, Word::Competency);
    let mut lines = if repeated { Vec::new() } else { head.clone() };
    let mut last = None;
    for (at, row) in content.rows.iter().enumerate() {
        if last != row.categories.last() {
            last = row.categories.last();
            lines.push(last.into_iter().cloned().collect());
            if repeated {
                lines.extend(head.iter().cloned());
            }
        }
        lines.push(body(content, at, Filed::Not));
    }
    lines
}

/// One row for each expectation; the level is in the first one, and a blank row follows.
pub(super) fn several_rows(content: &Content) -> Vec<Vec<String>> {
    let names = content.rows.iter().map(|row| row.name.clone());
    let mut lines = vec![
        std::iter::once(over_names(content, Word::Level))
            .chain(names)
            .collect::<Vec<_>>(),
    ];
    for (at, level) in content.levels.iter().enumerate() {
        let parts: Vec<Vec<&str>> = content
            .rows
            .iter()
            .map(|row| parts(&row.cells[at]))
            .collect();
        let height = parts.iter().map(Vec::len).max().unwrap_or(1);
        for part in 0..height {
            let mut line = vec![if part == 0 {
                level.cell.clone()
            } else {
                String::new()
            }];
            line.extend(
                parts
                    .iter()
                    .map(|texts| texts.get(part).copied().unwrap_or_default().to_owned()),
            );
            lines.push(line);
        }
        lines.push(Vec::new());
    }
    lines
}

/// The rows that a cell takes where each expectation has one.
pub(super) fn parts(cell: &MapCell) -> Vec<&str> {
    if cell.expected.join("\\n") == cell.text {
        cell.text.split("\\n").collect()
    } else {
        vec![&cell.text]
    }
}

/// One row for each level, competency and expectation; by level with each key written once, else by competency.
pub(super) fn long(content: &Content, once: bool) -> Vec<Vec<String>> {
    let headings = |columns: &[(String, Vec<String>)]| {
        columns.iter().map(|(h, _)| h.clone()).collect::<Vec<_>>()
    };
    let mut head = vec![
        content.word(Word::Level),
        content.word(Word::Category),
        content.word(Word::Competency),
    ];
    head.extend(headings(&content.facts));
    head.extend(headings(&content.before));
    head.push(content.over_texts());
    head.extend(content.beside.iter().map(|(heading, _)| heading.clone()));
    head.extend(headings(&content.behind));
    let (levels, rows) = (content.levels.len(), content.rows.len());
    let pairs: Vec<(usize, usize)> = if once {
        (0..levels)
            .flat_map(|level| (0..rows).map(move |row| (level, row)))
            .collect()
    } else {
        (0..rows)
            .flat_map(|row| (0..levels).map(move |level| (level, row)))
            .collect()
    };
    let mut lines = vec![head];
    let mut last: Option<(usize, usize)> = None;
    for (level, row) in pairs {
        let this = &content.rows[row];
        if this.cells[level].text.is_empty() {
            continue;
        }
        for (part, text) in parts(&this.cells[level]).into_iter().enumerate() {
            let is_new = |differs: bool| !once || last.is_none() || differs;
            let mut line = vec![
                if is_new(last.is_some_and(|(l, _)| l != level)) {
                    content.levels[level].cell.clone()
                } else {
                    String::new()
                },
                this.categories.last().cloned().unwrap_or_default(),
                if is_new(last != Some((level, row))) {
                    this.name.clone()
                } else {
                    String::new()
                },
            ];
            line.extend(content.facts.iter().map(|(_, texts)| texts[level].clone()));
            line.extend(content.before.iter().map(|(_, texts)| texts[row].clone()));
            line.push(text.to_owned());
            line.extend(content.beside.iter().map(|(_, texts)| {
                if part == 0 {
                    texts[row][level].clone()
                } else {
                    String::new()
                }
            }));
            line.extend(content.behind.iter().map(|(_, texts)| texts[row].clone()));
            lines.push(line);
            last = Some((level, row));
        }
    }
    lines
}
