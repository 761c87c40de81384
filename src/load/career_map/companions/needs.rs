//! What the company says its teams need: the sheet *Coverage needs* in the map's workbook, and `[[coverage-needs]]` in the
//! configuration, which overrules the sheet.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::library::{column_of, is_needs, suggestion};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::load::career_map::drafts::table::MapTable;
use crate::load::names::MapNames;
use crate::load::sheet::Workbook;
use crate::load::vocabulary::{Concept, Meaning, says};
use crate::model::{CareerMap, CompetencyId, CoverageNeed, Field, NeededLevel, Points, Scale};
use crate::text::{closest, fold, tidy};

/// An entry `[[coverage-needs]]` of `careermap.toml`. Without a team or competency, the entry is for all of them.
///
/// ```toml
/// [[coverage-needs]]
/// team = "Events"
/// competency = "Communication"
/// level = "Sr. Community Manager"
/// people = 3
/// ```
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct NeedEntry {
    /// The team.
    team: String,
    /// The competency.
    competency: String,
    /// The level's title or code, or a number on the scale of the map.
    level: Option<LevelName>,
    /// How many people are needed at that level.
    people: Option<i64>,
}

/// A level as somebody types it into a configuration.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
enum LevelName {
    Title(String),
    Number(f64),
}

/// Reads the sheet into the map.
pub(in crate::load::career_map) fn read(
    workbook: &Workbook,
    map: &mut CareerMap,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut needs = Vec::new();
    for sheet in workbook
        .sheets
        .iter()
        .filter(|sheet| is_needs(sheet) && !sheet.hidden)
    {
        let Some(table) = MapTable::of(sheet) else {
            continue;
        };
        let Some(columns) = (0..table.height().min(20)).find_map(|line| Columns::of(&table, line))
        else {
            diagnostics.push(Diagnostic::warning(
                "needs-header",
                sheet.at.clone(),
                "The sheet of coverage needs has no row with the labels Competency and Level or People.",
                "Give its columns the labels Team, Competency, Level and People.",
            ));
            continue;
        };
        let names = MapNames::new(map);
        for row in columns.header + 1..table.height() {
            let text = |column: Option<usize>| column.map_or("", |column| table.text(row, column));
            let at = |column: Option<usize>| table.location(row, column.unwrap_or(0));
            let typed = Typed {
                team: text(columns.team),
                competency: text(columns.competency),
                level: text(columns.level),
                people: text(columns.people),
            };
            let places = Places {
                row: at(columns.competency.or(columns.team)),
                competency: at(columns.competency),
                level: at(columns.level),
                people: at(columns.people),
            };
            match understand(&typed, &places, &names) {
                Ok(need) => needs.extend(need),
                Err(problem) => diagnostics.push(problem),
            }
        }
    }
    map.coverage_needs = without_contradictions(needs, diagnostics);
}

/// Takes over what the configuration says; it overrules the sheet for the same team and competency.
#[must_use]
pub fn configure(entries: &[NeedEntry], map: &mut CareerMap, config: &Location) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut needs = Vec::new();
    let names = MapNames::new(map);
    for entry in entries {
        let level = match &entry.level {
            None => String::new(),
            Some(LevelName::Title(title)) => title.clone(),
            Some(LevelName::Number(number)) => number.to_string(),
        };
        let people = entry.people.map_or_else(String::new, |n| n.to_string());
        let typed = Typed {
            team: &entry.team,
            competency: &entry.competency,
            level: &level,
            people: &people,
        };
        match understand(&typed, &Places::all(config), &names) {
            Ok(need) => needs.extend(need),
            Err(problem) => diagnostics.push(problem),
        }
    }
    let needs = without_contradictions(needs, &mut diagnostics);
    let named: BTreeSet<Place> = needs.iter().map(place).collect();
    map.coverage_needs
        .retain(|need| !named.contains(&place(need)));
    map.coverage_needs.extend(needs);
    diagnostics
}

/// A warning for each need of a team without people: nothing is computed for it.
#[must_use]
pub fn unknown_teams(map: &CareerMap, teams: &BTreeSet<&str>) -> Vec<Diagnostic> {
    let known: BTreeSet<String> = teams.iter().map(|team| fold(team)).collect();
    map.coverage_needs
        .iter()
        .filter_map(|need| Some((need, need.team.as_deref()?)))
        .filter(|(_, team)| !known.contains(&fold(team)))
        .map(|(need, team)| {
            Diagnostic::warning(
                "needs-team",
                need.at.clone(),
                format!("The coverage need is for the team “{team}”, but nobody is in that team; the need has no \
                         effect."),
                suggestion(
                    closest(team, teams.iter().copied()),
                    "Write the team's name as the assessments have it, or “All”.",
                ),
            )
        })
        .collect()
}

struct Columns {
    header: usize,
    team: Option<usize>,
    competency: Option<usize>,
    level: Option<usize>,
    people: Option<usize>,
}

impl Columns {
    fn of(table: &MapTable, header: usize) -> Option<Self> {
        let find = |meanings: &[Meaning]| column_of(table, header, meanings);
        let columns = Self {
            header,
            team: find(&[Meaning::Of(Field::Team)]),
            competency: find(&[Meaning::Competency]),
            level: find(&[Meaning::Level, Meaning::Required]),
            people: find(&[Meaning::Headcount]),
        };
        let says = columns.level.is_some() || columns.people.is_some();
        (says && (columns.competency.is_some() || columns.team.is_some())).then_some(columns)
    }
}

/// A need as it was typed.
struct Typed<'t> {
    team: &'t str,
    competency: &'t str,
    level: &'t str,
    people: &'t str,
}

/// The place of each part.
struct Places {
    row: Location,
    competency: Location,
    level: Location,
    people: Location,
}

impl Places {
    fn all(at: &Location) -> Self {
        Self {
            row: at.clone(),
            competency: at.clone(),
            level: at.clone(),
            people: at.clone(),
        }
    }
}

/// The need that is meant; `None` where neither level nor people are filled in.
fn understand(
    typed: &Typed<'_>,
    places: &Places,
    names: &MapNames<'_>,
) -> Result<Option<CoverageNeed>, Diagnostic> {
    let level = level(typed.level, &places.level, names)?;
    let people = people(typed.people, &places.people)?;
    if level.is_none() && people.is_none() {
        return Ok(None);
    }
    let team = tidy(typed.team);
    Ok(Some(CoverageNeed {
        team: (!means_all(&team)).then_some(team),
        competency: competency(typed.competency, &places.competency, names)?,
        level,
        people,
        at: places.row.clone(),
    }))
}

fn means_all(name: &str) -> bool {
    name.is_empty() || says(name, Concept::Everything)
}

fn competency(
    typed: &str,
    at: &Location,
    names: &MapNames<'_>,
) -> Result<Option<CompetencyId>, Diagnostic> {
    let name = tidy(typed);
    if means_all(&name) {
        return Ok(None);
    }
    let map = names.map();
    let all = map.competency_names();
    let found = names.competency(&name).map_err(|unmatched| {
        left_out(
            Code("needs-competency"),
            at,
            format!("Found “{name}”, expected a competency of the map"),
            unmatched.help(&all),
        )
    })?;
    if map.competency(found).scored {
        return Ok(Some(found));
    }
    Err(left_out(
        Code("needs-fact"),
        at,
        format!("“{name}” is a fact about people and not scored, so no team can be covered in it"),
        "Delete the row, or add the competency to `scored` under [map] in careermap.toml."
            .to_owned(),
    ))
}

fn level(
    typed: &str,
    at: &Location,
    names: &MapNames<'_>,
) -> Result<Option<NeededLevel>, Diagnostic> {
    let name = tidy(typed);
    if name.is_empty() {
        return Ok(None);
    }
    let unmatched = match names.level(&name, None) {
        Ok(named) => return Ok(Some(NeededLevel::Level(named.level))),
        Err(unmatched) => unmatched,
    };
    let map = names.map();
    let on_scale = |points: &Points| match map.scale {
        Scale::Proficiency => points.is_finite() && *points >= 0.0,
        Scale::Rank => points.fract() == 0.0 && (1.0..=f64::from(map.top_rank())).contains(points),
    };
    if let Some(points) = name.parse::<Points>().ok().filter(on_scale) {
        return Ok(Some(NeededLevel::Points(points)));
    }
    let titles = map.level_titles();
    Err(left_out(
        Code("needs-level"),
        at,
        format!("Found “{name}”, expected a level of the map"),
        unmatched.help(&titles),
    ))
}

fn people(typed: &str, at: &Location) -> Result<Option<usize>, Diagnostic> {
    let typed = tidy(typed);
    if typed.is_empty() {
        return Ok(None);
    }
    let number = typed.parse::<f64>().ok();
    match number.filter(|n| n.fract() == 0.0 && (1.0..=1e6).contains(n)) {
        Some(people) => Ok(Some(people as usize)),
        None => Err(left_out(
            Code("needs-people"),
            at,
            format!("Found “{typed}”, expected how many people are needed"),
            "Write a whole number of 1 or more, or leave it empty.".to_owned(),
        )),
    }
}

fn left_out(code: Code, at: &Location, found: String, help: String) -> Diagnostic {
    let message = found + "; the coverage need was left out.";
    Diagnostic::warning(code, at.clone(), message, help)
}

type Place = (Option<String>, Option<CompetencyId>);

fn place(need: &CoverageNeed) -> Place {
    (need.team.as_deref().map(fold), need.competency)
}

/// Of several needs for the same team and competency, keeps one where they agree, none where they do not.
fn without_contradictions(
    needs: Vec<CoverageNeed>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<CoverageNeed> {
    let mut by_place: BTreeMap<Place, Vec<CoverageNeed>> = BTreeMap::new();
    let mut order = Vec::new();
    for need in needs {
        let place = place(&need);
        let same = by_place.entry(place.clone()).or_default();
        if same.is_empty() {
            order.push(place);
        }
        same.push(need);
    }
    let mut kept = Vec::new();
    for place in order {
        let mut same = by_place.remove(&place).unwrap_or_default().into_iter();
        let Some(first) = same.next() else { continue };
        let others: Vec<CoverageNeed> = same
            .filter(|other| (other.level, other.people) != (first.level, first.people))
            .collect();
        if others.is_empty() {
            kept.push(first);
            continue;
        }
        for need in std::iter::once(&first).chain(&others) {
            diagnostics.push(Diagnostic::warning(
                "needs-contradiction",
                need.at.clone(),
                "The same team and competency have several coverage needs that differ; all of them were left out.",
                "Keep one of them.",
            ));
        }
    }
    kept
}
