//! The messages where the places that name a manager contradict each other.

use super::{Mention, PossibleManager};
use crate::diagnostic::Diagnostic;
use crate::model::EmployeeId;

pub(super) fn disagrees(mention: &Mention, id: &EmployeeId, known: &PossibleManager) -> Diagnostic {
    Diagnostic::warning(
        "manager-disagrees",
        mention.at.clone(),
        format!(
            "The manager is “{}” here, but the manager's employee ID {id} is that of {} ({}); the ID was used.",
            mention.words(),
            known.name,
            known.at
        ),
        "Correct the one that is wrong.",
    )
}

pub(super) fn unclear_manager(mention: &Mention) -> Diagnostic {
    Diagnostic::warning(
        "manager-unclear",
        mention.at.clone(),
        format!(
            "Several people are called {}, and it is unclear which of them is the manager; everybody with this manager \
             was put into a separate group.",
            mention.words()
        ),
        "Write the manager's employee ID into a column “Manager ID” of the roster.",
    )
}

/// The address of a manager is somebody else's; `counts` says what was used.
pub(super) fn address_of(mention: &Mention, other: &PossibleManager, counts: &str) -> Diagnostic {
    Diagnostic::warning(
        "manager-disagrees",
        mention.email_at.clone(),
        format!(
            "The manager is “{}” here, but the manager's address {} is that of {}{} ({}); {counts} was used.",
            mention.words(),
            mention.email.as_deref().unwrap_or_default(),
            other.name,
            other
                .id
                .as_ref()
                .map(|id| format!(" with the employee ID {id}"))
                .unwrap_or_default(),
            other.at
        ),
        "Correct the one that is wrong.",
    )
}

/// Nobody has the manager's employee ID, and others have the name.
pub(super) fn id_of_nobody(
    mention: &Mention,
    id: &EmployeeId,
    ids: &[&str],
    is_by_email: bool,
) -> Diagnostic {
    let name = mention.words();
    let (so, help) = if is_by_email {
        (
            "the address was used",
            "Correct the employee ID.".to_owned(),
        )
    } else {
        (
            "this counts as another manager",
            format!(
                "Correct the employee ID. If another {name} is meant, who is not in the review, write their address into a \
                 column “Manager email”."
            ),
        )
    };
    Diagnostic::warning(
        "manager-id-of-nobody",
        mention.id_at.clone(),
        format!(
            "Nobody has the employee ID {id}, given here for the manager {name}. In this review, {name} has {}; {so}.",
            ids.join(" or ")
        ),
        help,
    )
}

/// The number of a manager is nobody's, and nothing else says who it is.
pub(super) fn id_alone(mention: &Mention, id: &EmployeeId) -> Diagnostic {
    Diagnostic::warning(
        "manager-id-of-nobody",
        mention.id_at.clone(),
        format!(
            "Nobody in this review has the employee ID {id}, given here in place of the manager's name, so this counts as a \
             manager who is called “{id}”."
        ),
        "Correct the employee ID. If the manager is not in the review, write their name beside it.",
    )
}

/// The address of a manager is nobody's, and others have the name.
pub(super) fn address_of_nobody(
    mention: &Mention,
    namesakes: &[&PossibleManager],
    is_by_name: bool,
) -> Diagnostic {
    let name = mention.words();
    let so = if is_by_name {
        "the name was used"
    } else {
        "so this counts as another manager"
    };
    let known: Vec<&str> = namesakes
        .iter()
        .filter_map(|one| one.email.as_deref())
        .collect();
    let known = if known.is_empty() {
        "no address".to_owned()
    } else {
        known.join(" or ")
    };
    Diagnostic::warning(
        "manager-id-of-nobody",
        mention.email_at.clone(),
        format!(
            "Nobody has the address {}, given here for the manager {name}; {name} has {known} in this review, {so}.",
            mention.email.as_deref().unwrap_or_default(),
        ),
        format!(
            "Correct the address. If another {name} is meant, who is not in the review, write their employee ID into a column \
             “Manager ID”."
        ),
    )
}
