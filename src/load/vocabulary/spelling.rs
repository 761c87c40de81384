//! Spellings that mean the same in a heading, though the fold of names keeps them apart.

use std::borrow::Cow;

use crate::text::fold;

/// Text as the vocabulary compares it: folded, with *ß* as *ss*, *l’évaluation* as two words and *manager’s* as
/// *manager*, *N+1* and *N-1* as one, *N°* as *no*.
///
/// The words of the data files and the text of headings and cells are all spelled in this way.
pub(in crate::load) fn spelled(text: &str) -> String {
    fold(&unified(text))
}

/// Whether a text has anything that [`unified`] changes; most cells have not.
fn is_plain(text: &str) -> bool {
    !text
        .bytes()
        .any(|byte| byte >= 0x80 || b"'+-.".contains(&byte))
}

/// Text with one spelling where the fold keeps several apart, punctuation included.
pub(super) fn unified(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut unified = String::with_capacity(text.len() + 4);
    let mut before: Option<char> = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let behind = &rest[c.len_utf8()..];
        let begins = !before.is_some_and(char::is_alphanumeric);
        let (written, read) = match c {
            'ß' => ("ss", c.len_utf8()),
            '\'' | '’' | '‘' if !begins && behind.starts_with(char::is_alphanumeric) => {
                (" ", c.len_utf8() + genitive(behind))
            }
            'n' | 'N' if begins => match n_word(behind) {
                Some((word, length)) => (word, 1 + length),
                None => ("", 0),
            },
            // “1.º”, “1.er”.
            '.' if before.is_some_and(|c| c.is_ascii_digit())
                && behind.starts_with(['º', 'ª', '°', 'e']) =>
            {
                ("", 1)
            }
            _ => ("", 0),
        };
        let read = if read == 0 {
            unified.push(c);
            c.len_utf8()
        } else {
            unified.push_str(written);
            read
        };
        before = rest[..read].chars().next_back();
        rest = &rest[read..];
    }
    Cow::Owned(unified)
}

/// The length of a possessive *s* after an apostrophe.
fn genitive(behind: &str) -> usize {
    let rest = behind.strip_prefix(['s', 'S']);
    usize::from(rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// The meaning of a word that consists of *n* and this: *N°* a number, *N+1* whom somebody reports to, *N-1* the year
/// before. With it, how many bytes of the text it takes.
fn n_word(behind: &str) -> Option<(&'static str, usize)> {
    const WORDS: [(char, [&str; 3]); 2] = [
        ('+', ["nplus1", "nplus2", "nplus3"]),
        ('-', ["nminus1", "nminus2", "nminus3"]),
    ];
    for sign in [".º", ".°", "°", "º"] {
        if behind.starts_with(sign) {
            return Some(("no ", sign.len()));
        }
    }
    // “Vorgesetzte/n – 1. Halbjahr” does not mean the year before.
    let spaced = behind.trim_start();
    let digits = if spaced.starts_with('+') {
        spaced
    } else {
        behind
    };
    let sign = digits.chars().next()?;
    let digits =
        digits[sign.len_utf8()..].trim_start_matches(|c: char| c.is_whitespace() && sign == '+');
    let number = digits.chars().next()?.to_digit(10)?;
    let end = &digits[1..];
    let (_, words) = WORDS
        .iter()
        .find(|(known, _)| *known == sign || (*known == '-' && matches!(sign, '–' | '−')))?;
    let word = words.get(usize::try_from(number).ok()?.checked_sub(1)?)?;
    (!end.starts_with(char::is_alphanumeric)).then(|| (*word, behind.len() - end.len()))
}

/// Endings for the other gender, and for the plural.
const ENDINGS: &[&str] = &[
    "in", "innen", "r", "n", "e", "es", "s", "en", "a", "as", "o", "os", "ora", "trice", "trices",
    "rice", "ne", "nes", "se", "euse", "ere", "ka", "ca", "czka",
];

/// A heading without the endings of *Mitarbeiter/in*, *Vorgesetzte(r)*, *salarié·e·s*, *Jefe/a*.
pub(in crate::load) fn without_endings(text: &str) -> Cow<'_, str> {
    /// Words before an ending have at least this many letters: *n/a* and *a/b* have no ending.
    const SHORTEST: usize = 4;
    let is_mark = |c: char| matches!(c, '/' | ':' | '*' | '_' | '·' | '•' | '‧' | '.' | '(' | '’');
    let mut kept = String::new();
    let mut letters = 0;
    let mut at = 0;
    let mut done = 0;
    while let Some(c) = text[at..].chars().next() {
        let next = at + c.len_utf8();
        if is_mark(c)
            && letters >= SHORTEST
            && let Some(length) = ending(&text[next..], c == '(')
        {
            kept.push_str(&text[done..at]);
            at = next + length;
            done = at;
            continue;
        }
        letters = if c.is_alphabetic() { letters + 1 } else { 0 };
        at = next;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    kept.push_str(&text[done..]);
    Cow::Owned(kept)
}

/// The length of an ending, with the bracket after it.
fn ending(text: &str, in_brackets: bool) -> Option<usize> {
    let word = text.strip_prefix('-').unwrap_or(text);
    let length = word
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(word.len());
    let (ending, rest) = word.split_at(length);
    if !ENDINGS.contains(&fold(ending).as_str()) {
        return None;
    }
    let rest = if in_brackets {
        rest.strip_prefix(')')?
    } else {
        rest
    };
    (!rest.starts_with(char::is_alphanumeric)).then(|| text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_are_one_word() {
        for (left, right) in [
            ("Maßnahme", "Massnahme"),
            ("Date d’évaluation", "date d evaluation"),
            ("Manager's rating", "manager rating"),
            ("Rating: manager’s", "rating manager"),
            ("N+1", "n + 1"),
            ("N° salarié", "Nº salarie"),
            ("N.º de empleado", "no de empleado"),
            ("1.er semestre", "1er semestre"),
            ("1.º semestre", "1o semestre"),
        ] {
            assert_eq!(spelled(left), spelled(right), "{left} / {right}");
        }
        assert_eq!(spelled("Évaluation N-1"), "evaluation nminus1");
        assert_eq!(spelled("Plan-1"), "plan 1");
        assert_eq!(spelled("IN-10"), "in 10");
        assert_eq!(spelled("N-10"), "n 10");
        assert_eq!(
            spelled("Vorgesetzte/n – 1. Halbjahr"),
            "vorgesetzte n 1 halbjahr"
        );
    }

    #[test]
    fn endings_of_gender_are_no_words() {
        for (written, read) in [
            ("Mitarbeiter/in", "Mitarbeiter"),
            ("Mitarbeiter/-innen", "Mitarbeiter"),
            ("Mitarbeiter:innen, Team", "Mitarbeiter, Team"),
            ("Vorgesetzte(r)", "Vorgesetzte"),
            ("Salarié·e·s", "Salarié"),
            ("Évalué.e", "Évalué"),
            ("Jefe/a inmediato/a", "Jefe inmediato"),
            ("N/A", "N/A"),
            ("Self/Manager", "Self/Manager"),
            ("Name (r", "Name (r"),
            ("Score (a) total", "Score (a) total"),
        ] {
            assert_eq!(without_endings(written), read, "{written}");
        }
    }
}
