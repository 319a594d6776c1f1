$mostPages = 200
$mostPageBytes = 4194304
$mostWebFolders = 5000
$longestPages = 8

function Add-UnreadPlace {
    param($Found, [string] $Path, [string] $Reason)
    if ($Found.unread.Count -ge 50) { return }
    $Found.unread.Add([ordered]@{
        path = ConvertTo-EventText $Path 500
        reason = ConvertTo-EventText $Reason 300
    })
}

# Only its hash leaves the server, never what it holds.
function Get-WebPage {
    param([string] $Path)
    $size = $null
    $hash = $null
    $created = $null
    $modified = $null
    $unreadable = $null
    try {
        $created = ConvertTo-Instant ([IO.File]::GetCreationTimeUtc($Path))
        $modified = ConvertTo-Instant ([IO.File]::GetLastWriteTimeUtc($Path))
        $stream = Open-File $Path
        try {
            $size = $stream.Length
            if ($size -gt $mostPageBytes) { throw "it has more than $mostPageBytes bytes" }
            $hash = Get-FileHashText $stream
        }
        finally {
            $stream.Dispose()
        }
    }
    catch {
        $unreadable = ConvertTo-EventText (Get-Reason $_) 300
    }
    [ordered]@{
        path = ConvertTo-EventText $Path 500
        size = $size
        sha256 = $hash
        created = $created
        modified = $modified
        unreadable = $unreadable
    }
}

# What a web server runs, by how its name ends.
function Add-WebPage {
    param($Found, [string] $Folder)
    foreach ($path in [IO.Directory]::GetFiles($Folder)) {
        if (-not [regex]::IsMatch($path, '(?i)\.(aspx|ashx|asmx|asp|php|svc|soap|rem|cshtml|vbhtml)\z')) { continue }
        if ($Found.pages.Count -ge $mostPages) {
            throw "there are more than $mostPages pages, and the others were left out"
        }
        if ([DateTime]::UtcNow -gt $Found.ends) { throw "not read within $longestPages s" }
        $Found.pages.Add((Get-WebPage $path))
    }
}

# A link is not followed, but told: a web server does follow it.
function Add-FolderBelow {
    param($Found, $Waiting, [string] $Folder)
    foreach ($below in [IO.Directory]::GetDirectories($Folder)) {
        $isLink = ([IO.File]::GetAttributes($below) -band [IO.FileAttributes]::ReparsePoint) -ne 0
        if ($isLink) { Add-UnreadPlace $Found $below 'it is a link, which is not followed' }
        else { $Waiting.Enqueue($below) }
    }
}

# The pages in a folder and all below it. One folder that can't be read does not hide the others.
function Add-PageBelow {
    param($Found, [string] $Root)
    $waiting = New-Object 'System.Collections.Generic.Queue[string]'
    $waiting.Enqueue($Root)
    while ($waiting.Count -gt 0) {
        $Found.looked += 1
        if ($Found.looked -gt $mostWebFolders) {
            Add-UnreadPlace $Found $Root "there are more than $mostWebFolders folders, and the others were left out"
            return
        }
        if ([DateTime]::UtcNow -gt $Found.ends) {
            Add-UnreadPlace $Found $Root "not read within $longestPages s"
            return
        }
        $one = $waiting.Dequeue()
        try {
            Add-WebPage $Found $one
            Add-FolderBelow $Found $waiting $one
        }
        catch {
            Add-UnreadPlace $Found $one (Get-Reason $_)
        }
    }
}

function Add-WebRoot {
    param($Found, [string] $Kind, [string] $Folder)
    $state = 'present'
    try {
        $null = [IO.Directory]::GetFiles($Folder)
        Add-PageBelow $Found $Folder
    }
    catch [IO.DirectoryNotFoundException] {
        $state = 'absent'
    }
    catch {
        $state = $null
        Add-UnreadPlace $Found $Folder (Get-Reason $_)
    }
    $Found.folders.Add([ordered]@{ kind = $Kind; path = ConvertTo-EventText $Folder 500; state = $state })
}

# Where the Default Web Site serves aspnet_client from: below its root, or by a virtual directory of its own.
function Get-ClientFolder {
    param($Found)
    "$env:SystemDrive\inetpub\wwwroot\aspnet_client"
    try {
        $document = Get-IisConfiguration
        if ($null -eq $document) { return }
        $place = 'sites/site[@name="Default Web Site"]/application/virtualDirectory'
        foreach ($node in Select-IisNode $document $place) {
            $served = $node.ParentNode.GetAttribute('path').TrimEnd('/') + $node.GetAttribute('path').TrimEnd('/')
            $folder = [Environment]::ExpandEnvironmentVariables($node.GetAttribute('physicalPath')).TrimEnd('\')
            if (-not [regex]::IsMatch($folder, '\A[A-Za-z]:\\[^\x00-\x1f"<>|?*:]{1,500}\z')) { continue }
            if ($served -eq '') { "$folder\aspnet_client" }
            if ($served -eq '/aspnet_client') { $folder }
        }
    }
    catch {
        Add-UnreadPlace $Found 'applicationHost.config' (Get-Reason $_)
    }
}

function Get-WebRoot {
    $root = Get-InstallPath
    $found = @{
        folders = New-Object 'System.Collections.Generic.List[object]'
        pages = New-Object 'System.Collections.Generic.List[object]'
        unread = New-Object 'System.Collections.Generic.List[object]'
        looked = 0
        ends = [DateTime]::UtcNow.AddSeconds($longestPages)
    }
    $clients = New-FileTable
    foreach ($folder in @(Get-ClientFolder $found)) { $clients[$folder] = $true }
    foreach ($folder in @($clients.Keys | Select-Object -First 10)) { Add-WebRoot $found 'aspnetClient' $folder }
    Add-WebRoot $found 'owaAuth' ($root + 'FrontEnd\HttpProxy\owa\auth')
    Add-WebRoot $found 'ecpAuth' ($root + 'FrontEnd\HttpProxy\ecp\auth')
    [ordered]@{
        folders = [object[]] $found.folders.ToArray()
        pages = [object[]] $found.pages.ToArray()
        unread = [object[]] $found.unread.ToArray()
    }
}

$sections.webRoots = { Get-WebRoot }
