//! Plans of people who are not the usual case: each reads naturally and looks as if it had been made for them.
//!
//! To look at them, or to run a checker over them: `KEEP_PLANS=DIR cargo test --release --test suite plan_cases`. To look for
//! orphans in plans made elsewhere: `CHECK_PLANS=DIR cargo test --release --test suite plans_of_a_folder`.

pub(crate) mod layout;
mod people;
mod random;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use self::layout::{FOOTER, faults, must_be_well_made};
use self::people::{
    AREAS, EVIDENCE, LONG_NAME, area_name, company, long_evidence, long_word, map_of, person,
};
use crate::harness::{PdfFile, Project, squeeze};

fn on_map_of(competencies: usize) -> PdfFile {
    on_map_with(competencies, "")
}

/// The plan of somebody on a map of so many competencies, with these settings.
fn on_map_with(competencies: usize, settings: &str) -> PdfFile {
    let project = Project::with(&mut map_of(competencies));
    // A sheet with one competency is read as a career map only where the settings say that it is one.
    fs::write(
        project.input().join("careermap.toml"),
        format!("[map]\norientation = \"levels-in-columns\"\nheader-row = 1\n{settings}"),
    )
    .unwrap();
    let mut ada = person("Ada Marsh", &format!("areas-{competencies}"), "Engineer");
    for number in 1..=competencies {
        let level = ["Junior", "Engineer", "Engineer", "Lead", "Engineer"][number % 5];
        ada = ada.rating([&area_name(number), level, level, "", EVIDENCE]);
    }
    project.add("ada.xlsx", &ada);
    project.run(0);
    let (_, bytes) = plan_bytes(&project).into_iter().next().unwrap();
    PdfFile::new(bytes)
}

/// The plans of a project by their file's name. They are kept where `KEEP_PLANS` says.
fn plan_bytes(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let plans: BTreeMap<String, Vec<u8>> = project
        .outputs()
        .into_iter()
        .filter(|(file, _)| file.starts_with("plans/"))
        .map(|(file, bytes)| (file.rsplit('/').next().unwrap().to_owned(), bytes))
        .collect();
    if let Some(folder) = std::env::var_os("KEEP_PLANS") {
        fs::create_dir_all(&folder).unwrap();
        for (file, bytes) in &plans {
            fs::write(Path::new(&folder).join(file), bytes).unwrap();
        }
    }
    plans
}

/// The company's plans, with these settings.
fn company_plans(settings: &str) -> BTreeMap<String, Vec<u8>> {
    let project = Project::with_sample_map();
    fs::write(project.input().join("careermap.toml"), settings).unwrap();
    for (number, assessment) in company().iter().enumerate() {
        project.add(&format!("{number}.xlsx"), assessment);
    }
    project.run(0);
    plan_bytes(&project)
}

/// The plan of this case, from one run for all of them.
fn plan(case: &str) -> PdfFile {
    static PLANS: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    let plans = PLANS.get_or_init(|| company_plans(""));
    let ending = format!("-{case}.pdf");
    let (_, bytes) = plans
        .iter()
        .find(|(file, _)| file.ends_with(&ending))
        .unwrap_or_else(|| panic!("no plan for {case} among {:?}", plans.keys()));
    PdfFile::new(bytes.clone())
}

/// How many pages stand before the appendix, if there is one.
fn front_pages(plan: &PdfFile) -> usize {
    plan.page_lines()
        .iter()
        .position(|lines| lines.iter().any(|line| line.text == "Appendix"))
        .unwrap_or_else(|| plan.pages())
}

/// Fails the test if one of these texts is before the appendix.
fn must_not_have(plan: &PdfFile, texts: &[&str]) {
    let front = plan.page_texts()[..front_pages(plan)].concat();
    for text in texts {
        assert!(
            !front.contains(&squeeze(text)),
            "{text:?} does not belong here"
        );
    }
}

#[test]
fn the_usual_person_has_three_pages_and_one_of_appendix() {
    let plan = plan("usual");
    assert_eq!((front_pages(&plan), plan.pages()), (3, 4));
    plan.must_have(&[
        "You meet or exceed what your role asks for in 6 of 7 areas; one is below your role. In 2 of 7 you already work at Sr. Community Manager level.",
        "Three areas, the most pressing first. Two more are open on the way to Sr. Community Manager.",
        "Today you work at Community Apprentice level, one level below your role.",
        "What we agreed to do",
        "Ada Marsh · 2 November 2026 to 26 February 2027 · In progress",
        "Success: The volunteers say beforehand who decides what",
        "by 15 January 2027 · Planned",
        "Also agreed",
        "Begin here.",
        "Besides the actions above",
        "No further development wanted at the moment",
        "Comment by Ada Marsh",
        "We will look at this plan again on",
        "A signature means: seen and discussed, not necessarily agreed.",
        "This plan is not a promise, not a verdict and not a timetable for promotion.",
        // The level has tracks and the person has none: the plan must say which track an expectation is for.
        "For managers: Assigns the work",
    ]);
}

/// The first page says what comes next: for each focus area, what was agreed and by when, or that nothing is agreed
/// yet.
#[test]
fn the_first_page_is_complete_in_itself() {
    let plan = plan("usual");
    let first = &plan.page_texts()[0];
    for text in [
        "below role",
        "at target",
        "your own rating, where it differs",
        "Communication",
        "from Community Apprentice to Community Manager",
        "→ Lead the volunteers of the winter gathering from the first call to the debriefing, by 26 February 2027",
        "→ Present the quarter’s numbers to the department heads, by 15 January 2027",
        "To be agreed",
        "ID usual",
        "as of 23 October 2026",
    ] {
        assert!(
            first.contains(&squeeze(text)),
            "{text:?} is missing from: {first}"
        );
    }
    // The levels that matter: one beyond the lowest and the highest mark.
    assert!(first.contains("CommunityDirector"));
    assert!(!first.contains("VPCommunity"));
}

/// Marks in areas that are not focus areas are in the appendix, with their expectations.
#[test]
fn marks_on_other_areas_are_in_the_appendix() {
    let project = Project::sample();
    project.run(0);
    project.plans()["Events/Amara Okonkwo-LF-0131.pdf"].must_have(&[
        "Next, new at Sr. Community Manager level",
        "☑ Keeps in close contact with the thirty to fifty members who carry the programme (Fourteen hosts and about \
         twenty regulars)",
        "(your view: partly; Handover with support has held since June)",
        "Interactions: everything that the next level expects is marked as met, yet the rating is Community Manager.",
    ]);
}

#[test]
fn the_paths_say_what_each_next_step_asks_and_recommend_none() {
    let tracked = plan("track");
    tracked.must_have(&[
        "Your possible paths",
        "this plan recommends none",
        "Where you want to go Community Director (management)",
        "0 of 7 areas are met already.",
        "Missing: Profile and Responsibilities, Leadership and Supervision, Interactions and four more.",
        "The next level Community Director (individual contributor)",
        "Staying and deepening",
        "7 of 7 areas are met.",
    ]);
    let text = tracked.page_texts().concat();
    let wanted = text.find("Whereyouwanttogo").unwrap();
    assert!(
        wanted < text.find("Thenextlevel").unwrap(),
        "what is wanted comes first"
    );
    let off = company_plans("[plans]\npaths = false\n");
    for bytes in off.into_values() {
        assert!(!PdfFile::new(bytes).has("Your possible paths"));
    }
}

/// A finished action is not due any more, whatever its day; an open one whose day is past says so.
#[test]
fn finished_actions_are_not_overdue() {
    let plan = plan("past-actions");
    plan.must_have(&[
        "Actions that are due • Chair the summer meeting (was due on 30 June 2026 · In progress)",
        "→ Chair the summer meeting, was due on 30 June 2026",
        "☑ Write the handbook",
        "– Visit the other office",
    ]);
    must_not_have(
        &plan,
        &[
            "Write the handbook (was due",
            "Visit the other office (was due",
            "→ Write the handbook",
        ],
    );
}

#[test]
fn the_words_of_the_forms_are_said_in_the_language_of_the_plan() {
    let plans = company_plans("[plans]\nlanguage = \"de\"\n");
    let (_, bytes) = plans
        .iter()
        .find(|(file, _)| file.ends_with("-past-actions.pdf"))
        .unwrap();
    let plan = PdfFile::new(bytes.clone());
    plan.must_have(&[
        "In Arbeit",
        "Hoch: Leadership and Supervision. Gering: Profile and Responsibilities. nach Absprache: Communication.",
    ]);
    for word in ["Inprogress", "High:", "Low:", "Done"] {
        assert!(!plan.has(word), "{word} is English");
    }
}

/// `full` has everything that the appendix had before there was a short one; without an appendix nothing is cut short.
#[test]
fn the_appendix_is_short_full_or_left_out() {
    let of = |appendix: &str| {
        let plans = company_plans(&format!("[plans]\nappendix = \"{appendix}\"\n"));
        let find = |case: &str| {
            let ending = format!("-{case}.pdf");
            let (_, bytes) = plans
                .iter()
                .find(|(file, _)| file.ends_with(&ending))
                .unwrap();
            PdfFile::new(bytes.clone())
        };
        (find("usual"), find("long-evidence"))
    };
    let (full, _) = of("full");
    full.must_have(&[
        "Where each rating comes from",
        "The Community Manager level expects",
        "The Sr. Community Manager level expects",
    ]);
    let (none, long) = of("none");
    assert!(!none.has("Appendix") && !none.has("appendix"));
    assert_eq!(none.pages(), 3);
    // A word of each sentence: a sentence may continue on the next page.
    let said = long.page_texts().concat().matches("nobody").count();
    assert!(
        said >= 2 * 134,
        "the focus area's evidence and the person's own words in full: {said}"
    );
}

#[test]
fn without_a_gap_the_plan_asks_what_to_deepen() {
    let plan = plan("no-gap");
    assert_eq!((front_pages(&plan), plan.pages()), (2, 3));
    plan.must_have(&[
        "in all 7 areas. You already work at Sr. Community Manager level in all of them.",
        "Focus areas until the next review Nothing is open on the way to Sr. Community Manager at the moment.",
        "Also strong: Creativity and Strategic Innovation,",
        "What would you like to deepen, try out or pass on to others?",
    ]);
    must_not_have(&plan, &["Where your views differ"]);
}

#[test]
fn at_the_top_there_is_no_target() {
    let plan = plan("top");
    assert_eq!((front_pages(&plan), plan.pages()), (2, 3));
    plan.must_have(&[
        "You meet or exceed what your role asks for in all 7 areas.",
        "There is no level above Chief Community Officer on the map, so this plan is about depth.",
        "You meet what your role asks for in every area that was assessed.",
    ]);
    must_not_have(
        &plan,
        &[
            "Target level",
            "your target level",
            "lies ahead",
            "Your possible paths",
        ],
    );
}

#[test]
fn who_stays_goes_deeper() {
    let plan = plan("stay");
    assert_eq!((front_pages(&plan), plan.pages()), (2, 3));
    plan.must_have(&[
        "You have chosen to stay at Sr. Community Manager and go deeper.",
        "Going deeper",
        "Where you want to go Sr. Community Manager (individual contributor)",
        "Asked on this track only: • Assigns the work of two to four people",
    ]);
    must_not_have(&plan, &["Target level", "lies ahead"]);
}

#[test]
fn a_change_of_track_says_what_changes_with_it() {
    let plan = plan("track");
    assert_eq!((front_pages(&plan), plan.pages()), (3, 4));
    plan.must_have(&[
        "Sr. Community Manager Individual contributor",
        "Community Director Management",
        "You are changing track, from individual contributor to management. What that changes is set out further on.",
        "What changes with the track",
        "Takes on the hardest member cases",
        "Hires and leads a team",
    ]);
}

#[test]
fn a_change_of_track_on_the_same_level_says_so_too() {
    let plan = plan("sideways");
    assert_eq!((front_pages(&plan), plan.pages()), (2, 3));
    plan.must_have(&[
        "You meet or exceed what your role asks for in all 7 areas.",
        "You are changing track, from individual contributor to management.",
        "Where you want to go Sr. Community Manager (management)",
        "Assigns the work of two to four people",
    ]);
    must_not_have(&plan, &["your target level", "lies ahead"]);
}

#[test]
fn self_ratings_alone_are_named_as_such_once() {
    let plan = plan("self-rated");
    assert_eq!((front_pages(&plan), plan.pages()), (3, 4));
    plan.must_have(&[
        "The ratings are your own so far; your manager’s are still to come.",
        "in all 7 areas. The Sr. Community Manager level lies ahead of you.",
        "No area is above your role or at your target yet.",
    ]);
    must_not_have(&plan, &["This is your own rating", "your manager’s rating"]);
}

#[test]
fn what_is_not_assessed_is_something_to_talk_about() {
    let plan = plan("mostly-open");
    assert_eq!((front_pages(&plan), plan.pages()), (2, 3));
    plan.must_have(&[
        "in the 2 areas assessed so far. In 1 of 7 you already work at Sr. Community Manager level.",
        "Five areas have not been assessed yet.",
        "1 of 7 areas is met already. Missing: Communication.",
        "One area to work on until the next review.",
        "Not assessed yet Profile and Responsibilities, Leadership and Supervision, Creativity",
        "The Community Manager level expects:",
    ]);
}

/// In place of an empty ladder there are questions, and what the role expects.
#[test]
fn with_nothing_assessed_the_plan_begins_with_questions() {
    let plan = plan("unrated");
    assert_eq!(plan.pages(), 3, "no page for an appendix without areas");
    plan.must_have(&[
        "None of the seven areas has been assessed yet, so this plan begins with the conversation.",
        "Questions to begin with",
        "What works well in your work as Community Manager, and what shows it?",
        "What the Community Manager level expects",
        "Tick together what is met already.",
        "How to read this plan",
    ]);
    // Nothing is rated, so nothing is met and nothing is missing; and there is nothing to talk about yet.
    must_not_have(
        &plan,
        &[
            "not assessed yet",
            "Going deeper",
            "Strengths",
            "0 of 7",
            "For the conversation",
        ],
    );
}

#[test]
fn a_name_of_sixty_characters_fits_everywhere() {
    assert_eq!(LONG_NAME.chars().count(), 60);
    let plan = plan("long-name");
    assert_eq!((front_pages(&plan), plan.pages()), (3, 4));
    let everywhere = format!("Development plan for {LONG_NAME}");
    for (number, text) in (1..).zip(plan.page_texts()) {
        assert!(text.contains(&squeeze(&everywhere)), "page {number}");
    }
    plan.must_have(&[&format!("{LONG_NAME} date and signature")]);
}

#[test]
fn two_thousand_words_of_evidence_are_quoted_in_part_and_stand_in_the_appendix() {
    assert!(long_evidence().split_whitespace().count() > 2_000);
    let plan = plan("long-evidence");
    let front = front_pages(&plan);
    assert!((2..=4).contains(&front), "{front} pages");
    assert!(plan.pages() <= 11, "{} pages", plan.pages());
    plan.must_have(&["The full text is in the appendix.", "Longer texts in full"]);
    // The words of a focus area, of another area and of the person: each once.
    let appendix: String = plan.page_lines()[front..]
        .iter()
        .flatten()
        .filter(|line| line.up > FOOTER)
        .map(|line| line.text.as_str())
        .collect();
    let sentence = squeeze("another question that nobody had asked before, and an answer for it.");
    assert_eq!(appendix.matches(&sentence).count(), 3 * 134);
}

#[test]
fn without_actions_there_is_room_to_write_them() {
    let plan = plan("no-actions");
    assert_eq!((front_pages(&plan), plan.pages()), (3, 4));
    plan.must_have(&[
        "To be agreed: what, who, by when",
        "What we agree to do, who does it, and by when",
    ]);
    must_not_have(&plan, &["Also agreed"]);
}

#[test]
fn one_competency_makes_a_plan() {
    let plan = on_map_of(1);
    assert_eq!(plan.pages(), 2, "all that there is to say is said");
    must_be_well_made("one competency", &plan);
    plan.must_have(&[
        "You meet or exceed what your role asks for. The Lead level lies ahead of you.",
        "One area to work on until the next review.",
        "How to read this plan",
    ]);
}

#[test]
fn thirty_competencies_fit_on_the_first_page() {
    let plan = on_map_of(30);
    let front = front_pages(&plan);
    assert!((2..=4).contains(&front), "{front} pages");
    must_be_well_made("thirty competencies", &plan);
    let first = &plan.page_texts()[0];
    for number in 1..=30 {
        let name = squeeze(&area_name(number));
        assert!(first.contains(&name), "{name} is on the first page");
    }
    for text in [
        "Strengths",
        "Focus areas until the next review",
        "Target",
        // What is left of the page is room to write.
        "What I want to raise in the conversation",
    ] {
        assert!(
            first.contains(&squeeze(text)),
            "{text} is on the first page"
        );
    }
    // On a page of its own, behind all areas, it would say too little.
    assert!(plan.page_texts()[front].contains(&squeeze("How to read this plan")));
    plan.must_have(&["You meet or exceed what your role asks for in 24 of 30 areas; six are below your role. In 6 of 30 you already work at Lead level."]);
}

/// More rows than one chart bears are halved: the first page is filled, and no chart is left with a few.
#[test]
fn forty_competencies_have_two_charts_of_one_length() {
    let plan = on_map_of(40);
    must_be_well_made("forty competencies", &plan);
    let pages = plan.page_texts();
    let counted = |page: &str, numbers: std::ops::RangeInclusive<usize>| {
        numbers
            .filter(|number| page.contains(&squeeze(&area_name(*number))))
            .count()
    };
    assert_eq!(counted(&pages[0], 1..=20), 20, "{}", pages[0]);
    assert_eq!(counted(&pages[1], 21..=40), 20, "{}", pages[1]);
}

/// Where the two sides see everything differently, the conversation still has a place to begin.
#[test]
fn three_differences_are_where_the_conversation_begins() {
    let project = Project::with_sample_map();
    let mut ada = person("Ada Marsh", "differs", "Community Manager");
    for (number, area) in AREAS.into_iter().enumerate() {
        let own = ["Sr. Community Manager", "Community Director"][usize::from(number == 5)];
        ada = ada.rating([area, own, "Community Apprentice", "", EVIDENCE]);
    }
    project.add("ada.xlsx", &ada);
    project.run(0);
    let (_, bytes) = plan_bytes(&project).into_iter().next().unwrap();
    let plan = PdfFile::new(bytes);
    assert_eq!(plan.page_texts().concat().matches("Beginhere").count(), 3);
    plan.must_have(&["Technical and Business Skills: you see Community Director, your manager Community Apprentice. Begin here."]);
}

/// A plan says everything inside its margins, and what is broken over lines can still be read and searched as one word.
#[test]
fn words_longer_than_any_line_break() {
    let plan = plan("long-words");
    must_be_well_made("long words", &plan);
    plan.must_have(&[&long_word()]);
}

/// All combinations of languages and papers.
fn settings() -> impl Iterator<Item = (&'static str, &'static str, String)> {
    let languages = ["en", "de", "fr", "es"];
    let each = |language| ["a4", "letter"].map(|paper| (language, paper));
    languages
        .into_iter()
        .flat_map(each)
        .map(|(language, paper)| {
            let settings = format!("[plans]\npaper = \"{paper}\"\nlanguage = \"{language}\"\n");
            (language, paper, settings)
        })
}

/// Fails the test if one of the plans has an orphan or an overfull box; says all of them.
fn must_all_be_well_made(what: &str, language: &str, plans: &BTreeMap<String, Vec<u8>>) {
    let mut wrong = Vec::new();
    for (file, bytes) in plans {
        let plan = PdfFile::new(bytes.clone());
        assert!(plan.is_tagged(), "{file}");
        assert_eq!(plan.language().as_deref(), Some(language), "{file}");
        wrong.extend(
            faults(&plan)
                .into_iter()
                .map(|fault| format!("{file}, {fault}")),
        );
    }
    assert!(
        wrong.is_empty(),
        "{what}: {} faults: {wrong:#?}",
        wrong.len()
    );
}

#[test]
fn special_cases_have_no_orphans_and_no_overfull_boxes() {
    for (language, paper, settings) in settings() {
        let plans = company_plans(&settings);
        assert_eq!(plans.len(), company().len());
        must_all_be_well_made(&format!("{language}, {paper}"), language, &plans);
    }
}

/// Large maps, and plans with more or less in them than usual, on both papers and in the language with the longest words.
#[test]
fn large_maps_and_other_choices_have_no_orphans_and_no_overfull_boxes() {
    for (language, paper, settings) in settings() {
        if language != "de" && (language == "en") != (paper == "a4") {
            continue;
        }
        for competencies in [1, 30, 40] {
            let case = format!("{competencies} competencies, {language}, {paper}");
            must_be_well_made(&case, &on_map_with(competencies, &settings));
        }
        for choice in [
            "appendix = \"full\"",
            "appendix = \"none\"",
            "paths = false",
        ] {
            let plans = company_plans(&format!("{settings}{choice}\n"));
            must_all_be_well_made(&format!("{choice}, {language}, {paper}"), language, &plans);
        }
    }
}

#[test]
fn two_hundred_random_people_have_no_orphans_and_no_overfull_boxes() {
    let people = random::people(200, 19);
    let mut short = 0;
    for (group, (language, paper, settings)) in people.chunks(25).zip(settings()) {
        let project = Project::with_sample_map();
        fs::write(project.input().join("careermap.toml"), settings).unwrap();
        for (number, assessment) in group.iter().enumerate() {
            project.add(&format!("{number}.xlsx"), assessment);
        }
        // Some of them have a target below their role, or on another track; the messages about that do not matter here.
        project.careermap(&["run"]).succeeded();
        let plans = plan_bytes(&project);
        assert_eq!(plans.len(), group.len());
        must_all_be_well_made(&format!("{language}, {paper}"), language, &plans);
        for (file, bytes) in &plans {
            let pages = PdfFile::new(bytes.clone()).pages();
            assert!(pages <= 6, "{language}, {paper}, {file}: {pages} pages");
            short += usize::from(pages <= 4);
        }
    }
    // Some of them write more than fits there.
    assert!(
        short >= 130,
        "{short} of 200 have three pages and one of appendix"
    );
}

/// Every plan of the sample has three pages and one of appendix; one may have a page more: that of a person who is on both
/// tracks and has a speciality, so that more is expected.
#[test]
fn the_sample_has_short_plans_without_orphans_and_overfull_boxes() {
    for (language, paper, settings) in settings() {
        let project = Project::sample();
        fs::write(project.input().join("careermap.toml"), settings).unwrap();
        project.run(0);
        let plans = plan_bytes(&project);
        must_all_be_well_made(&format!("{language}, {paper}"), language, &plans);
        let mut pages: Vec<usize> = plans
            .values()
            .map(|bytes| PdfFile::new(bytes.clone()).pages())
            .collect();
        pages.sort_unstable();
        let longest = pages.pop().unwrap();
        // The lower Letter sheet has less room: one plan, of somebody on both tracks with a speciality, may be longer.
        let most = if paper == "a4" { 4 } else { 5 };
        assert!(
            pages.iter().all(|pages| *pages <= 4) && longest <= most,
            "{language}, {paper}: {pages:?} and {longest}"
        );
    }
}

/// Looks for orphans in plans that were made elsewhere, such as by another version.
#[test]
fn plans_of_a_folder() {
    let Some(folder) = std::env::var_os("CHECK_PLANS") else {
        return;
    };
    let mut wrong = Vec::new();
    let mut pages = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let path = entry.unwrap().into_path();
        if path.extension().is_some_and(|ending| ending == "pdf") {
            let plan = PdfFile::new(fs::read(&path).unwrap());
            pages.push(plan.pages());
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            wrong.extend(
                faults(&plan)
                    .into_iter()
                    .map(|fault| format!("{name}, {fault}")),
            );
        }
    }
    assert!(
        wrong.is_empty(),
        "pages {pages:?}; {} faults: {wrong:#?}",
        wrong.len()
    );
}
