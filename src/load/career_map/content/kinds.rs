//! What each row of a draft is: a competency, a fact about a person or about the levels, or not part of the map.
//!
//! The name decides, or where it is unclear, what the cells hold: a fact is one short phrase, a code, a date or a sum.

use std::collections::BTreeSet;

use super::alike::{says_acts, sounds_like_others};
use super::held::{SENTENCES, held_facts, usual_length};
use super::placeholder::is_placeholder;
use super::scale::{Contents, required};
use super::unlike::unlike_others;
use crate::diagnostic::Diagnostic;
use crate::load::career_map::drafts::draft::{Draft, DraftRow, Kind, Source};
use crate::load::career_map::options::{MapOptions, contains};
use crate::load::career_map::wording::labels::{
    FactKind, Label, fact, heads_unwanted, is_remark, label,
};
use crate::load::setting_lines::list_line;
use crate::load::vocabulary::{Concept, counted, stands_for};
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
    // Where most rows ask, this is not a career map, and the refusal says so.
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
