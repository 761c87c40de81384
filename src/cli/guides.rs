//! Completions for shells and pages for `man`, made from the command line's definition.

use std::io;

use clap::{Command, CommandFactory as _};
use clap_complete::{Shell, generate};
use clap_mangen::Man;

use super::Cli;

/// The script that lets a shell complete what is typed.
pub fn completions(shell: Shell) -> String {
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), "careermap", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// The manual pages: of the program, and of each command that the help lists. Each with the name of its file.
///
/// # Errors
/// None in practice: they are written into memory.
pub fn manual() -> io::Result<Vec<(String, String)>> {
    let mut command = Cli::command().disable_help_subcommand(true);
    // Gives each command its full name, such as `careermap-templates-eject`.
    command.build();
    let mut pages = Vec::new();
    add_pages(command, &mut pages)?;
    Ok(pages)
}

fn add_pages(command: Command, pages: &mut Vec<(String, String)>) -> io::Result<()> {
    let shown: Vec<Command> = command
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
        .cloned()
        .collect();
    // The page about a command names the program too, not a program called `run`.
    let man = Man::new(command)
        .source(concat!("careermap ", env!("CARGO_PKG_VERSION")))
        .manual("careermap manual");
    let mut page = Vec::new();
    man.render(&mut page)?;
    // The text after a command's help is its examples; the generator cannot know that.
    let page = String::from_utf8_lossy(&page)
        .replace("\n.SH EXTRA\nExamples:\n", "\n.SH EXAMPLES\n")
        .replace("\n.SH SUBCOMMANDS\n", "\n.SH COMMANDS\n");
    let page = with_examples_as_typed(&page);
    pages.push((man.get_filename(), page));
    for command in shown {
        add_pages(command, pages)?;
    }
    Ok(())
}

/// Indented lines are commands with what they do: `man` leaves these as they are, and does not fill lines with them.
fn with_examples_as_typed(page: &str) -> String {
    let mut typed = false;
    let mut whole = String::with_capacity(page.len());
    for line in page.lines() {
        if line.starts_with("  ") != typed {
            typed = !typed;
            whole.push_str(if typed { ".nf\n" } else { ".fi\n" });
        }
        whole.push_str(line);
        whole.push('\n');
    }
    if typed {
        whole.push_str(".fi\n");
    }
    whole
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum as _;

    use super::*;

    #[test]
    fn every_command_that_the_help_lists_has_a_page_and_no_other() {
        let pages = manual().unwrap();
        let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names[0], "careermap.1");
        for command in Cli::command().get_subcommands() {
            let name = format!("careermap-{}.1", command.get_name());
            assert_eq!(
                names.contains(&name.as_str()),
                !command.is_hide_set(),
                "{name} in {names:?}"
            );
        }
        assert!(names.contains(&"careermap-templates-eject.1"));
    }

    #[test]
    fn a_page_has_the_options_the_exit_codes_and_a_line_for_each_example() {
        let pages = manual().unwrap();
        let (_, run) = pages
            .iter()
            .find(|(name, _)| name == "careermap-run.1")
            .unwrap();
        for part in [
            r"\fB\-\-previous\fR \fI<INPUT>\fR",
            "Exit code 0: all done.",
            "\n.SH EXAMPLES\n.nf\n  careermap run ",
            "\n  careermap run \\-\\-only 1042 ",
            "\n.fi\n.SH VERSION\n",
        ] {
            assert!(run.contains(part), "{part} is missing from:\n{run}");
        }
        for (name, page) in &pages {
            assert!(!page.contains("EXTRA"), "{name}");
            assert!(page.contains(" 1  \"careermap "), "{name}");
        }
    }

    #[test]
    fn every_shell_is_told_the_commands_and_their_options() {
        for shell in Shell::value_variants() {
            let script = completions(*shell);
            for word in ["run", "check", "completions", "reminders", "anonymous"] {
                assert!(script.contains(word), "{word} is missing for {shell}");
            }
        }
    }
}
