//! Career map and the company's own text → the handbook.

use std::path::Path;

use super::characters;
use super::conclude::FileCounts;
use super::documents::make_documents;
use super::failure::{Failure, broken, failed, text_failed, what_to_do};
use super::output_place::check_output_place;
use super::own_text::{OwnText, read_own_text};
use super::profiles::put_in_place;
use super::read::read_map;
use super::templates::{about_font, entries, load_templates, typesetter};
use super::{Observer, Stage};
use crate::config::Options;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{CareerMap, Prose};
use crate::output::{
    Manifest, OutputEntry, OutputFolder, Provenance, Reason, handbook_path, is_handbook,
};
use crate::render::pdf::{Plan, PlanError, PlanOptions, Typesetter, handbook_data};

/// The company's own text in the input folder, without its ending.
const TEXT: &str = "handbook";

/// What happened to the handbook.
#[derive(Debug)]
pub struct HandbookSummary {
    /// Its path in its folder.
    pub path: String,
    /// How many levels it is about.
    pub levels: usize,
    /// What happened to the file.
    pub tally: FileCounts,
    /// Every problem, by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes the handbook into the folder `output`.
///
/// # Errors
/// If there is not a career map, or the folder holds what another command wrote.
pub fn handbook(
    options: &Options,
    output: &Path,
    progress: &dyn Observer,
) -> Result<HandbookSummary, Failure> {
    check_output_place(output, [options])?;
    let (map, mut diagnostics, map_entry) = read_map(options)?;
    let OwnText {
        prose,
        problems,
        entry,
    } = read_own_text(options, TEXT);
    diagnostics.extend(problems);
    let (templates, plan_options) = load_templates(options)?;
    let template_entries = entries(&templates);
    let typesetter = typesetter(templates, &plan_options, options.date)?;
    diagnostics.extend(about_font(&typesetter, &plan_options));
    let folder = OutputFolder::open(output, is_handbook)?;
    let path = handbook_path(plan_options.labels.say("handbook.title"));
    let path = folder.spelled(vec![path]).concat();
    let text_file = entry.as_ref().map(|entry| entry.file.clone());
    let writer = HandbookWriter {
        options,
        plan_options,
        map: &map,
        prose,
        text_file,
        path: &path,
        typesetter: &typesetter,
        folder: &folder,
    };
    let made = make_documents(
        options,
        Stage::Handbook,
        1,
        progress,
        |_| writer.document(),
        |_, said| broken(&path, said),
    );
    diagnostics.extend(made?);
    let manifest = Manifest {
        as_of: options.date,
        inputs: std::iter::once(map_entry).chain(entry).collect(),
        templates: template_entries,
        ..Manifest::empty()
    };
    // In another language the handbook has another name.
    let out_of_date = |earlier: &OutputEntry| {
        Some(if earlier.file == path {
            Reason::NotMade
        } else {
            Reason::Renamed
        })
    };
    let (tally, _) = put_in_place(folder, manifest, out_of_date, &mut diagnostics)?;
    Ok(HandbookSummary {
        path,
        levels: map.levels.len(),
        tally,
        diagnostics,
    })
}

struct HandbookWriter<'a> {
    options: &'a Options,
    plan_options: PlanOptions,
    map: &'a CareerMap,
    prose: Option<Prose>,
    text_file: Option<String>,
    path: &'a str,
    typesetter: &'a Typesetter,
    folder: &'a OutputFolder,
}

impl HandbookWriter<'_> {
    /// Makes the handbook; without the company's own text if it cannot be made with it.
    fn document(&self) -> Result<Vec<Diagnostic>, Diagnostic> {
        let with_text = self.set(self.prose.clone());
        let (set, mut remarks) = match (with_text, &self.text_file) {
            (Ok(set), _) => (set, Vec::new()),
            (Err(error), Some(file)) if self.prose.is_some() => {
                let set = self.set(None).map_err(|error| self.failed(&error))?;
                (set, vec![text_failed(file, "handbook", &error)])
            }
            (Err(error), _) => return Err(self.failed(&error)),
        };
        let text = self.text_file.as_deref().zip(self.prose.as_ref());
        remarks.extend(characters::in_handbook(self.map, self.path, text, &set));
        self.folder.stage(self.path, set.pdf, Provenance::default());
        Ok(remarks)
    }

    fn set(&self, text: Option<Prose>) -> Result<Plan, PlanError> {
        let data = handbook_data(self.map, text, &self.plan_options, self.options.date);
        let manuscript = self.typesetter.handbook_manuscript(&data)?;
        self.typesetter.set(&manuscript, self.path)
    }

    fn failed(&self, error: &PlanError) -> Diagnostic {
        let code = Code("handbook-failed");
        failed(code, self.path, "handbook", error, what_to_do(error))
    }
}
