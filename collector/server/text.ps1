# An empty text is an unknown one; the registry ends some with NUL.
function ConvertTo-KnownText {
    param($Text)
    $plain = "$Text".Trim([char[]] @(0, 32))
    if ($plain -eq '') { return $null }
    $plain
}

# A value that is there is told, even an empty one, in at most 100 characters.
function ConvertTo-ShortText {
    param($Value)
    if ($null -eq $Value) { return $null }
    $text = "$Value"
    if ($text -eq '') { return '(empty)' }
    if ($text.Length -gt 100) { $text = $text.Substring(0, 100) }
    $text
}
