# Findings on how figures, bands, lists and statements are worded.
finding-number-form-separators = { $printed } has its separators in the wrong place: a digit is missing, too many or moved
finding-number-form-zero = { $printed } leads with a zero

finding-precision-differs = { $printed } { $count ->
    [one] has
   *[other] have
} other decimals than the { $others } figures of the same unit in the table, which have { $decimals ->
    [0] none
   *[other] { $decimals }
}
finding-precision-differs-padded = { $printed } { $count ->
    [one] is
   *[other] are
} exact to a digit at which the { $others } other figures of the unit print a zero

finding-bands-gap = “{ $low }” and “{ $high }” leave out { $missing }
finding-bands-overlap = “{ $low }” and “{ $high }” both take in { $shared }

finding-unit-misfits = “{ $label }” is given in { $unit }, which does not measure it
finding-unit-misfits-energy = { $figure }: an amount of energy is given in a unit of power
finding-unit-misfits-total = “{ $label }” is given in { $unit }, the unit of “{ $other }”: a total is not per head or per amount
finding-unit-misfits-density = “{ $label }” is given in { $unit }, the unit of “{ $other }”: a density or intensity is per head or per amount

finding-part-exceeds-whole = { $part } is given as a part of { $whole }, which is less

finding-count-differs = The text says { $stated }, but { $listed } are listed
finding-count-differs-parts = The text says { $stated }, but the numbers it is made up of come to { $listed }

finding-trend-contradicted = The text says “{ $said }”, but the figures go from { $before } to { $after }

finding-percentage-unreachable = No whole number out of { $count } gives { $share }

finding-membership-differs = { $column } of { $name } is “{ $odd }” here and “{ $usual }” elsewhere
finding-membership-differs-list = Lists of one body differ, with the names that stand only in its list of members and only in the other: { $bodies }

finding-disclosure-missing = No chapter answers { $id } ({ $label })
finding-disclosure-missing-items = The disclosure index lacks { $items } of the HKEX ESG Code
finding-disclosure-points-nowhere = { $id } is said to be answered in “{ $folder }”, which is no chapter
finding-disclosure-points-nowhere-nearest = { $id } is said to be answered in “{ $folder }”, which is no chapter; the nearest is “{ $nearest }”

finding-edition-differs-currency = The Chinese edition gives the amount in { $zh }, the English edition in { $en }
