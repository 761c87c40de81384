//! Links: paths and mails as addresses that every program reads in the same way.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::analysis::{NoAddress, mail_address};

/// Everything that could mean something else in an address.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The address of a file that lies below the page's folder, named with `/` between folders.
pub(super) fn file_link(path: &str) -> String {
    let parts: Vec<String> = path.split('/').map(encoded).collect();
    parts.join("/")
}

/// A file as people know it: its path below the input folder, or only its name if it is elsewhere, since people who see
/// the page should not see a computer's folders.
pub(super) fn shown_file(file: &str) -> &str {
    let is_elsewhere = Path::new(file).has_root() || file.contains(':') || file.starts_with("..");
    let name = file.rsplit(['/', '\\']).next();
    name.filter(|_| is_elsewhere).unwrap_or(file)
}

/// An address that is certainly one mailbox, as `mailto:` takes it; `None` for anything else, such as several addresses
/// or one followed by parameters.
pub(super) fn mailbox(address: &str) -> Option<String> {
    let (Ok(address) | Err(NoAddress::UnusualLetters(address))) = mail_address(address) else {
        return None;
    };
    let (local, domain) = address.split_once('@')?;
    Some(format!("{}@{domain}", encoded(local)))
}

/// A mail that is ready to be sent: the recipient, if there is one, as [`mailbox`] gives it.
pub(super) fn mail_link(to: Option<&str>, subject: &str, body: &str) -> String {
    format!(
        "mailto:{}?subject={}&body={}",
        to.unwrap_or_default(),
        encoded(subject),
        encoded(&body.replace('\n', "\r\n"))
    )
}

/// A text with everything percent-encoded that could mean something else in an address.
pub(super) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_below_the_page() {
        for (path, link) in [
            ("plans/Team A/Ana-1.pdf", "plans/Team%20A/Ana-1.pdf"),
            (
                "plans/Équipe/O’Brien #1.pdf",
                "plans/%C3%89quipe/O%E2%80%99Brien%20%231.pdf",
            ),
            ("a?b&c=d%20.pdf", "a%3Fb%26c%3Dd%2520.pdf"),
            ("javascript:alert(1)/x", "javascript%3Aalert%281%29/x"),
        ] {
            assert_eq!(file_link(path), link);
        }
    }

    #[test]
    fn the_folders_of_a_computer_are_not_shown() {
        for (file, shown) in [
            ("assessments/North/ana.xlsx", "assessments/North/ana.xlsx"),
            ("/home/ana/map.xlsx", "map.xlsx"),
            ("C:\\Users\\Ana\\map.xlsx", "map.xlsx"),
            ("../ana/map.xlsx", "map.xlsx"),
            ("map.xlsx", "map.xlsx"),
        ] {
            assert_eq!(shown_file(file), shown);
        }
    }

    #[test]
    fn only_one_plain_mailbox_is_an_address() {
        assert_eq!(
            mailbox(" ana@example.org "),
            Some("ana@example.org".to_owned())
        );
        assert_eq!(
            mailbox("o'b+x@example.org"),
            Some("o%27b%2Bx@example.org".to_owned())
        );
        assert_eq!(
            mailbox("josé@exämple.org").as_deref(),
            Some("jos%C3%A9@xn--exmple-cua.org")
        );
        for wrong in [
            "ana",
            "ana@example.org,bo@example.org",
            "ana@example.org?bcc=eve@example.org",
            "ana@example.org&body=x",
        ] {
            assert_eq!(mailbox(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_mail_holds_nothing_but_its_texts() {
        let link = mail_link(Some("a@b"), "R&D?", "Hello\nAna=1&bcc=x");
        assert_eq!(
            link,
            "mailto:a@b?subject=R%26D%3F&body=Hello%0D%0AAna%3D1%26bcc%3Dx"
        );
        assert_eq!(mail_link(None, "", ""), "mailto:?subject=&body=");
    }
}
