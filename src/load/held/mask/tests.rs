//! Texts in which people are found or left out.

use super::super::people::People;
use super::super::record::{Record, record};
use super::*;

fn mask() -> (People, Mask) {
    let record = |name: &str, id: &str, email: &str| record(name, id, email, "", 0);
    let mut amara = record("Amara Okonkwo", "LF-0131", "amara@x.example");
    amara.manager = Some("Bożena Gąsiorek".to_owned());
    let people = People::of(vec![
        amara,
        record("Bożena Gąsiorek", "LF-0102", "bozena@x.example"),
        record("Hina Qureshi-Bell", "LF-0133", "hina@x.example"),
        record("Vũ Đoàn Diễm Phượng", "40213", "vu@x.example"),
        record("Søren Müller", "LF-0150", "soren@x.example"),
        record("Mark Long", "7", "mark@x.example"),
        record("Amara Mark", "8", "am@x.example"),
        record("Bo Lind", "9", "bo.lind1@x.example"),
        record(
            "Олеся Коваленчук",
            "LF-0112",
            "olesya.kovalenchuk2@x.example",
        ),
    ]);
    let Some(place) = people.with_id("LF-0131") else {
        unreachable!()
    };
    let mask = Mask::of(&people, place, OwnWords::default(), "▮");
    (people, mask)
}

#[test]
fn others_are_left_out_and_the_rest_stays() {
    let (_, mask) = mask();
    for (text, shown) in [
        (
            "With Hina Qureshi-Bell, and Qureshi Bell, Hina.",
            "With ▮, and ▮.",
        ),
        ("Soren Muellers Rat, Mueller", "▮ Rat, ▮"),
        ("Hina and Vu Doan Diem Phuong (40213)", "▮ and ▮ (▮)"),
        (
            "Ask mark@x.example or amara@x.example.",
            "Ask ▮ or amara@x.example.",
        ),
        // The person, and the person's manager by name only.
        ("Amara Okonkwo, Gąsiorek", "Amara Okonkwo, Gąsiorek"),
        ("Bozena Gasiorek (LF-0102)", "Bozena Gasiorek (▮)"),
        ("unknown@elsewhere.example", "▮"),
        // An ordinary word is not a name, and a short number is not an ID.
        (
            "She left a mark as long as 7 m",
            "She left a mark as long as 7 m",
        ),
        ("assessments/Mark Long-7.xlsx", "assessments/▮-7.xlsx"),
        ("Vũ Đoàn Diễm Phượng’s help", "▮ help"),
        // In other cases, in pieces, with other accents, in accounts and file names.
        ("with hina, HINA and qureshi-bell", "with ▮, ▮ and ▮"),
        ("H. Qureshi-Bell; Hina Q.", "▮; ▮."),
        ("H.Q. Bell and Hina B, later", "▮ and ▮, later"),
        ("Plan B. Vu agreed", "Plan B. ▮ agreed"),
        (
            "Su\u{308}ren; So\u{338}ren; Mu\u{308}ller",
            "Su\u{308}ren; ▮; ▮",
        ),
        ("Hi\u{AD}na, Hi\u{200B}na", "▮, ▮"),
        ("HinaQureshiBell.xlsx, bell_hina.csv", "▮.xlsx, ▮.csv"),
        ("LF0133, lf 0133", "▮, ▮"),
        // With endings; other words only begin like a name.
        ("Hinę, Hinie, Hinalle, Markem", "▮, ▮, ▮, ▮"),
        ("with QureshiBell", "with ▮"),
        (
            "Hint, Market, Marketing, hinie",
            "Hint, Market, Marketing, hinie",
        ),
        // Without zeros, in other letters, with two letters for one.
        ("LF-133, LF133, LF-131", "▮, ▮, LF-131"),
        ("Olesya, Kovalenchuk and Soeren", "▮, ▮ and ▮"),
        // The person's own name, although somebody else is called Mark.
        ("Amarę", "Amarę"),
        (
            "Bo helped the IT team, so Bo’s plan holds",
            "▮ helped the IT team, so ▮ plan holds",
        ),
        ("ask bo.lind1 or bolind1", "ask ▮ or ▮"),
        (
            "hbell2, Qureshi3, olesya.kovalenchuk2, amara2, mark2",
            "▮, ▮, ▮, amara2, ▮",
        ),
    ] {
        assert_eq!(mask.text(text).text, shown, "{text}");
    }
    assert!(mask.left_out().contains_key("Hina Qureshi-Bell"));
    // What was taken for an ordinary word is known.
    assert_eq!(mask.kept().keys().collect::<Vec<_>>(), ["long", "mark"]);
}

#[test]
fn the_person_is_found_by_name_id_and_address() {
    let (_, mask) = mask();
    for text in [
        "OKONKWO, Amara",
        "see lf-0131.",
        "plans/Events/Amara Okonkwo-LF-0131.pdf",
        "mail: Amara@X.example",
    ] {
        assert!(mask.mentions(text), "{text}");
    }
    for text in ["Amara", "LF-01310", "Amara Mark", "Okonkwo"] {
        assert!(!mask.mentions(text), "{text}");
    }
    for text in ["AmaraOkonkwo.xlsx", "LF0131", "LF-131", "lf131"] {
        assert!(mask.mentions(text), "{text}");
    }
    for text in ["with Okonkwo", "okonkwo", "A. Okonkwo", "Okonkwo’s"] {
        assert!(mask.may_mention(text), "{text}");
    }
    // Somebody else has this name, too: either may be meant, unless it is within the other's name or address.
    assert!(mask.may_mention("with Amara") && mask.may_mention("Amara Mark and Amara"));
    for text in ["Amara Mark", "Mark, Amara", "amara.mark@x.example"] {
        assert!(!mask.may_mention(text), "{text}");
    }
}

#[test]
fn short_ids_are_left_out_as_they_are_written_and_numbers_in_file_names() {
    let record = |name: &str, id: &str| record(name, id, "", "", 0);
    let people = People::of(vec![
        record("Ada Marsh", "E-4"),
        record("Li", "E-5"),
        record("Bo Wu", "006"),
        record("Ng", "7"),
    ]);
    let place = people.with_id("E-4").unwrap_or_default();
    let mask = Mask::of(&people, place, OwnWords::default(), "▮");
    for (text, shown) in [
        (
            "With E-5, e-5 and E5; plan E 5",
            "With ▮, ▮ and ▮; plan E 5",
        ),
        ("006 said 6 and E-4", "▮ said 6 and E-4"),
        ("Li, LI and li; Wu; 7 days", "▮, ▮ and ▮; ▮; 7 days"),
    ] {
        assert_eq!(mask.text(text).text, shown, "{text}");
    }
    for (name, shown) in [
        ("plans/T/Li-E-5.pdf", "plans/T/▮.pdf"),
        ("forms/006.xlsx", "forms/▮.xlsx"),
        ("forms/6.xlsx", "forms/▮.xlsx"),
        ("7 2026/old 7.xlsx", "▮ 2026/old ▮.xlsx"),
        ("forms/E-4.xlsx", "forms/E-4.xlsx"),
    ] {
        assert_eq!(mask.file(name), shown, "{name}");
    }
    assert!(mask.may_mention("ask E-4 or e4") && !mask.may_mention("e. 4"));
    // A number in a text may be anybody, and is counted.
    mask.count_numbers("7 days");
    assert!(mask.kept().contains_key("7"));
    let place = people.with_id("7").unwrap_or_default();
    let mask = Mask::of(&people, place, OwnWords::default(), "▮");
    assert!(mask.may_mention("ask 7") && !mask.may_mention("7"));
}

#[test]
fn a_word_that_is_not_a_name_can_be_kept() {
    let (people, _) = mask();
    let place = people.with_id("LF-0131").unwrap_or_default();
    let words = OwnWords {
        unmasked: &["Long".to_owned()],
        masked: &["Wi".to_owned(), "the twins".to_owned()],
    };
    let mask = Mask::of(&people, place, words, "▮");
    assert_eq!(mask.text("Long live Mark").text, "Long live ▮");
    // A nickname, which no file knows.
    assert_eq!(mask.text("Ask wi, or The Twins.").text, "Ask ▮, or ▮.");
}

#[test]
fn a_name_within_a_longer_name_of_somebody_else_is_not_the_persons() {
    let people = ["Ann Ash", "Mary Ann Ash", "Ann Ash-Berg", "Li", "Bo Li"].map(|name| Record {
        is_read: true,
        ..record(name, "", "", "", 0)
    });
    let people = People::of(people.into());
    let of = |name: &str| {
        let [place] = people.named(name) else {
            unreachable!()
        };
        Mask::of(&people, *place, OwnWords::default(), "▮")
    };
    let (ann, li) = (of("Ann Ash"), of("Li"));
    for text in [
        "Mary Ann Ash was ill",
        "Ann Ash-Berg's leave",
        "Ann Ash Berg",
    ] {
        assert!(!ann.mentions(text), "{text}");
    }
    for text in [
        "Ann Ash was ill",
        "Ash, Ann",
        "Ann Ash, and not Mary Ann Ash",
        "Mary Ann Ash and Ann Ash",
    ] {
        assert!(ann.mentions(text), "{text}");
    }
    assert!(!li.mentions("Bo Li was ill") && !li.may_mention("Bo Li was ill"));
    assert!(li.mentions("Bo Li and Li") && li.mentions("Li’s idea"));
    // One name, or two.
    assert!(!li.mentions("Li, Bo") && li.may_mention("Li, Bo"));
    // The longer name is that person's own.
    assert!(of("Mary Ann Ash").mentions("Mary Ann Ash was ill"));
}
