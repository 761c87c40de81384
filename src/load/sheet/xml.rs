//! A thin layer over the XML parser: names without prefix, attributes by name, entities never followed.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};

use super::error::FileError;
use super::package::xml_error;

/// What comes next in a document. Elements without content come as a start and an end.
pub(super) enum Node<'a> {
    /// An element begins.
    Start(BytesStart<'a>),
    /// An element ends.
    End(BytesEnd<'a>),
    /// Characters, entities already resolved.
    Text(Cow<'a, str>),
    /// A document type, which may define entities.
    DocType,
    /// The document ends.
    Eof,
}

pub(super) struct XmlDocument<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
}

impl<R: BufRead> XmlDocument<R> {
    pub(super) fn new(input: R) -> Self {
        let mut reader = Reader::from_reader(input);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.check_comments = false;
        Self {
            reader,
            buffer: Vec::new(),
        }
    }

    /// The next node; comments, declarations and processing instructions are skipped.
    pub(super) fn next(&mut self) -> Result<Node<'_>, FileError> {
        // The borrow checker does not see that the buffer is free again in the next turn of a loop, so skipped events
        // are returned as empty text.
        self.buffer.clear();
        let event = self
            .reader
            .read_event_into(&mut self.buffer)
            .map_err(|error| xml_error(&error))?;
        Ok(match event {
            Event::Start(start) | Event::Empty(start) => Node::Start(start),
            Event::End(end) => Node::End(end),
            Event::Text(text) => Node::Text(text.xml10_content()),
            Event::CData(text) => Node::Text(text.xml10_content()),
            Event::GeneralRef(entity) => Node::Text(resolved(&entity).into()),
            Event::Eof => Node::Eof,
            Event::DocType(_) => Node::DocType,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => Node::Text(Cow::Borrowed("")),
        })
    }

    /// The next element that begins, as long as there is one. It is copied, so that the document can be read on.
    pub(super) fn next_start(&mut self) -> Result<Option<BytesStart<'static>>, FileError> {
        loop {
            match self.next()? {
                Node::Start(start) => return Ok(Some(start.into_owned())),
                Node::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// Skips the rest of an element that has just begun.
    pub(super) fn skip(&mut self) -> Result<(), FileError> {
        let mut depth = 1_u32;
        while depth > 0 {
            match self.next()? {
                Node::Start(_) => depth += 1,
                Node::End(_) => depth -= 1,
                Node::Text(_) | Node::DocType => {}
                Node::Eof => return Ok(()),
            }
        }
        Ok(())
    }
}

/// A character reference or one of the five entities of XML. Others could be defined by a hostile document to anything,
/// so they stay as written.
fn resolved(entity: &BytesRef<'_>) -> String {
    let name: &str = entity.as_ref();
    if let Some(text) = quick_xml::escape::resolve_xml_entity(name) {
        return text.to_owned();
    }
    match entity.resolve_char_ref() {
        Ok(Some(character)) => character.to_string(),
        _ => format!("&{name};"),
    }
}

/// The value of the attribute with this local name.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    start
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(
            |attribute| match quick_xml::escape::unescape(&attribute.value) {
                Ok(value) => value.into_owned(),
                Err(_) => attribute.value.into_owned(),
            },
        )
}

pub(super) fn number_attribute(start: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(start, name)?.trim().parse().ok()
}

/// The attribute as a truth value, false where it is missing.
pub(super) fn flag(start: &BytesStart<'_>, name: &str) -> bool {
    attribute(start, name).is_some_and(|value| matches!(value.trim(), "1" | "true" | "on"))
}
