//! Temporary.
use super::sheet::Workbook;
use super::track::split_track;
use crate::diagnostic::{CellAddress, Diagnostic};
use crate::model::*;
use crate::text::tidy;
/// x
#[derive(Debug, Clone, Default)]
pub struct MapOptions;
/// x
pub fn read(workbook: &Workbook, _o: &MapOptions) -> (Option<CareerMap>, Vec<Diagnostic>) {
    let s = &workbook.sheets[0];
    let t = |r, c| {
        s.grid
            .get(r, c)
            .and_then(|v| v.text())
            .map(|x| x.into_owned())
    };
    let mut levels = vec![];
    for c in 1..=7u32 {
        let raw = t(3, c).unwrap();
        let (title, tracks) = split_track(&raw);
        levels.push(Level {
            title,
            code: None,
            aliases: vec![tidy(&raw)],
            tracks,
            rank: c,
            at: s.at.with_cell(CellAddress::new(3, c)),
        });
    }
    let mut competencies = vec![];
    for r in 4..12u32 {
        let name = tidy(&t(r, 0).unwrap());
        competencies.push(Competency {
            scored: !name.starts_with("Education"),
            name,
            category: None,
            weight: 1.0,
            expectations: (1..=7u32)
                .map(|c| {
                    t(r, c)
                        .unwrap()
                        .lines()
                        .map(|l| Expectation::new(l.trim_start_matches("• ")))
                        .collect()
                })
                .collect(),
            required: vec![None; 7],
            at: s.at.with_cell(CellAddress::new(r, 0)),
            cells: vec![None; 7],
        });
    }
    (
        Some(CareerMap {
            levels,
            competencies,
            scale: Scale::Rank,
            facts: vec![],
            library: vec![],
            file: workbook.at.to_string(),
            sheets: vec![s.name.clone()],
            orientation: Orientation::LevelsInColumns,
        }),
        vec![],
    )
}
