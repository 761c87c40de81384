//! Drafts, opened by a library that did not write them.

use mail_parser::{Message, MessageParser, MimeHeaders as _};

use super::*;
use crate::labels::Catalogue;

fn letter<'a>(name: &'a str, subject: &'a str, plans: Vec<(String, Vec<u8>)>) -> Draft<'a> {
    Draft {
        from: Some(Mailbox {
            name: "Équipe RH",
            address: "rh@example.org",
        }),
        to: Mailbox {
            name,
            address: "ana@example.org",
        },
        subject,
        text: "Dear Ana,\n\nyour plan.\n.\nFrom here on: größer",
        plans,
        as_of: Some(date(2026, 10, 23)),
        identity: "0123456789abcdef",
    }
}

fn opened(bytes: &[u8]) -> Message<'_> {
    MessageParser::default().parse(bytes).unwrap()
}

fn names(message: &Message<'_>) -> Vec<String> {
    let attachments = message.attachments();
    attachments
        .map(|part| part.attachment_name().unwrap().to_owned())
        .collect()
}

#[test]
fn another_library_finds_what_was_put_in() {
    let pdf: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let long = format!(
        "{} – Đoàn Diễm Phượng-1042.pdf",
        "Sehr langer Name ".repeat(12)
    );
    let plans = vec![
        ("Ana Lee-1.pdf".to_owned(), pdf.clone()),
        (long.clone(), b"%PDF".to_vec()),
        ("\"quoted\\; name=x\".pdf".to_owned(), b"%PDF".to_vec()),
    ];
    let subject =
        "Ihr Entwicklungsplan – für Đoàn Diễm Phượng, und noch viel mehr als in eine Zeile passt";
    let bytes = draft(letter("Đoàn, Diễm \"Phượng\"", subject, plans));
    let message = opened(&bytes);
    let to = message.to().unwrap().first().unwrap();
    assert_eq!(to.name(), Some("Đoàn, Diễm \"Phượng\""));
    assert_eq!(to.address(), Some("ana@example.org"));
    let from = message.from().unwrap().first().unwrap();
    assert_eq!(
        (from.name(), from.address()),
        (Some("Équipe RH"), Some("rh@example.org"))
    );
    assert_eq!(message.subject(), Some(subject));
    assert_eq!(
        message.message_id(),
        Some("0123456789abcdef@careermap.invalid")
    );
    assert_eq!(message.date().unwrap().to_rfc3339(), "2026-10-23T12:00:00Z");
    assert_eq!(message.header_raw("X-Unsent").map(str::trim), Some("1"));
    let body = message.body_text(0).unwrap();
    assert_eq!(
        body.lines().map(str::trim_end).collect::<Vec<_>>(),
        ["Dear Ana,", "", "your plan.", ".", "From here on: größer"]
    );
    assert_eq!(
        names(&message),
        ["Ana Lee-1.pdf", &long, "\"quoted\\; name=x\".pdf"]
    );
    assert_eq!(message.attachment(0).unwrap().contents(), pdf);
    for line in bytes.split(|byte| *byte == b'\n') {
        assert!(line.len() <= 998, "{}", String::from_utf8_lossy(line));
    }
    assert!(bytes.is_ascii());
}

#[test]
fn nobody_can_put_a_header_into_a_draft() {
    for end in [
        "\r\n", "\n", "\r", "\r\n\r\n", "\u{2028}", "\u{85}", "\0", "?=\r\n",
    ] {
        let evil = format!("Ana{end}Bcc: bo@example.org{end}X-Evil: 1");
        let mut attacked = letter(&evil, &evil, vec![(evil.clone(), b"%PDF".to_vec())]);
        attacked.from = Some(Mailbox {
            name: &evil,
            address: "rh@example.org",
        });
        attacked.to.address = &evil;
        let bytes = draft(attacked);
        let message = opened(&bytes);
        assert!(message.bcc().is_none(), "{end:?}");
        assert!(message.header_raw("X-Evil").is_none(), "{end:?}");
        let headers: Vec<&str> = message
            .parts
            .iter()
            .flat_map(|part| part.headers.iter().map(mail_parser::Header::name))
            .collect();
        assert!(
            !headers.iter().any(|name| ["Bcc", "X-Evil"].contains(name)),
            "{headers:?}"
        );
        assert_eq!(message.attachment_count(), 1, "{end:?}");
    }
}

#[test]
fn the_same_draft_has_the_same_bytes() {
    let made = || {
        draft(letter(
            "Ana",
            "Plan",
            vec![("a.pdf".to_owned(), b"%PDF".to_vec())],
        ))
    };
    assert_eq!(made(), made());
    let undated = draft(Draft {
        as_of: None,
        ..letter("Ana", "Plan", Vec::new())
    });
    assert_eq!(opened(&undated).date().unwrap().year, 2000);
}

#[test]
fn a_text_of_the_companys_own_is_used_or_its_mistake_is_named() {
    let usual = MailText::usual(MailTo::Person, &Labels::english());
    let own = |text: &str| usual.clone().with_own(MailTo::Person, text);
    let values = BTreeMap::from([
        ("name", "Ana {file}".to_owned()),
        ("file", "Ana-1.pdf".to_owned()),
        ("manager", String::new()),
    ]);
    let text = own("# Plan for {name}\n\nHello {name}: {file}.\nA { brace} and {}.\n").unwrap();
    assert_eq!(
        text.filled(&values).unwrap(),
        (
            "Plan for Ana {file}".to_owned(),
            "Hello Ana {file}: Ana-1.pdf.\nA { brace} and {}.".to_owned()
        )
    );
    let text = own("Hello {name}").unwrap();
    assert_eq!(text.filled(&values).unwrap().0, "Your development plan");
    assert_eq!(
        own("{manager}").unwrap().filled(&values),
        Err("manager".to_owned())
    );
    assert_eq!(
        own("Hello\n{nmae}"),
        Err(UnknownPlace {
            line: 2,
            place: "nmae".to_owned(),
            nearest: Some("name"),
        })
    );
    assert!(own("{people}").is_err(), "only managers have people");
}

#[test]
fn the_usual_text_of_each_language_needs_only_what_is_always_known() {
    let catalogue = Catalogue::embedded();
    for language in catalogue.languages() {
        let labels = catalogue.labels(language).unwrap();
        for (to, known) in [
            (MailTo::Person, ["name", "file"]),
            (MailTo::Manager, ["manager", "people"]),
        ] {
            let values = known.map(|place| (place, "x".to_owned()));
            let text = MailText::usual(to, &labels);
            let (subject, body) = text.filled(&BTreeMap::from(values)).unwrap();
            assert!(!subject.contains('{') && !body.contains('{'), "{language}");
        }
    }
}
