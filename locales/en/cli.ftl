# Help pages.
help-heading-usage = Usage:
help-heading-commands = Commands
help-heading-arguments = Arguments
help-heading-options = Options
help = Ties out bilingual corporate reports: cross-checks every figure in both editions, and typesets the PDF
help-usage = tieout [PATH] | COMMAND [OPTIONS]
help-path = Report folder or Markdown file; the nearest report.yaml upwards if left out, else content/
help-lang = Language of what is said: zh-Hant or en; that of the locale if left out
help-color = When to use colour: auto, always or never
help-help = Show this help
help-version = Show the version
help-edition = Only this edition: zh-Hant or en
help-check = Run all rules and print what disagrees, with the arithmetic
help-check-usage = tieout check [OPTIONS] [PATH]…
help-select = Only these rules, separated by commas
help-ignore = All rules but these, separated by commas
help-check-min_severity = Leave out what is less severe: error, warning or note (default)
help-check-fail_on = Exit with 1 from this severity on: error (default), warning, note or never
help-figures = Print every figure with its tie-out state and what ties it, and the coverage
help-figures-usage = tieout figures [OPTIONS] [PATH]
help-figures-format = table (default), json, csv or xlsx
help-explain = Explain what a rule checks and how to fix or waive; without RULE, list all rules
help-explain-usage = tieout explain [OPTIONS] [RULE]
help-explain-rule = Name of a rule, such as restatement-differs
help-export = Check, then typeset the PDF
help-export-usage = tieout export [OPTIONS] [PATH]
help-export-edition = zh-Hant, en, bilingual or all (default), separated by commas
help-export-output = Folder for the files (default: out)
help-export-review = Review copy: findings highlighted with notes, tick marks, an annex
help-export-draft = Draft: a watermark that moves nothing
help-export-source_lines = Say in the margin at which line of the source each block stands
help-export-changes = Draw a bar beside what changed since a git revision
help-export-fonts = A font in the place of those built in; may be given several times
help-export-strict = Write nothing if there are errors, or anything that cannot be typeset as it stands
help-export-format = pdf (default) or markdown: each edition as one text, with every figure as printed
help-fix = Put in what findings suggest, as far as it is safe, after showing the change as a diff
help-fix-usage = tieout fix [OPTIONS] [PATH]
help-fix-diff = Only show the diff; the exit code is 1 if there is one
help-fix-yes = Write without asking
help-import = Make a report folder of one long Markdown or text file: chapters, metrics, formulas
help-import-usage = tieout import [OPTIONS] FILE -o DIR
help-import-file = Markdown or text file in one language; it is only read
help-import-output = Folder to make; it must not hold anything yet
help-import-dry_run = Print what would be written, and write nothing
help-new = Write a small bilingual report to start from
help-new-usage = tieout new [OPTIONS] DIR
help-new-dir = Folder to make; it must not hold anything yet

# Wrong usage.
said-error = error: { $words }
usage-value = { $option }: expected one of { $expected }, found “{ $value }”
usage-value-missing = { $option }: expected a value, found none
usage-unknown = unknown argument: { $option }
usage-missing = expected, but not given: { $option }
usage-twice = { $option } cannot be given here, or not twice
usage-too-many = too many values for { $option }
usage-not-utf8 = the arguments are not valid UTF-8
usage-other = the arguments cannot be read
usage-suggestion = did you mean { $word }?
usage-help = for help: { $command } --help
usage-path-before-command = { $path }: a path is given after the command, not before it
usage-rule = no rule is called “{ $rule }”; “tieout explain” lists them
usage-rule-empty = expected the name of a rule, found nothing; “tieout explain” lists them
usage-rule-near = no rule is called “{ $rule }”; did you mean { $nearest }?

# Opening.
open-no-such-path = { $path }: expected a report folder or a Markdown file, found nothing by this name
interrupted = interrupted; nothing was written, and the old files are as they were
open-no-report = { $path }: expected report.yaml in this folder, found none; check a single Markdown file by its name, or start a report with “tieout new DIR”
open-not-a-report = { $path }: expected a folder or a file that ends in .md, .markdown or .txt
open-unreadable = { $path }: cannot be read: { $reason }
open-unfinished = { $path }: a change of several files was broken off and cannot be finished: { $reason }
open-too-large = { $path }: { $size } MiB, larger than the { $limit } MiB that are read
open-not-utf8 = { $path }: expected UTF-8, found another encoding at line { $line }, column { $column }; save the file as UTF-8
open-nul-byte = { $path }: expected text, found a NUL byte at line { $line }, column { $column }
open-nothing-near = found no report.yaml here or in any folder above, and no folder content/; name a report folder or a Markdown file
open-no-chapter = { $path }: no chapter could be read

# Writing.
output-failed = the output cannot be written: { $reason }
system-not-found = no such file or folder
system-permission = permission denied
system-full = the disk is full
system-quota = the disk quota is used up
system-read-only = the disk is read-only
system-not-a-folder = a file stands where a folder is expected
system-a-folder = a folder stands where a file is expected
system-exists = a file of this name is in the way
system-busy = another program is writing there
system-too-large = it would be larger than the system allows

# Commands.
screen-no-terminal = the screen needs a terminal; to check without one: tieout check { $path }
explain-hint = { $count } rules; “tieout explain RULE” explains one
new-done = { $path }: a report to start from; next: tieout check { $path }
new-not-empty = { $path }: expected a new or empty folder, found something in it
import-a-folder = { $path }: expected one Markdown or text file, found a folder
import-nothing = { $path }: nothing to import
import-image-absent = { $image }: the text shows this image, but it is not there; tieout check will say so too
import-done = { $path }: { $chapters ->
    [one] 1 chapter
   *[other] { $chapters } chapters
}, { $metrics ->
    [one] 1 metric
   *[other] { $metrics } metrics
} with { $bound ->
    [one] 1 bound figure
   *[other] { $bound } bound figures
}, { $formulas ->
    [one] 1 formula
   *[other] { $formulas } formulas
} to confirm; next: tieout check { $path }
import-would = nothing written; { $path } would hold { $chapters ->
    [one] 1 chapter
   *[other] { $chapters } chapters
}, { $metrics ->
    [one] 1 metric
   *[other] { $metrics } metrics
} with { $bound ->
    [one] 1 bound figure
   *[other] { $bound } bound figures
}, { $formulas ->
    [one] 1 formula
   *[other] { $formulas } formulas
} to confirm
write-failed = { $path }: cannot be written: { $reason }
fix-none = nothing to fix: no suggestion can be put in safely
fix-left = { $place }: { $rule }: { $reason }
fix-summary = { $findings ->
    [one] 1 finding goes
   *[other] { $findings } findings go
} with { $edits ->
    [one] 1 edit
   *[other] { $edits } edits
} in { $files ->
    [one] 1 file
   *[other] { $files } files
}; no other comes
fix-ask = Write it? [y/N]
fix-unasked = nothing written: there is no terminal on which to ask; --yes writes without asking
fix-declined = nothing written
fix-done = written
fix-done-undo = written; u on the screen takes it back
fix-underneath = { $path }: was changed by another program meanwhile; nothing written; run tieout fix again
export-written = { $path }: { $pages ->
    [one] 1 page
   *[other] { $pages } pages
}
export-strict = nothing written: there are errors, and --strict is given
export-no-edition = the report has no { $edition } edition to export
export-markdown-bilingual = one Markdown file holds one language; choose zh-Hant or en
export-markdown-written = { $path }
export-no-glyph = no font has { $char } ({ $code }); 〓 stands in its place
export-no-image = { $image } cannot be read as PNG, JPEG or SVG; its words stand in its place
export-image-words = { $image }: words along a path are not drawn; turn them into paths
export-pointer-lost = { $pointer } leads nowhere in the report; its words stand without a page
export-table-turned = the table is too wide for the page and stands turned
export-table-shrunk = the table is too wide for the page and is set at { $percent }% of its size
export-table-too-wide = the table is too wide for the page: words break within; divide it
export-no-font = { $font } is not read as a font, or cannot be cut down to what is used; another stands in its place
export-font-unread = { $font } cannot be read as a font
export-chart-empty = none of the chart’s metrics has a value in its periods
export-strict-warnings = nothing written: there are warnings, and --strict is given
stage-lay-out = laying out, chapter { $done } of { $of }
stage-paint = page { $done } of { $of }
stage-save = saving
screen-failed = the screen cannot be opened: { $reason }
