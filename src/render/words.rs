//! Words that the team workbook and the overview page share: names of sheets, teams and states, counts and distances.

pub mod held;
mod lines;

pub use lines::{course, line_marks, line_steps, review_names};

use crate::analysis::{
    ActionOutcome, CoverageRow, CoverageStatus, Progress, Readiness, Scope, scale_titles,
};
use crate::labels::Labels;
use crate::model::{
    Amount, Assessment, CareerMap, Currency, Described, NO_TEAM, PersonTrack, Points, RatingSource,
    Scale, Track,
};

/// A number of the scale in words: the titles of the levels of that rank, or the number.
pub fn scale_words(labels: &Labels, map: &CareerMap, points: Points) -> String {
    scale_titles(map, points).unwrap_or_else(|| labels.number(points))
}

/// A rating in words, for a person on `track`: a level's title (or the two that it lies between), or the number.
pub fn rating(
    labels: &Labels,
    map: &CareerMap,
    points: Points,
    track: Option<PersonTrack>,
) -> String {
    match map.described(points, track) {
        Described::Level(title) => title.to_owned(),
        Described::Beside(one, other) => format!("{one} / {other}"),
        Described::Between(low, high) => {
            labels.with("rating.between", &[("low", &low), ("high", &high)])
        }
        Described::Step(points, name) => format!("{} ({name})", labels.number(points)),
        Described::Number(points) => labels.number(points),
    }
}

/// How many names or competencies a sentence lists before it counts the rest.
const IN_A_SENTENCE: usize = 4;

/// A sheet of the team workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// What needs a decision.
    Summary,
    /// People × competencies.
    HeatMap,
    /// Competencies by need.
    Gaps,
    /// Teams × competencies.
    Coverage,
    /// Where a team depends on few people.
    KeyPeople,
    /// How close people are to the target level.
    Bench,
    /// Where ratings of self and manager differ.
    SelfAndManager,
    /// What to ask before ratings are relied on.
    Questions,
    /// What was agreed to be done.
    Actions,
    /// What to book, and for how much.
    Programme,
    /// Who needs which step, and is in which group.
    Places,
    /// Who could help whom.
    Mentors,
    /// What managers recommend.
    Outcomes,
    /// What people do that the map does not name.
    Suggestions,
    /// One row a person.
    People,
    /// One row a team or manager.
    ByTeam,
    /// Teams, then and now.
    Trend,
    /// People, then and now.
    TrendPeople,
    /// Ratings, then and now.
    TrendRatings,
    /// Actions, then and now.
    TrendActions,
    /// Teams over several reviews.
    TrendLines,
    /// People over several reviews.
    TrendLinesPeople,
    /// The career map, then and now.
    MapChanges,
    /// People whom a tried-out map concerns.
    TrialPeople,
    /// Requirements and gaps under a tried-out map.
    TrialGaps,
    /// Entries without a place in a tried-out map.
    TrialLost,
    /// Pictures.
    Charts,
    /// One row a rating.
    Data,
    /// Who is missing, what was wrong.
    DataQuality,
    /// What the figures mean.
    Method,
}

impl Sheet {
    /// Its name. *Data* and *Coverage* have these names in every language, since other programs read them.
    pub fn name(self, labels: &Labels) -> &str {
        match self {
            Self::Coverage => "Coverage",
            Self::Data => "Data",
            _ => labels.say(self.keys().0),
        }
    }

    /// The question that it answers, for the contents; empty for a sheet that these do not list.
    pub fn answers(self, labels: &Labels) -> &str {
        labels.say(self.keys().1)
    }

    /// The keys of its name and of the question that it answers.
    const fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Summary => ("workbook.sheet.summary", ""),
            Self::HeatMap => ("workbook.sheet.heat-map", "workbook.contents.heat-map"),
            Self::Gaps => ("workbook.sheet.gaps", "workbook.contents.gaps"),
            Self::Coverage => ("", "workbook.contents.coverage"),
            Self::KeyPeople => ("workbook.sheet.key-people", "workbook.contents.key-people"),
            Self::Bench => ("workbook.sheet.bench", "workbook.contents.bench"),
            Self::SelfAndManager => (
                "workbook.sheet.self-and-manager",
                "workbook.contents.self-and-manager",
            ),
            Self::Questions => ("workbook.sheet.questions", "workbook.contents.questions"),
            Self::Actions => ("workbook.sheet.actions", "workbook.contents.actions"),
            Self::Programme => ("workbook.sheet.programme", "workbook.contents.programme"),
            Self::Places => ("workbook.sheet.places", "workbook.contents.places"),
            Self::Mentors => ("workbook.sheet.mentors", "workbook.contents.mentors"),
            Self::Outcomes => ("workbook.sheet.outcomes", "workbook.contents.outcomes"),
            Self::Suggestions => (
                "workbook.sheet.suggestions",
                "workbook.contents.suggestions",
            ),
            Self::People => ("workbook.sheet.people", "workbook.contents.people"),
            Self::ByTeam => ("workbook.sheet.by-team", "workbook.contents.by-team"),
            Self::Trend => ("workbook.sheet.trend", "workbook.contents.trend"),
            Self::TrendPeople => (
                "workbook.sheet.trend-people",
                "workbook.contents.trend-people",
            ),
            Self::TrendRatings => (
                "workbook.sheet.trend-ratings",
                "workbook.contents.trend-ratings",
            ),
            Self::TrendActions => (
                "workbook.sheet.trend-actions",
                "workbook.contents.trend-actions",
            ),
            Self::TrendLines => (
                "workbook.sheet.trend-lines",
                "workbook.contents.trend-lines",
            ),
            Self::TrendLinesPeople => (
                "workbook.sheet.trend-lines-people",
                "workbook.contents.trend-lines-people",
            ),
            Self::MapChanges => (
                "workbook.sheet.map-changes",
                "workbook.contents.map-changes",
            ),
            Self::TrialPeople => ("workbook.sheet.trial-people", ""),
            Self::TrialGaps => ("workbook.sheet.trial-gaps", ""),
            Self::TrialLost => ("workbook.sheet.trial-lost", ""),
            Self::Charts => ("workbook.sheet.charts", "workbook.contents.charts"),
            Self::Data => ("", "workbook.contents.data"),
            Self::DataQuality => (
                "workbook.sheet.data-quality",
                "workbook.contents.data-quality",
            ),
            Self::Method => ("workbook.sheet.method", "workbook.contents.method"),
        }
    }
}

/// An amount of money with the code of its currency: `1,200.50 EUR`.
pub fn money(labels: &Labels, amount: Amount, currency: Option<Currency>) -> String {
    let whole = usize::try_from(amount.0 / 1000).unwrap_or_default();
    let mut text = labels.whole(whole);
    let rest = amount.0 % 1000;
    if rest != 0 {
        let digits = format!("{rest:03}");
        let digits = digits.strip_suffix('0').unwrap_or(&digits);
        text = format!("{text}{}{digits}", labels.say("number.decimal"));
    }
    match currency {
        Some(currency) => format!("{text} {}", currency.code()),
        None => text,
    }
}

/// The name of a team, or of everybody.
pub fn scope<'l>(labels: &'l Labels, scope: &'l Scope) -> &'l str {
    match scope {
        Scope::All => labels.say("workbook.all"),
        Scope::Team(team) if team == NO_TEAM => labels.say("workbook.no-team"),
        Scope::Team(team) => team,
    }
}

/// The name of a person's team.
pub fn team<'l>(labels: &'l Labels, assessment: &'l Assessment) -> &'l str {
    let team = assessment.person.team.as_deref();
    team.unwrap_or_else(|| labels.say("workbook.no-team"))
}

/// The word for a status.
pub fn status(labels: &Labels, status: CoverageStatus) -> &str {
    match status {
        CoverageStatus::Uncovered => labels.say("workbook.status.uncovered"),
        CoverageStatus::Thin => labels.say("workbook.status.thin"),
        CoverageStatus::Covered => labels.say("workbook.status.covered"),
    }
}

/// The word for the source of the rating that decides.
pub fn source(labels: &Labels, source: RatingSource) -> &str {
    match source {
        RatingSource::Agreed => labels.say("workbook.source.agreed"),
        RatingSource::Manager => labels.say("workbook.source.manager"),
        RatingSource::SelfRated => labels.say("workbook.source.self"),
        RatingSource::NotAssessed => labels.say("workbook.source.not-assessed"),
        RatingSource::NotApplicable => labels.say("workbook.source.not-applicable"),
    }
}

/// The word for how an action stands.
pub fn progress(labels: &Labels, progress: Progress) -> &str {
    match progress {
        Progress::Overdue => labels.say("workbook.progress.overdue"),
        Progress::Open => labels.say("workbook.progress.open"),
        Progress::Done => labels.say("workbook.progress.done"),
        Progress::Dropped => labels.say("workbook.progress.dropped"),
    }
}

/// The word for what happened to an action.
pub fn outcome(labels: &Labels, outcome: ActionOutcome) -> &str {
    match outcome {
        ActionOutcome::Kept => labels.say("workbook.outcome.kept"),
        ActionOutcome::Moved => labels.say("workbook.outcome.moved"),
        ActionOutcome::Missed => labels.say("workbook.outcome.missed"),
        ActionOutcome::Running => labels.say("workbook.outcome.running"),
        ActionOutcome::Dropped => labels.say("workbook.outcome.dropped"),
        ActionOutcome::NotNamed => labels.say("workbook.outcome.not-named"),
    }
}

/// The name of a track.
pub fn track(labels: &Labels, track: PersonTrack) -> &str {
    match track {
        PersonTrack::One(Track::IndividualContributor) => labels.say("track.ic"),
        PersonTrack::One(Track::Management) => labels.say("track.management"),
        PersonTrack::Both => labels.say("track.both"),
    }
}

/// `5 of 8`.
pub fn n_of_m(labels: &Labels, n: usize, of: usize) -> String {
    labels.with(
        "workbook.n-of-m",
        &[("n", &labels.whole(n)), ("of", &labels.whole(of))],
    )
}

/// How many competencies somebody meets: `5 of 8`, or `5 of 8, 1 not assessed`.
pub fn meets(labels: &Labels, readiness: &Readiness) -> String {
    let count = n_of_m(labels, readiness.met, readiness.applies);
    match readiness.not_assessed() {
        0 => count,
        blank => labels.with(
            "workbook.meets-blank",
            &[("count", &count), ("blank", &blank)],
        ),
    }
}

/// A distance on the scale in words: `1 level`, `0.5 points`.
pub fn distance(labels: &Labels, map: &CareerMap, points: Points) -> String {
    let key = match map.scale {
        Scale::Rank => "workbook.levels",
        Scale::Proficiency => "workbook.points",
    };
    labels.amount(key, points)
}

/// A number of people: `3 people`.
pub fn people(labels: &Labels, people: usize) -> String {
    labels.count("workbook.people", people, &[])
}

/// How many people work at the level that the team needs, as managers confirm.
pub fn carried(labels: &Labels, row: &CoverageRow) -> String {
    match row.depth_confirmed {
        0 => labels.say("workbook.summary.nobody").to_owned(),
        carriers => people(labels, carriers),
    }
}

/// `A, B and C`, or the first few and how many more.
pub fn some_of(labels: &Labels, names: &[&str]) -> String {
    if names.len() <= IN_A_SENTENCE {
        return labels.listed(names);
    }
    let (named, more) = names.split_at(IN_A_SENTENCE - 1);
    labels.with(
        "workbook.some-more",
        &[
            ("names", &named.join(", ")),
            ("n", &labels.whole(more.len())),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_between_levels_has_the_decimal_sign_of_the_language() {
        use crate::labels::Catalogue;
        use crate::model::testing::career_map;
        let map = career_map(&["Junior", "Senior"], &["Writing"]);
        for (language, number) in [("en", "1.5"), ("de", "1,5")] {
            let labels = Catalogue::embedded().labels(language).unwrap();
            assert_eq!(scale_words(&labels, &map, 1.5), number);
            assert_eq!(scale_words(&labels, &map, 2.0), "Senior");
            assert_eq!(rating(&labels, &map, 2.0, None), "Senior");
            assert_eq!(rating(&labels, &map, 3.5, None), number.replace('1', "3"));
        }
        let german = Catalogue::embedded().labels("de").unwrap();
        assert_eq!(
            rating(&german, &map, 1.5, None),
            "zwischen Junior und Senior"
        );
    }

    #[test]
    fn lists_read_like_a_sentence() {
        let some_of = |names: &[&str]| some_of(&Labels::english(), names);
        assert_eq!(some_of(&["A"]), "A");
        assert_eq!(some_of(&["A", "B"]), "A and B");
        assert_eq!(some_of(&["A", "B", "C", "D"]), "A, B, C and D");
        assert_eq!(some_of(&["A", "B", "C", "D", "E"]), "A, B, C and 2 more");
    }
}
