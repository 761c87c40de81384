//! A window with `careermap` in it, as its user sees it: a pseudo-terminal, and the final text on its screen.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use rexpect::process::WaitStatus;
use rexpect::session::{PtySession, spawn_command};
use tempfile::TempDir;

/// How long an answer may take: plans are set meanwhile, perhaps on a busy computer.
const PATIENCE: Duration = Duration::from_mins(2);

/// After so long without a character, what was being written is whole.
const QUIET: Duration = Duration::from_millis(150);

/// Somebody's computer: their files, and a browser that records what it is told to open.
pub(crate) struct Computer {
    home: TempDir,
}

impl Computer {
    /// With a browser, and a folder for documents.
    pub(crate) fn new() -> Self {
        let computer = Self {
            home: tempfile::tempdir().unwrap(),
        };
        fs::create_dir_all(computer.documents()).unwrap();
        fs::create_dir_all(computer.programs()).unwrap();
        computer.install("printf '%s\\n' \"$1\" >> \"$HOME/opened\"");
        computer
    }

    /// The same without anything that could open a page.
    pub(crate) fn without_browser() -> Self {
        let computer = Self::new();
        computer.install("exit 3");
        computer
    }

    fn install(&self, script: &str) {
        let program = self.programs().join("xdg-open");
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
    }

    fn programs(&self) -> PathBuf {
        self.home.path().join("programs")
    }

    pub(crate) fn documents(&self) -> PathBuf {
        self.home.path().join("Documents")
    }

    /// What was opened, in order.
    pub(crate) fn opened(&self) -> Vec<String> {
        let opened = fs::read_to_string(self.home.path().join("opened")).unwrap_or_default();
        opened.lines().map(|path| self.shown(path)).collect()
    }

    /// Starts the program in a window, in another folder than that of the documents.
    pub(crate) fn start(&self, arguments: &[&str]) -> Window<'_> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_careermap"));
        command
            .args(arguments)
            .current_dir(self.programs())
            .env_clear()
            .env("HOME", self.home.path())
            .env("PATH", self.programs())
            .env("TERM", "xterm-256color")
            .env("NO_COLOR", "1");
        Window {
            computer: self,
            session: spawn_command(command, Some(PATIENCE.as_millis() as u64)).unwrap(),
            written: Vec::new(),
        }
    }

    /// A text without the path of this computer's files.
    fn shown(&self, text: &str) -> String {
        text.replace(&*self.home.path().to_string_lossy(), "/home/kim")
    }

    /// All files of the user below a folder, by path.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        super::collect(&self.documents(), "", &mut files);
        files
    }
}

/// A window in which the program runs.
pub(crate) struct Window<'a> {
    computer: &'a Computer,
    session: PtySession,
    /// Everything that the program wrote.
    written: Vec<u8>,
}

impl Window<'_> {
    /// Waits until the program asks what is next.
    pub(crate) fn asked(&mut self) -> &mut Self {
        self.reads("What next?")
    }

    /// Waits until the program has written a text.
    pub(crate) fn reads(&mut self, text: &str) -> &mut Self {
        match self.session.exp_string(text) {
            Ok(before) => self.take(&format!("{before}{text}")),
            Err(error) => panic!("“{text}” is missing: {error}\n{}", self.screen()),
        }
        self
    }

    /// Types a line.
    pub(crate) fn types(&mut self, line: &str) -> &mut Self {
        self.press(&format!("{line}\r"))
    }

    /// Drags something into the window, as most terminals of Linux insert it, and presses Enter.
    pub(crate) fn drags(&mut self, path: &Path) -> &mut Self {
        let path = path.to_string_lossy().replace('\'', "'\\''");
        self.types(&format!("'{path}' "))
    }

    /// Goes down to the answer that begins so, and presses Enter.
    pub(crate) fn chooses(&mut self, answer: &str) -> &mut Self {
        let started = Instant::now();
        let mut pressed = None;
        loop {
            assert!(
                started.elapsed() < PATIENCE,
                "“{answer}” is no answer:\n{}",
                self.screen()
            );
            let marked = self.marked_answer();
            if marked == pressed {
                // Not there yet, or the last key has not arrived.
                thread::sleep(Duration::from_millis(20));
            } else if marked.as_ref().is_some_and(|line| line.starts_with(answer)) {
                return self.press("\r");
            } else {
                self.press("\u{1b}[B");
                pressed = marked;
            }
        }
    }

    /// Presses Ctrl-C.
    pub(crate) fn interrupts(&mut self) -> &mut Self {
        self.press("\u{3}")
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        self.session.send(keys).unwrap();
        self.session.flush().unwrap();
        self
    }

    /// Waits until the program has ended with this code; returns the text in the window.
    pub(crate) fn ends(&mut self, code: i32) -> String {
        let rest = self.session.exp_eof().unwrap();
        self.take(&rest);
        let ended = self.session.process().wait().unwrap();
        let screen = self.screen();
        assert!(
            matches!(ended, WaitStatus::Exited(_, with) if with == code),
            "{ended:?}\n{screen}"
        );
        let written = String::from_utf8_lossy(&self.written);
        let last = |mark: &str| written.rfind(mark);
        assert!(
            last("\u{1b}[?25l") <= last("\u{1b}[?25h"),
            "the cursor is left hidden"
        );
        screen
    }

    /// The answer that Enter would give to the question that is open, once it is written as a whole: half a line would
    /// pass for another answer, and the key pressed for it would come after the one that is meant.
    fn marked_answer(&mut self) -> Option<String> {
        loop {
            let before = self.written.len();
            while let Some(character) = self.session.try_read() {
                self.written.push(character as u8);
            }
            if self.written.len() == before {
                break;
            }
            thread::sleep(QUIET);
        }
        let screen = self.screen();
        let question = screen.rfind("What next?")?;
        let marked = screen[question..]
            .lines()
            .find_map(|line| line.strip_prefix("> "))?;
        Some(marked.to_owned())
    }

    /// Each character is a byte.
    fn take(&mut self, characters: &str) {
        self.written.extend(characters.chars().map(|c| c as u8));
    }

    /// The text in the window, without parts that differ from run to run.
    fn screen(&self) -> String {
        let text = self
            .computer
            .shown(&screen(&String::from_utf8_lossy(&self.written)));
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for line in &mut lines {
            if let Some((before, time)) = line.rsplit_once("; ")
                && time.ends_with(" s")
            {
                *line = format!("{before}; N s");
            }
        }
        lines.join("\n")
    }
}

/// The text of a terminal that received these characters; lines are not wrapped.
fn screen(written: &str) -> String {
    let mut lines: Vec<Vec<char>> = vec![Vec::new()];
    let (mut row, mut column) = (0_usize, 0_usize);
    let mut rest = written;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\r' => column = 0,
            '\n' => row += 1,
            '\u{1b}' => {
                let end = rest.find(|c: char| c.is_ascii_alphabetic()).unwrap();
                let (numbers, command) = (&rest[1..end], &rest[end..=end]);
                rest = &rest[end + 1..];
                let number = numbers.parse().unwrap_or(1);
                match command {
                    "A" => row = row.saturating_sub(number),
                    "B" => row += number,
                    "C" => column += number,
                    "D" => column = column.saturating_sub(number),
                    "K" if numbers == "2" => lines[row].clear(),
                    "K" => lines[row].truncate(column),
                    "J" => {
                        lines[row].truncate(column);
                        lines.truncate(row + 1);
                    }
                    "h" | "l" | "m" => {}
                    other => panic!("the screen does not know {numbers:?} {other}"),
                }
            }
            _ => {
                let line = &mut lines[row];
                line.resize(line.len().max(column + 1), ' ');
                line[column] = c;
                column += 1;
            }
        }
        while lines.len() <= row {
            lines.push(Vec::new());
        }
    }
    let lines: Vec<String> = lines
        .iter()
        .map(|line| String::from_iter(line).trim_end().to_owned())
        .collect();
    lines.join("\n").trim_end().to_owned()
}
