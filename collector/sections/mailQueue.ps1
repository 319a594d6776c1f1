# The folder that a setting of transport names; the default without one.
function Get-TransportFolder {
    param($Document, [string] $Name, [string] $Default)
    foreach ($node in $Document.SelectNodes('/configuration/appSettings/add')) {
        if ($node.GetAttribute('key') -ne $Name) { continue }
        $path = $node.GetAttribute('value').Trim()
        if ($path.Length -gt 500) { throw "$Name has more than 500 characters" }
        if ($path -ne '') { return $path.TrimEnd('\') }
    }
    $Default
}

# Another volume may hang below any folder of a path, and then its drive tells nothing of it.
function Get-FirstLink {
    param([string] $Path)
    $part = $Path.Substring(0, 3)
    foreach ($name in $Path.Substring(3).Split([char[]] '\')) {
        if ($name -eq '') { continue }
        $part = $part.TrimEnd('\') + '\' + $name
        if (-not [IO.Directory]::Exists($part)) { return }
        if (([IO.File]::GetAttributes($part) -band [IO.FileAttributes]::ReparsePoint) -ne 0) { return $part }
    }
}

function Assert-OnDrive {
    param([string] $Path)
    $isOnDrive = [regex]::IsMatch($Path, '\A[A-Za-z]:\\[^\x00-\x1f"<>|?*]*\z')
    if (-not $isOnDrive) { throw 'it is no path on a drive of this server' }
}

# A folder of transport, with the size and the free space of its own volume in bytes; or why these are not known.
function Get-FolderSpace {
    param([string] $Path)
    $free = $null
    $total = $null
    $unread = $null
    try {
        Assert-OnDrive $Path
        $link = Get-FirstLink $Path
        if ($null -ne $link) { throw "$link is a mount point or a link, so its volume is not known" }
        $drive = New-Object System.IO.DriveInfo -ArgumentList $Path.Substring(0, 3)
        # By methods: a property that can't be read would be nothing, and nothing would be 0.
        $size = [long] $drive.get_TotalSize()
        $free = [long] $drive.get_AvailableFreeSpace()
        $total = $size
    }
    catch {
        $unread = Get-Reason $_
    }
    [ordered]@{ path = $Path; free = $free; total = $total; unread = $unread }
}

# The bytes of the queue database; null where there is none, or none that can be seen.
function Get-QueueSize {
    param([string] $Folder)
    try {
        Assert-OnDrive $Folder
        [long] (New-Object System.IO.FileInfo -ArgumentList "$Folder\mail.que").get_Length()
    }
    catch {
        $null
    }
}

function Read-TransportConfig {
    param([string] $File)
    $end = Read-End $File 4194304
    if ($end['from'] -gt 0) { throw "$File has more than 4194304 bytes" }
    $settings = New-Object System.Xml.XmlReaderSettings
    $settings.DtdProcessing = 'Prohibit'
    $settings.XmlResolver = $null
    $document = New-Object System.Xml.XmlDocument
    $document.XmlResolver = $null
    $stream = New-Object System.IO.MemoryStream -ArgumentList @(, $end['bytes'])
    try { $document.Load([Xml.XmlReader]::Create($stream, $settings)) }
    catch { throw "$File is no well-formed XML" }
    if ($null -eq $document.SelectSingleNode('/configuration/appSettings')) { throw "$File has no appSettings" }
    , $document
}

# The folders of the mail queue by the configuration of transport; null where this server has no transport of that kind.
function Get-MailQueue {
    $root = Get-InstallPath
    $file = $root + 'Bin\EdgeTransport.exe.config'
    # A folder that can't be entered looks empty to whoever asks for one file.
    $found = @([IO.Directory]::GetFiles($root + 'Bin', 'EdgeTransport.exe'))
    if (-not [IO.File]::Exists($file)) {
        if ($found.Count -gt 0) { throw "$file is missing or out of reach" }
        return $null
    }
    $document = Read-TransportConfig $file
    $queue = Get-TransportFolder $document 'QueueDatabasePath' ($root + 'TransportRoles\data\Queue')
    $logs = Get-TransportFolder $document 'QueueDatabaseLoggingPath' $queue
    $temp = Get-TransportFolder $document 'TemporaryStoragePath' ($root + 'TransportRoles\data\Temp')
    [ordered]@{
        config = $file
        database = Get-FolderSpace $queue
        logs = Get-FolderSpace $logs
        temp = Get-FolderSpace $temp
        size = Get-QueueSize $queue
    }
}

$sections.mailQueue = { Get-MailQueue }
