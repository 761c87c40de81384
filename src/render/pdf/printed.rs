//! Prints a page of the documentation: from the Markdown that our pages use to PDF.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;
use thiserror::Error;

use super::templates::Templates;
use super::typesetter::{PlanError, Typesetter};
use crate::diagnostic::in_words;

/// Used together with the plans' templates, for their colours and fonts.
const TEMPLATE: &str = include_str!("printed.typ");

/// Why a page could not be printed.
#[derive(Debug, Error)]
pub enum PrintError {
    /// A line means something that this reader does not know.
    #[error("line {line} is not understood: {text}")]
    NotUnderstood {
        /// Counted from 1.
        line: usize,
        /// The text of the line.
        text: String,
    },
    /// A picture cannot be read.
    #[error("the picture {file} cannot be read: {}", in_words(error))]
    Picture {
        /// As the page names it.
        file: String,
        /// Why not.
        error: io::Error,
    },
    /// The fonts lack characters.
    #[error("the fonts of the documents do not have these characters: {0}")]
    Characters(String),
    /// It could not be set.
    #[error(transparent)]
    Set(#[from] PlanError),
}

/// Sets a page. `picture` gives the bytes of a picture by its name in the page.
///
/// # Errors
/// If anything on the page is not understood, so that nothing is missing on paper.
pub fn printed(
    markdown: &str,
    picture: impl Fn(&str) -> io::Result<Vec<u8>>,
) -> Result<Vec<u8>, PrintError> {
    let page = Page::read(markdown)?;
    let mut files = BTreeMap::from([("printed.typ".to_owned(), TEMPLATE.as_bytes().to_vec())]);
    for block in &page.blocks {
        if let Block::Picture { file, .. } = block {
            let bytes = picture(file).map_err(|error| PrintError::Picture {
                file: file.clone(),
                error,
            })?;
            files.insert(file.clone(), bytes);
        }
    }
    let templates = Templates::embedded().with_files(files);
    let json = serde_json::to_string(&page).map_err(PlanError::from)?;
    let set = Typesetter::new(templates, None)?.printed(json, &page.title)?;
    let lacking: String = set.missing.iter().chain(&set.borrowed).collect();
    if lacking.is_empty() {
        Ok(set.pdf)
    } else {
        Err(PrintError::Characters(lacking))
    }
}

/// A page, block by block.
#[derive(Debug, PartialEq, Serialize)]
struct Page {
    title: String,
    blocks: Vec<Block>,
}

#[derive(Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Block {
    Heading { level: usize, pieces: Pieces },
    Paragraph { pieces: Pieces },
    List { numbered: bool, items: Vec<Pieces> },
    Table { rows: Vec<Vec<Pieces>> },
    Code { text: String },
    Picture { file: String, alt: String },
}

type Pieces = Vec<Piece>;

/// Some words with the same look.
#[derive(Debug, PartialEq, Serialize)]
struct Piece {
    text: String,
    style: Style,
    /// An address that works on any computer.
    link: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Style {
    Plain,
    Bold,
    Italic,
    Code,
}

impl Page {
    fn read(markdown: &str) -> Result<Self, PrintError> {
        let lines: Vec<&str> = markdown.lines().map(str::trim_end).collect();
        let mut page = Self {
            title: String::new(),
            blocks: Vec::new(),
        };
        let mut at = 0;
        while at < lines.len() {
            let block = block(&lines, &mut at)?;
            match block {
                Some(Block::Heading { level: 1, pieces }) if page.title.is_empty() => {
                    page.title = pieces.into_iter().map(|piece| piece.text).collect();
                }
                Some(block) => page.blocks.push(block),
                None => {}
            }
        }
        Ok(page)
    }
}

/// The block that begins at a line; `at` is then the line after it. `None` for an empty line.
fn block(lines: &[&str], at: &mut usize) -> Result<Option<Block>, PrintError> {
    let first = *at;
    let line = lines[first];
    let not_understood = |index: usize| PrintError::NotUnderstood {
        line: index + 1,
        text: lines[index].to_owned(),
    };
    let run = |from: usize, belongs: &dyn Fn(&str) -> bool| {
        let rest = lines[from..].iter();
        from + rest.take_while(|line| belongs(line)).count()
    };
    *at += 1;
    if line.is_empty() {
        return Ok(None);
    }
    if let Some(level) = heading_level(line) {
        return Ok(Some(Block::Heading {
            level,
            pieces: pieces(line[level..].trim()),
        }));
    }
    if line.starts_with("```") {
        let end = run(*at, &|line| line != "```");
        if end == lines.len() {
            return Err(not_understood(first));
        }
        let text = lines[*at..end].join("\n");
        *at = end + 1;
        return Ok(Some(Block::Code { text }));
    }
    if line.starts_with('|') {
        *at = run(first, &|line| line.starts_with('|'));
        let rows: Vec<Vec<Pieces>> = lines[first..*at]
            .iter()
            // The line below the header has no words.
            .filter(|line| line.chars().any(|c| !"|-: ".contains(c)))
            .map(|line| row(line))
            .collect();
        return match rows.iter().position(|row| row.len() != rows[0].len()) {
            Some(odd) => Err(not_understood(first + odd)),
            None => Ok(Some(Block::Table { rows })),
        };
    }
    if let Some(rest) = line.strip_prefix("![") {
        let (alt, file) = rest
            .strip_suffix(')')
            .and_then(|rest| rest.split_once("]("))
            .ok_or_else(|| not_understood(first))?;
        return Ok(Some(Block::Picture {
            file: file.to_owned(),
            alt: alt.to_owned(),
        }));
    }
    if let Some((numbered, _)) = list_item(line) {
        *at = run(first, &|line| !line.is_empty());
        let mut items: Vec<String> = Vec::new();
        for (index, line) in lines[first..*at].iter().enumerate() {
            match (list_item(line), items.last_mut()) {
                (Some((kind, text)), _) if kind == numbered => items.push(text.to_owned()),
                (None, Some(item))
                    if line.starts_with("  ") && list_item(line.trim()).is_none() =>
                {
                    item.push(' ');
                    item.push_str(line.trim());
                }
                _ => return Err(not_understood(first + index)),
            }
        }
        return Ok(Some(Block::List {
            numbered,
            items: items.iter().map(|item| pieces(item)).collect(),
        }));
    }
    if line.starts_with(['<', '>', ' ', '\t']) {
        return Err(not_understood(first));
    }
    *at = run(first, &|line| !line.is_empty() && !begins_block(line));
    *at = (*at).max(first + 1);
    Ok(Some(Block::Paragraph {
        pieces: pieces(&lines[first..*at].join(" ")),
    }))
}

/// Whether a line ends the paragraph before it.
fn begins_block(line: &str) -> bool {
    ["```", "|", "![", "- ", "1. "]
        .iter()
        .any(|mark| line.starts_with(mark))
        || heading_level(line).is_some()
}

fn heading_level(line: &str) -> Option<usize> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    (level > 0 && line[level..].starts_with(' ')).then_some(level)
}

/// Whether a line begins an item of a numbered list or of another one, and its text.
fn list_item(line: &str) -> Option<(bool, &str)> {
    if let Some(text) = line.strip_prefix("- ") {
        return Some((false, text));
    }
    let (number, text) = line.split_once(". ")?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some((true, text))
}

/// The cells of a row.
fn row(line: &str) -> Vec<Pieces> {
    line.trim_matches('|')
        .split('|')
        .map(|cell| pieces(cell.trim()))
        .collect()
}

/// A text taken apart by its marks. A mark that is not closed is kept as text.
fn pieces(text: &str) -> Pieces {
    const MARKS: [(&str, Style); 3] = [
        ("**", Style::Bold),
        ("*", Style::Italic),
        ("`", Style::Code),
    ];
    let mut found = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    'text: while let Some(c) = rest.chars().next() {
        for (mark, style) in MARKS {
            if let Some((inside, after)) = rest
                .strip_prefix(mark)
                .and_then(|rest| rest.split_once(mark))
                && !inside.is_empty()
            {
                push(&mut found, &mut plain, Style::Plain);
                if style == Style::Code {
                    push(&mut found, &mut inside.to_owned(), style);
                } else {
                    for mut piece in pieces(inside) {
                        if piece.style == Style::Plain {
                            piece.style = style;
                        }
                        found.push(piece);
                    }
                }
                rest = after;
                continue 'text;
            }
        }
        if let Some((words, address, after)) = link(rest) {
            push(&mut found, &mut plain, Style::Plain);
            let begin = found.len();
            found.append(&mut pieces(words));
            for piece in &mut found[begin..] {
                // Links to our other pages do not work on paper.
                piece.link = address.starts_with("http").then(|| address.to_owned());
            }
            rest = after;
            continue;
        }
        plain.push(c);
        rest = &rest[c.len_utf8()..];
    }
    push(&mut found, &mut plain, Style::Plain);
    found
}

fn push(found: &mut Pieces, text: &mut String, style: Style) {
    if !text.is_empty() {
        found.push(Piece {
            text: std::mem::take(text),
            style,
            link: None,
        });
    }
}

/// The words and the address of a link that a text begins with, and the text after it.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (words, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (address, after) = rest.split_once(')')?;
    (!words.contains(['[', ']'])).then_some((words, address, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_block_is_read() {
        let page = Page::read(
            "# T\n\n## H `x`\ntext\nmore\n- a\n  b\n- c\n\n1. one\n2. two\n\n| h | i |\n|---|:-:|\n| a |  |\n\n```sh\n a  b\n\n```\n![What it shows](pictures/x.png)\n",
        )
        .unwrap();
        let text = |texts: &[&str]| texts.iter().map(|text| pieces(text)).collect::<Vec<_>>();
        assert_eq!(
            page.blocks,
            [
                Block::Heading {
                    level: 2,
                    pieces: pieces("H `x`")
                },
                Block::Paragraph {
                    pieces: pieces("text more")
                },
                Block::List {
                    numbered: false,
                    items: text(&["a b", "c"])
                },
                Block::List {
                    numbered: true,
                    items: text(&["one", "two"])
                },
                Block::Table {
                    rows: vec![text(&["h", "i"]), text(&["a", ""])]
                },
                Block::Code {
                    text: " a  b\n".to_owned()
                },
                Block::Picture {
                    file: "pictures/x.png".to_owned(),
                    alt: "What it shows".to_owned()
                },
            ]
        );
    }

    #[test]
    fn marks_become_styles_and_links_lead_only_where_paper_can() {
        let found = pieces("a **b** *c* `d*` 2 * 3 [e `f`](g.md) [h](https://i.example/) [j] k");
        let bold = pieces("**[x](https://y) `z`**");
        assert_eq!(bold[0].link.as_deref(), Some("https://y"));
        let styles: Vec<Style> = bold.iter().map(|piece| piece.style).collect();
        assert_eq!(styles, [Style::Bold, Style::Bold, Style::Code]);
        let shown: Vec<_> = found
            .iter()
            .map(|piece| (&*piece.text, piece.style, piece.link.as_deref()))
            .collect();
        let p = Style::Plain;
        assert_eq!(
            shown,
            [
                ("a ", p, None),
                ("b", Style::Bold, None),
                (" ", p, None),
                ("c", Style::Italic, None),
                (" ", p, None),
                ("d*", Style::Code, None),
                (" 2 * 3 ", p, None),
                ("e ", p, None),
                ("f", Style::Code, None),
                (" ", p, None),
                ("h", p, Some("https://i.example/")),
                (" [j] k", p, None),
            ]
        );
    }

    #[test]
    fn what_is_not_understood_is_named_with_its_line() {
        for (text, line) in [
            ("# T\n\n> quoted", 3),
            ("<b>bold</b>", 1),
            ("- a\n  - b", 2),
            ("- a\n1. b", 2),
            ("a\n\n```\nno end", 3),
            ("| a | b |\n|---|---|\n| c |", 2),
            ("![no file]", 1),
            ("    code", 1),
        ] {
            match Page::read(text) {
                Err(PrintError::NotUnderstood { line: found, .. }) => {
                    assert_eq!(found, line, "{text}");
                }
                other => panic!("{text}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_page_is_printed_and_what_is_missing_is_said() {
        let none = |_: &str| Err(io::Error::from(io::ErrorKind::NotFound));
        let pdf = printed(
            "# A page\n\nWith *words* and `codes`.\n\n| a | b |\n|---|---|\n| c | d |\n",
            none,
        )
        .unwrap();
        assert!(pdf.starts_with(b"%PDF"));
        let error = printed("# A\n\n![x](y.png)", none).unwrap_err();
        assert!(
            error
                .to_string()
                .contains("the picture y.png cannot be read"),
            "{error}"
        );
        let error = printed("# A\n\n\u{F8FF}", none).unwrap_err();
        assert!(error.to_string().contains('\u{F8FF}'), "{error}");
    }
}
