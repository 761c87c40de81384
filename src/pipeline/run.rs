//! A whole run: read, analyse, set the plans and the workbook, write.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Mutex;

use super::conclude::{RunDocuments, Summary, conclude};
use super::document_writer::{DocumentJob, DocumentWriter, documents};
use super::documents::make_documents;
use super::failure::{Failure, broken, template_failed};
use super::hand_out::{self, HandOut};
use super::managers::{self, managers_books};
use super::order::{CacheEviction, by_similarity};
use super::origin::SourceFingerprint;
use super::output_place::check_output_place;
use super::overview::{self, MadeDocuments};
use super::packets::packets;
use super::previous::{compare, padded, read_previous};
use super::read::read;
use super::review_packet::{decisions_stay, discussed, team_packets};
use super::templates::{about_font, entries, load_templates, typesetter};
use super::{Observer, Stage};
use crate::analysis::Comparisons;
use crate::config::Options;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Assessment, EmployeeId, Folders, PeopleIndex, PersonLookup, name_key};
use crate::output::{
    DECISIONS, OutputFolder, Provenance, is_follow_up, is_handbook, is_profile, plan_paths,
};
use crate::render::page::Design;
use crate::render::xlsx::Audience;
use crate::threads::into_inner;

/// What only a run needs to know.
#[derive(Debug, Clone, Default)]
pub struct RunOptions {
    /// The folder to write to.
    pub output: PathBuf,
    /// Employee IDs or parts of names; empty for everybody and the workbook.
    pub only: Vec<String>,
    /// Whether any problem keeps the run from writing.
    pub strict: bool,
    /// Whether each manager also gets one file with all their people's plans.
    pub packets: bool,
    /// Whether leadership also gets the review packet.
    pub review_packet: bool,
    /// What is made for handing the plans out.
    pub hand_out: HandOut,
    /// The reviews before this one, to compare with; oldest first.
    pub previous: Vec<Options>,
    /// Who team workbooks are made for, each at most once; empty for those of the configuration.
    pub audiences: Vec<Audience>,
}

/// Reads, analyses and writes everything.
///
/// # Errors
/// If nothing could be done at all; partial results are in the [`Summary`].
pub fn run(
    options: &Options,
    run: &RunOptions,
    progress: &dyn Observer,
) -> Result<Summary, Failure> {
    let reviews = std::iter::once(options).chain(&run.previous);
    check_output_place(&run.output, reviews)?;
    let mut cycle = read(options, progress)?;
    let earlier = read_previous(&run.previous, options, &mut cycle, progress)?;
    if cycle.review.assessments.is_empty() || (run.strict && cycle.has_problems()) {
        return Err(Failure::Input(cycle.diagnostics));
    }
    let chosen = choose(&cycle.review.assessments, &run.only).map_err(|problem| {
        Failure::Input(cycle.diagnostics.iter().cloned().chain([problem]).collect())
    })?;
    let whole = run.only.is_empty();
    let mut for_hand_out = hand_out::prepare(run.hand_out, options);
    cycle.inputs.extend(for_hand_out.entry.take());
    let (templates, plan_options) = load_templates(options)?;
    let template_entries = entries(&templates);
    let design = Design::from_files(templates.files());
    let typesetter =
        typesetter(templates, &plan_options, cycle.review.as_of)?.within(options.plans.limits());
    let font_note = about_font(&typesetter, &plan_options);
    let folder = OutputFolder::open(&run.output, |file| {
        !is_profile(file) && !is_handbook(file) && !is_follow_up(file)
    })?;
    let nobody = options.labels.say("form.no-manager");
    let folders = options.plans.folders;
    let no_team = options.labels.say("workbook.no-team");
    let none = match folders {
        Folders::Team => no_team,
        Folders::Manager => nobody,
    };
    let paths = folder.spelled(plan_paths(&cycle.review.assessments, folders, none));
    let packets = if run.packets {
        packets(&cycle.review.assessments, nobody, &folder)
    } else {
        Vec::new()
    };
    let audiences = if run.audiences.is_empty() {
        &options.workbook.audience
    } else {
        &run.audiences
    };
    let for_managers = whole && audiences.contains(&Audience::Managers);
    let (managers, managers_problems) = if for_managers {
        managers_books(&cycle, options.workbook.managers_see, &folder)
    } else {
        Default::default()
    };
    let decisions_at = folder.edited(DECISIONS);
    let (discussed, unknown) = if run.review_packet {
        discussed(&cycle.review, &options.review_packet)
    } else {
        (BTreeMap::new(), Vec::new())
    };
    let team_packets = if run.review_packet {
        team_packets(&cycle.review, &discussed, no_team, &folder)
    } else {
        Vec::new()
    };
    let places = chosen.iter().map(|index| paths[*index].as_str());
    let places = places.chain(packets.iter().map(|packet| packet.path.as_str()));
    folder.read_fingerprints(places.chain(team_packets.iter().map(|packet| packet.path.as_str())));
    let comparison = compare(&earlier, &run.previous, &cycle);
    let compared = comparison.as_ref().map(Comparisons::compared);
    let padded_note = comparison.as_ref().and_then(|found| padded(found, &cycle));
    let writer = DocumentWriter {
        options,
        plan_options,
        cycle: &cycle,
        comparison: comparison.as_ref(),
        paths: &paths,
        packets: &packets,
        managers: &managers,
        managers_options: managers::common(options, cycle.map_fingerprint()),
        discussed: &discussed,
        team_packets: &team_packets,
        typesetter: &typesetter,
        origin: SourceFingerprint::of_run(
            &template_entries,
            cycle.review.as_of,
            options.plans.limits(),
        ),
        folder: &folder,
        mistakes: Mutex::default(),
        made: Mutex::default(),
        eviction: CacheEviction::new(options.jobs),
    };
    // The workbooks first: they are the longest single pieces of work.
    let workbooks = [
        (Audience::Leadership, DocumentJob::Workbook),
        (Audience::Anonymous, DocumentJob::AnonymousWorkbook),
    ];
    let jobs: Vec<DocumentJob> = workbooks
        .into_iter()
        .filter(|(audience, _)| whole && audiences.contains(audience))
        .map(|(_, job)| job)
        .chain((0..managers.len()).map(DocumentJob::Managers))
        .chain(
            by_similarity(chosen.clone(), &cycle)
                .into_iter()
                .map(DocumentJob::Plan),
        )
        .chain((0..packets.len()).map(DocumentJob::Packet))
        .chain((0..team_packets.len()).map(DocumentJob::TeamPacket))
        .chain((run.review_packet && decisions_at.is_none()).then_some(DocumentJob::Decisions))
        .collect();
    let mut problems = make_documents(
        options,
        Stage::Writing,
        jobs.len(),
        progress,
        |index| writer.make(jobs[index]),
        |index, said| broken(writer.file(jobs[index]), said),
    )?;
    problems.extend(font_note.into_iter().chain(padded_note).chain(unknown));
    problems.extend(managers_problems);
    problems.extend(decisions_at.and_then(|at| decisions_stay(&at, &cycle.inputs)));
    let mistakes = into_inner(writer.mistakes);
    problems.extend(mistakes.iter().map(|(mistake, people)| {
        let people = people.iter().map(|index| &cycle.review.assessments[*index]);
        template_failed(mistake, &people.collect::<Vec<_>>())
    }));
    if whole {
        let made = into_inner(writer.made);
        let mut diagnostics = [&cycle.diagnostics[..], &problems].concat();
        diagnostics.sort();
        let plans = paths.iter().map(|path| made.get(path).cloned());
        let made = MadeDocuments {
            plans: &plans.collect::<Vec<_>>(),
            documents: &documents(&managers, &packets, &team_packets, &made),
            comparison: comparison.as_ref(),
        };
        match overview::of_run(options, &cycle, &made, &diagnostics, design) {
            Ok(pages) => pages.into_iter().for_each(|page| {
                folder.stage(&page.name, page.bytes, Provenance::default());
            }),
            Err(problem) => problems.push(problem),
        }
    }
    conclude(
        folder,
        RunDocuments {
            cycle,
            paths,
            chosen: (!whole).then_some(chosen),
            templates: template_entries,
            compared,
            earlier: run.previous.len(),
            problems,
            decisions_stay: decisions_at.is_some(),
            strict: run.strict,
        },
        progress,
        |folder, made, diagnostics| {
            let plans = (&made.cycle, made.paths.as_slice());
            hand_out::add(for_hand_out, options, plans, folder, diagnostics, progress)
        },
    )
}

/// The people whose plans are wanted, by index in ascending order: those with this employee ID, else those whose name
/// contains the text.
fn choose(assessments: &[Assessment], only: &[String]) -> Result<Vec<usize>, Diagnostic> {
    if only.is_empty() {
        return Ok((0..assessments.len()).collect());
    }
    let people = PeopleIndex::of(assessments.iter().map(|assessment| &assessment.person));
    let names: Vec<String> = assessments
        .iter()
        .map(|assessment| name_key(&assessment.person.name))
        .collect();
    let mut chosen = BTreeSet::new();
    for text in only {
        let wanted = name_key(text);
        let found: Vec<usize> = match people.with_id(&EmployeeId::new(text.as_str())) {
            PersonLookup::One(index) => vec![index],
            PersonLookup::Several(indices) => indices.to_vec(),
            PersonLookup::Nobody if wanted.is_empty() => Vec::new(),
            PersonLookup::Nobody => (0..names.len())
                .filter(|index| names[*index].contains(&wanted))
                .collect(),
        };
        if found.is_empty() {
            return Err(Diagnostic::error(
                "nobody-chosen",
                Location::default(),
                format!(
                    "Nobody in the review has the employee ID “{text}” or a name that contains it."
                ),
                "Check the spelling after --only; part of a name is enough.",
            ));
        }
        chosen.extend(found);
    }
    Ok(chosen.into_iter().collect())
}

#[cfg(test)]
mod tests;
