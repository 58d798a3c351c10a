#!/usr/bin/env python3
"""The same text through typst and through `tieout export`, whole processes, one after the other:
seconds, peak memory, bytes.

    benches/typst.py target/release/tieout [RUNS]

Two texts, both made from content/: the Chinese edition, and both editions with every chapter twice over (about
490 KB of Markdown). Each is set by both programs with the same fonts (fonts/), on A4, in the same sizes, leadings and
measures, justified, hyphenated, with contents, outline, footnotes and tags. Of the two languages typst sets one block
after the other: side by side, in a grid for each pair, it takes ten times as long. typst is the command of that name, or the
module that `pip install typst` gives: then an empty run of Python is measured too and taken off the time.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
CONTENT = HERE / "content"
FONTS = HERE / "fonts"

# The side column is a margin; an em box as tieout's, so that leading is what lies between two of them.
PREAMBLE = """\
#set document(title: "Report", author: "Weimob")
#set page(paper: "a4", margin: (left: 163.6pt, right: 63.6pt, top: 60pt, bottom: 62pt), numbering: "1")
#set text(font: ("Source Sans 3", "Noto Sans TC", "Noto Sans SC"), size: 10.5pt, lang: "%s", hyphenate: true)
#set text(top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: 6pt, spacing: 6pt)
#show heading: set block(above: 24pt, below: 12pt)
#show table: set text(size: 9pt)
#set heading(numbering: none)
#set table(stroke: none, inset: 4pt)
#show link: set text(fill: rgb("#0F5C6E"))
#outline(depth: 2)
"""


def blocks(text):
    """The blocks of a chapter: (kind, content), in order."""
    notes = dict(re.findall(r"^\[\^([^\]]+)\]: (.+)$", text, re.M))
    text = re.sub(r"^\[\^[^\]]+\]: .+$", "", text, flags=re.M)
    found = []
    for part in re.split(r"\n\s*\n", text):
        part = part.strip("\n")
        first = part.lstrip()
        if not first or first.startswith("<!--"):
            continue
        if first.startswith("```"):
            found.append(("code", part))
        elif first.startswith("#"):
            level = len(first) - len(first.lstrip("#"))
            found.append(("heading", (level, first.lstrip("# "))))
        elif first.startswith("|"):
            found.append(("table", first.splitlines()))
        elif first.startswith(">"):
            found.append(("quote", re.sub(r"^> ?", "", part, flags=re.M)))
        elif re.match(r"([-*]|\d+\.) ", first):
            found.append(("list", first.splitlines()))
        else:
            found.append(("paragraph", part))
    return found, notes


def words(text, notes):
    """Inline Markdown as typst."""
    text = re.sub(r"\{\{[^@}]+@?([^}]*)\}\}", r"1,234.5", text)
    text = re.sub(r"\[([^\]]*)\]\(metric:[^)]*\)", r"\1", text)
    out = []
    token = re.compile(
        r"\*\*(?P<strong>.+?)\*\*|\[\^(?P<note>[^\]]+)\]|\[(?P<words>[^\]]*)\]\((?P<link>[^)]*)\)"
        r"|<(?P<url>https?://[^>]+)>|<sub>(?P<sub>.*?)</sub>|<sup>(?P<sup>.*?)</sup>|<br\s*/?>"
    )
    at = 0
    for match in token.finditer(text):
        out.append(escape(text[at : match.start()]))
        at = match.end()
        if match["strong"]:
            out.append(f"#strong[{words(match['strong'], notes)}]")
        elif match["note"]:
            out.append(f"#footnote[{words(notes.get(match['note'], ''), {})}]")
        elif match["words"] is not None:
            out.append(escape(match["words"]))
        elif match["url"]:
            out.append(f'#link("{match["url"]}")')
        elif match["sub"]:
            out.append(f"#sub[{escape(match['sub'])}]")
        elif match["sup"]:
            out.append(f"#super[{escape(match['sup'])}]")
        else:
            out.append(" \\ ")
    out.append(escape(text[at:]))
    return "".join(out)


def escape(text):
    return re.sub(r"([\\#*_`$<>@\[\]~=/+-])", r"\\\1", text).replace("\n", " ")


def rows(lines):
    cells = [re.split(r"(?<!\\)\|", line.strip().strip("|")) for line in lines]
    return [[cell.strip() for cell in row] for at, row in enumerate(cells) if at != 1]


def table(lines, other, notes):
    """A table with both labels where there is another language."""
    all_rows, second = rows(lines), rows(other) if other else []
    width = max(len(row) for row in all_rows)
    out = [f"#table(columns: {width}, "]
    for at, row in enumerate(all_rows):
        set_cells = []
        for column in range(width):
            cell = row[column] if column < len(row) else ""
            twin = second[at][column] if at < len(second) and column < len(second[at]) else cell
            said = words(cell, notes)
            if twin != cell:
                said += " \\ " + words(twin, notes)
            set_cells.append(f"[{said}]")
        line = ", ".join(set_cells)
        out.append(f"table.header({line}), table.hline()," if at == 0 else f"{line}, table.hline(stroke: 0.3pt),")
    out.append(")")
    return "\n".join(out)


def one(block, notes):
    kind, content = block
    if kind == "heading":
        level, title = content
        return f"#heading(level: {level})[{words(title, notes)}]"
    if kind == "list":
        return "\n".join(
            "- " + words(re.sub(r"^\s*([-*]|\d+\.) ", "", line), notes) for line in content
        )
    if kind == "quote":
        return f"#block(fill: luma(240), inset: 8pt, width: 100%)[{words(content, notes)}]"
    if kind == "table":
        return table(content, None, notes)
    if kind == "code":
        title = re.search(r"^title: (.*)$", content, re.M)
        return f"#figure(rect(width: 100%, height: 22pt, fill: teal), caption: [{escape(title[1] if title else '')}])"
    return words(content, notes)


def single(chapters, language):
    out = [PREAMBLE % ("zh" if language == "zh-Hant" else "en")]
    for chapter in chapters:
        found, notes = blocks((CONTENT / "chapters" / chapter / f"{language}.md").read_text())
        out += [one(block, notes) for block in found]
    return "\n\n".join(out)


def bilingual(chapters):
    out = [PREAMBLE % "zh"]
    for chapter in chapters:
        folder = CONTENT / "chapters" / chapter
        (zh, zh_notes), (en, en_notes) = (blocks((folder / f"{name}.md").read_text()) for name in ("zh-Hant", "en"))
        for left, right in zip(zh, en):
            if left[0] == right[0] == "table":
                out.append(table(left[1], right[1], zh_notes))
            elif left[0] == "code":
                out.append(one(left, zh_notes))
            else:
                out += [one(left, zh_notes), f'#[#set text(lang: "en")\n{one(right, en_notes)}\n]']
    return "\n\n".join(out)


def grown(chapters, folder):
    """The report with every chapter twice over."""
    shutil.copytree(CONTENT, folder)
    with open(folder / "report.yaml", "a") as config:
        for chapter in chapters:
            shutil.copytree(folder / "chapters" / chapter, folder / "chapters" / f"{chapter}-again")
            config.write(f"  - {chapter}-again\n")


def run(command):
    """Seconds, seconds of processor time, and peak MiB of a process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(map(str, command))[:200]}\n{said.decode()[-2000:]}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def median(commands, runs):
    """The medians of each command, the commands in turn, so that a busy machine is busy for all."""
    measured = [[] for _ in commands]
    for _ in range(runs):
        for command, results in zip(commands, measured):
            results.append(run(command))
    return [tuple(statistics.median(column) for column in zip(*results)) for results in measured]


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    tieout, runs = Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 5
    empty = None
    if shutil.which("typst"):
        def compile(source, target):
            return ["typst", "compile", "--font-path", FONTS, "--ignore-system-fonts", source, target]
    else:
        module = "import typst, sys"
        if subprocess.run([sys.executable, "-c", module], stderr=subprocess.DEVNULL).returncode:
            print("typst is not installed: nothing measured")
            return
        code = f"{module}; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True)"
        empty = [sys.executable, "-c", module]

        def compile(source, target):
            return [sys.executable, "-c", code, source, target, FONTS]

    chapters = re.findall(r"^  - (?:\{folder: )?([\w-]+)", (CONTENT / "report.yaml").read_text(), re.M)
    chapters = [chapter for chapter in chapters if (CONTENT / "chapters" / chapter).is_dir()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        grown(chapters, folder / "twice")
        texts = [
            ("zh-Hant", CONTENT, single(chapters, "zh-Hant")),
            ("bilingual", folder / "twice", bilingual(chapters * 2)),
        ]
        for edition, report, text in texts:
            source, target = folder / f"{edition}.typ", folder / f"{edition}.typst.pdf"
            source.write_text(text)
            ours = folder / f"report.{edition}.pdf"
            commands = [
                compile(source, target),
                [tieout, "export", report, "--edition", edition, "-o", folder],
            ] + ([empty] if empty else [])
            results = median(commands, runs)
            print(f"{edition}: {source.stat().st_size // 1000} KB of typst source, medians of {runs}")
            for who, (wall, processor, memory), file in zip(("typst", "tieout"), results, (target, ours)):
                size = file.stat().st_size / 1000
                print(f"  {who:7} {wall:6.3f} s, {processor:6.3f} s of processor, {memory:6.1f} MiB, {size:5.0f} KB")
            their, our = list(results[0]), results[1]
            if empty:
                start = results[2]
                print(f"  python  {start[0]:6.3f} s, {start[1]:6.3f} s of processor    (an empty run, within typst's)")
                their[:2] = their[0] - start[0], their[1] - start[1]
            ratios = [f"{ours_ / theirs:.2f} of its {what}" for ours_, theirs, what in zip(our, their, ("time", "processor time", "memory"))]
            print(f"  tieout takes {', '.join(ratios)}, {ours.stat().st_size / target.stat().st_size:.2f} of its bytes")
            keep = os.environ.get("KEEP")
            if keep:
                shutil.copy(target, keep)
                shutil.copy(ours, keep)


if __name__ == "__main__":
    main()
