//! Several blocks of the same levels in one table, one for each job: *Bakery* with *Junior*, *Skilled*, *Senior*, and *Counter* with
//! the same. They are several maps, unless the headings above them name tracks.

use crate::diagnostic::CellAddress;
use crate::load::career_map::drafts::draft::Draft;
use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::wording::title::heading;
use crate::load::setting_lines::list_line;
use crate::load::track::parse_tracks;
use crate::model::{CellRange, LeftOut, Orientation, WhyLeftOut};
use crate::text::{fold, in_quotes, tidy};

/// A block of levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::load::career_map) struct Block {
    /// The text above it.
    pub(in crate::load::career_map) name: String,
    /// Its levels, by their places.
    pub(in crate::load::career_map) levels: std::ops::Range<usize>,
    /// The columns or rows of its levels as the settings name them: `B:D`.
    pub(in crate::load::career_map) place: String,
}

/// The blocks of a draft's levels: at least two, each with at least two levels that another block has, too.
pub(in crate::load::career_map) fn blocks(draft: &Draft) -> Vec<Block> {
    if !matches!(
        draft.orientation,
        Orientation::LevelsInColumns | Orientation::LevelsInRows
    ) {
        return Vec::new();
    }
    let titles: Vec<String> = draft
        .levels
        .iter()
        .map(|level| fold(level.cells.last().map_or("", String::as_str)))
        .collect();
    // A block ends where a title repeats.
    let mut starts = vec![0];
    for place in 1..titles.len() {
        let start = starts.last().copied().unwrap_or(0);
        if titles[start..place].contains(&titles[place]) {
            starts.push(place);
        }
    }
    starts.push(titles.len());
    let ranges: Vec<_> = starts.windows(2).map(|pair| pair[0]..pair[1]).collect();
    let shares = |range: &std::ops::Range<usize>| {
        ranges.iter().filter(|other| *other != range).any(|other| {
            let shared = titles[range.clone()]
                .iter()
                .filter(|title| titles[other.clone()].contains(title));
            shared.count() >= 2
        })
    };
    if ranges.len() < 2 || !ranges.iter().all(shares) {
        return Vec::new();
    }
    ranges
        .into_iter()
        .map(|range| block(draft, range))
        .collect()
}

fn block(draft: &Draft, range: std::ops::Range<usize>) -> Block {
    let level = &draft.levels[range.start];
    let name = level
        .cells
        .first()
        .filter(|_| level.cells.len() > 1)
        .map(|cell| tidy(cell.trim_matches(['(', ')'])));
    let line = |place: usize| {
        let cell = draft.levels[place].at.cell()?;
        Some(match draft.orientation {
            Orientation::LevelsInRows => (u64::from(cell.row) + 1).to_string(),
            _ => CellAddress::column_letters(cell.column),
        })
    };
    let (first, last) = (line(range.start), line(range.end - 1));
    let place = match (first, last) {
        (Some(first), Some(last)) => format!("{first}:{last}"),
        _ => String::new(),
    };
    Block {
        name: name.unwrap_or_else(|| place.clone()),
        levels: range,
        place,
    }
}

/// Gives all levels of each block the text above its first level, if the header has that text only there: cells above
/// blocks are often not merged.
pub(in crate::load::career_map) fn name(draft: &mut Draft, table: &MapTable) {
    for block in blocks(draft) {
        let first = &draft.levels[block.levels.start];
        let above = first
            .at
            .cell()
            .filter(|_| first.cells.len() == 1)
            .and_then(|at| text_above(table, at));
        if let Some(text) = above {
            // In brackets a track is not a title, even if it is *Manager*.
            let text = if parse_tracks(&text).is_empty() {
                text
            } else {
                format!("({text})")
            };
            for level in &mut draft.levels[block.levels] {
                level.cells.insert(0, text.clone());
            }
        }
    }
}

/// The nearest text above a cell; left of it, if the table is turned.
fn text_above(table: &MapTable, at: CellAddress) -> Option<String> {
    /// Headers have at most this many lines.
    const LINES: usize = 3;
    let column = table.column_of(at)?;
    let place = if table.turned { at.column } else { at.row };
    let line = table.rows.binary_search(&place).ok()?;
    (line.saturating_sub(LINES)..line)
        .rev()
        .map(|line| tidy(table.text(line, column)))
        .find(|text| !text.is_empty())
}

/// A column of levels in a block that was not chosen.
pub(in crate::load::career_map) fn left_out(
    table: &MapTable,
    base: usize,
    column: usize,
) -> LeftOut {
    LeftOut {
        at: table.location(base, column),
        area: Some(CellRange::between(
            table.address(0, column),
            table.address(table.height() - 1, column),
        )),
        what: tidy(table.text(base, column)),
        why: WhyLeftOut::AnotherBlock,
    }
}

/// Whether a line names more than one track.
pub(in crate::load::career_map) fn name_tracks(table: &MapTable, line: usize) -> bool {
    let mut tracks: Vec<_> = (0..table.width())
        .flat_map(|column| parse_tracks(table.text(line, column)))
        .collect();
    tracks.sort_unstable();
    tracks.dedup();
    tracks.len() > 1
}

/// Whether the headings above the blocks name tracks, so that all of them are one map.
pub(in crate::load::career_map) fn are_tracks(draft: &Draft, blocks: &[Block]) -> bool {
    blocks.iter().all(|block| {
        draft.levels[block.levels.clone()].iter().all(|level| {
            !heading(level.cells.iter().map(String::as_str))
                .tracks
                .is_empty()
        })
    })
}

/// The ranks of levels in blocks that are tracks: the same title has the same rank in each.
pub(in crate::load::career_map) fn ranks(draft: &Draft) -> Option<Vec<u32>> {
    let blocks = blocks(draft);
    if blocks.is_empty() || !are_tracks(draft, &blocks) {
        return None;
    }
    let title = |place: usize| fold(draft.levels[place].cells.last().map_or("", String::as_str));
    let longest = blocks.iter().max_by_key(|block| block.levels.len())?;
    let order: Vec<String> = longest.levels.clone().map(title).collect();
    (0..draft.levels.len())
        .map(|place| {
            let rank = order.iter().position(|own| *own == title(place))?;
            u32::try_from(rank + 1).ok()
        })
        .collect()
}

/// What to do about several blocks: the lines that choose one, of those that work.
pub(in crate::load::career_map) fn help(
    draft: &Draft,
    works: impl Fn(&str) -> bool,
) -> Option<String> {
    let lines: Vec<String> = blocks(draft)
        .iter()
        .map(|block| (list_line("levels", [&block.place]), &block.name))
        .filter(|(line, _)| works(line))
        .map(|(line, name)| format!("`{line}` for {}", in_quotes(name)))
        .collect();
    (!lines.is_empty()).then(|| {
        format!(
            "Choose one: under [map] in careermap.toml, write {}.",
            lines.join(" or ")
        )
    })
}
