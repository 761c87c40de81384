//! Amounts of money and of hours as people write them: *1.200,50 €*, *CHF 1'200.–*, *120 EUR per person*, *1.5 h*.

use crate::load::vocabulary::{Concept, says};
use crate::model::{Amount, CostPer, Currency, CurrencySign, currency_sign};
use crate::text::tidy;

/// A cost as its cell says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TypedCost {
    pub(super) amount: Amount,
    pub(super) currency: Option<CurrencySign>,
    pub(super) per: Option<CostPer>,
    /// Whether the digits behind the only sign can be thousands or decimal places: *1.200*.
    pub(super) may_be_decimal: bool,
}

/// A number as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number {
    amount: Amount,
    may_be_decimal: bool,
}

/// What the words around a number say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Around {
    pub(super) currency: Option<CurrencySign>,
    pub(super) per: Option<CostPer>,
}

/// The cost that a text names; `None` where it is not an amount.
pub(super) fn cost(text: &str) -> Option<TypedCost> {
    let text = tidy(text);
    if says(&text, Concept::Free) {
        return Some(TypedCost {
            amount: Amount::default(),
            currency: None,
            per: None,
            may_be_decimal: false,
        });
    }
    let (before, number, behind) = parts(&text)?;
    // Accountants write −50 as “(50)”.
    if before.rfind('(') > before.rfind(')') {
        return None;
    }
    let number = number_of(number)?;
    let (before, behind) = (around(before)?, around(behind)?);
    let currency = match (before.currency, behind.currency) {
        (Some(one), Some(other)) if one != other => return None,
        (one, other) => one.or(other),
    };
    Some(TypedCost {
        amount: number.amount,
        currency,
        per: before.per.or(behind.per),
        may_be_decimal: number.may_be_decimal,
    })
}

/// The hours that a text names: *6*, *1,5 h*, *7:30*.
pub(super) fn hours(text: &str) -> Option<Amount> {
    let text = tidy(text);
    let (before, number, behind) = parts(&text)?;
    if !before.is_empty() || !(behind.is_empty() || says(behind, Concept::Hours)) {
        return None;
    }
    if number.contains(':') {
        // Only whole thousandths of an hour are read: every 18 seconds.
        let seconds = seconds(number)?;
        return (seconds % 18 == 0).then_some(Amount(seconds * 5 / 18));
    }
    number_of(number)
        .filter(|number| !number.may_be_decimal)
        .map(|number| number.amount)
}

/// The seconds of a length of time, *7:30* or *25:00:00*.
fn seconds(text: &str) -> Option<i64> {
    let (hours, rest) = text.split_once(':')?;
    let (minutes, seconds) = rest.split_once(':').unwrap_or((rest, "0"));
    let [hours, minutes, seconds]: [i64; 3] = [
        hours.parse().ok()?,
        minutes.parse().ok()?,
        seconds.parse().ok()?,
    ];
    (hours <= 10_000 && minutes < 60 && seconds < 60)
        .then_some(hours * 3600 + minutes * 60 + seconds)
}

/// The hours of a length of time that is not a whole number of thousandths of an hour, as somebody would write them:
/// *1.33* for *1:20*.
pub(super) fn nearly(text: &str) -> Option<String> {
    let hundredths = (seconds(text)? + 18) / 36;
    Some(format!("{}.{:02}", hundredths / 100, hundredths % 100))
}

/// What the heading of costs says: the currency, and for how many people; `None` where it does not head costs.
pub(super) fn cost_heading(text: &str) -> Option<Around> {
    let text = spaced(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    // The shortest, since comparing words ignores signs such as “€”.
    (1..=words.len()).find_map(|taken| {
        let (cost, rest) = words.split_at(taken);
        says(&cost.join(" "), Concept::Cost)
            .then(|| around(&rest.join(" ")))
            .flatten()
    })
}

/// A text with spaces in place of brackets and strokes.
fn spaced(text: &str) -> String {
    text.replace(['(', ')', '[', ']', '/', ':', '|', ','], " ")
}

/// What stands before, in and behind the number of a text.
fn parts(text: &str) -> Option<(&str, &str, &str)> {
    let is_digit = |c: char| c.is_ascii_digit();
    let first = text.find(is_digit)?;
    let end = text.rfind(is_digit)? + 1;
    let mut behind = text[end..].trim();
    // “120.–” and “120,-” have no cents.
    for none in [".–", ",–", ".-", ",-", ".—", ",—"] {
        behind = behind.strip_prefix(none).unwrap_or(behind);
    }
    Some((text[..first].trim(), &text[first..end], behind.trim()))
}

/// The currency and the number of people that words beside a number name; `None` if they say anything else.
pub(super) fn around(text: &str) -> Option<Around> {
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
        // “/ person” and “/ Kopf”.
        let said = |concept| {
            says(&words, concept)
                || ["per", "pro", "par", "por"]
                    .iter()
                    .any(|per| says(&format!("{per} {words}"), concept))
        };
        if words.is_empty() {
            Some(None)
        } else if said(Concept::PerPerson) {
            Some(Some(CostPer::Person))
        } else {
            said(Concept::PerRun).then_some(Some(CostPer::Run))
        }
    };
    let with_currency = (1..=words.len().min(MOST_WORDS)).find_map(|taken| {
        let at_end = words.len() - taken;
        let found = |currency: &[&str], rest: &[&str]| {
            let currency = currency_sign(&currency.join(" "))?;
            Some(Around {
                currency: Some(currency),
                per: per(rest)?,
            })
        };
        found(&words[..taken], &words[taken..])
            .or_else(|| found(&words[at_end..], &words[..at_end]))
    });
    with_currency.or_else(|| {
        Some(Around {
            currency: None,
            per: per(&words)?,
        })
    })
}

/// The number that digits and signs between them make.
fn number_of(text: &str) -> Option<Number> {
    let mut digits = String::new();
    let mut signs: Vec<(char, usize)> = Vec::new();
    for c in text.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '.' | ',' => signs.push((c, digits.len())),
            '\'' | '’' | '‘' | '´' | '`' => signs.push(('\'', digits.len())),
            c if c.is_whitespace() => signs.push((' ', digits.len())),
            _ => return None,
        }
    }
    // The last full stop or comma parts the decimal places, unless it occurs twice or three digits follow it.
    let last = signs.last().copied();
    let behind = last.map_or(0, |(_, at)| digits.len() - at);
    let only = |sign: char| signs.iter().filter(|(other, _)| *other == sign).count() == 1;
    let (decimals, may_be_decimal) = match last {
        Some((sign @ ('.' | ','), at)) if only(sign) => {
            let other_sign_before = signs.len() > 1;
            // “0.500” is not in thousands.
            let begins_with_zero = digits.starts_with('0');
            match behind {
                3 if !other_sign_before && !begins_with_zero && at <= 3 => (0, true),
                3 if !other_sign_before || !is_grouped(&signs, at) => (behind, false),
                // “1 200.500” has decimal places; “1,200.500” as well.
                _ => (behind, false),
            }
        }
        _ => (0, false),
    };
    if decimals > 3 {
        return None;
    }
    let whole = digits.len() - decimals;
    let groups = if decimals > 0 {
        &signs[..signs.len() - 1]
    } else {
        &signs[..]
    };
    if !is_grouped(groups, whole) || whole == 0 {
        return None;
    }
    let thousandths: i64 = format!("{digits}{}", "0".repeat(3 - decimals))
        .parse()
        .ok()?;
    (thousandths <= Amount::LARGEST.0).then_some(Number {
        amount: Amount(thousandths),
        may_be_decimal,
    })
}

/// Whether signs stand between thousands: one kind of sign, three digits behind the last one, and two or three between
/// others, as *1,20,000* is written in India.
fn is_grouped(signs: &[(char, usize)], whole: usize) -> bool {
    let Some(((sign, first), rest)) = signs.split_first() else {
        return true;
    };
    let ends = signs.iter().skip(1).map(|(_, at)| *at).chain([whole]);
    let mut lengths: Vec<usize> = signs
        .iter()
        .zip(ends)
        .map(|((_, at), end)| end - at)
        .collect();
    lengths.pop() == Some(3)
        && lengths.iter().all(|length| (2..=3).contains(length))
        && (1..=3).contains(first)
        && rest.iter().all(|(other, _)| other == sign)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_in_every_usual_notation() {
        let same = [
            "1.200,50",
            "1 200,50",
            "1'200.50",
            "1’200.50",
            "1,200.50",
            "1200.50",
            "1200,5",
            "1\u{a0}200,50",
            "1\u{202f}200,50",
        ];
        for text in same {
            assert_eq!(cost(text).unwrap().amount, Amount(1_200_500), "{text}");
        }
        let whole = [
            ("1.200", true),
            ("1,200", true),
            ("1'200", false),
            ("1 200", false),
            ("1200", false),
            ("1200.–", false),
            ("1.200,-", true),
        ];
        for (text, may_be_decimal) in whole {
            let read = cost(text).unwrap();
            assert_eq!(
                (read.amount, read.may_be_decimal),
                (Amount::whole(1200), may_be_decimal),
                "{text}"
            );
        }
        assert_eq!(cost("1,20,000").unwrap().amount, Amount::whole(120_000));
        assert_eq!(cost("1.234.567,8").unwrap().amount, Amount(1_234_567_800));
        assert_eq!(cost("kostenlos").unwrap().amount, Amount(0));
        for text in [
            "about 120",
            "-120",
            "(50)",
            "€ (50)",
            "(50 EUR)",
            "50-",
            "50 -",
            "50 €-",
            "−50",
            "-€50",
            "120–150",
            "1.2.3",
            "12,00,5",
            "1.20.50",
            "12 34",
            "€",
            "1e3",
            "12345678901234",
        ] {
            assert_eq!(cost(text), None, "{text}");
        }
    }

    #[test]
    fn a_currency_stands_on_either_side_and_beside_it_for_how_many() {
        let one = |code| Some(CurrencySign::One(Currency::of_code(code).unwrap()));
        let cases = [
            ("€ 120", one("EUR"), None),
            ("€120", one("EUR"), None),
            ("120 EUR", one("EUR"), None),
            ("EUR 120 € ", one("EUR"), None),
            ("CHF 120.–", one("CHF"), None),
            ("US$ 120", one("USD"), None),
            ("120 zł", one("PLN"), None),
            ("120 € pro Person", one("EUR"), Some(CostPer::Person)),
            ("120 EUR / person", one("EUR"), Some(CostPer::Person)),
            ("120 per session", None, Some(CostPer::Run)),
            ("120 € par session", one("EUR"), Some(CostPer::Run)),
        ];
        for (text, currency, per) in cases {
            let read = cost(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (read.amount, read.currency, read.per),
                (Amount::whole(120), currency, per),
                "{text}"
            );
        }
        assert!(matches!(
            cost("$120").unwrap().currency,
            Some(CurrencySign::Several(_))
        ));
        assert_eq!(cost("€ 120 USD"), None);
        assert_eq!(cost("120 a month"), None);
        let (sign, usd) = (
            currency_sign("$").unwrap(),
            Currency::of_code("USD").unwrap(),
        );
        assert!(meant(sign, None).is_err());
        assert_eq!(meant(sign, Some(usd)), Ok(usd));
        assert!(meant(sign, Currency::of_code("EUR")).is_err());
    }

    #[test]
    fn headings_of_costs_name_currency_and_people() {
        let heading =
            |text: &str| cost_heading(text).map(|found| (found.currency.is_some(), found.per));
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
    fn hours_are_exact() {
        for text in ["1.5", "1,5", "1.5 h", "1,5 Std.", "1:30", "1.50 hours"] {
            assert_eq!(hours(text), Some(Amount(1500)), "{text}");
        }
        for (text, amount) in [
            ("7:30", 7_500),
            ("25:00", 25_000),
            ("25:00:00 h", 25_000),
            ("0:00:18", 5),
        ] {
            assert_eq!(hours(text), Some(Amount(amount)), "{text}");
        }
        assert_eq!(nearly("1:20").as_deref(), Some("1.33"));
        assert_eq!(nearly("about 2"), None);
        for text in [
            "1:10",
            "1:75",
            "-1:30",
            "(6)",
            "6-",
            "1:30:00:00",
            "2 days",
            "about 2",
            "1.200",
            "2-3",
        ] {
            assert_eq!(hours(text), None, "{text}");
        }
    }
}
