//! What a company may choose about the analysis.

/// Choices of the company; the defaults suit the common case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnalysisOptions {
    /// How many focus areas a plan names at most.
    pub focus_areas: usize,
    /// How many people a team needs at the reference level for a competency to be covered.
    pub needed_people: usize,
}

impl Default for AnalysisOptions {
    fn default() -> Self {
        Self {
            focus_areas: 3,
            needed_people: 2,
        }
    }
}
