//! Finds the email address in a text.

use std::borrow::Cow;

/// The longest address, and the longest part of one before the `@`, that mail systems accept.
const LONGEST: (usize, usize) = (254, 64);

/// Why a text has no address that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoAddress<'a> {
    /// It is not exactly one address.
    NotOne,
    /// There are letters before the `@` that only some mail systems accept: `jürgen@example.org`.
    UnusualLetters(Cow<'a, str>),
}

/// The address in a text: the text itself, or what stands in its angle brackets or after `mailto:`. A domain with letters of any
/// alphabet is written with the letters that every mail system knows: `müller.example` is `xn--mller-kva.example`.
///
/// # Errors
/// If that is not exactly one address that every mail system accepts.
pub fn mail_address(text: &str) -> Result<Cow<'_, str>, NoAddress<'_>> {
    let text = text.trim();
    let inner = match text.strip_suffix('>').map(|text| text.split_once('<')) {
        Some(Some((_, inner))) => inner.trim(),
        Some(None) => return Err(NoAddress::NotOne),
        None => text,
    };
    let written = match inner.split_at_checked("mailto:".len()) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto:") => rest.trim(),
        _ => inner,
    };
    let (local, domain) = written.split_once('@').ok_or(NoAddress::NotOne)?;
    let address = if domain.is_ascii() {
        Cow::Borrowed(written)
    } else {
        let domain = idna::domain_to_ascii_strict(domain).map_err(|_| NoAddress::NotOne)?;
        Cow::Owned(format!("{local}@{domain}"))
    };
    let domain = &address[local.len() + 1..];
    let is_local = |c: char| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~-.".contains(c);
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
    match (is_sound, local.is_ascii()) {
        (true, true) => Ok(address),
        (true, false) => Err(NoAddress::UnusualLetters(address)),
        (false, _) => Err(NoAddress::NotOne),
    }
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
            ("o.neil@Müller.example", "o.neil@xn--mller-kva.example"),
            ("<ana@почта.рф>", "ana@xn--80a1acny.xn--p1ai"),
            ("ana@münchen。example", "ana@xn--mnchen-3ya.example"),
        ] {
            assert_eq!(mail_address(text).as_deref(), Ok(address), "{text}");
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
            "ana@exämple .org",
            "ana@-ä.example",
            "ana@müller.example\r\nBcc: bo@example.org",
            "änne@example",
            "ana>",
            &long,
        ] {
            assert_eq!(mail_address(wrong), Err(NoAddress::NotOne), "{wrong}");
        }
        for (unusual, address) in [
            ("jürgen@müller.example", "jürgen@xn--mller-kva.example"),
            ("Änne <用户@example.org>", "用户@example.org"),
        ] {
            let address = NoAddress::UnusualLetters(address.into());
            assert_eq!(mail_address(unusual), Err(address), "{unusual}");
        }
    }
}
