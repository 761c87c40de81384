//! What stands out, and where each team stands.

use serde::Serialize;

use super::PageInput;
use crate::analysis::{CoverageRow, Figures, Scope};
use crate::labels::Labels;
use crate::model::Review;
use crate::render::findings::{Finding, StandingKind, decisions, nothing, since, standing, trust};
use crate::render::words;

/// The table shows at most this many teams and competencies, like the workbook's summary.
const MAX_LISTED: usize = 10;

/// What stands out.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Findings<'a> {
    decisions: Vec<Sentence>,
    /// What to say where there are none.
    nothing: Sentence,
    /// What has changed since the last review.
    since: Option<String>,
    trust: Vec<Sentence>,
    teams: Vec<Team<'a>>,
    rows: Vec<Competency<'a>>,
    /// How many competencies and teams the table leaves out.
    more_competencies: usize,
    more_teams: usize,
}

#[derive(Debug, Clone, Serialize)]
struct Sentence {
    bold: String,
    text: String,
}

/// A team, or everybody.
#[derive(Debug, Clone, Serialize)]
struct Team<'a> {
    /// `None` for everybody.
    name: Option<&'a str>,
    people: usize,
}

#[derive(Debug, Clone, Serialize)]
struct Competency<'a> {
    name: &'a str,
    cells: Vec<TeamCell>,
}

#[derive(Debug, Clone, Serialize)]
struct TeamCell {
    text: String,
    kind: &'static str,
}

impl<'a> Findings<'a> {
    pub(super) fn of(input: &PageInput<'a>, review: &'a Review) -> Self {
        let labels = input.labels;
        let figures = Figures::of(review, input.analyses, input.analysis);
        let sentence = |Finding { bold, text, .. }| Sentence { bold, text };
        let decisions = decisions(&figures, labels)
            .into_iter()
            .map(sentence)
            .collect();
        let trust = trust(&figures, input.diagnostics, labels)
            .into_iter()
            .map(sentence)
            .collect();
        let mut teams: Vec<&[CoverageRow]> = figures.neediest_teams(MAX_LISTED);
        let more_teams = figures.teams.len() - teams.len();
        teams.extend(figures.coverage.chunk_by(|a, b| a.scope == b.scope).next());
        let competencies: Vec<_> = figures.by_need().collect();
        Self {
            decisions,
            nothing: sentence(nothing(&figures, input.diagnostics, labels)),
            since: input.comparison.map(|found| since(found, labels)),
            trust,
            more_teams,
            more_competencies: competencies.len().saturating_sub(MAX_LISTED),
            rows: competencies
                .into_iter()
                .take(MAX_LISTED)
                .map(|id| Competency {
                    name: figures.competency(id),
                    cells: teams
                        .iter()
                        .map(|rows| {
                            let row = rows.iter().find(|row| row.competency == id);
                            row.map_or_else(TeamCell::empty, |row| TeamCell::of(row, labels))
                        })
                        .collect(),
                })
                .collect(),
            teams: teams
                .iter()
                .map(|rows| team(&figures, &rows[0].scope, input.labels))
                .collect(),
        }
    }
}

fn team<'a>(figures: &Figures<'a>, scope: &Scope, labels: &'a Labels) -> Team<'a> {
    let people = figures.members(scope);
    Team {
        name: match scope {
            Scope::All => None,
            Scope::Team(_) => Some(words::team(labels, figures.assessment(people.start))),
        },
        people: people.len(),
    }
}

impl TeamCell {
    fn of(row: &CoverageRow, labels: &Labels) -> Self {
        let standing = standing(row, labels);
        Self {
            text: standing.text,
            kind: match standing.kind {
                StandingKind::NotRated => "not-rated",
                StandingKind::Many => "many",
                StandingKind::Some => "some",
                StandingKind::Few => "few",
            },
        }
    }

    const fn empty() -> Self {
        Self {
            text: String::new(),
            kind: "not-rated",
        }
    }
}
