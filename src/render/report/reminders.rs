//! The reminders: one line a manager with everybody who is outstanding.

use crate::analysis::{AnsweredCount, Completion, UnusableFiles, completion};
use crate::diagnostic::Diagnostic;
use crate::labels::{Catalogue, Labels};
use crate::model::{Review, with_id};

/// A list for those who remind people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminders {
    /// The table.
    pub csv: Vec<u8>,
    /// How many managers have somebody outstanding.
    pub managers: usize,
    /// How such a list begins, in all of the program's languages: a list in one may replace a list in another.
    pub beginnings: Vec<Vec<u8>>,
}

const HEADINGS: [&str; 6] = [
    "reminders.manager",
    "reminders.email",
    "reminders.outstanding",
    "reminders.missing",
    "reminders.own-incomplete",
    "reminders.manager-incomplete",
];

/// The reminders as CSV in UTF-8 (with a byte-order mark, without which Excel takes it for another encoding; with semicolons
/// where the language has a decimal comma, since Excel expects them there and shows one column otherwise): manager,
/// manager's email, how many are outstanding, who is missing, whose own part and whose manager's part is incomplete. Managers
/// with nobody outstanding have no line.
///
/// # Errors
/// If the table cannot be written, which no text can cause.
pub fn reminders(
    review: &Review,
    diagnostics: &[Diagnostic],
    labels: &Labels,
) -> Result<Reminders, csv::Error> {
    let mut managers = 0;
    let mut bytes = Vec::new();
    let mut writer = begun(&mut bytes, labels, separator(labels))?;
    let unusable = UnusableFiles::of(diagnostics);
    for group in completion(review) {
        let (missing, own, manager) = outstanding(&group, &unusable, labels);
        let people = missing.len() + of_either(&group);
        if people == 0 {
            continue;
        }
        managers += 1;
        writer.write_record([
            neutral(
                group
                    .manager
                    .unwrap_or_else(|| labels.say("reminders.no-manager")),
            ),
            neutral(group.email.unwrap_or_default()),
            people.to_string(),
            neutral(&missing.join("; ")),
            neutral(&own.join("; ")),
            neutral(&manager.join("; ")),
        ])?;
    }
    writer.flush()?;
    drop(writer);
    Ok(Reminders {
        csv: bytes,
        managers,
        beginnings: beginnings()?,
    })
}

fn separator(labels: &Labels) -> u8 {
    if labels.say("number.decimal") == "," {
        b';'
    } else {
        b','
    }
}

/// A list with nothing but its headings.
fn begun<'b>(
    bytes: &'b mut Vec<u8>,
    labels: &Labels,
    separator: u8,
) -> Result<csv::Writer<&'b mut Vec<u8>>, csv::Error> {
    bytes.extend(b"\xef\xbb\xbf");
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .delimiter(separator)
        .from_writer(bytes);
    writer.write_record(HEADINGS.map(|key| labels.say(key)))?;
    Ok(writer)
}

/// How lists begin, in each language and with either separator, as earlier versions wrote them.
fn beginnings() -> Result<Vec<Vec<u8>>, csv::Error> {
    let catalogue = Catalogue::embedded();
    let mut all = Vec::new();
    for labels in catalogue
        .languages()
        .filter_map(|language| catalogue.labels(language).ok())
    {
        for separator in *b",;" {
            let mut bytes = Vec::new();
            begun(&mut bytes, &labels, separator)?.flush()?;
            all.push(bytes);
        }
    }
    Ok(all)
}

type Names = Vec<String>;

/// Who has no assessment, and whose own part or manager's part is incomplete.
fn outstanding(
    group: &Completion<'_>,
    unusable: &UnusableFiles,
    labels: &Labels,
) -> (Names, Names, Names) {
    let missing = group
        .missing
        .iter()
        .map(|entry| {
            let name = with_id(&entry.person.name, entry.person.employee_id.as_deref());
            if unusable.has_one_of(entry) {
                labels.with("reminders.not-usable", &[("name", &name)])
            } else {
                name
            }
        })
        .collect();
    // How many were answered, and whether that is all.
    let part = |answered: fn(&AnsweredCount<'_>) -> (usize, bool)| {
        group
            .people
            .iter()
            .filter(|entered| !answered(entered).1)
            .map(|entered| {
                let person = &entered.assessment.person;
                let name = with_id(&person.name, person.employee_id.as_deref());
                labels.with(
                    "reminders.answered",
                    &[
                        ("name", &name),
                        ("answered", &answered(entered).0),
                        ("of", &entered.of),
                    ],
                )
            })
            .collect()
    };
    (
        missing,
        part(|entered| (entered.own, entered.own_complete())),
        part(|entered| (entered.manager, entered.manager_complete())),
    )
}

fn of_either(group: &Completion<'_>) -> usize {
    group
        .people
        .iter()
        .filter(|entered| !entered.is_complete())
        .count()
}

/// Text in a form that spreadsheet programs do not take for a formula.
fn neutral(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::{career_map, person, roster_entry};

    #[test]
    fn one_line_a_manager_with_who_is_outstanding() {
        let map = career_map(&["A", "B"], &["Writing", "Planning"]);
        let zoe = person(&map, "Zoë Li", 1)
            .id("9")
            .self_rated(&[Some(2.0), Some(2.0)])
            .rated_all(&[2.0, 2.0])
            .build();
        let mut ana = person(&map, "Ana, B.", 0)
            .id("1")
            .manager("Zoë Li")
            .rated(&[Some(1.0), None])
            .build();
        let cy = person(&map, "Cy", 0)
            .id("3")
            .manager("=HYPERLINK(\"x\")")
            .build();
        let roster: Vec<_> = [&zoe, &ana, &cy].into_iter().map(roster_entry).collect();
        ana.person.manager_email = Some("zoe@example.org".to_owned());
        let review = Review::new(map, vec![zoe, ana], Some(roster), None);
        let csv =
            String::from_utf8(reminders(&review, &[], &Labels::english()).unwrap().csv).unwrap();
        let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(
            lines,
            [
                "Manager,Manager email,Outstanding,Missing,Self incomplete,Manager incomplete",
                "\"'=HYPERLINK(\"\"x\"\")\",,1,Cy (3),,",
                "Zoë Li,zoe@example.org,1,,\"Ana, B. (1) 0 of 2\",\"Ana, B. (1) 1 of 2\"",
            ]
        );
        let german = Catalogue::embedded().labels("de").unwrap();
        let list = reminders(&review, &[], &german).unwrap();
        let csv = String::from_utf8(list.csv.clone()).unwrap();
        let last = csv.lines().last().unwrap();
        assert_eq!(
            last,
            "Zoë Li;zoe@example.org;1;;Ana, B. (1) 0 von 2;Ana, B. (1) 1 von 2"
        );
        assert!(list.beginnings.iter().any(|one| list.csv.starts_with(one)));
    }
}
