//! The review packet: what leadership needs to decide. Who is discussed, and the file of decisions.

use std::collections::BTreeSet;

use crate::config::{CONFIG, ReviewPacketOptions};
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{EmployeeId, Found, NO_RECOMMENDATION, NearNames, PeopleIndex, Review};
use crate::output::{DECISIONS, Fingerprint, InputEntry};
use crate::text::fold;

/// The people who are discussed, as indices into the assessments in their order: those for whom anything but nothing is
/// recommended, those about whom something was decided already, and those whom the settings name. Also returns messages
/// about names in the settings that are nobody's.
pub(super) fn discussed(
    review: &Review,
    options: &ReviewPacketOptions,
) -> (Vec<usize>, Vec<Diagnostic>) {
    let nothing = options.without_discussion.iter().map(String::as_str);
    let nothing: BTreeSet<String> = nothing.chain([NO_RECOMMENDATION]).map(fold).collect();
    let mut discussed: BTreeSet<usize> = (0..)
        .zip(&review.assessments)
        .filter(|(_, one)| {
            let recommended = one.recommendation.as_deref();
            one.decision.is_some() || recommended.is_some_and(|said| !nothing.contains(&fold(said)))
        })
        .map(|(index, _)| index)
        .collect();
    let people = PeopleIndex::of(review.assessments.iter().map(|one| &one.person));
    let mut problems = Vec::new();
    for named in &options.discuss {
        let by_name = || match people.named(named) {
            [] => Found::Nobody,
            [one] => Found::One(*one),
            several => Found::Several(several),
        };
        let found = match people.with_id(&EmployeeId::new(named.as_str())) {
            Found::Nobody => by_name(),
            found => found,
        };
        match found {
            Found::One(index) => drop(discussed.insert(index)),
            found => problems.push(nobody_to_discuss(named, &found, review)),
        }
    }
    (discussed.into_iter().collect(), problems)
}

fn nobody_to_discuss(named: &str, found: &Found<'_>, review: &Review) -> Diagnostic {
    let names = review.assessments.iter().map(|one| &*one.person.name);
    let (message, help) = if matches!(found, Found::Several(_)) {
        (
            format!(
                "Under [review-packet] discuss, “{named}” may be several people; the entry was ignored."
            ),
            "Write the person's employee ID.".to_owned(),
        )
    } else {
        let help = "Write the name or the employee ID as the person's assessment has it.";
        (
            format!(
                "Under [review-packet] discuss, “{named}” is neither the name nor the employee ID of anybody who is assessed; the entry was ignored."
            ),
            NearNames::of(names)
                .find(named)
                .map_or_else(|| help.to_owned(), |near| format!("Did you mean “{near}”?")),
        )
    };
    Diagnostic::warning(
        "nobody-to-discuss",
        Location::of_file(CONFIG),
        message,
        help,
    )
}

/// The message about a file of decisions that somebody filled in where it lies; none where the same file was read.
pub(super) fn decisions_stay(at: &Fingerprint, inputs: &[InputEntry]) -> Option<Diagnostic> {
    let was_read = inputs.iter().any(|input| input.sha256 == *at);
    (!was_read).then(|| {
        Diagnostic::warning(
            "decisions-kept",
            Location::of_file(DECISIONS),
            "Somebody has filled in this file in the output folder; it stays as it is, and what it says was not read.",
            "Move it into the input folder: the next run reads it there, and makes a new file with everything that it says.",
        )
    })
}

/// The message about a file of decisions that could not be made.
pub(super) fn decisions_failed(why: &str, help: &str) -> Diagnostic {
    Diagnostic::error(
        "workbook-failed",
        Location::of_file(DECISIONS),
        format!("The file of decisions could not be made: {why}"),
        help,
    )
}
