use super::super::tests::part;
use super::*;
use crate::model::Review;
use crate::model::testing::{company, company_map};

/// The empty form of somebody.
fn made(review: &Review, person: &Person, options: &FormOptions) -> Vec<u8> {
    let input = FormInput {
        map: &review.career_map,
        person,
        actions: &[],
        answers: None,
        options,
    };
    form(&input).unwrap()
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let review = company();
    let options = FormOptions::default();
    let made = || made(&review, &review.assessments[0].person, &options);
    assert_eq!(made(), made());
}

#[test]
fn parallel_levels_of_one_title_are_told_apart() {
    let mut map = company_map();
    map.levels[3].title = map.levels[2].title.clone();
    map.levels[2].code = None;
    map.levels[2].tracks = vec![Track::IndividualContributor];
    let labels = Labels::english();
    assert_eq!(
        level_name(&map, LevelId(2), &labels),
        "Sr. Community Manager (IC)"
    );
    assert_eq!(
        level_name(&map, LevelId(3), &labels),
        "Sr. Community Manager (L4)"
    );
    assert_eq!(
        level_name(&map, LevelId(0), &labels),
        "Community Apprentice"
    );
}

/// The height of a row of a sheet, both counted from 1.
fn height(bytes: &[u8], sheet: usize, row: usize) -> f64 {
    let xml = part(bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
    let row = xml.split(&format!("<row r=\"{row}\"")).nth(1).unwrap();
    let height = row.split("ht=\"").nth(1).unwrap();
    height.split('"').next().unwrap().parse().unwrap()
}

#[test]
fn facts_and_headings_have_the_room_that_they_need() {
    /// The row of the email address on the first sheet.
    const EMAIL: usize = 7;
    let review = company();
    let mut options = FormOptions::default();
    let mut person = review.assessments[0].person.clone();
    let of = |person: &Person, options: &FormOptions| made(&review, person, options);
    person.email = Some("a@b.example".to_owned());
    let english = of(&person, &options);
    assert!(height(&english, 1, EMAIL) < 21.0);
    person.email = Some("ana.maria.longname@international.company.example".to_owned());
    assert!(height(&of(&person, &options), 1, EMAIL) > 30.0);
    // “Auto-évaluation” takes two lines above a narrow column.
    assert!(height(&english, 3, 4) < 30.0);
    let catalogue = crate::labels::Catalogue::embedded();
    options.labels = catalogue.labels("fr").unwrap();
    assert!(height(&of(&person, &options), 3, 4) > 30.0);
}

#[test]
fn no_question_is_in_another_row_than_its_answer() {
    let review = company();
    let catalogue = crate::labels::Catalogue::embedded();
    for language in ["en", "de", "fr", "es"] {
        let options = FormOptions {
            labels: catalogue.labels(language).unwrap(),
            ..FormOptions::default()
        };
        let bytes = made(&review, &review.assessments[0].person, &options);
        let texts = part(&bytes, "xl/sharedStrings.xml");
        for field in [
            "accomplishments",
            "development",
            "growth",
            "aspiration",
            "beyond-map",
            "willing-to-help",
            "wish",
        ] {
            let keys = ["heading", "prompt"].map(|what| format!("form.{what}.{field}"));
            let [label, question] = [options.labels.say(&keys[0]), options.labels.say(&keys[1])];
            let mut cells = texts.split("<si>").filter(|cell| cell.contains(question));
            let cell = cells.next().unwrap();
            assert!(cell.contains(&format!(">{label}<")), "{language}: {cell}");
            assert_eq!(cells.next(), None, "{language}: {question}");
        }
    }
}
