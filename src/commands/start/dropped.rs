//! What a terminal inserts when somebody drags a folder into its window → the path that is meant.

use std::env;
use std::path::{MAIN_SEPARATOR, Path, PathBuf, absolute};

/// The path that somebody typed or dragged into the window: in quotation marks, with backslashes before spaces, or as an
/// address `file://…`; as it is, where that exists.
pub(super) fn typed_path(text: &str) -> PathBuf {
    let text = text.trim();
    let as_it_is = PathBuf::from(text);
    let path = if as_it_is.exists() {
        as_it_is
    } else {
        from_home(&unwrapped(text, MAIN_SEPARATOR == '\\'))
    };
    whole(&path)
}

/// The path of words that a shell took apart: a name with spaces that was typed without quotation marks.
pub(super) fn path_of_words(words: &[PathBuf]) -> PathBuf {
    match words {
        [only] if only.exists() => whole(only),
        _ => {
            let words: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
            typed_path(&words.join(" "))
        }
    }
}

/// The path from the root, so that what lies beside the folder can be named.
fn whole(path: &Path) -> PathBuf {
    let path = absolute(path).unwrap_or_else(|_| path.to_owned());
    match path.file_name() {
        Some(_) => path,
        // It ends in `..`, or it is the root.
        None => path.canonicalize().unwrap_or(path),
    }
}

fn from_home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

/// The text without what the terminal put around it. A backslash is between folders on Windows, and before a character that
/// shells would take for something else everywhere else.
fn unwrapped(text: &str, is_windows: bool) -> String {
    // Some shells of Windows get a command that would run what was dragged there.
    let text = text.strip_prefix("& ").unwrap_or(text).trim();
    let plain = if is_windows {
        ['"', '\'']
            .iter()
            .find_map(|mark| text.strip_prefix(*mark)?.strip_suffix(*mark))
            .unwrap_or(text)
            .to_owned()
    } else {
        without_quoting(text)
    };
    match plain.strip_prefix("file://") {
        Some(address) => of_address(address, is_windows),
        None => plain,
    }
}

/// The text as a shell of Unix reads it.
fn without_quoting(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut quoted_by = None;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match (quoted_by, c) {
            (None, '\'' | '"') => quoted_by = Some(c),
            (Some(mark), c) if c == mark => quoted_by = None,
            (None, '\\') => plain.extend(characters.next()),
            (Some('"'), '\\') => match characters.next_if(|next| "\"\\$`".contains(*next)) {
                Some(next) => plain.push(next),
                None => plain.push(c),
            },
            _ => plain.push(c),
        }
    }
    if quoted_by.is_some() {
        // An apostrophe in a name that nobody quoted.
        text.to_owned()
    } else {
        plain
    }
}

/// The path of what follows `file://` in an address: perhaps the computer's name, then the path with `%20` for a space.
fn of_address(address: &str, is_windows: bool) -> String {
    let path = match address.find('/') {
        Some(start) if start > 0 && is_windows && &address[..start] != "localhost" => {
            format!("//{address}")
        }
        Some(start) if start > 0 => address[start..].to_owned(),
        _ => address.to_owned(),
    };
    let path = decoded(&path);
    if !is_windows {
        return path;
    }
    // `/C:/Users` is a drive's path.
    let drive = path
        .strip_prefix('/')
        .filter(|rest| rest.as_bytes().get(1) == Some(&b':'));
    drive.unwrap_or(&path).replace('/', "\\")
}

/// The text with `%20` and the like as the characters that they stand for.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let digit = |place: usize| char::from(*tail.get(place)?).to_digit(16);
        if let (b'%', Some((high, low))) = (*first, digit(0).zip(digit(1))) {
            bytes.push((high << 4 | low) as u8);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_terminals_insert_on_macos_and_linux() {
        for (inserted, path) in [
            ("/home/kim/Autumn", "/home/kim/Autumn"),
            // Terminal and iTerm on macOS.
            (
                r"/Users/kim/Autumn\ review\ \(1\)\ \&\ more/ ",
                "/Users/kim/Autumn review (1) & more/",
            ),
            (
                r#"/Users/kim/Kim\'s\ \"plans\""#,
                "/Users/kim/Kim's \"plans\"",
            ),
            (r"/Users/kim/a\\b", r"/Users/kim/a\b"),
            // The terminals of GNOME, Xfce and KDE.
            ("'/home/kim/Autumn review' ", "/home/kim/Autumn review"),
            (r"'/home/kim/Kim'\''s plans'", "/home/kim/Kim's plans"),
            (
                "\"/home/kim/Autumn \\\"26\\\" \\x\"",
                "/home/kim/Autumn \"26\" \\x",
            ),
            (
                "file:///home/kim/Bewertung%20M%C3%A4rz",
                "/home/kim/Bewertung März",
            ),
            ("file://localhost/home/kim/100%", "/home/kim/100%"),
            ("'file:///home/kim/a%20b'", "/home/kim/a b"),
            // Typed by somebody, without any marks.
            ("/home/kim/Autumn review", "/home/kim/Autumn review"),
            ("/home/kim/Kim's plans", "/home/kim/Kim's plans"),
            ("/home/kim/Größe 日本", "/home/kim/Größe 日本"),
            // Not the beginning of a character.
            ("file:///home/kim/%C3%28", "/home/kim/%C3%28"),
            ("", ""),
        ] {
            assert_eq!(unwrapped(inserted, false), path, "{inserted}");
        }
    }

    #[test]
    fn what_terminals_insert_on_windows() {
        for (inserted, path) in [
            (r"C:\Users\kim\Autumn", r"C:\Users\kim\Autumn"),
            (
                r#""C:\Users\kim\Autumn review""#,
                r"C:\Users\kim\Autumn review",
            ),
            (
                r"'C:\Users\kim\Autumn review'",
                r"C:\Users\kim\Autumn review",
            ),
            (
                r"& 'C:\Users\kim\Autumn review'",
                r"C:\Users\kim\Autumn review",
            ),
            (r"C:\Users\kim\Autumn review", r"C:\Users\kim\Autumn review"),
            (
                r#""\\server\HR\Kim's review\""#,
                r"\\server\HR\Kim's review\",
            ),
            (
                "file:///C:/Users/kim/Autumn%20review",
                r"C:\Users\kim\Autumn review",
            ),
            ("file://server/HR/Autumn", r"\\server\HR\Autumn"),
        ] {
            assert_eq!(unwrapped(inserted, true), path, "{inserted}");
        }
    }

    #[test]
    fn a_name_that_exists_as_it_was_typed_is_meant() {
        let folder = tempfile::tempdir().unwrap();
        let spaced = folder.path().join("Autumn review");
        std::fs::create_dir(&spaced).unwrap();
        assert_eq!(typed_path(&format!("  {}  ", spaced.display())), spaced);
        let words = [folder.path().join("Autumn"), PathBuf::from("review")];
        assert_eq!(path_of_words(&words), spaced);
        assert_eq!(path_of_words(std::slice::from_ref(&spaced)), spaced);
        // A folder whose name has quotation marks in it.
        #[cfg(unix)]
        {
            let quoted = folder.path().join("'26'");
            std::fs::create_dir(&quoted).unwrap();
            assert_eq!(typed_path(&quoted.to_string_lossy()), quoted);
            let above = typed_path(&spaced.join("..").to_string_lossy());
            assert_eq!(above, folder.path().canonicalize().unwrap());
        }
    }
}
