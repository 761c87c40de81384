//! Career map alone → role profile, job description, interview guide and scorecard for each level.

use std::path::Path;

use super::characters;
use super::conclude::{FileCounts, failures, for_manifest, tally};
use super::documents::make_documents;
use super::failure::{Failure, broken, failed, text_failed, what_to_do};
use super::output_place::check_output_place;
use super::own_text::{JOB_DESCRIPTION, OwnText, read_level_texts, read_own_text};
use super::read::read_map;
use super::templates::{about_font, entries, load_templates, typesetter};
use super::{Observer, Stage};
use crate::config::Options;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::load::names::{MapNames, Unmatched};
use crate::model::{CareerMap, LevelId, PersonTrack};
use crate::output::{
    Committed, Manifest, OutputEntry, OutputFolder, Provenance, Reason, is_profile, profile_paths,
};
use crate::render::pdf::profile_data::{OwnTextData, ProfileData};
use crate::render::pdf::{
    LevelDocument, PlanError, PlanOptions, Typesetter, evict_cache, own_text_data, profile_data,
    with_level_text,
};
use crate::render::xlsx::{ScorecardInput, scorecard};
use crate::text::{closest, listed, shortened};

/// How many documents there are about a level.
const DOCUMENTS: usize = LevelDocument::ALL.len() + 1;

/// What only `profile` needs to know.
#[derive(Debug, Clone, Copy)]
pub struct ProfilesRequest<'a> {
    /// The folder to write to.
    pub output: &'a Path,
    /// The level as typed; `None` for all levels.
    pub level: Option<&'a str>,
    /// The track that the documents are for.
    pub track: Option<PersonTrack>,
    /// The speciality that the documents are for, as typed; `None` for the general map.
    pub speciality: Option<&'a str>,
}

/// What happened to the documents.
#[derive(Debug)]
pub struct ProfilesSummary {
    /// How many levels there are documents about.
    pub levels: usize,
    /// How many documents are in the folder.
    pub documents: usize,
    /// What happened to the files.
    pub tally: FileCounts,
    /// Every problem, by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes the documents about each level that is asked for.
///
/// # Errors
/// If there is not a career map, no such level, or the folder holds what another command wrote.
pub fn profiles(
    options: &Options,
    request: &ProfilesRequest<'_>,
    progress: &dyn Observer,
) -> Result<ProfilesSummary, Failure> {
    check_output_place(request.output, [options])?;
    let (map, mut diagnostics, map_entry) = read_map(options)?;
    let own = own_map(&map, request);
    let chosen = own.and_then(|map| Ok((map, choose(map, request)?)));
    let (map, chosen) = chosen.map_err(|problem| {
        Failure::Input(diagnostics.iter().cloned().chain([problem]).collect())
    })?;
    let OwnText {
        prose,
        problems,
        entry,
    } = read_own_text(options, JOB_DESCRIPTION);
    diagnostics.extend(problems);
    let levels: Vec<LevelId> = chosen.iter().map(|(level, _)| *level).collect();
    let of_levels = read_level_texts(options, JOB_DESCRIPTION, map, &levels);
    diagnostics.extend(of_levels.problems);
    let general = prose.as_ref().zip(entry.as_ref());
    let general = general.map(|(prose, entry)| (own_text_data(prose), entry.file.clone()));
    let texts: Vec<Texts> = levels
        .iter()
        .map(|level| {
            let own = of_levels.texts.get(level).map(|(prose, file)| {
                let general = general.as_ref().map(|(data, _)| data.clone());
                (with_level_text(general, prose), file.clone())
            });
            own.into_iter().chain(general.clone()).collect()
        })
        .collect();
    let (templates, plan_options) = load_templates(options)?;
    let template_entries = entries(&templates);
    let typesetter = typesetter(templates, &plan_options, options.date)?;
    diagnostics.extend(about_font(&typesetter, &plan_options));
    let folder = OutputFolder::open(request.output, is_profile)?;
    let paths = folder.spelled(profile_paths(map, &chosen).concat());
    let writer = ProfileWriter {
        options,
        plan_options,
        map,
        texts: &texts,
        chosen: &chosen,
        paths: &paths,
        typesetter: &typesetter,
        folder: &folder,
    };
    let made = make_documents(
        options,
        Stage::Profiles,
        paths.len(),
        progress,
        |index| writer.document(index),
        |index, said| broken(&paths[index], said),
    );
    diagnostics.extend(made?);
    let manifest = Manifest {
        as_of: options.date,
        inputs: std::iter::once(map_entry)
            .chain(entry)
            .chain(of_levels.entries)
            .collect(),
        templates: template_entries,
        ..Manifest::empty()
    };
    // Only a run over all levels knows which documents are out of date.
    let whole = request.level.is_none() && request.track.is_none() && request.speciality.is_none();
    let out_of_date = |_: &OutputEntry| whole.then_some(Reason::NotMade);
    let (tally, done) = put_in_place(folder, manifest, out_of_date, &mut diagnostics)?;
    Ok(ProfilesSummary {
        levels: chosen.len(),
        documents: done.written.len(),
        tally,
        diagnostics,
    })
}

/// Puts documents about the map into their folder; returns what happened to the files, and how many there are. `why` gives
/// the reason why an earlier document is out of date. Adds what went wrong to `diagnostics`, which are by place then.
pub(super) fn put_in_place(
    folder: OutputFolder,
    manifest: Manifest,
    why: impl Fn(&OutputEntry) -> Option<Reason>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(FileCounts, Committed), Failure> {
    diagnostics.sort();
    diagnostics.dedup();
    let (_, done) = folder
        .close()?
        .commit(manifest, why, |done| for_manifest(diagnostics, done))?;
    diagnostics.extend(failures(&done));
    diagnostics.sort();
    diagnostics.dedup();
    Ok((tally(&done), done))
}

/// The map of the speciality that is asked for; the general one if none is.
fn own_map<'m>(
    map: &'m CareerMap,
    request: &ProfilesRequest<'_>,
) -> Result<&'m CareerMap, Diagnostic> {
    let Some(typed) = request.speciality else {
        return Ok(map);
    };
    match map.speciality_named(typed) {
        Some(found) => Ok(map.own(Some(found))),
        None => Err(Diagnostic::error(
            "speciality-unknown",
            Location::of_file(map.file.clone()),
            format!("The career map has no speciality “{typed}”."),
            match map.speciality_names().as_slice() {
                [] => "Leave out --speciality: the map has none.".to_owned(),
                all => {
                    let names: Vec<String> = all
                        .iter()
                        .map(|name| format!("“{}”", shortened(name)))
                        .collect();
                    let list = format!("The map has {}.", listed(&names));
                    match closest(typed, all.iter().copied()) {
                        Some(nearest) => format!("Did you mean “{nearest}”? {list}"),
                        None => list,
                    }
                }
            },
        )),
    }
}

/// The levels that are asked for, each with the track that its documents are for.
fn choose(
    map: &CareerMap,
    request: &ProfilesRequest<'_>,
) -> Result<Vec<(LevelId, Option<PersonTrack>)>, Diagnostic> {
    let Some(typed) = request.level else {
        let levels: Vec<_> = map
            .level_ids()
            .filter(|id| map.level(*id).is_on(request.track))
            .map(|id| (id, request.track))
            .collect();
        return if levels.is_empty() {
            Err(no_level(
                map,
                "No level of the career map is on this track.".to_owned(),
                "Leave out --track.".to_owned(),
            ))
        } else {
            Ok(levels)
        };
    };
    let named = MapNames::new(map)
        .level(typed, request.track)
        .map_err(|unmatched| {
            let titles = map.level_titles();
            no_level(
                map,
                match unmatched {
                    Unmatched::Unknown { .. } => {
                        format!("The career map has no level “{typed}”.")
                    }
                    Unmatched::Ambiguous { .. } => {
                        format!("Several levels of the career map are called “{typed}”.")
                    }
                },
                unmatched.help(&titles),
            )
        })?;
    let track = request.track.or(named.track.map(PersonTrack::One));
    if !map.level(named.level).is_on(track) {
        return Err(no_level(
            map,
            format!(
                "The level “{}” is not on this track.",
                map.level(named.level).title
            ),
            "Leave out --track, or choose another level.".to_owned(),
        ));
    }
    Ok(vec![(named.level, track)])
}

fn no_level(map: &CareerMap, message: String, help: String) -> Diagnostic {
    Diagnostic::error(
        "level-unknown",
        Location::of_file(map.file.clone()),
        message,
        help,
    )
}

/// The company's own sections of a job description, each with the file to name if it cannot be made with them: those
/// for all levels and for this one, then those for all alone.
type Texts = Vec<(OwnTextData, String)>;

/// What every thread needs.
struct ProfileWriter<'a> {
    options: &'a Options,
    plan_options: PlanOptions,
    map: &'a CareerMap,
    /// The company's own sections of the job description of each of `chosen`.
    texts: &'a [Texts],
    chosen: &'a [(LevelId, Option<PersonTrack>)],
    /// The paths of the documents about each level.
    paths: &'a [String],
    typesetter: &'a Typesetter,
    folder: &'a OutputFolder,
}

impl ProfileWriter<'_> {
    /// Makes the document with this index.
    fn document(&self, index: usize) -> Result<Vec<Diagnostic>, Diagnostic> {
        let (level, track) = self.chosen[index / DOCUMENTS];
        let path = self.paths[index].as_str();
        let Some(about) = LevelDocument::ALL.get(index % DOCUMENTS) else {
            return self.scorecard(level, track, path);
        };
        let data = profile_data(
            self.map,
            level,
            track,
            &self.plan_options,
            self.options.date,
        );
        // Once a level.
        if index.is_multiple_of(DOCUMENTS) {
            evict_cache();
        }
        let set = |data: &ProfileData| self.typesetter.about(*about, data, path);
        let is_job = *about == LevelDocument::JobDescription;
        let texts = self.texts[index / DOCUMENTS].iter().filter(|_| is_job);
        let mut remarks = Vec::new();
        let mut with_text = None;
        for (text, file) in texts {
            let data = ProfileData {
                own_text: Some(text.clone()),
                ..data.clone()
            };
            match set(&data) {
                Ok(set) => {
                    with_text = Some(set);
                    break;
                }
                // Without this text, if that helps.
                Err(error) => remarks.push(text_failed(file, "job description", &error)),
            }
        }
        let not_set = |error: PlanError| profile_failed(path, &error, what_to_do(&error));
        let set = with_text.map_or_else(|| set(&data).map_err(not_set), Ok)?;
        remarks.extend(characters::in_document(self.map, path, &set));
        self.folder.stage(path, set.pdf, Provenance::default());
        Ok(remarks)
    }

    /// Makes the scorecard for interviews about a level.
    fn scorecard(
        &self,
        level: LevelId,
        track: Option<PersonTrack>,
        path: &str,
    ) -> Result<Vec<Diagnostic>, Diagnostic> {
        let input = ScorecardInput {
            map: self.map,
            level,
            track,
            options: &self.options.forms,
        };
        let card = scorecard(&input).map_err(|error| profile_failed(path, &error, error.help()))?;
        self.folder.stage(path, card, Provenance::default());
        Ok(Vec::new())
    }
}

fn profile_failed(path: &str, error: &dyn std::fmt::Display, help: &str) -> Diagnostic {
    failed(Code("profile-failed"), path, "document", error, help)
}
