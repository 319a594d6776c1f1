# What a part of the configuration sets itself, by the name of the attribute.
function Read-ProtectionSetting {
    param($Node, $Settings)
    $security = 'system.webServer/security'
    $places = @{
        tokenChecking = "$security/authentication/windowsAuthentication/extendedProtection/@tokenChecking"
        sslFlags = "$security/access/@sslFlags"
        allowUnlisted = "$security/ipSecurity/@allowUnlisted"
    }
    foreach ($name in 'tokenChecking', 'sslFlags', 'allowUnlisted') {
        $attribute = $Node.SelectSingleNode($places[$name])
        if ($null -ne $attribute -and $attribute.Value -ne '') { $Settings[$name] = $attribute.Value }
    }
}

# What is set for all sites stands under the empty name; several parts may be of one place.
function Get-ProtectionTable {
    param($Document)
    $comparer = [StringComparer]::OrdinalIgnoreCase
    $table = New-Object 'System.Collections.Generic.Dictionary[string,object]' -ArgumentList $comparer
    $table[''] = @{}
    Read-ProtectionSetting $Document.DocumentElement $table['']
    foreach ($node in $Document.SelectNodes('/configuration/location')) {
        Assert-InTime
        $place = $node.GetAttribute('path').Trim('/')
        if ($place -eq '.') { $place = '' }
        if (-not $table.ContainsKey($place)) { $table[$place] = @{} }
        Read-ProtectionSetting $node $table[$place]
    }
    , $table
}

# The value that holds at a place: its own, else that of the place above it.
function Get-ProtectionValue {
    param($Table, [string] $Place, [string] $Name, [string] $Otherwise)
    $at = $Place
    while ($true) {
        $own = $null
        if ($Table.TryGetValue($at, [ref] $own) -and $own.ContainsKey($Name)) {
            return ConvertTo-EventText $own[$Name] 300
        }
        if ($at -eq '') { return $Otherwise }
        $at = $at.Substring(0, [Math]::Max(0, $at.LastIndexOf([char] '/')))
    }
}

# By the file: the module of IIS needs WMI, and IIS itself need not run.
function Get-ExtendedProtection {
    $document = Get-IisConfiguration
    if ($null -eq $document) { return }
    $table = Get-ProtectionTable $document
    foreach ($node in Select-IisNode $document 'sites/site/application') {
        Assert-InTime
        $site = $node.ParentNode.GetAttribute('name')
        $path = $node.GetAttribute('path')
        if ('Default Web Site', 'Exchange Back End' -notcontains $site -or $path -eq '/') { continue }
        if ($path.Length -gt 300) { throw "an application of the site $site has a name of more than 300 characters" }
        $place = "$site/$($path.Trim('/'))"
        [ordered]@{
            site = $site
            path = $path
            tokenChecking = Get-ProtectionValue $table $place 'tokenChecking' 'None'
            sslFlags = Get-ProtectionValue $table $place 'sslFlags' 'None'
            listedAddressesOnly = (Get-ProtectionValue $table $place 'allowUnlisted' 'true') -eq 'false'
        }
    }
}

$sections.extendedProtection = { , @(Get-ExtendedProtection) }
