//! Files that people go on to fill in: one that is there is never overwritten unless that is asked for.

use std::fs;
use std::io;
use std::path::Path;

use super::disk::{OutputError, replace};

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Placed {
    /// There was none.
    New,
    /// There was one, which was overwritten as asked.
    Overwritten,
    /// There was one with the same contents.
    Unchanged,
    /// There was another one, which was left alone.
    Kept,
}

/// Puts a file, named with `/` between folders, into a folder, which is made if need be.
///
/// # Errors
/// If the operating system refuses.
pub fn place(root: &Path, file: &str, bytes: &[u8], force: bool) -> Result<Placed, OutputError> {
    let path = file
        .split('/')
        .fold(root.to_owned(), |path, part| path.join(part));
    let placed = match fs::read(&path) {
        Ok(existing) if existing == bytes => return Ok(Placed::Unchanged),
        Ok(_) if force => Placed::Overwritten,
        Ok(_) => return Ok(Placed::Kept),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Placed::New,
        Err(error) => return Err(OutputError::io(&path, "read")(error)),
    };
    replace(&path, bytes)?;
    Ok(placed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_is_kept_unless_asked_otherwise() {
        let folder = tempfile::tempdir().unwrap();
        let put = |bytes: &[u8], force| place(folder.path(), "a/b.xlsx", bytes, force).unwrap();
        assert_eq!(put(b"1", false), Placed::New);
        assert_eq!(put(b"1", false), Placed::Unchanged);
        assert_eq!(put(b"2", false), Placed::Kept);
        assert_eq!(
            fs::read(folder.path().join("a").join("b.xlsx")).unwrap(),
            b"1"
        );
        assert_eq!(put(b"2", true), Placed::Overwritten);
        assert_eq!(
            fs::read(folder.path().join("a").join("b.xlsx")).unwrap(),
            b"2"
        );
    }
}
