//! Why the operating system did not do something, in words.

use std::error::Error;
use std::io::{self, ErrorKind};

/// Why not, as the end of a sentence: *you do not have permission*. Where we have no words for it, what the system says, without
/// its number.
pub fn in_words(error: &io::Error) -> String {
    if let Some(inner) = inner(error) {
        return in_words(inner);
    }
    if is_locked(error) {
        return "another program has it open".to_owned();
    }
    let words = match error.kind() {
        ErrorKind::NotFound => "it is not there",
        ErrorKind::PermissionDenied => "you do not have permission",
        ErrorKind::AlreadyExists => "something with that name already exists",
        ErrorKind::NotADirectory => "part of the path is a file, not a folder",
        ErrorKind::IsADirectory => "it is a folder, not a file",
        ErrorKind::DirectoryNotEmpty => "the folder is not empty",
        ErrorKind::InvalidFilename => "nothing can have that name",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "another program is using it",
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::QuotaExceeded => "your space on the disk is used up",
        ErrorKind::FileTooLarge => "the disk does not take files of that size",
        ErrorKind::ReadOnlyFilesystem => "that disk can only be read",
        ErrorKind::TimedOut
        | ErrorKind::NetworkDown
        | ErrorKind::NetworkUnreachable
        | ErrorKind::HostUnreachable
        | ErrorKind::StaleNetworkFileHandle => "the network drive does not answer",
        // What reads a text says this, and the system itself does not.
        ErrorKind::InvalidData if error.raw_os_error().is_none() && error.get_ref().is_none() => {
            "it is not a text in UTF-8"
        }
        _ => return as_said(error),
    };
    words.to_owned()
}

/// The system's own error, where another one is around it.
fn inner(error: &io::Error) -> Option<&io::Error> {
    let mut cause: Option<&(dyn Error + 'static)> = match error.get_ref() {
        Some(around) => Some(around),
        None => None,
    };
    while let Some(this) = cause {
        if let Some(found) = this.downcast_ref::<io::Error>() {
            return Some(found);
        }
        cause = this.source();
    }
    None
}

/// Whether another program keeps the file for itself. Windows says so with numbers for which Rust has no name.
fn is_locked(error: &io::Error) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    cfg!(windows)
        && matches!(
            error.raw_os_error(),
            Some(SHARING_VIOLATION | LOCK_VIOLATION)
        )
}

fn as_said(error: &io::Error) -> String {
    let said = error.to_string();
    let words = said.split(" (os error").next().unwrap_or_default();
    let words = words.trim().trim_end_matches('.');
    if error.raw_os_error().is_some() {
        format!("the system says “{words}”")
    } else {
        words.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_the_system_are_never_said() {
        for number in 1..140 {
            let said = in_words(&io::Error::from_raw_os_error(number));
            assert!(!said.contains("os error") && !said.ends_with('.'), "{said}");
        }
    }

    #[test]
    fn what_people_can_mend_is_said_in_words() {
        for (kind, words) in [
            (ErrorKind::NotFound, "it is not there"),
            (ErrorKind::PermissionDenied, "you do not have permission"),
            (ErrorKind::StorageFull, "the disk is full"),
            (ErrorKind::IsADirectory, "it is a folder, not a file"),
            (ErrorKind::TimedOut, "the network drive does not answer"),
            (ErrorKind::InvalidData, "it is not a text in UTF-8"),
        ] {
            assert_eq!(in_words(&kind.into()), words);
        }
    }

    #[test]
    fn an_error_around_the_systems_own_changes_nothing() {
        #[derive(Debug)]
        struct Around(io::Error);
        impl std::fmt::Display for Around {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{} at /tmp/x", self.0)
            }
        }
        impl Error for Around {
            fn source(&self) -> Option<&(dyn Error + 'static)> {
                Some(&self.0)
            }
        }
        let full = io::Error::from(ErrorKind::StorageFull);
        let around = io::Error::other(Around(full));
        assert_eq!(in_words(&around), "the disk is full");
        assert_eq!(
            in_words(&io::Error::other("no thread is left")),
            "no thread is left"
        );
    }

    #[cfg(windows)]
    #[test]
    fn a_file_that_another_program_keeps_is_said() {
        let error = io::Error::from_raw_os_error(32);
        assert_eq!(in_words(&error), "another program has it open");
    }
}
