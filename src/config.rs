//! `careermap.toml` and the command line's flags → [`Options`]. Flags win over the file, the file over the defaults.

mod files;
mod language;
mod mistakes;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Deserialize;

use crate::analysis::{AnalysisOptions, NoAddress, ProgrammeOptions, mail_address};
use crate::cli::InputArgs;
use crate::diagnostic::Diagnostic;
use crate::labels::{Catalogue, ENGLISH, FormWords, Labels};
use crate::load::assessment::AssessmentSettings;
use crate::load::career_map::{MapOptions, NeedEntry};
use crate::load::roster::RosterSettings;
use crate::load::sheet::Limits;
use crate::render::pdf::{Paper, PlanOptions};
use crate::render::xlsx::{BookOptions, FormOptions};
use crate::text::tidy;

use files::Settings;
pub use files::SettingsFile;

/// The configuration's name in the input folder.
pub const CONFIG: &str = "careermap.toml";

/// Years between the date of the documents and another day; with more, a typing mistake is likelier.
const PLAUSIBLE_YEARS: u16 = 3;

/// All settings of a run, with the defaults filled in.
#[derive(Debug, Clone)]
pub struct Options {
    /// The input folder.
    pub input: PathBuf,
    /// The career map, relative to the input folder, if it does not have its usual name.
    pub career_map: Option<PathBuf>,
    /// The date that all documents carry, where it is not the latest assessment date.
    pub date: Option<Date>,
    /// How many years before or after that date other days may be.
    pub plausible_years: u16,
    /// How many threads work at once.
    pub jobs: NonZeroUsize,
    /// How much one input file may ask for.
    pub limits: Limits,
    /// The company's settings for reading the career map.
    pub map: MapOptions,
    /// The file that the settings about the map are from, as people know it; `None` where there is none.
    pub map_settings: Option<SettingsFile>,
    /// The company's settings for reading assessments.
    pub assessments: AssessmentSettings,
    /// The company's settings for reading the roster.
    pub roster: RosterSettings,
    /// What teams need, where the configuration says so.
    pub coverage_needs: Vec<NeedEntry>,
    /// What the company's own words for ratings mean.
    pub ratings: BTreeMap<String, String>,
    /// Choices about the analysis.
    pub analysis: AnalysisOptions,
    /// Choices about the team workbook.
    pub workbook: BookOptions,
    /// Choices about the plans.
    pub plans: PlanOptions,
    /// The file of the company's logo.
    pub logo: Option<PathBuf>,
    /// Choices about the forms.
    pub forms: FormOptions,
    /// Choices about the review packet.
    pub review_packet: ReviewPacketOptions,
    /// Who mail drafts are from; `None` leaves it to the mail program.
    pub sender: Option<Sender>,
    /// The folder of the company's own templates.
    pub templates: Option<PathBuf>,
    /// BCP 47 code of the language of everything that is handed out.
    pub language: String,
    /// The labels of that language.
    pub labels: Labels,
    /// The labels of all languages.
    pub catalogue: Catalogue,
    /// The labels that are read back from forms.
    pub words: FormWords,
    /// Messages about the company's own label files.
    pub label_remarks: Vec<Diagnostic>,
}

/// `careermap.toml`: every section and every setting may be left out.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct ConfigFile {
    /// The career map's file, relative to the input folder.
    career_map: Option<PathBuf>,
    /// The company.
    organisation: OrganisationSection,
    /// The review cycle.
    review: ReviewSection,
    /// What the company's own words for ratings mean: a level, a number on the map's scale, or N/A.
    ratings: BTreeMap<String, String>,
    /// The development plans.
    plans: PlanOptions,
    /// The analysis.
    analysis: AnalysisOptions,
    /// Limits on input files.
    limits: Limits,
    /// Settings for reading the career map; `None` where the file has none.
    map: Option<MapOptions>,
    /// Settings for reading assessments.
    assessments: AssessmentSettings,
    /// Settings for reading the roster.
    roster: RosterSettings,
    /// What teams need.
    coverage_needs: Vec<NeedEntry>,
    /// The development programme.
    programme: ProgrammeOptions,
    /// The team workbook.
    workbook: BookOptions,
    /// The review packet.
    review_packet: ReviewPacketOptions,
    /// Mail drafts.
    mail: MailSection,
}

/// Who is in the review packet, `[review-packet]` in `careermap.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ReviewPacketOptions {
    /// People who are discussed whatever is recommended, by employee ID or name.
    pub discuss: Vec<String>,
    /// Recommendations with which nobody is discussed, beside *None*.
    pub without_discussion: Vec<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct OrganisationSection {
    /// The company's name, for the documents.
    name: Option<String>,
    /// Accent colour of the documents, as `#rrggbb`.
    accent: Option<Colour>,
    /// An image for the plans, relative to the input folder: .png, .jpg, .svg, .gif or .webp.
    logo: Option<PathBuf>,
    /// The line that says who may read a plan.
    confidentiality: Option<String>,
    /// BCP 47 code of the language of everything that is handed out.
    language: Option<String>,
    /// The folder of the company's own templates, relative to the input folder.
    templates: Option<PathBuf>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct MailSection {
    /// Who drafts are from: an address, or a name and an address in angle brackets.
    from: Option<Sender>,
}

/// Who mail drafts are from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Sender {
    /// The name; may be empty.
    pub name: String,
    /// The address.
    pub address: String,
}

impl TryFrom<String> for Sender {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let address = mail_address(&text).map_err(|problem| {
            match problem {
                NoAddress::NotOne => format!("“{text}” is not an email address; write it as \"people@example.org\" or \"People Team <people@example.org>\""),
                NoAddress::UnusualLetters(_) => format!("“{text}” has letters before the “@” that not every mail system accepts; write an address without them"),
            }
        })?;
        let name = text.split_once('<').map_or("", |(name, _)| name);
        Ok(Self {
            name: tidy(name.trim().trim_matches('"')),
            address: address.into_owned(),
        })
    }
}

/// A colour as `#rrggbb`.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
struct Colour(String);

impl TryFrom<String> for Colour {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let hex = text
            .strip_prefix('#')
            .is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()));
        if hex {
            Ok(Self(text.to_lowercase()))
        } else {
            Err(format!("“{text}” is not a colour; write it as \"#1f5f8b\""))
        }
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct ReviewSection {
    /// The review cycle's name, for the forms.
    cycle: Option<String>,
    /// The date that all documents carry.
    date: Option<Day>,
    /// The day by which managers hand in the filled-in files, for the forms.
    return_by: Option<Day>,
    /// The day on which managers and their people look at the plans again, for the follow-up.
    follow_up_on: Option<Day>,
    /// How many years before or after the date of the documents other days may be.
    plausible_years: Option<u16>,
    /// What managers can recommend, in place of the usual words.
    recommendations: Option<Vec<String>>,
}

/// A day, as TOML's own date or as a text: `2026-11-20`.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "toml::Value")]
struct Day(Date);

impl TryFrom<toml::Value> for Day {
    type Error = String;

    fn try_from(value: toml::Value) -> Result<Self, Self::Error> {
        let text = match &value {
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let day = text.parse().map(Self);
        day.map_err(|_| format!("{value} is not a day; write it as 2026-11-20"))
    }
}

impl Options {
    /// The options from the configuration in the input folder and from the flags.
    ///
    /// # Errors
    /// A diagnostic if the settings cannot be read or contain a mistake.
    pub fn resolve(args: &InputArgs) -> Result<Self, Diagnostic> {
        Self::of(files::of_folder(args.folder())?, args)
    }

    /// The same for a command that looks at one career map alone: the settings are those of the folder whose settings
    /// name this map, else those beside it, else those of the folder that was typed.
    ///
    /// # Errors
    /// Like [`Self::resolve`].
    pub fn resolve_for_map(args: &InputArgs, map: &Path) -> Result<Self, Diagnostic> {
        let settings = files::of_map(map, args.folder(), args.input.is_some())?;
        Self::of(settings, args)
    }

    /// The same for a command that also reads earlier reviews, each with the configuration of its own folder.
    ///
    /// # Errors
    /// Like [`Self::resolve`], for any folder.
    pub fn resolve_with_earlier<'f>(
        args: &InputArgs,
        earlier: impl IntoIterator<Item = &'f Path>,
    ) -> Result<(Self, Vec<Self>), Diagnostic> {
        let earlier = earlier.into_iter().map(|folder| {
            Self::resolve(&InputArgs {
                input: Some(folder.to_owned()),
                // A typed date belongs to this review.
                date: None,
                jobs: args.jobs,
                quiet: args.quiet,
            })
        });
        let earlier: Result<Vec<Self>, Diagnostic> = earlier.collect();
        Ok((Self::resolve(args)?, earlier?))
    }

    fn of(settings: Settings, args: &InputArgs) -> Result<Self, Diagnostic> {
        let templates = settings.file.organisation.templates.clone();
        Self::in_english(settings, args)
            .with_templates(templates.map(|folder| args.folder().join(folder)))
    }

    /// The options from the settings, before any labels are loaded.
    fn in_english(settings: Settings, args: &InputArgs) -> Self {
        let Settings { file, map } = settings;
        let letter = file.plans.paper == Paper::Letter;
        let date = args.date.or(file.review.date.map(|day| day.0));
        Self {
            input: args.folder().to_owned(),
            career_map: file.career_map,
            date,
            plausible_years: file.review.plausible_years.unwrap_or(PLAUSIBLE_YEARS),
            jobs: jobs(args.jobs),
            limits: file.limits,
            map: MapOptions {
                currency: file.programme.currency,
                ..file.map.unwrap_or_default()
            },
            map_settings: map,
            assessments: file.assessments,
            roster: file.roster,
            coverage_needs: file.coverage_needs,
            review_packet: file.review_packet,
            ratings: file.ratings,
            analysis: file.analysis,
            workbook: BookOptions {
                organisation: file.organisation.name.clone(),
                letter,
                programme: file.programme,
                ..file.workbook
            },
            forms: FormOptions {
                organisation: file.organisation.name.clone(),
                cycle: file.review.cycle,
                return_by: file.review.return_by.map(|day| day.0),
                recommendations: file.review.recommendations,
                date,
                letter,
                labels: Labels::english(),
            },
            plans: PlanOptions {
                organisation: file.organisation.name,
                accent: file.organisation.accent.map(|colour| colour.0),
                confidentiality: file.organisation.confidentiality,
                follow_up_on: file.review.follow_up_on.map(|day| day.0),
                ..file.plans
            },
            sender: file.mail.from,
            logo: file.organisation.logo.map(|logo| args.folder().join(logo)),
            templates: None,
            language: file
                .organisation
                .language
                .unwrap_or_else(|| ENGLISH.to_owned()),
            labels: Labels::english(),
            catalogue: Catalogue::embedded(),
            words: FormWords::default(),
            label_remarks: Vec::new(),
        }
    }
}

impl Default for Options {
    /// The options without a configuration and without flags.
    fn default() -> Self {
        Self::in_english(Settings::default(), &InputArgs::default())
    }
}

/// How many threads work at once. More than a few for each core only use memory; far more could not be started at all.
fn jobs(typed: Option<NonZeroUsize>) -> NonZeroUsize {
    const FOR_EACH_CORE: NonZeroUsize = NonZeroUsize::new(4).unwrap();
    let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    typed.map_or(cores, |typed| {
        typed.min(cores.saturating_mul(FOR_EACH_CORE))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_threads_that_a_computer_cannot_have_them_are_not_started() {
        let cores = std::thread::available_parallelism().unwrap().get();
        for (typed, most) in [(1, 1), (100_000, 4 * cores), (usize::MAX, 4 * cores)] {
            let allowed = jobs(NonZeroUsize::new(typed)).get();
            assert_eq!(allowed, most, "{typed}");
        }
        assert_eq!(jobs(None).get(), cores);
    }
}
