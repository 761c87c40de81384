//! The arguments of each command.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;

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
    /// Existing files are not changed. Keep only what you change, and pass the folder to
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
    /// Whom to make workbooks for, separated by commas: "leadership,managers,anonymous" [default: leadership].
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
    /// Also show every way to read the career map that was tried, and what speaks for and against each.
    #[arg(long, requires = "map")]
    pub explain: bool,
    /// Try out this career map on the review: what it would change, and for whom. The review stays as it is.
    #[arg(long, value_name = "NEW-MAP", conflicts_with_all = ["map", "reminders", "page"])]
    pub against: Option<PathBuf>,
    /// Also write what the new map would change as a workbook. An existing file stays as it is.
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
    /// Both at once: for people who are individual contributors and also lead people.
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
