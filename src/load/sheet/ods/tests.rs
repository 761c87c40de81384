//! Tables as programs write them, and hostile ones.

use super::*;
use crate::load::sheet::grid::Grid;
use crate::load::sheet::value::CellValue;

fn read_table(rows: &str) -> Result<Grid, FileError> {
    let xml = format!("<table:table>{rows}</table:table>");
    let limits = Limits {
        cells: 100,
        ..Limits::default()
    };
    let mut budget = SheetBudget::new(&limits);
    let mut document = XmlDocument::new(xml.as_bytes());
    document.next()?;
    let widths = BTreeMap::from([("co1".to_owned(), 40.0)]);
    Ok(OdsTable::new(&limits, &mut budget, &widths)
        .read(&mut document)?
        .finish())
}

fn seen(grid: &Grid) -> Vec<String> {
    let cells = grid.cells();
    cells.map(|(at, value)| format!("{at} {value:?}")).collect()
}

#[test]
fn every_kind_of_cell_is_told_apart() {
    let grid = read_table(
        r#"<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
        <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row><table:table-cell office:value-type="float" office:value="3"><text:p>3,00</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><office:annotation><text:p>comment</text:p></office:annotation><text:p>one<text:s text:c="2"/><text:span>two</text:span></text:p><text:p>three &amp; four</text:p></table:table-cell>
        <table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2026-05-01T00:00:00"><text:p>1 May</text:p></table:table-cell>
        <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p></table:table-cell>
        <table:table-cell table:formula="of:=A1"/>
        </table:table-row>"#,
    )
    .unwrap();
    assert_eq!(
        seen(&grid),
        [
            "A3 Number(3.0)",
            "B3 Text(\"one  two\\nthree & four\")",
            "C3 Error(\"#DIV/0!\")",
            "D3 Date(2026-05-01)",
            "E3 Bool(true)",
            "F3 Uncalculated",
        ]
    );
    assert_eq!(grid.hidden_columns(), [2]);
}

#[test]
fn columns_are_as_wide_as_their_style_says() {
    let grid = read_table(
        r#"<table:table-column table:style-name="co9"/><table:table-column table:style-name="co1" table:number-columns-repeated="2"/>
        <table:table-column/><table:table-column table:style-name="co1" table:number-columns-repeated="99999999"/>
        <table:table-column table:style-name="co1"/>"#,
    )
    .unwrap();
    let widths: Vec<_> = (0..5).map(|column| grid.width(column)).collect();
    assert_eq!(widths, [None, Some(40.0), Some(40.0), None, Some(40.0)]);
    for (length, width) in [
        ("0.875in", Some(12.0)),
        ("25.4mm", Some(96.0 / 7.0)),
        ("21px", Some(3.0)),
        ("-1in", None),
        ("9e99cm", None),
        ("NaNcm", None),
        ("auto", None),
        ("", None),
    ] {
        assert_eq!(characters(length), width, "{length}");
    }
}

#[test]
fn a_number_that_shows_padded_with_zeros_reads_as_it_looks() {
    let padded = |number: u32, text: &str| CellValue::Padded {
        number: f64::from(number),
        text: text.into(),
    };
    for (kind, value, shown, read) in [
        ("float", "901", "000901", padded(901, "000901")),
        ("float", "901", " LF-0901 ", padded(901, "LF-0901")),
        ("float", "0", "000", padded(0, "000")),
        ("float", "901", "901", CellValue::Number(901.0)),
        ("float", "0", "0", CellValue::Number(0.0)),
        ("float", "0", "0E+00", CellValue::Number(0.0)),
        ("float", "0", "0.00", CellValue::Number(0.0)),
        ("float", "0.5", "0,50", CellValue::Number(0.5)),
        ("float", "5", "0,005", CellValue::Number(5.0)),
        ("percentage", "0.05", "05%", CellValue::Number(0.05)),
        ("float", "1", "02", CellValue::Number(1.0)),
        ("string", "", "000901", CellValue::Text("000901".into())),
        ("float", "1004", "LF-1004", padded(1004, "LF-1004")),
        ("float", "1004", "E1004", padded(1004, "E1004")),
        ("float", "3", "Level 3", CellValue::Number(3.0)),
        ("float", "-3", "-3", CellValue::Number(-3.0)),
        ("float", "1004", "LF-1,004", CellValue::Number(1004.0)),
        ("float", "130", "1:30", padded(130, "1:30")),
        ("float", "230", "2h30", padded(230, "2h30")),
        (
            "float",
            "12345",
            "12\u{202f}345",
            CellValue::Number(12345.0),
        ),
        ("float", "12345", "12’345", CellValue::Number(12345.0)),
        ("float", "12345", "12.345", CellValue::Number(12345.0)),
        ("float", "3.5", "3 1/2", CellValue::Number(3.5)),
        ("float", "1004", "No.1004", CellValue::Number(1004.0)),
    ] {
        let grid = read_table(&format!(
            r#"<table:table-row><table:table-cell office:value-type="{kind}" office:value="{value}"><text:p>{shown}</text:p></table:table-cell></table:table-row>"#
        ));
        assert_eq!(grid.unwrap().get(0, 0), Some(&read), "{shown}");
    }
}

#[test]
fn times_and_what_is_shown_beside_numbers_are_kept() {
    for (kind, shown, read) in [
        (
            r#"time" office:time-value="PT07H30M00S"#,
            "07:30",
            "Time(27000) ",
        ),
        (
            r#"time" office:time-value="PT25H00M00S"#,
            "25:00:00",
            "Time(90000) ",
        ),
        (
            r#"time" office:time-value="soon"#,
            "07:30",
            "Text(\"07:30\") ",
        ),
        (
            r#"time" office:time-value="PT36H00M00S"#,
            "12:00",
            "Error(\"12:00 shown, but 36:00 in the cell\") ",
        ),
        (
            r#"currency" office:currency="CAD" office:value="1200"#,
            "$1,200.00",
            "Number(1200.0) CAD",
        ),
        (
            r#"currency" office:currency="EUR" office:value="1200"#,
            "1.200,00 €",
            "Number(1200.0) €",
        ),
        (
            r#"float" office:value="1200"#,
            "$1,200.00",
            "Number(1200.0) $",
        ),
        (r#"percentage" office:value="0.5"#, "50%", "Number(0.5) %"),
        (
            r#"float" office:value="1200"#,
            "1,200.00",
            "Number(1200.0) ",
        ),
    ] {
        let grid = read_table(&format!(
            r#"<table:table-row><table:table-cell office:value-type="{kind}"><text:p>{shown}</text:p></table:table-cell></table:table-row>"#
        ));
        let grid = grid.unwrap();
        let (at, value) = grid.cells().next().unwrap();
        let unit = grid.unit(at).map_or("", |unit| unit);
        assert_eq!(format!("{value:?} {unit}"), read, "{kind}");
    }
}

#[test]
fn spans_are_merges_and_covered_cells_are_blank() {
    let grid = read_table(
        r#"<table:table-row table:visibility="filter"><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3"><text:p>a</text:p></table:table-cell>
        <table:covered-table-cell><text:p>stale</text:p></table:covered-table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>"#,
    )
    .unwrap();
    assert_eq!(grid.len(), 2);
    assert_eq!(grid.get(0, 2), Some(&CellValue::Text("b".into())));
    assert_eq!(grid.merges()[0].last, CellAddress::new(2, 1));
    assert_eq!(grid.hidden_rows(), [0]);
}

#[test]
fn repetition_cannot_be_driven_beyond_the_limits() {
    let blank = r#"<table:table-row table:number-rows-repeated="4000000000"><table:table-cell table:number-columns-repeated="4000000000"/></table:table-row>"#;
    assert!(read_table(blank).unwrap().is_empty());
    let filled = blank.replace(
        "/></table:table-row",
        "><text:p>x</text:p></table:table-cell></table:table-row",
    );
    assert!(read_table(&filled).is_err());
}
