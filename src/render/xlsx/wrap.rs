//! How many lines a text takes in a column, and how high a row must be for them.

/// Bold letters are wider: they have this share of a column's width.
pub(super) const BOLD: f64 = 0.9;
/// How many letters of running text are as wide as one digit, the unit of column widths; a cautious estimate.
const LETTER: f64 = 1.1;
/// Height of one line, in points.
pub(super) const LINE: f64 = 15.0;
/// The highest row that Excel has, in points.
pub(super) const HIGHEST: f64 = 409.0;

/// The lines of `text` in a column of `width` characters, broken between words as spreadsheet programs do.
pub(super) fn lines(text: &str, width: f64) -> usize {
    let room = letters(width);
    text.split('\n').map(|line| wrapped(line, room)).sum()
}

/// How many letters of running text have room in a column of `width` characters.
pub(super) fn letters(width: f64) -> usize {
    (width * LETTER).max(1.0) as usize
}

/// A text in lines of at most `longest` letters, broken between words.
pub(super) fn broken(text: &str, longest: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= longest => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The width that a line of text takes, in characters of columns.
pub(super) fn room(line: &str) -> f64 {
    line.chars().count() as f64 / LETTER
}

/// The number of lines that one line wraps to.
fn wrapped(line: &str, room: usize) -> usize {
    let mut lines = 1;
    let mut used = 0;
    for word in line.split_whitespace() {
        let length = word.chars().count();
        let needed = if used == 0 { length } else { used + 1 + length };
        if needed <= room {
            used = needed;
        } else {
            // A word that is longer than the line is broken itself.
            lines += usize::from(used > 0) + length.saturating_sub(1) / room;
            used = length - length.saturating_sub(1) / room * room;
        }
    }
    lines
}

/// The lines of height that a text needs when it stands upright in a column of `width` characters: as many as the longest of
/// the lines that have room beside each other.
pub(super) fn upright(text: &str, width: f64) -> usize {
    /// Letters that are as long as one line is high.
    const LETTERS_A_LINE: usize = 3;
    /// Characters of a column that are as wide as one line is high.
    const BESIDE: f64 = 3.0;
    const MAX_LINES: usize = 14;
    let beside = (width / BESIDE).max(1.0) as usize;
    let fits = |lines: &usize| {
        let letters = lines * LETTERS_A_LINE;
        let broken = broken(text, letters);
        broken.len() <= beside && broken.iter().all(|line| line.chars().count() <= letters)
    };
    (1..MAX_LINES).find(fits).unwrap_or(MAX_LINES)
}

/// The width of a column in which texts of at most `longest` letters fit on one line: not below `least`, and not so
/// wide that others have no room.
pub(super) fn width(least: f64, longest: usize) -> f64 {
    const WIDEST: f64 = 46.0;
    (longest as f64 + 2.0).clamp(least, WIDEST.max(least))
}

/// The height of a row of this many lines, in points.
pub(super) fn height(lines: usize) -> f64 {
    unlimited(lines).min(HIGHEST)
}

/// The height of this many lines, in points, without the limit of a row.
pub(super) fn unlimited(lines: usize) -> f64 {
    LINE * lines as f64 + 3.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_break_between_words() {
        let cases = [
            ("", 10.0, 1),
            ("one two", 10.0, 1),
            ("one two three", 10.0, 2),
            ("one\ntwo\nthree", 10.0, 3),
            ("abcdefghijklmnopqrstuvwxyz", 10.0, 3),
            ("ab abcdefghijklmnopqrstuvwxyz", 10.0, 4),
        ];
        for (text, width, expected) in cases {
            assert_eq!(lines(text, width), expected, "{text}");
        }
    }

    #[test]
    fn upright_texts_stand_beside_each_other_where_a_column_has_room() {
        assert_eq!(upright("Communication", 3.0), 5);
        assert_eq!(upright("People at 5: Sr. Community Director", 3.0), 12);
        assert_eq!(upright("People at 5: Sr. Community Director", 6.0), 6);
        assert_eq!(upright("Communication", 6.0), 5);
        assert_eq!(upright(&"x".repeat(200), 6.0), 14);
    }

    #[test]
    fn no_row_is_higher_than_a_row_can_be() {
        assert!(height(1000) <= HIGHEST);
    }
}
