//! The widths of a table's columns on the screen and on paper.

use super::cell::Cell;
use super::column::Column;
use super::style::ColumnFormat;
use super::wrap;

/// How many pixels a character of a column is wide.
pub(super) const PIXELS: f64 = 7.0;
/// How many pixels a column has beside its characters.
pub(super) const PADDING: f64 = 5.0;
/// A text that is longer than its column widens it up to this factor; a still longer text is wrapped.
const MAX_WIDENING: f64 = 1.5;
/// The widest that a column becomes for a word of its header, in characters.
const LONGEST_WORD: f64 = 20.0;

/// The look of a column, which depends on its cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    pub(super) width: f64,
    pub(super) kind: ColumnFormat,
}

impl Shown {
    /// As declared, but wide enough that no word of its header breaks.
    pub(super) fn as_declared<T>(column: &Column<'_, T>) -> Self {
        let words = column.header.split([' ', '\n']);
        let longest = words.map(|word| word.chars().count()).max().unwrap_or(0);
        let word = if column.upright {
            0.0
        } else {
            longest as f64 / wrap::BOLD
        };
        Self {
            width: column.width.max(word.min(LONGEST_WORD)),
            kind: column.kind,
        }
    }

    /// As its cells need it.
    pub(super) fn of<'a, T>(
        column: &Column<'_, T>,
        mut cells: impl Iterator<Item = &'a Cell>,
    ) -> Self {
        let declared = Self::as_declared(column);
        match column.kind {
            ColumnFormat::Text => {
                let longest = cells.map(Cell::letters).max().unwrap_or(0);
                let needed = wrap::width(declared.width, longest);
                let most = declared.width * MAX_WIDENING;
                if needed > most {
                    Self {
                        width: most,
                        kind: ColumnFormat::Long,
                    }
                } else {
                    Self {
                        width: needed,
                        ..declared
                    }
                }
            }
            // Avoids `.00` in every row.
            ColumnFormat::Decimal | ColumnFormat::Money if cells.all(Cell::is_whole) => Self {
                kind: ColumnFormat::Whole,
                ..declared
            },
            _ => declared,
        }
    }
}

/// The first column of each further page side by side, for columns of these widths and pages of this width in pixels; the
/// first columns are repeated on each page. Programs print as large as they can on that many pages, so the pages end where
/// the widest of them is narrowest.
pub(super) fn further_pages(widths: &[f64], repeated: usize, page: f64) -> Vec<usize> {
    let starts = starts(widths, repeated, page);
    let mut pages: Vec<f64> = (repeated..widths.len())
        .flat_map(|first| {
            let beside = pixels(&widths[..repeated]);
            (first..widths.len()).map(move |last| beside + pixels(&widths[first..=last]))
        })
        .filter(|width| *width < page)
        .collect();
    pages.sort_by(f64::total_cmp);
    let too_narrow = |page: &f64| self::starts(widths, repeated, *page).len() > starts.len();
    let narrowest = pages.partition_point(too_narrow);
    match pages.get(narrowest) {
        Some(page) if !starts.is_empty() => self::starts(widths, repeated, *page),
        _ => starts,
    }
}

/// The same with as many columns on each page as it has room for.
fn starts(widths: &[f64], repeated: usize, page: f64) -> Vec<usize> {
    let first = pixels(&widths[..repeated.min(widths.len())]);
    let mut starts = Vec::new();
    let mut used = first;
    for (index, width) in widths.iter().enumerate().skip(repeated) {
        let width = pixels(std::slice::from_ref(width));
        if used + width > page && used > first {
            starts.push(index);
            used = first;
        }
        used += width;
    }
    starts
}

/// How many pixels columns of these widths take.
pub(super) fn pixels(widths: &[f64]) -> f64 {
    widths.iter().map(|width| width * PIXELS + PADDING).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(kind: ColumnFormat, width: f64, cells: &[Cell]) -> (f64, ColumnFormat) {
        let column = Column::new("Team", width, kind, |(): &()| "");
        let shown = Shown::of(&column, cells.iter());
        (shown.width, shown.kind)
    }

    #[test]
    fn texts_widen_a_column_and_then_wrap() {
        let text = |letters: usize| [Cell::text("x".repeat(letters))];
        assert_eq!(
            shown(ColumnFormat::Text, 20.0, &text(5)),
            (20.0, ColumnFormat::Text)
        );
        assert_eq!(
            shown(ColumnFormat::Text, 20.0, &text(25)),
            (27.0, ColumnFormat::Text)
        );
        assert_eq!(
            shown(ColumnFormat::Text, 20.0, &text(90)),
            (30.0, ColumnFormat::Long)
        );
    }

    #[test]
    fn numbers_are_whole_where_all_of_a_column_are() {
        let cells = |numbers: [f64; 2]| numbers.map(Cell::number);
        assert_eq!(
            shown(ColumnFormat::Decimal, 9.0, &cells([1.0, 4.0])).1,
            ColumnFormat::Whole
        );
        assert_eq!(
            shown(ColumnFormat::Decimal, 9.0, &cells([1.0, 0.5])).1,
            ColumnFormat::Decimal
        );
    }

    #[test]
    fn no_word_of_a_header_is_broken() {
        let column = Column::new(
            "Profile and Responsibilities",
            6.0,
            ColumnFormat::Points,
            |(): &()| "",
        );
        assert!(Shown::as_declared(&column).width > 16.0);
    }

    #[test]
    fn columns_go_on_on_a_second_page_beside_those_that_are_repeated() {
        let three = pixels(&[20.0, 50.0, 50.0]);
        let pages = |widths: &[f64], page| further_pages(widths, 1, page);
        assert!(pages(&[20.0, 50.0, 50.0], three).is_empty());
        assert_eq!(pages(&[20.0, 50.0, 50.0], three - 1.0), [2]);
        assert_eq!(pages(&[20.0, 50.0, 50.0, 50.0, 50.0], three), [3]);
        // A column that is wider than the page has its own page.
        assert!(pages(&[900.0], three).is_empty());
        assert_eq!(pages(&[20.0, 900.0, 50.0], three), [2]);
    }

    #[test]
    fn pages_end_where_the_widest_is_narrowest() {
        let six = [20.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0];
        let page = pixels(&six) - pixels(&six[6..]);
        assert_eq!(further_pages(&six, 1, page), [4]);
    }
}
