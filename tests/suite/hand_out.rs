//! What is made for handing plans out: the list and the mail drafts, opened by other libraries than those that wrote them.

use std::fs;

use mail_parser::{MessageParser, MimeHeaders as _};
use serde_json::Value;

use crate::harness::{AssessmentFile, Project, read_sheet};

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

const ROSTER: &str = "\
Name,Employee ID,Email,Manager,Manager email,Role level
Ada Marsh,7,ada@example.org,Mia Ray,mia@example.org,Engineer
\"Lind, Bö\",8,bo@example.org,Mia Ray,mia@example.org,Engineer
Cy Dee,9,cy(at)example.org,Mia Ray,mia@example.org,Engineer
Di Eve,10,DI@example.org,Jo Fox,ada@example.org,Engineer
Ed Gil,11,di@example.org,Mia Ray,mia@example.org,Engineer
Mia Ray,12,mia@example.org,,,Engineer
Flo Hart,13,flo@example.org,Mia Ray,mia@example.org,Engineer
Gus Iver,14,,Mia Ray,mia@example.org,Engineer
";

/// Eight people; Flo has no assessment, the addresses of Cy, Di, Ed, Gus and their manager Jo cannot be used.
fn company() -> Project {
    let project = Project::with_map();
    fs::write(project.input().join("roster.csv"), ROSTER).unwrap();
    project
        .add("ada.xlsx", &person("Ada Marsh", "7", "Mia Ray"))
        .add("bo.xlsx", &person("Lind, Bö", "8", "Mia Ray"))
        .add("cy.xlsx", &person("Cy Dee", "9", "Mia Ray"))
        .add("di.xlsx", &person("Di Eve", "10", "Jo Fox"))
        .add("ed.xlsx", &person("Ed Gil", "11", "Mia Ray"))
        .add("mia.xlsx", &person("Mia Ray", "12", ""))
        .add("gus.xlsx", &person("Gus Iver", "14", "Mia Ray"));
    project
}

fn manifest(project: &Project) -> Value {
    serde_json::from_slice(&project.outputs()["manifest.json"]).unwrap()
}

fn drafts(project: &Project) -> Vec<String> {
    let outputs = project.outputs().into_keys();
    outputs.filter(|file| file.starts_with("mail/")).collect()
}

#[test]
fn an_address_that_differs_from_the_roster_is_reported_in_every_run() {
    for (address, code) in [("ada@old.example", 1), ("ADA@example.org", 0)] {
        let project = Project::with_map();
        let roster = "Name,Employee ID,Email,Role level\nAda Marsh,7,ada@example.org,Engineer\n";
        fs::write(project.input().join("roster.csv"), roster).unwrap();
        project.add(
            "ada.xlsx",
            &person("Ada Marsh", "7", "").label("Email", address),
        );
        let done = project.careermap(&["check"]).ends_with(code);
        assert_eq!(
            done.stdout().contains("roster-disagrees")
                || done.stderr().contains("roster-disagrees"),
            code == 1
        );
    }
}

#[test]
fn the_list_names_everybody_their_plan_and_what_is_in_the_way() {
    let project = company();
    project
        .careermap(&["run", "--hand-out"])
        .ends_with(1)
        .says(&[
            "list for handing out",
            "6 people of 8 with something in the way",
            "roster.csv, cell C4",
            "“cy(at)example.org”, given for Cy Dee, is not an email address",
            "ada@example.org, given for Ada Marsh, is also the address of Jo Fox (roster.csv, cell E5)",
        ]);
    let list = read_sheet(&project.output().join("hand-out.xlsx"), "Hand-out");
    assert_eq!(
        list.header,
        [
            "Name",
            "Employee ID",
            "Email",
            "Manager",
            "Manager email",
            "Plan",
            "What is in the way",
            "Fingerprint of the plan (SHA-256)"
        ]
    );
    let rows = list.records();
    let cell = |name: &str, column: &str| {
        let row = rows.iter().find(|row| *row["Name"] == name).unwrap();
        row[column].to_string()
    };
    let way = "What is in the way";
    assert_eq!(rows.len(), 8);
    assert_eq!(cell("Ada Marsh", "Email"), "", "it is Jo Fox's too");
    assert_eq!(
        cell("Ada Marsh", way),
        "ada@example.org is also the address of Jo Fox"
    );
    assert_eq!(cell("Bö Lind", "Email"), "bo@example.org");
    assert_eq!(cell("Bö Lind", "Manager email"), "mia@example.org");
    assert_eq!(cell("Bö Lind", way), "");
    assert_eq!(cell("Cy Dee", "Email"), "");
    assert_eq!(
        cell("Cy Dee", way),
        "“cy(at)example.org” is not an email address"
    );
    assert_eq!(
        cell("Di Eve", way),
        "DI@example.org is also the address of Ed Gil; manager: ada@example.org is also the address of Ada Marsh"
    );
    assert_eq!(cell("Flo Hart", way), "no plan: no assessment yet");
    assert_eq!(cell("Flo Hart", "Plan"), "");
    assert_eq!(cell("Gus Iver", way), "no email address");
    assert_eq!(cell("Mia Ray", way), "");
    // Everybody with an assessment has a plan, address or not, with the manifest's fingerprint.
    let manifest = manifest(&project);
    let outputs = manifest["outputs"].as_array().unwrap();
    for row in rows.iter().filter(|row| *row["Name"] != "Flo Hart") {
        let plan = row["Plan"].to_string();
        let entry = outputs.iter().find(|entry| entry["file"] == plan.as_str());
        let fingerprint = row["Fingerprint of the plan (SHA-256)"].to_string();
        assert_eq!(entry.unwrap()["sha256"], fingerprint.as_str(), "{plan}");
        assert!(project.output().join(&plan).exists());
    }
    assert!(outputs.iter().any(|entry| entry["file"] == "hand-out.xlsx"));
    assert!(
        project
            .messages()
            .contains("is also the address of Ed Gil (roster.csv, cell C6)")
    );
    project.careermap(&["verify", "output"]).ends_with(0);
    let before = project.outputs();
    project
        .careermap(&["run", "--hand-out", "--jobs", "1"])
        .ends_with(1);
    assert_eq!(
        project.outputs(),
        before,
        "the same input gives the same bytes"
    );
    // Without --hand-out it would be out of date.
    project
        .careermap(&["run"])
        .ends_with(1)
        .says(&["withdrawn/hand-out.xlsx", "--hand-out makes a new one"]);
    project.careermap(&["purge", "output"]).ends_with(0);
    assert!(!project.output().exists());
}

#[test]
fn a_draft_goes_to_each_person_whose_address_is_theirs_alone() {
    let project = company();
    fs::write(
        project.input().join("careermap.toml"),
        "[mail]\nfrom = \"Menschen & Kultur <people@example.org>\"\n",
    )
    .unwrap();
    project
        .careermap(&["run", "--mail-drafts", "person"])
        .ends_with(1)
        .says(&[
            "2 mail drafts in output",
            "nothing was sent",
            "Gus Iver has no email address, so there is no draft with their plan",
            "roster.csv, cell A9",
        ]);
    assert_eq!(
        drafts(&project),
        ["mail/Bö Lind-8.eml", "mail/Mia Ray-12.eml"]
    );
    let outputs = project.outputs();
    let message = MessageParser::default()
        .parse(&outputs["mail/Bö Lind-8.eml"])
        .unwrap();
    let to = message.to().unwrap().first().unwrap();
    assert_eq!(
        (to.name(), to.address()),
        (Some("Bö Lind"), Some("bo@example.org"))
    );
    let from = message.from().unwrap().first().unwrap();
    assert_eq!(from.name(), Some("Menschen & Kultur"));
    assert_eq!(message.subject(), Some("Your development plan"));
    assert_eq!(message.date().unwrap().to_rfc3339(), "2026-10-05T12:00:00Z");
    assert!(message.body_text(0).unwrap().contains("Dear Bö Lind,"));
    let attached: Vec<_> = message.attachments().collect();
    assert_eq!(attached.len(), 1);
    assert_eq!(attached[0].attachment_name(), Some("Bö Lind-8.pdf"));
    assert_eq!(attached[0].contents(), outputs["plans/North/Bö Lind-8.pdf"]);
    let manifest = manifest(&project);
    let entry = manifest["outputs"]
        .as_array()
        .unwrap()
        .iter()
        .find(|entry| entry["file"] == "mail/Bö Lind-8.eml")
        .unwrap();
    assert_eq!(entry["person"]["employee_id"], "8");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;

        let path = project.output().join("mail").join("Mia Ray-12.eml");
        let mode = fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
    }
    // The same drafts again, on any number of threads.
    project
        .careermap(&["run", "--mail-drafts", "person", "--jobs", "1"])
        .ends_with(1)
        .says(&["0 new, 0 changed"]);
    assert_eq!(project.outputs(), outputs);
    project.careermap(&["verify", "output"]).ends_with(0);
    // A new plan would make the draft with the old one wrong; other drafts stay.
    project.add(
        "bo.xlsx",
        &person("Lind, Bö", "8", "Mia Ray").label("Aspiration", "To plan a year."),
    );
    project
        .careermap(&["run", "--only", "8"])
        .ends_with(1)
        .says(&["mail/Bö Lind-8.eml", "--mail-drafts makes a new one"]);
    assert_eq!(drafts(&project), ["mail/Mia Ray-12.eml"]);
    project.careermap(&["run"]).ends_with(1);
    assert_eq!(drafts(&project), [""; 0]);
    assert_eq!(project.plans().len(), 7);
}

#[test]
fn a_manager_gets_the_plans_of_their_people_and_is_told_who_has_none() {
    let project = company();
    project
        .careermap(&["run", "--mail-drafts", "manager"])
        .ends_with(1)
        .says(&[
            "1 mail draft in output",
            "ada@example.org, given for Jo Fox, is also the address of Ada Marsh",
            "Mia Ray has no manager, so no draft has their plan",
        ]);
    assert_eq!(drafts(&project), ["mail/Mia Ray.eml"]);
    let outputs = project.outputs();
    let message = MessageParser::default()
        .parse(&outputs["mail/Mia Ray.eml"])
        .unwrap();
    assert_eq!(
        message.to().unwrap().first().unwrap().address(),
        Some("mia@example.org")
    );
    let names: Vec<_> = message
        .attachments()
        .map(|part| part.attachment_name().unwrap().to_owned())
        .collect();
    assert_eq!(
        names,
        [
            "Ada Marsh-7.pdf",
            "Bö Lind-8.pdf",
            "Cy Dee-9.pdf",
            "Ed Gil-11.pdf",
            "Gus Iver-14.pdf"
        ]
    );
    let text = message.body_text(0).unwrap();
    for line in [
        "Dear Mia Ray,",
        "- Bö Lind (8): Bö Lind-8.pdf",
        "- Gus Iver (14): Gus Iver-14.pdf",
        "- Flo Hart (13): no plan: no assessment yet",
    ] {
        assert!(
            text.lines().any(|one| one.trim_end() == line),
            "{line} is missing from {text}"
        );
    }
    assert!(!text.contains("Di Eve"));
}

#[test]
fn the_text_of_the_drafts_can_be_the_companys_own() {
    let project = company();
    let own = project.input().join("mail-person.md");
    fs::write(
        &own,
        "# {organisation}: plan for {name}\r\n\r\nHallo {name},\r\nanbei {file}.\r\n",
    )
    .unwrap();
    let config = project.input().join("careermap.toml");
    project
        .careermap(&["run", "--mail-drafts", "person"])
        .ends_with(1)
        .says(&["which is not known for", "[organisation] name"]);
    assert_eq!(drafts(&project), [""; 0]);
    fs::write(&config, "[organisation]\nname = \"Lanternfield\"\n").unwrap();
    project
        .careermap(&["run", "--mail-drafts", "person"])
        .ends_with(1);
    let outputs = project.outputs();
    let message = MessageParser::default()
        .parse(&outputs["mail/Mia Ray-12.eml"])
        .unwrap();
    assert_eq!(message.subject(), Some("Lanternfield: plan for Mia Ray"));
    let text = message.body_text(0).unwrap();
    assert_eq!(text.trim_end(), "Hallo Mia Ray,\r\nanbei Mia Ray-12.pdf.");
    let read = manifest(&project);
    let read = read["inputs"].as_array().unwrap();
    assert!(read.iter().any(|entry| entry["file"] == "mail-person.md"));
    // A file of an older program is read, with a warning; letters that are lost are in no mail.
    fs::write(&own, b"# Plan\n\nGr\xFC\xDFe, {name}").unwrap();
    let said = project.careermap(&["run", "--mail-drafts", "person"]);
    said.ends_with(1)
        .says(&["mail-person.md", "Windows-1252", "[text-encoding]"]);
    let outputs = project.outputs();
    let message = MessageParser::default()
        .parse(&outputs["mail/Mia Ray-12.eml"])
        .unwrap();
    assert_eq!(message.body_text(0).unwrap().trim_end(), "Grüße, Mia Ray");
    fs::write(&own, b"# Plan\n\nGr\xC3\xBC\xDFe, {name}").unwrap();
    let said = project.careermap(&["run", "--mail-drafts", "person"]);
    said.ends_with(1)
        .says(&["No mail drafts were made.", "0 mail drafts"]);
    // A mistake in it makes no draft with another text.
    fs::write(&own, "Hallo {nmae},").unwrap();
    project
        .careermap(&["run", "--mail-drafts", "person"])
        .ends_with(1)
        .says(&[
            "mail-person.md",
            "Line 1",
            "{nmae}",
            "Did you mean {name}?",
            "0 mail drafts",
        ]);
    assert_eq!(drafts(&project), [""; 0]);
    assert_eq!(project.plans().len(), 7);
}

#[test]
fn each_place_of_the_text_that_is_not_known_has_its_own_remedy() {
    let project = company();
    let mut roster = ROSTER.to_owned();
    for number in 20..24 {
        let (name, id) = (format!("Person {number}"), number.to_string());
        let file = format!("{id}.xlsx");
        project.add(&file, &person(&name, &id, "Mia Ray"));
        let row = format!("{name},{id},{id}@example.org,Mia Ray,mia@example.org,Engineer\n");
        roster.push_str(&row);
    }
    fs::write(project.input().join("roster.csv"), roster).unwrap();
    let own = project.input().join("mail-person.md");
    fs::write(&own, "# Plan\n\n{name}, {manager}, {organisation}").unwrap();
    let said = project.careermap(&["run", "--mail-drafts", "person"]);
    let said = said.ends_with(1).stderr();
    // Mia has no manager, and the others have no organisation: so many that they are printed once.
    for part in [
        "has {manager}, which is not known for Mia Ray",
        "Add what is missing to the roster",
        "has {organisation}",
        "[organisation] name",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn list_and_drafts_are_in_the_companys_language() {
    let project = company();
    for (language, sheet, subject, fault) in [
        (
            "de",
            "Verteilen",
            "Ihr Entwicklungsplan",
            "keine E-Mail-Adresse",
        ),
        (
            "fr",
            "Remise",
            "Votre plan de développement",
            "pas d’adresse électronique",
        ),
        (
            "es",
            "Entrega",
            "Tu plan de desarrollo",
            "sin correo electrónico",
        ),
    ] {
        fs::write(
            project.input().join("careermap.toml"),
            format!("[organisation]\nlanguage = \"{language}\"\n"),
        )
        .unwrap();
        project
            .careermap(&["run", "--hand-out", "--mail-drafts", "person"])
            .ends_with(1);
        let outputs = project.outputs();
        let message = MessageParser::default()
            .parse(&outputs["mail/Mia Ray-12.eml"])
            .unwrap();
        assert_eq!(message.subject(), Some(subject));
        let list = read_sheet(&project.output().join("hand-out.xlsx"), sheet);
        let gus = list.rows.iter().find(|row| row[0] == *"Gus Iver").unwrap();
        assert_eq!(gus[6].to_string(), fault);
    }
}

#[test]
fn managers_of_one_name_are_spoken_to_by_it_and_domains_of_any_alphabet_are_written_for_mail() {
    let project = Project::with_map();
    let roster = "\
Name,Employee ID,Email,Manager,Manager ID,Role level
Ada Marsh,7,ada@Müller.example,Kim Sample,33,Engineer
Bo Lind,8,jürgen@example.org,Kim Sample,34,Engineer
Cy Dee,9,ada@xn--mller-kva.example,Kim Sample,34,Engineer
Kim Sample,33,kim@müller.example,,,Engineer
Kim Sample,34,kim@example.org,,,Engineer
";
    fs::write(project.input().join("roster.csv"), roster).unwrap();
    for (file, name, id, manager) in [
        ("ada.xlsx", "Ada Marsh", "7", "33"),
        ("bo.xlsx", "Bo Lind", "8", "34"),
        ("cy.xlsx", "Cy Dee", "9", "34"),
    ] {
        let form = person(name, id, "Kim Sample").action([
            "Planning",
            "Plan",
            "Experience",
            "Ada",
            "",
            "2026-11-01",
            "Open",
            "",
        ]);
        project.add(file, &form.label("Manager ID", manager));
    }
    let done = project.careermap(&["run", "--hand-out", "--mail-drafts", "manager"]);
    done.ends_with(1).says(&[
        "2 mail drafts",
        "“jürgen@example.org”, given for Bo Lind, has letters before the “@” that not every mail system accepts",
        "ada@Müller.example, given for Ada Marsh, is also the address of Cy Dee",
    ]);
    assert_eq!(
        drafts(&project),
        ["mail/Kim Sample (33).eml", "mail/Kim Sample (34).eml"]
    );
    let outputs = project.outputs();
    for (draft, address) in [
        ("mail/Kim Sample (33).eml", "kim@xn--mller-kva.example"),
        ("mail/Kim Sample (34).eml", "kim@example.org"),
    ] {
        let message = MessageParser::default().parse(&outputs[draft]).unwrap();
        let to = message.to().unwrap().first().unwrap();
        assert_eq!(
            (to.name(), to.address()),
            (Some("Kim Sample"), Some(address))
        );
        let text = message.body_text(0).unwrap();
        assert!(text.starts_with("Dear Kim Sample,"), "{text}");
    }
    project.careermap(&["follow-up", "--date", "2027-01-15"]);
    let folder = project.input().with_file_name("follow-up");
    let text = fs::read_to_string(folder.join("Kim Sample (33)/overdue.txt")).unwrap();
    assert!(text.starts_with("Dear Kim Sample,"), "{text}");
}

#[test]
fn names_and_addresses_from_cells_cannot_change_a_draft() {
    let project = Project::with_map();
    let evil = "Ana\r\nBcc: bo@example.org\r\n\r\n--careermap";
    project
        .add(
            "ana.xlsx",
            &person(evil, "1", "").label("Email", "ana@example.org"),
        )
        .add(
            "bo.xlsx",
            &person("Bo", "2", "").label("Email", "bo@example.org\r\nBcc: cy@example.org"),
        );
    project
        .careermap(&["run", "--hand-out", "--mail-drafts", "person"])
        .ends_with(1)
        .says(&["is not an email address, so there is no draft with their plan"]);
    let outputs = project.outputs();
    let drafts = drafts(&project);
    assert_eq!(drafts.len(), 1);
    let message = MessageParser::default()
        .parse(&outputs[&drafts[0]])
        .unwrap();
    assert!(message.bcc().is_none());
    assert_eq!(
        message.to().unwrap().first().unwrap().address(),
        Some("ana@example.org")
    );
    assert_eq!(message.attachment_count(), 1);
}
