//! *Method*: what the figures mean, which options are in force, and which files they come from.

use jiff::civil::Date;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::lines;
use super::programme::mentors;
use super::{Book, BookOptions, Page, Table, WorkbookParts};
use crate::analysis::{Comparisons, ManagersSee};
use crate::labels::{ENGLISH, Labels};
use crate::model::{CareerMap, NeededLevel, Review, Scale};
use crate::render::words::{self, Sheet, people};

/// The parts of the sheet.
const SOURCE: &str = "workbook.method.source";
const CHOICE: &str = "workbook.method.choice";
/// How the programme comes about.
const PROGRAMME: (&str, &str) = ("workbook.method.programme", "workbook.method.programme.is");
/// How it comes about who could help whom.
const MENTORS: (&str, &str) = ("workbook.method.mentors", "workbook.method.mentors.is");
/// See [`SOURCE`].
pub(super) const DEFINITION: &str = "workbook.method.definition";

pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut lines = sources(
        book.map(),
        book.options(),
        book.input.people.len(),
        book.input.review.as_of,
    );
    lines.extend(choices(book));
    lines.extend(definitions(labels, book.map().scale));
    lines.extend(said(labels, &CONFIRMATION));
    lines.extend(said(labels, &[PROGRAMME]));
    if mentors::are_there(book) {
        lines.extend(said(labels, &[MENTORS]));
    }
    if let Some(comparison) = book.input.comparison {
        lines.extend(trend(labels, comparison));
    }
    if labels.language() != ENGLISH {
        lines.extend(said(labels, &[LANGUAGE]));
    }
    of_lines(&book.parts, &lines)
}

/// The sheet of a manager's workbook: without what is about whole teams.
pub(super) fn for_manager(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let review = book.input.review;
    let assessed = book.input.people.len();
    let mut lines = sources(book.map(), book.options(), assessed, review.as_of);
    let whom = match book.options().managers_see {
        ManagersSee::Direct => "workbook.managers.whom.direct",
        ManagersSee::AllBelow => "workbook.managers.whom.all-below",
    };
    let privacy = [
        ("workbook.managers.whom", whom),
        (
            "workbook.managers.left-out",
            "workbook.managers.left-out.is",
        ),
    ];
    lines.extend(privacy.map(|(term, meaning)| {
        let meaning = labels.say(meaning).to_owned();
        ("workbook.method.privacy", term, meaning)
    }));
    lines.push(weights(labels, book.map()));
    let about_teams = |term: &str| ABOUT_TEAMS.contains(&term);
    let terms = definitions(labels, book.map().scale).into_iter();
    lines.extend(terms.filter(|(_, term, _)| !about_teams(term)));
    of_lines(&book.parts, &lines)
}

/// A sheet of lines.
pub(super) fn of_lines(parts: &WorkbookParts<'_>, lines: &[Line]) -> Result<Worksheet, XlsxError> {
    let labels = parts.labels();
    let mut page = Page::new(parts, Sheet::Method)?;
    page.labelled_title("workbook.method.title", "workbook.method.lead");
    let table = Table::<&Line>::labelled("Method", labels)
        .freezing(0)
        .text("workbook.method.part", 13.0, |(part, ..)| labels.say(part))
        .text("workbook.method.term", 28.0, |(_, term, _)| {
            labels.say(term)
        })
        .long("workbook.method.meaning", 110.0, |(.., meaning)| {
            meaning.clone()
        });
    page.finish_with(&table, lines, "")
}

/// The keys of the part that it belongs to and of the term, and the meaning.
pub(super) type Line = (&'static str, &'static str, String);

/// Terms with the keys of their meanings, as lines of the definitions.
pub(super) fn said(labels: &Labels, terms: &[(&'static str, &'static str)]) -> Vec<Line> {
    terms
        .iter()
        .map(|(term, meaning)| (DEFINITION, *term, labels.say(meaning).to_owned()))
        .collect()
}

/// The sources of the workbook.
pub(super) fn sources(
    map: &CareerMap,
    options: &BookOptions,
    assessed: usize,
    as_of: Option<Date>,
) -> Vec<Line> {
    let labels = &options.labels;
    let unscored: Vec<&str> = map
        .competencies
        .iter()
        .filter(|competency| !competency.scored)
        .map(|competency| competency.name.as_str())
        .collect();
    let size = [
        labels.count("workbook.levels", map.levels.len(), &[]),
        labels.count("workbook.competencies", map.competencies.len(), &[]),
    ];
    let as_of = as_of.map_or_else(
        || labels.say("workbook.method.no-date").to_owned(),
        |day| labels.with("workbook.method.as-of-day", &[("day", &labels.day(day))]),
    );
    let mut lines: Vec<Line> = [
        ("workbook.method.map", map.file.clone()),
        ("workbook.method.map-sheets", map.sheets.join(", ")),
        (
            "workbook.method.map-fingerprint",
            options.map_fingerprint.clone(),
        ),
        ("workbook.method.size", size.join(", ")),
        ("workbook.method.assessments", people(labels, assessed)),
        ("workbook.method.as-of", as_of),
        ("workbook.method.made-by", options.version.clone()),
    ]
    .map(|(term, meaning)| (SOURCE, term, meaning))
    .into();
    if !unscored.is_empty() {
        lines.push((CHOICE, "workbook.method.facts", unscored.join(", ")));
    }
    lines
}

/// Lines for a comparison with earlier reviews only.
fn trend(labels: &Labels, comparisons: &Comparisons<'_>) -> Vec<Line> {
    let mut reviews = comparisons.earlier().rev().map(|one| one.last.review);
    let last = reviews.next().map(|review| {
        let words = review_words(labels, review);
        (SOURCE, "workbook.method.last-review", words)
    });
    let earlier = reviews.map(|review| {
        let words = review_words(labels, review);
        (SOURCE, "workbook.method.earlier-review", words)
    });
    let mut lines: Vec<Line> = last.into_iter().chain(earlier).collect();
    lines.extend(said(labels, &TREND));
    if comparisons.has_lines() {
        lines.extend(said(labels, &LINES));
    }
    lines
}

/// An earlier review: how many people, against which map, of which day.
fn review_words(labels: &Labels, review: &Review) -> String {
    let who = people(labels, review.assessments.len());
    let map = &review.career_map.file;
    match review.as_of {
        None => labels.with(
            "workbook.method.last-review-of",
            &[("people", &who), ("map", map)],
        ),
        Some(day) => labels.with(
            "workbook.method.last-review-of-day",
            &[("people", &who), ("map", map), ("day", &labels.day(day))],
        ),
    }
}

/// How much the competencies count.
pub(super) fn weights(labels: &Labels, map: &CareerMap) -> Line {
    let weights: Vec<String> = map
        .competencies
        .iter()
        .filter(|competency| competency.scored)
        .filter(|competency| competency.weight.to_bits() != 1.0_f64.to_bits())
        .map(|competency| {
            labels.with(
                "workbook.method.weights.each",
                &[
                    ("competency", &competency.name),
                    ("weight", &labels.number(competency.weight)),
                ],
            )
        })
        .collect();
    let meaning = if weights.is_empty() {
        labels.say("workbook.method.weights.equal").to_owned()
    } else {
        labels.with(
            "workbook.method.weights.are",
            &[("weights", &weights.join(", "))],
        )
    };
    (CHOICE, "workbook.method.weights", meaning)
}

fn choices(book: &Book<'_>) -> Vec<Line> {
    let labels = book.labels();
    let analysis = book.input.analysis;
    let needed = labels.count("workbook.method.needed.is", analysis.needed_people, &[]);
    let focus = labels.with(
        "workbook.method.focus.most",
        &[("n", &analysis.focus_areas)],
    );
    let smallest = book.options().minimum_group;
    let smallest = labels.count("workbook.method.smallest.is", smallest, &[]);
    let mut lines = vec![weights(labels, book.map())];
    lines.extend(
        [
            ("workbook.method.needed", needed),
            ("workbook.method.needs", needs(book)),
            ("workbook.method.focus", focus),
            ("workbook.method.smallest", smallest),
        ]
        .map(|(term, meaning)| (CHOICE, term, meaning)),
    );
    lines
}

/// What the company has set for its teams, and where.
fn needs(book: &Book<'_>) -> String {
    let labels = book.labels();
    let needs = &book.map().coverage_needs;
    if needs.is_empty() {
        return labels.say("workbook.method.needs.none").to_owned();
    }
    let each = needs.iter().map(|need| {
        let team = need.team.as_deref();
        let competency = need.competency.map(|id| book.competency(id));
        let level = need.level.map(|level| match level {
            NeededLevel::Level(level) => book.level(level).to_owned(),
            NeededLevel::Points(points) => words::scale_words(labels, book.map(), points),
        });
        let people = need.people.map(|needed| people(labels, needed));
        let what: Vec<String> = level.into_iter().chain(people).collect();
        labels.with(
            "workbook.method.needs.each",
            &[
                (
                    "team",
                    &team.unwrap_or_else(|| labels.say("workbook.method.needs.every-team")),
                ),
                (
                    "competency",
                    &competency
                        .unwrap_or_else(|| labels.say("workbook.method.needs.every-competency")),
                ),
                ("what", &what.join(", ")),
                ("at", &need.at),
            ],
        )
    });
    let are = labels.say("workbook.method.needs.are").to_owned();
    lines(labels, std::iter::once(are).chain(each).collect())
}

/// What the terms mean.
pub(super) fn definitions(labels: &Labels, scale: Scale) -> Vec<Line> {
    let scale = match scale {
        Scale::Rank => "workbook.method.scale.rank",
        Scale::Proficiency => "workbook.method.scale.proficiency",
    };
    let mut lines = said(labels, &[("workbook.method.scale", scale)]);
    lines.extend(said(labels, &TERMS));
    lines
}

/// Terms and their meanings.
const TERMS: [(&str, &str); 17] = [
    ("workbook.method.rating", "workbook.method.rating.is"),
    ("workbook.method.required", "workbook.method.required.is"),
    ("workbook.method.gap", "workbook.method.gap.is"),
    ("workbook.method.standing", "workbook.method.standing.is"),
    ("workbook.method.readiness", "workbook.method.readiness.is"),
    ("workbook.method.focus", "workbook.method.focus.is"),
    ("workbook.method.strengths", "workbook.method.strengths.is"),
    ("workbook.method.burden", "workbook.method.burden.is"),
    ("workbook.method.shares", "workbook.method.shares.is"),
    ("workbook.method.reference", "workbook.method.reference.is"),
    ("workbook.method.depth", "workbook.method.depth.is"),
    ("workbook.method.status", "workbook.method.status.is"),
    (
        "workbook.method.key-people",
        "workbook.method.key-people.is",
    ),
    ("workbook.method.bench", "workbook.method.bench.is"),
    ("workbook.method.next-step", "workbook.method.next-step.is"),
    (
        "workbook.method.difference",
        "workbook.method.difference.is",
    ),
    ("workbook.method.totals", "workbook.method.totals.is"),
];

/// Those that are about whole teams.
const ABOUT_TEAMS: [&str; 5] = [
    "workbook.method.reference",
    "workbook.method.depth",
    "workbook.method.status",
    "workbook.method.key-people",
    "workbook.method.bench",
];

/// Terms that only a workbook with names uses.
const CONFIRMATION: [(&str, &str); 2] = [
    ("workbook.method.confirmed", "workbook.method.confirmed.is"),
    (
        "workbook.method.team-of-one",
        "workbook.method.team-of-one.is",
    ),
];

/// Terms for a comparison with the last review only.
const TREND: [(&str, &str); 5] = [
    (
        "workbook.method.same-person",
        "workbook.method.same-person.is",
    ),
    (
        "workbook.method.rating-then",
        "workbook.method.rating-then.is",
    ),
    (
        "workbook.method.gap-change",
        "workbook.method.gap-change.is",
    ),
    ("workbook.method.closed", "workbook.method.closed.is"),
    ("workbook.method.kept", "workbook.method.kept.is"),
];

/// Terms for a comparison with several earlier reviews only.
const LINES: [(&str, &str); 1] = [("workbook.method.lines", "workbook.method.lines.is")];

/// Which sheets are in English in every language.
pub(super) const LANGUAGE: (&str, &str) = ("workbook.method.english", "workbook.method.english.is");
