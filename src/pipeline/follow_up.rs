//! A review → what managers need until the next one: a page for each person with what is open, the agreed days as a calendar
//! file, and what is overdue as a text for a mail.

use std::collections::HashSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::Date;

use super::characters;
use super::conclude::FileCounts;
use super::documents::make_documents;
use super::failure::{Failure, broken, what_to_do};
use super::output_place::check_output_place;
use super::packets::by_manager;
use super::profiles::put_in_place;
use super::read::{AnalysedReview, read};
use super::templates::{about_font, entries, load_templates, typesetter};
use super::{Observer, Stage};
use crate::analysis::{Progress, days_overdue, progress};
use crate::config::Options;
use crate::diagnostic::{Diagnostic, Location};
use crate::load::outcomes::is_about_outcomes;
use crate::model::{
    Action, Assessment, NamedManager, Person, first_name_first, name_key, with_id, without_id,
};
use crate::output::{
    Fingerprint, Manifest, OutputEntry, OutputFolder, Provenance, Reason, WithdrawnEntry,
    follow_up_paths, is_follow_up,
};
use crate::render::calendar::{CalendarEntry, calendar};
use crate::render::pdf::{
    PlanOptions, ReviewDay, Typesetter, coming, evict_cache, follow_up_data, plan_data,
};
use crate::text::tidy;

/// How many people one file has pages for at most: it is laid out as a whole.
const LARGEST: usize = 100;

/// What happened to the files.
#[derive(Debug)]
pub struct FollowUpSummary {
    /// For how many people there are pages.
    pub people: usize,
    /// For how many managers; those without a manager count as one.
    pub managers: usize,
    /// How many actions are open, overdue ones included.
    pub open: usize,
    /// How many are overdue.
    pub overdue: usize,
    /// The day that they are measured against; `None` where no date is known.
    pub as_of: Option<Date>,
    /// What happened to the files.
    pub tally: FileCounts,
    /// What was moved out of the way.
    pub withdrawn: Vec<WithdrawnEntry>,
    /// Every problem, by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes what managers need until the next review into the folder `output`.
///
/// # Errors
/// If nothing could be read, or the folder holds what another command wrote.
pub fn follow_up(
    options: &Options,
    output: &Path,
    observer: &dyn Observer,
) -> Result<FollowUpSummary, Failure> {
    check_output_place(output, [options])?;
    let mut cycle = read(options, observer)?;
    if cycle.review.assessments.is_empty() {
        return Err(Failure::Input(cycle.diagnostics));
    }
    let as_of = cycle.review.as_of;
    let next = options.plans.follow_up_on;
    let mut diagnostics = std::mem::take(&mut cycle.diagnostics);
    // Nothing of it is in these documents.
    diagnostics.retain(|problem| !is_about_outcomes(problem));
    let (templates, plan_options) = load_templates(options)?;
    let template_entries = entries(&templates);
    let typesetter = typesetter(templates, &plan_options, as_of)?;
    diagnostics.extend(about_font(&typesetter, &plan_options));
    let folder = OutputFolder::open(output, is_follow_up)?;
    let nobody = options.labels.say("form.no-manager");
    let groups = groups(&cycle.review.assessments, nobody, &folder);
    let writer = FollowUpWriter {
        options,
        plan_options,
        cycle: &cycle,
        next,
        namesakes: namesakes(&cycle.review.assessments),
        typesetter: &typesetter,
        folder: &folder,
        open: AtomicUsize::new(0),
        overdue: AtomicUsize::new(0),
    };
    let made = make_documents(
        options,
        Stage::FollowUp,
        groups.len(),
        observer,
        |index| writer.group(&groups[index]),
        |index, said| broken(&groups[index].paths[0], said),
    );
    diagnostics.extend(made?);
    let (open, overdue) = (writer.open.into_inner(), writer.overdue.into_inner());
    let managers: HashSet<Option<&str>> = groups
        .iter()
        .map(|group| group.manager.as_deref())
        .collect();
    let managers = managers.len();
    let manifest = Manifest {
        as_of,
        inputs: std::mem::take(&mut cycle.inputs),
        templates: template_entries,
        ..Manifest::empty()
    };
    let out_of_date = |_: &OutputEntry| Some(Reason::NotMade);
    // The folder goes to managers, so its manifest has no messages: they quote what is for leadership only.
    let mut none = Vec::new();
    let (tally, done) = put_in_place(folder, manifest, out_of_date, &mut none)?;
    diagnostics.append(&mut none);
    diagnostics.sort();
    diagnostics.dedup();
    Ok(FollowUpSummary {
        people: cycle.review.assessments.len(),
        managers,
        open,
        overdue,
        as_of,
        tally,
        withdrawn: done.withdrawn,
        diagnostics,
    })
}

/// The names that several people have.
fn namesakes(assessments: &[Assessment]) -> HashSet<String> {
    let mut seen = HashSet::new();
    assessments
        .iter()
        .map(|one| name_key(&one.person.name))
        .filter(|name| !seen.insert(name.clone()))
        .collect()
}

/// A person's name with the employee ID.
fn who(person: &Person) -> String {
    with_id(&person.name, person.employee_id.as_deref())
}

/// Some of a manager's people.
struct Group {
    manager: Option<String>,
    /// As places in the review.
    people: Vec<usize>,
    /// Where the pages, the calendar and the text go.
    paths: [String; 3],
}

/// Everybody by manager, in parts that one file has room for.
fn groups(assessments: &[Assessment], nobody: &str, folder: &OutputFolder) -> Vec<Group> {
    let (names, parts) = by_manager(assessments, LARGEST);
    let paths = folder.spelled(follow_up_paths(&names, nobody).concat());
    names
        .into_iter()
        .zip(parts)
        .zip(paths.as_chunks::<3>().0)
        .map(|((manager, people), paths)| Group {
            manager: manager.map(str::to_owned),
            people,
            paths: paths.clone(),
        })
        .collect()
}

struct FollowUpWriter<'a> {
    options: &'a Options,
    plan_options: PlanOptions,
    cycle: &'a AnalysedReview,
    /// The day on which everybody looks at the plans again.
    next: Option<Date>,
    /// The names that several people have.
    namesakes: HashSet<String>,
    typesetter: &'a Typesetter,
    folder: &'a OutputFolder,
    open: AtomicUsize,
    overdue: AtomicUsize,
}

impl FollowUpWriter<'_> {
    /// Makes the files for some of a manager's people.
    fn group(&self, group: &Group) -> Result<Vec<Diagnostic>, Diagnostic> {
        let review = &self.cycle.review;
        let plans = group.people.iter().map(|place| {
            let (one, analysis) = (&review.assessments[*place], &self.cycle.people[*place]);
            let plan = plan_data(review, one, analysis, &self.plan_options);
            (plan, self.review_day(one))
        });
        let data = follow_up_data(group.manager.as_deref(), plans);
        let [pages, days, text] = &group.paths;
        let manuscript = self.typesetter.follow_up_manuscript(&data);
        let set = manuscript.and_then(|manuscript| self.typesetter.set(&manuscript, pages));
        evict_cache();
        let set = set.map_err(|error| {
            Diagnostic::error(
                "follow-up-failed",
                Location::of_file(pages.as_str()),
                format!("The pages could not be made: {error}"),
                what_to_do(&error),
            )
        })?;
        let remarks = characters::in_document(&review.career_map, pages, &set);
        self.folder.stage(pages, set.pdf, Provenance::default());
        let entries = self.days(group);
        if !entries.is_empty() {
            let name = self.title(group);
            let bytes = calendar(&name, &entries, review.as_of);
            self.folder.stage(days, bytes, Provenance::default());
        }
        if let Some(mail) = self.overdue(group) {
            let bytes = mail.replace('\n', "\r\n").into_bytes();
            self.folder.stage(text, bytes, Provenance::default());
        }
        Ok(remarks)
    }

    /// When they look at somebody's plan again.
    fn review_day(&self, one: &Assessment) -> ReviewDay {
        let as_of = self.cycle.review.as_of;
        let next = coming(one.next_review, as_of);
        ReviewDay {
            // The company's day is for those who agreed none.
            next: match one.next_review {
                Some(_) => next,
                None => coming(self.next, as_of),
            },
            was: one.next_review.filter(|_| next.is_none()),
        }
    }

    /// A person's actions that are still to be done.
    fn open(&self, place: usize) -> impl Iterator<Item = (&Action, bool)> {
        let review = &self.cycle.review;
        let actions = review.assessments[place].actions.iter();
        actions.filter_map(|action| match progress(action, review.as_of) {
            Progress::Open => Some((action, false)),
            Progress::Overdue => Some((action, true)),
            Progress::Done | Progress::Dropped => None,
        })
    }

    /// The days that are still to come: the last day of each action, and the day on which the plans are looked at again.
    fn days(&self, group: &Group) -> Vec<CalendarEntry> {
        let labels = &self.options.labels;
        let review = &self.cycle.review;
        let mut entries = Vec::new();
        let mut taken = HashSet::new();
        let mut id = |person: &Assessment, what: &str, day: Date| {
            let who = person.person.employee_id.as_deref();
            let who = who.map_or_else(|| name_key(&person.person.name), str::to_owned);
            let mut count = 1;
            loop {
                let text = format!("{who}\0{what}\0{day}\0{count}");
                let id = Fingerprint::of(text.as_bytes()).to_string()[..32].to_owned();
                if taken.insert(id.clone()) {
                    return id;
                }
                count += 1;
            }
        };
        for place in &group.people {
            let one = &review.assessments[*place];
            // A name that several people have does not say whose plan it is.
            let name = if self.namesakes.contains(&name_key(&one.person.name)) {
                who(&one.person)
            } else {
                one.person.name.clone()
            };
            if let Some(day) = self.review_day(one).next {
                entries.push(CalendarEntry {
                    id: id(one, "", day),
                    day,
                    title: labels.with("follow-up.day", &[("name", &name)]),
                    text: String::new(),
                });
            }
            for (action, is_overdue) in self.open(*place) {
                let Some(day) = action.due.filter(|_| !is_overdue) else {
                    continue;
                };
                let own = review.own_map(&one.person);
                let area = action.competency.map(|id| own.competency(id).name.clone());
                let success = action.success.as_ref();
                let success =
                    success.map(|text| labels.with("follow-up.success", &[("text", text)]));
                let lines = [area, action.owner.clone(), success];
                entries.push(CalendarEntry {
                    id: id(one, &action.action, day),
                    day,
                    title: labels.with(
                        "follow-up.day-action",
                        &[("name", &name), ("action", &action.action)],
                    ),
                    text: lines.into_iter().flatten().collect::<Vec<_>>().join("\n"),
                });
            }
        }
        entries.sort_by(|a, b| (a.day, &a.title, &a.id).cmp(&(b.day, &b.title, &b.id)));
        entries
    }

    /// The text for a mail about what is overdue; `None` if nothing is.
    fn overdue(&self, group: &Group) -> Option<String> {
        let labels = &self.options.labels;
        let review = &self.cycle.review;
        let mut people = Vec::new();
        for place in &group.people {
            let one = &review.assessments[*place];
            let mut lines = Vec::new();
            let late =
                |days: i32| labels.count("follow-up.days-late", days.unsigned_abs() as usize, &[]);
            if let (Some(day), Some(as_of)) = (self.review_day(one).was, review.as_of) {
                lines.push(labels.with(
                    "follow-up.overdue-review",
                    &[
                        ("due", &labels.date(day)),
                        ("late", &late((as_of - day).get_days())),
                    ],
                ));
            }
            for (action, is_overdue) in self.open(*place) {
                self.open.fetch_add(1, Ordering::Relaxed);
                let (Some(due), true) = (action.due, is_overdue) else {
                    continue;
                };
                self.overdue.fetch_add(1, Ordering::Relaxed);
                let late = late(days_overdue(action, review.as_of).unwrap_or(0));
                let due = labels.date(due);
                // A separate line, so without line breaks and the full stop at the end of a sentence.
                let what = tidy(&action.action);
                let what = what.strip_suffix('.').unwrap_or(&what);
                let line = labels.with(
                    "follow-up.overdue-action",
                    &[("action", &what), ("due", &due), ("late", &late)],
                );
                lines.push(match &action.owner {
                    Some(owner) => labels.with(
                        "follow-up.overdue-owner",
                        &[("line", &line), ("owner", owner)],
                    ),
                    None => line,
                });
            }
            if !lines.is_empty() {
                people.push(format!("{}\n{}", who(&one.person), lines.join("\n")));
            }
        }
        let as_of = labels.date(review.as_of.filter(|_| !people.is_empty())?);
        let people = people.join("\n\n");
        let first = &review.assessments[group.people[0]].person;
        Some(match first.named_manager() {
            Some(NamedManager { name, id, email }) => labels.with(
                "follow-up.mail",
                &[
                    ("manager", &first_name_first(without_id(name, id, email))),
                    ("date", &as_of),
                    ("people", &people),
                ],
            ),
            None => labels.with(
                "follow-up.mail-unnamed",
                &[("date", &as_of), ("people", &people)],
            ),
        })
    }

    fn title(&self, group: &Group) -> String {
        let labels = &self.options.labels;
        match &group.manager {
            Some(manager) => labels.with("follow-up.title", &[("name", manager)]),
            None => labels.say("follow-up.title-unnamed").to_owned(),
        }
    }
}
