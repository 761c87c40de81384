//! What a form says in the company's words is read back: tracks beside levels and before expectations.

use super::*;
use crate::labels::FormWords;

#[test]
fn levels_of_one_title_are_told_apart_in_the_companys_words() {
    let mut map = map_of_forms();
    map.levels[3].title = map.levels[2].title.clone();
    for (level, track) in [(2, Track::IndividualContributor), (3, Track::Management)] {
        map.levels[level].code = None;
        map.levels[level].aliases.clear();
        map.levels[level].tracks = vec![track];
    }
    let expectation = map.competencies[1].expectations[2].len() - 1;
    let own = [(
        "labels/de/form.json",
        r#"{"choice.track.ic": "Expertenweg", "choice.track.manager": "Leitung (Linie)"}"#
            .as_bytes(),
    )];
    let (own, _) = Catalogue::embedded().with_files(own).unwrap();
    let embedded = Catalogue::embedded();
    let languages = LANGUAGES.map(|language| (&embedded, language));
    for (catalogue, language) in languages.into_iter().chain([(&own, "de")]) {
        let options = FormOptions {
            labels: catalogue.labels(language).unwrap(),
            ..FormOptions::default()
        };
        let names = MapNames::new(&map).with_offered(FormWords::of(catalogue));
        for level in [2, 3] {
            let (mut person, ..) = somebody(&map, 1);
            person.role_level = LevelId(level);
            person.track = None;
            let marks = vec![ExpectationMark {
                competency: CompetencyId(1),
                level: LevelId(2),
                expectation,
                own: Some(Mark::Met),
                ..ExpectationMark::default()
            }];
            let answers = Assessment {
                marks: if level == 2 { marks } else { Vec::new() },
                ..Assessment::default()
            };
            let workbook = form_of(&map, &person, &[], Some(&answers), &options);
            let what = format!(
                "{language} {level} {}",
                options.labels.say("choice.track.ic")
            );
            let read = read_only(&names, &workbook, &what);
            assert_eq!(read.person.role_level, LevelId(level), "{what}");
            assert_eq!(read.marks, answers.marks, "{what}");
        }
    }
}
