//! docs/messages.md against the code: every code with its meaning and remedy, and no other code.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::repository;

#[test]
fn every_message_is_explained() {
    let documented = documented();
    let used = used();
    assert!(used.len() > 80, "the codes were found: {used:?}");
    let missing: Vec<String> = used
        .iter()
        .filter(|(code, _)| !documented.contains_key(*code))
        .map(|(code, file)| format!("{code} (in {file})"))
        .collect();
    assert!(
        missing.is_empty(),
        "docs/messages.md does not explain these codes. Add a row for each, to the table of its part of the program: \
         | `the-code` | What it means | What to do |\n{}",
        missing.join("\n")
    );
    let gone: Vec<&String> = documented
        .keys()
        .filter(|code| !used.contains_key(*code))
        .collect();
    assert!(
        gone.is_empty(),
        "no code in src is called like these any more: delete their rows from docs/messages.md, or rename them: {gone:?}"
    );
}

#[test]
fn every_explanation_says_what_it_means_and_what_to_do() {
    for (code, cells) in documented() {
        assert_eq!(cells.len(), 2, "{code}: a row has three cells");
        for cell in cells {
            assert!(cell.len() >= 7, "{code}: “{cell}”");
            assert!(
                !cell.ends_with('.'),
                "{code}: cells of the table end without a full stop"
            );
        }
    }
}

/// The rows of the page: the code, and the text of the other cells.
fn documented() -> BTreeMap<String, Vec<String>> {
    let page = fs::read_to_string(repository().join("docs").join("messages.md")).unwrap();
    let mut rows = BTreeMap::new();
    for line in page.lines() {
        let Some((code, rest)) = line
            .strip_prefix("| `")
            .and_then(|line| line.split_once("` |"))
        else {
            continue;
        };
        let rest = rest.trim_end().trim_end_matches('|');
        let cells = rest
            .split(" | ")
            .map(|cell| cell.trim().to_owned())
            .collect();
        let twice = rows.insert(code.to_owned(), cells);
        assert!(twice.is_none(), "{code} has two rows");
    }
    rows
}

/// The codes in the sources, each with a file that has it: the text after `Code(` or `Diagnostic::error(` and similar
/// calls.
fn used() -> BTreeMap<String, String> {
    let root = repository().join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    let mut codes = BTreeMap::new();
    for file in files {
        let source = fs::read_to_string(&file).unwrap();
        let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let name = file.strip_prefix(&root).unwrap().display().to_string();
        for call in [
            "Code(",
            "Diagnostic::error(",
            "Diagnostic::warning(",
            "Diagnostic::note(",
            "Diagnostic::new(",
        ] {
            for (place, _) in code.match_indices(call) {
                let arguments = &code[place + call.len()..];
                // The severity comes first.
                let arguments = match call {
                    "Diagnostic::new(" => arguments.split_once(',').unwrap().1,
                    _ => arguments,
                };
                if let Some(literal) = arguments.trim_start().strip_prefix('"') {
                    let (literal, _) = literal.split_once('"').unwrap();
                    codes.insert(literal.to_owned(), name.clone());
                } else if call != "Code(" {
                    // A parameter of the type was a Code("…") in the file that passes it.
                    assert!(
                        code.contains("Code(\"") || code.contains("code: Code"),
                        "{name}: a message's code is neither a text nor a Code(\"…\") of the same file nor passed to \
                         it, so this test cannot find it: {}",
                        arguments.trim_start().lines().next().unwrap()
                    );
                }
            }
        }
    }
    codes
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap();
        if name == "tests" || name == "testing" {
            continue;
        }
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
    files.sort();
}
