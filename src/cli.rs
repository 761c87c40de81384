//! The command line as it is typed: clap's derive, and the completions and manual pages made from it.

mod examples;
pub mod guides;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use jiff::civil::Date;

use examples::{
    ABOUT_EXAMPLES, CHECK_EXAMPLES, COMPLETIONS_EXAMPLES, FOLLOW_UP_EXAMPLES, FORMS_EXAMPLES,
    HANDBOOK_EXAMPLES, INIT_EXAMPLES, PROFILE_EXAMPLES, PURGE_EXAMPLES, RUN_EXAMPLES,
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
    /// This is what happens too when somebody drops a folder on the program. It needs a terminal, since it asks.
    // A name with spaces that was typed without quotation marks arrives in parts.
    #[arg(value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub folder: Vec<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Cli {
    /// The names of the commands that the help lists.
    #[must_use]
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
    /// Start a new project folder: career map, roster, configuration and an example to try everything with.
    ///
    /// Exit code 0: all done. 1: some files already existed and were left alone. 2: nothing could be done.
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

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
}

/// Arguments of `manual`.
#[derive(Debug, Args)]
pub struct ManualArgs {
    /// The folder; careermap makes it if necessary.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// Arguments of `print`.
#[derive(Debug, Args)]
pub struct PrintArgs {
    /// The page (.md); paths of pictures start at its folder.
    #[arg(value_name = "PAGE")]
    pub page: PathBuf,
    /// The PDF to write.
    #[arg(value_name = "PDF")]
    pub pdf: PathBuf,
}

/// What to do with the templates.
#[derive(Debug, Subcommand)]
pub enum TemplatesCommand {
    /// Write the template files into a folder, to be changed there.
    ///
    /// Existing files are left alone. Keep only what you change, and pass the folder to
    /// `careermap run --templates`.
    Eject(EjectArgs),
}

/// Arguments of `templates eject`.
#[derive(Debug, Args)]
pub struct EjectArgs {
    /// The folder; careermap makes it if necessary.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// Arguments that commands which read a project share.
#[derive(Debug, Default, Args)]
pub struct InputArgs {
    /// Folder with career-map.xlsx and the folder assessments [default: input].
    #[arg(value_name = "INPUT")]
    pub input: Option<PathBuf>,
    /// The date that all documents carry, as year-month-day [default: the latest assessment date].
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,
    /// How many documents to work on at once [default: as many as there are cores; at most four for each core].
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// Print only problems.
    #[arg(short, long)]
    pub quiet: bool,
}

impl InputArgs {
    /// The input folder: the one typed, else the usual one.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.input.as_deref().unwrap_or(Path::new("input"))
    }
}

/// Arguments of `run`.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own that is given or not"
)]
pub struct RunArgs {
    /// What to read and how.
    #[command(flatten)]
    pub input: InputArgs,
    /// Folder to write to; files in it that careermap did not write are never touched.
    #[arg(short, long, default_value = "output", value_name = "OUTPUT")]
    pub output: PathBuf,
    /// Make only the plans of people with this employee ID, or with this text in their name; can be given more than
    /// once. The workbook and other plans stay as they are.
    #[arg(long, value_name = "NAME-OR-ID")]
    pub only: Vec<String>,
    /// Also put all plans of each manager's people into one file, each plan beginning on an odd page: for printing.
    #[arg(long, conflicts_with = "only")]
    pub packets: bool,
    /// Also make what leadership needs to decide: decisions.xlsx, to be filled in, and for each team a PDF about the people
    /// to discuss.
    #[arg(long, conflicts_with = "only")]
    pub review_packet: bool,
    /// Also write hand-out.xlsx: everybody with address, manager, plan and its fingerprint, and what is in the way of handing it
    /// out; for a mail merge.
    #[arg(long, conflicts_with = "only")]
    pub hand_out: bool,
    /// Also write mail drafts into the folder mail: one for each person, with their plan, or one for each manager, with the plans of
    /// their people. Nothing is sent.
    #[arg(long, value_enum, value_name = "RECIPIENT", conflicts_with = "only")]
    pub mail_drafts: Option<MailToName>,
    /// Input folder of the review before this one: adds what has changed since to the plans and to the workbook. Can be
    /// given more than once, oldest review first.
    #[arg(long, value_name = "INPUT")]
    pub previous: Vec<PathBuf>,
    /// Whom to make workbooks for, with commas between: "leadership,managers,anonymous" [default: leadership].
    ///
    /// Each manager gets a file about their own people alone (managers/NAME.xlsx). Nobody can be identified in the
    /// anonymous one (team-gaps-anonymous.xlsx), by name or by subtraction.
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        value_name = "AUDIENCE",
        conflicts_with = "only"
    )]
    pub audience: Vec<AudienceName>,
    /// Write nothing if there is any problem with the input or a document.
    #[arg(long)]
    pub strict: bool,
    /// Folder with your own template files; careermap uses its own for those that are missing there.
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// What to read and how.
    #[command(flatten)]
    pub input: InputArgs,
    /// Read only this career map, and show how it was understood. Uses the careermap.toml in its folder, if there is
    /// one.
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// Also show every way to read the career map that was tried, and what spoke for and against each.
    #[arg(long, requires = "map")]
    pub explain: bool,
    /// Try out this career map on the review: what it would change, and for whom. The review stays as it is.
    #[arg(long, value_name = "NEW-MAP", conflicts_with_all = ["map", "reminders", "page"])]
    pub against: Option<PathBuf>,
    /// Also write what the new map would change as a workbook. A file that is there already stays as it is.
    #[arg(short, long, value_name = "FILE", requires = "against")]
    pub output: Option<PathBuf>,
    /// Also write who is missing, one line for each manager, into this CSV file. Replaces only an earlier list of
    /// reminders.
    #[arg(long, value_name = "FILE", conflicts_with = "map")]
    pub reminders: Option<PathBuf>,
    /// Also write the report as a page for the browser; for very many people, further pages beside it. Replaces only
    /// an earlier page.
    #[arg(long, value_name = "FILE")]
    pub page: Option<PathBuf>,
    /// Make a page for people outside HR: how the files were read, without anything about people.
    #[arg(long, requires = "page")]
    pub masked: bool,
    /// How to write the report on standard output.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Arguments of `forms`.
#[derive(Debug, Args)]
pub struct FormsArgs {
    /// What to read and how.
    #[command(flatten)]
    pub input: InputArgs,
    /// Folder to write the forms to, one folder in it for each manager.
    #[arg(short, long, default_value = "forms", value_name = "DIR")]
    pub output: PathBuf,
    /// Input folder of the review before this one, whose open actions are carried over; only one.
    #[arg(long, value_name = "INPUT")]
    pub previous: Option<PathBuf>,
    /// Overwrite existing forms; anything filled in there is lost.
    #[arg(long)]
    pub force: bool,
}

/// Arguments of `follow-up`.
#[derive(Debug, Args)]
pub struct FollowUpArgs {
    /// What to read and how.
    #[command(flatten)]
    pub input: InputArgs,
    /// Folder to write to, one folder in it for each manager.
    #[arg(short, long, default_value = "follow-up", value_name = "DIR")]
    pub output: PathBuf,
    /// Folder with your own template files; careermap uses its own for those that are missing there.
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

/// Arguments of `profile`.
#[derive(Debug, Args)]
pub struct ProfileArgs {
    /// What to read and how.
    #[command(flatten)]
    pub input: InputArgs,
    /// The level, by its title or code [default: every level].
    #[arg(short, long, value_name = "LEVEL")]
    pub level: Option<String>,
    /// The track that the documents are for [default: every track that a level is on].
    #[arg(short, long, value_enum, value_name = "TRACK")]
    pub track: Option<TrackName>,
    /// The speciality that the documents are for, by its name [default: the general map].
    #[arg(long, value_name = "NAME")]
    pub speciality: Option<String>,
    /// Folder to write to, one folder in it for each level.
    #[arg(short, long, default_value = "profiles", value_name = "DIR")]
    pub output: PathBuf,
    /// Folder with your own template files; careermap uses its own for those that are missing there.
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

/// Arguments of `handbook`.
#[derive(Debug, Args)]
pub struct HandbookArgs {
    /// What to read and how.
    #[command(flatten)]
    pub input: InputArgs,
    /// Folder to write to.
    #[arg(short, long, default_value = "handbook", value_name = "DIR")]
    pub output: PathBuf,
    /// Folder with your own template files; careermap uses its own for those that are missing there.
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

/// Arguments of `about`.
#[derive(Debug, Args)]
pub struct AboutArgs {
    /// The person: an employee ID, an email address or the whole name.
    #[arg(value_name = "NAME-OR-ID")]
    pub who: String,
    /// What to read and how.
    #[command(flatten)]
    pub input: InputArgs,
    /// Folder that careermap wrote to, to be searched as well; can be given more than once [default: output, if there is
    /// one].
    #[arg(long = "output", value_name = "FOLDER")]
    pub searched: Vec<PathBuf>,
    /// Input folder of an earlier review, to be searched as well; can be given more than once.
    #[arg(long, value_name = "INPUT")]
    pub previous: Vec<PathBuf>,
    /// Do not leave out this word or name; can be given more than once.
    #[arg(long, value_name = "WORD")]
    pub unmasked: Vec<String>,
    /// Leave out this word or name as well, such as a nickname; can be given more than once.
    #[arg(long, value_name = "WORD")]
    pub mask: Vec<String>,
    /// Folder to write to, one folder in it for each person.
    #[arg(
        short = 'o',
        long = "into",
        default_value = "about",
        value_name = "DIR"
    )]
    pub into: PathBuf,
}

/// Who a workbook is for, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AudienceName {
    /// Everything, with names.
    Leadership,
    /// For each manager their own people, with names.
    Managers,
    /// Nothing about single people or small groups.
    Anonymous,
}

/// Who mail drafts are for, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MailToName {
    /// Each person: the plan is attached.
    Person,
    /// Each manager: the plans of their people are attached.
    Manager,
}

/// A track, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TrackName {
    /// Individual contributor.
    Ic,
    /// Management.
    Manager,
    /// Both at once: for people who are individual contributors and lead people, too.
    Both,
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder to make.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Print only problems.
    #[arg(short, long)]
    pub quiet: bool,
}

/// Arguments of commands about an output folder.
#[derive(Debug, Args)]
pub struct FolderArgs {
    /// The folder that `run` wrote to.
    #[arg(default_value = "output", value_name = "OUTPUT")]
    pub output: PathBuf,
    /// Print only problems.
    #[arg(short, long)]
    pub quiet: bool,
}

/// Arguments of `purge`.
#[derive(Debug, Args)]
pub struct PurgeArgs {
    /// The folder that careermap wrote to. With --before, also a folder that holds such folders.
    #[arg(default_value = "output", value_name = "OUTPUT")]
    pub output: PathBuf,
    /// Remove only documents that carry a date before this one, as year-month-day; in this folder and in all output folders
    /// inside it.
    #[arg(long, value_name = "DATE")]
    pub before: Option<Date>,
    /// Only list what would be removed.
    #[arg(long)]
    pub dry_run: bool,
    /// Print only problems.
    #[arg(short, long)]
    pub quiet: bool,
}

/// How to write a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs: one JSON object.
    Json,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
