//! PDF files, read by a different library from the one that wrote them.

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, ParamCurve as _, Rect};

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

    /// The text of each page, without white space, since line breaks are a matter of layout.
    pub(crate) fn page_texts(&self) -> Vec<String> {
        self.page_lines()
            .into_iter()
            .map(|lines| lines.into_iter().map(|line| line.text).collect())
            .collect()
    }

    /// The lines of each page in reading order.
    pub(crate) fn page_lines(&self) -> Vec<Vec<Line>> {
        self.drawn().into_iter().map(|text| text.lines).collect()
    }

    /// For each page, the lines of text and the places of horizontal rules, in points from the bottom edge.
    pub(crate) fn page_lines_and_rules(&self) -> Vec<(Vec<Line>, Vec<f64>)> {
        let pages = self.drawn().into_iter();
        pages.map(|text| (text.lines, text.rules)).collect()
    }

    fn drawn(&self) -> Vec<Text> {
        self.pdf
            .pages()
            .iter()
            .map(|page| {
                let mut text = Text::default();
                let cache = InterpreterCache::new();
                let mut context = Context::new(
                    Affine::IDENTITY,
                    Rect::new(0.0, 0.0, 1.0, 1.0),
                    &cache,
                    self.pdf.xref(),
                    InterpreterSettings::default(),
                );
                interpret_page(page, &mut context, &mut text);
                text
            })
            .collect()
    }

    /// Width and height of the first page, in points.
    pub(crate) fn paper(&self) -> (f32, f32) {
        self.pdf.pages()[0].base_dimensions()
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

    /// How many tables it has by its tags, and how many of them have no header cell.
    pub(crate) fn tables(&self) -> (usize, usize) {
        let tree: Dict<'_> = self.catalogue().get(b"StructTreeRoot".as_slice()).unwrap();
        let mut tables = (0, 0);
        has_header(&tree, &mut tables);
        tables
    }

    /// The document's language.
    pub(crate) fn language(&self) -> Option<String> {
        let language: PdfString<'_> = self.catalogue().get(b"Lang".as_slice())?;
        String::from_utf8(language.to_vec()).ok()
    }
}

/// Whether an element or one within it is a header cell; counts the tables, and those without any.
fn has_header(element: &Dict<'_>, tables: &mut (usize, usize)) -> bool {
    let kind = element.get::<Name<'_>>(b"S".as_slice());
    let is = |name: &[u8]| kind.as_deref() == Some(name);
    let kids = b"K".as_slice();
    let one = element.get::<Dict<'_>>(kids).into_iter();
    let several = element.get::<Array<'_>>(kids);
    let several = several.iter().flat_map(Array::iter::<Object<'_>>);
    let below = several.filter_map(|kid| match kid {
        Object::Dict(kid) => Some(kid),
        _ => None,
    });
    let mut found = is(b"TH");
    for kid in one.chain(below) {
        found |= has_header(&kid, tables);
    }
    if is(b"Table") {
        tables.0 += 1;
        tables.1 += usize::from(!found);
        return false;
    }
    found
}

/// Text without white space.
pub(crate) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect()
}

/// A piece of a page that was drawn from left to right on one base line.
pub(crate) struct Line {
    /// The text without white space.
    pub(crate) text: String,
    /// Where it begins and ends, in points from the left edge. The end is the last glyph's origin.
    pub(crate) across: (f64, f64),
    /// Its base line, in points from the bottom edge.
    pub(crate) up: f64,
    /// The largest size of type in it, in points.
    pub(crate) size: f64,
    /// Whether all of it is bold.
    pub(crate) bold: bool,
}

/// A horizontal rule of at least this many points is a line to write on, or one between parts.
const RULE: f64 = 100.0;

/// Collects the characters and places of glyphs, and the horizontal rules.
#[derive(Default)]
struct Text {
    lines: Vec<Line>,
    rules: Vec<f64>,
}

impl Text {
    fn add(&mut self, text: &str, place: Affine, bold: bool) {
        let [_, _, _, height, x, y] = place.as_coeffs();
        let size = height.abs() * 1000.0;
        match self.lines.last_mut() {
            Some(line) if (line.up - y).abs() < 0.5 && line.across.1 <= x => {
                line.text.push_str(text);
                line.across.1 = x;
                line.size = line.size.max(size);
                line.bold &= bold;
            }
            _ => self.lines.push(Line {
                text: text.to_owned(),
                across: (x, x),
                up: y,
                size,
                bold,
            }),
        }
    }
}

impl Device<'_> for Text {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'_>,
        page: Affine,
        place: Affine,
        _: &Paint<'_>,
        _: &GlyphDrawMode,
    ) {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => squeeze(&c.to_string()),
            Some(BfString::String(text)) => squeeze(&text),
            None => "\u{FFFD}".to_owned(),
        };
        let bold = match glyph {
            Glyph::Outline(glyph) => glyph
                .font_data()
                .and_then(|font| font.postscript_name)
                .is_some_and(|name| name.contains("Bold")),
            Glyph::Type3(_) => false,
        };
        if !text.is_empty() {
            self.add(&text, page * place, bold);
        }
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, path: &BezPath, page: Affine, _: &Paint<'_>, _: &PathDrawMode) {
        for segment in (page * path).segments() {
            let (from, to) = (segment.start(), segment.end());
            if (from.y - to.y).abs() < 0.5 && (from.x - to.x).abs() > RULE {
                self.rules.push(from.y);
            }
        }
    }
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
