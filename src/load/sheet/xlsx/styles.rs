//! Which cell styles show a number as a date: the only thing about looks that changes what a cell means.

use std::collections::BTreeMap;

use super::super::package::Package;
use super::super::trouble::Trouble;
use super::super::xml::{Document, Node, attribute, number_attribute};

/// For each cell style, by its index, whether it shows a date.
pub(super) fn read(package: &mut Package, path: &str) -> Result<Vec<bool>, Trouble> {
    let mut own_formats: BTreeMap<u32, bool> = BTreeMap::new();
    let mut styles = Vec::new();
    let Some(part) = package.part(path)? else {
        return Ok(styles);
    };
    let mut document = Document::new(part);
    let mut in_cell_styles = false;
    loop {
        match document.next()? {
            Node::Start(start) => match start.local_name().as_ref() {
                "numFmt" => {
                    if let (Some(id), Some(code)) = (
                        number_attribute(&start, "numFmtId"),
                        attribute(&start, "formatCode"),
                    ) {
                        own_formats.insert(id, shows_date(&code));
                    }
                }
                "cellXfs" => in_cell_styles = true,
                "xf" if in_cell_styles => {
                    let id = number_attribute(&start, "numFmtId").unwrap_or(0);
                    let date = own_formats
                        .get(&id)
                        .copied()
                        .unwrap_or_else(|| is_builtin_date(id));
                    styles.push(date);
                }
                _ => {}
            },
            Node::End(name) if name == "cellXfs" => in_cell_styles = false,
            Node::Eof => return Ok(styles),
            _ => {}
        }
    }
}

/// The formats that every spreadsheet program knows by number: dates, and the date forms of East Asian locales.
const fn is_builtin_date(id: u32) -> bool {
    matches!(id, 14..=17 | 22 | 27..=36 | 50..=58)
}

/// Whether a format code shows a date: it names a day or a year, or a month without hours or seconds beside it.
fn shows_date(code: &str) -> bool {
    let (mut day_or_year, mut month, mut time) = (false, false, false);
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character.to_ascii_lowercase() {
            // Only the form for positive numbers counts.
            ';' => break,
            '"' => while characters.next().is_some_and(|c| c != '"') {},
            // A colour, a locale, or hours that run past midnight.
            '[' => {
                let content: String = characters.by_ref().take_while(|c| *c != ']').collect();
                let unit = content.to_ascii_lowercase();
                time |= !unit.is_empty() && unit.bytes().all(|b| matches!(b, b'h' | b'm' | b's'));
            }
            '\\' | '_' | '*' => {
                characters.next();
            }
            'd' | 'y' => day_or_year = true,
            'm' => month = true,
            'h' | 's' => time = true,
            _ => {}
        }
    }
    day_or_year || (month && !time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn format_codes_tell_dates_from_numbers_and_times() {
        for code in [
            "yyyy-mm-dd",
            "d/m/yy h:mm",
            "[$-809]dd mmmm yyyy;@",
            "mmm",
            "\"on \"d.m.",
        ] {
            assert!(shows_date(code), "{code}");
        }
        for code in [
            "General",
            "0.00",
            "#,##0 \"days\"",
            "[Red]0",
            "[h]:mm",
            "mm:ss",
            "0\\d",
            "0;-0;\"d\"",
            "_d0",
        ] {
            assert!(!shows_date(code), "{code}");
        }
        assert!(is_builtin_date(14) && !is_builtin_date(18) && !is_builtin_date(46));
    }
}
