//! PDF files, read by another library than the one that wrote them.

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Rect};

/// A PDF file.
pub(crate) struct PdfFile {
    pdf: Pdf,
}

impl PdfFile {
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        Self {
            pdf: Pdf::new(bytes).expect("a PDF file that can be read"),
        }
    }

    pub(crate) fn pages(&self) -> usize {
        self.pdf.pages().len()
    }

    /// The text of each page, without white space, since where it breaks is a matter of layout.
    pub(crate) fn page_texts(&self) -> Vec<String> {
        self.pdf
            .pages()
            .iter()
            .map(|page| {
                let mut text = Text(String::new());
                let cache = InterpreterCache::new();
                let mut context = Context::new(
                    Affine::IDENTITY,
                    Rect::new(0.0, 0.0, 1.0, 1.0),
                    &cache,
                    self.pdf.xref(),
                    InterpreterSettings::default(),
                );
                interpret_page(page, &mut context, &mut text);
                text.0
            })
            .collect()
    }

    /// Whether this text is anywhere in the document, white space aside.
    pub(crate) fn has(&self, text: &str) -> bool {
        self.page_texts().concat().contains(&squeeze(text))
    }

    /// Fails the test unless each of these texts is in the document.
    pub(crate) fn must_have(&self, texts: &[&str]) {
        let all = self.page_texts().concat();
        for text in texts {
            assert!(
                all.contains(&squeeze(text)),
                "{text:?} is missing from:\n{all}"
            );
        }
    }

    fn catalogue(&self) -> Dict<'_> {
        let root = self.pdf.xref().root_id();
        self.pdf.xref().get(root).expect("a catalogue")
    }

    /// Whether the document says that it is tagged, and has a tree of tags.
    pub(crate) fn is_tagged(&self) -> bool {
        let catalogue = self.catalogue();
        let marked = catalogue
            .get::<Dict<'_>>(b"MarkInfo".as_slice())
            .and_then(|info| info.get::<bool>(b"Marked".as_slice()));
        marked == Some(true)
            && catalogue
                .get::<Dict<'_>>(b"StructTreeRoot".as_slice())
                .is_some()
    }

    /// The document's language.
    pub(crate) fn language(&self) -> Option<String> {
        let language: PdfString<'_> = self.catalogue().get(b"Lang".as_slice())?;
        String::from_utf8(language.to_vec()).ok()
    }
}

/// Text without white space.
pub(crate) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Collects what glyphs mean.
struct Text(String);

impl Device<'_> for Text {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'_>,
        _: Affine,
        _: Affine,
        _: &Paint<'_>,
        _: &GlyphDrawMode,
    ) {
        match glyph.as_unicode() {
            Some(BfString::Char(c)) => self.0.extend((!c.is_whitespace()).then_some(c)),
            Some(BfString::String(text)) => self.0.push_str(&squeeze(&text)),
            None => self.0.push('\u{FFFD}'),
        }
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
