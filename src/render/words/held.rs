//! Words of the documents about what is held about one person.

use crate::labels::Labels;
use crate::model::{Beside, Field, FileState, Held, HeldEntry, Origin, Place, Use};

/// What a cell was used as.
pub fn used(labels: &Labels, used: &Use) -> String {
    let read = |what: &str, rating: &String| {
        labels.with(
            "about.use.rating",
            &[("what", &labels.say(what)), ("rating", rating)],
        )
    };
    match used {
        Use::Field(field) => labels.say(field_label(*field)).to_owned(),
        Use::OwnRating(rating) => read("about.use.self", rating),
        Use::ManagerRating(rating) => read("about.use.manager", rating),
        Use::AgreedRating(rating) => read("about.use.agreed", rating),
        Use::Evidence => labels.say("about.use.evidence").to_owned(),
        Use::ManagerComment => labels.say("form.heading.manager-comment").to_owned(),
        Use::Interest => labels.say("form.heading.interest").to_owned(),
        Use::Action => labels.say("form.heading.action").to_owned(),
        Use::Decision => labels.say("review.decision").to_owned(),
        Use::Mark => labels.say("about.use.mark").to_owned(),
        Use::Form => labels.say("about.use.form").to_owned(),
        Use::NotUsed => labels.say("about.use.none").to_owned(),
        Use::Written => labels.say("about.use.written").to_owned(),
        Use::Mention => labels.say("about.use.mention").to_owned(),
    }
}

const fn field_label(field: Field) -> &'static str {
    match field {
        Field::Name => "form.heading.name",
        Field::EmployeeId => "form.heading.employee-id",
        Field::Email => "form.heading.email",
        Field::Team => "form.heading.team",
        Field::Manager => "form.heading.manager-name",
        Field::ManagerId => "form.heading.manager-id",
        Field::ManagerEmail => "form.heading.manager-email",
        Field::RoleLevel => "form.heading.role-level",
        Field::Track => "form.heading.track",
        Field::Speciality => "form.heading.speciality",
        Field::TargetLevel => "form.heading.target-level",
        Field::Cycle => "form.heading.review-cycle",
        Field::AssessedOn => "form.heading.assessed-on",
        Field::NextReview => "form.heading.next-review",
        Field::Aspiration => "form.heading.aspiration",
        Field::Accomplishments => "form.heading.accomplishments",
        Field::Development => "form.heading.development",
        Field::Growth => "form.heading.growth",
        Field::BeyondMap => "form.heading.beyond-map",
        Field::WillingToHelp => "form.heading.willing-to-help",
        Field::Wish => "form.heading.wish",
        Field::ManagerSummary => "form.heading.manager-summary",
        Field::Recommendation => "form.heading.recommendation",
        Field::Reasons => "outcomes.reasons",
    }
}

/// The cell or the line.
pub fn place(labels: &Labels, place: Place) -> String {
    match place {
        Place::Cell(at) => at.to_string(),
        Place::Whole => "–".to_owned(),
        Place::Line(line) => labels.with("about.line", &[("n", &labels.whole(line))]),
    }
}

/// The kind of folder that a file is in.
pub fn origin(labels: &Labels, origin: Origin) -> &str {
    match origin {
        Origin::Input => labels.say("about.origin.input"),
        Origin::Previous => labels.say("about.origin.previous"),
        Origin::Output => labels.say("about.origin.output"),
    }
}

/// How much of a file was searched.
pub fn state(labels: &Labels, state: FileState) -> &str {
    match state {
        FileState::Searched => labels.say("about.state.searched"),
        FileState::WithPictures => labels.say("about.state.pictures"),
        FileState::Own => labels.say("about.state.own"),
        FileState::Others => labels.say("about.state.others"),
        FileState::Several => labels.say("about.state.several"),
        FileState::Format => labels.say("about.state.format"),
        FileState::Unreadable => labels.say("about.state.unreadable"),
    }
}

/// What a text is that is not in a cell.
const fn beside_label(beside: Beside) -> &'static str {
    match beside {
        Beside::Note => "about.beside.note",
        Beside::TextBox => "about.beside.text-box",
        Beside::Page => "about.beside.page",
        Beside::Property => "about.beside.property",
        Beside::Other => "about.beside.other",
    }
}

/// What an entry is if it is not a cell, whether it is hidden, and whether something was left out of it.
pub fn remarks(labels: &Labels, entry: &HeldEntry) -> String {
    let parts = [
        entry.beside.map(|beside| labels.say(beside_label(beside))),
        entry.hidden.then(|| labels.say("about.hidden")),
        entry.masked.then(|| labels.say("about.left-out")),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

/// Who the person is and what was found: labels with their values.
pub fn facts<'l>(labels: &'l Labels, held: &Held) -> Vec<(&'l str, String)> {
    let open = held
        .files
        .iter()
        .filter(|file| file.state.is_open())
        .count();
    let mut facts = vec![
        (labels.say("form.heading.name"), held.name.clone()),
        (labels.say("form.heading.employee-id"), held.ids.join(", ")),
        (labels.say("form.heading.email"), held.emails.join(", ")),
        (
            labels.say("form.heading.manager-name"),
            held.managers.join(", "),
        ),
        (
            labels.say("about.fact.entries"),
            labels.whole(held.entries.len()),
        ),
        (
            labels.say("about.fact.files"),
            labels.whole(held.files.len()),
        ),
        (labels.say("about.fact.open"), labels.whole(open)),
        (
            labels.say("about.fact.left-out"),
            labels.whole(held.masked()),
        ),
    ];
    facts.retain(|(_, value)| !value.is_empty());
    facts
}

/// How the documents came about, and what they cannot say; a paragraph each.
pub fn notes(labels: &Labels) -> [String; 3] {
    [
        labels.say("about.note.source").to_owned(),
        labels.with(
            "about.note.masked",
            &[("mask", &labels.say("about.masked"))],
        ),
        labels.say("about.note.limits").to_owned(),
    ]
}
