# Each line of a text in which a pattern is found. $convert makes a hit of it, or nothing.
function Search-TraceText {
    param($Search, $File, [string] $Text, $Pattern, [scriptblock] $convert)
    $match = $Pattern.Match($Text)
    while ($match.Success) {
        if ([DateTime]::UtcNow -gt $Search.ends) { throw "not read within $longestTraces s" }
        $from = if ($match.Index -eq 0) { 0 } else { $Text.LastIndexOf([char] 10, $match.Index - 1) + 1 }
        $to = $Text.IndexOf([char] 10, $match.Index)
        if ($to -lt 0) { $to = $Text.Length }
        if ($to - $from -gt $longestTraceLine) { throw "a line has more than $longestTraceLine characters" }
        $line = $Text.Substring($from, $to - $from).TrimEnd()
        $hit = & $convert $line $File
        if ($null -ne $hit) { Add-TraceHit $Search $File $hit }
        $match = $Pattern.Match($Text, $to)
    }
}

# Whole lines at a time; what begins a line at the end of a block is kept for the next.
function Search-TraceStream {
    param($Search, $File, $Stream, $Pattern, [scriptblock] $convert)
    $buffer = $Search.buffer
    $kept = 0
    $isFirst = $true
    while ($true) {
        if ([DateTime]::UtcNow -gt $Search.ends) { throw "not read within $longestTraces s" }
        if ($Search.left -le 0) { throw "more than $mostTraceBytes bytes" }
        $read = $Stream.Read($buffer, $kept, $traceBlock)
        $Search.left -= $read
        $File.bytes += $read
        $text = $traceLatin.GetString($buffer, 0, $kept + $read)
        if ($text.IndexOf([char] 0) -ge 0) { throw 'it holds zeros, as after a crash, or is no text' }
        $ends = if ($read -le 0) { $text.Length } else { $text.LastIndexOf([char] 10) + 1 }
        # A byte order mark stands before the name of the first column.
        $head = $text.Substring(0, [Math]::Min($text.Length, $longestTraceLine))
        if ($isFirst) { $File.head = $head.TrimStart([char[]] @(239, 187, 191)) }
        $isFirst = $false
        Search-TraceText $Search $File $text.Substring(0, $ends) $Pattern $convert
        if ($read -le 0) { return }
        $total = $kept + $read
        $kept = $total - $ends
        if ($kept -gt $traceBlock) { throw "a line has more than $traceBlock characters" }
        [Array]::Copy($buffer, $ends, $buffer, 0, $kept)
    }
}

# Says whether the whole file was read.
function Search-TraceFile {
    param($Search, $File, $Pattern, [scriptblock] $convert)
    if ($null -eq $Search.over) {
        if ([DateTime]::UtcNow -gt $Search.ends) { $Search.over = "$longestTraces s were over" }
        elseif ($Search.left -le 0) { $Search.over = "$mostTraceBytes bytes had been read" }
    }
    if ($null -ne $Search.over) { return $false }
    try {
        $stream = Open-File $File.path
        try {
            Search-TraceStream $Search $File $stream $Pattern $convert
        }
        finally {
            $stream.Dispose()
        }
        $true
    }
    catch {
        Add-TraceGap $Search $File.kind $File.path (Get-Reason $_)
        $false
    }
}

function Add-TraceFolder {
    param($Search, $Found, [string] $Kind, [string] $Folder)
    $log = [ordered]@{
        kind = $Kind
        path = ConvertTo-EventText $Folder 500
        state = 'present'
        since = $null
        files = 0
        read = 0
        bytes = [long] 0
        left = $null
    }
    $Search.logs.Add($log)
    try {
        foreach ($path in [IO.Directory]::GetFiles($Folder, '*.log')) {
            $log.files += 1
            if ($Found.Count -ge $mostTraceFiles) { $log.left = "there are more than $mostTraceFiles files" }
            elseif ([DateTime]::UtcNow -gt $Search.ends) { $log.left = "$longestTraces s were over" }
            if ($null -ne $log.left) { continue }
            $written = [IO.File]::GetLastWriteTimeUtc($path)
            $begun = [IO.File]::GetCreationTimeUtc($path)
            # A copy is newer than what it holds.
            if ($begun -gt $written) { $begun = $written }
            $Found.Add(@{
                kind = $Kind
                path = $path
                log = $log
                written = $written
                begun = $begun
                bytes = [long] 0
                head = ''
                seen = @{}
                traces = 0
            })
        }
    }
    catch [IO.DirectoryNotFoundException] {
        $log.state = 'absent'
    }
    catch {
        $log.state = $null
        Add-TraceGap $Search $Kind $Folder (Get-Reason $_)
    }
    $log
}

# The files of a folder and of all below it; a link is told, and not followed.
function Get-TraceFile {
    param($Search, [string] $Kind, [string] $Root)
    $found = New-Object 'System.Collections.Generic.List[object]'
    $waiting = New-Object 'System.Collections.Generic.Queue[string]'
    $waiting.Enqueue($Root)
    $looked = 0
    while ($waiting.Count -gt 0) {
        $folder = $waiting.Dequeue()
        $looked += 1
        if ($looked -gt $mostTraceFolders) {
            Add-TraceGap $Search $Kind $folder "there are more than $mostTraceFolders folders"
            break
        }
        $log = Add-TraceFolder $Search $found $Kind $folder
        if ($log.state -ne 'present') { continue }
        try {
            foreach ($below in [IO.Directory]::GetDirectories($folder)) {
                $isLink = ([IO.File]::GetAttributes($below) -band [IO.FileAttributes]::ReparsePoint) -ne 0
                if ($isLink) { Add-TraceGap $Search $Kind $below 'it is a link, which is not followed' }
                else { $waiting.Enqueue($below) }
            }
        }
        catch {
            Add-TraceGap $Search $Kind $folder (Get-Reason $_)
        }
    }
    $found
}

# The newest first, whatever their folder; `since` of a folder is the time from which on none of its files is missing.
function Search-TraceLog {
    param($Search, [string] $Kind, [string] $Root, $Pattern, [scriptblock] $convert)
    $files = @(Get-TraceFile $Search $Kind $Root | Sort-Object -Property { $_.written } -Descending)
    $ends = @{}
    foreach ($file in $files) {
        $log = $file.log
        $isRead = Search-TraceFile $Search $file $Pattern $convert
        $log.bytes += $file.bytes
        $file.head = ''
        if (-not $isRead) {
            if ($null -ne $Search.over) { $log.left = $Search.over }
            $ends[$log.path] = $true
            continue
        }
        $log.read += 1
        $isNext = $null -eq $log.left -and -not $ends.ContainsKey($log.path)
        if ($isNext) { $log.since = ConvertTo-Instant $file.begun }
    }
}
