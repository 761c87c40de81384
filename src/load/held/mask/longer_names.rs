//! Names of other people that contain the person's.

use std::borrow::Cow;

use super::super::headings::sentences;
use super::super::spelling::{key, tokens};
use super::{Mask, Sign};

impl Mask {
    /// Whether one of the person's names, IDs and addresses stands in a text, be it within somebody else's name.
    pub(super) fn has_own_sign(&self, text: &str) -> bool {
        let folded = format!(" {} ", key(text));
        self.own.iter().any(|sign| folded.contains(sign.as_str()))
    }

    /// Whether a sign of the person stands within one sentence: “It is art. Frank agreed.” does not name Frank Art.
    pub(super) fn is_in_a_sentence(&self, text: &str) -> bool {
        let joined = text.replace('\n', " ");
        sentences(&joined).any(|sentence| self.has_own_sign(sentence))
    }

    /// The text without names of other people that contain the person's: “Mary Ann Ash” is not Ann Ash. Where a comma divides
    /// the words, they may be one name or two; `with_commas` says whether such names go, too.
    pub(super) fn without_longer_names<'t>(
        &self,
        text: &'t str,
        with_commas: bool,
    ) -> Cow<'t, str> {
        let tokens = tokens(text);
        let mut rest = String::new();
        let (mut next, mut end) = (0, 0);
        while next < tokens.len() {
            let (length, sign) = self.sign_at(text, &tokens, next);
            let at = tokens[next].0.start..tokens[next + length - 1].0.end;
            let name = &text[at.clone()];
            if length > 1
                && sign == Some(Sign::Other)
                && (with_commas || !name.contains(','))
                && self.has_own_sign(name)
            {
                rest.push_str(&text[end..at.start]);
                rest.push_str(" | ");
                end = at.end;
            }
            next += length;
        }
        if end == 0 {
            return Cow::Borrowed(text);
        }
        rest.push_str(&text[end..]);
        Cow::Owned(rest)
    }
}
