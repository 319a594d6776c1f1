# The session that is asked, opened when it is needed, and the cmdlet that gave no answer: a session runs one at a time,
# so that nothing more can be asked by it.
$link = @{ session = $null; silent = $null }

# What became of each endpoint that was tried, by its name: null, or why it can't be reached.
$tried = [ordered]@{}

# The first endpoint that can be reached.
function Open-Session {
    $times = @{ OpenTimeout = $longestOpen * 1000; OperationTimeout = 60000; CancelTimeout = 10000 }
    $limits = New-PSSessionOption @times -Culture 'en-US' -UICulture 'en-US'
    $scheme = 'http'
    if ($Https) { $scheme = 'https' }
    $faults = @()
    foreach ($name in $endpoints) {
        if ([DateTime]::UtcNow -gt $allEnds) { break }
        $place = @{
            ConfigurationName = 'Microsoft.Exchange'
            ConnectionUri = "${scheme}://$name/PowerShell/$(Get-VersionQuery $name)"
            Authentication = 'Kerberos'
            SessionOption = $limits
        }
        try {
            $opened = New-PSSession @place
            if (-not $tried.Contains($name)) { $tried[$name] = $null }
            return $opened
        }
        catch {
            $tried[$name] = Get-Reason $_
            $faults += "The Exchange PowerShell endpoint of $name can't be reached: $($tried[$name])"
        }
    }
    throw ($faults -join '; ')
}

# The endpoint knows commands and parameters alone, no script; so values can't become code there.
function Start-Call {
    param($Link, [string] $Cmdlet, [hashtable] $Parameters)
    if ([DateTime]::UtcNow -gt $allEnds) { throw "not read within $Seconds s for the whole organization" }
    if ($null -ne $Link.silent) { throw "not asked, since $($Link.silent) gave no answer within $longestCall s" }
    if ($null -eq $Link.session) { $Link.session = Open-Session }
    $shell = [PowerShell]::Create()
    $shell.Runspace = $Link.session.Runspace
    $null = $shell.AddCommand($Cmdlet)
    foreach ($name in $Parameters.Keys) { $null = $shell.AddParameter($name, $Parameters[$name]) }
    $ends = [DateTime]::UtcNow.AddSeconds($longestCall)
    if ($ends -gt $allEnds) { $ends = $allEnds }
    @{ cmdlet = $Cmdlet; shell = $shell; ends = $ends; result = $shell.BeginInvoke() }
}

# Its session still runs the call, and ending that could take as long: another one is opened for what comes next.
function Stop-Call {
    param($Link, $Call)
    $null = $Call.shell.BeginStop($null, $null)
    $Link.silent = $Call.cmdlet
    $Link.session = $null
    "$($Call.cmdlet) gave no answer within $longestCall s"
}

function Receive-Call {
    param($Call)
    try {
        $output = $Call.shell.EndInvoke($Call.result)
        if ($Call.shell.Streams.Error.Count -gt 0) { throw $Call.shell.Streams.Error[0] }
        foreach ($object in $output) { $object }
    }
    finally {
        $Call.shell.Dispose()
    }
}

function Get-Wait {
    param($Call)
    [int] [Math]::Max(0, ($Call.ends - [DateTime]::UtcNow).TotalMilliseconds)
}

function Invoke-Exchange {
    param([string] $Cmdlet, [hashtable] $Parameters = @{})
    $call = Start-Call $link $Cmdlet $Parameters
    if (-not $call.result.AsyncWaitHandle.WaitOne((Get-Wait $call))) { throw (Stop-Call $link $call) }
    Receive-Call $call
}
