# Checking many reports, and formats for other programs.
help-check-paths = Report folders or Markdown files; the nearest report.yaml upwards if left out, else content/
help-check-format = text (default), json, jsonl, sarif, github, junit, csv or xlsx
help-check-output = Write to this file; its name decides the format where --format does not
help-check-files_from = Check also the reports that this file lists, one path a line; - is the standard input
check-one-report = { $option } goes with one report; for many, --format jsonl prints a line for each
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
