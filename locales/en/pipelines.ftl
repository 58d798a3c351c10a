# Checking many reports, and formats for other programs.
help-check-paths = Report folders or Markdown files; the nearest report.yaml upwards if left out, else content/
help-check-format = text (default), json, jsonl, sarif, github, junit, csv or xlsx
help-check-output = Write to this file; its name decides the format where --format does not
help-check-files_from = Check also the reports that this file lists, one path a line; - is the standard input
check-one-report = { $option } goes with one report; for many, --format jsonl prints a line for each
check-list-absent = { $path }: expected a list of paths, one a line, found no such file
check-list-unreadable = the list of paths cannot be read: { $reason }
check-failed = checking failed; the other reports are checked all the same
check-many = { $reports } reports: { $found } with findings, { $unread } not read
check-xlsx-to-terminal = a workbook is not for a terminal; name a file: -o findings.xlsx

# Schemas.
help-schema = Print the JSON Schema of a YAML file, for editors; without NAME, list them
help-schema-usage = tieout schema [OPTIONS] [NAME]
help-schema-name = report, metrics, relations, glossary, disclosures, review or settings
help-schema-all = Write all of them, to schemas/ or the folder of --output
help-schema-output = Write files to this folder instead of printing
schema-hint = “tieout schema NAME” prints one; “tieout schema --all -o DIR” writes all
schema-unknown = no schema is called “{ $name }”; expected one of { $names }
schema-written = { $path }: { $count ->
    [one] 1 schema
   *[other] { $count } schemas
}

# The language server.
help-lsp = Serve editors by the Language Server Protocol, on the standard input and output
help-lsp-usage = tieout lsp [OPTIONS]
lsp-broken = the connection to the editor broke: { $reason }
lsp-failed = something went wrong in the program; the report has not changed
lsp-unknown-method = no such request: { $method }
lsp-mend = { $old }: { $way }{ $places ->
    [one] {""}
   *[other] {" "}({ $places } places)
}
lsp-waive = waive this finding ({ $rule }) in review.yaml
lsp-waiver-reason = reason to be given

# Watching, surroundings, shells.
help-watch = Check again whenever a file changes, and say what is new (+) and gone (-)
help-watch-usage = tieout watch [OPTIONS] [PATH]
help-doctor = Say what the program makes of the terminal, the locale, its fonts and the settings
help-doctor-usage = tieout doctor [OPTIONS]
help-completions = Print the completions of a shell
help-completions-usage = tieout completions [OPTIONS] SHELL
help-completions-shell = bash, elvish, fish, powershell or zsh
help-man = Print the manual page
help-man-usage = tieout man [OPTIONS]
help-man-output = Write it and a page for each command to this folder
man-exit = Exit codes: 0 clean; 1 findings at or above --fail-on; 2 wrong usage, or input or output that fails; 130 an export that was interrupted (Ctrl-C), with nothing written.
watch-impossible = the files cannot be watched here; run tieout check instead
doctor-terminal = Terminal
doctor-size = { $columns } columns, { $rows } rows
doctor-small = { $columns } columns, { $rows } rows: the screen is cramped below 80 × 24
doctor-no-terminal = none: input or output goes elsewhere, so the screen cannot open; check can run
doctor-colours = TERM={ $term }: { $colours } colours
doctor-no-colour = TERM={ $term }: no colour, for NO_COLOR is set
doctor-utf8 = UTF-8 ({ $locale }); how wide … and ① are drawn cannot be asked: if borders are askew, set “ambiguous: wide”
doctor-not-utf8 = no UTF-8 locale (“{ $locale }”): set LANG, for instance to en_GB.UTF-8 or zh_HK.UTF-8
doctor-osc = asks for the ground colour (OSC 11) and copies (OSC 52) when the screen opens; most terminals of this kind answer
doctor-osc-nested = within tmux or screen: copying (OSC 52) passes only if that is set to let it (tmux: set-clipboard on)
doctor-osc-none = does not tell its ground colour (OSC 11) and cannot copy (OSC 52)
doctor-language = Language
doctor-language-asked = { $language }, by --lang
doctor-language-locale = { $language }, by { $name }={ $value }
doctor-language-default = { $language }: neither --lang nor LC_ALL, LC_MESSAGES or LANG is set
doctor-fonts = Fonts, embedded
doctor-font = { $name }: { $characters } characters, { $size } KiB
doctor-settings = Settings
doctor-settings-nowhere = no folder for settings: HOME is not set
doctor-settings-none = { $path }: none; what can be set: tieout schema settings
doctor-settings-unread = { $path }: cannot be read as text
doctor-settings-sound = { $path }: sound
