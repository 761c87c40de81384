//! File names that are legal on Windows, macOS and Linux, unique without regard to case, and stay in their folder.

use std::collections::BTreeSet;

use sanitise_file_name::{Options, sanitise_with_options};
use unicode_normalization::UnicodeNormalization;

use crate::model::{Assessment, RosterEntry};

/// The folder of plans in the output folder.
pub const PLANS: &str = "plans";

/// The team workbook in the output folder.
pub const WORKBOOK: &str = "team-gaps.xlsx";

/// Bytes that a folder's or a file's name may take, without ending. Windows allows 260 characters for a whole path.
const LONGEST: usize = 96;

/// What no name begins with.
const LEADING: [char; 3] = ['.', '-', ' '];

/// Where each person's plan goes: `plans/<team>/<name>-<employee id>.pdf`, relative to the output folder and with `/`
/// between folders, in the order of `assessments`.
#[must_use]
pub fn plan_paths(assessments: &[Assessment]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    assessments
        .iter()
        .map(|assessment| {
            let person = &assessment.person;
            let folder = format!("{PLANS}/{}", file_name(assessment.team(), LONGEST));
            let id = person.employee_id.as_deref();
            person_path(&folder, &person.name, id, "pdf", &mut taken)
        })
        .collect()
}

/// Where each person's form goes: `<manager>/<name>-<employee id>.xlsx`, relative to the folder of forms and with `/`
/// between folders, in the order of `roster`. By manager, since managers hand them out.
#[must_use]
pub fn form_paths(roster: &[RosterEntry]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    roster
        .iter()
        .map(|entry| {
            let folder = file_name(entry.manager.as_deref().unwrap_or("No manager"), LONGEST);
            let id = entry.employee_id.as_deref();
            person_path(&folder, &entry.name, id, "xlsx", &mut taken)
        })
        .collect()
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
