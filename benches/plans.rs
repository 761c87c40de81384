//! Measures a run, compared with the floor: only the typesetting of the same plans.
//!
//! `cargo bench --bench plans` prints the table for 100 and 300 people, with `-- 1000 10000` for these numbers. Each
//! line is measured in separate processes, so that the memory is that of one run; up to a thousand people, the time is
//! the least of several. Processor time and peak memory are the operating system's figures for the process, which only
//! Linux gives to every user; elsewhere, the time is the clock's.

#![allow(
    clippy::print_stdout,
    clippy::unnecessary_wraps,
    reason = "a benchmark prints its table, and its two sides have one signature"
)]

#[path = "../examples/sample_company/company.rs"]
mod company;

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;
use std::time::Instant;

use careermap::allocator::Allocator;
use careermap::cli::{Cli, Command as Subcommand};
use careermap::commands;
use careermap::config::Options;
use careermap::pipeline::{CacheEviction, NoObserver, by_similarity, read};
use careermap::render::pdf::{PlanOptions, Templates, Typesetter, plan_data};
use careermap::threads::for_each_isolated;
use careermap::ui::Stop;
use clap::Parser as _;

/// The program's own.
#[global_allocator]
static ALLOCATOR: Allocator = Allocator;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["floor", input, output, jobs] => floor(&cli(input, output, jobs)),
        ["data", input, output] => data(&cli(input, output, "1"), Path::new(output)),
        ["run", input, output, jobs] => whole_run(&cli(input, output, jobs)),
        _ => {
            let sizes: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
            table(if sizes.is_empty() {
                &[100, 300]
            } else {
                &sizes
            })
        }
    }
}

fn table(sizes: &[usize]) -> Outcome<()> {
    let cores = available_parallelism()?.get();
    let mut threads = vec![1, cores];
    threads.dedup();
    println!(
        "{:>7} {:>8} {:>8} {:>9} {:>8} {:>8} {:>8} {:>8} {:>9} {:>8} {:>8}",
        "people",
        "threads",
        "run s",
        "plans/s",
        "CPU ms",
        "floor",
        "× floor",
        "ms/page",
        "peak MiB",
        "again s",
        "check s"
    );
    for &people in sizes {
        for &jobs in &threads {
            let company = tempfile::tempdir()?;
            company::write(company.path(), Some(people))?;
            let output = tempfile::tempdir()?;
            let (floor, run) = floor_and_run(people, company.path(), output.path(), jobs)?;
            let check = check(company.path(), jobs)?;
            // The same people, and one more.
            company::write(company.path(), Some(people + 1))?;
            let again = measure("run", company.path(), output.path(), jobs)?;
            println!(
                "{people:>7} {jobs:>8} {:>8.1} {:>9.1} {:>8.1} {:>8.1} {:>8.2} {:>8.1} {:>9} {:>8.2} {check:>8.2}",
                run.elapsed,
                people as f64 / run.elapsed,
                run.busy * 1000.0 / people as f64,
                floor.busy * 1000.0 / people as f64,
                run.busy / floor.busy,
                run.busy * 1000.0 / floor.pages,
                run.peak.map_or("–".to_owned(), |mib| format!("{mib:.0}")),
                again.elapsed,
            );
        }
    }
    Ok(())
}

/// Measures the floor and a whole run in turn, several times if that takes only minutes, and returns the least of each:
/// a shared machine is sometimes slower, never faster.
fn floor_and_run(
    people: usize,
    input: &Path,
    output: &Path,
    jobs: usize,
) -> Outcome<(Measured, Measured)> {
    let mut floor = measure("floor", input, output, jobs)?;
    let mut run = measure("run", input, output, jobs)?;
    let more = match people {
        0..=100 => 4,
        101..=1000 => 2,
        _ => 0,
    };
    for _ in 0..more {
        floor = floor.or_less(measure("floor", input, output, jobs)?);
        fs::remove_dir_all(output)?;
        run = run.or_less(measure("run", input, output, jobs)?);
    }
    Ok((floor, run))
}

/// Seconds on the clock of `careermap check`, from start to end.
fn check(input: &Path, jobs: usize) -> Outcome<f64> {
    let started = Instant::now();
    Command::new(env!("CARGO_BIN_EXE_careermap"))
        .arg("check")
        .arg(input)
        .args(["--jobs", &jobs.to_string(), "--quiet"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    Ok(started.elapsed().as_secs_f64())
}

/// The figures of one process.
struct Measured {
    /// Seconds on the clock.
    elapsed: f64,
    /// Seconds of processor time of all threads together.
    busy: f64,
    /// The most memory it had at once, in MiB.
    peak: Option<f64>,
    /// Pages of all plans.
    pages: f64,
}

impl Measured {
    /// The one with less processor time, with the larger memory of the two.
    fn or_less(self, other: Self) -> Self {
        let peak = self.peak.zip(other.peak).map(|(one, two)| one.max(two));
        let less = if other.busy < self.busy { other } else { self };
        Self { peak, ..less }
    }

    /// Prints it as a line that [`measure`] reads.
    fn tell(&self) {
        let peak = self.peak.unwrap_or(f64::NAN);
        println!("{} {} {peak} {}", self.elapsed, self.busy, self.pages);
    }
}

/// Runs this program again with one task.
fn measure(what: &str, input: &Path, output: &Path, jobs: usize) -> Outcome<Measured> {
    let child = Command::new(std::env::current_exe()?)
        .arg(what)
        .arg(input)
        .arg(output)
        .arg(jobs.to_string())
        .stderr(Stdio::null())
        .output()?;
    let said = String::from_utf8(child.stdout)?;
    let numbers: Vec<f64> = said
        .split_whitespace()
        .map(str::parse)
        .collect::<Result<_, _>>()?;
    let [elapsed, busy, peak, pages] = numbers[..] else {
        return Err(format!("{what} failed: {said}").into());
    };
    Ok(Measured {
        elapsed,
        busy,
        peak: (!peak.is_nan()).then_some(peak),
        pages,
    })
}

fn cli(input: &str, output: &str, jobs: &str) -> Cli {
    Cli::parse_from([
        "careermap",
        "run",
        input,
        "-o",
        output,
        "--jobs",
        jobs,
        "--quiet",
    ])
}

/// Everything that the command does, from reading to the manifest.
fn whole_run(cli: &Cli) -> Outcome<()> {
    let started = Instant::now();
    let _ = commands::execute(cli, &Stop::default());
    Measured {
        elapsed: started.elapsed().as_secs_f64(),
        busy: busy().unwrap_or(started.elapsed().as_secs_f64()),
        peak: peak(),
        pages: 0.0,
    }
    .tell();
    Ok(())
}

/// Writes the data of each plan as the template gets it, for `binding.py`.
fn data(cli: &Cli, folder: &Path) -> Outcome<()> {
    let Some(Subcommand::Run(arguments)) = &cli.command else {
        return Err("plans are a run's".into());
    };
    let options = Options::resolve(&arguments.input).map_err(|problem| problem.message)?;
    let cycle = read(&options, &NoObserver).map_err(|problems| format!("{problems:?}"))?;
    let review = &cycle.review;
    let typesetter = Typesetter::new(Templates::embedded(), review.as_of)?;
    fs::create_dir_all(folder)?;
    // Similar people one after the other, as in a run: the binding has the same help from its cache.
    let everybody = by_similarity((0..review.assessments.len()).collect(), &cycle);
    for (place, index) in everybody.into_iter().enumerate() {
        let data = plan_data(
            review,
            &review.assessments[index],
            &cycle.people[index],
            &PlanOptions::default(),
        );
        let manuscript = typesetter.plan_manuscript(&data)?;
        fs::write(folder.join(format!("{place:06}.json")), manuscript.json())?;
    }
    Ok(())
}

/// Only the typesetting: layout and PDF of every plan, on one thread a core, with everything else done before.
fn floor(cli: &Cli) -> Outcome<()> {
    let Some(Subcommand::Run(arguments)) = &cli.command else {
        return Err("the floor is a run's".into());
    };
    let options = Options::resolve(&arguments.input).map_err(|problem| problem.message)?;
    let cycle = read(&options, &NoObserver).map_err(|problems| format!("{problems:?}"))?;
    let review = &cycle.review;
    let everybody = by_similarity((0..review.assessments.len()).collect(), &cycle);
    let plans: Vec<_> = everybody
        .iter()
        .map(|index| {
            plan_data(
                review,
                &review.assessments[*index],
                &cycle.people[*index],
                &PlanOptions::default(),
            )
        })
        .collect();
    let typesetter = Typesetter::new(Templates::embedded(), review.as_of)?;
    let jobs = arguments.input.jobs.unwrap_or(NonZeroUsize::MIN);
    let round = CacheEviction::new(jobs);
    let pages = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());

    let (started, busy_before) = (Instant::now(), busy());
    let panicked = for_each_isolated(
        jobs,
        plans.len(),
        || false,
        |index| {
            match typesetter.plan(&plans[index], &index.to_string()) {
                Ok(plan) => {
                    pages.fetch_add(black_box(plan).pages, Ordering::Relaxed);
                }
                Err(error) => {
                    if let Ok(mut failures) = failures.lock() {
                        failures.push(error.to_string());
                    }
                }
            }
            round.plan_done();
        },
    )?;
    let elapsed = started.elapsed().as_secs_f64();
    let spent = busy().zip(busy_before).map(|(now, before)| now - before);
    let panicked = panicked.into_iter().map(|(_, said)| said).next();
    if let Some(failure) = failures.into_inner()?.pop().or(panicked) {
        return Err(failure.into());
    }
    Measured {
        elapsed,
        busy: spent.unwrap_or(elapsed),
        peak: peak(),
        pages: pages.into_inner() as f64,
    }
    .tell();
    Ok(())
}

/// Seconds of processor time that this process has taken so far, in the program and in the kernel for it.
fn busy() -> Option<f64> {
    /// The unit of /proc on all current versions of Linux.
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name in parentheses may have spaces in it; what follows it are numbers, user and system time 12th and 13th.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let user: f64 = fields.next()?.parse().ok()?;
    let system: f64 = fields.next()?.parse().ok()?;
    Some((user + system) / TICKS_PER_SECOND)
}

/// This process's peak memory so far, in MiB.
fn peak() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024.0)
}
