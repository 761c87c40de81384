//! Whether people of one name stay apart, and one person is found by every sign.

use super::super::record::record;
use super::*;

#[test]
fn two_people_of_one_name_stay_two() {
    let people = People::of(vec![
        record("Anna Fairley", "12", "", "Events", 0),
        record("Anna Fairley", "13", "", "Content", 0),
        record("Fairley, Anna", "", "", "Content", 1),
        record("Anna Fairley", "", "", "", 2),
    ]);
    assert_eq!(people.all.len(), 2);
    assert_eq!(people.typed("anna fairley"), Meant::Several(vec![0, 1]));
    assert_eq!(people.typed("13"), Meant::One(1));
    assert_eq!(people.all[1].name(), "Anna Fairley");
    // Without IDs, the team tells apart those who are in one list.
    let people = People::of(vec![
        record("Ana Costa", "", "", "Events", 0),
        record("Ana Costa", "", "", "Content", 0),
        record("Bo Lind", "", "", "Events", 0),
        record("Bo Lind", "", "", "Content", 1),
    ]);
    assert_eq!(people.all.len(), 3);
}

#[test]
fn one_person_is_found_by_every_sign() {
    let people = People::of(vec![
        record("Bożena Gąsiorek", "0102", "bozena@x.example", "", 0),
        record("Bozena Gasiorek", "102", "", "", 1),
        record("", "", "bozena@x.example", "", 2),
    ]);
    assert_eq!(people.all.len(), 1);
    for typed in ["0102", "102", "BOZENA@x.example", "Gąsiorek, Bożena"] {
        assert_eq!(people.typed(typed), Meant::One(0), "{typed}");
    }
    assert_eq!(people.typed("Bozena"), Meant::Nobody);
    assert_eq!(people.nearest("Bozena"), ["Bożena Gąsiorek"]);
}

#[test]
fn a_text_in_place_of_a_name_means_one_person_or_everybody_with_a_word_of_it() {
    let people = People::of(vec![
        record("Ada Marsh", "E-7", "ada@x.example", "Events", 0),
        record("Søren Marsh-Høegh", "E-8", "", "Content", 0),
        record("Marsh", "", "", "Events", 1),
        record("Ada Marsh, on leave", "", "", "Events", 1),
        record("Bo Ash", "", "", "", 0),
        record("Mary Bo Ash", "", "", "", 2),
        record("Nobody is missing.", "", "", "Events", 3),
    ]);
    let names: Vec<&str> = people.all.iter().map(Known::name).collect();
    let expected = ["Ada Marsh", "Søren Marsh-Høegh", "Bo Ash", "Mary Bo Ash"];
    assert_eq!(names, expected);
    for (text, expected) in [
        ("MARSH Ada", Meant::One(0)),
        ("Ada Marsh, Events", Meant::One(0)),
        ("Ms Ada Marsh (e-7)", Meant::One(0)),
        ("Marsh-Hoegh Soren", Meant::One(1)),
        ("Ada Marsh, Content", Meant::Several(vec![0])),
        ("A. Marsh", Meant::Several(vec![0, 1])),
        ("Ada and Bo", Meant::Several(vec![0, 2, 3])),
        ("Ash, Mary Bo", Meant::One(3)),
        ("Dee Old", Meant::Nobody),
    ] {
        assert_eq!(
            people.meant(&record(text, "", "", "", 9)),
            expected,
            "{text}"
        );
    }
    assert_eq!(people.perhaps_same(2), [3].into());
    assert_eq!(people.typed("Marsh"), Meant::Nobody);
    assert_eq!(people.typed("Ada Marsh"), Meant::One(0));
    assert_eq!(people.typed("e7"), Meant::One(0));
    let people = People::of(vec![
        record("Sinéad O'Brien", "E-7", "s@x.example", "", 0),
        record("Mr O Brien", "", "ob@x.example", "", 1),
    ]);
    assert_eq!(people.all.len(), 2);
    assert_eq!(people.perhaps_same(0), [1].into());
}

#[test]
fn an_id_of_another_kind_or_with_a_typing_error_makes_nobody_new_and_one_of_the_same_kind_does() {
    let read = Record {
        is_read: true,
        ..record("Ada Marsh", "E-1007", "ada@x.example", "", 0)
    };
    for (name, id, email, count) in [
        ("Ada Marsh", "1", "", 1),
        ("MARSH Ada", "90017", "", 1),
        ("Ada Marsh", "amarsh", "", 1),
        ("Ada Marsh", "", "ada@old.example", 1),
        ("Ada Marsh", "E-1070", "", 1),
        ("Ada Marsh", "E-2350", "", 2),
        ("Ada Marsh", "", "ada2@x.example", 2),
    ] {
        let said = record(name, id, email, "", 1);
        let people = People::of(vec![said.clone(), read.clone()]);
        assert_eq!(people.all.len(), count, "{name} {id} {email}");
        let own = people.with_id("E-1007").unwrap_or(9);
        if count == 1 {
            assert_eq!(
                people.meant(&said),
                Meant::Several(vec![own]),
                "{name} {id}{email}"
            );
        } else {
            // Either may be wrong.
            assert_eq!(people.perhaps_same(own).len(), 1, "{name} {id}{email}");
        }
    }
}

#[test]
fn what_only_stands_below_name_makes_nobody_new() {
    let unsure = Record {
        is_sure: false,
        ..record("Communication", "", "", "", 0)
    };
    let people = People::of(vec![unsure, record("Bo Lind", "", "", "", 1)]);
    assert_eq!(people.all.len(), 1);
}

#[test]
fn what_rows_say_about_their_manager_makes_a_person_and_changes_nobody_else() {
    let row = |manager: &str, id: &str, email: &str| {
        let said = record(manager, id, email, "", 1);
        Record {
            name: None,
            id: None,
            email: None,
            manager: said.name,
            manager_id: said.id,
            manager_email: said.email,
            ..said
        }
        .of_manager()
    };
    let people = People::of(vec![
        row("Zed Zimt", "7777", "zz@x.example"),
        // The ID of Kim with the name of Ada, and the name of Kim with an ID that nobody has.
        row("Ada Marsh", "12", ""),
        row("Kim Sample", "99", "kim@x.example"),
        record("Kim Sample", "12", "kim@x.example", "", 0),
        record("Ada Marsh", "13", "", "", 0),
        record("14", "", "", "", 2),
        record("Bo Lind", "14", "", "", 0),
    ]);
    let names: Vec<&[String]> = people.all.iter().map(|one| one.names.as_slice()).collect();
    let expected = ["Kim Sample", "Ada Marsh", "Bo Lind", "Zed Zimt"];
    assert_eq!(names, expected.map(|name| vec![name.to_owned()]));
    for typed in ["Zed Zimt", "7777", "zz@x.example"] {
        assert_eq!(people.typed(typed), Meant::One(3), "{typed}");
    }
    for written in ["14", "Bo Lind (14)", "14 - Lind, Bo"] {
        let said = record(written, "", "", "", 3);
        assert_eq!(people.meant(&said), Meant::One(2), "{written}");
    }
    assert_eq!(people.typed("99"), Meant::Nobody);
}
