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
