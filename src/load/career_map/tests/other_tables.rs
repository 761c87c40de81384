//! Spreadsheets of a company that look like career maps and are something else, with the reason that is given.

use super::*;

/// Rows in lines, cells between strokes.
fn sheet(text: &str) -> Workbook {
    let rows: Vec<Vec<&str>> = text
        .lines()
        .map(|line| line.split('|').map(str::trim).collect())
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    workbook(vec![("Sheet1", typed(&rows, &[]))])
}

#[track_caller]
fn refused(reason: &str, text: &str) {
    let refusal = refusal_of(&sheet(text));
    assert_eq!(refusal.code.0, "map-refused");
    assert!(refusal.message.contains(reason), "{}", refusal.message);
}

#[test]
fn lists_with_one_level_a_line() {
    let one_level = "each line names one thing and one level";
    refused(one_level, "Skill Area|Description|Evidence|Current Competence Level|Next Steps
        Bread baking|Making dough by hand and by machine|Weeks 1-4: baked forty loaves for the fair|Intermediate|Practise sourdough at home
        Cake design|Planning and drawing cakes for guests|Weeks 5-6: drew two wedding cakes|Developing|Attend a course about sugar
        Oven care|Cleaning and tuning the ovens|Week 7: replaced a seal under guidance|Proficient|Write a checklist for the night
        Stock keeping|Ordering flour and butter in time|Weeks 8-9: counted stock on two Sundays|Intermediate|Learn the program");
    refused(one_level, "Fähigkeit|Aktueller Stand|Nachweis|Nächste Schritte
        Brot backen|Fortgeschritten|Vierzig Brote für den Markt gebacken|Sauerteig jede Woche zu Hause üben
        Torten|Anfänger|Zwei Hochzeitstorten gezeichnet|Einen Kurs über Zuckerblumen besuchen
        Öfen pflegen|Experte|Eine Dichtung unter Anleitung ersetzt|Eine Liste für die Nacht schreiben
        Lager|Fortgeschritten|An zwei Sonntagen das Lager gezählt|Das Bestellprogramm lernen");
    refused(
        one_level,
        "Cours|Niveau|Contenu du cours|Durée
        Pâtes simples|Débutant|Peser et mélanger la farine et l’eau|2 jours
        Levain|Intermédiaire|Garder un levain en vie toute l’année|1 jour
        Fleurs en sucre|Avancé|Former des fleurs en sucre de couleur|3 jours
        Direction|Avancé|Diriger une petite équipe de boulangers|2 jours",
    );
    refused(
        one_level,
        "Job title|Department|Level|Location|Description of the job
        Baker|Bakery|Junior|Northtown|You weigh flour and mix doughs with the team
        Confectioner|Bakery|Senior|Northtown|You make cakes for weddings and other feasts
        Sales clerk|Counter|Junior|Southtown|You sell bread and talk with guests",
    );
}

#[test]
fn plans() {
    refused("like a plan", "Position|Training|Objective|Method|Date|Owner
        Junior Baker|Dough basics for everybody|Know how to weigh flour|Course of two days|2026-03-01|Head Baker
        Senior Baker|Planning of the week|Plan the shifts of the house|Coaching by the owner|2026-04-01|Owner
        Head Baker|Leading of small teams|Lead talks with the team|Seminar in the city|2026-05-01|Owner");
    refused(
        "like a plan",
        "Meeting|Who takes part|Purpose of the meeting|How often
        Morning round|Junior Baker|Say what is to be done today|Daily
        Weekly planning|Senior Baker|Plan the shifts of the week to come|Weekly
        House talk|Head Baker|Decide on what is bought and who is hired|Monthly",
    );
    refused(
        "like a plan",
        "Ziel|Ergebnis|Zuständig|Status
        Mehr Brot verkaufen im Süden|Zweihundert Brote am Tag|Leiterin|offen
        Weniger Mehl wegwerfen im Haus|Fünf Kilo weniger in der Woche|Leiter|fertig
        Lehrlinge besser ausbilden|Alle bestehen die Prüfung|Leiterin|offen",
    );
}

#[test]
fn rubrics_for_marking() {
    refused("it gives points", "Criterion|Poor (0-4)|Fair (5-7)|Good (8-10)|Points
        Layout|Most of the report ignores the layout|Some sections ignore the layout|Every section follows the layout|10
        Sources|Few sources are named|Some sources are named|All sources are named and checked|10
        Drawing|The drawing misses most parts|The drawing misses some parts|The drawing is complete|10");
    refused("it gives points", "Essay rubric
        Category|4 - Excellent|3 - Good|2 - Fair|1 - Poor
        Introduction|The introduction is inviting and clear|The introduction states the topic|The introduction hints at it|There is none
        Grammar|No errors in the whole essay|One or two errors in the essay|Three or four errors|More than four errors
        Total points");
}

#[test]
fn responsibilities_and_reporting_lines() {
    let text = "Task|Junior Baker|Baker|Senior Baker|Head Baker
        Order flour|R|C|A|I
        Clean the ovens|R|R|A|I
        Plan the week|I|C|R|A
        Hire people|I|I|C|A";
    refused("responsible, accountable", text);
    refused(
        "who reports to whom",
        "Position|Reports to|Department|Headcount|Location
        Chief Baker||Board|1|Northtown
        Head Baker|Chief Baker|Bakery|2|Northtown
        Senior Baker|Head Baker|Bakery|4|Northtown
        Junior Baker|Senior Baker|Bakery|6|Southtown",
    );
}

/// Columns of such lists also occur in career maps.
#[test]
fn career_maps_may_have_the_same_columns() {
    let levels = map(&sheet("Competency|Junior Baker|Baker|Head Baker|Points|Date
        Doughs|Weighs flour with some help|Makes the doughs of the day|Plans the doughs of the week|10|2026-01-01
        Ovens|Cleans the ovens at night|Runs two ovens at a time|Buys the ovens of the house|20|2026-01-01
        Guests|Says hello to all guests|Explains breads to guests|Decides what guests can buy|10|2026-01-01"));
    assert_eq!(titles(&levels), ["Junior Baker", "Baker", "Head Baker"]);
    let rows = map(&sheet("Level|Doughs|Ovens|Guests
        Junior Baker|Weighs flour with some help|Cleans the ovens at night|Says hello to all guests
        Baker|Makes the doughs of the day|Runs two ovens at a time|Explains breads to guests
        Head Baker|Plans the doughs of the week|Buys the ovens of the house|Decides what guests can buy"));
    assert_eq!(names(&rows), ["Doughs", "Ovens", "Guests"]);
    // Behaviours before their levels are not a list of things.
    let long = map(&sheet(
        "Behaviour|Level|Competency
        Weighs flour|Junior Baker|Doughs
        Cleans the ovens|Junior Baker|Ovens
        Makes the doughs|Head Baker|Doughs
        Buys the ovens|Head Baker|Ovens",
    ));
    assert_eq!(long.orientation, Orientation::Long);
}
