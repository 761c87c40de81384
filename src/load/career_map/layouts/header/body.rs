//! The cells below a header, column by column.

use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::wording::words::is_mark;
use crate::text::length;

/// The cells of a column below the header.
#[derive(Debug, Clone, Default)]
pub(super) struct Body {
    pub(super) filled: usize,
    characters: usize,
    numbers: usize,
    /// Ticks, crosses and truth values.
    marks: usize,
    /// Texts that end with a question mark.
    questions: usize,
}

/// Longer texts are neither names nor signs.
const LONG: usize = 160;

impl Body {
    pub(super) fn of(table: &MapTable, from: usize, column: usize) -> Self {
        let mut body = Self::default();
        for line in from..table.height() {
            if let Some(cell) = table.own(line, column) {
                body.filled += 1;
                let text = cell.text.trim_end();
                // In a long text, spaces hardly count.
                body.characters += match text.chars().count() {
                    long if long > LONG => long,
                    _ => length(text),
                };
                body.marks += usize::from(is_mark(text.trim_start()));
                body.questions += usize::from(text.ends_with(['?', '？']));
                body.numbers += usize::from(cell.number.is_some());
            }
        }
        body
    }

    pub(super) fn typical<'b>(bodies: impl Iterator<Item = &'b Self>) -> Self {
        let all: Vec<&Self> = bodies.collect();
        let count = all.len().max(1);
        Self {
            filled: all.iter().map(|body| body.filled).sum::<usize>() / count,
            characters: all.iter().map(|body| body.characters).sum::<usize>() / count,
            numbers: all.iter().map(|body| body.numbers).sum::<usize>() / count,
            questions: all.iter().map(|body| body.questions).sum::<usize>() / count,
            marks: all.iter().map(|body| body.marks).sum::<usize>() / count,
        }
    }

    pub(super) fn mean(&self) -> f64 {
        self.characters as f64 / self.filled.max(1) as f64
    }

    pub(super) fn is_text(&self) -> bool {
        (self.numbers + self.marks) * 2 < self.filled.max(1)
    }

    /// Whether it is a column of questions, as for interviews.
    pub(super) fn asks(&self) -> bool {
        self.questions * 10 >= self.filled.max(1) * 6
    }

    /// Whether a column is filled and written like those of the levels.
    pub(super) fn is_like(&self, typical: &Self, share: f64) -> bool {
        let ratio = (self.mean() + 4.0) / (typical.mean() + 4.0);
        self.filled as f64 >= share * typical.filled as f64
            && self.filled > 0
            && (0.4..=2.5).contains(&ratio)
            && self.is_text() == typical.is_text()
    }
}
