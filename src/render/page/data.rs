//! The data for the template: the contract between program and template (`templates/README.md`).

use std::collections::BTreeSet;

use serde::Serialize;

use super::findings::Findings;
use super::links::{file_link, shown_file};
use super::outstanding::{Manager, managers};
use super::people::{Row, State, rows};
use super::problems::{Problems, problems};
use super::reading::ReadingSection;
use super::{DocumentKind, PageInput};
use crate::analysis::{Advice, advice};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{CareerMap, Review};
use crate::text::fold;

/// At most this many people are on one page.
const PEOPLE: usize = 1_000;
/// At most this many managers with somebody outstanding are on one page.
const MANAGERS: usize = 200;

/// One page.
#[derive(Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question that the template asks"
)]
pub(super) struct Page<'a> {
    /// Version of this contract.
    contract: u32,
    /// The page's file.
    pub(super) file: String,
    /// The page's number, from 1.
    number: usize,
    /// All pages, this one included; empty if there is only one.
    pages: Vec<PageLink>,
    language: String,
    program: &'static str,
    organisation: Option<&'a str>,
    cycle: Option<&'a str>,
    as_of: Option<String>,
    masked: bool,
    /// The career map; `None` where it was refused.
    map: Option<Map<'a>>,
    /// Whether assessments were looked at; not for a refused map, or where only the map was asked for.
    has_review: bool,
    has_roster: bool,
    /// Whether plans were to be made.
    has_plans: bool,
    counts: Counts,
    documents: Vec<DocumentLink<'a>>,
    people: Vec<Row<'a>>,
    /// The teams and the managers of these people, to choose from.
    teams: Vec<&'a str>,
    managers: Vec<&'a str>,
    outstanding: Vec<Manager<'a>>,
    problems: Vec<Problems<'a>>,
    advice: Vec<AdvicePart>,
    findings: Option<Findings<'a>>,
    /// How the files were understood.
    reading: Option<&'a ReadingSection>,
}

#[derive(Debug, Clone, Serialize)]
struct PageLink {
    number: usize,
    link: String,
    /// The places of its people among all, from 1; 0 where it has none.
    first: usize,
    last: usize,
}

#[derive(Debug, Clone, Copy, Serialize)]
struct Map<'a> {
    file: &'a str,
    levels: usize,
    competencies: usize,
}

#[derive(Debug, Clone, Copy, Default, Serialize)]
struct Counts {
    people: usize,
    assessed: usize,
    missing: usize,
    incomplete: usize,
    unusable: usize,
    teams: usize,
    plans: usize,
    plans_failed: usize,
    /// Managers with somebody outstanding.
    managers: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    /// Errors and warnings that the page does not show.
    withheld: usize,
}

#[derive(Debug, Clone, Serialize)]
struct DocumentLink<'a> {
    kind: &'static str,
    /// The manager for whom it was made.
    manager: Option<&'a str>,
    /// The team that it is about.
    team: Option<&'a str>,
    file: &'a str,
    link: String,
}

/// Advice about the career map itself.
#[derive(Debug, Clone, Serialize)]
struct AdvicePart {
    message: String,
    help: String,
    places: Vec<String>,
    more: usize,
}

/// The pages, the first one with everything except further people.
pub(super) fn pages<'a>(input: &PageInput<'a>, name: &str) -> Vec<Page<'a>> {
    let review = input.review.filter(|_| !input.masked);
    let mut rows = review.map(|review| rows(input, review)).unwrap_or_default();
    let cycle = review.and_then(cycle);
    let mut outstanding = review
        .map(|review| managers(review, input.diagnostics, cycle, input.labels))
        .unwrap_or_default();
    let shown = shown(input);
    let problems_of = |all: &mut dyn Iterator<Item = &Diagnostic>| {
        all.filter(|one| one.severity > Severity::Note).count()
    };
    let counts = Counts {
        withheld: problems_of(&mut input.diagnostics.iter())
            - problems_of(&mut shown.iter().copied()),
        ..counts(&shown, &rows, outstanding.len())
    };
    let number = rows
        .len()
        .div_ceil(PEOPLE)
        .max(outstanding.len().div_ceil(MANAGERS))
        .max(1);
    let links = links(number, rows.len(), name);
    let mut pages = Vec::with_capacity(number);
    for link in &links {
        let (people, rest) = split(rows, PEOPLE);
        rows = rest;
        let (of_managers, rest) = split(outstanding, MANAGERS);
        outstanding = rest;
        let is_first = link.number == 1;
        pages.push(Page {
            contract: 1,
            file: page_file(name, link.number),
            number: link.number,
            pages: links.clone(),
            language: input.labels.language().to_owned(),
            program: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")),
            organisation: input.organisation,
            cycle,
            as_of: input
                .review
                .and_then(|review| review.as_of)
                .map(|day| input.labels.date(day)),
            masked: input.masked,
            map: input.career_map.map(map),
            has_review: review.is_some(),
            has_roster: review.is_some_and(|review| review.roster.is_some()),
            has_plans: review.is_some() && input.plans.is_some(),
            counts,
            documents: documents(input, is_first),
            teams: names(people.iter().filter_map(|row| row.team)),
            managers: names(people.iter().filter_map(|row| row.manager)),
            people,
            outstanding: of_managers,
            problems: if is_first {
                problems(&shown)
            } else {
                Vec::new()
            },
            advice: input
                .career_map
                .filter(|_| is_first)
                .map(advice_parts)
                .unwrap_or_default(),
            findings: review
                .filter(|review| is_first && !review.assessments.is_empty())
                .map(|review| Findings::of(input, review)),
            reading: input.reading.filter(|_| is_first),
        });
    }
    pages
}

/// The problems that the page shows: if it is not only for HR, just those of the career map, since others name people.
fn shown<'a>(input: &PageInput<'a>) -> Vec<&'a Diagnostic> {
    let is_of_map = |diagnostic: &&Diagnostic| match input.career_map {
        Some(map) if input.masked => diagnostic.location.file() == Some(&map.file),
        _ => true,
    };
    input.diagnostics.iter().filter(is_of_map).collect()
}

/// The first items, and the others.
fn split<T>(mut items: Vec<T>, at: usize) -> (Vec<T>, Vec<T>) {
    let rest = items.split_off(at.min(items.len()));
    (items, rest)
}

fn links(pages: usize, people: usize, name: &str) -> Vec<PageLink> {
    (0..pages)
        .map(|page| {
            let last = ((page + 1) * PEOPLE).min(people);
            PageLink {
                number: page + 1,
                link: file_link(&page_file(name, page + 1)),
                first: if page * PEOPLE < people {
                    page * PEOPLE + 1
                } else {
                    0
                },
                last,
            }
        })
        .collect()
}

/// The file of the page with this number: `overview.html`, `overview-2.html`.
fn page_file(name: &str, number: usize) -> String {
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    match number {
        1 => name.to_owned(),
        number => format!("{stem}-{number}{ending}"),
    }
}

/// The review's name, if all assessments that name it agree.
fn cycle(review: &Review) -> Option<&str> {
    let all = review.assessments.iter();
    let cycles: BTreeSet<&str> = all.filter_map(|one| one.cycle.as_deref()).collect();
    let mut cycles = cycles.into_iter();
    cycles.next().filter(|_| cycles.next().is_none())
}

fn counts(diagnostics: &[&Diagnostic], rows: &[Row<'_>], managers: usize) -> Counts {
    let in_state = |state: State| rows.iter().filter(|row| row.state == state).count();
    let of = |severity: Severity| severity.count(diagnostics.iter().copied());
    let (missing, unusable) = (in_state(State::Missing), in_state(State::Unusable));
    let teams: BTreeSet<String> = rows.iter().filter_map(|row| row.team).map(fold).collect();
    Counts {
        people: rows.len(),
        assessed: rows.len() - missing - unusable,
        missing,
        unusable,
        incomplete: in_state(State::Incomplete),
        teams: teams.len(),
        plans: rows.iter().filter(|row| row.plan.is_some()).count(),
        plans_failed: rows.iter().filter(|row| row.plan_failed).count(),
        managers,
        errors: of(Severity::Error),
        warnings: of(Severity::Warning),
        notes: of(Severity::Note),
        withheld: 0,
    }
}

fn map(map: &CareerMap) -> Map<'_> {
    Map {
        file: shown_file(&map.file),
        levels: map.levels.len(),
        competencies: map.competencies.len(),
    }
}

fn documents<'a>(input: &PageInput<'a>, is_first: bool) -> Vec<DocumentLink<'a>> {
    let all = input.documents.iter().filter(|_| is_first && !input.masked);
    all.map(|document| {
        let (kind, manager, team) = match &document.kind {
            DocumentKind::Workbook => ("workbook", None, None),
            DocumentKind::AnonymousWorkbook => ("anonymous-workbook", None, None),
            DocumentKind::ManagersWorkbook(manager) => {
                ("managers-workbook", Some(&**manager), None)
            }
            DocumentKind::Packet(manager) => ("packet", manager.as_deref(), None),
            DocumentKind::ReviewPacket(team) => ("review-packet", None, team.as_deref()),
            DocumentKind::Decisions => ("decisions", None, None),
        };
        DocumentLink {
            kind,
            manager,
            team,
            file: &document.path,
            link: file_link(&document.path),
        }
    })
    .collect()
}

/// Names in the order in which people look for them, each once.
fn names<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let names: BTreeSet<&str> = names.collect();
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_by_cached_key(|name| fold(name));
    names
}

fn advice_parts(map: &CareerMap) -> Vec<AdvicePart> {
    /// At most this many places of a kind are named.
    const MAX_NAMED: usize = 12;
    advice(map)
        .into_iter()
        .map(
            |Advice {
                 message,
                 help,
                 places,
                 ..
             }| AdvicePart {
                more: places.len().saturating_sub(MAX_NAMED),
                places: places
                    .into_iter()
                    .take(MAX_NAMED)
                    .map(|place| match place.at.cell() {
                        Some(cell) => format!("{cell} {}", place.what),
                        None => place.what,
                    })
                    .collect(),
                message,
                help: help.to_owned(),
            },
        )
        .collect()
}
