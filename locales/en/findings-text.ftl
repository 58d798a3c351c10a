# Findings on words, editions, references and files.
finding-edition-differs = The Chinese edition says { $zh }, the English edition { $en }
finding-edition-differs-billion = The Chinese edition says { $zh }, the English edition { $en }: 億 is a hundred million, not a billion
finding-edition-differs-million = The Chinese edition says { $zh }, the English edition { $en }: 萬 is ten thousand
finding-edition-differs-power = The Chinese edition says { $zh }, the English edition { $en }: one is { $times } times the other
finding-edition-differs-swapped = The Chinese edition says { $zh }, the English edition { $en }: two digits changed places

finding-edition-lacks-figure-en = { $figure } is not in the English counterpart
finding-edition-lacks-figure-zh = { $figure } is not in the Chinese counterpart

finding-edition-lacks-block-chapter-en = Chapter { $folder } has no English edition
finding-edition-lacks-block-chapter-zh = Chapter { $folder } has no Chinese edition
finding-edition-lacks-block-en = “{ $words }” has no counterpart in the English edition
finding-edition-lacks-block-zh = “{ $words }” has no counterpart in the Chinese edition
finding-edition-lacks-block-several-en = { $count } blocks from “{ $words }” on have no counterpart in the English edition
finding-edition-lacks-block-several-zh = { $count } blocks from “{ $words }” on have no counterpart in the Chinese edition
finding-edition-lacks-block-row-en = The table row “{ $row }” has no counterpart in the English edition
finding-edition-lacks-block-row-zh = The table row “{ $row }” has no counterpart in the Chinese edition

finding-unit-differs = { $label } is printed in { $found }; its unit is { $expected }
finding-unit-differs-copies = { $row } has the same figures in two tables, but different units: { $first } and { $second }
finding-unit-differs-edition = The unit of “{ $row }” is { $zh } in the Chinese edition, { $en } in the English edition

finding-script-mixed = Simplified { $found } in the Traditional edition; expected { $expected }

finding-reference-broken = “{ $path }”: no section, table or group is called “{ $part }”
finding-reference-broken-nearest = “{ $path }”: no section, table or group is called “{ $part }”; the nearest is “{ $nearest }”
finding-reference-broken-number = { $found } does not exist; there are { $known }

finding-footnote-unmatched-mark = The mark { $mark } has no note
finding-footnote-unmatched-note = The note { $mark } has no mark that refers to it

finding-name-differs = “{ $found }” is called “{ $usual }” elsewhere ({ $count } times)
finding-term-differs = { $term } is “{ $expected }” in the glossary; the English counterpart says otherwise
finding-term-differs-avoid = “{ $found }” is to be avoided; the glossary has “{ $expected }”

finding-metric-unknown = No metric is called { $reference }
finding-metric-unknown-nearest = No metric is called { $reference }; the nearest is { $nearest }
finding-metric-unknown-period = { $reference } has no value; there are values for { $known }
finding-metric-unknown-reference = { $reference } is not a metric and period such as ghg.total@2023, or its text holds no figure

finding-metric-unused = { $id } ({ $label }) is not used by any figure, chart, table or relation
finding-metric-unused-values = { $count ->
    [one] A value of { $id } ({ $label }) is not used: { $values }
   *[other] { $count } values of { $id } ({ $label }) are not used: { $values }
}

finding-input-problem-yaml = { $path }: { $slip ->
        [unclosed] expected the bracket { $sign } to be closed, found nothing that closes it
        [mismatched] expected the bracket that closes the one before, found { $sign }
        [stray] found a closing bracket that closes nothing
        [separator] expected , or { $sign } after an entry, found something else
        [quote] expected the quotation mark to be closed, found nothing that closes it
        [after-quote] expected nothing more after the closing quotation mark, found words
        [escape] expected an escape such as \n or \u4E2D after the backslash, found another; in single quotes a backslash is itself
        [dash] expected - before the next entry of the list, found something else, or another indentation
        [key] expected a key (key: value), found something else, or another indentation
        [colon] expected : after the key, found none
        [stray-colon] found : where no key can stand; words with a colon stand in quotes
        [stray-dash] found - where no list can begin; words with a dash first stand in quotes
        [tab] expected spaces, found a tab
        [indentation] expected the line to be indented as those beside it, found another indentation
        [space] expected a space after - or :, or before #, found none
        [comment] found a comment within words that go on on the next line
        [character] found { $sign }, with which nothing can begin; words that begin so stand in quotes
        [value] expected a value, found none
        [end] expected more, found the end of the file
        [block] expected only | or > with a number from 1 to 9 at the end of this line, found something else
        [anchor] expected a name after & or *, found none; words that begin so stand in quotes
        [tag] found a tag (!) that cannot be read; words that begin with ! stand in quotes
        [directive] found a line with % that is no directive; words that begin so stand in quotes
        [document] expected one document, found something before --- or after ...
        [merge] expected an alias of a map after <<, found something else
        [number] expected a number, found { $sign }; words stand in quotes
       *[other] YAML that cannot be read: { $sign }
    }; this YAML is left out
finding-input-problem-yaml-too-deep = { $path }: expected lists and maps nested at most 24 deep, found deeper ones; this YAML is left out
finding-input-problem-yaml-too-much = { $path }: expected a file that unfolds to at most 250,000 entries, found more, perhaps aliases of aliases; this YAML is left out
finding-input-problem-yaml-duplicate-key = { $path }: expected each key once, found “{ $key }” a second time; this YAML is left out
finding-input-problem-yaml-unknown-alias = { $path }: an alias (*) of something that is not in the file; this YAML is left out
finding-input-problem-yaml-cycle = { $path }: an alias (*) of the very list or map in which it stands; this YAML is left out
finding-input-problem-yaml-documents = { $path }: expected one document, found a second one; this YAML is left out
finding-input-problem-not-utf8 = { $path }: expected UTF-8, found another encoding at line { $line }, column { $column }
finding-input-problem-nul-byte = { $path }: expected text, found a NUL byte at line { $line }, column { $column }
finding-input-problem-too-large = { $path }: expected at most { $limit } bytes, found { $size }
finding-input-problem-chapter-absent = Expected a folder chapters/{ $folder } with zh-Hant.md or en.md, found none
finding-input-problem-unreadable = { $path }: cannot be read: { $message }
finding-input-problem-duplicate-metric = The metric { $id } is defined a second time; the first definition counts
finding-input-problem-duplicate-segment = The segment { $key } of { $id } is defined a second time; the first definition counts
finding-input-problem-not-a-number = Expected a number, found “{ $found }”
finding-input-problem-bad-period = Expected a year, half-year or quarter such as 2023, 2023H1 or 2023Q2, found “{ $found }”
finding-input-problem-missing-key = Expected the key { $key }, found none
finding-input-problem-unknown-key = Expected one of the keys { $expected }, found “{ $found }”; what stands there is not read
finding-input-problem-unknown-key-nearest = No key is called “{ $found }” here; did you mean { $nearest }? What stands there is not read
finding-input-problem-no-keys = Expected words or a number, found the key “{ $found }”; what stands there is not read
finding-input-problem-no-map = Expected keys with values (key: value), found “{ $found }”; it is not read
finding-input-problem-unknown-word = Expected one of { $expected }, found “{ $found }”
finding-input-problem-image-missing = Expected the image { $target }, found no such file
finding-input-problem-image-outside = Expected an image inside the report folder, found { $target }
finding-input-problem-prior-absent = Expected last year's report at { $target } (a folder with report.yaml, or a Markdown file), found none
finding-input-problem-prior-outside = Expected a path to last year's report from this folder, at most three folders up, found “{ $target }”
finding-input-problem-bad-formula = { $formula }: expected { $expected ->
        [metric] a metric
        [number] a number
        [dimension] a dimension of the metric
        [fewer-brackets] fewer brackets
        [operand] a metric, a number or (
       *[other] { $expected }
    }, found { $found }
finding-input-problem-table-too-wide = Expected a table of at most { $limit } columns, found { $columns }; it is left out
finding-input-problem-too-deep = Expected lists, quotes and marks nested at most { $limit } deep, found deeper ones; they are left out
finding-input-problem-too-many-figures = Expected at most { $limit } figures in one file, found more; those from here on are left out

finding-waiver-stale = The waiver of { $finding } waives nothing: no finding has this fingerprint
