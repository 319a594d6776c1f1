# Ends the drifts that exchange-compliance found on one server. Written anew for each plan: do not change it by hand.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
Set-StrictMode -Version 2.0
$folder = "$env:ProgramData\ExchangeCompliance"
$restartMark = "$folder\restart-due"
$restartServices = "$folder\restart-services"
$servicesDue = "$folder\services-due"
$results = [Collections.ArrayList] @()
$failed = [Collections.ArrayList] @()
$unstarted = [Collections.ArrayList] @()
$clock = [Diagnostics.Stopwatch]::StartNew()
$current = @{ number = 0; policy = ''; step = 'Check the state of the server'; backup = ''; isRefused = $false }
