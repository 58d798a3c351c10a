# 發現事項
text-places = 位置
text-more-places = 另有 { $count } 處；--format json 全部列出
text-arithmetic = 算式
text-help = 建議
text-edit = 「{ $old }」→「{ $new }」
summary-findings = 錯誤 { $errors } 項、警告 { $warnings } 項、提示 { $notes } 項{ $waived ->
    [0] {""}
   *[other] ；已豁免 { $waived } 項
}
summary-clean = 沒有發現事項{ $waived ->
    [0] {""}
   *[other] ；已豁免 { $waived } 項
}
summary-figures = 共 { $figures } 個數字：相符 { $tied }、不符 { $contradicted }、已豁免 { $waived }、未核對 { $untied }

# 數字登記冊
column-place = 位置
column-figure = 數字
column-value = 數值
column-unit = 單位
column-kind = 類別
column-metric = 指標
column-state = 狀態
kind-quantity = 數量
kind-count = 數目
kind-percent = 百分比
kind-money = 金額
kind-date = 日期
kind-period = 期間
kind-ordinal = 次序
kind-identifier = 編號
kind-range = 幅度
