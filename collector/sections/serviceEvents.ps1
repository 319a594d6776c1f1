# Where the service and the error stand, by the id; -1 for nowhere. The service is told by the name that Windows shows.
$servicePlaces = @{
    7000 = 0, 1
    7001 = 0, 2
    7009 = 1, -1
    7011 = 1, -1
    7023 = 0, 1
    7024 = 0, 1
    7031 = 0, -1
    7034 = 0, -1
    7038 = 0, 2
    7041 = 0, -1
}

# The name of the service, which no language changes, comes with most records as bytes: two for a character.
function ConvertFrom-ServiceByte {
    param($Text)
    $known = [regex]::Match("$Text", '\A(?:[2-7][0-9A-F]00){2,256}(?=0000|\z)').Value
    if ($known -eq '') { return $null }
    $letters = @(
        for ($index = 0; $index -lt $known.Length; $index += 4) {
            [char] [Convert]::ToInt32($known.Substring($index, 2), 16)
        }
    )
    [string]::Join('', $letters)
}

function ConvertTo-ServiceEvent {
    param($Record)
    $places = $servicePlaces[$Record.id]
    if ($null -eq $places) { return $null }
    $values = @($Record.values)
    $service = if ($places[0] -lt $values.Count) { ConvertTo-KnownText $values[$places[0]] } else { $null }
    $code = if ($places[1] -ge 0 -and $places[1] -lt $values.Count) { $values[$places[1]] } else { $null }
    # A number stands for the words that Windows has for it.
    $number = [regex]::Match("$code", '\A%%([0-9]{1,9})\z')
    [ordered]@{
        id = $Record.id
        at = $Record.at
        service = if ($null -eq $service) { $null } else { ConvertTo-EventText $service 260 }
        name = if ($values.Count -gt 0) { ConvertFrom-ServiceByte $values[$values.Count - 1] } else { $null }
        code = if ($number.Success) { [int] $number.Groups[1].Value } else { $null }
        needs = if ($Record.id -eq 7001 -and $values.Count -gt 1) { ConvertTo-EventText $values[1] 260 } else { $null }
    }
}

function Get-ServiceEvent {
    $ids = '(EventID=7000 or EventID=7001 or EventID=7009 or EventID=7011 or EventID=7023 or EventID=7024' +
        ' or EventID=7031 or EventID=7034 or EventID=7038 or EventID=7041)'
    $condition = "Provider[@Name='Service Control Manager'] and $ids"
    Get-EventHistory 'System' $condition 30 { param($record) ConvertTo-ServiceEvent $record }
}

$sections.serviceEvents = { Get-ServiceEvent }
