//! The line of a rating over several reviews, in words and marks.

use jiff::civil::Date;

use crate::analysis::{Comparisons, LineEntry, RatingLine, RatingTrend};
use crate::labels::Labels;
use crate::model::{Points, RatingSource, Review};
use crate::text::fold;

use super::{rating, source};

/// What each review is called, oldest first and this one last: its own name, else its date, else its number; no two alike.
/// `date` says a day as the document does.
pub fn review_names(
    labels: &Labels,
    comparisons: &Comparisons<'_>,
    date: impl Fn(Date) -> String,
) -> Vec<String> {
    let reviews = &comparisons.reviews;
    let day = |index: usize| reviews[index].1.map(&date);
    let dated = |index: usize| match (reviews[index].0, day(index)) {
        (Some(cycle), Some(day)) => format!("{cycle}, {day}"),
        (Some(cycle), None) => cycle.to_owned(),
        (None, Some(day)) => day,
        (None, None) => String::new(),
    };
    let short: Vec<String> = (0..reviews.len())
        .map(|index| reviews[index].0.map_or_else(|| dated(index), str::to_owned))
        .collect();
    let full: Vec<String> = (0..reviews.len()).map(dated).collect();
    let is_alone = |names: &[String], index: usize| {
        let folded = names.iter().map(|name| fold(name));
        let wanted = fold(&names[index]);
        !wanted.is_empty() && folded.filter(|name| *name == wanted).count() == 1
    };
    (0..reviews.len())
        .map(|index| {
            if is_alone(&short, index) {
                short[index].clone()
            } else if is_alone(&full, index) {
                full[index].clone()
            } else {
                labels.with("line.review", &[("n", &(index + 1))])
            }
        })
        .collect()
}

/// What each review says about a person, in words: ratings by the levels of today, and in the words of then where today's
/// map has no place for them.
pub fn line_steps(
    labels: &Labels,
    comparisons: &Comparisons<'_>,
    review: &Review,
    person: usize,
    line: &RatingLine,
) -> Vec<String> {
    let track = review.assessments[person].person.track;
    let mut earlier = comparisons.earlier();
    let mut was_expected = false;
    line.0
        .iter()
        .map(|entry| {
            let then = earlier.next();
            was_expected |= !matches!(entry, LineEntry::Absent | LineEntry::NotInMap);
            match entry {
                LineEntry::Absent => labels.say("line.absent").to_owned(),
                LineEntry::NotInMap if was_expected => labels.say("line.no-longer").to_owned(),
                LineEntry::NotInMap => labels.say("line.not-in-map").to_owned(),
                LineEntry::NotAssessed => source(labels, RatingSource::NotAssessed).to_owned(),
                LineEntry::NotApplicable => source(labels, RatingSource::NotApplicable).to_owned(),
                LineEntry::Rated {
                    today: Some(points),
                    ..
                } => rating(labels, &review.career_map, *points, track),
                LineEntry::Rated {
                    points,
                    today: None,
                } => {
                    let words = then.map_or_else(
                        || labels.number(*points),
                        |then| {
                            let before = then.people[person].as_ref().map(|one| then.before(one));
                            let track = before.and_then(|before| before.person.track);
                            rating(labels, &then.last.review.career_map, *points, track)
                        },
                    );
                    labels.with("line.other-map", &[("rating", &words)])
                }
            }
        })
        .collect()
}

/// A mark for each step from one review to the next: ↑ higher, ↓ lower, = the same, · not to be compared.
pub fn line_marks(line: &RatingLine) -> String {
    let mut last: Option<Points> = None;
    let marks = line.0.iter().enumerate().filter_map(|(index, entry)| {
        let today = match entry {
            LineEntry::Rated { today, .. } => *today,
            _ => None,
        };
        let mark = match (last, today) {
            (Some(one), Some(next)) if next > one => "↑",
            (Some(one), Some(next)) if next < one => "↓",
            (Some(_), Some(_)) => "=",
            _ => "·",
        };
        last = today.or(last);
        (index > 0).then_some(mark)
    });
    marks.collect::<Vec<_>>().join(" ")
}

/// Where a line leads, in words; `words` says a rating.
pub fn course(labels: &Labels, course: &RatingTrend, words: impl Fn(Points) -> String) -> String {
    let key = match course {
        one if one.last > one.first && one.falls => "line.rose-turned",
        one if one.last > one.first => "line.rose",
        one if one.last < one.first && one.rises => "line.fell-turned",
        one if one.last < one.first => "line.fell",
        one if one.rises => "line.back",
        _ => "line.stayed",
    };
    labels.count(
        key,
        course.ratings,
        &[("then", &words(course.first)), ("now", &words(course.last))],
    )
}
