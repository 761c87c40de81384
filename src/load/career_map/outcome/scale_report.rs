//! Messages about cells that were read, or could be read, as letters, words or ticks of a scale.

use super::remedy::lines_with_scale;
use crate::diagnostic::{Diagnostic, Location};
use crate::load::career_map::drafts::draft::{Draft, Source};
use crate::load::career_map::options::MapOptions;
use crate::load::setting_lines::list_line;
use crate::load::sheet::Workbook;
use crate::model::Scale;
use crate::text::all_in_quotes;

/// The line of the settings that says the order of signs.
fn scale_line(signs: &[String]) -> String {
    list_line("scale", signs)
}

/// What to do about signs without a known order.
pub(in crate::load::career_map) fn help(
    draft: &Draft,
    workbook: &Workbook,
    options: &MapOptions,
) -> Option<String> {
    let unknown = &draft.signs.scale.unknown;
    if unknown.is_empty() {
        return None;
    }
    let lines = lines_with_scale(scale_line(unknown), draft, workbook, options)?;
    Some(match &unknown[..] {
        [only] => format!("If “{only}” means that a level requires the competency, write {lines}."),
        _ => format!(
            "If they say what each level requires, write {lines}, with the entries of `scale` from low to high. The \
             line has them in the order in which they rise from level to level; correct the order if it is wrong."
        ),
    })
}

/// Reports how cells that are not numbers were read, what is odd about the scale, and which setting changes it.
pub(in crate::load::career_map) fn report(
    draft: &Draft,
    scale: Scale,
    workbook: &Workbook,
    options: &MapOptions,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let read = &draft.signs.scale;
    let at = || draft.place.clone();
    if scale == Scale::Rank {
        if !options.scale.is_empty() {
            diagnostics.push(Diagnostic::warning(
                "map-setting",
                at(),
                "`scale` under [map] in careermap.toml is not used: the cells of this map are texts, and hold none of \
                 its entries.",
                "Remove `scale`, or correct its entries: they are what the cells hold, from low to high.",
            ));
        } else if read.unknown.len() > 1 {
            diagnostics.push(Diagnostic::warning(
                "map-scale",
                at(),
                format!(
                    "The cells hold nothing but {}; they were read as expectations.",
                    all_in_quotes(read.unknown.iter().map(String::as_str))
                ),
                help(draft, workbook, options).unwrap_or_else(|| {
                    "If they say what each level requires, write numbers instead.".to_owned()
                }),
            ));
        }
        return;
    }
    diagnostics.extend(said_of_signs(draft));
    if let (Some(top), Some(configured)) = (read.top, options.scale_top)
        && top.total_cmp(&configured).is_ne()
    {
        diagnostics.push(Diagnostic::warning(
            "map-scale",
            at(),
            format!(
                "`scale-top` under [map] in careermap.toml is {configured}, but the legend in the map goes up to \
                 {top}; the legend counts."
            ),
            format!("Write `scale-top = {top}` under [map], or correct the legend."),
        ));
    }
}

/// How letters, words and ticks were read as what levels require; `None` where the settings say it.
fn said_of_signs(draft: &Draft) -> Option<Diagnostic> {
    let read = &draft.signs.scale;
    let steps = read.steps.iter().filter_map(|step| {
        let name = step.names.first()?;
        Some(format!("{name} = {}", step.points))
    });
    let listed = steps.collect::<Vec<_>>().join(", ");
    let names: Vec<String> = read
        .steps
        .iter()
        .filter_map(|step| step.names.first().cloned())
        .collect();
    let another_order = || {
        format!(
            "If the order is a different one, write `{}` under [map] in careermap.toml, with the entries from low to high.",
            scale_line(&names)
        )
    };
    let note = |at: Location, message: String, help: String| {
        Some(Diagnostic::note("map-scale", at, message, help))
    };
    match &read.source {
        Source::Legend(legend) => note(
            legend.clone(),
            format!("The required levels were read with the legend that begins here: {listed}."),
            another_order(),
        ),
        Source::Ticks(tick) => note(
            draft.place.clone(),
            format!("“{tick}” was read as required (1), and an empty cell as not required."),
            "If the ticks say something else, this file is not a career map: name the right one in `career-map` in careermap.toml."
                .to_owned(),
        ),
        Source::Words => note(
            draft.place.clone(),
            format!("The words in the cells were read as what the levels require: {listed}."),
            another_order(),
        ),
        Source::Numbers | Source::Settings => None,
    }
}
