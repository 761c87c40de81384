use proptest::prelude::*;

use super::*;

fn ids(texts: &[Option<&str>]) -> Vec<Option<EmployeeId>> {
    texts.iter().map(|text| text.map(EmployeeId::new)).collect()
}

/// A list of people by ID and name.
struct List(Vec<(Option<EmployeeId>, String)>);

impl List {
    fn of(people: &[(Option<&str>, &str)]) -> Self {
        Self(
            people
                .iter()
                .map(|(id, name)| (id.map(EmployeeId::new), (*name).to_owned()))
                .collect(),
        )
    }

    fn who(&self) -> Vec<PersonDetails<'_>> {
        let people = self.0.iter();
        people
            .map(|(id, name)| (id.as_ref(), name.as_str()).into())
            .collect()
    }

    fn index(&self) -> PeopleIndex {
        PeopleIndex::of(self.who())
    }

    fn find(&self, id: Option<&str>, name: &str) -> PersonLookup<'static> {
        let index = self.index();
        let id = id.map(EmployeeId::new);
        match index.find((id.as_ref(), name)) {
            PersonLookup::One(place) => PersonLookup::One(place),
            PersonLookup::Nobody => PersonLookup::Nobody,
            PersonLookup::Several(_) => PersonLookup::Several(&[]),
        }
    }
}

#[test]
fn an_id_is_shown_as_it_looks_and_compared_by_what_it_says() {
    let same = ids(&[Some("LF-1"), Some("lf 1"), Some(" Lf–1 ")]);
    assert!(same.iter().all(|id| *id == same[0]));
    assert_eq!(same[2].as_deref(), Some(" Lf–1 "));
    assert_eq!(serde_json::to_string(&same[0]).unwrap(), "\"LF-1\"");
    assert_ne!(EmployeeId::new("901"), EmployeeId::new("000901"));
    assert_ne!(EmployeeId::new("1E5"), EmployeeId::new("100000"));
    assert_ne!(EmployeeId::new("–"), EmployeeId::new("?"));
}

#[test]
fn a_name_may_stand_behind_its_surname_and_a_comma() {
    for (one, other) in [
        ("Marsh, Ada", "ada marsh"),
        ("Sá Lima, Ana B.", "Ana B Sa Lima"),
        ("Marsh,", "Marsh"),
        ("Ada Marsh, Jr.", "ada marsh jr"),
        (
            "Ada Marsh, Ph.D.",
            "Ada Marsh PhD".replace("PhD", "ph d").as_str(),
        ),
        ("Marsh, Ada, R.N.", "marsh ada r n"),
    ] {
        assert_eq!(name_key(one), name_key(other), "{one}");
    }
    assert_ne!(name_key("Marsh Ada"), name_key("Ada Marsh"));
}

#[test]
fn the_id_decides_then_a_name_that_nobody_shares() {
    let list = List::of(&[
        (Some("7"), "Ana Reyes"),
        (None, "Bo Lind"),
        (Some("3"), "Cy Moor"),
        (None, "Cy Moor"),
    ]);
    for (id, name, found) in [
        (Some("7"), "Somebody Else", PersonLookup::One(0)),
        (None, "Reyes, Ana", PersonLookup::One(0)),
        (Some("8"), "Ana Reyes", PersonLookup::Nobody),
        (Some("8"), "Bo Lind", PersonLookup::One(1)),
        (None, "Cy Moor", PersonLookup::Several(&[])),
        (Some("9"), "Cy Moor", PersonLookup::Several(&[])),
        (Some("3"), "Cy Moor", PersonLookup::One(2)),
        (None, "Nobody", PersonLookup::Nobody),
        (None, "", PersonLookup::Nobody),
    ] {
        assert_eq!(list.find(id, name), found, "{id:?} {name}");
    }
}

#[test]
fn a_number_may_be_padded_where_no_other_spelling_is_in_its_list() {
    let list = List::of(&[
        (Some("000901"), "Ana"),
        (Some("0012"), "Bo"),
        (Some("12"), "Cy"),
        (Some("A-07"), "Di"),
    ]);
    for (id, found) in [
        ("901", PersonLookup::One(0)),
        ("0000901", PersonLookup::One(0)),
        ("12", PersonLookup::One(2)),
        ("012", PersonLookup::Nobody),
        ("A-7", PersonLookup::Nobody),
        ("7", PersonLookup::Nobody),
    ] {
        assert_eq!(list.find(Some(id), "Somebody"), found, "{id}");
    }
    let one = List::of(&[(Some("000901"), "Ana"), (Some("17"), "Bo")]);
    let two = List::of(&[
        (Some("901"), "Ana"),
        (Some("0901"), "Ana"),
        (Some("017"), "Bo"),
    ]);
    assert_eq!(same_people(&one.who(), &two.who()), [None, None, Some(1)]);
    assert!(!two.index().is_only_spelling(&EmployeeId::new("901")));
    assert!(two.index().is_only_spelling(&EmployeeId::new("017")));
}

#[test]
fn team_or_address_tell_namesakes_without_an_id_apart() {
    let who = |team, email| PersonDetails {
        name: "Ana Sá",
        team,
        email,
        id: None,
    };
    let index = PeopleIndex::of([who(Some("North"), None), who(Some("South"), Some("a@b.c"))]);
    assert_eq!(index.find(who(Some("north"), None)), PersonLookup::One(0));
    assert_eq!(index.find(who(Some("South"), None)), PersonLookup::One(1));
    assert_eq!(index.find(who(None, Some("A@b.c"))), PersonLookup::One(1));
    assert_eq!(
        index.find(who(Some("North"), Some("a@b.c"))),
        PersonLookup::Several(&[0, 1])
    );
    assert_eq!(index.find(who(None, None)), PersonLookup::Several(&[0, 1]));
    // Where people have IDs, the IDs tell them apart.
    let ids = [EmployeeId::new("1"), EmployeeId::new("2")];
    let with_id =
        PeopleIndex::of(
            ["North", "South"]
                .iter()
                .zip(&ids)
                .map(|(team, id)| PersonDetails {
                    id: Some(id),
                    ..who(Some(*team), None)
                }),
        );
    assert_eq!(
        with_id.find(who(Some("North"), None)),
        PersonLookup::Several(&[0, 1])
    );
}

#[test]
fn ids_decide_between_two_lists_and_names_only_where_they_can() {
    let then = List::of(&[
        (Some("LF-1"), "Ana Reyes"),
        (None, "Bo Lind"),
        (Some("LF-3"), "Cy Moor"),
        (None, "Cy Moor"),
        (Some("LF-5"), "Di Vu"),
    ]);
    let same = |now: &[(Option<&str>, &str)]| same_people(&then.who(), &List::of(now).who());
    assert_eq!(same(&[(Some("lf-1"), "Another Name")]), [Some(0)]);
    assert_eq!(same(&[(None, "ana  reyes")]), [Some(0)]);
    assert_eq!(same(&[(Some("LF-2"), "Bo Lind")]), [Some(1)]);
    // Two people shared the name then, or share it now.
    assert_eq!(same(&[(None, "Cy Moor")]), [None]);
    assert_eq!(
        same(&[(None, "Bo Lind"), (Some("LF-2"), "Bo Lind")]),
        [None, None]
    );
    assert_eq!(same(&[(Some("LF-3"), "Cy Moor")]), [Some(2)]);
    // The ID settles it for one; the other is somebody else.
    assert_eq!(
        same(&[(None, "Ana Reyes"), (Some("LF-1"), "Ana Reyes")]),
        [None, Some(0)]
    );
    // One name, two employee IDs: two people.
    assert_eq!(same(&[(Some("LF-9"), "Di Vu")]), [None]);
    assert_eq!(same(&[(None, "Nobody")]), [None]);
    // Two files of one person are both that person's.
    assert_eq!(
        same(&[(Some("LF-1"), "Ana Reyes"), (Some("LF-1"), "A. Reyes")]),
        [Some(0), Some(0)]
    );
}

/// People with few IDs and names, so that many share a name; no two share an ID.
fn people() -> impl Strategy<Value = Vec<(Option<String>, String)>> {
    let id = prop::option::of("0{0,2}[1-4]");
    prop::collection::vec((id, "(Ana|Bo|Cy) (Ray|Li)"), 0..9).prop_map(|mut people| {
        let mut seen = std::collections::BTreeSet::new();
        people.retain(|(id, _)| id.as_ref().is_none_or(|id| seen.insert(id.clone())));
        people
    })
}

fn listed(people: &[(Option<String>, String)]) -> List {
    List(
        people
            .iter()
            .map(|(id, name)| (id.as_deref().map(EmployeeId::new), name.clone()))
            .collect(),
    )
}

proptest! {
    #[test]
    fn nobody_is_taken_for_two_and_no_two_for_one(then in people(), now in people()) {
        let (then, now) = (listed(&then), listed(&now));
        let same = same_people(&then.who(), &now.who());
        let mut taken = std::collections::BTreeSet::new();
        for (place, found) in same.into_iter().enumerate() {
            let Some(found) = found else { continue };
            prop_assert!(taken.insert(found), "two people of today are one of then");
            let ((id_now, name_now), (id_then, name_then)) = (&now.0[place], &then.0[found]);
            if let (Some(one), Some(other)) = (id_now, id_then) {
                prop_assert_eq!(one.number(), other.number());
                continue;
            }
            prop_assert_eq!(name_key(name_now), name_key(name_then));
            prop_assert_eq!(now.index().named(name_now).len(), 1);
            prop_assert_eq!(then.index().named(name_then).len(), 1);
        }
    }

    #[test]
    fn whom_an_index_finds_depends_on_no_order(list in people(), wanted in people()) {
        let mut turned = list.clone();
        turned.reverse();
        let (list, turned) = (listed(&list), listed(&turned));
        let (index, other) = (list.index(), turned.index());
        for who in listed(&wanted).who() {
            let there = |place: usize| list.0.len() - 1 - place;
            prop_assert_eq!(index.find(who).one().map(there), other.find(who).one());
        }
    }
}
