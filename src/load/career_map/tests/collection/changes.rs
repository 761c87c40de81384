//! The change that each kind makes to a map.

use super::content::{Content, Heading, MapCell, Word};
use super::notation::Page;

pub(super) fn bullets(content: &mut Content) {
    content.set_cells(|row, _, cell| {
        let sign = ["•", "-", "*", "·"][row % 4];
        let lines: Vec<String> = cell
            .expected
            .iter()
            .map(|text| format!("{sign} {text}"))
            .collect();
        MapCell {
            text: lines.join("\\n"),
            ..cell.clone()
        }
    });
}

pub(super) fn numbers(content: &mut Content) {
    content.set_cells(|row, level, _| {
        MapCell::of_number(&(level + 1 + row % 2).to_string(), level + 1 + row % 2)
    });
}

pub(super) fn numbers_with_words(content: &mut Content) {
    let words = [
        "Aware",
        "Working",
        "Practised",
        "Expert",
        "Leading",
        "Known",
    ];
    content.set_cells(|row, level, _| {
        let number = level + 1 + row % 2;
        let word = words[number - 1];
        let cell = MapCell::of_number(&format!("{number} - {word}"), number);
        MapCell {
            expected: vec![word.to_owned()],
            ..cell
        }
    });
}

const LETTERS: [&str; 6] = ["N", "B", "S", "G", "E", "T"];

pub(super) fn letters(content: &mut Content, with_legend: bool) {
    content.set_cells(|row, level, _| {
        MapCell::of_number(LETTERS[level + row % 2], level + row % 2 + 1)
    });
    if with_legend {
        content.below.push(Vec::new());
        content.below.push(vec![content.word(Word::Legend)]);
        let words = [
            "none",
            "basic",
            "solid",
            "good",
            "excellent",
            "teaches others",
        ];
        for (letter, word) in LETTERS.iter().zip(words).take(content.levels.len() + 1) {
            content
                .below
                .push(vec![(*letter).to_owned(), word.to_owned()]);
        }
    } else {
        content.must_be_doubted = true;
    }
}

pub(super) fn ticks(content: &mut Content) {
    content.set_cells(|row, level, _| {
        if level >= row % 3 {
            MapCell::of_number("✓", 1)
        } else {
            MapCell {
                required: "-".to_owned(),
                ..MapCell::default()
            }
        }
    });
}

pub(super) fn answers(content: &mut Content, with_heading: bool) {
    let said = content.answers.clone();
    let texts = content.for_each_cell(|row, level| said[(row + level) % said.len()].to_owned());
    let heading = if with_heading {
        content.word(Word::Met)
    } else {
        String::new()
    };
    content.left_out.push(if with_heading {
        heading.clone()
    } else {
        "something".to_owned()
    });
    content.beside.push((heading, texts));
}

pub(super) fn scores(content: &mut Content) {
    let texts = content.for_each_cell(|row, level| ((row * 2 + level) % 5 + 1).to_string());
    content.beside.push((content.word(Word::Score), texts));
    content.left_out.push(content.word(Word::Score));
}

pub(super) fn good_and_bad(content: &mut Content) {
    content.over_expectations = content.word(Word::Good);
    let bad = content.bad.clone();
    let texts = content.for_each_cell(|row, level| bad[(row + level) % bad.len()].to_owned());
    content.beside.push((content.word(Word::Bad), texts));
    content.left_out.push(content.word(Word::Bad));
}

pub(super) fn at_the_end(content: &mut Content, heading: Word) {
    let texts = (0..content.rows.len()).map(|row| {
        let text = content.bad[row % content.bad.len()];
        if matches!(heading, Word::Questions) {
            format!("{text}?")
        } else {
            text.to_owned()
        }
    });
    content
        .behind
        .push((content.word(heading), texts.collect()));
    content.left_out.push(content.word(heading));
}

/// A heading inside each cell, with tasks under another heading after it if `with_tasks`.
pub(super) fn inside(content: &mut Content, heading: &str, with_tasks: bool) {
    let names: Vec<String> = content
        .rows
        .iter()
        .map(|row| row.name.to_lowercase())
        .collect();
    let levels: Vec<String> = content
        .levels
        .iter()
        .map(|level| level.label.clone())
        .collect();
    content.set_cells(|row, level, cell| {
        let mut expected = cell.expected.clone();
        let mut text = format!("{heading}:\\n- {}", expected.join("\\n- "));
        if with_tasks {
            let task = format!(
                "Looks after {} where a {} is asked",
                names[row], levels[level]
            );
            text.extend(["\\n\\nTasks:\\n- ", &task]);
            expected.push(task);
        }
        MapCell {
            text,
            expected,
            ..MapCell::default()
        }
    });
}

pub(super) fn facts(content: &mut Content) {
    let levels = content.levels.len();
    let salaries = (0..levels)
        .map(|at| format!("{} 000 – {} 000", 30 + at * 9, 38 + at * 9))
        .collect();
    let mut heads: Vec<String> = content.levels[1..]
        .iter()
        .map(|level| level.cell.clone())
        .collect();
    heads.push("–".to_owned());
    content.facts = vec![
        (content.word(Word::Salary), salaries),
        (content.word(Word::ReportsTo), heads),
    ];
    content.left_out = vec![content.word(Word::Salary), content.word(Word::ReportsTo)];
}

pub(super) fn facts_under_any_name(content: &mut Content) {
    let phrases = [
        "Learning",
        "Doing alone",
        "Guiding",
        "Deciding",
        "Inventing",
    ];
    let codes = ["A1-A2", "B1-B3", "C1", "D1-D2", "E"];
    let some = |texts: [&str; 5], most: usize| {
        texts[..most]
            .iter()
            .map(|&text| text.to_owned())
            .collect::<Vec<_>>()
    };
    let most = content.levels.len();
    content.facts = vec![
        ("Theme".to_owned(), some(phrases, most)),
        ("Pay mapping".to_owned(), some(codes, most)),
    ];
    content.left_out = vec!["Theme".to_owned(), "Pay mapping".to_owned()];
}

pub(super) fn about_levels(content: &mut Content) {
    let texts = [
        "Everybody who is new to the trade begins here",
        "Most of us work at this level for some years",
        "Only a few colleagues in each shop work here",
        "One person at each place, chosen by the board",
        "There is one such person in all of the company",
    ];
    let most = content.levels.len();
    content.facts = vec![(
        "Description".to_owned(),
        texts[..most].iter().map(|&text| text.to_owned()).collect(),
    )];
    content.left_out = vec!["Description".to_owned()];
}

pub(super) fn three_names(content: &mut Content) {
    let last = content.rows.len() - 1;
    for (at, row) in content.rows.iter_mut().enumerate() {
        let attribute = if at == last {
            "Attitude"
        } else if at == 0 {
            "Knowledge"
        } else {
            "Judgement"
        };
        row.categories.push(attribute.to_owned());
    }
    content.renamed = vec![(Word::Category, "Attribute")];
}

pub(super) fn titled(content: &mut Content, title: impl Fn(usize) -> String) {
    for (at, level) in content.levels.iter_mut().enumerate() {
        level.cell = title(at);
        level.label = level.cell.trim_start_matches('\'').to_owned();
    }
}

/// “1-2” becomes the first of February.
pub(super) fn dates(content: &mut Content) {
    titled(content, |at| {
        format!("@2026-{:02}-{:02}", at * 2 + 2, at * 2 + 1)
    });
    content.must_be_doubted = true;
}

pub(super) fn own_words(content: &mut Content) {
    titled(content, |at| {
        ["Explorer", "Navigator", "Captain", "Commodore", "Admiral"][at].to_owned()
    });
    content.is_doubted = true;
}

pub(super) fn tracks(content: &mut Content) {
    let titles: &[(&str, &str, bool)] = &[
        ("Associate", "Associate", false),
        ("Senior Associate (IC)", "Senior Associate (IC) [ic]", false),
        (
            "Senior Associate (Manager)",
            "Senior Associate (Manager) [m]",
            true,
        ),
        ("Director (IC or Manager)", "Director [ic m]", false),
        ("Vice President (Manager)", "Vice President [m]", false),
    ];
    for (level, (cell, label, is_parallel)) in content.levels.iter_mut().zip(titles) {
        *level = Heading {
            label: (*label).to_owned(),
            is_parallel: *is_parallel,
            ..Heading::new(cell)
        };
    }
}

pub(super) fn most_senior_first(content: &mut Content) {
    content.levels.reverse();
    content.rows.iter_mut().for_each(|row| row.cells.reverse());
    content.is_reversed = true;
}

pub(super) fn two_levels(content: &mut Content) {
    content.levels.truncate(2);
    content
        .rows
        .iter_mut()
        .for_each(|row| row.cells.truncate(2));
}

pub(super) fn code_like_names(content: &mut Content) {
    for (at, row) in content.rows.iter_mut().enumerate() {
        row.name = ["CB1", "CB2", "LB", "T1", "T2"][at].to_owned();
    }
}

pub(super) fn remarks(content: &mut Content) {
    content.above = vec![content.word(Word::Title), String::new()];
    content.below = vec![Vec::new(), vec![content.word(Word::Footnote)]];
    content.left_out = vec![content.word(Word::Footnote)];
}

pub(super) fn legend(content: &mut Content) {
    let lines = [
        "A level needs most of what stands in its cells",
        "Two reviews in a row count as confirmed",
    ];
    content.below = vec![Vec::new(), vec![content.word(Word::Legend)]];
    content
        .below
        .extend([["1", lines[0]], ["2", lines[1]]].map(|line| line.map(str::to_owned).to_vec()));
    content.left_out = vec![content.word(Word::Legend)];
}

pub(super) fn further_columns(content: &mut Content) {
    let rows = content.rows.len();
    let texts = |text: fn(usize) -> String| (0..rows).map(text).collect::<Vec<_>>();
    let notes = (0..rows).map(|row| {
        if row == 1 {
            content.word(Word::Footnote)
        } else {
            String::new()
        }
    });
    let about = (0..rows)
        .map(|row| content.about[row % content.about.len()].to_owned())
        .collect();
    content.behind = vec![
        (content.word(Word::Notes), notes.collect()),
        (
            content.word(Word::Weight),
            texts(|row| (row % 3 + 1).to_string()),
        ),
    ];
    content.before = vec![
        (
            content.word(Word::Number),
            texts(|row| format!("C{}", row + 1)),
        ),
        (content.word(Word::Description), about),
    ];
    content.left_out = content
        .before
        .iter()
        .chain(&content.behind)
        .map(|(heading, _)| heading.clone())
        .collect();
}

pub(super) fn review(content: &mut Content) {
    let rows = content.rows.len();
    let texts = |text: fn(usize) -> String| (0..rows).map(text).collect::<Vec<_>>();
    content.behind = vec![
        ("Self".to_owned(), texts(|row| (row % 3 + 1).to_string())),
        ("Manager".to_owned(), texts(|row| (row % 2 + 2).to_string())),
        (
            "Comment".to_owned(),
            texts(|row| ["fine", "", "better than last year"][row % 3].to_owned()),
        ),
    ];
    content.left_out = ["Self", "Manager", "Comment"].map(str::to_owned).to_vec();
}

pub(super) fn proficiency(content: &mut Content) {
    let words = ["Basic", "Solid", "Strong", "Excellent", "Exceptional"];
    let kinds = [
        "A letter of a customer",
        "The manager’s notes",
        "A finished project",
    ];
    content.beside = vec![
        (
            "Proficiency".to_owned(),
            content.for_each_cell(|_, level| words[level].to_owned()),
        ),
        (
            content.word(Word::Evidence),
            content.for_each_cell(|row, level| kinds[(row + level) % 3].to_owned()),
        ),
        (
            "Weight".to_owned(),
            content.for_each_cell(|row, _| (row % 3 + 1).to_string()),
        ),
    ];
    content.left_out = ["Proficiency", "Evidence", "Weight"]
        .map(str::to_owned)
        .to_vec();
}

pub(super) fn other_headings(content: &mut Content) {
    content.renamed = vec![
        (Word::Category, "Area"),
        (Word::Competency, "Theme"),
        (Word::Expectation, "Competency"),
    ];
}

pub(super) fn empty_cells(content: &mut Content) {
    content.set_cells(|row, level, cell| match (row * 2 + level) % 5 {
        4 if row > 0 && level > 0 => MapCell::default(),
        _ => cell.clone(),
    });
}

pub(super) fn education(content: &mut Content) {
    let name = content.word(Word::Education);
    let texts = content.education.clone();
    let row = content.rows.last_mut().unwrap();
    row.name = name;
    row.is_scored = false;
    for (cell, text) in row.cells.iter_mut().zip(texts) {
        *cell = MapCell {
            text: text.to_owned(),
            expected: vec![text.to_owned()],
            ..MapCell::default()
        };
    }
}

pub(super) fn cover(content: &mut Content) {
    let lines = [Word::Title, Word::Footnote].map(|word| vec![content.word(word)]);
    content.cover.push(Page::new("Info", lines.to_vec()));
}

pub(super) fn behind_codes(content: &mut Content) {
    for (at, level) in content.levels.iter_mut().enumerate() {
        level.code = format!("L{}", at + 1);
        level.cell = format!("L{} - {}", at + 1, level.label);
    }
}

pub(super) fn with_years(content: &mut Content) {
    for (at, level) in content.levels.iter_mut().enumerate() {
        level.cell = format!("{} ({}-{} years)", level.label, at * 2, at * 2 + 2);
        level.label.clone_from(&level.cell);
    }
}

pub(super) fn hidden_level(content: &mut Content) {
    content.hidden = Some(content.levels[1].cell.clone());
}

pub(super) fn references(content: &mut Content) {
    for row in content.rows.iter_mut().skip(1).step_by(2) {
        row.cells[2] = MapCell {
            text: "Same as previous level".to_owned(),
            ..row.cells[1].clone()
        };
    }
}

pub(super) fn placeholders(content: &mut Content) {
    let signs = ["N/A", "–", "-", "n/a"];
    content.set_cells(|row, level, cell| match (row * 2 + level) % 5 {
        4 if row > 0 && level > 0 => MapCell {
            text: signs[row % 4].to_owned(),
            ..MapCell::default()
        },
        _ => cell.clone(),
    });
}

pub(super) fn nested_bullets(content: &mut Content) {
    let about = content.about.clone();
    content.set_cells(|row, level, cell| {
        let below = about[(row + level) % about.len()];
        let text = format!("• {}\\n    ◦ {below}", cell.expected.join("\\n• "));
        MapCell {
            text,
            ..cell.clone()
        }
    });
}

pub(super) fn paragraphs(content: &mut Content) {
    content.set_cells(|_, _, cell| MapCell {
        text: cell.expected.join("\\n\\n"),
        ..cell.clone()
    });
}
