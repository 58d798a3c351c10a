# The screen.
view-reading = Read
view-findings = Findings
pane-outline = Report
pane-coverage = Coverage
pane-inspector = Figure
screen-loading = Reading and checking the report…
screen-crashed = tieout has crashed; no file of the report was touched by that. What it said is in { $path }: please report it.
screen-too-small = The screen is too small: 60 × 12 at least
reading-empty = There is no chapter to read. { -press-views-2 } lists what was found.
reading-no-counterpart = (not in this edition)

inspector-empty = { -press-figure } goes to the next figure, { -press-finding } to the next finding
inspector-no-metric = Not bound to a metric
inspector-also-at = also at
arithmetic-stated = stated { $figure }
arithmetic-difference = difference { $figure }
finding-waived = waived by { $by }, { $on }: { $words }
finding-flagged = flagged by { $by }, { $on }: { $words }

tie-paired = the other edition says the same
tie-agreed = agrees with another place
tie-recomputed = recomputes
tie-footed = the sum foots
tie-metric = equals its metric
tie-linked = printed from its metric

findings-none = Nothing passes the filter
filter-open = open
filter-all-rules = all rules

search-title = Find in both editions
search-hint = words, digits of a figure (2265), or a metric
search-count = { $count ->
    [one] { $count } place
   *[other] { $count } places
}

help-title = Help  filter: { $filter }

group-move = MOVE
group-list = LIST
group-act = ACT
group-look = LOOK
group-type = TYPE
group-marks = MARKS
state-tied-explained = tied out: agrees with its metric, a sum or another place
state-contradicted-explained = contradicted: does not tie
severity-warning-explained = warning
severity-note-explained = note
state-waived-explained = waived, with a reason
state-untied-explained = untied: nothing to check it against

key-block = next, previous block
key-block-short = block
key-figure = next, previous figure
key-figure-short = figure
key-finding = next, previous finding
key-finding-short = finding
key-place = next place of the finding
key-place-short = place
key-language = the other edition
key-language-short = language
key-twin = the same figure in the other edition
key-twin-short = twin
key-chapter = next, previous chapter
key-page = next, previous screenful
key-ends = beginning, end of the chapter
key-outline = outline
key-outline-short = outline
key-row = next, previous row
key-row-short = move
key-open = open in the text
key-open-short = open
key-next-place = next place of the finding
key-next-place-short = next place
key-filter = filter by words or figures
key-filter-short = filter
key-severity = by severity
key-severity-short = severity
key-rule = by rule
key-rule-short = rule
key-by-chapter = by chapter
key-by-chapter-short = chapter
key-list-ends = first, last row
key-go = go there
key-go-short = go
key-back = back
key-back-short = back
key-edit = open the editor there
key-edit-short = edit
key-search = find words or figures in both editions
key-search-short = find
key-inspector = scroll the inspector
key-interface = interface in the other language
key-interface-short = 中文
key-theme = theme: dark, light, high contrast
key-ticks = show or hide the ticks of tied figures
key-quit = quit
key-suspend = stop, until fg
key-help = help
key-help-short = help
key-keep = keep the filter
key-keep-short = keep
key-erase = erase a character, everything
key-close = close
key-close-short = close

theme-dark = dark
theme-light = light
theme-high-contrast = high contrast
notice-theme = Theme: { $name }
notice-reloaded = Files changed: read and checked again
notice-load-failed = The changed files cannot be read: { $error }
notice-editor-failed = The editor: { $error }
notice-no-figure = No further figure
notice-no-finding = No finding
notice-no-twin = No such figure in the other edition
notice-not-in-text = Not in the text: { -press-edit } opens the file
notice-from-start = From the first finding again
notice-from-end = From the last finding again

export-title = Export  PDF
export-all = all
export-bilingual = bilingual
export-review = review copy: findings, ticks and an annex
export-review-short = review copy
export-draft = draft: a watermark on every page
export-draft-short = draft
export-source-lines = source: file and line of blocks in the margin
export-strict-box = strict: nothing while errors are open
export-folder = folder: { $folder }
export-keys = { -press-end-export } cancel   { -press-background } background
export-end-keys = { -press-close } close
export-lay-out = lay out
export-paint = paint
export-save = write
export-file = { $path }  { $pages } pages
export-unset = { $count ->
    [one] { $count } thing could not be set as it stands
   *[other] { $count } things could not be set as they stand
}
key-export = export PDF: editions, review copy, draft
key-export-short = export
key-end-export = cancel the export
key-end-export-short = cancel
key-background = let the export go on without its box
key-background-short = background
key-change = change it
key-change-short = change
key-change-back = the one before
key-start = start
key-start-short = start
notice-exported = Written: { $paths }
export-refused = { $count ->
    [one] Nothing is written: strict, and { $count } thing cannot be set as it stands
   *[other] Nothing is written: strict, and { $count } things cannot be set as they stand
}
notice-export-strict = { $count ->
    [one] Not exported: strict, and { $count } error is open
   *[other] Not exported: strict, and { $count } errors are open
}
notice-folder-needed = Not exported: name a folder first
notice-export-cancelled = The export was cancelled
notice-export-failed = The export failed: { $error }

# Acting.
key-mend = mend: see the change first, then write it
key-mend-short = mend
key-link = print the figure from its metric, in both editions
key-link-short = link
key-waive = waive the finding, with a reason
key-waive-short = waive
key-flag = flag for a colleague, with a comment
key-flag-short = flag
key-resolve = mark the flag as resolved
key-resolve-short = resolve
key-undo = take the last change back
key-undo-short = undo
key-redo = make the change again that was taken back
key-redo-short = redo
key-write = write it
key-write-short = write
key-choice = next, previous way
key-choice-short = choice
key-both = in all places, or in this one
key-both-short = all places

mend-title = Mend
value-title = Value
mend-suggested = as suggested
mend-write = write { $value }
mend-typed = type a value
mend-typing = type a value: { $typed }
mend-link = link { $name }
mend-declare = declare it to be { $name }
mend-all = in all these places
mend-type = Digits, with a point: the report is checked as you type
mend-checking = Checking what the report would then say…
mend-after = then { $after } instead of { $before }   { $closed ->
    [one] { $closed } finding goes
   *[other] { $closed } findings go
}, { $opened ->
    [0] none comes
    [one] { $opened } comes:
   *[other] { $opened } come:
}
mend-ready = Nothing else changes. { -press-write } writes it; { -press-undo } takes it back.

waive-title = Waive
waive-reason = Reason, for those who read the report after you:
flag-title = Flag
flag-comment = Comment for a colleague:
note-unsigned = goes into review.yaml unsigned: set name in settings.yaml
note-signed = goes into review.yaml, signed { $by } with today’s date; { -press-undo } takes it back

deed-mend = mended
deed-link = linked
deed-waive = waived
deed-flag = flagged
deed-resolve = flag resolved
deed-value = value changed
deed-call = figures called and signed
notice-done = Written: { $what }   { -press-undo } takes it back
notice-undone = Taken back: { $what }   { -press-redo } makes it again
notice-redone = Made again: { $what }
notice-nothing-here = First go to a figure ({ -press-figure }) or a finding ({ -press-finding })
notice-no-finding-here = There is no finding here: { -press-finding } goes to the next
notice-cannot-mend = Nothing here can be mended by a figure: { -press-edit } opens the editor
notice-cannot-link = No metric says this: { -press-edit } opens the editor
notice-is-waived = It is waived already
notice-no-flag = Nothing is flagged here
notice-type-a-value = Type the value first
notice-still-checking = Still checking: once more in a moment
notice-writing = It is being written
notice-words-needed = A few words are needed: who reads it later should know why
notice-flag-gone = What the flag is about is no longer there
notice-gone = What this is about is no longer there. What you have typed stays until it is back, or { -press-close }
refusal-stays = Cannot be written: the finding would still be there
refusal-opens = Cannot be written: new findings would come
refusal-disturbs = Cannot be written: something else would be read differently
refusal-not-linked = Cannot be written: the figure would not be printed from its metric here
change-underneath = Not written: { $path } was changed by another program; it is read again
change-busy = Not written: another window is writing into { $path }
change-not-written = Not written: { $path }: { $error }
change-no-plan = Not written: { $error }
change-none = Not written
change-shape = Not written: review.yaml is not there or not of its usual shape; { -press-edit } opens an editor
change-not-plain = Not plain digits: { -press-edit } opens the editor there
change-nothing = Nothing is left to take back
change-idle = That is what stands there already
change-gone = Not taken back: the words are no longer in { $path }

# Metrics, calling, the palette.
view-metrics = Metrics
view-call = Call
key-views = read, findings, metrics, call
key-value = change the value
key-value-short = edit value
key-period = next, previous period
key-period-short = period
key-places = to the place in the text
key-places-short = places
key-sort = order: as in the files, by name, by state
key-sort-short = sort
key-see = see what it would come to
key-see-short = see the change
sort-file = as in the files
sort-name = by name
sort-state = what does not tie first
table-metric = metric
table-label = label
table-unit = unit
table-change = change
table-trend = trend
table-tied = tied
table-source = file
metrics-none = No metric passes the filter
metrics-in = in
notice-no-value = No value for this period: { -press-edit } opens the file
notice-not-stated = No figure of the text states this value

call-title = Call figures
call-count = figure { $at } of { $of }   ✓{ $agreed } ✗{ $differ } skipped { $skipped }
call-none = There is no figure to call
call-same = the same in both?
call-keys = { -press-agrees } agrees   { -press-differs } differs   { -press-skip } skip   { -press-before } back   { -press-sign } end and sign
call-said = answered: { $said }   ({ -press-agrees } { -press-differs } { -press-skip } answers again)
call-agrees = agrees
call-differs = differs
call-skipped = skipped
call-log = last signed by { $by }, { $on }, round { $round }
key-call = call the figures one after the other
key-call-short = call
key-agrees = the figure agrees
key-agrees-short = agrees
key-differs = the figure differs
key-differs-short = differs
key-skip = skip it
key-skip-short = skip
key-before = back to the figure before
key-before-short = back
key-in-text = show it in the text
key-sign = end the round and sign it, into review.yaml
key-sign-short = end and sign
notice-all-called = That was the last figure: { -press-sign } ends the round and signs it
notice-nothing-called = Nothing was called, so nothing is signed

palette-title = Go to or do
palette-none = Nothing matches
key-palette = everything by a few letters: actions, chapters, metrics, findings
key-palette-short = palette
key-kind = next, previous kind
key-kind-short = kind
key-run = do it, go there
key-run-short = go
kind-all = everything
kind-action = action
kind-chapter = chapter
kind-metric = metric
kind-finding = finding
kind-flag = flag
key-copy = copy the figure or finding to the clipboard
key-copy-place = copy its file and line
notice-copied = On the clipboard: { $words }

# Settings, the first time.
hint-first = New here?  { -press-finding } next finding  { -press-mend } mend it  { -press-waive } waive it  { -press-palette } find anything  { -press-help } all keys
filter-flagged = flagged
settings-wrong = settings.yaml: { $words }
settings-unknown-key = settings.yaml: there are no keys called { $name }
settings-no-key = settings.yaml: { $name } is no key; j, <tab>, <c-x> are
settings-key-count = settings.yaml: { $name } needs { $wanted } keys
change-failed = Not written: the program failed; please report it
