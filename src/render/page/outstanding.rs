//! Who is outstanding, by the manager who can do something about it, with a mail that is ready to be sent.

use serde::Serialize;

use super::links::{encoded, mail_link, mailbox};
use crate::analysis::{AnsweredCount, Completion, UnusableFiles, completion};
use crate::diagnostic::Diagnostic;
use crate::labels::Labels;
use crate::model::{Review, with_id};

/// The longest mail link that every mail program opens completely.
const LONGEST_LINK: usize = 2_000;
/// The longest part of it that comes from a cell: a name, what the review is called, the recipient.
const LONGEST_PART: usize = 300;
/// So many people are listed with a manager; the list of people has everybody.
const MAX_LISTED: usize = 40;

/// A manager with somebody outstanding.
#[derive(Debug, Serialize)]
pub(super) struct Manager<'a> {
    /// `None` for the people whose manager is not known.
    name: Option<&'a str>,
    /// The address as it was given.
    email: Option<&'a str>,
    /// How many people are outstanding.
    count: usize,
    people: Vec<Outstanding<'a>>,
    /// How many more there are than are listed.
    more: usize,
    /// The mail; `None` without a manager.
    mail: Option<Mail>,
}

/// A person with something missing.
#[derive(Debug, Serialize)]
struct Outstanding<'a> {
    name: &'a str,
    employee_id: Option<&'a str>,
    what: MissingKind,
}

/// What is missing for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum MissingKind {
    /// There is no assessment.
    Missing,
    /// There is a file, which could not be used; nobody needs to be reminded.
    Unusable,
    /// Answers are missing: the person's own, the manager's or both.
    Answers {
        own: Option<usize>,
        manager: Option<usize>,
        of: usize,
    },
}

/// A mail that is ready to be sent.
#[derive(Debug, Serialize)]
pub(super) struct Mail {
    link: String,
    /// Whether the recipient is filled in.
    has_recipient: bool,
    /// How many people are not named in it, since it would get too long.
    left_out: usize,
}

/// The managers with somebody outstanding, in alphabetical order. `cycle` is the review's name.
pub(super) fn managers<'a>(
    review: &'a Review,
    diagnostics: &[Diagnostic],
    cycle: Option<&str>,
    labels: &Labels,
) -> Vec<Manager<'a>> {
    let unusable = UnusableFiles::of(diagnostics);
    completion(review)
        .into_iter()
        .filter_map(|group| manager(&group, &unusable, cycle, labels))
        .collect()
}

fn manager<'a>(
    group: &Completion<'a>,
    unusable: &UnusableFiles,
    cycle: Option<&str>,
    labels: &Labels,
) -> Option<Manager<'a>> {
    let mut people: Vec<Outstanding<'_>> = Vec::new();
    for entry in &group.missing {
        people.push(Outstanding {
            name: &entry.person.name,
            employee_id: entry.person.employee_id.as_deref(),
            what: if unusable.has_one_of(entry) {
                MissingKind::Unusable
            } else {
                MissingKind::Missing
            },
        });
    }
    people.extend(group.people.iter().filter_map(not_complete));
    if people.is_empty() {
        return None;
    }
    let mail = group
        .manager
        .and_then(|name| mail(name, group.email, &people, cycle, labels));
    let count = people.len();
    people.truncate(MAX_LISTED);
    Some(Manager {
        name: group.manager,
        email: group.email,
        count,
        more: count - people.len(),
        people,
        mail,
    })
}

fn not_complete<'a>(entered: &AnsweredCount<'a>) -> Option<Outstanding<'a>> {
    let own = (!entered.own_complete()).then_some(entered.own);
    let manager = (!entered.manager_complete()).then_some(entered.manager);
    let person = &entered.assessment.person;
    (own.is_some() || manager.is_some()).then(|| Outstanding {
        name: &person.name,
        employee_id: person.employee_id.as_deref(),
        what: MissingKind::Answers {
            own,
            manager,
            of: entered.of,
        },
    })
}

/// The reminder, with as many people as it has room for; `None` where nobody needs to be reminded.
fn mail(
    manager: &str,
    email: Option<&str>,
    people: &[Outstanding<'_>],
    cycle: Option<&str>,
    labels: &Labels,
) -> Option<Mail> {
    let lines: Vec<String> = people
        .iter()
        .filter_map(|person| line(person, labels))
        .collect();
    if lines.is_empty() {
        return None;
    }
    // An address or a name that takes all the room by itself is no use in a mail.
    let to = email
        .and_then(mailbox)
        .filter(|to| to.len() <= LONGEST_PART);
    let manager = shortened(manager);
    let cycle = cycle.map(shortened);
    let (subject, beginning) = match cycle {
        Some(cycle) => (
            labels.with("page.mail.subject-of", &[("cycle", &cycle)]),
            labels.with(
                "page.mail.beginning-of",
                &[("manager", &manager), ("cycle", &cycle)],
            ),
        ),
        None => (
            labels.say("page.mail.subject").to_owned(),
            labels.with("page.mail.beginning", &[("manager", &manager)]),
        ),
    };
    let end = labels.say("page.mail.end");
    let more = |left_out: usize| format!("– {}\n", labels.count("page.mail.more", left_out, &[]));
    // Counted as encoded in the link, where a letter with an accent takes six characters. Each further person may only
    // use the room beside the longest possible line that says how many are not named.
    let fixed = mail_link(to.as_deref(), &subject, &format!("{beginning}\n\n\n{end}")).len();
    let room = LONGEST_LINK.saturating_sub(fixed + encoded_length(&more(lines.len())));
    let mut used = 0;
    let mut list = String::new();
    let mut named = 0;
    for line in &lines {
        used += encoded_length(line);
        if used >= room {
            break;
        }
        list.push_str(line);
        named += 1;
    }
    let left_out = lines.len() - named;
    if left_out > 0 {
        list.push_str(&more(left_out));
    }
    Some(Mail {
        link: mail_link(
            to.as_deref(),
            &subject,
            &format!("{beginning}\n\n{list}\n{end}"),
        ),
        has_recipient: to.is_some(),
        left_out,
    })
}

/// The beginning of a text, as long as there is room for it in a mail.
fn shortened(text: &str) -> String {
    let mut used = 0;
    let fits = |c: &char| {
        used += encoded_length(c.encode_utf8(&mut [0; 4]));
        used <= LONGEST_PART - encoded_length("…")
    };
    let beginning: String = text.chars().take_while(fits).collect();
    if beginning.len() < text.len() && encoded_length(text) > LONGEST_PART {
        format!("{}…", beginning.trim_end())
    } else {
        text.to_owned()
    }
}

fn encoded_length(text: &str) -> usize {
    encoded(&text.replace('\n', "\r\n")).len()
}

/// The line about a person; `None` for somebody who has handed in what could not be used.
fn line(person: &Outstanding<'_>, labels: &Labels) -> Option<String> {
    let says = match person.what {
        MissingKind::Unusable => return None,
        MissingKind::Missing => labels.say("page.mail.no-assessment").to_owned(),
        MissingKind::Answers { own, manager, of } => {
            let part = |key: &str, answered: Option<usize>| {
                answered.map(|answered| labels.with(key, &[("answered", &answered), ("of", &of)]))
            };
            let parts = [
                part("page.mail.own", own),
                part("page.mail.manager", manager),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
    };
    let name = with_id(person.name, person.employee_id);
    Some(format!("– {name}: {says}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Catalogue;
    use crate::model::testing::{career_map, person, roster_entry};

    fn outstanding(people: usize, name: &str) -> Review {
        let map = career_map(&["A"], &["Writing"]);
        let roster = (0..people).map(|number| {
            let one = person(&map, &format!("{name} {number}"), 0).manager("Zoë Li");
            let mut entry = roster_entry(&one.id(&format!("{number}")).build());
            entry.person.manager_email = Some("zoe@example.org".to_owned());
            entry
        });
        let mut roster: Vec<_> = roster.collect();
        roster.push(roster_entry(&person(&map, "Zoë Li", 0).id("z").build()));
        let zoe = person(&map, "Zoë Li", 0)
            .id("z")
            .self_rated(&[Some(1.0)])
            .rated_all(&[1.0])
            .build();
        Review::new(map, vec![zoe], Some(roster), None)
    }

    #[test]
    fn a_mail_names_everybody_as_long_as_it_is_short_enough() {
        let labels = Labels::english();
        for (name, people) in [("Ana", 3), ("Ana", 400), ("Нгуен Đoàn Diễm Phượng", 12)]
        {
            let review = outstanding(people, name);
            let found = managers(&review, &[], Some("Autumn 2026"), &labels);
            assert_eq!(found.len(), 1);
            let mail = found[0].mail.as_ref().unwrap();
            assert!(mail.link.len() <= LONGEST_LINK, "{}", mail.link.len());
            assert!(mail.link.starts_with("mailto:zoe@example.org?subject="));
            let named = mail.link.matches("%E2%80%93").count() - usize::from(mail.left_out > 0);
            assert_eq!(named + mail.left_out, people, "{}", mail.link);
            assert_eq!(mail.left_out == 0, people == 3);
            // The room is used: another line would not fit.
            assert!(people == 3 || mail.link.len() > LONGEST_LINK - 300);
            assert_eq!(found[0].people.len() + found[0].more, people);
        }
    }

    #[test]
    fn a_mail_is_short_enough_in_each_language_and_whatever_stands_in_cells() {
        let texts = ["Ana", "Олеся Коваленчук", "👩‍👩‍👧‍👦", "&=#%\r\n?"];
        for language in ["en", "de", "es", "fr"] {
            let labels = Catalogue::embedded().labels(language).unwrap();
            for text in texts
                .iter()
                .flat_map(|text| [text.to_string(), text.repeat(400)])
            {
                let mut review = outstanding(60, &text);
                for entry in review.roster.as_mut().unwrap() {
                    entry.person.manager_email = Some(format!("{}@example.org", "é".repeat(30)));
                    entry.person.name = text.clone();
                }
                let name = |name: &str| name.replace("Zoë Li", &text);
                for assessment in &mut review.assessments {
                    assessment.person.name = name(&assessment.person.name);
                }
                for entry in review.roster.as_mut().unwrap() {
                    entry.person.manager = entry.person.manager.as_deref().map(name);
                }
                let found = managers(&review, &[], Some(&text), &labels);
                let mails: Vec<&Mail> = found.iter().filter_map(|one| one.mail.as_ref()).collect();
                assert!(!mails.is_empty(), "{language} {text}");
                for mail in mails {
                    assert!(
                        mail.link.len() <= LONGEST_LINK,
                        "{language} {text}: {}",
                        mail.link.len()
                    );
                    assert!(mail.has_recipient);
                }
            }
        }
    }

    #[test]
    fn nobody_is_reminded_of_what_came_and_could_not_be_used() {
        let review = outstanding(1, "Ana");
        let error = Diagnostic::error(
            "file-damaged",
            crate::diagnostic::Location::of_file("assessments/Ana 0.xlsx"),
            "The file is broken.",
            "Save it again.",
        );
        let found = managers(&review, &[error], None, &Labels::english());
        assert_eq!(found[0].people[0].what, MissingKind::Unusable);
        assert!(found[0].mail.is_none());
    }

    #[test]
    fn an_address_that_is_none_is_no_recipient() {
        let mut review = outstanding(1, "Ana");
        let roster = review.roster.as_mut().unwrap();
        roster[0].person.manager_email = Some("zoe@example.org?bcc=eve@example.org".to_owned());
        let found = managers(&review, &[], None, &Labels::english());
        let mail = found[0].mail.as_ref().unwrap();
        assert!(!mail.has_recipient && mail.link.starts_with("mailto:?subject="));
    }
}
