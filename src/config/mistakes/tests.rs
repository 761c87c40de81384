use super::super::ConfigFile;
use super::*;

#[track_caller]
fn said(text: &str) -> (String, String) {
    let file = Location::of_file("careermap.toml");
    let said = parsed::<ConfigFile>(text, &file).expect_err("a mistake");
    (said.message, said.help)
}

/// Mistakes, what is said, and the line that is offered, which is right.
const MISTAKES: &[(&str, &str, &str)] = &[
    (
        "[map]\nlevels = \"C:F\"",
        "Line 2: `levels` under [map] is the text “C:F”, where a list in square brackets is needed.",
        "levels = [\"C:F\"]",
    ),
    (
        "[map]\nlevels = \"C, E\"",
        "Line 2: `levels` under [map] is the text “C, E”, where a list in square brackets is needed.",
        "levels = [\"C\", \"E\"]",
    ),
    (
        "[map]\nlevels = [3, \"5:6\"]",
        "Line 2: `levels` under [map] is the number 3, where a text in quotation marks is needed.",
        "levels = [\"3\", \"5:6\"]",
    ),
    (
        "[map]\nheader-row = \"4\"",
        "Line 2: `header-row` under [map] is the text “4”, where a whole number that is not negative is needed.",
        "header-row = 4",
    ),
    (
        "[map]\nnames = [\"B\"]",
        "Line 2: `names` under [map] is a list, where a text in quotation marks is needed.",
        "names = \"B\"",
    ),
    (
        "[map]\nnames = 2",
        "Line 2: `names` under [map] is the number 2, where a text in quotation marks is needed.",
        "names = \"2\"",
    ),
    (
        "[map]\norder = [\"Junior\", 2]",
        "Line 2: `order` under [map] is a list, which is not one of the allowed values.",
        "order = [\"Junior\", \"2\"]",
    ),
    (
        "[map]\norder = \"Junior; Senior\"",
        "Line 2: `order` under [map] is the text “Junior; Senior”, where a list in square brackets is needed.",
        "order = [\"Junior\", \"Senior\"]",
    ),
    (
        "[map]\n\n[map.tracks]\nDirector = \"management\"",
        "Line 4: `Director` under [map.tracks] is the text “management”, where a list in square brackets is needed.",
        "Director = [\"management\"]",
    ),
    (
        "[map.tracks]\nDirector = [\"managment\"]",
        "Line 2: `Director` under [map.tracks] is the text “managment”, which is not one of the allowed values.",
        "Director = [\"management\"]",
    ),
    (
        "[map]\norientation = \"level-in-rows\"",
        "Line 2: `orientation` under [map] is the text “level-in-rows”, which is not one of the allowed values.",
        "orientation = \"levels-in-rows\"",
    ),
    (
        "[map.weights]\nPeople = \"2,5\"",
        "Line 2: `People` under [map.weights] is the text “2,5”, where a number is needed.",
        "People = 2.5",
    ),
    (
        "[map]\nscale-top = \"5\"",
        "Line 2: `scale-top` under [map] is the text “5”, where a number is needed.",
        "scale-top = 5",
    ),
    (
        "[map]\nhedaer-row = 4",
        "Line 2: There is no setting `hedaer-row` under [map].",
        "header-row = 4",
    ),
    (
        "[ratings]\nGood = 3",
        "Line 2: `Good` under [ratings] is the number 3, where a text in quotation marks is needed.",
        "Good = \"3\"",
    ),
    (
        "[plans]\npaths = \"yes\"",
        "Line 2: `paths` under [plans] is the text “yes”, where true or false is needed.",
        "paths = true",
    ),
    (
        "[plans]\npaper = \"A4\"",
        "Line 2: `paper` under [plans] is the text “A4”, which is not one of the allowed values.",
        "paper = \"a4\"",
    ),
    (
        "[analysis]\nfocus-areas = 3.0",
        "Line 2: `focus-areas` under [analysis] is the number 3.0, where a whole number that is not negative is needed.",
        "focus-areas = 3",
    ),
    (
        "[[coverage-needs]]\nteam = \"A\"\n[[coverage-needs]]\nteam = 3",
        "Line 4: `team` under [[coverage-needs]] is the number 3, where a text in quotation marks is needed.",
        "team = \"3\"",
    ),
    (
        "[map]\nsheet = Ladder 2026",
        "Line 2: `sheet = Ladder 2026` is not a setting.",
        "sheet = \"Ladder 2026\"",
    ),
    (
        "[map]\nsheet = “Ladder 2026”",
        "Line 2: `sheet = “Ladder 2026”` is not a setting.",
        "sheet = \"Ladder 2026\"",
    ),
    (
        "[map]\nlevels = C:F",
        "Line 2: `levels = C:F` is not a setting.",
        "levels = [\"C:F\"]",
    ),
    (
        "[map]\nlevels = [\"C:F\"\nnames = \"B\"",
        "Line 2: `levels = [\"C:F\"` is not a setting.",
        "levels = [\"C:F\"]",
    ),
    (
        "[map]\nheader row = 4",
        "Line 2: `header row = 4` is not a setting.",
        "header-row = 4",
    ),
    (
        "[map]\nheader-row: 4",
        "Line 2: `header-row: 4` is not a setting.",
        "header-row = 4",
    ),
    (
        "[map.weights]\nTeam work = 2",
        "Line 2: `Team work = 2` is not a setting.",
        "\"Team work\" = 2",
    ),
    (
        "[ratings]\nSehr gut = \"Senior\"",
        "Line 2: `Sehr gut = \"Senior\"` is not a setting.",
        "\"Sehr gut\" = \"Senior\"",
    ),
    (
        "career-map = \"..\\Levels\\map.xlsx\"",
        "Line 1: `career-map = \"..\\Levels\\map.xlsx\"` is not a setting.",
        "career-map = '..\\Levels\\map.xlsx'",
    ),
    (
        "[map\nheader-row = 4",
        "Line 1: `[map` is not a setting.",
        "[map]",
    ),
    (
        "[mapp]\nheader-row = 4",
        "Line 1: There is no section [mapp].",
        "[map]",
    ),
    (
        "[coverage-needs]\nteam = \"A\"",
        "Line 1: [coverage-needs] can occur several times in the file, so it needs double brackets.",
        "[[coverage-needs]]",
    ),
];

#[test]
fn a_mistake_is_said_in_plain_words_and_the_line_that_is_offered_is_right() {
    for (text, what, right) in MISTAKES {
        let (message, help) = said(text);
        assert_eq!(message, *what, "{text}");
        let offered = help.rsplit('`').nth(1).unwrap_or_default();
        assert_eq!(offered, *right, "{text}: {help}");
        let wrong: usize = message["Line ".len()..]
            .split(':')
            .next()
            .unwrap()
            .parse()
            .unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let mended: Vec<&str> = (1..)
            .zip(&lines)
            .map(|(number, line)| if number == wrong { right } else { *line })
            .collect();
        let mended = mended.join("\n");
        assert!(toml::from_str::<ConfigFile>(&mended).is_ok(), "{mended}");
    }
}

#[test]
fn what_no_line_mends_is_said_with_what_to_do() {
    for (text, what, help) in [
        (
            "header-row = 4",
            "Line 1: There is no setting `header-row` at the top of the file.",
            "Write `header-row = 4` below the line `[map]`.",
        ),
        (
            "[organisation]\nsheet = \"A\"",
            "Line 2: There is no setting `sheet` under [organisation].",
            "Write `sheet = \"A\"` below the line `[map]`.",
        ),
        (
            "[map.confirmed]\nlevels = [\"A\"]",
            "Line 1: [map.confirmed] has no `competencies`.",
            "Add a line that begins with `competencies =`, or delete the section.",
        ),
        (
            "[map]\nlevels = [\"A\"]\nlevels = [\"B\"]",
            "Line 3: `levels` is set here a second time.",
            "Keep one of the two lines.",
        ),
        (
            "[map]\nsheet = \"A\"\n[map]",
            "Line 3: [map] occurs a second time here.",
            "Put all settings of [map] below its first line, and delete this one.",
        ),
        (
            "[map]\nheader-row = -4",
            "Line 2: `header-row` under [map] is the number -4, where a whole number that is not negative is needed.",
            CORRECT,
        ),
        ("[map]\n???", "Line 2: `???` is not a setting.", WRITE),
        (
            "[map]\nscale-top = 200",
            "Line 2: scale-top is 200; the top of a scale is a number from 1 to 100.",
            CORRECT,
        ),
        (
            "[organisation]\naccent = \"teal\"",
            "Line 2: “teal” is not a colour; write it as \"#1f5f8b\".",
            CORRECT,
        ),
        (
            "[plans]\nfolders = \"everybody\"",
            "Line 2: `folders` under [plans] is the text “everybody”, which is not one of the allowed values.",
            "Write one of \"team\" and \"manager\".",
        ),
    ] {
        assert_eq!(said(text), (what.to_owned(), help.to_owned()), "{text}");
    }
}

#[test]
fn nothing_that_is_typed_brings_the_parsers_words() {
    let settings = include_str!("../../../docs/settings.md");
    let names = settings.lines().filter_map(|line| {
        let name = line.strip_prefix("| `")?.split('`').next()?;
        Some(name.to_owned())
    });
    let values = [
        "3",
        "-1",
        "2.5",
        "true",
        "\"x\"",
        "[]",
        "[3]",
        "[[1]]",
        "{}",
        "{ a = 1 }",
        "2026-01-01",
        "nan",
        "x y",
        "",
    ];
    let sections = [
        "",
        "[map]\n",
        "[plans]\n",
        "[limits]\n",
        "[assessments]\n",
        "[[coverage-needs]]\n",
        "[workbook]\n",
        "[map.confirmed]\n",
    ];
    let names: Vec<String> = names.collect();
    assert!(names.len() > 40);
    for section in sections {
        for name in &names {
            for value in values {
                let text = format!("{section}{name} = {value}");
                let file = Location::of_file("careermap.toml");
                let Err(said) = parsed::<ConfigFile>(&text, &file) else {
                    continue;
                };
                for word in [
                    "expected",
                    "sequence",
                    "struct",
                    "variant",
                    "untagged",
                    "u32",
                    "usize",
                    "f64",
                    "TOML",
                    "map,",
                    "something else",
                ] {
                    assert!(!said.message.contains(word), "{text}: {said:?}");
                }
            }
        }
    }
}
