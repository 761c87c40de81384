//! Legends: what the numbers or letters of a scale mean, in one cell (*1 = Novice, 2 = Working*), a cell a line, or a small table
//! beside, above or below the map or on another sheet.

mod apart;

pub(in crate::load::career_map) use apart::without_legends;

use crate::diagnostic::Location;
use crate::load::career_map::drafts::table::MapTable;
use crate::load::vocabulary::{Concept, seniority, stands_for, stated_top};
use crate::text::{fold, tidy};

/// A step of a scale: its sign, and what the legend says that it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::load::career_map) struct Pair {
    pub(in crate::load::career_map) sign: String,
    pub(in crate::load::career_map) words: String,
}

/// A legend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::load::career_map) struct Legend {
    pub(in crate::load::career_map) pairs: Vec<Pair>,
    /// The highest number that a text names without saying what each number means: *Scale from 1 to 5*.
    pub(in crate::load::career_map) stated_top: Option<u32>,
    pub(in crate::load::career_map) at: Location,
}

impl Legend {
    /// The signs as numbers, if they count up or down by one.
    pub(in crate::load::career_map) fn numbers(&self) -> Option<Vec<u32>> {
        let numbers: Vec<u32> = self
            .pairs
            .iter()
            .map(|pair| pair.sign.parse().ok())
            .collect::<Option<_>>()?;
        let rises = numbers.windows(2).all(|pair| pair[0] + 1 == pair[1]);
        let falls = numbers.windows(2).all(|pair| pair[0] == pair[1] + 1);
        (numbers.len() >= 2 && (rises || falls)).then_some(numbers)
    }

    /// The highest number of the scale.
    pub(in crate::load::career_map) fn top(&self) -> Option<u32> {
        self.stated_top
            .or_else(|| self.numbers()?.into_iter().max())
    }
}

/// Longer words are not the meaning of a sign, but a sentence beside a number.
const LONGEST_WORDS: usize = 60;
/// Longer texts before an equals sign are sentences.
const LONGEST_WORD: usize = 24;
/// No sign has more bytes, invisible characters included.
const LONGEST_SIGN: usize = 24;
/// A cell with more text is an introduction, not a legend.
const LONGEST_CELL: usize = 600;
/// No scale has more steps.
const MOST_STEPS: usize = 12;
/// A legend begins at most this many lines below its heading.
const NEAR: usize = 2;

/// Every legend in the sheets.
pub(in crate::load::career_map) fn legends(tables: &[MapTable]) -> Vec<Legend> {
    let mut legends = Vec::new();
    for table in tables {
        for line in 0..table.height() {
            for column in 0..table.width() {
                legends.extend(in_one_cell(table, line, column));
            }
        }
        // A legend of one line is read as one of a column, on its side.
        for table in [table, &table.turned()] {
            for column in 0..table.width() {
                runs(table, column, &mut legends);
            }
        }
    }
    legends
}

fn in_one_cell(table: &MapTable, line: usize, column: usize) -> Option<Legend> {
    let text = &table.own(line, column)?.text;
    if text.len() > LONGEST_CELL || !text.bytes().any(|byte| b"=:-(0123456789".contains(&byte)) {
        return None;
    }
    let at = table.location(line, column);
    let pairs = pairs(text);
    if pairs.len() >= 2 && pairs.len() <= MOST_STEPS {
        return Some(Legend {
            pairs,
            stated_top: None,
            at,
        });
    }
    // *Scale 1–5* only says how far it goes.
    let top = stated_top(text).filter(|_| speaks_of_scales(text))?;
    Some(Legend {
        pairs: Vec::new(),
        stated_top: Some(top),
        at,
    })
}

/// The pairs in one text.
fn pairs(text: &str) -> Vec<Pair> {
    let equal = equations(text);
    if equal.len() >= 2 {
        return equal;
    }
    let parts: Vec<&str> = text
        .split([',', ';', '|', '\n'])
        .filter(|part| !part.trim().is_empty())
        .collect();
    let pairs: Vec<Pair> = parts.iter().filter_map(|part| pair(part)).collect();
    if pairs.len() == parts.len() && speaks_of_scales_or_stages(text, &pairs) {
        pairs
    } else {
        Vec::new()
    }
}

/// `1 = Novice, 2 = Working, 3 = Expert`, with anything between them.
fn equations(text: &str) -> Vec<Pair> {
    let spaced = text.replace('=', " = ");
    let tokens: Vec<&str> = spaced.split_whitespace().collect();
    let signs: Vec<usize> = (1..tokens.len()).filter(|at| tokens[*at] == "=").collect();
    let mut pairs = Vec::new();
    for (place, &at) in signs.iter().enumerate() {
        let end = signs.get(place + 1).map_or(tokens.len(), |next| next - 1);
        let sign = tokens[at - 1].trim_matches(|c: char| {
            matches!(c, '(' | '[' | ',' | ';' | '|' | '"' | '“' | '”' | '\'')
        });
        let words = tokens
            .get(at + 1..end)
            .unwrap_or_default()
            .join(" ")
            .trim_matches(|c: char| {
                c.is_whitespace()
                    || matches!(c, ',' | ';' | '/' | '|' | '.' | '…' | ')' | ']' | '–' | '•')
            })
            .to_owned();
        if is_sign(sign) && !words.is_empty() {
            pairs.push(Pair {
                sign: sign.to_owned(),
                words,
            });
        }
    }
    if pairs.len() == signs.len() {
        pairs
    } else {
        Vec::new()
    }
}

/// `1 - Novice`, `B: Basic`, `3 = Expert` as all of a text.
fn pair(text: &str) -> Option<Pair> {
    // A sign and what parts it from its meaning are short; to see that costs much less than to tidy a text.
    let mut begins = text.trim_start().chars().take(LONGEST_WORD + 2);
    if !begins.any(|c| matches!(c, '=' | ':' | '-' | '–' | '—' | ')' | '.')) {
        return None;
    }
    let text = tidy(text);
    let (sign, words) = ["=", ":", " - ", " – ", " — ", ") ", ". "]
        .iter()
        .find_map(|separator| {
            let (sign, words) = text.split_once(separator)?;
            let is_named = *separator == "=" && is_word(sign.trim());
            (is_named || is_sign(sign.trim())).then_some((sign.trim(), words.trim()))
        })?;
    are_words(words).then(|| Pair {
        sign: sign.to_owned(),
        words: words.to_owned(),
    })
}

/// A number of a scale, a few letters, or a sign.
fn is_sign(text: &str) -> bool {
    let letters = text.chars().count();
    match text.parse::<u32>() {
        Ok(number) => number <= 100 && letters <= 3,
        Err(_) => {
            (1..=3).contains(&letters)
                && !text.contains(|c: char| c.is_ascii_digit() || c.is_whitespace())
        }
    }
}

/// A word or two that a legend explains after an equals sign: *Senior = from the third year on*.
fn is_word(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && text.chars().count() <= LONGEST_WORD
        && text.split(' ').count() <= 2
}

fn are_words(text: &str) -> bool {
    text.chars().count() <= LONGEST_WORDS && text.chars().filter(|c| c.is_alphabetic()).count() >= 3
}

/// Legends that go down a column: each cell a pair, or a sign with its meaning in the cell to the right.
fn runs(table: &MapTable, column: usize, legends: &mut Vec<Legend>) {
    let mut run: Vec<Pair> = Vec::new();
    let mut first = 0;
    for line in 0..=table.height() {
        let found = (line < table.height()
            && !(line > 0 && table.gap_above(line) && !run.is_empty()))
        .then(|| pair_at(table, line, column))
        .flatten()
        .filter(|pair| !run.iter().any(|other| other.sign == pair.sign));
        if let Some(pair) = found {
            if run.is_empty() {
                first = line;
            }
            run.push(pair);
            continue;
        }
        let pairs = std::mem::take(&mut run);
        if (2..=MOST_STEPS).contains(&pairs.len()) && is_announced(table, first, column, &pairs) {
            legends.push(Legend {
                pairs,
                stated_top: None,
                at: table.location(first, column),
            });
        }
        if line < table.height()
            && let Some(pair) = pair_at(table, line, column)
        {
            first = line;
            run.push(pair);
        }
    }
}

fn pair_at(table: &MapTable, line: usize, column: usize) -> Option<Pair> {
    let cell = table.own(line, column)?;
    if cell.text.len() > LONGEST_WORDS * 4 {
        return None;
    }
    // Most cells are texts, which costs much less to see than to tidy them.
    let sign = if cell.text.trim().len() <= LONGEST_SIGN {
        tidy(&cell.text)
    } else {
        String::new()
    };
    if is_sign(&sign) {
        let beside = table
            .own(line, column + 1)
            .filter(|_| column + 1 < table.width())?;
        let words = tidy(&beside.text);
        return are_words(&words).then_some(Pair { sign, words });
    }
    pair(&cell.text)
}

/// Whether something says that these are a scale, not a list of something else: a word above or beside them, the
/// sheet's name, or what the words mean.
fn is_announced(table: &MapTable, first: usize, column: usize, pairs: &[Pair]) -> bool {
    let above = (first.saturating_sub(NEAR)..first)
        .flat_map(|line| (column.saturating_sub(1)..=column + 1).map(move |column| (line, column)))
        .any(|(line, column)| column < table.width() && speaks_of_scales(table.text(line, column)));
    above || speaks_of_scales(&table.sheet) || are_stages(pairs)
}

fn speaks_of_scales_or_stages(text: &str, pairs: &[Pair]) -> bool {
    are_stages(pairs) || speaks_of_scales(text)
}

/// Whether most of the words are steps of what somebody can do: *Novice*, *Working*, *Expert*.
fn are_stages(pairs: &[Pair]) -> bool {
    let is_stage = |pair: &&Pair| {
        let folded = fold(&pair.words);
        let is = |word: &str| stands_for(word, Concept::Stage) || seniority(word).is_some();
        folded.split(' ').count() <= 4 && folded.split(' ').any(is)
    };
    pairs.iter().filter(is_stage).count() * 2 >= pairs.len() && pairs.len() >= 2
}

fn speaks_of_scales(text: &str) -> bool {
    text.len() <= LONGEST_CELL
        && fold(text)
            .split(' ')
            .any(|word| stands_for(word, Concept::Legend))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::sheet::{Grid, Sheet};

    fn found(rows: &[&[&str]]) -> Vec<(String, Option<u32>)> {
        let sheet = Sheet {
            at: Location::of_file("map.xlsx").with_sheet("Map"),
            name: "Map".into(),
            hidden: false,
            grid: Grid::from_rows(rows.iter().map(|row| row.iter().copied())),
        };
        let table = MapTable::of(&sheet).unwrap();
        legends(&[table])
            .into_iter()
            .map(|legend| {
                let signs: Vec<&str> = legend.pairs.iter().map(|pair| pair.sign.as_str()).collect();
                (signs.join(" "), legend.top())
            })
            .collect()
    }

    #[test]
    fn legends_are_found_in_every_shape() {
        for (rows, signs, top) in [
            (
                &[&["1 = Novice, 2 = Working; 3 = Expert"][..]][..],
                "1 2 3",
                Some(3),
            ),
            (&[&["Scale: 0 = none 1 = some 2 = a lot"]], "0 1 2", Some(2)),
            (
                &[&["N=None / B=Basic / S=Solid / G=Great"]],
                "N B S G",
                None,
            ),
            (&[&["1: Novice\n2: Working\n3: Expert"]], "1 2 3", Some(3)),
            (
                &[&["1 - Novice"], &["2 - Working"], &["3 - Expert"]],
                "1 2 3",
                Some(3),
            ),
            (
                &[
                    &["5", "Experte"],
                    &["4", "Fortgeschritten"],
                    &["3", "Kompetent"],
                ],
                "5 4 3",
                Some(5),
            ),
            (
                &[
                    &["Legende", ""],
                    &["1", "geht gar nicht"],
                    &["2", "geht so"],
                ],
                "1 2",
                Some(2),
            ),
            (
                &[&["1", "2", "3"], &["Débutant", "Confirmé", "Expert"]],
                "1 2 3",
                Some(3),
            ),
            (&[&["Escala: 1 a 5"]], "", Some(5)),
        ] {
            assert_eq!(found(rows), [(signs.to_owned(), top)], "{rows:?}");
        }
    }

    #[test]
    fn lists_are_no_legends() {
        for rows in [
            &[&["1", "Planning"][..], &["2", "Hygiene"], &["3", "Service"]][..],
            &[&["1. Be kind to others"], &["2. Close the door"]],
            &[&["1", "2", "3"], &["2", "3", "3"]],
            &[&["Plan = what we do"], &["Open 8:30 - 12:15"]],
            &[&["In 2026 we had 1 shop, 5 ovens"]],
        ] {
            assert_eq!(found(rows), [], "{rows:?}");
        }
    }
}
