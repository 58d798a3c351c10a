#!/usr/bin/env bash
# What one machine does of a season of filings, by sampling: makes N report files of about SIZE KB each out of SOURCE (or the
# sample), no two alike, checks them with `check --format jsonl`, and reckons up 2,600 issuers with two editions.
#
#   benches/season.sh [N] [SIZE-KB] [SOURCE.md]      TIEOUT=target/release/tieout by default
set -euo pipefail
cd "$(dirname "$0")/.."
count=${1:-100}
size=${2:-300}
source=${3:-}
tieout=${TIEOUT:-target/release/tieout}
[ -x "$tieout" ] || { echo "$tieout: build it first (cargo build --release), or name it: TIEOUT=…" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# One text of either language, as a converter would leave it.
if [ -z "$source" ]; then
    "$tieout" export content --format markdown --edition zh-Hant,en -o "$folder/sample" >/dev/null 2>&1
    sources=("$folder"/sample/*.md)
else
    sources=("$source")
fi

# Copies up to the size, with other digits in each file, so that no two are alike: the digits 1 to 9 are turned round by the
# file's number. Sums no longer foot then, which costs more than a clean report, not less.
mkdir "$folder/season"
for number in $(seq 1 "$count"); do
    from=${sources[$((number % ${#sources[@]}))]}
    turned=$(printf '123456789123456789' | cut -c "$((number % 9 + 1))-$((number % 9 + 9))")
    bytes=$(wc -c <"$from")
    copies=$(((size * 1024 + bytes - 1) / bytes))
    for copy in $(seq 1 "$copies"); do
        # A heading tells the copies apart.
        printf '\n# Part %s of report %s\n\n' "$copy" "$number"
        cat "$from"
    done | tr '123456789' "$turned" >"$folder/whole"
    # The cut may fall within a character, of which the rest is dropped.
    head -c "$((size * 1024))" "$folder/whole" | iconv -c -f UTF-8 -t UTF-8 2>/dev/null >"$folder/season/$(printf '%05d' "$number").md" || true
done
ls "$folder"/season/*.md >"$folder/list"
total=$(cat "$folder"/season/*.md | wc -c)

TIMEFORMAT='%R %U %S'
{ time "$tieout" check --format jsonl --fail-on never --files-from "$folder/list" >"$folder/lines" 2>"$folder/said"; } 2>"$folder/time"
read -r time user system <"$folder/time"
lines=$(wc -l <"$folder/lines")
[ "$lines" = "$count" ] || { echo "expected $count lines, found $lines" >&2; exit 1; }
failed=$(grep -cv '"error":null' "$folder/lines" || true)
awk -v time="$time" -v user="$user" -v kernel="$system" -v count="$count" -v total="$total" -v failed="$failed" -v cores="$(nproc)" 'BEGIN {
    spent = user + kernel
    printf "%d files, %.1f MB, %d not read: %.2f s on %d cores, %.2f s of processor time, %.0f ms a file\n",
        count, total / 1e6, failed, time, cores, spent, 1000 * spent / count
    printf "reckoned, as it went: 5,200 files (2,600 issuers, two editions): %.1f minutes; 100,000 files: %.1f hours\n",
        5200 * time / count / 60, 100000 * time / count / 3600
    printf "reckoned, with the cores to itself: %.1f minutes; %.1f hours\n",
        5200 * spent / count / cores / 60, 100000 * spent / count / cores / 3600
}'
