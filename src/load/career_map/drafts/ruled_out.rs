//! Why a reading cannot be the career map.

use std::fmt;

/// Declares the reasons, each with its words: the end of a sentence that begins with *The file is not a career map:*.
macro_rules! reasons {
    ($($reason:ident: $words:literal;)+) => {
        /// Why a draft cannot be right.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(in crate::load::career_map) enum RuledOut {
            $($reason),+
        }

        impl fmt::Display for RuledOut {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self {
                    $(Self::$reason => $words),+
                })
            }
        }
    };
}

reasons! {
    FewLevels: "it names fewer than two levels";
    FewCompetencies: "it names fewer than two competencies";
    LinesArePeople: "its rows or columns are people, not levels";
    ListsPeople: "it lists people";
    Ratings: "it holds somebody's ratings";
    CellsSayNothing: "its cells say nothing about levels";
    OnlyMarks: "its cells hold only marks, as in a filled-in form";
    NeitherTextsNorNumbers: "its cells hold neither expectations nor required levels";
    MostlyEmpty: "most of its cells are empty";
    NumbersDoNotRise: "its numbers do not rise from level to level, so they are not what levels require";
    OrderUnknown: "its cells hold letters or words of a scale, but their order is unknown";
    Responsibilities: "its letters say who is responsible, accountable, consulted and informed";
    SeveralBlocks: "it holds several blocks of the same levels";
    OneLevelEach: "each line names one thing and one level, as in a list of somebody's skills, courses or jobs";
    Plan: "its columns say who does what and when, like a plan";
    Courses: "its columns say which courses there are, like a list of courses";
    Marking: "it gives points, like a rubric for marking";
    ReportingLines: "it says who reports to whom";
    UnknownSheetNames: "its sheets hold the same competencies, but their names do not say that they are levels";
    TooShort: "its cells are too short to say what is expected";
    NamesLevels: "its cells name levels, like somebody's ratings";
    Questions: "its cells ask questions, and do not say what is expected";
    NamedByDates:
        "its levels have dates as names. A spreadsheet program turns a title such as 1-2 into a date; format these \
         cells as text and type the titles again";
    TooLittle: "it has too little that looks like levels and expectations";
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
