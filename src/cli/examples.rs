//! The examples at the end of each command's help.

/// Examples of `run`.
pub(super) const RUN_EXAMPLES: &str = "\
Examples:
  careermap run                             from the folder input to the folder output
  careermap run \"Autumn review\" -o plans    other folders
  careermap run --previous \"Spring review\"  also what has changed since the last review
  careermap run --previous 2025 --previous \"Spring review\"   the same over all of them, oldest first
  careermap run --audience leadership,managers   also a workbook for each manager, with their own people
  careermap run --audience anonymous        a team workbook for everybody, without names
  careermap run --hand-out --mail-drafts person   also a list of everybody for handing out, and mail drafts
  careermap run --only 1042                 one person's plan again, by employee ID
  careermap run --only \"Ana\" --only \"Bo\"    the plans of everybody whose name contains one of these";

/// Examples of `check`.
pub(super) const CHECK_EXAMPLES: &str = "\
Examples:
  careermap check                                   the folder input
  careermap check --reminders reminders.csv         also a list of who is missing, one line for each manager
  careermap check --page check.html                 also as a page that shows how each file was read
  careermap check --map our-levels.xlsx             only a career map: how it was understood
  careermap check --format json > report.json       for other programs";

/// Examples of `forms`.
pub(super) const FORMS_EXAMPLES: &str = "\
Examples:
  careermap forms                                  a form for everybody, into the folder forms
  careermap forms \"Autumn review\" -o \"To send\"     other folders
  careermap forms --previous \"Spring review\"       carry over the actions that are still open";

/// Examples of `follow-up`.
pub(super) const FOLLOW_UP_EXAMPLES: &str = "\
Examples:
  careermap follow-up --date 2027-01-15                   as of this day, into the folder follow-up
  careermap follow-up \"Autumn review\" -o \"To managers\"    other folders";

/// Examples of `profile`.
pub(super) const PROFILE_EXAMPLES: &str = "\
Examples:
  careermap profile                                          every level, into the folder profiles
  careermap profile --level \"Community Director\"             one level, by title or code
  careermap profile --level \"Community Director\" --track ic  only what applies to one track
  careermap profile --speciality Events                      every level, for people of one speciality
  careermap profile \"Autumn review\" -o \"To publish\"          other folders";

/// Examples of `handbook`.
pub(super) const HANDBOOK_EXAMPLES: &str = "\
Examples:
  careermap handbook                                  one PDF, into the folder handbook
  careermap handbook \"Autumn review\" -o \"To publish\"  other folders";

/// Examples of `about`.
pub(super) const ABOUT_EXAMPLES: &str = "\
Examples:
  careermap about LF-0131                              searches the folders input and output
  careermap about \"Amara Okonkwo\" \"Autumn review\" --previous \"Spring review\" --output plans -o answer
  careermap about LF-0131 --unmasked Will              \"Will\" is an ordinary word, or somebody who agreed
  careermap about LF-0131 --mask Wim                   \"Wim\" is somebody's nickname";

/// Examples of `purge`.
pub(super) const PURGE_EXAMPLES: &str = "\
Examples:
  careermap purge plans                                  everything that careermap wrote into this folder
  careermap purge Reviews --before 2024-07-01 --dry-run  what would go from all output folders in the folder Reviews
  careermap purge Reviews --before 2024-07-01            remove it; documents of 1 July 2024 and later stay";

/// Examples of `completions`.
pub(super) const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  careermap completions bash > ~/.local/share/bash-completion/completions/careermap
  careermap completions fish > ~/.config/fish/completions/careermap.fish
  careermap completions zsh > _careermap                into a folder of your fpath
  careermap completions powershell >> $PROFILE          in PowerShell";

/// Examples of `init`.
pub(super) const INIT_EXAMPLES: &str = "\
Examples:
  careermap init \"Autumn review\"     a new folder to start from
  careermap check \"Autumn review\"    works straight away with the example";
