# How logs are searched for traces of intruders: gigabytes, in minutes, and never more than these.
$longestTraces = 480
$mostTraceBytes = 8589934592
$mostTraceFiles = 50000
$mostTraceFolders = 200
$mostTraceGaps = 50
$mostTraceHits = 100
$mostTracesInFile = 1000
$traceBlock = 4194304
$longestTraceLine = 65536

$traceLatin = [Text.Encoding]::GetEncoding(28591)

# What is asked of gigabytes is compiled, and a text made to be slow is given up: its file is told as unread.
function New-TracePattern {
    param([string] $Pattern)
    $options = [Text.RegularExpressions.RegexOptions] 'IgnoreCase, CultureInvariant, Singleline, Compiled'
    $most = [TimeSpan]::FromSeconds(10)
    New-Object System.Text.RegularExpressions.Regex -ArgumentList $Pattern, $options, $most
}

function New-TraceSearch {
    @{
        ends = [DateTime]::UtcNow.AddSeconds($longestTraces)
        left = [long] $mostTraceBytes
        over = $null
        buffer = New-Object byte[] ($traceBlock + $traceBlock)
        logs = New-Object 'System.Collections.Generic.List[object]'
        hits = New-Object 'System.Collections.Generic.List[object]'
        suspects = New-Object 'System.Collections.Generic.List[object]'
        unread = New-Object 'System.Collections.Generic.List[object]'
    }
}

# What was not looked into. Those beyond the list are counted by the files of each folder.
function Add-TraceGap {
    param($Search, [string] $Kind, [string] $Path, [string] $Reason)
    if ($Search.unread.Count -ge $mostTraceGaps) { return }
    $Search.unread.Add([ordered]@{
        kind = $Kind
        path = ConvertTo-EventText $Path 500
        reason = ConvertTo-EventText $Reason 300
    })
}

# Bytes that were read as single characters are UTF-8.
function ConvertFrom-TraceText {
    param([string] $Text, [int] $Most)
    $plain = $utf8.GetString($traceLatin.GetBytes($Text))
    ConvertTo-EventText (Remove-LineSecret $plain.Trim()) $Most
}

function ConvertTo-TraceTime {
    param([string] $Text)
    $time = [DateTime]::MinValue
    $form = "yyyy-MM-dd'T'HH:mm:ss"
    $culture = [Globalization.CultureInfo]::InvariantCulture
    $styles = [Globalization.DateTimeStyles] 'AssumeUniversal, AdjustToUniversal'
    $start = $Text.Trim([char] 34)
    if ($start.Length -gt 19) { $start = $start.Substring(0, 19) }
    if ([DateTime]::TryParseExact($start, $form, $culture, $styles, [ref] $time)) { ConvertTo-Instant $time }
}

# A line may say what many before it said: of a rule and a file the first line is shown, and all are counted.
function Add-TraceHit {
    param($Search, $File, $Hit)
    if ($File.traces -ge $mostTracesInFile) { throw "it holds more than $mostTracesInFile traces" }
    $File.traces += 1
    $at = ConvertTo-TraceTime $Hit.time
    $known = $File.seen[$Hit.rule]
    if ($null -eq $known) {
        if ($Search.hits.Count -ge $mostTraceHits) { throw "more than $mostTraceHits files hold traces" }
        $known = [ordered]@{
            rule = $Hit.rule
            file = ConvertTo-EventText $File.path 500
            count = 0
            first = $at
            last = $at
            clients = New-Object 'System.Collections.Generic.List[string]'
            statuses = New-Object 'System.Collections.Generic.List[string]'
            excerpt = ConvertFrom-TraceText $Hit.excerpt 300
        }
        $File.seen[$Hit.rule] = $known
        $Search.hits.Add($known)
    }
    $known.count += 1
    if ($null -ne $at) { $known.last = $at }
    if ($null -eq $known.first) { $known.first = $at }
    foreach ($one in @(@('clients', $Hit.client), @('statuses', $Hit.status))) {
        $value = ConvertTo-EventText $one[1] 60
        $list = $known[$one[0]]
        if ($null -ne $value -and $value -ne '' -and $list.Count -lt 10 -and -not $list.Contains($value)) {
            $list.Add($value)
        }
    }
}
