//! Every reading of a career map that was tried, with the evidence for and against it.

use std::fmt::Write as _;

use super::{count, map::layout_words};
use crate::model::{TriedReading, TriedReadings};

/// The readings that were tried, best first, each with its evidence in points.
pub fn explain_text(attempts: &TriedReadings) -> String {
    if attempts.listed.is_empty() {
        return "Nothing in the file can be read as a career map, so nothing was weighed."
            .to_owned();
    }
    let mut text = "Readings that were tried, best first".to_owned();
    for (number, attempt) in (1..).zip(&attempts.listed) {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n\n{number}. {}", attempt_text(attempt));
    }
    if attempts.more > 0 {
        let more = count(attempts.more, "other reading was", "other readings were");
        let _ = write!(text, "\n\n{more} tried and ranked lower.");
    }
    text
}

fn attempt_text(attempt: &TriedReading) -> String {
    let mut text = String::new();
    if let sheets @ [_, ..] = &attempt.sheets[..] {
        let names: Vec<String> = sheets.iter().map(|sheet| format!("“{sheet}”")).collect();
        let word = if sheets.len() == 1 { "Sheet" } else { "Sheets" };
        let _ = write!(text, "{word} {}: ", names.join(", "));
    }
    let _ = write!(
        text,
        "{}; the levels are named in {}\n   {}; {}\n   {:.1} points, {}",
        layout_words(attempt.orientation),
        attempt.header,
        levels(&attempt.levels),
        count(attempt.competencies, "row", "rows"),
        attempt.total,
        attempt.outcome,
    );
    for found in &attempt.evidence {
        let _ = write!(
            text,
            "\n   {:+6.1} of {:+6.1}  {}: {}",
            found.points, found.weight, found.name, found.says
        );
    }
    text
}

/// “7 levels, from “Apprentice” to “Chief””.
fn levels(titles: &[String]) -> String {
    let number = count(titles.len(), "level", "levels");
    match titles {
        [] => number,
        [only] => format!("{number}, “{only}”"),
        [first, .., last] => format!("{number}, from “{first}” to “{last}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EvidenceFound, Orientation, TriedReadingResult};

    fn attempt(outcome: TriedReadingResult) -> TriedReading {
        TriedReading {
            sheets: vec!["Ladder".into()],
            orientation: Orientation::LevelsInRows,
            header: "column A".into(),
            levels: ["Junior", "Middle", "Senior"].map(Into::into).to_vec(),
            competencies: 1,
            total: 17.5,
            evidence: vec![
                EvidenceFound {
                    name: "levels-recognised",
                    says: "the headings are names of levels",
                    weight: 40.0,
                    found: 0.5,
                    points: 20.0,
                },
                EvidenceFound {
                    name: "levels-alike",
                    says: "levels have the same name",
                    weight: -10.0,
                    found: 0.25,
                    points: -2.5,
                },
            ],
            outcome,
        }
    }

    #[test]
    fn each_reading_has_its_place_its_points_and_what_came_of_it() {
        let attempts = TriedReadings {
            listed: vec![
                attempt(TriedReadingResult::Chosen),
                attempt(TriedReadingResult::RuledOut(
                    "it names fewer than two levels".into(),
                )),
            ],
            more: 1,
        };
        insta::assert_snapshot!(explain_text(&attempts), @r"
        Readings that were tried, best first

        1. Sheet “Ladder”: each level is a row; the levels are named in column A
           3 levels, from “Junior” to “Senior”; 1 row
           17.5 points, chosen
            +20.0 of  +40.0  levels-recognised: the headings are names of levels
             -2.5 of  -10.0  levels-alike: levels have the same name

        2. Sheet “Ladder”: each level is a row; the levels are named in column A
           3 levels, from “Junior” to “Senior”; 1 row
           17.5 points, ruled out: it names fewer than two levels
            +20.0 of  +40.0  levels-recognised: the headings are names of levels
             -2.5 of  -10.0  levels-alike: levels have the same name

        1 other reading was tried and ranked lower.
        ");
    }

    #[test]
    fn nothing_tried_is_said() {
        assert!(explain_text(&TriedReadings::default()).starts_with("Nothing"));
    }
}
