//! The scale that a heading states: *Self (1–5)*, *Rating (0 = none … 4 = expert)*, *Score /10*.

/// The highest number of the scale that a heading states, if it states one.
pub(in crate::load) fn stated_top(heading: &str) -> Option<u32> {
    let mut numbers: Vec<u32> = Vec::new();
    let mut out_of = false;
    let mut before = ' ';
    let mut rest = numbering(heading);
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        before = rest[..start].chars().next_back().unwrap_or(before);
        let digits = rest[start..].bytes().take_while(u8::is_ascii_digit).count();
        let (number, behind) = rest[start..].split_at(digits);
        let attached = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '+');
        let alone = !attached(before) && !behind.starts_with(attached);
        if let Some(number) = number.parse().ok().filter(|number| alone && *number <= 100) {
            out_of |= before == '/' || rest[..start].trim_end().ends_with("out of");
            numbers.push(number);
        }
        before = number.chars().next_back().unwrap_or(' ');
        rest = behind;
    }
    let top = numbers.iter().copied().max()?;
    let is_scale = out_of || (numbers.len() >= 2 && numbers.iter().any(|number| *number <= 1));
    is_scale.then_some(top)
}

/// The numbering at the beginning of a heading.
fn numbering(heading: &str) -> &str {
    let text = heading.trim_start();
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || c == '.'))
        .unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    if number.ends_with('.') || number.contains('.') || rest.starts_with(')') {
        rest
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_has_a_low_and_a_high_end() {
        for (heading, top) in [
            ("Self (1–5)", Some(5)),
            ("Self 1-7", Some(7)),
            ("2. Manager (1 = low, 10 = high)", Some(10)),
            ("Score /10", Some(10)),
            ("Rating out of 4", Some(4)),
            ("Rating (0 none, 1 basic, 2 good, 3 expert)", Some(3)),
            ("Self 2026", None),
            ("H1 2026 self", None),
            ("Self 10/2026", None),
            ("Manager (N+1)", None),
            ("Manager 2", None),
            ("2.1 Self", None),
            ("Self", None),
        ] {
            assert_eq!(stated_top(heading), top, "{heading}");
        }
    }
}
