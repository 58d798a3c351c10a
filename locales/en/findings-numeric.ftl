# Findings on figures, and what any rule may say.
finding-rule-failed = The rule { $rule } stopped unexpectedly; its findings are missing

# Parts of messages.
slip-text = { $slip ->
    [swapped] { " " }(two digits swapped)
    [changed] { " " }(one digit changed)
    [dropped] { " " }(a digit dropped or put in)
    [doubled] { " " }(a digit doubled)
    [yi] { " " }(億 taken for billion)
    [wan] { " " }(萬 taken for million or thousand)
    [ten] { " " }(off by a factor of { $power })
   *[none] { "" }
}
culprit-text = { $named ->
    [value] ; most likely wrong: { $culprit }, { $printed }, which would be { $mended }{ slip-text }
    [figure] ; most likely wrong: { $culprit }, { $printed }
   *[no] { "" }
}
when-text = { $dated ->
    [no] { "" }
   *[yes] { " " }({ $period })
}
others-text = { $others ->
    [0] { "" }
    [one] ; one further relation breaks with it
   *[other] ; { $others } further relations break with it
}

finding-metric-disagrees = { $metric } ({ $period }): the text says { $yaml ->
    [right] { $wrong } and the metrics say { $right }
   *[wrong] { $right } and the metrics say { $wrong }
}{ slip-text }
finding-restatement-differs = { $metric } ({ $period }) is stated as { $wrong } and as { $right }; { $wrong } is the odd one out{ slip-text }
finding-restatement-mined = { $metric }{ when-text } is stated as { $stated }, and elsewhere as { $computed }{ others-text }{ culprit-text }
finding-sum-does-not-foot = { $metric }{ when-text } is stated as { $stated }, but { $kind ->
    [formula] its formula comes
    [difference] the difference comes
   *[plain] its parts come
} to { $computed }{ others-text }{ culprit-text }
finding-shares-not-whole = { $kind ->
    [whole] The shares from { $metric } on{ when-text } come to { $computed }, not to the whole
   *[plain] { $metric }{ when-text } is stated as { $stated }, but the other shares leave { $computed }
}{ others-text }{ culprit-text }
finding-ratio-does-not-recompute = { $metric }{ when-text } is stated as { $stated }, but { $kind ->
    [mean] the weighted mean comes
   *[plain] its figures come
} to { $computed }{ others-text }{ culprit-text }
finding-percent-does-not-recompute = { $metric }{ when-text } is stated as { $stated }, but the counts give { $computed }{ others-text }{ culprit-text }
finding-product-does-not-recompute = { $metric }{ when-text } is stated as { $stated }, but times by each comes to { $computed }{ others-text }{ culprit-text }
finding-rollforward-breaks = { $metric }{ when-text } is stated as { $stated }, but opening, additions and reductions come to { $computed }, { $difference } apart{ others-text }{ culprit-text }
finding-mean-outside-subgroups = { $metric }{ when-text } is { $stated }, outside its subgroups' { $low } to { $high }; no weights can give that mean{ others-text }
finding-scale-jump = { $metric } ({ $period }) is { $stated }, about { $direction ->
    [up] { $power } times
   *[down] one part in { $power } of
} what it is in the other periods; { $mended } would be in line with them
finding-breakdowns-disagree = { $sort ->
    [rates] The rates from { $first } on{ when-text } are { $of_first }, those from { $second } on { $of_second }: one rate of all cannot lie within both
   *[counts] The parts from { $first } on{ when-text } come to { $of_first }, those from { $second } on to { $of_second }
}{ others-text }{ culprit-text }
finding-denominators-disagree = { $count } rates of { $period } imply { $implied } as { $denominator }, but { $denominator_stated } is stated
finding-percentage-impossible = { $metric }{ when-text } is { $stated }: { $sign ->
    [negative] it cannot be negative
   *[above] a share cannot be more than the whole
}
