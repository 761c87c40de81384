//! Faults of a page's layout, whatever its text.

use crate::harness::{Line, PdfFile};

/// Where the footer begins, in points from the bottom edge.
pub(super) const FOOTER: f64 = 56.0;

/// A line of at least this type size is a heading. Labels have the size of the text, but are bold.
const HEADING: f64 = 10.5;

/// At least this many lines of a part may continue at the top of a page; fewer are an orphan.
const CARRIED_OVER: usize = 3;

/// The faults that a designer would find, each with its page; empty if the plan is well made.
pub(super) fn faults(plan: &PdfFile) -> Vec<String> {
    let (width, _) = plan.paper();
    let width = f64::from(width);
    let mut found = Vec::new();
    let pages = plan.page_lines_and_rules();
    for (number, (lines, rules)) in (1..).zip(&pages) {
        let mut fault = |what: String| found.push(format!("page {number}: {what}"));
        let body: Vec<&Line> = lines.iter().filter(|line| line.up > FOOTER).collect();
        let said: usize = body.iter().map(|line| line.text.len()).sum();
        if said <= 60 {
            fault("it is as good as empty".to_owned());
            continue;
        }
        for line in lines {
            if line.across.0 < 50.0 || line.across.1 > width - 54.0 {
                fault(format!("overfull: {:?} is beyond the margin", line.text));
            }
            if line.up <= FOOTER && line.size > 7.2 {
                fault(format!("overfull: {:?} stands in the footer", line.text));
            }
        }
        for (one, other) in overlapping(&body) {
            fault(format!("overfull: {one:?} overlaps {other:?}"));
        }
        if let Some(heading) = alone_at_the_end(&body, rules) {
            fault(format!("orphan: it ends with {heading:?}"));
        }
        // On a page of two columns the right one begins above the heading of the left one.
        let left: Vec<&Line> = (body.iter().copied())
            .filter(|line| line.across.0 < width / 2.0)
            .collect();
        if number > 1
            && let Some(text) = left_over_at_the_beginning(&left)
        {
            fault(format!("orphan: it opens with {text:?}"));
        }
    }
    found
}

fn is_heading(line: &Line) -> bool {
    line.bold && line.size >= HEADING
}

/// Texts that are drawn over each other, in boxes that are too full.
fn overlapping<'a>(body: &[&'a Line]) -> Vec<(&'a str, &'a str)> {
    let mut by_height = body.to_vec();
    by_height.sort_by(|a, b| a.up.total_cmp(&b.up));
    let mut found = Vec::new();
    for (index, one) in by_height.iter().enumerate() {
        for other in &by_height[index + 1..] {
            let smaller = one.size.min(other.size);
            if other.up - one.up > 0.55 * smaller {
                break;
            }
            let shared = one.across.1.min(other.across.1) - one.across.0.max(other.across.0);
            if shared > 1.0 {
                found.push((one.text.as_str(), other.text.as_str()));
            }
        }
    }
    found
}

/// A heading or a label with nothing below it in its column; lines to write on count as something.
fn alone_at_the_end<'a>(body: &[&'a Line], rules: &[f64]) -> Option<&'a str> {
    let lowest = |lines: &mut dyn Iterator<Item = &&'a Line>| -> Option<&'a Line> {
        lines.min_by(|a, b| a.up.total_cmp(&b.up)).copied()
    };
    let last = lowest(&mut body.iter())?;
    let is_followed = rules
        .iter()
        .any(|rule| *rule < last.up && *rule > FOOTER - 4.0);
    ((is_heading(last) || last.bold) && !is_followed).then_some(last.text.as_str())
}

/// A few lines before the first heading: the rest of a part on the page before, or one of its labels. A page may begin
/// with a heading or a label, which is bold, or with enough lines of the part that continues.
fn left_over_at_the_beginning<'a>(body: &[&'a Line]) -> Option<&'a str> {
    let mut from_top = body.to_vec();
    from_top.sort_by(|a, b| {
        b.up.total_cmp(&a.up)
            .then(a.across.0.total_cmp(&b.across.0))
    });
    let first = from_top.first()?;
    if first.bold {
        return None;
    }
    // The number of a focus area is not a separate text.
    let heading = from_top.iter().position(|line| is_heading(line));
    let mut heights: Vec<f64> = from_top[..heading.unwrap_or(from_top.len())]
        .iter()
        .map(|line| line.up)
        .collect();
    heights.dedup_by(|a, b| (*a - *b).abs() < 1.0);
    (heights.len() < CARRIED_OVER).then_some(first.text.as_str())
}

/// Fails the test unless the plan is well made.
pub(crate) fn must_be_well_made(case: &str, plan: &PdfFile) {
    let faults = faults(plan);
    assert!(faults.is_empty(), "{case}: {faults:#?}");
}

#[test]
fn the_reader_tells_headings_from_text() {
    let pages = super::plan("usual").page_lines();
    let line = |text: &str| {
        let found = pages.iter().flatten().find(|line| line.text == text);
        found.unwrap_or_else(|| panic!("no line {text}"))
    };
    let heading = line("Whatweagree");
    assert!(heading.bold && (14.0..16.0).contains(&heading.size));
    let run_in = line("Whatweagreedtodo");
    assert!(run_in.bold && run_in.size < 9.5);
    assert!(!line("WhatIwanttoraiseintheconversation").bold);
}

fn line(text: &str, up: f64, across: (f64, f64), size: f64, bold: bool) -> Line {
    Line {
        text: text.to_owned(),
        across,
        up,
        size,
        bold,
    }
}

/// Tests the checks on pages made by hand: a sound one, and one with each fault.
#[test]
fn orphans_and_overfull_boxes_are_found() {
    let heading = |up| line("Agreement", up, (57.0, 150.0), 15.0, true);
    let text = |up| line("text", up, (57.0, 300.0), 9.0, false);
    let sound = [heading(780.0), text(760.0), text(748.0)];
    let of = |lines: &[Line]| -> (bool, bool, bool) {
        let lines: Vec<&Line> = lines.iter().collect();
        (
            alone_at_the_end(&lines, &[]).is_some(),
            left_over_at_the_beginning(&lines).is_some(),
            !overlapping(&lines).is_empty(),
        )
    };
    assert_eq!(of(&sound), (false, false, false));
    assert_eq!(
        of(&[text(780.0), text(768.0), heading(700.0)]),
        (true, true, false)
    );
    let goes_on = [
        text(780.0),
        text(768.0),
        text(756.0),
        heading(740.0),
        text(720.0),
    ];
    assert_eq!(of(&goes_on), (false, false, false));
    assert_eq!(
        of(&[heading(780.0), text(760.0), text(758.0)]),
        (false, false, true)
    );
    let beside = [
        heading(780.0),
        text(760.0),
        line("text", 760.0, (310.0, 400.0), 9.0, false),
    ];
    assert_eq!(of(&beside), (false, false, false));
    let label = line("Success", 60.0, (57.0, 120.0), 9.0, true);
    assert!(alone_at_the_end(&[&label], &[]).is_some());
    assert!(
        alone_at_the_end(&[&label], &[58.0]).is_none(),
        "lines to write on follow"
    );
}
