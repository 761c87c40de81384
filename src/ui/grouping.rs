//! Messages of one kind come once on the terminal, with their places: hundreds of equal lines hide the one that
//! differs.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;

/// At most this many of one kind are printed in full.
const IN_FULL: usize = 3;
/// At most this many places are named after the first one.
const PLACES: usize = 12;

/// The diagnostics to print in full, most serious first; people without a plan for this reason are named at the very
/// end. Where there are more than a few of a kind, only the first is among them, with a line about the others; `listed`
/// says where each is listed.
pub(super) fn grouped<'a>(
    diagnostics: &'a [Diagnostic],
    listed: &str,
) -> Vec<(&'a Diagnostic, Option<String>)> {
    // Two messages may share a code and say different things.
    let kind = |diagnostic: &Diagnostic| {
        let Diagnostic {
            severity,
            code,
            kind,
            ..
        } = diagnostic;
        (*severity, *code, kind.place())
    };
    let mut kinds: BTreeMap<_, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        kinds.entry(kind(diagnostic)).or_default().push(diagnostic);
    }
    let mut printed: Vec<(&Diagnostic, Option<String>)> = Vec::new();
    for diagnostic in diagnostics {
        match kinds.get_mut(&kind(diagnostic)) {
            Some(same) if same.len() > IN_FULL => {
                // Taken with the first, so that the others of this kind are not printed again.
                let same = std::mem::take(same);
                printed.push((diagnostic, Some(about(&same[1..], listed))));
            }
            Some(same) if same.is_empty() => {}
            _ => printed.push((diagnostic, None)),
        }
    }
    printed.sort_by_key(|(diagnostic, _)| Reverse(diagnostic.severity));
    printed
}

/// One line about diagnostics of the same kind.
fn about(same: &[&Diagnostic], listed: &str) -> String {
    let places = places(same);
    let code = same.first().map_or("", |diagnostic| diagnostic.code.0);
    let colon = if places.is_empty() { "" } else { ": " };
    format!(
        "The same in {} more places{colon}{places}; {listed}. [{code}]",
        same.len()
    )
}

/// The first places, grouped by sheet.
fn places(same: &[&Diagnostic]) -> String {
    let mut sheets: Vec<(String, Vec<String>)> = Vec::new();
    for diagnostic in same.iter().take(PLACES) {
        let place = diagnostic.location.without_cell().to_string();
        let cell = diagnostic.location.cell().map(|cell| cell.to_string());
        match sheets.last_mut() {
            Some((last, cells)) if *last == place => cells.extend(cell),
            _ => sheets.push((place, cell.into_iter().collect())),
        }
    }
    let named: Vec<String> = sheets
        .into_iter()
        .map(|(place, cells)| match cells.as_slice() {
            [] => place,
            [cell] => format!("{place}, cell {cell}"),
            cells => format!("{place}, cells {}", cells.join(", ")),
        })
        .filter(|place| !place.is_empty())
        .collect();
    let mut text = named.join("; ");
    if same.len() > PLACES && !text.is_empty() {
        text.push_str(" …");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{CellAddress, Location};

    const LISTED: &str = "“careermap check --format json” lists each";

    fn manager(file: &str, row: u32) -> Diagnostic {
        let at = Location::of_file(file)
            .with_sheet("People")
            .with_cell(CellAddress::new(row, 4));
        Diagnostic::note("unknown-manager", at, "Who is this?", "Correct the name.")
    }

    fn printed(diagnostics: &[Diagnostic]) -> Vec<String> {
        grouped(diagnostics, LISTED)
            .into_iter()
            .map(|(diagnostic, more)| {
                let more = more.map(|more| format!("\n  {more}")).unwrap_or_default();
                let (severity, place) = (diagnostic.severity, &diagnostic.location);
                format!("{severity:?} {place} [{}]{more}", diagnostic.code)
            })
            .collect()
    }

    #[test]
    fn up_to_three_of_a_kind_are_printed_in_full_and_errors_first() {
        let file = Location::of_file("a.xlsx");
        let mut diagnostics = vec![
            Diagnostic::error("no-assessment", file.clone(), "x", "y"),
            manager("roster.xlsx", 1),
            Diagnostic::warning("unknown-level", file.clone(), "x", "y"),
            manager("roster.xlsx", 2),
            // Of the same kind, but more serious.
            Diagnostic::warning("unknown-manager", file, "x", "y"),
            manager("roster.xlsx", 3),
        ];
        assert_eq!(
            printed(&diagnostics),
            [
                "Error a.xlsx [no-assessment]",
                "Warning a.xlsx [unknown-level]",
                "Warning a.xlsx [unknown-manager]",
                "Note roster.xlsx, sheet “People”, cell E2 [unknown-manager]",
                "Note roster.xlsx, sheet “People”, cell E3 [unknown-manager]",
                "Note roster.xlsx, sheet “People”, cell E4 [unknown-manager]",
            ]
        );
        diagnostics.push(manager("roster.xlsx", 9));
        assert_eq!(
            printed(&diagnostics),
            [
                "Error a.xlsx [no-assessment]",
                "Warning a.xlsx [unknown-level]",
                "Warning a.xlsx [unknown-manager]",
                "Note roster.xlsx, sheet “People”, cell E2 [unknown-manager]\n  The same in 3 more places: roster.xlsx, sheet \
                 “People”, cells E3, E4, E10; “careermap check --format json” lists each. [unknown-manager]",
            ]
        );
    }

    #[test]
    fn messages_that_only_share_a_code_are_told_apart() {
        let at = |row| {
            let file = Location::of_file("a.xlsx");
            file.with_cell(CellAddress::new(row, 0))
        };
        let empty = |row| Diagnostic::warning("sheet-unused", at(row), "It is empty.", "Fill it.");
        let twice =
            |row| Diagnostic::warning("sheet-unused", at(row), "It is twice.", "Delete it.");
        let both: Vec<Diagnostic> = (0..4).map(empty).chain((4..8).map(twice)).collect();
        let printed: Vec<_> = grouped(&both, LISTED)
            .into_iter()
            .map(|(diagnostic, more)| (&*diagnostic.message, more.is_some()))
            .collect();
        assert_eq!(printed, [("It is empty.", true), ("It is twice.", true)]);
        // The text is compared, not the place in the program that made it.
        assert_eq!(
            empty(1),
            Diagnostic::warning("sheet-unused", at(1), "It is empty.", "Fill it.")
        );
    }

    #[test]
    fn many_places_are_cut_and_grouped_by_sheet() {
        let mut diagnostics: Vec<Diagnostic> = (0..3).map(|row| manager("a.xlsx", row)).collect();
        diagnostics.push(manager("b.xlsx", 0));
        diagnostics.extend((0..425).map(|row| manager("c.xlsx", row)));
        assert_eq!(
            printed(&diagnostics),
            [
                "Note a.xlsx, sheet “People”, cell E1 [unknown-manager]\n  The same in 428 more places: a.xlsx, sheet “People”, \
                 cells E2, E3; b.xlsx, sheet “People”, cell E1; c.xlsx, sheet “People”, cells E1, E2, E3, E4, E5, E6, E7, E8, \
                 E9 …; “careermap check --format json” lists each. [unknown-manager]",
            ]
        );
    }

    #[test]
    fn whole_files_are_named_once_and_no_place_is_none() {
        let of = |at: &Location| Diagnostic::warning("x", at.clone(), "x", "y");
        let (a, b) = (Location::of_file("a.xlsx"), Location::of_file("b.xlsx"));
        assert_eq!(
            printed(&[of(&a), of(&a), of(&a), of(&b)]),
            [format!(
                "Warning a.xlsx [x]\n  The same in 3 more places: a.xlsx; b.xlsx; {LISTED}. [x]"
            )]
        );
        let nowhere = of(&Location::default());
        assert_eq!(
            printed(&vec![nowhere; 4]),
            [format!(
                "Warning  [x]\n  The same in 3 more places; {LISTED}. [x]"
            )]
        );
    }
}
