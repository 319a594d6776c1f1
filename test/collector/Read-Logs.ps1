# Read-Logs.ps1 COLLECTOR FOLDER: runs the collector's functions for logs, as they stand, on a folder, in any PowerShell.
param([string] $Collector, [string] $Folder)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$utf8 = New-Object System.Text.UTF8Encoding -ArgumentList $false
$text = [IO.File]::ReadAllText($Collector)
$from = $text.IndexOf('# ---- What all sections use.', [StringComparison]::Ordinal)
$to = $text.IndexOf('# ---- Reads the sections', [StringComparison]::Ordinal)
. ([ScriptBlock]::Create($text.Substring($from, $to - $from)))
$logFolder = $Folder
foreach ($name in 'Get-SetupLog', 'Get-ServicesBefore') {
    $sectionEnds = [DateTime]::UtcNow.AddSeconds(15)
    $value = try { & $name } catch { @{ error = Get-Reason $_ } }
    ConvertTo-Json -InputObject $value -Depth 10 -Compress
}
