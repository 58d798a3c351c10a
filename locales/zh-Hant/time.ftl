# 與先前的狀態比較
help-check-baseline = 略去此檔案所載的發現事項：即早前 check --format json 的輸出
help-check-changed = 只看觸及某個 git 修訂版之後改動各行的發現事項，例如 HEAD 或 main
baseline-absent = { $path }：沒有這個檔案；「tieout check --format json > { $path }」可寫出基準檔
baseline-other = { $path }：應為「tieout check --format json」的輸出，但內容不是
baseline-known = { $path }：略去已知的發現事項 { $count } 項
baseline-gone = { $path }：有 { $count } 項不再出現：
git-no-program = 此功能需要 git 程式，但系統沒有安裝，或不在 PATH 之內
git-no-repository = { $path }：不在 git 儲存庫內；應為受版本控制的資料夾
git-no-revision = { $revision }：git 儲存庫沒有這個修訂版；應為提交、分支或標籤，例如 HEAD、main、v1.0
git-failed = git：{ $reason }
