$castFault = 'InvalidCastException'
$mostSuspects = 100
$mostSuspectFolders = 50000

# The fields of a line of CSV.
function Split-TraceLine {
    param($Patterns, [string] $Line)
    foreach ($match in $Patterns.field.Matches($Line)) {
        if ($match.Groups[1].Success) { $match.Groups[1].Value.Replace('""', '"') } else { $match.Groups[2].Value }
    }
}

# The number of each column by its name, from the line in the head of a file that names them.
function Get-TraceColumn {
    param($Patterns, [string] $Head)
    $columns = @{}
    foreach ($line in $Head.Split([char] 10)) {
        $fields = @(Split-TraceLine $Patterns $Patterns.fields.Replace($line.TrimEnd(), ''))
        if (-not ($fields -contains 'AnchorMailbox')) { continue }
        for ($index = 0; $index -lt $fields.Count; $index++) { $columns[$fields[$index].Trim()] = $index }
        break
    }
    if ($columns.Count -eq 0) { throw 'it has no line that names its columns, and a line that must be looked at' }
    $columns
}

function Get-TraceValue {
    param($Columns, $Fields, [string] $Name)
    if (-not $Columns.ContainsKey($Name)) { return $null }
    $index = $Columns[$Name]
    if ($index -ge $Fields.Count) { return $null }
    $Fields[$index]
}

# A request that names a server and a path of its own as mailbox goes through the proxy without signing in.
function ConvertFrom-ProxyLine {
    param($Patterns, [string] $Line, $File, [string] $EcpFolder)
    if (-not $File.ContainsKey('columns')) { $File.columns = Get-TraceColumn $Patterns $File.head }
    $fields = @(Split-TraceLine $Patterns $Line)
    $anchor = Get-TraceValue $File.columns $fields 'AnchorMailbox'
    if ($null -eq $anchor -or -not $Patterns.anchor.IsMatch($anchor)) { return $null }
    $status = Get-TraceValue $File.columns $fields 'HttpStatus'
    $isEcp = $File.path.StartsWith($EcpFolder, [StringComparison]::OrdinalIgnoreCase)
    $isReset = $status -eq '200' -and $isEcp -and $Patterns.reset.IsMatch($anchor)
    @{
        rule = if ($isReset) { 'resetDirectory' } else { 'serverInfo' }
        time = Get-TraceValue $File.columns $fields 'DateTime'
        client = Get-TraceValue $File.columns $fields 'ClientIpAddress'
        status = $status
        excerpt = $anchor
    }
}

# An address of a virtual directory holds no tag, unless somebody writes a page by it.
function ConvertFrom-EcpLine {
    param($Patterns, [string] $Line)
    $command = $Patterns.directory.Match($Line)
    $from = $Patterns.url.Match($Line, $command.Index)
    if (-not $from.Success) { return $null }
    $isTagged = $Patterns.tagInUrl.IsMatch($Line, $from.Index)
    $opened = $Patterns.tagOpened.Match($Line, $from.Index)
    if (-not $isTagged -and $opened.Success) {
        $closed = $Patterns.tagClosed.Match($Line, $opened.Index)
        $isTagged = $closed.Success -and $Patterns.directoryAgain.IsMatch($Line, $closed.Index)
    }
    if (-not $isTagged) { return $null }
    @{
        rule = 'directoryUrl'
        time = $Line
        client = $null
        status = $null
        excerpt = '{0} {1}' -f $command.Value, $Line.Substring($from.Index)
    }
}

# The generator of address books downloads into one folder; into another one only an intruder lets it.
function ConvertFrom-OabLine {
    param($Patterns, [string] $Line, [string] $Own)
    $told = $Patterns.downloadPath.Match($Line)
    if (-not $told.Success) { throw 'a line tells of a download that failed, and not of which file' }
    $path = $told.Groups[1].Value.Trim([char[]] @(32, 34, 39))
    $isOwn = $path.StartsWith($Own, [StringComparison]::OrdinalIgnoreCase)
    if ($isOwn -and -not $Patterns.upwards.IsMatch($path)) { return $null }
    @{ rule = 'oabDownload'; time = $Line; client = $null; status = $null; excerpt = $path }
}

function New-TracePatternTable {
    $unquoted = '[^,\r\n]{0,65536}'
    @{
        serverInfo = New-TracePattern ('ServerInfo~(?:(?<="ServerInfo~)|(?!localhost)' +
            "(?=$unquoted/)(?!$unquoted/autodiscover))")
        anchor = New-TracePattern '\AServerInfo~(?!localhost)(?=[^/]*/)(?!.*/autodiscover)'
        reset = New-TracePattern '/.*Reset.*VirtualDirectory#\z'
        field = New-TracePattern '(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))'
        fields = New-TracePattern '\A\W{0,3}#Fields:\s*'
        directory = New-TracePattern 'Set-[A-Za-z]{1,40}VirtualDirectory'
        directoryAgain = New-TracePattern 'VirtualDirectory'
        url = New-TracePattern 'Url'
        tagInUrl = New-TracePattern 'Url[\s=:"'']{0,10}[^"''<\r\n]{0,2000}(?:<|%3c|&lt;)\s{0,5}[a-z%!?/]'
        tagOpened = New-TracePattern '<\w'
        tagClosed = New-TracePattern '</\w'
        download = New-TracePattern 'Download failed and temporary file'
        downloadPath = New-TracePattern 'Download failed and temporary file(.{1,1000}?)needs to be removed'
        upwards = New-TracePattern '[\\/]\.\.(?:[\\/]|\z)'
        dump = New-TracePattern '\\lsass[^\\]*dmp\z'
        archive = New-TracePattern '\.(?:7z|zip|rar)\z'
    }
}

# Unified Messaging, which Exchange 2013 and 2016 have, fails at what an intruder sends to it.
function Get-MessagingEvent {
    param($Search)
    $convert = {
        param($record)
        $text = [string]::Join("`n", @($record.values | Where-Object { $null -ne $_ }))
        if ($text.IndexOf($castFault, [StringComparison]::Ordinal) -ge 0) {
            [ordered]@{ id = $record.id; at = $record.at }
        }
    }
    try {
        Get-EventHistory 'Application' "Provider[@Name='MSExchange Unified Messaging'] and Level=2" 0 $convert
    }
    catch {
        Add-TraceGap $Search 'um' 'Application' (Get-Reason $_)
    }
}

function Add-Suspect {
    param($Search, [string] $Kind, [string] $Path)
    $listed = @($Search.suspects | Where-Object { $_.kind -eq $Kind })
    if ($listed.Count -ge $mostSuspects) { throw "there are more than $mostSuspects such files" }
    $info = New-Object System.IO.FileInfo -ArgumentList $Path
    $Search.suspects.Add([ordered]@{
        kind = $Kind
        path = ConvertTo-EventText $Path 500
        size = $info.Length
        modified = ConvertTo-Instant $info.LastWriteTimeUtc
    })
}

# Files by how their names end, in a folder and below it. What can't be entered is counted, and told once.
function Add-SuspectBelow {
    param($Search, [string] $Kind, [string] $Root, $Pattern)
    $waiting = New-Object 'System.Collections.Generic.Queue[string]'
    $waiting.Enqueue($Root)
    $looked = 0
    $refused = New-Object 'System.Collections.Generic.List[string]'
    while ($waiting.Count -gt 0) {
        $folder = $waiting.Dequeue()
        $looked += 1
        if ($looked -gt $mostSuspectFolders) { throw "there are more than $mostSuspectFolders folders" }
        if ([DateTime]::UtcNow -gt $Search.ends) { throw "not read within $longestTraces s" }
        try {
            $files = [IO.Directory]::GetFiles($folder)
            foreach ($below in [IO.Directory]::GetDirectories($folder)) {
                $isLink = ([IO.File]::GetAttributes($below) -band [IO.FileAttributes]::ReparsePoint) -ne 0
                if (-not $isLink) { $waiting.Enqueue($below) }
            }
        }
        catch [IO.DirectoryNotFoundException] {
            continue
        }
        catch {
            $refused.Add(('{0} ({1})' -f $folder, (Get-Reason $_)))
            continue
        }
        foreach ($path in $files) { if ($Pattern.IsMatch($path)) { Add-Suspect $Search $Kind $path } }
    }
    if ($refused.Count -eq 0) { return }
    throw ('{0} folders could not be entered, such as {1}' -f $refused.Count, $refused[0])
}

function Add-SuspectKind {
    param($Search, [string] $Kind, [string] $Root, $Pattern)
    try {
        Add-SuspectBelow $Search $Kind $Root $Pattern
    }
    catch {
        Add-TraceGap $Search $Kind $Root (Get-Reason $_)
    }
}

function Get-IocTrace {
    $root = Get-InstallPath
    $search = New-TraceSearch
    $patterns = New-TracePatternTable
    $own = $root + 'ClientAccess\OAB\'
    $ecpFolder = $root + 'Logging\HttpProxy\Ecp\'
    $messaging = Get-MessagingEvent $search
    Add-SuspectKind $search 'dump' "$env:SystemDrive\root" $patterns.dump
    Add-SuspectKind $search 'dump' "$env:windir\Temp" $patterns.dump
    Search-TraceLog $search 'ecp' ($root + 'Logging\ECP\Server') $patterns.directory {
        param($line, $file)
        ConvertFrom-EcpLine $patterns $line
    }
    Search-TraceLog $search 'oab' ($root + 'Logging\OABGeneratorLog') $patterns.download {
        param($line, $file)
        ConvertFrom-OabLine $patterns $line $own
    }
    Search-TraceLog $search 'proxy' ($root + 'Logging\HttpProxy') $patterns.serverInfo {
        param($line, $file)
        ConvertFrom-ProxyLine $patterns $line $file $ecpFolder
    }
    Add-SuspectKind $search 'archive' $env:ProgramData $patterns.archive
    foreach ($hit in $search.hits) {
        $hit.clients = [object[]] $hit.clients.ToArray()
        $hit.statuses = [object[]] $hit.statuses.ToArray()
    }
    [ordered]@{
        logs = [object[]] $search.logs.ToArray()
        hits = [object[]] $search.hits.ToArray()
        messaging = $messaging
        suspects = [object[]] $search.suspects.ToArray()
        unread = [object[]] $search.unread.ToArray()
    }
}

$sections.iocTraces = { Get-IocTrace }
