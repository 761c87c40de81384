//! What a document is made from: a run does not set a document again if the last run made it from the same sources.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::output::{Fingerprint, InputEntry};
use crate::render::pdf::{PlanLimits, TypesetInput};

/// What all documents of a run have in common.
pub(super) struct SourceFingerprint {
    common: String,
}

impl SourceFingerprint {
    /// The program's code, the templates and fonts, the date, and how long a plan may get.
    pub(super) fn of_run(
        templates: &[InputEntry],
        as_of: Option<Date>,
        limits: PlanLimits,
    ) -> Self {
        let mut common = format!("{} {as_of:?} {limits:?}\n", env!("CAREERMAP_CODE"));
        // Plans do not depend on the overview's templates.
        let of_plans = templates
            .iter()
            .filter(|one| !one.file.starts_with("page/"));
        for template in of_plans {
            // Writing to a string cannot fail.
            let _ = writeln!(common, "{} {}", template.sha256, template.file);
        }
        Self {
            common: Fingerprint::of(common.as_bytes()).to_string(),
        }
    }

    /// The fingerprint of everything that one document is made from; `None` if it depends on the fonts of this
    /// computer, since only typesetting finds out which are used.
    pub(super) fn of(&self, manuscript: &TypesetInput, ident: &str) -> Option<Fingerprint> {
        manuscript.is_portable().then(|| {
            let parts = [
                &self.common,
                manuscript.template(),
                ident,
                manuscript.json(),
            ];
            Fingerprint::of(parts.join("\n").as_bytes())
        })
    }
}
