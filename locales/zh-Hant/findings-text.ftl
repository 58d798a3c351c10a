# 文字、兩種文版、指引與檔案方面的發現事項。
finding-edition-differs = 中文版為 { $zh }，英文版為 { $en }
finding-edition-differs-billion = 中文版為 { $zh }，英文版為 { $en }：一億為 100 million，並非 1 billion
finding-edition-differs-million = 中文版為 { $zh }，英文版為 { $en }：一萬為 10,000
finding-edition-differs-power = 中文版為 { $zh }，英文版為 { $en }：相差 { $times } 倍
finding-edition-differs-swapped = 中文版為 { $zh }，英文版為 { $en }：兩個數字次序對調

finding-edition-lacks-figure-en = 英文版的對應段落沒有 { $figure }
finding-edition-lacks-figure-zh = 中文版的對應段落沒有 { $figure }

finding-edition-lacks-block-chapter-en = 章節 { $folder } 沒有英文版
finding-edition-lacks-block-chapter-zh = 章節 { $folder } 沒有中文版
finding-edition-lacks-block-en = 「{ $words }」在英文版沒有對應內容
finding-edition-lacks-block-zh = 「{ $words }」在中文版沒有對應內容
finding-edition-lacks-block-several-en = 由「{ $words }」起共 { $count } 段在英文版沒有對應內容
finding-edition-lacks-block-several-zh = 由「{ $words }」起共 { $count } 段在中文版沒有對應內容
finding-edition-lacks-block-row-en = 表格中「{ $row }」一行在英文版沒有對應內容
finding-edition-lacks-block-row-zh = 表格中「{ $row }」一行在中文版沒有對應內容

finding-unit-differs = { $label }印作 { $found }，其單位應為 { $expected }
finding-unit-differs-copies = 「{ $row }」在兩個表格的數字相同，單位卻不同：{ $first }與{ $second }
finding-unit-differs-edition = 「{ $row }」的單位，中文版為 { $zh }，英文版為 { $en }

finding-script-mixed = 繁體版夾雜簡體字 { $found }，應為 { $expected }

finding-reference-broken = 「{ $path }」：沒有名為「{ $part }」的章節、表格或組別
finding-reference-broken-nearest = 「{ $path }」：沒有名為「{ $part }」的章節、表格或組別，最接近的是「{ $nearest }」
finding-reference-broken-number = { $found } 並不存在，現有編號為 { $known }

finding-footnote-unmatched-mark = 標記 { $mark } 沒有對應的註釋
finding-footnote-unmatched-note = 註釋 { $mark } 沒有任何標記引用

finding-name-differs = 「{ $found }」在其他地方稱為「{ $usual }」（{ $count } 次）
finding-term-differs = 詞彙表中「{ $term }」譯作「{ $expected }」，英文版的對應段落用了其他說法
finding-term-differs-avoid = 應避免使用「{ $found }」，詞彙表的用詞為「{ $expected }」

finding-metric-unknown = 沒有名為 { $reference } 的指標
finding-metric-unknown-nearest = 沒有名為 { $reference } 的指標，最接近的是 { $nearest }
finding-metric-unknown-period = { $reference } 沒有數值，有數值的期間為 { $known }
finding-metric-unknown-reference = { $reference } 並非 ghg.total@2023 一類的指標與期間，或其文字中沒有數字

finding-metric-unused = 沒有任何數字、圖表、表格或關係式使用 { $id }（{ $label }）
finding-metric-unused-values = { $id }（{ $label }）有 { $count } 個數值未被使用：{ $values }

finding-input-problem-yaml = { $path }：{ $slip ->
        [unclosed] 括號 { $sign } 應有對應的結束括號，但並未找到
        [mismatched] 應為與前面括號相配的結束括號，但寫作 { $sign }
        [stray] 此結束括號沒有對應的開始括號
        [separator] 一項之後應為 , 或 { $sign }，但寫了其他內容
        [quote] 引號應有對應的結束引號，但並未找到
        [after-quote] 結束引號之後不應再有文字
        [escape] 反斜線之後應為 \n、\u4E2D 一類的轉義，但寫了其他內容；在單引號內反斜線即其本身
        [dash] 清單的下一項應以 - 開首，但寫了其他內容，或縮排不一致
        [key] 此處應為鍵（鍵: 值），但寫了其他內容，或縮排不一致
        [colon] 鍵之後應有 :，但並未找到
        [stray-colon] 此處不可有鍵，但出現 :；含冒號的文字須加引號
        [stray-dash] 此處不可開始清單，但出現 -；以連字號開首的文字須加引號
        [tab] 應為空格，但用了定位字元（Tab）
        [indentation] 此行的縮排應與同組各行一致
        [space] - 或 : 之後、# 之前應有空格，但並未找到
        [comment] 跨行文字中間不可有註解
        [character] { $sign } 不可用作開首；以此開首的文字須加引號
        [value] 此處應有值，但並未找到
        [end] 內容未完，檔案已結束
        [block] 此行結尾應只有 | 或 >，可加 1 至 9 的數字，但寫了其他內容
        [anchor] & 或 * 之後應有名稱，但並未找到；以此開首的文字須加引號
        [tag] 標籤（!）無法讀取；以 ! 開首的文字須加引號
        [directive] 以 % 開首的一行並非指令；以此開首的文字須加引號
        [document] 應只有一份文件，但 --- 之前或 ... 之後另有內容
        [merge] << 之後應為對照的別名，但寫了其他內容
        [number] 應為數字，但寫作 { $sign }；文字須加引號
       *[other] YAML 無法讀取：{ $sign }
    }；此段 YAML 未予讀取
finding-input-problem-yaml-too-deep = { $path }：清單與對照最多 24 層，此處層次過深，此段 YAML 未予讀取
finding-input-problem-yaml-too-much = { $path }：展開後最多 250,000 項，此檔案超出上限（或因別名層層相疊），未予讀取
finding-input-problem-yaml-duplicate-key = { $path }：每個鍵只可出現一次，「{ $key }」重複出現，此段 YAML 未予讀取
finding-input-problem-yaml-unknown-alias = { $path }：別名（*）所指在檔案內並不存在，此段 YAML 未予讀取
finding-input-problem-yaml-cycle = { $path }：別名（*）指向其自身所在的清單或對照，此段 YAML 未予讀取
finding-input-problem-yaml-documents = { $path }：只可有一份文件，此檔案載有第二份，未予讀取
finding-input-problem-not-utf8 = { $path }：應為 UTF-8，在第 { $line } 行第 { $column } 字發現其他編碼
finding-input-problem-nul-byte = { $path }：應為文字檔，在第 { $line } 行第 { $column } 字發現 NUL
finding-input-problem-too-large = { $path }：上限為 { $limit } 個位元組，檔案有 { $size } 個
finding-input-problem-chapter-absent = 應有資料夾 chapters/{ $folder } 及其中的 zh-Hant.md 或 en.md，但並未找到
finding-input-problem-unreadable = { $path }：無法讀取：{ $message }
finding-input-problem-duplicate-metric = 指標 { $id } 重複定義，以首次定義為準
finding-input-problem-duplicate-segment = { $id } 的分項 { $key } 重複定義，以首次定義為準
finding-input-problem-not-a-number = 應為數字，但寫作「{ $found }」
finding-input-problem-bad-period = 應為年度、半年度或季度，例如 2023、2023H1、2023Q2，但寫作「{ $found }」
finding-input-problem-missing-key = 應有鍵 { $key }，但並未找到
finding-input-problem-unknown-key = 此處的鍵應為 { $expected } 之一，但寫作「{ $found }」，其內容未予讀取
finding-input-problem-unknown-key-nearest = 此處沒有名為「{ $found }」的鍵，是否指 { $nearest }？其內容未予讀取
finding-input-problem-no-keys = 此處應為文字或數字，但寫有鍵「{ $found }」，其內容未予讀取
finding-input-problem-no-map = 此處應為鍵與值（鍵: 值），但寫作「{ $found }」，未予讀取
finding-input-problem-unknown-word = 應為 { $expected } 之一，但寫作「{ $found }」
finding-input-problem-image-missing = 應有圖片 { $target }，但並未找到
finding-input-problem-image-outside = 圖片應在報告資料夾之內，但指向 { $target }
finding-input-problem-prior-absent = { $target }應為上年度報告（內有report.yaml的資料夾，或Markdown檔案），但找不到
finding-input-problem-prior-outside = 上年度報告的位置應為由本資料夾起計的相對路徑，最多向上三層，現為「{ $target }」
finding-input-problem-bad-formula = { $formula }：應為 { $expected ->
        [metric] 指標
        [number] 數字
        [dimension] 該指標的維度
        [fewer-brackets] 較少括號
        [operand] 指標、數字或（
       *[other] { $expected }
    }，但寫作 { $found }
finding-input-problem-table-too-wide = 表格最多 { $limit } 欄，此表有 { $columns } 欄，未予讀取
finding-input-problem-too-deep = 清單、引文與標記最多 { $limit } 層，更深的層次未予讀取
finding-input-problem-too-many-figures = 一個檔案最多讀取 { $limit } 個數字，此處起的數字未予讀取

finding-waiver-stale = 豁免 { $finding } 沒有豁免任何發現事項：沒有發現事項具有此識別碼
