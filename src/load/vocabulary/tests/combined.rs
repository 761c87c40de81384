//! Rater, content, time and decoration, combined in every way.

use super::*;
use crate::text::fold;

/// How a language says whose rating it is, and from when.
struct Language {
    own: &'static [&'static str],
    manager: &'static [&'static str],
    agreed: &'static [&'static str],
    times: &'static [(&'static str, &'static str)],
}

const LANGUAGES: &[Language] = &[
    Language {
        own: &[
            "Self",
            "Self rating",
            "Self-assessment score",
            "Own score",
            "My rating",
            "Rating by employee",
            "Employee's rating",
            "Self level",
            "Score – self",
        ],
        manager: &[
            "Manager rating",
            "Manager's score",
            "Line manager assessment",
            "Rating by manager",
            "Lead rating",
            "Supervisor's level",
            "My manager's rating",
            "Score – manager",
        ],
        agreed: &[
            "Agreed",
            "Final rating",
            "Calibrated score",
            "Consensus rating",
            "Agreed level",
        ],
        times: &[
            ("2026", "2026"),
            ("H1 2026", "2026-06"),
            ("FY26", "2026"),
            ("'26", "2026"),
            ("Q3/2026", "2026-09"),
            ("March 2026", "2026-03"),
            ("last year", "before"),
            ("previous cycle", "before"),
            ("2025/26", "2026"),
            ("cycle 2", "#2"),
            ("mid-year 2026", "2026-06"),
        ],
    },
    Language {
        own: &[
            "Selbsteinschätzung",
            "Selbst",
            "Eigenbewertung",
            "Selbstbeurteilung Mitarbeiter/in",
            "Eigene Einschätzung",
            "Bewertung durch Mitarbeitende",
            "Stufe (Selbst)",
        ],
        manager: &[
            "Fremdeinschätzung",
            "Bewertung Führungskraft",
            "Einschätzung durch Vorgesetzte/n",
            "Beurteilung der Führungskraft",
            "Stufe laut Vorgesetztem",
            "Bewertung – FK",
        ],
        agreed: &[
            "Gemeinsame Bewertung",
            "Finale Einschätzung",
            "Kalibrierte Bewertung",
            "Abgestimmtes Ergebnis",
        ],
        times: &[
            ("2026", "2026"),
            ("1. Halbjahr 2026", "2026-06"),
            ("HJ2 2026", "2026"),
            ("Q3 2026", "2026-09"),
            ("März 2026", "2026-03"),
            ("Vorjahr", "before"),
            ("letztes Jahr", "before"),
            ("GJ 25/26", "2026"),
        ],
    },
    Language {
        own: &[
            "Auto-évaluation",
            "Autoévaluation",
            "Mon évaluation",
            "Évaluation du salarié",
            "Note du collaborateur",
            "Niveau (auto-évaluation)",
        ],
        manager: &[
            "Évaluation du manager",
            "Évaluation N+1",
            "Évaluation par le responsable",
            "Note du manager",
            "Appréciation du supérieur hiérarchique",
            "Niveau – manager",
        ],
        agreed: &["Évaluation finale", "Note partagée", "Niveau validé"],
        times: &[
            ("2026", "2026"),
            ("S1 2026", "2026-06"),
            ("1er semestre 2026", "2026-06"),
            ("T3 2026", "2026-09"),
            ("mars 2026", "2026-03"),
            ("année précédente", "before"),
            ("N-1", "before"),
            ("exercice 2026", "2026"),
        ],
    },
    Language {
        own: &[
            "Autoevaluación",
            "Auto-evaluación",
            "Mi valoración",
            "Evaluación del empleado",
            "Nota propia",
            "Nivel (autoevaluación)",
        ],
        manager: &[
            "Evaluación del jefe",
            "Evaluación del responsable directo",
            "Calificación del supervisor",
            "Valoración jefe/a",
            "Nivel – manager",
        ],
        agreed: &[
            "Evaluación final",
            "Nota consensuada",
            "Calificación acordada",
        ],
        times: &[
            ("2026", "2026"),
            ("1.er semestre 2026", "2026-06"),
            ("T3 2026", "2026-09"),
            ("marzo 2026", "2026-03"),
            ("año anterior", "before"),
            ("año pasado", "before"),
        ],
    },
    Language {
        own: &[
            "Autoavaliação",
            "Auto-avaliação",
            "Minha avaliação",
            "Avaliação do colaborador",
            "Nota própria",
            "Nível (autoavaliação)",
        ],
        manager: &[
            "Avaliação do gestor",
            "Avaliação da chefia",
            "Nota do líder",
            "Avaliação gestor(a)",
            "Nível – gestor",
        ],
        agreed: &["Avaliação final", "Nota consensual", "Nota calibrada"],
        times: &[
            ("2026", "2026"),
            ("1º semestre 2026", "2026-06"),
            ("T3 2026", "2026-09"),
            ("março 2026", "2026-03"),
            ("ano anterior", "before"),
            ("ano passado", "before"),
        ],
    },
    Language {
        own: &[
            "Autovalutazione",
            "Auto-valutazione",
            "La mia valutazione",
            "Valutazione del dipendente",
            "Livello (autovalutazione)",
        ],
        manager: &[
            "Valutazione del responsabile",
            "Valutazione capo",
            "Punteggio del superiore",
            "Voto responsabile diretto",
            "Livello – responsabile",
        ],
        agreed: &[
            "Valutazione finale",
            "Punteggio condiviso",
            "Valutazione concordata",
        ],
        times: &[
            ("2026", "2026"),
            ("I semestre 2026", "2026-06"),
            ("1° semestre 2026", "2026-06"),
            ("T3 2026", "2026-09"),
            ("marzo 2026", "2026-03"),
            ("anno precedente", "before"),
            ("anno scorso", "before"),
        ],
    },
    Language {
        own: &[
            "Zelfbeoordeling",
            "Zelfevaluatie",
            "Eigen beoordeling",
            "Mijn score",
            "Beoordeling medewerker",
            "Niveau (zelf)",
        ],
        manager: &[
            "Beoordeling leidinggevende",
            "Beoordeling door de leidinggevende",
            "Score manager",
            "Oordeel chef",
            "Niveau – leidinggevende",
        ],
        agreed: &[
            "Eindbeoordeling",
            "Definitieve score",
            "Gezamenlijke beoordeling",
        ],
        times: &[
            ("2026", "2026"),
            ("1e halfjaar 2026", "2026-06"),
            ("Q3 2026", "2026-09"),
            ("maart 2026", "2026-03"),
            ("vorig jaar", "before"),
            ("vorige periode", "before"),
        ],
    },
];

/// What people write around a heading; `{}` is the heading.
const SURROUNDINGS: &[&str] = &[
    "{}",
    "1. {}",
    "2.3 {}",
    "b) {}",
    "{}:",
    "{} *",
    "★ {}",
    "📝 {}",
    "{} (1–5)",
    "{} [1-4]",
    "{} (0 = none, 4 = expert)",
    "{} (1 bis 6)",
    "{} (1 à 5)",
    "{} (de 1 a 5)",
    "{} (1 t/m 5)",
    "{} /10",
    "{} (%)",
    "{} (optional)",
    "{}\n(1–5)",
    "  {}  ",
];

fn each(check: impl Fn(&str, &str)) {
    for language in LANGUAGES {
        for (headings, whose) in [
            (language.own, "self"),
            (language.manager, "manager"),
            (language.agreed, "agreed"),
        ] {
            for heading in headings {
                check(heading, whose);
            }
        }
    }
}

#[test]
fn what_surrounds_a_heading_changes_nothing() {
    each(|heading, whose| {
        for around in SURROUNDINGS {
            for heading in [
                heading.to_owned(),
                heading.to_uppercase(),
                heading.to_lowercase(),
                heading.replace(' ', "\n"),
                heading.replace(' ', "\u{a0}"),
                heading.replace('–', "-"),
            ] {
                let text = around.replace("{}", &heading);
                let found = readings_of(&text);
                assert!(found.contains(&whose), "{text:?}: {found:?}");
                assert_eq!(period_of(&text), "", "{text:?}");
            }
        }
    });
}

#[test]
fn a_time_stands_before_behind_or_in_brackets() {
    for language in LANGUAGES {
        for (headings, whose) in [
            (language.own, "self"),
            (language.manager, "manager"),
            (language.agreed, "agreed"),
        ] {
            for heading in headings {
                for (time, period) in language.times {
                    for text in [
                        format!("{heading} {time}"),
                        format!("{heading} ({time})"),
                        format!("{heading} – {time}"),
                        format!("{time}: {heading}"),
                        format!("{heading} (1–5) {time}"),
                        format!("{heading}\n{time}"),
                    ] {
                        let found = readings_of(&text);
                        assert!(found.contains(&whose), "{text:?}: {found:?}");
                        assert_eq!(period_of(&text), *period, "{text:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_competency_stands_beside_whose_rating_it_is() {
    each(|heading, whose| {
        for competency in ["Communication", "Präsentation", "Prise d’initiative"] {
            for text in [
                format!("{competency} – {heading}"),
                format!("{competency} ({heading})"),
                format!("{competency}: {heading}"),
                format!("{heading}: {competency}"),
                format!("{competency} – {heading} (1–5)"),
                format!("{competency} {heading}"),
            ] {
                let found = split_rater(&text).find(|(rest, ..)| *rest == fold(competency));
                let found = found.map(|(_, whose, _)| name_of(Meaning::Rating(whose)));
                assert_eq!(found, Some(whose), "{text:?}");
            }
        }
    });
}

#[test]
fn the_name_of_a_sheet_says_whose_ratings_it_holds() {
    each(|heading, whose| {
        let by = match whose {
            "self" => Rater::Own,
            "manager" => Rater::Manager,
            _ => Rater::Agreed,
        };
        let found = raters_mentioned(heading);
        // “Employee's rating” may be the manager's of the employee.
        assert!(
            found == [by].into() || (by == Rater::Own && found.is_empty()),
            "{heading:?}: {found:?}"
        );
    });
}
