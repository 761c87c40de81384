//! The scorecard of a level: a sheet for each interviewer, and one that shows what they heard side by side.
//!
//! Nothing is added up and nobody is ranked: the sheet *Together* says how far apart the interviewers are and what they have
//! to talk about. Its formulas have their results in them, for programs that compute nothing.

use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidationErrorStyle, Format, Formula, Workbook,
    Worksheet, XlsxError,
};

use super::super::WorkbookError;
use super::choices::{Choices, Source};
use super::expected::{in_balanced_rows, told};
use super::paint::{FilledBy, FormFormats, Holds, lines, row_height, unlimited_height};
use super::sheet::{self, sheet_name};
use super::{FormOptions, properties};
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
/// The height of a row, in points: room to write by hand.
const ROW: f64 = 64.0;
/// From how many steps apart on interviewers have to talk about it.
const FAR: usize = 2;
/// The colour behind what is to be discussed.
const AMBER: Color = Color::RGB(0xFC_E8C5);

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
    let mut workbook = Workbook::new();
    let title = card.named("scorecard.document");
    workbook.set_properties(&properties(input.options, &title));
    for number in 1..=INTERVIEWERS {
        workbook.push_worksheet(card.interviewer(number)?);
    }
    workbook.push_worksheet(card.together()?);
    workbook.push_worksheet(card.choices.sheet(input.options, &card.paint)?);
    Ok(workbook.save_to_buffer()?)
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

    /// Title and explanation of a sheet, in lines that print.
    fn head(
        &self,
        sheet: &mut Worksheet,
        title: &str,
        lead: &str,
        widths: &[f64],
    ) -> Result<(), XlsxError> {
        sheet::title(sheet, &self.paint, title, "")?;
        let last = widths.len() as u16 - 1;
        let format = self.paint.lead.clone().set_text_wrap();
        sheet::write_over(sheet, (1, 0), (1, last), Some(lead), &format)?;
        sheet.set_row_height(1, row_height(&[(lead, widths.iter().sum())]) + 4.0)?;
        Ok(())
    }

    /// A label and a cell to fill in.
    fn entry(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        label: &str,
        holds: Holds,
    ) -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, column, label, &self.paint.label)?;
        let open = self.paint.entry(FilledBy::Manager, holds);
        sheet.write_blank(row, column + 1, &open)?;
        Ok(())
    }

    /// The sheet of an interviewer.
    fn interviewer(&self, number: u16) -> Result<Worksheet, XlsxError> {
        let (labels, options) = (self.labels, self.input.options);
        let not_heard = labels.quoted(labels.say("interview.not-heard"));
        let about = self.named("scorecard.document");
        let mut sheet = sheet::page(options, &self.called(number), &about, &WIDTHS)?;
        let mut lead = labels.with("scorecard.lead", &[("not-heard", &not_heard)]);
        if !self.facts.is_empty() {
            lead.push(' ');
            let facts = labels.listed(&self.facts);
            lead.push_str(&labels.with("scorecard.facts", &[("facts", &facts)]));
        }
        self.head(&mut sheet, &about, &lead, &WIDTHS)?;
        self.entry(
            &mut sheet,
            (NAME, 0),
            labels.say("scorecard.name"),
            Holds::Words,
        )?;
        self.entry(
            &mut sheet,
            (NAME, 2),
            labels.say("interview.date"),
            Holds::Day,
        )?;
        sheet.set_row_height(NAME, 22)?;
        let level = self.input.map.level(self.input.level);
        let expects = labels.with("level.expects", &[("level", &level.title)]);
        let headings = [
            labels.say("level.area"),
            &expects,
            labels.say("interview.questions"),
            labels.say("scorecard.heard"),
            labels.say("scorecard.evidence"),
        ];
        sheet::header(&mut sheet, &self.paint, HEADER, &headings, &WIDTHS)?;
        for area in &self.areas {
            self.area(&mut sheet, area)?;
        }
        sheet.set_freeze_panes(HEADER + 1, 1)?;
        sheet.set_repeat_rows(HEADER, HEADER)?;
        Ok(sheet)
    }

    fn area(&self, sheet: &mut Worksheet, area: &Area) -> Result<(), XlsxError> {
        let count = area.expected.len();
        let last = area.row + count as u32 - 1;
        let name = self.competency(area);
        let open = self.paint.input(FilledBy::Manager, Holds::Words);
        let bold = &self.paint.reading_bold;
        sheet::write_over(sheet, (area.row, 0), (last, 0), Some(name), bold)?;
        for column in 2..WIDTHS.len() as u16 {
            sheet::write_over(sheet, (area.row, column), (last, column), None, &open)?;
        }
        // A long name needs its height in all rows together.
        let of_name = unlimited_height(&[(name, WIDTHS[0] * super::paint::BOLD)]) / count as f64;
        for (index, (row, text)) in (area.row..).zip(&area.expected).enumerate() {
            let format = self.paint.expected(index > 0, index + 1 < count);
            sheet.write_string_with_format(row, 1, text, &format)?;
            let least = if count == 1 { ROW } else { 0.0 };
            let height = row_height(&[(text, WIDTHS[1])]).max(least).max(of_name);
            sheet.set_row_height(row, height)?;
        }
        let (heard, evidence) = (
            self.labels.say("scorecard.heard"),
            self.labels.say("scorecard.evidence"),
        );
        let hint = self.labels.say("scorecard.hint.heard");
        let dropdown = self.choices.dropdown(Source::Heard, heard, hint)?;
        // *Together* understands only the words on the list.
        let dropdown = dropdown.set_error_style(DataValidationErrorStyle::Stop);
        sheet.add_data_validation(area.row, HEARD, area.row, HEARD, &dropdown)?;
        let prompt = sheet::prompt(evidence, self.labels.say("scorecard.hint.evidence"))?;
        sheet.add_data_validation(area.row, EVIDENCE, area.row, EVIDENCE, &prompt)?;
        Ok(())
    }

    /// The sheet that shows what all interviewers heard.
    fn together(&self) -> Result<Worksheet, XlsxError> {
        let labels = self.labels;
        let mut widths = vec![24.0];
        widths.extend([14.0; INTERVIEWERS as usize]);
        widths.extend([24.0, 9.0, 20.0, 20.0]);
        let about = self.named("scorecard.document");
        let name = labels.say("scorecard.together");
        let mut sheet = sheet::page(self.input.options, name, &about, &widths)?;
        // Else a formula without a result would be shown as 0.
        sheet.set_formula_result_default("");
        let title = self.named("scorecard.together-title");
        self.head(
            &mut sheet,
            &title,
            labels.say("scorecard.together-lead"),
            &widths,
        )?;
        let entries = [
            (0, "interview.reference", Holds::Words),
            (3, "interview.date", Holds::Day),
        ];
        let mut height: f64 = 22.0;
        for (column, label, holds) in entries {
            let label = labels.say(label);
            self.entry(&mut sheet, (NAME, column), label, holds)?;
            let width = widths[usize::from(column)] * super::paint::BOLD;
            height = height.max(row_height(&[(label, width)]) + 4.0);
        }
        sheet.set_row_height(NAME, height)?;
        let shown = self.paint.reading.clone();
        sheet.write_string_with_format(
            BEGUN,
            0,
            labels.say("scorecard.begun"),
            &self.paint.label,
        )?;
        sheet.write_formula_with_format(BEGUN, 1, self.begun(), &shown)?;
        sheet.set_row_height(BEGUN, 22)?;
        sheet::header(
            &mut sheet,
            &self.paint,
            HEADER,
            &[labels.say("level.area")],
            &widths,
        )?;
        for number in 1..=INTERVIEWERS {
            let called = self.called(number);
            let name = cell(&called, NAME, 1);
            let formula = Formula::new(format!("=IF({name}=\"\",{},{name})", quoted(&called)));
            let formula = formula.set_result(&called);
            sheet.write_formula_with_format(HEADER, number, formula, &self.paint.header)?;
        }
        let headings = ["range", "apart", "discuss", "agreed"];
        let mut height = 2;
        for (column, heading) in (INTERVIEWERS + 1..).zip(headings) {
            let heading = match heading {
                "range" => labels.say("scorecard.range"),
                "apart" => labels.say("scorecard.apart"),
                "discuss" => labels.say("scorecard.discuss"),
                _ => labels.say("scorecard.agreed"),
            };
            sheet.write_string_with_format(HEADER, column, heading, &self.paint.header)?;
            height = height.max(lines(
                heading,
                widths[usize::from(column)] * super::paint::BOLD,
            ));
        }
        sheet.set_row_height(HEADER, 16.0 * height as f64 + 6.0)?;
        for (row, area) in (HEADER + 1..).zip(&self.areas) {
            self.compared(&mut sheet, row, area, &widths)?;
        }
        self.mark(&mut sheet)?;
        sheet.set_freeze_panes(HEADER + 1, 1)?;
        sheet.set_repeat_rows(HEADER, HEADER)?;
        Ok(sheet)
    }

    /// Colours what is to be discussed.
    fn mark(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let Some(last) = (self.areas.len() as u32).checked_sub(1) else {
            return Ok(());
        };
        let (first, column) = (HEADER + 1, INTERVIEWERS + 3);
        let rule = format!("=LEN(${}{})>0", letter(column), first + 1);
        let rule = ConditionalFormatFormula::new()
            .set_rule(rule.as_str())
            .set_format(Format::new().set_background_color(AMBER).set_bold());
        sheet.add_conditional_format(first, column, first + last, column, &rule)?;
        Ok(())
    }

    /// A competency on the sheet for all.
    fn compared(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        area: &Area,
        widths: &[f64],
    ) -> Result<(), XlsxError> {
        let shown = &self.paint.reading;
        let name = self.competency(area);
        sheet.write_string_with_format(row, 0, name, &self.paint.reading_bold)?;
        for number in 1..=INTERVIEWERS {
            let heard = cell(&self.called(number), area.row, HEARD);
            let formula = Formula::new(format!("=IF({heard}=\"\",\"\",{heard})"));
            sheet.write_formula_with_format(row, number, formula, shown)?;
        }
        let formulas = Formulas::of(self, row, area);
        for (column, formula) in (INTERVIEWERS + 1..).zip([
            formulas.range(),
            formulas.apart(),
            formulas.discuss(self.labels),
        ]) {
            let formula = Formula::new(formula);
            sheet.write_formula_with_format(row, column, formula, shown)?;
        }
        let open = self.paint.input(FilledBy::Both, Holds::Words);
        sheet.write_blank(row, INTERVIEWERS + 4, &open)?;
        let longest = self.choices.longest(Source::Heard);
        let height = row_height(&[
            (name, widths[0] * super::paint::BOLD),
            (longest, widths[1]),
            (
                self.labels.say("scorecard.discuss.apart"),
                widths[usize::from(INTERVIEWERS) + 3],
            ),
        ]);
        sheet.set_row_height(row, height.max(36.0))?;
        Ok(())
    }

    /// How many interviewers have begun; nothing until one has.
    fn begun(&self) -> Formula {
        let last = self
            .areas
            .last()
            .map_or(HEADER + 1, |area| area.row + area.expected.len() as u32 - 1);
        let begun: Vec<String> = (1..=INTERVIEWERS)
            .map(|number| {
                let range = range(&self.called(number), (HEADER + 1, HEARD), (last, EVIDENCE));
                format!("(COUNTA({range})>0)")
            })
            .collect();
        let count = begun.join("+");
        Formula::new(format!("=IF({count}=0,\"\",{count})"))
    }
}

/// The formulas of a row on the sheet for all.
struct Formulas {
    /// For each interviewer, the cell with the level heard.
    heard: Vec<String>,
    /// For each interviewer, the cell with the evidence.
    evidence: Vec<String>,
    /// The levels, from the most junior on.
    list: String,
    /// The word for too little.
    not_heard: String,
    /// The cell that says how far apart they are.
    apart: String,
}

impl Formulas {
    fn of(card: &Card<'_>, row: u32, area: &Area) -> Self {
        let (first, last) = card.choices.rows(Source::Heard);
        let choices = sheet_name(card.labels.say("form.sheet.choices"));
        Self {
            heard: (1..=INTERVIEWERS)
                .map(|number| format!("${}{}", letter(number), row + 1))
                .collect(),
            evidence: (1..=INTERVIEWERS)
                .map(|number| cell(&card.called(number), area.row, EVIDENCE))
                .collect(),
            // The last choice is not a level.
            list: range(&choices, (first, 0), (last - 1, 0)),
            not_heard: cell(&choices, last, 0),
            apart: format!("${}{}", letter(INTERVIEWERS + 2), row + 1),
        }
    }

    /// The place of each level heard on the list, from 1; 0 for what is not a level.
    fn places(&self) -> Vec<String> {
        let list = &self.list;
        let places = self
            .heard
            .iter()
            .map(|heard| format!("SUMPRODUCT(({heard}={list})*(ROW({list})-MIN(ROW({list}))+1))"));
        places.collect()
    }

    fn lowest(&self) -> String {
        let places = self.places();
        let some: Vec<String> = places
            .iter()
            .map(|place| format!("IF({place}=0,999,{place})"))
            .collect();
        format!("MIN({})", some.join(","))
    }

    fn highest(&self) -> String {
        format!("MAX({})", self.places().join(","))
    }

    /// Lowest to highest level.
    fn range(&self) -> String {
        let (list, low, high) = (&self.list, self.lowest(), self.highest());
        format!(
            "=IF({high}=0,\"\",INDEX({list},{low})&IF({low}={high},\"\",\" – \"&INDEX({list},{high})))"
        )
    }

    /// How far apart they are; nothing unless two have heard a level.
    fn apart(&self) -> String {
        let heard: Vec<String> = self
            .places()
            .iter()
            .map(|place| format!("({place}>0)"))
            .collect();
        format!(
            "=IF({}<2,\"\",{}-{})",
            heard.join("+"),
            self.highest(),
            self.lowest()
        )
    }

    /// What there is to talk about, once anybody has begun.
    fn discuss(&self, labels: &Labels) -> String {
        let (not_heard, apart) = (&self.not_heard, &self.apart);
        let unknown: Vec<String> = self
            .heard
            .iter()
            .zip(self.places())
            .map(|(heard, place)| format!("({heard}<>\"\")*({heard}<>{not_heard})*({place}=0)"))
            .collect();
        let begun = format!("$B${}", BEGUN + 1);
        format!(
            "=IF({begun}=\"\",\"\",IF({unknown}>0,{not_listed},IF(OR(COUNTA({evidence})=0,{highest}=0),{nobody},IF(N({apart})>={FAR},{far},\"\"))))",
            unknown = unknown.join("+"),
            not_listed = quoted(labels.say("scorecard.discuss.not-listed")),
            evidence = self.evidence.join(","),
            highest = self.highest(),
            nobody = quoted(labels.say("scorecard.discuss.no-evidence")),
            far = quoted(labels.say("scorecard.discuss.apart")),
        )
    }
}

/// The words that somebody can choose as the level heard, from the most junior on: those of one rank together, since they are
/// equally senior.
fn heard_words(map: &CareerMap, track: Option<PersonTrack>, labels: &Labels) -> Vec<String> {
    match map.scale {
        Scale::Proficiency => {
            let (low, high) = map.bounds();
            let points = (low.ceil() as i64)..=(high.floor() as i64);
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

/// A text in a formula.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn letter(column: u16) -> char {
    char::from(b'A' + column as u8)
}

/// A cell of another sheet in a formula.
fn cell(sheet: &str, row: u32, column: u16) -> String {
    format!("'{sheet}'!${}${}", letter(column), row + 1)
}

/// A range of another sheet in a formula.
fn range(sheet: &str, first: (u32, u16), last: (u32, u16)) -> String {
    format!(
        "{}:${}${}",
        cell(sheet, first.0, first.1),
        letter(last.1),
        last.0 + 1
    )
}
