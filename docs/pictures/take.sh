#!/usr/bin/env bash
# Takes the pictures of the window and of the page for the guide: `bash docs/pictures/take.sh PROGRAM`.
# Needs tmux, chromium and a program that was built; fonts as in templates/fonts. Run it again when their words change.
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

# picture NAME LINES: the last lines of the window.
picture() {
    local text
    text="$(tmux capture-pane -p -S - -t "$session" | sed -e "s|$home|/home/kim|g" -e 's/&/\&amp;/g' -e 's/</\&lt;/g' |
        sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' | tail -n "$2")"
    cat >"$home/window.html" <<PAGE
<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #fff; font: 15px/1.45 "DejaVu Sans Mono", monospace; }
div { margin: 8px; border: 1px solid #8a949e; border-radius: 8px; overflow: hidden; background: #14202a; color: #eef2f5; width: 960px; }
p { margin: 0; padding: 6px 14px; background: #dfe4e9; color: #1b232b; font-family: "Noto Sans", sans-serif; font-size: 14px; }
pre { margin: 0; padding: 14px; font: inherit; white-space: pre-wrap; }
</style><div><p>careermap</p><pre>$text</pre></div>
PAGE
    shot "$home/window.html" "$1" 978 $((70 + 22 * $2))
}

# shot PAGE NAME WIDTH HEIGHT
shot() {
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size="$3,$4" \
        --screenshot="$pictures/$2.png" "file://$1" 2>/dev/null
}

folder="$home/Documents/Autumn review"
tmux new-session -d -s "$session" -x 104 -y 60 \
    "env HOME='$home' PATH='$home/bin:$PATH' NO_COLOR=1 '$program' '$folder'"
shows 'What next' 1
picture window-start 12
