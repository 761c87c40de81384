//! Detects the format of a file from its content, and says what to do about formats that are not read.

use super::csv::{decoded, utf16_by_zeros};
use super::error::FileError;
use super::package::Package;

const SAVE_AS: &str = "Open it in a spreadsheet program and save it as an Excel workbook (.xlsx).";
const EXPORT: &str = "Export it from its own program as an Excel workbook (.xlsx).";

/// The kind of file according to its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// A packed file: look inside.
    Packed,
    /// The container of older office programs, also of encrypted new ones.
    Compound,
    Text,
}

/// What a packed file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Contents {
    /// Office Open XML spreadsheet.
    Xlsx,
    /// `OpenDocument` spreadsheet.
    Ods,
}

/// How many bytes of a file are looked at.
pub(super) const BEGINNING: usize = 4096;

/// Tells what kind of file begins with these bytes, or why it is not read.
pub(super) fn container(beginning: &[u8]) -> Result<Container, FileError> {
    const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    const OTHERS: [(&[u8], &str); 14] = [
        (b"%PDF-", "a PDF document"),
        (b"{\\rtf", "a rich text document"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
        (b"Rar!", "a RAR archive"),
        (b"SQLite format 3\0", "a database"),
        (b"ID;P", "a SYLK spreadsheet"),
        (b"\x09\x00\x04\x00", "a spreadsheet of a very old Excel"),
        (b"\x09\x02\x06\x00", "a spreadsheet of a very old Excel"),
        (b"\x09\x04\x06\x00", "a spreadsheet of a very old Excel"),
        (b"\x09\x08", "a spreadsheet of a very old Excel"),
    ];
    if beginning.is_empty() {
        return Err(FileError::format(
            "The file is empty.",
            "Save or download it again.",
        ));
    }
    if beginning.starts_with(b"PK\x03\x04") || beginning.starts_with(b"PK\x05\x06") {
        return Ok(Container::Packed);
    }
    if beginning.starts_with(COMPOUND) {
        return Ok(Container::Compound);
    }
    if let Some((_, what)) = OTHERS
        .iter()
        .find(|(magic, _)| beginning.starts_with(magic))
    {
        return Err(not_a_spreadsheet(what));
    }
    if is_binary(beginning) {
        return Err(not_a_spreadsheet("of an unknown kind"));
    }
    match markup(&decoded(beginning)) {
        Some(what) => Err(not_a_spreadsheet(what)),
        None => Ok(Container::Text),
    }
}

fn not_a_spreadsheet(what: &str) -> FileError {
    FileError::format(
        format!("The file is {what}, not an .xlsx, .ods or .csv file, whatever its name says."),
        SAVE_AS,
    )
}

/// Zeros and other control characters do not occur in text, except in UTF-16.
fn is_binary(beginning: &[u8]) -> bool {
    let has_mark = beginning.starts_with(b"\xFF\xFE") || beginning.starts_with(b"\xFE\xFF");
    !has_mark
        && utf16_by_zeros(beginning).is_none()
        && beginning
            .iter()
            .any(|b| matches!(b, 0..=8 | 14..=26 | 28..=31))
}

/// What markup language the text is in, if any.
fn markup(text: &str) -> Option<&'static str> {
    let start = text.trim_start().to_lowercase();
    if start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || start.starts_with("<table")
        || start.starts_with("<meta")
    {
        Some("a web page")
    } else if start.starts_with("<?xml") || start.starts_with("<!--") {
        Some(if start.contains("office:spreadsheet") {
            "an XML spreadsheet of an old Excel"
        } else if start.contains("<html") {
            "a web page"
        } else {
            "an XML document"
        })
    } else if start.starts_with("{\"") || start.starts_with("[{") {
        Some("a JSON document")
    } else {
        None
    }
}

/// Why a compound file is not read; `bytes` is all of it.
pub(super) fn compound(bytes: &[u8]) -> FileError {
    let names = |name: &str| {
        let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wanted.len()).any(|window| window == wanted)
    };
    if names("EncryptedPackage") {
        FileError::password()
    } else if names("Workbook") || names("Book") {
        FileError::format(
            "The file is a spreadsheet in the format of Excel 97 to 2003 (.xls), which cannot be read safely.",
            SAVE_AS,
        )
    } else {
        FileError::format(
            "The file is a document of an old office program, not a spreadsheet.",
            SAVE_AS,
        )
    }
}

/// Tells what a packed file holds, or why it is not read.
pub(super) fn contents(package: &mut Package<'_>) -> Result<Contents, FileError> {
    const SPREADSHEET: &str = "application/vnd.oasis.opendocument.spreadsheet";
    let mimetype = package
        .beginning("mimetype", 128)
        .map(|bytes| String::from_utf8_lossy(&bytes).trim().to_owned());
    if let Some(mimetype) = &mimetype {
        if mimetype.starts_with(SPREADSHEET) {
            return Ok(Contents::Ods);
        }
        if mimetype.starts_with("application/vnd.oasis.opendocument") {
            return Err(FileError::format(
                "The file is an OpenDocument text, presentation or drawing, not a spreadsheet.",
                "Copy its table into a spreadsheet and save that as an Excel workbook (.xlsx).",
            ));
        }
    }
    let found = |wanted: &dyn Fn(&str) -> bool| package.names().iter().any(|name| wanted(name));
    if found(&|name| {
        name.rsplit_once('.')
            .is_some_and(|(_, ending)| ending == "iwa")
            || name == "index.zip"
            // Until 2013 these files were XML.
            || name == "buildversionhistory.plist"
    }) {
        return Err(FileError::format(
            "The file is a document of Numbers or another Apple program (.numbers), which is not read.",
            EXPORT,
        ));
    }
    if found(&|name| name.ends_with("xl/workbook.bin")) {
        return Err(FileError::format(
            "The file is a binary Excel workbook (.xlsb), which cannot be read safely.",
            SAVE_AS,
        ));
    }
    if package.has("word/document.xml") || found(&|name| name.starts_with("ppt/")) {
        return Err(FileError::format(
            "The file is a Word document or a PowerPoint presentation, not a spreadsheet.",
            "Copy its table into a spreadsheet and save that as an Excel workbook (.xlsx).",
        ));
    }
    if package.has("[Content_Types].xml") || package.has("xl/workbook.xml") {
        return Ok(Contents::Xlsx);
    }
    if package.has("content.xml") && package.has("META-INF/manifest.xml") {
        return Ok(Contents::Ods);
    }
    Err(FileError::format(
        "The file is a packed folder (zip), not a spreadsheet.",
        "Unpack it and put the spreadsheets that are in it in its place.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_tell_what_a_file_is() {
        assert_eq!(container(b"PK\x03\x04...."), Ok(Container::Packed));
        assert_eq!(
            container(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1.."),
            Ok(Container::Compound)
        );
        assert_eq!(container(b"Name,Level\n"), Ok(Container::Text));
        assert_eq!(container(b"\xFF\xFEa\0,\0b\0"), Ok(Container::Text));
        for other in [
            &b""[..],
            b"%PDF-1.7",
            b"  <!DOCTYPE html><html>",
            b"\xEF\xBB\xBF<table>",
            b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
            b"a\0\0\0\x01b\x02",
            b"{\"a\": 1}",
        ] {
            assert!(container(other).is_err(), "{other:?}");
        }
    }

    #[test]
    fn compound_files_are_told_apart() {
        let utf16 =
            |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        assert_eq!(
            compound(&utf16("xxEncryptedPackage")),
            FileError::password()
        );
        assert_ne!(compound(&utf16("xxWorkbook")), FileError::password());
    }
}
