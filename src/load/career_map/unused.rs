//! Settings about the map that change nothing: names that it does not have, and settings that its layout has no use for.

use std::collections::BTreeSet;

use super::draft::Draft;
use super::kinds::{Kind, kinds};
use super::options::{MapOptions, Step};
use super::remedy::order_line;
use crate::diagnostic::Diagnostic;
use crate::load::vocabulary::quoted;
use crate::model::{Level, Points, Scale};
use crate::text::{closest, fold};

/// What the settings are compared with.
pub(super) struct Used<'a> {
    pub(super) draft: &'a Draft,
    pub(super) levels: &'a [Level],
    /// Titles of levels that the configured order does not name.
    pub(super) forgotten: &'a [String],
    pub(super) scale: Scale,
    /// The highest requirement, in a map of numbers.
    pub(super) highest: Option<Points>,
    pub(super) options: &'a MapOptions,
}

impl Used<'_> {
    /// Names each setting that changes nothing, and what to do about it.
    pub(super) fn report(&self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.extend(self.order());
        self.lists(diagnostics);
        self.weights(diagnostics);
        self.tracks(diagnostics);
        self.scale_top(diagnostics);
    }

    fn warning(&self, message: String, help: String) -> Diagnostic {
        Diagnostic::warning("map-setting", self.draft.place.clone(), message, help)
    }

    /// The names of competencies in lists: none that nothing has, and none that another list overrules.
    fn lists(&self, diagnostics: &mut Vec<Diagnostic>) {
        let options = self.options;
        let kinds: Vec<(&str, Kind)> = self
            .draft
            .rows
            .iter()
            .map(|row| row.name.as_str())
            .zip(kinds(self.draft, options))
            .collect();
        let wanted: [(&'static str, &[String], Kind); 4] = [
            ("leave-out", &options.leave_out, Kind::LeftOut),
            ("scored", &options.scored, Kind::Competency { scored: true }),
            ("facts", &options.facts, Kind::Competency { scored: false }),
            ("level-facts", &options.level_facts, Kind::LevelFact),
        ];
        for (setting, names, wanted_kind) in wanted {
            for name in names {
                let same = |other: &str| fold(other) == fold(name);
                if setting == "leave-out" && self.is_left_out(name) {
                    continue;
                }
                match kinds.iter().find(|(row, _)| same(row)) {
                    Some((_, kind)) if *kind == wanted_kind => {}
                    Some((_, kind)) => {
                        let by = match kind {
                            Kind::LeftOut => "leave-out",
                            Kind::Competency { scored: true } => "scored",
                            _ => "facts",
                        };
                        diagnostics.push(self.warning(
                            format!(
                                "`{setting}` in the [map] of careermap.toml names “{name}”, and so does `{by}`, which counts."
                            ),
                            "Remove the name from one of the two.".to_owned(),
                        ));
                    }
                    None => {
                        let close = closest(name, self.candidates(setting));
                        let names: Vec<String> = names
                            .iter()
                            .filter_map(|other| {
                                if other == name {
                                    close
                                } else {
                                    Some(other.as_str())
                                }
                            })
                            .map(quoted)
                            .collect();
                        let line = format!("{setting} = [{}]", names.join(", "));
                        diagnostics.push(self.unknown(setting, name, close, &line, "map"));
                    }
                }
            }
        }
    }

    /// Whether something of this name was left out: a sheet, a column, a place, a category.
    fn is_left_out(&self, name: &str) -> bool {
        let same = |other: &str| fold(other) == fold(name);
        self.draft.left_out.iter().any(|left| same(&left.what))
            || self
                .draft
                .rows
                .iter()
                .any(|row| row.category.as_deref().is_some_and(same))
    }

    /// What a name in a list could stand for.
    fn candidates(&self, setting: &str) -> Vec<&str> {
        let rows = self.draft.rows.iter().map(|row| row.name.as_str());
        if setting == "leave-out" {
            let levels = self.levels.iter().map(|level| level.title.as_str());
            let left = self.draft.left_out.iter().map(|left| left.what.as_str());
            rows.chain(levels).chain(left).collect()
        } else {
            rows.collect()
        }
    }

    fn weights(&self, diagnostics: &mut Vec<Diagnostic>) {
        let kinds = kinds(self.draft, self.options);
        let rows = || self.draft.rows.iter().map(|row| row.name.as_str());
        for (name, weight) in &self.options.weights {
            let found = rows().zip(&kinds).find(|(row, _)| fold(row) == fold(name));
            match found {
                Some((_, Kind::Competency { scored: true })) => {}
                Some(_) => diagnostics.push(self.warning(
                    format!(
                        "`weights` in the [map] of careermap.toml names “{name}”, which is not scored, so its weight counts nowhere."
                    ),
                    format!(
                        "Remove the name; or, if people are rated in it, write `scored = [{}]` under [map].",
                        quoted(name)
                    ),
                )),
                None => {
                    let close = closest(name, rows());
                    let line = close.map_or_else(String::new, |close| {
                        format!("{} = {weight:?}", quoted(close))
                    });
                    diagnostics.push(self.unknown("weights", name, close, &line, "map.weights"));
                }
            }
        }
    }

    fn tracks(&self, diagnostics: &mut Vec<Diagnostic>) {
        for (name, tracks) in &self.options.tracks {
            if self.names_a_level(name) {
                continue;
            }
            let close = closest(name, self.titles());
            let line = close.map_or_else(String::new, |close| {
                let tracks: Vec<&str> = tracks
                    .iter()
                    .map(|track| match track {
                        crate::model::Track::IndividualContributor => "\"ic\"",
                        crate::model::Track::Management => "\"management\"",
                    })
                    .collect();
                format!("{} = [{}]", quoted(close), tracks.join(", "))
            });
            diagnostics.push(self.unknown("tracks", name, close, &line, "map.tracks"));
        }
    }

    /// A name that nothing has, with the line as it is right.
    fn unknown(
        &self,
        setting: &str,
        name: &str,
        close: Option<&str>,
        line: &str,
        section: &str,
    ) -> Diagnostic {
        let help = match close {
            Some(close) => {
                format!("Did you mean “{close}”? Then write `{line}` under [{section}].")
            }
            None => "Correct or remove the name.".to_owned(),
        };
        self.warning(
            format!(
                "`{setting}` in the [map] of careermap.toml names “{name}”, which the map does not have."
            ),
            help,
        )
    }

    fn titles(&self) -> impl Iterator<Item = &str> {
        self.levels.iter().map(|level| level.title.as_str())
    }

    fn names_a_level(&self, name: &str) -> bool {
        self.levels.iter().any(|level| is_called(level, name))
    }

    /// Names in the order that no level has, levels that it leaves out, and levels that it names twice: one message.
    fn order(&self) -> Option<Diagnostic> {
        let order = &self.options.order;
        let all: Vec<&String> = order.iter().flat_map(Step::names).collect();
        let unknown: Vec<&str> = all
            .iter()
            .filter(|name| !self.names_a_level(name))
            .map(|name| name.as_str())
            .collect();
        let mut seen = BTreeSet::new();
        let mut twice = Vec::new();
        for name in &all {
            let level = self.levels.iter().position(|level| is_called(level, name));
            if level.is_some_and(|level| !seen.insert(level)) {
                twice.push(name.as_str());
            }
        }
        let mut faults = Vec::new();
        let mut say = |names: &[&str], fault: &str| {
            if !names.is_empty() {
                faults.push(format!("{fault} {}", in_quotes(names)));
            }
        };
        let forgotten: Vec<&str> = self.forgotten.iter().map(String::as_str).collect();
        say(&unknown, "it names what is not a level:");
        say(
            &forgotten,
            "it leaves out these levels, which were put after the others:",
        );
        say(
            &twice,
            "it names these levels twice, of which the first place counts:",
        );
        if faults.is_empty() {
            return None;
        }
        Some(Diagnostic::warning(
            "map-order",
            self.draft.place.clone(),
            format!(
                "`order` in the [map] of careermap.toml does not fit the map: {}.",
                faults.join("; ")
            ),
            format!(
                "Write `{}` under [map], with the levels in the right order.",
                self.mended_order()
            ),
        ))
    }

    /// The order with each level once: what is not a level is replaced by the nearest one that is left out, and the rest of
    /// those stand at the end.
    fn mended_order(&self) -> String {
        let mut left: Vec<&str> = self.forgotten.iter().map(String::as_str).collect();
        let mut named = BTreeSet::new();
        let mut steps: Vec<Vec<&str>> = Vec::new();
        for step in &self.options.order {
            let mut mended = Vec::new();
            for name in step.names() {
                let level = self.levels.iter().position(|level| is_called(level, name));
                match level {
                    Some(level) if named.insert(level) => mended.push(name.as_str()),
                    Some(_) => {}
                    None => {
                        if let Some(close) = closest(name, left.iter().copied()) {
                            left.retain(|title| *title != close);
                            mended.push(close);
                        }
                    }
                }
            }
            if !mended.is_empty() {
                steps.push(mended);
            }
        }
        steps.extend(left.into_iter().map(|title| vec![title]));
        order_line(&steps)
    }

    fn scale_top(&self, diagnostics: &mut Vec<Diagnostic>) {
        let Some(top) = self.options.scale_top else {
            return;
        };
        match (self.scale, self.highest) {
            (Scale::Rank, _) => diagnostics.push(self.warning(
                "`scale-top` in the [map] of careermap.toml is not used: the cells of this map are texts, and ratings are levels."
                    .to_owned(),
                "Remove `scale-top`.".to_owned(),
            )),
            (Scale::Proficiency, Some(highest)) if highest > top => diagnostics.push(self.warning(
                format!(
                    "`scale-top` in the [map] of careermap.toml is {top}, but the map requires up to {highest}; the scale goes up to {highest}."
                ),
                format!("Write `scale-top = {highest}` under [map], or correct the numbers in the map."),
            )),
            (Scale::Proficiency, _) => {}
        }
    }
}

fn is_called(level: &Level, name: &str) -> bool {
    std::iter::once(&level.title)
        .chain(&level.code)
        .chain(&level.aliases)
        .any(|own| fold(own) == fold(name))
}

fn in_quotes(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    names.join(", ")
}
