# Whatever is wrong with the file, the reason names it; that it isn't there is left to the caller.
function Read-Xml {
    param([string] $Path)
    $settings = New-Object System.Xml.XmlReaderSettings
    $settings.DtdProcessing = 'Prohibit'
    $settings.XmlResolver = $null
    $stream = $null
    try {
        $stream = Open-File $Path
        $document = New-Object System.Xml.XmlDocument
        $document.XmlResolver = $null
        $document.Load([Xml.XmlReader]::Create($stream, $settings))
        , $document
    }
    catch [IO.FileNotFoundException] {
        throw
    }
    catch {
        throw "$Path could not be read: $(Get-Reason $_)"
    }
    finally {
        if ($null -ne $stream) { $stream.Dispose() }
    }
}

# Another server may hold the configuration; the file here is then an old copy.
function Assert-OwnConfiguration {
    param([string] $Path)
    try {
        $redirection = (Read-Xml $Path).SelectSingleNode('/configuration/configurationRedirection')
    }
    catch [IO.FileNotFoundException] {
        return
    }
    if ($null -ne $redirection -and $redirection.GetAttribute('enabled') -eq 'true') {
        throw "IIS takes its configuration from elsewhere ($Path), which is not read"
    }
}

# The records by their endpoint, the first of each; those that name no certificate themselves are left out.
function Get-RecordTable {
    param($Records)
    $comparer = [StringComparer]::OrdinalIgnoreCase
    $table = New-Object 'System.Collections.Generic.Dictionary[string,object]' -ArgumentList $comparer
    foreach ($record in $Records) {
        if ($record['isCentral'] -eq $true) { continue }
        $place = if ($null -ne $record['address']) { $record['address'] } else { $record['host'] }
        $endpoint = '{0}:{1}' -f $place, $record['port']
        if (-not $table.ContainsKey($endpoint)) { $table[$endpoint] = $record }
    }
    $table
}

# IIS keeps no certificate of its own: what it shows is http.sys' record for the binding (by host name with SNI).
function Get-BindingRecord {
    param($Table, [string] $Address, [int] $Port, [string] $Name, [int] $Flags)
    if (($Flags -band 2) -eq 2) { return $null }
    $place = if ('', '*' -contains $Address) { '0.0.0.0' } else { $Address }
    if (($Flags -band 1) -eq 1) { $place = $Name }
    $record = $null
    $null = $Table.TryGetValue(('{0}:{1}' -f $place, $Port), [ref] $record)
    $record
}

function Get-Binding {
    # Without IIS there is no binding; without its file IIS is broken, and the section an error.
    if ($null -eq (Open-MachineKey 'SOFTWARE\Microsoft\InetStp')) { return }
    $folder = Get-SystemPath 'inetsrv\config'
    if (-not [IO.Directory]::Exists($folder)) {
        throw "the configuration of IIS is not there, or out of reach: $folder"
    }
    Assert-OwnConfiguration (Get-SystemPath 'inetsrv\config\redirection.config')
    $configuration = Read-Xml (Get-SystemPath 'inetsrv\config\applicationHost.config')
    $sites = $configuration.SelectNodes('/configuration/system.applicationHost/sites/site')
    if ($sites.Count -eq 0) { throw 'applicationHost.config lists no site' }
    $table = Get-RecordTable @(Get-HttpSysRecord)
    foreach ($node in $configuration.SelectNodes('/configuration/system.applicationHost/sites/site/bindings/binding')) {
        Assert-InTime
        $protocol = $node.GetAttribute('protocol').ToLowerInvariant()
        if ('http', 'https' -notcontains $protocol) { continue }
        $site = $node.ParentNode.ParentNode.GetAttribute('name')
        $information = $node.GetAttribute('bindingInformation')
        $place = [regex]::Match($information, '^(\[[^\]]*\]|[^:]*):(\d{1,5}):(.*)$')
        if (-not $place.Success) { throw "the binding '$information' of the site '$site' can't be understood" }
        $address = $place.Groups[1].Value
        $port = [int] $place.Groups[2].Value
        $name = $place.Groups[3].Value
        # Where the attribute is left out, no flag is set.
        $text = $node.GetAttribute('sslFlags')
        $flags = if ([regex]::IsMatch($text, '^[0-9]{1,4}\z')) { [int] $text } else { 0 }
        $record = if ($protocol -eq 'https') { Get-BindingRecord $table $address $port $name $flags } else { $null }
        [ordered]@{
            site = $site
            protocol = $protocol
            address = $address
            port = $port
            host = $name
            thumbprint = if ($null -eq $record) { $null } else { $record['thumbprint'] }
            store = if ($null -eq $record) { $null } else { $record['store'] }
            sslFlags = $flags
        }
    }
}

$sections.bindings = { , @(Get-Binding) }
