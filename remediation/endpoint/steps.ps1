# Any server of the organization can change what it has of another one.
function Get-VersionQuery {
    ''
}

# Why nothing can be changed from here; nothing where it can.
function Get-Lack {
    if ("$env:OS" -ne 'Windows_NT') { return 'the endpoint of Exchange can be asked from Windows alone' }
    $engine = $PSVersionTable.PSVersion
    $isOld = $engine.Major -lt 5 -or ($engine.Major -eq 5 -and $engine.Minor -lt 1)
    if ($isOld) { return "Windows PowerShell 5.1 or PowerShell 7 is needed, and this is $engine" }
}

# A step that fails ends those after it: what they rely on is not known any more.
function Invoke-Step {
    param([int] $Number, [string] $Policy, [string] $Title, $Test, $Set)
    $current.number = $Number
    $current.policy = $Policy
    $current.step = $Title
    if (@($results | Where-Object { $_.result -eq 'failed' }).Count -gt 0) {
        return Write-Result 'skipped' 'an earlier step failed, on which it may rely'
    }
    try {
        if (Test-Done $Test) { return Write-Result 'unchanged' '' }
        Write-Begin $longestStep
        & $Set | Out-Null
        if (-not (Test-Done $Test)) { throw 'it was carried out, and yet its test fails' }
        Write-Result 'done' ''
    }
    catch {
        Write-Result 'failed' (Get-Reason $_)
    }
}
