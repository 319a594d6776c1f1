function Write-Result {
    param([string] $Result, [string] $Problem)
    $line = [ordered]@{
        server = $server
        number = $current.number
        policy = $current.policy
        step = $current.step
        result = $Result
        backup = $(if ($current.backup -eq '') { $null } else { $current.backup })
        error = $(if ($Problem -eq '') { $null } else { $Problem })
    }
    [void] $results.Add($line)
    ConvertTo-AsciiJson $line
}

# Before a change: whoever watches knows what is at work, and how long it may be silent where it waits.
function Write-Begin {
    param([int] $Seconds)
    ConvertTo-AsciiJson ([ordered]@{
        server = $server
        number = $current.number
        of = [int] $steps
        policy = $current.policy
        step = $current.step
        atMostSeconds = $(if ($Seconds -gt 0) { $Seconds } else { $null })
    })
}

# Only a Boolean that comes last is an answer: what a command left behind is none.
function Test-Done {
    param([scriptblock] $Test)
    $values = @(& $Test)
    $values.Count -gt 0 -and $values[$values.Count - 1] -is [bool] -and $values[$values.Count - 1]
}
