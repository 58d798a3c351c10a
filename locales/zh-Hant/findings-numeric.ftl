# 數字方面的發現事項，以及任何規則都可能用到的訊息。
finding-rule-failed = 規則 { $rule } 意外中斷，未能列出該規則的發現事項

# 訊息的組成部分。
slip-text = { $slip ->
    [swapped] （似是兩個數字調轉）
    [changed] （似是一個數字有誤）
    [dropped] （似是漏了或多了一個數字）
    [doubled] （似是一個數字重複）
    [yi] （似是把「億」當作billion）
    [wan] （似是把「萬」當作million或thousand）
    [ten] （相差{ $power }倍）
   *[none] { "" }
}
culprit-text = { $named ->
    [value] ；最可能有誤的是{ $culprit }：印{ $printed }，應為{ $mended }{ slip-text }
    [figure] ；最可能有誤的是{ $culprit }：印{ $printed }
   *[no] { "" }
}
when-text = { $dated ->
    [no] { "" }
   *[yes] （{ $period }）
}
others-text = { $others ->
    [0] { "" }
   *[other] ；同一原因另有{ $others }項關係不符
}

finding-metric-disagrees = { $metric }（{ $period }）：{ $yaml ->
    [right] 正文是{ $wrong }，指標數據是{ $right }
   *[wrong] 正文是{ $right }，指標數據是{ $wrong }
}{ slip-text }
finding-restatement-differs = { $metric }（{ $period }）前後不一：{ $wrong }與{ $right }，疑點數字是{ $wrong }{ slip-text }
finding-restatement-mined = { $metric }{ when-text }前後不一：印{ $stated }，另一處是{ $computed }{ others-text }{ culprit-text }
finding-sum-does-not-foot = { $metric }{ when-text }印{ $stated }，但{ $kind ->
    [formula] 按公式計算是
    [difference] 相減得
   *[plain] 各項相加得
}{ $computed }{ others-text }{ culprit-text }
finding-shares-not-whole = { $kind ->
    [whole] 由{ $metric }起的各項佔比{ when-text }合計是{ $computed }，並非100%
   *[plain] { $metric }{ when-text }印{ $stated }，但由其餘各項佔比推算是{ $computed }
}{ others-text }{ culprit-text }
finding-ratio-does-not-recompute = { $metric }{ when-text }印{ $stated }，但{ $kind ->
    [mean] 按加權平均計算是
   *[plain] 重新計算是
}{ $computed }{ others-text }{ culprit-text }
finding-percent-does-not-recompute = { $metric }{ when-text }印{ $stated }，但按人數或數量計算是{ $computed }{ others-text }{ culprit-text }
finding-product-does-not-recompute = { $metric }{ when-text }印{ $stated }，但次數乘以每次數量得{ $computed }{ others-text }{ culprit-text }
finding-rollforward-breaks = { $metric }{ when-text }印{ $stated }，但由期初加增減推算是{ $computed }，相差{ $difference }{ others-text }{ culprit-text }
finding-mean-outside-subgroups = { $metric }{ when-text }是{ $stated }，落在各分組的{ $low }至{ $high }之外；無論權重如何，平均數都不可能如此{ others-text }
finding-scale-jump = { $metric }（{ $period }）印{ $stated }，約為其他期間的{ $direction ->
    [up] { $power }倍
   *[down] { $power }分之一
}；如為{ $mended }則與其他期間相若
finding-breakdowns-disagree = { $sort ->
    [rates] 自{ $first }起的各項比率{ when-text }為{ $of_first }，自{ $second }起的則為{ $of_second }；整體比率不可能同時介乎兩者之內
   *[counts] 自{ $first }起的各項{ when-text }合計{ $of_first }，自{ $second }起的各項則合計{ $of_second }
}{ others-text }{ culprit-text }
finding-denominators-disagree = { $period }有{ $count }項比率一致推算出{ $denominator }為{ $implied }，但報告印的是{ $denominator_stated }
finding-percentage-impossible = { $metric }{ when-text }是{ $stated }：{ $sign ->
    [negative] 不可能為負數
   *[above] 佔比不可能超過整體
}
