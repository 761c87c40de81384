//! What is made from the finished plans for those who hand them out: the list of everybody, and mail drafts.

mod drafts;
mod own_text;

use std::borrow::Cow;
use std::collections::BTreeSet;

use own_text::OwnMail;

use super::Observer;
use super::read::AnalysedReview;
use crate::analysis::{AddressBook, AddressFault, Recipient, UnusableFiles};
use crate::config::Options;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::labels::Labels;
use crate::output::{ClosedFolder, HAND_OUT, InputEntry, Provenance};
use crate::render::mail::{MailText, MailTo};
use crate::render::xlsx::{HandOutRow, hand_out};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HandOut {
    /// Whether the list is made.
    pub list: bool,
    /// Who gets mail drafts, if anybody does.
    pub drafts: Option<MailTo>,
}

/// What was made for handing out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HandedOut {
    /// How many people are on the list, and for how many of them something is in the way; `None` without a list.
    pub list: Option<(usize, usize)>,
    /// How many drafts there are; `None` if none were asked for.
    pub drafts: Option<usize>,
}

/// The plans of a run and the people whom they are about.
struct Plans<'a> {
    options: &'a Options,
    cycle: &'a AnalysedReview,
    book: AddressBook<'a>,
    /// The plan of each assessment.
    paths: &'a [String],
    unusable: UnusableFiles,
    progress: &'a dyn Observer,
}

/// What is asked for, and the text for it.
pub(super) struct Prepared {
    wanted: HandOut,
    text: Option<MailText>,
    problems: Vec<Diagnostic>,
    /// The file with the company's own text, if there is one.
    pub(super) entry: Option<InputEntry>,
}

/// Reads what is needed before anything is made.
pub(super) fn prepare(wanted: HandOut, options: &Options) -> Prepared {
    let own = wanted.drafts.map(|to| own_text::read(options, to));
    let OwnMail {
        text,
        problems,
        entry,
    } = own.unwrap_or_default();
    Prepared {
        wanted,
        text,
        problems,
        entry,
    }
}

/// Adds what is asked for to the documents of a run. `diagnostics` are the messages so far; returns those about this.
pub(super) fn add(
    prepared: Prepared,
    options: &Options,
    (cycle, paths): (&AnalysedReview, &[String]),
    folder: &mut ClosedFolder,
    diagnostics: &[Diagnostic],
    progress: &dyn Observer,
) -> (HandedOut, Vec<Diagnostic>) {
    let Prepared {
        wanted,
        text,
        mut problems,
        ..
    } = prepared;
    let mut done = HandedOut::default();
    if wanted == HandOut::default() {
        return (done, problems);
    }
    let plans = Plans {
        options,
        cycle,
        book: AddressBook::of(&cycle.review),
        paths,
        unusable: UnusableFiles::of(diagnostics),
        progress,
    };
    if wanted.list {
        let rows = plans.rows(folder);
        let as_of = cycle.review.as_of;
        match hand_out(&rows, as_of, &options.workbook) {
            Ok(bytes) => {
                let mut list = Some((HAND_OUT.to_owned(), bytes, Provenance::default()));
                folder.extend(|_| list.take());
                let blocked = rows.iter().filter(|row| !row.in_the_way.is_empty());
                done.list = Some((rows.len(), blocked.count()));
            }
            Err(error) => problems.push(Diagnostic::error(
                "hand-out-failed",
                Location::of_file(HAND_OUT),
                format!("The list for handing out could not be made: {error}"),
                error.help(),
            )),
        }
        // With drafts for the same people, these messages come with the drafts.
        if wanted.drafts != Some(MailTo::Person) {
            problems.extend(plans.faults_of_people());
        }
    }
    if let Some(to) = wanted.drafts {
        // Without a text that can be used, a message says why.
        let drafts = text.map(|text| plans.add_drafts(to, &text, folder, &mut problems));
        done.drafts = Some(drafts.unwrap_or(0));
    }
    problems.sort();
    problems.dedup();
    (done, problems)
}

impl<'a> Plans<'a> {
    /// The plan of somebody, if it was made.
    fn plan(&self, person: &Recipient<'_>, folder: &ClosedFolder) -> Option<&'a str> {
        let path = self.paths[person.assessment?].as_str();
        folder.fingerprint(path).map(|_| path)
    }

    /// Why somebody has no plan, as a label's key.
    fn why_none(&self, person: &Recipient<'_>) -> &'static str {
        match person.missing {
            None => "hand-out.not-made",
            Some(entry) if self.unusable.has_one_of(entry) => "hand-out.not-usable",
            Some(_) => "hand-out.no-assessment",
        }
    }

    /// A row for everybody.
    fn rows(&self, folder: &ClosedFolder) -> Vec<HandOutRow> {
        let labels = &self.options.workbook.labels;
        let people = self.book.people.iter().enumerate();
        people
            .map(|(place, person)| {
                let plan = self.plan(person, folder);
                let email = self.book.person(place);
                let manager_email = person.manager.and_then(|name| self.book.manager(name));
                let mut in_the_way = Vec::new();
                if plan.is_none() {
                    in_the_way.push(labels.say(self.why_none(person)).to_owned());
                }
                if let Err(fault) = &email {
                    in_the_way.push(in_words(fault, labels));
                }
                if let Some(Err(fault)) = &manager_email {
                    let fault = in_words(fault, labels);
                    in_the_way.push(labels.with("hand-out.of-manager", &[("fault", &fault)]));
                }
                let fingerprint = plan.and_then(|plan| folder.fingerprint(plan));
                HandOutRow {
                    name: person.name.to_owned(),
                    employee_id: person.employee_id.map(ToString::to_string),
                    email: email.ok().map(Cow::into_owned),
                    manager: person.manager.map(str::to_owned),
                    manager_email: manager_email.and_then(Result::ok).map(Cow::into_owned),
                    plan: plan.map(str::to_owned),
                    fingerprint: fingerprint.map(|fingerprint| fingerprint.to_string()),
                    in_the_way: in_the_way.join("; "),
                }
            })
            .collect()
    }

    /// What is wrong with addresses of people and managers. Somebody without an address is on the list only, without a message.
    fn faults_of_people(&self) -> Vec<Diagnostic> {
        let managers: BTreeSet<&str> = self
            .book
            .people
            .iter()
            .filter_map(|person| person.manager)
            .collect();
        let of_managers = managers.into_iter().filter_map(|name| {
            let fault = self.book.manager(name)?.err()?;
            Some(said(name, &fault, LISTED))
        });
        let of_people = self.book.people.iter().enumerate();
        let of_people = of_people.filter_map(|(place, person)| {
            let fault = self.book.person(place).err()?;
            Some(said(person.name, &fault, LISTED))
        });
        of_managers
            .chain(of_people)
            .filter(|problem| problem.code != MISSING)
            .collect()
    }
}

/// What an address that cannot be used means for the list.
const LISTED: &str = "the list leaves the address out";

/// The code of a message about somebody without an address.
const MISSING: Code = Code("address-missing");

/// A fault in the company's language.
fn in_words(fault: &AddressFault<'_>, labels: &Labels) -> String {
    match fault {
        AddressFault::Missing { .. } => labels.say("hand-out.no-address").to_owned(),
        AddressFault::Malformed { text, .. } => {
            labels.with("hand-out.malformed", &[("text", &labels.quoted(text))])
        }
        AddressFault::Unusual { text, .. } => {
            labels.with("hand-out.unusual", &[("text", &labels.quoted(text))])
        }
        AddressFault::Several { address, other, .. } => labels.with(
            "hand-out.several",
            &[("address", address), ("other", other)],
        ),
        AddressFault::Shared { address, other, .. } => {
            labels.with("hand-out.shared", &[("address", address), ("other", other)])
        }
    }
}

/// A message about a fault; `so` says what follows from it.
fn said(name: &str, fault: &AddressFault<'_>, so: &str) -> Diagnostic {
    let (code, at, found, help) = match fault {
        AddressFault::Missing { at } => (
            MISSING,
            at,
            format!("{name} has no email address, so {so}."),
            "Write the address into the column “Email” of the roster (for managers “Manager email”), or hand the plan over yourself.",
        ),
        AddressFault::Malformed { text, at } => (
            Code("address-malformed"),
            at,
            format!("“{text}”, given for {name}, is not an email address, so {so}."),
            "Write one address, as in ana@example.org.",
        ),
        AddressFault::Unusual { text, at } => (
            Code("address-unusual"),
            at,
            format!(
                "“{text}”, given for {name}, has letters before the “@” that not every mail system accepts, so {so}."
            ),
            "Write an address with only plain letters (a to z) before the “@”, or hand the plan over yourself.",
        ),
        AddressFault::Several {
            address,
            at,
            other,
            other_at,
        } => (
            Code("address-differs"),
            at,
            format!("{name} has the address {address} here and {other} in {other_at}, so {so}."),
            "Correct the one that is wrong.",
        ),
        AddressFault::Shared {
            address,
            at,
            other,
            other_at,
        } => (
            Code("address-shared"),
            at,
            format!(
                "{address}, given for {name}, is also the address of {other} ({other_at}), so {so}."
            ),
            "Correct the one that is wrong; nobody should get another person's plan.",
        ),
    };
    Diagnostic::warning(code, (*at).clone(), found, help)
}
