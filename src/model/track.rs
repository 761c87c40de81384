//! The ways to grow, and which of them somebody is on.

use serde::{Deserialize, Serialize, Serializer};

/// A way to grow: by expertise, or by leading people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Track {
    /// Individual contributor: grows by expertise and seniority, without people management.
    #[serde(rename = "ic")]
    IndividualContributor,
    /// Leads a team.
    Management,
}

impl Track {
    /// The track's name in running text.
    pub const fn label(self) -> &'static str {
        match self {
            Self::IndividualContributor => "Individual contributor",
            Self::Management => "Management",
        }
    }
}

/// The track that a person is on, or that a document is for: one of them, or both at once, as with somebody who is mainly an
/// individual contributor and leads a few people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonTrack {
    /// One track.
    One(Track),
    /// Both tracks: what either of them expects.
    Both,
}

impl PersonTrack {
    /// Whether people on it are on `track`.
    pub fn includes(self, track: Track) -> bool {
        match self {
            Self::One(own) => own == track,
            Self::Both => true,
        }
    }

    /// Whether `other` has no track that this one lacks.
    pub fn covers(self, other: Self) -> bool {
        match other {
            Self::One(track) => self.includes(track),
            Self::Both => self == Self::Both,
        }
    }

    /// Its name in running text.
    pub const fn label(self) -> &'static str {
        match self {
            Self::One(track) => track.label(),
            Self::Both => "Both tracks",
        }
    }

    /// How data and labels call it: `ic`, `management` or `both`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::One(Track::IndividualContributor) => "ic",
            Self::One(Track::Management) => "management",
            Self::Both => "both",
        }
    }
}

impl From<Track> for PersonTrack {
    fn from(track: Track) -> Self {
        Self::One(track)
    }
}

impl Serialize for PersonTrack {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}
