//! What each row of a draft is: a competency, a fact about a person or about the levels, or not part of the map.
//!
//! The name decides, or where it is unclear, what the cells hold: a fact is one short phrase, a code, a date or a sum.

use std::collections::BTreeSet;

use super::placeholder::is_placeholder;
use super::references::refers;
use super::scale::{Contents, is_figure, required};
use super::unlike::{first_ending, is_phrase, texts, unlike_others, usual_ending};
use crate::diagnostic::Diagnostic;
use crate::load::career_map::drafts::draft::{Draft, DraftRow, Kind, Piece, Source};
use crate::load::career_map::options::{MapOptions, contains};
use crate::load::career_map::wording::labels::{
    FactKind, Label, fact, heads_unwanted, is_answer, is_remark, label, names_courses,
};
use crate::load::career_map::wording::words::{Likeness, is_code, level_likeness};
use crate::load::setting_lines::list_line;
use crate::load::vocabulary::{Concept, Telling, counted, stands_for, tells};
use crate::model::{LeftOut, WhyLeftOut};
use crate::text::{all_in_quotes, fold};

/// What each row of a draft is: by the settings, by its name, or where the name is unclear by what its cells hold.
pub(in crate::load::career_map) fn kinds(draft: &Draft, options: &MapOptions) -> Vec<Kind> {
    let named: Vec<Option<FactKind>> = draft.rows.iter().map(|row| fact(&row.name)).collect();
    let contents: Vec<Contents> = draft
        .rows
        .iter()
        .map(|row| Contents::of(row.cells.iter().flatten()))
        .collect();
    let usual = usual_length(&contents, &named);
    let held = held_facts(draft, &contents, &named, usual);
    // Where all rows ask, this is no map.
    let asking = draft.rows.iter().filter(|row| are_questions(row)).count();
    let ask_beside_others = asking * 2 <= draft.rows.len();
    let mut kinds: Vec<Kind> = (draft.rows.iter().enumerate())
        .map(|(place, row)| {
            configured_kind(row, options).unwrap_or_else(|| match named[place] {
                _ if place < draft.signs.facts_above => Kind::LevelFact,
                Some(FactKind::OfLevel) => Kind::LevelFact,
                // *0–1 years* at each level says how long people are there.
                Some(FactKind::OfPerson) if held[place] => Kind::LevelFact,
                Some(FactKind::OfPerson) => Kind::Competency {
                    scored: sounds_like_others(row, draft)
                        || may_say_what_is_expected(row, &contents[place], usual),
                },
                None if heads_unwanted(&row.name) || ask_beside_others && are_questions(row) => {
                    Kind::LeftOut
                }
                None if is_remark(&row.name)
                    && !says_what_is_expected(row, &contents[place], draft, usual) =>
                {
                    Kind::LeftOut
                }
                _ if held[place] => Kind::LevelFact,
                Some(FactKind::PerhapsOfLevel) | None => SCORED,
            })
        })
        .collect();
    // Name and form say the same: *Mission*, in full sentences above lists.
    if named.contains(&Some(FactKind::PerhapsOfLevel)) {
        let scored: Vec<usize> = (0..kinds.len())
            .filter(|place| kinds[*place] == SCORED)
            .collect();
        let rows: Vec<&DraftRow> = scored.iter().map(|place| &draft.rows[*place]).collect();
        let is_guess = |place: &usize| {
            named[*place] == Some(FactKind::PerhapsOfLevel)
                && configured_kind(&draft.rows[*place], options).is_none()
        };
        if let Some((unlike, _)) = unlike_others(&rows)
            && scored[unlike.clone()].iter().all(is_guess)
        {
            for place in &scored[unlike] {
                kinds[*place] = Kind::LevelFact;
            }
        }
    }
    kinds
}

/// Whether nearly all cells of a row ask something: questions for an interview.
fn are_questions(row: &DraftRow) -> bool {
    let said = || {
        let pieces = row.cells.iter().flatten();
        pieces.filter(|piece| !is_placeholder(&piece.text))
    };
    let questions = said().filter(|piece| piece.text.trim_end().ends_with('?'));
    said().count() > 1 && questions.count() * 4 >= said().count() * 3
}

const SCORED: Kind = Kind::Competency { scored: true };

/// Whether a row that is named like a fact about people, in one word, has cells as long as those of competencies, which differ and
/// say nothing about anybody's past.
fn may_say_what_is_expected(row: &DraftRow, contents: &Contents, usual: f64) -> bool {
    /// Facts are mostly shorter.
    const AS_LONG: f64 = 0.7;
    let texts = row.cells.iter().flatten().map(|piece| fold(&piece.text));
    // *None is needed* at each level is a fact, and *Education and experience* is only the name of one.
    !row.name.trim().contains(' ')
        && contents.mean_length() >= AS_LONG * usual
        && texts.collect::<BTreeSet<_>>().len() > 1
        && !tells_of_past(row)
}

/// Whether all cells of a row begin with a word that ends as the first words of most cells of other rows do, and have more words:
/// *Owns tasks* beside *Plans the week of a team* is what somebody does.
pub(in crate::load::career_map) fn begins_like_others(row: &DraftRow, draft: &Draft) -> bool {
    /// Fewer cells may begin alike by chance.
    const FEW: usize = 4;
    let endings = |row: &DraftRow| -> Vec<Option<char>> {
        let texts = row.cells.iter().flatten().map(|piece| fold(&piece.text));
        let ending = texts.map(|text| text.split_once(' ')?.0.chars().next_back());
        ending.collect()
    };
    let others: Vec<Option<char>> = (draft.rows.iter())
        .filter(|other| other.at != row.at && fact(&other.name).is_none())
        .flat_map(endings)
        .collect();
    let own = endings(row);
    let Some(ending) = own.first().copied().flatten() else {
        return false;
    };
    let alike = others
        .iter()
        .filter(|other| **other == Some(ending))
        .count();
    alike >= FEW && alike * 3 > others.len() * 2 && own.iter().all(|own| *own == Some(ending))
}

/// Whether most cells of a row begin with a word that cells of other rows begin with: *Explains* is what people do, *Diploma* is
/// not.
pub(in crate::load::career_map) fn sounds_like_others(row: &DraftRow, draft: &Draft) -> bool {
    /// Shorter words may begin any text.
    const SHORTEST: usize = 4;
    let begins = |row: &DraftRow| -> Vec<String> {
        let texts = row.cells.iter().flatten().map(|piece| fold(&piece.text));
        let first = texts.filter_map(|text| text.split(' ').next().map(str::to_owned));
        first.collect()
    };
    let others: BTreeSet<String> = (draft.rows.iter())
        .filter(|other| fact(&other.name).is_none())
        .flat_map(begins)
        .filter(|word| word.chars().count() >= SHORTEST)
        .collect();
    let own = begins(row);
    let shared = own.iter().filter(|word| others.contains(*word)).count();
    shared * 2 > own.len()
}

/// Whether most cells of a row say what somebody does, going by the letter in which the first words of competencies mostly end.
pub(in crate::load::career_map) fn says_acts(row: &DraftRow, draft: &Draft) -> bool {
    let rows = draft.rows.iter().zip(&draft.signs.kinds);
    let others = || {
        let scored = rows.clone().filter(|(_, kind)| **kind == SCORED);
        scored
            .filter(|(other, _)| other.at != row.at)
            .flat_map(|(other, _)| texts(other))
    };
    let Some((usual, count)) = usual_ending(others()) else {
        return false;
    };
    let states = |text: &str| {
        let folded = fold(text);
        folded
            .split(' ')
            .next()
            .is_some_and(|first| tells(first, Telling::Has))
    };
    let acts = texts(row).filter(|text| first_ending(text) == Some(usual) && !states(text));
    count * 2 >= others().count() && acts.count() * 4 >= texts(row).count() * 3
}

/// Whether most cells of a row say something about a person's past: years, degrees, courses, or that nothing is needed.
fn tells_of_past(row: &DraftRow) -> bool {
    const SIGNS: [Concept; 4] = [
        Concept::FactOfPerson,
        Concept::Year,
        Concept::CourseHeading,
        Concept::Negation,
    ];
    let name = fold(&row.name);
    let is_sign = |word: &str| {
        if name.split(' ').any(|own| own == word) {
            return false;
        }
        word.starts_with(|c: char| c.is_ascii_digit())
            || counted(word).is_some_and(|number| number > 1)
            || SIGNS.iter().any(|concept| stands_for(word, *concept))
    };
    let pieces = || row.cells.iter().flatten();
    let telling = pieces().filter(|piece| fold(&piece.text).split(' ').any(is_sign));
    telling.count() * 2 >= pieces().count()
}

/// Whether a row that is named like a remark or a rating still says what is expected: for most levels it has texts as
/// long as the others', and a column of competencies has its name, or ratings would be short.
fn says_what_is_expected(row: &DraftRow, contents: &Contents, draft: &Draft, usual: f64) -> bool {
    let is_rating = matches!(label(&row.name), Label::Rating | Label::Rater);
    // The other rows hold ticks and letters of the scale, too.
    let has_signs = !matches!(draft.signs.scale.source, Source::Numbers)
        && row
            .cells
            .iter()
            .flatten()
            .all(|piece| required(piece).is_some());
    if is_rating && has_signs {
        return row.filled() > 0;
    }
    (draft.signs.names_are_labelled || is_rating)
        && row.filled() * 2 > row.cells.len()
        && contents.are_texts()
        && contents.mean_length() >= 0.5 * usual
        && contents.mean_length() >= SENTENCES
}

/// The rows that hold facts about levels, whatever their names.
fn held_facts(
    draft: &Draft,
    contents: &[Contents],
    named: &[Option<FactKind>],
    usual: f64,
) -> Vec<bool> {
    let is_fact =
        |kind: Option<FactKind>| matches!(kind, Some(FactKind::OfLevel | FactKind::PerhapsOfLevel));
    let mut all = Contents::default();
    let others = contents
        .iter()
        .zip(named)
        .filter(|(_, kind)| !is_fact(**kind));
    others.for_each(|(contents, _)| all.add(contents));
    let usual = if all.are_texts() { usual } else { 0.0 };
    let fact_named =
        |place: Option<usize>| is_fact(place.and_then(|place| named.get(place).copied().flatten()));
    // Where many rows hold phrases, this map says in phrases what is expected.
    let phrases = draft
        .rows
        .iter()
        .filter(|row| held_by(row, usual) == Some(FactContents::Phrases))
        .count();
    let are_few = phrases * 3 <= draft.rows.len();
    let mut held: Vec<bool> = Vec::with_capacity(draft.rows.len());
    for (place, row) in draft.rows.iter().enumerate() {
        let before = place.checked_sub(1);
        let is_held = match named[place] {
            // Doubtful rows are facts if they are beside other facts, or much shorter than the expectations of other
            // rows.
            Some(FactKind::PerhapsOfLevel) => {
                let own = contents[place].mean_length();
                let follows = fact_named(before) || before.is_some_and(|before| held[before]);
                follows || fact_named(Some(place + 1)) || own < 0.6 * usual
            }
            None if usual >= SENTENCES && holds_titles(row) => true,
            None => match held_by(row, usual) {
                Some(FactContents::Values) => true,
                // A phrase may be all that is expected: it is a fact above the competencies, and beside other facts above or below.
                Some(FactContents::Phrases) if are_few && !begins_like_others(row, draft) => {
                    let is_fact_at = |place: usize| matches!(named[place], Some(FactKind::OfLevel));
                    let follows = before.is_none_or(|before| held[before] || is_fact_at(before));
                    let goes_on = |after: usize| {
                        is_fact_at(after) || held_by(&draft.rows[after], usual).is_some()
                    };
                    let mut after = (place + 1..named.len()).peekable();
                    let is_edge = follows || (after.peek().is_some() && after.all(goes_on));
                    is_edge || label(&row.name) != Label::Unknown || names_courses(&row.name)
                }
                Some(FactContents::Phrases) | None => {
                    let is_fact_at =
                        |place: usize| named.get(place) == Some(&Some(FactKind::OfLevel));
                    let follows = before.is_some_and(|before| held[before] || is_fact_at(before));
                    let goes_on = is_fact_at(place + 1)
                        || draft.rows.get(place + 1).is_some_and(|after| {
                            holds_titles(after)
                                || held_by(after, usual) == Some(FactContents::Values)
                        });
                    follows && goes_on && lacks_stops(row, draft, usual)
                }
            },
            Some(FactKind::OfPerson) => held_by(row, usual) == Some(FactContents::Values),
            Some(FactKind::OfLevel) => false,
        };
        held.push(is_held);
    }
    held
}

/// Whether the texts of a row are no sentences and do not begin like those of competencies, most of which are.
fn lacks_stops(row: &DraftRow, draft: &Draft, usual: f64) -> bool {
    let is_other = |other: &&DraftRow| {
        let is_value = || held_by(other, usual) == Some(FactContents::Values);
        other.at != row.at && fact(&other.name).is_none() && !is_value()
    };
    let others = draft.rows.iter().filter(is_other);
    let (mut sentences, mut all) = (0, 0);
    for text in others.flat_map(texts) {
        all += 1;
        sentences += usize::from(text.ends_with('.'));
    }
    sentences * 2 >= all
        && !texts(row).any(|text| text.ends_with('.'))
        && !begins_like_others(row, draft)
}

/// The usual length of the texts in rows that say what is expected; facts are mostly shorter.
fn usual_length(contents: &[Contents], named: &[Option<FactKind>]) -> f64 {
    let mut lengths: Vec<f64> = contents
        .iter()
        .zip(named)
        .filter(|(contents, kind)| kind.is_none() && contents.filled > 0)
        .map(|(contents, _)| contents.mean_length())
        .collect();
    lengths.sort_by(f64::total_cmp);
    lengths.get(lengths.len() * 3 / 4).copied().unwrap_or(0.0)
}

/// What a fact about levels holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FactContents {
    /// Codes, dates, sums and numbers.
    Values,
    /// A few words each.
    Phrases,
}

/// Shorter texts are not sentences.
const SENTENCES: f64 = 15.0;

/// What a row holds, if it is one value or one phrase for each level where others have sentences.
fn held_by(row: &DraftRow, usual: f64) -> Option<FactContents> {
    // A dash among sums stands for none.
    let says_none = |cell: &Vec<Piece>| cell.iter().all(|piece| is_placeholder(&piece.text));
    let filled: Vec<&Vec<Piece>> = row.cells.iter().filter(|cell| !says_none(cell)).collect();
    if usual < SENTENCES || filled.len() < 2 || filled.len() * 2 < row.cells.len() {
        return None;
    }
    let mut held = FactContents::Values;
    let mut characters = 0;
    for cell in &filled {
        let [piece] = &cell[..] else {
            return None;
        };
        let text = piece.text.trim();
        characters += text.chars().count();
        if !is_value(piece) {
            held = FactContents::Phrases;
            if !is_phrase(text) || refers(text) {
                return None;
            }
        }
    }
    let is_short = characters as f64 / filled.len() as f64 * 2.0 <= usual;
    // *No*, *possibly*, *yes*.
    let is_yes_or_no =
        |cell: &&&Vec<Piece>| is_answer(&cell[0].text) && !is_placeholder(&cell[0].text);
    let answers = filled.iter().filter(is_yes_or_no).count();
    if answers * 2 > filled.len() {
        held = FactContents::Values;
    }
    (held == FactContents::Values || is_short).then_some(held)
}

/// Whether a row has a title for each level: *Junior Developer*, *Developer*.
fn holds_titles(row: &DraftRow) -> bool {
    let is_title = |cell: &Vec<Piece>| {
        let [piece] = &cell[..] else {
            return false;
        };
        is_phrase(piece.text.trim()) && level_likeness(&piece.text) == Likeness::Yes
    };
    let titles = row.cells.iter().filter(|cell| is_title(cell)).count();
    // A plain *Developer* may be among them.
    let are_short = row
        .cells
        .iter()
        .flatten()
        .all(|piece| is_phrase(piece.text.trim()));
    row.cells.len() > 2
        && are_short
        && row.filled() == row.cells.len()
        && titles + 1 >= row.cells.len()
}

/// A code, a date, a sum, or a number with its unit.
pub(in crate::load::career_map) fn is_value(piece: &Piece) -> bool {
    let text = piece.text.trim();
    let begins = text.trim_start_matches(['$', '€', '£', '<', '>', '~', '+', ' ']);
    let has_unit = begins.starts_with(|c: char| c.is_ascii_digit())
        && text.split_whitespace().count() <= 3
        && !text.ends_with('.');
    piece.number.is_some() || is_figure(text) || is_code(text) || has_unit
}

/// Says which rows were taken for facts about the levels, or for competencies, because of what they hold.
pub(in crate::load::career_map) fn report_facts(
    draft: &Draft,
    options: &MapOptions,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let of = |wanted: Kind, set: &[String], named: Option<FactKind>| {
        let rows = draft.rows.iter().zip(&draft.signs.kinds);
        rows.filter(|(row, kind)| {
            **kind == wanted && fact(&row.name) == named && !contains(set, &row.name)
        })
        .map(|(row, _)| row)
        .collect::<Vec<&DraftRow>>()
    };
    let mut say = |found: &[&DraftRow], setting: (&str, &[String]), said: [[&str; 2]; 2]| {
        let Some(first) = found.first() else {
            return;
        };
        let names = found.iter().map(|row| row.name.as_str());
        let (name, set) = setting;
        let line = list_line(name, set.iter().map(String::as_str).chain(names.clone()));
        let [what, case] = said[usize::from(found.len() > 1)];
        diagnostics.push(Diagnostic::note(
            "map-fact",
            first.at.clone(),
            format!("{} {what}.", all_in_quotes(names)),
            format!("{case}, write `{line}` under [map] in careermap.toml."),
        ));
    };
    say(
        &of(Kind::LevelFact, &options.level_facts, None),
        ("scored", &options.scored),
        [
            [
                "has a few words or a figure for each level: it is read as a fact about the levels, not as a competency",
                "If it is a competency",
            ],
            [
                "have a few words or a figure for each level: they are read as facts about the levels, not as competencies",
                "If they are competencies",
            ],
        ],
    );
    say(
        &of(
            Kind::LevelFact,
            &options.level_facts,
            Some(FactKind::PerhapsOfLevel),
        ),
        ("scored", &options.scored),
        [
            [
                "is named like a description of the levels: it is read as a fact about the levels, not as a competency",
                "If it is a competency",
            ],
            [
                "are named like descriptions of the levels: they are read as facts about the levels, not as competencies",
                "If they are competencies",
            ],
        ],
    );
    say(
        &(of(SCORED, &options.scored, Some(FactKind::OfPerson))
            .into_iter()
            .filter(|row| sounds_like_others(row, draft) || says_acts(row, draft))
            .collect::<Vec<_>>()),
        ("facts", &options.facts),
        [
            [
                "is named like a fact about people, but its cells begin as those of competencies do: it is read as a competency",
                "If it is not to be scored",
            ],
            [
                "are named like facts about people, but their cells begin as those of competencies do: they are read as competencies",
                "If they are not to be scored",
            ],
        ],
    );
}

/// The rows that are not part of the map because of their names.
pub(in crate::load::career_map) fn left_out_rows(
    draft: &Draft,
    options: &MapOptions,
) -> Vec<LeftOut> {
    draft
        .rows
        .iter()
        .zip(&draft.signs.kinds)
        .filter(|(_, kind)| **kind == Kind::LeftOut)
        .map(|(row, _)| LeftOut {
            at: row.at.clone(),
            area: None,
            what: row.name.clone(),
            why: if is_left_out(row, options) {
                WhyLeftOut::Configured
            } else if heads_unwanted(&row.name) {
                WhyLeftOut::Unwanted
            } else if are_questions(row) {
                WhyLeftOut::Questions
            } else {
                WhyLeftOut::Remark
            },
        })
        .collect()
}

/// Whether the configuration leaves out a row, or the category that it is in.
fn is_left_out(row: &DraftRow, options: &MapOptions) -> bool {
    let mut names = std::iter::once(&row.name).chain(&row.category);
    names.any(|name| options.leaves_out(name))
}

fn configured_kind(row: &DraftRow, options: &MapOptions) -> Option<Kind> {
    let name = &row.name;
    if is_left_out(row, options) {
        Some(Kind::LeftOut)
    } else if contains(&options.scored, name) {
        Some(Kind::Competency { scored: true })
    } else if contains(&options.facts, name) {
        Some(Kind::Competency { scored: false })
    } else if contains(&options.level_facts, name) {
        Some(Kind::LevelFact)
    } else {
        None
    }
}
