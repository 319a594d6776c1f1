# A lane asks one server after the other, each section by section. Several lanes ask at once, each by its own session.
function Start-NextCall {
    param($Lane, $Waiting, $Servers)
    while ($true) {
        if ($Lane.sections.Count -eq 0) {
            if ($Waiting.Count -eq 0) { return }
            $Lane.server = $Waiting.Dequeue()
            $Lane.silent = $null
            foreach ($name in @($serverSections.Keys)) { $Lane.sections.Enqueue($name) }
        }
        $Lane.section = $Lane.sections.Dequeue()
        $read = $Servers[$Lane.server['name']]
        $section = $serverSections[$Lane.section]
        $before = $section.before
        $parameters = $section.parameters
        try {
            $known = & $before $Lane.server
            if ($null -ne $known) {
                Set-Section $read $Lane.section $known
                continue
            }
            $Lane.call = Start-Call $Lane $section.cmdlet (& $parameters $Lane.server)
            return
        }
        catch {
            $read[$Lane.section] = Get-Failure $_
        }
    }
}

# Takes what the lane's call has given, if it has ended.
function Complete-Call {
    param($Lane, $Servers)
    $call = $Lane.call
    if (-not $call.result.IsCompleted -and (Get-Wait $call) -gt 0) { return }
    $read = $Servers[$Lane.server['name']]
    $Lane.call = $null
    try {
        if (-not $call.result.IsCompleted) { throw (Stop-Call $Lane $call) }
        $convert = $serverSections[$Lane.section].convert
        Set-Section $read $Lane.section (& $convert @(Receive-Call $call))
    }
    catch {
        $read[$Lane.section] = Get-Failure $_
    }
}

# The sections of many servers, by their names in the order of the list.
function Read-Servers {
    param([object[]] $List)
    $servers = [ordered]@{}
    $waiting = New-Object System.Collections.Queue
    foreach ($server in $List) {
        $servers[$server['name']] = [ordered]@{}
        $waiting.Enqueue($server)
    }
    $lanes = @()
    $session = $link.session
    for ($number = [Math]::Min($mostLanes, [Math]::Ceiling($List.Count / 2)); $number -gt 0; $number--) {
        $lanes += @{
            session = $session
            silent = $null
            server = $null
            section = $null
            sections = New-Object System.Collections.Queue
            call = $null
        }
        $session = $null
    }
    while ($true) {
        foreach ($lane in $lanes) {
            if ($null -ne $lane.call) { Complete-Call $lane $servers }
            if ($null -eq $lane.call) { Start-NextCall $lane $waiting $servers }
        }
        $handles = @($lanes | Where-Object { $null -ne $_.call } | ForEach-Object { $_.call.result.AsyncWaitHandle })
        if ($handles.Count -eq 0) { break }
        $null = [Threading.WaitHandle]::WaitAny([Threading.WaitHandle[]] $handles, 500)
    }
    foreach ($lane in $lanes) {
        if ($null -ne $lane.session) { Remove-PSSession $lane.session -ErrorAction SilentlyContinue }
    }
    $link.session = $null
    $servers
}

# Edge Transport servers answer to nobody from here.
function Select-Server {
    param($Facts)
    if ($Facts['servers'] -isnot [array]) { return }
    $asked = @($Facts['servers'] | Where-Object { $_['roles'] -notcontains 'Edge' })
    if ($Dag -eq '') { return $asked }
    if ($Facts['dags'] -isnot [array]) { return }
    $members = @($Facts['dags'] | Where-Object { $_['name'] -eq $Dag } | ForEach-Object { $_['members'] })
    $asked | Where-Object { $members -contains $_['name'] }
}
