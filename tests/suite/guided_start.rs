//! The guided start of `careermap`: every question and every answer, as the window finally shows them.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;

use crate::harness::{AssessmentFile, Computer, career_map, repository};

/// A company with a small map and these assessments, in the user's documents.
fn company(computer: &Computer, people: &[(&str, AssessmentFile)]) -> std::path::PathBuf {
    let folder = computer.documents().join("Autumn review");
    fs::create_dir_all(folder.join("assessments")).unwrap();
    career_map().save(folder.join("career-map.xlsx")).unwrap();
    for (file, assessment) in people {
        assessment
            .workbook()
            .save(folder.join("assessments").join(file))
            .unwrap();
    }
    folder
}

fn ada() -> AssessmentFile {
    AssessmentFile::of("Ada Marsh", "7", "Engineer")
        .rating(["Planning", "Engineer", "Junior", "", "The relay plan."])
        .rating(["Writing & Speaking", "Engineer", "Engineer", "", ""])
}

fn bo(rating: &str) -> AssessmentFile {
    AssessmentFile::of("Bo Lind", "8", "Junior")
        .rating(["Planning", rating, "Junior", "", ""])
        .rating(["Writing & Speaking", "Junior", "Junior", "", ""])
}

/// Follows the guide, which names each answer as the window does.
#[test]
fn from_an_empty_folder_to_plans_with_the_guide_alone() {
    let guide = fs::read_to_string(repository().join("docs/first-review-cycle.md")).unwrap();
    for answer in [
        "*Add an example to start from*",
        "*Check again*",
        "*Make a form for each of the people on the roster*",
        "*Make the plans*",
        "*Use the last review too*",
        "*Close*",
    ] {
        assert!(
            guide.contains(answer),
            "the guide does not speak of {answer}"
        );
    }
    let computer = Computer::new();
    let folder = computer.documents().join("Autumn review");
    fs::create_dir(&folder).unwrap();
    let mut window = computer.start(&[]);
    window.reads("Folder:").drags(&folder);
    window.asked().chooses("Add an example");
    // Its own people instead of the invented ones.
    window.asked();
    fs::remove_dir_all(folder.join("assessments")).unwrap();
    window.chooses("Check again");
    window.asked().chooses("Make a form");
    window.asked();
    let forms = computer.documents().join("Autumn review forms");
    let back = folder.join("assessments");
    fs::rename(forms.join("Kim Sample"), back.join("Kim Sample")).unwrap();
    window.chooses("Check again");
    window.asked().chooses("Make the plan");
    window.asked().chooses("Close");
    assert_snapshot!("guide", window.ends(0));
    assert_snapshot!("guide_opened", computer.opened().join("\n"));
    let files: Vec<String> = computer
        .files()
        .into_keys()
        .filter(|file| !file.contains(".careermap.lock"))
        .collect();
    assert_snapshot!("guide_files", files.join("\n"));
}

#[test]
fn mending_is_a_loop_that_says_what_was_mended_and_what_is_left() {
    let computer = Computer::new();
    let people = [("ada.xlsx", ada()), ("bo.xlsx", bo("Enginer"))];
    let folder = company(&computer, &people);
    let mut window = computer.start(&[&folder.to_string_lossy()]);
    window.asked().chooses("Check again");
    window.asked();
    let mended = bo("Engineer")
        .workbook()
        .save(folder.join("assessments/bo.xlsx"));
    mended.unwrap();
    fs::write(folder.join("assessments/notes.txt"), "Call Bo.").unwrap();
    window.chooses("Check again");
    window.asked();
    fs::remove_file(folder.join("assessments/notes.txt")).unwrap();
    window.chooses("Check again");
    window.asked().chooses("Make the plans");
    window.asked().chooses("Check again");
    window.asked().chooses("Close");
    assert_snapshot!("mending", window.ends(0));
}

#[test]
fn a_folder_dropped_on_the_program_is_checked_at_once() {
    let computer = Computer::new();
    let folder = company(&computer, &[("ada.xlsx", ada())]);
    let mut window = computer.start(&[&folder.to_string_lossy()]);
    window.asked().chooses("Make the plan");
    window.asked().chooses("Close");
    assert_snapshot!("dropped", window.ends(0));
    // Beside the folder, and nowhere else, in particular not where the program was started.
    let files = computer.files();
    assert!(files.contains_key("Autumn review output/plans/North/Ada Marsh-7.pdf"));
    assert!(
        !Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("Autumn review output")
            .exists()
    );
}

#[test]
fn a_new_folder_is_started_where_documents_are() {
    let computer = Computer::new();
    let mut window = computer.start(&[]);
    window.reads("Folder:").types("");
    window.asked().chooses("Start a new folder");
    window.reads("Name:").types("Größe 2026");
    window.asked().chooses("Close");
    assert_snapshot!("new_folder", window.ends(0));
    assert!(computer.documents().join("Größe 2026").is_dir());
    // The usual name; after an impossible name, the question is asked again.
    let mut window = computer.start(&[]);
    window.reads("Folder:").types("");
    window.asked().chooses("Start a new folder");
    fs::write(computer.documents().join("taken"), "x").unwrap();
    window.reads("Name:").types("taken");
    window.reads("Folder:").types("");
    window.asked().chooses("Start a new folder");
    window.reads("Name:").types("");
    window.asked().chooses("Add an example");
    window.asked().chooses("Close");
    assert_snapshot!("new_folder_usual_name", window.ends(0));
    assert!(
        computer
            .files()
            .contains_key("Career review/career-map.xlsx")
    );
}

#[test]
fn what_is_no_folder_of_a_company_is_named_and_asked_about() {
    let computer = Computer::new();
    let folder = company(&computer, &[("ada.xlsx", ada())]);
    let letter = computer.documents().join("letter.docx");
    fs::write(&letter, "x").unwrap();
    let mut window = computer.start(&[&letter.to_string_lossy()]);
    window.reads("Folder:").types("/nowhere/at all");
    // The answer is shown after “Folder:” as well, so what comes after it is awaited.
    window
        .reads("There is nothing at")
        .reads("Folder:")
        .drags(&folder.join("assessments/ada.xlsx"));
    window.asked().chooses("Use another folder");
    window.reads("Folder:").drags(&folder.join("assessments"));
    window.asked().chooses("Use the folder");
    window.asked().chooses("Close");
    assert_snapshot!("not_a_folder", window.ends(0));
    let mut window = computer.start(&[&letter.to_string_lossy(), &folder.to_string_lossy()]);
    window.reads("one folder at a time");
    window.reads("Folder:").interrupts().ends(130);
}

#[test]
fn a_folder_with_other_files_gets_no_example_into_it() {
    let computer = Computer::new();
    let folder = computer.documents().join("Papers");
    fs::create_dir(&folder).unwrap();
    career_map().save(folder.join("Levels 2026.xlsx")).unwrap();
    let mut window = computer.start(&[&folder.to_string_lossy()]);
    window.asked();
    fs::rename(
        folder.join("Levels 2026.xlsx"),
        folder.join("career-map.xlsx"),
    )
    .unwrap();
    window.chooses("Check again");
    window.asked().chooses("Add a list of people");
    window.asked().chooses("Close");
    assert_snapshot!("other_files", window.ends(0));
    let names: Vec<String> = computer.files().into_keys().collect();
    assert!(
        names.contains(&"Papers/roster.xlsx".to_owned()),
        "{names:?}"
    );
    assert!(
        !names.iter().any(|name| name.contains("assessments")),
        "{names:?}"
    );
}

#[test]
fn what_cannot_be_read_is_named_until_it_can() {
    let computer = Computer::new();
    let folder = company(&computer, &[("ada.xlsx", ada())]);
    let settings = folder.join("careermap.toml");
    fs::write(&settings, "[plans]\npaper = \"a5\"\n").unwrap();
    let map = fs::read(folder.join("career-map.xlsx")).unwrap();
    let mut window = computer.start(&[&folder.to_string_lossy()]);
    window.asked();
    fs::remove_file(&settings).unwrap();
    fs::write(folder.join("career-map.xlsx"), "not a spreadsheet").unwrap();
    window.chooses("Check again");
    window.asked();
    fs::write(folder.join("career-map.xlsx"), map).unwrap();
    window.chooses("Check again");
    window.asked().chooses("Close");
    assert_snapshot!("not_readable", window.ends(0));
    assert!(!computer.files().keys().any(|file| file.contains("output")));
}

/// Root can open every folder, so the test proves nothing for root.
#[test]
fn folders_without_rights_are_named() {
    use std::os::unix::fs::PermissionsExt as _;

    let computer = Computer::new();
    let folder = company(&computer, &[("ada.xlsx", ada())]);
    let permit = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    permit(&folder, 0o000);
    if fs::read_dir(&folder).is_err() {
        let mut window = computer.start(&[&folder.to_string_lossy()]);
        window
            .reads("cannot be opened")
            .reads("Folder:")
            .interrupts()
            .ends(130);
        permit(&folder, 0o700);
        permit(&folder.join("assessments"), 0o000);
        let mut window = computer.start(&[&folder.to_string_lossy()]);
        window.asked();
        fs::write(folder.join("careermap.toml"), "").unwrap();
        permit(&folder.join("assessments"), 0o700);
        window.chooses("Check again");
        window.reads("mended: assessments: The folder");
        window.interrupts().ends(130);
        // Readable, but no file can be put beside it.
        permit(&computer.documents(), 0o500);
        let mut window = computer.start(&[&folder.to_string_lossy()]);
        window.reads("could not be made");
        window.asked().chooses("Make the plan");
        window
            .reads("cannot be made")
            .reads("check that you may write there");
        window.asked().chooses("Close");
        window.ends(0);
        permit(&computer.documents(), 0o700);
    }
    permit(&folder, 0o700);
}

#[test]
fn ctrl_c_at_every_question_stops_and_leaves_nothing_half_done() {
    let computer = Computer::new();
    let folder = company(&computer, &[("ada.xlsx", ada())]);
    let before = computer.files();
    let stopped = |window: String| {
        assert!(
            window.ends_with("Stopped. Everything that was made before is complete."),
            "{window}"
        );
    };
    stopped(computer.start(&[]).reads("Folder:").interrupts().ends(130));
    let mut window = computer.start(&[]);
    window.reads("Folder:").types("");
    stopped(window.asked().interrupts().ends(130));
    let mut window = computer.start(&[]);
    window.reads("Folder:").types("");
    window.asked().chooses("Start a new folder");
    stopped(window.reads("Name:").interrupts().ends(130));
    let mut window = computer.start(&[&folder.join("assessments").to_string_lossy()]);
    stopped(window.asked().interrupts().ends(130));
    assert_eq!(computer.files(), before);
    let mut window = computer.start(&[&folder.to_string_lossy()]);
    stopped(window.asked().interrupts().ends(130));
    let mut window = computer.start(&[&folder.to_string_lossy()]);
    window.asked().chooses("Make the plan");
    stopped(window.asked().interrupts().ends(130));
    assert!(
        computer
            .files()
            .contains_key("Autumn review output/manifest.json")
    );
}

#[test]
fn a_second_start_waits_for_its_turn() {
    let computer = Computer::new();
    let folder = company(&computer, &[("ada.xlsx", ada())]);
    let output = computer.documents().join("Autumn review output");
    fs::create_dir(&output).unwrap();
    let lock = fs::File::create(output.join(".careermap.lock")).unwrap();
    lock.lock().unwrap();
    let mut window = computer.start(&[&folder.to_string_lossy()]);
    window.asked().chooses("Make the plan");
    window.asked();
    drop(lock);
    window.chooses("Make the plan");
    window.asked().chooses("Close");
    assert_snapshot!("second_start", window.ends(0));
}

#[test]
fn nothing_that_careermap_did_not_write_is_overwritten() {
    let computer = Computer::new();
    let folder = company(&computer, &[("ada.xlsx", ada())]);
    let output = computer.documents().join("Autumn review output");
    fs::create_dir(&output).unwrap();
    fs::write(output.join("team-gaps.xlsx"), "mine").unwrap();
    let mut window = computer.start(&[&folder.to_string_lossy()]);
    window.asked().chooses("Make the plan");
    window.asked().chooses("Close");
    assert_snapshot!("not_ours", window.ends(1));
    assert_eq!(
        computer.files()["Autumn review output/team-gaps.xlsx"],
        b"mine"
    );
    // A file in place of the output folder.
    fs::remove_dir_all(&output).unwrap();
    fs::write(&output, "mine").unwrap();
    let mut window = computer.start(&[&folder.to_string_lossy()]);
    window.asked().chooses("Make the plan");
    window.asked().chooses("Close");
    assert_snapshot!("not_a_folder_there", window.ends(0));
    assert_eq!(fs::read(&output).unwrap(), b"mine");
}

#[test]
fn without_a_browser_the_path_is_said() {
    let computer = Computer::without_browser();
    let folder = company(&computer, &[("ada.xlsx", ada())]);
    let mut window = computer.start(&[&folder.to_string_lossy()]);
    window.asked().chooses("Make the plan");
    window.asked().chooses("Close");
    assert_snapshot!("without_browser", window.ends(0));
}

#[test]
fn the_sample_company_is_read_with_its_roster_and_somebody_missing() {
    let computer = Computer::new();
    let input = repository().join("input");
    let folder = computer.documents().join("Lanternfield");
    crate::harness::copy(&input, &folder);
    let mut window = computer.start(&[&folder.to_string_lossy()]);
    window.asked().chooses("Make forms");
    window.asked().chooses("Close");
    assert_snapshot!("sample", window.ends(0));
}

/// The guide's way to the next review. Plans that were compared are not made without a comparison unless somebody says so.
#[test]
fn the_last_review_is_named_by_its_folder() {
    let computer = Computer::new();
    let last = company(&computer, &[("ada.xlsx", ada())]);
    let folder = computer.documents().join("Spring review");
    crate::harness::copy(&last, &folder);
    let mut window = computer.start(&[&folder.to_string_lossy()]);
    window.asked().chooses("Use the last review too");
    window.reads("Folder:").drags(&folder);
    window.reads("the folder of this review");
    window.reads("Folder:").drags(&computer.documents());
    window.reads("no career map");
    window.reads("Folder:").drags(&last.join("career-map.xlsx"));
    window.asked().chooses("Make the plan");
    window.reads("1 person compared with the last review");
    window.asked().chooses("Close");
    assert_snapshot!("last_review", window.ends(0));
    let mut window = computer.start(&[&folder.to_string_lossy()]);
    window.asked().chooses("Make the plan");
    window.reads("what has changed since the last review");
    window.reads("Folder:").types("");
    window.asked().chooses("Close");
    let shown = window.ends(0);
    assert!(!shown.contains("compared with"), "{shown}");
    assert!(shown.contains("0 new, 2 changed"), "{shown}");
    // Now there is nothing to ask about.
    let mut window = computer.start(&[&folder.to_string_lossy()]);
    window.asked().chooses("Make the plan");
    window.asked().chooses("Use the last review too");
    window.reads("Folder:").interrupts().ends(130);
}
