//! A manager's workbook: what the team workbook says about people and their development, for the manager's own people.
//!
//! It is written from a review that nobody else is in (`analysis::cut_to`), by the same sheets. Sheets about whole teams, sheets
//! for leadership and messages about files, which can name anybody, are not in it.

use super::{
    Book, BookInput, BookOptions, WorkbookError, actions, gaps, heat_map, method, missing,
    questions, self_manager, summary,
};

/// What all managers' workbooks of a run have in common.
#[derive(Debug, Clone)]
pub struct ManagersOptions(BookOptions);

impl ManagersOptions {
    /// The choices for managers' workbooks, from those for the team workbook.
    pub fn of(options: &BookOptions) -> Self {
        Self(BookOptions {
            labels: options.labels.variant("workbook", "managers"),
            include_outcomes: false,
            ..options.clone()
        })
    }

    /// The choices for the workbook of this manager.
    pub fn for_manager(&self, manager: &str) -> BookOptions {
        BookOptions {
            manager: Some(manager.to_owned()),
            ..self.0.clone()
        }
    }
}

/// The workbook as the bytes of an `.xlsx` file, from a review with the manager's people alone. The same input gives the same
/// bytes.
///
/// # Errors
/// If the material does not fit into the format.
pub fn manager_workbook(input: &BookInput<'_>) -> Result<Vec<u8>, WorkbookError> {
    let book = Book::new(input);
    let sheets = vec![
        summary::sheet(&book, 0)?,
        heat_map::sheet(&book)?,
        gaps::sheet(&book)?,
        self_manager::sheet(&book)?,
        questions::sheet(&book, &[])?,
        actions::sheet(&book)?,
        missing::sheet(&book)?,
        method::for_manager(&book)?,
    ];
    book.parts.finish("workbook.document", sheets)
}
