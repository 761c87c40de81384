//! Calendar files (`.ics`); the only module that knows how they are written.
//!
//! Invariants: no clock and no random number: each entry brings its own ID, and the time stamp is the date of the documents.

use icalendar::{Calendar, Class, Component as _, Event, Property};
use jiff::civil::Date;

use crate::model::UNDATED;

/// Something on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEntry {
    /// The same in each file with this entry, so that a calendar renews it: letters and digits.
    pub id: String,
    /// The day.
    pub day: Date,
    /// What the calendar shows.
    pub title: String,
    /// What it shows on demand.
    pub text: String,
}

/// The entries as the bytes of an `.ics` file that calls itself `name`. The same entries give the same bytes.
pub fn calendar(name: &str, entries: &[CalendarEntry], as_of: Option<Date>) -> Vec<u8> {
    let stamp = format!("{}T120000Z", figures(as_of.unwrap_or(UNDATED)));
    let mut calendar = Calendar::new();
    // Not with the library's function for names, which also writes the property NAME, and that as it is.
    calendar.append_property(("X-WR-CALNAME", clean(name).as_str()));
    for entry in entries {
        let mut event = Event::new();
        event
            .uid(&format!("{}@careermap.invalid", entry.id))
            .summary(&clean(&entry.title))
            // Calendars are often shared, and these are about people.
            .class(Class::Confidential)
            .add_property("DTSTAMP", &stamp)
            .add_property("TRANSP", "TRANSPARENT")
            .append_property(
                Property::new("DTSTART", figures(entry.day))
                    .add_parameter("VALUE", "DATE")
                    .done(),
            );
        if !entry.text.is_empty() {
            event.description(&clean(&entry.text));
        }
        calendar.push(event.done());
    }
    calendar.to_string().into_bytes()
}

fn figures(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// A text without control characters other than line feeds, which the library writes as `\n`.
fn clean(text: &str) -> String {
    let unified = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    unified
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// The lines of a file, put together again where they were folded.
    fn lines(file: &[u8]) -> Vec<String> {
        let text = std::str::from_utf8(file).unwrap();
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "{text}");
        let unfolded = text.replace("\r\n ", "");
        unfolded.split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn an_entry_is_a_whole_day_and_nothing_in_it_begins_a_line() {
        let entry = CalendarEntry {
            id: "abc".to_owned(),
            day: date(2027, 2, 1),
            title: "Đoàn Diễm Phượng: write, then; ask \\ a very long action that needs more than one line".to_owned(),
            text: "One\r\nATTENDEE:mailto:bo@example.org\rEND:VEVENT\u{2028}\0x".to_owned(),
        };
        let made = || {
            calendar(
                "Mia Ray\r\nX-EVIL:1",
                std::slice::from_ref(&entry),
                Some(date(2026, 10, 23)),
            )
        };
        let file = made();
        assert_eq!(file, made(), "the same entries give the same bytes");
        let lines = lines(&file);
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "UID:abc@careermap.invalid",
            "DTSTAMP:20261023T120000Z",
            "DTSTART;VALUE=DATE:20270201",
            "CLASS:CONFIDENTIAL",
            "SUMMARY:Đoàn Diễm Phượng: write\\, then\\; ask \\\\ a very long action that needs more than one line",
            "DESCRIPTION:One\\nATTENDEE:mailto:bo@example.org\\nEND:VEVENT\\nx",
            "END:VCALENDAR",
        ] {
            assert!(
                lines.iter().any(|one| one == line),
                "{line} is missing from {lines:#?}"
            );
        }
        let begun = lines.iter().filter(|line| line.starts_with("BEGIN:VEVENT"));
        assert_eq!(begun.count(), 1);
        assert!(
            !lines
                .iter()
                .any(|line| line.starts_with("ATTENDEE") || line.starts_with("X-EVIL"))
        );
    }
}
