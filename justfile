# The handful of commands one really uses. `just` lists them.

default:
    @just --list

# Plans and workbook of the sample company
run *ARGS:
    cargo run --release -- run {{ARGS}}

# All tests
test *ARGS:
    cargo test --release {{ARGS}}

# What a change must pass
ci:
    bash .ci/run

# Write the sample company anew from its texts
sample:
    cargo run --release --example sample_company

# What a run costs, beside the bare typesetting: `just bench 1000 10000`
bench *PEOPLE:
    cargo bench -- {{PEOPLE}}

# The program for handing on: slower to build, faster to run
dist:
    cargo build --profile dist
