//! The first sheet: the ratings, area by area, with the expectations beside each choice. `head` has who does what and
//! whom the form is about; `own_words` has the person's own texts.

use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use super::choices::ChoiceList;
use super::grid::{AssessmentSheet, LAST_OWN};
use super::paint::{self, BOLD, ContentKind, FilledBy, row_height};
use super::{Form, expected, head, own_words, rating_words};
use crate::diagnostic::CellAddress;
use crate::labels::List;
use crate::model::{CompetencyAssessment, CompetencyId, Rating, Sourced};

/// Height of a row of ratings: four lines of evidence.
const ROW: f64 = 64.0;
/// Height of the row between the headings and the cells above them.
const GAP: f64 = 3.0;

pub(super) fn sheet(form: &Form<'_>) -> Result<Worksheet, XlsxError> {
    let mut on = AssessmentSheet::new(form)?;
    let title = form
        .labels()
        .with("form.title", &[("name", &form.person().name)]);
    on.page.write(0, 0, Some(&title), &form.paint.title)?;
    on.page.sheet.set_row_height(0, 30)?;
    head::steps(&mut on, 1)?;
    let (row, more) = head::person(&mut on, 3)?;
    let row = ratings(&mut on, row, more)?;
    let last = own_words::write(&mut on, row)?;
    let columns = on.page.last();
    on.page.sheet.set_print_area(0, 0, last, columns)?;
    Ok(on.page.sheet)
}

/// `more`: how much higher than usual the rows above are, in points.
fn ratings(on: &mut AssessmentSheet<'_>, row: u32, more: f64) -> Result<u32, XlsxError> {
    let form = on.form;
    let labels = form.labels();
    on.page.section(row, labels.say("form.stand"))?;
    let none = rating_words(form, Rating::NotApplicable);
    let lead = labels.with("form.stand-lead", &[("none", &none)]);
    on.page.lead(row + 1, &lead)?;
    // Directly above the headings they would be read as part of them.
    let band_row = row + 2;
    on.page.sheet.set_row_height(row + 3, GAP)?;
    let header = row + 4;
    headings(on, header)?;
    let first = header + 1;
    let mut next = first;
    let blank = CompetencyAssessment::default();
    let mut scored = Vec::new();
    for id in form.map().competency_ids() {
        let answers = form.input.answers;
        let entered = answers
            .and_then(|answers| answers.competencies.get(id.0))
            .unwrap_or(&blank);
        if form.map().competency(id).scored {
            scored.push((next, entered));
        }
        let rows = expected::rows(form, id, &on.levels, on.page.width(1, 1), more);
        next = area(on, next, (id, entered), &rows)?;
    }
    bands(on, band_row, &scored)?;
    dropdowns(on, first, next - 1)?;
    Ok(next + 1)
}

fn headings(on: &mut AssessmentSheet<'_>, row: u32) -> Result<(), XlsxError> {
    let form = on.form;
    let labels = form.labels();
    let second = if is_next(form) {
        "form.expects.next"
    } else {
        "form.expects.target"
    };
    let expected = ["form.expects.role", second]
        .into_iter()
        .take(on.levels.len());
    let headings = ["form.heading.competency"]
        .into_iter()
        .chain(expected)
        .chain([
            "form.heading.self",
            "form.heading.evidence",
            "form.heading.interest",
            "form.heading.manager",
            "form.heading.manager-comment",
            "form.heading.agreed",
        ]);
    let texts: Vec<&str> = headings.map(|key| labels.say(key)).collect();
    on.page.header(row, &texts)?;
    on.page.sheet.set_repeat_rows(row, row)?;
    Ok(())
}

/// Whether the target level is simply the next one.
fn is_next(form: &Form<'_>) -> bool {
    let person = form.person();
    let next = form
        .map()
        .next_level(person.role_level, person.step_track());
    next == Some(form.target)
}

/// Whether a competency has been rated by somebody.
type IsGiven = fn(&CompetencyAssessment) -> bool;

/// Headings that say who fills in which columns, with the number of rated areas, which a formula counts; and which
/// levels the other columns are about.
fn bands(
    on: &mut AssessmentSheet<'_>,
    row: u32,
    scored: &[(u32, &CompetencyAssessment)],
) -> Result<(), XlsxError> {
    let form = on.form;
    let labels = form.labels();
    let target = if is_next(form) {
        "form.band.next"
    } else {
        "form.band.target"
    };
    on.page.write(row, 0, None, &form.paint.section)?;
    for (column, (level, key)) in (1..).zip(on.levels.iter().zip(["form.band.role", target])) {
        let text = labels.with(key, &[("level", &form.held_name(*level))]);
        on.page.sheet.write_string_with_format(
            row,
            column,
            text,
            &form.paint.band(FilledBy::Given),
        )?;
    }
    let given: [(FilledBy, &str, (u16, u16), IsGiven); 3] = [
        (
            FilledBy::Person,
            "form.band.you",
            (0, LAST_OWN),
            |entered| entered.own.is_some(),
        ),
        (FilledBy::Manager, "form.band.manager", (3, 4), |entered| {
            entered.manager.is_some()
        }),
        (FilledBy::Both, "form.band.together", (5, 5), |entered| {
            entered.agreed.is_some()
        }),
    ];
    let mut height: f64 = 20.0;
    for (by, who, (first, last), is_given) in given {
        let who = labels.say(who);
        let count = scored
            .iter()
            .filter(|(_, entered)| is_given(entered))
            .count();
        let (first, last) = (on.place(first), on.place(last));
        let shown = rated(form, who, &count.to_string(), scored.len());
        let format = form.paint.band(by);
        on.page
            .write_over((row, first), (row, last), None, &format)?;
        let formula = Formula::new(rated_formula(form, who, first, scored)).set_result(&shown);
        on.page
            .sheet
            .write_formula_with_format(row, first, formula, &format)?;
        height = height.max(row_height(&[(&shown, on.page.width(first, last) * BOLD)]) + 3.0);
    }
    on.page.sheet.set_row_height(row, height)?;
    Ok(())
}

fn rated(form: &Form<'_>, who: &str, given: &str, of: usize) -> String {
    form.labels().with(
        "form.rated",
        &[("who", &who), ("given", &given), ("of", &of)],
    )
}

/// The same as a formula that counts the cells of this column in the rows of scored areas.
fn rated_formula(
    form: &Form<'_>,
    who: &str,
    column: u16,
    scored: &[(u32, &CompetencyAssessment)],
) -> String {
    const PLACE: char = '\u{0}';
    let letters = CellAddress::column_letters(u32::from(column));
    // Rows below each other are one range: a list of cells ends at 255.
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for (row, _) in scored {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *row => *last = *row,
            _ => ranges.push((*row, *row)),
        }
    }
    let counted: Vec<String> = ranges
        .iter()
        .map(|(first, last)| format!("COUNTA({letters}{}:{letters}{})", first + 1, last + 1))
        .collect();
    let counted = if counted.is_empty() {
        "0".to_owned()
    } else {
        counted.join("+")
    };
    let text = rated(form, who, &PLACE.to_string(), scored.len()).replace('"', "\"\"");
    match text.split_once(PLACE) {
        Some((before, after)) => format!("=\"{before}\"&({counted})&\"{after}\""),
        None => format!("=\"{text}\""),
    }
}

/// The rows of one area; returns the row below them.
fn area(
    on: &mut AssessmentSheet<'_>,
    first: u32,
    (id, entered): (CompetencyId, &CompetencyAssessment),
    rows: &[Vec<String>],
) -> Result<u32, XlsxError> {
    let form = on.form;
    let competency = form.map().competency(id);
    let last = first + rows.len() as u32 - 1;
    let rating = |given: &Option<Sourced<Rating>>| {
        given.as_ref().map(|given| rating_words(form, given.value))
    };
    let text =
        |given: &Option<Sourced<Box<str>>>| given.as_ref().map(|given| given.value.to_string());
    let interest = entered.interest.as_ref();
    let interest = interest.map(|given| form.chosen(List::Interest, &given.value).to_owned());
    let cells = [
        (FilledBy::Person, rating(&entered.own)),
        (FilledBy::Person, text(&entered.evidence)),
        (FilledBy::Person, interest),
        (FilledBy::Manager, rating(&entered.manager)),
        (FilledBy::Manager, text(&entered.manager_comment)),
        (FilledBy::Both, rating(&entered.agreed)),
    ];
    let heights = heights(on, &competency.name, rows, &cells);
    for (row, height) in (first..).zip(&heights) {
        on.page.sheet.set_row_height(row, *height)?;
    }
    let name = Some(competency.name.as_str());
    on.page
        .write_over((first, 0), (last, 0), name, &form.paint.reading_bold)?;
    for (row, texts) in (first..).zip(rows) {
        for (column, text) in (1..).zip(texts) {
            let format = form.paint.expected(row > first, row < last);
            on.page
                .sheet
                .write_string_with_format(row, column, text, &format)?;
        }
    }
    for (column, (by, text)) in (on.place(0)..).zip(cells) {
        // A level of a fact is not asked for; one that is there is shown.
        let is_level = ![1, 2, 4].contains(&(column - on.place(0)));
        let by = if is_level && !competency.scored && text.is_none() {
            FilledBy::Given
        } else {
            by
        };
        let format = form.paint.input(by, ContentKind::Words);
        on.page
            .write_over((first, column), (last, column), text.as_deref(), &format)?;
    }
    Ok(last + 1)
}

/// The heights of an area's rows: as the expectations need, and the last one so high that all rows together have room
/// for the answers.
fn heights(
    on: &AssessmentSheet<'_>,
    name: &str,
    rows: &[Vec<String>],
    cells: &[(FilledBy, Option<String>)],
) -> Vec<f64> {
    let expected = on.page.width(1, 1);
    let mut heights: Vec<f64> = rows
        .iter()
        .map(|texts| {
            let texts: Vec<(&str, f64)> = texts.iter().map(|text| (&**text, expected)).collect();
            row_height(&texts)
        })
        .collect();
    let filled_in = cells
        .iter()
        .zip(on.place(0)..)
        .map(|((_, text), column)| (text.as_deref().unwrap_or(""), on.page.width(column, column)))
        .chain([(name, on.page.width(0, 0) * BOLD)]);
    let needed = filled_in
        .map(|cell| paint::unlimited_height(&[cell]))
        .fold(ROW, f64::max);
    let all: f64 = heights.iter().sum();
    if let Some(last) = heights.last_mut()
        && all < needed
    {
        *last = paint::at_most_a_row(*last + needed - all);
    }
    heights
}

fn dropdowns(on: &mut AssessmentSheet<'_>, first: u32, last: u32) -> Result<(), XlsxError> {
    let form = on.form;
    let lists = [
        (
            0,
            ChoiceList::Ratings,
            "form.heading.self",
            "form.hint.self",
        ),
        (
            2,
            ChoiceList::Words(List::Interest),
            "form.heading.interest",
            "form.hint.interest",
        ),
        (
            3,
            ChoiceList::Ratings,
            "form.heading.manager",
            "form.hint.manager",
        ),
        (
            5,
            ChoiceList::Ratings,
            "form.heading.agreed",
            "form.hint.agreed",
        ),
    ];
    let labels = form.labels();
    for (column, list, title, message) in lists {
        let column = on.place(column);
        let dropdown = form
            .choices
            .dropdown(list, labels.say(title), labels.say(message))?;
        on.page.validate((first, last), column, &dropdown)?;
    }
    Ok(())
}
