//! The lines of a text before it is parsed: decoded, without what belongs to other programs, and without what would only
//! cost time.

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::load::sheet::decoded;

/// How many signs of lists and quotations a line may begin with. More is not a text, and costs the parser time at each line
/// after it.
const MOST_SIGNS: usize = 60;

/// How much of a file is parsed, without the data of pictures: far more than a document has room for.
const MOST_BYTES: usize = 1 << 20;

/// Lines that are read, each with its number in the file.
pub(super) struct Source {
    text: String,
    /// Where each line begins, and its number, counted from 1.
    lines: Vec<(usize, usize)>,
    /// The first line that there is no room for.
    cut: Option<usize>,
}

impl Source {
    /// The lines, and what is to be said about them.
    ///
    /// # Errors
    /// If the file is not a text.
    pub(super) fn new(bytes: &[u8], at: &Location) -> Result<(Self, Vec<Diagnostic>), Diagnostic> {
        let (text, mut problems) = text_of(bytes, at)?;
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let skipped = settings_at_top(&text);
        if skipped > 0 {
            problems.push(Diagnostic::note(
                LEFT_OUT,
                at.clone(),
                format!("The settings in lines 1 to {skipped}, between lines of hyphens, are not part of the text."),
                Diagnostic::NOTHING_TO_DO,
            ));
        }
        let mut source = Self {
            text: String::with_capacity(text.len()),
            lines: Vec::new(),
            cut: None,
        };
        let mut blank = 0;
        let mut crowded = Vec::new();
        for (index, line) in text.split('\n').enumerate().skip(skipped) {
            if source.text.len() > MOST_BYTES {
                source.cut = Some(index + 1);
                break;
            }
            // A parser looks at each open list again for each blank line.
            blank = if line.trim().is_empty() { blank + 1 } else { 0 };
            if blank > 2 {
                continue;
            }
            if signs(line) > MOST_SIGNS {
                crowded.push(index + 1);
                continue;
            }
            source.lines.push((source.text.len(), index + 1));
            push_without_data(&mut source.text, line);
            source.text.push('\n');
        }
        if let [first, rest @ ..] = crowded.as_slice() {
            problems.push(Diagnostic::warning(
                LEFT_OUT,
                at.clone(),
                format!(
                    "Line {first} begins with more than {MOST_SIGNS} signs of lists or quotations{}; left out.",
                    if rest.is_empty() {
                        String::new()
                    } else {
                        format!(", as {} more lines do", rest.len())
                    }
                ),
                "Write it as plain text.",
            ));
        }
        Ok((source, problems))
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The first line that there is no room for.
    pub(super) const fn cut(&self) -> Option<usize> {
        self.cut
    }

    /// The number of the line in the file that this byte of the text is in.
    pub(super) fn line(&self, byte: usize) -> usize {
        let after = self.lines.partition_point(|(start, _)| *start <= byte);
        after
            .checked_sub(1)
            .and_then(|index| self.lines.get(index))
            .map_or(1, |(_, number)| *number)
    }
}

/// Adds a line without the data of pictures, which some programs write into the text. What names the picture stays.
fn push_without_data(text: &mut String, line: &str) {
    let mut rest = line;
    while let Some((before, data)) = rest.split_once(DATA) {
        text.push_str(before);
        text.push_str(DATA);
        let is_data = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
        rest = data.trim_start_matches(is_data);
    }
    text.push_str(rest);
}

const DATA: &str = ";base64,";

const LEFT_OUT: Code = Code("text-left-out");

/// The file as a text: by its byte order mark, else in UTF-8, else as old programs on Windows write it.
pub(super) fn text_of(
    bytes: &[u8],
    at: &Location,
) -> Result<(String, Vec<Diagnostic>), Diagnostic> {
    let is_other = [&b"PK\x03\x04"[..], b"%PDF", b"{\\rtf", b"\xD0\xCF\x11\xE0"]
        .iter()
        .any(|beginning| bytes.starts_with(beginning));
    let (mut known, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        known += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    let mostly_utf8 = broken > 0 && known >= broken;
    let text = if mostly_utf8 {
        String::from_utf8_lossy(bytes).into_owned()
    } else {
        decoded(bytes).into_owned()
    };
    let zeros = text.chars().filter(|c| *c == '\0').count();
    if is_other || zeros > text.len() / 100 {
        return Err(Diagnostic::error(
            "file-format",
            at.clone(),
            "This file is not plain text.",
            "Save it as plain text (.md or .txt) in UTF-8 under this name.",
        ));
    }
    let mut problems = Vec::new();
    // A byte order mark of UTF-16 is not UTF-8 either.
    let has_mark = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if broken > 0 && !has_mark {
        problems.push(Diagnostic::warning(
            "text-encoding",
            at.clone(),
            if mostly_utf8 {
                format!(
                    "{} in this file cannot be read as UTF-8; each is shown as \u{FFFD}.",
                    crate::text::counted(broken, "place", "places")
                )
            } else {
                "This file is not in UTF-8; it was read as Windows-1252, which older programs on Windows write."
                    .to_owned()
            },
            "Check letters with accents in the document, or save the file as UTF-8.",
        ));
    }
    Ok((text, problems))
}

/// How many lines at the top are settings for another program, between lines of hyphens: each names something and gives
/// its value, or belongs to the line before.
fn settings_at_top(text: &str) -> usize {
    let mut lines = text.split('\n').enumerate();
    if lines
        .next()
        .is_none_or(|(_, first)| first.trim_end() != "---")
    {
        return 0;
    }
    let mut names = 0;
    for (index, line) in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return if names > 0 { index + 1 } else { 0 };
        }
        let is_further = line.starts_with([' ', '\t', '-', '#']);
        let is_named = line.split_once(':').is_some_and(|(name, _)| {
            !name.is_empty()
                && name
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        });
        names += usize::from(is_named);
        if !(is_named || is_further && names > 0) {
            return 0;
        }
    }
    0
}

/// How many signs of lists and quotations a line begins with.
fn signs(line: &str) -> usize {
    let mut count = 0;
    let mut rest = line.trim_start();
    loop {
        let after = if let Some(after) = rest.strip_prefix('>') {
            after
        } else if let Some(after) = rest.strip_prefix(['-', '+', '*'])
            && after.starts_with([' ', '\t'])
        {
            after
        } else {
            let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            match after.strip_prefix(['.', ')']) {
                Some(end) if after.len() < rest.len() && end.starts_with([' ', '\t']) => end,
                _ => return count,
            }
        };
        count += 1;
        rest = after.trim_start();
    }
}
