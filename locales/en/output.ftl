# Findings as text.
text-places = places
text-more-places = and { $count } more; --format json lists them all
text-arithmetic = arithmetic
text-help = suggestion
text-edit = “{ $old }” → “{ $new }”
summary-findings = { $errors ->
    [one] 1 error
   *[other] { $errors } errors
}, { $warnings ->
    [one] 1 warning
   *[other] { $warnings } warnings
}, { $notes ->
    [one] 1 note
   *[other] { $notes } notes
}{ $waived ->
    [0] {""}
   *[other] ; { $waived } waived
}
summary-clean = Nothing found{ $waived ->
    [0] {""}
   *[other] ; { $waived } waived
}
summary-figures = { $figures } figures: { $tied } tied, { $contradicted } contradicted, { $waived } waived, { $untied } untied

# The figure register.
column-place = place
column-figure = figure
column-value = value
column-unit = unit
column-kind = kind
column-metric = metric
column-state = state
kind-quantity = quantity
kind-count = count
kind-percent = percentage
kind-money = money
kind-date = date
kind-period = period
kind-ordinal = ordinal
kind-identifier = identifier
kind-range = range

# What ties a figure; how much is tied; the workbook.
column-tie = tied by
column-against = against
column-path = file
column-line = line
column-column = column
column-edition = edition
column-low = from
column-high = to
column-period = period
column-rule = rule
column-severity = severity
column-finding = finding
column-arithmetic = arithmetic
column-waived = waived
column-fingerprint = fingerprint
coverage-chapter = chapter
coverage-edition = edition
coverage-figures = figures
coverage-tied = tied
coverage-contradicted = contradicted
coverage-waived = waived
coverage-untied = untied
coverage-coverage = coverage
coverage-whole = whole report
sheet-figures = Figures
sheet-coverage = Coverage
sheet-findings = Findings
register-tie = { $what }: { $detail }
figures-written = { $path }: { $count ->
    [one] 1 figure
   *[other] { $count } figures
}
figures-xlsx-to-terminal = a workbook is not for a terminal; name a file: -o figures.xlsx
figures-coverage-included = --coverage goes with table or csv; json and xlsx hold the coverage anyway
help-figures-output = Write to this file; its name decides the format where --format does not
help-figures-coverage = Only how many figures are tied in each chapter and edition
