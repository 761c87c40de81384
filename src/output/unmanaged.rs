//! Files outside of the manifest, such as forms that people fill in: an existing file is never overwritten unless the
//! user asks for that.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use super::disk::{OutputError, may_be_there, replace};
use crate::paths::join;

/// What happened to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileOutcome {
    /// There was none.
    New,
    /// There was one, which was overwritten as asked.
    Overwritten,
    /// There was one with the same contents.
    Unchanged,
    /// There was a different file, which was left alone.
    Kept,
}

/// Puts a file, named with `/` between folders, into a folder, which is made if it is not there.
///
/// # Errors
/// If the operating system refuses.
pub fn place(
    root: &Path,
    file: &str,
    bytes: &[u8],
    force: bool,
) -> Result<FileOutcome, OutputError> {
    let path = join(root, file);
    let placed = match fs::read(&path) {
        Ok(existing) if existing == bytes => return Ok(FileOutcome::Unchanged),
        Ok(_) if force => FileOutcome::Overwritten,
        Ok(_) => return Ok(FileOutcome::Kept),
        Err(error) if error.kind() == io::ErrorKind::NotFound => FileOutcome::New,
        Err(error) => return Err(OutputError::io(&path, "read")(error)),
    };
    replace(&path, bytes)?;
    Ok(placed)
}

/// Puts a file. One that is there is replaced only if it begins as this one does, up to the end of the first line, or as one
/// of `others` does: then it is one of the same kind.
///
/// # Errors
/// If another file is there, or the operating system refuses.
pub fn renew(path: &Path, bytes: &[u8], others: &[Vec<u8>]) -> Result<(), OutputError> {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    let header = &bytes[..end.map_or(bytes.len(), |end| end + 1)];
    let mut beginnings: Vec<&[u8]> = others.iter().map(Vec::as_slice).collect();
    beginnings.push(header);
    if may_be_there(path)
        && !begins_with_one(path, &beginnings).map_err(OutputError::io(path, "read"))?
    {
        return Err(OutputError::NotOurs(path.to_owned()));
    }
    replace(path, bytes)
}

fn begins_with_one(path: &Path, beginnings: &[&[u8]]) -> io::Result<bool> {
    // Asked before opening: a named pipe would wait for ever.
    if !fs::metadata(path)?.is_file() {
        return Ok(false);
    }
    let longest = beginnings.iter().map(|one| one.len()).max().unwrap_or(0);
    let mut found = Vec::new();
    File::open(path)?
        .take(longest as u64)
        .read_to_end(&mut found)?;
    Ok(beginnings.iter().any(|one| found.starts_with(one)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_is_kept_unless_asked_otherwise() {
        let folder = tempfile::tempdir().unwrap();
        let put = |bytes: &[u8], force| place(folder.path(), "a/b.xlsx", bytes, force).unwrap();
        assert_eq!(put(b"1", false), FileOutcome::New);
        assert_eq!(put(b"1", false), FileOutcome::Unchanged);
        assert_eq!(put(b"2", false), FileOutcome::Kept);
        assert_eq!(
            fs::read(folder.path().join("a").join("b.xlsx")).unwrap(),
            b"1"
        );
        assert_eq!(put(b"2", true), FileOutcome::Overwritten);
        assert_eq!(
            fs::read(folder.path().join("a").join("b.xlsx")).unwrap(),
            b"2"
        );
    }

    #[test]
    fn only_a_file_of_the_same_kind_is_renewed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        renew(&path, b"A,B\n1,2\n", &[]).unwrap();
        renew(&path, b"A,B\n3,4\n", &[]).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"A,B\n3,4\n");
        let others = [b"C;D\n".to_vec(), b"A,B\n".to_vec()];
        renew(&path, b"E\n1\n", &others).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"E\n1\n");
        for other in [
            &b""[..],
            b"A,B",
            b"A,B,C\n1,2,3\n",
            b"\xef\xbb\xbfA,B\n",
            b"PK\x03\x04",
        ] {
            fs::write(&path, other).unwrap();
            let error = renew(&path, b"A,B\n3,4\n", &[]).unwrap_err();
            assert!(matches!(error, OutputError::NotOurs(_)), "{error}");
            assert_eq!(fs::read(&path).unwrap(), other);
        }
        let error = renew(folder.path(), b"A,B\n", &[]).unwrap_err();
        assert!(matches!(error, OutputError::NotOurs(_)), "{error}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;

            fs::remove_file(&path).unwrap();
            renew(&path, b"A,B\n", &[]).unwrap();
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{mode:o}");
        }
    }
}
