# Changes through Exchange's endpoint what the organization has of one server. Written anew for each plan: do not change it by hand.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
Set-StrictMode -Version 2.0
$Seconds = 300
$longestCall = 60
$longestOpen = 120
$longestStep = 240
$allEnds = [DateTime]::UtcNow.AddSeconds($Seconds)
$results = [Collections.ArrayList] @()
$current = @{ number = 0; policy = ''; step = 'Open a session to the endpoint of Exchange'; backup = '' }
