//! What each kind of document is set from: its data, and the template and the limits that it gets.

use serde::Serialize;

use super::data::{DocumentData, FootData, PacketData, PlanData};
use super::follow_up::FollowUpData;
use super::glyphs::missing;
use super::handbook_data::HandbookData;
use super::held::{HELD, HeldData};
use super::long_words::has_long_word;
use super::options::PlanLimits;
use super::profile_data::ProfileData;
use super::review_data::ReviewPacketData;
use super::typesetter::{Plan, PlanError, TypesetInput, Typesetter};

/// A document about a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LevelDocument {
    /// What the level expects, for those who hold it or work towards it.
    RoleProfile,
    /// The same for readers outside the company, with room for what the map does not say.
    JobDescription,
    /// What to look for in an interview, with room for questions and notes.
    InterviewGuide,
}

impl LevelDocument {
    /// All of them.
    pub const ALL: [Self; 3] = [
        Self::RoleProfile,
        Self::JobDescription,
        Self::InterviewGuide,
    ];

    const fn template(self) -> &'static str {
        match self {
            Self::RoleProfile => "/profile.typ",
            Self::JobDescription => "/job.typ",
            Self::InterviewGuide => "/interview.typ",
        }
    }
}

impl Typesetter {
    /// Sets one plan; see [`Typesetter::set`].
    ///
    /// # Errors
    /// If the template has a mistake or the document cannot be exported.
    pub fn plan(&self, data: &PlanData, ident: &str) -> Result<Plan, PlanError> {
        self.set(&self.plan_manuscript(data)?, ident)
    }

    /// A plan before it is set.
    ///
    /// # Errors
    /// If the data cannot be written as JSON.
    pub fn plan_manuscript(&self, data: &PlanData) -> Result<TypesetInput, PlanError> {
        let json = self.json_of(data, |data| &mut data.document)?;
        let foot = FootData {
            document: &data.document,
            person: &data.person,
        };
        Ok(TypesetInput {
            foot: serde_json::to_string(&foot)?,
            ..self.manuscript("/plan.typ", json, self.limits)
        })
    }

    /// The plans of many people as one document, each beginning on an odd page. It is laid out as a whole, so the
    /// memory grows with its length.
    ///
    /// # Errors
    /// If the data cannot be written as JSON.
    pub fn packet_manuscript(&self, data: &PacketData) -> Result<TypesetInput, PlanError> {
        let limits = self.limits.times(data.plans.len());
        Ok(self.manuscript("/packet.typ", serde_json::to_string(data)?, limits))
    }

    /// A manager's follow-up before it is set; see [`Typesetter::set`].
    ///
    /// # Errors
    /// If the data cannot be written as JSON.
    pub fn follow_up_manuscript(&self, data: &FollowUpData) -> Result<TypesetInput, PlanError> {
        let limits = self.limits.times(data.people.len());
        Ok(self.manuscript("/follow-up.typ", serde_json::to_string(data)?, limits))
    }

    /// Sets a document about a level; see [`Typesetter::set`].
    ///
    /// # Errors
    /// If the template has a mistake or the document cannot be exported.
    pub fn about(
        &self,
        about: LevelDocument,
        data: &ProfileData,
        ident: &str,
    ) -> Result<Plan, PlanError> {
        let json = serde_json::to_string(data)?;
        self.set(&self.manuscript(about.template(), json, self.limits), ident)
    }

    /// The handbook before it is set; see [`Typesetter::set`]. A company's whole map may be long: each level may take as many
    /// pages and as much time as a plan.
    ///
    /// # Errors
    /// If the data cannot be written as JSON.
    pub fn handbook_manuscript(&self, data: &HandbookData) -> Result<TypesetInput, PlanError> {
        let limits = self.limits.times(data.levels.len() + 1);
        let json = self.json_of(data, |data| &mut data.document)?;
        Ok(self.manuscript("/handbook.typ", json, limits))
    }

    /// A review packet before it is set; see [`Typesetter::set`]. Each person may take as many pages and as much time as a
    /// plan.
    ///
    /// # Errors
    /// If the data cannot be written as JSON.
    pub fn review_manuscript(&self, data: &ReviewPacketData) -> Result<TypesetInput, PlanError> {
        let limits = self.limits.times(data.people.len() + 1);
        let json = self.json_of(data, |data| &mut data.document)?;
        Ok(self.manuscript("/review-packet.typ", json, limits))
    }

    /// Sets a page of the documentation.
    pub(super) fn printed(&self, json: String, ident: &str) -> Result<Plan, PlanError> {
        self.set(&self.manuscript("/printed.typ", json, self.limits), ident)
    }

    /// Sets what is held about one person; see [`Typesetter::set`]. It may be long.
    ///
    /// # Errors
    /// If the document cannot be set or exported.
    pub fn held(&self, data: &HeldData, ident: &str) -> Result<Plan, PlanError> {
        /// A person's entries over many reviews take more pages than a plan.
        const TIMES: usize = 20;
        let json = serde_json::to_string(data)?;
        self.set(
            &self.manuscript(HELD, json, self.limits.times(TIMES)),
            ident,
        )
    }

    /// The data as JSON, which says in its part about the document whether a word is longer than a column.
    fn json_of<T: Serialize + Clone>(
        &self,
        data: &T,
        document: fn(&mut T) -> &mut DocumentData,
    ) -> Result<String, serde_json::Error> {
        let json = serde_json::to_string(data)?;
        if !self.long_labels && !has_long_word(&json) {
            return Ok(json);
        }
        let mut data = data.clone();
        document(&mut data).long_words = true;
        serde_json::to_string(&data)
    }

    fn manuscript(&self, template: &'static str, json: String, limits: PlanLimits) -> TypesetInput {
        TypesetInput {
            template,
            lacking: missing(&json, &self.shared.fonts),
            own_fonts: self.own_fonts,
            json,
            foot: String::new(),
            limits,
        }
    }
}
