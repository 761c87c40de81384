//! What becomes of a company's own text, and what a hostile one costs.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::{DEEPEST, MOST_CHARACTERS, TextUse, read};
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Prose, ProseBlock, Span, words_of};

fn read_bytes(bytes: &[u8]) -> (Prose, Vec<Diagnostic>) {
    read(bytes, &Location::of_file("handbook.md"), TextUse::Handbook)
}

/// A text with nothing to be said about it.
fn good(text: &str) -> Prose {
    let (prose, problems) = read_bytes(text.as_bytes());
    assert_eq!(problems, [], "{text}");
    prose
}

/// The messages, each with its code.
fn said(text: &str) -> Vec<(String, String)> {
    said_of(text.as_bytes())
}

fn said_of(bytes: &[u8]) -> Vec<(String, String)> {
    let (_, problems) = read_bytes(bytes);
    let said = problems.into_iter();
    said.map(|problem| (problem.code.0.to_owned(), problem.message))
        .collect()
}

/// A text in short, a line for each block.
fn short(prose: &Prose) -> String {
    let mut lines = String::new();
    if let Some(title) = &prose.title {
        writeln!(lines, "title {}", marked(title)).unwrap();
    }
    outline(&prose.blocks, 0, &mut lines);
    lines
}

fn outline(blocks: &[ProseBlock], depth: usize, lines: &mut String) {
    let indent = " ".repeat(depth);
    for block in blocks {
        lines.push_str(&indent);
        match block {
            ProseBlock::Heading { level, words } => {
                writeln!(lines, "h{level} {}", marked(words)).unwrap();
            }
            ProseBlock::Paragraph { words } => writeln!(lines, "p {}", marked(words)).unwrap(),
            ProseBlock::List { start, items } => {
                writeln!(lines, "list {start:?}").unwrap();
                for item in items {
                    writeln!(lines, "{indent} item").unwrap();
                    outline(item, depth + 2, lines);
                }
            }
            ProseBlock::Quote { blocks } => {
                lines.push_str("quote\n");
                outline(blocks, depth + 1, lines);
            }
            ProseBlock::Table { header, rows } => {
                let row = |cells: &[Vec<Span>]| {
                    let cells: Vec<String> = cells.iter().map(|cell| marked(cell)).collect();
                    cells.join(" | ")
                };
                writeln!(lines, "table {}", row(header)).unwrap();
                for cells in rows {
                    writeln!(lines, "{indent} row {}", row(cells)).unwrap();
                }
            }
            ProseBlock::Code { text } => writeln!(lines, "code {text:?}").unwrap(),
            ProseBlock::Rule => lines.push_str("rule\n"),
            ProseBlock::Picture { file, alt } => writeln!(lines, "picture {file} {alt}").unwrap(),
        }
    }
}

/// Words with their look: `*strong*`, `_emphasis_`, `~struck~`, `` `code` ``, `<address|words>`, `/` for a line break.
fn marked(words: &[Span]) -> String {
    let words = words.iter().map(|span| {
        let mut text = span.text.replace(Span::BREAK, "/");
        for (is_on, sign) in [
            (span.code, "`"),
            (span.struck, "~"),
            (span.emphasis, "_"),
            (span.strong, "*"),
        ] {
            if is_on {
                text = format!("{sign}{text}{sign}");
            }
        }
        match &span.link {
            Some(address) => format!("<{address}|{text}>"),
            None => text,
        }
    });
    words.collect()
}

#[test]
fn every_kind_of_block_is_read() {
    let prose = good(
        "# Reviews at Lanternfield\n\nTwice a **year**, *on\npaper*, see `form.xlsx`.  \nNext line.\n\n\
         ## Steps\n\n1. Write\n2. Talk\n   - alone\n   - together\n\n* a\n\n  more of a\n* [x] done\n* [ ] open\n\n\
         > Quoted\n>\n> - list\n\n| Who | When |\n|---|:-:|\n| You | **May** |\n| Manager |\n\n\
         ```text\nas  typed\n  here\n```\n\n    indented\n\n---\n\nA note[^1].\n\n[^1]: The note.\n",
    );
    assert_eq!(
        short(&prose),
        "title Reviews at Lanternfield\n\
         p Twice a *year*, _on paper_, see `form.xlsx`./Next line.\n\
         h1 Steps\n\
         list Some(1)\n item\n  p Write\n item\n  p Talk\n  list None\n   item\n    p alone\n   item\n    p together\n\
         list None\n item\n  p a\n  p more of a\n item\n  p ☑ done\n item\n  p ☐ open\n\
         quote\n p Quoted\n list None\n  item\n   p list\n\
         table Who | When\n row You | *May*\n row Manager | \n\
         code \"as  typed\\n  here\"\n\
         code \"indented\"\n\
         rule\n\
         p A note [1].\n\
         p [1] The note.\n"
    );
}

/// A text with a link, and what is shown; `¶` ends a line. What no reader could open leads nowhere.
const LINKS: &str = "
[The form](https://a.example/f) => <https://a.example/f|The form> (https://a.example/f)
<https://a.example> => <https://a.example|https://a.example>
<hr@a.example> => <mailto:hr@a.example|hr@a.example>
[Write](mailto:hr@a.example) => <mailto:hr@a.example|Write> (hr@a.example)
[f](form.xlsx) => f (form.xlsx)
see [f](form.xlsx) and [g](g.xlsx) => see f (form.xlsx) and g (g.xlsx)
[x](javascript:alert%281%29) => x (javascript:alert%281%29)
[x](file:///etc/passwd) => x (file:///etc/passwd)
[above](#steps) => above
[](https://a.example) => https://a.example
[a **b**][r]¶¶[r]: https://r.example => <https://r.example|a ><https://r.example|*b*> (https://r.example)
[open => [open";

#[test]
fn a_link_is_its_words_and_its_address() {
    for line in LINKS.lines().skip(1) {
        let (text, shown) = line.split_once(" => ").unwrap();
        let text = text.replace('¶', "\n");
        assert_eq!(short(&good(&text)), format!("p {shown}\n"), "{text}");
    }
}

#[test]
fn headings_leave_no_level_out() {
    assert_eq!(
        short(&good(
            "### A\n##### B\n### C\n## D\n#### E\n##### F\n###### G\n"
        )),
        "h1 A\nh2 B\nh1 C\nh1 D\nh2 E\nh3 F\nh3 G\n"
    );
    // Two of the first level are two parts, and one that comes later is not the title.
    assert_eq!(short(&good("# A\n# B\n")), "h1 A\nh1 B\n");
    assert_eq!(short(&good("Words\n# A\n")), "p Words\nh1 A\n");
    assert_eq!(short(&good("A\n===\n\nB\n---\n")), "title A\nh1 B\n");
    // Inside something else, a heading would stand below another one's text.
    assert_eq!(
        short(&good("- # A\n- b\n\n> ## C\n")),
        "list None\n item\n  p *A*\n item\n  p b\nquote\n p *C*\n"
    );
    assert_eq!(short(&good("#\n\nwords")), "p words\n");
}

#[test]
fn struck_words_boxes_and_footnotes_are_read() {
    let prose = good(
        "~~Twice~~ once a **~~month~~ year**[^a].\n\n1. [x] Form\n2. [ ] Talk\n   - [X] alone\n\n[^a]: Since ~2025.\n\n    And later.\n",
    );
    assert_eq!(
        short(&prose),
        "p ~Twice~ once a *~month~** year* [a].\n\
         list Some(1)\n item\n  p ☑ Form\n item\n  p ☐ Talk\n  list None\n   item\n    p ☑ alone\n\
         p [a] Since ~2025.\np And later.\n"
    );
}

#[test]
fn cells_beyond_the_columns_of_a_table_are_named() {
    let message = |rows: &str| said(&format!("| a | b |\n|---|---|\n{rows}\n"));
    assert_eq!(
        message("| 1 | 2 |\n| 1 \\| 2 | 3 |\n| 1 | 2 | |\n1 | 2"),
        []
    );
    for row in ["| 1 | 2 | 3 extra |", "1 | 2 | 3", "| 1 | 2 | | 4"] {
        let said = message(&format!("| 1 | 2 |\n{row}"));
        let [(code, message)] = said.as_slice() else {
            panic!("{row}: {said:?}");
        };
        assert_eq!(code, "text-left-out");
        assert!(
            message.ends_with("1 row with cells that were left out, in line 4."),
            "{message}"
        );
    }
}

/// What is not understood stays in the document, as it was typed, and is named with its lines.
#[test]
fn signs_that_are_not_understood_are_named() {
    for (text, sign) in [
        ("a ** bold** b", "**"),
        ("never ~~ closed", "~~"),
        ("a[^1]", "[^"),
        ("> [!NOTE]\n> Read this.", "[!"),
        ("see [[Other page]]", "[["),
        ("Dear {{ name }}", "{{"),
        ("## Steps {#steps}", "{#"),
        ("$$x^2$$", "$$"),
        ("a ==marked== word", "=="),
        ("::: tip\nwords\n:::", ":::"),
        ("[TOC]", "[TOC]"),
        ("[ ] not in a list", "[ ]"),
        ("| Who | When |\n| You | May |", "|"),
        ("- a\n- b ** c", "**"),
        ("|a|b|\n|-|-|\n|c|d ~~ |", "~~"),
    ] {
        let said = said(&format!("words\n\n{text}\n"));
        let [(code, message)] = said.as_slice() else {
            panic!("{text}: {said:?}");
        };
        assert_eq!(code, "text-left-out", "{text}");
        assert!(
            message.ends_with(&format!("; the first is “{sign}”.")),
            "{text}: {message}"
        );
        let line = if text.starts_with("- a") {
            "line 4"
        } else if text.starts_with("|a") {
            "line 5"
        } else {
            "line 3"
        };
        assert!(message.contains(line), "{text}: {message}");
    }
    for text in [
        "`a ** b`",
        "5 * 3 = 15, a=b, [1], {x}, 2 | 3",
        "```\n[[x]]\n```",
        "______",
    ] {
        good(text);
    }
}

#[test]
fn text_is_data() {
    // Typst's markup, its functions and its labels.
    let text = "#panic(\"x\") $a$ @label `#eval` \\#h(1fr) = Not a heading #let x = 1 /* y */";
    let shown = text.replace("\\#", "#");
    assert_eq!(short(&good(text)), format!("p {shown}\n"));
}

#[test]
fn what_documents_cannot_show_is_named_with_its_lines() {
    let (prose, problems) = read_bytes(
        b"<div class=\"x\">\n\nwords <b>bold</b> here<br>and <br/>there\n\n</div>\n\n![Chart](a.png) and ![b][r]\n\n[r]: b.png\n",
    );
    assert_eq!(short(&prose), "p words bold here/and /there\np and\n");
    let said: Vec<&str> = problems.iter().map(|problem| &*problem.message).collect();
    assert_eq!(
        said,
        [
            "HTML is not shown in documents: 3 places left out, in lines 1, 3 and 5; the first is “<div class=\"x\">”.",
            "Pictures are not shown in documents: 2 pictures left out, in line 7.",
        ]
    );
    assert!(Diagnostic::any_problem(&problems));
    let wide = format!(
        "|{}\n|{}\n|{}\n",
        "a|".repeat(9),
        "-|".repeat(9),
        "b|".repeat(9)
    );
    assert_eq!(
        said_of(format!("words\n\n{wide}").as_bytes()),
        [(
            "text-left-out".to_owned(),
            "A table with more than 8 columns does not fit on a page: 1 table left out, in line 3."
                .to_owned()
        )]
    );
    assert!(short(&read_bytes(wide.as_bytes()).0).is_empty());
}

#[test]
fn comments_and_settings_of_other_programs_are_left_out_with_a_note() {
    let text = "---\ntitle: Reviews\ntags:\n  - hr\n---\n\nwords\n\n<!-- to do:\nask -->\n\nmore <!-- x --> words\n";
    let (prose, problems) = read_bytes(text.as_bytes());
    assert_eq!(
        short(&prose),
        "p words\np more words\n".replace("more words", "more  words")
    );
    assert!(!Diagnostic::any_problem(&problems));
    let said: Vec<&str> = problems.iter().map(|problem| &*problem.message).collect();
    assert_eq!(
        said,
        [
            "The settings in lines 1 to 5, between lines of hyphens, are not part of the text.",
            "2 comments in this text are for those who write it, and are not shown.",
        ]
    );
    // Two lines across the page are not settings.
    assert_eq!(
        short(&good("---\n\nOur tasks: many.\n\n---\n")),
        "rule\np Our tasks: many.\nrule\n"
    );
}

#[test]
fn every_encoding_of_a_text_is_read() {
    let text = "Für alle: größer „Müller“ – café";
    let wanted = format!("p {text}\n");
    assert_eq!(short(&good(text)), wanted);
    assert_eq!(short(&good(&format!("\u{FEFF}{text}"))), wanted);
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let (prose, problems) = read_bytes(&utf16);
    assert_eq!((short(&prose), problems), (wanted, Vec::new()));
    // Letters whose accents are separate, and characters that show nothing.
    assert_eq!(
        short(&good(
            "Fu\u{308}r\u{200B} a\u{AD}lle\u{202E}\u{1}\u{1b}[31m &#1;&#x202E;"
        )),
        "p Für alle[31m\n"
    );

    let (prose, problems) = read_bytes(b"F\xFCr alle");
    assert_eq!(short(&prose), "p Für alle\n");
    assert_eq!(problems[0].code.0, "text-encoding");
    assert!(problems[0].message.contains("Windows-1252"));
    // Some bytes are broken, the others are UTF-8.
    let (prose, problems) = read_bytes(
        "Für alle gr\u{F6}ßer "
            .as_bytes()
            .iter()
            .chain(b"\xFF!")
            .copied()
            .collect::<Vec<_>>()
            .as_slice(),
    );
    assert_eq!(short(&prose), "p Für alle größer \u{FFFD}!\n");
    assert!(
        problems[0].message.starts_with("1 place in this file"),
        "{problems:?}"
    );
}

#[test]
fn what_is_not_a_text_is_refused() {
    for bytes in [
        &b"PK\x03\x04rest"[..],
        b"%PDF-1.7",
        b"{\\rtf1 x}",
        b"a\0\0\0\0\0b",
    ] {
        let (prose, problems) = read_bytes(bytes);
        assert!(prose.is_empty());
        assert_eq!(problems[0].code.0, "file-format", "{bytes:?}");
    }
    for nothing in ["", "\n \n", "#\n", "[r]: https://a.example\n"] {
        assert_eq!(said(nothing)[0].0, "text-empty", "{nothing:?}");
    }
}

#[test]
fn what_is_nested_too_deep_is_shown_at_the_depth_that_is_left() {
    let list: String = (0..12)
        .map(|depth| format!("{}- d{depth}\n", "  ".repeat(depth)))
        .collect();
    let (prose, problems) = read_bytes(list.as_bytes());
    let text = short(&prose);
    assert!(
        (0..12).all(|depth| text.contains(&format!("p d{depth}\n"))),
        "{text}"
    );
    assert_eq!(text.matches("list").count(), DEEPEST, "{text}");
    assert_eq!(problems[0].code.0, "text-nested");
    assert!(!Diagnostic::any_problem(&problems));
}

#[test]
fn a_text_that_does_not_end_is_cut_and_the_line_is_named() {
    let many = |line: &str| line.repeat(MOST_CHARACTERS);
    let cells = format!("|a|b|\n|-|-|\n{}", many("|c|d|\n"));
    let code = format!("```\n{}", many("x\n"));
    for text in [
        &many("word "),
        &many("- item\n"),
        &many("a  \n"),
        &cells,
        &code,
    ] {
        let (prose, problems) = read_bytes(text.as_bytes());
        let shown = short(&prose);
        assert!(shown.len() > 1_000, "{}", &text[..20]);
        assert!(
            shown.chars().count() < 2 * MOST_CHARACTERS,
            "{}",
            &text[..20]
        );
        // About twenty pages; an item of a list is two lines here.
        let lines =
            shown.lines().count() + shown.matches('/').count() + shown.matches("\\n").count();
        assert!(lines < 2_000, "{}: {lines}", &text[..20]);
        assert!(
            problems[0].message.contains("it ends in line"),
            "{problems:?}"
        );
    }
}

/// Each of these made some reader of Markdown slow, or overflow its stack.
#[test]
fn hostile_texts_cost_their_part_and_no_more() {
    let n = 100_000;
    let deep = format!("{}a\n{}", "> ".repeat(n), "\n".repeat(n));
    let steps: String = (0..700)
        .map(|depth| format!("{}- a\n", "  ".repeat(depth)))
        .collect();
    let texts = [
        deep,
        format!("{}a\n{}", "- ".repeat(n), "\n".repeat(n)),
        format!("{}a\n{}", "1. ".repeat(n), "> \n".repeat(n)),
        format!("{steps}{}", "\n\nlazy".repeat(n)),
        "[".repeat(n),
        "[a](".repeat(n),
        "*a **b ".repeat(n),
        "_".repeat(n),
        "`".repeat(n),
        (1..600)
            .map(|length| format!("{} ", "`".repeat(length)))
            .collect(),
        "<!--".repeat(n),
        "<a b='".repeat(n),
        "&#".repeat(n),
        format!(
            "|{}\n|{}\n{}",
            "a|".repeat(2_000),
            "-|".repeat(2_000),
            "|\n".repeat(n)
        ),
        "[^1]: ".repeat(n),
        format!("![x](data:image/png;base64,{})", "A".repeat(3_000_000)),
        "# h\n".repeat(n),
        "a\r".repeat(n),
    ];
    for text in texts {
        let begun = Instant::now();
        let (prose, _) = read_bytes(text.as_bytes());
        let begin: String = text.chars().take(12).collect();
        assert!(begun.elapsed() < Duration::from_secs(10), "{begin}");
        assert!(short(&prose).len() < 1_000_000, "{begin}");
    }
}

#[test]
fn words_are_joined_without_their_look() {
    let prose = good("a **b**  \nc");
    let [ProseBlock::Paragraph { words }] = prose.blocks.as_slice() else {
        panic!("one paragraph");
    };
    assert_eq!(words_of(words), "a b c");
}

#[test]
fn a_page_of_ours_keeps_its_pictures_and_leads_only_where_paper_can() {
    let page = |text: &str| {
        let at = Location::default();
        read(text.as_bytes(), &at, TextUse::Documentation)
    };
    let (prose, problems) = page(
        "# T\n\nSee [this](g.md) and [that](https://a.example/).\n![What *it* shows](p/x.png)\n\n- a\n",
    );
    assert_eq!(problems, []);
    assert_eq!(
        short(&prose),
        "title T\np See this and <https://a.example/|that>.\npicture p/x.png What it shows\nlist None\n item\n  p a\n"
    );
    // What the template does not show would be missing.
    for text in [
        "# T\n\n- ![x](y.png)",
        "<b>bold</b>",
        "| ![x](y.png) |\n|---|",
    ] {
        assert!(Diagnostic::any_problem(&page(text).1), "{text}");
    }
}

#[test]
fn three_hyphens_below_a_text_divide_only_a_text_that_they_divide() {
    let kinds = |text: &str, hyphens| {
        let (prose, problems) = read(text.as_bytes(), &Location::default(), hyphens);
        assert_eq!(problems, []);
        let kinds = prose.blocks.iter().map(|block| match block {
            ProseBlock::Paragraph { words } => words_of(words),
            ProseBlock::Heading { words, .. } => format!("# {}", words_of(words)),
            ProseBlock::Rule => "---".to_owned(),
            other => format!("{other:?}"),
        });
        kinds.collect::<Vec<_>>()
    };
    let text = "above\nstill above\n---\nbelow\n\n---\n\nTitle\n-----\nlast";
    assert_eq!(
        kinds(text, TextUse::JobDescription),
        [
            "above still above",
            "---",
            "below",
            "---",
            "# Title",
            "last"
        ]
    );
    assert_eq!(
        kinds(text, TextUse::Handbook),
        ["# above still above", "below", "---", "# Title", "last"]
    );
    // A heading with “#”, code and quotations stay as they are.
    assert_eq!(
        kinds("## A ---\n\n```\na\n---\n```", TextUse::JobDescription),
        ["# A ---", "Code { text: \"a\\n---\" }"]
    );
}
