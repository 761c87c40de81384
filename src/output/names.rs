//! File names that are legal on Windows, macOS and Linux, unique without regard to case, and stay in their folder.

use std::collections::BTreeSet;

use sanitise_file_name::{Options, sanitise_with_options};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::model::{Assessment, CareerMap, LevelId, RosterEntry, Track};

/// The folder of plans in the output folder.
pub const PLANS: &str = "plans";

/// The folder of packets in the output folder.
pub const PACKETS: &str = "packets";

/// The team workbook in the output folder.
pub const WORKBOOK: &str = "team-gaps.xlsx";

/// The team workbook without anybody in it, in the output folder.
pub const ANONYMOUS_WORKBOOK: &str = "team-gaps-anonymous.xlsx";

/// Bytes that a folder's or a file's name may take, without ending. Windows allows 260 characters for a whole path.
const LONGEST: usize = 96;

/// What no name begins with.
const LEADING: [char; 3] = ['.', '-', ' '];

/// What the folders of plans stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Folders {
    /// Teams.
    #[default]
    Team,
    /// The managers who hand the plans out.
    Manager,
}

/// Where each person's plan goes: `plans/<team or manager>/<name>-<employee id>.pdf`, relative to the output folder and
/// with `/` between folders, in the order of `assessments`.
#[must_use]
pub fn plan_paths(assessments: &[Assessment], folders: Folders) -> Vec<String> {
    let mut taken = BTreeSet::new();
    assessments
        .iter()
        .map(|assessment| {
            let person = &assessment.person;
            let folder = match folders {
                Folders::Team => assessment.team(),
                Folders::Manager => manager(person.manager.as_deref()),
            };
            let folder = format!("{PLANS}/{}", file_name(folder, LONGEST));
            let id = person.employee_id.as_deref();
            person_path(&folder, &person.name, id, "pdf", &mut taken)
        })
        .collect()
}

/// Where each manager's packet goes: `packets/<manager>.pdf`, relative to the output folder and with `/` between folders,
/// in the order of `managers`. A manager who is named again has another packet.
#[must_use]
pub fn packet_paths(managers: &[Option<&str>]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    managers
        .iter()
        .map(|name| person_path(PACKETS, manager(*name), None, "pdf", &mut taken))
        .collect()
}

/// What the documents about a level are, as the ends of their names.
const PROFILE_DOCUMENTS: [&str; 3] = ["role profile", "job description", "interview guide"];

/// Where the role profile, the job description and the interview guide of each level go:
/// `<rank> <level>/<level> - role profile.pdf` and so on, relative to the folder of profiles and with `/` between folders,
/// in the order of `levels`. Where they are for one track, its name stands behind the level's.
#[must_use]
pub fn profile_paths(map: &CareerMap, levels: &[(LevelId, Option<Track>)]) -> Vec<[String; 3]> {
    let mut taken = BTreeSet::new();
    levels
        .iter()
        .map(|(id, track)| {
            let level = map.level(*id);
            // Said only where there could be a document for the other track: not before the fork, where the documents
            // are the same for everybody, nor where the title belongs to one track alone.
            let namesakes = map.levels.iter().filter(|other| other.title == level.title);
            let told_apart = level.tracks.len() > 1 || namesakes.count() > 1;
            let track = match map.track_of(*id, *track).filter(|_| told_apart) {
                Some(Track::IndividualContributor) => " (IC)",
                Some(Track::Management) => " (Management)",
                None => "",
            };
            let name = format!("{}{track}", file_name(&level.title, LONGEST - track.len()));
            let mut folder = format!("{:02} {name}", level.rank);
            let mut count = 1;
            while !taken.insert(folder.to_lowercase()) {
                count += 1;
                folder = format!("{:02} {name} ({count})", level.rank);
            }
            PROFILE_DOCUMENTS.map(|document| format!("{folder}/{name} - {document}.pdf"))
        })
        .collect()
}

/// Whether a file of an output folder is one of [`profile_paths`].
#[must_use]
pub fn is_profile(file: &str) -> bool {
    PROFILE_DOCUMENTS
        .iter()
        .any(|document| file.ends_with(&format!(" - {document}.pdf")))
}

/// Where each person's form goes: `<manager>/<name>-<employee id>.xlsx`, relative to the folder of forms and with `/`
/// between folders, in the order of `roster`. By manager, since managers hand them out.
#[must_use]
pub fn form_paths(roster: &[RosterEntry]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    roster
        .iter()
        .map(|entry| {
            let folder = file_name(manager(entry.manager.as_deref()), LONGEST);
            let id = entry.employee_id.as_deref();
            person_path(&folder, &entry.name, id, "xlsx", &mut taken)
        })
        .collect()
}

/// The manager's name, or a name for having none.
fn manager(name: Option<&str>) -> &str {
    name.unwrap_or("No manager")
}

/// A path that nobody has taken yet, without regard to case.
fn person_path(
    folder: &str,
    name: &str,
    employee_id: Option<&str>,
    ending: &str,
    taken: &mut BTreeSet<String>,
) -> String {
    // The ID must survive a long name, since it tells namesakes apart.
    let id = employee_id
        .map(|id| format!("-{}", file_name(id, LONGEST / 2)))
        .unwrap_or_default();
    let name = file_name(name, LONGEST - id.len());
    let stem = format!("{folder}/{name}{id}");
    let mut path = format!("{stem}.{ending}");
    let mut count = 1;
    while !taken.insert(path.to_lowercase()) {
        count += 1;
        path = format!("{stem} ({count}).{ending}");
    }
    path
}

/// Text as one legal name of a file or folder, of at most `longest` bytes.
fn file_name(text: &str, longest: usize) -> String {
    let options = Options {
        length_limit: longest,
        // A name has no extension, though it may have full stops.
        extension_cleverness: false,
        ..Options::DEFAULT
    };
    // Composed, since a decomposed name is another name to some file systems and the same to others.
    let text: String = text.nfc().collect();
    // A leading dot hides a file, a leading dash makes an option of it. What is left without them may be a name that
    // some system reserves, so it is looked at again.
    let mut name = sanitise_with_options(&text, &options);
    while name.starts_with(LEADING) {
        name = sanitise_with_options(name.trim_start_matches(LEADING), &options);
    }
    if name.is_empty() {
        "_".to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_legal_everywhere_and_stay_in_their_folder() {
        let cases = [
            ("Ana María", "Ana María"),
            ("Đoàn Diễm Phượng", "Đoàn Diễm Phượng"),
            ("../../etc/passwd", "etc_passwd"),
            ("..", "_"),
            ("CON", "CON_"),
            ("-CON", "CON_"),
            ("a/b\\c:d*e", "a_b_c_d_e"),
            ("trailing. ", "trailing"),
            ("-rf", "rf"),
            (".hidden", "hidden"),
            ("\u{202e}fdp", "fdp"),
            ("", "_"),
        ];
        for (text, name) in cases {
            assert_eq!(file_name(text, LONGEST), name, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_legal_name(text in "\\PC{0,120}|[-. CONcon:/\\\\]{0,9}") {
            let name = file_name(&text, LONGEST);
            prop_assert!(!name.is_empty() && name.len() <= LONGEST);
            prop_assert!(!name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|']), "{name}");
            prop_assert!(!name.chars().any(char::is_control));
            prop_assert!(!name.starts_with(LEADING) && !name.ends_with(['.', ' ']), "{name}");
            let stem = name.split('.').next().unwrap_or_default();
            prop_assert!(!["con", "nul", "aux", "prn"].contains(&stem.to_lowercase().as_str()), "{name}");
        }
    }

    #[test]
    fn long_names_are_cut_between_characters() {
        let name = file_name(&"ễ".repeat(300), LONGEST);
        assert!(name.len() <= LONGEST);
        assert!(name.chars().all(|c| c == 'ễ'));
    }
}
