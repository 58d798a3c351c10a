# 與先前的狀態比較
help-check-baseline = 略去此檔案所載的發現事項：即早前 check --format json 的輸出
help-check-prior = 上年度報告（資料夾或檔案），用以核對比較數字；不填則用 report.yaml 所指的
help-check-changed = 只看觸及某個 git 修訂版之後改動各行的發現事項，例如 HEAD 或 main
baseline-absent = { $path }：沒有這個檔案；「tieout check --format json > { $path }」可寫出基準檔
baseline-other = { $path }：應為「tieout check --format json」的輸出，但內容不是
baseline-known = { $path }：略去已知的發現事項 { $count } 項
baseline-gone = { $path }：有 { $count } 項不再出現：
git-no-program = 此功能需要 git 程式，但系統沒有安裝，或不在 PATH 之內
git-no-repository = { $path }：不在 git 儲存庫內；應為受版本控制的資料夾
git-no-revision = { $revision }：git 儲存庫沒有這個修訂版；應為提交、分支或標籤，例如 HEAD、main、v1.0
git-failed = git：{ $reason }

finding-comparative-differs = { $metric }（{ $period }）列為{ $stated }，上年度報告卻印{ $printed }，亦沒有註明重列{ slip-text }
finding-comparative-differs-basis = { $period }年的{ $all }個數字中有{ $count }個與上年度報告所印的不同，而沒有註明重列：{ $metric }現為{ $stated }，原為{ $printed }
finding-comparative-differs-year = 沒有與上年度報告（{ $path }）比較：該報告的年份並非早於本報告，或無法得知其中一方的年份

# 自某修訂版以來的改動
help-diff = 列出自某個 git 修訂版以來改動的數字，以及所述相同而沒有改動之處
help-diff-usage = tieout diff [選項] REV [PATH]
help-diff-rev = 作比較的 git 修訂版，例如 HEAD、main、v1.0
help-diff-format = 格式：text（預設）或 json
diff-not-there = { $path }：{ $revision } 尚未有這份報告；應為已有這份報告的修訂版
diff-order = { $path } 是路徑；修訂版應寫在前面：tieout diff REV { $path }
diff-unmoved = 沒有改動：
diff-summary = 自 { $since } 以來：{ $quantities } 項數據於 { $moved } 處有改動，{ $stale } 處仍為不同數字；新增 { $added } 個數字，刪去 { $removed } 個
diff-none = 自 { $since } 以來：沒有數字改動；新增 { $added } 個數字，刪去 { $removed } 個
