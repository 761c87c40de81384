//! A whole made-up company, big enough to look at.

use jiff::civil::date;

use super::{career_map, make_fact, person, roster_entry};
use crate::model::{CareerMap, Review, RosterEntry, Track};

/// Seven levels on two tracks, eight competencies of which the last is a fact.
pub(crate) fn company_map() -> CareerMap {
    let mut map = career_map(
        &[
            "Community Apprentice",
            "Community Manager",
            "Sr. Community Manager",
            "Community Director",
            "Sr. Community Director",
            "VP Community",
            "Chief Community Officer",
        ],
        &[
            "Profile and Responsibilities",
            "Leadership and Supervision",
            "Interactions",
            "Communication",
            "Creativity and Strategic Innovation",
            "Technical and Business Skills",
            "Interpersonal Skills",
            "Education and Experience",
        ],
    );
    make_fact(&mut map, "Education and Experience");
    let codes = ["L1", "L2", "L3", "L4", "L5", "L6", "L7"];
    for (level, code) in map.levels.iter_mut().zip(codes) {
        level.code = Some(code.to_owned());
        level.tracks = match level.rank {
            ..=2 => Vec::new(),
            3..=6 => vec![Track::IndividualContributor, Track::Management],
            _ => vec![Track::Management],
        };
    }
    map
}

/// Fourteen people in three teams with the cases that matter: a self-rating only, blanks, N/A, a difference of two,
/// somebody at the top, somebody who stays, somebody without any gap, names from several scripts, two of one name.
pub(crate) fn company() -> Review {
    let map = company_map();
    let day = date(2026, 10, 30);
    // A figure for each rating, a hyphen for a blank.
    let each = |ratings: &str| -> Vec<Option<f64>> {
        let figures = ratings.chars().map(|figure| figure.to_digit(10));
        figures.map(|figure| figure.map(f64::from)).collect()
    };
    let of = |team: &'static str, manager: &'static str| {
        let map = &map;
        move |name: &str, id: &str, level: usize| {
            let somebody = person(map, name, level).id(id).on(day);
            somebody.team(team).manager(manager)
        }
    };
    let events = of("Events", "Ngozi Adeyemi");
    let content = of("Content", "Sergei Ковалёв");
    let engagement = of("Engagement", "Ngozi Adeyemi");
    let assessments = vec![
        events("Ana López", "1001", 1)
            .self_rated(&each("32342232"))
            .rated(&each("21222232"))
            .agreed(3, 3.0)
            .evidence(3, "Ran the spring conference newsletter on her own.")
            .action(
                1,
                "Lead the volunteers of the autumn meet-up",
                Some(date(2026, 9, 30)),
                None,
            )
            .action(
                5,
                "Shadow the analytics team",
                Some(date(2027, 2, 28)),
                Some("In progress"),
            )
            .outcome(
                "A strong first year; needs chances to lead.",
                "Develop in role",
            )
            .build(),
        events("Θεοδώρα Παπαδοπούλου", "1002", 2)
            .track(Track::IndividualContributor)
            .self_rated(&each("32333333"))
            .rated(&each("32322333"))
            .outcome("=Reliable\nKeeps the programme running.", "None")
            .build(),
        events("Nguyễn Thị Minh", "1003", 3)
            .track(Track::Management)
            .self_rated(&each("44454455"))
            .rated(&each("55554555"))
            .action(
                4,
                "Draft the three-year event strategy",
                Some(date(2026, 12, 15)),
                Some("Done"),
            )
            .outcome(
                "Works as a senior director in most of the role.",
                "Promotion",
            )
            .build(),
        events("Ion Popescu", "1004", 1)
            .self_rated(&each("21221222"))
            .build(),
        content("Maria Silva", "2001", 2)
            .track(Track::IndividualContributor)
            .self_rated(&each("33344333"))
            .rated(&each("32344333"))
            .action(
                1,
                "Mentor the two apprentices",
                Some(date(2026, 11, 30)),
                Some("Not started"),
            )
            .outcome("The team's best writer.", "Promotion")
            .build(),
        content("Maria Silva", "2002", 0)
            .rated(&each("1-11-121"))
            .outcome("Has just joined.", "None")
            .build(),
        content("Дмитрий Иванов", "2003", 1)
            .self_rated(&each("22222322"))
            .rated(&each("21221322"))
            .not_applicable(1)
            .build(),
        content("Chloë Dubois", "2004", 2)
            .track(Track::IndividualContributor)
            .target(2)
            .rated(&each("33343343"))
            .self_rated(&each("33333333"))
            .outcome("Chose to deepen; nothing is missing.", "None")
            .build(),
        content("Aarav Sharma", "2005", 1)
            .self_rated(&each("22232222"))
            .rated(&each("11212122"))
            .action(
                0,
                "Take over the help centre",
                Some(date(2026, 10, 1)),
                Some("Not started"),
            )
            .outcome(
                "Below the role in four areas; agreed on a plan.",
                "Improvement plan",
            )
            .build(),
        engagement("Kwame Mensah", "3001", 1)
            .rated(&each("33333332"))
            .self_rated(&each("22332332"))
            .outcome("At the next level throughout.", "Promotion")
            .build(),
        engagement("Łucja Żółć", "3002", 1)
            .rated(&each("22322-32"))
            .build(),
        engagement("Sigríður Jónsdóttir", "3003", 3)
            .track(Track::IndividualContributor)
            .rated(&each("43434444"))
            .self_rated(&each("44444444"))
            .action(3, "Give the keynote at the members' day", None, None)
            .build(),
        engagement("Tom O’Brien", "3004", 1)
            .rated(&each("22222122"))
            .self_rated(&each("22222222"))
            .build(),
        person(&map, "Grace Hopper-Lindqvist", 6)
            .id("9001")
            .track(Track::Management)
            .on(date(2026, 11, 6))
            .rated(&each("77767777"))
            .build(),
    ];
    let mut roster: Vec<RosterEntry> = assessments.iter().map(roster_entry).collect();
    let mut unassessed = roster_entry(&assessments[9]);
    unassessed.person.name = "Peter Unassessed".to_owned();
    unassessed.person.employee_id = Some("3005".into());
    roster.push(unassessed);
    Review::new(map, assessments, Some(roster), None)
}
