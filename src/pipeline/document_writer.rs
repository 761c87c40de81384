//! Makes each document of a run, on whichever thread, and puts it into the output folder.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use super::characters;
use super::failure::{failed, packet_failed, plan_failed};
use super::managers::ManagersBook;
use super::order::CacheEviction;
use super::origin::SourceFingerprint;
use super::packets::Packet;
use super::read::AnalysedReview;
use super::review_packet::{TeamPacket, decisions_failed, reasons_cut};
use crate::analysis::Comparisons;
use crate::config::Options;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Assessment;
use crate::output::{ANONYMOUS_WORKBOOK, DECISIONS, OutputFolder, Provenance, WORKBOOK};
use crate::render::page::{Document, DocumentKind};
use crate::render::pdf::data::{PacketData, PlanData};
use crate::render::pdf::review_data::DiscussedReason;
use crate::render::pdf::{
    PlanError, PlanOptions, ReviewPacketInput, TypesetInput, Typesetter, evict_cache, plan_data,
    review_packet_data, since_data,
};
use crate::render::xlsx::{
    BookInput, BookOptions, DecisionsInput, FormOptions, ManagersOptions, WorkbookError,
    anonymous_workbook, decisions_file, workbook,
};
use crate::threads::lock;

/// One document to make.
#[derive(Debug, Clone, Copy)]
pub(super) enum DocumentJob {
    /// The team workbook.
    Workbook,
    /// The anonymous team workbook.
    AnonymousWorkbook,
    /// The workbook of the manager with this index.
    Managers(usize),
    /// The plan of the person with this index.
    Plan(usize),
    /// The packet with this index.
    Packet(usize),
    /// The review packet with this index.
    TeamPacket(usize),
    /// The file of decisions.
    Decisions,
}

/// The documents about several people that were made, for the overview.
pub(super) fn documents(
    managers: &[ManagersBook],
    packets: &[Packet],
    team_packets: &[TeamPacket],
    made: &BTreeSet<String>,
) -> Vec<Document> {
    let workbooks = [
        (DocumentKind::Workbook, WORKBOOK),
        (DocumentKind::AnonymousWorkbook, ANONYMOUS_WORKBOOK),
    ];
    let workbooks = workbooks.into_iter().map(|(kind, path)| Document {
        kind,
        path: path.to_owned(),
    });
    let managers = managers.iter().map(|book| Document {
        kind: DocumentKind::ManagersWorkbook(book.reports.manager.clone()),
        path: book.path.clone(),
    });
    let packets = packets.iter().map(|packet| Document {
        kind: DocumentKind::Packet(packet.manager.clone()),
        path: packet.path.clone(),
    });
    let team_packets = team_packets.iter().map(|packet| Document {
        kind: DocumentKind::ReviewPacket(packet.team.clone()),
        path: packet.path.clone(),
    });
    let decisions = Document {
        kind: DocumentKind::Decisions,
        path: DECISIONS.to_owned(),
    };
    workbooks
        .chain(managers)
        .chain(packets)
        .chain(team_packets)
        .chain([decisions])
        .filter(|document| made.contains(&document.path))
        .collect()
}

/// What every thread needs.
pub(super) struct DocumentWriter<'a> {
    pub(super) options: &'a Options,
    pub(super) plan_options: PlanOptions,
    pub(super) cycle: &'a AnalysedReview,
    pub(super) comparison: Option<&'a Comparisons<'a>>,
    pub(super) paths: &'a [String],
    pub(super) packets: &'a [Packet],
    pub(super) managers: &'a [ManagersBook],
    pub(super) managers_options: ManagersOptions,
    /// The people who are discussed, as indices into the assessments.
    pub(super) discussed: &'a BTreeMap<usize, DiscussedReason>,
    pub(super) team_packets: &'a [TeamPacket],
    pub(super) typesetter: &'a Typesetter,
    pub(super) origin: SourceFingerprint,
    pub(super) folder: &'a OutputFolder,
    /// Typst's messages about a template, and the indices of the people whose plan could not be made because of it.
    pub(super) mistakes: Mutex<BTreeMap<String, BTreeSet<usize>>>,
    /// The documents that were made, by their places.
    pub(super) made: Mutex<BTreeSet<String>>,
    pub(super) eviction: CacheEviction,
}

impl DocumentWriter<'_> {
    /// Keeps the document in this place, if it was made from the same sources.
    fn keep(&self, file: &str, provenance: &Provenance) -> bool {
        let is_kept = self.folder.keep(file, provenance);
        if is_kept {
            self.note(file);
        }
        is_kept
    }

    fn stage(&self, file: &str, bytes: Vec<u8>, provenance: Provenance) {
        self.folder.stage(file, bytes, provenance);
        self.note(file);
    }

    fn note(&self, file: &str) {
        lock(&self.made).insert(file.to_owned());
    }

    /// Makes a document, and returns the messages about it.
    pub(super) fn make(&self, job: DocumentJob) -> Result<Vec<Diagnostic>, Diagnostic> {
        match job {
            DocumentJob::Workbook | DocumentJob::AnonymousWorkbook | DocumentJob::Managers(_) => {
                self.workbook(job).map(|()| Vec::new())
            }
            DocumentJob::Plan(index) => self.plan(index),
            DocumentJob::Packet(index) => self.packet(&self.packets[index]).map(|()| Vec::new()),
            DocumentJob::TeamPacket(index) => self.team_packet(&self.team_packets[index]),
            DocumentJob::Decisions => self.decisions(),
        }
    }

    /// Where a document goes.
    pub(super) fn file(&self, job: DocumentJob) -> &str {
        match job {
            DocumentJob::Workbook => WORKBOOK,
            DocumentJob::AnonymousWorkbook => ANONYMOUS_WORKBOOK,
            DocumentJob::Managers(index) => &self.managers[index].path,
            DocumentJob::Plan(index) => &self.paths[index],
            DocumentJob::Packet(index) => &self.packets[index].path,
            DocumentJob::TeamPacket(index) => &self.team_packets[index].path,
            DocumentJob::Decisions => DECISIONS,
        }
    }

    fn data(&self, index: usize) -> PlanData {
        let review = &self.cycle.review;
        let data = plan_data(
            review,
            &review.assessments[index],
            &self.cycle.people[index],
            &self.plan_options,
        );
        PlanData {
            since: self.comparison.and_then(|comparison| {
                since_data(review, comparison, index, &self.plan_options.labels)
            }),
            ..data
        }
    }

    fn plan(&self, index: usize) -> Result<Vec<Diagnostic>, Diagnostic> {
        let assessment = &self.cycle.review.assessments[index];
        // The path is unique for each person and stays the same from cycle to cycle.
        let path = &self.paths[index];
        let manuscript = self
            .typesetter
            .plan_manuscript(&self.data(index))
            .map_err(|error| plan_failed(assessment, &error))?;
        let provenance = Provenance {
            person: Some(assessment.into()),
            made_from: self.origin.of(&manuscript, path),
        };
        if self.keep(path, &provenance) {
            return Ok(Vec::new());
        }
        let set = self.typesetter.set(&manuscript, path);
        self.eviction.plan_done();
        let plan = match set {
            // A mistake in a template affects most people, and is reported once.
            Err(PlanError::Template(mistake)) => {
                let mut mistakes = lock(&self.mistakes);
                mistakes.entry(mistake).or_default().insert(index);
                return Ok(Vec::new());
            }
            other => other.map_err(|error| plan_failed(assessment, &error))?,
        };
        let remarks = characters::in_plan(&self.cycle.review.career_map, assessment, &plan);
        self.stage(path, plan.pdf, provenance);
        Ok(remarks)
    }

    /// Makes a packet of plans. Characters that no font has were reported with each plan.
    fn packet(&self, packet: &Packet) -> Result<(), Diagnostic> {
        let data = PacketData {
            manager: packet.manager.clone(),
            plans: packet
                .people
                .iter()
                .map(|index| self.data(*index))
                .collect(),
        };
        self.set_packet(&packet.path, self.typesetter.packet_manuscript(&data))
            .map(drop)
    }

    /// Makes a team's review packet, in the language of everything that leadership gets.
    fn team_packet(&self, packet: &TeamPacket) -> Result<Vec<Diagnostic>, Diagnostic> {
        let input = ReviewPacketInput {
            review: &self.cycle.review,
            people: &self.cycle.people,
            comparison: self.comparison,
            options: &PlanOptions {
                labels: self.options.labels.clone(),
                ..self.plan_options.clone()
            },
        };
        let data = review_packet_data(&input, &packet.of_team());
        self.set_packet(&packet.path, self.typesetter.review_manuscript(&data))
    }

    /// Sets a document about several people; returns the messages about its characters.
    fn set_packet(
        &self,
        path: &str,
        manuscript: Result<TypesetInput, PlanError>,
    ) -> Result<Vec<Diagnostic>, Diagnostic> {
        let manuscript = manuscript.map_err(|error| packet_failed(path, &error))?;
        let provenance = Provenance {
            person: None,
            made_from: self.origin.of(&manuscript, path),
        };
        if self.keep(path, &provenance) {
            return Ok(Vec::new());
        }
        let set = self.typesetter.set(&manuscript, path);
        // Such a document is as large as many plans: none of its cache entries is worth keeping.
        evict_cache();
        let set = set.map_err(|error| packet_failed(path, &error))?;
        let remarks = characters::in_document(&self.cycle.review.career_map, path, &set);
        self.stage(path, set.pdf, provenance);
        Ok(remarks)
    }

    /// Makes the file of decisions.
    fn decisions(&self) -> Result<Vec<Diagnostic>, Diagnostic> {
        let review = &self.cycle.review;
        let people = self.discussed.keys();
        let people: Vec<&Assessment> = people.map(|index| &review.assessments[*index]).collect();
        let bytes = decisions_file(&DecisionsInput {
            map: &review.career_map,
            cycle: review.cycle(self.options.forms.cycle.as_deref()),
            assessed_until: review
                .assessments
                .iter()
                .filter_map(|one| one.assessed_on)
                .max(),
            people: &people,
            options: &FormOptions {
                date: review.as_of,
                ..self.options.forms.clone()
            },
        })
        .map_err(|error| decisions_failed(&error.to_string(), error.help()))?;
        self.stage(DECISIONS, bytes, Provenance::default());
        Ok(people.into_iter().filter_map(reasons_cut).collect())
    }

    fn workbook(&self, job: DocumentJob) -> Result<(), Diagnostic> {
        let made = match job {
            DocumentJob::Managers(index) => {
                let book = &self.managers[index];
                book.make(self.cycle, self.options, &self.managers_options)
            }
            _ => self.team_workbook(job),
        };
        let file = self.file(job);
        let bytes = made.map_err(|error| {
            let code = Code("workbook-failed");
            failed(code, file, "workbook", &error, error.help())
        })?;
        self.stage(file, bytes, Provenance::default());
        Ok(())
    }

    fn team_workbook(&self, job: DocumentJob) -> Result<Vec<u8>, WorkbookError> {
        let plans: Vec<Option<String>> = self.paths.iter().cloned().map(Some).collect();
        let input = BookInput {
            review: &self.cycle.review,
            people: &self.cycle.people,
            analysis: &self.options.analysis,
            comparison: self.comparison,
            diagnostics: &self.cycle.diagnostics,
            plans: &plans,
            options: &BookOptions {
                map_fingerprint: self.cycle.map_fingerprint(),
                ..self.options.workbook.clone()
            },
        };
        match job {
            DocumentJob::AnonymousWorkbook => anonymous_workbook(&input),
            _ => workbook(&input),
        }
    }
}
