//! Where each document goes: its path in the folder of its command.

use std::collections::{BTreeMap, BTreeSet};

use super::legal_names::{LONGEST, SpellingMap, file_name, person_path, untaken};
use crate::model::{
    Assessment, CareerMap, EmployeeId, Folders, LevelId, PersonTrack, RosterEntry, Track, name_key,
};

/// The folder of plans in the output folder.
pub const PLANS: &str = "plans";

/// The folder of packets in the output folder.
pub const PACKETS: &str = "packets";

/// The folder of managers' workbooks in the output folder.
pub const MANAGERS: &str = "managers";

/// The folder of review packets in the output folder.
pub const REVIEW_PACKET: &str = "review-packet";

/// The file of decisions in the output folder: where a run puts it to be filled in.
pub const DECISIONS: &str = "review-packet/decisions.xlsx";

/// The folder of mail drafts in the output folder.
pub const MAIL: &str = "mail";

/// The list for handing out, in the output folder.
pub const HAND_OUT: &str = "hand-out.xlsx";

/// The team workbook in the output folder.
pub const WORKBOOK: &str = "team-gaps.xlsx";

/// The anonymous team workbook, in the output folder.
pub const ANONYMOUS_WORKBOOK: &str = "team-gaps-anonymous.xlsx";

/// The overview page, in the output folder.
pub const OVERVIEW: &str = "overview.html";

/// Plans that nobody should hand out go here.
pub(super) const WITHDRAWN: &str = "withdrawn";
/// Documents of a run that is under way.
pub(super) const STAGING: &str = ".careermap-staging";
/// Held by a run for as long as it lasts.
pub(super) const LOCK: &str = ".careermap.lock";

/// Where each person's plan goes: `plans/<team or manager>/<name>-<employee id>.pdf`, relative to the output folder and
/// with `/` between folders, in the order of `assessments`. `none` stands in place of a team or manager where there is none.
pub fn plan_paths(assessments: &[Assessment], folders: Folders, none: &str) -> Vec<String> {
    let mut taken = BTreeSet::new();
    assessments
        .iter()
        .map(|assessment| {
            let person = &assessment.person;
            let folder = match folders {
                Folders::Team => person.team.as_deref(),
                Folders::Manager => person.manager.as_deref(),
            };
            let folder = folder.unwrap_or(none);
            let folder = format!("{PLANS}/{}", file_name(folder, LONGEST));
            let id = person.employee_id.as_deref();
            person_path(&folder, &person.name, id, "pdf", &mut taken)
        })
        .collect()
}

/// Where each manager's packet goes: `packets/<manager>.pdf`, relative to the output folder and with `/` between
/// folders, in the order of `managers`. A manager who is named twice has two packets; `nobody` names that of people without one.
pub fn packet_paths(managers: &[Option<&str>], nobody: &str) -> Vec<String> {
    let managers = managers.iter().map(|name| (name.unwrap_or(nobody), None));
    paths_in(PACKETS, managers, "pdf")
}

/// Where each manager's workbook goes: `managers/<manager>.xlsx`, relative to the output folder and with `/` between
/// folders, in the order of `managers`. No two share a place.
pub fn manager_paths(managers: &[&str]) -> Vec<String> {
    paths_in(MANAGERS, managers.iter().map(|name| (*name, None)), "xlsx")
}

/// Whether a file of an output folder is one of [`manager_paths`].
pub fn is_managers_workbook(file: &str) -> bool {
    file.split_once('/')
        .is_some_and(|(folder, _)| folder == MANAGERS)
}

/// Where mail drafts go: `mail/<name>-<employee id>.eml`, relative to the output folder and with `/` between folders, in the order of
/// those who get them. Somebody who gets several has several drafts.
pub fn draft_paths(recipients: &[(&str, Option<&EmployeeId>)]) -> Vec<String> {
    let recipients = recipients
        .iter()
        .map(|(name, id)| (*name, id.map(|id| &**id)));
    paths_in(MAIL, recipients, "eml")
}

/// Whether a file of an output folder carries plans to somebody, or lists them for that: a draft or the list.
pub fn is_for_handing_out(file: &str) -> bool {
    let is_draft = |(folder, _)| folder == MAIL;
    file == HAND_OUT || file.split_once('/').is_some_and(is_draft)
}

/// Where each team's review packet goes: `review-packet/<team>.pdf`, relative to the output folder and with `/` between
/// folders, in the order of `teams`. A team that is named twice has two.
pub fn review_packet_paths(teams: &[&str]) -> Vec<String> {
    paths_in(REVIEW_PACKET, teams.iter().map(|team| (*team, None)), "pdf")
}

/// What the documents about a level are, as the ends of their names.
const PROFILE_DOCUMENTS: [&str; 4] = [
    "role profile.pdf",
    "job description.pdf",
    "interview guide.pdf",
    "scorecard.xlsx",
];

/// Where the role profile, the job description, the interview guide and the scorecard of each level go:
/// `<rank> <level>/<level> - role profile.pdf` and so on, relative to the folder of profiles and with `/` between
/// folders, in the order of `levels`. If they are for one track, its name follows the level's; so does that of a speciality.
pub fn profile_paths(
    map: &CareerMap,
    levels: &[(LevelId, Option<PersonTrack>)],
) -> Vec<[String; 4]> {
    let mut taken = BTreeSet::new();
    levels
        .iter()
        .map(|(id, track)| {
            let level = map.level(*id);
            // The track is named only where there could be a document for the other track: not below the level where
            // the tracks divide, where documents are the same for everybody, and not where the title belongs to one
            // track alone.
            let namesakes = map.levels.iter().filter(|other| other.title == level.title);
            let told_apart = level.tracks.len() > 1 || namesakes.count() > 1;
            let track = match map.track_of(*id, *track).filter(|_| told_apart) {
                Some(PersonTrack::One(Track::IndividualContributor)) => " (IC)",
                Some(PersonTrack::One(Track::Management)) => " (Management)",
                Some(PersonTrack::Both) => " (IC and Management)",
                None => "",
            };
            let title = match &map.of_speciality {
                Some(speciality) => format!("{}, {speciality}", level.title),
                None => level.title.clone(),
            };
            let name = format!("{}{track}", file_name(&title, LONGEST - track.len()));
            let folder = untaken(&format!("{:02} {name}", level.rank), "", &mut taken);
            PROFILE_DOCUMENTS.map(|document| format!("{folder}/{name} - {document}"))
        })
        .collect()
}

/// Whether a file of an output folder is one of [`profile_paths`].
pub fn is_profile(file: &str) -> bool {
    // A rank comes first; a person or a manager may be named like a document.
    file.starts_with(|c: char| c.is_ascii_digit())
        && PROFILE_DOCUMENTS
            .iter()
            .any(|document| file.ends_with(&format!(" - {document}")))
}

/// What a manager gets until the next review, as the ends of their names.
const FOLLOW_UP_DOCUMENTS: [&str; 3] = ["follow-up.pdf", "dates.ics", "overdue.txt"];

/// Where the pages, the calendar file and the text of each manager's follow-up go: `<manager>/follow-up.pdf` and so on, relative to
/// their folder and with `/` between folders, in the order of `managers`. A manager who is named twice has two folders; `nobody`
/// names that of people without one.
pub fn follow_up_paths(managers: &[Option<&str>], nobody: &str) -> Vec<[String; 3]> {
    let mut taken = BTreeSet::new();
    managers
        .iter()
        .map(|name| {
            let folder = untaken(&file_name(name.unwrap_or(nobody), LONGEST), "", &mut taken);
            FOLLOW_UP_DOCUMENTS.map(|document| format!("{folder}/{document}"))
        })
        .collect()
}

/// Whether a file of an output folder is one of [`follow_up_paths`].
pub fn is_follow_up(file: &str) -> bool {
    file.split_once('/')
        .is_some_and(|(_, document)| FOLLOW_UP_DOCUMENTS.contains(&document))
}

/// Where the handbook goes, by what it is called: `<name>.pdf` in its folder.
pub fn handbook_path(name: &str) -> String {
    format!("{}.pdf", file_name(name, LONGEST))
}

/// Whether a file of an output folder is a [handbook](handbook_path): the only document that lies in no folder. It may have
/// been made in another language.
pub fn is_handbook(file: &str) -> bool {
    !file.contains('/') && file.strip_suffix(".pdf").is_some()
}

/// What is held about one person, as the ends of their names.
const HELD_DOCUMENTS: [&str; 2] = ["personal-data.xlsx", "personal-data.pdf"];

/// Where the workbook and the PDF about one person go, in their folder: `<name>-<employee id>/personal-data.xlsx`.
pub fn held_paths(name: &str, id: Option<&str>) -> [String; 2] {
    let name = match id {
        Some(id) => format!("{}-{}", file_name(name, LONGEST - 24), file_name(id, 20)),
        None => file_name(name, LONGEST),
    };
    HELD_DOCUMENTS.map(|document| format!("{name}/{document}"))
}

/// Whether a file of an output folder is one of [`held_paths`].
pub fn is_held(file: &str) -> bool {
    let name = file.split_once('/').map(|(_, name)| name);
    name.is_some_and(|name| HELD_DOCUMENTS.contains(&name))
}

/// Where forms go, relative to their folder and with `/` between folders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormPaths {
    /// Each person's form, `<manager>/<name>-<employee id>.xlsx`, in the order of the roster.
    pub forms: Vec<String>,
    /// Each manager with the outcomes of their people, by the manager's name; those without a manager come last.
    pub outcomes: Vec<ManagersOutcomes>,
}

/// The outcomes of one manager's people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManagersOutcomes {
    /// The manager's name as the first of these people has it.
    pub manager: Option<String>,
    /// The people, as places on the roster and in its order.
    pub people: Vec<usize>,
    /// Where the file goes: `<manager>/<its name>.xlsx`.
    pub path: String,
}

/// Where each person's form and each manager's outcomes go: by manager, since managers hand them out. `nobody` is the folder of
/// people without a manager, `outcomes` names the file of a manager's outcomes.
pub fn form_paths(
    roster: &[RosterEntry],
    nobody: &str,
    outcomes: impl Fn(&str) -> String,
) -> FormPaths {
    let mut taken = BTreeSet::new();
    let mut spelling = SpellingMap::default();
    let folder = |manager: Option<&str>| file_name(manager.unwrap_or(nobody), LONGEST);
    let mut managers: BTreeMap<(bool, String), Vec<usize>> = BTreeMap::new();
    for (place, entry) in roster.iter().enumerate() {
        let manager = entry.person.manager.as_deref();
        let key = (manager.is_none(), manager.map(name_key).unwrap_or_default());
        managers.entry(key).or_default().push(place);
    }
    let outcomes = managers
        .into_values()
        .map(|people| {
            let manager = people
                .first()
                .and_then(|place| roster[*place].person.manager.clone());
            let folder = folder(manager.as_deref());
            let name = outcomes(manager.as_deref().unwrap_or(nobody));
            let path = person_path(&folder, &name, None, "xlsx", &mut taken);
            ManagersOutcomes {
                manager,
                people,
                path: spelling.of(&path),
            }
        })
        .collect();
    let forms = roster
        .iter()
        .map(|entry| {
            let folder = folder(entry.person.manager.as_deref());
            let id = entry.person.employee_id.as_deref();
            spelling.of(&person_path(
                &folder,
                &entry.person.name,
                id,
                "xlsx",
                &mut taken,
            ))
        })
        .collect();
    FormPaths { forms, outcomes }
}

/// A path in the folder for each name, with the employee ID if there is one, in the order of the names.
fn paths_in<'a>(
    folder: &str,
    names: impl Iterator<Item = (&'a str, Option<&'a str>)>,
    ending: &str,
) -> Vec<String> {
    let mut taken = BTreeSet::new();
    names
        .map(|(name, id)| person_path(folder, name, id, ending, &mut taken))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::{career_map, person, roster_entry};

    #[test]
    fn managers_who_are_spelled_in_two_ways_have_one_folder_of_forms() {
        let map = career_map(&["Junior"], &["A"]);
        let of = |name: &str, manager: &str| {
            roster_entry(&person(&map, name, 0).manager(manager).build())
        };
        let paths = form_paths(
            &[
                of("Ada", "Mia Ray"),
                of("Bo", "MIA RAY"),
                of("ada", "mia ray"),
                of("Cy", "Ray, Mia"),
                roster_entry(&person(&map, "Di", 0).build()),
            ],
            "Nobody",
            |manager| format!("Outcomes – {manager}"),
        );
        assert_eq!(
            paths.forms,
            [
                "Mia Ray/Ada.xlsx",
                "Mia Ray/Bo.xlsx",
                "Mia Ray/ada (2).xlsx",
                "Ray, Mia/Cy.xlsx",
                "Nobody/Di.xlsx"
            ]
        );
        let outcomes: Vec<(&str, &[usize])> = paths
            .outcomes
            .iter()
            .map(|one| (one.path.as_str(), one.people.as_slice()))
            .collect();
        assert_eq!(
            outcomes,
            [
                ("Mia Ray/Outcomes – Mia Ray.xlsx", &[0, 1, 2, 3][..]),
                ("Nobody/Outcomes – Nobody.xlsx", &[4]),
            ]
        );
    }
}
