//! Tracks in the names of levels and in cells of their own: "(IC or Manager)", "People Manager", "IC".

use crate::model::Track;
use crate::text::{fold, tidy};

/// Names of tracks, longest first, so that "people manager" is not read as "manager" with a word left over.
const NAMES: [(&str, Track); 17] = [
    ("individual contributors", Track::IndividualContributor),
    ("individual contributor", Track::IndividualContributor),
    ("individual contribution", Track::IndividualContributor),
    ("people management", Track::Management),
    ("people manager", Track::Management),
    ("management", Track::Management),
    ("people lead", Track::Management),
    ("specialist", Track::IndividualContributor),
    ("managerial", Track::Management),
    ("managers", Track::Management),
    ("manager", Track::Management),
    ("leadership", Track::Management),
    ("technical", Track::IndividualContributor),
    ("expert", Track::IndividualContributor),
    ("mgmt", Track::Management),
    ("ics", Track::IndividualContributor),
    ("ic", Track::IndividualContributor),
];

/// The tracks that a piece of text names, if it names nothing else: "IC or Manager", "individual contributor".
///
/// Empty where any other word stands in it, since "Manager of Events" is a title, not a track.
#[must_use]
pub(super) fn parse_tracks(text: &str) -> Vec<Track> {
    let folded = fold(text);
    let mut rest = format!(" {folded} ");
    let mut tracks = Vec::new();
    for (name, track) in NAMES {
        let padded = format!(" {name} ");
        if rest.contains(&padded) {
            rest = rest.replace(&padded, " ");
            if !tracks.contains(&track) {
                tracks.push(track);
            }
        }
    }
    let only_joining_words = rest.split_whitespace().all(|word| {
        matches!(
            word,
            "or" | "and" | "track" | "tracks" | "path" | "only" | "the"
        )
    });
    tracks.sort_unstable();
    if only_joining_words {
        tracks
    } else {
        Vec::new()
    }
}

/// A level's name without the tracks that end it in brackets, and these tracks:
/// "Sr. Community Manager (IC or Manager)" is "Sr. Community Manager" and both tracks.
#[must_use]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tracks_are_read_from_names() {
        use Track::{IndividualContributor as Ic, Management};
        let both = vec![Ic, Management];
        let cases = [
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
        ];
        for (name, title, tracks) in cases {
            assert_eq!(split_track(name), (title.to_owned(), tracks), "{name:?}");
        }
    }
}
