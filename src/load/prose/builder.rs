//! From the events of the parser to blocks, with what has to be left out.

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::left_out::LeftOut;
use super::pieces::{
    OpenLink, OpenTable, address, is_line_break, looks_alike, set_levels, shown, take_title,
    trimmed,
};
use super::{BLOCK, DEEPEST, MOST_CHARACTERS, MOST_COLUMNS, TextUse};
use crate::model::{Prose, ProseBlock, Span, words_of};
use crate::text::visible;

/// Something that holds blocks and is not complete.
enum Open {
    /// The text itself.
    Text(Vec<ProseBlock>),
    List {
        start: Option<u64>,
        items: Vec<Vec<ProseBlock>>,
    },
    Item(Vec<ProseBlock>),
    Quote(Vec<ProseBlock>),
}

#[derive(Default)]
pub(super) struct ProseBuilder {
    text_use: TextUse,
    open: Vec<Open>,
    /// Of the lists, items and quotations that have begun, whether each is in `open`: what is nested too deep is not.
    begun: Vec<bool>,
    /// The words of the block that is being read.
    words: Vec<Span>,
    /// What the next paragraph begins with.
    prefix: Option<Span>,
    strong: usize,
    emphasis: usize,
    struck: usize,
    /// Where the block that is being read begins.
    line: usize,
    links: Vec<OpenLink>,
    /// How many pictures that are left out are being read, one inside the other.
    pictures: usize,
    /// The file of the picture whose words are being read.
    picture: Option<String>,
    table: Option<OpenTable>,
    code: Option<String>,
    /// The level of each heading of the text, as it was typed.
    headings: Vec<HeadingLevel>,
    /// Whether the heading that is being read is a text above a line that divides.
    divides: bool,
    /// How many characters there is room for.
    room: usize,
    left_out: LeftOut,
}

impl ProseBuilder {
    pub(super) fn new(text_use: TextUse) -> Self {
        Self {
            text_use,
            open: vec![Open::Text(Vec::new())],
            room: MOST_CHARACTERS,
            ..Self::default()
        }
    }

    /// Whether nothing more has room.
    pub(super) const fn is_full(&self) -> bool {
        self.room == 0
    }

    /// Takes the next event, which is about something in this line.
    pub(super) fn take(&mut self, event: Event<'_>, line: usize) {
        match event {
            Event::Start(tag) => self.begin(tag, line),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, false),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text, true);
            }
            Event::SoftBreak => self.text(" ", false),
            Event::HardBreak => self.line_break(),
            Event::Rule => {
                self.end_paragraph();
                self.push(ProseBlock::Rule);
            }
            Event::TaskListMarker(done) => self.text(if done { "☑ " } else { "☐ " }, false),
            Event::FootnoteReference(label) => self.text(&format!(" [{label}]"), false),
            Event::Html(html) => self.left_out.html(&html, line),
            Event::InlineHtml(html) => {
                if is_line_break(&html) {
                    self.line_break();
                } else {
                    self.left_out.html(&html, line);
                }
            }
        }
        if self.is_full() {
            self.left_out.cut(line);
        }
    }

    /// Looks for cells that a row has beyond the columns of its table, which the parser drops.
    pub(super) fn check_row(&mut self, typed: &str, line: usize) {
        let table = self.table.as_ref();
        let columns = table.and_then(|table| Some(table.header.as_ref()?.len()));
        let row = typed.trim();
        let row = row.strip_prefix('|').unwrap_or(row);
        let mut before = '|';
        let ends_cell = |c: char| {
            let ends = c == '|' && before != '\\';
            before = c;
            ends
        };
        let mut beyond = row.split(ends_cell).skip(columns.unwrap_or(usize::MAX));
        if beyond.any(|cell| !cell.trim().is_empty()) {
            self.left_out.cells.push(line);
        }
    }

    /// Before a heading as it was typed: it is a text above a line that divides if three hyphens alone make it a heading.
    pub(super) fn divide_here(&mut self, typed: &str) {
        self.divides = self.text_use == TextUse::JobDescription
            && self.open.len() == 1
            && typed.trim_end().lines().last().map(str::trim) == Some("---");
    }

    fn begin(&mut self, tag: Tag<'_>, line: usize) {
        if matches!(
            tag,
            Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell
        ) {
            self.end_paragraph();
            self.line = line;
        }
        match tag {
            Tag::Paragraph => {
                self.words.extend(self.prefix.take());
            }
            Tag::HtmlBlock => self.end_paragraph(),
            Tag::BlockQuote(_) => {
                self.end_paragraph();
                self.nest(Open::Quote(Vec::new()), line);
            }
            Tag::List(start) => {
                self.end_paragraph();
                let items = Vec::new();
                self.nest(Open::List { start, items }, line);
            }
            Tag::Item => {
                let in_list = matches!(self.open.last(), Some(Open::List { .. }));
                let is_kept = in_list && self.begun.last() == Some(&true);
                if is_kept {
                    self.open.push(Open::Item(Vec::new()));
                }
                self.begun.push(is_kept);
            }
            Tag::CodeBlock(_) => {
                self.end_paragraph();
                self.code = Some(String::new());
            }
            Tag::FootnoteDefinition(label) => {
                self.end_paragraph();
                self.prefix = Some(Span::plain(format!("[{}] ", visible(&label))));
            }
            Tag::Table(columns) => {
                self.end_paragraph();
                let is_too_wide = columns.len() > MOST_COLUMNS;
                if is_too_wide {
                    self.left_out.tables.push(line);
                }
                self.table = Some(OpenTable {
                    is_too_wide,
                    ..OpenTable::default()
                });
            }
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strong => self.strong += 1,
            Tag::Strikethrough => self.struck += 1,
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.links.push(OpenLink {
                address: address(link_type, &dest_url),
                shown: match self.text_use {
                    TextUse::Documentation => String::new(),
                    _ => shown(&dest_url),
                },
                start: self.words.len(),
                within: self.words.last().map_or(0, |span| span.text.len()),
            }),
            Tag::Image { dest_url, .. } if self.has_pictures() => {
                self.end_paragraph();
                self.picture = Some(dest_url.into_string());
            }
            Tag::Image { .. } => {
                self.pictures += 1;
                self.left_out.pictures.push(line);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.end_paragraph(),
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.end_paragraph();
                if self.begun.pop() == Some(true) {
                    self.close();
                }
            }
            TagEnd::CodeBlock => {
                if let Some(text) = self.code.take()
                    && !text.trim().is_empty()
                {
                    let text = text.trim_end().to_owned();
                    self.push(ProseBlock::Code { text });
                }
            }
            TagEnd::FootnoteDefinition => {
                self.end_paragraph();
                self.prefix = None;
            }
            TagEnd::TableCell => {
                let words = self.taken();
                if let Some(table) = &mut self.table {
                    table.row.push(words);
                }
            }
            TagEnd::TableHead => {
                if let Some(table) = &mut self.table {
                    table.header = Some(std::mem::take(&mut table.row));
                }
            }
            TagEnd::TableRow => self.end_row(),
            TagEnd::Table => self.end_table(),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => match self.picture.take() {
                Some(file) => {
                    let alt = words_of(&self.taken());
                    self.push(ProseBlock::Picture { file, alt });
                }
                None => self.pictures = self.pictures.saturating_sub(1),
            },
            _ => {}
        }
    }

    /// Whether a picture that begins here is shown: a block of its own in a page.
    fn has_pictures(&self) -> bool {
        self.text_use == TextUse::Documentation && self.open.len() == 1 && self.table.is_none()
    }

    /// Begins a list or a quotation, unless it is nested too deep.
    fn nest(&mut self, open: Open, line: usize) {
        let is_nest = |open: &&Open| matches!(open, Open::List { .. } | Open::Quote(_));
        let is_kept = self.open.iter().filter(is_nest).count() < DEEPEST;
        if is_kept {
            self.open.push(open);
        } else {
            self.left_out.deep.push(line);
        }
        self.begun.push(is_kept);
    }

    /// Ends the innermost list, item or quotation.
    fn close(&mut self) {
        match self.open.pop() {
            Some(Open::Item(blocks)) => {
                if let Some(Open::List { items, .. }) = self.open.last_mut()
                    && !blocks.is_empty()
                {
                    items.push(blocks);
                }
            }
            Some(Open::List { start, items }) if !items.is_empty() => {
                self.push(ProseBlock::List { start, items });
            }
            Some(Open::Quote(blocks)) if !blocks.is_empty() => {
                self.push(ProseBlock::Quote { blocks });
            }
            Some(text @ Open::Text(_)) => self.open.push(text),
            _ => {}
        }
    }

    fn push(&mut self, block: ProseBlock) {
        self.room = self.room.saturating_sub(BLOCK);
        let blocks = self.open.iter_mut().rev().find_map(|open| match open {
            Open::Text(blocks) | Open::Item(blocks) | Open::Quote(blocks) => Some(blocks),
            Open::List { .. } => None,
        });
        if let Some(blocks) = blocks {
            blocks.push(block);
        }
    }

    /// Adds words to the block that is being read, as far as there is room.
    fn text(&mut self, text: &str, code: bool) {
        if self.pictures > 0 {
            return;
        }
        let text = self.fitting(&visible(text));
        if let Some(block) = &mut self.code {
            block.push_str(&text);
            return;
        }
        let text = text.replace(['\n', '\t'], " ");
        let span = Span {
            text,
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
            struck: self.struck > 0,
            code,
            link: self.links.last().and_then(|link| link.address.clone()),
        };
        match self.words.last_mut() {
            Some(last) if looks_alike(last, &span) => last.text.push_str(&span.text),
            _ if span.text.is_empty() => {}
            _ => self.words.push(span),
        }
    }

    /// As much of a text as there is room for.
    fn fitting(&mut self, text: &str) -> String {
        let mut fits = String::with_capacity(text.len());
        for c in text.chars() {
            if self.is_full() {
                break;
            }
            self.room -= if c == '\n' { BLOCK.min(self.room) } else { 1 };
            fits.push(c);
        }
        fits
    }

    fn line_break(&mut self) {
        self.words.push(Span::plain(Span::BREAK));
        self.room = self.room.saturating_sub(BLOCK);
    }

    fn end_link(&mut self) {
        let Some(link) = self.links.pop() else { return };
        let words = link.words_in(&self.words);
        if self.pictures == 0 && !link.shown.is_empty() && words.trim() != link.shown {
            let address = if words.trim().is_empty() {
                link.shown
            } else {
                format!(" ({})", link.shown)
            };
            self.text(&address, false);
        }
    }

    /// The words read so far, without white space and line breaks at their ends.
    fn taken(&mut self) -> Vec<Span> {
        self.left_out.typed(&self.words, self.line);
        trimmed(std::mem::take(&mut self.words))
    }

    fn end_paragraph(&mut self) {
        let words = self.taken();
        if !words.is_empty() {
            self.push(ProseBlock::Paragraph { words });
        }
    }

    /// Inside lists and quotations, a heading is a paragraph in strong type.
    fn end_heading(&mut self, level: HeadingLevel) {
        let mut words = self.taken();
        if std::mem::take(&mut self.divides) {
            self.push(ProseBlock::Paragraph { words });
            self.push(ProseBlock::Rule);
            return;
        }
        if words.is_empty() {
            return;
        }
        if self.open.len() > 1 {
            for span in &mut words {
                span.strong = true;
            }
            self.push(ProseBlock::Paragraph { words });
        } else {
            self.headings.push(level);
            self.push(ProseBlock::Heading { level: 1, words });
        }
    }

    fn end_row(&mut self) {
        let Some(table) = &mut self.table else { return };
        let mut row = std::mem::take(&mut table.row);
        let width = table.header.as_ref().map_or(0, Vec::len);
        row.resize(width, Vec::new());
        if !table.is_too_wide {
            table.rows.push(row);
        }
        self.room = self.room.saturating_sub(BLOCK);
    }

    fn end_table(&mut self) {
        if let Some(OpenTable {
            header: Some(header),
            rows,
            is_too_wide: false,
            ..
        }) = self.table.take()
        {
            self.push(ProseBlock::Table { header, rows });
        }
    }

    /// The text, and what is not in it.
    pub(super) fn finish(mut self) -> (Prose, LeftOut) {
        // Something is open only where the text was cut.
        if self.table.is_some() {
            self.end(TagEnd::TableCell);
            self.end_row();
            self.end_table();
        }
        if let Some(text) = self.code.take() {
            self.push(ProseBlock::Code { text });
        }
        self.end_paragraph();
        while self.open.len() > 1 {
            self.close();
        }
        let Some(Open::Text(mut blocks)) = self.open.pop() else {
            return (Prose::default(), self.left_out);
        };
        let title = take_title(&mut blocks, &mut self.headings);
        set_levels(&mut blocks, &self.headings);
        (Prose { title, blocks }, self.left_out)
    }
}
