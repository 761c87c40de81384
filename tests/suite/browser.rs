//! The overview page in a real browser: accessibility by axe-core, its script, and that no cell can change it.
//!
//! Chromium and its driver have to be installed; `.ci/run` installs them and runs these tests.

use std::fs;
use std::path::PathBuf;

use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use crate::harness::{AssessmentFile, Browser, Project, career_map, repository, write_rows};
use crate::overview::crowd;

/// The sample company's page, in a language.
fn sample(language: &str) -> (Project, PathBuf) {
    let project = Project::sample();
    let settings = project.input().join("careermap.toml");
    let text = fs::read_to_string(&settings).unwrap();
    let text = text.replace(
        "[organisation]",
        &format!("[organisation]\nlanguage = \"{language}\""),
    );
    fs::write(settings, text).unwrap();
    // A problem of each kind.
    project.add_bytes("noise.xlsx", &[7; 4096]);
    project.add(
        "odd.xlsx",
        &AssessmentFile::of("Odd Rating", "LF-9", "Community Manager").rating([
            "Interactions",
            "gut",
            "Community Manager",
            "",
            "",
        ]),
    );
    let page = checked(&project, &[]);
    (project, page)
}

fn checked(project: &Project, arguments: &[&str]) -> PathBuf {
    checked_as("page.html", project, arguments)
}

fn checked_as(page: &str, project: &Project, arguments: &[&str]) -> PathBuf {
    project.careermap(&[&["check", "--page", page], arguments].concat());
    fs::canonicalize(project.input().join("..").join(page)).unwrap()
}

/// How wide the window is.
fn resize(browser: &Browser, width: u32) {
    let size = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false});
    browser.command("Emulation.setDeviceMetricsOverride", &size);
}

/// Screen or print, light or dark.
fn show(browser: &Browser, media: &str, scheme: &str) {
    let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
    let media = json!({"media": media, "features": features});
    browser.command("Emulation.setEmulatedMedia", &media);
}

/// What axe-core finds wrong with the page as it is shown now.
fn violations(browser: &Browser) -> Vec<String> {
    let axe = fs::read_to_string(repository().join("tests/axe-core/axe.min.js")).unwrap();
    browser.run(&axe);
    let tags = json!([
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice"
    ]);
    let found = browser.wait_for(&format!(
        "axe.run(document, {{ runOnly: {tags}, resultTypes: ['violations'] }}).then(done, (error) => done(String(error)))"
    ));
    let violations = found["violations"]
        .as_array()
        .unwrap_or_else(|| panic!("{found}"));
    violations
        .iter()
        .map(|one| {
            let nodes = one["nodes"].as_array().unwrap().iter().take(3);
            let nodes: Vec<&str> = nodes.filter_map(|node| node["html"].as_str()).collect();
            format!("{} ({}): {nodes:?}", one["id"], one["help"])
        })
        .collect()
}

#[test]
#[ignore = "needs Chromium; .ci/run has it"]
fn in_a_browser_the_page_is_accessible() {
    let browser = Browser::start();
    for language in ["en", "de"] {
        let (project, page) = sample(language);
        let masked = fs::canonicalize(project.input().join(".."))
            .unwrap()
            .join("masked.html");
        project.careermap(&["check", "--page", "masked.html", "--masked"]);
        let stars = project.input().with_file_name("stars.csv");
        fs::write(
            stars,
            ",Dwarf,Main,Giant\nLight,dim,bright,very bright\nMass,small,medium,large\n",
        )
        .unwrap();
        project
            .careermap(&["check", "--map", "stars.csv", "--page", "refused.html"])
            .ends_with(2);
        let refused = masked.with_file_name("refused.html");
        for page in [&page, &masked, &refused] {
            browser.open(page);
            for (media, width) in [
                ("screen", 360),
                ("screen", 768),
                ("screen", 1366),
                ("print", 794),
            ] {
                for scheme in ["light", "dark"] {
                    resize(&browser, width);
                    show(&browser, media, scheme);
                    let found = violations(&browser);
                    let case = format!(
                        "{} in {language}, {media}, {width}, {scheme}",
                        page.display()
                    );
                    assert!(found.is_empty(), "{case}: {found:#?}");
                    let overflow = browser.run(
                        "const e = document.documentElement; return e.scrollWidth - e.clientWidth",
                    );
                    assert_eq!(overflow, 0, "{case}: wider than the window");
                }
            }
        }
        assert_eq!(browser.complaints(), [""; 0]);
    }
}

/// The names of the people that are shown.
fn shown(browser: &Browser) -> Vec<String> {
    let names = browser.run(
        "return [...document.querySelectorAll('#people-rows tr')].filter((row) => !row.hidden).map((row) => row.dataset.name)",
    );
    serde_json::from_value(names).unwrap()
}

#[test]
#[ignore = "needs Chromium; .ci/run has it"]
fn in_a_browser_people_are_searched_filtered_and_sorted() {
    let browser = Browser::start();
    let (_project, page) = sample("en");
    browser.open(&page);
    let everybody = shown(&browser);
    assert_eq!(everybody.len(), 16);
    let set = |id: &str, value: &str| {
        browser.run(&format!(
            "const e = document.getElementById('{id}'); e.value = {}; e.dispatchEvent(new Event('input', {{ bubbles: true }}))",
            json!(value)
        ));
    };
    // Without accents, in any order, and by the employee ID.
    set("people-search", "phuong vu");
    assert_eq!(shown(&browser), ["Vũ Đoàn Diễm Phượng"]);
    set("people-search", "lf-0119");
    assert_eq!(shown(&browser), ["Tuğçe Işıldak"]);
    set("people-search", "nobody at all");
    assert!(shown(&browser).is_empty());
    let says = browser.run("return document.querySelector('.found').textContent");
    assert!(
        says.as_str().unwrap().contains('0') && says.as_str().unwrap().contains("16"),
        "{says}"
    );
    set("people-search", "");
    set("people-state", "=missing");
    assert_eq!(shown(&browser), ["Citlali Arrieta-Xochitl"]);
    set("people-state", "");
    set("people-team", "=Events");
    let events = shown(&browser);
    assert!(
        events.len() > 3 && events.len() < everybody.len(),
        "{events:?}"
    );
    let sort = |column: &str| {
        browser.run(&format!(
            "document.querySelector('th[data-sort={column}] button').click()"
        ));
    };
    sort("name");
    let mut sorted = shown(&browser);
    sort("name");
    sorted.reverse();
    // Two people have one name, whose order does not matter.
    assert_eq!(shown(&browser), sorted);
    let state = browser
        .run("return document.querySelector('th[data-sort=name]').getAttribute('aria-sort')");
    assert_eq!(state, "descending");
    set("people-team", "");
    assert_eq!(shown(&browser).len(), everybody.len());
    sort("state");
    assert_eq!(shown(&browser)[0], "Citlali Arrieta-Xochitl");
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
#[ignore = "needs Chromium; .ci/run has it"]
fn in_a_browser_everything_is_readable_without_script() {
    let browser = Browser::start();
    let project = crowd(120);
    let page = checked(&project, &[]);
    let seen = "return [[...document.querySelectorAll('#people-rows tr')].filter((row) => row.offsetHeight > 0).length, \
                document.querySelector('form').offsetHeight, document.querySelectorAll('button').length]";
    browser.open(&page);
    let with = browser.run(seen);
    assert_eq!(with[0], 25, "the first ones");
    // Nothing waits for the script any more.
    assert_eq!(browser.run("return document.documentElement.className"), "");
    assert_ne!(with[1], 0);
    browser.run("document.querySelector('#people .show button').click()");
    assert_eq!(browser.run(seen)[0], 120);
    browser.command(
        "Emulation.setScriptExecutionDisabled",
        &json!({"value": true}),
    );
    browser.open(&page);
    browser.command(
        "Emulation.setScriptExecutionDisabled",
        &json!({"value": false}),
    );
    assert_eq!(browser.run(seen), json!([120, 0, 0]));
}

#[test]
#[ignore = "needs Chromium; .ci/run has it"]
fn in_a_browser_one_of_a_thousand_people_is_found() {
    let browser = Browser::start();
    let project = crowd(1_000);
    let page = checked(&project, &[]);
    browser.open(&page);
    browser.run(
        "const search = document.getElementById('people-search'); search.value = '00999'; \
         search.dispatchEvent(new Event('input', { bubbles: true }));",
    );
    assert_eq!(shown(&browser).len(), 1);
    let found = violations(&browser);
    assert!(found.is_empty(), "{found:#?}");
}

/// What would run, load or look different if it were not text.
const HOSTILE: &str = "</script><script>window.bad = 7</script><link rel=stylesheet href=x><style>*{}</style><img src=x onerror='window.bad = 8'>\" onmouseover=\"window.bad = 9 \u{202e}";

/// The harness's map, with such texts in an expectation, beside the map and in the name of a sheet.
fn hostile_map() -> Workbook {
    let mut map = career_map();
    let sheet = map.worksheet_from_index(0).unwrap();
    sheet.write_string(2, 2, HOSTILE).unwrap();
    sheet.write_string(40, 0, HOSTILE).unwrap();
    sheet.set_name("<img src=x onerror=1>").unwrap();
    map
}

/// The company's name, the roster's addresses, a file's name, and a file that is not a map.
fn hostile_places(project: &Project) {
    fs::write(
        project.input().join("careermap.toml"),
        format!("[organisation]\nname = '''{HOSTILE}'''\n"),
    )
    .unwrap();
    let mut roster = Workbook::new();
    let sheet = roster.add_worksheet();
    let boss = "Bo\r\nBcc: eve@example.org";
    let rows = [
        ["Name", "Email", "Manager", "Manager email", "Role level"],
        [
            "Cy",
            "cy@example.org",
            boss,
            "eve@example.org?bcc=x@example.org",
            "Engineer",
        ],
        [boss, "bo@example.org&body=x", "", "", "Engineer"],
    ];
    write_rows(sheet, rows);
    roster.save(project.input().join("roster.xlsx")).unwrap();
    // Windows has no such names.
    if cfg!(unix) {
        project.add_bytes("<img src=x onerror='window.bad = 10'>.xlsx", b"nothing");
    }
    let stars = HOSTILE.replace('"', "\"\"");
    fs::write(
        project.input().with_file_name("stars.csv"),
        format!(
            ",Dwarf,\"{stars}\",Giant\nLight,dim,bright,\"{stars}\"\nMass,small,medium,large\n"
        ),
    )
    .unwrap();
}

#[test]
#[ignore = "needs Chromium; .ci/run has it"]
fn in_a_browser_what_stands_in_cells_is_text() {
    let names = [
        "<script>window.bad = 1</script>",
        "</script><script>window.bad = 2</script>",
        "<img src=x onerror='window.bad = 3'>",
        "\" onmouseover=\"window.bad = 4",
        "' style='position:fixed;inset:0",
        "<style>* { display: none }</style>",
        "</title><script>window.bad = 5</script>",
        "{{ 7 * 7 }} {% if true %}",
        "javascript:window.bad=6",
        "&lt;b&gt; &#60;b&#62;",
        "אבג דה 123 (ו)",
        "Ana \u{202e}gnp.exe",
    ];
    let project = Project::with(&mut hostile_map());
    for (number, name) in names.iter().enumerate() {
        project.add(
            &format!("{number}.xlsx"),
            &AssessmentFile::of(name, &format!("{number}{name}"), "Engineer")
                .label("Team", name)
                .label("Manager", name)
                .label("Email", name)
                .label("Review cycle", names[6])
                .rating(["Planning", "Engineer", name, "", ""]),
        );
    }
    hostile_places(&project);
    let browser = Browser::start();
    for page in [
        checked_as("masked.html", &project, &["--masked"]),
        checked_as("refused.html", &project, &["--map", "stars.csv"]),
        checked(&project, &[]),
    ] {
        browser.open(&page);
        let text = browser.run("return document.documentElement.textContent");
        assert!(text.as_str().unwrap().contains("window.bad = 7"));
        for question in [
            "window.bad === undefined",
            "document.scripts.length === 1",
            "document.querySelectorAll('style').length === 1",
            "document.querySelector('img, iframe, object, link, base, [style], [onerror], [onmouseover]') === null",
            "[...document.links].every((link) => ['file:', 'mailto:'].includes(link.protocol))",
            // Nothing is added to a mail by its recipient or its texts.
            "[...document.links].every((link) => link.protocol !== 'mailto:' || /^mailto:[^?]*\\?subject=[^&]*&body=[^&]*$/.test(link.href))",
            // What turns the direction of writing stays within its element.
            "[...document.querySelectorAll('bdi')].every((one) => getComputedStyle(one).unicodeBidi === 'isolate')",
            "!/[\\u202a-\\u202e]/.test([...document.querySelectorAll('body *')].flatMap((one) => [...one.childNodes]).filter((one) => one.nodeType === 3 && !one.parentElement.closest('bdi, option, script')).map((one) => one.data).join(''))",
            "!/[\\u202a-\\u202e]/.test(document.title.replace(/\\u2068[^\\u2069]*\\u2069/g, ''))",
        ] {
            let case = page.display();
            assert_eq!(
                browser.run(&format!("return {question}")),
                true,
                "{question} in {case}"
            );
        }
        assert_eq!(browser.complaints(), [""; 0]);
    }
    let mut shown: Vec<String> = shown(&browser);
    // A sign that turns the direction of writing is no part of a name.
    let mut expected: Vec<String> = names
        .iter()
        .chain(&["Cy", "Bo Bcc: eve@example.org"])
        .map(|name| name.replace('\u{202e}', ""))
        .collect();
    shown.sort();
    expected.sort();
    assert_eq!(shown, expected);
    // As text, each in an element with its own direction.
    let texts = browser.run("return [...document.querySelectorAll('#people-rows th > bdi, #people-rows th > a > bdi')].map((one) => one.textContent)");
    let texts: Vec<Value> = serde_json::from_value(texts).unwrap();
    assert_eq!(texts.len(), expected.len());
    assert_eq!(browser.complaints(), [""; 0]);
}
