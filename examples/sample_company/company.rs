//! Writes a company's folder: the career map, the roster, one assessment a person, and one file of outcomes a manager.

mod assessment;
mod career_map;
mod decisions;
mod large;
mod outcomes;
mod own_words;
mod roster;

use std::error::Error;
use std::fs;
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use serde::de::DeserializeOwned;

/// The company's own text for its handbook.
const HANDBOOK: &str = "handbook.md";

/// Any number does; the same one gives the same company.
const SEED: u64 = 2026;

/// Writes the sample company into the folder `input`, or one of `count` people that is made up from the sample's texts.
pub(crate) fn write(input: &Path, count: Option<usize>) -> Result<(), Box<dyn Error>> {
    let texts = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join("sample_company");
    let map: career_map::Texts = read(&texts.join("career-map.toml"))?;
    save(
        &mut career_map::workbook(&map)?,
        &input.join("career-map.xlsx"),
    )?;

    // How the company's reviews work, for the handbook.
    fs::copy(texts.join(HANDBOOK), input.join(HANDBOOK))?;

    let mut cycle: assessment::Texts = read(&texts.join("people.toml"))?;
    if let Some(count) = count {
        cycle = large::company(cycle, count, SEED);
    } else {
        save(
            &mut decisions::workbook(&cycle.cycle)?,
            &input.join("decisions.xlsx"),
        )?;
    }
    save(&mut roster::workbook(&cycle)?, &input.join("roster.xlsx"))?;
    for person in &cycle.people {
        // The files are named with `/` between folders; joined piece by piece, so that it works on Windows too.
        let path = person
            .file
            .split('/')
            .fold(input.join("assessments"), |path, part| path.join(part));
        let mut workbook = if person.own_words {
            own_words::workbook(&cycle, person)?
        } else {
            assessment::workbook(&cycle, person)?
        };
        save(&mut workbook, &path)?;
    }
    for (manager, mut workbook) in outcomes::workbooks(&cycle.people)? {
        let file = format!("Outcomes – {manager}.xlsx");
        save(&mut workbook, &input.join("outcomes").join(file))?;
    }
    Ok(())
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<T, Box<dyn Error>> {
    Ok(toml::from_str(&fs::read_to_string(path)?)?)
}

fn save(workbook: &mut Workbook, path: &Path) -> Result<(), Box<dyn Error>> {
    // A fixed date, so that the same texts give the same bytes.
    workbook.set_properties(
        &DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 9, 1)?),
    );
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    workbook.save(path)?;
    Ok(())
}
