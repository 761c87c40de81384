//! *Assessment*: who it is about, how the time since the last review went, and where the person stands.

use jiff::civil::Date;
use rust_xlsxwriter::{DataValidation, FormatAlign, Formula, Note, Worksheet, XlsxError};

use super::choices::List;
use super::expectations::words;
use super::paint::{By, Holds, row_height};
use super::{Answers, Form, rating_words};
use crate::diagnostic::CellAddress;
use crate::model::{CompetencyAssessment, CompetencyId, Rating, Sourced};

/// Competency, three ratings, evidence, comment, interest.
const WIDTHS: [f64; 7] = [30.0, 22.0, 22.0, 22.0, 48.0, 36.0, 11.0];
/// The last column, counted from 0.
const LAST: u16 = 6;
/// Height of a row of ratings: four lines of evidence.
const ROW: f64 = 64.0;
/// Height of a sentence below a heading.
const LEAD: f64 = 21.0;
/// Height of a box for a few sentences.
const BOX: f64 = 76.0;

/// The sheet.
pub(super) fn sheet(form: &Form<'_>) -> Result<Worksheet, XlsxError> {
    let mut sheet = form.page("Assessment", &WIDTHS)?;
    let answers = form.input.answers;
    let row = title(form, &mut sheet)?;
    let row = person(form, &mut sheet, row)?;
    let row = own_words(form, &mut sheet, row, answers)?;
    let row = ratings(form, &mut sheet, row)?;
    let last = outcome(form, &mut sheet, row, answers)?;
    sheet.set_print_area(0, 0, last, LAST)?;
    Ok(sheet)
}

fn title(form: &Form<'_>, sheet: &mut Worksheet) -> Result<u32, XlsxError> {
    let paint = &form.paint;
    let title = format!("Talent review: {}", form.person().name);
    sheet.write_string_with_format(0, 0, title, &paint.title)?;
    sheet.set_row_height(0, 30)?;
    sheet.write_string_with_format(
        1,
        0,
        "What each level expects is on the sheet Guide, and in the note on each competency: point at its name.",
        &paint.lead,
    )?;
    let legend = [
        (By::Person, "you fill in"),
        (By::Manager, "your manager fills in"),
        (By::Both, "you fill in together"),
        (By::Given, "filled in already"),
    ];
    sheet.write_string_with_format(2, 0, "The colours say who writes where:", &paint.lead)?;
    sheet.set_row_height(2, 20)?;
    for (column, (by, words)) in (1..).zip(legend) {
        // A sample of the colour is no place to write.
        let format = paint
            .input(by, Holds::Words)
            .set_locked()
            .set_align(FormatAlign::VerticalCenter);
        sheet.write_string_with_format(2, column, words, &format)?;
    }
    Ok(4)
}

/// A cell of the header: label, value, who fills it in where it is blank.
struct Entry<'a> {
    label: &'static str,
    value: Option<&'a str>,
    list: Option<List>,
    /// Whether it may be changed though it is filled in.
    open: bool,
}

fn person(form: &Form<'_>, sheet: &mut Worksheet, row: u32) -> Result<u32, XlsxError> {
    let person = form.person();
    let role = form.level_name(person.role_level);
    let target = person.chosen_target.map(|id| form.level_name(id));
    let track = person.track.map(|track| match track {
        crate::model::Track::IndividualContributor => "IC",
        crate::model::Track::Management => "Manager",
    });
    let entry = |label, value, list, open| Entry {
        label,
        value,
        list,
        open,
    };
    let left = [
        entry("Name", Some(person.name.as_str()), None, false),
        entry("Employee ID", person.employee_id.as_deref(), None, false),
        entry("Email", person.email.as_deref(), None, false),
        entry("Team", person.team.as_deref(), None, false),
        entry("Manager", person.manager.as_deref(), None, false),
    ];
    let right = [
        entry("Role level", Some(role.as_str()), Some(List::Levels), false),
        entry("Track", track, Some(List::Tracks), true),
        entry("Target level", target.as_deref(), Some(List::Levels), true),
        entry(
            "Review cycle",
            form.input.options.cycle.as_deref(),
            None,
            false,
        ),
    ];
    section(form, sheet, row, "About you")?;
    for (offset, entry) in (1..).zip(&left) {
        header_entry(form, sheet, row + offset, 0, entry)?;
    }
    for (offset, entry) in (1..).zip(&right) {
        header_entry(form, sheet, row + offset, 3, entry)?;
    }
    let day = row + 5;
    sheet.write_string_with_format(day, 3, "Assessed on", &form.paint.label)?;
    let format = form
        .paint
        .input(By::Both, Holds::Day)
        .set_align(FormatAlign::VerticalCenter);
    match form.input.answers.and_then(|answers| answers.assessed_on) {
        Some(date) => sheet.write_date_with_format(day, 4, date, &format)?,
        None => sheet.write_blank(day, 4, &format)?,
    };
    sheet.add_data_validation(
        day,
        4,
        day,
        4,
        &date_prompt(
            "Assessed on",
            "The day of your conversation, such as 2026-10-05.",
        )?,
    )?;
    let next = form
        .map()
        .next_level(person.role_level, person.step_track())
        .map_or_else(
            || "An empty target level means: stay and deepen.".to_owned(),
            |id| {
                format!(
                    "An empty target level means the next one on your track: {}.",
                    form.level_name(id)
                )
            },
        );
    let hint = form.paint.lead.clone().set_font_size(9);
    sheet.write_string_with_format(row + 6, 3, next, &hint)?;
    for offset in 1..=5 {
        sheet.set_row_height(row + offset, 20)?;
    }
    Ok(row + 8)
}

fn header_entry(
    form: &Form<'_>,
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    entry: &Entry<'_>,
) -> Result<(), XlsxError> {
    let by = if entry.value.is_some() && !entry.open {
        By::Given
    } else {
        By::Both
    };
    // On one line with its label, which stands in the middle of the row.
    let format = form
        .paint
        .input(by, Holds::Words)
        .set_align(FormatAlign::VerticalCenter);
    sheet.write_string_with_format(row, column, entry.label, &form.paint.label)?;
    let at = column + 1;
    if column == 0 {
        sheet.merge_range(row, at, row, at + 1, entry.value.unwrap_or(""), &format)?;
    } else if let Some(value) = entry.value {
        sheet.write_string_with_format(row, at, value, &format)?;
    } else {
        sheet.write_blank(row, at, &format)?;
    }
    if let (Some(list), true) = (entry.list, by != By::Given) {
        let dropdown = form
            .choices
            .dropdown(list, entry.label, "Choose from the list.")?;
        sheet.add_data_validation(row, at, row, at, &dropdown)?;
    }
    Ok(())
}

fn own_words(
    form: &Form<'_>,
    sheet: &mut Worksheet,
    row: u32,
    answers: Option<&Answers>,
) -> Result<u32, XlsxError> {
    section(form, sheet, row, "In your own words")?;
    let boxes = [
        (
            "Accomplishments",
            "What are you proud of since the last review?",
            answers.and_then(|a| a.accomplishments.as_deref()),
        ),
        (
            "Development since last review",
            "What did you set out to learn, and how did it go?",
            answers.and_then(|a| a.development.as_deref()),
        ),
        (
            "Aspiration",
            "Where would you like to go from here?",
            answers.and_then(|a| a.aspiration.as_deref()),
        ),
    ];
    for (offset, (label, prompt, text)) in (1..).zip(boxes) {
        text_box(form, sheet, row + offset, By::Person, (label, prompt), text)?;
    }
    Ok(row + 5)
}

/// A label with a wide cell to its right.
fn text_box(
    form: &Form<'_>,
    sheet: &mut Worksheet,
    row: u32,
    by: By,
    (label, prompt): (&str, &str),
    text: Option<&str>,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, 0, label, &form.paint.label)?;
    let format = form.paint.input(by, Holds::Words);
    sheet.merge_range(row, 1, row, LAST, text.unwrap_or(""), &format)?;
    // Merged cells are never measured by any program.
    let width: f64 = WIDTHS[1..].iter().sum();
    let height = row_height(&[(text.unwrap_or(""), width)]).max(BOX);
    sheet.set_row_height(row, height)?;
    let prompt = DataValidation::new()
        .allow_any_value()
        .set_input_title(label)?
        .set_input_message(prompt)?;
    sheet.add_data_validation(row, 1, row, LAST, &prompt)?;
    Ok(())
}

fn ratings(form: &Form<'_>, sheet: &mut Worksheet, row: u32) -> Result<u32, XlsxError> {
    let map = form.map();
    section(form, sheet, row, "Where you stand")?;
    sheet.write_string_with_format(
        row + 1,
        0,
        "Choose for each competency the level at which you work today. Few people fit one column. Leave a cell empty \
         if you cannot say; choose N/A if it does not apply to your role.",
        &form.paint.lead,
    )?;
    sheet.set_row_height(row + 1, LEAD)?;
    let header = row + 3;
    let headings = [
        "Competency",
        "Self level",
        "Manager level",
        "Agreed level",
        "Evidence",
        "Manager comment",
        "Interest",
    ];
    for (column, heading) in (0..).zip(headings) {
        sheet.write_string_with_format(header, column, heading, &form.paint.header)?;
    }
    sheet.set_row_height(header, 22)?;
    sheet.set_repeat_rows(header, header)?;
    let first = header + 1;
    let blank = CompetencyAssessment::default();
    for (row, id) in (first..).zip(map.competency_ids()) {
        let entered = form
            .input
            .answers
            .and_then(|answers| answers.competencies.get(id.0))
            .unwrap_or(&blank);
        rating_row(form, sheet, row, id, entered)?;
    }
    let last = first + map.competencies.len() as u32 - 1;
    dropdowns(form, sheet, first, last)?;
    progress(form, sheet, (row + 2, first, last))?;
    Ok(last + 2)
}

fn rating_row(
    form: &Form<'_>,
    sheet: &mut Worksheet,
    row: u32,
    id: CompetencyId,
    entered: &CompetencyAssessment,
) -> Result<(), XlsxError> {
    let competency = form.map().competency(id);
    sheet.write_string_with_format(row, 0, &competency.name, &form.paint.reading_bold)?;
    let note = note_text(form, id);
    if !note.is_empty() {
        // About 60 characters fit on a line of this width.
        let lines: usize = note.lines().map(|line| 1 + line.chars().count() / 60).sum();
        let note = Note::new(note)
            .add_author_prefix(false)
            .set_width(460)
            .set_height((lines as u32 * 16 + 12).min(640));
        sheet.insert_note(row, 0, &note)?;
    }
    let rating = |given: &Option<Sourced<Rating>>| {
        given.as_ref().map(|given| rating_words(form, given.value))
    };
    let text = |given: &Option<Sourced<String>>| given.as_ref().map(|given| given.value.clone());
    let cells = [
        (By::Person, rating(&entered.own)),
        (By::Manager, rating(&entered.manager)),
        (By::Both, rating(&entered.agreed)),
        (By::Person, text(&entered.evidence)),
        (By::Manager, text(&entered.manager_comment)),
        (By::Person, text(&entered.interest)),
    ];
    let height = cells
        .iter()
        .zip(&WIDTHS[1..])
        .map(|((_, text), width)| row_height(&[(text.as_deref().unwrap_or(""), *width)]))
        .fold(ROW, f64::max);
    sheet.set_row_height(row, height)?;
    for (column, (by, text)) in (1..).zip(cells) {
        let format = form.paint.input(by, Holds::Words);
        match text {
            Some(text) => sheet.write_string_with_format(row, column, text, &format)?,
            None => sheet.write_blank(row, column, &format)?,
        };
    }
    Ok(())
}

/// What the role level and the target level expect, for the note on a competency.
fn note_text(form: &Form<'_>, id: CompetencyId) -> String {
    let parts: Vec<String> = form
        .levels()
        .into_iter()
        .filter_map(|level| {
            let lines: Vec<String> = form
                .map()
                .expectations(id, level, form.track())
                .map(|expectation| format!("• {}", words(expectation, form.track())))
                .collect();
            (!lines.is_empty()).then(|| {
                format!(
                    "{}\n{}",
                    form.level_name(level).to_uppercase(),
                    lines.join("\n")
                )
            })
        })
        .collect();
    parts.join("\n\n")
}

fn dropdowns(
    form: &Form<'_>,
    sheet: &mut Worksheet,
    first: u32,
    last: u32,
) -> Result<(), XlsxError> {
    let lists = [
        (
            1,
            List::Ratings,
            "Self level",
            "The level at which you work in this competency today. Empty: you cannot say. N/A: it does not apply.",
        ),
        (
            2,
            List::Ratings,
            "Manager level",
            "The level at which the person works in this competency today, in your view.",
        ),
        (
            3,
            List::Ratings,
            "Agreed level",
            "Only where you two talked about it and agreed on a level.",
        ),
        (
            6,
            List::Interests,
            "Interest",
            "How much do you want to grow here?",
        ),
    ];
    for (column, list, title, message) in lists {
        let dropdown = form.choices.dropdown(list, title, message)?;
        sheet.add_data_validation(first, column, last, column, &dropdown)?;
    }
    Ok(())
}

/// How many are rated, which counts itself.
fn progress(
    form: &Form<'_>,
    sheet: &mut Worksheet,
    (row, first, last): (u32, u32, u32),
) -> Result<(), XlsxError> {
    let of = form.map().competencies.len();
    for column in 1..=3u16 {
        let given = form.input.answers.map_or(0, |answers| {
            answers
                .competencies
                .iter()
                .filter(|entered| match column {
                    1 => entered.own.is_some(),
                    2 => entered.manager.is_some(),
                    _ => entered.agreed.is_some(),
                })
                .count()
        });
        let letters = CellAddress::column_letters(u32::from(column));
        let formula = Formula::new(format!(
            "=COUNTA({letters}{}:{letters}{})&\" of {of} rated\"",
            first + 1,
            last + 1
        ))
        .set_result(format!("{given} of {of} rated"));
        sheet.write_formula_with_format(row, column, formula, &form.paint.count)?;
    }
    Ok(())
}

fn outcome(
    form: &Form<'_>,
    sheet: &mut Worksheet,
    row: u32,
    answers: Option<&Answers>,
) -> Result<u32, XlsxError> {
    section(form, sheet, row, "For the manager, after the conversation")?;
    sheet.write_string_with_format(
        row + 1,
        0,
        "This part and the manager comments go to leadership; they are not in the development plan.",
        &form.paint.lead,
    )?;
    sheet.set_row_height(row + 1, LEAD)?;
    text_box(
        form,
        sheet,
        row + 2,
        By::Manager,
        ("Manager summary", "Two or three sentences for leadership."),
        answers.and_then(|a| a.manager_summary.as_deref()),
    )?;
    let at = row + 3;
    sheet.write_string_with_format(at, 0, "Recommendation", &form.paint.label)?;
    let format = form
        .paint
        .input(By::Manager, Holds::Words)
        .set_align(FormatAlign::VerticalCenter);
    let given = answers.and_then(|a| a.recommendation.as_deref());
    sheet.merge_range(at, 1, at, 2, given.unwrap_or(""), &format)?;
    sheet.set_row_height(at, 22)?;
    let dropdown = form.choices.dropdown(
        List::Recommendations,
        "Recommendation",
        "What you recommend to leadership.",
    )?;
    sheet.add_data_validation(at, 1, at, 1, &dropdown)?;
    Ok(at)
}

/// A heading over the whole width.
fn section(
    form: &Form<'_>,
    sheet: &mut Worksheet,
    row: u32,
    heading: &str,
) -> Result<(), XlsxError> {
    for column in 0..=LAST {
        sheet.write_blank(row, column, &form.paint.section)?;
    }
    sheet.write_string_with_format(row, 0, heading, &form.paint.section)?;
    sheet.set_row_height(row, 24)?;
    Ok(())
}

/// A date, asked for in words. Something else is questioned, not refused.
pub(super) fn date_prompt(title: &str, message: &str) -> Result<DataValidation, XlsxError> {
    use rust_xlsxwriter::{DataValidationErrorStyle, DataValidationRule};
    const EARLIEST: Date = jiff::civil::date(2000, 1, 1);
    DataValidation::new()
        .allow_date(DataValidationRule::GreaterThanOrEqualTo(EARLIEST))
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title("Not a date")?
        .set_error_message("Please write the date as year-month-day, such as 2026-10-05.")?
        .set_input_title(title)?
        .set_input_message(message)
}
