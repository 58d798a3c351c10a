#!/usr/bin/env bash
# The same text through `typst compile` and through `tieout export`, one after the other, whole processes:
# seconds, peak memory in KiB, bytes. Needs typst and pandoc (which turns the Markdown into Typst); without them
# it says so and measures nothing.
#
#   benches/typst.sh [REPORT]      REPORT: a report folder, content/ if left out
set -euo pipefail
cd "$(dirname "$0")/.."
report=${1:-content}
for tool in typst pandoc /usr/bin/time; do
    if ! command -v "$tool" >/dev/null; then
        echo "$tool is not installed: nothing measured"
        exit 0
    fi
done
cargo build --release
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
target/release/tieout export "$report" --format markdown --edition zh-Hant,en -o "$folder" >/dev/null
{
    echo '#set text(font: ("Source Sans 3", "Noto Sans TC"), size: 10.5pt)'
    echo '#set par(justify: true)'
    for text in "$folder"/*.md; do pandoc -f gfm -t typst "$text"; done
} >"$folder/report.typ"
measure() {
    local name=$1 file=$2
    shift 2
    for _ in 1 2 3 4 5; do /usr/bin/time -f "%e %M" -o "$folder/time" "$@" >/dev/null && cat "$folder/time"; done |
        sort -n | sed -n 3p | while read -r seconds memory; do
        echo "$name: $seconds s, $memory KiB, $(stat -c %s "$file") bytes"
    done
}
measure typst "$folder/report.pdf" typst compile --font-path fonts "$folder/report.typ" "$folder/report.pdf"
measure tieout "$folder/report.bilingual.pdf" target/release/tieout export "$report" --edition bilingual -o "$folder"
