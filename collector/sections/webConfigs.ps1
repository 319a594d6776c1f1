$mostConfigs = 100
$mostConfigBytes = 4194304

# Whether a path holds a variable that nothing has put its value for.
function Test-Variable {
    param([string] $Path)
    [regex]::IsMatch($Path, '%(?![0-9A-Fa-f]{2})[A-Za-z_][0-9A-Za-z_() ]*%')
}

# Whether a path is there: listed rather than looked for, since what may not be entered looks absent, too.
function Get-PlaceState {
    param([string] $Path, [bool] $IsFolder)
    if (Test-Variable $Path) { return 'unexpanded' }
    $plain = $Path.Trim().TrimEnd('\')
    if (-not [regex]::IsMatch($plain, '\A[A-Za-z]:\\[^\x00-\x1f"<>|?*:]{1,500}\z')) { return 'other' }
    $cut = $plain.LastIndexOf([char] '\')
    $parent = $plain.Substring(0, $cut + 1)
    $name = $plain.Substring($cut + 1)
    try {
        $found = @()
        if ($IsFolder) { $found = @([IO.Directory]::GetDirectories($parent, $name)) }
        if (-not $IsFolder) { $found = @([IO.Directory]::GetFiles($parent, $name)) }
        if ($found.Count -gt 0) { 'there' } else { 'absent' }
    }
    catch [IO.DirectoryNotFoundException] {
        'absent'
    }
    catch {
        $null
    }
}

# The path in a reference such as file:///C:/Program%20Files/...
function ConvertFrom-Reference {
    param([string] $Text)
    $path = [regex]::Replace($Text, '^file:/*', '').Replace('/', '\')
    # A variable stays as it is.
    if (Test-Variable $path) { return $path }
    [Uri]::UnescapeDataString($path)
}

function Select-ByName {
    param($Document, [string[]] $Names)
    $steps = @($Names | ForEach-Object { "*[local-name() = '$_']" })
    $Document.SelectNodes('/' + [string]::Join('/', $steps))
}

function ConvertTo-Place {
    param([string] $Kind, [string] $Text, [bool] $IsFolder)
    [ordered]@{
        kind = $Kind
        value = ConvertTo-EventText $Text 300
        state = Get-PlaceState $(if ($IsFolder) { $Text } else { ConvertFrom-Reference $Text }) $IsFolder
    }
}

# The first code bases that are not there: a file may have hundreds.
function Get-LostCodeBase {
    param($Document)
    $lost = 0
    $steps = 'configuration', 'runtime', 'assemblyBinding', 'dependentAssembly', 'codeBase'
    foreach ($node in Select-ByName $Document $steps) {
        Assert-InTime
        $place = ConvertTo-Place 'codeBase' $node.GetAttribute('href') $false
        if ($place.state -eq 'there') { continue }
        $place
        $lost += 1
        if ($lost -ge 5) { return }
    }
}

function Get-Place {
    param($Document)
    foreach ($node in Select-ByName $Document 'configuration', 'runtime', 'assemblyBinding', 'linkedConfiguration') {
        ConvertTo-Place 'linkedConfiguration' $node.GetAttribute('href') $false
    }
    foreach ($node in Select-ByName $Document 'configuration', 'assemblyBinding', 'linkedConfiguration') {
        ConvertTo-Place 'linkedConfiguration' $node.GetAttribute('href') $false
    }
    foreach ($node in Select-ByName $Document 'configuration', 'appSettings', 'add') {
        if ($node.GetAttribute('key') -ne 'BinSearchFolders') { continue }
        $folders = @($node.GetAttribute('value').Split([char] ';') | Where-Object { $_.Trim() -ne '' })
        foreach ($folder in @($folders | Select-Object -First 30)) { ConvertTo-Place 'binSearchFolder' $folder $true }
    }
    Get-LostCodeBase $Document
}

function Read-WebXml {
    param([string] $Path)
    $settings = New-Object System.Xml.XmlReaderSettings
    $settings.DtdProcessing = 'Prohibit'
    $settings.XmlResolver = $null
    $stream = Open-File $Path
    try {
        if ($stream.Length -gt $mostConfigBytes) { throw "it has more than $mostConfigBytes bytes" }
        $document = New-Object System.Xml.XmlDocument
        $document.XmlResolver = $null
        $document.Load([Xml.XmlReader]::Create($stream, $settings))
        , $document
    }
    finally {
        $stream.Dispose()
    }
}

function Read-WebConfig {
    param([string] $Path)
    $config = @{ state = 'present'; unreadable = $null; places = @() }
    try {
        $config.places = @(Get-Place (Read-WebXml $Path) | Select-Object -First 60)
    }
    catch [Xml.XmlException] {
        $config.state = 'malformed'
        $config.unreadable = ConvertTo-EventText (Get-Reason $_) 300
    }
    catch [IO.FileNotFoundException] {
        $config.state = 'absent'
    }
    catch [IO.DirectoryNotFoundException] {
        $config.state = 'absent'
    }
    catch {
        $config.state = $null
        $config.unreadable = ConvertTo-EventText (Get-Reason $_) 300
    }
    $config
}

# Files in the order in which they come, whatever the case of their names.
function New-FileTable {
    , (New-Object System.Collections.Specialized.OrderedDictionary -ArgumentList ([StringComparer]::OrdinalIgnoreCase))
}

# The files web.config of Exchange's applications, and of the roots of their sites, from which they inherit.
function Get-ConfigOwner {
    param($Document)
    $root = Get-InstallPath
    $owners = New-FileTable
    $sites = New-FileTable
    $all = @(Read-Application $Document)
    foreach ($one in $all) {
        $isOwn = "$($one.folder)\".StartsWith($root, [StringComparison]::OrdinalIgnoreCase)
        if ($isOwn) { $sites[$one.site] = $true }
        $one.isOwn = $isOwn
    }
    foreach ($one in $all) {
        $isRoot = $one.path -eq '/' -and $sites.Contains($one.site)
        $isLocal = [regex]::IsMatch("$($one.folder)", '\A[A-Za-z]:\\')
        if (-not $isLocal -or -not ($one.isOwn -or $isRoot)) { continue }
        $file = $one.folder.TrimEnd('\') + '\web.config'
        if (-not $owners.Contains($file)) { $owners[$file] = ConvertTo-EventText ($one.site + $one.path) 300 }
    }
    , $owners
}

# Each of these files, and each one to which one is linked, once.
function Get-WebConfig {
    $document = Get-IisConfiguration
    if ($null -eq $document) { return }
    $owners = Get-ConfigOwner $document
    if ($owners.Count -gt $mostConfigs) { throw "Exchange has more than $mostConfigs applications" }
    $linked = New-FileTable
    foreach ($file in @($owners.Keys)) {
        Assert-InTime
        $config = Read-WebConfig $file
        foreach ($place in $config.places) {
            $target = ConvertFrom-Reference $place.value
            if ($place.kind -eq 'linkedConfiguration' -and $place.state -eq 'there') { $linked[$target] = $true }
        }
        ConvertTo-WebConfig $owners[$file] $file $config
    }
    foreach ($file in @($linked.Keys | Where-Object { -not $owners.Contains($_) } | Select-Object -First 20)) {
        Assert-InTime
        ConvertTo-WebConfig $null $file (Read-WebConfig $file)
    }
}

function ConvertTo-WebConfig {
    param($Application, [string] $File, $Config)
    [ordered]@{
        application = $Application
        file = ConvertTo-EventText $File 300
        state = $Config.state
        unreadable = $Config.unreadable
        places = [object[]] @($Config.places)
    }
}

$sections.webConfigs = { , @(Get-WebConfig) }
