//! Lays a document out: once, where that is enough.
//!
//! Page numbers make Typst lay out a document twice, as it knows nothing about the pages the first time. Here it is told about
//! the pages of an earlier document: another plan of as many pages gives the same answers. Whether all answers were right
//! is checked when the document is ready. If one was wrong, it is laid out again and told about its own pages, as Typst
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

/// Lays a document out as often as Typst wants to.
pub(super) fn as_often_as_needed(world: &dyn World) -> SourceResult<PagedDocument> {
    typst::compile(world).output
}

/// Lays a document out once if it has as many pages as most before. Only for templates that ask about nothing but the number
/// of pages, and whose pages do not depend on the answer: else there might be two documents of which all answers are true.
pub(super) fn once_if_possible(world: &dyn World) -> SourceResult<PagedDocument> {
    let document = typst::compile::<Foreseen>(world).output?.0;
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

/// A document about which something is known in advance.
struct Foreseen(PagedDocument);

impl Output for Foreseen {
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

/// How often a document is laid out before it is left to Typst: told about an earlier one's pages, then about its own.
const ATTEMPTS: usize = 2;

/// The document, as it is told about these pages, and whether all that it was told is true of it; `None` if it has mistakes,
/// which are Typst's to tell.
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
