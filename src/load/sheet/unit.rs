//! What the format of a number shows beside it: the `€` of 1,200.00 €, the `h` of 7.5 h, the `%` of 50%. The file stores only
//! the number.

use std::sync::Arc;

/// What stands for a built-in format that shows the currency of the computer on which the file is opened.
pub const CURRENCY_OF_THE_READER: &str = "¤";

/// The most characters of a format; Excel has the same limit.
const LONGEST: usize = 255;

/// Signs that several countries have, and what the locale of a format says about them.
const SHARED_SIGNS: [&str; 5] = ["$", "¥", "￥", "kr", "kr."];
const LOCALES: &[(&[&str], &str)] = &[
    (&["409", "540A", "en-US", "es-US"], "USD"),
    (&["1009", "C0C", "en-CA", "fr-CA"], "CAD"),
    (&["C09", "en-AU"], "AUD"),
    (&["1409", "en-NZ"], "NZD"),
    (&["4809", "1004", "en-SG", "zh-SG"], "SGD"),
    (&["3C09", "C04", "en-HK", "zh-HK"], "HKD"),
    (&["80A", "es-MX"], "MXN"),
    (&["2C0A", "es-AR"], "ARS"),
    (&["340A", "es-CL"], "CLP"),
    (&["240A", "es-CO"], "COP"),
    (&["380A", "es-UY"], "UYU"),
    (&["411", "ja-JP"], "JPY"),
    (&["804", "zh-CN"], "CNY"),
    (&["41D", "sv-SE"], "SEK"),
    (&["414", "814", "nb-NO", "nn-NO"], "NOK"),
    (&["406", "da-DK"], "DKK"),
    (&["40F", "is-IS"], "ISK"),
];

/// What the format of this code in Office Open XML shows beside numbers above zero; `None` if nothing, or if it shows
/// dates or times.
pub(super) fn of_code(code: &str) -> Option<Arc<str>> {
    if code.len() > LONGEST {
        return None;
    }
    let mut runs = Runs::default();
    let mut has_condition = false;
    let mut rest = code.chars();
    while let Some(character) = rest.next() {
        match character {
            // What follows is for numbers below zero, unless conditions decide.
            ';' if !has_condition => break,
            '0' | '#' | '?' | '.' | ',' | '@' | ';' => runs.end(),
            '"' => runs.open.extend(rest.by_ref().take_while(|c| *c != '"')),
            '\\' | '!' => runs.open.extend(rest.next()),
            // A blank as wide as the next character, or the next character as often as it fits.
            '_' | '*' => {
                rest.next();
            }
            '[' => {
                let inside: String = rest.by_ref().take_while(|c| *c != ']').collect();
                if let Some(currency) = inside.strip_prefix('$') {
                    let (sign, locale) = currency.split_once('-').unwrap_or((currency, ""));
                    runs.open.push_str(in_locale(sign, locale));
                } else if inside.starts_with(['<', '>', '=']) {
                    has_condition = true;
                } else if inside.starts_with(['h', 'H', 'm', 's', 'S']) {
                    return None;
                }
            }
            'G' if rest.as_str().starts_with("eneral") => {
                rest.nth("eneral".len() - 1);
                runs.end();
            }
            'E' | 'e' if rest.as_str().starts_with(['+', '-']) => runs.end(),
            'd' | 'm' | 'y' | 'h' | 's' | 'a' | 'b' | 'e' | 'g' | 'D' | 'M' | 'Y' | 'H' | 'S'
            | 'A' | 'B' | 'E' => return None,
            other => runs.open.push(other),
        }
    }
    runs.all()
}

/// Whether the format of this code shows the hours of a day, and neither days nor all hours of a length of time.
pub(super) fn is_clock(code: &str) -> bool {
    if code.len() > LONGEST {
        return false;
    }
    let mut has_hours = false;
    let mut rest = code.chars();
    while let Some(character) = rest.next() {
        match character {
            ';' => break,
            '"' => rest.by_ref().take_while(|c| *c != '"').for_each(drop),
            '\\' | '!' | '_' | '*' => {
                rest.next();
            }
            '[' => {
                let inside: String = rest.by_ref().take_while(|c| *c != ']').collect();
                if inside.starts_with(['h', 'H', 'm', 'M', 's', 'S']) {
                    return false;
                }
            }
            'h' | 'H' => has_hours = true,
            // The letters of days, years and eras.
            'd' | 'D' | 'y' | 'Y' | 'e' | 'E' | 'g' | 'G' | 'b' | 'B' => return false,
            _ => {}
        }
    }
    has_hours
}

/// What a built-in format shows, by its number.
pub(super) fn of_builtin(format: u32) -> Option<&'static str> {
    match format {
        5..=8 | 42 | 44 => Some(CURRENCY_OF_THE_READER),
        9 | 10 => Some("%"),
        _ => None,
    }
}

/// What a cell shows beside its number; `currency` is the code that the cell has for it.
pub(super) fn of_shown(text: &str, currency: Option<&str>) -> Option<Arc<str>> {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut runs = Runs::default();
    if let (Some(first), Some(last)) = (text.find(is_digit), text.rfind(is_digit)) {
        for beside in [&text[..first], &text[last + 1..]] {
            runs.open.extend(beside.chars().take(LONGEST));
            runs.end();
        }
    }
    let is_shared = |found: &[String]| match found {
        [] => true,
        [sign] => SHARED_SIGNS.contains(&sign.as_str()),
        _ => false,
    };
    match currency.filter(|code| code.len() == 3 && is_shared(&runs.found)) {
        Some(code) => Some(code.into()),
        None => runs.all(),
    }
}

/// The code of the currency that a shared sign is in a locale, else the sign.
fn in_locale<'s>(sign: &'s str, locale: &str) -> &'s str {
    if !SHARED_SIGNS.contains(&sign) {
        return sign;
    }
    LOCALES
        .iter()
        .find(|(locales, _)| {
            locales
                .iter()
                .any(|known| known.eq_ignore_ascii_case(locale))
        })
        .map_or(sign, |(_, code)| code)
}

/// What stands before and behind the digits.
#[derive(Default)]
struct Runs {
    found: Vec<String>,
    open: String,
}

impl Runs {
    /// Digits begin or end.
    fn end(&mut self) {
        let open = std::mem::take(&mut self.open);
        let said = open.trim_matches(|c: char| {
            c.is_whitespace() || "-–—−.,'’()+:".contains(c) || c.is_control()
        });
        // Brackets, strokes and other signs say nothing.
        let says_something = |c: char| {
            c.is_alphanumeric()
                || "$£¥￥¢¤฿%‰".contains(c)
                || ('\u{20a0}'..='\u{20cf}').contains(&c)
        };
        if said.contains(says_something) {
            self.found.push(said.to_owned());
        }
    }

    fn all(mut self) -> Option<Arc<str>> {
        self.end();
        (!self.found.is_empty()).then(|| self.found.join(" ").into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_says_what_it_shows_beside_numbers() {
        for (code, unit) in [
            ("\"$\"#,##0.00", "$"),
            ("$#,##0.00_);[Red]($#,##0.00)", "$"),
            ("[$$-409]#,##0.00", "USD"),
            ("[$$-1009]#,##0.00", "CAD"),
            ("[$$-en-AU]#,##0", "AUD"),
            ("[$$]#,##0", "$"),
            ("[$£-809]#,##0", "£"),
            ("#,##0.00 [$€-407]", "€"),
            ("#,##0.00\\ [$€-x-euro1]", "€"),
            ("#,##0.00 [$CHF]", "CHF"),
            ("[$kr-41D] #,##0", "SEK"),
            ("[$kr.-406] #,##0", "DKK"),
            ("#,##0 \"kr\"", "kr"),
            (
                "_-* #,##0.00\\ \"€\"_-;\\-* #,##0.00\\ \"€\"_-;_-* \"-\"??\\ \"€\"_-;_-@_-",
                "€",
            ),
            ("\\C\\H\\F\\ 0.00", "CHF"),
            ("€0", "€"),
            ("#,##0,\"k\"", "k"),
            ("0.0,\\ \"Mio. €\"", "Mio. €"),
            ("\"EUR\" 0 \"per person\"", "EUR per person"),
            ("[>999]0,\"k\";0 \"€\"", "k €"),
            ("0\".000\"", "000"),
            ("0%", "%"),
            ("0 \"days\"", "days"),
            ("General \"h\"", "h"),
            ("[Red]0 \"h\"", "h"),
        ] {
            assert_eq!(of_code(code).as_deref(), Some(unit), "{code}");
        }
        for code in [
            "",
            "General",
            "0",
            "#,##0.00",
            "@",
            "# ??/??",
            "0.00E+00",
            "[$-407]0.00",
            "(0)",
            "0\".–\"",
            "[$-809]dd mmmm yyyy;@",
            "yyyy\"年\"m\"月\"",
            "[h]:mm",
            "h:mm AM/PM",
            "[Blue]0;-0",
            "000-000",
            "\"",
            "[$",
            "\\",
        ] {
            assert_eq!(of_code(code), None, "{code}");
        }
        assert_eq!(of_code(&"\"x\"".repeat(100)), None);
    }

    #[test]
    fn a_clock_shows_hours_and_no_days() {
        for code in [
            "h:mm",
            "hh:mm:ss",
            "h:mm AM/PM",
            "[$-409]h:mm AM/PM;@",
            "h \"h\" mm",
            "H:MM",
        ] {
            assert!(is_clock(code), "{code}");
        }
        for code in [
            "[h]:mm",
            "[hh]:mm:ss",
            "d h:mm",
            "yyyy-mm-dd hh:mm",
            "mm:ss",
            "0.00",
            "General",
            "0 \"h\"",
            "",
            "[",
        ] {
            assert!(!is_clock(code), "{code}");
        }
    }

    #[test]
    fn a_cell_shows_it_as_well() {
        for (shown, currency, unit) in [
            ("1.200,00 €", Some("EUR"), Some("€")),
            ("$1,200.00", None, Some("$")),
            ("$1,200.00", Some("CAD"), Some("CAD")),
            ("1 200 kr", Some("NOK"), Some("NOK")),
            ("$1,200 per run", Some("CAD"), Some("$ per run")),
            ("1200", Some("USD"), Some("USD")),
            ("–", Some("USD"), Some("USD")),
            ("50%", None, Some("%")),
            ("3 days", None, Some("days")),
            ("1,200.00", None, None),
            ("(50)", None, None),
            ("1.2E+03", None, None),
        ] {
            assert_eq!(of_shown(shown, currency).as_deref(), unit, "{shown}");
        }
    }
}
