//! Plural forms, by the rules that Unicode collects for all languages.

use std::collections::BTreeMap;

use fixed_decimal::Decimal;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralOperands, PluralRules, PluralRulesPreferences};

/// Below this number, the rules of some languages depend on the number itself; above, on its last two digits.
const TABLE: usize = 200;

/// The rules of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Plurals(PluralRulesPreferences);

impl Plurals {
    /// The rules of the language with this BCP 47 code; a language's default rules if the code is unknown.
    pub(super) fn of(language: &str) -> Self {
        let locale = Locale::try_from_str(language).unwrap_or(Locale::UNKNOWN);
        Self(PluralRulesPreferences::from(&locale))
    }

    /// The form for a whole number.
    pub(super) fn form(self, number: usize) -> &'static str {
        self.form_for(number)
    }

    /// The form for an amount that may be fractional.
    pub(super) fn form_of_amount(self, amount: f64) -> &'static str {
        let decimal = Decimal::try_from_str(&amount.to_string());
        decimal.map_or("other", |decimal| self.form_for(&decimal))
    }

    fn form_for(self, number: impl Into<PluralOperands>) -> &'static str {
        let category = PluralRules::try_new_cardinal(self.0)
            .map_or(PluralCategory::Other, |rules| rules.category_for(number));
        match category {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        }
    }

    /// The numbers whose form is not *other*, as templates look them up: a number of 200 or more by 100 and its last two
    /// digits.
    pub(super) fn table(self) -> BTreeMap<String, String> {
        (0..TABLE)
            .map(|number| (number, self.form(number)))
            .filter(|(_, form)| *form != "other")
            .map(|(number, form)| (number.to_string(), form.to_owned()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_rules() {
        let forms = |language: &str, numbers: &[usize]| -> Vec<&'static str> {
            let plurals = Plurals::of(language);
            numbers.iter().map(|number| plurals.form(*number)).collect()
        };
        assert_eq!(forms("en", &[0, 1, 2]), ["other", "one", "other"]);
        assert_eq!(forms("fr", &[0, 1, 2]), ["one", "one", "other"]);
        assert_eq!(forms("de-CH", &[1, 11]), ["one", "other"]);
        assert_eq!(
            forms("pl", &[1, 2, 5, 12, 22, 112]),
            ["one", "few", "many", "many", "few", "many"]
        );
        assert_eq!(
            forms("ar", &[0, 1, 2, 3, 11, 100]),
            ["zero", "one", "two", "few", "many", "other"]
        );
        assert_eq!(forms("ja", &[1, 2]), ["other", "other"]);
        assert_eq!(forms("no such language", &[1]), ["other"]);
    }

    #[test]
    fn an_amount_that_is_not_whole_has_a_form_as_well() {
        let forms = |language: &str| -> Vec<&'static str> {
            let plurals = Plurals::of(language);
            let amounts = [0.5, 1.0, 1.5, 2.0];
            amounts
                .map(|amount| plurals.form_of_amount(amount))
                .to_vec()
        };
        assert_eq!(forms("en"), ["other", "one", "other", "other"]);
        assert_eq!(forms("fr"), ["one", "one", "one", "other"]);
    }

    #[test]
    fn the_table_says_what_the_rules_say_of_any_number_of_people() {
        for language in [
            "en", "de", "fr", "es", "pl", "cs", "ru", "ar", "lv", "sl", "ja",
        ] {
            let plurals = Plurals::of(language);
            let table = plurals.table();
            for number in 0..20_000 {
                let row = if number < TABLE {
                    number
                } else {
                    100 + number % 100
                };
                let form = table.get(&row.to_string()).map_or("other", String::as_str);
                assert_eq!(form, plurals.form(number), "{language}: {number}");
            }
        }
    }
}
