//! What the typesetter promises, whatever the plan.

use super::{PlanError, Typesetter};
use crate::analysis::{AnalysisOptions, analyse_person};
use crate::model::Review;
use crate::model::testing::{career_map, person};
use crate::render::pdf::data::PlanData;
use crate::render::pdf::{PlanOptions, Templates, plan_data};

fn ada() -> PlanData {
    plan_about(&["A", "B"])
}

/// The plan of somebody on a map of these competencies.
fn plan_about(competencies: &[&str]) -> PlanData {
    let map = career_map(&["Junior", "Engineer", "Senior"], competencies);
    let ratings = vec![1.0; competencies.len()];
    let ada = person(&map, "Ada", 1).rated_all(&ratings).build();
    let review = Review::new(map, vec![ada], None, None);
    let ada = &review.assessments[0];
    let analysis = analyse_person(&review.career_map, ada, &AnalysisOptions::default());
    plan_data(&review, ada, &analysis, &PlanOptions::default())
}

#[test]
fn the_same_data_gives_the_same_bytes() {
    let typesetter = Typesetter::new(Templates::embedded(), None).unwrap();
    let data = ada();
    let first = typesetter.plan(&data, "ada").unwrap();
    comemo::evict(0);
    let second = typesetter.plan(&data, "ada").unwrap();
    assert!(first.pdf == second.pdf);
    assert!(first.pdf.starts_with(b"%PDF-1.7"));
    assert!(first.missing.is_empty());
}

/// A document's layout starts with the pages of earlier ones on the same thread, which must not change it.
#[test]
fn what_was_set_before_changes_no_byte() {
    let typesetter = Typesetter::new(Templates::embedded(), None).unwrap();
    let short = ada();
    let long = plan_about(&["Area"; 40]);
    let alone = |plan: &PlanData| {
        std::thread::scope(|scope| {
            let set = scope.spawn(|| typesetter.plan(plan, "x").unwrap());
            set.join().unwrap()
        })
    };
    let (short_alone, long_alone) = (alone(&short), alone(&long));
    assert_ne!(short_alone.pages, long_alone.pages);
    let (short, long) = ((&short, &short_alone), (&long, &long_alone));
    for (plan, expected) in [short, short, long, long, long, short] {
        let set = typesetter.plan(plan, "x").unwrap();
        assert_eq!(set.pages, expected.pages);
        assert!(set.pdf == expected.pdf, "{} pages", set.pages);
    }
}

#[test]
fn a_mistake_in_a_template_is_shown_with_file_and_line() {
    let broken = Templates::embedded().with_files([(
        "plan.typ".to_owned(),
        b"#let plan = json(\"/data.json\")\n#plan.no-such-field\n".to_vec(),
    )]);
    let typesetter = Typesetter::new(broken, None).unwrap();
    let Err(PlanError::Template(message)) = typesetter.plan(&ada(), "ada") else {
        panic!("the template is wrong");
    };
    assert!(message.contains("plan.typ:2"), "{message}");
    assert!(message.contains("no-such-field"), "{message}");
}

#[test]
fn a_template_reaches_neither_the_disk_nor_a_package() {
    for reach in [
        "#read(\"/etc/passwd\")",
        "#read(\"../Cargo.toml\")",
        "#import \"@preview/x:1.0.0\"",
    ] {
        let broken =
            Templates::embedded().with_files([("plan.typ".to_owned(), reach.as_bytes().to_vec())]);
        let typesetter = Typesetter::new(broken, None).unwrap();
        assert!(typesetter.plan(&ada(), "ada").is_err(), "{reach}");
    }
}

#[test]
fn characters_without_a_glyph_are_replaced_and_named() {
    let typesetter = Typesetter::new(Templates::embedded(), None).unwrap();
    let mut data = ada();
    data.person.name = "Ada \u{378} \u{F0B7} \u{F8FF} Łukasz Ωmega Ёлка ữ".to_owned();
    let plan = typesetter.plan(&data, "ada").unwrap();
    let missing: String = plan.missing.into_iter().collect();
    assert_eq!(missing, "\u{378}\u{F0B7}\u{F8FF}");
}
