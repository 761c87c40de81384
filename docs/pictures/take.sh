#!/usr/bin/env bash
# Takes the pictures of the window, of the page, of a form and of the roster for the guide: `bash docs/pictures/take.sh PROGRAM`.
# Needs tmux, chromium, LibreOffice, poppler's pdftoppm and a program that was built. Run it again when their words change.
set -euo pipefail

program="$(realpath "$1")"
pictures="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$pictures/../.." && pwd)"
home="$(mktemp -d)"
session="careermap-pictures-$$"
trap 'tmux kill-session -t "$session" 2>/dev/null; rm -rf "$home"' EXIT

mkdir -p "$home/Documents/Autumn review" "$home/bin"
# Nothing opens while pictures are taken.
printf '#!/bin/sh\n' >"$home/bin/xdg-open"
chmod +x "$home/bin/xdg-open"

keys() { tmux send-keys -t "$session" "$@"; }

# shows TEXT TIMES: waits until the window has shown this text so many times.
shows() {
    for _ in $(seq 600); do
        if [ "$(tmux capture-pane -p -S - -t "$session" | grep -c -- "$1")" -ge "$2" ]; then
            sleep 0.5
            return
        fi
        sleep 0.1
    done
    echo "error: the window does not show “$1”" >&2
    tmux capture-pane -p -S - -t "$session" >&2
    exit 1
}

# picture NAME FROM: what stands in the window from the last line on that begins with FROM.
picture() {
    local text lines
    text="$(tmux capture-pane -p -J -S - -t "$session" | sed -e "s|$home|/home/kim|g" |
        awk -v from="$2" 'index($0, from) == 1 { text = "" } { text = text $0 "\n" } END { sub(/\n+$/, "", text); print text }')"
    lines="$(fold -w 104 <<<"$text" | wc -l)"
    text="$(sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' <<<"$text")"
    cat >"$home/window.html" <<PAGE
<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #fff; font: 15px/22px "DejaVu Sans Mono", monospace; }
div { margin: 8px; width: 960px; border-radius: 8px; overflow: hidden; background: #14202a; color: #eef2f5; }
p { margin: 0; padding: 4px 14px; background: #dfe4e9; color: #1b232b; font-family: "Noto Sans", sans-serif; }
pre { margin: 0; padding: 12px 14px; font: inherit; white-space: pre-wrap; }
</style><div><p>careermap</p><pre>$text</pre></div>
PAGE
    shot "$home/window.html" "$1" 976 $((16 + 30 + 24 + 22 * lines))
}

# shot PAGE NAME WIDTH HEIGHT
shot() {
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size="$3,$4" \
        --screenshot="$pictures/$2.png" "file://$1" 2>/dev/null
}

start() {
    tmux kill-session -t "$session" 2>/dev/null || true
    tmux new-session -d -s "$session" -x 104 -y 60 \
        "env HOME='$home' PATH='$home/bin:$PATH' NO_COLOR=1 '$program' '$folder'"
    shows 'What next' 1
}

folder="$home/Documents/Autumn review"

start
picture window-start careermap
keys Enter
shows 'Make the plans' 1
# A form as a spreadsheet program prints it, in our font.
mkdir -p "$home/.fonts"
cp "$root"/templates/fonts/*.ttf "$home/.fonts"
HOME="$home" soffice --headless --convert-to pdf --outdir "$home" \
    "$folder/assessments/Kim Sample/Robin Example-EX-1.xlsx" >"$home/soffice.txt" 2>&1
pdftoppm -r 84 -f 1 -singlefile -x 12 -y 36 -W 954 -H 540 -png "$home/Robin Example-EX-1.pdf" "$pictures/form-assessment"
# The roster, in the same way.
HOME="$home" soffice --headless --convert-to pdf --outdir "$home" "$folder/roster.xlsx" >"$home/soffice.txt" 2>&1
pdftoppm -r 100 -f 1 -singlefile -x 14 -y 44 -W 1130 -H 84 -png "$home/roster.pdf" "$pictures/roster"
rm -r "$folder/assessments"
keys Down Enter
shows 'Make a form' 1
keys Enter
shows 'Send each manager' 1
picture window-forms Reading

rm -r "$folder"
cp -R "$root/input" "$folder"
echo "Call Sam." >"$folder/assessments/notes.txt"
start
picture window-check Reading
shot "$home/Documents/Autumn review check.html" page 1000 900
keys Up Enter
shows 'without a plan' 1
picture window-plans '> Make the plans'
