# 說明
help-heading-usage = 用法:
help-heading-commands = 指令
help-heading-arguments = 參數
help-heading-options = 選項
help = 核對中英雙語企業報告：逐一查核兩個語文版本的每個數字，並排版成 PDF
help-usage = tieout [PATH] | 指令 [選項]
help-path = 報告資料夾或 Markdown 檔案；不填則由目前位置向上找最近的 report.yaml，再不然用 content/
help-lang = 訊息語文：zh-Hant 或 en；不填則依系統語文
help-color = 何時用顏色：auto（自動）、always（一律用）、never（不用）
help-help = 顯示本說明
help-version = 顯示版本編號
help-edition = 只看此語文版本：zh-Hant 或 en
help-check = 執行所有核對項目，列出不符之處及算式
help-check-usage = tieout check [選項] [PATH]
help-check-format = 格式：text（預設）或 json
help-check-select = 只執行這些核對項目，以逗號分隔
help-check-ignore = 略去這些核對項目，以逗號分隔
help-check-min_severity = 略去較輕微者：error、warning 或 note（預設）
help-check-fail_on = 由此輕重程度起以 1 結束：error（預設）、warning、note 或 never（不用）
help-figures = 列出每個數字及其核對狀態
help-figures-usage = tieout figures [選項] [PATH]
help-figures-format = 格式：table（預設）、json 或 csv
help-explain = 解釋某個核對項目查甚麼、如何更正或豁免；不填 RULE 則列出全部
help-explain-usage = tieout explain [選項] [RULE]
help-explain-rule = 核對項目的名稱，例如 restatement-differs
help-export = 先核對，再排版成 PDF
help-export-usage = tieout export [選項] [PATH]
help-export-edition = zh-Hant、en、bilingual（雙語對照）或 all（全部，預設），以逗號分隔
help-export-output = 存放檔案的資料夾（預設：out）
help-export-strict = 如有錯誤，一概不寫入
help-new = 建立一份小型雙語報告，由此開始
help-new-usage = tieout new [選項] DIR
help-new-dir = 要建立的資料夾；內裏不可已有東西

# 用法不當
usage-value = { $option }：應為 { $expected } 其中之一，現為「{ $value }」
usage-value-missing = { $option }：應有一個值，現在沒有
usage-unknown = 沒有這個參數：{ $option }
usage-missing = 欠缺：{ $option }
usage-twice = { $option } 不可用於此處，或不可重複
usage-too-many = { $option } 的值過多
usage-not-utf8 = 參數並非有效的 UTF-8
usage-other = 無法讀取參數
usage-suggestion = 是否想用 { $word }？
usage-help = 說明：{ $command } --help
usage-path-before-command = { $path }：路徑應寫在指令之後，不是之前
usage-rule = 沒有名為 { $rule } 的核對項目；「tieout explain」列出全部
usage-rule-near = 沒有名為 { $rule } 的核對項目；是否想用 { $nearest }？

# 開啟
open-no-such-path = { $path }：應為報告資料夾或 Markdown 檔案，但找不到這個名稱
open-no-report = { $path }：資料夾內應有 report.yaml，但找不到；單一 Markdown 檔案請直接寫檔名，或以「tieout new DIR」建立新報告
open-not-a-report = { $path }：應為資料夾，或以 .md、.markdown、.txt 結尾的檔案
open-unreadable = { $path }：無法讀取：{ $reason }
open-too-large = { $path }：{ $size } MiB，超過可讀取的上限 { $limit } MiB
open-not-utf8 = { $path }：應為 UTF-8，但第 { $line } 行第 { $column } 字屬其他編碼；請把檔案另存為 UTF-8
open-nul-byte = { $path }：應為文字，但第 { $line } 行第 { $column } 字是 NUL
open-nothing-near = 此處及以上各層資料夾均沒有 report.yaml，亦沒有 content/ 資料夾；請寫明報告資料夾或 Markdown 檔案
open-no-chapter = { $path }：沒有一章可以讀取

# 寫入
output-failed = 無法輸出：{ $reason }
system-not-found = 沒有這個檔案或資料夾
system-permission = 沒有權限
system-full = 磁碟已滿
system-quota = 磁碟配額已用盡
system-read-only = 磁碟只供讀取
system-not-a-folder = 應為資料夾，但那裏是檔案
system-a-folder = 應為檔案，但那裏是資料夾
system-exists = 已有同名檔案

# 指令
screen-no-terminal = 畫面需要終端機；沒有終端機時請用：tieout check { $path }
explain-hint = 共 { $count } 個核對項目；「tieout explain RULE」解釋其中一個
new-done = { $path }：已建立報告，由此開始；下一步：tieout check { $path }
new-not-empty = { $path }：應為新資料夾或空資料夾，但內裏已有東西
write-failed = { $path }：無法寫入：{ $reason }
export-written = { $path }：{ $pages } 頁
export-strict = 沒有寫入：有錯誤，而且指定了 --strict
export-no-edition = 報告沒有可匯出的 { $edition } 版本
export-no-glyph = 字型沒有 { $char }（{ $code }），以〓代替
export-no-image = { $image } 沒有繪出，以文字代替
stage-lay-out = 排版第 { $done } 章，共 { $of } 章
stage-paint = 第 { $done } 頁，共 { $of } 頁
stage-save = 儲存中
screen-failed = 無法開啟畫面：{ $reason }
