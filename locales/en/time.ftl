# Against an earlier state.
help-check-baseline = Leave out the findings of this file: what check --format json printed before
help-check-prior = Last year's report, a folder or a file, for the comparatives; else the one that report.yaml names
help-check-changed = Only what touches lines changed since this git revision, such as HEAD or main
baseline-absent = { $path }: no such file; “tieout check --format json > { $path }” writes a baseline
baseline-other = { $path }: expected what “tieout check --format json” prints, found something else
baseline-known = { $path }: { $count ->
    [one] 1 finding is known and left out
   *[other] { $count } findings are known and left out
}
baseline-gone = { $path }: { $count ->
    [one] 1 entry no longer occurs:
   *[other] { $count } entries no longer occur:
}
git-no-program = this needs the program git, and it is not installed or not on the PATH
git-no-repository = { $path }: not in a git repository; expected a folder under version control
git-no-revision = { $revision }: no such revision in this git repository; expected a commit, branch or tag, such as HEAD, main or v1.0
git-failed = git: { $reason }

finding-comparative-differs = { $metric } ({ $period }) is stated as { $stated }, but last year's report printed { $printed }, and no note says restated{ slip-text }
finding-comparative-differs-basis = { $count } of { $all } figures for { $period } differ from those that last year's report printed, and no note says restated: { $metric } is { $stated } and was { $printed }
finding-comparative-differs-year = Nothing is compared with last year's report ({ $path }): it is not of an earlier year than this one, or one of the years cannot be told

# What changed since a revision.
help-diff = Print the figures that changed since a git revision, and the places that say the same and did not
help-diff-usage = tieout diff [OPTIONS] REV [PATH]
help-diff-rev = Git revision to compare with, such as HEAD, main or v1.0
help-diff-format = text (default) or json
diff-not-there = { $path }: not there yet at { $revision }; expected a revision that has this report
diff-order = { $path } is a path; the revision comes first: tieout diff REV { $path }
diff-unmoved = did not move:
diff-summary = Since { $since }: { $quantities ->
    [one] 1 quantity
   *[other] { $quantities } quantities
} changed in { $moved ->
    [one] 1 place
   *[other] { $moved } places
}; { $stale ->
    [0] no place still says otherwise
    [one] 1 place still says otherwise
   *[other] { $stale } places still say otherwise
}; { $added } figures new, { $removed } gone
diff-none = Since { $since }: no figure changed; { $added } figures new, { $removed } gone
