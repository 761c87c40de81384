//! Packed files (zip) as a set of parts, with every limit checked before the memory is spent.
//!
//! The directory of a packed file can lie, so each part is also counted while it is unpacked.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use quick_xml::encoding::DecodingReader;
use zip::ZipArchive;
use zip::result::ZipError;

use super::limits::Limits;
use super::trouble::Trouble;

/// A packed file.
pub(super) struct Package {
    archive: ZipArchive<BufReader<File>>,
    /// Index by name, without case and with `/` between folders.
    parts: BTreeMap<String, usize>,
    left: Cell<u64>,
}

/// A part as it is unpacked, as text in UTF-8.
pub(super) type Part<'a> =
    DecodingReader<BufReader<Bounded<'a, zip::read::ZipFile<'a, BufReader<File>>>>>;

impl Package {
    /// Opens a packed file and checks its directory.
    pub(super) fn open(mut file: File, limits: &Limits) -> Result<Self, Trouble> {
        check_part_count(&mut file, limits.parts)?;
        let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|e| broken(&e))?;
        if archive.len() > limits.parts {
            return Err(too_many_parts(archive.len(), limits.parts));
        }
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index).map_err(|e| broken(&e))?;
            if part.encrypted() {
                return Err(Trouble::password());
            }
            let (packed, unpacked) = (part.compressed_size(), part.size());
            if unpacked > Limits::RATIO_FLOOR && unpacked / packed.max(1) > limits.unpacking_ratio {
                return Err(Trouble::too_large(
                    format!("unpacks to {} times its size", unpacked / packed.max(1)),
                    "unpacking-ratio",
                ));
            }
            let name = normalised(&String::from_utf8_lossy(part.name_raw()));
            parts.entry(name).or_insert(index);
        }
        Ok(Self {
            archive,
            parts,
            left: Cell::new(limits.unpacked_bytes),
        })
    }

    /// The names of all parts, normalised.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&normalised(name))
    }

    /// A part to read, or `None` if there is none of this name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part<'_>>, Trouble> {
        let Some(&index) = self.parts.get(&normalised(name)) else {
            return Ok(None);
        };
        let part = self.archive.by_index(index).map_err(|e| broken(&e))?;
        if part.size() > self.left.get() {
            return Err(unpacks_too_far());
        }
        let bounded = Bounded {
            inner: part,
            left: &self.left,
        };
        Ok(Some(DecodingReader::new(BufReader::new(bounded))))
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

fn broken(error: &ZipError) -> Trouble {
    match error {
        ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
            Trouble::unreadable(error)
        }
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Trouble::password(),
        other => Trouble::damaged(format!("as a packed file it cannot be opened ({other})")),
    }
}

fn too_many_parts(found: usize, allowed: usize) -> Trouble {
    Trouble::too_large(
        format!("consists of {found} parts, more than {allowed}"),
        "parts",
    )
}

fn unpacks_too_far() -> Trouble {
    Trouble::too_large("unpacks to more than the size allowed", "unpacked-bytes")
}

/// Reads the number of parts from the end of the file, because opening the archive already spends memory on each.
fn check_part_count(file: &mut File, allowed: usize) -> Result<(), Trouble> {
    /// The record at the end of a packed file, and the longest comment that may follow it.
    const RECORD: usize = 22;
    const COMMENT: u64 = u16::MAX as u64;
    const SIGNATURE: [u8; 4] = *b"PK\x05\x06";
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(
        length.saturating_sub(RECORD as u64 + COMMENT),
    ))?;
    let mut tail = Vec::new();
    file.take(RECORD as u64 + COMMENT).read_to_end(&mut tail)?;
    file.seek(SeekFrom::Start(0))?;
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

/// A reader that fails once the file's allowance of unpacked bytes is spent.
pub(super) struct Bounded<'a, R> {
    inner: R,
    left: &'a Cell<u64>,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        match self.left.get().checked_sub(read as u64) {
            Some(left) => {
                self.left.set(left);
                Ok(read)
            }
            None => Err(io::Error::from(io::ErrorKind::FileTooLarge)),
        }
    }
}

/// What an error while reading a part's XML means for the file.
pub(super) fn xml_trouble(error: &quick_xml::Error) -> Trouble {
    match error {
        quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            unpacks_too_far()
        }
        other => Trouble::damaged(format!("a part of it is not well-formed ({other})")),
    }
}
