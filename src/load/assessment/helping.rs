//! The competencies in which somebody is willing to help others: several names in one cell.

use super::super::names::{MapNames, Unmatched};
use super::super::vocabulary::{Concept, says_any};
use super::fields::Fields;
use super::ratings::another_name;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{CompetencyId, Field};
use crate::text::tidy;

/// What can stand between two names; it can also be part of a name.
const BETWEEN: [char; 13] = [
    ',', ';', '\n', '\r', '•', '·', '|', '/', '，', '；', '、', '؛', '،',
];
/// A name has at most this many parts between such signs.
const MOST_PARTS: usize = 12;
/// A longer text is not a name, so no line of the settings is offered for it.
const LONGEST_NAME: usize = 80;

/// The competencies that the field names, each once, in the order given. A name that is not a competency is reported and
/// left out, and so is a fact, in which nobody is rated.
pub(super) fn willing_to_help(
    fields: &Fields<'_>,
    names: &MapNames<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<CompetencyId> {
    let field = Field::WillingToHelp;
    let Some(typed) = fields.text(field, problems) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for named in named(&typed, names) {
        match named {
            Ok(id) if found.contains(&id) => {}
            Ok(id) if names.map().competency(id).scored => found.push(id),
            Ok(id) => problems.push(is_a_fact(fields.place(field), names, id)),
            Err((name, unmatched)) => {
                problems.push(unknown(fields.place(field), names, &name, &unmatched));
            }
        }
    }
    found
}

type Named = Result<CompetencyId, (String, Unmatched)>;

/// The names in a text. A name with a comma of its own is found as well: the longest run of parts that is a name counts,
/// unless each part of it is one.
fn named(typed: &str, names: &MapNames<'_>) -> Vec<Named> {
    let none = [Concept::NotApplicable, Concept::NoSpeciality];
    // “N/A” would be two parts.
    if names.find_competency(typed).is_none() && says_any(&tidy(typed), &none) {
        return Vec::new();
    }
    let mut parts: Vec<(usize, usize)> = Vec::new();
    let mut begins = 0;
    for (at, sign) in typed.match_indices(BETWEEN) {
        parts.push((begins, at));
        begins = at + sign.len();
    }
    parts.push((begins, typed.len()));
    let text = |(begins, ends): (usize, usize)| without_number(&typed[begins..ends]);
    parts.retain(|part| text(*part).contains(char::is_alphanumeric));
    let is_name = |part: &(usize, usize)| names.find_competency(text(*part)).is_some();
    let mut found = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let most = parts.len().min(at + MOST_PARTS);
        let run = (at + 2..=most).rev().find_map(|end| {
            let all = &parts[at..end];
            let (first, last) = (all.first()?, all.last()?);
            let id = names.find_competency(text((first.0, last.1)))?;
            (!all.iter().all(is_name)).then_some((id, end))
        });
        if let Some((id, end)) = run {
            found.push(Ok(id));
            at = end;
            continue;
        }
        let name = tidy(text(parts[at]));
        match names.competency(&name) {
            Ok(id) => found.push(Ok(id)),
            Err(_) if says_any(&name, &none) => {}
            Err(unmatched) => found.push(Err((name, unmatched))),
        }
        at += 1;
    }
    found
}

/// A line of a list without its bullet or number.
fn without_number(part: &str) -> &str {
    let part = part.trim();
    let bare = part.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['.', ')']) {
        Some(rest) if rest.len() < bare.len() => rest.trim_start(),
        _ => bare,
    }
}

fn unknown(at: &Location, names: &MapNames<'_>, typed: &str, unmatched: &Unmatched) -> Diagnostic {
    let all = names.map().competency_names();
    let what = match unmatched {
        Unmatched::Unknown { .. } => "is not a competency of the career map",
        Unmatched::Ambiguous { .. } => "is more than one competency of the career map",
    };
    let mut help = format!(
        "{} Separate several names with commas, and leave the cell empty where there is nothing to say.",
        unmatched.help(&all)
    );
    if typed.chars().count() <= LONGEST_NAME {
        let line = another_name(typed, unmatched, None, names);
        help = format!("{help} {line}");
    }
    Diagnostic::warning(
        "unknown-competency",
        at.clone(),
        format!("“{typed}”, named here as something to help others in, {what}; it was left out."),
        help,
    )
}

fn is_a_fact(at: &Location, names: &MapNames<'_>, id: CompetencyId) -> Diagnostic {
    Diagnostic::warning(
        "help-in-a-fact",
        at.clone(),
        format!(
            "“{}”, named here as something to help others in, is a fact about a person and not rated; it was left out.",
            tidy(&names.map().competency(id).name)
        ),
        "Name a competency that is rated, or take it out of the cell. If it is to be rated, see `facts` in \
         docs/settings.md.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::career_map;

    /// What is found, as indices; a name that is not a competency is shown with its nearest one.
    fn read(competencies: &[&str], typed: &str) -> Vec<String> {
        let map = career_map(&["A", "B"], competencies);
        let found = named(typed, &MapNames::new(&map));
        let show = |one: Named| match one {
            Ok(id) => id.0.to_string(),
            Err((name, unmatched)) => format!("{name}? {}", unmatched.nearest().unwrap_or("-")),
        };
        found.into_iter().map(show).collect()
    }

    const MAP: [&str; 5] = [
        "Writing",
        "Planning, Budget and Risk",
        "Interactions",
        "Words; Voice / Tone",
        "Speaking & Listening",
    ];

    #[test]
    fn several_names_stand_in_one_cell() {
        for typed in [
            "Writing, Interactions",
            "writing;interactions",
            "Writing\nInteractions\n",
            "- Writing\n- Interactions",
            "1. Writing\n2) Interactions",
            "• Writing • Interactions",
            "Writing, , Interactions;",
            "Writing / Interactions",
        ] {
            assert_eq!(read(&MAP, typed), ["0", "2"], "{typed}");
        }
    }

    #[test]
    fn a_name_may_have_such_signs_itself() {
        for typed in [
            "Writing, Planning, Budget and Risk, Words; Voice / Tone",
            "Planning, Budget and Risk",
            "words, voice / tone; Speaking and listening, planning budget & risk",
        ] {
            let found = read(&MAP, typed);
            assert!(
                found.iter().all(|one| one.parse::<usize>().is_ok()),
                "{typed}: {found:?}"
            );
            assert!(found.contains(&"1".to_owned()), "{typed}: {found:?}");
        }
    }

    #[test]
    fn where_each_part_is_a_name_each_is_meant() {
        let map = ["Craft", "Planning", "Craft Planning"];
        assert_eq!(read(&map, "Craft, Planning"), ["0", "1"]);
        assert_eq!(read(&map, "Craft Planning"), ["2"]);
    }

    #[test]
    fn what_is_not_a_competency_is_named_with_the_nearest() {
        assert_eq!(
            read(&MAP, "Writting, Interactions, anything at all"),
            ["Writting? Writing", "2", "anything at all? -"]
        );
    }

    #[test]
    fn nothing_to_say_says_nothing() {
        for typed in ["–", "none", "n/a", "keine", "- \n -"] {
            assert_eq!(read(&MAP, typed), [] as [String; 0], "{typed}");
        }
    }
}
