//! The template's colours can be read: contrast by WCAG 2.1 AA, computed here from the colours that Typst reports.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use careermap::config::Options;
use careermap::model::LevelId;
use careermap::pipeline::read_map_alone;
use careermap::render::pdf::{LevelDocument, PlanOptions, Templates, Typesetter, profile_data};

use crate::harness::{PdfFile, repository};

/// AA's requirement for text.
const TEXT: f64 = 4.5;
/// AA's requirement for other meaningful parts: lines to write on, marks in a chart.
const GRAPHICS: f64 = 3.0;

const WHITE: &str = "#ffffff";

/// Colours that companies may choose: far too light, too light, and dark enough.
const ACCENTS: [&str; 5] = ["#ffffff", "#ffee00", "#7fd4ff", "#ff6600", "#aa3300"];

#[test]
fn colours_reach_aa_on_what_is_behind_them() {
    let colours = colours(&[]);
    let cases = [
        ("ink", "white", TEXT),
        ("ink", "panel", TEXT),
        ("ink", "band", TEXT),
        ("muted", "white", TEXT),
        ("muted", "panel", TEXT),
        // The levels' names over the chart, where the band of the role level is behind them.
        ("muted", "band", TEXT),
        ("default-accent", "white", TEXT),
        ("default-accent", "panel", TEXT),
        ("default-accent", "band", GRAPHICS),
        ("writing", "white", GRAPHICS),
    ];
    for (front, behind, least) in cases {
        let reached = contrast(&colours[front], &colours[behind]);
        assert!(
            reached >= least,
            "{front} on {behind}: {reached:.2}:1, needs {least}:1"
        );
    }
}

#[test]
fn an_accent_that_is_too_light_is_darkened_and_one_that_is_not_is_left_alone() {
    let colours = colours(&ACCENTS);
    for chosen in ACCENTS {
        let used = &colours[&format!("accent-{}", &chosen[1..])];
        for behind in [WHITE, colours["panel"].as_str()] {
            let reached = contrast(used, behind);
            assert!(
                reached >= TEXT,
                "{chosen} became {used}: {reached:.2}:1 on {behind}"
            );
        }
        if contrast(chosen, WHITE) >= 5.5 {
            assert_eq!(used, chosen);
        } else {
            assert_ne!(used, chosen);
        }
    }
}

/// The theme's colours by name, and the result for each of these accent colours, named `accent-` and the digits.
fn colours(accents: &[&str]) -> BTreeMap<String, String> {
    let mut template = String::from(
        "#import \"theme.typ\": *\n#set document(title: \"Colours\")\n#set text(font: fonts, lang: \"en\")\n\
         #let show-colour(name, colour) = name + \"=\" + colour.to-hex() + \";\"\n\
         #show-colour(\"white\", white)\n",
    );
    for name in ["ink", "muted", "writing", "band", "panel", "default-accent"] {
        writeln!(template, "#show-colour(\"{name}\", {name})").unwrap();
    }
    for accent in accents {
        let digits = &accent[1..];
        writeln!(
            template,
            "#show-colour(\"accent-{digits}\", accent-of(\"{accent}\"))"
        )
        .unwrap();
    }
    let templates =
        Templates::embedded().with_files([("profile.typ".to_owned(), template.into_bytes())]);
    let map = repository().join("input").join("career-map.xlsx");
    let map = read_map_alone(&map, &Options::default())
        .unwrap()
        .reading
        .career_map
        .unwrap();
    let data = profile_data(&map, LevelId(0), None, &PlanOptions::default(), None);
    let document = Typesetter::new(templates, None)
        .unwrap()
        .about(LevelDocument::RoleProfile, &data, "colours")
        .unwrap();
    PdfFile::new(document.pdf)
        .page_texts()
        .concat()
        .split_terminator(';')
        .map(|colour| {
            let (name, hex) = colour.split_once('=').unwrap();
            (name.to_owned(), hex.to_owned())
        })
        .collect()
}

/// WCAG's contrast ratio of two colours `#rrggbb`.
fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// WCAG's relative luminance.
fn luminance(colour: &str) -> f64 {
    let channel = |from: usize| {
        let value = f64::from(u8::from_str_radix(&colour[from..from + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}
