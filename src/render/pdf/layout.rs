//! Lays a document out, only once where possible.
//!
//! Page numbers make Typst lay out a document twice, as it knows nothing about the pages the first time. Here it gets
//! the pages of an earlier document: a plan with the same number of pages gives the same answers. All answers are
//! checked when the document is ready. If one was wrong, the document is laid out again with its own pages, as Typst
//! does, so that no document depends on an earlier one.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use comemo::{Constraint, Track};
use typst::World;
use typst::diag::SourceResult;
use typst::engine::{Engine, Sink};
use typst::foundations::{Content, Output, StyleChain, Target};
use typst::introspection::Introspector;
use typst::utils::Protected;
use typst_layout::{PagedDocument, PagedIntrospector};

/// What is known about the pages of a document.
type Pages = Arc<PagedIntrospector>;

thread_local! {
    /// By number of pages: how many documents this thread laid out, and the pages of the last one.
    static EARLIER: RefCell<BTreeMap<usize, (usize, Pages)>> = const { RefCell::new(BTreeMap::new()) };
}

/// Lays a document out as often as Typst needs.
pub(super) fn layout_fully(world: &dyn World) -> SourceResult<PagedDocument> {
    typst::compile(world).output
}

/// Lays a document out once if it has as many pages as most before. Only for templates that ask only about the number
/// of pages, and whose pages do not depend on the answer: otherwise there might be two documents for which all answers
/// are right.
pub(super) fn layout_once(world: &dyn World) -> SourceResult<PagedDocument> {
    let document = typst::compile::<KnownPages>(world).output?.0;
    let pages = Arc::clone(document.introspector());
    EARLIER.with_borrow_mut(|earlier| {
        let (times, last) = earlier
            .entry(document.pages().len())
            .or_insert_with(|| (0, Arc::clone(&pages)));
        *times += 1;
        *last = pages;
    });
    Ok(document)
}

/// The pages of a document with as many as most have.
fn usual_pages() -> Option<Pages> {
    EARLIER.with_borrow(|earlier| {
        let most = earlier.values().max_by_key(|(times, _)| *times)?;
        Some(Arc::clone(&most.1))
    })
}

/// A document of an earlier layout, which answers Typst's questions in advance.
struct KnownPages(PagedDocument);

impl Output for KnownPages {
    fn target() -> Target {
        PagedDocument::target()
    }

    fn create(
        engine: &mut Engine<'_>,
        content: &Content,
        styles: StyleChain<'_>,
    ) -> SourceResult<Self> {
        let mut pages = usual_pages();
        for _ in 0..ATTEMPTS {
            let Some((document, is_true)) =
                pages.and_then(|pages| told_about(engine, content, styles, &pages))
            else {
                break;
            };
            if is_true {
                return Ok(Self(document));
            }
            pages = Some(Arc::clone(document.introspector()));
        }
        PagedDocument::create(engine, content, styles).map(Self)
    }

    fn introspector(&self) -> &dyn Introspector {
        self.0.introspector().as_ref()
    }
}

/// How often a document is laid out before Typst does it alone: first with an earlier document's pages, then with its
/// own.
const ATTEMPTS: usize = 2;

/// The document laid out with these pages, and whether all answers are right for it; `None` if it has mistakes, which
/// Typst reports.
fn told_about(
    engine: &Engine<'_>,
    content: &Content,
    styles: StyleChain<'_>,
    pages: &PagedIntrospector,
) -> Option<(PagedDocument, bool)> {
    let told = Constraint::new();
    let mut sink = Sink::new();
    let pages: &dyn Introspector = pages;
    let mut own = Engine {
        world: engine.world,
        library: engine.library,
        introspector: Protected::new(pages.track_with(&told)),
        traced: engine.traced,
        sink: sink.track_mut(),
        route: engine.route.clone(),
    };
    let document = PagedDocument::create(&mut own, content, styles).ok()?;
    if !sink.delayed().is_empty() {
        return None;
    }
    let answers: &dyn Introspector = document.introspector().as_ref();
    let is_true = told.validate(answers);
    Some((document, is_true))
}
