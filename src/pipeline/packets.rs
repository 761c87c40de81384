//! Packets: the plans of one manager's people in one file, for printing.

use std::collections::BTreeMap;

use crate::model::{Assessment, name_key};
use crate::output::{OutputFolder, packet_paths};

/// How many plans a packet holds at most: it is laid out as a whole, and each page needs memory. A manager with
/// more people has several packets.
const LARGEST: usize = 25;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Packet {
    /// Where it goes, relative to the output folder.
    pub(super) path: String,
    /// The manager, as the first assessment names them; `None` for people without one.
    pub(super) manager: Option<String>,
    /// The people, as indices into the assessments and in their order.
    pub(super) people: Vec<usize>,
}

/// The packets of everybody, by manager; `nobody` names that of people without one.
pub(super) fn packets(
    assessments: &[Assessment],
    nobody: &str,
    folder: &OutputFolder,
) -> Vec<Packet> {
    let (names, parts) = by_manager(assessments, LARGEST);
    folder
        .spelled(packet_paths(&names, nobody))
        .into_iter()
        .zip(names)
        .zip(parts)
        .map(|((path, manager), people)| Packet {
            path,
            manager: manager.map(str::to_owned),
            people,
        })
        .collect()
}

/// Everybody by manager, as places, in parts of at most `largest` people: the managers' names, and whose each part is. All parts of
/// a manager have the same spelling, that of the first person.
pub(super) fn by_manager(
    assessments: &[Assessment],
    largest: usize,
) -> (Vec<Option<&str>>, Vec<Vec<usize>>) {
    let mut managers: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
    for (index, assessment) in assessments.iter().enumerate() {
        let manager = assessment.person.manager.as_deref().map(name_key);
        managers.entry(manager).or_default().push(index);
    }
    let parts = managers.values().flat_map(|people| {
        let name = assessments[people[0]].person.manager.as_deref();
        people
            .chunks(largest)
            .map(move |part| (name, part.to_vec()))
    });
    parts.unzip()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::{career_map, person};

    #[test]
    fn a_manager_with_many_people_has_several_packets() {
        let map = career_map(&["Junior", "Engineer"], &["A"]);
        let of = |name: &str, manager: Option<&str>| {
            let mut assessment = person(&map, name, 0).build();
            assessment.person.manager = manager.map(str::to_owned);
            assessment
        };
        let mut people = vec![of("Ada", None), of("Bo", Some("Mia Ray"))];
        people.extend((0..LARGEST).map(|_| of("Cy", Some("mia ray"))));
        let folder = tempfile::tempdir().unwrap();
        let folder = OutputFolder::open(folder.path(), |_| true).unwrap();
        let packets = packets(&people, "Nobody", &folder);
        let found: Vec<(&str, usize)> = packets
            .iter()
            .map(|packet| (packet.path.as_str(), packet.people.len()))
            .collect();
        assert_eq!(
            found,
            [
                ("packets/Nobody.pdf", 1),
                ("packets/Mia Ray.pdf", LARGEST),
                ("packets/Mia Ray (2).pdf", 1),
            ]
        );
    }
}
