#!/usr/bin/env bash
# Charts: every chart of samples/aurora in headless Chromium: its SVG looks like its PNG, in every theme and with
# outlines; links lead where they say; title and description are in the accessibility tree. Needs Chromium, python3, pip.
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

chromium="${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}"
[ -n "$chromium" ] || skip "Chromium is not here"
with_python playwright==1.65.2 pillow==13.0.0 numpy==2.4.6

pictures() { "$truenorth" render all "$top/samples/aurora" --out "$work/$1" "${@:2}" > /dev/null 2> "$work/told" || { cat "$work/told" >&2; exit 1; }; }
pictures light --format svg,png --embed-font
pictures dark --format png --theme dark
pictures auto --format svg --theme auto --embed-font
pictures paths --format svg --text paths
pictures links --format svg --link-base https://git.example/plan/blob/main/
"$python" "$here/charts.py" "$chromium" "$work"
