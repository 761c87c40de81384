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
    let usual = MailText::usual(to, &options.labels);
    let failed = |problem: Diagnostic| OwnMail {
        problems: vec![problem],
        ..OwnMail::default()
    };
    let file = match find_text(&options.input, name(to)) {
        Ok(Some(file)) => file,
        Ok(None) => {
            return OwnMail {
                text: Some(usual),
                ..OwnMail::default()
            };
        }
        Err(problem) => return failed(problem),
    };
    let at = file.at();
    let bytes = match bytes_of(&file, options) {
        Ok(bytes) => bytes,
        Err(problem) => return failed(problem),
    };
    let entry = Some(InputEntry::of(&*file.shown, &bytes));
    let (text, mut problems) = match prose::plain(&bytes, &at) {
        Ok(plain) => plain,
        Err(problem) => {
            return OwnMail {
                entry,
                ..failed(problem)
            };
        }
    };
    // A letter that cannot be read must not be in anybody's mail. In Windows-1252, each can.
    if text.contains('\u{FFFD}') {
        for problem in &mut problems {
            problem.message += " No mail drafts were made.";
        }
        return OwnMail {
            text: None,
            problems,
            entry,
        };
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let body = lines.by_ref().skip_while(|line| line.starts_with('#'));
    if body.count() == 0 {
        problems.push(Diagnostic::warning(
            "text-empty",
            at,
            "There is nothing in this text below its subject, so no mail drafts were made.",
            "Write the text, or remove the file; then the usual text is used.",
        ));
        return OwnMail {
            text: None,
            problems,
            entry,
        };
    }
    let text = match usual.with_own(to, &text) {
        Ok(text) => Some(text),
        Err(mistake) => {
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
            problems.push(Diagnostic::error(
                "mail-text-place",
                at,
                format!(
                    "Line {}: careermap does not fill in {{{}}}, so no drafts were made.",
                    mistake.line, mistake.place
                ),
                help,
            ));
            None
        }
    };
    OwnMail {
        text,
        problems,
        entry,
    }
}
