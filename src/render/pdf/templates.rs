//! The template files: those in the binary, and a company's own, which replace them.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use typst::diag::{FileError, FileResult};
use typst::foundations::Bytes;
use typst::syntax::{FileId, VirtualRoot};
use typst_kit::files::FileLoader;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// A template file by its path below `templates/`, with `/` between folders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TemplateFile {
    /// The path.
    pub path: &'static str,
    /// Its contents.
    pub contents: &'static [u8],
}

/// All files that a plan is made from, fonts included.
#[derive(Debug, Clone)]
pub struct Templates {
    files: BTreeMap<String, Bytes>,
    /// Whether all designs are the program's own.
    own_design: bool,
}

impl Templates {
    /// The templates that are in the binary.
    pub fn embedded() -> Self {
        let files = Self::embedded_files()
            .map(|file| (file.path.to_owned(), Bytes::new(file.contents)))
            .collect();
        Self {
            files,
            own_design: true,
        }
    }

    /// The files that are in the binary, for writing them out.
    pub fn embedded_files() -> impl Iterator<Item = TemplateFile> {
        let mut files = Vec::new();
        collect(&EMBEDDED, &mut files);
        files.into_iter()
    }

    /// The same templates with some files replaced or added. Paths are relative, with `/` between folders.
    #[must_use]
    pub fn with_files(mut self, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        for (path, contents) in files {
            let is_design = Path::new(&path)
                .extension()
                .is_some_and(|ending| ending.eq_ignore_ascii_case("typ"));
            self.own_design &= !is_design;
            self.files.insert(path, Bytes::new(contents));
        }
        self
    }

    /// The same templates with a file of the program's own.
    pub(super) fn with_own_file(mut self, path: &str, contents: &'static [u8]) -> Self {
        self.files.insert(path.to_owned(), Bytes::new(contents));
        self
    }

    /// Whether all designs are those in the binary: labels, fonts and pictures may be a company's own.
    pub(super) const fn has_own_design(&self) -> bool {
        self.own_design
    }

    /// All files by their paths, with their contents.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files
            .iter()
            .map(|(path, contents)| (path.as_str(), contents.as_slice()))
    }

    /// The plans' labels in all languages; Typst refuses a file that is not text.
    pub(super) fn labels(&self) -> impl Iterator<Item = &str> {
        self.files
            .iter()
            .filter(|(path, _)| {
                path.starts_with("labels/")
                    && [
                        "/plan.json",
                        "/handbook.json",
                        "/follow-up.json",
                        "/review-packet.json",
                        "/common.json",
                    ]
                    .iter()
                    .any(|file| path.ends_with(file))
            })
            .filter_map(|(_, contents)| std::str::from_utf8(contents).ok())
    }

    /// The font files, in the order of their paths.
    pub(super) fn fonts(&self) -> impl Iterator<Item = &Bytes> {
        self.files
            .iter()
            .filter(|(path, _)| {
                let path = path.to_ascii_lowercase();
                [".ttf", ".otf", ".ttc", ".otc"]
                    .iter()
                    .any(|ending| path.ends_with(ending))
            })
            .map(|(_, contents)| contents)
    }
}

fn collect(dir: &Dir<'static>, into: &mut Vec<TemplateFile>) {
    for file in dir.files() {
        // Paths below `templates/` are plain ASCII by convention; one that is not could not be named by a template.
        if let Some(path) = path_with_slashes(file.path()) {
            into.push(TemplateFile {
                path,
                contents: file.contents(),
            });
        }
    }
    for inner in dir.dirs() {
        collect(inner, into);
    }
    into.sort_by_key(|file| file.path);
}

/// The path as templates write it. On Windows the compiler embeds `\`, once and for all, so leaking is bounded.
fn path_with_slashes(path: &'static std::path::Path) -> Option<&'static str> {
    let path = path.to_str()?;
    Some(if path.contains('\\') {
        Box::leak(path.replace('\\', "/").into_boxed_str())
    } else {
        path
    })
}

/// What Typst may read: the templates and nothing else, neither the disk nor a package.
#[derive(Debug)]
pub(super) struct TemplateLoader(pub(super) Arc<Templates>);

impl FileLoader for TemplateLoader {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        match id.root() {
            VirtualRoot::Project => {
                let path = id.vpath().get_without_slash();
                self.0
                    .files
                    .get(path)
                    .cloned()
                    .ok_or_else(|| FileError::NotFound(path.into()))
            }
            VirtualRoot::Package(_) => Err(FileError::Other(Some(
                "templates cannot use packages: careermap never goes online".into(),
            ))),
        }
    }
}
