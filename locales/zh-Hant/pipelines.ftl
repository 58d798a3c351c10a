# 核對多份報告，以及供其他程式讀取的格式。
help-check-paths = 報告資料夾或 Markdown 檔案；不填則為上層最近的 report.yaml，否則為 content/
help-check-format = text（預設）、json、jsonl、sarif、github、junit、csv 或 xlsx
help-check-output = 寫入此檔案；如無 --format，則由檔名決定格式
help-check-files_from = 一併核對此檔案所列的報告，每行一個路徑；- 為標準輸入
check-one-report = { $option } 只適用於一份報告；多份報告請用 --format jsonl，每份一行
check-list-absent = { $path }：應為路徑清單（每行一個），但沒有這個檔案
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

# 監察、環境、命令殼。
help-watch = 檔案一有改動即重新核對，列出新增（+）及消失（-）的發現事項
help-watch-usage = tieout watch [選項] [PATH]
help-doctor = 列出程式所見的終端機、語文、字型和設定
help-doctor-usage = tieout doctor [選項]
help-completions = 輸出命令殼的自動補全
help-completions-usage = tieout completions [選項] SHELL
help-completions-shell = bash、elvish、fish、powershell 或 zsh
help-man = 輸出手冊頁
help-man-usage = tieout man [選項]
help-man-output = 連同每個指令的手冊頁寫入此資料夾
man-exit = 結束代碼：0 為沒有發現事項；1 為有達到 --fail-on 的發現事項；2 為用法不當，或無法讀寫；130 為匯出時被中斷（Ctrl-C），沒有寫入任何檔案。
watch-impossible = 此處無法監察檔案；請改用 tieout check
doctor-terminal = 終端機
doctor-size = { $columns } 欄、{ $rows } 行
doctor-small = { $columns } 欄、{ $rows } 行：少於 80 × 24 時畫面會很擠
doctor-no-terminal = 沒有：輸入或輸出不在終端機，無法開啟畫面；check 可照常執行
doctor-colours = TERM={ $term }：{ $colours } 色
doctor-no-colour = TERM={ $term }：已設 NO_COLOR，不用顏色
doctor-utf8 = UTF-8（{ $locale }）；無法查知 … 和 ① 佔多少格：如框線歪斜，請設定「ambiguous: wide」
doctor-not-utf8 = 不是 UTF-8 語文環境（「{ $locale }」）：請設定 LANG，例如 zh_HK.UTF-8 或 en_GB.UTF-8
doctor-osc = 開啟畫面時查詢底色（OSC 11）並可複製（OSC 52）；這類終端機大多支援
doctor-osc-nested = 在 tmux 或 screen 之內：須容許才可複製（OSC 52）（tmux：set-clipboard on）
doctor-osc-none = 不能查知底色（OSC 11），亦不能複製（OSC 52）
doctor-language = 語文
doctor-language-asked = { $language }，由 --lang 指定
doctor-language-locale = { $language }，由 { $name }={ $value } 決定
doctor-language-default = { $language }：沒有 --lang，亦未設 LC_ALL、LC_MESSAGES 或 LANG
doctor-fonts = 內嵌字型
doctor-font = { $name }：{ $characters } 字，{ $size } KiB
doctor-settings = 設定
doctor-settings-nowhere = 沒有存放設定的資料夾：未設 HOME
doctor-settings-none = { $path }：沒有；可設定的項目：tieout schema settings
doctor-settings-unread = { $path }：無法當作文字讀取
doctor-settings-sound = { $path }：妥當
