//! What headings and labels stand for, whatever their case, accents and spacing.

use std::collections::BTreeMap;

use crate::text::fold;

/// Names that are looked for, and what each of them stands for.
#[derive(Debug)]
pub(super) struct Glossary<T> {
    by_name: BTreeMap<String, T>,
    /// The bytes of the longest name.
    longest: usize,
}

impl<'n, T: Copy> FromIterator<(&'n str, T)> for Glossary<T> {
    fn from_iter<I: IntoIterator<Item = (&'n str, T)>>(names: I) -> Self {
        let by_name: BTreeMap<String, T> = names
            .into_iter()
            .map(|(name, meaning)| (fold(name), meaning))
            .collect();
        Self {
            longest: by_name.keys().map(String::len).max().unwrap_or(0),
            by_name,
        }
    }
}

impl<T: Copy> Glossary<T> {
    /// What a text stands for, if it is one of the names.
    ///
    /// Evidence and expectations are most of a sheet's text, and each sheet is searched for several tables, so what has
    /// more letters than any name is not folded: folding leaves out none of ASCII, and makes no word shorter.
    pub(super) fn meaning(&self, text: &str) -> Option<T> {
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
        if letters.take(self.longest + 1).count() > self.longest {
            return None;
        }
        self.by_name.get(&fold(text)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_however_it_is_written_and_nothing_else() {
        let glossary = Glossary::from_iter([("Self level", 1), ("Senior role", 2)]);
        let strewn = format!("self{}LEVEL:", " ".repeat(5000));
        for (text, meaning) in [
            ("Self level", Some(1)),
            ("  sélf-lével ", Some(1)),
            (strewn.as_str(), Some(1)),
            ("Sr. role", Some(2)),
            ("Self levels", None),
            ("Senior roles of all kinds", None),
            ("", None),
        ] {
            assert_eq!(glossary.meaning(text), meaning, "{text:?}");
        }
    }

    proptest::proptest! {
        /// What the short way rests on.
        #[test]
        fn folding_keeps_every_letter_and_figure_of_ascii(
            text in "([a-zA-Z0-9 .,&+#'’\u{301}\u{200b}éß\n–]|sr|snr|jr|jnr|mgr|mngr|dir|assoc|asst|comms|mgmt|dept ){0,24}",
        ) {
            let letters = text.bytes().filter(u8::is_ascii_alphanumeric).count();
            proptest::prop_assert!(fold(&text).len() >= letters, "{:?}", fold(&text));
        }
    }
}
