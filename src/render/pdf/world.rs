//! What Typst can access while it sets one plan.

use std::panic;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Instant;

use typst::diag::FileResult;
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::diagnostics::DiagnosticWorld;
use typst_kit::files::FileStore;
use typst_kit::fonts::FontStore;

use super::templates::{TemplateLoader, Templates};

/// A person's data. One id for all: Typst never forgets an id, and knows at most 65,535.
static DATA: LazyLock<FileId> = LazyLock::new(|| file_id("/data.json"));

/// The part of the data for each page's footer.
static FOOT: LazyLock<FileId> = LazyLock::new(|| file_id("/foot.json"));

/// The id of a path that this crate knows by name, never of a path from outside.
pub(super) fn file_id(path: &'static str) -> FileId {
    // All these paths are absolute, in bounds, and free of anything that a virtual path refuses.
    #[expect(
        clippy::expect_used,
        reason = "constant paths, see above; a test compiles with them"
    )]
    let path = VirtualPath::new(path).expect("a valid virtual path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// What all plans share.
pub(super) struct Shared {
    pub(super) library: LazyHash<Library>,
    pub(super) fonts: FontStore,
    pub(super) files: FileStore<TemplateLoader>,
    pub(super) today: Option<Datetime>,
}

impl Shared {
    /// With only the templates' fonts: the same on every computer.
    pub(super) fn new(templates: Arc<Templates>, today: Option<Datetime>) -> Self {
        let mut fonts = FontStore::new();
        for data in templates.fonts() {
            fonts.extend(Font::iter(data.clone()).map(|font| {
                let info = font.info().clone();
                (font, info)
            }));
        }
        let templates = TemplateLoader(templates);
        Self {
            library: LazyHash::new(Library::default()),
            fonts,
            files: FileStore::new(templates),
            today,
        }
    }
}

impl Shared {
    /// Adds the fonts of this computer after those of the templates.
    pub(super) fn with_machine_fonts(mut self) -> Self {
        self.fonts.extend(typst_kit::fonts::system());
        self
    }
}

/// The shared parts with one document's template and data.
pub(super) struct PlanWorld<'a> {
    pub(super) shared: &'a Shared,
    /// The template that Typst starts with.
    pub(super) main: FileId,
    pub(super) data: Bytes,
    pub(super) foot: Bytes,
    pub(super) patience: TimeLimit,
}

/// How long setting a plan may still take.
///
/// Counted from one request for a font to the next, and at most a moment for each: a computer that sleeps, or a process
/// that is paused, must not count as a plan that does not end.
pub(super) struct TimeLimit {
    last_seen: Mutex<Instant>,
    left: AtomicU64,
}

impl TimeLimit {
    pub(super) fn new(seconds: u64) -> Self {
        Self {
            last_seen: Mutex::new(Instant::now()),
            left: AtomicU64::new(seconds.saturating_mul(1_000_000_000)),
        }
    }

    /// Whether there is none left.
    fn is_over(&self) -> bool {
        const MOMENT: u64 = 500_000_000;
        let now = Instant::now();
        let before = std::mem::replace(
            &mut *self
                .last_seen
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
            now,
        );
        let passed = u64::try_from(now.saturating_duration_since(before).as_nanos());
        let passed = passed.map_or(MOMENT, |passed| passed.min(MOMENT));
        let left = self.left.load(Ordering::Relaxed).saturating_sub(passed);
        self.left.store(left, Ordering::Relaxed);
        left == 0
    }
}

/// The panic payload that ends a plan that takes too long.
pub(super) struct TookTooLong;

impl World for PlanWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.shared.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.shared.files.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA {
            Ok(self.data.clone())
        } else if id == *FOOT {
            Ok(self.foot.clone())
        } else {
            self.shared.files.file(id)
        }
    }

    /// Typst has no way to stop. But it requests a font for each piece of text that it shapes, and limits other loops
    /// itself; so this function ends a plan by unwinding.
    fn font(&self, index: usize) -> Option<Font> {
        if self.patience.is_over() {
            panic::resume_unwind(Box::new(TookTooLong));
        }
        self.shared.fonts.font(index)
    }

    /// The as-of date: documents speak from the data alone, so a template that asks for today gets that day.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.shared.today
    }
}

impl DiagnosticWorld for PlanWorld<'_> {
    fn name(&self, id: FileId) -> String {
        id.vpath().get_without_slash().to_owned()
    }
}
