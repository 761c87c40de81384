//! Plans for handing out: folders by manager, and one file a manager for printing.

use std::fs;

use crate::harness::{AssessmentFile, Project};

fn person(name: &str, id: &str, manager: &str) -> AssessmentFile {
    AssessmentFile::of(name, id, "Engineer")
        .label("Manager", manager)
        .label("Assessed on", "2026-10-05")
        .rating(["Planning", "Engineer", "Junior", "", "The relay plan."])
}

fn three_people() -> Project {
    let project = Project::with_map();
    project
        .add("ada.xlsx", &person("Ada Marsh", "7", "Mia Ray"))
        .add("bo.xlsx", &person("Bo Lind", "8", "Mia Ray"))
        .add("cy.xlsx", &person("Cy Dee", "9", "Ada Marsh"));
    project
}

#[test]
fn plans_lie_in_folders_by_manager_where_that_is_configured() {
    let project = three_people();
    fs::write(
        project.input().join("careermap.toml"),
        "[plans]\nfolders = \"manager\"\n",
    )
    .unwrap();
    project.run(0);
    let plans: Vec<String> = project.plans().into_keys().collect();
    assert_eq!(
        plans,
        [
            "Ada Marsh/Cy Dee-9.pdf",
            "Mia Ray/Ada Marsh-7.pdf",
            "Mia Ray/Bo Lind-8.pdf"
        ]
    );
}

#[test]
fn a_packet_has_the_plans_of_all_of_a_managers_people_each_on_an_odd_page() {
    let project = three_people();
    project.careermap(&["run", "--packets"]).ends_with(0);
    let packets = project.pdfs_below("output/packets");
    let names: Vec<&String> = packets.keys().collect();
    assert_eq!(names, ["Ada Marsh.pdf", "Mia Ray.pdf"]);
    let packet = &packets["Mia Ray.pdf"];
    assert!(packet.is_tagged());
    let pages = packet.page_texts();
    let plans = project.plans();
    for (name, other) in [("AdaMarsh", "BoLind"), ("BoLind", "AdaMarsh")] {
        // The pages of this plan, by their footers.
        let own: Vec<usize> = (0..pages.len())
            .filter(|index| pages[*index].contains(&format!("Developmentplanfor{name}")))
            .collect();
        assert!(own[0].is_multiple_of(2), "{name} begins on an odd page");
        for (number, index) in (1..).zip(&own) {
            let foot = format!("Page{number}of{}", own.len());
            assert!(pages[*index].contains(&foot), "{name}: {foot}");
            assert!(!pages[*index].contains(other), "{name}");
        }
        // As many pages as the separate plan has.
        let (_, alone) = plans
            .iter()
            .find(|(file, _)| file.replace(' ', "").contains(name))
            .unwrap();
        assert_eq!(own.len(), alone.pages(), "{name}");
    }

    // Without --packets they would be out of date.
    project
        .careermap(&["run"])
        .ends_with(0)
        .says(&["withdrawn/packets/Mia Ray.pdf", "--packets makes a new one"]);
}
