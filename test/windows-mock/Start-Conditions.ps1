# Start-Conditions.ps1 LIBRARY: runs the conditions that standard input holds as JSON, and writes a line of JSON for each.
# LIBRARY is the compiled machine; where it isn't there yet, it is compiled from machine/*.cs. -CompileOnly does only that.
param([string] $Library, [switch] $CompileOnly)
$ErrorActionPreference = 'Stop'
if (-not (Test-Path -LiteralPath $Library)) {
    Add-Type -Path "$PSScriptRoot/machine/*.cs" -OutputAssembly $Library -OutputType Library -IgnoreWarnings -WarningAction SilentlyContinue
}
if ($CompileOnly) { exit 0 }
$conditions = [Console]::In.ReadToEnd()
# Of two cmdlets of one name the one that came last counts.
Import-Module Microsoft.PowerShell.Management, Microsoft.PowerShell.Utility, Microsoft.PowerShell.Security
Import-Module $Library -DisableNameChecking
$accelerators = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')
foreach ($type in [WindowsMock.Machine].Assembly.GetTypes()) {
    foreach ($mark in $type.GetCustomAttributes([WindowsMock.StandsForAttribute], $false)) {
        $accelerators::Add($mark.Name, $type)
        if ($mark.Name.StartsWith('System.')) { $accelerators::Add($mark.Name.Substring(7), $type) }
    }
}
foreach ($name in [WindowsMock.Programs]::Names) {
    Set-Item -LiteralPath "function:global:$name" -Value {
        try { [WindowsMock.Programs]::Run($name, $args) } catch { throw $_.Exception.GetBaseException() }
        if ([WindowsMock.Programs]::Hangs) { throw [WindowsMock.Machine]::Complain("a wait without an end for $name") }
        $global:LASTEXITCODE = [WindowsMock.Programs]::ExitCode
    }.GetNewClosure()
}
$env:ProgramData = 'C:\ProgramData'
$env:SystemRoot = $env:windir = 'C:\Windows'
$env:SystemDrive = 'C:'
$env:OS = 'Windows_NT'
foreach ($condition in [WindowsMock.Condition]::Read($conditions)) {
    $condition.Begin()
    $told = foreach ($run in $condition.Runs) {
        $run.Begin()
        $global:LASTEXITCODE = $null
        $arguments = $run.Arguments
        # An error that nobody caught ends powershell.exe with 1.
        $output = @(try { & $run.Script @arguments *>&1 } catch { $_; $global:LASTEXITCODE = 1 })
        $run.End($output, $LASTEXITCODE)
    }
    [Console]::Out.WriteLine('[{0}]', ($told -join ','))
}
