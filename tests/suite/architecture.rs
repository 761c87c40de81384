//! The import rules of ARCHITECTURE.md: fails when a module imports against them, when modules of one folder use each
//! other, or when a module knows a library that is not its own.

use std::collections::BTreeMap;

use crate::harness::Modules;
use crate::harness::repository;

/// What each module of the crate may import from the crate.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("allocator", &[]),
    ("diagnostic", &[]),
    ("text", &[]),
    ("paths", &[]),
    ("threads", &["diagnostic"]),
    ("labels", &["diagnostic", "text"]),
    ("model", &["diagnostic", "text"]),
    ("analysis", &["diagnostic", "model", "text"]),
    ("load", &["diagnostic", "labels", "model", "paths", "text"]),
    (
        "render",
        &["analysis", "diagnostic", "labels", "model", "text"],
    ),
    (
        "output",
        &["diagnostic", "model", "paths", "text", "threads"],
    ),
    ("cli", &[]),
    (
        "config",
        &[
            "analysis",
            "cli",
            "diagnostic",
            "labels",
            "load",
            "output",
            "paths",
            "render",
            "text",
        ],
    ),
    (
        "pipeline",
        &[
            "analysis",
            "config",
            "diagnostic",
            "labels",
            "load",
            "model",
            "output",
            "paths",
            "render",
            "text",
            "threads",
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
            "paths",
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
    ("dialoguer", &["ui"]),
    ("open", &["ui"]),
    ("clap", &["cli", "main"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli/guides"]),
    ("signal_hook", &["main"]),
    ("mimalloc", &["allocator"]),
    ("tikv_jemallocator", &["allocator"]),
    ("rayon", &["pipeline", "threads"]),
    ("tempfile", &["output", "render/xlsx/short_tables"]),
    ("icalendar", &["render/calendar"]),
    ("mail_builder", &["render/mail"]),
    ("minijinja", &["render/page"]),
    ("base64", &["render/page"]),
    ("percent_encoding", &["render/page"]),
    ("idna", &["analysis/mail_address"]),
    ("sha2", &["output", "render/page/policy"]),
    ("fixed_decimal", &["labels"]),
    ("icu_locale_core", &["labels"]),
    ("icu_plurals", &["labels"]),
    ("pulldown_cmark", &["load/prose"]),
    ("toml", &["config", "load/setting_lines", "load/vocabulary"]),
    (
        "walkdir",
        &[
            "load/files",
            "load/held/files",
            "output/audit",
            "output/purge",
            "pipeline/templates",
        ],
    ),
];

#[test]
fn modules_import_in_one_direction() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_IMPORT.iter().copied().collect();
    let modules = Modules::of(&repository().join("src"));
    let mut wrong = Vec::new();
    for name in modules.names().filter(|name| !matches!(*name, "" | "main")) {
        let module = top(name);
        let may = allowed
            .get(module)
            .unwrap_or_else(|| panic!("{module} has no line in the table of directions"));
        for used in modules.used_by(name) {
            let used = top(&used);
            if used != module && !may.contains(&used) {
                wrong.push(format!("{name} imports {used}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "against the direction:\n{}",
        wrong.join("\n")
    );
}

fn top(module: &str) -> &str {
    module.split('/').next().unwrap()
}

#[test]
fn modules_of_one_folder_do_not_use_each_other() {
    let cycles = Modules::of(&repository().join("src")).cycles();
    assert!(
        cycles.is_empty(),
        "move what both sides use into a module of its own: {cycles:#?}"
    );
}

#[test]
fn the_modules_see_through_groups_renames_and_re_exports() {
    let folder = tempfile::tempdir().unwrap();
    for (file, code) in [
        ("lib.rs", "mod a;\nmod b;\nmod c;\nmod d;"),
        (
            "a.rs",
            "use crate::{b::{one, Two as Three}, c::Deep};\n// crate::nothing\nconst X: &str = \"crate::nothing::y\";",
        ),
        (
            "b.rs",
            "fn one() { let c = 'c'; crate::c::deep::call::<'c'>(c) }",
        ),
        (
            "c/mod.rs",
            "mod deep;\npub use deep::Deep;\nfn here() { deep::call() }",
        ),
        (
            "c/deep.rs",
            "use super::super::a;\n#[cfg(test)]\nmod tests { use crate::b; }",
        ),
        (
            "d.rs",
            "use crate::c as far;\nuse std::fs;\nfn there() { far::deep::call(fs::read) }",
        ),
    ] {
        let path = folder.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, code).unwrap();
    }
    let modules = Modules::of(folder.path());
    let used = |name| Vec::from_iter(modules.used_by(name));
    assert_eq!(used("a"), ["b", "c/deep"]);
    assert_eq!(used("b"), ["c/deep"]);
    assert_eq!(used("c"), ["c/deep"]);
    assert_eq!(used("c/deep"), ["a"]);
    assert_eq!(used("d"), ["c", "c/deep"]);
    assert_eq!(modules.cycles(), [["a", "b", "c"]]);
}

#[test]
fn each_library_is_known_in_one_place() {
    let modules = Modules::of(&repository().join("src"));
    let mut wrong = Vec::new();
    for name in modules.names() {
        for (library, places) in ONLY_IN {
            let is_in = |place: &&str| name == *place || name.starts_with(&format!("{place}/"));
            if modules.knows(name, library) && !places.iter().any(is_in) {
                wrong.push(format!("{name} knows {library}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_tables_name_only_what_exists() {
    let modules = Modules::of(&repository().join("src"));
    let places = ONLY_IN.iter().flat_map(|(_, places)| *places);
    for place in places.chain(MAY_IMPORT.iter().map(|(module, _)| module)) {
        assert!(
            modules.names().any(|name| name == *place),
            "there is no module {place}"
        );
    }
}
