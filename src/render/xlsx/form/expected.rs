//! What the role and the next level expect, beside the cells in which somebody chooses a level. A row of a spreadsheet
//! ends at 409 points, so longer text continues in further rows.

use super::super::wrap;
use super::paint::lines;
use super::{Form, track_word};
use crate::labels::{Labels, List};
use crate::model::{AskedExpectation, CareerMap, CompetencyId, LevelId, PersonTrack, Scale};

/// The most lines of a row.
const MAX_LINES: usize = 26;
/// The most lines of each of several rows: so low that two of them have room on a printed page.
const MOST_OF_SEVERAL: usize = 17;
/// The most lines of a row of the first area, so that it begins on the first printed page, below whom the form is about.
const MOST_AT_FIRST: usize = 15;

/// What the levels expect in one competency, row by row: a text for each level. `more`: how much higher than usual the rows
/// above the first area are, in points.
pub(super) fn rows(
    form: &Form<'_>,
    id: CompetencyId,
    levels: &[LevelId],
    width: f64,
    more: f64,
) -> Vec<Vec<String>> {
    let bullets: Vec<Vec<String>> = levels
        .iter()
        .map(|level| bullets(form, id, *level))
        .collect();
    let lines = |bullets: &Vec<String>| bullets.iter().map(|bullet| lines(bullet, width)).sum();
    let longest = bullets.iter().map(lines).max().unwrap_or(0);
    let most = if id.0 == 0 {
        most_at_first(more)
    } else {
        most_of(longest)
    };
    let columns: Vec<Vec<String>> = bullets
        .iter()
        .map(|bullets| in_rows(bullets, width, most))
        .collect();
    let count = columns.iter().map(Vec::len).max().unwrap_or(0).max(1);
    (0..count)
        .map(|row| {
            let text = |column: &Vec<String>| column.get(row).cloned().unwrap_or_default();
            columns.iter().map(text).collect()
        })
        .collect()
}

/// The most lines of a row of the first area, where the rows above it are so much higher than usual, in points.
fn most_at_first(more: f64) -> usize {
    /// Below this, an area in rows is harder to read than one on the next page.
    const LEAST: usize = 6;
    let lines = (more / wrap::LINE).ceil() as usize;
    MOST_AT_FIRST.saturating_sub(lines).max(LEAST)
}

/// The most lines of a row, where there are so many in all.
const fn most_of(lines: usize) -> usize {
    if lines <= MAX_LINES {
        MAX_LINES
    } else {
        MOST_OF_SEVERAL
    }
}

/// What a level expects of the form's person, one text a bullet.
fn bullets(form: &Form<'_>, id: CompetencyId, level: LevelId) -> Vec<String> {
    told(form.map(), form.labels(), form.track(), id, level)
}

/// What a level expects of people on `track`, one text a bullet.
pub(super) fn told(
    map: &CareerMap,
    labels: &Labels,
    track: Option<PersonTrack>,
    id: CompetencyId,
    level: LevelId,
) -> Vec<String> {
    let required = match map.scale {
        Scale::Rank => None,
        Scale::Proficiency => map.required_of(id, level, track),
    };
    let required = required.map(|points| {
        let level = labels.number(points);
        labels.with("form.expects.number", &[("level", &level)])
    });
    let asked = map.asked(id, level, track).into_iter();
    let expectations = asked.map(|asked| format!("• {}", words_for(labels, track, &asked)));
    let all: Vec<String> = required.into_iter().chain(expectations).collect();
    if all.is_empty() {
        return vec![labels.say("form.expects.nothing").to_owned()];
    }
    all
}

/// Bullets in as many rows as they need, as a rule one.
pub(super) fn in_balanced_rows(bullets: &[String], width: f64) -> Vec<String> {
    let all = bullets.iter().map(|bullet| lines(bullet, width)).sum();
    in_rows(bullets, width, most_of(all))
}

/// Bullets in as many rows as they need, of about the same height; a bullet that is too long for a row goes on in the next.
fn in_rows(bullets: &[String], width: f64, highest: usize) -> Vec<String> {
    let all: usize = bullets.iter().map(|bullet| lines(bullet, width)).sum();
    let most = all.div_ceil(all.div_ceil(highest).max(1));
    let mut rows: Vec<(String, usize)> = Vec::new();
    for part in bullets
        .iter()
        .flat_map(|bullet| parts(bullet, width, highest))
    {
        let height = lines(&part, width);
        match rows.last_mut() {
            Some((row, used)) if *used < most && *used + height <= highest => {
                row.push('\n');
                row.push_str(&part);
                *used += height;
            }
            _ => rows.push((part, height)),
        }
    }
    rows.into_iter().map(|(row, _)| row).collect()
}

/// A text, in parts none of which is too long for a row.
pub(super) fn in_parts(text: &str, width: f64) -> Vec<String> {
    parts(text, width, most_of(lines(text, width)))
}

/// A bullet, in parts none of which has more lines than that.
fn parts(bullet: &str, width: f64, highest: usize) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut part = String::new();
    for word in bullet.split_inclusive([' ', '\n']) {
        if !part.is_empty() && lines(&format!("{part}{word}"), width) > highest {
            parts.push(part.trim_end().to_owned());
            part.clear();
        }
        part.push_str(word);
    }
    parts.push(part.trim_end().to_owned());
    parts
}

/// An expectation with its nested bullets; with the track that it is meant for, where the person's is not known, or is both
/// and this one is for leading people.
pub(super) fn words(form: &Form<'_>, asked: &AskedExpectation<'_>) -> String {
    words_for(form.labels(), form.track(), asked)
}

fn words_for(labels: &Labels, known: Option<PersonTrack>, asked: &AskedExpectation<'_>) -> String {
    let expectation = asked.expectation;
    let text = match asked.told_apart(known) {
        Some(track) => labels.with(
            "form.named",
            &[
                (
                    "name",
                    &labels.choice(List::Track, track_word(track.into())),
                ),
                ("text", &expectation.text),
            ],
        ),
        None => expectation.text.clone(),
    };
    std::iter::once(text)
        .chain(
            expectation
                .details
                .iter()
                .map(|detail| format!("   ◦ {detail}")),
        )
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost_and_no_row_is_too_high() {
        let long = "word ".repeat(600).trim_end().to_owned();
        let bullets: Vec<String> = (1..60)
            .map(|n| format!("• {n} {}", "text ".repeat(n % 17).trim_end()))
            .chain([long])
            .collect();
        let width = 31.0;
        let rows = in_rows(&bullets, width, MAX_LINES);
        assert!(rows.iter().all(|row| lines(row, width) <= MAX_LINES));
        let said = |texts: &[String]| -> Vec<String> {
            let words = texts.iter().flat_map(|text| text.split_whitespace());
            words.map(str::to_owned).collect()
        };
        assert_eq!(said(&rows), said(&bullets));
        assert_eq!(in_rows(&["• one".to_owned()], width, MAX_LINES), ["• one"]);
    }

    #[test]
    fn rows_of_one_cell_are_of_about_the_same_height() {
        let bullets = vec!["• a line".to_owned(); MAX_LINES + 2];
        let heights: Vec<usize> = in_rows(&bullets, 31.0, MAX_LINES)
            .iter()
            .map(|row| row.lines().count())
            .collect();
        assert_eq!(heights, [MAX_LINES / 2 + 1, MAX_LINES / 2 + 1]);
    }

    #[test]
    fn the_first_area_is_as_low_as_the_rows_above_it_need() {
        assert_eq!(most_at_first(0.0), MOST_AT_FIRST);
        // A name and a team of two lines and an email address of three: 13 + 13 + 28 points more, four lines.
        assert_eq!(most_at_first(54.0), MOST_AT_FIRST - 4);
        assert_eq!(most_at_first(900.0), 6);
    }
}
