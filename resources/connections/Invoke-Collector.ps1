<#
.SYNOPSIS
Runs the collector on many servers by PowerShell remoting and prints one line of JSON for each.
.DESCRIPTION
Reads its request, one JSON object, from standard input, so that no name is ever part of a command:
{"collector": "path", "computers": ["EX01"], "port": null, "https": false, "throttle": 32, "connectSeconds": 10}
It prints {"computer": "EX01", "output": "...", "error": null} or {"computer": "EX01", "output": null,
"error": {"id": "...", "message": "..."}}. Kerberos authenticates the user who runs it, unless the environment holds
EXCHANGE_COMPLIANCE_USERNAME and EXCHANGE_COMPLIANCE_PASSWORD; these are sent over HTTPS alone.
#>
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'

$utf8 = New-Object System.Text.UTF8Encoding $false
$standardOutput = New-Object System.IO.StreamWriter -ArgumentList ([Console]::OpenStandardOutput()), $utf8

function Write-Answer($Computer, $Output, $Failure) {
  $answer = @{ computer = $Computer; output = $Output; error = $Failure }
  $standardOutput.Write((ConvertTo-Json -InputObject $answer -Depth 3 -Compress) + [char]10)
  $standardOutput.Flush()
}

function Get-Failure($Job) {
  $record = $Job.Error | Select-Object -First 1
  if ($null -eq $record -and $Job.JobStateInfo.Reason) { $record = $Job.JobStateInfo.Reason.ErrorRecord }
  if ($null -eq $record) { return $null }
  @{ id = [string]$record.FullyQualifiedErrorId; message = [string]$record.Exception.Message }
}

function Write-JobAnswer($Job) {
  $output = @($Job.Output | ForEach-Object { [string]$_ }) -join [char]10
  if ($output) { Write-Answer $Job.Location $output $null } else { Write-Answer $Job.Location '' (Get-Failure $Job) }
}

try {
  # Depending on its version and options, PowerShell has read a redirected input into $input already.
  $text = @($input) -join ''
  if (-not $text) { $text = [Console]::In.ReadToEnd() }
  $request = ConvertFrom-Json -InputObject $text
  $computers = @($request.computers | ForEach-Object { [string]$_ })
  $options = New-PSSessionOption -OpenTimeout (1000 * $request.connectSeconds) -MaxConnectionRetryCount 1 -NoMachineProfile
  $parameters = @{
    ComputerName = $computers
    FilePath = [string]$request.collector
    ThrottleLimit = [int]$request.throttle
    SessionOption = $options
    UseSSL = [bool]$request.https
    AsJob = $true
  }
  if ($null -ne $request.port) { $parameters.Port = [int]$request.port }
  if ($env:EXCHANGE_COMPLIANCE_USERNAME -and $env:EXCHANGE_COMPLIANCE_PASSWORD) {
    if (-not $request.https) { throw 'Explicit credentials are used over HTTPS alone; set https in the connection.' }
    $password = ConvertTo-SecureString -String $env:EXCHANGE_COMPLIANCE_PASSWORD -AsPlainText -Force
    $parameters.Credential = New-Object System.Management.Automation.PSCredential $env:EXCHANGE_COMPLIANCE_USERNAME, $password
    $parameters.Authentication = 'Negotiate'
  } else {
    $parameters.Authentication = 'Kerberos'
  }

  # One job per server: each is answered as soon as it ends, whatever the others do.
  $open = @((Invoke-Command @parameters).ChildJobs)
  while ($open.Count -gt 0) {
    $ended = @($open | Where-Object { 'Completed', 'Failed', 'Stopped', 'Disconnected' -contains [string]$_.State })
    foreach ($job in $ended) { Write-JobAnswer $job }
    $open = @($open | Where-Object { $ended -notcontains $_ })
    if ($open.Count -gt 0) { Start-Sleep -Milliseconds 200 }
  }
} catch {
  [Console]::Error.WriteLine([string]$_.Exception.Message)
  exit 1
}
