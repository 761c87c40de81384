//! The workbook read back with another library and compared with an independent computation.

use super::*;
use crate::analysis::analyse_person;
use crate::model::testing::company;

/// A review with its analyses and the bytes of its workbook.
struct Made {
    review: Review,
    people: Vec<PersonAnalysis>,
    bytes: Vec<u8>,
}

fn make(review: Review) -> Made {
    let analysis = AnalysisOptions::default();
    let people: Vec<_> = review
        .assessments
        .iter()
        .map(|a| analyse_person(&review.career_map, a, &analysis))
        .collect();
    let plans: Vec<Option<String>> = review
        .assessments
        .iter()
        .map(|a| Some(format!("plans/{}/{}.pdf", a.team(), a.person.name)))
        .collect();
    let diagnostics = [
        Diagnostic::warning(
            "unknown-level",
            crate::diagnostic::Location::file("assessments/tom.xlsx")
                .with_sheet("Assessment")
                .with_cell(crate::diagnostic::CellAddress::new(15, 2)),
            "“Comunity Manger” is no level of the career map. Expected one of its seven titles.",
            "Did you mean “Community Manager”? Correct the cell.",
        ),
        Diagnostic::error(
            "unreadable-file",
            crate::diagnostic::Location::file("assessments/broken.xlsx"),
            "The file is not a spreadsheet.",
            "Open it, save it as .xlsx, and run again.",
        ),
    ];
    let options = BookOptions {
        organisation: Some("Lindqvist & Co".to_owned()),
        map_fingerprint: "sha256:0123456789abcdef".to_owned(),
        ..BookOptions::default()
    };
    let bytes = workbook(&BookInput {
        review: &review,
        people: &people,
        analysis: &analysis,
        diagnostics: &diagnostics,
        plans: &plans,
        options: &options,
    })
    .unwrap();
    Made {
        review,
        people,
        bytes,
    }
}

/// Writes the made-up company's workbook to the folder for temporary files, to be looked at.
#[test]
#[ignore = "for people who want to look at the workbook"]
fn to_look_at() {
    let path = std::env::temp_dir().join("careermap-team-gaps.xlsx");
    std::fs::write(path, make(company()).bytes).unwrap();
}
