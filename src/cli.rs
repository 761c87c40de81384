//! The command line as it is typed: clap's derive, and the completions and manual pages made from it.

mod arguments;
mod examples;
pub mod guides;

use std::path::PathBuf;

use clap::{CommandFactory as _, Parser, Subcommand, ValueHint};

use examples::{
    ABOUT_EXAMPLES, CHECK_EXAMPLES, COMPLETIONS_EXAMPLES, FOLLOW_UP_EXAMPLES, FORMS_EXAMPLES,
    HANDBOOK_EXAMPLES, INIT_EXAMPLES, PROFILE_EXAMPLES, PURGE_EXAMPLES, RUN_EXAMPLES,
};

pub use arguments::{
    AboutArgs, AudienceName, CheckArgs, CompletionsArgs, EjectArgs, FolderArgs, FollowUpArgs,
    Format, FormsArgs, HandbookArgs, InitArgs, InputArgs, MailToName, ManualArgs, PrintArgs,
    ProfileArgs, PurgeArgs, RunArgs, TemplatesCommand, TrackName,
};

/// Turns a career map and a folder of assessments into a development plan for each person and one
/// team gap workbook.
///
///   careermap my-company           goes through everything with you, step by step
///
///   careermap init my-company      makes a folder to start from
///   careermap forms my-company     writes the assessment forms to hand out
///   careermap check my-company     says what would be read, who is missing and what is wrong
///   careermap run my-company       writes the plans and the workbook
///
/// A folder holds career-map.xlsx, the folder "assessments", and if you like roster.xlsx and
/// careermap.toml. Everything happens on this computer; nothing is sent anywhere.
#[derive(Debug, Parser)]
#[command(
    name = "careermap",
    version,
    verbatim_doc_comment,
    propagate_version = true,
    args_conflicts_with_subcommands = true
)]
pub struct Cli {
    /// The company's folder: checks it, shows what is missing and asks what to do next. Without it, asks for the folder.
    ///
    /// The same happens when somebody drops a folder on the program. It needs a terminal, since it asks.
    // A name with spaces that was typed without quotation marks arrives in parts.
    #[arg(value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub folder: Vec<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Cli {
    /// The names of the commands that the help lists.
    pub fn command_names() -> Vec<String> {
        Self::command()
            .get_subcommands()
            .filter(|command| !command.is_hide_set())
            .map(|command| command.get_name().to_owned())
            .collect()
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read everything and write the plans and the workbook.
    ///
    /// Exit code 0: all done. 1: done, but some files or rows were left out; each is named. 2: nothing could be
    /// done. 130: stopped with Ctrl-C; the output folder is as it was before.
    #[command(after_help = RUN_EXAMPLES)]
    Run(RunArgs),
    /// Read everything as `run` does and report problems; write nothing.
    ///
    /// Exit code 0: nothing is wrong. 1: somebody is missing, or some files or rows would be left out. 2: the career map
    /// cannot be read.
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckArgs),
    /// Write an assessment form for everybody on the roster, ready to hand out.
    ///
    /// Reads career-map.xlsx and roster.xlsx in the input folder. Existing forms are never overwritten.
    ///
    /// Exit code 0: all done. 1: done, but some people got no new form; each is named. 2: nothing could be done.
    #[command(after_help = FORMS_EXAMPLES)]
    Forms(FormsArgs),
    /// Write what managers need between two reviews: what is open, what is overdue, and the agreed days.
    ///
    /// Each manager gets a folder: follow-up.pdf has a page for each of their people, with the open actions and room for what
    /// happened; dates.ics has the days that were agreed, for a calendar; overdue.txt is the text of a mail about what is overdue.
    /// An action is overdue if it was due before --date; without it, before the latest date of an assessment. Files that
    /// careermap wrote there before are replaced; other files are never changed.
    ///
    /// Exit code 0: all done. 1: done, but some files or rows were left out; each is named. 2: nothing could be done. 130:
    /// stopped with Ctrl-C; the folder is as it was before.
    #[command(after_help = FOLLOW_UP_EXAMPLES)]
    FollowUp(FollowUpArgs),
    /// Write a role profile, a job description, an interview guide and a scorecard for a level, or for every level.
    ///
    /// They are made from the career map alone and say nothing about any person: for onboarding, hiring and promotion
    /// criteria. A text job-description.md in the input folder becomes part of each job description. Files that careermap
    /// wrote there before are replaced; other files are never changed.
    ///
    /// Exit code 0: all done. 1: done, but something was left out; each is named. 2: nothing could be done. 130:
    /// stopped with Ctrl-C; the folder is as it was before.
    #[command(after_help = PROFILE_EXAMPLES)]
    Profile(ProfileArgs),
    /// Write the handbook: the whole career map as one document for everybody.
    ///
    /// It is made from the career map alone and says nothing about any person: all levels and tracks, what is expected level
    /// by level and competency by competency, and what is new at each level. If the input folder has a text handbook.md
    /// (Markdown), it says how reviews work in your company. The handbook that careermap wrote there before is replaced;
    /// other files are never changed.
    ///
    /// Exit code 0: all done. 1: done, but something was left out; each is named. 2: nothing could be done. 130:
    /// stopped with Ctrl-C; the folder is as it was before.
    #[command(after_help = HANDBOOK_EXAMPLES)]
    Handbook(HandbookArgs),
    /// Start a new project folder: career map, roster, settings and an example to try everything with.
    ///
    /// Exit code 0: all done. 1: some files already existed and were not changed. 2: nothing could be done.
    #[command(after_help = INIT_EXAMPLES)]
    Init(InitArgs),
    /// Collect everything that the files hold about one person, to answer a request for access.
    ///
    /// Searches every file of the input folder, of earlier reviews and of the output folder, cell by cell, and writes a
    /// workbook and a PDF: each entry about the person with its file, sheet and cell, and what it was used as. Other people's
    /// names, employee IDs and addresses are left out. Where several people have the name, type the employee ID.
    ///
    /// Exit code 0: all done. 1: done, but there is something for you to look at; each is named. 2: nothing could be
    /// done, or it is not clear who is meant. 130: stopped with Ctrl-C; the folder is as it was before.
    #[command(after_help = ABOUT_EXAMPLES)]
    About(AboutArgs),
    /// Check an output folder against its manifest.json: what is missing, what somebody changed, what careermap did not
    /// write.
    ///
    /// Exit code 0: every file is as it was written. 1: some files are not; each is named. 2: there is no manifest.
    Verify(FolderArgs),
    /// Remove the files that careermap wrote into an output folder, and no others.
    ///
    /// Each file that is removed is listed. Files that somebody changed afterwards stay and are named. What careermap
    /// reads is never removed. Exit code 0: all removed. 1: something was left. 2: there is no manifest.
    #[command(after_help = PURGE_EXAMPLES)]
    Purge(PurgeArgs),
    /// Adapt the design of the plans.
    #[command(subcommand)]
    Templates(TemplatesCommand),
    /// Print a script that lets a shell complete what is typed.
    ///
    /// Packages and installers contain the scripts. Otherwise, put the script where your shell looks for completions.
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions(CompletionsArgs),
    /// Write the manual pages of careermap and of its commands into a folder, for `man`.
    ///
    /// For people who make packages: files of the same names are replaced.
    #[command(hide = true)]
    Manual(ManualArgs),
    /// Turn a page of the documentation into a PDF for printing.
    ///
    /// For people who make packages: a file of the same name is replaced.
    #[command(hide = true)]
    Print(PrintArgs),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
