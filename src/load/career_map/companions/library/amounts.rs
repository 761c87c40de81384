//! Amounts of money and numbers as people write them: *1.200,50 €*, *CHF 1'200.–*, *120 EUR per person*, *max. 12*.

use super::words::around;
use crate::load::vocabulary::{Concept, says, says_any};
use crate::model::{Amount, CostPer, CurrencySign};
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
pub(super) struct Number {
    pub(super) amount: Amount,
    pub(super) may_be_decimal: bool,
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

/// How many seats a text names: *12*, *max. 12*, *12 places*.
pub(super) fn seats(text: &str) -> Option<u32> {
    let text = tidy(text);
    let (before, number, behind) = parts(&text)?;
    let seats = [Concept::Seats, Concept::AtMost];
    let fits = |words: &str| words.is_empty() || says_any(words, &seats);
    (fits(before) && fits(behind)).then(|| number.parse().ok())?
}

/// What stands before, in and behind the number of a text.
pub(super) fn parts(text: &str) -> Option<(&str, &str, &str)> {
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

/// The number that digits and signs between them make.
pub(super) fn number_of(text: &str) -> Option<Number> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Currency;

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
    }

    #[test]
    fn seats_are_whole_numbers_and_may_be_the_most() {
        for text in [
            "12",
            "max. 12",
            "up to 12",
            "bis zu 12",
            "12 places",
            "12 Plätze",
            "12 max.",
        ] {
            assert_eq!(seats(text), Some(12), "{text}");
        }
        for text in [
            "10-12",
            "1.000",
            "1,000",
            "10+",
            "min. 6",
            "6 (min 4)",
            "-3",
            "1.5",
            "unlimited",
            "12 rows",
        ] {
            assert_eq!(seats(text), None, "{text}");
        }
    }
}
