//! Exact amounts, and currencies by their codes.

use std::ops::{Add, AddAssign};

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::text::closest;

/// An exact amount of money or of hours, in thousandths: no currency has a smaller unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(pub i64);

impl Amount {
    /// The largest amount that is read from one cell. Sums over all people of a company stay exact far above it.
    pub const LARGEST: Self = Self(1_000_000_000_000);
    const IN_ONE: i64 = 1000;

    /// A whole number.
    pub const fn whole(number: i64) -> Self {
        Self(number.saturating_mul(Self::IN_ONE))
    }

    /// The amount that a number stands for; `None` if it is negative, too large or has more than three decimal places.
    pub fn of_number(number: f64) -> Option<Self> {
        /// What computing with decimal numbers leaves behind.
        const NOISE: f64 = 1e-6;
        let thousandths = number * Self::IN_ONE as f64;
        let rounded = thousandths.round();
        let fits = (0.0..=Self::LARGEST.0 as f64).contains(&rounded);
        (fits && (thousandths - rounded).abs() <= NOISE.max(rounded * f64::EPSILON * 4.0))
            .then_some(Self(rounded as i64))
    }

    /// As a number, for documents; sums are never made of these.
    pub fn as_number(self) -> f64 {
        self.0 as f64 / Self::IN_ONE as f64
    }

    /// So many times the amount.
    #[must_use]
    pub fn times(self, count: usize) -> Self {
        Self(
            self.0
                .saturating_mul(i64::try_from(count).unwrap_or(i64::MAX)),
        )
    }

    /// The amount in `count` parts that are as equal as the smallest unit of `places` decimal places allows; the first
    /// ones have the rest, so that the parts always make the whole.
    pub fn parts(self, count: usize, places: u32) -> Vec<Self> {
        let unit = 10_i64.pow(3_u32.saturating_sub(places));
        let number = i64::try_from(count.max(1)).unwrap_or(i64::MAX);
        let (units, below_unit) = (self.0 / unit, self.0 % unit);
        let (each, more) = (units / number, units % number);
        (0..number)
            .map(|part| {
                let one_more = i64::from(part < more);
                let rest = if part == 0 { below_unit } else { 0 };
                Self((each + one_more) * unit + rest)
            })
            .collect()
    }

    /// Whether it has at most this many decimal places.
    pub const fn has_places(self, places: u32) -> bool {
        match places {
            0 => self.0 % 1000 == 0,
            1 => self.0 % 100 == 0,
            2 => self.0 % 10 == 0,
            _ => true,
        }
    }
}

impl Add for Amount {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl std::iter::Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Add::add)
    }
}

/// A currency in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(&'static str);

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let code = String::deserialize(from)?;
        Self::of_code(&code).ok_or_else(|| {
            let help = match currency_sign(&code) {
                Some(CurrencySign::One(one)) => format!("write it as \"{}\"", one.code()),
                Some(CurrencySign::Several(codes)) => {
                    format!("write the one that you mean: \"{}\"", codes.join("\", \""))
                }
                None => match closest(&code.to_uppercase(), CODES.iter().copied()) {
                    Some(close) => format!(
                        "did you mean \"{close}\"? Write the three-letter code, such as \"CHF\" for Swiss francs"
                    ),
                    None => "write the three-letter code, such as \"CHF\" for Swiss francs".to_owned(),
                },
            };
            D::Error::custom(format!("“{code}” is not the code of a currency; {help}"))
        })
    }
}

/// The codes of ISO 4217 for money that people pay with.
const CODES: &[&str] = &[
    "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN",
    "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF",
    "CHF", "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP",
    "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD",
    "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY",
    "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD",
    "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK",
    "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK",
    "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG",
    "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS",
    "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VED",
    "VES", "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG",
];
const WITHOUT_PLACES: &[&str] = &[
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV",
    "XAF", "XOF", "XPF",
];
const WITH_THREE_PLACES: &[&str] = &["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

impl Currency {
    /// The currency of an ISO code, in capitals or not.
    pub fn of_code(code: &str) -> Option<Self> {
        let known = CODES.iter().find(|known| known.eq_ignore_ascii_case(code));
        known.map(|known| Self(known))
    }

    /// Its ISO code.
    pub const fn code(self) -> &'static str {
        self.0
    }

    /// How many decimal places its amounts have.
    pub fn places(self) -> u32 {
        if WITHOUT_PLACES.contains(&self.0) {
            0
        } else if WITH_THREE_PLACES.contains(&self.0) {
            3
        } else {
            2
        }
    }
}

/// What a sign or a word for money can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CurrencySign {
    /// One currency.
    One(Currency),
    /// Several countries have this sign; the usual one for it comes first.
    Several(&'static [&'static str]),
}

/// The signs and words that people write in place of codes.
const SIGNS: &[(&str, &[&str])] = &[
    ("€", &["EUR"]),
    ("euro", &["EUR"]),
    ("euros", &["EUR"]),
    ("£", &["GBP"]),
    ("gb£", &["GBP"]),
    ("us$", &["USD"]),
    ("us dollar", &["USD"]),
    ("us dollars", &["USD"]),
    ("a$", &["AUD"]),
    ("au$", &["AUD"]),
    ("c$", &["CAD"]),
    ("ca$", &["CAD"]),
    ("can$", &["CAD"]),
    ("nz$", &["NZD"]),
    ("hk$", &["HKD"]),
    ("s$", &["SGD"]),
    ("nt$", &["TWD"]),
    ("mx$", &["MXN"]),
    ("r$", &["BRL"]),
    ("fr", &["CHF"]),
    ("sfr", &["CHF"]),
    ("zł", &["PLN"]),
    ("kč", &["CZK"]),
    ("ft", &["HUF"]),
    ("lei", &["RON"]),
    ("₹", &["INR"]),
    ("₺", &["TRY"]),
    ("₽", &["RUB"]),
    ("₩", &["KRW"]),
    ("₪", &["ILS"]),
    ("₫", &["VND"]),
    ("₦", &["NGN"]),
    ("₱", &["PHP"]),
    ("฿", &["THB"]),
    ("₴", &["UAH"]),
    ("₡", &["CRC"]),
    ("₸", &["KZT"]),
    (
        "$",
        &[
            "USD", "CAD", "AUD", "NZD", "MXN", "SGD", "HKD", "ARS", "CLP", "COP", "UYU",
        ],
    ),
    ("dollar", &["USD", "CAD", "AUD", "NZD", "SGD", "HKD"]),
    ("dollars", &["USD", "CAD", "AUD", "NZD", "SGD", "HKD"]),
    ("¥", &["JPY", "CNY"]),
    ("￥", &["JPY", "CNY"]),
    ("kr", &["SEK", "NOK", "DKK", "ISK"]),
];

/// What a code, a sign or a word for money means; `None` if nobody knows it.
pub fn currency_sign(text: &str) -> Option<CurrencySign> {
    let lower = text.trim().trim_end_matches('.').to_lowercase();
    if let Some(currency) = Currency::of_code(&lower) {
        return Some(CurrencySign::One(currency));
    }
    let (_, codes) = SIGNS.iter().find(|(sign, _)| *sign == lower)?;
    match codes {
        [code] => Currency::of_code(code).map(CurrencySign::One),
        several => Some(CurrencySign::Several(several)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_stands_for_known_currencies() {
        for (sign, codes) in SIGNS {
            assert!(!codes.is_empty(), "{sign}");
            assert_eq!(*sign, sign.to_lowercase(), "compared in small letters");
            for code in *codes {
                assert!(Currency::of_code(code).is_some(), "{sign} {code}");
            }
        }
        for code in WITHOUT_PLACES.iter().chain(WITH_THREE_PLACES) {
            assert!(CODES.contains(code), "{code}");
        }
        assert!(CODES.is_sorted());
    }

    #[test]
    fn amounts_add_up_exactly() {
        // 0.1 + 0.2 is not 0.3 in floating point.
        let sum: Amount = [0.1, 0.2].into_iter().filter_map(Amount::of_number).sum();
        assert_eq!(sum, Amount(300));
        assert_eq!(Amount::of_number(33.333_333), None);
        assert_eq!(Amount::of_number(-1.0), None);
        assert_eq!(Amount::of_number(1e12), None);
        assert_eq!(
            Amount::of_number(1200.55).unwrap().times(3),
            Amount(3_601_650)
        );
        let parts = Amount::whole(100).parts(3, 2);
        assert_eq!(parts, [Amount(33_340), Amount(33_330), Amount(33_330)]);
        assert_eq!(parts.into_iter().sum::<Amount>(), Amount::whole(100));
        assert!(Amount(1_250).has_places(2) && !Amount(1_255).has_places(2));
    }
}
