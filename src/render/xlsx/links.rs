//! Links to files whose paths have signs that mean something else in an address.
//!
//! The library takes what follows `#` for a place inside a file, and a path with `%20` or `%25` for one that is encoded already. So
//! other characters stand in for these signs until the file is finished; then the signs are encoded.

/// The folder of the file's parts that say where links lead.
pub(super) const FOLDER: &str = "xl/worksheets/_rels/";

/// A sign, what stands in for it, and how an address writes it. The stand-ins are characters for private use, so no name has them.
const SIGNS: [(char, char, &str); 2] = [('%', '\u{E025}', "%25"), ('#', '\u{E023}', "%23")];

/// A path that the library leaves as it is.
pub(super) fn guarded(path: &str) -> String {
    SIGNS
        .iter()
        .fold(path.to_owned(), |path, (sign, other, _)| {
            path.replace(*sign, &other.to_string())
        })
}

/// The path as it was.
pub(super) fn unguarded(guarded: &str) -> String {
    SIGNS
        .iter()
        .fold(guarded.to_owned(), |path, (sign, other, _)| {
            path.replace(*other, &sign.to_string())
        })
}

/// A part of the file with the paths as an address has them.
pub(super) fn encoded(part: &str) -> String {
    SIGNS
        .iter()
        .fold(part.to_owned(), |part, (_, other, encoded)| {
            part.replace(*other, encoded)
        })
}

#[cfg(test)]
mod tests {
    use super::super::tests::part;
    use super::super::{BookOptions, HandOutRow, hand_out};
    use super::*;

    #[test]
    fn a_path_comes_back_as_it_was_and_has_no_sign_that_means_something_else() {
        for (path, address) in [
            (
                "plans/Exec #1/Ann 100% Ash-A#4.pdf",
                "plans/Exec %231/Ann 100%25 Ash-A%234.pdf",
            ),
            ("plans/R&D %20/a.pdf", "plans/R&D %2520/a.pdf"),
            ("plans/Ä ß/Öl.pdf", "plans/Ä ß/Öl.pdf"),
        ] {
            let guarded = guarded(path);
            assert!(!guarded.contains(['#', '%']), "{guarded}");
            assert_eq!(unguarded(&guarded), path);
            assert_eq!(encoded(&guarded), address);
        }
    }

    #[test]
    fn the_list_for_handing_out_leads_to_each_plan() {
        let plans = [
            "plans/Exec #1/Ann 100% Ash-A#4.pdf",
            "plans/Exec#1/Bo-5.pdf",
            "plans/R&D %20/Cy-6.pdf",
            "plans/Ä ß/O’Hara [ext.]-7.pdf",
        ];
        let rows = plans.map(|plan| HandOutRow {
            plan: Some(plan.to_owned()),
            ..HandOutRow::default()
        });
        let bytes = hand_out(&rows, None, &BookOptions::default()).unwrap();
        let part = part(&bytes, &format!("{FOLDER}sheet1.xml.rels"));
        for target in [
            "plans/Exec%20%231/Ann%20100%25%20Ash-A%234.pdf",
            "plans/Exec%231/Bo-5.pdf",
            "plans/R&amp;D%20%2520/Cy-6.pdf",
            "plans/Ä%20ß/O’Hara%20%5bext.%5d-7.pdf",
        ] {
            assert!(
                part.contains(&format!("Target=\"{target}\"")),
                "{target} is missing from {part}"
            );
        }
    }
}
