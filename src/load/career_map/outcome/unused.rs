//! Settings about the map that change nothing: names that it does not have, and settings that its layout does not use.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::load::career_map::drafts::draft::{Draft, Kind};
use crate::load::career_map::options::{MapOptions, Step};
use crate::load::setting_lines::{list_line, order_line, toml_text};
use crate::model::{Level, Points, Scale, Track};
use crate::text::{all_in_quotes, closest, fold, in_quotes};

/// The facts about a map that the settings are compared with.
pub(in crate::load::career_map) struct Used<'a> {
    pub(in crate::load::career_map) draft: &'a Draft,
    pub(in crate::load::career_map) levels: &'a [Level],
    /// Titles of levels that the configured order does not name.
    pub(in crate::load::career_map) forgotten: &'a [String],
    pub(in crate::load::career_map) scale: Scale,
    /// The highest requirement, in a map of numbers.
    pub(in crate::load::career_map) highest: Option<Points>,
    pub(in crate::load::career_map) options: &'a MapOptions,
}

impl Used<'_> {
    /// Names each setting that changes nothing, and what to do about it.
    pub(in crate::load::career_map) fn report(&self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.extend(self.order());
        self.lists(diagnostics);
        self.weights(diagnostics);
        self.tracks(diagnostics);
        self.scale_top(diagnostics);
    }

    fn warning(&self, message: String, help: String) -> Diagnostic {
        Diagnostic::warning("map-setting", self.draft.place.clone(), message, help)
    }

    /// Checks the names of competencies in lists: each must exist, and no other list may overrule it.
    fn lists(&self, diagnostics: &mut Vec<Diagnostic>) {
        let options = self.options;
        let kinds: Vec<(&str, Kind)> = self
            .draft
            .rows
            .iter()
            .map(|row| row.name.as_str())
            .zip(self.draft.signs.kinds.iter().copied())
            .collect();
        let wanted: [(&'static str, &[String], Kind); 4] = [
            ("leave-out", &options.leave_out, Kind::LeftOut),
            ("scored", &options.scored, Kind::Competency { scored: true }),
            ("facts", &options.facts, Kind::Competency { scored: false }),
            ("level-facts", &options.level_facts, Kind::LevelFact),
        ];
        for (setting, names, wanted_kind) in wanted {
            let mut right: Vec<&str> = Vec::new();
            let mut overruled: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            let mut unknown: Vec<(&str, Option<&str>)> = Vec::new();
            for name in names {
                let found = kinds.iter().find(|(row, _)| fold(row) == fold(name));
                match found {
                    _ if setting == "leave-out" && self.is_left_out(name) => right.push(name),
                    Some((_, kind)) if *kind == wanted_kind => right.push(name),
                    Some((_, kind)) => {
                        let by = match kind {
                            Kind::LeftOut => "leave-out",
                            Kind::Competency { scored: true } => "scored",
                            _ => "facts",
                        };
                        overruled.entry(by).or_default().push(name);
                    }
                    None => {
                        let close = closest(name, self.candidates(setting));
                        right.extend(close);
                        unknown.push((name, close));
                    }
                }
            }
            let line = if right.is_empty() {
                format!("Remove `{setting}`.")
            } else {
                format!("Write `{}` under [map].", list_line(setting, right))
            };
            for (by, names) in overruled {
                diagnostics.push(self.warning(
                    format!(
                        "`{setting}` under [map] in careermap.toml names {}, but so does `{by}`, which counts.",
                        all_in_quotes(names)
                    ),
                    line.clone(),
                ));
            }
            if let Some(message) = self.unknown(setting, &unknown, &line) {
                diagnostics.push(message);
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
        let kinds = &self.draft.signs.kinds;
        let rows = || self.draft.rows.iter().map(|row| row.name.as_str());
        for (name, weight) in &self.options.weights {
            let found = rows().zip(kinds).find(|(row, _)| fold(row) == fold(name));
            match found {
                Some((_, Kind::Competency { scored: true })) => {}
                Some(_) => {
                    let scored = self.options.scored.iter().chain([name]);
                    diagnostics.push(self.warning(
                        format!(
                            "`weights` under [map] in careermap.toml names {}, which is not scored, so its weight has \
                             no effect.",
                            in_quotes(name)
                        ),
                        format!(
                            "If people are rated in it, write `{}` under [map]; otherwise remove its weight.",
                            list_line("scored", scored)
                        ),
                    ));
                }
                None => {
                    let close = closest(name, rows());
                    diagnostics.extend(self.unknown_key("weights", name, close, |close| {
                        format!("{} = {weight:?}", toml_text(close))
                    }));
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
            diagnostics.extend(self.unknown_key("tracks", name, close, |close| {
                let tracks = tracks.iter().map(|track| match track {
                    Track::IndividualContributor => "ic",
                    Track::Management => "management",
                });
                list_line(&toml_text(close), tracks)
            }));
        }
    }

    /// Reports names in a list that do not exist, and what to do about them.
    fn unknown(
        &self,
        setting: &str,
        names: &[(&str, Option<&str>)],
        line: &str,
    ) -> Option<Diagnostic> {
        let close: Vec<&str> = names.iter().filter_map(|(_, close)| *close).collect();
        let meant = if close.is_empty() {
            String::new()
        } else {
            format!("Did you mean {}? ", all_in_quotes(close))
        };
        (!names.is_empty()).then(|| {
            self.warning(
                format!(
                    "`{setting}` under [map] in careermap.toml names {}, which the map does not have.",
                    all_in_quotes(names.iter().map(|(name, _)| *name))
                ),
                format!("{meant}{line}"),
            )
        })
    }

    /// Reports a name on the left of a line below `[map.…]` that does not exist.
    fn unknown_key(
        &self,
        setting: &str,
        name: &str,
        close: Option<&str>,
        line: impl FnOnce(&str) -> String,
    ) -> Option<Diagnostic> {
        let line = match close {
            Some(close) => format!("Write `{}` instead under [map.{setting}].", line(close)),
            None => "Correct or remove that line.".to_owned(),
        };
        self.unknown(setting, &[(name, close)], &line)
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
                faults.push(format!("{fault} {}", all_in_quotes(names.iter().copied())));
            }
        };
        let forgotten: Vec<&str> = self.forgotten.iter().map(String::as_str).collect();
        say(&unknown, "it names something that is not a level:");
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
                "`order` under [map] in careermap.toml does not fit the map: {}.",
                faults.join("; ")
            ),
            format!(
                "Write `{}` under [map], with the levels in the right order.",
                self.mended_order()
            ),
        ))
    }

    /// The order with each level once: a name that is not a level is replaced by the nearest level that is missing; the
    /// other missing levels come last.
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
                "`scale-top` under [map] in careermap.toml is not used: the cells of this map are texts, and ratings \
                 are levels."
                    .to_owned(),
                "Remove `scale-top`.".to_owned(),
            )),
            (Scale::Proficiency, Some(highest)) if highest > top => diagnostics.push(self.warning(
                format!(
                    "`scale-top` under [map] in careermap.toml is {top}, but the map requires up to {highest}; the \
                     scale goes up to {highest}."
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
