function Get-SharedConfigState {
    param([string] $Text, [string] $Root)
    if ($Text.Trim().Length -eq 0) { return 'empty' }
    $settings = New-Object System.Xml.XmlReaderSettings
    $settings.DtdProcessing = 'Prohibit'
    $settings.XmlResolver = $null
    $document = New-Object System.Xml.XmlDocument
    $document.XmlResolver = $null
    try {
        $source = New-Object System.IO.StringReader -ArgumentList $Text
        $document.Load([Xml.XmlReader]::Create($source, $settings))
    }
    catch {
        return 'malformed'
    }
    $binding = "/*[local-name() = 'configuration']/*[local-name() = 'runtime']/*[local-name() = 'assemblyBinding'" +
        " and namespace-uri() = 'urn:schemas-microsoft-com:asm.v1']"
    if ($document.SelectNodes($binding).Count -eq 0) {
        # By methods: a property could be what an attribute of that name holds.
        $name = $document.get_DocumentElement().get_LocalName()
        if ($name.Length -gt 100) { $name = $name.Substring(0, 100) }
        return 'other', "no assemblyBinding in configuration/runtime, and the root element is $name"
    }
    $first = ''
    $isHere = $false
    foreach ($place in $document.SelectNodes("$binding//@href | $binding//@privatePath")) {
        $value = $place.get_Value()
        $shown = $value
        if ($shown.Length -gt 200) { $shown = $shown.Substring(0, 200) }
        # A variable, and not the numbers by which an address writes other characters.
        if ([regex]::IsMatch($value, '%(?![0-9A-Fa-f]{2})[A-Za-z_][0-9A-Za-z_() ]*%')) { return 'unexpanded', $shown }
        $isReference = $place.get_LocalName() -eq 'href'
        if ($isReference -and $first -eq '') { $first = $shown }
        $path = [regex]::Replace($value, '^file:/*', '').Replace('%20', ' ').Replace('/', '\')
        if (-not $isReference -or $path.StartsWith($Root, [StringComparison]::OrdinalIgnoreCase)) { $isHere = $true }
    }
    if ($first -eq '' -and -not $isHere) { return 'unfilled' }
    if (-not $isHere) { return 'elsewhere', $first }
    'present'
}
