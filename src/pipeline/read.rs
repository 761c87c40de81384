//! Input folder → review cycle with its analysis.

mod files;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use super::document_date;
use super::input_file::{ReadFile, bytes_of, open};
use super::{Failure, Observer, Stage};
use crate::analysis::{PersonAnalysis, analyse_person};
use crate::config::{CONFIG, Options};
use crate::diagnostic::{Diagnostic, Location};
use crate::load::assessment::rating_words;
use crate::load::career_map::{self, MapReading, configure_needs, unknown_teams};
use crate::load::collate::collate;
use crate::load::files::{find_assessments, find_career_map, find_decisions, find_roster};
use crate::load::managers::tell_apart;
use crate::load::names::MapNames;
use crate::load::outcomes::{
    add_outcomes, changes_without_reasons, promotions_not_above, unknown_recommendations,
};
use crate::load::person_track::levels_without_counterpart;
use crate::load::reconcile::{RosterIndex, reconcile};
use crate::load::roster::{RosterReading, read_roster};
use crate::load::sheet::{self, Workbook};
use crate::load::specialities::leave_out_foreign;
use crate::model::{
    Assessment, CareerMap, MapPicture, Review, RosterEntry, TableAccount, TablePlace,
};
use crate::output::InputEntry;
use crate::threads::{into_inner, lock, prefetch};
use files::{WaysOfReading, fetch, read_file};

/// Everything that was read, and its analysis.
#[derive(Debug)]
pub struct AnalysedReview {
    /// The career map and the assessments.
    pub review: Review,
    /// One analysis for each assessment of the review, in its order.
    pub people: Vec<PersonAnalysis>,
    /// Every problem, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that were read, by name.
    pub inputs: Vec<InputEntry>,
    /// How the columns of assessments and roster were understood, each way with its files.
    pub readings: Vec<(TableAccount, Vec<String>)>,
    /// For each of these ways, the place of the first file's table.
    pub places: Vec<TablePlace>,
    /// The file with the career map, and how it was read.
    pub map: MapSource,
}

impl AnalysedReview {
    /// Whether a file, a row or a cell was left out, or something needs a decision.
    pub fn has_problems(&self) -> bool {
        Diagnostic::any_problem(&self.diagnostics)
    }

    /// The fingerprint of the career map's file.
    pub(super) fn map_fingerprint(&self) -> String {
        let map = self.inputs.first();
        map.map(|entry| entry.sha256.to_string())
            .unwrap_or_default()
    }
}

/// A file that was read as a career map, whether it is one or not.
#[derive(Debug)]
pub struct MapSource {
    /// The result.
    pub reading: MapReading,
    workbook: Workbook,
    is_read: bool,
}

impl MapSource {
    fn new(workbook: Workbook, options: &Options) -> Self {
        let reading = career_map::read(&workbook, &options.map);
        Self {
            is_read: reading.career_map.is_some(),
            reading,
            workbook,
        }
    }

    /// Whether it was not read as a career map.
    pub const fn is_refused(&self) -> bool {
        !self.is_read
    }

    /// The map as it looks, each cell with what it was understood as.
    pub fn picture(&self) -> MapPicture {
        self.reading.picture(&self.workbook, self.is_read)
    }
}

/// Reads the career map and every assessment, and analyses them.
///
/// # Errors
/// If the career map cannot be read: without it there is nothing to compare with. Or if the user stopped it.
pub fn read(options: &Options, progress: &dyn Observer) -> Result<AnalysedReview, Failure> {
    match ThreadPoolBuilder::new()
        .num_threads(options.jobs.get())
        .build()
    {
        Ok(pool) => pool.install(|| read_all(options, progress)),
        // Without our own threads, rayon's default ones are used.
        Err(_) => read_all(options, progress),
    }
}

fn read_all(options: &Options, progress: &dyn Observer) -> Result<AnalysedReview, Failure> {
    let (mut map, mut diagnostics, map_entry, source) = read_map_whole(options)?;
    let config = Location::of_file(CONFIG);
    diagnostics.extend(configure_needs(&options.coverage_needs, &mut map, &config));
    let options = &*knowing_specialities(options, &map);
    let names = MapNames::new(&map);
    let (words, mut problems) = rating_words(&names, &options.ratings, &config);
    diagnostics.append(&mut problems);
    let (names, mut problems) = names
        .with_words(words)
        .with_offered(options.words.clone())
        .with_competencies(&options.assessments.competencies, &config);
    diagnostics.append(&mut problems);
    let (mut roster, roster_entry) = read_roster_file(options, &names);
    diagnostics.append(&mut roster.problems);
    let (mut files, mut problems) = find_assessments(&options.input, options.limits.files);
    diagnostics.append(&mut problems);
    files.extend(find_decisions(
        &options.input,
        options.career_map.as_deref(),
    ));

    let on_roster = roster.entries.as_deref().unwrap_or_default();
    let roster_index = RosterIndex::of(on_roster);
    progress.begin(Stage::Reading, files.len());
    let ways = Mutex::new(WaysOfReading::default());
    let read = prefetch(
        files.len(),
        || progress.stopped(),
        |index| fetch(&files[index], options),
        |index, bytes| {
            let file = &files[index];
            let bytes = bytes.unwrap_or_else(|| bytes_of(file, options));
            let mut reading = read_file(file, bytes, options, &names, &roster_index);
            // Nearly all files are read in one way: it is kept once, and not until everything is read.
            let tables = std::mem::take(&mut reading.tables);
            let mut ways = lock(&ways);
            for table in tables {
                ways.add(index, table);
            }
            drop(ways);
            progress.step();
            reading
        },
    );
    progress.end();
    if progress.stopped() {
        return Err(Failure::Stopped);
    }

    let people = read.iter().map(|reading| reading.assessments.len()).sum();
    let mut assessments = Vec::with_capacity(people);
    let mut outcomes = Vec::new();
    let mut inputs = vec![map_entry];
    let ways = into_inner(ways);
    let mut readings = ways.of_files(&files);
    if let (Some(table), Some(entry)) = (roster.table, &roster_entry) {
        readings.insert(table.account, (table.place, vec![entry.file.clone()]));
    }
    inputs.extend(roster_entry);
    inputs.extend(settings(options));
    drop(files);
    for mut reading in read {
        assessments.append(&mut reading.assessments);
        outcomes.append(&mut reading.outcomes);
        diagnostics.append(&mut reading.problems);
        inputs.extend(reading.entry);
    }
    if roster.entries.is_some() {
        diagnostics.append(&mut reconcile(&map, &mut assessments, &roster_index));
    }
    let (mut assessments, mut problems) = collate(assessments, &roster_index);
    diagnostics.append(&mut problems);
    diagnostics.extend(levels_without_counterpart(&map, &assessments));
    diagnostics.append(&mut add_outcomes(
        &mut assessments,
        outcomes,
        &roster_index,
        options.forms.cycle.as_deref(),
    ));
    let known = options.forms.recommendations();
    let are_set = options.forms.recommendations.is_some();
    diagnostics.extend(unknown_recommendations(
        &assessments,
        &known,
        are_set,
        &names,
    ));
    diagnostics.extend(changes_without_reasons(&assessments));
    diagnostics.extend(promotions_not_above(&assessments, &names));
    diagnostics.extend(tell_apart(roster.entries.as_deref_mut(), &mut assessments));
    diagnostics.extend(leave_out_foreign(&map, &mut assessments));
    let teams = teams(&assessments, roster.entries.as_deref().unwrap_or_default());
    diagnostics.extend(unknown_teams(&map, &teams));
    // Sorted by place, so that the report does not depend on the order of threads.
    diagnostics.sort();

    let mut review = Review::new(map, assessments, roster.entries, options.date);
    diagnostics.extend(document_date::doubts(&mut review, options));
    diagnostics.sort();
    let people = review
        .assessments
        .par_iter()
        .map(|assessment| {
            let own = review.own_map(&assessment.person);
            analyse_person(own, assessment, &options.analysis)
        })
        .collect();
    let (readings, places) = readings
        .into_iter()
        .map(|(account, (place, files))| ((account, files), place))
        .unzip();
    Ok(AnalysedReview {
        review,
        people,
        diagnostics,
        inputs,
        readings,
        places,
        map: source,
    })
}

/// The teams that somebody is in, or should be.
fn teams<'a>(assessments: &'a [Assessment], roster: &'a [RosterEntry]) -> BTreeSet<&'a str> {
    let assessed = assessments.iter().map(Assessment::team);
    let expected = roster
        .iter()
        .filter_map(|entry| entry.person.team.as_deref());
    assessed.chain(expected).collect()
}

/// Reads the career map, and nothing else.
///
/// # Errors
/// All diagnostics, if it cannot be read.
pub(super) fn read_map(
    options: &Options,
) -> Result<(CareerMap, Vec<Diagnostic>, InputEntry), Failure> {
    read_map_whole(options).map(|(map, diagnostics, entry, _)| (map, diagnostics, entry))
}

type MapRead = (CareerMap, Vec<Diagnostic>, InputEntry, MapSource);

fn read_map_whole(options: &Options) -> Result<MapRead, Failure> {
    let (mut source, entry) =
        map_source(options).map_err(|problem| Failure::Input(vec![problem]))?;
    let mut diagnostics = std::mem::take(&mut source.reading.diagnostics);
    match source.reading.career_map.take().zip(entry) {
        Some((map, entry)) => {
            diagnostics.extend(options.label_remarks.iter().cloned());
            Ok((map, diagnostics, entry, source))
        }
        None => Err(Failure::Input(diagnostics)),
    }
}

fn map_source(options: &Options) -> Result<(MapSource, Option<InputEntry>), Diagnostic> {
    let file = find_career_map(&options.input, options.career_map.as_deref())?;
    let ReadFile { entry, workbook } = open(&file, options);
    Ok((MapSource::new(workbook?, options), entry))
}

/// Opens the file that was refused as the career map once more, to show it; `None` if it cannot be opened.
pub fn read_refused_map(options: &Options) -> Option<MapSource> {
    map_source(options).ok().map(|(source, _)| source)
}

/// Reads the career map and the roster, and nothing else; without a roster if none can be read.
///
/// # Errors
/// All diagnostics, if the career map cannot be read.
pub(super) fn read_roster_and_map(options: &Options) -> Result<MapAndRoster, Failure> {
    let (map, mut diagnostics, _) = read_map(options)?;
    let options = &*knowing_specialities(options, &map);
    let names = MapNames::new(&map).with_offered(options.words.clone());
    let (mut roster, _) = read_roster_file(options, &names);
    diagnostics.extend(roster.problems);
    diagnostics.extend(tell_apart(roster.entries.as_deref_mut(), &mut []));
    Ok((map, roster.entries, diagnostics))
}

/// The settings for reading people with this map: only where it has specialities does a heading mean one.
fn knowing_specialities<'o>(options: &'o Options, map: &CareerMap) -> Cow<'o, Options> {
    if map.specialities.is_empty() {
        return Cow::Borrowed(options);
    }
    let mut known = options.clone();
    known.assessments = known.assessments.with_specialities();
    known.roster = known.roster.with_specialities();
    Cow::Owned(known)
}

type MapAndRoster = (CareerMap, Option<Vec<RosterEntry>>, Vec<Diagnostic>);

/// Reads a career map from any place, and nothing else.
///
/// # Errors
/// A diagnostic, if the file cannot be opened. For a file that is not a career map, the reading has no map.
pub fn read_map_alone(file: &Path, options: &Options) -> Result<MapSource, Diagnostic> {
    let at = Location::of_file(file.to_string_lossy().into_owned());
    let workbook = sheet::open(file, &at, &options.limits)?;
    Ok(MapSource::new(workbook, options))
}

/// The result of reading the roster, with its entry in the manifest.
fn read_roster_file(
    options: &Options,
    names: &MapNames<'_>,
) -> (RosterReading, Option<InputEntry>) {
    let refused = |problem| RosterReading {
        problems: vec![problem],
        ..RosterReading::default()
    };
    let file = match find_roster(&options.input) {
        Ok(Some(file)) => file,
        Ok(None) => return (RosterReading::default(), None),
        Err(problem) => return (refused(problem), None),
    };
    let ReadFile { entry, workbook } = open(&file, options);
    let reading = match workbook {
        Ok(workbook) => read_roster(&workbook, names, &options.roster),
        Err(problem) => refused(problem),
    };
    (reading, entry)
}

/// The settings' entries in the manifest, as far as there are any: those of the input folder, and those about the map where
/// they lie beside it.
fn settings(options: &Options) -> Vec<InputEntry> {
    let own = (CONFIG.to_owned(), options.input.join(CONFIG));
    let of_map = options
        .map_settings
        .iter()
        .map(|file| (file.shown.clone(), file.path.clone()))
        .filter(|file| *file != own);
    let entry = |(file, path)| Some(InputEntry::of(file, &fs::read(path).ok()?));
    of_map.chain([own.clone()]).filter_map(entry).collect()
}
