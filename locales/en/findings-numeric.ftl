# Findings on figures, and what any rule may say.
finding-rule-failed = The rule { $rule } stopped unexpectedly; its findings are missing
