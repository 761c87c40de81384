use super::*;
use crate::model::testing::{company, company_map};

#[test]
fn the_same_input_gives_the_same_bytes() {
    let review = company();
    let options = FormOptions::default();
    let input = FormInput {
        map: &review.career_map,
        person: &review.assessments[0].person,
        actions: &[],
        answers: None,
        options: &options,
    };
    assert_eq!(form(&input).unwrap(), form(&input).unwrap());
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
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    let mut part = archive
        .by_name(&format!("xl/worksheets/sheet{sheet}.xml"))
        .unwrap();
    part.read_to_string(&mut xml).unwrap();
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
    let of = |person: &Person, options: &FormOptions| {
        form(&FormInput {
            map: &review.career_map,
            person,
            actions: &[],
            answers: None,
            options,
        })
        .unwrap()
    };
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
    use std::io::Read as _;
    let review = company();
    let catalogue = crate::labels::Catalogue::embedded();
    for language in ["en", "de", "fr", "es"] {
        let options = FormOptions {
            labels: catalogue.labels(language).unwrap(),
            ..FormOptions::default()
        };
        let bytes = form(&FormInput {
            map: &review.career_map,
            person: &review.assessments[0].person,
            actions: &[],
            answers: None,
            options: &options,
        })
        .unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut texts = String::new();
        let mut part = archive.by_name("xl/sharedStrings.xml").unwrap();
        part.read_to_string(&mut texts).unwrap();
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
