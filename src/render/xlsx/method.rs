//! *Method*: what the figures mean, which choices are in force, and what they were drawn from.

use jiff::civil::Date;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::BookOptions;
use super::book::{Book, counted, lines};
use super::column::Table;
use super::page::{Binder, Page};
use crate::analysis::Comparison;
use crate::model::{CareerMap, NeededLevel, Scale};

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut lines = sources(
        book.map(),
        book.options(),
        book.input.people.len(),
        book.input.review.as_of,
    );
    lines.extend(choices(book));
    lines.extend(definitions(book.map().scale));
    lines.extend(confirmation());
    lines.extend(book.input.comparison.into_iter().flat_map(trend));
    of_lines(book, &lines)
}

/// A sheet of lines.
pub(super) fn of_lines(book: &impl Binder, lines: &[Line]) -> Result<Worksheet, XlsxError> {
    let mut page = Page::new(book, "Method")?;
    page.title(
        "Method: what the figures mean",
        "Definitions, the choices in force, and what this workbook was drawn from.",
    )?;
    let table = Table::new("Method")
        .freezing(0)
        .text("Part", 13.0, |(part, ..): &&Line| *part)
        .text("Term", 28.0, |(_, term, _)| *term)
        .long("Meaning", 110.0, |(.., meaning)| meaning.clone());
    page.finish_with(&table, lines, "")
}

/// The part that it belongs to, the term, the meaning.
pub(super) type Line = (&'static str, &'static str, String);

/// What the workbook was drawn from.
pub(super) fn sources(
    map: &CareerMap,
    options: &BookOptions,
    people: usize,
    as_of: Option<Date>,
) -> Vec<Line> {
    let unscored: Vec<&str> = map
        .competencies
        .iter()
        .filter(|competency| !competency.scored)
        .map(|competency| competency.name.as_str())
        .collect();
    let mut lines = vec![
        ("Source", "Career map", map.file.clone()),
        ("Source", "Sheets of the career map", map.sheets.join(", ")),
        (
            "Source",
            "Fingerprint of the career map",
            options.map_fingerprint.clone(),
        ),
        (
            "Source",
            "Levels and competencies",
            format!(
                "{}, {}",
                counted(map.levels.len(), "level", "levels"),
                counted(map.competencies.len(), "competency", "competencies")
            ),
        ),
        ("Source", "Assessments", counted(people, "person", "people")),
        (
            "Source",
            "As of",
            as_of.map_or_else(
                || "no date is known".to_owned(),
                |day| format!("{day}: the latest assessment date, unless another was given"),
            ),
        ),
        ("Source", "Made by", options.version.clone()),
    ];
    if !unscored.is_empty() {
        lines.push(("Choice", "Facts, shown and not scored", unscored.join(", ")));
    }
    lines
}

/// What only a comparison with the last review needs.
fn trend(comparison: &Comparison<'_>) -> Vec<Line> {
    let review = comparison.last.review;
    let of = review
        .as_of
        .map_or_else(String::new, |day| format!(", as of {day}"));
    vec![
        (
            "Source",
            "Last review",
            format!(
                "{} scored against {}{of}",
                counted(review.assessments.len(), "person", "people"),
                review.career_map.file,
            ),
        ),
        (
            "Definition",
            "The same person, then and now",
            "By employee ID; by name only where nobody shares it and one side has no ID.".to_owned(),
        ),
        (
            "Definition",
            "Rating then",
            "Counted as today’s map counts it: by the place that its level has today. A level that is not there any more has \
             none, so that such a rating is shown and not compared."
                .to_owned(),
        ),
        (
            "Definition",
            "Change of a role gap",
            "From the map: the rating and the role level of then, measured by today’s map. From the role level: today’s in \
             place of then’s. From the rating: today’s in place of then’s. The three add up."
                .to_owned(),
        ),
        (
            "Definition",
            "Closed",
            "A target gap of then, where the rating now reaches what today’s map requires at the level that was the target then."
                .to_owned(),
        ),
        (
            "Definition",
            "Kept, moved, missed",
            "Of the actions that were open: done; put off to a later day that is still to come; not done, and the day is past."
                .to_owned(),
        ),
    ]
}

/// How much the competencies count.
pub(super) fn weights(map: &CareerMap) -> Line {
    let weights: Vec<String> = map
        .competencies
        .iter()
        .filter(|competency| competency.scored)
        .filter(|competency| competency.weight.to_bits() != 1.0_f64.to_bits())
        .map(|competency| format!("{}: {}", competency.name, competency.weight))
        .collect();
    (
        "Choice",
        "Weights",
        if weights.is_empty() {
            "Every competency counts the same (1).".to_owned()
        } else {
            format!("{}; all others 1.", weights.join(", "))
        },
    )
}

fn choices(book: &Book<'_>) -> Vec<Line> {
    vec![
        weights(book.map()),
        (
            "Choice",
            "People needed",
            format!(
                "{} at the reference level, for a competency to be covered.",
                counted(book.input.analysis.needed_people, "person", "people")
            ),
        ),
        ("Choice", "Coverage needs", needs(book)),
        (
            "Choice",
            "Focus areas",
            format!("At most {} a person.", book.input.analysis.focus_areas),
        ),
        (
            "Choice",
            "Smallest group",
            format!(
                "Comparisons of managers are shown from {}.",
                counted(book.options().minimum_group, "person", "people")
            ),
        ),
    ]
}

/// What the company has set for its teams, and where that stands.
fn needs(book: &Book<'_>) -> String {
    let needs = &book.map().coverage_needs;
    if needs.is_empty() {
        return "None are set by the company: the reference level is the upper median.".to_owned();
    }
    let each = needs.iter().map(|need| {
        let team = need.team.as_deref().unwrap_or("every team");
        let competency = need
            .competency
            .map_or("every competency", |id| book.competency(id));
        let level = need.level.map(|level| match level {
            NeededLevel::Level(level) => book.level(level).to_owned(),
            NeededLevel::Points(points) => book.scale_words(points),
        });
        let people = need
            .people
            .map(|people| counted(people, "person", "people"));
        let what: Vec<String> = level.into_iter().chain(people).collect();
        format!("{team}, {competency}: {} ({})", what.join(", "), need.at)
    });
    lines(
        std::iter::once(
            "Set by the company; the rest follows from the arithmetic. The most specific counts: team and competency, \
             competency, team."
                .to_owned(),
        )
        .chain(each)
        .collect(),
    )
}

/// What only a workbook with names tells apart.
fn confirmation() -> [Line; 2] {
    [
        (
            "Definition",
            "Depth and status, confirmed",
            "By ratings of managers and agreed ones alone: people rate themselves higher. Summary, Gaps, By team, Key \
             people and Charts go by the confirmed status."
                .to_owned(),
        ),
        (
            "Definition",
            "Team of one",
            "A team of one person has coverage, but no key people and no finding of its own. Figures that count teams leave it \
             out, and people without a team."
                .to_owned(),
        ),
    ]
}

/// What the terms mean.
pub(super) fn definitions(scale: Scale) -> Vec<Line> {
    let scale = match scale {
        Scale::Rank => "The place of a level in the order of seniority; 1 is the most junior.",
        Scale::Proficiency => "The proficiency that the career map’s cells require.",
    };
    [
        ("Scale", scale),
        (
            "Rating",
            "The agreed rating if given, else the manager’s, else the person’s own (then self-rated). N/A takes the \
             competency out for the person. A blank is not assessed; it is never a zero.",
        ),
        (
            "Required now, at target",
            "What the career map requires at the role level and at the target level. The target level is the one chosen, else \
             the next on the person’s track, else the role level.",
        ),
        (
            "Role gap, target gap",
            "Required now minus rating, and required at target minus rating; never below 0.",
        ),
        (
            "Standing",
            "At target level: rating ≥ required at target; else below role level: rating < required now; else at role level. \
             Where the target requires less than the role, a rating can be at target and below role at once: it counts as both.",
        ),
        (
            "Readiness",
            "Weight of the assessed competencies at target divided by the weight of all assessed ones; shown with its count over \
             all scored competencies that apply, such as “5 of 8, 1 not assessed”. It decides nothing.",
        ),
        (
            "Focus areas",
            "Competencies with a target gap, by role gap × weight, then target gap × weight, then the order of the map.",
        ),
        (
            "Strengths",
            "Rating not below the role level, and at the target level or above the role level; most above the role level first.",
        ),
        (
            "Levels short (burden)",
            "How far people are below their role level, added up and multiplied by the competency’s weight. The ranking of \
             training need.",
        ),
        (
            "At role level, at target level",
            "Shares of the people with a rating who reach what their own role or target level requires.",
        ),
        (
            "Reference level",
            "What a team needs in a competency: the level that the company names, else the upper median of what the role \
             levels of its people require, among those to whom it applies.",
        ),
        (
            "Depth",
            "Number of people who are rated at the reference level or above.",
        ),
        (
            "Status",
            "Covered: depth ≥ people needed. Thin: fewer, but at least one. Uncovered: none.",
        ),
        (
            "Key people",
            "People without whom the confirmed status of a competency would get worse; the reference level stays. Only person: \
             nobody else is confirmed at it. Possible deputy: of the others, whoever is rated highest; a manager’s or agreed \
             rating goes before the same one by the person alone.",
        ),
        (
            "Bench",
            "People whose target level is above their role level. Missing: what is rated below the target level or not \
             assessed.",
        ),
        (
            "Next step",
            "The level above the rating: a person finishes one level before the next.",
        ),
        (
            "Self minus manager",
            "Difference of the two ratings where both are numbers. Spread is the standard deviation.",
        ),
        (
            "Totals",
            "Bold figures above a table count the rows that a filter leaves; everything else is a value.",
        ),
    ]
    .into_iter()
    .map(|(term, meaning)| ("Definition", term, meaning.to_owned()))
    .collect()
}
