//! The page as a browser's parser would see it, as far as a test without a browser can check.

use super::*;
use crate::analysis::testing::analysed;
use crate::diagnostic::{CellAddress, Location};
use crate::model::Assessment;
use crate::model::testing::{career_map, company, person, roster_entry};

/// What people write into cells to see what happens.
pub(super) const HOSTILE: &str = "</script><script>alert(1)</script><style>*{}</style><img src=x onerror=alert(1)>\" onclick=\"x' {{ 7 * 7 }}{% raw %}&amp;\u{202e}";

pub(super) fn design() -> Design {
    design_of(&files())
}

/// The page's template files, each with its path.
fn files() -> [(&'static str, String); 5] {
    let names = [
        "page/overview.html",
        "page/overview.css",
        "page/overview.js",
        "page/reading.html",
        "page/reading.css",
    ];
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    names.map(|name| (name, std::fs::read_to_string(folder.join(name)).unwrap()))
}

fn design_of(files: &[(&str, String)]) -> Design {
    let files = files.iter();
    Design::from_files(files.map(|(path, text)| (*path, text.as_bytes()))).unwrap()
}

struct Material {
    review: Review,
    diagnostics: Vec<Diagnostic>,
    plans: Vec<Option<String>>,
}

impl Material {
    fn of(review: Review) -> Self {
        let plans = review.assessments.iter();
        Self {
            plans: plans
                .map(|one| Some(format!("plans/{}/{}.pdf", one.team(), one.person.name)))
                .collect(),
            review,
            diagnostics: Vec::new(),
        }
    }

    fn pages(&self, labels: &Labels, masked: bool) -> Vec<String> {
        let input = PageInput {
            career_map: Some(&self.review.career_map),
            review: Some(&self.review),
            analyses: &analysed(&self.review),
            diagnostics: &self.diagnostics,
            plans: Some(&self.plans),
            documents: &[Document {
                kind: DocumentKind::Workbook,
                path: "team-gaps.xlsx".to_owned(),
            }],
            organisation: Some("A & B"),
            masked,
            ..nothing(labels)
        };
        let pages = pages(&input, &design(), "overview.html").unwrap();
        pages
            .into_iter()
            .map(|page| String::from_utf8(page.bytes).unwrap())
            .map(|page| page.replace("&#x2f;", "/"))
            .collect()
    }

    fn page(&self) -> String {
        self.pages(&Labels::english(), false).remove(0)
    }
}

/// The input of a page about nothing.
pub(super) fn nothing(labels: &Labels) -> PageInput<'_> {
    const OPTIONS: &AnalysisOptions = &AnalysisOptions {
        focus_areas: 3,
        needed_people: 2,
    };
    PageInput {
        career_map: None,
        review: None,
        analyses: &[],
        analysis: OPTIONS,
        comparison: None,
        diagnostics: &[],
        plans: None,
        documents: &[],
        organisation: None,
        labels,
        reading: None,
        masked: false,
    }
}

/// The text between two signs, the first time.
fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let (_, rest) = text.split_once(start).unwrap();
    rest.split_once(end).unwrap().0
}

#[test]
fn the_page_says_who_has_a_plan_who_is_missing_and_what_is_wrong() {
    let mut material = Material::of(company());
    material.plans[3] = None;
    let at = Location::of_file("assessments/a.xlsx")
        .with_sheet("Assessment")
        .with_cell(CellAddress::new(11, 2));
    material.diagnostics = vec![Diagnostic::warning(
        "not-a-rating",
        at,
        "“gut” is not a rating.",
        "If it is your company's word, write in careermap.toml under [ratings] \"gut\" = \"3\" (or another rating).",
    )];
    let page = material.page();
    for says in [
        "<bdi>A &amp; B</bdi>",
        "team-gaps.xlsx",
        "plans/Events/Ana%20L%C3%B3pez.pdf",
        "<bdi>Peter Unassessed</bdi>",
        "no assessment yet",
        "Plan not made",
        "mailto:",
        "sheet “<bdi>Assessment</bdi>”",
        "cell <bdi>C12</bdi>",
        "<code dir=\"ltr\">&quot;gut&quot; = &quot;3&quot;</code>",
        "is the greatest training need",
        "Where each team stands",
    ] {
        assert!(page.contains(says), "{says} is missing from:\n{page}");
    }
    assert!(page.starts_with(FIRST_LINE));
    assert_eq!(page.matches(" is not a rating.").count(), 1);
}

#[test]
fn what_stands_in_cells_stays_text() {
    let mut map = career_map(&["A", "B"], &["Writing", "Planning"]);
    map.competencies[0].name = HOSTILE.to_owned();
    map.levels[0].title = HOSTILE.to_owned();
    map.file = HOSTILE.to_owned();
    let one = |name: &str| {
        person(&map, name, 0)
            .id(HOSTILE)
            .team(HOSTILE)
            .manager(HOSTILE)
            .rated_all(&[1.0, 1.0])
    };
    let assessments = vec![one(HOSTILE).build(), one("Bo").build()];
    let mut roster: Vec<_> = assessments.iter().map(roster_entry).collect();
    roster.push(roster_entry(&one("Cy").id("c").build()));
    roster[0].person.email = Some(HOSTILE.to_owned());
    let mut material = Material::of(Review::new(map.clone(), assessments, Some(roster), None));
    let at = Location::of_file(HOSTILE).with_sheet(HOSTILE);
    material.diagnostics = vec![Diagnostic::error("left-out", at, HOSTILE, HOSTILE)];
    for masked in [false, true] {
        let page = material.pages(&Labels::english(), masked).remove(0);
        let (head, rest) = page.split_once("<style>").unwrap();
        let (_, rest) = rest.split_once("</style>\n<script>").unwrap();
        let (_, body) = rest.split_once("</script>").unwrap();
        for part in [head, body] {
            for tag in ["<script", "</script", "<style", "<img", "onclick=\""] {
                assert!(!part.contains(tag), "{tag} in {part}");
            }
        }
        assert!(body.contains("{{ 7 * 7 }}"), "a cell is no template");
        assert_eq!(masked, !body.contains("mailto:"));
    }
}

#[test]
fn the_page_may_load_nothing_and_has_no_style_or_script_of_its_own_within() {
    let page = Material::of(company()).page();
    let policy = between(
        &page,
        "http-equiv=\"Content-Security-Policy\" content=\"",
        "\"",
    );
    assert!(policy.starts_with("default-src"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains("data:"));
    for attribute in [
        " style=",
        " onclick=",
        " onload=",
        " src=",
        "<link",
        "@import",
        "url(",
    ] {
        assert!(!page.contains(attribute), "{attribute}");
    }
    for address in page.split("href=\"").skip(1) {
        let address = address.split('"').next().unwrap();
        let stays = ["#", "plans", "team-gaps.xlsx", "mailto:"];
        assert!(
            stays.iter().any(|start| address.starts_with(start)),
            "{address}"
        );
    }
}

#[test]
fn line_ends_of_another_system_do_not_change_the_fingerprints() {
    let windows = files().map(|(path, text)| (path, text.replace('\n', "\r\n")));
    assert_eq!(
        format!("{:?}", design()),
        format!("{:?}", design_of(&windows))
    );
}

#[test]
fn a_template_that_would_end_its_element_is_refused() {
    let design = design_of(&[
        ("page/overview.html", "<p>".to_owned()),
        ("page/overview.css", "a { } </STYLE>".to_owned()),
    ]);
    let labels = Labels::english();
    let input = nothing(&labels);
    let error = pages(&input, &design, "x.html").unwrap_err().to_string();
    assert!(error.contains("overview.css"), "{error}");
    // A label and data that do not exist.
    for (template, says) in [
        ("{{ say(\"nowhere.at-all\") }}", "nowhere.at-all"),
        ("{{ nowhere }}", "nowhere"),
    ] {
        let design = design_of(&[("page/overview.html", template.to_owned())]);
        let error = pages(&input, &design, "x.html").unwrap_err().to_string();
        assert!(
            error.contains("overview.html:1") && error.contains(says) || says == "nowhere",
            "{error}"
        );
    }
}

#[test]
fn more_people_than_a_page_holds_stand_on_further_pages() {
    let map = career_map(&["A"], &["Writing"]);
    let people = (0..2_345).map(|number| {
        person(&map, &format!("Person {number:04}"), 0)
            .id(&format!("{number}"))
            .team(&format!("Team {}", number / 100))
            .manager(&format!("Manager {}", number / 5))
            .rated_all(&[1.0])
            .build()
    });
    let pages = Material::of(Review::new(map.clone(), people.collect(), None, None))
        .pages(&Labels::english(), false);
    assert_eq!(pages.len(), 3);
    let rows = |page: &String| page.matches("<tr role=\"row\" data-name").count();
    assert_eq!(
        pages.iter().map(rows).collect::<Vec<_>>(),
        [1_000, 1_000, 345]
    );
    for page in &pages {
        assert!(
            page.contains("<bdi>2345</bdi> people are too many for one page")
                || page.contains("2345 people are too many"),
            "said"
        );
        assert!(page.contains("href=\"overview-3.html\""));
    }
    // Everybody who is outstanding has a manager's card on one of the pages: here all, by their own ratings.
    let cards = |page: &String| page.matches("<h3><bdi>Manager ").count();
    assert_eq!(pages.iter().map(cards).sum::<usize>(), 469);
    assert!(pages.iter().all(|page| cards(page) <= 200));
    // Problems and findings are listed once.
    assert_eq!(
        pages
            .iter()
            .filter(|page| page.contains("id=\"problems\""))
            .count(),
        1
    );
}

#[test]
fn a_page_for_others_names_nobody() {
    let mut material = Material::of(company());
    let about = Location::of_file("assessments/ana.xlsx");
    let of_map = Location::of_file(material.review.career_map.file.clone());
    material.diagnostics = vec![
        Diagnostic::warning(
            "not-a-rating",
            about,
            "Ana López has none.",
            "Ask Ana López.",
        ),
        Diagnostic::warning("map-doubt", of_map, "The map looks odd.", "Look at it."),
    ];
    let page = material.pages(&Labels::english(), true).remove(0);
    for assessment in &material.review.assessments {
        assert!(!page.contains(&assessment.person.name));
    }
    assert!(!page.contains("Ana") && !page.contains("mailto:") && !page.contains(".pdf"));
    assert!(
        page.contains("The map looks odd.") && page.contains("this page says nothing about people")
    );
}

#[test]
fn that_nothing_stands_out_is_good_news_only_where_everything_is_rated() {
    let map = career_map(&["A", "B"], &["Writing", "Planning"]);
    let one = |name: &str, rated: &[Option<f64>]| {
        person(&map, name, 0).team("North").rated(rated).build()
    };
    let whole = [Some(1.0), Some(1.0)];
    let page = |people: Vec<Assessment>, roster| {
        Material::of(Review::new(map.clone(), people, roster, None)).page()
    };
    let (ana, bo) = (one("Ana", &whole), one("Bo", &whole));
    let absent = roster_entry(&one("Cy", &whole));
    let all_is_well = "Every competency is covered";
    let everybody = vec![ana.clone(), bo.clone()];
    assert!(page(everybody.clone(), None).contains(all_is_well));
    for (people, roster) in [
        (vec![ana.clone()], None),
        (everybody, Some(vec![absent])),
        (vec![ana, bo, one("Di", &[Some(1.0), None])], None),
    ] {
        let page = page(people, roster);
        assert!(page.contains("Nothing stands out.") && page.contains("That says little"));
        assert!(!page.contains(all_is_well));
        assert!(!page.contains("0 of 1 person"));
    }
}
