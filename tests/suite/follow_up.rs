//! `careermap follow-up`: pages, calendar files and texts for managers between two reviews.

use std::fs;

use crate::harness::{AssessmentFile, Project};

fn person(name: &str, id: &str, manager: &str) -> AssessmentFile {
    let person = AssessmentFile::of(name, id, "Engineer")
        .label("Assessed on", "2026-10-05")
        .rating(["Planning", "Engineer", "Junior", "", "The relay plan."]);
    if manager.is_empty() {
        person
    } else {
        person.label("Manager", manager)
    }
}

/// A row of the sheet *Actions*.
fn action<'a>(what: &'a str, due: &'a str, status: &'a str) -> [&'a str; 8] {
    [
        "Planning",
        what,
        "Experience",
        "Ada",
        "",
        due,
        status,
        "It holds.",
    ]
}

fn company() -> Project {
    let project = Project::with_map();
    project
        .add(
            "ada.xlsx",
            &person("Ada Marsh", "7", "Mia Ray")
                .action(action("Plan the relay, alone", "2026-12-01", "In progress"))
                .action(action("Lead the spring plan", "2027-03-01", "Open"))
                .action(action("Shadow the planner", "2026-11-01", "Done")),
        )
        .add("bo.xlsx", &person("Bo Lind", "8", "Mia Ray"))
        .add(
            "cy.xlsx",
            &person("Cy Dee", "9", "").action(action("Read the risk log", "2026-12-24", "")),
        );
    project
}

fn file(project: &Project, name: &str) -> String {
    fs::read_to_string(project.input().with_file_name("follow-up").join(name)).unwrap()
}

#[test]
fn each_person_has_a_page_with_what_is_open() {
    let project = company();
    fs::write(
        project.input().join("careermap.toml"),
        "[review]\nfollow-up-on = 2027-02-15\n",
    )
    .unwrap();
    project
        .careermap(&["follow-up", "--date", "2027-01-15"])
        .ends_with(0)
        .says(&[
            "pages for 3 people of 2 managers",
            "3 open actions, 2 overdue on 2027-01-15",
        ]);
    let documents = project.pdfs_below("follow-up");
    let names: Vec<&String> = documents.keys().collect();
    assert_eq!(names, ["Mia Ray/follow-up.pdf", "No manager/follow-up.pdf"]);
    let pages = &documents["Mia Ray/follow-up.pdf"];
    assert!(pages.is_tagged());
    assert_eq!(pages.language().as_deref(), Some("en"));
    let texts = pages.page_texts();
    assert_eq!(texts.len(), 2, "a page a person");
    for text in [
        "AdaMarsh",
        "Plantherelay,alone",
        "wasdueon1December2026",
        "by1March2027",
        "Success:Itholds.",
        "Whathappened",
        "15February2027",
    ] {
        assert!(
            texts[0].contains(text),
            "{text} is missing from {}",
            texts[0]
        );
    }
    assert!(!texts[0].contains("Shadow") && !texts[0].contains("BoLind"));
    assert!(texts[1].contains("BoLind") && texts[1].contains("Noactionisopen."));
}

#[test]
fn calendars_have_what_is_to_come_and_texts_what_is_overdue() {
    let project = company();
    project
        .careermap(&["follow-up", "--date", "2027-01-15"])
        .ends_with(0);
    let days = file(&project, "Mia Ray/dates.ics");
    let lines: Vec<&str> = days.split("\r\n").collect();
    for line in [
        "DTSTAMP:20270115T120000Z",
        "DTSTART;VALUE=DATE:20270301",
        "SUMMARY:Ada Marsh: Lead the spring plan",
    ] {
        assert!(lines.contains(&line), "{line} is missing from {days}");
    }
    assert_eq!(
        days.matches("BEGIN:VEVENT").count(),
        1,
        "what is overdue is in the text"
    );
    let text = file(&project, "Mia Ray/overdue.txt");
    assert!(
        text.starts_with("Dear Mia Ray,\r\n\r\nAs of 15 January 2027, "),
        "{text}"
    );
    assert!(
        text.contains("Ada Marsh (7)\r\n- Plan the relay, alone: was due on 1 December 2026 (45 days ago); owner: Ada\r\n"),
        "{text}"
    );
    assert!(!text.contains("Bo Lind") && !text.contains("spring plan"));
    let unnamed = file(&project, "No manager/overdue.txt");
    assert!(
        unnamed.contains("Cy Dee (9)\r\n- Read the risk log"),
        "{unnamed}"
    );
    assert!(
        !project
            .input()
            .with_file_name("follow-up")
            .join("No manager/dates.ics")
            .exists()
    );

    // The same again, on one thread: the same bytes.
    project
        .careermap(&["follow-up", "--date", "2027-01-15", "--jobs", "1"])
        .ends_with(0)
        .says(&["0 new, 0 changed, 5 unchanged, 0 moved away"]);
    project.careermap(&["verify", "follow-up"]).ends_with(0);
}

#[test]
fn without_a_date_it_says_what_is_measured_against_and_what_is_out_of_date_is_moved_away() {
    let project = company();
    project
        .careermap(&["follow-up"])
        .ends_with(0)
        .says(&[
            "3 open actions, 0 overdue on 2026-10-05, the date of the documents; --date sets another day",
        ]);
    let folder = project.input().with_file_name("follow-up");
    assert!(!folder.join("Mia Ray/overdue.txt").exists());
    assert_eq!(
        file(&project, "Mia Ray/dates.ics")
            .matches("BEGIN:VEVENT")
            .count(),
        2
    );
    fs::write(
        project.input().join("careermap.toml"),
        "[review]\nfollow-up-on = 2026-01-01\n",
    )
    .unwrap();
    project
        .careermap(&["follow-up", "--date", "2027-06-01"])
        .ends_with(1)
        .says(&["follow-up-on = 2026-01-01 is before 2027-06-01"]);
    assert!(
        !folder.join("Mia Ray/dates.ics").exists(),
        "nothing is to come any more"
    );
    assert!(folder.join("withdrawn/Mia Ray/dates.ics").exists());
    // Neither command writes over the other's files.
    project
        .careermap(&["run", "-o", "follow-up"])
        .ends_with(2)
        .says(&["another command of careermap wrote to follow-up"]);
    // Plans have that day, too.
    project
        .careermap(&["run", "--date", "2026-06-01"])
        .ends_with(1);
    project
        .careermap(&["follow-up", "-o", "output"])
        .ends_with(2);
    project.careermap(&["purge", "follow-up"]).ends_with(0);
    assert!(!folder.exists());
}

#[test]
fn the_day_that_two_agreed_is_theirs_and_a_past_one_is_overdue() {
    let project = Project::with_map();
    for (file, name, id, label, day) in [
        ("ada.xlsx", "Ada Marsh", "7", "Next review", "2027-03-02"),
        (
            "bo.xlsx",
            "Bo Lind",
            "8",
            "Nächstes Gespräch",
            "3. März 2027",
        ),
        ("cy.xlsx", "Cy Dee", "9", "Prochain entretien", "2026-12-01"),
        ("di.xlsx", "Di Fox", "10", "Próxima revisión", ""),
        ("ed.xlsx", "Ed Gray", "11", "Review date", "2027-03-04"),
        (
            "ada2.xlsx",
            "Ada Marsh",
            "12",
            "Next review date",
            "2027-03-05",
        ),
    ] {
        project.add(file, &person(name, id, "Mia Ray").label(label, day));
    }
    fs::write(
        project.input().join("careermap.toml"),
        "[review]\nfollow-up-on = 2027-02-15\n",
    )
    .unwrap();
    project
        .careermap(&["follow-up", "--date", "2027-01-15"])
        .ends_with(0)
        .says(&[
            "The next review of Cy Dee, 2026-12-01, is before 2027-01-15",
            "[next-review-past]",
        ]);
    let days = file(&project, "Mia Ray/dates.ics").replace("\r\n ", "");
    let of = |line: &str| {
        days.split("\r\n")
            .filter_map(|found| found.strip_prefix(line))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of("DTSTART;VALUE=DATE:"),
        ["20270215", "20270302", "20270303", "20270304", "20270305"]
    );
    assert_eq!(
        of("SUMMARY:"),
        [
            "Di Fox",
            "Ada Marsh (7)",
            "Bo Lind",
            "Ed Gray",
            "Ada Marsh (12)"
        ]
        .map(|name| format!("{name}: look at the development plan again"))
    );
    let text = file(&project, "Mia Ray/overdue.txt");
    assert!(
        text.contains(
            "Cy Dee (9)\r\n- Look at the development plan together: was agreed for 1 December 2026 (45 days ago)\r\n"
        ),
        "{text}"
    );
    assert!(!text.contains("Ada") && !text.contains("Bo Lind"), "{text}");
    let pages = &project.pdfs_below("follow-up")["Mia Ray/follow-up.pdf"];
    let pages = pages.page_texts();
    let page = |name: &str| pages.iter().find(|page| page.contains(name)).unwrap();
    assert!(page("BoLind").contains("againon3March2027"));
    // The company's day is for those who agreed none; Cy's is over, so there is an empty line.
    assert!(page("CyDee").contains("1December2026") && !page("CyDee").contains("15February2027"));
    // The plan has it, too.
    project.careermap(&["run"]).ends_with(0);
    let plans = project.pdfs_below("output/plans");
    let text = |id: &str| {
        let plan = plans
            .iter()
            .find(|(path, _)| path.ends_with(&format!("-{id}.pdf")));
        plan.unwrap().1.page_texts().concat()
    };
    for (id, day) in [
        ("7", "2March2027"),
        ("9", "1December2026"),
        ("10", "15February2027"),
    ] {
        let said = format!("Nextreviewon{day}.");
        assert!(text(id).contains(&said), "{id}: {}", text(id));
    }
}

#[test]
fn a_next_review_that_is_none_and_a_status_that_nobody_understands_are_named_by_cell() {
    let project = Project::with_map();
    project
        .add(
            "ada.xlsx",
            &person("Ada Marsh", "7", "Mia Ray")
                .label("Next review", "in spring")
                .action(action("Plan the relay", "2026-12-01", "ok"))
                .action(action("Lead the plan", "2026-12-01", "Done on 3 May"))
                .action(action("Read the log", "2026-12-01", "Done?")),
        )
        .add(
            "bo.xlsx",
            &person("Bo Lind", "8", "Mia Ray").label("Next review", "2026-10-05"),
        );
    for arguments in [
        &["check"][..],
        &["run"],
        &["follow-up", "--date", "2027-01-15"],
    ] {
        project.careermap(arguments).ends_with(1).says(&[
            "“in spring” is not a date",
            "The next review, 2026-10-05, is not after the day of the assessment, 2026-10-05",
            "“ok” does not say whether the action is done; it counts as open",
            "“Done?” does not say",
            "Planned, In progress, Done or Dropped",
        ]);
    }
    let text = file(&project, "Mia Ray/overdue.txt");
    assert!(
        text.contains("Plan the relay") && text.contains("Read the log"),
        "{text}"
    );
    assert!(!text.contains("Lead the plan"), "{text}");
}

#[test]
fn a_status_that_postpones_an_action_moves_its_last_day_or_is_named_by_cell() {
    let project = Project::with_map();
    project.add(
        "ada.xlsx",
        &person("Ada Marsh", "7", "Mia Ray")
            .action(action("Plan", "2026-11-01", "postponed until 3 May 2027"))
            .action(action("Lead", "2026-11-01", "Verschoben auf Juni 2027"))
            .action(action("Read", "2026-11-01", "reporté au 3 mai"))
            .action(action("Talk", "2026-11-01", "On hold"))
            .action(action("Walk", "2027-06-01", "On hold"))
            .action(action("Look", "", "aplazado")),
    );
    let said = project.careermap(&["follow-up", "--date", "2027-01-15"]);
    let said = said.ends_with(1).stderr();
    for part in [
        "“postponed until 3 May 2027” moves the last day of this action from 2026-11-01 to 2027-05-03.",
        "“Verschoben auf Juni 2027” moves the last day of this action from 2026-11-01 to 2027-06-30.",
        "“reporté au 3 mai” does not say on which day of which year this action is due; it stays due on 2026-11-01.",
        "“On hold” does not say on which day of which year this action is due; it counts as overdue since 2026-11-01.",
        "“aplazado” does not say on which day of which year this action is due; it has no last day.",
        "6 open actions, 2 overdue",
        "sheet “Actions”, cell G4",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(said.matches("[postponed-unclear]").count(), 3, "{said}");
    let days = file(&project, "Mia Ray/dates.ics");
    for day in ["20270503", "20270601", "20270630"] {
        assert!(days.contains(&format!("VALUE=DATE:{day}")), "{day}: {days}");
    }
}

#[test]
fn days_that_are_years_away_are_left_out_until_a_setting_confirms_them() {
    let project = Project::with_map();
    project.add(
        "ada.xlsx",
        &person("Ada Marsh", "7", "Mia Ray")
            .label("Next review", "2031-05-03")
            .action(action("Plan", "1900-01-02", "Open"))
            .action(action("Lead", "2126-12-01", "Open"))
            .action(action("Read", "1999-12-01", "Done")),
    );
    let said = project.careermap(&["follow-up"]).ends_with(1).stderr();
    for part in [
        "The next review of Ada Marsh, 2031-05-03, is years after 2026-10-05",
        "write plausible-years = 5 under [review] in careermap.toml",
        "The last day of an action of Ada Marsh, 1900-01-02, is years before",
        "The last day of an action of Ada Marsh, 2126-12-01, is years after",
        "2 open actions, 0 overdue",
        "sheet “Actions”, cell F2",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(said.matches("[day-far]").count(), 3, "{said}");
    for (years, left, code) in [(5, 2, 1), (126, 0, 0)] {
        fs::write(
            project.input().join("careermap.toml"),
            format!("[review]\nplausible-years = {years}\n"),
        )
        .unwrap();
        let said = project.careermap(&["follow-up"]).ends_with(code).stderr();
        assert_eq!(said.matches("[day-far]").count(), left, "{said}");
    }
    assert!(file(&project, "Mia Ray/dates.ics").contains("VALUE=DATE:20310503"));
}

#[test]
fn an_action_that_ended_after_the_date_of_the_documents_counts_as_open() {
    let project = Project::with_map();
    project.add(
        "ada.xlsx",
        &person("Ada Marsh", "7", "Mia Ray")
            .action(action("Plan the relay", "2026-10-01", "Done by 2027"))
            .action(action(
                "Lead the plan",
                "2026-10-01",
                "Cancelled in May 2028",
            ))
            .action(action("Read the log", "2026-10-01", "Done on 2026-11-03"))
            .action(action("Write the log", "2026-10-01", "Done on 2026-10-05"))
            .action(action("Close the log", "2026-10-01", "Done in 2026")),
    );
    let said = project.careermap(&["follow-up"]).ends_with(1);
    let said = said.stderr();
    for status in [
        "Done by 2027",
        "Cancelled in May 2028",
        "Done on 2026-11-03",
    ] {
        let found = format!("“{status}” names a day after 2026-10-05, the date of these documents");
        assert!(said.contains(&found), "{said}");
    }
    assert_eq!(said.matches("[status-unknown]").count(), 3, "{said}");
    let text = file(&project, "Mia Ray/overdue.txt");
    for (what, is_open) in [
        ("Plan the relay", true),
        ("Lead the plan", true),
        ("Read the log", true),
        ("Write the log", false),
        ("Close the log", false),
    ] {
        assert_eq!(text.contains(what), is_open, "{what}: {text}");
    }
    // The day may be right, and the documents later.
    let said = project.careermap(&["follow-up", "--date", "2026-11-30"]);
    let said = said.ends_with(1).stderr();
    assert_eq!(said.matches("[status-unknown]").count(), 2, "{said}");
}

#[test]
fn a_review_date_that_seems_to_be_the_next_one_is_doubted_and_each_line_settles_it() {
    let form = |name: &str, id: &str, label: &str, day: &str| {
        AssessmentFile::of(name, id, "Engineer")
            .label("Manager", "Mia Ray")
            .label(label, day)
            .rating(["Planning", "Engineer", "Junior", "", "The relay plan."])
            .action(action("Plan the relay", "2027-03-01", "Open"))
    };
    let settings = |project: &Project, meaning: &str| {
        let text = format!("[assessments.labels]\n\"Review date\" = \"{meaning}\"\n");
        fs::write(project.input().join("careermap.toml"), text).unwrap();
    };
    // Beside assessments whose day is clear: weeks after them.
    let project = Project::with_map();
    project
        .add(
            "ada.xlsx",
            &form("Ada Marsh", "7", "Review date", "2026-12-08"),
        )
        .add(
            "bo.xlsx",
            &form("Bo Lind", "8", "Assessed on", "2026-10-08"),
        )
        .add("cy.xlsx", &form("Cy Dee", "9", "Review date", "2026-10-12"));
    let said = project.careermap(&["follow-up"]).ends_with(1).stderr();
    assert_eq!(said.matches("[review-date-unclear]").count(), 1, "{said}");
    for part in [
        "“Review date” of Ada Marsh, 2026-12-08, may be the day of the next review",
        "and is the date of every document",
        "under [assessments.labels]: \"Review date\" = \"next-review\"",
    ] {
        assert!(said.contains(part), "{said}");
    }
    settings(&project, "assessed-on");
    project.careermap(&["follow-up"]).ends_with(0);
    // Nobody's day is clear: everything that was agreed is due before it.
    let project = Project::with_map();
    project
        .add(
            "ada.xlsx",
            &form("Ada Marsh", "7", "Review date", "2027-04-08"),
        )
        .add(
            "bo.xlsx",
            &form("Bo Lind", "8", "Review date", "2027-04-08"),
        );
    let said = project.careermap(&["follow-up"]).ends_with(1).stderr();
    assert_eq!(said.matches("[review-date-unclear]").count(), 2, "{said}");
    settings(&project, "next-review");
    project.careermap(&["follow-up"]).ends_with(0);
    let days = file(&project, "Mia Ray/dates.ics");
    assert!(days.contains("DTSTART;VALUE=DATE:20270408"), "{days}");
    // In a table of people, the line is about columns.
    let project = Project::with_map();
    let rows = "Name,Employee ID,Role level,Review date,Planning,Writing & Speaking\n\
                Ada Marsh,7,Engineer,2027-04-08,Engineer,Engineer\n";
    fs::write(project.input().join("assessments/all.csv"), rows).unwrap();
    project.add(
        "bo.xlsx",
        &form("Bo Lind", "8", "Assessed on", "2026-10-08"),
    );
    project.careermap(&["check"]).ends_with(1).says(&[
        "[review-date-unclear]",
        "under [assessments.columns]: \"Review date\" = \"next-review\"",
    ]);
}

#[test]
fn what_is_moved_away_is_named_and_outcomes_are_not_its_business() {
    let project = company();
    project
        .careermap(&["follow-up", "--date", "2027-01-15"])
        .ends_with(0);
    project.add("ada.xlsx", &person("Ada Marsh", "7", "Kim Kay"));
    project.add(
        "bo.xlsx",
        &person("Bo Lind", "8", "Kim Kay").label("Recommendation", "Develop in role"),
    );
    project
        .careermap(&["follow-up", "--date", "2027-01-15"])
        .ends_with(0)
        .says(&[
            "moved away: withdrawn/Mia Ray/follow-up.pdf (this manager no longer has such a file)",
            "moved away: withdrawn/Mia Ray/overdue.txt",
            "3 moved away",
        ]);
}

#[test]
fn a_mistyped_year_is_named_and_a_date_in_the_settings_settles_it() {
    let project = company();
    project.add(
        "dee.xlsx",
        &AssessmentFile::of("Dee Fox", "10", "Engineer")
            .label("Assessed on", "2062-10-05")
            .rating(["Planning", "Engineer", "Junior", "", "The relay plan."]),
    );
    project.careermap(&["check"]).ends_with(1).says(&[
        "The assessment of Dee Fox is of 2062-10-05, all others are of 2026-10-05 or earlier.",
        "Every document carries the date 2062-10-05.",
    ]);
    fs::write(
        project.input().join("careermap.toml"),
        "[review]\ndate = 2026-10-09\n",
    )
    .unwrap();
    project.careermap(&["check"]).ends_with(0);
}
