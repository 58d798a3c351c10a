# Findings on how figures, bands, lists and statements are worded.
finding-number-form-separators = { $printed } has its separators in the wrong place: a digit is missing, too many or moved
finding-number-form-zero = { $printed } leads with a zero
