//! What is wrong with a page whatever it says.

use crate::harness::{Line, PdfFile};

/// Where the footer begins, in points from the bottom edge.
pub(super) const FOOTER: f64 = 56.0;

/// What a designer looks at on every page: something on it, nothing beyond the margins, no heading alone at the end.
pub(super) fn must_be_well_made(case: &str, plan: &PdfFile, appendix_title: &str) {
    let (width, _) = plan.paper();
    let width = f64::from(width);
    let pages = plan.page_lines();
    let mut in_appendix = false;
    for (number, lines) in (1..).zip(&pages) {
        let body: Vec<&Line> = lines.iter().filter(|line| line.up > FOOTER).collect();
        in_appendix |= body.iter().any(|line| line.text == appendix_title);
        let said: usize = body.iter().map(|line| line.text.len()).sum();
        assert!(said > 60, "{case}: page {number} is as good as empty");
        for line in lines {
            assert!(
                line.across.0 > 50.0 && line.across.1 < width - 54.0,
                "{case}: page {number}: {:?} does not fit: {:?}",
                line.text,
                line.across
            );
        }
        let columns = if in_appendix {
            vec![0.0..width / 2.0, width / 2.0..width]
        } else {
            vec![0.0..width]
        };
        for column in columns {
            let last = body
                .iter()
                .filter(|line| column.contains(&line.across.0))
                .min_by(|a, b| a.up.total_cmp(&b.up));
            if let Some(last) = last {
                assert!(
                    last.size < 10.5 && !last.bold,
                    "{case}: page {number} ends with the heading {:?}",
                    last.text
                );
            }
        }
    }
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
