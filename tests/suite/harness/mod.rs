//! Folders to run in, files to put into them, and the output.

mod assessment;
mod browser;
mod modules;
mod pdf;
#[cfg(target_os = "linux")]
mod window;
mod workbook;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

pub(crate) use assessment::AssessmentFile;
pub(crate) use browser::Browser;
pub(crate) use modules::Modules;
pub(crate) use pdf::{Line, PdfFile, squeeze};
use rust_xlsxwriter::Workbook;
use tempfile::TempDir;
#[cfg(target_os = "linux")]
pub(crate) use window::Computer;
pub(crate) use workbook::{
    Cells, career_map, read_sheet, read_table, table_of, unzipped, write_rows,
};

/// The repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A separate folder for one test, with `input` and `output` in it.
pub(crate) struct Project {
    folder: TempDir,
}

impl Project {
    /// An empty input folder.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("input")).unwrap();
        Self { folder }
    }

    /// A small career map and no assessments.
    pub(crate) fn with_map() -> Self {
        Self::with(&mut career_map())
    }

    /// This career map and no assessments.
    pub(crate) fn with(career_map: &mut Workbook) -> Self {
        let project = Self::empty();
        career_map
            .save(project.input().join("career-map.xlsx"))
            .unwrap();
        fs::create_dir(project.input().join("assessments")).unwrap();
        project
    }

    /// The sample company's career map and nobody's assessment.
    pub(crate) fn with_sample_map() -> Self {
        let project = Self::empty();
        fs::copy(
            repository().join("input").join("career-map.xlsx"),
            project.input().join("career-map.xlsx"),
        )
        .unwrap();
        fs::create_dir(project.input().join("assessments")).unwrap();
        project
    }

    /// A copy of the sample company.
    pub(crate) fn sample() -> Self {
        let project = Self::empty();
        copy(&repository().join("input"), &project.input());
        project
    }

    pub(crate) fn input(&self) -> PathBuf {
        self.folder.path().join("input")
    }

    pub(crate) fn output(&self) -> PathBuf {
        self.folder.path().join("output")
    }

    /// Puts an assessment below `assessments/`.
    pub(crate) fn add(&self, file: &str, assessment: &AssessmentFile) -> &Self {
        let path = self.assessment(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        assessment.workbook().save(path).unwrap();
        self
    }

    /// Puts any bytes below `assessments/`.
    pub(crate) fn add_bytes(&self, file: &str, bytes: &[u8]) -> &Self {
        let path = self.assessment(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// The path of a file below `assessments/`, named with `/`.
    pub(crate) fn assessment(&self, file: &str) -> PathBuf {
        join(&self.input().join("assessments"), file)
    }

    /// Runs `careermap` in the folder.
    pub(crate) fn careermap(&self, arguments: &[&str]) -> Finished {
        Finished::when_ended(self.start(arguments))
    }

    /// Begins a run of `careermap` in the folder.
    pub(crate) fn start(&self, arguments: &[&str]) -> Child {
        self.command(env!("CARGO_BIN_EXE_careermap"))
            .args(arguments)
            .spawn()
            .unwrap()
    }

    /// Runs a shell's script in the folder.
    #[cfg(unix)]
    pub(crate) fn shell(&self, shell: &str, script: &str) -> Finished {
        let child = self.command(shell).args(["-c", script]).spawn().unwrap();
        Finished::when_ended(child)
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.folder.path())
            .env("NO_COLOR", "1")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// `careermap run`, which has to end with this code.
    pub(crate) fn run(&self, code: i32) -> Finished {
        self.careermap(&["run"]).ends_with(code)
    }

    /// Each message of the last run as the terminal shows it, where those of one kind come once.
    pub(crate) fn messages(&self) -> String {
        let manifest: serde_json::Value =
            serde_json::from_slice(&self.outputs()["manifest.json"]).unwrap();
        let messages = manifest["diagnostics"].as_array().unwrap().iter();
        messages
            .map(|message| {
                let text = |key: &str| message[key].as_str();
                let place = [
                    text("file").map(str::to_owned),
                    text("sheet").map(|sheet| format!("sheet “{sheet}”")),
                    text("cell").map(|cell| format!("cell {cell}")),
                ];
                format!(
                    "{}: {}\n{}\n{} [{}]\n",
                    text("severity").unwrap(),
                    place.into_iter().flatten().collect::<Vec<_>>().join(", "),
                    text("message").unwrap(),
                    text("help").unwrap(),
                    text("code").unwrap()
                )
            })
            .collect()
    }

    /// All files below `output/` by their path with `/`, except the lock.
    pub(crate) fn outputs(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        if self.output().exists() {
            collect(&self.output(), "", &mut files);
        }
        files.remove(".careermap.lock");
        files
    }

    /// The plans below `output/plans` by their path with `/`.
    pub(crate) fn plans(&self) -> BTreeMap<String, PdfFile> {
        self.outputs()
            .into_iter()
            .filter(|(file, _)| {
                Path::new(file)
                    .extension()
                    .is_some_and(|ending| ending == "pdf")
            })
            .filter_map(|(file, bytes)| {
                let plan = file.strip_prefix("plans/")?.to_owned();
                Some((plan, PdfFile::new(bytes)))
            })
            .collect()
    }

    /// The PDF files below a folder of the project by their path with `/`.
    pub(crate) fn pdfs_below(&self, folder: &str) -> BTreeMap<String, PdfFile> {
        let mut files = BTreeMap::new();
        collect(&self.folder.path().join(folder), "", &mut files);
        files
            .into_iter()
            .filter(|(file, _)| {
                Path::new(file)
                    .extension()
                    .is_some_and(|ending| ending == "pdf")
            })
            .map(|(file, bytes)| (file, PdfFile::new(bytes)))
            .collect()
    }

    /// A sheet of the team workbook.
    pub(crate) fn team_sheet(&self, name: &str) -> Cells {
        read_sheet(&self.output().join("team-gaps.xlsx"), name)
    }
}

/// A command that ended.
pub(crate) struct Finished(Output);

impl Finished {
    /// Waits for a command to end.
    pub(crate) fn when_ended(child: Child) -> Self {
        Self(child.wait_with_output().unwrap())
    }

    /// Fails the test unless the exit code is this one.
    pub(crate) fn ends_with(self, code: i32) -> Self {
        assert_eq!(
            self.0.status.code(),
            Some(code),
            "standard output:\n{}\nstandard error:\n{}",
            self.stdout(),
            self.stderr()
        );
        self
    }

    /// The exit code.
    pub(crate) fn code(&self) -> i32 {
        self.0.status.code().unwrap()
    }

    #[cfg(target_os = "linux")]
    pub(crate) fn succeeded(&self) -> bool {
        self.0.status.success()
    }

    pub(crate) fn stdout(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    pub(crate) fn stderr(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }

    /// Fails the test unless standard error has each of these texts.
    pub(crate) fn says(self, texts: &[&str]) -> Self {
        let said = self.stderr();
        for text in texts {
            assert!(said.contains(text), "{text:?} is missing from:\n{said}");
        }
        self
    }
}

fn join(folder: &Path, file: &str) -> PathBuf {
    file.split('/')
        .fold(folder.to_owned(), |path, part| path.join(part))
}

fn collect(folder: &Path, prefix: &str, into: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), into);
        } else {
            into.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
