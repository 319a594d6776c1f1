# "[PressureTransitions: MediumToHigh=99 HighToMedium=97 LowToMedium=96 MediumToLow=94]": the words are Exchange's own.
function ConvertTo-Transitions {
    param([string] $Text)
    $found = @{}
    foreach ($part in [regex]::Matches($Text, '([A-Za-z]{1,20})=([0-9]{1,15})')) {
        $found[$part.Groups[1].Value] = [long] $part.Groups[2].Value
    }
    foreach ($name in 'LowToMedium', 'MediumToHigh', 'HighToMedium', 'MediumToLow') {
        if (-not $found.ContainsKey($name)) { return $null }
    }
    [ordered]@{
        lowToMedium = $found['LowToMedium']
        mediumToHigh = $found['MediumToHigh']
        highToMedium = $found['HighToMedium']
        mediumToLow = $found['MediumToLow']
    }
}

function Read-Element {
    param($Node, [string] $Name)
    $found = $Node.SelectSingleNode($Name)
    if ($null -eq $found) { return $null }
    $text = $found.InnerText.Trim()
    if ($text -eq '' -or $text.Length -gt 300) { return $null }
    $text
}

# A meter is named by its resource, and what it watches: UsedDiskSpace[D:\Queue].
function ConvertTo-Meter {
    param($Node)
    $parts = [regex]::Match($Node.GetAttribute('Resource'), '\A([A-Za-z]{1,60})(?:\[(.{1,500})\])?\z')
    if (-not $parts.Success) { throw 'Get-ExchangeDiagnosticInfo names a resource in another form' }
    $path = $null
    if ($parts.Groups[2].Success) { $path = $parts.Groups[2].Value }
    $pressure = [long] 0
    $isNumber = [long]::TryParse((Read-Element $Node 'Pressure'), [ref] $pressure)
    [ordered]@{
        resource = $parts.Groups[1].Value
        path = $path
        use = Read-Element $Node 'CurrentResourceUse'
        pressure = $(if ($isNumber) { $pressure } else { $null })
        transitions = ConvertTo-Transitions (Read-Element $Node 'PressureTransitions')
    }
}

function ConvertTo-Throttling {
    param($Answer)
    if ($Answer.Count -ne 1) { throw "Get-ExchangeDiagnosticInfo gave $($Answer.Count) objects" }
    $settings = New-Object System.Xml.XmlReaderSettings
    $settings.DtdProcessing = 'Prohibit'
    $settings.XmlResolver = $null
    $settings.MaxCharactersInDocument = 4194304
    $document = New-Object System.Xml.XmlDocument
    $document.XmlResolver = $null
    $source = New-Object System.IO.StringReader -ArgumentList "$(Read-Text $Answer[0] 'Result')"
    try { $document.Load([Xml.XmlReader]::Create($source, $settings)) }
    catch { throw 'Get-ExchangeDiagnosticInfo gave no well-formed XML' }
    $tracker = $document.SelectSingleNode('/Diagnostics/Components/ResourceThrottling/ResourceTracker')
    if ($null -eq $tracker) { throw 'Get-ExchangeDiagnosticInfo tells nothing of ResourceThrottling' }
    [ordered]@{
        aggregate = Read-Element $tracker 'AggregateUse'
        resources = @($tracker.SelectNodes('ResourceMeter') | ForEach-Object { ConvertTo-Meter $_ })
    }
}

$serverSections.resourceThrottling = @{
    cmdlet = 'Get-ExchangeDiagnosticInfo'
    before = {
        param($Server)
        if ($Server['roles'] -notcontains 'Mailbox') { throw 'the server has no Mailbox role' }
        if (-not [regex]::IsMatch("$($Server['version'])", '\A15\.[1-9]')) {
            throw 'servers before Exchange 2016 have no ResourceThrottling'
        }
    }
    parameters = {
        param($Server)
        @{ Server = $Server['fqdn']; Process = 'EdgeTransport'; Component = 'ResourceThrottling' }
    }
    convert = { param($Answer) ConvertTo-Throttling $Answer }
}
