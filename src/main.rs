//! The command line program: parse, do, exit code.

use std::process::ExitCode;

use careermap::cli::Cli;
use careermap::commands::execute;
use clap::Parser as _;

fn main() -> ExitCode {
    ExitCode::from(execute(&Cli::parse()).code())
}
