//! What is held about each person of random companies: words that stand only in one person's rows, columns and forms reach that
//! person's answer and nobody else's.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook};

use crate::about::{about, has};
use crate::harness::{AssessmentFile, Project};

struct Company {
    language: &'static str,
    /// Name, employee ID, team, manager, recommendation, reasons.
    headings: [&'static str; 6],
    /// The person of a row, and the manager's employee ID and address.
    more: [&'static str; 3],
    ids: [&'static str; 6],
}

const COMPANIES: [Company; 4] = [
    Company {
        language: "en",
        headings: [
            "Name",
            "Employee ID",
            "Team",
            "Manager",
            "Recommendation",
            "Reasons",
        ],
        more: ["Employee", "Manager ID", "Manager email"],
        ids: ["E-1", "E-2", "E-3", "E-4", "E-5", "E-6"],
    },
    Company {
        language: "de",
        headings: [
            "Name",
            "Personalnummer",
            "Team",
            "Führungskraft",
            "Empfehlung",
            "Begründung",
        ],
        more: [
            "Mitarbeiter",
            "Personalnummer der Führungskraft",
            "E-Mail der Führungskraft",
        ],
        ids: ["001", "002", "003", "014", "015", "116"],
    },
    Company {
        language: "fr",
        headings: [
            "Nom",
            "Matricule",
            "Équipe",
            "Responsable",
            "Recommandation",
            "Motifs",
        ],
        more: [
            "Employé",
            "Matricule du responsable",
            "E-mail du responsable",
        ],
        ids: ["AB1041", "AB1042", "AB1043", "AB1044", "AB1045", "AB1046"],
    },
    Company {
        language: "es",
        headings: [
            "Nombre",
            "Número de empleado",
            "Equipo",
            "Responsable",
            "Recomendación",
            "Motivos",
        ],
        more: [
            "Empleado",
            "Número de empleado del responsable",
            "Correo del responsable",
        ],
        ids: ["1", "2", "3", "11", "12", "105"],
    },
];

const FIRST: [&str; 6] = ["Ada", "Ada", "Jürgen", "Li", "Hina", "Ada"];
const LAST: [&str; 6] = ["Marsh", "Lind", "Müller", "Wu", "Qureshi-Bell", "Moor"];

/// The same order for the same seed.
fn shuffled<T: Copy>(all: &[T], mut seed: u64) -> Vec<T> {
    let mut left = all.to_vec();
    let mut taken = Vec::new();
    while !left.is_empty() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        taken.push(left.remove((seed >> 33) as usize % left.len()));
    }
    taken
}

fn table(path: &Path, rows: &[Vec<String>]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            match text.parse::<f64>() {
                // An ID with zeros in front is a number whose format shows them.
                Ok(number) if text.starts_with('0') => {
                    let format = Format::new().set_num_format("0".repeat(text.len()));
                    sheet
                        .write_number_with_format(row, column, number, &format)
                        .unwrap();
                }
                Ok(number) => {
                    sheet.write_number(row, column, number).unwrap();
                }
                Err(_) if !text.is_empty() => {
                    sheet.write_string(row, column, text).unwrap();
                }
                Err(_) => {}
            }
        }
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    book.save(path).unwrap();
}

/// A list with a note on each row, by somebody whom no list has.
fn noted(path: &Path, name: &str, people: &[(String, &str)], word: &dyn Fn(usize) -> String) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, name).unwrap();
    sheet.write_string(0, 1, "Xyz").unwrap();
    for (row, (who, _)) in (1..).zip(people) {
        sheet.write_string(row, 0, who).unwrap();
        sheet.write_string(row, 1, "x").unwrap();
        let note = rust_xlsxwriter::Note::new(word(row as usize - 1));
        sheet
            .insert_note(row, 1, &note.set_author("Qzauthor"))
            .unwrap();
    }
    book.save(path).unwrap();
}

#[test]
fn words_of_one_person_reach_that_person_and_nobody_else_in_random_companies() {
    for (number, company) in COMPANIES.iter().enumerate() {
        let project = Project::with_map();
        let lasts = shuffled(&LAST, number as u64 + 1);
        let people: Vec<(String, &str)> = (shuffled(&FIRST, number as u64 + 7).iter())
            .zip(lasts)
            .map(|(first, last)| format!("{first} {last}"))
            .zip(company.ids)
            .collect();
        let word = |place: &str, person: usize| {
            format!("zq{place}{}", "abcdef".as_bytes()[person] as char)
        };
        let input = project.input();
        let earlier = input.with_file_name("earlier");
        crate::harness::copy(&input, &earlier);
        let [name, id, team, manager, recommendation, reasons] = company.headings;
        let text = |cells: &[&str]| {
            cells
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<String>>()
        };
        let others = |person: usize| (person + 1) % people.len();
        // Roster: a column that nobody uses, and somebody else's ID.
        for (folder, place) in [(&input, "roster"), (&earlier, "earlier")] {
            let mut rows = vec![text(&[name, id, team, manager, "Buddy", "Extra"])];
            rows.extend(people.iter().enumerate().map(|(place_of, (who, own))| {
                let boss = if place_of == 0 {
                    ""
                } else {
                    people[0].0.as_str()
                };
                let buddy = people[others(place_of)].1;
                text(&[who, own, "North", boss, buddy, &word(place, place_of)])
            }));
            table(&folder.join("roster.xlsx"), &rows);
        }
        let places: Vec<usize> = (0..people.len()).collect();
        for (place, (who, own)) in people.iter().enumerate() {
            let form = AssessmentFile::of(who, own, "Junior").rating([
                "Planning",
                "Junior",
                "",
                "",
                &format!(
                    "Kept {}. With {} in May.",
                    word("form", place),
                    people[others(place)].0
                ),
            ]);
            project.add(&format!("{own}.xlsx"), &form);
        }
        let list = |order: u64, row: &dyn Fn(usize) -> Vec<String>| {
            shuffled(&places, order)
                .into_iter()
                .map(row)
                .collect::<Vec<_>>()
        };
        // Rows with two people: the key is an ID, and the buddy has a name and an ID.
        let [employee, manager_id, manager_email] = company.more;
        let mut buddies = vec![text(&[employee, "Buddy", "Buddy ID", "Xyz"])];
        buddies.extend(list(10, &|at| {
            let (buddy, buddy_id) = &people[others(at)];
            text(&[people[at].1, buddy, buddy_id, &word("buddy", at)])
        }));
        table(&input.join("more/buddies.xlsx"), &buddies);
        // Somebody who is only a manager, once.
        let bosses = [
            text(&[name, manager, manager_id, manager_email, "Xyz"]),
            text(&[
                &people[1].0,
                "Zed Zimt",
                "Z-9001",
                "zz@boss.example",
                &word("boss", 1),
            ]),
        ];
        table(&input.join("more/bosses.xlsx"), &bosses);
        noted(&input.join("more/noted.xlsx"), name, &people, &|at| {
            word("note", at)
        });
        let mut outcomes = vec![text(&[name, id, recommendation, reasons])];
        outcomes.extend(list(3, &|at| {
            text(&[
                &people[at].0,
                people[at].1,
                "Promotion",
                &word("outcome", at),
            ])
        }));
        table(&input.join("outcomes/o.xlsx"), &outcomes);
        let mut decisions = vec![text(&[name, id, "Decision", "Reason"])];
        decisions.extend(list(4, &|at| {
            text(&[
                &people[at].0,
                people[at].1,
                "Promotion",
                &word("decision", at),
            ])
        }));
        table(&input.join("decisions.xlsx"), &decisions);
        // By ID alone, with a heading that nobody knows beside it; last names first, in capitals; by name alone.
        let mut by_id = vec![text(&[id, "Xyz"])];
        by_id.extend(list(5, &|at| text(&[people[at].1, &word("byid", at)])));
        table(&input.join("more/by-id.xlsx"), &by_id);
        let capitals = list(6, &|at| {
            let (first, last) = people[at].0.split_once(' ').unwrap();
            text(&[
                &format!("{}, {first}", last.to_uppercase()),
                &word("capitals", at),
            ])
        });
        table(&input.join("more/capitals.xlsx"), &capitals);
        // One person a column.
        let order = shuffled(&places, 8);
        let row = |first: &str, cell: &dyn Fn(usize) -> String| {
            std::iter::once(first.to_owned())
                .chain(order.iter().map(|at| cell(*at)))
                .collect::<Vec<_>>()
        };
        table(
            &input.join("more/columns.xlsx"),
            &[
                row(name, &|at| people[at].0.clone()),
                row("Xyz", &|at| word("column", at)),
                row("Abc", &|at| word("column", at)),
            ],
        );
        // Forms below each other.
        let stacked: Vec<Vec<String>> = list(9, &|at| {
            text(&[&people[at].0, people[at].1, &word("stack", at)])
        })
        .into_iter()
        .flat_map(|form| {
            vec![
                text(&[name, &form[0]]),
                text(&[id, &form[1]]),
                text(&["Xyz", &form[2]]),
                Vec::new(),
            ]
        })
        .collect();
        table(&input.join("more/stacked.xlsx"), &stacked);
        let run = project.careermap(&["run"]);
        assert!(run.code() < 2, "{}", run.stderr());
        let boss = about(&project, "Z-9001", &[]);
        let of_boss: Vec<&str> = boss
            .entries
            .keys()
            .map(|(.., cell)| cell.as_str())
            .collect();
        assert_eq!(of_boss, ["B2", "C2", "D2"], "{}", company.language);
        assert!(!boss.text.contains(&word("boss", 1)));
        for (place, (who, own)) in people.iter().enumerate() {
            let listed = about(&project, own, &["--previous", "earlier"]);
            assert_eq!(listed.text.contains(&word("boss", 1)), place == 1);
            assert!(!has(&listed.text, "Z-9001") && !has(&listed.text, "zz@boss.example"));
            for kind in [
                "roster", "earlier", "form", "outcome", "decision", "byid", "capitals", "column",
                "stack", "note",
            ] {
                for other in &places {
                    assert_eq!(
                        listed.text.contains(&word(kind, *other)),
                        *other == place,
                        "{}: {} of {} in what is about {who}",
                        company.language,
                        word(kind, *other),
                        people[*other].0
                    );
                }
            }
            assert!(!listed.text.contains("zqbuddy") && !listed.text.contains("Qzauthor"));
            for (other, id) in people.iter().filter(|(other, _)| other != who) {
                let said = format!("{}: {other} in what is about {who}", company.language);
                assert!(*other == people[0].0 || !has(&listed.text, other), "{said}");
                // Small numbers are also others.
                assert!(
                    company.language == "es" || !has(&listed.text, id),
                    "{said}: {id}"
                );
            }
        }
    }
}

#[test]
fn what_is_too_short_or_shared_is_named_and_not_shown() {
    let project = Project::with_map();
    for (id, name, evidence) in [
        (
            "004",
            "Ada Marsh",
            "Worked with 7 and 006 for 7 days. LI and Bo came.",
        ),
        ("006", "Ada Moor", "Ada joined in May. My plan is secret."),
        ("7", "Li", "Asked 004 twice. Also secret."),
        ("008", "Bo Wu", "Nothing to say."),
    ] {
        let form = AssessmentFile::of(name, id, "Junior");
        project.add(
            &format!("{id}.xlsx"),
            &form.rating(["Planning", "Junior", "", "", evidence]),
        );
    }
    let input = project.input();
    let text = |cells: &[&str]| {
        cells
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<String>>()
    };
    // The heading says nothing; the column does.
    table(
        &input.join("mentors.xlsx"),
        &[
            text(&["Name", "Looks after"]),
            text(&["Ada Marsh", "006"]),
            text(&["Ada Moor", "004"]),
            text(&["Bo Wu", "004"]),
        ],
    );
    table(
        &input.join("numbers.xlsx"),
        &[
            text(&["No.", "Amount"]),
            text(&["8", "1000"]),
            text(&["4", "2000"]),
        ],
    );
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_header("&L&\"Arial,Bold\"About Ada Marsh");
    sheet.write_string(0, 0, "Plan").unwrap();
    book.save(input.join("header.xlsx")).unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Plan").unwrap();
    sheet
        .insert_shape(
            2,
            2,
            &rust_xlsxwriter::Shape::textbox().set_text("Ada Marsh was late"),
        )
        .unwrap();
    book.save(input.join("shape.xlsx")).unwrap();
    project.careermap(&["about", "004"]).ends_with(1).says(&[
        // A number that may also count the rows.
        "input/numbers.xlsx, sheet “Sheet1”, cell B3",
        "[about-unclear]",
        "have “Ada”, “Marsh” or “004”, which may or may not mean Ada Marsh",
        "006.xlsx, sheet “Assessment”, cell",
        "7.xlsx, sheet “Assessment”, cell",
        "[about-perhaps]",
        "were kept: “7” (2 times)",
    ]);
    let listed = about(&project, "004", &[]);
    for text in [
        "Worked with 7 and [another person] for 7 days. [another person] and [another person] came.",
        "assessments/[another person].xlsx",
        "assessments/004.xlsx",
    ] {
        assert!(listed.text.contains(text), "{text}");
    }
    for hidden in ["secret", "006", "Bo came", "008", "assessments/7"] {
        assert!(!has(&listed.text, hidden), "{hidden}");
    }
    let beside = |file: &str, cell: &str| {
        let place = (
            format!("input/{file}"),
            "Sheet1".to_owned(),
            cell.to_owned(),
        );
        listed
            .entries
            .get(&place)
            .map(|(content, _)| content.as_str())
    };
    assert_eq!(beside("header.xlsx", "–"), Some("About Ada Marsh"));
    assert_eq!(beside("shape.xlsx", "C3"), Some("Ada Marsh was late"));
    let of_mentors: Vec<_> = listed
        .entries
        .iter()
        .filter(|((file, ..), _)| file == "input/mentors.xlsx")
        .map(|((.., cell), (content, _))| format!("{cell} {content}"))
        .collect();
    assert_eq!(of_mentors, ["A2 Ada Marsh", "B3 004", "B4 004"]);
}

#[test]
fn names_with_less_or_more_than_the_name_are_resolved_or_named_and_nobody_s_words_are_lost() {
    let project = Project::with_map();
    for (id, name, team) in [
        ("E-1007", "Ada Marsh", "Events"),
        ("E-1008", "Bo Marsh", "Content"),
        ("E-1009", "Cy Fox", "Events"),
    ] {
        let email = format!("{}@x.example", name[..2].to_lowercase());
        let form = AssessmentFile::of(name, id, "Junior").label("Team", team);
        let form = form.label("Email", &email);
        let form = form.rating(["Planning", "Junior", "", "", ""]);
        project.add(&format!("{id}.xlsx"), &form);
    }
    let input = project.input();
    // File and text; words that are shown to Ada; places that are named for her.
    let cases: [(&str, &str, &[&str], &str); 35] = [
        (
            "surname.csv",
            "Person,Locker\nMarsh,K1\nFox,K2\n",
            &[],
            "cells A2:B2",
        ),
        (
            "more.csv",
            "Name,Locker\n\"Ada Marsh, Events\",K3\nMARSH Ada,K4\n\"Marsh, Ada (on leave)\",K5\nA. Marsh / C. Fox,K6\n",
            &["K3", "K4"],
            "cells B4, A5:B5",
        ),
        (
            "wrote.csv",
            "From,To,Feedback\nAda Marsh,Cy Fox,K7\nCy Fox,Ada Marsh,K8\nAda Marsh,Somebody Else,K9\n",
            &[],
            "cells B2:C2, A3, C3, B4:C4",
        ),
        (
            "schrieb.csv",
            "Von;An;Rückmeldung\nAda Marsh;Cy Fox;K10\n",
            &[],
            "cells B2:C2",
        ),
        (
            "form.csv",
            "Collega,Ada Marsh\nOpmerking,K11\n",
            &[],
            "cells A1, A2:B2",
        ),
        (
            "titles.csv",
            "Ada Marsh\nGoal,K12\nCy Fox\nGoal,K13\n",
            &[],
            "cells A2:B2",
        ),
        (
            "above.csv",
            "Lead,Ada Marsh,K14\n\nName,Team,Locker\nCy Fox,Events,K15\nBo Marsh,Content,K16\n",
            &[],
            "cells A1, C1",
        ),
        (
            "free.csv",
            "Name,Team,Locker\nAda Marsh,Events,K17\n,Content,K18\n",
            &["K17"],
            "cells B3:C3",
        ),
        (
            "Bo Marsh on Ada Marsh.csv",
            "Remark,K19\n",
            &[],
            "cells A1:B1",
        ),
        (
            "beside.csv",
            "Name,Locker,,Name,Locker\nAda Marsh,K24,,Cy Fox,K25\nBo Marsh,K26,,,\n,,,Ada Marsh,K27\n",
            &["K27"],
            "cells B2, D2:E2",
        ),
        (
            "rated.csv",
            "Rated by,Ada Marsh,Cy Fox\nAda Marsh,-,K28\nCy Fox,K29,-\n",
            &[],
            "cells A1, C1, B2:C2, A3:C3",
        ),
        (
            "upward.csv",
            "Feedback for Ada Marsh\nName,Comment\nCy Fox,K30\nBo Marsh,K31\n",
            &[],
            "cells A2:B4",
        ),
        (
            "survey.csv",
            "Your name,Colleague,Start\nCy Fox,Ada Marsh,K32\nAda Marsh,Cy Fox,K33\nAda Marsh,Nobody Else,K34\n",
            &[],
            "cells A2, C2, B3:C4",
        ),
        (
            "form-of-two.csv",
            "Votre nom,Ada Marsh\nPersonne évaluée,Cy Fox\nForces,K35\n",
            &[],
            "cells A2:B3",
        ),
        (
            "reviewers.csv",
            "Bewerter,Mitarbeiter,Text\nCy Fox,Ada Marsh,K36\nAda Marsh,Bo Marsh,K37\n",
            &[],
            "cells A2, C2, B3:C3",
        ),
        (
            "accounts.csv",
            "Account,Locker\namarsh,K38\nada_marsh,K39\ncfox,K40\n",
            &[],
            "cells A2:B2, B3",
        ),
        (
            "digits.csv",
            "Staff,Locker\n1007,K41\n1009,K42\n",
            &[],
            "cell B2",
        ),
        (
            "grid.csv",
            "Name,Ada Marsh,Cy Fox\nLocker,K43,K44\nDesk,K45,K46\n",
            &["K43", "K45"],
            "",
        ),
        (
            "former.csv",
            "Name,Former name,Locker\nCy Fox,Cyrus Ash,K47\n",
            &[],
            "",
        ),
        (
            "after.csv",
            "Name,Locker\nAda Marsh,K48\nCy Fox,K49\n\nTalk with Ada Marsh\nResult,K50\n",
            &["K48"],
            "cells A6:B6",
        ),
        (
            "coach.csv",
            "Coach,Coachee,Note\nAda Marsh,Cy Fox,K61\n,Bo Marsh,K62\n",
            &[],
            "cells B2:C3",
        ),
        (
            "Talk with Cy.csv",
            "Name,Locker\nAda Marsh,K63\n",
            &[],
            "cell B2",
        ),
        (
            "subject-last.csv",
            "Completed by,Cy Fox\nStrengths,K64\nFor,Ada Marsh\n",
            &[],
            "cells A1:B2, A3",
        ),
        (
            "pay.csv",
            "Employee ID,Base pay,Remark\nE-1007,K65,K66\nE-1009,K67,K68\n",
            &["K65", "K66"],
            "",
        ),
        (
            "last-first.csv",
            "Last,First,Locker\nMarsh,Ada,K69\nFox,Cy,K70\n",
            &["K69"],
            "",
        ),
        (
            "two-lists.csv",
            "Name,Course\nAda Marsh,K71\n\nName,Certificate\nCy Fox,K72\nAda Marsh,K73\n",
            &["K71", "K73"],
            "",
        ),
        (
            "addresses.csv",
            "Email,Answer\ncy@x.example,K74\nad@x.example,K75\n",
            &["K75"],
            "",
        ),
        // Another kind of ID, and an address that nobody knows.
        (
            "payroll.csv",
            "Name,ID,Note\nAda Marsh,1,K76\nCy Fox,2,K77\n",
            &[],
            "cells B2:C2",
        ),
        (
            "old-address.csv",
            "Name,Email,Note\nAda Marsh,ada@old.example,K78\n",
            &[],
            "cells B2:C2",
        ),
        // What is no name stands below her row.
        (
            "asked.csv",
            "Name,Team\nAda Marsh,Events\n\nKasse,BKK\nHappy?,K79\n",
            &[],
            "cells A4:B5",
        ),
        (
            "why.csv",
            "Name,Team\nAda Marsh,Events\nCy Fox,Content\n\nWhy Ada left,K89\n",
            &[],
            "cells A5:B5",
        ),
        (
            "below.csv",
            "Name,Team\nAda Marsh,Events\npays K80 back\n",
            &[],
            "cell A3",
        ),
        (
            "logins.csv",
            "Name,Login,Seen\nAda Marsh,amarsh,K81\n,jbest,K82\n,,K83\n",
            &["K81"],
            "cells B3:C3, C4",
        ),
        (
            "moods.csv",
            "Name,Mood,Name,Mood\nAda Marsh,K84,Jo Best,K85\n",
            &[],
            "cells B2:D2",
        ),
        (
            "quota.csv",
            "Account,Quota\na.marsh@y.example,K86\nada3,K87\n",
            &[],
            "cells A2:B3",
        ),
    ];
    for (file, text, ..) in cases {
        fs::write(input.join(file), text).unwrap();
    }
    // A sheet for each person, and a text box over a cell of hers.
    let mut book = Workbook::new();
    for (name, word) in [("Ada Marsh", "K20"), ("Cy Fox", "K21"), ("Marsh", "K22")] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        sheet.write_string(0, 0, word).unwrap();
    }
    book.save(input.join("sheets.xlsx")).unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, name) in ["Name", "Ada Marsh", "Cy Fox"].iter().enumerate() {
        sheet.write_string(row as u32, 0, *name).unwrap();
        let text = rust_xlsxwriter::Shape::textbox().set_text("K23");
        sheet.insert_shape(row as u32, 1, &text).unwrap();
    }
    book.save(input.join("boxes.xlsx")).unwrap();
    // A list whose pages are headed with her name, and one whose file has it as its title.
    for file in ["pages.xlsx", "titled.xlsx"] {
        let mut book = Workbook::new();
        let title = "Talk with Ada Marsh";
        if file == "titled.xlsx" {
            let described = rust_xlsxwriter::DocProperties::new().set_title(title);
            book.set_properties(&described.set_comment("K88"));
        }
        let sheet = book.add_worksheet();
        if file == "pages.xlsx" {
            sheet.set_header(title);
        }
        for (row, cells) in [["Name", "Locker"], ["Cy Fox", "K51"]].iter().enumerate() {
            sheet
                .write_row(row as u32, 0, cells.iter().copied())
                .unwrap();
        }
        book.save(input.join(file)).unwrap();
    }
    let shown: Vec<&str> = cases
        .iter()
        .flat_map(|(.., shown, _)| *shown)
        .copied()
        .collect();
    let listed = about(&project, "E-1007", &[]);
    for number in 1..=89 {
        let word = format!("K{number}");
        let is_own = shown.contains(&word.as_str()) || number == 20;
        assert_eq!(has(&listed.text, &word), is_own, "{word}");
    }
    let said = project.careermap(&["about", "E-1007"]).ends_with(1);
    for (file, .., places) in cases.iter().filter(|(.., places)| !places.is_empty()) {
        let named = format!("input/{file}, {places}");
        assert!(said.stderr().contains(&named), "{named}: {}", said.stderr());
    }
    said.says(&[
        "sheet “Marsh”, cell A1",
        "input/boxes.xlsx, sheet “Sheet1”, cell B2;",
        "input/pages.xlsx, sheet “Sheet1”, cells A1:B2",
        "input/titled.xlsx, sheet “Sheet1”, cells A1:B2",
    ]);
    for (file, text, is_named) in [
        ("notes.md", "# Ada Marsh\n\nK52\n\n# Cy Fox\n\nK53\n", true),
        ("notes.txt", "Ada Marsh was late.\n", false),
        ("Ada Marsh.txt", "K56\n", true),
        ("marsh_ada.html", "<p>K57</p>", true),
        ("Cy Fox.txt", "K58\n", false),
        (
            "data.json",
            r#"{"name": "Ad\u0061 Marsh", "note": "K54"}"#,
            true,
        ),
        ("page.html", "<td>Cy Fox</td><td>K55</td>", false),
    ] {
        fs::write(input.join(file), text).unwrap();
        let said = project.careermap(&["about", "E-1007"]);
        let named = said.stderr().contains(&format!("input/{file}"));
        assert_eq!(named, is_named, "{file}: {}", said.stderr());
        fs::remove_file(input.join(file)).unwrap();
    }
    // Neither are words about somebody else whom a list without headings names.
    let listed = about(&project, "E-1009", &[]);
    assert!(!has(&listed.text, "K7") && !has(&listed.text, "K10"));
    // Nobody has only this name.
    project.careermap(&["about", "Marsh"]).ends_with(2).says(&[
        "Ada Marsh",
        "Bo Marsh",
        "[about-nobody]",
    ]);
}
