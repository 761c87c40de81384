//! File names that are legal on Windows, macOS and Linux, unique without regard to case, and stay in their folder.

use std::collections::{BTreeMap, BTreeSet};

use sanitise_file_name::{Options, sanitise_with_options};
use unicode_normalization::UnicodeNormalization;

use crate::text::tidy;

/// Bytes that a folder's or a file's name may take, without ending. Windows allows 260 characters for a whole path.
pub(super) const LONGEST: usize = 96;

/// Characters that no name begins with.
const LEADING: [char; 3] = ['.', '-', ' '];

/// Spellings of folders and files that are the same on some systems: all paths get the first spelling, since another
/// spelling would lead to the same place on these systems, and to a second place elsewhere.
#[derive(Debug, Default)]
pub(super) struct SpellingMap(BTreeMap<String, String>);

impl SpellingMap {
    /// The spellings in these paths.
    pub(super) fn from_files<'a>(files: impl IntoIterator<Item = &'a str>) -> Self {
        let mut spelling = Self::default();
        for file in files {
            for (end, _) in file.match_indices('/').chain([(file.len(), "")]) {
                let path = &file[..end];
                spelling.0.entry(key(path)).or_insert(path.to_owned());
            }
        }
        spelling
    }

    /// The path as it, or the folders that it lies in, were spelled first.
    pub(super) fn of(&mut self, file: &str) -> String {
        if let Some(known) = self.0.get(&key(file)) {
            return known.clone();
        }
        let spelled = match file.rsplit_once('/') {
            Some((folder, name)) => format!("{}/{name}", self.of(folder)),
            None => file.to_owned(),
        };
        self.0.insert(key(file), spelled.clone());
        spelled
    }
}

/// The key that paths share if they lead to the same place on some system: they differ only in case and in how accents
/// are composed.
pub(super) fn key(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    // Through capitals, since some letters have two small forms.
    let capitals = path.nfd().flat_map(char::to_uppercase);
    capitals.flat_map(char::to_lowercase).nfc().collect()
}

/// A path that nobody has taken yet, without regard to case.
pub(super) fn person_path(
    folder: &str,
    name: &str,
    employee_id: Option<&str>,
    ending: &str,
    taken: &mut BTreeSet<String>,
) -> String {
    // The ID must survive a long name, since it tells people of one name apart.
    let id = employee_id
        .map(|id| format!("-{}", file_name(id, LONGEST / 2)))
        .unwrap_or_default();
    let name = file_name(name, LONGEST - id.len());
    untaken(
        &format!("{folder}/{name}{id}"),
        &format!(".{ending}"),
        taken,
    )
}

/// The path with this ending, with a number if somebody has taken it already, without regard to case.
pub(super) fn untaken(stem: &str, ending: &str, taken: &mut BTreeSet<String>) -> String {
    let mut path = format!("{stem}{ending}");
    let mut count = 1;
    while !taken.insert(key(&path)) {
        count += 1;
        path = format!("{stem} ({count}){ending}");
    }
    path
}

/// Text as one legal name of a file or folder, of at most `longest` bytes.
pub(super) fn file_name(text: &str, longest: usize) -> String {
    // Composed, since a decomposed name is different in some file systems and the same in others.
    let text = tidy(text);
    let name = legal_name(&text, longest);
    let Some(end) = reserved(&name) else {
        return name;
    };
    let mut name = legal_name(&text, longest - 1);
    name.insert(end, '_');
    name
}

fn legal_name(text: &str, longest: usize) -> String {
    let options = Options {
        length_limit: longest,
        // A name has no extension, though it may have full stops.
        extension_cleverness: false,
        ..Options::DEFAULT
    };
    // A leading dot hides a file, a leading dash makes it look like an option. The rest may be a reserved name on some
    // system, so it is checked again.
    let mut name = sanitise_with_options(text, &options);
    while name.starts_with(LEADING) {
        name = sanitise_with_options(name.trim_start_matches(LEADING), &options);
    }
    if name.is_empty() {
        "_".to_owned()
    } else {
        name
    }
}

/// The end of a word that Windows takes for a device, whatever follows its full stop: `Aux. Services`.
fn reserved(name: &str) -> Option<usize> {
    let word = name.split('.').next().unwrap_or_default().trim_end();
    let lower = word.to_lowercase();
    let is_numbered = |device: &str| {
        let number = lower.strip_prefix(device).unwrap_or_default();
        number.chars().count() == 1
            && number.contains(|c: char| c.is_ascii_digit() || "¹²³".contains(c))
    };
    let is_device = ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(&lower.as_str())
        || is_numbered("com")
        || is_numbered("lpt");
    is_device.then_some(word.len())
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
            ("Aux. Services", "Aux_. Services"),
            ("aux.txt", "aux_.txt"),
            ("LPT9.pdf", "LPT9_.pdf"),
            ("-com¹ .a.b", "com¹_ .a.b"),
            ("CONIN$", "CONIN$_"),
            ("Auxiliary. Services", "Auxiliary. Services"),
            ("COM", "COM"),
            ("COM10", "COM10"),
            ("a/b\\c:d*e", "a_b_c_d_e"),
            ("trailing. ", "trailing"),
            ("-rf", "rf"),
            (".hidden", "hidden"),
            ("\u{202e}fdp", "fdp"),
            ("Ada\u{e0041}\u{e007f}", "Ada"),
            ("", "_"),
        ];
        for (text, name) in cases {
            assert_eq!(file_name(text, LONGEST), name, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_legal_name(text in "\\PC{0,120}|[-. CONcon:/\\\\]{0,9}|(AUX|lpt1|Com³|nul) ?[.:]\\PC{0,100}") {
            let name = file_name(&text, LONGEST);
            prop_assert!(!name.is_empty() && name.len() <= LONGEST);
            prop_assert!(!name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|']), "{name}");
            prop_assert!(!name.chars().any(char::is_control));
            prop_assert!(!name.starts_with(LEADING) && !name.ends_with(['.', ' ']), "{name}");
            let stem = name.split('.').next().unwrap_or_default().trim_end();
            let reserved = ["con", "nul", "aux", "prn", "lpt1", "com³"];
            prop_assert!(!reserved.contains(&stem.to_lowercase().as_str()), "{name}");
        }
    }

    #[test]
    fn long_names_are_cut_between_characters() {
        let name = file_name(&"ễ".repeat(300), LONGEST);
        assert!(name.len() <= LONGEST);
        assert!(name.chars().all(|c| c == 'ễ'));
    }

    #[test]
    fn one_place_has_one_spelling() {
        let mut spelling = SpellingMap::from_files(["plans/north/ada.pdf", "plans/NORTH/bo.pdf"]);
        for (file, spelled) in [
            ("plans/North/Ada.pdf", "plans/north/ada.pdf"),
            // Both are there, so that this system tells them apart.
            ("plans/North/Bo.pdf", "plans/NORTH/bo.pdf"),
            ("Plans/North/Cy.pdf", "plans/north/Cy.pdf"),
            ("plans/E\u{301}quipe/Di.pdf", "plans/E\u{301}quipe/Di.pdf"),
            ("plans/équipe/Ed.pdf", "plans/E\u{301}quipe/Ed.pdf"),
            ("packets/north/ada.pdf", "packets/north/ada.pdf"),
        ] {
            assert_eq!(spelling.of(file), spelled, "{file}");
        }
        for (one, other) in [("STRASSE", "straße"), ("ΟΔΟΣ", "οδος"), ("É", "e\u{301}")] {
            assert_eq!(key(one), key(other));
        }
        assert_ne!(key("é"), key("e"));
    }
}
