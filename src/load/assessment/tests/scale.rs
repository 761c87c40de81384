//! Numbers that need not be levels.

use super::{NONE, map, read, read_with, summary, table_of};

#[test]
fn one_number_that_is_no_level_puts_all_of_the_file_in_doubt() {
    for outlier in ["0", "10", "0 - None"] {
        let found = read(&[
            &["Manager ratings"],
            &["Name", "Role level", "Planning", "Writing & Speaking"],
            &["Ana", "Engineer", "3", "Director"],
            &["Bo", "Engineer", "2 - Proficient", outlier],
            &["Cy", "Engineer", "1", "3 - Sr. Engineer"],
        ]);
        // One explanation for all of them.
        assert_eq!(found.problems, ["not-a-rating C3"], "{outlier}");
        // A cell that names a level is one.
        assert_eq!(
            summary(&found),
            [
                "Ana 1: -/-/- -/4/- -/-/-",
                "Bo 1: -/-/- -/-/- -/-/-",
                "Cy 1: -/-/- -/3/- -/-/-",
            ],
            "{outlier}"
        );
    }
}

#[test]
fn totals_say_nothing_about_the_scale() {
    let found = read(table_of(
        "Manager ratings
         Name | Role level | Planning | Writing & Speaking | Total
         Ana | Engineer | 3 | 4 | 7
         Total |  | 30 | 40 | 70",
    ));
    assert_eq!(found.problems, ["line-of-nobody A4"]);
    assert_eq!(summary(&found), ["Ana 1: -/3/- -/4/- -/-/-"]);
}

#[test]
fn another_scale_is_seen_in_forms_and_in_the_long_form() {
    let form: &[&[&str]] = &[
        &["Name", "Ana"],
        &["Role level", "Engineer"],
        &["Competency", "Self level", "Manager level"],
        &["Planning", "3", "7"],
        &["Writing & Speaking", "Junior", "2"],
    ];
    let found = read(form);
    assert_eq!(found.problems, ["not-a-rating B4"]);
    assert_eq!(summary(&found), ["Ana 1: -/-/- 1/-/- -/-/-"]);
    let found = read(&[
        &["Name", "Role level", "Competency", "Self"],
        &["Ana", "Engineer", "Planning", "4"],
        &["Ana", "Engineer", "Writing & Speaking", "0"],
    ]);
    assert_eq!(found.problems, ["not-a-rating D2"]);
    assert_eq!(summary(&found), ["Ana 1: -/-/- -/-/- -/-/-"]);
}

#[test]
fn another_scale_means_what_the_configuration_says() {
    let rows: &[&[&str]] = &[
        &["Manager ratings"],
        &["Name", "Role level", "Planning", "Writing & Speaking"],
        &["Ana", "Engineer", "0", "4"],
    ];
    let words = [("0", "Junior"), ("4", "Sr. Engineer")];
    let found = read_with(&map(), &[("People", rows)], &words, &[]);
    assert_eq!(found.problems, NONE);
    assert_eq!(summary(&found), ["Ana 1: -/1/- -/3/- -/-/-"]);
}

#[test]
fn numbers_that_stay_below_the_top_are_read_and_noted() {
    let found = read(&[
        &["Manager ratings"],
        &["Name", "Role level", "Planning", "Writing & Speaking"],
        &["Ana", "Engineer", "3", "1"],
    ]);
    assert_eq!(found.problems, ["numbers-as-levels C3"]);
    assert_eq!(summary(&found), ["Ana 1: -/3/- -/1/- -/-/-"]);
}
