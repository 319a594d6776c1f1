# What leaves the server has no passwords in it, by the rule of setup-log/secrets.ts; a test compares the two.
$secretPattern = @(
    '([-/]\w{0,40}(?:password|pwd|credential)|\b\w{0,40}password(?=\s{0,3}[:=])|'
    'ConvertTo-SecureString(?:\s{1,3}-(?:String|AsPlainText|Force)\b){0,3})'
    '(\s{0,3}[:=]\s{0,3}|\s{1,3})(''(?:[^''\n]|'''')*''?|"[^"\n]*"?|[^ \t\r\n''"]+)'
) -join ''
$withoutCase = [Text.RegularExpressions.RegexOptions] 'IgnoreCase, CultureInvariant'
$secret = New-Object System.Text.RegularExpressions.Regex -ArgumentList @(
    $secretPattern, $withoutCase, [TimeSpan]::FromSeconds(2)
)
# The same for several lines: what stands between a name and its password ends no line.
$secretInLines = New-Object System.Text.RegularExpressions.Regex -ArgumentList @(
    $secretPattern.Replace('\s', '[^\S\n]'),
    [Text.RegularExpressions.RegexOptions] 'IgnoreCase, CultureInvariant, Compiled',
    [TimeSpan]::FromSeconds(2)
)
$secretSign = New-Object System.Text.RegularExpressions.Regex -ArgumentList @(
    'password|pwd|credential|securestring', $withoutCase
)

# Longer lines are read by nobody.
$longestLine = 65536

function Remove-LineSecret {
    param([string] $Line)
    if ($Line.Length -gt $longestLine) { $Line = $Line.Substring(0, $longestLine) }
    try {
        $secret.Replace($Line, '$1$2***')
    }
    catch [Text.RegularExpressions.RegexMatchTimeoutException] {
        '***'
    }
}

# Whole lines, in one go where that is sure to give what line by line would.
function Remove-BlockSecret {
    param([string] $Lines)
    if ($Lines.Length -le $longestLine) {
        try {
            return $secretInLines.Replace($Lines, '$1$2***')
        }
        catch [Text.RegularExpressions.RegexMatchTimeoutException] {
            Assert-InTime
        }
    }
    $plain = foreach ($line in $Lines.Split([char] 10)) {
        Assert-InTime
        Remove-LineSecret $line
    }
    @($plain) -join "`n"
}

# Only what holds one of the words is looked into, since the whole would take too long: from the line of a word on, some
# lines at once, since a log may hold the words in each. PowerShell 7 on Windows copies each text that it gives to a
# method: the whole is given once, and a piece for each block.
function Remove-Secret {
    param([string] $Text)
    $block = 2048
    $plain = New-Object System.Text.StringBuilder
    $from = 0
    for ($sign = $secretSign.Match($Text); $sign.Success; $sign = $sign.NextMatch()) {
        # The block may have been looked into for an earlier word.
        if ($sign.Index -lt $from) { continue }
        Assert-InTime
        $begins = $Text.LastIndexOf([char] 10, $sign.Index) + 1
        $ends = $Text.IndexOf([char] 10, [Math]::Max($sign.Index, [Math]::Min($begins + $block, $Text.Length - 1)))
        if ($ends -lt 0) { $ends = $Text.Length }
        $null = $plain.Append($Text.Substring($from, $begins - $from))
        $null = $plain.Append((Remove-BlockSecret $Text.Substring($begins, $ends - $begins)))
        $from = $ends
    }
    $null = $plain.Append($Text.Substring($from))
    $plain.ToString()
}
