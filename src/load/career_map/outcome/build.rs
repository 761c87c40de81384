//! Builds the career map from the chosen draft.

use super::unused::Used;
use crate::diagnostic::Diagnostic;
use crate::load::career_map::content::kinds::report_facts;
use crate::load::career_map::content::order::{Order, Source, order_of, tracks};
use crate::load::career_map::content::placeholder::is_placeholder;
use crate::load::career_map::content::references::resolved;
use crate::load::career_map::content::requirement;
use crate::load::career_map::content::scale::{Contents, required};
use crate::load::career_map::drafts::draft::{Draft, DraftRow, Kind, Piece};
use crate::load::career_map::drafts::headings::{headings, title_row};
use crate::load::career_map::layouts::blocks;
use crate::load::career_map::options::MapOptions;
use crate::load::career_map::wording::title::Heading;
use crate::load::career_map::wording::words::is_mark;
use crate::load::setting_lines::order_line;
use crate::model::{CareerMap, Competency, Expectation, Level, LevelFact, Points, Scale};
use crate::text::{fold, in_quotes, shortened, tidy, tidy_lines};

/// Builds the career map of a draft.
pub(in crate::load::career_map) fn build(
    draft: &Draft,
    options: &MapOptions,
    diagnostics: &mut Vec<Diagnostic>,
) -> CareerMap {
    let headings = headings(draft);
    let mut order = order_of(draft, options);
    if order.source == Source::Place
        && let Some(ranks) = blocks::ranks(draft)
    {
        order.ranks = ranks;
    }
    report_order(draft, &headings, &order, diagnostics);
    let tracks = tracks(&headings, options);
    let mut places: Vec<usize> = (0..headings.len()).collect();
    places.sort_by_key(|place| order.ranks[*place]);
    let levels: Vec<Level> = places
        .iter()
        .map(|&place| Level {
            title: headings[place].title.clone(),
            code: headings[place].code.clone(),
            aliases: headings[place].aliases.clone(),
            tracks: tracks[place].clone(),
            rank: order.ranks[place],
            at: draft.levels[place].at.clone(),
        })
        .collect();
    let mut rows: Vec<DraftRow> = draft
        .rows
        .iter()
        .map(|row| DraftRow {
            cells: places
                .iter()
                .map(|place| row.cells[*place].clone())
                .collect(),
            ..row.clone()
        })
        .collect();
    let kinds = &draft.signs.kinds;
    let scale = scale(&rows, kinds);
    if scale == Scale::Rank {
        let scored = rows
            .iter_mut()
            .zip(kinds)
            .filter(|(_, kind)| is_scored(**kind));
        let pieces = scored.flat_map(|(row, _)| row.cells.iter_mut().flatten());
        pieces.for_each(name_filler);
    }
    let (mut of_levels, mut competencies) = (Vec::new(), Vec::new());
    let titles = title_row(draft).map(|row| row.at.clone());
    for (row, kind) in rows.iter().zip(kinds) {
        match *kind {
            // The titles are in the levels already.
            Kind::LevelFact if titles.as_ref() == Some(&row.at) => {}
            Kind::LevelFact => of_levels.push(row),
            Kind::Competency { scored } => competencies.push((row, scored)),
            Kind::LeftOut => {}
        }
    }
    report_facts(draft, options, diagnostics);
    report_cells(&competencies, scale, diagnostics);
    let drafts: Vec<&DraftRow> = competencies.iter().map(|(row, _)| *row).collect();
    let expectations = resolved(&drafts, &levels, diagnostics);
    let competencies: Vec<Competency> = competencies
        .into_iter()
        .zip(expectations)
        .map(|((row, scored), expectations)| competency(row, scored, expectations, scale, options))
        .collect();
    Used {
        draft,
        levels: &levels,
        forgotten: &order.forgotten,
        scale,
        highest: competencies
            .iter()
            .flat_map(|competency| competency.required.iter().flatten())
            .copied()
            .max_by(f64::total_cmp),
        options,
    }
    .report(diagnostics);
    CareerMap {
        levels,
        competencies,
        specialities: Vec::new(),
        of_speciality: None,
        scale,
        scale_top: draft.signs.scale.top.or(options.scale_top),
        scale_steps: if scale == Scale::Proficiency {
            draft.signs.scale.steps.clone()
        } else {
            Vec::new()
        },
        facts: of_levels.into_iter().map(level_fact).collect(),
        library: Vec::new(),
        coverage_needs: Vec::new(),
        file: draft.place.file().unwrap_or_default().to_owned(),
        sheets: draft.sheets.clone(),
        orientation: draft.orientation,
    }
}

const fn is_scored(kind: Kind) -> bool {
    matches!(kind, Kind::Competency { scored: true })
}

/// Marks a piece as an error if it only fills a cell among texts: a number, a cross, a text in square brackets.
fn name_filler(piece: &mut Piece) {
    /// Longer texts are not signs.
    const LONGEST: usize = 60;
    if piece.number.is_none() && piece.text.len() > LONGEST && !piece.text.contains('[') {
        return;
    }
    let text = tidy(&piece.text);
    let is_bracketed =
        text.starts_with('[') && text.ends_with(']') && text.matches('[').count() == 1;
    // In some scripts, two letters are a word.
    let is_sign = || is_mark(&text) && text.chars().all(|c| c.is_ascii() || !c.is_alphabetic());
    if piece.error.is_none()
        && (piece.number.is_some() || is_bracketed || is_sign())
        && !is_placeholder(&text)
    {
        piece.error = Some(format!("only {}", in_quotes(&shortened(&text))));
        piece.text.clear();
        piece.number = None;
    }
}

fn scale(rows: &[DraftRow], kinds: &[Kind]) -> Scale {
    let scored = rows.iter().zip(kinds).filter(|(_, kind)| is_scored(**kind));
    let pieces = scored.flat_map(|(row, _)| row.cells.iter().flatten());
    if Contents::of(pieces).are_numbers() {
        Scale::Proficiency
    } else {
        Scale::Rank
    }
}

fn competency(
    row: &DraftRow,
    scored: bool,
    expectations: Vec<Vec<Expectation>>,
    scale: Scale,
    options: &MapOptions,
) -> Competency {
    let weight = options
        .weights
        .iter()
        .find(|(name, _)| fold(name) == fold(&row.name))
        .map_or(1.0, |(_, weight)| *weight);
    let numbers: Vec<Option<(Points, Option<String>)>> = row
        .cells
        .iter()
        .map(|pieces| pieces.iter().find_map(required))
        .collect();
    let is_number = scale == Scale::Proficiency && scored;
    Competency {
        name: row.name.clone(),
        category: row.category.clone(),
        holds: true,
        scored,
        weight,
        expectations: expectations
            .into_iter()
            .zip(&numbers)
            .map(|(written, number)| match number {
                // The number is what is required; only the words beside it are an expectation.
                Some((_, words)) if is_number => words.iter().map(Expectation::new).collect(),
                _ => written,
            })
            .collect(),
        required: numbers
            .into_iter()
            .map(|number| number.filter(|_| is_number).map(|(points, _)| points))
            .collect(),
        at: row.at.clone(),
        cells: row
            .cells
            .iter()
            .map(|pieces| pieces.first().map(|piece| piece.at.clone()))
            .collect(),
    }
}

fn level_fact(row: &DraftRow) -> LevelFact {
    LevelFact {
        name: row.name.clone(),
        values: row
            .cells
            .iter()
            .map(|pieces| {
                let texts: Vec<String> = pieces
                    .iter()
                    .map(|piece| tidy_lines(&piece.text))
                    .filter(|text| !is_placeholder(text))
                    .collect();
                (!texts.is_empty()).then(|| texts.join("\n"))
            })
            .collect(),
    }
}

fn report_order(
    draft: &Draft,
    headings: &[Heading],
    order: &Order,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let at = draft
        .levels
        .first()
        .map_or_else(|| draft.place.clone(), |level| level.at.clone());
    let parallel = (1..=order.ranks.len())
        .any(|rank| order.ranks.iter().filter(|r| **r == rank as u32).count() > 1);
    let reason = match order.source {
        Source::Reversed => "the sheet lists the most senior level first",
        Source::Words => "the order follows the words of seniority in the titles",
        Source::Tracks => "a title that appears once for each track is one step",
        Source::Numbers if parallel => "levels with the same number are parallel",
        Source::Numbers if !order.ranks.is_sorted() => "the order follows the numbers",
        _ => return,
    };
    let mut steps: Vec<(u32, &str)> = order
        .ranks
        .iter()
        .copied()
        .zip(headings.iter().map(|heading| heading.title.as_str()))
        .collect();
    steps.sort_by_key(|(rank, _)| *rank);
    let steps: Vec<Vec<&str>> = steps
        .chunk_by(|a, b| a.0 == b.0)
        .map(|step| step.iter().map(|(_, title)| *title).collect())
        .collect();
    let listed: Vec<String> = steps.iter().map(|step| step.join(" = ")).collect();
    diagnostics.push(Diagnostic::note(
        "map-order",
        at,
        format!("From junior to senior: {}; {reason}.", listed.join(", ")),
        format!(
            "If the order is wrong, write `{}` under [map] in careermap.toml, with the levels in the right order.",
            order_line(&steps)
        ),
    ));
}

fn report_cells(
    competencies: &[(&DraftRow, bool)],
    scale: Scale,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (row, scored) in competencies {
        for piece in row.cells.iter().flatten() {
            if let Some(error) = &piece.error {
                diagnostics.push(Diagnostic::warning(
                    "map-cell",
                    piece.at.clone(),
                    format!(
                        "The cell holds {error} where “{}” should say what is expected.",
                        row.name
                    ),
                    "Correct the cell in the spreadsheet program and save the file.",
                ));
            } else if scale == Scale::Proficiency
                && *scored
                && required(piece).is_none()
                && !requirement::requires_nothing(&piece.text)
            {
                diagnostics.push(Diagnostic::warning(
                    "map-required",
                    piece.at.clone(),
                    format!(
                        "“{}” is not a number from 0 to 10, unlike the other cells of the map; nothing is required \
                         there.",
                        shortened(&piece.text)
                    ),
                    "Write the required number, or leave the cell empty if nothing is required.",
                ));
            }
        }
    }
}
