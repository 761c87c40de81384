//! Finds the email address in a text.

/// The longest address, and the longest part of one before the `@`, that mail systems accept.
const LONGEST: (usize, usize) = (254, 64);

/// The address in a text: the text itself, or what stands in its angle brackets or after `mailto:`. `None` if that is not exactly
/// one address that every mail program accepts.
#[must_use]
pub fn mail_address(text: &str) -> Option<&str> {
    let text = text.trim();
    let inner = match text.strip_suffix('>').map(|text| text.split_once('<')) {
        Some(Some((_, inner))) => inner.trim(),
        Some(None) => return None,
        None => text,
    };
    let address = match inner.split_at_checked("mailto:".len()) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto:") => rest.trim(),
        _ => inner,
    };
    let (local, domain) = address.split_once('@')?;
    let is_local = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~-.".contains(c);
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let is_sound = address.len() <= LONGEST.0
        && (1..=LONGEST.1).contains(&local.len())
        && local.chars().all(is_local)
        && local.split('.').all(|part| !part.is_empty())
        && domain.contains('.')
        && domain.split('.').all(is_label)
        && !domain.ends_with(|c: char| c.is_ascii_digit());
    is_sound.then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_every_mail_program_accepts_is_an_address() {
        for (text, address) in [
            ("ana@example.org", "ana@example.org"),
            (
                " Ana.B+review@mail.example.org ",
                "Ana.B+review@mail.example.org",
            ),
            ("Ana Lee <ana@example.org>", "ana@example.org"),
            ("\"Lee, Ana\" <mailto:ana@example.org>", "ana@example.org"),
            ("MAILTO:ana@example.org", "ana@example.org"),
            (
                "o'neil@xn--mller-kva.example",
                "o'neil@xn--mller-kva.example",
            ),
        ] {
            assert_eq!(mail_address(text), Some(address), "{text}");
        }
        let long = format!("{}@example.org", "a".repeat(65));
        for wrong in [
            "",
            "ana",
            "ana@",
            "@example.org",
            "ana@example",
            "ana@exa mple.org",
            "ana@@example.org",
            "ana@example..org",
            "ana@-example.org",
            ".ana@example.org",
            "ana@example.org.",
            "ana@192.168.0.1",
            "ana@example.org, bo@example.org",
            "ana@example.org;bo@example.org",
            "Ana <ana@example.org>; Bo <bo@example.org>",
            "ana@example.org\r\nBcc: bo@example.org",
            "ana@exämple.org",
            "änne@example.org",
            "ana>",
            &long,
        ] {
            assert_eq!(mail_address(wrong), None, "{wrong}");
        }
    }
}
