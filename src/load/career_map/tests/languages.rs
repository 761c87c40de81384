//! Maps in the other languages that are read: their levels, and what is beside them.

use super::*;

/// The same shape of map in every language: a category, a column of remarks beside three levels, two competencies, a fact
/// about people, a fact about levels.
struct Sample {
    language: &'static str,
    /// Over categories, competencies, remarks and the three levels.
    header: [&'static str; 6],
    category: &'static str,
    competencies: [&'static str; 2],
    /// Each a remark and what the three levels expect.
    texts: [[&'static str; 4]; 2],
    /// What people bring along, and how much of it.
    person: [&'static str; 4],
    salary: &'static str,
    /// Over levels in rows.
    level: &'static str,
}

#[rustfmt::skip]
const SAMPLES: [Sample; 6] = [
    Sample {
        language: "German",
        header: ["Kategorie", "Kompetenz", "Beschreibung", "Berufseinsteiger", "Fachkraft", "Experte"],
        category: "Zusammenarbeit",
        competencies: ["Kommunikation", "Planung"],
        texts: [
            ["Wie wir miteinander reden", "Schreibt klare Nachrichten an das Team", "Erklärt Schwieriges in einfachen Worten", "Vertritt das Haus nach außen"],
            ["Wie wir Arbeit einteilen", "Plant den eigenen Tag mit Hilfe", "Plant die Woche ohne Hilfe", "Plant das Quartal für alle"],
        ],
        person: ["Berufserfahrung", "noch keine nötig", "mindestens zwei Jahre", "mindestens sechs Jahre"],
        salary: "Gehalt",
        level: "Stufe",
    },
    Sample {
        language: "French",
        header: ["Catégorie", "Compétence", "Remarques", "Débutant", "Confirmé", "Directeur"],
        category: "Travail en équipe",
        competencies: ["Communication", "Organisation"],
        texts: [
            ["À lire avec le responsable", "Rédige des messages clairs pour son équipe", "Explique simplement les sujets difficiles", "Représente la maison à l’extérieur"],
            ["À revoir chaque année", "Prépare sa journée avec de l’aide", "Prépare sa semaine sans aide", "Prépare le trimestre de toute l’équipe"],
        ],
        person: ["Expérience professionnelle", "aucune exigée au départ", "au moins deux ans", "au moins dix ans"],
        salary: "Salaire",
        level: "Niveau",
    },
    Sample {
        language: "Spanish",
        header: ["Categoría", "Competencia", "Observaciones", "Aprendiz", "Técnico", "Responsable"],
        category: "Trabajo en equipo",
        competencies: ["Comunicación", "Planificación"],
        texts: [
            ["Se revisa cada otoño", "Escribe mensajes claros para su equipo", "Explica lo difícil con palabras sencillas", "Habla por la casa ante los clientes"],
            ["Se revisa cada primavera", "Prepara su día con ayuda", "Prepara su semana sin ayuda", "Prepara el trimestre de todo el equipo"],
        ],
        person: ["Experiencia profesional", "ninguna al principio", "al menos dos años", "al menos ocho años"],
        salary: "Salario",
        level: "Nivel",
    },
    Sample {
        language: "Portuguese",
        header: ["Categoria", "Competência", "Descrição", "Estagiário", "Pleno", "Diretor"],
        category: "Trabalho em equipa",
        competencies: ["Comunicação", "Planeamento"],
        texts: [
            ["Como falamos uns com os outros", "Escreve mensagens claras para a equipa", "Explica o difícil em palavras simples", "Fala pela casa junto dos clientes"],
            ["Como dividimos o trabalho", "Prepara o seu dia com ajuda", "Prepara a sua semana sem ajuda", "Prepara o trimestre de toda a equipa"],
        ],
        person: ["Formação académica", "ensino secundário completo", "licenciatura na área", "mestrado na área"],
        salary: "Faixa salarial",
        level: "Nível",
    },
    Sample {
        language: "Italian",
        header: ["Categoria", "Competenza", "Descrizione", "Apprendista", "Impiegato", "Direttore"],
        category: "Lavoro di squadra",
        competencies: ["Comunicazione", "Pianificazione"],
        texts: [
            ["Come parliamo tra noi", "Scrive messaggi chiari alla squadra", "Spiega le cose difficili con parole semplici", "Parla per la casa davanti ai clienti"],
            ["Come dividiamo il lavoro", "Prepara la giornata con un aiuto", "Prepara la settimana senza aiuto", "Prepara il trimestre di tutta la squadra"],
        ],
        person: ["Titolo di studio", "diploma di scuola superiore", "laurea triennale", "laurea magistrale"],
        salary: "Retribuzione",
        level: "Livello",
    },
    Sample {
        language: "Dutch",
        header: ["Categorie", "Competentie", "Toelichting", "Stagiair", "Medewerker", "Directeur"],
        category: "Samenwerken",
        competencies: ["Communicatie", "Organiseren"],
        texts: [
            ["Hoe wij met elkaar praten", "Schrijft duidelijke berichten aan het team", "Legt moeilijke zaken eenvoudig uit", "Spreekt namens het huis met klanten"],
            ["Hoe wij het werk verdelen", "Regelt de eigen dag met hulp", "Regelt de week zonder hulp", "Regelt het kwartaal van iedereen"],
        ],
        person: ["Opleiding en werkervaring", "nog geen nodig", "ten minste twee jaar", "ten minste acht jaar"],
        salary: "Salaris",
        level: "Niveau",
    },
];

impl Sample {
    fn levels(&self) -> &[&'static str] {
        &self.header[3..]
    }

    /// Two competencies, scored, and the fact about people, which is not.
    fn check(&self, map: &CareerMap) {
        let [first, second] = self.competencies;
        assert_eq!(titles(map), self.levels(), "{}", self.language);
        assert_eq!(
            names(map),
            [first, second, self.person[0]],
            "{}",
            self.language
        );
        let scored: Vec<bool> = map.competencies.iter().map(|c| c.scored).collect();
        assert_eq!(scored, [true, true, false], "{}", self.language);
        for (competency, texts) in self.competencies.iter().zip(&self.texts) {
            for (level, text) in self.levels().iter().zip(&texts[1..]) {
                assert_eq!(
                    expected(map, competency, level),
                    [*text],
                    "{}",
                    self.language
                );
            }
        }
    }
}

#[test]
fn levels_in_columns_in_every_language() {
    for sample in &SAMPLES {
        let [first, second] = sample.competencies;
        let [texts, more] = sample.texts;
        let [fact, some, further, most] = sample.person;
        let workbook = one(&[
            &sample.header,
            &[
                sample.category,
                first,
                texts[0],
                texts[1],
                texts[2],
                texts[3],
            ],
            &["", second, more[0], more[1], more[2], more[3]],
            &["", fact, "", some, further, most],
            &[
                "",
                sample.salary,
                "",
                "32 000 – 38 000",
                "39 000 – 52 000",
                "53 000 – 71 000",
            ],
        ]);
        let reading = read(&workbook, &MapOptions::default());
        let map = reading
            .career_map
            .unwrap_or_else(|| panic!("{}: {:#?}", sample.language, reading.diagnostics));
        assert_eq!(
            map.orientation,
            Orientation::LevelsInColumns,
            "{}",
            sample.language
        );
        sample.check(&map);
        for competency in &map.competencies[..2] {
            assert_eq!(
                competency.category.as_deref(),
                Some(sample.category),
                "{}",
                sample.language
            );
        }
        let left_out = format!("{:?}", reading.left_out);
        assert!(
            left_out.contains(sample.header[2]),
            "{}: {left_out}",
            sample.language
        );
        let facts: Vec<&str> = map.facts.iter().map(|fact| fact.name.as_str()).collect();
        assert_eq!(facts, [sample.salary], "{}", sample.language);
    }
}

#[test]
fn levels_in_rows_in_every_language() {
    for sample in &SAMPLES {
        let [first, second] = sample.competencies;
        let rows: Vec<[&str; 6]> = (1..=3)
            .map(|level| {
                let salary = ["32 000 – 38 000", "39 000 – 52 000", "53 000 – 71 000"][level - 1];
                let [texts, more] = sample.texts;
                [
                    sample.levels()[level - 1],
                    texts[level],
                    more[level],
                    sample.person[level],
                    salary,
                    "",
                ]
            })
            .collect();
        let header = [
            sample.level,
            first,
            second,
            sample.person[0],
            sample.salary,
            "",
        ];
        let map = map(&one(&[&header, &rows[0], &rows[1], &rows[2]]));
        assert_eq!(
            map.orientation,
            Orientation::LevelsInRows,
            "{}",
            sample.language
        );
        sample.check(&map);
    }
}

/// Maps that begin with the most senior level: they are turned over, and each language says why.
#[test]
fn the_most_senior_level_may_come_first_in_every_language() {
    for titles in [
        [
            "Abteilungsleiterin",
            "Teamleiterin",
            "Senior-Beraterin",
            "Junior-Beraterin",
        ],
        [
            "Directrice",
            "Cheffe d’équipe",
            "Conseillère confirmée",
            "Stagiaire",
        ],
        ["Directora", "Jefa de equipo", "Asesora sénior", "Becaria"],
        ["Diretora", "Líder", "Consultora sênior", "Estagiária"],
        ["Direttrice", "Caposquadra", "Impiegata", "Tirocinante"],
        ["Directeur", "Teamleider", "Medewerker", "Stagiair"],
    ] {
        let header = ["", titles[0], titles[1], titles[2], titles[3]];
        let row = |name: &'static str, verb: &str| -> Vec<String> {
            std::iter::once(name.to_owned())
                .chain(
                    (0..4).map(|at| format!("{verb} number {at} with the whole team of the house")),
                )
                .collect()
        };
        let rows = [
            row("Alpha", "Writes"),
            row("Beta", "Plans"),
            row("Gamma", "Leads"),
        ];
        let rows: Vec<Vec<&str>> = rows
            .iter()
            .map(|row| row.iter().map(String::as_str).collect())
            .collect();
        let map = map(&one(&[&header, &rows[0], &rows[1], &rows[2]]));
        let expected: Vec<&str> = titles.into_iter().rev().collect();
        assert_eq!(super::titles(&map), expected);
    }
}

/// Both tracks, as a bracket behind a title and as words above the levels.
#[test]
fn tracks_are_read_in_every_language() {
    use crate::model::Track::{IndividualContributor as Ic, Management as M};
    for (low, high, expert, manager) in [
        (
            "Junior-Beraterin",
            "Direktorin",
            "Fachlaufbahn",
            "Führungslaufbahn",
        ),
        (
            "Conseillère débutante",
            "Directrice",
            "Filière expertise",
            "Filière managériale",
        ),
        (
            "Asesora júnior",
            "Directora",
            "Contribuidora individual",
            "Gestión de personas",
        ),
        (
            "Consultora júnior",
            "Diretora",
            "Contribuidora individual",
            "Gestão de pessoas",
        ),
        (
            "Addetta",
            "Direttrice",
            "Contributore individuale",
            "Gestione delle persone",
        ),
        ("Starter", "Directeur", "Vakspecialist", "Leidinggevende"),
    ] {
        let bracketed = [format!("{high} ({expert})"), format!("{high} ({manager})")];
        let header = ["", low, &bracketed[0], &bracketed[1]];
        let rows: [&[&str]; 3] = [
            &[
                "Alpha",
                "Writes some messages to guests and asks for help with others",
                "Writes all messages to guests so that nobody has to ask again",
                "Decides who writes what to whom, and reads it before it is sent",
            ],
            &[
                "Beta",
                "Plans the own day from morning to evening with some help",
                "Plans the whole year of the own field without any help",
                "Plans the year of all the others and talks it through with them",
            ],
            &[
                "Gamma",
                "Asks whoever knows about it before something goes wrong",
                "Knows whatever is asked often and writes it down for others",
                "Decides what everybody has to know and sees to it that they do",
            ],
        ];
        let map = map(&one(&[&header, rows[0], rows[1], rows[2]]));
        let tracks: Vec<_> = map
            .levels
            .iter()
            .map(|level| level.tracks.clone())
            .collect();
        assert_eq!(tracks, [vec![], vec![Ic], vec![M]], "{expert}");
    }
}
