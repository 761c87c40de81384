//! Companies' own headings on forms.

use super::*;

/// A form with these headings in place of ours, about Ana, an Engineer: own rating 1, manager's 2, agreed 3.
fn form(headings: [&str; 3]) -> String {
    let [own, manager, agreed] = headings;
    format!(
        "Name | Ana\nRole level | Engineer\n\nCompetency | {own} | {manager} | {agreed}\n\
         Planning | Junior | Engineer | Sr. Engineer\nWriting & Speaking | Junior | Engineer | Sr. Engineer"
    )
}

#[test]
fn each_rating_reaches_its_rater_whatever_its_heading() {
    for headings in [
        ["Self (1-7)", "Manager (1-7)", "Agreed"],
        ["Self-evaluation", "Manager evaluation", "Agreed level"],
        ["Self 2026", "Manager 2026", "Agreed 2026"],
        ["1. Self", "2. Manager", "3. Final"],
        ["Rating – self", "Rating – manager", "Rating – calibrated"],
        ["My rating", "My manager's rating", "Final rating"],
        ["Employee", "Manager", "Calibrated"],
        ["Level (self)", "Level (line manager)", "Level (moderated)"],
        ["⭐ Self *", "Supervisor:", "Consensus score"],
        ["Team member", "Reviewer", "Joint rating"],
    ] {
        let found = read(&form(headings));
        assert_eq!(
            summary(&found),
            ["Ana 1: 1/2/3 1/2/3 -/-/-"],
            "{headings:?}"
        );
        assert_eq!(found.problems, NONE, "{headings:?}");
    }
}

#[test]
fn peers_and_differences_are_nobodys_ratings() {
    for other in [
        "Peer rating",
        "360 feedback score",
        "Gap",
        "Self vs manager",
        "Required level",
        "Average",
    ] {
        let found = read(&form(["Self", other, "Agreed"]));
        assert_eq!(summary(&found), ["Ana 1: 1/-/3 1/-/3 -/-/-"], "{other}");
        let are_notes = found.texts.iter().all(|text| text.starts_with("note"));
        assert!(are_notes, "{other}: {:?}", found.texts);
    }
}

#[test]
fn a_range_a_date_and_a_remark_are_no_ratings_and_are_named() {
    for typed in [
        "2-3",
        "2–3",
        "2 to 3",
        "2/3",
        "I would say that she is at Engineer in most of what she does",
    ] {
        let form = form(["Self", "Manager", "Agreed"]).replacen("Sr. Engineer", typed, 1);
        let found = read(&form);
        assert_eq!(summary(&found), ["Ana 1: 1/2/- 1/2/3 -/-/-"], "{typed}");
        assert_eq!(found.problems, ["not-a-rating D5"], "{typed}");
        assert!(found.texts[0].len() < 300, "{}", found.texts[0]);
    }
}

#[test]
fn headings_in_two_rows_are_one_merged_or_not() {
    for groups in [" | Self |  | Manager |", " | Self | > | Manager | >"] {
        let found = read(&format!(
            "Name | Ana\nRole level | Engineer\n\n{groups}\nCompetency | Level | Comment | Level | Comment\n\
             Planning | 1 | ran it | 2 | led it well"
        ));
        assert_eq!(summary(&found), ["Ana 1: 1/2/- -/-/- -/-/-"], "{groups}");
        let planning = &found.assessments[0].competencies[0];
        let text = |text: &Option<Sourced<Box<str>>>| text.as_ref().unwrap().value.to_string();
        assert_eq!(text(&planning.evidence), "ran it");
        assert_eq!(text(&planning.manager_comment), "led it well");
    }
}

#[test]
fn a_list_may_say_everything_that_a_form_says() {
    let rest = "Engineer|Engineer|Promotion|Good work.|To lead.|The new tool.";
    let found = read(&format!(
        "Name|Competency|Role level|Manager rating|Recommendation|Manager summary|Aspiration|Accomplishments\n\
         Ana|Planning|{rest}\nAna|Writing & Speaking|{rest}"
    ));
    assert_eq!(found.problems, NONE);
    let ana = &found.assessments[0];
    assert_eq!(ana.recommendation.as_deref(), Some("Promotion"));
    assert_eq!(ana.manager_summary.as_deref(), Some("Good work."));
    assert_eq!(ana.aspiration.as_deref(), Some("To lead."));
    assert_eq!(ana.accomplishments.as_deref(), Some("The new tool."));
}

#[test]
fn a_question_stands_above_a_label_or_below_it_in_the_same_cell() {
    let person =
        "Name | Ana | >\nRole level | Engineer\n\nCompetency | Self level\nPlanning | Junior\n\n";
    let asked = "Plans for the future¶What do you plan for the next year or two?";
    let right = Some("Lead a team");
    for (own_words, right) in [
        // As forms were made before, and as they are made now.
        (
            " | What do you plan?\nPlans for the future | Lead a team",
            right,
        ),
        (&*format!("{asked} | > | Lead a team"), right),
        (&*format!("{asked} | Lead a team"), right),
        ("Karriereziele¶Was haben Sie vor? | Lead a team", right),
        (&*format!("{asked} | >"), None),
        // An answer may begin with the word of a label.
        (
            "Plans for the future | Development¶I want to teach",
            Some("Development\nI want to teach"),
        ),
    ] {
        let found = read(&format!("{person}{own_words}"));
        assert_eq!(found.problems, NONE, "{own_words}");
        let [ana] = found.assessments.as_slice() else {
            panic!("{own_words}: {:?}", found.texts);
        };
        assert_eq!(ana.aspiration.as_deref(), right, "{own_words}");
        assert_eq!(ana.development, None, "{own_words}");
    }
}
