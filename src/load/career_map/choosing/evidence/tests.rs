use super::*;
use crate::diagnostic::Location;
use crate::load::career_map::content::kinds::kinds;
use crate::load::career_map::drafts::draft::{DraftLevel, DraftRow, Piece, Signs};
use crate::load::career_map::options::MapOptions;
use crate::model::Orientation;

/// A draft: titles of levels, and rows with a name and a text for each level.
fn draft(levels: &[&str], rows: &[(&str, &[&str])]) -> Draft {
    let at = Location::of_file("map.xlsx");
    Draft {
        orientation: Orientation::LevelsInColumns,
        sheets: vec!["Map".into()],
        place: at.clone(),
        header: "row 1".into(),
        levels: levels
            .iter()
            .map(|title| DraftLevel {
                cells: vec![(*title).to_owned()],
                at: at.clone(),
            })
            .collect(),
        rows: rows
            .iter()
            .map(|(name, cells)| DraftRow {
                name: (*name).to_owned(),
                category: None,
                at: at.clone(),
                cells: cells.iter().map(|text| piece(text)).collect(),
            })
            .collect(),
        left_out: Vec::new(),
        uses: Vec::new(),
        signs: Signs {
            recognised: 1.0,
            ..Signs::default()
        },
    }
}

fn piece(text: &str) -> Vec<Piece> {
    let piece = Piece {
        text: text.to_owned(),
        number: text.parse().ok(),
        error: None,
        at: Location::of_file("map.xlsx"),
    };
    if text.is_empty() {
        Vec::new()
    } else {
        vec![piece]
    }
}

const WRITES: &str = "Writes texts that everybody in the company understands";
const SPEAKS: &str = "Speaks to other people in the company and outside of it";

/// A draft without faults.
fn good() -> Draft {
    draft(
        &["Junior Engineer", "Engineer", "Senior Engineer"],
        &[
            ("Writing", &[WRITES, WRITES, WRITES]),
            ("Speaking", &[SPEAKS, SPEAKS, SPEAKS]),
        ],
    )
}

fn weighed(draft: &Draft) -> Verdict {
    let kinds = kinds(draft, &MapOptions::default());
    let mut draft = draft.clone();
    draft.signs.kinds = kinds;
    verdict(&draft)
}

/// How far a piece of evidence was found.
fn found(draft: &Draft, evidence: Evidence) -> f64 {
    let verdict = weighed(draft);
    let finding = verdict.findings.iter().find(|f| f.evidence == evidence);
    finding.map_or(0.0, |finding| finding.found)
}

/// A draft, another one, and a piece of evidence that is found further in the second.
#[track_caller]
fn rises(evidence: Evidence, from: &Draft, to: &Draft) {
    let (less, more) = (found(from, evidence), found(to, evidence));
    assert!(less < more, "{evidence:?}: {less} and {more}");
    let points = |found| Finding { evidence, found }.points();
    let speaks_for = evidence.about().weight > 0.0;
    assert_eq!(points(more) > points(less), speaks_for, "{evidence:?}");
}

fn with(change: impl FnOnce(&mut Draft)) -> Draft {
    let mut draft = good();
    change(&mut draft);
    draft
}

#[test]
fn each_piece_of_evidence_is_listed_once_with_a_name_and_a_weight_of_its_own_sense() {
    let names: std::collections::BTreeSet<&str> =
        Evidence::ALL.iter().map(|e| e.about().name).collect();
    assert_eq!(names.len(), Evidence::ALL.len());
    for evidence in Evidence::ALL {
        let About { name, weight, says } = evidence.about();
        assert!(
            name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'),
            "{name}"
        );
        assert!(weight.abs() >= 1.0 && !says.ends_with('.'), "{name}");
    }
}

/// The good draft, with other names of competencies.
fn named(names: [&str; 2]) -> Draft {
    with(|d| {
        for (row, name) in d.rows.iter_mut().zip(names) {
            name.clone_into(&mut row.name);
        }
    })
}

#[test]
fn competencies_named_like_levels_speak_against_a_draft() {
    let evidence = Evidence::LevelsAsCompetencies;
    for names in [
        ["Junior Baker", "Senior Baker"],
        ["2026-02-01", "2026-04-03"],
        ["1", "2"],
        ["Level 1", "Level 2"],
    ] {
        rises(evidence, &good(), &named(names));
        // Codes and stages may be names of either.
        rises(evidence, &named(["CB1", "Teaching"]), &named(names));
    }
    assert!(found(&named(["Writing", "Speaking"]), evidence) < 1e-9);
}

#[test]
fn a_corner_that_says_the_opposite_speaks_against_a_draft() {
    let evidence = Evidence::CornerContradicts;
    let coded = |contradicts: bool| {
        with(|d| {
            d.signs.corner_contradicts = contradicts;
            for (level, code) in d.levels.iter_mut().zip(["CB1", "CB2", "TX4"]) {
                level.cells = vec![code.to_owned()];
            }
        })
    };
    rises(evidence, &coded(false), &coded(true));
    // Words of seniority are more reliable.
    let words = with(|d| d.signs.corner_contradicts = true);
    assert!(found(&words, evidence) < 1e-9);
}

#[test]
fn names_that_are_sentences_speak_against_a_draft() {
    let titles = with(|d| {
        for level in &mut d.levels {
            level.cells = vec!["Keeps the week tidy and asks when a date slips".to_owned()];
        }
    });
    rises(Evidence::TitlesLikeCells, &good(), &titles);
    rises(Evidence::NamesLikeCells, &good(), &named([WRITES, SPEAKS]));
}

#[test]
fn a_refused_draft_with_dates_for_titles_says_what_happened() {
    let dates = with(|d| {
        d.signs.recognised = 0.0;
        for (level, date) in d
            .levels
            .iter_mut()
            .zip(["2026-02-01", "2026-04-03", "2026-06-05"])
        {
            level.cells = vec![date.to_owned()];
        }
    });
    assert_eq!(weighed(&dates).ruled_out, Some(RuledOut::NamedByDates));
}

#[test]
fn one_change_is_found_by_one_piece_of_evidence() {
    let signs = |change: fn(&mut Signs)| with(|d| change(&mut d.signs));
    for (evidence, from, to) in [
        (
            Evidence::LevelsRecognised,
            signs(|s| s.recognised = 0.5),
            good(),
        ),
        (
            Evidence::CellsFilled,
            with(|d| d.rows[0].cells[1].clear()),
            good(),
        ),
        (
            Evidence::NamesLabelled,
            good(),
            signs(|s| s.names_are_labelled = true),
        ),
        (
            Evidence::LevelsLabelled,
            good(),
            signs(|s| s.levels_are_labelled = true),
        ),
        (
            Evidence::SpeaksOfCareers,
            good(),
            signs(|s| s.speaks_of_careers = true),
        ),
        (
            Evidence::LevelsInOrder,
            with(|d| d.levels[1].cells = vec!["Principal Engineer".into()]),
            good(),
        ),
        (
            Evidence::LevelsAlike,
            good(),
            with(|d| d.levels[1] = d.levels[0].clone()),
        ),
        (Evidence::HeaderCutsTable, good(), signs(|s| s.cut_off = 1)),
        (
            Evidence::HeadingsAsCompetencies,
            good(),
            with(|d| d.rows[0].name = "Theme".into()),
        ),
        (Evidence::Configured, good(), signs(|s| s.configured = true)),
    ] {
        rises(evidence, &from, &to);
    }
    assert!((found(&good(), Evidence::CellsFilled) - 1.0).abs() < 1e-9);
    let of = |lines| {
        found(
            &with(|d| d.signs.cut_off = lines),
            Evidence::HeaderCutsTable,
        )
    };
    assert!((of(3) - of(9)).abs() < 1e-9);
}

#[test]
fn long_texts_speak_for_a_draft_and_numbers_too() {
    let short = draft(
        &["Junior", "Senior"],
        &[
            ("Writing", &["Writes texts", "Writes books"]),
            ("Speaking", &["Speaks", "Speaks well"]),
        ],
    );
    let numbers = draft(
        &["Junior", "Senior"],
        &[("Writing", &["1", "3"]), ("Speaking", &["1", "2"])],
    );
    rises(Evidence::TextsSaySomething, &short, &good());
    rises(Evidence::TextsSaySomething, &numbers, &short);
    rises(Evidence::CellsAreNumbers, &good(), &numbers);
}

#[test]
fn many_levels_and_competencies_speak_for_a_draft() {
    let small = draft(&["Junior", "Senior"], &[("Writing", &[WRITES, WRITES])]);
    rises(Evidence::ManyLevels, &small, &good());
    rises(Evidence::ManyCompetencies, &small, &good());
}

#[test]
fn where_titles_are_unknown_labels_count_more() {
    let unknown = |change: fn(&mut Signs)| {
        with(|d| {
            d.signs.recognised = 0.2;
            change(&mut d.signs);
        })
    };
    let named = unknown(|signs| signs.axis_is_named = true);
    let careers = unknown(|signs| signs.speaks_of_careers = true);
    rises(Evidence::AxisNamed, &unknown(|_| ()), &named);
    rises(
        Evidence::AxisNamed,
        &with(|d| d.signs.axis_is_named = true),
        &named,
    );
    rises(Evidence::OwnTitlesAmongCareers, &unknown(|_| ()), &careers);
    rises(
        Evidence::OwnTitlesAmongCareers,
        &with(|d| d.signs.speaks_of_careers = true),
        &careers,
    );
}

#[test]
fn a_draft_is_ruled_out_for_each_reason() {
    let why = |draft: &Draft| weighed(draft).ruled_out;
    assert_eq!(why(&good()), None);
    let of = |levels: &[&str], rows: &[(&str, &[&str])]| why(&draft(levels, rows));
    assert_eq!(
        of(&["Junior"], &[("Writing", &[WRITES])]),
        Some(RuledOut::FewLevels)
    );
    assert_eq!(
        of(&["Junior", "Senior"], &[("Writing", &[WRITES, WRITES])]),
        Some(RuledOut::FewCompetencies)
    );
    for against in [
        RuledOut::LinesArePeople,
        RuledOut::ListsPeople,
        RuledOut::Ratings,
    ] {
        assert_eq!(
            why(&with(|d| d.signs.against = Some(against))),
            Some(against)
        );
    }
    for (cells, reason) in [
        ([["N/A", "N/A"], ["N/A", "N/A"]], RuledOut::CellsSayNothing),
        ([["x", "x"], ["x", "x"]], RuledOut::OnlyMarks),
        (
            [["$ 80,000", "90k"], ["80%", "90%"]],
            RuledOut::NeitherTextsNorNumbers,
        ),
        ([["3", "1"], ["1", "3"]], RuledOut::NumbersDoNotRise),
        ([["Weekly", "Daily"], ["Slow", "Fast"]], RuledOut::TooShort),
        (
            [["Senior", "Senior"], ["Junior", "Senior"]],
            RuledOut::TooShort,
        ),
    ] {
        let rows: [(&str, &[&str]); 2] = [("Writing", &cells[0]), ("Speaking", &cells[1])];
        let why = of(&["Junior", "Senior"], &rows);
        assert_eq!(why, Some(reason), "{cells:?}");
    }
    assert_eq!(
        of(
            &["L1", "L2", "L3"],
            &[("Writing", &["1", "", ""]), ("Speaking", &["", "2", ""])]
        ),
        Some(RuledOut::MostlyEmpty)
    );
    let named = with(|d| {
        for row in &mut d.rows {
            row.cells = ["Senior Engineer", "Engineer", "Senior Engineer"]
                .map(piece)
                .to_vec();
        }
        d.signs.names_are_labelled = true;
    });
    assert_eq!(why(&named), Some(RuledOut::NamesLevels));
    assert_eq!(
        why(&with(|d| {
            d.signs.recognised = 0.0;
            for (level, title) in d.levels.iter_mut().zip(["Ground", "Hill", "Peak"]) {
                level.cells = vec![title.to_owned()];
            }
            for row in &mut d.rows {
                row.cells[1].clear();
            }
        })),
        Some(RuledOut::TooLittle)
    );
}

/// The good draft with unknown titles.
fn unknown(titles: [&str; 3]) -> Draft {
    with(|d| {
        d.signs.recognised = 0.0;
        for (level, title) in d.levels.iter_mut().zip(titles) {
            level.cells = vec![title.to_owned()];
        }
    })
}

#[test]
fn titles_that_nobody_knows_share_a_noun() {
    let evidence = Evidence::TitlesShareNoun;
    let strangers = unknown(["Ground", "Hill", "Peak"]);
    rises(
        evidence,
        &strangers,
        &unknown(["Commis Chef", "Sous Chef", "Maître"]),
    );
    // Sentences share words, too; and known titles need no noun.
    for other in [
        unknown([
            "Cooks soup for all of the guests",
            "Cooks fish for all of the guests",
            "Cooks",
        ]),
        good(),
    ] {
        assert!(found(&other, evidence) < 1e-9);
    }
}

#[test]
fn numbers_below_titles_that_nobody_knows_rise() {
    let evidence = Evidence::NumbersRise;
    let numbers = |titles, rows: [&[&str]; 3]| {
        let mut draft = unknown(titles);
        draft.rows = rows
            .into_iter()
            .map(|cells| DraftRow {
                cells: cells.iter().map(|text| piece(text)).collect(),
                ..draft.rows[0].clone()
            })
            .collect();
        draft
    };
    let titles = ["Helper", "Operator", "Planner"];
    let rising: [&[&str]; 3] = [&["1", "2", "3"], &["1", "1", "2"], &["2", "3", "3"]];
    let mixed: [&[&str]; 3] = [&["1", "2", "3"], &["3", "1", "2"], &["2", "3", "3"]];
    rises(evidence, &numbers(titles, mixed), &numbers(titles, rising));
}

#[test]
fn cells_with_bullets_are_lists() {
    let listed = with(|d| {
        for row in &mut d.rows {
            row.cells = vec![
                piece("• Writes texts"),
                piece("- Writes texts"),
                piece("A-Z"),
            ];
        }
    });
    rises(Evidence::CellsAreLists, &good(), &listed);
}

#[test]
fn a_total_is_the_sum_of_its_points() {
    let verdict = weighed(&good());
    let sum: f64 = verdict.findings.iter().map(Finding::points).sum();
    assert!((verdict.total() - sum).abs() < 1e-9 && sum > ENOUGH);
}
