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

# 核對依據、覆蓋範圍、試算表
column-tie = 核對依據
column-against = 不符項目
column-path = 檔案
column-line = 行
column-column = 字
column-edition = 語文版本
column-low = 下限
column-high = 上限
column-period = 期間
column-rule = 核對項目
column-severity = 輕重
column-finding = 發現事項
column-arithmetic = 算式
column-waived = 豁免
column-fingerprint = 識別碼
coverage-chapter = 章節
coverage-edition = 語文版本
coverage-figures = 數字
coverage-tied = 相符
coverage-contradicted = 不符
coverage-waived = 已豁免
coverage-untied = 未核對
coverage-coverage = 覆蓋率
coverage-whole = 整份報告
sheet-figures = 數字
sheet-coverage = 覆蓋範圍
sheet-findings = 發現事項
register-tie = { $what }：{ $detail }
figures-written = { $path }：{ $count } 個數字
figures-xlsx-to-terminal = 試算表不能顯示於終端機；請寫明檔案：-o figures.xlsx
figures-coverage-included = --coverage 只用於 table 或 csv；json 和 xlsx 本已載有覆蓋範圍
help-figures-output = 寫入此檔案；沒有 --format 時，格式依檔名而定
help-figures-coverage = 只列出各章、各語文版本有多少數字相符
