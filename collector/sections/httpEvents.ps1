# 15021: a certificate could not be used. 15300, 15301: a record was deleted, made. The status of the first stands at
# the end of the bytes that come with it.
function ConvertTo-HttpEvent {
    param($Record)
    $endpoint = $null
    $status = $null
    foreach ($value in $Record.values) {
        $text = ConvertTo-KnownText $value
        if ($null -eq $text) { continue }
        if ([regex]::IsMatch($text, '\A(\[[0-9A-Fa-f:.%]{2,60}\]|[^\s\\/:]{1,255}):[0-9]{1,5}\z')) { $endpoint = $text }
        elseif ([regex]::IsMatch($text, '\A([0-9A-F]{2}){4,4000}\z')) {
            $last = $text.Substring($text.Length - 8)
            $status = '0x' + $last.Substring(6) + $last.Substring(4, 2) + $last.Substring(2, 2) + $last.Substring(0, 2)
        }
    }
    [ordered]@{
        id = $Record.id
        at = $Record.at
        endpoint = $endpoint
        status = if ($Record.id -eq 15021) { $status } else { $null }
    }
}

function Get-HttpEvent {
    $condition = "Provider[@Name='Microsoft-Windows-HttpEvent'] and (EventID=15021 or EventID=15300 or EventID=15301)"
    Get-EventHistory 'System' $condition 30 { param($record) ConvertTo-HttpEvent $record }
}

$sections.httpEvents = { Get-HttpEvent }
