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
