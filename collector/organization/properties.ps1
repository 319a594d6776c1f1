# What came over the wire has the properties of its version of Exchange; null where it has none of that name.
function Read-Property {
    param($Object, [string] $Name)
    if ($null -eq $Object) { return $null }
    $property = $Object.PSObject.Properties[$Name]
    if ($null -eq $property) { return $null }
    , $property.Value
}

# An enumeration that came over the wire is its word in a string, or its number; then it tells its word itself.
function Read-Text {
    param($Object, [string] $Name)
    $value = Read-Property $Object $Name
    $text = "$value".Trim()
    $number = [long] 0
    if ($value -is [int] -and [long]::TryParse($text, [ref] $number)) { $text = $value.ToString().Trim() }
    if ($text -eq '') { return $null }
    $text
}

function Read-Number {
    param($Object, [string] $Name)
    $text = Read-Text $Object $Name
    $number = [long] 0
    if ([long]::TryParse("$text", [ref] $number)) { return $number }
    $null
}

function Read-Flag {
    param($Object, [string] $Name)
    $value = Read-Property $Object $Name
    if ($value -is [bool]) { return $value }
    $null
}

# A span of time such as 7.00:00:00, which Exchange writes alike in all languages.
function Read-Seconds {
    param($Object, [string] $Name)
    $text = "$(Read-Text $Object $Name)"
    $span = [TimeSpan]::Zero
    $isSpan = [TimeSpan]::TryParse($text, [Globalization.CultureInfo]::InvariantCulture, [ref] $span)
    if ($isSpan -and $span -ge [TimeSpan]::Zero) { return [long] [Math]::Floor($span.TotalSeconds) }
    $null
}

function Read-Instant {
    param($Object, [string] $Name)
    $value = Read-Property $Object $Name
    if ($value -isnot [DateTime]) { return $null }
    ConvertTo-Instant $value
}

# The name at the end of contoso.com/Configuration/Sites/Berlin.
function ConvertTo-Name {
    param([string] $Text)
    if ($Text -eq '') { return $null }
    $Text.Substring($Text.LastIndexOf([char] '/') + 1)
}

function Read-Name {
    param($Object, [string] $Name)
    ConvertTo-Name (Read-Text $Object $Name)
}

function Read-NameList {
    param($Object, [string] $Name)
    foreach ($item in (Read-Property $Object $Name)) { ConvertTo-Name "$item" }
}

# "Version 15.2 (Build 1118.7)": the form is Exchange's own, in all languages.
function ConvertTo-Version {
    param([string] $Text)
    $parts = [regex]::Match($Text, '^Version (\d+)\.(\d+) \(Build (\d+)\.(\d+)\)')
    if (-not $parts.Success) { return $null }
    '{0}.{1}.{2}.{3}' -f $parts.Groups[1].Value, $parts.Groups[2].Value, $parts.Groups[3].Value, $parts.Groups[4].Value
}
