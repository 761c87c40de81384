//! Evidence for and against a draft: a list of named pieces, each with its weight, and what rules a
//! draft out.
//!
//! This file has every number that decides between readings. A piece of evidence is a variant of [`Evidence`]: its
//! name, its weight and what it says are in one list; how far it was found in a draft, from 0 to 1, is in
//! [`Evidence::found`]. A reason that rules a draft out is a variant of
//! [`RuledOut`].

mod seen;

use super::other_tables::are_responsibilities;
use crate::load::career_map::drafts::draft::Draft;
use crate::load::career_map::drafts::draft::Source;
use crate::load::career_map::drafts::ruled_out::RuledOut;
use crate::load::career_map::layouts::blocks::{are_tracks, blocks};
use seen::Seen;

/// A draft with fewer points is not a career map.
const ENOUGH: f64 = 50.0;
/// Two drafts that are closer than this explain the workbook equally well.
const TIE: f64 = 2.5;
/// A reading is doubted if it has less than this many points more than another one.
const NEAR: f64 = 8.0;
/// A reading is doubted if it has less than this many points more than `ENOUGH`.
const WEAK: f64 = 4.0;
/// A draft that lacks less than this many points may still be a career map.
const LACKS: f64 = 10.0;
/// Texts of this length, on average, say what is expected.
const TELLING: f64 = 40.0;
/// Cells with fewer characters say what is expected only if something else says that they do.
const SHORT: f64 = 15.0;
/// From this many levels or competencies on, a map counts as large.
const MANY_LEVELS: f64 = 6.0;
const MANY_COMPETENCIES: f64 = 10.0;
/// More of the table's lines above the header than this count no worse.
const MANY_LINES: f64 = 3.0;
/// How much it still counts that names are as long as cells, where a label says that they are names.
const LABELLED: f64 = 0.4;
/// Below this share of recognised levels, their names are the company's own and need a label.
const RECOGNISED: f64 = 0.5;

/// Declares the pieces of evidence: each with its name, its weight (below zero it speaks against the draft) and what it says.
macro_rules! evidence {
    ($($piece:ident: $name:literal, $weight:literal, $says:literal;)+) => {
        /// A named piece of evidence.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(in crate::load::career_map) enum Evidence {
            $($piece),+
        }

        impl Evidence {
            /// All of them, as they are listed.
            pub(in crate::load::career_map) const ALL: &[Self] = &[$(Self::$piece),+];

            /// Its name, its weight and what it says.
            pub(in crate::load::career_map) const fn about(self) -> About {
                match self {
                    $(Self::$piece => About { name: $name, weight: $weight, says: $says }),+
                }
            }
        }
    };
}

evidence! {
    LevelsRecognised: "levels-recognised", 40.0, "the headings are names of levels";
    CellsFilled: "cells-filled", 20.0, "each competency has something for each level";
    TextsSaySomething: "texts-say-something", 15.0, "the cells hold texts that are long enough to say what is expected";
    CellsAreNumbers: "cells-are-numbers", 10.0, "the cells hold numbers, like required levels";
    ManyLevels: "many-levels", 5.0, "there are several levels";
    ManyCompetencies: "many-competencies", 5.0, "there are several competencies";
    NamesLabelled: "names-labelled", 5.0, "a label says where the competencies are";
    LevelsLabelled: "levels-labelled", 5.0, "a label says where the levels are";
    SpeaksOfCareers: "speaks-of-careers", 5.0, "the sheet's name or a text above the table is about careers";
    LevelsInOrder: "levels-in-order", 5.0, "the levels are in the order of their numbers or words of seniority";
    AxisNamed: "axis-named", 15.0,
        "the headings are not known names of levels, but a label says which side of the table is which";
    OwnTitlesAmongCareers: "own-titles-among-careers", 10.0,
        "the headings are not known names of levels, but the sheet is about careers";
    TitlesShareNoun: "titles-share-a-noun", 15.0,
        "the headings are not known names of levels, but share a noun, or are the titles of one trade";
    NumbersRise: "numbers-rise", 15.0,
        "the headings are not known names of levels, but in each row the numbers rise from one to the next";
    CellsAreLists: "cells-are-lists", 8.0, "the cells hold lists with bullets, as expectations often are";
    LevelsAlike: "levels-alike", -40.0, "levels have the same name";
    HeaderCutsTable: "header-cuts-table", -18.0, "lines above the header look as if they belonged to the table";
    HeadingsAsCompetencies: "headings-as-competencies", -15.0,
        "competencies have names that are headings of columns, such as Theme";
    LevelsAsCompetencies: "levels-as-competencies", -40.0, "competencies have names that are names of levels, or dates";
    CornerContradicts: "corner-contradicts", -20.0,
        "the heading above the names of the levels is a heading for competencies, or vice versa";
    TitlesLikeCells: "titles-like-cells", -40.0, "the names of the levels are as long as what the levels expect";
    NamesLikeCells: "names-like-cells", -30.0, "the names of the competencies are as long as what is expected";
    Configured: "configured", 100.0, "the settings say where the levels are";
}

/// The constants of a piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::load::career_map) struct About {
    /// Its stable name.
    pub(in crate::load::career_map) name: &'static str,
    /// The points that it gives where it is found in full; below zero it speaks against the draft.
    pub(in crate::load::career_map) weight: f64,
    /// What it says about the draft.
    pub(in crate::load::career_map) says: &'static str,
}

impl Evidence {
    /// How far it was found, from 0 to 1.
    fn found(self, seen: &Seen<'_>) -> f64 {
        let yes = |is: bool| if is { 1.0 } else { 0.0 };
        let signs = &seen.draft.signs;
        let is_unrecognised = signs.recognised < RECOGNISED;
        match self {
            // A few words of seniority among other words may be chance: *Teaching* is a stage, too.
            Self::LevelsRecognised if is_unrecognised => {
                signs.recognised * signs.recognised / RECOGNISED
            }
            Self::LevelsRecognised => signs.recognised,
            Self::CellsFilled => seen.fill,
            Self::TextsSaySomething if seen.contents.are_texts() => {
                seen.contents.mean_length() / TELLING
            }
            Self::TextsSaySomething => 0.0,
            Self::CellsAreNumbers => yes(seen.contents.are_numbers() && !seen.contents.are_texts()),
            Self::ManyLevels => seen.draft.levels.len() as f64 / MANY_LEVELS,
            Self::ManyCompetencies => seen.competencies.len() as f64 / MANY_COMPETENCIES,
            Self::NamesLabelled => yes(signs.names_are_labelled),
            Self::LevelsLabelled => yes(signs.levels_are_labelled),
            Self::SpeaksOfCareers => yes(signs.speaks_of_careers),
            Self::LevelsInOrder => yes(seen.is_ordered()),
            Self::AxisNamed => yes(is_unrecognised && signs.axis_is_named),
            Self::OwnTitlesAmongCareers => yes(is_unrecognised && signs.speaks_of_careers),
            Self::TitlesShareNoun => yes(is_unrecognised && seen.titles_are_of_one_trade()),
            Self::NumbersRise => yes(is_unrecognised && seen.all_numbers_rise()),
            Self::CellsAreLists => seen.lists(),
            Self::LevelsAlike => 1.0 - seen.distinct(),
            Self::HeaderCutsTable => signs.cut_off as f64 / MANY_LINES,
            Self::HeadingsAsCompetencies => seen.named_like_headings(),
            Self::LevelsAsCompetencies => seen.named_like_levels(),
            // Words of seniority are more reliable than a label.
            Self::CornerContradicts => yes(signs.corner_contradicts && !seen.tells_seniority()),
            Self::TitlesLikeCells => yes(seen.has_titles_like_cells()),
            // Where a label says that they are names, they may be longer.
            Self::NamesLikeCells if signs.names_are_labelled => {
                LABELLED * yes(seen.has_names_like_cells())
            }
            Self::NamesLikeCells => yes(seen.has_names_like_cells()),
            Self::Configured => yes(signs.configured),
        }
        .clamp(0.0, 1.0)
    }
}

impl RuledOut {
    /// The first that holds, of those that do not depend on points.
    fn first(seen: &Seen<'_>) -> Option<Self> {
        let Seen {
            draft, contents, ..
        } = seen;
        let signs = &draft.signs;
        if draft.levels.len() < 2 {
            return Some(Self::FewLevels);
        }
        if seen.scored == 0 || (seen.scored < 2 && !signs.configured) {
            return Some(Self::FewCompetencies);
        }
        if signs.against.is_some() {
            return signs.against;
        }
        if !signs.configured && !signs.confirmed && seen.are_people() {
            return Some(Self::LinesArePeople);
        }
        if contents.filled == 0 {
            return Some(Self::CellsSayNothing);
        }
        let blocks = blocks(draft);
        if !blocks.is_empty() && !are_tracks(draft, &blocks) {
            return Some(Self::SeveralBlocks);
        }
        if !contents.are_texts() && !contents.are_numbers() {
            return Some(if are_responsibilities(&signs.scale.unknown) {
                Self::Responsibilities
            } else if signs.scale.unknown.len() > 1 {
                Self::OrderUnknown
            } else if contents.marks * 2 > contents.filled {
                Self::OnlyMarks
            } else {
                Self::NeitherTextsNorNumbers
            });
        }
        // Ticks are for what is required, and blanks for the rest.
        let blanks_say_something =
            matches!(signs.scale.source, Source::Settings | Source::Ticks(_));
        if contents.are_numbers() && seen.fill < 0.5 && !blanks_say_something {
            return Some(Self::MostlyEmpty);
        }
        if contents.are_numbers() && !signs.confirmed && !seen.numbers_rise() {
            return Some(Self::NumbersDoNotRise);
        }
        let is_vouched_for = signs.names_are_labelled
            || signs.levels_are_labelled
            || signs.speaks_of_careers
            || signs.configured;
        if contents.are_texts() && contents.mean_length() < SHORT && !is_vouched_for {
            return Some(Self::TooShort);
        }
        if seen.asks() {
            return Some(Self::Questions);
        }
        seen.names_levels().then_some(Self::NamesLevels)
    }
}

/// A piece of evidence and how far it was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::load::career_map) struct Finding {
    pub(in crate::load::career_map) evidence: Evidence,
    /// From 0, not at all, to 1, in full.
    pub(in crate::load::career_map) found: f64,
}

impl Finding {
    /// What it adds to the total.
    pub(in crate::load::career_map) fn points(&self) -> f64 {
        self.evidence.about().weight * self.found
    }
}

/// What was found for and against a draft.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::load::career_map) struct Verdict {
    /// Every piece of evidence that was found at all.
    pub(in crate::load::career_map) findings: Vec<Finding>,
    /// Why it cannot be right, if it cannot.
    pub(in crate::load::career_map) ruled_out: Option<RuledOut>,
}

impl Verdict {
    /// All points together; more is better.
    pub(in crate::load::career_map) fn total(&self) -> f64 {
        self.findings.iter().map(Finding::points).sum()
    }

    /// Whether it explains the workbook as well as another one.
    pub(in crate::load::career_map) fn ties_with(&self, other: &Self) -> bool {
        (self.total() - other.total()).abs() < TIE
    }
}

impl Verdict {
    /// Whether another one explains the workbook nearly as well.
    pub(in crate::load::career_map) fn is_near(&self, other: &Self) -> bool {
        (self.total() - other.total()).abs() < NEAR
    }

    /// Whether it has hardly more points than a career map must have.
    pub(in crate::load::career_map) fn is_weak(&self) -> bool {
        self.total() < ENOUGH + WEAK
    }

    /// Whether it would be a career map with a few points more.
    pub(in crate::load::career_map) fn is_nearly_accepted(&self) -> bool {
        match self.ruled_out {
            None => true,
            Some(RuledOut::TooLittle) => self.total() > ENOUGH - LACKS,
            Some(_) => false,
        }
    }
}

/// Weighs a draft that knows what its rows are.
pub(in crate::load::career_map) fn verdict(draft: &Draft) -> Verdict {
    let seen = Seen::of(draft);
    let findings = Evidence::ALL
        .iter()
        .map(|evidence| Finding {
            evidence: *evidence,
            found: evidence.found(&seen),
        })
        .filter(|finding| finding.found > 0.0)
        .collect();
    let mut verdict = Verdict {
        findings,
        ruled_out: RuledOut::first(&seen),
    };
    if verdict.ruled_out.is_none() && verdict.total() < ENOUGH {
        verdict.ruled_out = Some(if seen.is_named_by_dates() {
            RuledOut::NamedByDates
        } else {
            RuledOut::TooLittle
        });
    }
    verdict
}

#[cfg(test)]
mod tests;
