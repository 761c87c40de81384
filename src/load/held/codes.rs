//! Letters that texts for programs write as codes.

/// What follows the plain letter in the name of one with an accent: `&eacute;`.
const ACCENTS: [&str; 9] = [
    "acute", "grave", "circ", "uml", "tilde", "ring", "cedil", "slash", "caron",
];

/// A text with letters in place of their codes, those with accents with or without them.
pub(super) fn with_letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '\\']) {
        letters.push_str(&rest[..at]);
        rest = &rest[at..];
        let (letter, length) = code(rest).unwrap_or((' ', 1));
        letters.push(letter);
        rest = &rest[length..];
    }
    letters.push_str(rest);
    letters
}

/// The letter of the code that a text begins with, and how long the code is.
fn code(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 10;
    let letter = |digits: &str, base| char::from_u32(u32::from_str_radix(digits, base).ok()?);
    if let Some(code) = text.strip_prefix("\\u") {
        return Some((letter(code.get(..4)?, 16)?, 6));
    }
    let end = text.find(';').filter(|end| *end <= LONGEST)?;
    let name = text.get(1..end).filter(|_| text.starts_with('&'))?;
    let found = if let Some(digits) = name.strip_prefix("#x").or_else(|| name.strip_prefix("#X")) {
        letter(digits, 16)
    } else if let Some(digits) = name.strip_prefix('#') {
        letter(digits, 10)
    } else {
        let (first, accent) = name.split_at_checked(1)?;
        first.chars().next().filter(|_| ACCENTS.contains(&accent))
    };
    Some((found?, end + 1))
}

#[cfg(test)]
mod tests {
    use super::with_letters;

    #[test]
    fn codes_become_letters_and_everything_else_stays() {
        for (text, expected) in [
            (
                r#"{"name": "Zo\u00eb M\u00fcller"}"#,
                r#"{"name": "Zoë Müller"}"#,
            ),
            ("Zo&euml; &#77;&uuml;ller &#x4D;", "Zoë Müller M"),
            ("R & D; C:\\new, \\u12", "R   D; C: new,  u12"),
        ] {
            let plain = |text: &str| crate::text::fold(text);
            assert_eq!(plain(&with_letters(text)), plain(expected), "{text}");
        }
    }
}
