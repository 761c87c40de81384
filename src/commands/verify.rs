//! `careermap verify`.

use super::{ExitStatus, explain};
use crate::cli::FolderArgs;
use crate::output::{DECISIONS, Difference, verify};
use crate::text::counted;
use crate::ui::Ui;

pub(super) fn execute(args: &FolderArgs, ui: &Ui) -> ExitStatus {
    let audit = match verify(&args.output) {
        Ok(audit) => audit,
        Err(error) => return explain(&error.into(), false, ui),
    };
    for finding in &audit.differences {
        ui.result(described(finding));
    }
    if audit.differences.is_empty() {
        ui.say(format!(
            "{} in {}, all as they were written.",
            counted(audit.manifest.outputs.len(), "file", "files"),
            args.output.display()
        ));
    }
    ExitStatus::of_problems(!audit.differences.is_empty())
}

fn described(finding: &Difference) -> String {
    match finding {
        Difference::Interrupted => {
            "interrupted: a run was stopped while it moved its files into place; run again to complete it".to_owned()
        }
        Difference::Old(file) => format!("old: {file} (from the run before; do not hand it out)"),
        Difference::Missing(file) => format!("missing: {file}"),
        Difference::Changed(file) if file == DECISIONS => {
            format!("changed: {file} (somebody filled it in; it stays until you move it into the input folder)")
        }
        Difference::Changed(file) => {
            format!("changed: {file} (differs from what careermap wrote; the next run moves it away)")
        }
        Difference::Foreign(file) => format!("extra: {file} (not written by careermap)"),
        Difference::Unreadable(file, why) => format!("unreadable: {file} ({why})"),
    }
}
