//! The directions of ARCHITECTURE.md: fails when a module imports against them, or knows a library that is not its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::repository;

/// What each module of the crate may import from the crate.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("allocator", &[]),
    ("diagnostic", &[]),
    ("text", &[]),
    ("model", &["diagnostic", "text"]),
    ("analysis", &["diagnostic", "model", "text"]),
    ("load", &["diagnostic", "model", "text"]),
    ("render", &["analysis", "diagnostic", "model", "text"]),
    ("output", &["diagnostic", "model", "text"]),
    ("cli", &[]),
    (
        "config",
        &["analysis", "cli", "diagnostic", "load", "output", "render"],
    ),
    (
        "pipeline",
        &[
            "analysis",
            "config",
            "diagnostic",
            "load",
            "model",
            "output",
            "render",
            "text",
        ],
    ),
    ("ui", &["diagnostic", "pipeline", "text"]),
    (
        "commands",
        &[
            "analysis",
            "cli",
            "config",
            "diagnostic",
            "load",
            "model",
            "output",
            "pipeline",
            "render",
            "text",
            "ui",
        ],
    ),
];

/// Libraries that only one part of the crate may know.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("calamine", &["load/sheet"]),
    ("quick_xml", &["load/sheet"]),
    ("zip", &["load/sheet", "render/xlsx"]),
    ("csv", &["load/sheet", "render/report"]),
    ("encoding_rs", &["load/sheet"]),
    ("typst", &["render/pdf"]),
    ("typst_kit", &["render/pdf"]),
    ("typst_layout", &["render/pdf"]),
    ("typst_pdf", &["render/pdf"]),
    ("comemo", &["render/pdf"]),
    ("rust_xlsxwriter", &["render/xlsx"]),
    ("indicatif", &["ui"]),
    ("clap", &["cli", "main"]),
    ("signal_hook", &["main"]),
    ("mimalloc", &["allocator"]),
    ("tikv_jemallocator", &["allocator"]),
    ("rayon", &["pipeline"]),
    ("tempfile", &["output", "render/xlsx/stretch"]),
    ("sha2", &["output"]),
    ("toml", &["config", "load/vocabulary"]),
    (
        "walkdir",
        &["load/files", "output/audit", "pipeline/design"],
    ),
];

#[test]
fn modules_import_in_one_direction() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_IMPORT.iter().copied().collect();
    let mut wrong = Vec::new();
    for file in sources() {
        let module = file.module.split('/').next().unwrap().to_owned();
        if matches!(module.as_str(), "lib" | "main") {
            continue;
        }
        let may = allowed
            .get(module.as_str())
            .unwrap_or_else(|| panic!("{module} has no line in the table of directions"));
        for imported in crate_imports(&file.code) {
            if imported != module && !may.contains(&imported.as_str()) {
                wrong.push(format!("{} imports {imported}", file.module));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "against the direction:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn each_library_is_known_in_one_place() {
    let mut wrong = Vec::new();
    for file in sources() {
        for (library, places) in ONLY_IN {
            let known = file.code.contains(&format!("{library}::"));
            let allowed = places.iter().any(|place| {
                file.module == *place || file.module.starts_with(&format!("{place}/"))
            });
            if known && !allowed {
                wrong.push(format!("{} knows {library}", file.module));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_tables_name_only_what_exists() {
    let modules: Vec<String> = sources().into_iter().map(|file| file.module).collect();
    for place in ONLY_IN.iter().flat_map(|(_, places)| *places) {
        assert!(
            modules
                .iter()
                .any(|m| m == place || m.starts_with(&format!("{place}/"))),
            "there is no module {place}"
        );
    }
    for (module, _) in MAY_IMPORT {
        assert!(
            modules
                .iter()
                .any(|m| m == module || m.starts_with(&format!("{module}/"))),
            "there is no module {module}"
        );
    }
}

/// A source file without comments and tests.
struct Source {
    /// The path below `src/` with `/`, without `.rs` and `/mod`.
    module: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let root = repository().join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    assert!(paths.len() > 30, "the sources were found");
    paths
        .iter()
        .filter(|path| !is_test(path))
        .map(|path| Source {
            module: module(&root, path),
            code: code(&fs::read_to_string(path).unwrap()),
        })
        .collect()
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            paths.push(path);
        }
    }
}

fn is_test(path: &Path) -> bool {
    path.components().any(|part| {
        matches!(
            part.as_os_str().to_str(),
            Some("tests.rs" | "tests" | "testing.rs")
        )
    })
}

fn module(root: &Path, path: &Path) -> String {
    let parts: Vec<String> = path
        .strip_prefix(root)
        .unwrap()
        .with_extension("")
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .filter(|part| part != "mod")
        .collect();
    parts.join("/")
}

/// The code that is not a comment and stands before the unit tests.
fn code(source: &str) -> String {
    source
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap()
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The modules of the crate that the code names, in `use` lines or in place.
fn crate_imports(code: &str) -> Vec<String> {
    code.split("crate::")
        .skip(1)
        .filter_map(|rest| {
            let named: String = rest
                .trim_start_matches('{')
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            (!named.is_empty()).then_some(named)
        })
        .collect()
}
