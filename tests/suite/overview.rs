//! The overview page as a file: its contents, and when it is written or removed. `browser.rs` opens it.

use std::collections::BTreeSet;
use std::fs;

use rust_xlsxwriter::Workbook;

use crate::harness::{AssessmentFile, Project};
use crate::outputs::{manifest, two_people};
use crate::previous::two_reviews;

const PAGE: &str = "overview.html";

/// The page that the last run wrote.
fn page(project: &Project) -> String {
    String::from_utf8(project.outputs().remove(PAGE).unwrap()).unwrap()
}

/// The addresses of all links on a page, as a browser reads them.
fn links(page: &str) -> Vec<String> {
    let links = page.split(" href=\"").skip(1);
    links
        .map(|rest| {
            let link = rest.split('"').next().unwrap();
            link.replace("&#x2f;", "/").replace("&amp;", "&")
        })
        .collect()
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        if *first == b'%' {
            let digits = std::str::from_utf8(&behind[..2]).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
            rest = &behind[2..];
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// Many people as an HR system keeps them: all on the roster, and a list with the ratings of most.
pub(crate) fn crowd(people: usize) -> Project {
    let project = Project::with_map();
    let somebody = |number: usize| {
        [
            format!("Person {number:05} Żółć-Ωmega"),
            format!("E{number}"),
            format!("Team {:03}", number / 12),
            format!("Person {:05} Żółć-Ωmega", number / 12 * 12),
            ["Junior", "Engineer (IC)"][number % 2].to_owned(),
            format!("person{number}@example.org"),
        ]
    };
    let headings = ["Name", "Employee ID", "Team", "Manager", "Role level"];
    let mut roster = Workbook::new();
    let sheet = roster.add_worksheet();
    for (column, heading) in (0..).zip(headings.iter().chain(&["Email"])) {
        sheet.write_string(0, column, *heading).unwrap();
    }
    let mut list = Workbook::new();
    let ratings = list.add_worksheet();
    for (column, heading) in
        (0..).zip(
            headings
                .iter()
                .chain(&["Competency", "Self level", "Manager level"]),
        )
    {
        ratings.write_string(0, column, *heading).unwrap();
    }
    let mut row = 1;
    for number in 0..people {
        let person = somebody(number);
        let below = u32::try_from(number).unwrap() + 1;
        for (column, text) in (0..).zip(&person) {
            sheet.write_string(below, column, text).unwrap();
        }
        if number % 7 == 3 {
            continue;
        }
        for competency in ["Planning", "Writing & Speaking"] {
            let rated = [competency, "Engineer (IC)", "Junior"];
            let texts = person[..5].iter().map(String::as_str).chain(rated);
            for (column, text) in (0..).zip(texts) {
                ratings.write_string(row, column, text).unwrap();
            }
            row += 1;
        }
    }
    roster.save(project.input().join("roster.xlsx")).unwrap();
    list.save(project.assessment("list.xlsx")).unwrap();
    project
}

#[test]
fn each_run_has_a_page_with_the_way_to_each_document() {
    let project = two_people();
    project.add(
        "odd.xlsx",
        &AssessmentFile::of("O’Brien #1 50%?&<b>", "9/9", "Engineer")
            .label("Team", "R&D: “Nord”")
            .label("Assessed on", "2026-10-05")
            .rating(["Planning", "Engineer", "Junior", "", ""]),
    );
    project.careermap(&[
        "run",
        "--audience",
        "leadership,anonymous,managers",
        "--packets",
        "--review-packet",
    ]);
    let outputs = project.outputs();
    let links: BTreeSet<String> = links(&page(&project))
        .iter()
        .map(|link| percent_decoded(link))
        .collect();
    let documents: BTreeSet<String> = outputs
        .into_keys()
        .filter(|file| file != PAGE && file != "manifest.json")
        .collect();
    assert_eq!(documents.len(), 9, "{documents:?}");
    let missing: Vec<_> = documents.difference(&links).collect();
    assert!(missing.is_empty(), "{missing:?} among {links:?}");
    let others = links.difference(&documents);
    let others: Vec<_> = others
        .filter(|link| !link.starts_with('#') && !link.starts_with("mailto:"))
        .collect();
    assert!(others.is_empty(), "{others:?}");
}

#[test]
fn the_same_input_gives_the_same_page_and_a_run_for_some_leaves_it() {
    let project = two_people();
    project.run(0);
    let first = page(&project);
    assert!(manifest(&project)["outputs"].to_string().contains(PAGE));
    project.run(0);
    assert_eq!(page(&project), first);
    let said = project.careermap(&["run", "--only", "Ada"]).ends_with(0);
    assert!(!said.stderr().contains("moved away:"), "{}", said.stderr());
    assert_eq!(page(&project), first);
    assert!(manifest(&project)["outputs"].to_string().contains(PAGE));
    project.careermap(&["verify"]).ends_with(0);
    project.careermap(&["purge"]).ends_with(0);
    assert!(!project.outputs().contains_key(PAGE));
}

#[test]
fn more_threads_make_the_same_page() {
    let project = two_people();
    project.run(0);
    let page_of = |arguments: &[&str], file: &str| {
        project.careermap(arguments).ends_with(0);
        fs::read(project.input().with_file_name(file)).unwrap()
    };
    let one = page_of(&["check", "-j", "1", "--page", "one.html"], "one.html");
    let many = page_of(&["check", "-j", "4", "--page", "many.html"], "many.html");
    assert_eq!(one, many);
    let made = page(&project);
    project
        .careermap(&["run", "-j", "4", "-o", "other"])
        .ends_with(0);
    let other = fs::read_to_string(project.input().with_file_name("other").join(PAGE)).unwrap();
    assert_eq!(other, made);
}

#[test]
fn what_has_changed_since_the_last_review_is_said_as_on_the_summary() {
    let project = two_reviews();
    project
        .careermap(&["run", "--previous", "spring"])
        .ends_with(0);
    let summary = project.team_sheet("Summary").rows;
    let texts: Vec<String> = summary.iter().flatten().map(ToString::to_string).collect();
    let title = texts
        .iter()
        .position(|text| text == "Since the last review");
    let sentence = texts[title.unwrap() + 1..]
        .iter()
        .find(|text| !text.is_empty())
        .unwrap();
    let shown = page(&project);
    assert!(shown.contains("<h3>Since the last review</h3>"));
    assert!(
        shown.contains(&format!("<p><bdi>{sentence}</bdi></p>")),
        "{sentence} is missing from {shown}"
    );
    project.run(0);
    assert!(!page(&project).contains("Since the last review"));
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_the_page() {
    use std::os::unix::fs::PermissionsExt as _;

    let project = two_people();
    project.run(0);
    project
        .careermap(&["check", "--page", "check.html"])
        .ends_with(0);
    for file in [
        project.output().join(PAGE),
        project.input().join("../check.html"),
    ] {
        let mode = fs::metadata(file).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
    }
}

#[test]
fn a_plan_that_could_not_be_made_has_no_link() {
    let project = two_people();
    fs::write(
        project.input().join("careermap.toml"),
        "[plans]\nmax-pages = 1\n",
    )
    .unwrap();
    project.run(1).says(&["[plan-failed]"]);
    let page = page(&project);
    assert!(page.contains("Plan not made") && page.contains("max-pages"));
    assert!(!links(&page).iter().any(|link| link.contains(".pdf")));
}

#[test]
fn a_check_writes_a_page_and_replaces_nothing_but_a_page() {
    let project = two_people();
    let file = project.input().join("../check.html");
    for _ in 0..2 {
        project
            .careermap(&["check", "--page", "check.html"])
            .ends_with(0)
            .says(&["overview: check.html"]);
        let page = fs::read_to_string(&file).unwrap();
        assert!(page.contains("Ada Marsh") && page.contains("from a check"));
        assert!(!links(&page).iter().any(|link| link.contains(".pdf")));
    }
    assert!(!project.output().exists());
    for mine in ["<!DOCTYPE html>\n<p>mine", "mine"] {
        fs::write(&file, mine).unwrap();
        project
            .careermap(&["check", "--page", "check.html"])
            .ends_with(2)
            .says(&["check.html", "replaces only an earlier overview"]);
        assert_eq!(fs::read_to_string(&file).unwrap(), mine);
    }
    project
        .careermap(&["check", "--page", "input/assessments/check.html"])
        .ends_with(2)
        .says(&["is in"]);
    project.careermap(&["check", "--masked"]).ends_with(2);
}

#[test]
fn what_cannot_be_read_has_a_page_that_says_why() {
    let project = Project::empty();
    fs::write(
        project.input().join("career-map.csv"),
        "Apples,Pears\n1,2\n",
    )
    .unwrap();
    let read = |arguments: &[&str], says: &str| {
        project.careermap(arguments).ends_with(2);
        let page = fs::read_to_string(project.input().join("../why.html")).unwrap();
        assert!(
            page.contains("No career map") && page.contains(says),
            "{page}"
        );
    };
    fs::create_dir(project.input().join("assessments")).unwrap();
    read(&["check", "--page", "why.html"], "map-refused");
    read(
        &[
            "check",
            "--map",
            "input/career-map.csv",
            "--page",
            "why.html",
        ],
        "map-refused",
    );
    fs::write(
        project.input().join("careermap.toml"),
        "[map]\nlevels = 3\n",
    )
    .unwrap();
    read(&["check", "--page", "why.html"], "config-invalid");
}

#[test]
fn a_folder_that_is_none_has_a_page_that_does_not_say_where_on_the_computer() {
    let project = Project::empty();
    let home = project.input().with_file_name("anna.berg");
    fs::create_dir_all(home.join("HR")).unwrap();
    for (folder, says) in [
        ("HR", "There is no career-map.xlsx in HR."),
        ("nowhere", "The input folder nowhere cannot be read"),
    ] {
        let folder = home.join(folder);
        let folder = folder.to_str().unwrap();
        for masked in [&[][..], &["--masked"]] {
            let check = [&["check", folder, "--page", "why.html"], masked].concat();
            project.careermap(&check).ends_with(2);
            let page = fs::read_to_string(project.input().with_file_name("why.html")).unwrap();
            assert!(page.contains(says), "{page}");
            assert!(!page.contains("anna.berg"), "{page}");
        }
    }
}

#[test]
fn a_page_that_cannot_be_written_is_said_and_the_report_stays() {
    let project = two_people();
    let place = project.input().with_file_name("folder.html");
    fs::create_dir(&place).unwrap();
    let said = project
        .careermap(&["check", "--page", "folder.html"])
        .ends_with(2)
        .says(&["the overview was not written", "folder.html"]);
    assert!(said.stdout().contains("Career map:"));
    assert!(place.is_dir());
}

#[test]
fn a_page_to_be_shared_names_nobody() {
    let project = two_people();
    project.add_bytes("Ada Marsh (old).xlsx", b"nothing");
    project
        .careermap(&["check", "--page", "shared.html", "--masked"])
        .ends_with(1);
    let page = fs::read_to_string(project.input().join("../shared.html")).unwrap();
    assert!(!page.contains("Ada") && !page.contains("Bo Lind") && !page.contains("North"));
    // What it does not show, it counts: nobody may think that all is well.
    assert!(page.contains("1 error or warning about assessments"));
    assert!(!page.contains("Everything in the files was understood"));
}

#[test]
fn a_company_changes_the_page_and_a_mistake_in_it_costs_nothing_else() {
    let project = two_people();
    let own = project.input().join("own");
    fs::create_dir_all(own.join("page")).unwrap();
    fs::write(own.join("page/overview.css"), "body { color: #112233 }\r\n").unwrap();
    fs::write(
        project.input().join("careermap.toml"),
        "[organisation]\ntemplates = \"own\"\n",
    )
    .unwrap();
    project.run(0);
    assert!(page(&project).contains("#112233"));
    let plans = project.plans().len();
    fs::write(own.join("page/overview.html"), "<p>\n{{ nonsense(}}").unwrap();
    project.run(1).says(&["[page-failed]", "overview.html:2"]);
    assert_eq!(project.plans().len(), plans);
    // The old page is out of date.
    assert!(!project.outputs().contains_key(PAGE));
}

#[test]
fn very_many_people_stand_on_several_pages() {
    let project = crowd(2_100);
    project
        .careermap(&["check", "--page", "many.html"])
        .ends_with(1);
    let mut people = 0;
    for file in ["many.html", "many-2.html", "many-3.html"] {
        let page = fs::read_to_string(project.input().join("..").join(file)).unwrap();
        people += page.matches("<tr role=\"row\" data-name=").count();
        assert!(page.contains("2100"), "{file} says how many there are");
        for link in links(&page)
            .iter()
            .filter(|link| link.starts_with("mailto:"))
        {
            assert!(link.len() <= 2_000, "{link}");
        }
    }
    assert_eq!(people, 2_100);
}
