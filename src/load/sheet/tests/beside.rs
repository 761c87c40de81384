//! What stands beside the cells.

use super::*;

/// Kind, sheet, cell, author and text of everything beside the cells.
fn told(bytes: &[u8]) -> (Vec<String>, bool) {
    let found = beside(bytes, &Limits::default());
    let texts = found.texts.iter().map(|one| {
        let cell = one.cell.map(|cell| cell.to_string()).unwrap_or_default();
        let (sheet, author, text) = (&one.sheet, &one.author, &one.text);
        format!("{:?}|{sheet}|{cell}|{author}|{text}", one.kind)
    });
    (texts.collect(), found.unread)
}

#[test]
fn notes_text_boxes_and_headers_of_a_workbook_are_found_with_their_cells() {
    let mut book = writer::Workbook::new();
    book.set_properties(&writer::DocProperties::new().set_author("Kim Sample"));
    book.add_worksheet().set_name("Empty").unwrap();
    let sheet = book.add_worksheet().set_name("Plan").unwrap();
    sheet.write_string(3, 1, "x").unwrap();
    let note = writer::Note::new("Was late").set_author("Bo Lind");
    sheet.insert_note(3, 1, &note).unwrap();
    let shape = writer::Shape::textbox().set_text("First\nSecond");
    sheet.insert_shape(6, 2, &shape).unwrap();
    sheet.set_header("&L&\"Arial,Bold\"About Ada");
    let mut chart = writer::Chart::new(writer::ChartType::Bar);
    chart.add_series().set_values(("Plan", 3, 1, 3, 1));
    chart.title().set_name("Of Cy");
    sheet.insert_chart(9, 2, &chart).unwrap();
    let list = writer::DataValidation::new()
        .allow_list_strings(&["Di", "Ed"])
        .unwrap()
        .set_input_message("Ask Flo")
        .unwrap();
    sheet.add_data_validation(0, 0, 0, 0, &list).unwrap();
    let (texts, unread) = told(&book.save_to_buffer().unwrap());
    for expected in [
        "Note|Plan|B4|Bo Lind|Was late",
        "TextBox|Plan|C7||First\nSecond",
        "Page|Plan|||About Ada",
        "TextBox|Plan|||Of Cy",
        "Other|Plan|A1||Ask Flo",
        "Other|Plan|A1||\"Di,Ed\"",
        "Property||||Kim Sample",
    ] {
        assert!(
            texts.iter().any(|text| text == expected),
            "{expected}: {texts:#?}"
        );
    }
    assert!(!unread);
}

#[test]
fn conversations_have_their_authors_and_stand_for_their_notes() {
    let link = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"http://x/{kind}\" Target=\"{target}\"/>")
    };
    let links = |all: &[String]| format!("<Relationships>{}</Relationships>", all.concat());
    let of_sheet = links(&[
        link("a", "comments", "../comments1.xml"),
        link("b", "threadedComment", "/xl/threadedComments/one.xml"),
    ]);
    let of_book = links(&[link("r1", "worksheet", "worksheets/sheet1.xml")]);
    let sheet = sheet_of("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
    let bytes = packed(&[
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", of_book.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/worksheets/_rels/sheet1.xml.rels", of_sheet.as_bytes()),
        (
            "xl/comments1.xml",
            b"<comments><authors><author>tc={1}</author><author>Bo Lind</author></authors><commentList>\
              <comment ref=\"A1\" authorId=\"0\"><text><t>[Threaded comment] Your version cannot</t></text></comment>\
              <comment ref=\"B2\" authorId=\"1\"><text><r><t>Bo Lind:</t></r><r><t>\nold</t></r></text></comment>\
              </commentList></comments>",
        ),
        (
            "xl/threadedComments/one.xml",
            b"<ThreadedComments><threadedComment ref=\"A1\" personId=\"{2}\"><text>Ada is ill</text></threadedComment></ThreadedComments>",
        ),
        (
            "xl/persons/person.xml",
            b"<personList><person displayName=\"Kim Sample\" id=\"{2}\"/></personList>",
        ),
        ("xl/pivotCache/one.xml", b"<items><s v=\"Cy Fox\"/><s v=\"Cy Fox\"/></items>"),
        ("xl/media/image1.png", b"?"),
    ]);
    let expected = [
        "Note|One|A1|Kim Sample|Ada is ill",
        "Note|One|B2|Bo Lind|old",
        "Other||||Cy Fox",
    ];
    assert_eq!(told(&bytes), (expected.map(str::to_owned).to_vec(), true));
    // A part that is broken is not a part without texts.
    let broken = packed(&[
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/pivotCache/one.xml", b"<items><s v="),
    ]);
    assert_eq!(told(&broken), (Vec::new(), true));
}

#[test]
fn notes_text_boxes_and_headers_of_an_open_document_are_found_with_their_cells() {
    let content = r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="Plan">
        <table:shapes><draw:custom-shape><text:p>Floats</text:p></draw:custom-shape></table:shapes>
        <table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
        <table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell><office:annotation>
        <dc:creator>Bo Lind</dc:creator><dc:date>2026-01-01</dc:date><text:p>Was <text:span>late</text:span></text:p><text:p>Often</text:p>
        </office:annotation><text:p>x</text:p></table:table-cell><table:table-cell><draw:frame><draw:text-box><text:p>Boxed</text:p>
        </draw:text-box></draw:frame></table:table-cell><table:table-cell><draw:custom-shape><text:p>Round</text:p></draw:custom-shape>
        </table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>
        </office:document-content>"#;
    let styles = "<x><style:header><text:p>About <text:s/>Ada</text:p></style:header></x>";
    let bytes = packed(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
        ("styles.xml", styles.as_bytes()),
        ("meta.xml", b"<m><dc:creator>Kim Sample</dc:creator></m>"),
    ]);
    let expected = [
        "TextBox|Plan|||Floats",
        "Note|Plan|C4|Bo Lind|Was late\nOften",
        "TextBox|Plan|D4||Boxed",
        "TextBox|Plan|E4||Round",
        "Page||||About Ada",
        "Property||||Kim Sample",
    ];
    assert_eq!(told(&bytes), (expected.map(str::to_owned).to_vec(), false));
    // They are not the contents of the cells that they are anchored to.
    assert_eq!(seen(&grid_of(&bytes)), ["C4 Text(\"x\")"]);
}
