# 核對多份報告，以及供其他程式讀取的格式。
help-check-paths = 報告資料夾或 Markdown 檔案；不填則為上層最近的 report.yaml，否則為 content/
help-check-format = text（預設）、json、jsonl、sarif、github、junit、csv 或 xlsx
help-check-output = 寫入此檔案；如無 --format，則由檔名決定格式
help-check-files_from = 一併核對此檔案所列的報告，每行一個路徑；- 為標準輸入
check-one-report = { $option } 只適用於一份報告；多份報告請用 --format jsonl，每份一行
check-list-unreadable = 無法讀取路徑清單：{ $reason }
check-failed = 核對失敗；其餘報告照常核對
check-many = 共 { $reports } 份報告：{ $found } 份有發現事項，{ $unread } 份未能讀取
check-xlsx-to-terminal = 試算表不宜輸出至終端機；請指明檔案：-o findings.xlsx

# 結構描述。
help-schema = 輸出 YAML 檔案的 JSON Schema，供編輯器使用；不填 NAME 則列出全部
help-schema-usage = tieout schema [選項] [NAME]
help-schema-name = report、metrics、relations、glossary、disclosures、review 或 settings
help-schema-all = 全部寫入 schemas/ 或 --output 所指的資料夾
help-schema-output = 不作輸出，改為寫入此資料夾
schema-hint = 「tieout schema NAME」輸出其一；「tieout schema --all -o DIR」寫入全部
schema-unknown = 沒有名為「{ $name }」的結構描述；應為以下之一：{ $names }
schema-written = { $path }：{ $count } 份結構描述

# 語言伺服器。
help-lsp = 以 Language Server Protocol 服務編輯器，經標準輸入及輸出
help-lsp-usage = tieout lsp [選項]
lsp-broken = 與編輯器的連線中斷：{ $reason }
lsp-failed = 程式內部出錯；報告沒有改動
lsp-unknown-method = 沒有此請求：{ $method }
lsp-mend = { $old }：{ $way }{ $places ->
    [one] {""}
   *[other] （{ $places } 處）
}
lsp-waive = 在 review.yaml 豁免此發現事項（{ $rule }）
lsp-waiver-reason = 原因待填
