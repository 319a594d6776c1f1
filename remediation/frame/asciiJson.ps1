# In ASCII, so that no code page can harm it.
function ConvertTo-JsonText {
    param([string] $Text)
    $escaped = $Text.Replace('\', '\\').Replace('"', '\"')
    '"' + [regex]::Replace($escaped, '[^ -~]', { param($match) '\u{0:x4}' -f [int] [char] $match.Value }) + '"'
}

function ConvertTo-AsciiJson {
    param($Value)
    if ($null -eq $Value) { return 'null' }
    if ($Value -is [bool]) { return $(if ($Value) { 'true' } else { 'false' }) }
    if ($Value -is [int]) { return [string] $Value }
    if ($Value -is [string]) { return ConvertTo-JsonText $Value }
    if ($Value -is [Collections.IDictionary]) {
        $members = @(foreach ($key in $Value.Keys) { (ConvertTo-JsonText $key) + ':' + (ConvertTo-AsciiJson $Value[$key]) })
        return '{' + ($members -join ',') + '}'
    }
    if ($Value -is [Collections.IEnumerable]) {
        $elements = @(foreach ($element in $Value) { ConvertTo-AsciiJson $element })
        return '[' + ($elements -join ',') + ']'
    }
    ConvertTo-JsonText ([string] $Value)
}
