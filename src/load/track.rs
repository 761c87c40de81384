//! Tracks in the names of levels and in separate cells: "(IC or Manager)", "People Manager", "IC".

use super::vocabulary::{Concept, spelled, stands_for};
use crate::model::Track;
use crate::text::{fold, tidy};

/// The tracks that a piece of text names, if it names nothing else: "IC or Manager", "individual contributor",
/// "Fachlaufbahn".
///
/// Empty if it has any other word, since "Manager of Events" is a title, not a track.
pub(super) fn parse_tracks(text: &str) -> Vec<Track> {
    /// A longer text says something else, too.
    const LONGEST: usize = 120;
    if text.len() > LONGEST {
        return Vec::new();
    }
    let spelled = spelled(text);
    let words: Vec<&str> = spelled.split(' ').collect();
    let mut tracks = Vec::new();
    let mut rest = &words[..];
    while !rest.is_empty() {
        let Some((track, count)) = phrase(rest) else {
            return Vec::new();
        };
        tracks.extend(track);
        rest = &rest[count..];
    }
    tracks.sort_unstable();
    tracks.dedup();
    tracks
}

/// The phrase that a list of words begins with, and its number of words: a track, or words that may be around one. The
/// longest phrase first, so that "people manager" is not read as "manager" with a word left over.
fn phrase(words: &[&str]) -> Option<(Option<Track>, usize)> {
    /// The words of the longest phrase.
    const MOST_WORDS: usize = 3;
    (1..=words.len().min(MOST_WORDS)).rev().find_map(|count| {
        let phrase = match words[..count] {
            [word] => word.to_owned(),
            _ => words[..count].join(" "),
        };
        let is = |concept| stands_for(&phrase, concept);
        if is(Concept::TrackOfExperts) {
            Some((Some(Track::IndividualContributor), count))
        } else if is(Concept::TrackOfManagers) {
            Some((Some(Track::Management), count))
        } else if is(Concept::AroundTrack) || is(Concept::And) || is(Concept::Track) {
            Some((None, count))
        } else if count == 1 {
            Some((Some(in_compound(&phrase)?), count))
        } else {
            None
        }
    })
}

/// The track that a word written as one with *track* names: *Expertlijn*, *Führungspfad*, *Chefsspår*.
fn in_compound(word: &str) -> Option<Track> {
    /// With fewer letters, the end of a word says nothing.
    const SHORTEST: usize = 3;
    (SHORTEST..=word.len().saturating_sub(SHORTEST)).find_map(|at| {
        let (front, end) = word.split_at_checked(at)?;
        let says = |concept| {
            stands_for(front, concept) || stands_for(front.trim_end_matches('s'), concept)
        };
        if !stands_for(end, Concept::Track) {
            None
        } else if says(Concept::TrackOfExperts) {
            Some(Track::IndividualContributor)
        } else {
            let leads = says(Concept::TrackOfManagers) || says(Concept::Manager);
            leads.then_some(Track::Management)
        }
    })
}

/// A level's name without the tracks that end it in brackets, and these tracks:
/// "Sr. Community Manager (IC or Manager)" is "Sr. Community Manager" and both tracks.
pub(super) fn split_track(name: &str) -> (String, Vec<Track>) {
    let name = tidy(name);
    let bracketed = name
        .strip_suffix([')', ']'])
        .and_then(|inner| inner.rsplit_once(['(', '[']));
    if let Some((title, inside)) = bracketed {
        let tracks = parse_tracks(inside);
        if !tracks.is_empty() && !title.trim().is_empty() {
            return (title.trim_end().to_owned(), tracks);
        }
    }
    (name, Vec::new())
}

/// The track that a name is that of: *ICs*, *People managers*, *Führungslaufbahn*.
pub(super) fn track_named(name: &str) -> Option<Track> {
    let folded = fold(name);
    let has = |words: &[&str]| folded.split(' ').any(|word| words.contains(&word));
    if let [only] = parse_tracks(name)[..] {
        return Some(only);
    }
    match (
        has(&["ic", "ics", "individual", "contributor", "contributors"]),
        has(&["manager", "managers", "management", "people"]),
    ) {
        (true, false) => Some(Track::IndividualContributor),
        (false, true) => Some(Track::Management),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tracks_are_read_from_names() {
        use Track::{IndividualContributor as Ic, Management};
        let both = vec![Ic, Management];
        let cases: [(&str, &str, Vec<Track>); 20] = [
            (
                "Sr. Community Manager (IC or Manager)\n",
                "Sr. Community Manager",
                both,
            ),
            ("Director (People Manager)", "Director", vec![Management]),
            ("Director [IC]", "Director", vec![Ic]),
            ("Community Manager", "Community Manager", vec![]),
            ("Director (Events)", "Director (Events)", vec![]),
            (
                "Director (Manager of Events)",
                "Director (Manager of Events)",
                vec![],
            ),
            ("(IC)", "(IC)", vec![]),
            ("Direktorin (Fachlaufbahn)", "Direktorin", vec![Ic]),
            (
                "Direktor (Fach- oder Führungslaufbahn)",
                "Direktor",
                vec![Ic, Management],
            ),
            (
                "Directrice (filière managériale)",
                "Directrice",
                vec![Management],
            ),
            (
                "Directeur (expertise ou management)",
                "Directeur",
                vec![Ic, Management],
            ),
            (
                "Directora (contribuidora individual)",
                "Directora",
                vec![Ic],
            ),
            ("Diretor (trilha de gestão)", "Diretor", vec![Management]),
            ("Direttore (percorso specialistico)", "Direttore", vec![Ic]),
            ("Directeur (leidinggevend)", "Directeur", vec![Management]),
            ("Hoofd (managementlijn)", "Hoofd", vec![Management]),
            (
                "Chefrestaurator (Expertenpfad)",
                "Chefrestaurator",
                vec![Ic],
            ),
            ("Intendent (chefsspår)", "Intendent", vec![Management]),
            ("Kustosz (ścieżka ekspercka)", "Kustosz", vec![Ic]),
            ("Leiterin (Werkstatt)", "Leiterin (Werkstatt)", vec![]),
        ];
        for (name, title, tracks) in cases {
            assert_eq!(split_track(name), (title.to_owned(), tracks), "{name:?}");
        }
    }
}
