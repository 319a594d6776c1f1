# Codes, names of types and paths, which no language changes. Users, addresses and what follows ? in a URL are left out.
function ConvertTo-AspNetEvent {
    param($Record, $Seen)
    $values = @($Record.values)
    $known = @($values | Where-Object { $null -ne $_ })
    $type = @($known | Where-Object { [regex]::IsMatch($_, '\A[A-Za-z_][\w.+`]{0,200}(Exception|Error)\z') })
    $place = @($known | Where-Object { [regex]::IsMatch($_, '\A/LM/W3SVC/[0-9]{1,10}/ROOT') })
    $text = $null
    # What is said of an exception follows its type.
    for ($index = 0; $type.Count -gt 0 -and $index + 1 -lt $values.Count; $index++) {
        if ($values[$index] -ceq $type[0] -and $null -eq $text) { $text = ConvertTo-EventText $values[$index + 1] 300 }
    }
    $code = if ($values.Count -gt 0) { "$($values[0])" } else { '' }
    $domain = ''
    # Behind the application come numbers of this start.
    if ($place.Count -gt 0) { $domain = [regex]::Match($place[0], '\A[^\s?]{0,200}?(?=(-[0-9]+){0,2}\z)').Value }
    $found = [ordered]@{
        id = $Record.id
        at = $Record.at
        eventCode = if ([regex]::IsMatch($code, '\A[0-9]{4,6}\z')) { [int] $code } else { $null }
        application = if ($domain -eq '') { $null } else { $domain }
        exception = if ($type.Count -eq 0) { $null } else { $type[0] }
        text = $text
    }
    # A fault that goes on is written thousands of times, and so is what strangers ask for, each time in other words.
    # The newest record stands for all, but for those of another assembly.
    $about = [regex]::Match("$text", '[A-Za-z][\w.-]{1,200}, Version=').Value
    $key = '{0} {1} {2} {3} {4}' -f $found.id, $found.eventCode, $found.application, $found.exception, $about
    if (-not $Seen.Add($key)) { return $null }
    $found
}

function Get-AspNetEvent {
    $seen = New-Object 'System.Collections.Generic.HashSet[string]'
    $condition = "Provider[@Name='ASP.NET 4.0.30319.0'] and (EventID=1309 or EventID=1310 or EventID=1325)"
    Get-EventHistory 'Application' $condition 30 { param($record) ConvertTo-AspNetEvent $record $seen } 5000
}

$sections.aspNetEvents = { Get-AspNetEvent }
