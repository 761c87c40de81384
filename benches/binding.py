#!/usr/bin/env python3
"""Compares careermap with Typst's Python binding, on the same folder and the same number of processes.

    pip install typst python-calamine
    cargo build --release
    cargo run --release --example sample_company -- company 300
    cargo bench --bench plans -- data company company-data       # the data of each plan, as JSON
    python3 benches/binding.py company company-data

Prints the plans that each of three ways makes in a second, and careermap's ratio to the other two:

- careermap: a whole run, with workbook, overview page and manifest;
- the binding with a plain plan of its own, about three pages long: what a script would do, reading the workbooks included;
- the binding with careermap's template and ready data: one compiler makes all plans of a process.

The three take turns in several rounds, and each counts with its fastest, since a shared machine is sometimes slower and
never faster. Every way has as many processes or threads as `--jobs` says.
"""

import argparse
import json
import os
import shutil
import subprocess
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import typst
from python_calamine import CalamineWorkbook

PROJECT = Path(__file__).resolve().parent.parent
STANDARDS = ["ua-1", "a-2a"]

PLAIN = """
#let plan = json("/data.json")
#set document(title: plan.name)
#set text(lang: "en", size: 10pt)
#set page(paper: "a4", margin: 2cm, footer: context [#plan.name #h(1fr) #counter(page).display("1 / 1", both: true)])
= Development plan: #plan.name
#table(columns: (auto, 1fr), ..plan.facts.flatten())
== Ratings
#let lines(rows) = table(
  columns: rows.first().len(),
  table.header(..rows.first().map(strong)),
  ..rows.slice(1).flatten(),
)
#lines(plan.ratings)
== Actions
#lines(plan.actions)
== Signatures
#v(2cm)
#line(length: 100%)
"""


def rows_of(sheet):
    """The cells of a sheet as texts, without empty rows."""
    rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.to_python()]
    return [row for row in rows if any(row)]


def plain_data(file):
    """What a plain plan says about one person: the labels above the table, the table, and the actions."""
    workbook = CalamineWorkbook.from_path(str(file))
    form = rows_of(workbook.get_sheet_by_name("Assessment"))
    head = next(at for at, row in enumerate(form) if row[0] == "Competency")
    facts = [row[:2] for row in form[1:head] if row[1]]
    has_actions = "Actions" in workbook.sheet_names
    actions = rows_of(workbook.get_sheet_by_name("Actions")) if has_actions else [["No action is agreed."]]
    return {"name": dict(facts)["Name"], "facts": facts, "ratings": form[head:], "actions": actions}


def set_plans(work):
    """Sets one process's share of the plans; returns how many pages they have."""
    files, template, output = work
    with tempfile.TemporaryDirectory() as root:
        root = Path(root)
        if template is None:
            main = root / "plain.typ"
            main.write_text(PLAIN, encoding="utf-8")
            fonts = [PROJECT / "templates" / "fonts"]
        else:
            shutil.copytree(template, root, dirs_exist_ok=True)
            main = root / "plan.typ"
            fonts = [root / "fonts"]
        data = root / "data.json"
        data.write_text("{}", encoding="utf-8")
        compiler = typst.Compiler(
            str(main),
            root=str(root),
            font_paths=[str(font) for font in fonts],
            ignore_system_fonts=True,
            # The template reads the footer's data from here too, instead of from a file of its own.
            sys_inputs={"data": "/data.json"},
        )
        for file in files:
            if template is None:
                data.write_text(json.dumps(plain_data(file)), encoding="utf-8")
            else:
                shutil.copyfile(file, data)
            pdf = compiler.compile(format="pdf", pdf_standards=STANDARDS)
            (output / f"{file.stem}.pdf").write_bytes(pdf)
    return len(files)


def with_binding(files, template, jobs):
    """Seconds on the clock for all plans."""
    with tempfile.TemporaryDirectory() as output:
        shares = [(files[job::jobs], template, Path(output)) for job in range(jobs)]
        started = time.monotonic()
        with ProcessPoolExecutor(jobs) as pool:
            assert sum(pool.map(set_plans, shares)) == len(files)
        return time.monotonic() - started


def with_careermap(program, company, jobs):
    with tempfile.TemporaryDirectory() as output:
        started = time.monotonic()
        done = subprocess.run(
            [program, "run", company, "-o", Path(output) / "made", "--jobs", str(jobs), "--quiet"],
            stdout=subprocess.DEVNULL,
        )
        assert done.returncode in (0, 1), f"careermap ended with {done.returncode}"
        return time.monotonic() - started


def main():
    parser = argparse.ArgumentParser(description="Compares careermap with Typst's Python binding.")
    parser.add_argument("company", type=Path, help="folder that sample_company wrote")
    parser.add_argument("data", type=Path, help="folder with the data of each plan")
    parser.add_argument("--program", type=Path, default=PROJECT / "target" / "release" / "careermap")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    forms = sorted(given.company.glob("assessments/**/*.xlsx"))
    data = sorted(given.data.glob("*.json"))
    if not forms or len(forms) != len(data):
        parser.error(f"{len(forms)} assessments and {len(data)} plans' data: they must be of the same company")
    ways = {
        "careermap, whole run": lambda: with_careermap(given.program, given.company, given.jobs),
        "binding, plain plan": lambda: with_binding(forms, None, given.jobs),
        "binding, careermap's template": lambda: with_binding(data, PROJECT / "templates", given.jobs),
    }
    seconds = {way: [] for way in ways}
    for _ in range(given.rounds):
        for way, make in ways.items():
            seconds[way].append(make())
    own = min(seconds["careermap, whole run"])
    print(f"{len(forms)} people, {given.jobs} processes or threads, fastest of {given.rounds} in turn")
    for way, taken in seconds.items():
        print(f"{way:32}{len(forms) / min(taken):8.1f} plans/s   careermap × {min(taken) / own:.2f}")


if __name__ == "__main__":
    main()
