//! Why a reading cannot be the career map.

use std::fmt;

/// Why a draft cannot be right; displayed, the end of a sentence that begins with *The file is not a career map:*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::load::career_map) enum RuledOut {
    FewLevels,
    FewCompetencies,
    LinesArePeople,
    ListsPeople,
    Ratings,
    CellsSayNothing,
    OnlyMarks,
    NeitherTextsNorNumbers,
    MostlyEmpty,
    NumbersDoNotRise,
    OrderUnknown,
    Responsibilities,
    SeveralBlocks,
    OneLevelEach,
    Plan,
    Courses,
    Marking,
    ReportingLines,
    UnknownSheetNames,
    TooShort,
    NamesLevels,
    Questions,
    NamedByDates,
    TooLittle,
}

impl RuledOut {
    /// Whether only a setting is missing, which the refusal prints.
    pub(in crate::load::career_map) const fn wants_setting(self) -> bool {
        matches!(self, Self::OrderUnknown | Self::SeveralBlocks)
    }

    /// Whether it says what is missing rather than what the table is.
    pub(in crate::load::career_map) const fn is_vague(self) -> bool {
        matches!(
            self,
            Self::FewLevels
                | Self::FewCompetencies
                | Self::CellsSayNothing
                | Self::NeitherTextsNorNumbers
                | Self::MostlyEmpty
                | Self::TooShort
                | Self::TooLittle
        )
    }
}

impl fmt::Display for RuledOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::FewLevels => "it names fewer than two levels",
            Self::FewCompetencies => "it names fewer than two competencies",
            Self::LinesArePeople => "its rows or columns are people, not levels",
            Self::ListsPeople => "it lists people",
            Self::Ratings => "it holds somebody's ratings",
            Self::CellsSayNothing => "its cells say nothing about levels",
            Self::OnlyMarks => "its cells hold only marks, as in a filled-in form",
            Self::NeitherTextsNorNumbers => {
                "its cells hold neither expectations nor required levels"
            }
            Self::MostlyEmpty => "most of its cells are empty",
            Self::NumbersDoNotRise => {
                "its numbers do not rise from level to level, so they are not what levels require"
            }
            Self::OrderUnknown => {
                "its cells hold letters or words of a scale, but their order is unknown"
            }
            Self::Responsibilities => {
                "its letters say who is responsible, accountable, consulted and informed"
            }
            Self::OneLevelEach => {
                "each line names one thing and one level, as in a list of somebody's skills, courses or jobs"
            }
            Self::Plan => "its columns say who does what and when, like a plan",
            Self::Courses => "its columns say which courses there are, like a list of courses",
            Self::Marking => "it gives points, like a rubric for marking",
            Self::UnknownSheetNames => {
                "its sheets hold the same competencies, but their names do not say that they are levels"
            }
            Self::ReportingLines => "it says who reports to whom",
            Self::SeveralBlocks => "it holds several blocks of the same levels",
            Self::TooShort => "its cells are too short to say what is expected",
            Self::NamesLevels => "its cells name levels, like somebody's ratings",
            Self::Questions => "its cells ask questions, and do not say what is expected",
            Self::NamedByDates => {
                "its levels have dates as names. A spreadsheet program turns a title such as 1-2 into a date; format \
                 these cells as text and type the titles again"
            }
            Self::TooLittle => "it has too little that looks like levels and expectations",
        })
    }
}
