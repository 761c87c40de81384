//! Whether the titles of levels are people, each with a grade: *Anna Karl (Senior)*, *Bob Hope (Junior)*.

use std::collections::BTreeSet;

use super::title::is_step_code;
use super::words::{Likeness, is_code, level_likeness};
use crate::load::vocabulary::{Concept, seniority, stands_for};
use crate::text::{fold, tidy};

/// A longer text is not a name.
const MOST_WORDS: usize = 4;

/// How sure it is that levels are people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::load::career_map) enum People {
    /// Each has two words or more and none has a grade, so they may as well be a company's own titles.
    Names,
    /// The grades rise, or the names have one word: they may be a company's own titles. Or the names have initials, or the
    /// surname first.
    Perhaps,
    /// First name and surname, or an address, each with a grade, and the grades in no order.
    Surely,
}

/// What a heading says: a name that is not the title of a level, and a grade.
#[derive(Debug, Default)]
struct Parts {
    name: String,
    grade: Option<String>,
    /// The surname and then the first name: *Karl, Anna*.
    is_reversed: bool,
}

/// Whether headings, each with its cells, are people; `None` if nothing says so.
pub(in crate::load::career_map) fn people<'a>(
    headings: impl Iterator<Item = &'a [String]>,
) -> Option<People> {
    let headings: Vec<&[String]> = headings.collect();
    let named = headings.iter().filter(|cells| has_given_name(cells));
    let are_named = headings.len() > 1 && named.count() * 2 > headings.len();
    by_form(headings).max(are_named.then_some(People::Perhaps))
}

/// Whether headings have the form of people.
fn by_form(headings: Vec<&[String]>) -> Option<People> {
    let greeted = headings.iter().filter(|cells| begins_as_address(cells));
    if headings.len() > 1 && greeted.count() * 2 > headings.len() {
        return Some(People::Surely);
    }
    let all: Vec<Parts> = headings.into_iter().map(parts).collect::<Option<_>>()?;
    let addresses = all.iter().filter(|parts| parts.name.contains('@')).count();
    if all.len() > 1 && addresses * 2 > all.len() {
        return Some(People::Surely);
    }
    let names: BTreeSet<String> = all.iter().map(|parts| fold(&parts.name)).collect();
    // A word that most have is the name of their trade: *Software Engineer*, *Data Engineer*.
    let of_trade = names.iter().flat_map(|name| name.split(' ')).any(|word| {
        let has = |name: &&String| name.split(' ').any(|own| own == word);
        let count = names.iter().filter(has).count();
        count > 2 && count * 2 > names.len()
    });
    let last_words: BTreeSet<&str> =
        (names.iter().filter_map(|name| name.split(' ').next_back())).collect();
    if all.len() < 2 || names.len() < all.len() || of_trade || last_words.len() < names.len() {
        return None;
    }
    let grades: Vec<&str> = all
        .iter()
        .filter_map(|parts| parts.grade.as_deref())
        .collect();
    let is_full = |parts: &Parts| parts.name.split(' ').count() > 1;
    let are_full = all.iter().all(is_full);
    if grades.len() < all.len() {
        let all_words = || names.iter().flat_map(|name| name.split(' '));
        let shares_word = all_words().collect::<BTreeSet<_>>().len() < all_words().count();
        return match grades.len() {
            // *Chef de Partie*, *Sous Chef*.
            0 if !are_full || shares_word => None,
            0 if have_initials(&all) || all.iter().all(|parts| parts.is_reversed) => {
                Some(People::Perhaps)
            }
            0 => Some(People::Names),
            _ => are_full.then_some(People::Perhaps),
        };
    }
    let heights: Option<Vec<f64>> = grades.iter().map(|grade| seniority(grade)).collect();
    let are_codes = grades
        .iter()
        .all(|grade| is_code(grade) || is_step_code(grade));
    let are_ordered = heights.as_ref().is_some_and(|heights| {
        heights.is_sorted_by(|one, other| one < other)
            || heights.is_sorted_by(|one, other| one > other)
    });
    let has_repeats = grades
        .iter()
        .map(|grade| fold(grade))
        .collect::<BTreeSet<_>>()
        .len()
        < grades.len();
    match (are_full, are_ordered) {
        _ if are_codes && !has_repeats => None,
        (true, false) if all.len() > 2 || has_repeats => Some(People::Surely),
        (false, true) => None,
        _ => Some(People::Perhaps),
    }
}

/// Whether a text can only be somebody's name: *Anna*, *Anna Karl*, *Frau Müller*.
pub(in crate::load::career_map) fn is_person(text: &str) -> bool {
    let cells = [text.to_owned()];
    may_be_name(text) && (begins_as_address(&cells) || has_given_name(&cells))
}

/// Whether a heading is a common given name with nothing but a grade and a surname: *Anna (Junior)*, *Level 1 (Bob)*.
fn has_given_name(cells: &[String]) -> bool {
    let is_named = |parts: Parts| {
        let folded = fold(&parts.name);
        let words: Vec<&str> = folded.split(' ').collect();
        let has_name = |word: &&str| stands_for(word, Concept::GivenName);
        words.len() <= MOST_WORDS && words.first().is_some_and(has_name)
    };
    parts(cells).is_some_and(is_named)
}

/// Whether each name has an initial, which does not count the names as *A.*, *B.*, *C.* do.
fn have_initials(all: &[Parts]) -> bool {
    let initial = |parts: &Parts| {
        let mut words = parts.name.split(' ');
        let initial = words.find_map(|word| {
            let mut letters = word.strip_suffix('.')?.chars();
            letters.next().filter(|_| letters.next().is_none())
        });
        initial.filter(|letter| letter.is_uppercase())
    };
    let initials: Vec<Option<char>> = all.iter().map(initial).collect();
    let counted = ('A'..='Z').map(Some).take(all.len());
    initials.iter().all(Option::is_some) && !counted.eq(initials)
}

/// Whether a heading begins as a person is addressed: *Frau Müller*, *Mr Hope*.
fn begins_as_address(cells: &[String]) -> bool {
    /// *Sr.* is not among them: it stands for *Senior* as well.
    const FORMS: [&str; 24] = [
        "frau", "herr", "hr", "fr", "mr", "mrs", "ms", "mx", "miss", "mme", "mlle", "madame",
        "monsieur", "señora", "señor", "sra", "doña", "signora", "signor", "mevrouw", "dhr", "dr",
        "pan", "pani",
    ];
    let cell = cells.first().map(|cell| cell.trim()).unwrap_or_default();
    // *HR Officer* is of a department.
    if cell.chars().take(2).filter(|c| c.is_uppercase()).count() == 2 {
        return false;
    }
    let text = fold(cell);
    let mut words = text.split(' ');
    let form = words.next().unwrap_or_default().trim_end_matches('.');
    FORMS.iter().any(|known| fold(known) == form) && words.next().is_some()
}

/// The name and the grade in the cells of a heading; `None` if it has something that is neither.
fn parts(cells: &[String]) -> Option<Parts> {
    let is_word = |text: &str| !text.is_empty() && !text.contains(char::is_whitespace);
    let mut parts = Parts {
        is_reversed: cells.first().is_some_and(|cell| {
            let names = cell.split_once(", ");
            names.is_some_and(|(surname, first)| is_word(surname.trim()) && is_word(first.trim()))
        }),
        ..Parts::default()
    };
    for cell in cells {
        for piece in cell
            .split(['(', ')', '[', ']', '\n', ',', ';', ':', '|', '/', '–', '—'])
            .flat_map(|piece| piece.split(" - "))
        {
            let piece = tidy(piece);
            // A number is the company's own for a person.
            if piece.is_empty() || piece.bytes().all(|byte| byte.is_ascii_digit()) {
                continue;
            }
            if !piece.contains('@')
                && (level_likeness(&piece) == Likeness::Yes || is_step_code(&piece))
            {
                parts.grade.get_or_insert(piece);
            } else if may_be_name(&piece) {
                if !parts.name.is_empty() {
                    parts.name.push(' ');
                }
                parts.name.push_str(&piece);
            } else {
                return None;
            }
        }
    }
    (!parts.name.is_empty()).then_some(parts)
}

/// Whether a text may be a person: an address, or up to three words and initials with capitals.
fn may_be_name(text: &str) -> bool {
    /// Words within surnames.
    const WITHIN: [&str; 12] = [
        "van", "von", "de", "da", "di", "der", "den", "del", "la", "le", "zu", "y",
    ];
    let is_part = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word
                .chars()
                .all(|c| c.is_alphabetic() || "'’.-".contains(c))
    };
    let is_address = text.contains('@') && !text.contains(' ') && text.contains('.');
    is_address
        || (text.split(' ').count() <= MOST_WORDS
            && text.split(' ').any(is_part)
            && text
                .split(' ')
                .all(|word| WITHIN.contains(&word) || is_part(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(headings: &[&[&str]]) -> Option<People> {
        let cells: Vec<Vec<String>> = headings
            .iter()
            .map(|cells| cells.iter().map(|cell| (*cell).to_owned()).collect())
            .collect();
        people(cells.iter().map(Vec::as_slice))
    }

    #[test]
    fn people_who_are_addressed_are_not_levels() {
        let surely = Some(People::Surely);
        assert_eq!(found(&[&["Frau Müller"], &["Herr Schmidt"]]), surely);
        assert_ne!(found(&[&["HR Assistant"], &["HR Officer"]]), surely);
        assert_eq!(found(&[&["Mr. Hope"], &["Mrs Ng"], &["Lee"]]), surely);
        assert_eq!(found(&[&["Señora Paz"], &["Sra. Gil"]]), surely);
        assert_ne!(
            found(&[&["Sr. Engineer"], &["Ms Office"], &["Mrs"]]),
            surely
        );
    }

    #[test]
    fn initials_and_surnames_before_first_names_are_of_people() {
        let perhaps = Some(People::Perhaps);
        assert_eq!(found(&[&["A. Karl"], &["C. Hope"]]), perhaps);
        assert_eq!(found(&[&["Anna K."], &["Bob H."], &["Cid L."]]), perhaps);
        assert_eq!(found(&[&["Karl, Anna"], &["Hope, Bob"]]), perhaps);
        let names = Some(People::Names);
        assert_eq!(found(&[&["A. Explorer"], &["B. Navigator"]]), names);
        assert_eq!(found(&[&["Anna Karl"], &["Bob Hope"]]), perhaps);
        assert_eq!(found(&[&["Fire Keeper"], &["Road Builder"]]), names);
    }

    #[test]
    fn people_with_grades_are_not_levels() {
        let surely: [&[&[&str]]; 8] = [
            &[
                &["Anna Karl (Senior)"],
                &["Bob Hope (Junior)"],
                &["Carla Jay (Lead)"],
            ],
            &[
                &["Anna Karl", "Senior"],
                &["Bob Hope", "Junior"],
                &["Carla Jay", "Senior"],
            ],
            &[&["Karl, Anna (Senior)"], &["Hope, Bob (Senior)"]],
            &[
                &["A. Karl - Senior"],
                &["B. Hope - Junior"],
                &["C. Jay - Lead"],
            ],
            &[&["anna@example.org"], &["bob@example.org"]],
            &[
                &["Lena von Thal (Senior Beraterin)"],
                &["Max Roth (Junior Berater)"],
                &["Ida Berg (Teamleiterin)"],
            ],
            &[
                &["Senior: Anna Karl"],
                &["Junior: Bob Hope"],
                &["Lead: Carla Jay"],
            ],
            &[
                &["Anna Karl", "L2"],
                &["Bob Hope", "L1"],
                &["Carla Jay", "L2"],
            ],
        ];
        for headings in surely {
            assert_eq!(found(headings), Some(People::Surely), "{headings:?}");
        }
        let perhaps: [&[&[&str]]; 3] = [
            &[
                &["Anna Karl (Junior)"],
                &["Bob Hope (Senior)"],
                &["Carla Jay (Lead)"],
            ],
            &[&["Anna (Senior)"], &["Bob (Junior)"], &["Carla (Lead)"]],
            &[&["Anna (Senior)"], &["Bob (Senior)"]],
        ];
        for headings in perhaps {
            assert_eq!(found(headings), Some(People::Perhaps), "{headings:?}");
        }
        let levels: [&[&[&str]]; 8] = [
            &[
                &["Software Engineer (Senior)"],
                &["Software Engineer (Junior)"],
            ],
            &[
                &["Data Engineer (Senior)"],
                &["Software Engineer (Junior)"],
                &["Web Engineer (Lead)"],
            ],
            &[&["Team Lead (M1)"], &["Senior Team Lead (M2)"]],
            &[
                &["Explorer (Junior)"],
                &["Navigator (Senior)"],
                &["Captain (Lead)"],
            ],
            &[&["L1", "Code Wizard"], &["L2", "Bug Hunter"]],
            &[&["Junior"], &["Senior"]],
            &[&["Explorer"], &["Navigator"]],
            &[&["Entwicklerin (Stufe 1)"], &["Beraterin (Stufe 2)"]],
        ];
        for headings in levels {
            assert_eq!(found(headings), None, "{headings:?}");
        }
    }
}
