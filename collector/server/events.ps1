# Bounds of one question to a log: the entries that are kept, the records that are looked at for them, and the time.
$mostEvents = 20
$mostRecords = 200
$mostEventSeconds = 3

# A value of a record in at most so many characters; bytes in hexadecimal digits.
function ConvertTo-EventText {
    param($Value, [int] $Most)
    if ($null -eq $Value) { return $null }
    $text = if ($Value -is [byte[]]) { [BitConverter]::ToString($Value).Replace('-', '') } else { "$Value" }
    if ($text.Length -gt $Most) { $text = $text.Substring(0, $Most) }
    $text
}

# A call to a log may never come back, whatever time it is given. So each runs beside this script, which waits for it.
$eventCall = @{ isStuck = $false; shell = $null }

function Invoke-EventCall {
    param([scriptblock] $Code, [object[]] $Values, [TimeSpan] $Most)
    if ($eventCall.isStuck) { throw 'the event log did not answer before, so it was not asked again' }
    # One for all calls: to make one takes longer than to read a record.
    if ($null -eq $eventCall.shell) { $eventCall.shell = [PowerShell]::Create() }
    $shell = $eventCall.shell
    $shell.Commands.Clear()
    $null = $shell.AddScript("$Code")
    foreach ($value in $Values) { $null = $shell.AddArgument($value) }
    $running = $shell.BeginInvoke()
    if (-not $running.AsyncWaitHandle.WaitOne($Most)) {
        $eventCall.isStuck = $true
        throw 'the event log did not answer'
    }
    try {
        foreach ($one in $shell.EndInvoke($running)) { $one }
    }
    catch {
        # One that has failed may answer nothing the next time.
        $eventCall.shell = $null
        throw
    }
}

$openReader = {
    param($Log, $Condition, $IsNewestFirst)
    $ErrorActionPreference = 'Stop'
    $query = New-Object System.Diagnostics.Eventing.Reader.EventLogQuery -ArgumentList $Log, 'LogName', $Condition
    $query.ReverseDirection = $IsNewestFirst
    $reader = New-Object System.Diagnostics.Eventing.Reader.EventLogReader -ArgumentList $query
    # Few at a time, since the time is looked at between them.
    $reader.BatchSize = 10
    $reader
}

# Properties, never the message: Windows writes that in its language, and takes long to.
$readRecord = {
    param($Reader, $Left)
    $ErrorActionPreference = 'Stop'
    $record = $Reader.ReadEvent($Left)
    if ($null -eq $record) { return }
    $values = New-Object System.Collections.ArrayList
    $time = $null
    try {
        foreach ($property in $record.Properties) { if ($values.Count -lt 40) { $null = $values.Add($property.Value) } }
    }
    catch {
        # What was read of a damaged record is kept.
        $null = $_
    }
    try { $time = $record.TimeCreated } catch { $null = $_ }
    @{ id = [int] $record.Id; provider = "$($record.ProviderName)"; time = $time; values = $values }
}

# Beyond the time that a read is given, for what it takes to begin and to end.
$eventAllowance = [TimeSpan]::FromSeconds(2)

function Open-EventReader {
    param([string] $Log, [string] $Condition, [bool] $IsNewestFirst)
    $most = [TimeSpan]::FromSeconds($mostEventSeconds) + $eventAllowance
    Invoke-EventCall $openReader @($Log, $Condition, $IsNewestFirst) $most
}

# The time of a record in UTC; null where the record is damaged.
function Get-RecordTime {
    param($Record)
    if ($null -eq $Record.time) { return $null }
    ([DateTime] $Record.time).ToUniversalTime()
}

function ConvertTo-EventRecord {
    param($Record)
    $time = Get-RecordTime $Record
    @{
        id = $Record.id
        at = if ($null -eq $time) { $null } else { ConvertTo-Instant $time }
        provider = $Record.provider
        values = [object[]] @($Record.values | ForEach-Object { ConvertTo-EventText $_ 8000 })
    }
}

# When the oldest record of a log was written; null for an empty log.
function Get-OldestTime {
    param([string] $Log)
    $reader = Open-EventReader $Log '*' $false
    try {
        $record = Read-NextEvent $reader ([DateTime]::UtcNow.AddSeconds($mostEventSeconds))
        if ($record -is [string]) { throw "the log $Log was not read within $mostEventSeconds s" }
        if ($null -ne $record) { Get-RecordTime $record }
    }
    finally {
        $reader.Dispose()
    }
}

# The next record, null at the end of the log, 'late' where the time is over.
function Read-NextEvent {
    param($Reader, [DateTime] $Ends)
    $left = $Ends - [DateTime]::UtcNow
    if ($left -le [TimeSpan]::Zero) { return 'late' }
    try {
        Invoke-EventCall $readRecord @($Reader, $left) ($left + $eventAllowance)
    }
    catch {
        # A read whose time is over ends with an error, too.
        if ($eventCall.isStuck -or [DateTime]::UtcNow -lt $Ends) { throw }
        'late'
    }
}

# What $convert makes of the newest records of a log, without those of which it makes nothing. $Condition is XPath on
# System, such as "Provider[@Name='MsiInstaller'] and EventID=1033"; $Days is how far back, 0 for the whole log. In the
# answer `since` is the time from which on none is missing, null for an empty log. Throws where the log can't be read.
# $Records is how many are looked at, where one kind of them may come every minute.
function Get-EventHistory {
    param([string] $Log, [string] $Condition, [int] $Days, [scriptblock] $convert, [int] $Records = $mostRecords)
    $within = ''
    if ($Days -gt 0) { $within = ' and TimeCreated[timediff(@SystemTime) <= {0}]' -f ([long] $Days * 86400000) }
    $ends = [DateTime]::UtcNow.AddSeconds($mostEventSeconds)
    $events = New-Object 'System.Collections.Generic.List[object]'
    $since = $null
    $isWhole = $false
    $reader = Open-EventReader $Log ('*[System[{0}{1}]]' -f $Condition, $within) $true
    try {
        $count = 0
        while ($count -lt $Records -and $events.Count -lt $mostEvents) {
            Assert-InTime
            $count += 1
            $record = Read-NextEvent $reader $ends
            $isWhole = $null -eq $record
            if ($isWhole -or $record -is [string]) { break }
            $read = ConvertTo-EventRecord $record
            if ($null -ne $read.at) { $since = $read.at }
            $made = & $convert $read
            if ($null -ne $made) { $events.Add($made) }
        }
    }
    finally {
        $reader.Dispose()
    }
    if (-not $isWhole -and $null -eq $since) { throw "the log $Log was not read within $mostEventSeconds s" }
    if ($isWhole) {
        $oldest = Get-OldestTime $Log
        $from = if ($Days -eq 0) { [DateTime]::MinValue } else { [DateTime]::UtcNow.AddDays(-$Days) }
        if ($null -ne $oldest -and $oldest -lt $from) { $oldest = $from }
        $since = if ($null -eq $oldest) { $null } else { ConvertTo-Instant $oldest }
    }
    [ordered]@{ since = $since; events = [object[]] $events.ToArray() }
}
