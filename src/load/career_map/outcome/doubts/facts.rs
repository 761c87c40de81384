//! Doubts about rows that describe levels or people, beside those that say what is expected.

use std::collections::BTreeMap;

use super::mends::{as_level_facts, competencies_named, level_facts_line, named, rest_left_out};
use super::{Mend, Odd, Reading};
use crate::load::career_map::content::alike::{begins_like_others, says_acts, sounds_like_others};
use crate::load::career_map::content::placeholder::is_placeholder;
use crate::load::career_map::content::references::refers;
use crate::load::career_map::content::unlike::{first_ending, is_phrase, unlike_others};
use crate::load::career_map::drafts::draft::{DraftRow, Kind};
use crate::load::career_map::options::contains;
use crate::load::career_map::wording::labels::{
    FactKind, Label, asks, fact, label, may_describe_level,
};
use crate::load::setting_lines::{list_line, order_line};
use crate::load::vocabulary::{Concept, Telling, stands_for, tells};
use crate::model::{Competency, Orientation, Scale};
use crate::text::{fold, in_quotes};

/// The competencies that are scored, in the order of the file.
pub(super) fn rows<'a>(reading: &'a Reading<'_>) -> Vec<&'a DraftRow> {
    let rows = reading.draft.rows.iter().zip(&reading.draft.signs.kinds);
    rows.filter_map(|(row, kind)| (*kind == Kind::Competency { scored: true }).then_some(row))
        .collect()
}

/// Competencies that are named as descriptions of levels usually are: *Profile*, *Promotion criteria*; or, unlike most others, with a
/// question, or a word for careers: *What we offer*, *Ready for promotion when*.
pub(super) fn named_like_facts(reading: &Reading<'_>) -> Option<Odd> {
    let scored: Vec<&Competency> = (reading.map.competencies.iter())
        .filter(|own| own.scored)
        .collect();
    let is_about_level = |own: &&Competency| {
        let name = fold(&own.name);
        let last = name.rsplit_once(' ').map(|(_, last)| last);
        // *Role of the manager*
        let is_of_leader = last.is_some_and(|last| stands_for(last, Concept::Manager))
            && name.split(' ').any(|word| stands_for(word, Concept::Role));
        // *Works with*, *Answers to*
        let is_open = last.is_some_and(|last| tells(last, Telling::Opens));
        asks(&name) && last.is_some() || is_of_leader || is_open || tells(&name, Telling::Describes)
    };
    let few = scored.iter().copied().filter(is_about_level).count() * 2 < scored.len();
    let is_doubtful = |own: &&Competency| {
        let begins = own.name.split(':').next().unwrap_or_default();
        (may_describe_level(&own.name) || may_describe_level(begins) || few && is_about_level(own))
            && !contains(&reading.options.scored, &own.name)
    };
    let found: Vec<&Competency> = scored.into_iter().filter(is_doubtful).collect();
    Some(Odd {
        at: found.first()?.at.clone(),
        what: competencies_named(
            &found,
            "is named like a description of the levels",
            "are named like descriptions of the levels",
        ),
        mend: as_level_facts(reading, found.iter().map(|found| &found.name)),
    })
}

/// Competencies with a word or two at each level, where most others have sentences; or with phrases that mostly do not begin as the
/// texts of the others do: *with help*, *alone* beside *Walks the round every hour*. If all others begin alike, hardly any of these may.
pub(super) fn short_row(reading: &Reading<'_>) -> Option<Odd> {
    /// Texts up to this length are very short, and those of at least that length on average long.
    const VERY_SHORT: usize = 20;
    const LONG: f64 = 45.0;
    /// With fewer texts, that they begin alike may be chance.
    const LEAST: usize = 6;
    /// Names of things have so many words at most, and texts that say what somebody does this many times more.
    const FEW_WORDS: usize = 5;
    const SHORTER: f64 = 1.3;
    if reading.map.scale != Scale::Rank {
        return None;
    }
    let texts = |own: &Competency| -> Vec<String> {
        let all = own.expectations.iter().flatten();
        all.map(|one| one.text.clone()).collect()
    };
    let scored: Vec<(&Competency, Vec<String>)> = (reading.map.competencies.iter())
        .filter(|own| own.scored)
        .map(|own| (own, texts(own)))
        .filter(|(_, texts)| texts.len() >= 2)
        .collect();
    let mean = |texts: &[String], measure: fn(&str) -> usize| {
        let all: usize = texts.iter().map(|text| measure(text)).sum();
        all as f64 / texts.len().max(1) as f64
    };
    let characters = |text: &str| text.chars().count();
    let words = |text: &str| text.split_whitespace().count();
    let all: Vec<String> = scored.iter().flat_map(|(_, texts)| texts.clone()).collect();
    let endings = |texts: &[String]| {
        let mut counts: BTreeMap<char, usize> = BTreeMap::new();
        // A word alone is no verb: *shifts*, *befristet*.
        let acts = texts.iter().filter(|text| words(text) > 1);
        for ending in acts.filter_map(|text| first_ending(text)) {
            *counts.entry(ending).or_default() += 1;
        }
        counts
    };
    let (all_endings, all_words) = (endings(&all), mean(&all, words));
    let usual = all_endings
        .iter()
        .max_by_key(|(_, count)| **count)
        .filter(|(_, count)| **count * 3 >= all.len() * 2);
    let are_phrases = |texts: &[String]| {
        let is_phrase = |text: &String| is_phrase(text) && !is_placeholder(text) && !refers(text);
        let begins_as_usual =
            |text: &&String| usual.is_none_or(|(usual, _)| first_ending(text) == Some(*usual));
        texts.iter().all(is_phrase)
            && texts.iter().filter(begins_as_usual).count() * 2 < texts.len()
            && mean(texts, words) * 2.0 <= mean(&all, words)
    };
    let is_long = |(_, texts): &&(&Competency, Vec<String>)| mean(texts, characters) >= LONG;
    let long = scored.iter().filter(is_long).count();
    let are_long = long >= 2 && long * 2 >= scored.len();
    let is_short = |texts: &[String]| texts.iter().all(|text| characters(text) <= VERY_SHORT);
    // *Day shift* and *On call* among texts that all begin with a verb.
    let name_things = |texts: &[String]| {
        let own_endings = endings(texts);
        let of_others = all_endings.iter().map(|(ending, count)| {
            (
                *ending,
                count - own_endings.get(ending).copied().unwrap_or_default(),
            )
        });
        let others = all.len() - texts.len();
        let usual = of_others
            .max_by_key(|(_, count)| *count)
            .filter(|(_, count)| others >= LEAST && count * 10 >= others * 9);
        let is_said = |text: &&String| !is_placeholder(text) && !refers(text);
        let own: Vec<String> = texts.iter().filter(is_said).cloned().collect();
        let is_name = |text: &String| words(text) <= FEW_WORDS && !text.ends_with('.');
        // *Drivers and fitters* is no verb.
        let acts = usual.map(|(usual, _)| own_endings.get(&usual).copied().unwrap_or_default());
        let has_digit = |text: &&String| text.contains(|c: char| c.is_ascii_digit());
        let are_counted = own.iter().filter(has_digit).count() * 2 >= own.len();
        let words_of_others = (all_words * all.len() as f64
            - mean(texts, words) * texts.len() as f64)
            / others as f64;
        own.len() >= 2
            && own.iter().all(is_name)
            && acts.is_some_and(|acts| acts * 4 <= own.len())
            && (are_counted || mean(&own, words) * SHORTER <= words_of_others)
    };
    let found: Vec<&Competency> = (scored.iter())
        .filter(|(_, texts)| {
            are_long && is_short(texts) || are_phrases(texts) || name_things(texts)
        })
        .map(|(own, _)| *own)
        .filter(|own| !contains(&reading.options.scored, &own.name))
        .collect();
    Some(Odd {
        at: found.first()?.at.clone(),
        what: competencies_named(
            &found,
            "has very short texts, unlike the others",
            "have very short texts, unlike the others",
        ),
        mend: match found[..] {
            [only] => fact_or_table(reading, only),
            _ => as_level_facts(reading, found.iter().map(|found| &found.name)),
        },
    })
}

/// What to do about a row that may be a fact about the levels, or the headings of another table, where others follow it.
fn fact_or_table(reading: &Reading<'_>, own: &Competency) -> Mend {
    let names = [&own.name];
    let is_last = (reading.map.competencies.last()).is_some_and(|last| last.at == own.at);
    let is_first = (reading.map.competencies.first()).is_some_and(|first| first.at == own.at);
    match rest_left_out(reading, &own.at).filter(|_| !is_first && !is_last) {
        None => as_level_facts(reading, names),
        Some(rest) => {
            let facts = level_facts_line(reading, names);
            Mend::Either {
                ways: vec![
                    ("this is a fact about the levels".to_owned(), facts),
                    ("another table begins there".to_owned(), rest),
                ],
                otherwise: "Leave the row out.",
            }
        }
    }
}

/// The first or the last competencies, if these are written unlike all others: with full stops, without bullets, without a
/// category, with other first words.
pub(super) fn written_unlike_others(reading: &Reading<'_>) -> Option<Odd> {
    if reading.map.scale != Scale::Rank || reading.has(short_row) {
        return None;
    }
    let rows = rows(reading);
    let (found, has) = unlike_others(&rows)?;
    let found = &rows[found];
    let is_said = |row: &&DraftRow| contains(&reading.options.scored, &row.name);
    if found.iter().all(is_said) {
        return None;
    }
    let names: Vec<&str> = found.iter().map(|row| row.name.as_str()).collect();
    Some(Odd {
        at: found[0].at.clone(),
        what: named(
            "competency",
            "competencies",
            &names,
            &format!("has {has}"),
            &format!("have {has}"),
        ),
        mend: as_level_facts(reading, names),
    })
}

/// Facts about the levels by their names, *Role* or *Description*, whose texts are as those of competencies: *Takes the post as told*.
pub(super) fn competencies_like_facts(reading: &Reading<'_>) -> Option<Odd> {
    let options = reading.options;
    let rows = reading.draft.rows.iter().zip(&reading.draft.signs.kinds);
    let is_doubtful = |(row, kind): &(&DraftRow, &Kind)| {
        **kind == Kind::LevelFact
            && !contains(&options.level_facts, &row.name)
            && (begins_like_others(row, reading.draft) || says_acts(row, reading.draft))
    };
    let (row, _) = rows.into_iter().find(is_doubtful)?;
    let name = || [row.name.as_str()];
    let line = |setting: &str, set: &[String]| {
        list_line(setting, set.iter().map(String::as_str).chain(name()))
    };
    Some(Odd {
        at: row.at.clone(),
        what: format!(
            "{} was read as a fact about the levels, but its texts begin as those of competencies do.",
            in_quotes(&row.name)
        ),
        mend: Mend::Either {
            ways: vec![
                (
                    "it is a competency".to_owned(),
                    line("scored", &options.scored),
                ),
                (
                    "it is such a fact".to_owned(),
                    line("level-facts", &options.level_facts),
                ),
            ],
            otherwise: "Give it another name.",
        },
    })
}

/// Competencies that are named like facts about people and do not begin as others do.
pub(super) fn facts_like_competencies(reading: &Reading<'_>) -> Option<Odd> {
    let is_doubtful = |row: &&DraftRow| {
        fact(&row.name) == Some(FactKind::OfPerson)
            && !contains(&reading.options.scored, &row.name)
            && !sounds_like_others(row, reading.draft)
            && !says_acts(row, reading.draft)
    };
    let found: Vec<&DraftRow> = rows(reading).into_iter().filter(is_doubtful).collect();
    let names = found.iter().map(|row| row.name.as_str());
    let facts = reading.options.facts.iter().map(String::as_str);
    Some(Odd {
        at: found.first()?.at.clone(),
        what: named(
            "competency",
            "competencies",
            &names.clone().collect::<Vec<_>>(),
            "is named like a fact about people, which would not be scored",
            "are named like facts about people, which would not be scored",
        ),
        mend: Mend::Write {
            case: if found.len() == 1 {
                "If it is not to be scored"
            } else {
                "If these are not to be scored"
            }
            .into(),
            lines: vec![list_line("facts", facts.chain(names))],
            otherwise: "give it another name",
        },
    })
}

/// A row of short texts that was read as a fact about the levels, but is named as the column of competencies usually is: it
/// may hold their titles.
pub(super) fn titles_as_fact(reading: &Reading<'_>) -> Option<Odd> {
    let rows = reading.draft.rows.iter().zip(&reading.draft.signs.kinds);
    let mut facts = rows.filter_map(|(row, kind)| (*kind == Kind::LevelFact).then_some(row));
    let found = facts.find(|row| {
        fact(&row.name).is_none()
            && matches!(label(&row.name), Label::Name | Label::Part)
            && !contains(&reading.options.level_facts, &row.name)
    })?;
    // The codes say in which order the titles are.
    let titles = reading.map.levels.iter().filter_map(|level| {
        let mut own = reading.draft.levels.iter();
        let place = own.position(|own| own.at == level.at)?;
        found.cells[place]
            .first()
            .map(|piece| vec![piece.text.trim()])
    });
    let order = order_line(&titles.collect::<Vec<_>>());
    let row = match reading.draft.orientation {
        Orientation::LevelsInColumns => found.at.cell().map(|cell| cell.row + 1),
        _ => None,
    };
    Some(Odd {
        at: found.at.clone(),
        what: format!(
            "{} was read as a fact about the levels, but is the heading of a column.",
            in_quotes(&found.name)
        ),
        mend: Mend::Write {
            case: "If the titles of the levels are beside it".into(),
            lines: (row
                .map(|row| format!("header-row = {row}\n{order}"))
                .into_iter())
            .collect(),
            otherwise: "delete what is above or before the titles",
        },
    })
}
