#!/usr/bin/env bash
# What goes with the program when it is handed out. Each step of release.yml that is more than one command is here, so that
# it can be tried without a release; `bash .github/handout.sh` lists them.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

# licences FILE: the licence of everything that is in the program. Needs cargo-about and jq. Further options are for
# cargo-about: with --offline, a library without a licence file gets the usual text of its licence, without its authors.
licences() {
    local file="$1" metadata package texts
    shift
    cargo about --color never generate --fail --locked "$@" --manifest-path "$root/Cargo.toml" \
        "$root/.github/licences.hbs" --output-file "$file"
    metadata="$(cargo metadata --locked --format-version 1 --manifest-path "$root/Cargo.toml")"
    # Neither stands in a library's own licence: the code in C that it brings along, and notices.
    for package in $(jq -r '.packages[] | select(.source != null) | .manifest_path | @base64' <<<"$metadata"); do
        package="$(dirname "$(base64 --decode <<<"$package")")"
        texts="$(find "$package" -maxdepth 1 -type f -iname 'NOTICE*'
            find "$package" -type f \( -path '*/jemalloc/COPYING' -o -path '*/c_src/mimalloc/v2/LICENSE' \))"
        while IFS= read -r text; do
            [ -z "$text" ] || section "${text#"$(dirname "$package")/"}" "$text" >>"$file"
        done <<<"$texts"
    done
    section "Noto Sans, the font of the documents" "$root/templates/fonts/OFL.txt" >>"$file"
    # Each of these has to be there, or a library has moved its texts.
    for text in jemalloc/COPYING mimalloc/v2/LICENSE typst-assets; do
        grep -q -- "$text" "$file" || fail "the licences lack $text"
    done
}

section() {
    printf '\n%s\n%s\n%s\n' "$(printf '=%.0s' {1..80})" "$1" "$(printf -- '-%.0s' {1..80})"
    cat "$2"
}

# contents PROGRAM LICENCES: everything beside the program, into target/handout.
contents() {
    local program="$1" licences="$2" folder="$root/target/handout"
    rm -rf "$folder"
    mkdir -p "$folder/completions"
    "$program" completions bash >"$folder/completions/careermap.bash"
    "$program" completions zsh >"$folder/completions/_careermap"
    "$program" completions fish >"$folder/completions/careermap.fish"
    "$program" completions powershell >"$folder/completions/_careermap.ps1"
    "$program" manual "$folder/man"
    cp "$licences" "$folder/LICENCES-OF-LIBRARIES.txt"
    # The guide refers to the other pages and their pictures.
    cp "$root"/{README,CHANGELOG,ARCHITECTURE}.md "$root"/LICENSE-{MIT,APACHE} "$folder"
    cp -R "$root/docs" "$folder/docs"
    mkdir "$folder"/{templates,tests}
    cp "$root/templates/README.md" "$folder/templates"
    cp "$root/tests/README.md" "$folder/tests"
    # Without links to other places, which have a colon.
    while IFS=: read -r page link; do
        link="${link#??}"
        link="$(dirname "$page")/${link%?}"
        [ -e "$link" ] || fail "$page leads to $link, which is not in the archive"
    done < <(grep -roE --include='*.md' '\]\([^):#]+[)#]' "$folder")
    # For those who would rather have it on paper.
    "$program" print "$root/docs/first-review-cycle.md" "$folder/first-review-cycle.pdf"
}

# archive PROGRAM TARGET FOLDER: the program with what `contents` made, as one file in FOLDER. Prints its name.
archive() {
    local program="$1" target="$2" folder="$3" name file
    name="careermap-$(version)-$target"
    rm -rf "$root/target/$name"
    cp -R "$root/target/handout" "$root/target/$name"
    cp "$program" "$root/target/$name/"
    mkdir -p "$folder"
    folder="$(cd "$folder" && pwd)"
    case "$target" in
    *windows*)
        file="$name.zip"
        rm -f "$folder/$file"
        (cd "$root/target" && 7z a -bso0 "$folder/$file" "$name")
        ;;
    *)
        file="$name.tar.gz"
        tar -C "$root/target" -czf "$folder/$file" "$name"
        ;;
    esac
    echo "$file"
}

# try PROGRAM MANIFEST: the sample company, as a user runs it; keeps the manifest, which has a fingerprint of each document.
# A run of the sample ends with 0, although one person has not handed in anything.
try() {
    local program="$1" manifest="$2" output
    output="$(mktemp -d)"
    "$program" --version
    "$program" run "$root/input" -o "$output"
    "$program" verify "$output"
    cp "$output/manifest.json" "$manifest"
    rm -rf "$output"
}

# same FOLDER: whether the manifests in FOLDER, of several systems, are one: the same input gives the same bytes.
same() {
    local first="" manifest
    for manifest in "$1"/manifest-*.json; do
        [ -e "$manifest" ] || fail "there is no manifest in $1"
        first="${first:-$manifest}"
        diff "$first" "$manifest" || fail "$manifest differs from $first"
    done
}

# glibc PROGRAM VERSION: whether the program runs with this version of the C library of Linux.
glibc() {
    local newest
    newest="$(objdump -T "$1" | grep -o 'GLIBC_[0-9.]*' | sort -Vu | tail -n 1)"
    [ -n "$newest" ] || fail "$1 names no version of the C library"
    [ "$(printf '%s\n' "$newest" "GLIBC_$2" | sort -V | tail -n 1)" = "GLIBC_$2" ] ||
        fail "$1 needs $newest, more than GLIBC_$2"
}

# tag NAME: whether a tag is that of this version.
tag() {
    [ "$1" = "v$(version)" ] || fail "the tag $1 is not v$(version), as Cargo.toml says"
}

version() {
    sed -n 's/^version = "\(.*\)"$/\1/p' "$root/Cargo.toml" | head -n 1
}

fail() {
    echo "error: $1" >&2
    exit 1
}

case "${1:-}" in
licences | contents | archive | try | same | glibc | tag) "$@" ;;
*)
    grep -E '^# [a-z]+( [A-Z]+)+: ' "${BASH_SOURCE[0]}" | cut -c3-
    exit 2
    ;;
esac
