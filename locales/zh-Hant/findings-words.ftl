# 數字寫法、組別、清單與陳述方面的發現事項。
finding-number-form-separators = { $printed } 的分位符號位置不對：可能漏了、多了或錯置一個數字
finding-number-form-zero = { $printed } 以零開首

finding-precision-differs = { $printed } 的小數位數與表中同一單位的其他 { $others } 個數字不同，後者{ $decimals ->
    [0] 沒有小數
   *[other] 為 { $decimals } 位小數
}{ $count ->
   *[other] {""}
}
finding-precision-differs-padded = { $printed } 比表中同一單位的其他 { $others } 個數字多一位有效數字，其餘的末位一律為零{ $count ->
   *[other] {""}
}

finding-bands-gap = 「{ $low }」與「{ $high }」之間漏了 { $missing }
finding-bands-overlap = 「{ $low }」與「{ $high }」重疊，{ $shared } 同屬兩個組別

finding-unit-misfits = 「{ $label }」以 { $unit } 為單位，該單位並不量度此項
finding-unit-misfits-energy = { $figure }：能源數量以功率單位表示
finding-unit-misfits-total = 「{ $label }」以 { $unit } 為單位，與「{ $other }」相同：總量並非按人或按金額計算
finding-unit-misfits-density = 「{ $label }」以 { $unit } 為單位，與「{ $other }」相同：密度或強度應按人或按金額計算

finding-part-exceeds-whole = { $part } 是 { $whole } 的一部分，卻大於後者

finding-count-differs = 文中為 { $stated }，實際列出 { $listed } 項
finding-count-differs-parts = 文中為 { $stated }，但各組成數目合計為 { $listed }

finding-trend-contradicted = 文中為「{ $said }」，但數字由 { $before } 變為 { $after }

finding-percentage-unreachable = 以 { $count } 為總數，沒有任何整數可得出 { $share }

finding-membership-differs = { $name } 的「{ $column }」此處為「{ $odd }」，別處為「{ $usual }」
finding-membership-differs-list = 同一機構的名單不一致（斜線前只見於成員名單，斜線後只見於另一份名單）：{ $bodies }

finding-disclosure-missing = 沒有章節回應 { $id }（{ $label }）
finding-disclosure-missing-items = 披露索引欠缺港交所 ESG 守則的 { $items }
finding-disclosure-points-nowhere = { $id } 指向「{ $folder }」，但沒有這個章節
finding-disclosure-points-nowhere-nearest = { $id } 指向「{ $folder }」，但沒有這個章節，最接近的是「{ $nearest }」

finding-edition-differs-currency = 同一金額，中文版以 { $zh } 為單位，英文版以 { $en } 為單位
