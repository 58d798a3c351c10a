# 數字寫法、組別、清單與陳述方面的發現事項。
finding-number-form-separators = { $printed } 的分位符號位置不對：可能漏了、多了或錯置一個數字
finding-number-form-zero = { $printed } 以零開首
