<#
.SYNOPSIS
Runs a script, such as the collector, on servers by PowerShell remoting and prints one line of JSON for each.
.DESCRIPTION
Reads its request, one JSON object, from standard input, so that no name is ever part of a command:
{"script": "path", "computers": ["EX01"], "port": null, "https": false, "throttle": 32, "connectSeconds": 30,
"seconds": 120, "outputLimit": 8388608}
Each computer has until so many seconds after the beginning, and at least half of them for itself. For each it prints
{"computer": "EX01", "output": "...", "error": null} or {"computer": "EX01", "output": null,
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

function Write-JobAnswer($Computer, $Job) {
  $output = @($Job.Output | ForEach-Object { [string]$_ }) -join [char]10
  if ($utf8.GetByteCount($output) -gt $outputLimit) {
    $megabytes = $outputLimit / 1048576
    Write-Answer $Computer $null @{ id = 'OutputCut'; message = "the output was cut: it is larger than $megabytes MB" }
  } elseif ($output) {
    Write-Answer $Computer $output $null
  } else {
    Write-Answer $Computer '' (Get-Failure $Job)
  }
}

# A job of its own for each computer: a name that Invoke-Command refuses costs only itself.
function Start-Reading($Computer) {
  try {
    $job = (Invoke-Command @parameters -ComputerName $Computer).ChildJobs[0]
    @{ computer = $Computer; job = $job; watch = [Diagnostics.Stopwatch]::StartNew() }
  } catch {
    Write-Answer $Computer $null @{ id = [string]$_.FullyQualifiedErrorId; message = [string]$_.Exception.Message }
  }
}

# Says whether a reading is over. One that is late is left to itself: stopping it could take as long again.
function Complete-Reading($Reading) {
  if ('Completed', 'Failed', 'Stopped', 'Disconnected' -contains [string]$Reading.job.State) {
    Write-JobAnswer $Reading.computer $Reading.job
    return $true
  }
  $own = $Reading.watch.Elapsed.TotalSeconds
  if ($clock.Elapsed.TotalSeconds -lt $seconds -or $own -lt $seconds / 2) { return $false }
  Write-Answer $Reading.computer $null @{ id = 'NoAnswer'; message = 'no answer within {0} s' -f [Math]::Round($own) }
  $late.Add($Reading.computer)
  $true
}

try {
  if ($env:OS -ne 'Windows_NT') { throw 'PowerShell remoting needs Windows on this computer: use ssh, or run this on Windows.' }
  # Depending on its version and options, PowerShell has read a redirected input into $input already.
  $text = @($input) -join ''
  if (-not $text) { $text = [Console]::In.ReadToEnd() }
  $request = ConvertFrom-Json -InputObject $text
  $computers = @($request.computers | ForEach-Object { [string]$_ })
  $seconds = [double]$request.seconds
  $outputLimit = [int]$request.outputLimit
  $limits = @{
    OpenTimeout = 1000 * $request.connectSeconds
    IdleTimeout = 60000
    MaxConnectionRetryCount = 1
    # More than a whole answer takes on the wire, and no more than this computer can hold.
    MaximumReceivedObjectSize = 4 * $outputLimit
    MaximumReceivedDataSizePerCommand = 8 * $outputLimit
  }
  $parameters = @{
    # As text: a file would be asked for by the execution policy of this computer.
    ScriptBlock = [ScriptBlock]::Create([IO.File]::ReadAllText([string]$request.script))
    SessionOption = New-PSSessionOption @limits -NoMachineProfile
    UseSSL = [bool]$request.https
    AsJob = $true
  }
  if ($null -ne $request.port) { $parameters.Port = [int]$request.port }
  if ($env:EXCHANGE_COMPLIANCE_USERNAME -and $env:EXCHANGE_COMPLIANCE_PASSWORD) {
    if (-not $request.https) { throw 'Explicit credentials are used over HTTPS alone; set https in the connection.' }
    # Not by ConvertTo-SecureString: its module fails in a Windows PowerShell that was started by PowerShell 7.
    $password = New-Object System.Security.SecureString
    foreach ($character in $env:EXCHANGE_COMPLIANCE_PASSWORD.ToCharArray()) { $password.AppendChar($character) }
    $parameters.Credential = New-Object System.Management.Automation.PSCredential $env:EXCHANGE_COMPLIANCE_USERNAME, $password
    $parameters.Authentication = 'Negotiate'
  } else {
    $parameters.Authentication = 'Kerberos'
  }

  $clock = [Diagnostics.Stopwatch]::StartNew()
  $late = New-Object System.Collections.Generic.List[string]
  $waiting = New-Object System.Collections.Generic.Queue[string]
  foreach ($computer in $computers) { $waiting.Enqueue($computer) }
  $open = @()
  while ($open.Count -gt 0 -or $waiting.Count -gt 0) {
    while ($open.Count -lt $request.throttle -and $waiting.Count -gt 0) { $open += @(Start-Reading ($waiting.Dequeue())) }
    $open = @($open | Where-Object { -not (Complete-Reading $_) })
    if ($open.Count -gt 0) { Start-Sleep -Milliseconds 200 }
  }

  # PowerShell would wait for the jobs that were left to themselves; all is said.
  if ($late.Count -gt 0) { [Diagnostics.Process]::GetCurrentProcess().Kill() }
} catch {
  [Console]::Error.WriteLine([string]$_.Exception.Message)
  exit 1
}
