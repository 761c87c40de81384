//! Finds the cells with characters that a document could not show, or not in the templates' own fonts.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Assessment, CareerMap, Field, Prose};
use crate::render::pdf::Plan;

const HELP: &str = "Install a font that has them or put it into the folder fonts of your templates; or write the text \
                    without them.";

/// Messages about the characters of one person's plan: for each cell, its characters that no font has.
pub(super) fn in_plan(map: &CareerMap, assessment: &Assessment, plan: &Plan) -> Vec<Diagnostic> {
    let name = &assessment.person.name;
    let mut problems = substitutions(
        &texts_of(assessment),
        &plan.missing,
        &format!("The plan of {name} shows"),
    );
    problems.extend(in_map(map, &plan.missing));
    // Characters of the settings, for example, or of the last review: no cell of this review has them.
    let elsewhere: BTreeSet<char> = plan
        .missing
        .iter()
        .copied()
        .filter(|c| {
            let here = |texts: &Texts<'_>| texts.iter().any(|(_, text)| text.contains(*c));
            !here(&texts_of(assessment)) && !here(&texts_of_map(map))
        })
        .collect();
    let (at, document) = (&assessment.at, format!("The plan of {name}"));
    problems.extend(substitution(at, &elsewhere, &format!("{document} shows")));
    problems.extend(borrowed(at, &document, &plan.borrowed));
    problems
}

/// Messages about the characters of a document about a level, the file `path`.
pub(super) fn in_document(map: &CareerMap, path: &str, document: &Plan) -> Vec<Diagnostic> {
    let at = Location::of_file(path);
    let mut problems = in_map(map, &document.missing);
    if problems.is_empty() {
        problems.extend(substitution(&at, &document.missing, "The document shows"));
    }
    problems.extend(borrowed(&at, "The document", &document.borrowed));
    problems
}

/// Messages about the characters of what is held about somebody, the file `path`: `cells` are those that have them.
pub(super) fn in_held(path: &str, cells: &str, document: &Plan) -> Vec<Diagnostic> {
    let at = Location::of_file(path);
    let missing = substitution(&at, &document.missing, "The document shows");
    let missing = missing.map(|mut problem| {
        if !cells.is_empty() {
            problem.message = format!("{} They are in {cells}.", problem.message);
        }
        problem.help = format!("The workbook beside it has them. {HELP}");
        problem
    });
    let borrowed = borrowed(&at, "The document", &document.borrowed);
    missing.into_iter().chain(borrowed).collect()
}

/// Messages about the characters of the handbook, the file `path`, with the company's own text, if there is one, and its
/// file.
pub(super) fn in_handbook(
    map: &CareerMap,
    path: &str,
    text: Option<(&str, &Prose)>,
    document: &Plan,
) -> Vec<Diagnostic> {
    let mut rest = document.clone();
    let mut problems = Vec::new();
    if let Some((file, prose)) = text {
        let words = serde_json::to_string(prose).unwrap_or_default();
        let own: BTreeSet<char> = words.chars().filter(|c| rest.missing.remove(c)).collect();
        let at = Location::of_file(file);
        problems.extend(substitution(&at, &own, "This text is shown with"));
        problems.extend(in_map(map, &own));
    }
    problems.extend(in_document(map, path, &rest));
    problems
}

/// Cells and their texts.
type Texts<'a> = Vec<(&'a Location, &'a str)>;

/// All texts of an assessment that a plan may show.
fn texts_of(assessment: &Assessment) -> Texts<'_> {
    let person = &assessment.person;
    let fields = [
        (Field::Name, Some(person.name.as_str())),
        (Field::EmployeeId, person.employee_id.as_deref()),
        (Field::Team, person.team.as_deref()),
        (Field::Manager, person.manager.as_deref()),
        (Field::Cycle, assessment.cycle.as_deref()),
        (Field::Aspiration, assessment.aspiration.as_deref()),
        (
            Field::Accomplishments,
            assessment.accomplishments.as_deref(),
        ),
        (Field::Development, assessment.development.as_deref()),
        (Field::Growth, assessment.growth.as_deref()),
        (Field::BeyondMap, assessment.beyond_map.as_deref()),
    ];
    let fields = fields
        .into_iter()
        .filter_map(|(field, text)| Some((assessment.cell(field), text?)));
    let ratings = assessment.competencies.iter().flat_map(|entered| {
        [&entered.evidence, &entered.interest]
            .into_iter()
            .flatten()
            .map(|text| (&text.at, &*text.value))
    });
    let actions = assessment.actions.iter().flat_map(|action| {
        [
            Some(&action.action),
            action.kind.as_ref(),
            action.owner.as_ref(),
            action.status.as_ref(),
            action.success.as_ref(),
        ]
        .into_iter()
        .flatten()
        .map(|text| (&action.at, text.as_str()))
    });
    let notes = assessment
        .marks
        .iter()
        .filter_map(|mark| Some((&mark.at, mark.note.as_deref()?)));
    fields.chain(ratings).chain(actions).chain(notes).collect()
}

/// All texts of the career map that documents may show; expectations are located by their competency.
fn texts_of_map(map: &CareerMap) -> Texts<'_> {
    let levels = map
        .levels
        .iter()
        .map(|level| (&level.at, level.title.as_str()));
    let holding = map.competencies.iter().filter(|one| one.holds);
    let competencies = holding.flat_map(|competency| {
        let expectations = competency.expectations.iter().flatten().flat_map(|asked| {
            std::iter::once(asked.text.as_str()).chain(asked.details.iter().map(String::as_str))
        });
        std::iter::once(competency.name.as_str())
            .chain(competency.category.as_deref())
            .chain(expectations)
            .map(|text| (&competency.at, text))
    });
    let specialities = map.specialities.iter().flat_map(|speciality| {
        let entries = speciality.entries.iter();
        let said = entries.flat_map(|entry| {
            let texts = entry.expectations.iter().flat_map(|asked| {
                std::iter::once(asked.text.as_str()).chain(asked.details.iter().map(String::as_str))
            });
            texts.map(|text| (&entry.at, text))
        });
        std::iter::once((&speciality.at, speciality.name.as_str())).chain(said)
    });
    levels.chain(competencies).chain(specialities).collect()
}

/// Messages that would be the same for everybody's plan, made only once.
fn in_map(map: &CareerMap, missing: &BTreeSet<char>) -> Vec<Diagnostic> {
    if missing.is_empty() {
        return Vec::new();
    }
    substitutions(
        &texts_of_map(map),
        missing,
        "A text of the career map here is shown with",
    )
}

/// For each cell, its characters that no font has.
fn substitutions(texts: &Texts<'_>, missing: &BTreeSet<char>, shows: &str) -> Vec<Diagnostic> {
    let mut cells: Vec<(&Location, BTreeSet<char>)> = Vec::new();
    for (at, text) in texts {
        let found: BTreeSet<char> = text.chars().filter(|c| missing.contains(c)).collect();
        if found.is_empty() {
            continue;
        }
        match cells.iter_mut().find(|(known, _)| known == at) {
            Some((_, characters)) => characters.extend(found),
            None => cells.push((at, found)),
        }
    }
    cells
        .into_iter()
        .filter_map(|(at, characters)| substitution(at, &characters, shows))
        .collect()
}

/// The message about these characters, if there are any.
fn substitution(at: &Location, characters: &BTreeSet<char>, shows: &str) -> Option<Diagnostic> {
    let message = format!(
        "{shows} a replacement character for characters that no font has, neither the templates' fonts nor this \
         computer's: {}.",
        list(characters)
    );
    (!characters.is_empty())
        .then(|| Diagnostic::warning("character-missing", at.clone(), message, HELP))
}

fn borrowed(at: &Location, document: &str, characters: &BTreeSet<char>) -> Option<Diagnostic> {
    (!characters.is_empty()).then(|| {
        Diagnostic::note(
            "character-borrowed",
            at.clone(),
            format!(
                "{document} has characters that only a font of this computer has: {}.",
                list(characters)
            ),
            "You do not need to do anything; on another computer the document may look a little different.",
        )
    })
}

fn list(characters: &BTreeSet<char>) -> String {
    characters
        .iter()
        .map(|c| format!("{c} (U+{:04X})", u32::from(*c)))
        .collect::<Vec<_>>()
        .join(", ")
}
