//! Words in headings of the library, and beside amounts: the currency, and for how many people.

use crate::load::vocabulary::{Concept, says};
use crate::model::{CostPer, Currency, CurrencySign, currency_sign};

/// What the words around a number say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct AmountWords {
    pub(super) currency: Option<CurrencySign>,
    pub(super) per: Option<CostPer>,
}

/// What the heading of costs says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct CostHeading {
    pub(super) around: AmountWords,
    /// Whether the costs are with or without tax, in the words of the heading.
    pub(super) tax: Option<String>,
}

/// What the heading of costs says; `None` where it does not head costs.
pub(super) fn cost_heading(text: &str) -> Option<CostHeading> {
    let text = spaced(text);
    let words = of_heading(&text);
    // The longest run of words, since a course's fee is not a fee for each course. Comparing words ignores signs such as “€”.
    runs(words.len()).find_map(|(begins, ends)| {
        let run = &words[begins..ends];
        if run.iter().any(is_sign) || !says(&run.join(" "), Concept::Cost) {
            return None;
        }
        let rest: Vec<&str> = [&words[..begins], &words[ends..]].concat();
        let (rest, tax) = without(&rest, Concept::TaxNote);
        let (rest, _) = without(&rest, Concept::Roughly);
        let rest: Vec<&str> = rest.into_iter().filter(|word| !is_year(word)).collect();
        Some(CostHeading {
            around: around(&rest.join(" "))?,
            tax,
        })
    })
}

/// Whether a heading says this, and beside it nothing but words that mean one of `others`: *No. of seats (max.)*.
pub(super) fn heads(text: &str, what: Concept, others: &[Concept]) -> bool {
    fn are_made_of(words: &[&str], what: Option<Concept>, others: &[Concept]) -> bool {
        if words.is_empty() {
            return what.is_none();
        }
        (1..=words.len()).any(|taken| {
            let (run, rest) = words.split_at(taken);
            let run = run.join(" ");
            let is_what = what.is_some_and(|what| says(&run, what));
            (is_what && are_made_of(rest, None, others))
                || (others.iter().any(|other| is_for(&run, *other))
                    && are_made_of(rest, what, others))
        })
    }
    /// A longer text is not a heading of this kind.
    const MOST_WORDS: usize = 8;
    let text = spaced(text);
    let words = of_heading(&text);
    words.len() <= MOST_WORDS && are_made_of(&words, Some(what), others)
}

/// Whether any word of a heading means one of these, or is a currency.
pub(super) fn mentions(text: &str, concepts: &[Concept]) -> bool {
    let text = spaced(text);
    let mut words = text.split_whitespace();
    words.any(|word| {
        concepts.iter().any(|concept| says(word, *concept))
            || (currency_sign(word).is_some() && word.to_uppercase() == word)
    })
}

/// The words of a heading, without its number: *5. Hours*.
fn of_heading(spaced: &str) -> Vec<&str> {
    let says_something = |c: char| c.is_alphanumeric() || c == '#' || is_currency_sign(c);
    let mut words = spaced.split_whitespace();
    let first = words.clone().next().and_then(|word| word.strip_suffix('.'));
    if first.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit())) {
        words.next();
    }
    words.filter(|word| word.contains(says_something)).collect()
}

const fn is_currency_sign(c: char) -> bool {
    matches!(
        c,
        '$' | '£' | '¥' | '￥' | '¢' | '¤' | '฿' | '\u{20a0}'..='\u{20cf}'
    )
}

/// Every run of so many words, the longest ones first.
fn runs(count: usize) -> impl Iterator<Item = (usize, usize)> {
    let lengths = (1..=count).rev();
    lengths.flat_map(move |length| (0..=count - length).map(move |at| (at, at + length)))
}

/// A word without letters or digits, such as “€”.
fn is_sign(word: &&str) -> bool {
    !word.contains(char::is_alphanumeric)
}

/// Words without the run of them that means this, and that run.
fn without<'w>(words: &[&'w str], concept: Concept) -> (Vec<&'w str>, Option<String>) {
    let found = runs(words.len()).find(|(from, to)| {
        let run = &words[*from..*to];
        !run.iter().any(is_sign) && says(&run.join(" "), concept)
    });
    match found {
        Some((from, to)) => (
            [&words[..from], &words[to..]].concat(),
            Some(words[from..to].join(" ")),
        ),
        None => (words.to_vec(), None),
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether words mean this; “for each” may be a stroke, as in *€ / person* and *Std. / Kopf*.
fn is_for(words: &str, concept: Concept) -> bool {
    says(words, concept)
        || (matches!(concept, Concept::PerPerson | Concept::PerRun)
            && ["per", "pro", "par", "por"]
                .iter()
                .any(|per| says(&format!("{per} {words}"), concept)))
}

/// A text with spaces in place of brackets and strokes.
fn spaced(text: &str) -> String {
    text.replace(['(', ')', '[', ']', '/', ':', '|', ','], " ")
}

/// The currency and the number of people that words beside a number name; `None` if they say anything else.
pub(super) fn around(text: &str) -> Option<AmountWords> {
    /// Words that a currency's name has at most: *US dollars*.
    const MOST_WORDS: usize = 2;
    let text = spaced(text);
    let all: Vec<&str> = text.split_whitespace().collect();
    // “Cost in EUR”.
    let is_in = |at: usize| {
        let next = all.get(at + 1).and_then(|next| currency_sign(next));
        next.is_some() && ["in", "en", "em"].contains(&all[at].to_lowercase().as_str())
    };
    let words: Vec<&str> = (0..all.len())
        .filter(|at| !is_in(*at))
        .map(|at| all[at])
        .collect();
    let per = |words: &[&str]| {
        let words = words.join(" ");
        if words.is_empty() {
            Some(None)
        } else if is_for(&words, Concept::PerPerson) {
            Some(Some(CostPer::Person))
        } else {
            is_for(&words, Concept::PerRun).then_some(Some(CostPer::Run))
        }
    };
    let with_currency = (1..=words.len().min(MOST_WORDS)).find_map(|taken| {
        let at_end = words.len() - taken;
        let found = |currency: &[&str], rest: &[&str]| {
            let currency = currency_sign(&currency.join(" "))?;
            Some(AmountWords {
                currency: Some(currency),
                per: per(rest)?,
            })
        };
        found(&words[..taken], &words[taken..])
            .or_else(|| found(&words[at_end..], &words[..at_end]))
    });
    with_currency.or_else(|| {
        Some(AmountWords {
            currency: None,
            per: per(&words)?,
        })
    })
}

/// The currency that is meant, where several have the sign: the company's own, if it is one of them.
pub(super) fn meant(
    sign: CurrencySign,
    own: Option<Currency>,
) -> Result<Currency, Vec<&'static str>> {
    match sign {
        CurrencySign::One(currency) => Ok(currency),
        CurrencySign::Several(codes) => own
            .filter(|own| codes.contains(&own.code()))
            .ok_or_else(|| codes.to_vec()),
    }
}

/// The currencies that a text names by their codes or by signs.
pub(super) fn currencies_in(text: &str) -> Vec<CurrencySign> {
    /// Codes that are words as well, in a text that is in capitals altogether.
    const WORDS: [&str; 8] = ["ALL", "TOP", "TRY", "CUP", "MAD", "PEN", "MOP", "SOS"];
    let is_part = |c: char| c.is_alphanumeric() || is_currency_sign(c);
    let words = text.split(|c: char| !is_part(c));
    let named = words.filter(|word| {
        // A code is written in capitals: “all” is not the currency of Albania.
        word.contains(is_currency_sign)
            || (word.chars().all(|c| c.is_ascii_uppercase()) && !WORDS.contains(word))
            || ["euro", "euros"].contains(&word.to_lowercase().as_str())
    });
    named.filter_map(currency_sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_costs_name_currency_and_people() {
        let heading = |text: &str| {
            let around = cost_heading(text)?.around;
            Some((around.currency.is_some(), around.per))
        };
        assert_eq!(heading("Cost"), Some((false, None)));
        assert_eq!(heading("Cost (EUR)"), Some((true, None)));
        assert_eq!(heading("Kosten in €"), Some((true, None)));
        assert_eq!(
            heading("Kosten pro Person (€)"),
            Some((true, Some(CostPer::Person)))
        );
        assert_eq!(
            heading("Coût par session"),
            Some((false, Some(CostPer::Run)))
        );
        assert_eq!(heading("Cost centre"), None);
        assert_eq!(heading("Level"), None);
    }

    #[test]
    fn headings_of_costs_may_say_more() {
        let one = |text: &str, tax: Option<&str>, per: Option<CostPer>| {
            let found = cost_heading(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (found.tax.as_deref(), found.around.per),
                (tax, per),
                "{text}"
            );
        };
        one("Cost (net)", Some("net"), None);
        one("Cost excl. VAT", Some("excl. VAT"), None);
        one("Preis in € (zzgl. MwSt.)", Some("zzgl. MwSt."), None);
        one("Coût HT (€)", Some("HT"), None);
        one("Coste (sin IVA)", Some("sin IVA"), None);
        one("Estimated cost", None, None);
        one("Cost 2026", None, None);
        one("Total cost", None, Some(CostPer::Run));
        one("Course fee", None, None);
        one("4. Kosten/Person", None, Some(CostPer::Person));
        for text in [
            "Cost per day",
            "Cost (k€)",
            "Cost in thousands",
            "Unit price",
            "Costly",
            "",
        ] {
            assert_eq!(cost_heading(text), None, "{text}");
        }
    }

    #[test]
    fn headings_of_hours_and_seats_may_say_more() {
        let hours = [Concept::Effort, Concept::PerPerson, Concept::Filler];
        for text in [
            "Hours",
            "Duration (h)",
            "Time [hours]",
            "Hours/person",
            "5. Hours",
            "Dauer (Std.)",
            "Durée (h)",
        ] {
            assert!(heads(text, Concept::Hours, &hours), "{text}");
        }
        for text in [
            "Hours per week",
            "Duration (days)",
            "Duration",
            "Hours (total)",
            "Minutes",
            "",
        ] {
            assert!(!heads(text, Concept::Hours, &hours), "{text}");
        }
        let seats = [
            Concept::AtMost,
            Concept::PerRun,
            Concept::Number,
            Concept::Filler,
        ];
        for text in [
            "Seats (max)",
            "No. of seats",
            "# seats",
            "Plätze max.",
            "Places max.",
            "Nº de plazas",
            "Max # of participants",
            "max. TN",
            "Seats per group",
        ] {
            assert!(heads(text, Concept::Seats, &seats), "{text}");
        }
        for text in ["Min. participants", "Seats taken", "Max."] {
            assert!(!heads(text, Concept::Seats, &seats), "{text}");
        }
    }

    #[test]
    fn the_companys_currency_says_which_one_a_sign_means() {
        let (sign, usd) = (
            currency_sign("$").unwrap(),
            Currency::of_code("USD").unwrap(),
        );
        assert!(meant(sign, None).is_err());
        assert_eq!(meant(sign, Some(usd)), Ok(usd));
        assert!(meant(sign, Currency::of_code("EUR")).is_err());
    }

    #[test]
    fn a_text_may_name_currencies() {
        let codes = |text: &str| currencies_in(text).len();
        assert_eq!(codes("All costs in USD, excluding VAT"), 1);
        assert_eq!(codes("all costs are in £"), 1);
        assert_eq!(codes("ALL COSTS IN EUR"), 1);
        assert_eq!(codes("Prices in euros or CHF."), 2);
        assert_eq!(codes("All of it, try and pay: top level"), 0);
    }
}
