//! The scorecard of a level: a sheet for each interviewer, and one that shows what they heard side by side.
//!
//! Nothing is added up and nobody is ranked: the sheet *Together* says how far apart the interviewers are and what they have
//! to talk about. Its formulas have their results in them, for programs that compute nothing.

mod formulas;
mod interviewer;
mod together;

use rust_xlsxwriter::XlsxError;

use super::super::WorkbookError;
use super::choices::{Choices, whole_points};
use super::expected::{in_balanced_rows, told};
use super::paint::{ContentKind, FilledBy, FormFormats};
use super::sheet::{FormSheet, sheet_name};
use super::{FormOptions, workbook};
use crate::labels::Labels;
use crate::model::{CareerMap, CompetencyId, LevelId, PersonTrack, Scale, Track};
use crate::render::words::rating;

/// How many sheets for interviewers there are.
const INTERVIEWERS: u16 = 5;
/// Area, what is expected, questions, level heard, evidence. They add up to what a printed page takes with letters of 9
/// points, like those of *Together*.
const WIDTHS: [f64; 5] = [20.0, 60.0, 30.0, 19.0, 38.0];
/// The columns of an interviewer's sheet that *Together* reads.
const HEARD: u16 = 3;
const EVIDENCE: u16 = 4;
/// The row of the interviewer's name, and of what *Together* says about the interview; counted from 0.
const NAME: u32 = 3;
/// The header's row on the sheets of interviewers and on *Together*.
const HEADER: u32 = 5;
/// The row in which *Together* counts the sheets that were begun.
const BEGUN: u32 = 4;

/// What a scorecard is made from.
#[derive(Debug, Clone, Copy)]
pub struct ScorecardInput<'a> {
    /// The career map.
    pub map: &'a CareerMap,
    /// The level that somebody is interviewed for.
    pub level: LevelId,
    /// The track, if it is for one only.
    pub track: Option<PersonTrack>,
    /// Choices for all forms.
    pub options: &'a FormOptions,
}

/// The scorecard as the bytes of an `.xlsx` file. The same input gives the same bytes.
///
/// # Errors
/// If the material does not fit into the format.
pub fn scorecard(input: &ScorecardInput<'_>) -> Result<Vec<u8>, WorkbookError> {
    let card = Card::new(input);
    let mut sheets = Vec::new();
    for number in 1..=INTERVIEWERS {
        sheets.push(interviewer::sheet(&card, number)?);
    }
    sheets.push(together::sheet(&card)?);
    sheets.push(card.choices.sheet(input.options, &card.paint)?);
    workbook(input.options, &card.named("scorecard.document"), sheets)
}

/// What several sheets need.
struct Card<'a> {
    input: ScorecardInput<'a>,
    path: Option<PersonTrack>,
    labels: &'a Labels,
    paint: FormFormats,
    choices: Choices,
    areas: Vec<Area>,
    facts: Vec<&'a str>,
}

/// A competency on the sheet of an interviewer.
struct Area {
    id: CompetencyId,
    /// What the level expects, row by row; as a rule one.
    expected: Vec<String>,
    /// The first of these rows.
    row: u32,
}

impl<'a> Card<'a> {
    fn new(input: &ScorecardInput<'a>) -> Self {
        let (map, labels) = (input.map, &input.options.labels);
        let path = map.track_of(input.level, input.track);
        let heard = heard_words(map, path, labels);
        let mut row = HEADER + 1;
        let scored = map.competency_ids().filter(|id| map.competency(*id).scored);
        let areas = scored
            .map(|id| {
                let bullets = told(map, labels, path, id, input.level);
                let expected = in_balanced_rows(&bullets, WIDTHS[1]);
                let area = Area { id, expected, row };
                row += area.expected.len() as u32;
                area
            })
            .collect();
        let facts = map
            .competencies
            .iter()
            .filter(|one| one.holds && !one.scored);
        Self {
            input: *input,
            path,
            labels,
            paint: FormFormats::new(labels),
            choices: Choices::of_scorecard(heard, input.options),
            areas,
            facts: facts.map(|one| one.name.as_str()).collect(),
        }
    }

    /// A text with the level's title in it, and the track if it is for one only.
    fn named(&self, key: &str) -> String {
        let level = self.input.map.level(self.input.level);
        let title = match self.path.filter(|_| level.tracks.len() > 1) {
            None => self.input.map.held_title(self.input.level, self.path),
            Some(track) => {
                let track = match track {
                    PersonTrack::One(Track::IndividualContributor) => {
                        self.labels.say("track.ic.inline")
                    }
                    PersonTrack::One(Track::Management) => {
                        self.labels.say("track.management.inline")
                    }
                    PersonTrack::Both => self.labels.say("track.both.inline"),
                };
                self.labels.with(
                    "level.on-track",
                    &[("level", &level.title), ("track", &track)],
                )
            }
        };
        self.labels.with(key, &[("level", &title)])
    }

    fn competency(&self, area: &Area) -> &'a str {
        &self.input.map.competency(area.id).name
    }

    /// What an interviewer and their sheet are called until somebody has typed a name.
    fn called(&self, number: u16) -> String {
        sheet_name(&self.labels.with("scorecard.interviewer", &[("n", &number)]))
    }

    /// A sheet with its title and explanation.
    fn page(
        &self,
        name: &str,
        title: &str,
        lead: &str,
        widths: &[f64],
    ) -> Result<FormSheet<'_>, XlsxError> {
        let about = self.named("scorecard.document");
        let mut page = FormSheet::new(self.input.options, &self.paint, name, &about, widths)?;
        page.title(title, "")?;
        page.lead(1, lead)?;
        Ok(page)
    }

    /// A label and a cell to fill in.
    fn entry(
        &self,
        page: &mut FormSheet<'_>,
        (row, column): (u32, u16),
        label: &str,
        holds: ContentKind,
    ) -> Result<(), XlsxError> {
        page.write(row, column, Some(label), &self.paint.label)?;
        let open = self.paint.entry(FilledBy::Manager, holds);
        page.write(row, column + 1, None, &open)
    }
}

/// The words that somebody can choose as the level heard, from the most junior on: those of one rank together, since they are
/// equally senior.
fn heard_words(map: &CareerMap, track: Option<PersonTrack>, labels: &Labels) -> Vec<String> {
    match map.scale {
        Scale::Proficiency => {
            let points = whole_points(map);
            points
                .map(|points| rating(labels, map, points as f64, track))
                .collect()
        }
        Scale::Rank => {
            let on_path = |id: &LevelId| map.level(*id).is_on(track);
            let mut ranks: Vec<(u32, String)> = Vec::new();
            for id in map.level_ids().filter(on_path) {
                let (rank, name) = (map.level(id).rank, super::level_name(map, id, labels));
                match ranks.iter_mut().find(|(known, _)| *known == rank) {
                    Some((_, names)) => *names = format!("{names} / {name}"),
                    None => ranks.push((rank, name)),
                }
            }
            ranks.sort_by_key(|(rank, _)| *rank);
            ranks.into_iter().map(|(_, names)| names).collect()
        }
    }
}
