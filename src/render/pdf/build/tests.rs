//! The plan's data in cases that are easy to get wrong.

use super::plan_data;
use crate::analysis::{Aim, AnalysisOptions, analyse_person};
use crate::diagnostic::Location;
use crate::model::testing::{career_map, person};
use crate::model::{
    Amount, Assessment, Booking, CareerMap, CompetencyId, Cost, CostPer, Currency, EntryMode,
    Expectation, ExpectationMark, LevelId, Mark, NewSpeciality, Review, Scale, Sourced,
    SpecialityEntry, SpecialityId, SuggestedAction, Track,
};
use crate::render::pdf::data::{CompetencyData, ExpectationData, PlanData, SpecialityPart};
use crate::render::pdf::{Appendix, PlanOptions};

const LEVELS: [&str; 5] = ["Junior", "Engineer", "Senior", "Lead", "Head"];

fn data(map: CareerMap, assessment: Assessment) -> PlanData {
    data_with(map, assessment, &PlanOptions::default())
}

fn data_with(map: CareerMap, assessment: Assessment, options: &PlanOptions) -> PlanData {
    let review = Review::new(map, vec![assessment], None, None);
    let assessment = &review.assessments[0];
    let own = review.own_map(&assessment.person);
    let analysis = analyse_person(own, assessment, &AnalysisOptions::default());
    plan_data(&review, assessment, &analysis, options)
}

fn with_appendix(appendix: Appendix) -> PlanOptions {
    PlanOptions {
        appendix,
        ..PlanOptions::default()
    }
}

#[test]
fn the_aim_tells_how_the_target_came_about() {
    use Track::{IndividualContributor as Ic, Management};
    let mut map = career_map(&LEVELS, &["A"]);
    map.levels[3].tracks = vec![Ic, Management];
    map.levels[4].tracks = vec![Management];
    let aim = |assessment| data(map.clone(), assessment).person.aim;
    assert_eq!(aim(person(&map, "Ada", 1).build()), Aim::Next);
    assert_eq!(aim(person(&map, "Ada", 1).target(3).build()), Aim::Chosen);
    assert_eq!(aim(person(&map, "Ada", 1).target(1).build()), Aim::Stay);
    assert_eq!(aim(person(&map, "Ada", 4).build()), Aim::Top);
    assert_eq!(aim(person(&map, "Ada", 3).track(Ic).build()), Aim::Top);
    assert_eq!(
        aim(person(&map, "Ada", 3).track(Ic).target(4).build()),
        Aim::TrackChange
    );
    let mut change = person(&map, "Ada", 2).track(Ic).target(3).build();
    change.person.target_track = Some(Management);
    assert_eq!(aim(change), Aim::TrackChange);
}

#[test]
fn the_next_step_is_one_level_above_the_rating_not_the_target() {
    let map = career_map(&LEVELS, &["A", "B"]);
    let ada = person(&map, "Ada", 2).rated_all(&[1.0, 2.5]).build();
    let plan = data(map, ada);
    assert_eq!(plan.focus[0].next_label, "Engineer");
    assert_eq!(
        plan.focus[0].expectations[0].text,
        "A as a Engineer shows it"
    );
    // Two and a half: the third level has begun and is finished next.
    assert_eq!(plan.focus[1].next_label, "Senior");
    assert_eq!(
        plan.competencies[1].rating_label.as_deref(),
        Some("between Engineer and Senior")
    );
}

#[test]
fn a_scale_of_numbers_goes_up_to_its_top() {
    let mut map = career_map(&LEVELS, &["A"]);
    map.scale = Scale::Proficiency;
    map.competencies[0].required = vec![Some(1.0), Some(2.0), Some(3.0), None, None];
    let ticks = |map: &CareerMap| -> Vec<String> {
        let plan = data(map.clone(), person(map, "Ada", 0).build());
        plan.scale.ticks.into_iter().map(|t| t.label).collect()
    };
    assert_eq!(ticks(&map), ["1", "2", "3"]);
    map.scale_top = Some(5.0);
    assert_eq!(ticks(&map), ["1", "2", "3", "4", "5"]);
    map.scale_top = Some(18.0);
    assert_eq!(ticks(&map), ["0", "5", "10", "15", "20"]);
    map.scale_top = Some(100.0);
    assert_eq!(ticks(&map).len(), 11, "0 to 100 by tens");
}

/// In a map of numbers, *Events* requires 4 in A at the third level, and B exists for it only.
#[test]
fn a_number_of_the_speciality_is_told_from_the_maps() {
    let mut map = career_map(&LEVELS, &["A", "B", "C"]);
    map.scale = Scale::Proficiency;
    for competency in &mut map.competencies {
        competency.required = vec![Some(2.0); LEVELS.len()];
    }
    map.competencies[1].holds = false;
    let requires = |competency, required| SpecialityEntry {
        competency: CompetencyId(competency),
        level: LevelId(2),
        mode: EntryMode::Replace,
        expectations: Vec::new(),
        required: Some(required),
        at: Location::default(),
    };
    map.set_specialities(vec![NewSpeciality {
        name: "Events".to_owned(),
        at: Location::default(),
        entries: vec![requires(0, 4.0), requires(1, 3.0), requires(2, 2.0)],
    }]);
    let parts = |level: usize, speciality| -> Vec<Option<SpecialityPart>> {
        let mut ada = person(&map, "Ada", level).build();
        ada.person.speciality = speciality;
        let plan = data(map.clone(), ada);
        plan.competencies.iter().map(|one| one.speciality).collect()
    };
    let events = Some(SpecialityId(0));
    let (only, number) = (Some(SpecialityPart::Only), Some(SpecialityPart::Number));
    // C requires what it requires of everybody.
    assert_eq!(parts(1, events), [number, only, None]);
    assert_eq!(
        parts(0, events),
        [None, only, None],
        "neither role nor target"
    );
    assert_eq!(parts(1, None), [None, None]);
}

/// A plan counts at target over all that apply, and below role also where a step back is reached.
#[test]
fn the_summary_counts_a_step_back_with_both() {
    let map = career_map(&LEVELS, &["A", "B", "C"]);
    let ada = person(&map, "Ada", 2)
        .target(1)
        .rated(&[Some(2.0), Some(3.0), None])
        .build();
    let summary = data(map, ada).summary;
    assert_eq!((summary.assessed, summary.at_role), (2, 1));
    assert_eq!((summary.at_target, summary.applies), (2, 3));
}

fn mark(index: usize, manager: Mark) -> ExpectationMark {
    ExpectationMark {
        competency: CompetencyId(0),
        level: LevelId(2),
        expectation: index,
        own: Some(Mark::Met),
        manager: Some(manager),
        note: None,
        at: crate::diagnostic::Location::default(),
    }
}

fn map_with_three_expectations() -> CareerMap {
    let mut map = career_map(&LEVELS, &["A"]);
    map.competencies[0].expectations[1] = vec![Expectation::new("Asks  early")];
    map.competencies[0].expectations[2] = ["Asks early", "Plans", "Teaches"]
        .map(Expectation::new)
        .to_vec();
    map
}

#[test]
fn what_is_not_yet_met_comes_first_and_what_is_new_is_marked() {
    let map = map_with_three_expectations();
    let mut ada = person(&map, "Ada", 1).rated_all(&[2.0]).build();
    ada.marks = vec![mark(0, Mark::Met), mark(2, Mark::NotYet)];
    let plan = data(map, ada);
    let expectations: Vec<(&str, Option<Mark>, bool)> = plan.focus[0]
        .expectations
        .iter()
        .map(|expectation| (expectation.text.as_str(), expectation.mark, expectation.new))
        .collect();
    assert_eq!(
        expectations,
        [
            ("Teaches", Some(Mark::NotYet), true),
            ("Plans", None, true),
            ("Asks early", Some(Mark::Met), false),
        ]
    );
    assert!(plan.conversation.contradictions.is_empty());
}

#[test]
fn marks_and_ratings_that_disagree_are_something_to_talk_about() {
    let map = map_with_three_expectations();
    let talk = |rating, marks: &[(usize, Mark)]| {
        let mut ada = person(&map, "Ada", 1).rated_all(&[rating]).build();
        ada.marks = marks.iter().map(|(at, given)| mark(*at, *given)).collect();
        let talk = data(map.clone(), ada).conversation;
        (talk.contradictions, talk.unmet)
    };
    let met = [(0, Mark::Met), (1, Mark::NotApplicable), (2, Mark::Met)];
    assert_eq!(talk(2.0, &met), (vec![0], vec![]));
    let unmet = [0, 1, 2].map(|at| (at, Mark::NotYet));
    assert_eq!(talk(3.0, &unmet), (vec![], vec![0]));
    // An unmarked expectation may be met.
    assert_eq!(talk(3.0, &unmet[..2]), (vec![], vec![]));
}

/// A map whose level of this index asks one thing of everybody, and one more on each track.
fn map_with_tracks(level: usize) -> CareerMap {
    use Track::{IndividualContributor as Ic, Management};
    let mut map = career_map(&LEVELS, &["A"]);
    map.levels[level].tracks = vec![Ic, Management];
    map.competencies[0].expectations[level] = [
        ("Plans", None),
        ("Pilots", Some(Ic)),
        ("Hires", Some(Management)),
    ]
    .map(|(text, track)| Expectation {
        track,
        ..Expectation::new(text)
    })
    .to_vec();
    map
}

#[test]
fn a_change_of_track_on_one_level_changes_what_one_track_alone_is_asked() {
    use Track::{IndividualContributor as Ic, Management};
    let map = map_with_tracks(2);
    let mut ada = person(&map, "Ada", 2)
        .track(Ic)
        .target(2)
        .rated_all(&[3.0])
        .build();
    ada.person.target_track = Some(Management);
    let plan = data_with(map, ada, &with_appendix(Appendix::Full));
    assert_eq!(plan.person.aim, Aim::TrackChange);
    assert_eq!(plan.track_change.len(), 1);
    assert_eq!(plan.track_change[0].now, ["Pilots"]);
    assert_eq!(plan.track_change[0].then, ["Hires"]);
    let texts = |expectations: &[ExpectationData]| -> Vec<(String, bool)> {
        expectations
            .iter()
            .map(|expectation| (expectation.text.clone(), expectation.new))
            .collect()
    };
    let area = &plan.competencies[0];
    assert_eq!(
        texts(&area.role_expectations),
        [("Plans".to_owned(), false), ("Pilots".to_owned(), false)]
    );
    assert_eq!(
        texts(&area.target_expectations),
        [("Plans".to_owned(), false), ("Hires".to_owned(), true)]
    );
}

#[test]
fn whose_an_expectation_is_is_said_where_the_track_is_not_known() {
    let map = map_with_tracks(2);
    let tracks = |ada: Assessment| -> Vec<Option<Track>> {
        data(map.clone(), ada).focus[0]
            .expectations
            .iter()
            .map(|expectation| expectation.track)
            .collect()
    };
    let ada = || person(&map, "Ada", 1).rated_all(&[2.0]);
    assert_eq!(
        tracks(ada().build()),
        [
            None,
            Some(Track::IndividualContributor),
            Some(Track::Management)
        ]
    );
    assert_eq!(tracks(ada().track(Track::Management).build()), [None, None]);
}

/// The appendix does not repeat other parts: for an area below the target it has what the level reached does not expect
/// already, for one without a rating what the role expects, and nothing where the target is reached.
#[test]
fn a_short_appendix_has_what_comes_next_and_nothing_twice() {
    let mut map = map_with_three_expectations();
    let mut others = career_map(&LEVELS, &["B", "C", "D"]).competencies;
    map.competencies.append(&mut others);
    let ada = person(&map, "Ada", 1)
        .target(3)
        .rated(&[Some(2.0), Some(1.0), Some(4.0), None])
        .build();
    let review = Review::new(map, vec![ada], None, None);
    let options = AnalysisOptions {
        focus_areas: 1,
        ..AnalysisOptions::default()
    };
    let analysis = analyse_person(&review.career_map, &review.assessments[0], &options);
    let with = |appendix| {
        let options = with_appendix(appendix);
        plan_data(&review, &review.assessments[0], &analysis, &options)
    };
    let next = |plan: &PlanData| -> Vec<String> {
        let told = |area: &CompetencyData| {
            let next = area.next.as_ref()?;
            let texts = next.expectations.iter().map(|each| each.text.as_str());
            Some(format!(
                "{}: {}",
                next.label,
                texts.collect::<Vec<_>>().join(", ")
            ))
        };
        plan.competencies
            .iter()
            .map(|area| told(area).unwrap_or_default())
            .collect()
    };
    let short = with(Appendix::Short);
    assert_eq!(short.focus[0].competency, 1);
    assert_eq!(
        next(&short),
        [
            "Senior: Plans, Teaches",
            "",
            "",
            "Engineer: D as a Engineer shows it",
        ]
    );
    let lists_role = |area: &CompetencyData| !area.role_expectations.is_empty();
    assert!(!short.competencies.iter().any(lists_role));
    let full = with(Appendix::Full);
    assert_eq!(next(&full), [""; 4]);
    assert!(full.competencies.iter().all(lists_role));
}

#[test]
fn where_nothing_is_rated_the_plan_has_what_the_role_expects() {
    let map = map_with_three_expectations();
    let plan = data(map.clone(), person(&map, "Ada", 2).build());
    assert_eq!(plan.competencies[0].role_expectations.len(), 3);
}

#[test]
fn paths_can_be_switched_off() {
    let map = map_with_three_expectations();
    let ada = person(&map, "Ada", 2).rated_all(&[3.0]).build();
    assert_eq!(
        data(map.clone(), ada.clone()).paths.unwrap().options.len(),
        2
    );
    let without = PlanOptions {
        paths: false,
        ..PlanOptions::default()
    };
    assert!(data_with(map, ada, &without).paths.is_none());
}

#[test]
fn the_largest_difference_is_talked_about_first() {
    let map = career_map(&LEVELS, &["A", "B", "C"]);
    let ada = person(&map, "Ada", 1)
        .self_rated(&[Some(3.0), Some(1.0), Some(2.0)])
        .rated_all(&[2.0, 3.0, 2.0])
        .build();
    assert_eq!(data(map, ada).conversation.differences, [1, 0]);
}

fn suggestion(action: &str, level: Option<usize>, booking: Booking) -> SuggestedAction {
    SuggestedAction {
        competency: CompetencyId(0),
        level: level.map(LevelId),
        action: action.to_owned(),
        kind: None,
        resource: None,
        effort: None,
        booking,
    }
}

#[test]
fn the_library_suggests_what_leads_to_the_next_step_and_never_says_the_cost() {
    let mut map = career_map(&LEVELS, &["A"]);
    let booking = Booking {
        hours: Some(Amount(7_500)),
        cost: Some(Cost {
            amount: Amount::whole(98_765),
            currency: Currency::of_code("EUR"),
            per: CostPer::Person,
        }),
        provider: Some("Harbour Academy".to_owned()),
        ..Booking::default()
    };
    map.library = vec![
        suggestion("Read", None, booking),
        suggestion("Shadow", Some(2), Booking::default()),
        suggestion("Chair", Some(3), Booking::default()),
    ];
    let ada = || person(&map, "Ada", 1).rated_all(&[2.0]);
    let suggested = |ada: Assessment| -> (Vec<String>, PlanData) {
        let plan = data(map.clone(), ada);
        let suggestions = plan.focus[0].suggestions.iter();
        (suggestions.map(|one| one.action.clone()).collect(), plan)
    };
    // What was agreed already is not suggested.
    let agreed = ada().action(0, "shadow", None, None).build();
    assert_eq!(suggested(agreed).0, ["Read"]);
    let (actions, plan) = suggested(ada().build());
    assert_eq!(actions, ["Read", "Shadow"]);
    let said = serde_json::to_string(&plan).unwrap();
    assert!(said.contains(r#""hours":"7.5 hours""#) && said.contains("Harbour Academy"));
    assert!(
        !said.contains("98765") && !said.contains("EUR") && !said.contains("cost"),
        "{said}"
    );
}

/// Whatever was chosen or typed is said as it is: a low interest is not a wish to grow.
#[test]
fn interests_are_told_by_the_words_most_first() {
    let map = career_map(&LEVELS, &["A", "B", "C", "D"]);
    let mut ada = person(&map, "Ada", 1).rated_all(&[2.0; 4]).build();
    for (competency, typed) in ["low", "when asked", "High", "Low"].into_iter().enumerate() {
        ada.competencies[competency].interest =
            Some(Sourced::new(typed.into(), Location::default()));
    }
    let plan = data(map, ada);
    let interests = plan.conversation.interests.iter();
    let told: Vec<(&str, &[usize])> = interests
        .map(|one| (one.label.as_str(), one.competencies.as_slice()))
        .collect();
    assert_eq!(
        told,
        [("High", &[2][..]), ("Low", &[0, 3]), ("when asked", &[1])]
    );
}
