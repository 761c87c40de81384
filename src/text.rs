//! Text as people type it: tidied for display, folded for comparison.
//!
//! Knows nothing of the model; anything that compares or shows names may use it.

mod sentences;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

pub use sentences::{
    all_in_quotes, any_in_quotes, counted, first_listed, in_quotes, joined, listed, numbered,
    shortened,
};

/// Tidies a name for display: composed Unicode, single spaces, no line breaks, no invisible characters at the ends.
pub fn tidy(text: &str) -> String {
    if is_tidy(text) {
        return text.to_owned();
    }
    // An invisible character must not separate a letter from its accent.
    let seen = || text.chars().filter(|c| !is_invisible(*c));
    // Most texts show all of their characters as they are, which costs much less to see than what follows.
    if text.chars().all(is_plain) {
        spaced(text.chars(), text.len())
    // Composing takes much longer than checking whether there is anything to compose.
    } else if is_nfc_quick(seen()) == IsNormalized::Yes {
        spaced(seen(), text.len())
    } else {
        spaced(seen().nfc(), text.len())
    }
}

/// The visible characters, with one space between words; about `length` bytes.
fn spaced(characters: impl Iterator<Item = char>, length: usize) -> String {
    let mut spaced = String::with_capacity(length);
    let mut after_word = false;
    for c in characters {
        if c.is_whitespace() {
            after_word = !spaced.is_empty();
        } else {
            if after_word {
                spaced.push(' ');
                after_word = false;
            }
            spaced.push(c);
        }
    }
    spaced
}

/// A text without characters that show nothing, in composed Unicode, with its white space as it is.
pub fn visible(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).nfc().collect()
}

/// Whether a character is visible or white space, and composed, for those of which most texts consist: Latin letters, dashes,
/// quotation marks, bullets and arrows.
fn is_plain(c: char) -> bool {
    matches!(
        c,
        ' '..='~' | '\t'..='\r' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{2010}'..='\u{2027}' | '\u{20A0}'..='\u{20BF}'
            | '\u{2190}'..='\u{2211}' | '\u{2500}'..='\u{27BF}'
    )
}

/// How many characters a text shows, with one space between words.
pub fn length(text: &str) -> usize {
    let words = text.split_whitespace();
    let shown = |word: &str| {
        word.chars()
            .filter(|c| is_plain(*c) || !is_invisible(*c))
            .count()
    };
    let (words, characters) = words.fold((0, 0), |(words, characters), word| {
        (words + 1, characters + shown(word))
    });
    characters + usize::saturating_sub(words, 1)
}

/// Whether [`tidy`] would change nothing, for the plain texts that most texts are: words of visible ASCII with one space
/// between them.
fn is_tidy(text: &str) -> bool {
    let mut after_word = false;
    for byte in text.bytes() {
        match byte {
            b'!'..=b'~' => after_word = true,
            b' ' if after_word => after_word = false,
            _ => return false,
        }
    }
    after_word || text.is_empty()
}

/// Tidies running text for display: like [`tidy`] within each line, but keeps line breaks and single blank lines.
pub fn tidy_lines(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.replace("\r\n", "\n").replace('\r', "\n").split('\n') {
        let line = tidy(line);
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n")
}

/// Folds a name for comparison: no case, accents, punctuation or spacing; `&` is *and*, `Sr.` is *senior*.
///
/// Two names that fold to the same text are the same name to a person who types it.
pub fn fold(text: &str) -> String {
    #[cfg(test)]
    work::count();
    let mut folded = Folded {
        // With room for the space behind the last word: few texts need more than that, and making room once more takes
        // longer than folding a word.
        text: String::with_capacity(text.len() + 1),
        word: 0,
    };
    let mut rest = text;
    loop {
        rest = folded.push_plain(rest);
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        // ASCII is its own decomposition. Decomposing a whole text would also order its marks; that does not matter,
        // since they are left out.
        if c.is_ascii() {
            folded.push(c);
        } else {
            decompose_compatible(c, |c| folded.push(c));
        }
    }
    folded.end_word();
    folded.text.pop();
    folded.text
}

/// Counts, on this thread, how often names are folded and IDs compared: what a test of the program's work can rely on.
#[cfg(test)]
pub(crate) mod work {
    use std::cell::Cell;

    thread_local! {
        static DONE: Cell<u64> = const { Cell::new(0) };
    }

    /// One more.
    pub(crate) fn count() {
        DONE.set(DONE.get() + 1);
    }

    /// What a function returns, and how much it did for that.
    pub(crate) fn of<T>(made: impl FnOnce() -> T) -> (T, u64) {
        let before = DONE.get();
        let made = made();
        (made, DONE.get() - before)
    }
}

/// A text that is being folded: whole words, each with a space after it, and the word that has begun.
struct Folded {
    text: String,
    /// Where the last word begins.
    word: usize,
}

impl Folded {
    /// Adds the ASCII letters and figures that a text begins with, all at once, and returns the rest.
    fn push_plain<'a>(&mut self, text: &'a str) -> &'a str {
        let is_plain = |byte: &u8| byte.is_ascii_alphanumeric();
        let (plain, rest) = text.split_at(text.bytes().take_while(is_plain).count());
        let start = self.text.len();
        self.text.push_str(plain);
        self.text[start..].make_ascii_lowercase();
        rest
    }

    /// Adds one more character of a decomposed text.
    fn push(&mut self, c: char) {
        match c {
            c if c.is_ascii_alphanumeric() => self.text.push(c.to_ascii_lowercase()),
            '&' => self.push_word("and"),
            '+' => self.push_word("plus"),
            '#' => self.push_word("sharp"),
            // The usual punctuation comes first; the other cases need a search in Unicode's tables.
            ' '..='~' if c != '\'' => self.end_word(),
            c if is_combining_mark(c) || is_invisible(c) || is_joiner(c) || is_apostrophe(c) => {}
            c if c.is_alphanumeric() => self.text.extend(c.to_lowercase()),
            _ => self.end_word(),
        }
    }

    fn push_word(&mut self, word: &str) {
        self.end_word();
        self.text.push_str(word);
        self.end_word();
    }

    fn end_word(&mut self) {
        let word = &self.text[self.word..];
        if word.is_empty() {
            return;
        }
        if let Some(whole) = expand_abbreviation(word) {
            self.text.truncate(self.word);
            self.text.push_str(whole);
        }
        self.text.push(' ');
        self.word = self.text.len();
    }
}

/// The words that job titles abbreviate in more than one way; each is longer than its abbreviations, so that no text has
/// more letters of ASCII than it has folded.
fn expand_abbreviation(word: &str) -> Option<&'static str> {
    let whole = match word {
        "sr" | "snr" => "senior",
        "jr" | "jnr" => "junior",
        "mgr" | "mngr" => "manager",
        "dir" => "director",
        "assoc" => "associate",
        "asst" => "assistant",
        "comms" => "communications",
        "mgmt" => "management",
        "dept" => "department",
        _ => return None,
    };
    Some(whole)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

/// Zero-width joiners shape letters in some scripts, and variation selectors the characters of East Asian names, so
/// they are kept for display, but ignored in comparisons.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}' | '\u{E0100}'..='\u{E01EF}')
}

/// Characters that show nothing: zero-width, soft hyphen, byte-order mark, fillers, and [covert](is_covert) ones.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}'..='\u{206F}'
            | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1D173}'..='\u{1D17A}'
    ) || is_covert(c)
}

/// Characters that show nothing and do harm: controls other than white space, marks that change the direction of the
/// text after them, and tags, in which a whole text can be hidden.
pub fn is_covert(c: char) -> bool {
    matches!(
        c,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{E0000}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}'
    ) || (c.is_control() && !c.is_whitespace())
}

/// The candidate that is closest to `wanted`, if any is close enough to be meant; compares folded text.
pub fn closest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Below this similarity a suggestion confuses more than it helps.
    const LIKELY: f64 = 0.72;
    let wanted = fold(wanted);
    candidates
        .into_iter()
        .map(|candidate| {
            let folded = fold(candidate);
            let similarity = if may_be_alike(&wanted, &folded, LIKELY) {
                strsim::normalized_damerau_levenshtein(&wanted, &folded)
            } else {
                0.0
            };
            let begins = !wanted.is_empty() && folded.starts_with(&wanted);
            (
                candidate,
                if begins {
                    similarity.max(LIKELY)
                } else {
                    similarity
                },
            )
        })
        .filter(|(_, similarity)| *similarity >= LIKELY)
        // The first of equals, so that the answer only depends on the given order.
        .fold(None, |best: Option<(&str, f64)>, next| match best {
            Some(best) if best.1 >= next.1 => Some(best),
            _ => Some(next),
        })
        .map(|(candidate, _)| candidate)
}

/// Whether two texts can be this similar, judged by their lengths. Comparing them letter by letter takes time
/// proportional to the product of the lengths, which is long for a hostile text.
fn may_be_alike(one: &str, other: &str, similarity: f64) -> bool {
    let [one, other] = [one, other].map(|text| text.chars().count() as f64);
    one.min(other) >= similarity * one.max(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_lists_read_like_a_sentence() {
        assert_eq!(counted(1, "row", "rows"), "1 row");
        assert_eq!(counted(0, "row", "rows"), "0 rows");
        assert_eq!(listed(&[""; 0]), "");
        assert_eq!(listed(&["A"]), "A");
        assert_eq!(listed(&["A", "B"]), "A and B");
        assert_eq!(listed(&["A", "B", "C"]), "A, B and C");
    }

    #[test]
    fn a_number_is_taken_from_the_words_behind_it() {
        assert_eq!(numbered("3 - Competent"), Some(("3", '-', "Competent")));
        assert_eq!(numbered("2,5: Working"), Some(("2,5", ':', "Working")));
        assert_eq!(numbered("3.(Competent)"), Some(("3", '(', "Competent")));
        assert_eq!(numbered("1) Writes"), Some(("1", ')', "Writes")));
        for text in ["", "3", "3 reports", "Competent", "- Competent", "3 "] {
            assert_eq!(numbered(text), None, "{text}");
        }
    }

    #[test]
    fn names_are_tidied_for_display() {
        assert_eq!(
            tidy("  Sr. Community\u{a0}Manager \n"),
            "Sr. Community Manager"
        );
        assert_eq!(tidy("Ame\u{301}lie"), "Amélie");
        assert_eq!(tidy("Ame\u{200b}\u{301}lie"), "Amélie");
        assert_eq!(tidy("\u{feff}\u{200b}"), "");
        // Tags spell an invisible text; fillers are invisible names.
        assert_eq!(tidy("Ada\u{e0001}\u{e0041}\u{e007f} Marsh"), "Ada Marsh");
        assert_eq!(tidy("\u{3164}\u{206a}"), "");
        assert_eq!(fold("Ada\u{e0041} Marsh\u{ffa0}"), "ada marsh");
        // The same name, in the form that its owner writes.
        assert_eq!(tidy("葛\u{e0100}城"), "葛\u{e0100}城");
        assert_eq!(fold("葛\u{e0100}城"), fold("葛城"));
        for (plain, tidied) in [
            ("a b", "a b"),
            (" a", "a"),
            ("a  b ", "a b"),
            ("a\tb\u{7}", "a b"),
            (" ", ""),
            ("", ""),
        ] {
            assert_eq!(tidy(plain), tidied, "{plain:?}");
        }
    }

    proptest::proptest! {
        /// The fast paths give the same result as folding character by character.
        #[test]
        fn tidying_and_folding_are_unicodes_own(
            text in "[a-zA-Z .,&+#'’\u{301}\u{323}\u{200b}\u{200d}éÅǖﬁ①각한ßİΣ\n\t–•\u{a0}]{0,24}",
        ) {
            let composed: String = text.chars().filter(|c| !is_invisible(*c)).nfc().collect();
            let words: Vec<&str> = composed.split_whitespace().collect();
            proptest::prop_assert_eq!(tidy(&text), words.join(" "));
            proptest::prop_assert_eq!(tidy(&tidy(&text)), tidy(&text));
            let decomposed: String = text.nfkd().collect();
            proptest::prop_assert_eq!(fold(&text), fold(&decomposed));
        }
    }

    #[test]
    fn running_text_keeps_its_lines() {
        assert_eq!(
            tidy_lines("one \r\ntwo\n\n\n three\n\n"),
            "one\ntwo\n\nthree"
        );
    }

    #[test]
    fn names_that_a_person_would_call_the_same_fold_to_the_same() {
        let same = [
            ("Sr. Community Manager", "senior community  manager\n"),
            (
                "Technical & Business Skills",
                "technical and business skills",
            ),
            (
                "Profile and Responsibilities",
                "Profile and responsibilities:",
            ),
            ("Chef d’équipe", "chef d'equipe"),
            ("Nguyễn", "nguyễn"),
        ];
        for (left, right) in same {
            assert_eq!(fold(left), fold(right), "{left} / {right}");
        }
        assert_ne!(fold("C++"), fold("C"));
    }

    #[test]
    fn a_near_miss_is_suggested_and_a_far_one_is_not() {
        let levels = ["Community Manager", "Community Director"];
        assert_eq!(
            closest("Comunity Manger", levels),
            Some("Community Manager")
        );
        assert_eq!(closest("Wizard", levels), None);
    }
}
