//! Packed files (zip) as a set of parts, with every limit checked before memory is used.
//!
//! The directory of a packed file can lie, so each part is also counted while it is unpacked.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, BufReader, Cursor, Read};

use quick_xml::encoding::DecodingReader;
use zip::ZipArchive;
use zip::result::ZipError;

use super::error::FileError;
use super::limits::Limits;

/// A packed file.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Names by index, without case and with `/` between folders.
    names: Vec<String>,
    /// Indices by name.
    parts: BTreeMap<String, usize>,
    /// The unpacked size of all parts according to the directory; reading a part enforces it.
    unpacked: u64,
    left: Cell<u64>,
}

/// A part as it is unpacked.
pub(super) type Part<'p, 'b> = BufReader<Bounded<'p, zip::read::ZipFile<'p, Cursor<&'b [u8]>>>>;

impl<'b> Package<'b> {
    /// Opens a packed file and checks its directory.
    pub(super) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, FileError> {
        check_part_count(bytes, limits.parts)?;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
        if archive.len() > limits.parts {
            return Err(too_many_parts(archive.len(), limits.parts));
        }
        let mut names = Vec::with_capacity(archive.len());
        let mut parts = BTreeMap::new();
        let mut unpacked_in_all = 0_u64;
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index).map_err(|e| broken(&e))?;
            if part.encrypted() {
                return Err(FileError::password());
            }
            let (packed, unpacked) = (part.compressed_size(), part.size());
            if unpacked > Limits::RATIO_FLOOR && unpacked / packed.max(1) > limits.unpacking_ratio {
                return Err(FileError::too_large(
                    format!("unpacks to {} times its size", unpacked / packed.max(1)),
                    "unpacking-ratio",
                ));
            }
            unpacked_in_all = unpacked_in_all.saturating_add(unpacked);
            let name = normalised(&String::from_utf8_lossy(part.name_raw()));
            parts.entry(name.clone()).or_insert(index);
            names.push(name);
        }
        Ok(Self {
            archive,
            names,
            parts,
            unpacked: unpacked_in_all,
            left: Cell::new(limits.unpacked_bytes),
        })
    }

    /// The names of all parts by their index, normalised.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Bytes of all parts, unpacked.
    pub(super) const fn unpacked(&self) -> u64 {
        self.unpacked
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&normalised(name))
    }

    /// A part to read as text, or `None` if there is none of this name.
    pub(super) fn text(
        &mut self,
        name: &str,
    ) -> Result<Option<DecodingReader<Part<'_, 'b>>>, FileError> {
        match self.parts.get(&normalised(name)) {
            Some(&index) => Ok(Some(DecodingReader::new(self.part(index)?))),
            None => Ok(None),
        }
    }

    /// The index of the part of this name.
    pub(super) fn index(&self, name: &str) -> Option<usize> {
        self.parts.get(&normalised(name)).copied()
    }

    /// The part with this index, to read as it is.
    pub(super) fn part(&mut self, index: usize) -> Result<Part<'_, 'b>, FileError> {
        let part = self.archive.by_index(index).map_err(|e| broken(&e))?;
        if part.size() > self.left.get() {
            return Err(unpacks_too_far());
        }
        let bounded = Bounded {
            claimed: part.size(),
            inner: part,
            left: &self.left,
        };
        Ok(BufReader::new(bounded))
    }

    /// The beginning of a part, at most `length` bytes; `None` if there is no such part or it is broken.
    pub(super) fn beginning(&mut self, name: &str, length: u64) -> Option<Vec<u8>> {
        let index = *self.parts.get(&normalised(name))?;
        let mut bytes = Vec::new();
        self.archive
            .by_index(index)
            .ok()?
            .take(length)
            .read_to_end(&mut bytes)
            .ok()?;
        Some(bytes)
    }
}

/// Names as they are compared: some writers use `\`, a leading `/` or their own case.
fn normalised(name: &str) -> String {
    name.replace('\\', "/")
        .trim_start_matches('/')
        .to_lowercase()
}

fn broken(error: &ZipError) -> FileError {
    match error {
        ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
            FileError::unreadable(error)
        }
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => FileError::password(),
        ZipError::Io(_) | ZipError::InvalidArchive(_) => FileError::damaged(
            "a part of it is missing or broken, perhaps because it was not copied or downloaded to the end",
        ),
        ZipError::FileNotFound => FileError::damaged("a part of it is missing"),
        // A compression method that no spreadsheet program uses.
        _ => FileError::damaged("it is packed in a way that careermap cannot unpack"),
    }
}

fn too_many_parts(found: usize, allowed: usize) -> FileError {
    FileError::too_large(format!("has {found} parts, more than {allowed}"), "parts")
}

fn unpacks_too_far() -> FileError {
    FileError::too_large("unpacks to more than the size allowed", "unpacked-bytes")
}

/// Reads the number of parts from the end of the file, because opening the archive already uses memory for each.
fn check_part_count(bytes: &[u8], allowed: usize) -> Result<(), FileError> {
    /// The record at the end of a packed file, and the longest comment that may follow it.
    const RECORD: usize = 22;
    const COMMENT: usize = u16::MAX as usize;
    const SIGNATURE: [u8; 4] = *b"PK\x05\x06";
    let tail = &bytes[bytes.len().saturating_sub(RECORD + COMMENT)..];
    let most = tail
        .windows(RECORD)
        .filter(|window| window[..4] == SIGNATURE)
        .map(|window| usize::from(u16::from_le_bytes([window[10], window[11]])))
        .max();
    match most {
        // 65535 stands for a number that needs more digits than the record has.
        Some(parts) if parts > allowed => Err(too_many_parts(parts, allowed)),
        _ => Ok(()),
    }
}

/// A reader that fails once the file's allowance of unpacked bytes is spent, or the part turns out to be larger than the
/// directory says.
pub(super) struct Bounded<'a, R> {
    inner: R,
    claimed: u64,
    left: &'a Cell<u64>,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.claimed = self
            .claimed
            .checked_sub(read as u64)
            .ok_or(io::ErrorKind::FileTooLarge)?;
        match self.left.get().checked_sub(read as u64) {
            Some(left) => {
                self.left.set(left);
                Ok(read)
            }
            None => Err(io::Error::from(io::ErrorKind::FileTooLarge)),
        }
    }
}

/// The file error for an error while reading a part's XML.
pub(super) fn xml_error(error: &quick_xml::Error) -> FileError {
    match error {
        quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            unpacks_too_far()
        }
        _ => FileError::damaged("a part of it is cut off or garbled"),
    }
}
