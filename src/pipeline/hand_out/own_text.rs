//! The company's own text of mail drafts, beside its settings.

use crate::config::Options;
use crate::diagnostic::Diagnostic;
use crate::load::files::find_text;
use crate::load::prose;
use crate::output::InputEntry;
use crate::pipeline::input_file::bytes_of;
use crate::render::mail::{MailText, MailTo};

/// A text for drafts.
#[derive(Default)]
pub(super) struct OwnMail {
    /// The text; `None` where the company's own cannot be used: a draft with another text than the company's might be sent.
    pub(super) text: Option<MailText>,
    /// What is to be said about it.
    pub(super) problems: Vec<Diagnostic>,
    /// Its file, if its bytes were read.
    pub(super) entry: Option<InputEntry>,
}

/// The name of its file, without the ending.
pub(super) const fn name(to: MailTo) -> &'static str {
    match to {
        MailTo::Person => "mail-person",
        MailTo::Manager => "mail-manager",
    }
}

/// The company's own text, `mail-person.md` or `mail-manager.md` in the input folder; the usual one if there is none.
pub(super) fn read(options: &Options, to: MailTo) -> OwnMail {
    let mut own = OwnMail::default();
    match text(options, to, &mut own) {
        Ok(text) => own.text = text,
        Err(problem) => own.problems.push(problem),
    }
    own
}

/// The text, unless something is wrong with it: then it is in the error, or among the problems of `own`.
fn text(options: &Options, to: MailTo, own: &mut OwnMail) -> Result<Option<MailText>, Diagnostic> {
    let usual = MailText::usual(to, &options.labels);
    let Some(file) = find_text(&options.input, name(to))? else {
        return Ok(Some(usual));
    };
    let bytes = bytes_of(&file, options)?;
    own.entry = Some(InputEntry::of(&*file.shown, &bytes));
    let (text, problems) = prose::plain(&bytes, &file.at())?;
    own.problems = problems;
    // A letter that cannot be read must not be in anybody's mail. In Windows-1252, each can.
    if text.contains('\u{FFFD}') {
        for problem in &mut own.problems {
            problem.message += " No mail drafts were made.";
        }
        return Ok(None);
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    if lines.all(|line| line.starts_with('#')) {
        return Err(Diagnostic::warning(
            "text-empty",
            file.at(),
            "There is nothing in this text below its subject, so no mail drafts were made.",
            "Write the text, or remove the file; then the usual text is used.",
        ));
    }
    usual.with_own(to, &text).map(Some).map_err(|mistake| {
        let all: Vec<String> = to.places().iter().map(|one| format!("{{{one}}}")).collect();
        let help = match mistake.nearest {
            Some(nearest) => {
                format!(
                    "Did you mean {{{nearest}}}? The places are {}.",
                    all.join(", ")
                )
            }
            None => format!("Write one of {}, or the words themselves.", all.join(", ")),
        };
        Diagnostic::error(
            "mail-text-place",
            file.at(),
            format!(
                "Line {}: careermap does not fill in {{{}}}, so no drafts were made.",
                mistake.line, mistake.place
            ),
            help,
        )
    })
}
