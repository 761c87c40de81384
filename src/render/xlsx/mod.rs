//! Temporary.
/// x
pub struct BookInput<'a> {
    /// x
    pub review: &'a crate::model::Review,
    /// x
    pub people: &'a [crate::analysis::PersonAnalysis],
    /// x
    pub analysis: &'a crate::analysis::AnalysisOptions,
    /// x
    pub diagnostics: &'a [crate::diagnostic::Diagnostic],
    /// x
    pub plans: &'a [Option<String>],
    /// x
    pub options: &'a BookOptions,
}
/// x
#[derive(Default)]
pub struct BookOptions {
    /// x
    pub organisation: Option<String>,
    /// x
    pub map_fingerprint: String,
}
/// x
pub fn workbook(_: &BookInput<'_>) -> Result<Vec<u8>, std::io::Error> {
    Ok(vec![])
}
