//! The review packet: what leadership needs to decide. Who is discussed, a document for each team, and the file of decisions.

use std::collections::{BTreeMap, BTreeSet};

use super::failure::failed;
use crate::analysis::missing;
use crate::config::{CONFIG, ReviewPacketOptions};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::model::{
    Assessment, EmployeeId, NO_RECOMMENDATION, NearNames, PeopleIndex, PersonLookup, Review,
};
use crate::output::{DECISIONS, Fingerprint, InputEntry, OutputFolder, review_packet_paths};
use crate::render::pdf::PacketOfTeam;
use crate::render::pdf::review_data::DiscussedReason;
use crate::render::xlsx::fits_cell;
use crate::text::fold;

/// How many people a document holds at most: it is laid out as a whole, and each page needs memory. A team with more people
/// to discuss has several documents.
const LARGEST: usize = 60;

/// The document of one team, or a part of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TeamPacket {
    /// Where it goes, relative to the output folder.
    pub(super) path: String,
    /// The team; `None` for people without one.
    pub(super) team: Option<String>,
    /// Which part it is, counted from 1, and how many there are.
    part: (usize, usize),
    /// How many people are assessed, and how many of them are discussed.
    counts: (usize, usize),
    /// Who has no assessment.
    without_assessment: Vec<String>,
    /// The people, as indices into the assessments and in their order, and why they are discussed.
    people: Vec<(usize, DiscussedReason)>,
}

impl TeamPacket {
    /// What the document is made from.
    pub(super) fn of_team(&self) -> PacketOfTeam<'_> {
        PacketOfTeam {
            team: self.team.as_deref(),
            part: self.part,
            counts: self.counts,
            without_assessment: self.without_assessment.iter().map(String::as_str).collect(),
            people: &self.people,
        }
    }
}

/// A team while its people are put together.
#[derive(Default)]
struct Team<'a> {
    name: Option<&'a str>,
    assessed: usize,
    discussed: Vec<(usize, DiscussedReason)>,
    without_assessment: Vec<String>,
}

/// The documents of all teams, those in which nobody is discussed included: leadership sees that no team was forgotten.
pub(super) fn team_packets(
    review: &Review,
    discussed: &BTreeMap<usize, DiscussedReason>,
    no_team: &str,
    folder: &OutputFolder,
) -> Vec<TeamPacket> {
    let mut teams: BTreeMap<(bool, String), Team<'_>> = BTreeMap::new();
    let key = |team: Option<&str>| (team.is_none(), team.map(fold).unwrap_or_default());
    for (index, one) in review.assessments.iter().enumerate() {
        let name = one.person.team.as_deref();
        let team = teams.entry(key(name)).or_default();
        team.name = team.name.or(name);
        team.assessed += 1;
        team.discussed
            .extend(discussed.get(&index).map(|why| (index, *why)));
    }
    for entry in missing(review) {
        let name = entry.person.team.as_deref();
        let team = teams.entry(key(name)).or_default();
        team.name = team.name.or(name);
        team.without_assessment.push(entry.person.name.clone());
    }
    let mut packets = Vec::new();
    for mut team in teams.into_values() {
        team.without_assessment.sort();
        let parts: Vec<&[(usize, DiscussedReason)]> = if team.discussed.is_empty() {
            vec![&[]]
        } else {
            team.discussed.chunks(LARGEST).collect()
        };
        for (part, people) in (1..).zip(&parts) {
            packets.push(TeamPacket {
                path: String::new(),
                team: team.name.map(str::to_owned),
                part: (part, parts.len()),
                counts: (team.assessed, team.discussed.len()),
                without_assessment: team.without_assessment.clone(),
                people: people.to_vec(),
            });
        }
    }
    let names: Vec<&str> = packets
        .iter()
        .map(|packet| packet.team.as_deref().unwrap_or(no_team))
        .collect();
    let paths = folder.spelled(review_packet_paths(&names));
    for (packet, path) in packets.iter_mut().zip(paths) {
        packet.path = path;
    }
    packets
}

/// The people who are discussed, as indices into the assessments in their order: those with a recommendation other
/// than *None*, those about whom something was decided already, and those whom the settings name. Also returns messages
/// about names in the settings that belong to nobody.
pub(super) fn discussed(
    review: &Review,
    options: &ReviewPacketOptions,
) -> (BTreeMap<usize, DiscussedReason>, Vec<Diagnostic>) {
    let nothing = options.without_discussion.iter().map(String::as_str);
    let nothing: BTreeSet<String> = nothing.chain([NO_RECOMMENDATION]).map(fold).collect();
    let why = |one: &Assessment| {
        let recommended = one.recommendation.as_deref();
        if recommended.is_some_and(|said| !nothing.contains(&fold(said))) {
            Some(DiscussedReason::Recommended)
        } else {
            one.decision.as_ref().map(|_| DiscussedReason::Decided)
        }
    };
    let mut discussed: BTreeMap<usize, DiscussedReason> = (0..)
        .zip(&review.assessments)
        .filter_map(|(index, one)| Some((index, why(one)?)))
        .collect();
    let people = PeopleIndex::of(review.assessments.iter().map(|one| &one.person));
    let mut problems = Vec::new();
    for named in &options.discuss {
        let by_name = || match people.named(named) {
            [] => PersonLookup::Nobody,
            [one] => PersonLookup::One(*one),
            several => PersonLookup::Several(several),
        };
        let found = match people.with_id(&EmployeeId::new(named.as_str())) {
            PersonLookup::Nobody => by_name(),
            found => found,
        };
        match found {
            PersonLookup::One(index) => {
                discussed.entry(index).or_insert(DiscussedReason::Named);
            }
            found => problems.push(nobody_to_discuss(named, &found, review)),
        }
    }
    (discussed, problems)
}

fn nobody_to_discuss(named: &str, found: &PersonLookup<'_>, review: &Review) -> Diagnostic {
    let names = review.assessments.iter().map(|one| &*one.person.name);
    let (message, help) = if matches!(found, PersonLookup::Several(_)) {
        (
            format!(
                "Under [review-packet] discuss, “{named}” may be several people; the entry was ignored."
            ),
            "Write the person's employee ID.".to_owned(),
        )
    } else {
        let help = "Write the name or the employee ID as the person's assessment has it.";
        (
            format!(
                "Under [review-packet] discuss, “{named}” is neither the name nor the employee ID of anybody who is assessed; the entry was ignored."
            ),
            NearNames::of(names)
                .find(named)
                .map_or_else(|| help.to_owned(), |near| format!("Did you mean “{near}”?")),
        )
    };
    Diagnostic::warning(
        "nobody-to-discuss",
        Location::of_file(CONFIG),
        message,
        help,
    )
}

/// The message about a file of decisions that somebody filled in where it lies; none where the same file was read.
pub(super) fn decisions_stay(at: &Fingerprint, inputs: &[InputEntry]) -> Option<Diagnostic> {
    let was_read = inputs.iter().any(|input| input.sha256 == *at);
    (!was_read).then(|| {
        Diagnostic::warning(
            "decisions-kept",
            Location::of_file(DECISIONS),
            "Somebody has filled in this file in the output folder; it stays as it is, and what it says was not read.",
            "Move it into the input folder: the next run reads it there, and makes a new file with everything that it says.",
        )
    })
}

/// The message about a decision with reasons that are too long for the new file of decisions, which is to be read again.
pub(super) fn reasons_cut(one: &Assessment) -> Option<Diagnostic> {
    let decision = one.decision.as_ref()?;
    let is_cut = !fits_cell(decision.reasons.as_deref()?);
    is_cut.then(|| {
        Diagnostic::warning(
            "decision-text-cut",
            decision.at.clone(),
            format!(
                "The reasons for the decision about {} are longer than a cell can hold, so {DECISIONS} has only their beginning.",
                one.person.name
            ),
            "Shorten them here before you use the new file, or keep this file as well.",
        )
        .about(&one.person.name)
    })
}

/// The message about a file of decisions that could not be made.
pub(super) fn decisions_failed(why: &str, help: &str) -> Diagnostic {
    let code = Code("workbook-failed");
    failed(code, DECISIONS, "file of decisions", &why, help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::{career_map, person, roster_entry};

    fn review() -> Review {
        let map = career_map(&["Junior", "Engineer"], &["A"]);
        let of = |name: &str, id: &str, team: &str, recommendation: &str| {
            let mut one = person(&map, name, 0).id(id).build();
            one.person.team = (!team.is_empty()).then(|| team.to_owned());
            one.recommendation = (!recommendation.is_empty()).then(|| recommendation.to_owned());
            one
        };
        let mut people = vec![
            of("Ada", "1", "North", "Promotion"),
            of("Bo", "2", "north", "None"),
            of("Cy", "3", "South", "Keep"),
            of("Di", "4", "", ""),
        ];
        let missing = of("Ed", "9", "East", "");
        let roster = people.iter().chain([&missing]).map(roster_entry).collect();
        people.extend((0..=LARGEST).map(|n| of("Fay", &format!("F{n}"), "West", "Promotion")));
        Review::new(map, people, Some(roster), None)
    }

    #[test]
    fn who_is_discussed_is_what_recommendations_and_settings_say() {
        let review = review();
        let discussed_with = |discuss: &[&str], without: &[&str]| {
            let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
            let options = ReviewPacketOptions {
                discuss: owned(discuss),
                without_discussion: owned(without),
            };
            let (found, problems) = discussed(&review, &options);
            let names: Vec<(String, DiscussedReason)> = found
                .into_iter()
                .map(|(index, why)| (review.assessments[index].person.name.clone(), why))
                .filter(|(name, _)| name != "Fay")
                .collect();
            let problems: Vec<String> = problems.into_iter().map(|one| one.message).collect();
            (names, problems)
        };
        let (names, problems) = discussed_with(&["4", "bo", "Ada"], &["keep"]);
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(
            names,
            [
                ("Ada".to_owned(), DiscussedReason::Recommended),
                ("Bo".to_owned(), DiscussedReason::Named),
                ("Di".to_owned(), DiscussedReason::Named)
            ]
        );
        let (names, problems) = discussed_with(&["Adda", "Fay"], &[]);
        assert_eq!(names.len(), 2);
        assert!(problems[0].contains("“Adda” is neither the name nor the employee ID"));
        assert!(problems[1].contains("“Fay” may be several people"));
    }

    #[test]
    fn each_team_has_its_documents_also_where_nobody_is_discussed() {
        let review = review();
        let (found, _) = discussed(&review, &ReviewPacketOptions::default());
        let folder = tempfile::tempdir().unwrap();
        let folder = OutputFolder::open(folder.path(), |_| true).unwrap();
        let packets = team_packets(&review, &found, "Nowhere", &folder);
        let found: Vec<(&str, usize, (usize, usize), usize)> = packets
            .iter()
            .map(|one| {
                let path = one.path.as_str();
                (
                    path,
                    one.people.len(),
                    one.counts,
                    one.without_assessment.len(),
                )
            })
            .collect();
        assert_eq!(
            found,
            [
                ("review-packet/East.pdf", 0, (0, 0), 1),
                ("review-packet/North.pdf", 1, (2, 1), 0),
                ("review-packet/South.pdf", 1, (1, 1), 0),
                (
                    "review-packet/West.pdf",
                    LARGEST,
                    (LARGEST + 1, LARGEST + 1),
                    0
                ),
                (
                    "review-packet/West (2).pdf",
                    1,
                    (LARGEST + 1, LARGEST + 1),
                    0
                ),
                ("review-packet/Nowhere.pdf", 0, (1, 0), 0),
            ]
        );
    }
}
